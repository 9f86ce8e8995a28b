//! Phrasings of entries that the staff added while the bot runs, until they stand in the FAQ's files.

use super::pseudonym::Pseudonym;
use crate::store::connection::{Connection, Durability, Row, values};
use crate::store::database::Store;
use crate::store::encrypted_columns::PHRASING;
use crate::store::encryption::Keyring;
use crate::store::error::StoreError;

/// What holds of a phrasing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhrasingState {
    /// It is shown, and waits for somebody to agree.
    Draft,
    /// It is in use.
    Accepted,
    /// It was taken back.
    Undone,
}

impl PhrasingState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Accepted, Self::Undone];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Accepted => "accepted",
            Self::Undone => "undone",
        }
    }
}

/// A phrasing that is added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPhrasing {
    /// A code of the page that it is agreed to on: another under it takes the place of a draft.
    pub key: Option<Pseudonym>,
    /// The entry.
    pub entry: String,
    /// The phrasing.
    pub text: String,
    /// Who of the staff adds it.
    pub person: Option<Pseudonym>,
    /// The missed question that it is made of.
    pub missed: Option<i64>,
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// Whether it is in use at once, or waits.
    pub state: PhrasingState,
}

/// A phrasing as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhrasingRecord {
    /// Its number.
    pub id: i64,
    /// A code of the page that it is agreed to on.
    pub key: Option<Pseudonym>,
    /// The entry.
    pub entry: String,
    /// The phrasing.
    pub text: String,
    /// Who of the staff added it.
    pub person: Option<Pseudonym>,
    /// When its state last changed, in milliseconds since 1970.
    pub at_ms: i64,
    /// What holds of it.
    pub state: PhrasingState,
    /// The missed question that it was made of.
    pub missed: Option<i64>,
}

impl PhrasingRecord {
    pub(super) fn open_text(&mut self, keyring: &Keyring) -> Result<(), StoreError> {
        self.text = keyring.decrypt(PHRASING, &self.text)?;
        Ok(())
    }
}

/// Adds a phrasing. The same of the same entry is in use once, however often it is added.
pub(super) async fn add(
    connection: &mut Connection,
    keyring: &Keyring,
    phrasing: &NewPhrasing,
) -> Result<(), StoreError> {
    let NewPhrasing { key, entry, text, person, missed, at_ms, state } = phrasing;
    if *state != PhrasingState::Draft {
        for mut known in all(connection).await?.into_iter().filter(|known| known.entry == *entry) {
            known.open_text(keyring)?;
            if known.text == *text && known.state != PhrasingState::Draft {
                return set(connection, known.id, *state, *at_ms).await;
            }
        }
    }
    // What was agreed to on this page stays as it is: only a draft gives way to another.
    let keep = "UPDATE phrasings SET key = NULL WHERE key = $1 AND state <> 'draft'";
    connection.execute(keep, &values![key.as_ref()]).await?;
    let add =
        "INSERT INTO phrasings (key, entry, text, person, at_ms, state, missed) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (key) DO UPDATE SET entry = excluded.entry, text = excluded.text, person = excluded.person,
             at_ms = excluded.at_ms, state = excluded.state, missed = excluded.missed";
    let text = keyring.encrypt(PHRASING, text);
    let added = values![key.as_ref(), entry, &text, person.as_ref(), *at_ms, state.name(), *missed];
    connection.execute(add, &added).await?;
    Ok(())
}

/// Sets what holds of a phrasing.
pub(super) async fn set(
    connection: &mut Connection,
    id: i64,
    state: PhrasingState,
    at_ms: i64,
) -> Result<(), StoreError> {
    let set = "UPDATE phrasings SET state = $2, at_ms = $3 WHERE id = $1";
    connection.execute(set, &values![id, state.name(), at_ms]).await?;
    Ok(())
}

/// Forgets who of the staff it was. The phrasings stay: they are the FAQ's.
pub(super) async fn forget(connection: &mut Connection, person: &Pseudonym) -> Result<(), StoreError> {
    connection.execute("DELETE FROM phrasings WHERE person = $1 AND state = 'draft'", &values![person]).await?;
    connection.execute("UPDATE phrasings SET person = NULL WHERE person = $1", &values![person]).await?;
    Ok(())
}

/// Every phrasing, in the order they were added; texts as they are stored.
pub(super) async fn all(connection: &mut Connection) -> Result<Vec<PhrasingRecord>, StoreError> {
    let all = "SELECT id, key, entry, text, person, at_ms, state, missed FROM phrasings ORDER BY id";
    connection.rows(all, &[]).await?.iter().map(record).collect()
}

/// The same of those that are in use alone.
async fn in_use(connection: &mut Connection) -> Result<Vec<PhrasingRecord>, StoreError> {
    let in_use = "SELECT id, key, entry, text, person, at_ms, state, missed FROM phrasings
                  WHERE state = 'accepted' ORDER BY id";
    connection.rows(in_use, &[]).await?.iter().map(record).collect()
}

fn record(row: &Row) -> Result<PhrasingRecord, StoreError> {
    let state = row.text(6)?;
    let state = PhrasingState::ALL.into_iter().find(|known| known.name() == state);
    Ok(PhrasingRecord {
        id: row.number(0)?,
        key: row.optional_code(1)?,
        entry: row.text(2)?,
        text: row.text(3)?,
        person: row.optional_code(4)?,
        at_ms: row.number(5)?,
        // What a newer version wrote is not in use here.
        state: state.unwrap_or(PhrasingState::Undone),
        missed: row.optional_number(7)?,
    })
}

impl Store {
    /// Every phrasing, in the order they were added.
    ///
    /// # Errors
    /// When the database cannot be read now, or a text cannot be opened.
    pub async fn phrasings(&self) -> Result<Vec<PhrasingRecord>, StoreError> {
        let mut all = self.aside(|connection| Box::pin(all(connection))).await?;
        all.iter_mut().try_for_each(|phrasing| phrasing.open_text(&self.context.keyring))?;
        Ok(all)
    }

    /// Those that are in use, in the order they were added.
    ///
    /// # Errors
    /// When the database cannot be read now, or the text of one of them cannot be opened.
    pub async fn phrasings_in_use(&self) -> Result<Vec<PhrasingRecord>, StoreError> {
        let mut in_use = self.aside(|connection| Box::pin(in_use(connection))).await?;
        in_use.iter_mut().try_for_each(|phrasing| phrasing.open_text(&self.context.keyring))?;
        Ok(in_use)
    }

    /// The numbers of those that are in use, in order: when they change, so do the phrasings, for the words of one that was
    /// agreed to never change.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn accepted_phrasings(&self) -> Result<Vec<i64>, StoreError> {
        let rows = self.rows("SELECT id FROM phrasings WHERE state = 'accepted' ORDER BY id", &[]).await?;
        rows.iter().map(|row| Ok(row.number(0)?)).collect()
    }

    /// Adds a phrasing. The same of the same entry is in use once, however often it is added.
    ///
    /// # Errors
    /// When the database cannot be written now.
    pub async fn add_phrasing(&self, phrasing: NewPhrasing) -> Result<(), StoreError> {
        let keyring = self.context.keyring.clone();
        self.transaction(Durability::Flushed, move |connection| {
            let (keyring, phrasing) = (keyring.clone(), phrasing.clone());
            Box::pin(async move { add(connection, &keyring, &phrasing).await })
        })
        .await
    }

    /// Sets what holds of a phrasing.
    ///
    /// # Errors
    /// When the database cannot be written now.
    pub async fn set_phrasing(&self, id: i64, state: PhrasingState, at_ms: i64) -> Result<(), StoreError> {
        self.transaction(Durability::Flushed, move |connection| Box::pin(set(connection, id, state, at_ms))).await
    }

    /// Lets phrasings go that stand in the FAQ's files by now.
    ///
    /// # Errors
    /// When the database cannot be written now.
    pub async fn let_phrasings_go(&self, ids: Vec<i64>) -> Result<(), StoreError> {
        self.transaction(Durability::Flushed, move |connection| {
            let ids = ids.clone();
            Box::pin(async move {
                for id in ids {
                    connection.execute("DELETE FROM phrasings WHERE id = $1", &values![id]).await?;
                }
                Ok(())
            })
        })
        .await
    }
}
