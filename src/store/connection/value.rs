//! What goes into statements and comes out of them.

use super::error::DatabaseError;

/// A value of a statement.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) enum Value<'a> {
    Number(Option<i64>),
    Text(Option<&'a str>),
    Bytes(Option<&'a [u8]>),
    /// Of PostgreSQL alone.
    Numbers(&'a [i64]),
    /// Of PostgreSQL alone.
    Codes(&'a [&'a [u8]]),
}

/// The values of a statement, in order.
macro_rules! values {
    ($($value:expr),* $(,)?) => { [$($crate::store::connection::Value::from($value)),*] };
}
pub(in crate::store) use values;

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(Some(number))
    }
}

impl From<bool> for Value<'_> {
    fn from(is_so: bool) -> Self {
        Self::Number(Some(i64::from(is_so)))
    }
}

impl From<Option<i64>> for Value<'_> {
    fn from(number: Option<i64>) -> Self {
        Self::Number(number)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Some(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Some(text))
    }
}

impl<'a> From<Option<&'a str>> for Value<'a> {
    fn from(text: Option<&'a str>) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a [u8; 32]> for Value<'a> {
    fn from(code: &'a [u8; 32]) -> Self {
        Self::Bytes(Some(code))
    }
}

impl<'a> From<Option<&'a [u8; 32]>> for Value<'a> {
    fn from(code: Option<&'a [u8; 32]>) -> Self {
        Self::Bytes(code.map(<[u8; 32]>::as_slice))
    }
}

/// One field of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) enum Field {
    Null,
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// A row that a statement gave.
#[derive(Clone, Debug)]
pub(in crate::store) struct Row(pub(super) Vec<Field>);

impl Row {
    /// Its fields, in order.
    pub(in crate::store) fn fields(&self) -> &[Field] {
        &self.0
    }

    /// The number in a column.
    pub(in crate::store) fn number(&self, column: usize) -> Result<i64, DatabaseError> {
        self.optional_number(column)?.ok_or_else(|| DatabaseError::column(column, "is null"))
    }

    /// The same where there may be none.
    pub(in crate::store) fn optional_number(&self, column: usize) -> Result<Option<i64>, DatabaseError> {
        match self.0.get(column) {
            Some(Field::Number(number)) => Ok(Some(*number)),
            Some(Field::Null) => Ok(None),
            _ => Err(DatabaseError::column(column, "is no number")),
        }
    }

    /// Whether the number in a column is 1.
    pub(in crate::store) fn is_set(&self, column: usize) -> Result<bool, DatabaseError> {
        Ok(self.optional_number(column)? == Some(1))
    }

    /// The text in a column.
    pub(in crate::store) fn text(&self, column: usize) -> Result<String, DatabaseError> {
        self.optional_text(column)?.ok_or_else(|| DatabaseError::column(column, "is null"))
    }

    /// The same where there may be none.
    pub(in crate::store) fn optional_text(&self, column: usize) -> Result<Option<String>, DatabaseError> {
        match self.0.get(column) {
            Some(Field::Text(text)) => Ok(Some(text.clone())),
            Some(Field::Null) => Ok(None),
            _ => Err(DatabaseError::column(column, "is no text")),
        }
    }

    /// The keyed hash in a column where there may be none.
    pub(in crate::store) fn optional_code(&self, column: usize) -> Result<Option<[u8; 32]>, DatabaseError> {
        if self.0.get(column) == Some(&Field::Null) { Ok(None) } else { self.code(column).map(Some) }
    }

    /// The keyed hash in a column.
    pub(in crate::store) fn code(&self, column: usize) -> Result<[u8; 32], DatabaseError> {
        let bytes = match self.0.get(column) {
            Some(Field::Bytes(bytes)) => bytes.as_slice().try_into().ok(),
            _ => None,
        };
        bytes.ok_or_else(|| DatabaseError::column(column, "is no code"))
    }
}
