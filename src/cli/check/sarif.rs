//! Findings as SARIF 2.1.0 (OASIS, 2020), which code hosts show beside the lines.

use std::io::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::corpus::{Finding, FindingKind, Severity};

/// What stands for itself in a path: a colon does not, or a folder `a:b` would be a scheme.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

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
        "fullDescription": {"text": kind.cause()},
        "help": {"text": kind.mend()},
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
            "artifactLocation": {"uri": uri(root, &finding.place.path)},
            "region": {"startLine": finding.place.line, "startColumn": finding.place.column},
        }}],
    })
}

/// A path as a reference of a URI, whatever its characters.
fn uri(root: &str, path: &str) -> String {
    utf8_percent_encode(&format!("{root}{path}"), KEPT).to_string()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_path_of_any_characters_is_a_reference() {
        assert_eq!(uri("my faq/", "topics/a-b_c.toml"), "my%20faq/topics/a-b_c.toml");
        assert_eq!(uri("../50%#1?/", "topics/\u{fc}:.toml"), "../50%25%231%3F/topics/%C3%BC%3A.toml");
        assert_eq!(uri("", "faq.toml"), "faq.toml");
    }
}
