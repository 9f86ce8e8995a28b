//! What planning an update of the desk needs to know.

use super::relays::{self, Relay};
use super::tickets;
use super::tickets::{TICKET, Ticket, ticket_of};
use crate::store::connection::{Connection, values};
use crate::store::encryption::Keyring;
use crate::store::error::StoreError;
use crate::store::records::pseudonym::Pseudonym;

/// What planning an update of the desk needs to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskQuery {
    /// The person whose conversation is wanted: the open one, else the last.
    pub person: Option<Pseudonym>,
    /// The number of the conversation that is wanted.
    pub ticket: Option<i64>,
    /// The code of the conversation that is wanted.
    pub code: Option<Pseudonym>,
    /// Where in the staff chat the conversation stands that is wanted.
    pub place: Option<StaffPlace>,
    /// A message of the update's chat that is replied to.
    pub replied: Option<i32>,
    /// A message of the update's chat that was edited.
    pub edited: Option<i32>,
    /// Whether all open conversations are wanted.
    pub open: bool,
    /// Whether all conversations of the person are wanted.
    pub own: bool,
    /// Whether it is wanted what is remembered of the person besides: whether they are blocked, how many conversations they
    /// had, and which is open. What a person writes needs only the conversation itself.
    pub history: bool,
}

/// A place in the staff chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StaffPlace {
    /// The staff chat.
    pub group: i64,
    /// The topic; without one the message that is replied to leads to the conversation.
    pub topic: Option<i32>,
}

/// What is remembered of the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskState {
    /// The conversation that was asked for.
    pub ticket: Option<Ticket>,
    /// Whether the person, or that of the conversation, is blocked; as the next two it is known where their history was
    /// wanted.
    pub is_blocked: bool,
    /// How many conversations they have had, with this one.
    pub conversations: u32,
    /// The number of their open conversation.
    pub open_ticket: Option<i64>,
    /// What the message that is replied to is on the other side, the last copy first.
    pub replied: Vec<Relay>,
    /// The same of the message that was edited.
    pub edited: Vec<Relay>,
    /// All open conversations, who waits longest first, without cards.
    pub open: Vec<Ticket>,
    /// All conversations of the person that are not over, without cards.
    pub own: Vec<Ticket>,
}

impl DeskState {
    pub(in crate::store) fn open_cards(&mut self, keyring: &Keyring) -> Result<(), StoreError> {
        self.ticket.iter_mut().try_for_each(|ticket| ticket.open_card(keyring))
    }
}

/// What is remembered of what is wanted; cards as they are stored.
pub(in crate::store::records) async fn look(
    connection: &mut Connection,
    query: &DeskQuery,
) -> Result<DeskState, StoreError> {
    let ticket = ticket(connection, query).await?;
    let mut state = DeskState::default();
    if let Some(person) = query.history.then(|| query.person.or(ticket.as_ref().map(|ticket| ticket.person))).flatten()
    {
        let all = "SELECT count(*), max(CASE WHEN state = 'open' THEN id END),
                 (SELECT count(*) FROM blocked WHERE blocked.person = $1)
             FROM tickets WHERE person = $1";
        if let Some(row) = connection.row(all, &values![&person]).await? {
            state.conversations = u32::try_from(row.number(0)?).unwrap_or(u32::MAX);
            state.open_ticket = row.optional_number(1)?;
            state.is_blocked = row.is_set(2)?;
        }
    }
    if let Some(ticket) = &ticket {
        let is_staff_chat = query.place.is_some();
        if let Some(message) = query.replied {
            state.replied = relays::of_message(connection, ticket.id, is_staff_chat, message).await?;
        }
        if let Some(message) = query.edited {
            state.edited = relays::of_message(connection, ticket.id, is_staff_chat, message).await?;
        }
    }
    if query.open {
        state.open = tickets::open_tickets(connection).await?;
    }
    if let Some(person) = query.person.as_ref().filter(|_| query.own) {
        state.own = tickets::of_person(connection, person).await?;
    }
    state.ticket = ticket;
    Ok(state)
}

async fn ticket(connection: &mut Connection, query: &DeskQuery) -> Result<Option<Ticket>, StoreError> {
    let row = if let Some(ticket) = query.ticket {
        let sql = format!("SELECT {TICKET} FROM tickets WHERE id = $1");
        connection.row(&sql, &values![ticket]).await?
    } else if let Some(code) = &query.code {
        let sql = format!("SELECT {TICKET} FROM tickets WHERE code = $1");
        connection.row(&sql, &values![code]).await?
    } else if let Some(StaffPlace { group, topic: Some(topic) }) = query.place {
        let sql = format!("SELECT {TICKET} FROM tickets WHERE group_id = $1 AND topic = $2");
        connection.row(&sql, &values![group, i64::from(topic)]).await?
    } else if let (Some(StaffPlace { group, topic: None }), Some(message)) = (query.place, query.replied) {
        let sql = format!(
            "SELECT {TICKET} FROM tickets WHERE group_id = $1 AND topic IS NULL AND (root = $2 OR id IN (
                 SELECT ticket FROM relays WHERE copy_id = $2 AND from_staff = 0
                 UNION SELECT ticket FROM relays WHERE source_id = $2 AND from_staff = 1
             )) ORDER BY id DESC LIMIT 1"
        );
        connection.row(&sql, &values![group, i64::from(message)]).await?
    } else if let Some(person) = &query.person {
        let sql = format!("SELECT {TICKET} FROM tickets WHERE person = $1 ORDER BY state DESC, id DESC LIMIT 1");
        connection.row(&sql, &values![person]).await?
    } else {
        None
    };
    row.as_ref().map(ticket_of).transpose()
}
