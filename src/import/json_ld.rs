//! Questions and answers that a page brings along as data (schema.org's FAQPage), or that stand in a file by themselves.

use serde_json::Value;

use super::decoding::DecodedText;
use super::document::{Document, DocumentPlace};
use super::pairs::GatheredPairs;
use super::unreadable::UnreadableDocument;

/// Data is nested no deeper.
const MOST_DEPTH: usize = 64;

/// Whether a page has questions as data.
pub(super) fn has_questions(page: &str) -> bool {
    page.contains("FAQPage")
        && scripts(page)
            .iter()
            .any(|(_, script)| serde_json::from_str(script).is_ok_and(|data| !pages(&data).is_empty()))
}

pub(super) fn read(decoded: &DecodedText) -> Result<Document, UnreadableDocument> {
    let text: &str = decoded;
    let broken = |error: serde_json::Error| UnreadableDocument::Broken { what: "JSON-LD", why: error.to_string() };
    let is_page = text.trim_start().starts_with('<');
    let scripts = if is_page { scripts(text) } else { vec![(1, text)] };
    let mut gathered = GatheredPairs::default();
    gathered.document.remarks.extend(decoded.remark.clone());
    let mut found = false;
    for (line, script) in scripts {
        let data = match serde_json::from_str::<Value>(script) {
            Ok(data) => data,
            Err(error) if is_page => {
                gathered.document.leave_out(DocumentPlace::Line(line), format!("data that is no JSON: {error}"));
                continue;
            }
            Err(error) => return Err(broken(error)),
        };
        for page in pages(&data) {
            found = true;
            let name = page.get("name").or(page.get("headline")).and_then(Value::as_str);
            gathered.document.title = gathered.document.title.take().or(name.map(str::to_owned));
            for (number, question) in list(page.get("mainEntity")).into_iter().enumerate() {
                let asked = question.get("name").or(question.get("text")).and_then(Value::as_str).unwrap_or_default();
                let at = DocumentPlace::Row { sheet: None, row: number + 1 };
                gathered.add(at, asked, None, &answer(question));
            }
        }
    }
    if !found {
        let why = "it holds no FAQPage (https://schema.org/FAQPage); a page is read as it stands with --format html";
        return Err(UnreadableDocument::Format(why.to_owned()));
    }
    if is_page {
        let remark = "the page's questions were read from its data (FAQPage); --format html reads what it shows";
        gathered.document.remarks.push(remark.to_owned());
    }
    Ok(gathered.document)
}

/// The accepted answers, or those that are proposed.
fn answer(question: &Value) -> String {
    let texts = |key: &str| {
        let answers = list(question.get(key));
        answers
            .iter()
            .filter_map(|answer| answer.get("text").and_then(Value::as_str).or(answer.as_str()))
            .collect::<Vec<_>>()
    };
    let accepted = texts("acceptedAnswer");
    let answers = if accepted.is_empty() { texts("suggestedAnswer") } else { accepted };
    answers.join("\n\n")
}

/// A value that may be one or a list.
fn list(value: Option<&Value>) -> Vec<&Value> {
    match value {
        Some(Value::Array(values)) => values.iter().collect(),
        Some(Value::Null) | None => Vec::new(),
        Some(value) => vec![value],
    }
}

/// Every FAQPage in the data.
fn pages(data: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    let mut open = vec![(data, 0)];
    while let Some((value, depth)) = open.pop() {
        let is_page =
            list(value.get("@type")).iter().any(|name| name.as_str().is_some_and(|name| name.ends_with("FAQPage")));
        if is_page {
            found.push(value);
        } else if depth < MOST_DEPTH {
            match value {
                Value::Array(values) => open.extend(values.iter().rev().map(|value| (value, depth + 1))),
                Value::Object(values) => open.extend(values.values().rev().map(|value| (value, depth + 1))),
                _ => {}
            }
        }
    }
    found
}

/// The data scripts of a page, each with its line.
fn scripts(page: &str) -> Vec<(usize, &str)> {
    let lower = page.to_ascii_lowercase();
    let mut scripts = Vec::new();
    let mut from = 0;
    while let Some(at) = lower[from..].find("<script").map(|at| from + at) {
        let Some(start) = lower[at..].find('>').map(|end| at + end + 1) else { break };
        let end = lower[start..].find("</script").map_or(page.len(), |end| start + end);
        if lower[at..start].contains("ld+json") {
            scripts.push((1 + page[..start].matches('\n').count(), &page[start..end]));
        }
        from = end;
    }
    scripts
}
