//! A FAQ folder, on disk or built in, as (path, text) pairs; the only place that reads and writes it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use include_dir::{Dir, include_dir};
use sha2::{Digest as _, Sha256};

use crate::corpus::{self, Contacts, Faq, File, Findings};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/faq");

/// The endings of files that a FAQ is made of. Of others only those that look like a file of the FAQ are handed over, by
/// their names alone, so that they are found out; the rest, such as an editor's backups, is passed over.
const ENDINGS: [&str; 2] = ["toml", "txt"];

/// Why a folder could not be read.
#[derive(Debug, thiserror::Error)]
pub enum UnreadableFile {
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

/// Where a FAQ comes from, so that it can be read again.
#[derive(Clone, Debug, Default)]
pub struct FaqSource {
    /// The folder; `None` for the FAQ that is built in.
    pub folder: Option<PathBuf>,
    /// Contacts in place of the FAQ's own; those that are empty leave its own.
    pub contacts: Contacts,
}

/// Why a FAQ cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// Its files cannot be read.
    #[error(transparent)]
    Unreadable(#[from] UnreadableFile),
    /// What they say is wrong.
    #[error("{shown} does not load; mend these and try again:\n{findings}")]
    Findings {
        /// The folder, as a person names it.
        shown: String,
        /// Everything to mend.
        findings: Findings,
    },
    /// Nobody has read any of its entries.
    #[error(
        "{shown} has drafts alone ({drafts} of them), and a draft never answers; read them in topics/, and take the line \
         `draft = true` away from each that is fine"
    )]
    OnlyDrafts {
        /// The folder, as a person names it.
        shown: String,
        /// How many drafts there are.
        drafts: usize,
    },
}

impl FaqSource {
    /// The files that the FAQ is made of now; see [`files`].
    ///
    /// # Errors
    /// The same.
    pub fn files(&self) -> Result<Vec<File>, UnreadableFile> {
        files(self.folder.as_deref())
    }

    /// The FAQ that files make, with the contacts that are set.
    ///
    /// # Errors
    /// When they make none.
    pub fn load(&self, files: &[File]) -> Result<Faq, LoadError> {
        let shown =
            || self.folder.as_ref().map_or("the built-in FAQ".to_owned(), |folder| folder.display().to_string());
        let mut faq = corpus::load(files).map_err(|findings| LoadError::Findings { shown: shown(), findings })?;
        if faq.entries.is_empty() {
            return Err(LoadError::OnlyDrafts { shown: shown(), drafts: faq.drafts.len() });
        }
        faq.contacts.override_with(&self.contacts);
        Ok(faq)
    }
}

/// A code of files that changes with every byte of them.
#[must_use]
pub fn sum(files: &[File]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in files.iter().flat_map(|file| [&file.path, &file.text]) {
        // The length keeps apart what would read the same in a row.
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// The files of a folder, or of the FAQ that is built in when none is named; ordered by path.
///
/// # Errors
/// When the folder or one of its files cannot be read, or a file is not UTF-8.
pub fn files(folder: Option<&Path>) -> Result<Vec<File>, UnreadableFile> {
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

fn walk(root: &Path, folder: &Path, files: &mut Vec<File>) -> Result<(), UnreadableFile> {
    for item in fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = item.map_err(unreadable(folder))?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        if path.is_dir() {
            walk(root, &path, files)?;
            continue;
        }
        let inside = slashed(path.strip_prefix(root).unwrap_or(&path));
        if wanted(&path) {
            files.push(File { path: inside, text: text(&path)? });
        } else if corpus::looks_like_one(&inside) {
            files.push(File { path: inside, text: String::new() });
        }
    }
    Ok(())
}

fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> UnreadableFile {
    let path = path.to_owned();
    move |error| UnreadableFile::Io { path, error }
}

/// A file of text, byte for byte.
///
/// # Errors
/// When it cannot be read, or is not UTF-8.
pub fn text(path: &Path) -> Result<String, UnreadableFile> {
    let bytes = fs::read(path).map_err(unreadable(path))?;
    String::from_utf8(bytes)
        .map_err(|error| UnreadableFile::NotUtf8 { path: path.to_owned(), at: error.utf8_error().valid_up_to() })
}

/// Puts another text in place of a file's, whole or not at all.
///
/// # Errors
/// A sentence that names the file when it is gone, read-only, or cannot be written.
pub fn replace(path: &Path, text: &str) -> anyhow::Result<()> {
    // What the path leads to is written, not a link to it.
    let path = path.canonicalize().with_context(|| format!("cannot find {}", path.display()))?;
    let part = path.with_extension("toml.part");
    let cannot = || format!("cannot write {}", path.display());
    let permissions = fs::metadata(&path).with_context(cannot)?.permissions();
    if permissions.readonly() {
        bail!("{} is read-only: allow writing (chmod u+w) and try again; nothing was changed", path.display());
    }
    fs::write(&part, text).with_context(cannot)?;
    fs::set_permissions(&part, permissions).with_context(cannot)?;
    // Or a machine that fails now may keep the new name and lose what it names.
    fs::File::open(&part).and_then(|file| file.sync_all()).with_context(cannot)?;
    fs::rename(&part, &path).with_context(cannot)
}

fn wanted(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known))
}

fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
