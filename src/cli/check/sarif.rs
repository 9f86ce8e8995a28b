//! Findings as SARIF 2.1.0 (OASIS, 2020), which code hosts show beside the lines.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::corpus::{Finding, FindingKind, Severity};

pub(super) fn write(findings: &[&Finding], root: &str, out: &mut dyn Write) -> io::Result<()> {
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "verbatim check",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": FindingKind::ALL.iter().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": findings.iter().map(|finding| result(finding, root)).collect::<Vec<_>>(),
        }],
    });
    writeln!(out, "{}", serde_json::to_string_pretty(&log)?)
}

fn rule(kind: &FindingKind) -> Value {
    json!({
        "id": kind.code(),
        "name": format!("{kind:?}"),
        "shortDescription": {"text": kind.title()},
        "fullDescription": {"text": kind.explanation()},
        "defaultConfiguration": {"level": level(kind.severity())},
    })
}

fn result(finding: &Finding, root: &str) -> Value {
    let index = FindingKind::ALL.iter().position(|kind| *kind == finding.kind);
    json!({
        "ruleId": finding.kind.code(),
        "ruleIndex": index,
        "level": level(finding.severity()),
        "message": {"text": finding.told()},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": format!("{root}{}", finding.place.path)},
            "region": {"startLine": finding.place.line, "startColumn": finding.place.column},
        }}],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}
