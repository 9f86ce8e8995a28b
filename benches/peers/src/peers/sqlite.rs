//! SQLite's FTS5 with its trigram tokenizer: one row a phrasing, BM25 over any of the question's trigrams.

use rusqlite::{Connection, OptionalExtension};

use crate::set::Set;

pub(crate) struct Trigrams {
    connection: Connection,
}

impl Trigrams {
    pub(crate) fn build(set: &Set) -> anyhow::Result<Self> {
        let mut connection = Connection::open_in_memory()?;
        connection
            .execute_batch("CREATE VIRTUAL TABLE phrasing USING fts5(text, entry UNINDEXED, tokenize = 'trigram')")?;
        let transaction = connection.transaction()?;
        {
            let mut insert = transaction.prepare("INSERT INTO phrasing (text, entry) VALUES (?1, ?2)")?;
            for (number, text) in set.documents() {
                insert.execute((text, number as i64))?;
            }
        }
        transaction.commit()?;
        Ok(Self { connection })
    }

    pub(crate) fn best(&self, text: &str) -> anyhow::Result<Option<usize>> {
        let query = any_trigram(text);
        if query.is_empty() {
            return Ok(None);
        }
        let sql = "SELECT entry FROM phrasing WHERE phrasing MATCH ?1 ORDER BY rank LIMIT 1";
        let entry: Option<i64> =
            self.connection.prepare_cached(sql)?.query_row([query], |row| row.get(0)).optional()?;
        Ok(entry.and_then(|entry| usize::try_from(entry).ok()))
    }
}

/// Every three neighbouring characters, each once, as an FTS5 query.
fn any_trigram(text: &str) -> String {
    let letters: Vec<char> = text.to_lowercase().chars().collect();
    let mut trigrams: Vec<String> = letters.windows(3).map(|three| three.iter().collect()).collect();
    trigrams.sort_unstable();
    trigrams.dedup();
    let quoted: Vec<String> = trigrams.iter().map(|three| format!("\"{}\"", three.replace('"', "\"\""))).collect();
    quoted.join(" OR ")
}
