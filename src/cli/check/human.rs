//! Findings as people read them: errors first, then warnings, then advice.

use std::io::{self, Write};

use crate::cli::output::{FAINT, STRONG};
use crate::corpus::{Finding, Findings, Severity};

const WEIGHTS: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Advice];

/// Each finding as `path:line:column: weight[code]: problem`.
pub(super) fn write(findings: &[&Finding], root: &str, out: &mut dyn Write) -> io::Result<()> {
    for weighs in WEIGHTS {
        for finding in findings.iter().filter(|finding| finding.severity() == weighs) {
            let (place, code) = (&finding.place, finding.kind.code());
            write!(out, "{root}{}:{}:{}: ", place.path, place.line, place.column)?;
            writeln!(out, "{STRONG}{}{STRONG:#}{FAINT}[{code}]{FAINT:#}: {}", weight(weighs), finding.told())?;
        }
    }
    Ok(())
}

/// How many there are of each weight.
pub(super) fn summary(findings: &Findings) -> String {
    if findings.is_empty() {
        return "no findings".to_owned();
    }
    let words = [("error", "errors"), ("warning", "warnings"), ("piece of advice", "pieces of advice")];
    let counted = WEIGHTS.into_iter().zip(words).filter(|(weighs, _)| findings.count(*weighs) > 0);
    let counted = counted.map(|(weighs, (one, many))| count(findings.count(weighs), one, many));
    counted.collect::<Vec<_>>().join(", ")
}

/// A number with its word.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// A weight in a word.
pub(super) fn weight(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    }
}
