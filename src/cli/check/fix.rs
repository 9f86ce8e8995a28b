//! Mending in a FAQ folder what needs no thinking; comments and order stay as they are.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use toml_edit::{Array, DocumentMut, Item, value};

use crate::corpus::{self, Date, File, Finding, Mend};

/// Each round may bring to light what the one before hid; more would not end.
const MOST_ROUNDS: usize = 20;

/// Mends the folder and the files as they were read; gives how many things were mended.
pub(super) fn fix(folder: &Path, files: &mut [File], today: Date) -> anyhow::Result<usize> {
    let mut mended = 0;
    for _ in 0..MOST_ROUNDS {
        let (_, findings) = corpus::inspect(files, today);
        let before = mended;
        for finding in findings.iter() {
            let Some(file) = files.iter_mut().find(|file| *file.path == *finding.place.path) else { continue };
            let Some(text) = mended_text(file, finding) else { continue };
            let path = folder.join(&file.path);
            fs::write(&path, &text).with_context(|| format!("{} cannot be written", path.display()))?;
            file.text = text;
            mended += 1;
        }
        if mended == before {
            break;
        }
    }
    Ok(mended)
}

/// The file's text without what the finding says; `None` when that needs thinking.
fn mended_text(file: &File, finding: &Finding) -> Option<String> {
    match finding.mend.as_ref()? {
        Mend::Sum { file: source, sha256 } => with_sum(&file.text, source, sha256),
        Mend::Words { says, source, .. } => with_words(&file.text, finding.place.line, says, source),
        Mend::Repeated { id, phrasing } => without_repeated(&file.text, id, phrasing),
    }
}

fn with_sum(text: &str, file: &str, sha256: &str) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let sources = document.get_mut("source")?.as_array_of_tables_mut()?;
    let source = sources.iter_mut().find(|source| source.get("file").and_then(Item::as_str) == Some(file))?;
    source.insert("sha256", value(sha256));
    Some(document.to_string()).filter(|mended| mended != text)
}

/// The source's words in place of what looks like them, the first from this line on.
fn with_words(text: &str, line: usize, says: &str, source: &str) -> Option<String> {
    let start = text.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>();
    let at = start + text[start..].find(says)?;
    // Such marks would end the text that they stand in.
    let is_plain = !source.contains(['"', '\\']);
    is_plain.then(|| format!("{}{source}{}", &text[..at], &text[at + says.len()..]))
}

/// The list of an entry's, gap's or courtesy's phrasings without the last that is this one.
fn without_repeated(text: &str, id: &str, phrasing: &str) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    for kind in ["entry", "gap", "courtesy"] {
        let Some(tables) = document.get_mut(kind).and_then(Item::as_array_of_tables_mut) else { continue };
        let Some(table) = tables.iter_mut().find(|table| table.get("id").and_then(Item::as_str) == Some(id)) else {
            continue;
        };
        let list: &mut Array = table.get_mut("also_asked")?.as_array_mut()?;
        let place = (0..list.len())
            .rfind(|place| list.get(*place).and_then(|item| item.as_str()).map(str::trim) == Some(phrasing))?;
        list.remove(place);
        return Some(document.to_string());
    }
    None
}
