//! A FAQ folder, on disk or built in, as (path, text) pairs; the only place that reads it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::corpus::File;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/faq");

/// The endings of files that a FAQ is made of; others, such as an editor's backups, are passed over.
const ENDINGS: [&str; 2] = ["toml", "txt"];

/// Why a folder could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// The folder or a file in it cannot be opened.
    #[error("cannot read {}: {error}", .path.display())]
    Io {
        /// What cannot be read.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A file is not UTF-8.
    #[error("{}: byte {at} is not UTF-8; save the file as UTF-8", .path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The offset of the first wrong byte.
        at: usize,
    },
}

/// The files of a folder, or of the FAQ that is built in when none is named; ordered by path.
///
/// # Errors
/// When the folder or one of its files cannot be read, or a file is not UTF-8.
pub fn files(folder: Option<&Path>) -> Result<Vec<File>, Unreadable> {
    let mut files = match folder {
        Some(folder) => {
            let mut files = Vec::new();
            walk(folder, folder, &mut files)?;
            files
        }
        None => embedded(&EMBEDDED),
    };
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn embedded(dir: &Dir<'_>) -> Vec<File> {
    let here = dir.files().filter(|file| wanted(file.path()));
    let here =
        here.filter_map(|file| Some(File { path: slashed(file.path()), text: file.contents_utf8()?.to_owned() }));
    here.chain(dir.dirs().flat_map(embedded)).collect()
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<File>) -> Result<(), Unreadable> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |error| Unreadable::Io { path, error }
    };
    for item in fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = item.map_err(unreadable(folder))?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        if path.is_dir() {
            walk(root, &path, files)?;
        } else if wanted(&path) {
            let bytes = fs::read(&path).map_err(unreadable(&path))?;
            let text = String::from_utf8(bytes)
                .map_err(|error| Unreadable::NotUtf8 { path: path.clone(), at: error.utf8_error().valid_up_to() })?;
            files.push(File { path: slashed(path.strip_prefix(root).unwrap_or(&path)), text });
        }
    }
    Ok(())
}

fn wanted(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known))
}

fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
