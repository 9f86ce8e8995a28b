//! A FAQ folder on disk, or the one that is built into the binary → (path, text) pairs for the core.

use std::path::{Path, PathBuf};
use std::{fs, io};

use include_dir::{Dir, DirEntry, include_dir};

use crate::corpus::File;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/faq");

/// Why a folder cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum FaqDirError {
    /// A file or folder cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Io {
        /// Which one.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A file is not text.
    #[error("{path}:{line}: not valid UTF-8; save the file as UTF-8 text")]
    NotUtf8 {
        /// The path inside the folder.
        path: String,
        /// The line of the first byte that is none, counted from 1.
        line: usize,
    },
}

/// The files of a FAQ folder, by path; the embedded folder when there is none. Hidden files and the backups that
/// editors leave are not part of it.
///
/// # Errors
/// When the folder or a file in it cannot be read, or is not UTF-8.
pub fn files(dir: Option<&Path>) -> Result<Vec<File>, FaqDirError> {
    let mut bytes = Vec::new();
    match dir {
        Some(dir) => on_disk(dir, "", &mut bytes)?,
        None => embedded(&EMBEDDED, &mut bytes),
    }
    bytes.sort();
    bytes.into_iter().map(|(path, bytes)| file(path, bytes)).collect()
}

fn file(path: String, bytes: Vec<u8>) -> Result<File, FaqDirError> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(File { path, text }),
        Err(error) => {
            let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = 1 + good.iter().filter(|byte| **byte == b'\n').count();
            Err(FaqDirError::NotUtf8 { path, line })
        }
    }
}

fn on_disk(dir: &Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) -> Result<(), FaqDirError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        |source| FaqDirError::Io { path, source }
    };
    for entry in fs::read_dir(dir).map_err(failed(dir))? {
        let path = entry.map_err(failed(dir))?.path();
        let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { continue };
        if is_left_out(&name) {
            continue;
        }
        // Follows links, so that a mounted configuration works.
        if fs::metadata(&path).map_err(failed(&path))?.is_dir() {
            on_disk(&path, &format!("{prefix}{name}/"), files)?;
        } else {
            files.push((format!("{prefix}{name}"), fs::read(&path).map_err(failed(&path))?));
        }
    }
    Ok(())
}

fn embedded(dir: &Dir<'_>, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in dir.entries() {
        let name = entry.path().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match entry {
            _ if is_left_out(&name) => {}
            DirEntry::Dir(dir) => embedded(dir, files),
            DirEntry::File(file) => {
                let parts: Vec<_> = file.path().iter().map(|part| part.to_string_lossy()).collect();
                files.push((parts.join("/"), file.contents().to_owned()));
            }
        }
    }
}

/// Hidden files (a Kubernetes mount has hidden folders too), and backups of Emacs, Vim and others.
fn is_left_out(name: &str) -> bool {
    name.starts_with(['.', '#'])
        || name.ends_with(['~', '#'])
        || [".bak", ".orig", ".swp", ".tmp"].iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{FaqDirError, files};

    #[test]
    fn a_folder_is_read_with_slashes_and_without_backups() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir_all(dir.path().join("topics/.git")).expect("made");
        for name in ["faq.toml", "faq.toml~", ".hidden", "#faq.toml#", "topics/a.toml", "topics/a.toml.bak", "topics/.git/x"] {
            fs::write(dir.path().join(name), name).expect("written");
        }
        let paths: Vec<_> = files(Some(dir.path())).expect("readable").into_iter().map(|file| file.path).collect();
        assert_eq!(paths, ["faq.toml", "topics/a.toml"]);
    }

    #[test]
    fn what_is_not_text_is_named() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        fs::write(dir.path().join("faq.toml"), b"a\nb\n\xff").expect("written");
        let error = files(Some(dir.path())).expect_err("not UTF-8");
        assert!(matches!(error, FaqDirError::NotUtf8 { line: 3, .. }));
        assert_eq!(error.to_string(), "faq.toml:3: not valid UTF-8; save the file as UTF-8 text");
        let gone = files(Some(&dir.path().join("gone"))).expect_err("missing").to_string();
        assert!(gone.starts_with("cannot read ") && gone.contains("gone"), "{gone}");
    }

    #[test]
    fn the_embedded_folder_is_there() {
        let paths: Vec<_> = files(None).expect("readable").into_iter().map(|file| file.path).collect();
        assert!(paths.contains(&"faq.toml".to_owned()), "{paths:?}");
    }
}
