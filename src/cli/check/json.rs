//! Findings as JSON, one object a line.

use std::io::{self, Write};

use serde::Serialize;

use super::human::weight;
use crate::corpus::Finding;

/// A finding as other programs read it.
#[derive(Serialize)]
struct FindingLine<'a> {
    code: &'static str,
    severity: &'static str,
    path: String,
    line: usize,
    column: usize,
    problem: &'a str,
    /// How many more only follow from it.
    consequences: usize,
}

pub(super) fn write(findings: &[&Finding], root: &str, out: &mut dyn Write) -> io::Result<()> {
    for finding in findings {
        let line = FindingLine {
            code: finding.kind.code(),
            severity: weight(finding.severity()),
            path: format!("{root}{}", finding.place.path),
            line: finding.place.line,
            column: finding.place.column,
            problem: &finding.problem,
            consequences: finding.consequences,
        };
        writeln!(out, "{}", serde_json::to_string(&line)?)?;
    }
    Ok(())
}
