//! Findings as people read them: errors first, then warnings, then advice.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::cli::output::{FAINT, STRONG};
use crate::corpus::{Finding, FindingKind, Severity};
use crate::printed::{WEIGHTS, weight};

/// More advice of one kind is not read; all of it is in the other formats.
const MOST_ADVICE: usize = 8;

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
