//! Reads TOML tables key by key, collecting every finding instead of stopping at the first.
//!
//! The keys a reader asks for are the keys that exist: what is left over at the end is unknown, and the
//! suggestion for it comes from the keys that were asked for.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::date::Date;
use super::finding::{Finding, Findings};
use super::finding_kind::FindingKind;
use super::id::Id;
use super::place::Place;

/// One file being read: its path and where its lines begin.
pub(super) struct Lines {
    path: Arc<str>,
    text: String,
    starts: Vec<usize>,
}

impl Lines {
    pub(super) fn new(path: &str, text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        Self { path: path.into(), text: text.to_owned(), starts: starts.collect() }
    }

    /// The byte offset that a place stands for, as far as there is one.
    pub(super) fn offset(&self, place: &Place) -> Option<usize> {
        let start = *self.starts.get(place.line.checked_sub(1)?)?;
        let (column, _) = self.text[start..].char_indices().nth(place.column.checked_sub(1)?)?;
        Some(start + column)
    }

    /// The place of a byte offset.
    pub(super) fn place(&self, offset: usize) -> Place {
        let line = self.starts.partition_point(|&start| start <= offset).max(1);
        let start = self.starts[line - 1];
        let column = self.text.get(start..offset).map_or(1, |before| before.chars().count() + 1);
        Place { path: Arc::clone(&self.path), line, column }
    }
}

/// A text with its place.
#[derive(Clone, Debug)]
pub(super) struct Placed<T> {
    pub(super) value: T,
    pub(super) place: Place,
}

/// A TOML table being read.
pub(super) struct Reader<'a> {
    lines: &'a Lines,
    findings: &'a RefCell<Findings>,
    table: &'a DeTable<'a>,
    /// Where the table begins.
    pub(super) place: Place,
    asked: RefCell<Vec<&'static str>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        lines: &'a Lines,
        findings: &'a RefCell<Findings>,
        table: &'a DeTable<'a>,
        offset: usize,
    ) -> Self {
        Self { lines, findings, table, place: lines.place(offset), asked: RefCell::default() }
    }

    fn get(&self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    pub(super) fn error(&self, kind: FindingKind, place: Place, problem: impl Into<String>) {
        self.findings.borrow_mut().add(kind, place, problem);
    }

    /// Adds a finding as it is.
    pub(super) fn report(&self, finding: Finding) {
        self.findings.borrow_mut().extend([finding]);
    }

    fn wrong_type(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let found = value.get_ref().type_str();
        self.error(
            FindingKind::WrongType,
            self.lines.place(value.span().start),
            format!("`{key}` must be {wanted}, not {found}"),
        );
    }

    /// A text that may be missing.
    pub(super) fn text_if_any(&self, key: &'static str) -> Option<Placed<String>> {
        let value = self.get(key)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(key, value, "a text in quotation marks");
            return None;
        };
        Some(Placed { value: text.trim().to_owned(), place: self.lines.place(value.span().start) })
    }

    /// A text that must be there and must say something.
    pub(super) fn text(&self, key: &'static str) -> Placed<String> {
        let missing = || Placed { value: String::new(), place: self.place.clone() };
        let given = self.table.contains_key(key);
        match self.text_if_any(key) {
            Some(text) if text.value.is_empty() => {
                self.error(FindingKind::EmptyText, text.place.clone(), format!("`{key}` is empty"));
                text
            }
            Some(text) => text,
            None => {
                if !given {
                    self.error(FindingKind::MissingKey, self.place.clone(), format!("`{key}` is missing"));
                }
                missing()
            }
        }
    }

    /// An id that must be there.
    pub(super) fn id(&self) -> Option<Id> {
        self.parse_id(&self.text("id"))
    }

    fn parse_id(&self, text: &Placed<String>) -> Option<Id> {
        let id = Id::new(&text.value);
        if id.is_none() && !text.value.is_empty() {
            self.error(
                FindingKind::BadId,
                text.place.clone(),
                format!("id `{}` must be 1 to {} of a-z, 0-9 and -", text.value, Id::MAX_LEN),
            );
        }
        id
    }

    /// A text or a list of texts, which may be missing.
    pub(super) fn texts(&self, key: &'static str) -> Vec<Placed<String>> {
        self.get(key).map(|value| self.texts_of(key, value)).unwrap_or_default()
    }

    fn texts_of(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Vec<Placed<String>> {
        let place = |value: &Spanned<DeValue<'_>>| self.lines.place(value.span().start);
        match value.get_ref() {
            DeValue::String(text) => vec![Placed { value: text.trim().to_owned(), place: place(value) }],
            DeValue::Array(items) => items
                .iter()
                .filter_map(|item| match item.get_ref().as_str() {
                    Some(text) if text.trim().is_empty() => {
                        self.error(FindingKind::EmptyText, place(item), format!("an item of `{key}` is empty"));
                        None
                    }
                    Some(text) => Some(Placed { value: text.trim().to_owned(), place: place(item) }),
                    None => {
                        self.wrong_type(key, item, "a list of texts");
                        None
                    }
                })
                .collect(),
            _ => {
                self.wrong_type(key, value, "a text or a list of texts");
                Vec::new()
            }
        }
    }

    /// Every key of the table with its list of texts, whatever the keys are called.
    pub(super) fn lists(&self) -> BTreeMap<String, Vec<Placed<String>>> {
        let lists = self
            .table
            .iter()
            .map(|(key, value)| (key.get_ref().clone().into_owned(), self.texts_of(key.get_ref(), value)));
        lists.collect()
    }

    /// A list of ids, which may be missing.
    pub(super) fn ids(&self, key: &'static str) -> Vec<Placed<Id>> {
        let texts = self.texts(key);
        let ids = texts.iter().map(|text| (self.parse_id(text), text.place.clone()));
        ids.filter_map(|(id, place)| Some(Placed { value: id?, place })).collect()
    }

    /// A whole number that may be missing.
    pub(super) fn integer(&self, key: &'static str) -> Option<i64> {
        let value = self.get(key)?;
        let number = value.get_ref().as_integer();
        let parsed = number.and_then(|n| i64::from_str_radix(n.as_str(), n.radix()).ok());
        if parsed.is_none() {
            self.wrong_type(key, value, "a whole number");
        }
        parsed
    }

    /// `true` or `false`, which may be missing.
    pub(super) fn boolean(&self, key: &'static str) -> Option<bool> {
        let value = self.get(key)?;
        let parsed = value.get_ref().as_bool();
        if parsed.is_none() {
            self.wrong_type(key, value, "true or false");
        }
        parsed
    }

    /// A date that may be missing.
    pub(super) fn date(&self, key: &'static str) -> Option<Date> {
        let value = self.get(key)?;
        let date = value.get_ref().as_datetime().and_then(|datetime| datetime.date);
        if date.is_none() {
            self.wrong_type(key, value, "a date such as 2026-11-23");
        }
        date.map(|date| Date { year: date.year, month: date.month, day: date.day })
    }

    /// The table under a key, which may be missing.
    pub(super) fn table(&self, key: &'static str) -> Option<Reader<'a>> {
        let value = self.get(key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(key, value, "a table");
            return None;
        };
        Some(Reader::new(self.lines, self.findings, table, value.span().start))
    }

    /// The tables written as `[[key]]`, none when there is none.
    pub(super) fn tables(&self, key: &'static str) -> Vec<Reader<'a>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(key, value, &format!("a list of tables, written [[{key}]]"));
            return Vec::new();
        };
        let mut readers = Vec::with_capacity(items.len());
        for item in items.iter() {
            match item.get_ref().as_table() {
                Some(table) => readers.push(Reader::new(self.lines, self.findings, table, item.span().start)),
                None => self.wrong_type(key, item, &format!("a list of tables, written [[{key}]]")),
            }
        }
        readers
    }

    /// Reports the keys nobody asked for.
    pub(super) fn finish(self) {
        let asked = self.asked.borrow();
        for (key, _) in self.table {
            let name: &str = key.get_ref();
            if !asked.contains(&name) {
                let hint = nearest(name, asked.iter().copied()).map_or_else(
                    || format!(", known are {}", asked.join(", ")),
                    |known| format!(", did you mean `{known}`?"),
                );
                self.error(
                    FindingKind::UnknownKey,
                    self.lines.place(key.span().start),
                    format!("unknown key `{name}`{hint}"),
                );
            }
        }
    }
}

/// The name most like a mistyped one, if one is like it at all.
pub(super) fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    names
        .map(|name| (strsim::osa_distance(typed, name), name))
        .filter(|(distance, name)| *distance <= 1 + typed.len().min(name.len()) / 4)
        .min()
        .map(|(_, name)| name)
}

/// What was read, without its places.
pub(super) fn values<T>(placed: Vec<Placed<T>>) -> Vec<T> {
    placed.into_iter().map(|placed| placed.value).collect()
}
