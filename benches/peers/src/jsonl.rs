//! Sets that a user brings, as JSON lines; none of them is part of the project.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use verbatim::corpus::{self, Faq, File};

use crate::set::{Entry, Questions, Set};

/// A question as it stands in a file.
#[derive(Debug, Deserialize)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) gold: Vec<String>,
}

#[derive(Deserialize)]
struct EntryLine {
    id: String,
    question: String,
    #[serde(default)]
    phrasings: Vec<String>,
}

/// Reads a set: one file of entries, one or more of questions.
pub(crate) fn read(entries: &Path, queries: &[PathBuf]) -> anyhow::Result<Set> {
    let name = entries
        .canonicalize()?
        .parent()
        .and_then(Path::file_name)
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let entry = |EntryLine { id, question, phrasings }| {
        let phrasings = std::iter::once(question).chain(phrasings).map(|text: String| one_line(&text)).collect();
        Entry { id, phrasings }
    };
    let entries: Vec<Entry> = lines(entries)?.into_iter().map(entry).collect();
    let files = queries.iter().map(|path| {
        let name = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        Ok(Questions::with_gold(&name, lines(path)?, &entries))
    });
    let files = files.collect::<anyhow::Result<_>>()?;
    Ok(Set { name, faq: faq(&entries)?, files, entries })
}

/// The lines of a file; empty ones are passed over.
pub(crate) fn lines<T: DeserializeOwned>(path: &Path) -> anyhow::Result<Vec<T>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let parsed = lines.map(|(number, line)| {
        serde_json::from_str(line).with_context(|| format!("{}:{number}: not a line of this kind", path.display()))
    });
    parsed.collect()
}

/// The entries as a corpus without sources, named e0, e1, … because ids of other sets may not be well formed here.
fn faq(entries: &[Entry]) -> anyhow::Result<Faq> {
    let mut toml = String::from("title = \"All\"\n");
    for (number, Entry { phrasings, .. }) in entries.iter().enumerate() {
        let quoted: Vec<String> = phrasings.iter().map(|text| quoted(text)).collect();
        let (question, others) = quoted.split_first().context("an entry has no question")?;
        let others = others.join(", ");
        write!(
            toml,
            "[[entry]]\nid = \"e{number}\"\nquestion = {question}\nalso_asked = [{others}]\npassage = \"\"\n"
        )?;
    }
    let heading = "title = \"measured set\"\nlanguage = \"en\"\nquotes = false\n".to_owned();
    let files =
        [File { path: "faq.toml".to_owned(), text: heading }, File { path: "topics/all.toml".to_owned(), text: toml }];
    corpus::load(&files).map_err(|findings| anyhow::anyhow!("the entries cannot be loaded: {findings:?}"))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    let plain = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", plain.replace(char::is_control, ""))
}
