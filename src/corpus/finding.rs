//! What is wrong with a FAQ folder, said so that an editor can mend it: place, kind, problem.

use std::fmt;

use super::finding_kind::{FindingKind, Severity};
use super::place::Place;

/// What mends a finding without thinking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mend {
    /// The sum of a source's file is written down.
    Sum {
        /// The file.
        file: String,
        /// Its sum.
        sha256: String,
    },
    /// The source's words take the place of what looks like them.
    Words {
        /// What is written.
        says: String,
        /// What the source says.
        source: String,
        /// What all of the text should be, white space folded.
        meant: String,
    },
    /// The last of two phrasings that say the same goes.
    Repeated {
        /// Whose they are.
        id: String,
        /// The phrasing.
        phrasing: String,
    },
}

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where it is.
    pub place: Place,
    /// What it is.
    pub kind: FindingKind,
    /// What is wrong, and the mend.
    pub problem: String,
    /// The words in the file that it is about, when they are all that is wrong.
    pub about: Option<String>,
    /// How many other findings only follow from it, and are not listed.
    pub consequences: usize,
    /// What mends it; `None` when that needs thinking.
    pub mend: Option<Mend>,
}

impl Finding {
    /// A finding that nothing follows from.
    pub(crate) fn new(kind: FindingKind, place: Place, problem: impl Into<String>) -> Self {
        Self { place, kind, problem: problem.into(), about: None, consequences: 0, mend: None }
    }

    /// The same about words that stand in the file.
    pub(crate) fn about(self, words: &str) -> Self {
        Self { about: Some(words.to_owned()), ..self }
    }

    /// The same with what mends it.
    pub(super) fn mended_by(self, mend: Mend) -> Self {
        Self { mend: Some(mend), ..self }
    }

    /// How much it weighs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.kind.severity()
    }

    /// What is wrong, and how much follows from it.
    #[must_use]
    pub fn told(&self) -> String {
        match self.consequences {
            0 => self.problem.clone(),
            1 => format!("{}; 1 more finding follows from it", self.problem),
            many => format!("{}; {many} more findings follow from it", self.problem),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.place.path, self.place.line, self.told())
    }
}

/// Every finding about a folder, ordered by place.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Adds one.
    pub(super) fn add(&mut self, kind: FindingKind, place: Place, problem: impl Into<String>) {
        self.0.push(Finding::new(kind, place, problem));
    }

    /// Adds all of these.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.0.extend(findings);
    }

    /// Takes those away that were added after the first so many and fit.
    pub(super) fn take_back(&mut self, first: usize, fits: impl Fn(&Finding) -> bool) -> usize {
        let before = self.0.len();
        let mut place = 0;
        self.0.retain(|finding| {
            place += 1;
            place <= first || !fits(finding)
        });
        before - self.0.len()
    }

    /// Notes that so many more follow from the first that fits.
    pub(super) fn follow(&mut self, count: usize, fits: impl Fn(&Finding) -> bool) {
        if let Some(cause) = self.0.iter_mut().find(|finding| fits(finding)) {
            cause.consequences += count;
        }
    }

    /// Whether one of them keeps the folder from loading.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many there are of a weight.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|finding| finding.severity() == severity).count()
    }

    /// Orders by file and line, so that a report reads like the files; what others follow from comes first.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.0.sort_by(|a, b| {
            let (cause_a, cause_b) = (a.consequences == 0, b.consequences == 0);
            cause_a.cmp(&cause_b).then_with(|| a.place.cmp(&b.place)).then_with(|| a.problem.cmp(&b.problem))
        });
        self.0.dedup();
        self
    }

    /// The findings, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, finding) in self.0.iter().enumerate() {
            if n > 0 {
                writeln!(f)?;
            }
            write!(f, "{finding}")?;
        }
        Ok(())
    }
}
