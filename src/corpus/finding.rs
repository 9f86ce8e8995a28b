//! What is wrong with a FAQ folder, said so that an editor can mend it: place, problem, weight.

use std::fmt;

use super::place::Place;

/// Whether a finding keeps the folder from being used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The folder does not load.
    Error,
    /// The folder loads; `verbatim check` reports it all the same.
    Warning,
}

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where it is.
    pub place: Place,
    /// What is wrong, and the mend.
    pub problem: String,
    /// Whether it keeps the folder from loading.
    pub severity: Severity,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.place.path, self.place.line, self.problem)
    }
}

/// What is wrong, and where.
pub(super) type Problem = (Place, String);

/// Every finding about a folder, ordered by place.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Adds a finding that keeps the folder from loading.
    pub(super) fn error(&mut self, place: Place, problem: impl Into<String>) {
        self.0.push(Finding { place, problem: problem.into(), severity: Severity::Error });
    }

    /// Adds a finding that does not.
    pub(super) fn warning(&mut self, place: Place, problem: impl Into<String>) {
        self.0.push(Finding { place, problem: problem.into(), severity: Severity::Warning });
    }

    /// Whether one of them keeps the folder from loading.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// Orders by file and line, so that a report reads like the files.
    #[must_use]
    pub(super) fn sorted(mut self) -> Self {
        self.0.sort_by(|a, b| a.place.cmp(&b.place).then_with(|| a.problem.cmp(&b.problem)));
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
