//! Findings as JSON, one object a line.

use std::io::{self, Write};

use crate::corpus::Finding;
use crate::printed::FindingLine;

pub(super) fn write(findings: &[&Finding], root: &str, out: &mut dyn Write) -> io::Result<()> {
    for finding in findings {
        writeln!(out, "{}", serde_json::to_string(&FindingLine::new(finding, root))?)?;
    }
    Ok(())
}
