//! How the files of the FAQ stand: what they make, what is to be mended, and the last FAQ that they made.

use std::sync::Arc;

use serde::Serialize;

use crate::corpus::{self, Faq, File, Findings, Severity};
use crate::engine::Engine;
use crate::faq_dir::{self, FaqSource};
use crate::matcher::SentenceVectors;
use crate::printed::{FindingLine, counts, summary, today};
use crate::scorecard::self_check;

/// What is said in place of findings when the program is at fault.
pub(super) const PANICKED: &str =
    "the program failed on these files, which is a fault of the program; its output says where";

/// A FAQ that loaded, ready to be asked.
pub(super) struct GoodFaq {
    pub(super) engine: Engine,
    /// Of the files that it was made of.
    pub(super) sum: [u8; 32],
    /// When they were read, in UTC.
    read_at: String,
}

/// The files as they were last read.
#[derive(Clone, Default)]
pub(super) struct Standing {
    /// Rises whenever something is otherwise than before.
    pub(super) number: u64,
    /// Of the files; `None` when they cannot be read.
    sum: Option<[u8; 32]>,
    /// Why they cannot be read.
    unreadable: Option<String>,
    findings: Arc<Findings>,
    /// Whether the FAQ was asked its own phrasings too.
    is_checked: bool,
    counts: String,
    /// The last FAQ that loaded; `None` when none did.
    pub(super) good: Option<Arc<GoodFaq>>,
}

/// What the page is told when something changed.
#[derive(Serialize)]
pub(super) struct StandingLine<'a> {
    /// Of this run of the program.
    pub(super) instance: &'a str,
    pub(super) number: u64,
    pub(super) loads: bool,
    pub(super) checked: bool,
}

/// Everything about the files.
#[derive(Serialize)]
pub(super) struct CheckedFolder<'a> {
    folder: Option<String>,
    number: u64,
    /// Another for other files.
    files: String,
    loads: bool,
    checked: bool,
    /// When the FAQ that answers was read, when it is not the one in the files.
    answers_from: Option<&'a str>,
    /// Whether anything answers.
    answers: bool,
    summary: String,
    counts: &'a str,
    findings: Vec<ExplainedFinding<'a>>,
    entries: Vec<EntryLine<'a>>,
    try_questions: &'a [String],
}

#[derive(Serialize)]
struct ExplainedFinding<'a> {
    #[serde(flatten)]
    finding: FindingLine<'a>,
    title: &'static str,
    cause: &'static str,
    mend: &'static str,
}

#[derive(Serialize)]
struct EntryLine<'a> {
    id: &'a str,
    topic: &'a str,
    question: &'a str,
    path: &'a str,
    line: usize,
}

impl Standing {
    /// The files read again; `None` when they are as they were.
    pub(super) fn read_again(&self, origin: &FaqSource, vectors: Option<&Arc<dyn SentenceVectors>>) -> Option<Self> {
        match origin.files() {
            Ok(files) => {
                let sum = faq_dir::sum(&files);
                (self.sum != Some(sum)).then(|| self.of_files(&files, sum, |faq| good_of(faq, origin, sum, vectors)))
            }
            Err(error) => {
                let unreadable = Some(error.to_string());
                (self.unreadable != unreadable).then(|| self.without_files(unreadable))
            }
        }
    }

    /// The same when nothing is known of the files but what is wrong with them.
    pub(super) fn without_files(&self, unreadable: Option<String>) -> Self {
        Self { number: self.number + 1, unreadable, good: self.good.clone(), is_checked: true, ..Self::default() }
    }

    fn of_files(&self, files: &[File], sum: [u8; 32], good_of: impl FnOnce(Faq) -> GoodFaq) -> Self {
        let (faq, findings) = corpus::inspect(files, today());
        let faq = faq.filter(|_| findings.count(Severity::Error) == 0);
        let is_checked = faq.as_ref().is_none_or(|faq| !faq.quotes);
        let counts = counts(faq.as_ref());
        let good = match (faq, &self.good) {
            (Some(_), Some(good)) if good.sum == sum => Some(Arc::clone(good)),
            (Some(faq), _) => Some(Arc::new(good_of(faq))),
            (None, good) => good.clone(),
        };
        Self {
            number: self.number + 1,
            sum: Some(sum),
            unreadable: None,
            findings: Arc::new(findings),
            is_checked,
            counts,
            good,
        }
    }

    /// What the FAQ says to its own phrasings besides; `None` when it was asked them, or is not the one in the files.
    pub(super) fn checked(&self, origin: &FaqSource) -> Option<Self> {
        let good = self.good.as_ref().filter(|_| self.loads() && !self.is_checked)?;
        let files = origin.files().ok().filter(|files| Some(faq_dir::sum(files)) == self.sum)?;
        let mut findings = Findings::default();
        findings.extend(self.findings.iter().cloned());
        findings.extend(corpus::narrowed(self_check(&good.engine), &files));
        let findings = Arc::new(findings.sorted());
        Some(Self { number: self.number + 1, findings, is_checked: true, ..self.clone() })
    }

    /// Whether the files make the FAQ that answers.
    pub(super) fn loads(&self) -> bool {
        self.good.as_ref().is_some_and(|good| Some(good.sum) == self.sum)
    }

    /// Whether this is about the same files.
    pub(super) fn is_of(&self, other: &Self) -> bool {
        self.sum == other.sum && self.unreadable == other.unreadable
    }

    pub(super) fn line<'a>(&self, instance: &'a str) -> StandingLine<'a> {
        StandingLine { instance, number: self.number, loads: self.loads(), checked: self.is_checked }
    }

    pub(super) fn folder(&self, origin: &FaqSource) -> CheckedFolder<'_> {
        let good = self.good.as_deref();
        let faq = good.map(|good| good.engine.faq());
        let findings = self.findings.iter().map(|finding| ExplainedFinding {
            finding: FindingLine::new(finding, ""),
            title: finding.kind.title(),
            cause: finding.kind.cause(),
            mend: finding.kind.mend(),
        });
        let entries = faq.into_iter().flat_map(|faq| {
            faq.entries.iter().map(|entry| EntryLine {
                id: entry.id.as_str(),
                topic: faq.topic(entry.topic.as_str()).map_or("", |topic| &topic.title),
                question: &entry.question,
                path: &entry.place.path,
                line: entry.place.line,
            })
        });
        CheckedFolder {
            folder: origin.folder.as_ref().map(|folder| folder.display().to_string()),
            number: self.number,
            files: self.sum.map(hex::encode).unwrap_or_default(),
            loads: self.loads(),
            checked: self.is_checked,
            answers_from: good.filter(|_| !self.loads()).map(|good| good.read_at.as_str()),
            answers: good.is_some(),
            summary: self.unreadable.clone().unwrap_or_else(|| summary(&self.findings)),
            counts: &self.counts,
            findings: findings.collect(),
            entries: entries.collect(),
            try_questions: faq.map_or(&[], |faq| &faq.try_questions),
        }
    }
}

fn good_of(mut faq: Faq, origin: &FaqSource, sum: [u8; 32], vectors: Option<&Arc<dyn SentenceVectors>>) -> GoodFaq {
    faq.contacts.override_with(&origin.contacts);
    let read_at = chrono::Utc::now().format("%H:%M:%S UTC").to_string();
    GoodFaq { engine: Engine::with_vectors(faq, vectors.cloned()), sum, read_at }
}
