//! Questions that had no good answer, so that editors see what is missing: without names, and without words until so many
//! people used the same that they say nothing about any of them.

use std::collections::{BTreeMap, HashMap};

use super::pseudonym::Pseudonym;
use crate::store::connection::{Connection, Row, Value, values};
use crate::store::database::Store;
use crate::store::encrypted_columns::{MISSED, TERM};
use crate::store::encryption::Keyring;
use crate::store::error::StoreError;

/// So many are looked at, the newest: a desk that misses more has seen the same matters again and again.
const MOST: i64 = 2000;

/// Words go when fewer people used them than made them readable.
pub(in crate::store) const HIDE_TERMS: &str = "DELETE FROM missed_terms WHERE fewest > (
    SELECT count(DISTINCT missed.person) FROM missed_words JOIN missed ON missed.id = missed_words.missed_id
    WHERE missed_words.word = missed_terms.code)";

/// What became of a question that was missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MissKind {
    /// Nothing fitted.
    Unknown,
    /// None of the entries that were offered was meant.
    NoneOfThese,
    /// The entry that answered it was not what was asked.
    NotMine,
    /// The bot could not tell which entry was meant, and the person picked one.
    Chose,
    /// It was handed over to a person.
    HandedOver,
    /// The staff answered it with an entry's passage.
    StaffChose,
}

impl MissKind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Unknown, Self::NoneOfThese, Self::NotMine, Self::Chose, Self::HandedOver, Self::StaffChose];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::NoneOfThese => "none_of_these",
            Self::NotMine => "not_mine",
            Self::Chose => "chose",
            Self::HandedOver => "handed_over",
            Self::StaffChose => "staff_chose",
        }
    }
}

/// What an editor made of a missed question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MissState {
    /// A phrasing was made of it.
    Phrasing,
    /// The text does not say, and the bot should say so: it is to become a gap.
    Gap,
    /// It needs a new entry.
    NewEntry,
    /// Nothing is to be done about it.
    Ignored,
}

impl MissState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Phrasing, Self::Gap, Self::NewEntry, Self::Ignored];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Phrasing => "phrasing",
            Self::Gap => "gap",
            Self::NewEntry => "new_entry",
            Self::Ignored => "ignored",
        }
    }
}

/// A question that was missed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// A code of the message that asks; another one under it takes its place.
    pub key: Pseudonym,
    /// The beginning of the day, in milliseconds since 1970.
    pub day_ms: i64,
    /// A code of who asked, made for this alone.
    pub person: Pseudonym,
    /// What became of it.
    pub kind: MissKind,
    /// The entry that was picked, or that was not meant.
    pub entry: Option<String>,
    /// The nearest entries, as `id:0.25` with spaces between.
    pub near: String,
    /// Its content words.
    pub words: Vec<MissedWord>,
    /// The question word for word, where questions are kept.
    pub question: Option<String>,
    /// A word is stored once so many people used it.
    pub fewest: u32,
}

/// A content word of a missed question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissedWord {
    /// A code of what its forms have in common.
    pub code: Pseudonym,
    /// The word.
    pub word: String,
    /// How much it tells questions apart, in thousandths.
    pub weight: u16,
}

/// A missed question as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissRecord {
    /// Its number.
    pub id: i64,
    /// The beginning of the day on which it was asked, in milliseconds since 1970.
    pub day_ms: i64,
    /// A code of who asked.
    pub person: Pseudonym,
    /// What became of it.
    pub kind: MissKind,
    /// The entry that was picked, or that was not meant.
    pub entry: Option<String>,
    /// The nearest entries, as `id:0.25` with spaces between.
    pub near: String,
    /// What an editor made of it.
    pub state: Option<MissState>,
    /// The question word for word, where questions are kept.
    pub question: Option<String>,
    /// The codes of its content words, with how much each tells questions apart, in thousandths.
    pub words: Vec<(Pseudonym, u16)>,
}

/// What is kept of missed questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MissedRecords {
    /// The newest of them, the oldest of these first.
    pub misses: Vec<MissRecord>,
    /// The words that enough people used, by code.
    pub terms: HashMap<Pseudonym, String>,
}

impl MissedRecords {
    /// Opens what is sealed.
    pub(super) fn open_words(&mut self, keyring: &Keyring) -> Result<(), StoreError> {
        for miss in &mut self.misses {
            miss.question = miss.question.take().map(|words| keyring.decrypt(MISSED, &words)).transpose()?;
        }
        for word in self.terms.values_mut() {
            *word = keyring.decrypt(TERM, word)?;
        }
        Ok(())
    }
}

const NOTE: [&str; 2] = [
    "INSERT INTO missed (key, at_ms, person, kind, entry, near, question) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (key) DO UPDATE SET
         kind = excluded.kind, entry = excluded.entry, near = excluded.near, question = excluded.question
     RETURNING key, id",
    "INSERT INTO missed (key, at_ms, person, kind, entry, near, question)
     SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::bytea[], $4::text[], $5::text[], $6::text[], $7::text[])
     ON CONFLICT (key) DO UPDATE SET
         kind = excluded.kind, entry = excluded.entry, near = excluded.near, question = excluded.question
     RETURNING key, id",
];

const DROP_WORDS: [&str; 2] =
    ["DELETE FROM missed_words WHERE missed_id = $1", "DELETE FROM missed_words WHERE missed_id = ANY($1::bigint[])"];

const ADD_WORDS: [&str; 2] = [
    "INSERT INTO missed_words (missed_id, word, weight) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    "INSERT INTO missed_words (missed_id, word, weight)
     SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bigint[]) ON CONFLICT DO NOTHING",
];

/// Stores a word if so many people used it. They are counted only while it is not stored.
const SHOW: [&str; 2] = [
    "INSERT INTO missed_terms (code, word, fewest) SELECT $1, $2, $3
     WHERE CASE WHEN EXISTS (SELECT 1 FROM missed_terms WHERE code = $1) THEN 1 = 0 ELSE $3 <= (
         SELECT count(DISTINCT person) FROM missed JOIN missed_words ON missed.id = missed_words.missed_id
         WHERE missed_words.word = $1) END
     ON CONFLICT (code) DO NOTHING",
    "INSERT INTO missed_terms (code, word, fewest)
     SELECT used, form, least FROM unnest($1::bytea[], $2::text[], $3::bigint[]) AS words (used, form, least)
     WHERE CASE WHEN EXISTS (SELECT 1 FROM missed_terms WHERE code = used) THEN 1 = 0 ELSE least <= (
         SELECT count(DISTINCT person) FROM missed JOIN missed_words ON missed.id = missed_words.missed_id
         WHERE missed_words.word = used) END
     ORDER BY used ON CONFLICT (code) DO NOTHING",
];

const MARK: [&str; 2] = [
    "UPDATE missed SET state = $2 WHERE id = $1",
    "UPDATE missed SET state = ($2::text[])[1] WHERE id = ANY($1::bigint[])",
];

/// Hides a word that a question was forgotten of, as [`HIDE_TERMS`] does with all of them.
const HIDE_TERM: [&str; 2] = [
    "DELETE FROM missed_terms WHERE code = $1 AND fewest > (
         SELECT count(DISTINCT missed.person) FROM missed_words JOIN missed ON missed.id = missed_words.missed_id
         WHERE missed_words.word = missed_terms.code)",
    "DELETE FROM missed_terms WHERE code = ANY($1::bytea[]) AND fewest > (
         SELECT count(DISTINCT missed.person) FROM missed_words JOIN missed ON missed.id = missed_words.missed_id
         WHERE missed_words.word = missed_terms.code)",
];

/// Notes missed questions, each in place of what was noted of the same message.
pub(in crate::store) async fn note(
    connection: &mut Connection,
    keyring: &Keyring,
    all: &[&Miss],
) -> Result<(), StoreError> {
    let all: BTreeMap<Pseudonym, &Miss> = all.iter().map(|miss| (miss.key, *miss)).collect();
    let questions: Vec<Option<String>> =
        all.values().map(|miss| miss.question.as_ref().map(|words| keyring.encrypt(MISSED, words))).collect();
    let noted = all.values().zip(&questions).map(|(miss, question)| {
        let Miss { key, day_ms, person, kind, entry, near, .. } = miss;
        values![key, *day_ms, person, kind.name(), entry.as_deref(), near, question.as_deref()].to_vec()
    });
    let (mut ids, mut words, mut terms) = (Vec::new(), Vec::new(), BTreeMap::new());
    for row in connection.each(NOTE, &noted.collect::<Vec<_>>()).await? {
        let id = row.number(1)?;
        ids.push(values![id].to_vec());
        let Some(miss) = all.get(&row.code(0)?) else { continue };
        for MissedWord { code, word, weight } in &miss.words {
            words.push((id, code, i64::from(*weight)));
            terms.entry(code).or_insert_with(|| (keyring.encrypt(TERM, word), i64::from(miss.fewest)));
        }
    }
    connection.each(DROP_WORDS, &ids).await?;
    // In the order of their codes: that of the question is lost.
    words.sort_unstable();
    let words: Vec<_> = words.into_iter().map(|(id, code, weight)| values![id, code, weight].to_vec()).collect();
    connection.each(ADD_WORDS, &words).await?;
    // In one order everywhere, so that who writes at the same time waits and is not stuck.
    let terms: Vec<_> = terms.iter().map(|(code, (word, fewest))| values![*code, word, *fewest].to_vec()).collect();
    connection.each(SHOW, &terms).await?;
    Ok(())
}

/// Says what an editor made of missed questions; `None` takes it back.
pub(super) async fn mark(connection: &mut Connection, ids: &[i64], state: Option<MissState>) -> Result<(), StoreError> {
    let mut ids = ids.to_vec();
    // In one order everywhere, so that who writes at the same time waits and is not stuck.
    ids.sort_unstable();
    let marked: Vec<_> = ids.iter().map(|id| values![*id, state.map(MissState::name)].to_vec()).collect();
    connection.each(MARK, &marked).await?;
    Ok(())
}

/// Forgets what a person asked, and the words that fewer people used without them.
pub(super) async fn forget(connection: &mut Connection, person: &Pseudonym) -> Result<(), StoreError> {
    let used = "SELECT DISTINCT word FROM missed JOIN missed_words ON missed.id = missed_words.missed_id
                WHERE person = $1 ORDER BY word";
    let used = connection.rows(used, &values![person]).await?;
    let used: Vec<Pseudonym> = used.iter().map(|row| row.code(0)).collect::<Result<_, _>>()?;
    for sql in [
        "DELETE FROM phrasings WHERE state <> 'accepted' AND missed IN (SELECT id FROM missed WHERE person = $1)",
        "DELETE FROM missed_words WHERE missed_id IN (SELECT id FROM missed WHERE person = $1)",
        "DELETE FROM missed WHERE person = $1",
    ] {
        connection.execute(sql, &values![person]).await?;
    }
    connection.each(HIDE_TERM, &used.iter().map(|word| values![word].to_vec()).collect::<Vec<_>>()).await?;
    Ok(())
}

/// The missed questions with their words, as they are stored.
pub(super) async fn all(connection: &mut Connection) -> Result<MissedRecords, StoreError> {
    let misses = "SELECT id, at_ms, person, kind, entry, near, state, question FROM missed ORDER BY id DESC LIMIT $1";
    let rows = connection.rows(misses, &values![MOST]).await?;
    let mut misses: Vec<MissRecord> = rows.iter().rev().map(record).collect::<Result<_, _>>()?;
    let places: HashMap<i64, usize> = misses.iter().enumerate().map(|(at, miss)| (miss.id, at)).collect();
    let first = misses.first().map_or(0, |miss| miss.id);
    let words = "SELECT missed_id, word, weight FROM missed_words WHERE missed_id >= $1 ORDER BY missed_id, word";
    for row in connection.rows(words, &[Value::from(first)]).await? {
        if let Some(at) = places.get(&row.number(0)?) {
            misses[*at].words.push((row.code(1)?, u16::try_from(row.number(2)?).unwrap_or(u16::MAX)));
        }
    }
    let terms = connection.rows("SELECT code, word FROM missed_terms", &[]).await?;
    let terms = terms.iter().map(|row| Ok((row.code(0)?, row.text(1)?))).collect::<Result<_, StoreError>>()?;
    Ok(MissedRecords { misses, terms })
}

fn record(row: &Row) -> Result<MissRecord, StoreError> {
    let (kind, state) = (row.text(3)?, row.optional_text(6)?);
    let kind = MissKind::ALL.into_iter().find(|known| known.name() == kind).unwrap_or(MissKind::Unknown);
    let state = state.and_then(|state| MissState::ALL.into_iter().find(|known| known.name() == state));
    Ok(MissRecord {
        id: row.number(0)?,
        day_ms: row.number(1)?,
        person: row.code(2)?,
        kind,
        entry: row.optional_text(4)?,
        near: row.text(5)?,
        state,
        question: row.optional_text(7)?,
        words: Vec::new(),
    })
}

impl Store {
    /// What is kept of missed questions.
    ///
    /// # Errors
    /// When the database cannot be read now, or a word cannot be opened.
    pub async fn missed(&self) -> Result<MissedRecords, StoreError> {
        let mut missed = self.aside(|connection| Box::pin(all(connection))).await?;
        missed.open_words(&self.context.keyring)?;
        Ok(missed)
    }
}
