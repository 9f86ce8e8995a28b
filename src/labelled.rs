//! Labelled questions on disk: JSON lines, each with a text and the ids that fit it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use serde::Deserialize;

use crate::scorecard::Case;

/// One line of a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseLine {
    text: String,
    gold: Vec<String>,
    /// The entry that was answered before it, for a question that may lean on that.
    after: Option<String>,
}

/// The questions of a file, in order.
///
/// # Errors
/// A sentence that names the file, and the line, when it cannot be read or has none.
pub fn read_file(path: &Path) -> anyhow::Result<Vec<Case>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let text = text.trim_start_matches('\u{feff}');
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let cases = lines.map(|(number, line)| {
        let case: CaseLine = serde_json::from_str(line).map_err(|error| {
            // The error counts lines within the line it was given.
            let error = error.to_string();
            let said = error.split(" at line ").next().unwrap_or_default();
            anyhow!(r#"{}:{number}: not a case such as {{"text": "…", "gold": ["id"]}}: {said}"#, path.display())
        })?;
        Ok(Case { text: case.text, gold: case.gold, after: case.after })
    });
    let mut cases = cases.collect::<anyhow::Result<Vec<_>>>()?;
    if cases.is_empty() {
        bail!("{} has no cases", path.display());
    }
    // Lines that wait for a question to be written in.
    cases.retain(|case| !(case.text.is_empty() && case.gold.is_empty()));
    if cases.is_empty() {
        let sample = r#"{"text": "how it is asked", "gold": ["the entry"]}"#;
        bail!("{}: no question is written in yet: {sample}", path.display());
    }
    Ok(cases)
}

/// The questions of every `*.jsonl` of a folder, in the order of the files' names.
///
/// # Errors
/// A sentence that names the folder or file when one cannot be read, or the folder has no such file.
pub fn read_folder(folder: &Path) -> anyhow::Result<Vec<Case>> {
    let items = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<PathBuf> = items.map(|item| Ok(item?.path())).collect::<std::io::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "jsonl"));
    paths.sort();
    anyhow::ensure!(!paths.is_empty(), "{} has no file that ends with .jsonl", folder.display());
    let cases: Vec<Vec<Case>> = paths.iter().map(|path| read_file(path)).collect::<anyhow::Result<_>>()?;
    Ok(cases.concat())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::read_folder;

    #[test]
    fn a_folder_is_all_its_files_and_says_what_is_wrong() {
        let dir = tempfile::tempdir().expect("a folder");
        let error = |dir: &std::path::Path| read_folder(dir).expect_err("nothing to read").to_string();
        assert!(error(dir.path()).ends_with("has no file that ends with .jsonl"));
        assert!(error(&dir.path().join("none")).starts_with("cannot read "));
        fs::write(dir.path().join("b.jsonl"), "{\"text\": \"two\", \"gold\": []}\n").expect("written");
        fs::write(dir.path().join("a.jsonl"), "{\"text\": \"one\", \"gold\": [\"x\"]}\n\n").expect("written");
        fs::write(dir.path().join("notes.md"), "not a case").expect("written");
        let texts: Vec<String> = read_folder(dir.path()).expect("read").into_iter().map(|case| case.text).collect();
        assert_eq!(texts, ["one", "two"]);
        fs::write(dir.path().join("c.jsonl"), "\n{\"txt\": 1}\n").expect("written");
        assert!(error(dir.path()).contains("c.jsonl:2: not a case"));
    }
}
