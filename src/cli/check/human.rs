//! Findings as people read them: errors first, then warnings, then advice.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::cli::output::{FAINT, STRONG};
use crate::corpus::{Finding, FindingKind, Findings, Severity};

/// More advice of one kind is not read; all of it is in the other formats.
const MOST_ADVICE: usize = 8;

const WEIGHTS: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Advice];

/// Each finding as `path:line:column: weight[code]: problem`.
pub(super) fn write(findings: &[&Finding], root: &str, out: &mut dyn Write) -> io::Result<()> {
    for weighs in WEIGHTS {
        let mut shown: BTreeMap<FindingKind, usize> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.severity() == weighs) {
            let number = shown.entry(finding.kind).or_default();
            *number += 1;
            if weighs == Severity::Advice && *number > MOST_ADVICE {
                continue;
            }
            let (place, code) = (&finding.place, finding.kind.code());
            write!(out, "{root}{}:{}:{}: ", place.path, place.line, place.column)?;
            writeln!(out, "{STRONG}{}{STRONG:#}{FAINT}[{code}]{FAINT:#}: {}", weight(weighs), finding.told())?;
        }
        for (kind, number) in shown.iter().filter(|(_, number)| weighs == Severity::Advice && **number > MOST_ADVICE) {
            let (more, code) = (number - MOST_ADVICE, kind.code());
            writeln!(out, "{FAINT}and {more} more of {code}; --format json lists all of them{FAINT:#}")?;
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
