//! Labelled questions from files: one set a file, every set by a name of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::corpus::Faq;
use crate::labelled;
use crate::scorecard::{Case, Judged};

/// The name of all sets together.
pub(super) const ALL: &str = "all";

/// Named sets of cases.
pub(super) type Cases = Vec<(String, Vec<Case>)>;

/// Named sets of judged cases.
pub(super) type Sets = Vec<(String, Vec<Judged>)>;

/// Reads a set from each file.
pub(super) fn read(paths: &[PathBuf]) -> anyhow::Result<Cases> {
    let names = set_names(paths)?;
    names.into_iter().zip(paths).map(|(name, path)| Ok((name, labelled::read_file(path)?))).collect()
}

/// The ids that questions expect and the corpus does not have, each once: slips of whoever labelled them.
pub(super) fn unknown_ids<'a>(cases: &'a Cases, faq: &Faq) -> BTreeSet<&'a str> {
    let known = |id: &str| {
        faq.entry(id).is_some() || faq.gap(id).is_some() || faq.courtesy(id).is_some() || faq.red_flag(id).is_some()
    };
    let expected = cases.iter().flat_map(|(_, cases)| cases).flat_map(|case| &case.gold);
    expected.map(String::as_str).filter(|id| !known(id)).collect()
}

/// A set is named for its file without folder and ending, or for the whole path when that would name two sets alike.
fn set_names(paths: &[PathBuf]) -> anyhow::Result<Vec<String>> {
    let stem = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut times = BTreeMap::from([(ALL.to_owned(), 1)]);
    for path in paths {
        *times.entry(stem(path)).or_insert(0) += 1;
    }
    let mut names: Vec<String> = Vec::new();
    for path in paths {
        let stem = stem(path);
        let name = if times[&stem] == 1 { stem } else { path.display().to_string() };
        if names.contains(&name) {
            bail!("{name} is given twice");
        }
        names.push(name);
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(paths: &[&str], expected: Option<&[&str]>) {
        let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
        let names = set_names(&paths).ok();
        let expected = expected.map(|names| names.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(names, expected, "{paths:?}");
    }

    #[test]
    fn sets_are_told_apart() {
        check(&["dev/plain.jsonl", "dev/long.jsonl"], Some(&["plain", "long"]));
        check(&["dev/plain.jsonl", "held/plain.jsonl"], Some(&["dev/plain.jsonl", "held/plain.jsonl"]));
        check(&["all.jsonl"], Some(&["all.jsonl"]));
        check(&["a.jsonl", "a.jsonl"], None);
    }
}
