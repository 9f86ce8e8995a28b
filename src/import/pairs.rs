//! Questions with their answers, gathered from rows: an answer that is given twice is one entry with two phrasings.

use std::collections::HashMap;

use csv::ReaderBuilder;

use super::cells::{Columns, FoundColumns, TableRow, delimiter, find_columns};
use super::decoding::DecodedText;
use super::document::{Document, DocumentPlace, beginning};
use super::html;
use super::unreadable::UnreadableDocument;
use crate::text::{fold, one_line};

/// Reads rows with commas, semicolons, tabs or bars between their cells.
pub(super) fn read_table(
    decoded: &DecodedText,
    columns: Option<&Columns>,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Document, UnreadableDocument> {
    // Excel writes and reads such a line above the rows.
    let (text, first_line) = match decoded.split_once('\n') {
        Some((first, rest)) if first.to_ascii_lowercase().starts_with("sep=") => (rest, 1),
        _ => (&**decoded, 0),
    };
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter(text)).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let (mut line, mut counted) = (1 + first_line, 0);
    for record in reader.records() {
        let broken = |error: csv::Error| UnreadableDocument::Broken { what: "table", why: error.to_string() };
        let record = record.map_err(broken)?;
        // A record is said to begin before the line feed that ends the one before.
        let start = record.position().map_or(counted, |position| usize::try_from(position.byte()).unwrap_or(counted));
        let start = start + text[start..].bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        line += text[counted..start].matches('\n').count();
        counted = start;
        let cells = record.iter().map(|cell| cell.trim().to_owned()).collect();
        rows.push(TableRow { at: DocumentPlace::Line(line), cells });
    }
    let mut gathered = GatheredPairs::default();
    gathered.document.remarks.extend(decoded.remark.clone());
    let found = find_columns(&rows, columns)?;
    gathered.add_rows(&rows, found, None, progress);
    Ok(gathered.document)
}

/// Pairs as they come in.
#[derive(Debug, Default)]
pub(super) struct GatheredPairs {
    pub document: Document,
    /// Which pair gives an answer.
    answers: HashMap<String, usize>,
    /// Where a question was met first, folded.
    questions: HashMap<String, DocumentPlace>,
}

impl GatheredPairs {
    /// Adds the rows below the head.
    pub(super) fn add_rows(
        &mut self,
        rows: &[TableRow],
        columns: FoundColumns,
        topic: Option<&str>,
        progress: &mut dyn FnMut(usize, usize),
    ) {
        let mut unread = 0;
        for (number, row) in rows.iter().enumerate().skip(columns.first_row) {
            progress(number, rows.len());
            let cell = |column: usize| row.cells.get(column).map_or("", String::as_str);
            let own_topic = columns.topic.map(cell).filter(|topic| !topic.is_empty()).or(topic);
            let is_read =
                |column: &usize| [Some(columns.question), Some(columns.answer), columns.topic].contains(&Some(*column));
            unread += (0..row.cells.len()).filter(|column| !is_read(column) && !cell(*column).is_empty()).count();
            if row.cells.iter().any(|cell| !cell.is_empty()) {
                self.add(row.at.clone(), cell(columns.question), own_topic, cell(columns.answer));
            }
        }
        if unread > 0 {
            let what = format!("{unread} cells of columns that hold neither questions nor answers");
            let at = topic
                .map_or(DocumentPlace::Whole, |sheet| DocumentPlace::Row { sheet: Some(sheet.to_owned()), row: 1 });
            self.document.leave_out(at, what);
        }
    }

    /// Adds a question with its answer, or says why not.
    pub(super) fn add(&mut self, at: DocumentPlace, question: &str, topic: Option<&str>, answer: &str) {
        let (question, _) = self.plain(&at, question);
        let (answer, is_empty) = self.plain(&at, answer);
        if question.trim().is_empty() || is_empty {
            let what = match (question.trim().is_empty(), is_empty) {
                (true, true) => return,
                (true, false) => format!("an answer without a question: {}", beginning(&answer)),
                (false, _) => format!("a question without an answer: {}", beginning(&question)),
            };
            self.document.leave_out(at, what);
            return;
        }
        let mut questions: Vec<String> = vec![one_line(&question)];
        // A cell may hold several ways to ask, a line each.
        let lines: Vec<String> = question.lines().map(one_line).filter(|line| !line.is_empty()).collect();
        if lines.len() > 1 && lines.iter().all(|line| line.ends_with('?')) {
            questions = lines;
        }
        let known = self.answers.get(&one_line(&answer)).copied();
        for question in questions {
            let first = self.questions.get(&fold(&question)).cloned();
            if let Some(first) = first {
                let same = known.is_some();
                let why = if same { "and answer" } else { "with another answer" };
                let what = format!("the same question {why} as in {first}: {}", beginning(&question));
                self.document.leave_out(at.clone(), what);
                continue;
            }
            self.questions.insert(fold(&question), at.clone());
            let place = self.answers.get(&one_line(&answer)).copied();
            match place {
                Some(place) => self.document.pairs[place].also_asked.push(question),
                None => {
                    self.answers.insert(one_line(&answer), self.document.pairs.len());
                    self.document.push_pair(&question, topic.map(one_line), &answer);
                }
            }
        }
    }

    /// The words of what may be marked up, and whether there are none; addresses of links are noted.
    fn plain(&mut self, at: &DocumentPlace, text: &str) -> (String, bool) {
        let text = if html::is_marked_up(text) {
            let plain = html::plain(text);
            for left_out in plain.left_out {
                self.document.leave_out(at.clone(), left_out.what);
            }
            plain.text
        } else {
            text.to_owned()
        };
        let is_empty = text.trim().is_empty();
        (text, is_empty)
    }
}
