//! Putting another text in place of a file's, whole or not at all.

use std::fs;
use std::path::Path;

use anyhow::Context as _;

/// Puts another text in place of a file's.
pub(super) fn replace(path: &Path, text: &str) -> anyhow::Result<()> {
    // What the path leads to is written, not a link to it.
    let path = path.canonicalize().with_context(|| format!("cannot find {}", path.display()))?;
    let part = path.with_extension("toml.part");
    let cannot = || format!("cannot write {}", path.display());
    let permissions = fs::metadata(&path).with_context(cannot)?.permissions();
    fs::write(&part, text).with_context(cannot)?;
    fs::set_permissions(&part, permissions).with_context(cannot)?;
    // Or a machine that fails now may keep the new name and lose what it names.
    fs::File::open(&part).and_then(|file| file.sync_all()).with_context(cannot)?;
    fs::rename(&part, &path).with_context(cannot)
}
