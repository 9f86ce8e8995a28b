//! Findings as other programs read them, and how many there are in words.

use chrono::Datelike;
use serde::Serialize;

use crate::corpus::{Date, Faq, Finding, Findings, Severity};

/// The weights, the heaviest first.
pub(crate) const WEIGHTS: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Advice];

/// A finding as other programs read it.
#[derive(Serialize)]
pub(crate) struct FindingLine<'a> {
    code: &'static str,
    severity: &'static str,
    path: String,
    line: usize,
    column: usize,
    problem: &'a str,
    /// How many more only follow from it.
    consequences: usize,
}

impl<'a> FindingLine<'a> {
    /// The finding, its path below `root`.
    pub(crate) fn new(finding: &'a Finding, root: &str) -> Self {
        Self {
            code: finding.kind.code(),
            severity: weight(finding.severity()),
            path: format!("{root}{}", finding.place.path),
            line: finding.place.line,
            column: finding.place.column,
            problem: &finding.problem,
            consequences: finding.consequences,
        }
    }
}

/// How many there are of each weight.
pub(crate) fn summary(findings: &Findings) -> String {
    if findings.is_empty() {
        return "no findings".to_owned();
    }
    let words = [("error", "errors"), ("warning", "warnings"), ("piece of advice", "pieces of advice")];
    let counted = WEIGHTS.into_iter().zip(words).filter(|(weighs, _)| findings.count(*weighs) > 0);
    let counted = counted.map(|(weighs, (one, many))| count(findings.count(weighs), one, many));
    counted.collect::<Vec<_>>().join(", ")
}

/// A number with its word.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// A weight in a word.
pub(crate) fn weight(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    }
}

/// How much there is in a FAQ.
pub(crate) fn counts(faq: Option<&Faq>) -> String {
    let Some(faq) = faq else { return "the folder does not load".to_owned() };
    let quizzes = faq.entries.iter().filter(|entry| entry.quiz.is_some()).count();
    let entries = count(faq.entries.len(), "entry", "entries");
    let topics = count(faq.topics.len(), "topic", "topics");
    let rest = [
        count(quizzes, "quiz", "quizzes"),
        count(faq.gaps.len(), "gap", "gaps"),
        count(faq.courtesies.len(), "courtesy", "courtesies"),
        count(faq.safety.red_flags.len(), "red flag", "red flags"),
    ];
    let drafts = match faq.drafts.len() {
        0 => String::new(),
        many => format!(" and {}", count(many, "draft that does not answer", "drafts that do not answer")),
    };
    format!("{entries}{drafts} in {topics}, {}", rest.join(", "))
}

/// Today in UTC, from the machine's clock.
pub(crate) fn today() -> Date {
    let today = chrono::Utc::now().date_naive();
    let small = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    Date { year: u16::try_from(today.year()).unwrap_or(u16::MAX), month: small(today.month()), day: small(today.day()) }
}
