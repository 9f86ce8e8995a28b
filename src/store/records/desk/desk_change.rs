//! A change to what is remembered of the desk.

use super::desk_log::{self, DeskAct};
use super::tickets::{Assignee, NewTicket};
use super::{blocked, tickets};
use crate::store::connection::{Connection, values};
use crate::store::encryption::Keyring;
use crate::store::error::StoreError;
use crate::store::records::pseudonym::Pseudonym;

/// A change to what is remembered of the desk. A conversation is named by its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskChange {
    /// A person opens a conversation; nothing happens when they have an open one. Noted in the log.
    Open(Box<NewTicket>),
    /// The person, or staff, wrote.
    Wrote {
        /// The conversation.
        ticket: i64,
        /// Whether it was staff.
        is_staff: bool,
    },
    /// The conversation is closed.
    Close(i64),
    /// It goes on; nothing happens when the person has another open one.
    Reopen(i64),
    /// It is over for good: taken back by the person.
    End(i64),
    /// The disclaimer was sent in it.
    Disclaimed(i64),
    /// It was not, after all.
    Undisclaimed(i64),
    /// A member of staff has it, or nobody.
    Assign {
        /// The conversation.
        ticket: i64,
        /// The member.
        to: Option<Assignee>,
    },
    /// Staff were reminded of it.
    Reminded(i64),
    /// What came outside of office hours is handed over.
    HandedOver(i64),
    /// The person said whether it helped; what they said is not noted at the conversation.
    Rated(i64),
    /// A person can open no conversation any more, by this member of staff; `None` lets them again.
    Block {
        /// The person.
        person: Pseudonym,
        /// Telegram's number of the member.
        by: Option<i64>,
    },
    /// Something was done; its time is that of the change.
    Log {
        /// In which conversation.
        ticket: Option<i64>,
        /// By whom, by Telegram's number.
        who: Option<i64>,
        /// What, in a word.
        act: &'static str,
        /// What more is to be said of it; never what was written in a conversation.
        detail: String,
    },
}

/// Makes a change.
pub(in crate::store::records) async fn change(
    connection: &mut Connection,
    keyring: &Keyring,
    change: &DeskChange,
    now_ms: i64,
) -> Result<(), StoreError> {
    match change {
        DeskChange::Open(new) => {
            if let Some(ticket) = tickets::open(connection, keyring, new, now_ms).await? {
                let (act, detail) = ("open".to_owned(), String::new());
                let act = DeskAct { at_ms: now_ms, ticket: Some(ticket), who: None, act, detail };
                desk_log::note(connection, &act).await?;
            }
            Ok(())
        }
        DeskChange::Wrote { ticket, is_staff } => tickets::wrote(connection, *ticket, *is_staff, now_ms).await,
        DeskChange::Close(ticket) => tickets::close(connection, *ticket, now_ms).await,
        DeskChange::Reopen(ticket) => tickets::reopen(connection, *ticket, now_ms).await,
        DeskChange::End(ticket) => tickets::end(connection, *ticket, now_ms).await,
        DeskChange::Disclaimed(ticket) => {
            set(connection, "UPDATE tickets SET is_disclaimed = 1 WHERE id = $1", *ticket).await
        }
        DeskChange::Undisclaimed(ticket) => {
            set(connection, "UPDATE tickets SET is_disclaimed = 0 WHERE id = $1", *ticket).await
        }
        DeskChange::Assign { ticket, to } => {
            let assign = "UPDATE tickets SET assignee = $2, assignee_name = $3 WHERE id = $1";
            let (id, name) = (to.as_ref().map(|to| to.id), to.as_ref().map(|to| to.name.as_str()));
            connection.execute(assign, &values![*ticket, id, name]).await?;
            Ok(())
        }
        DeskChange::Reminded(ticket) => {
            let remind = "UPDATE tickets SET reminded_at_ms = $2 WHERE id = $1";
            connection.execute(remind, &values![*ticket, now_ms]).await?;
            Ok(())
        }
        DeskChange::HandedOver(ticket) => {
            let told = "UPDATE tickets SET handed_over_at_ms = $2 WHERE id = $1";
            connection.execute(told, &values![*ticket, now_ms]).await?;
            Ok(())
        }
        DeskChange::Rated(ticket) => tickets::rated(connection, *ticket).await,
        DeskChange::Block { person, by } => blocked::set(connection, person, *by, now_ms).await,
        DeskChange::Log { ticket, who, act, detail } => {
            let (act, detail) = ((*act).to_owned(), detail.clone());
            desk_log::note(connection, &DeskAct { at_ms: now_ms, ticket: *ticket, who: *who, act, detail }).await
        }
    }
}

async fn set(connection: &mut Connection, sql: &str, ticket: i64) -> Result<(), StoreError> {
    connection.execute(sql, &values![ticket]).await?;
    Ok(())
}
