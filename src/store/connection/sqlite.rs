//! A SQLite file: one process at a time, nothing lost on a power cut, refused when it is damaged.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{OpenFlags, Statement, ToSql};

use super::durability::Durability;
use super::error::DatabaseError;
use super::value::{Field, Row, Value};
use crate::store::open_error::OpenError;

/// What every connection begins with. Others (a backup, `sqlite3`) are waited for; foreign keys hold; the words of a
/// deleted message do not linger in free pages of the file.
const BEGIN: &str = "PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;
    PRAGMA synchronous = FULL";

/// What the bot's own connection begins with as well: a log beside the file, which others may read meanwhile.
const WITH_LOG: &str = "PRAGMA journal_mode = WAL";

/// How many statements are kept prepared: more than the store has.
const STATEMENTS: usize = 256;

/// Where a database is, and how it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct Location {
    /// The file; `None` when it is only in memory.
    pub(in crate::store) file: Option<PathBuf>,
    /// The same as SQLite wants it.
    uri: String,
    has_mode: bool,
}

impl Location {
    /// The location that a URL names.
    pub(in crate::store) fn of(url: &str) -> Result<Self, DatabaseError> {
        let rest = url.strip_prefix("sqlite:").unwrap_or(url);
        let rest = rest.strip_prefix("//").unwrap_or(rest);
        let (name, parameters) = rest.split_once('?').unwrap_or((rest, ""));
        let name = percent_decode_str(name).decode_utf8().map_err(|error| DatabaseError::url(error.to_string()))?;
        let (mut is_in_memory, mut has_mode) = (name == ":memory:", false);
        let mut kept = Vec::new();
        for parameter in parameters.split('&').filter(|parameter| !parameter.is_empty()) {
            let (key, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            match (key, value) {
                ("mode", "memory") => is_in_memory = true,
                ("mode", "ro" | "rw" | "rwc") => has_mode = true,
                ("cache", "shared" | "private") | ("immutable", "0" | "1" | "true" | "false") | ("vfs", _) => {}
                ("mode" | "cache" | "immutable", _) => {
                    return Err(DatabaseError::url(format!("unknown value {value:?} for `{key}`")));
                }
                _ => return Err(DatabaseError::url(format!("unknown query parameter `{key}`"))),
            }
            kept.push(parameter);
        }
        if is_in_memory {
            return Ok(Self { file: None, uri: ":memory:".to_owned(), has_mode: true });
        }
        // What would end a path in a URI.
        const ENDS: &AsciiSet = &CONTROLS.add(b'%').add(b'?').add(b'#');
        let uri = format!("file:{}?{}", utf8_percent_encode(&name, ENDS), kept.join("&"));
        Ok(Self { file: Some(PathBuf::from(&*name)), uri, has_mode })
    }

    /// The database in words.
    pub(in crate::store) fn shown(&self) -> String {
        self.file.as_ref().map_or_else(|| "in memory".to_owned(), |file| file.display().to_string())
    }

    /// Opens the database, which must hold together; a missing one is made if `is_made`.
    pub(in crate::store) fn open(&self, is_made: bool) -> Result<Sqlite, OpenError> {
        if self.file.is_some() {
            self.look_for_damage(is_made)?;
        }
        let opened = self.connect(is_made).and_then(|mut sqlite| {
            if is_made {
                sqlite.rows(WITH_LOG, &[])?;
            }
            Ok(sqlite)
        });
        opened.map_err(|why| self.failed(why))
    }

    /// Connects to the database.
    pub(in crate::store) fn connect(&self, is_made: bool) -> Result<Sqlite, DatabaseError> {
        let mut flags =
            OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_READ_WRITE;
        if self.has_mode || is_made {
            // A mode in the URI can only take away from this.
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
        let driver = rusqlite::Connection::open_with_flags(&self.uri, flags)?;
        driver.set_prepared_statement_cache_capacity(STATEMENTS);
        driver.execute_batch(BEGIN)?;
        Ok(Sqlite { driver, flushes: true })
    }

    /// Looks whether the file's pages hold together.
    fn look_for_damage(&self, is_made: bool) -> Result<(), OpenError> {
        let look = || {
            let found = self.connect(is_made)?.rows("PRAGMA quick_check(1)", &[])?;
            found.first().map_or_else(|| Ok("nothing was found".to_owned()), |row| row.text(0))
        };
        match (look(), &self.file) {
            (Err(why), _) => Err(self.failed(why)),
            (Ok(what), Some(path)) if what != "ok" => Err(OpenError::Damaged { path: path.clone(), what }),
            (Ok(_), _) => Ok(()),
        }
    }

    /// What a failure to open says about the file.
    fn failed(&self, why: DatabaseError) -> OpenError {
        match &self.file {
            Some(path) if why.is_damage() => OpenError::Damaged { path: path.clone(), what: why.message().to_owned() },
            _ => OpenError::Open { shown: self.shown(), why },
        }
    }
}

/// Takes the lock file beside the database for as long as the returned file is open.
pub(in crate::store) fn lock(database: &Path) -> Result<File, OpenError> {
    let mut path = database.as_os_str().to_owned();
    path.push(".lock");
    let path = PathBuf::from(path);
    let opened = File::options().create(true).truncate(false).write(true).open(&path);
    let file = opened.map_err(|why| OpenError::Lock { path: path.clone(), why })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse(database.to_owned())),
        Err(TryLockError::Error(why)) => Err(OpenError::Lock { path, why }),
    }
}

/// A connection.
pub(in crate::store) struct Sqlite {
    pub(super) driver: rusqlite::Connection,
    /// Whether commits are flushed.
    flushes: bool,
}

impl Sqlite {
    pub(super) fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, DatabaseError> {
        let mut statement = self.driver.prepare_cached(sql)?;
        bind(&mut statement, values)?;
        Ok(u64::try_from(statement.raw_execute()?).unwrap_or_default())
    }

    pub(super) fn rows(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Vec<Row>, DatabaseError> {
        let mut statement = self.driver.prepare_cached(sql)?;
        bind(&mut statement, values)?;
        let mut rows = statement.raw_query();
        let mut found = Vec::new();
        while let Some(row) = next(&mut rows)? {
            found.push(row);
        }
        Ok(found)
    }

    pub(super) fn prepared(&mut self, sql: &str) -> Result<Statement<'_>, DatabaseError> {
        Ok(self.driver.prepare(sql)?)
    }

    pub(super) fn batch(&mut self, sql: &str) -> Result<(), DatabaseError> {
        Ok(self.driver.execute_batch(sql)?)
    }

    pub(super) fn begin(&mut self, durability: Durability) -> Result<(), DatabaseError> {
        let flushes = durability == Durability::Flushed;
        if flushes != self.flushes {
            self.batch(if flushes { "PRAGMA synchronous = FULL" } else { "PRAGMA synchronous = NORMAL" })?;
            self.flushes = flushes;
        }
        self.execute("BEGIN IMMEDIATE", &[]).map(drop)
    }

    pub(super) fn rollback(&mut self) {
        // SQLite takes some failed transactions back by itself, such as one that the disk has no room for.
        if !self.driver.is_autocommit() {
            let _ = self.batch("ROLLBACK");
        }
    }
}

/// The next row.
pub(super) fn next(rows: &mut rusqlite::Rows<'_>) -> Result<Option<Row>, DatabaseError> {
    let Some(row) = rows.next()? else { return Ok(None) };
    let fields = (0..row.as_ref().column_count()).map(|column| row.get_ref(column).map(field));
    Ok(Some(Row(fields.collect::<Result<_, _>>()?)))
}

/// Binds values to `$1`, `$2` and so on, which are names to SQLite and may stand in any order.
fn bind(statement: &mut Statement<'_>, values: &[Value<'_>]) -> Result<(), DatabaseError> {
    for index in 1..=statement.parameter_count() {
        let place = statement.parameter_name(index).and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
        let value = place.and_then(|place| values.get(place.checked_sub(1)?));
        let value = value.ok_or_else(|| DatabaseError::stored(format!("value {index} of a statement is missing")))?;
        statement.raw_bind_parameter(index, value)?;
    }
    Ok(())
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Number(Some(number)) => ValueRef::Integer(*number),
            Self::Text(Some(text)) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(Some(bytes)) => ValueRef::Blob(bytes),
            Self::Number(None) | Self::Text(None) | Self::Bytes(None) | Self::Numbers(_) | Self::Codes(_) => {
                ValueRef::Null
            }
        }))
    }
}

fn field(value: ValueRef<'_>) -> Field {
    match value {
        ValueRef::Integer(number) => Field::Number(number),
        // No column holds a fraction.
        ValueRef::Null | ValueRef::Real(_) => Field::Null,
        ValueRef::Text(text) => Field::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Field::Bytes(bytes.to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::Location;

    #[track_caller]
    fn check(url: &str, file: Option<&str>, uri: &str) {
        let location = Location::of(url).expect(url);
        assert_eq!((location.file, location.uri.as_str()), (file.map(PathBuf::from), uri), "{url}");
    }

    #[test]
    fn a_url_names_a_file_or_none() {
        check("sqlite:bot.db", Some("bot.db"), "file:bot.db?");
        check("sqlite://bot.db", Some("bot.db"), "file:bot.db?");
        check("sqlite:///var/lib/bot.db", Some("/var/lib/bot.db"), "file:/var/lib/bot.db?");
        check("sqlite:a%20b%3Fc.db?mode=rw", Some("a b?c.db"), "file:a b%3Fc.db?mode=rw");
        check("sqlite:bot.db?mode=ro&immutable=1", Some("bot.db"), "file:bot.db?mode=ro&immutable=1");
        check("sqlite::memory:", None, ":memory:");
        check("sqlite:bot.db?mode=memory", None, ":memory:");
        for url in ["sqlite:bot.db?mode=write", "sqlite:bot.db?cache=1", "sqlite:bot.db?key=1"] {
            assert!(Location::of(url).expect_err(url).is_of_url(), "{url}");
        }
    }
}
