//! Reading members of zip archives, each within bounds.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::unreadable::UnreadableDocument;

/// No member of an honest document unpacks to more; all members together may have four times as much.
const MOST_BYTES: u64 = 64 << 20;

const TOO_LARGE: UnreadableDocument = UnreadableDocument::TooLarge { limit: "64 MB a part" };

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, UnreadableDocument> {
    ZipArchive::new(Cursor::new(bytes)).map_err(broken)
}

fn broken(error: impl ToString) -> UnreadableDocument {
    UnreadableDocument::Broken { what: "office file", why: error.to_string() }
}

/// The names of all members.
pub(super) fn names(bytes: &[u8]) -> Result<Vec<String>, UnreadableDocument> {
    Ok(open(bytes)?.file_names().filter_map(Result::ok).map(|name| name.into_owned()).collect())
}

/// What a member holds.
pub(super) fn member(bytes: &[u8], name: &str) -> Result<Vec<u8>, UnreadableDocument> {
    member_if_any(bytes, name)?.ok_or_else(|| broken(format!("{name} is missing")))
}

/// What a member holds; `None` when it is not there.
pub(super) fn member_if_any(bytes: &[u8], name: &str) -> Result<Option<Vec<u8>>, UnreadableDocument> {
    let mut archive = open(bytes)?;
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(broken(error)),
    };
    if file.encrypted() {
        return Err(UnreadableDocument::Encrypted);
    }
    let mut content = Vec::new();
    // What an archive says of its sizes may be untrue.
    file.take(MOST_BYTES + 1).read_to_end(&mut content).map_err(broken)?;
    if content.len() as u64 > MOST_BYTES { Err(TOO_LARGE) } else { Ok(Some(content)) }
}

/// Makes sure that no member unpacks beyond the bounds.
pub(super) fn must_be_bounded(bytes: &[u8]) -> Result<(), UnreadableDocument> {
    let mut archive = open(bytes)?;
    let mut all = 0;
    for number in 0..archive.len() {
        let file = archive.by_index(number).map_err(broken)?;
        let unpacked = std::io::copy(&mut file.take(MOST_BYTES + 1), &mut std::io::sink()).map_err(broken)?;
        all += unpacked;
        if unpacked > MOST_BYTES || all > 4 * MOST_BYTES {
            return Err(TOO_LARGE);
        }
    }
    Ok(())
}
