//! What a race is run on: entries with their phrasings, and questions that one of them answers.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use verbatim::corpus::{self, Faq, File};

use crate::jsonl::{self, Line};

/// Entries and questions.
pub(crate) struct Set {
    /// What it is called in the figures.
    pub(crate) name: String,
    /// What can be found.
    pub(crate) entries: Vec<Entry>,
    /// The same as verbatim reads it.
    pub(crate) faq: Faq,
    /// The questions, by file.
    pub(crate) files: Vec<Questions>,
}

/// What can be found: its id and every phrasing.
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) phrasings: Vec<String>,
}

/// Questions that are reported together.
pub(crate) struct Questions {
    pub(crate) name: String,
    pub(crate) asked: Vec<Asked>,
}

/// A question with the entries that answer it, as positions in [`Set::entries`]; never none.
pub(crate) struct Asked {
    pub(crate) text: String,
    pub(crate) gold: Vec<usize>,
}

impl Set {
    /// The project's own FAQ with its development questions: those with typos apart, all others together.
    pub(crate) fn of_the_project() -> anyhow::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let folder = root.join("faq");
        let mut files = Vec::new();
        read_folder(&folder, &folder, &mut files)?;
        let faq = corpus::load(&files).map_err(|findings| anyhow::anyhow!("{}: {findings:?}", folder.display()))?;
        let entry = |entry: &corpus::Entry| Entry {
            id: entry.id.as_str().to_owned(),
            phrasings: entry.phrasings().map(str::to_owned).collect(),
        };
        let entries: Vec<Entry> = faq.entries.iter().map(entry).collect();
        let (mut plain, mut typos) = (Vec::new(), Vec::new());
        for path in sorted(&root.join("tests/eval/dev"))? {
            let lines: Vec<Line> = jsonl::lines(&path)?;
            if path.ends_with("typos.jsonl") { typos.extend(lines) } else { plain.extend(lines) }
        }
        let files = [("dev", plain), ("dev typos", typos)];
        let files = files.map(|(name, lines)| Questions::with_gold(name, lines, &entries)).into();
        Ok(Self { name: "liver lesions".to_owned(), entries, faq, files })
    }

    /// Every phrasing with the position of its entry.
    pub(crate) fn documents(&self) -> impl Iterator<Item = (usize, &str)> {
        let entries = self.entries.iter().enumerate();
        entries.flat_map(|(number, entry)| entry.phrasings.iter().map(move |text| (number, text.as_str())))
    }
}

impl Questions {
    /// Those of the lines that one of the entries answers.
    pub(crate) fn with_gold(name: &str, lines: Vec<Line>, entries: &[Entry]) -> Self {
        let numbers: HashMap<&str, usize> = entries.iter().map(|entry| entry.id.as_str()).zip(0..).collect();
        let asked = lines.into_iter().map(|Line { text, gold }| {
            let gold = gold.iter().filter_map(|id| numbers.get(id.as_str()).copied()).collect();
            Asked { text, gold }
        });
        Self { name: name.to_owned(), asked: asked.filter(|asked| !asked.gold.is_empty()).collect() }
    }
}

fn read_folder(root: &Path, folder: &Path, files: &mut Vec<File>) -> anyhow::Result<()> {
    for path in sorted(folder)? {
        if path.is_dir() {
            read_folder(root, &path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "toml" || ending == "txt") {
            let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let inside = path.strip_prefix(root).unwrap_or(&path);
            files.push(File { path: inside.to_string_lossy().replace('\\', "/"), text });
        }
    }
    Ok(())
}

fn sorted(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let items = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<PathBuf> = items.map(|item| Ok(item?.path())).collect::<anyhow::Result<_>>()?;
    paths.sort();
    Ok(paths)
}
