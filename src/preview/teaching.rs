//! A phrasing that an editor adds: tried first, written into its topic's file, and taken back.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::live::Live;
use super::standing::GoodFaq;
use super::taught::Taught;
use crate::corpus::{File, Severity};
use crate::decide::Decision;
use crate::faq_dir::{self, replace};
use crate::printed::{change_mark, refusal};
use crate::scorecard::{Trial, TrialChange, try_phrasing};
use crate::text;
use crate::topic_file::{add_phrasings, entries};

/// What was written can be taken back so many times in a row.
const MOST_UNDONE: usize = 100;

/// A phrasing that is to be tried or written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WantedPhrasing {
    entry: String,
    phrasing: String,
    /// Whether it is written when it breaks nothing.
    write: bool,
    /// What the files were when it was tried, as the trial said; empty when it was not.
    #[serde(default)]
    tried_on: String,
}

/// What became of it.
#[derive(Default, Serialize)]
pub(super) struct TeachingResult {
    /// `tried`, `refused`, `written`, `undone` or `failed`.
    state: &'static str,
    /// What is to be said of it.
    message: String,
    /// What it would change.
    trial: Option<TrialShown>,
    /// The file that was or would be written.
    path: Option<String>,
    /// What the files were when it was tried.
    tried_on: String,
}

#[derive(Serialize)]
struct TrialShown {
    cases: usize,
    before: String,
    after: String,
    changes: Vec<TrialRow>,
}

#[derive(Serialize)]
struct TrialRow {
    mark: &'static str,
    text: String,
    gold: Vec<String>,
    before: &'static str,
    after: &'static str,
    given: Option<String>,
    breaks: bool,
}

impl TeachingResult {
    fn failed(message: impl Into<String>) -> Self {
        Self { state: "failed", message: message.into(), ..Self::default() }
    }

    fn refused(message: impl Into<String>) -> Self {
        Self { state: "refused", message: message.into(), ..Self::default() }
    }
}

/// Tries a phrasing on the newest files, and writes it when that is wanted and it breaks nothing. It blocks.
pub(super) fn teach(live: &Live, wanted: &WantedPhrasing, taught: &mut Vec<Taught>) -> TeachingResult {
    live.read_again();
    let standing = live.standing();
    let Some(good) = standing.good.as_ref().filter(|_| standing.loads()) else {
        return TeachingResult::failed("The files do not load now: mend what the findings name, and try again.");
    };
    let phrasing = text::one_line(&wanted.phrasing);
    let trial = match try_phrasing(&good.engine, &wanted.entry, &phrasing, &live.labelled) {
        Ok(trial) => trial,
        Err(why) => {
            return TeachingResult::refused(format!("Not added: {}.", refusal(&why, &wanted.entry)));
        }
    };
    let path = good.engine.faq().entry(&wanted.entry).map(|entry| entry.place.path.to_string());
    let tried_on = hex::encode(good.sum);
    let is_moved = !wanted.tried_on.is_empty() && wanted.tried_on != tried_on;
    let broken: Vec<&TrialChange> = trial.broken().collect();
    let result = match broken.first() {
        Some(first) => TeachingResult::refused(says_broken(first, broken.len(), &wanted.entry)),
        None if !wanted.write => TeachingResult {
            state: "tried",
            message: match &live.origin.folder {
                Some(_) => "It breaks nothing.".to_owned(),
                None => format!("It breaks nothing. {BUILT_IN}"),
            },
            ..TeachingResult::default()
        },
        None => written(live, good, wanted, &phrasing, taught),
    };
    let message = match (is_moved, result.state) {
        (true, "written" | "refused") => {
            format!("The files changed after it was tried, so it was tried again on the newest. {}", result.message)
        }
        _ => result.message,
    };
    TeachingResult { message, path, tried_on, trial: Some(shown(&trial, &wanted.entry)), ..result }
}

fn written(
    live: &Live,
    good: &GoodFaq,
    wanted: &WantedPhrasing,
    phrasing: &str,
    taught: &mut Vec<Taught>,
) -> TeachingResult {
    let Some(folder) = live.origin.folder.as_deref() else { return TeachingResult::failed(BUILT_IN) };
    match write(folder, &live.origin.files().unwrap_or_default(), good, &wanted.entry, phrasing) {
        Ok(written) => {
            let message = format!("Added to {}.", written.path);
            taught.push(written);
            let surplus = taught.len().saturating_sub(MOST_UNDONE);
            taught.drain(..surplus);
            live.read_again();
            TeachingResult { state: "written", message, ..TeachingResult::default() }
        }
        Err(error) => TeachingResult::failed(format!("Not added: {error:#}.")),
    }
}

/// Takes back what was written last, unless the file is another by now. It blocks.
pub(super) fn undo(live: &Live, taught: &mut Vec<Taught>) -> TeachingResult {
    let Some(last) = taught.last() else { return TeachingResult::failed("There is nothing to take back.") };
    let Taught { entry, phrasing, path, full_path, before, after } = last;
    let newest = match faq_dir::text(full_path) {
        Ok(newest) => newest,
        Err(error) => return TeachingResult::failed(format!("Not taken back: {error}.")),
    };
    if newest != *after {
        let message = format!(
            "Not taken back: {path} was changed since. Take “{phrasing}” out of also_asked of `{entry}` there by hand."
        );
        taught.pop();
        return TeachingResult { path: None, ..TeachingResult::failed(message) };
    }
    if let Err(error) = replace(full_path, before) {
        return TeachingResult::failed(format!("Not taken back: {error:#}."));
    }
    let message = format!("“{phrasing}” was taken out of {path} again.");
    let path = Some(path.clone());
    taught.pop();
    live.read_again();
    TeachingResult { state: "undone", message, path, ..TeachingResult::default() }
}

/// What to do about a FAQ that has no files.
const BUILT_IN: &str = "The FAQ that is built in cannot be changed: begin one of your own with `verbatim new my-faq`, and \
                        start `verbatim preview my-faq`.";

/// Writes a phrasing into the file that has its entry.
fn write(folder: &Path, files: &[File], good: &GoodFaq, entry: &str, phrasing: &str) -> anyhow::Result<Taught> {
    anyhow::ensure!(
        faq_dir::sum(files) == good.sum,
        "the files changed at this moment; nothing was written, so try again"
    );
    let topics = files.iter().filter(|file| file.path.starts_with("topics/"));
    let file = topics.into_iter().find(|file| entries(&file.text).is_ok_and(|ids| ids.iter().any(|id| id == entry)));
    let file = file.ok_or_else(|| anyhow::anyhow!("no file of topics/ has an [[entry]] `{entry}`"))?;
    let after = add_phrasings(&file.text, &[(entry, phrasing)])?;
    // What is written must load, or an editor's own way of writing an entry would be broken by it.
    let changed = files.iter().map(|one| {
        if one.path == file.path { File { path: one.path.clone(), text: after.clone() } } else { one.clone() }
    });
    let (_, findings) = crate::corpus::inspect(&changed.collect::<Vec<_>>(), crate::printed::today());
    let error = findings.iter().find(|finding| finding.severity() == Severity::Error);
    if let Some(error) = error {
        anyhow::bail!("{} would not load with it ({})", file.path, error.problem);
    }
    let full_path = folder.join(&file.path);
    replace(&full_path, &after)?;
    Ok(Taught {
        entry: entry.to_owned(),
        phrasing: phrasing.to_owned(),
        path: file.path.clone(),
        full_path: fs::canonicalize(&full_path).unwrap_or(full_path),
        before: file.text.clone(),
        after,
    })
}

fn says_broken(first: &TrialChange, count: usize, entry: &str) -> String {
    let gold = if first.gold.is_empty() { "nothing in the text".to_owned() } else { first.gold.join(", ") };
    let gets = match &first.given {
        Some(id) => format!("would get `{id}`"),
        None => "would lose it".to_owned(),
    };
    let more = match count {
        1 => String::new(),
        2 => " One more question would break.".to_owned(),
        many => format!(" {} more questions would break.", many - 1),
    };
    format!("Not added to `{entry}`: “{}” belongs to {gold} and {gets}.{more}", first.text)
}

fn shown(trial: &Trial, entry: &str) -> TrialShown {
    let rows = trial.changes.iter().map(|change| TrialRow {
        mark: change_mark(change),
        text: change.text.clone(),
        gold: change.gold.clone(),
        before: change.before.name(),
        after: change.after.name(),
        given: change.given.as_ref().map(ToString::to_string),
        breaks: change.breaks,
    });
    TrialShown {
        cases: trial.cases,
        before: told(&trial.before, entry),
        after: told(&trial.after, entry),
        changes: rows.collect(),
    }
}

/// What is decided about the phrasing itself.
fn told(decision: &Decision, entry: &str) -> String {
    match decision {
        Decision::Answer(id) if id.as_str() == entry => "answered with this entry".to_owned(),
        Decision::Answer(id) => format!("answered with {id}"),
        Decision::Choose(ids) => {
            format!("offered {}", ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
        }
        Decision::Gap { id, .. } => format!("said to be missing ({id})"),
        Decision::Courtesy(id) => format!("small talk ({id})"),
        Decision::Urgent(id) => format!("a red flag ({id})"),
        Decision::Unknown => "not understood".to_owned(),
    }
}
