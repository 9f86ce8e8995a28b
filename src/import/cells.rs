//! What the cells of a table say about it: what stands between them, and which columns ask and answer.

use csv::ReaderBuilder;

use super::document::{DocumentPlace, beginning};
use super::unreadable::UnreadableDocument;
use crate::text::fold;

/// Which columns of a table are read, each by its name or its number from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// What is asked.
    pub question: String,
    /// What is answered.
    pub answer: String,
    /// What it belongs to, where there is such a column.
    pub topic: Option<String>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(super) struct TableRow {
    pub at: DocumentPlace,
    pub cells: Vec<String>,
}

/// What heads a column of questions, of answers and of topics, folded.
const QUESTION: [&str; 9] = ["question", "questions", "q", "frage", "fragen", "pregunta", "faq", "title", "query"];
const ANSWER: [&str; 10] =
    ["answer", "answers", "a", "antwort", "antworten", "respuesta", "reply", "response", "text", "content"];
const TOPIC: [&str; 9] = ["topic", "category", "section", "thema", "kategorie", "tema", "categoria", "group", "rubrik"];

/// So many rows are looked at to find out how a table is made.
const LOOKED_AT: usize = 200;

/// A title may stand above the head of a table.
const HEAD_WITHIN: usize = 5;

/// Columns by their numbers from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FoundColumns {
    pub question: usize,
    pub answer: usize,
    pub topic: Option<usize>,
    /// The first row below the head.
    pub first_row: usize,
}

/// What most evenly parts the rows of a table.
pub(super) fn delimiter(text: &str) -> u8 {
    let evenness = |delimiter: &u8| {
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).delimiter(*delimiter).from_reader(text.as_bytes());
        let lengths: Vec<usize> =
            reader.records().take(LOOKED_AT).filter_map(Result::ok).map(|row| row.len()).collect();
        let even = |length: usize| lengths.iter().filter(|other| **other == length).count();
        lengths.iter().filter(|length| **length > 1).map(|length| even(*length)).max().unwrap_or_default()
    };
    // Of two that part as evenly, the first.
    [b'|', b',', b'\t', b';'].into_iter().max_by_key(evenness).unwrap_or(b',')
}

/// Which columns ask and answer: those that are named, else by the head, else by what stands in them.
pub(super) fn find_columns(rows: &[TableRow], named: Option<&Columns>) -> Result<FoundColumns, UnreadableDocument> {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    if let Some(named) = named {
        return columns_named(rows, width, named);
    }
    let heads = rows.iter().take(HEAD_WITHIN).enumerate();
    if let Some(found) = heads.filter_map(|(number, row)| of_head(number, row)).next() {
        return Ok(found);
    }
    by_content(rows, width).ok_or_else(|| unclear(rows, "it cannot be told which columns hold questions and answers"))
}

fn is_one_of(cell: &str, words: &[&str]) -> bool {
    let folded = fold(cell);
    words.contains(&folded.trim_matches(|c: char| !c.is_alphanumeric()))
}

fn of_head(number: usize, row: &TableRow) -> Option<FoundColumns> {
    let position = |words: &[&str]| row.cells.iter().position(|cell| is_one_of(cell, words));
    let (question, answer) = (position(&QUESTION)?, position(&ANSWER)?);
    Some(FoundColumns { question, answer, topic: position(&TOPIC), first_row: number + 1 })
}

fn columns_named(rows: &[TableRow], width: usize, named: &Columns) -> Result<FoundColumns, UnreadableDocument> {
    let mut first_row = 0;
    let mut find = |name: &str| {
        if let Some(number) = name.parse::<usize>().ok().filter(|number| (1..=width).contains(number)) {
            return Ok(number - 1);
        }
        let is_it = |cell: &String| fold(cell).trim() == fold(name).trim();
        for (number, row) in rows.iter().take(HEAD_WITHIN).enumerate() {
            if let Some(column) = row.cells.iter().position(is_it) {
                first_row = first_row.max(number + 1);
                return Ok(column);
            }
        }
        Err(unclear(rows, &format!("it has no column `{name}`")))
    };
    let (question, answer) = (find(&named.question)?, find(&named.answer)?);
    let topic = named.topic.as_deref().map(&mut find).transpose()?;
    // A head by which none was found is no question either.
    if first_row == 0 && rows.first().is_some_and(|row| of_head(0, row).is_some()) {
        first_row = 1;
    }
    Ok(FoundColumns { question, answer, topic, first_row })
}

/// The column of which most cells end with a question mark, and of the others the one that says most.
fn by_content(rows: &[TableRow], width: usize) -> Option<FoundColumns> {
    let rows: Vec<&TableRow> = rows.iter().take(LOOKED_AT).collect();
    let cells = |column: usize| {
        rows.iter().filter_map(move |row| row.cells.get(column)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    };
    let used: Vec<usize> = (0..width).filter(|column| cells(*column).next().is_some()).collect();
    let asks = |column: &usize| cells(*column).filter(|cell| cell.ends_with('?')).count();
    let says = |column: &usize| cells(*column).map(str::len).sum::<usize>();
    let asking = used.iter().copied().filter(|column| asks(column) * 2 >= cells(*column).count().max(1));
    let question = asking.max_by_key(|column| (asks(column), usize::MAX - column));
    let question = question.or_else(|| used.first().copied().filter(|_| used.len() == 2))?;
    let answer = used.iter().copied().filter(|column| *column != question).max_by_key(says)?;
    Some(FoundColumns { question, answer, topic: None, first_row: 0 })
}

fn unclear(rows: &[TableRow], why: &str) -> UnreadableDocument {
    let first = rows.iter().find(|row| row.cells.iter().any(|cell| !cell.is_empty()));
    let Some(first) = first else { return UnreadableDocument::Empty };
    let told = first.cells.iter().enumerate().map(|(number, cell)| format!("{} {}", number + 1, beginning(cell)));
    let told = told.take(12).collect::<Vec<_>>().join(", ");
    UnreadableDocument::Columns(format!(
        "{why}; its first row is {told}; name the two with --columns 1,2 or by their heads"
    ))
}

#[cfg(test)]
mod tests {
    use super::{Columns, DocumentPlace, TableRow, delimiter, find_columns};

    fn rows(rows: &[&[&str]]) -> Vec<TableRow> {
        let row = |(number, cells): (usize, &&[&str])| TableRow {
            at: DocumentPlace::Line(number + 1),
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        };
        rows.iter().enumerate().map(row).collect()
    }

    #[test]
    fn columns_are_found_by_head_by_content_and_by_name() {
        let found = |table: &[&[&str]], named: Option<&Columns>| {
            find_columns(&rows(table), named).map(|found| (found.question, found.answer, found.first_row)).ok()
        };
        assert_eq!(found(&[&["Fees"], &["Id", "Antwort", "Frage:"], &["1", "No.", "Is it?"]], None), Some((2, 1, 2)));
        assert_eq!(found(&[&["1", "Is it?", "No, it is not."], &["2", "Is he?", "No."]], None), Some((1, 2, 0)));
        assert_eq!(found(&[&["opening hours", "From nine."]], None), Some((0, 1, 0)));
        assert_eq!(found(&[&["a", "b", "c"]], None), None);
        let named = |question: &str, answer: &str| Columns {
            question: question.to_owned(),
            answer: answer.to_owned(),
            topic: None,
        };
        assert_eq!(found(&[&["Ask", "Say"], &["x", "y"]], Some(&named("say", "1"))), Some((1, 0, 1)));
        assert_eq!(found(&[&["Ask", "Say"], &["x", "y"]], Some(&named("nothing", "1"))), None);
    }

    #[test]
    fn the_delimiter_is_what_parts_most_evenly() {
        assert_eq!(delimiter("a;b, c\nd;e, f, g\n"), b';');
        assert_eq!(delimiter("q,a\n\"x, y\",\"1;2\"\n"), b',');
        assert_eq!(delimiter("q\ta\nx\ty, z\n"), b'\t');
    }
}
