//! Conversations between a person and the staff: one row each, and how it changes.

use crate::store::connection::{Connection, Row, values};
use crate::store::database::Store;
use crate::store::encrypted_columns::CARD;
use crate::store::encryption::Keyring;
use crate::store::error::StoreError;
use crate::store::records::pseudonym::Pseudonym;

/// A conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Its number, which staff see.
    pub id: i64,
    /// What requests name it by.
    pub code: Pseudonym,
    /// Whose it is.
    pub person: Pseudonym,
    /// Their private chat; 0 once it is over and can go on no more.
    pub chat: i64,
    /// The letters of the language that they read.
    pub language: String,
    /// Whether a person is in charge of the private chat.
    pub is_open: bool,
    /// What staff are shown first, in Telegram's HTML; `None` once it is over.
    pub card: Option<String>,
    /// The staff chat that it stands in; 0 when it does not yet.
    pub group: i64,
    /// Its topic there; `None` when it has none.
    pub topic: Option<i32>,
    /// The card there, which replies hang on; `None` when it was not sent yet.
    pub root: Option<i32>,
    /// How often its place was lost.
    pub renewed: u32,
    /// When it was opened, in milliseconds since 1970, as the other times.
    pub opened_at_ms: i64,
    /// Since when a person is in charge, or was last: when it was opened, or opened again.
    pub in_charge_since_ms: i64,
    /// When the person wrote the oldest of what nobody answered.
    pub waiting_since_ms: Option<i64>,
    /// When somebody wrote last.
    pub last_at_ms: i64,
    /// The member of staff who has it.
    pub assignee: Option<Assignee>,
    /// When staff were reminded of it since it waits.
    pub reminded_at_ms: Option<i64>,
    /// Whether the disclaimer was sent in it.
    pub is_disclaimed: bool,
    /// When staff were last told that it came while nobody was there.
    pub handed_over_at_ms: Option<i64>,
    /// When it was closed.
    pub closed_at_ms: Option<i64>,
    /// Whether the person has said whether it helped, since it was closed; what they said is kept nowhere.
    pub is_rated: bool,
}

/// A member of staff who has a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignee {
    /// Telegram's number of them.
    pub id: i64,
    /// What they are called in the staff chat.
    pub name: String,
}

/// A conversation that is to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTicket {
    /// What requests name it by.
    pub code: Pseudonym,
    /// Whose it is.
    pub person: Pseudonym,
    /// Their private chat.
    pub chat: i64,
    /// The letters of the language that they read.
    pub language: String,
    /// What staff are shown first, in Telegram's HTML.
    pub card: String,
}

/// The columns of a conversation, with this in the place of its card.
macro_rules! ticket_columns {
    ($card:literal) => {
        concat!(
            "id, code, person, chat_id, language, state, ",
            $card,
            ", group_id, topic, root, renewed, opened_at_ms, in_charge_since_ms, waiting_since_ms, last_at_ms, assignee,
             assignee_name, reminded_at_ms, is_disclaimed, handed_over_at_ms, closed_at_ms, is_rated"
        )
    };
}

/// The columns of a conversation.
pub(super) const TICKET: &str = ticket_columns!("card");

/// The same without its card, which may be long.
const WITHOUT_CARD: &str = ticket_columns!("NULL");

/// A conversation from a row of [`TICKET`], its card as it is stored.
pub(super) fn ticket_of(row: &Row) -> Result<Ticket, StoreError> {
    let message = |column| Ok::<_, StoreError>(row.optional_number(column)?.and_then(|id| i32::try_from(id).ok()));
    Ok(Ticket {
        id: row.number(0)?,
        code: row.code(1)?,
        person: row.code(2)?,
        chat: row.number(3)?,
        language: row.text(4)?,
        is_open: row.text(5)? == "open",
        card: row.optional_text(6)?,
        group: row.number(7)?,
        topic: message(8)?,
        root: message(9)?,
        renewed: u32::try_from(row.number(10)?).unwrap_or_default(),
        opened_at_ms: row.number(11)?,
        in_charge_since_ms: row.number(12)?,
        waiting_since_ms: row.optional_number(13)?,
        last_at_ms: row.number(14)?,
        assignee: assignee_of(row)?,
        reminded_at_ms: row.optional_number(17)?,
        is_disclaimed: row.is_set(18)?,
        handed_over_at_ms: row.optional_number(19)?,
        closed_at_ms: row.optional_number(20)?,
        is_rated: row.is_set(21)?,
    })
}

fn assignee_of(row: &Row) -> Result<Option<Assignee>, StoreError> {
    let Some(id) = row.optional_number(15)? else { return Ok(None) };
    Ok(Some(Assignee { id, name: row.optional_text(16)?.unwrap_or_default() }))
}

impl Ticket {
    /// Opens the card, which comes as it is stored.
    pub(in crate::store) fn open_card(&mut self, keyring: &Keyring) -> Result<(), StoreError> {
        self.card = self.card.take().map(|card| keyring.decrypt(CARD, &card)).transpose()?;
        Ok(())
    }

    /// Whether it can go on no more: it was taken back or forgotten.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.chat == 0
    }
}

/// Opens a conversation, unless the person has an open one.
pub(super) async fn open(
    connection: &mut Connection,
    keyring: &Keyring,
    new: &NewTicket,
    now_ms: i64,
) -> Result<Option<i64>, StoreError> {
    let insert = "INSERT INTO tickets (code, person, chat_id, language, card, opened_at_ms, waiting_since_ms,
             last_at_ms, in_charge_since_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $6, $6, $6) ON CONFLICT DO NOTHING RETURNING id";
    let card = keyring.encrypt(CARD, &new.card);
    let NewTicket { code, person, chat, language, card: _ } = new;
    let row = connection.row(insert, &values![code, person, *chat, language, &card, now_ms]).await?;
    Ok(row.map(|row| row.number(0)).transpose()?)
}

/// Notes that the person of a conversation has said whether it helped.
pub(super) async fn rated(connection: &mut Connection, ticket: i64) -> Result<(), StoreError> {
    connection.execute("UPDATE tickets SET is_rated = 1 WHERE id = $1", &values![ticket]).await?;
    Ok(())
}

/// Closes a conversation; a closed one stays as it is.
pub(super) async fn close(connection: &mut Connection, ticket: i64, now_ms: i64) -> Result<(), StoreError> {
    let close = "UPDATE tickets SET state = 'closed', closed_at_ms = $2, waiting_since_ms = NULL, reminded_at_ms = NULL
         WHERE id = $1 AND state = 'open'";
    connection.execute(close, &values![ticket, now_ms]).await?;
    Ok(())
}

/// Opens a closed conversation again, unless it is over or the person has another open one.
pub(super) async fn reopen(connection: &mut Connection, ticket: i64, now_ms: i64) -> Result<(), StoreError> {
    let reopen = "UPDATE tickets SET state = 'open', closed_at_ms = NULL, last_at_ms = $2, in_charge_since_ms = $2,
             is_rated = 0
         WHERE id = $1 AND chat_id <> 0 AND NOT EXISTS
             (SELECT 1 FROM tickets o WHERE o.person = tickets.person AND o.state = 'open')";
    connection.execute(reopen, &values![ticket, now_ms]).await?;
    Ok(())
}

/// Ends a conversation for good: it can go on no more, and leads to nobody's chat.
pub(super) async fn end(connection: &mut Connection, ticket: i64, now_ms: i64) -> Result<(), StoreError> {
    close(connection, ticket, now_ms).await?;
    connection.execute("UPDATE tickets SET chat_id = 0, card = NULL WHERE id = $1", &values![ticket]).await?;
    Ok(())
}

/// Notes that somebody wrote.
pub(super) async fn wrote(
    connection: &mut Connection,
    ticket: i64,
    is_staff: bool,
    now_ms: i64,
) -> Result<(), StoreError> {
    let wrote = if is_staff {
        "UPDATE tickets SET last_at_ms = $2, waiting_since_ms = NULL, reminded_at_ms = NULL WHERE id = $1"
    } else {
        "UPDATE tickets SET last_at_ms = $2, waiting_since_ms = coalesce(waiting_since_ms, $2) WHERE id = $1"
    };
    connection.execute(wrote, &values![ticket, now_ms]).await?;
    Ok(())
}

impl Store {
    /// The conversation of this code, card and all.
    ///
    /// # Errors
    /// When the database cannot be read now, or the card not be opened.
    pub async fn ticket(&self, code: &Pseudonym) -> Result<Option<Ticket>, StoreError> {
        let code = *code;
        let found = self.aside(move |connection| {
            Box::pin(async move {
                let sql = format!("SELECT {TICKET} FROM tickets WHERE code = $1");
                connection.row(&sql, &values![&code]).await?.as_ref().map(ticket_of).transpose()
            })
        });
        let mut found = found.await?;
        if let Some(ticket) = &mut found {
            ticket.open_card(&self.context.keyring)?;
        }
        Ok(found)
    }

    /// The open conversations, who waits longest first; without their cards.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn open_tickets(&self) -> Result<Vec<Ticket>, StoreError> {
        self.aside(move |connection| Box::pin(open_tickets(connection))).await
    }
}

/// The open conversations, who waits longest first; without their cards.
pub(super) async fn open_tickets(connection: &mut Connection) -> Result<Vec<Ticket>, StoreError> {
    let sql = format!(
        "SELECT {WITHOUT_CARD} FROM tickets WHERE state = 'open'
         ORDER BY CASE WHEN waiting_since_ms IS NULL THEN 1 ELSE 0 END, waiting_since_ms, id"
    );
    connection.rows(&sql, &[]).await?.iter().map(ticket_of).collect()
}

/// The conversations of a person that are not over, without their cards.
pub(super) async fn of_person(connection: &mut Connection, person: &Pseudonym) -> Result<Vec<Ticket>, StoreError> {
    let sql = format!("SELECT {WITHOUT_CARD} FROM tickets WHERE person = $1 AND chat_id <> 0 ORDER BY id");
    connection.rows(&sql, &values![person]).await?.iter().map(ticket_of).collect()
}

/// Takes everything of a person out of their conversations, which are over. Where they stood in the staff chat is known for a
/// day more, so that it can be deleted there.
pub(in crate::store::records) async fn forget(
    connection: &mut Connection,
    person: &Pseudonym,
    now_ms: i64,
) -> Result<(), StoreError> {
    let forget = "UPDATE tickets SET person = code, chat_id = 0, language = '', card = NULL, state = 'closed',
             waiting_since_ms = NULL, reminded_at_ms = NULL, handed_over_at_ms = NULL, assignee = NULL,
             assignee_name = NULL, is_rated = 0, last_at_ms = $2, closed_at_ms = $2
         WHERE person = $1";
    connection.execute(forget, &values![person, now_ms]).await?;
    Ok(())
}
