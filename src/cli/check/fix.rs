//! Mending in a FAQ folder what needs no thinking; all that is not mended stays as it is, comments and line ends too.

use std::collections::BTreeSet;
use std::path::Path;

use super::fix_text::{with_sum, with_words, without_repeated};
use crate::corpus::{self, Date, File, Finding, Mend};
use crate::faq_dir::replace;

/// Each round may bring to light what the one before hid; more would not end.
const MOST_ROUNDS: usize = 20;

/// Mends the folder and the files as they were read; gives how many things were mended.
pub(super) fn fix(folder: &Path, files: &mut [File], today: Date) -> anyhow::Result<usize> {
    let (mut mended, mut changed) = (0, BTreeSet::new());
    for _ in 0..MOST_ROUNDS {
        let (_, findings) = corpus::inspect(files, today);
        let mut findings: Vec<&Finding> = findings.iter().filter(|finding| finding.mend.is_some()).collect();
        // The last first: what is changed there moves none of the places before it.
        findings.sort_by(|one, other| other.place.cmp(&one.place));
        let before = mended;
        for finding in findings {
            let Some(file) = files.iter_mut().find(|file| *file.path == *finding.place.path) else { continue };
            let Some(text) = mended_text(file, finding) else { continue };
            file.text = text;
            changed.insert(file.path.clone());
            mended += 1;
        }
        if mended == before {
            break;
        }
    }
    for file in files.iter().filter(|file| changed.contains(&file.path)) {
        replace(&folder.join(&file.path), &file.text)?;
    }
    Ok(mended)
}

/// The file's text without what the finding says; `None` when that needs thinking.
fn mended_text(file: &File, finding: &Finding) -> Option<String> {
    match finding.mend.as_ref()? {
        Mend::Sum { file: source, sha256 } => with_sum(&file.text, source, sha256),
        Mend::Words { says, source, meant } => with_words(&file.text, &finding.place, [says, source, meant]),
        Mend::Repeated { id, phrasing } => without_repeated(&file.text, id, phrasing),
    }
}
