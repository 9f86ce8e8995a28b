//! Spreadsheets: each sheet that holds questions and answers is a topic.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Ods, Reader as _, Xlsx};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::archive;
use super::cells::{Columns, TableRow, find_columns};
use super::document::{Document, DocumentPlace};
use super::pairs::GatheredPairs;
use super::unreadable::UnreadableDocument;

/// A table for people has no more cells.
const MOST_CELLS: usize = 4_000_000;

const TOO_LARGE: UnreadableDocument = UnreadableDocument::TooLarge { limit: "4 million cells" };

pub(super) fn read(
    bytes: &[u8],
    columns: Option<&Columns>,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Document, UnreadableDocument> {
    archive::must_be_bounded(bytes)?;
    let is_excel = archive::names(bytes)?.iter().any(|name| name == "xl/workbook.xml");
    let sheets = if is_excel { of_excel(bytes)? } else { of_open_document(bytes)? };
    let mut gathered = GatheredPairs::default();
    let mut unclear = None;
    let has_many = sheets.iter().filter(|(_, rows)| !rows.is_empty()).count() > 1;
    for (name, rows) in sheets {
        if rows.is_empty() {
            continue;
        }
        let topic = has_many.then_some(name.as_str());
        match find_columns(&rows, columns) {
            Ok(found) => gathered.add_rows(&rows, found, topic, progress),
            Err(error) => {
                let at = DocumentPlace::Row { sheet: Some(name), row: 1 };
                gathered.document.leave_out(at, format!("the whole sheet of {} rows: {error}", rows.len()));
                unclear = Some(error);
            }
        }
    }
    match unclear {
        Some(error) if gathered.document.pairs.is_empty() => Err(error),
        _ => Ok(gathered.document),
    }
}

type Sheets = Vec<(String, Vec<TableRow>)>;

fn broken(error: impl ToString) -> UnreadableDocument {
    UnreadableDocument::Broken { what: "spreadsheet", why: error.to_string() }
}

/// Cells are taken one by one: one at each end of a sheet must not fill all that is between them.
fn of_excel(bytes: &[u8]) -> Result<Sheets, UnreadableDocument> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
        // Sheets that are charts have no cells.
        if let Ok(mut cells) = workbook.worksheet_cells_reader(&name) {
            while let Some(cell) = cells.next_cell().map_err(broken)? {
                let said = said(&Data::from(cell.get_value().clone()));
                let (row, column) = cell.get_position();
                if !said.is_empty() && column < 1_000 {
                    rows.entry(row).or_default().insert(column, said);
                }
            }
        }
        let widths = rows.values().filter_map(|cells| cells.keys().next_back());
        if widths.map(|last| *last as usize + 1).sum::<usize>() > MOST_CELLS {
            return Err(TOO_LARGE);
        }
        let row = |(number, cells): (u32, BTreeMap<u32, String>)| {
            let width = cells.keys().next_back().map_or(0, |last| last + 1);
            let cells = (0..width).map(|column| cells.get(&column).cloned().unwrap_or_default()).collect();
            TableRow { at: place(&name, number as usize), cells }
        };
        let rows = rows.into_iter().map(row).collect();
        sheets.push((name, rows));
    }
    Ok(sheets)
}

fn of_open_document(bytes: &[u8]) -> Result<Sheets, UnreadableDocument> {
    must_not_repeat_too_much(&archive::member(bytes, "content.xml")?)?;
    let mut workbook: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(broken)?;
    let mut sheets = Vec::new();
    for (name, range) in workbook.worksheets() {
        let first = range.start().map_or(0, |(row, _)| row as usize);
        let rows = range.rows().enumerate();
        let row = |(number, cells): (usize, &[Data])| TableRow {
            at: place(&name, first + number),
            cells: cells.iter().map(said).collect(),
        };
        let rows = rows.map(row).filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).collect();
        sheets.push((name, rows));
    }
    Ok(sheets)
}

/// A few bytes of an OpenDocument sheet can say that a cell is there a milliard times.
fn must_not_repeat_too_much(content: &[u8]) -> Result<(), UnreadableDocument> {
    let mut reader = Reader::from_reader(content);
    let mut cells = 0;
    let (mut width, mut row_repeats, mut is_told) = (0, 1, false);
    let mut pending = 0;
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Eof => return Ok(()),
            Event::Start(tag) if tag.name().0 == "table:table-row" => {
                (width, is_told, pending) = (0, false, 0);
                row_repeats = repeats(&tag, "table:number-rows-repeated");
            }
            Event::Start(tag) if tag.name().0 == "table:table-cell" => {
                width += pending + repeats(&tag, "table:number-columns-repeated");
                (is_told, pending) = (true, 0);
            }
            Event::Empty(tag) if tag.name().0 == "table:table-cell" => {
                pending += repeats(&tag, "table:number-columns-repeated");
            }
            Event::End(tag) if tag.name().0 == "table:table-row" && is_told => {
                cells += row_repeats.saturating_mul(width);
                if cells > MOST_CELLS {
                    return Err(TOO_LARGE);
                }
            }
            _ => {}
        }
    }
}

fn repeats(tag: &quick_xml::events::BytesStart<'_>, name: &str) -> usize {
    let value = tag.try_get_attribute(name).ok().flatten();
    let number = value.and_then(|value| value.value.parse().ok());
    number.unwrap_or(1)
}

fn place(sheet: &str, row: usize) -> DocumentPlace {
    DocumentPlace::Row { sheet: Some(sheet.to_owned()), row: row + 1 }
}

/// A cell as a person reads it; what went wrong in a formula says nothing.
fn said(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::DateTime(when) => {
            let (year, month, day, hour, minute, _, _) = when.to_ymd_hms_milli();
            let time = if (hour, minute) == (0, 0) { String::new() } else { format!(" {hour:02}:{minute:02}") };
            format!("{year}-{month:02}-{day:02}{time}")
        }
        _ => cell.to_string().trim().to_owned(),
    }
}
