//! A change to what is remembered: what handlers plan, and how each is made.

use super::counts::{Count, count};
use super::days::{Tally, tally};
use super::desk::{self, DeskChange};
use super::feedback::{self, Vote};
use super::held::{self, HeldQuestion};
use super::missed::{self, Miss, MissState};
use super::phrasings::{self, NewPhrasing, PhrasingState};
use super::post_kind::PostKind;
use super::pseudonym::Pseudonym;
use super::questions::{self, KeptQuestion};
use super::schedule::{self, PostOutcome, Schedule};
use super::{chats, chosen, deletions, people};
use crate::store::connection::Connection;
use crate::store::encryption::Keyring;
use crate::store::error::StoreError;

/// A change to what is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The bot came to or left a group or channel. What was set there stays.
    Chat {
        /// Its id.
        id: i64,
        /// `group`, `supergroup` or `channel`.
        kind: String,
        /// Its title.
        title: String,
        /// Whether the bot is in it and may write.
        is_open: bool,
    },
    /// The admins of a group or channel set something. Nothing happens when the chat is not known.
    Settings {
        /// Its id.
        chat: i64,
        /// Everything that is set.
        settings: String,
    },
    /// A group became a supergroup: what is known about it moves.
    Moved {
        /// The old id.
        from: i64,
        /// The new id.
        to: i64,
    },
    /// A person set their language; `None` takes the setting back.
    Language {
        /// The person.
        person: Pseudonym,
        /// Its letters.
        language: Option<String>,
    },
    /// A person was seen to administer a group or channel, or not to any more.
    Admin {
        /// The person.
        person: Pseudonym,
        /// The group or channel.
        chat: i64,
        /// Whether they do.
        is_admin: bool,
    },
    /// Something happened once more.
    Count {
        /// What.
        code: Pseudonym,
        /// Until when the count stands if it begins now, in milliseconds since 1970.
        until_ms: i64,
    },
    /// A group or channel gets a daily post, or one at another time.
    Schedule(Schedule),
    /// The daily posts of a group or channel are paused or go on.
    Pause {
        /// The group or channel.
        chat: i64,
        /// Whether they are paused.
        is_paused: bool,
    },
    /// A group or channel gets a daily post no more.
    Unschedule {
        /// The group or channel.
        chat: i64,
        /// What is not posted any more.
        kind: PostKind,
    },
    /// Something is posted.
    Posted {
        /// The group or channel.
        chat: i64,
        /// What it is.
        kind: PostKind,
        /// Of which entry.
        entry: String,
        /// Whether everything had been posted, so that a new round begins.
        begins_round: bool,
    },
    /// It is known what became of a daily post.
    PostEnded {
        /// The group or channel.
        chat: i64,
        /// What it was.
        kind: PostKind,
        /// What became of it.
        outcome: PostOutcome,
        /// After so many failures one after the other the post pauses.
        most: u32,
    },
    /// Somebody tapped on a feedback button.
    Vote(Vote),
    /// An entry was sent through inline mode.
    Chosen(String),
    /// A question is kept as it was asked.
    Question(KeptQuestion),
    /// A question is held until who asked it opens the private chat.
    Hold(HeldQuestion),
    /// A question that was held under this code is answered.
    HeldAnswered(Pseudonym),
    /// A message that is to be deleted says something else now, and stays.
    Stays {
        /// Its chat.
        chat: i64,
        /// Its number.
        message: i32,
    },
    /// Something changes at the support desk.
    Desk(DeskChange),
    /// A person wants everything forgotten that is kept about them.
    Forget {
        /// The person.
        person: Pseudonym,
        /// Telegram's number for them.
        id: i64,
        /// Their private chat.
        chat: Pseudonym,
        /// What was counted of them.
        counts: Vec<Pseudonym>,
        /// The code that their missed questions stand under.
        missed: Pseudonym,
    },
    /// A question had no good answer.
    Missed(Miss),
    /// An editor made something of missed questions, or takes it back.
    MissedState {
        /// Their numbers.
        ids: Vec<i64>,
        /// What; `None` when they are to be looked at again.
        state: Option<MissState>,
    },
    /// The staff adds a phrasing of an entry, or is about to.
    Phrasing(NewPhrasing),
    /// A phrasing comes into use or is taken back.
    PhrasingState {
        /// Its number.
        id: i64,
        /// What holds of it from now on.
        state: PhrasingState,
    },
    /// Something is counted by day, for statistics.
    Tally(Tally),
}

/// Makes a change.
pub(in crate::store) async fn change(
    connection: &mut Connection,
    keyring: &Keyring,
    change: &Change,
    now_ms: i64,
) -> Result<(), StoreError> {
    match change {
        Change::Chat { id, kind, title, is_open } => {
            let chat = chats::Seen { id: *id, kind, title, is_open: *is_open };
            chats::note(connection, keyring, &chat, now_ms).await
        }
        Change::Settings { chat, settings } => chats::set(connection, *chat, settings).await,
        Change::Moved { from, to } => {
            desk::moved(connection, *from, *to).await?;
            chats::moved(connection, *from, *to, now_ms).await
        }
        Change::Language { person, language } => {
            people::set_language(connection, person, language.as_deref(), now_ms).await
        }
        Change::Admin { person, chat, is_admin } => {
            people::note_admin(connection, person, *chat, *is_admin, now_ms).await
        }
        Change::Count { code, until_ms } => {
            count(connection, &[&Count { code: *code, until_ms: *until_ms, now_ms }]).await
        }
        Change::Schedule(daily) => schedule::set(connection, daily).await,
        Change::Pause { chat, is_paused } => schedule::pause(connection, *chat, *is_paused).await,
        Change::Unschedule { chat, kind } => schedule::unset(connection, *chat, *kind).await,
        Change::Posted { chat, kind, entry, begins_round } => {
            schedule::posted(connection, *chat, *kind, entry, *begins_round).await
        }
        Change::PostEnded { chat, kind, outcome, most } => {
            schedule::ended(connection, *chat, *kind, outcome, *most).await
        }
        Change::Vote(vote) => feedback::vote(connection, vote, now_ms).await,
        Change::Chosen(entry) => chosen::choose(connection, entry, now_ms).await,
        Change::Question(question) => questions::keep(connection, keyring, question).await,
        Change::Hold(question) => held::hold(connection, keyring, question).await,
        Change::HeldAnswered(code) => held::answered(connection, code).await,
        Change::Stays { chat, message } => deletions::stays(connection, *chat, *message).await,
        Change::Desk(of_desk) => desk::change(connection, keyring, of_desk, now_ms).await,
        Change::Missed(miss) => missed::note(connection, keyring, &[miss]).await,
        Change::MissedState { ids, state } => missed::mark(connection, ids, *state).await,
        Change::Phrasing(phrasing) => phrasings::add(connection, keyring, phrasing).await,
        Change::PhrasingState { id, state } => phrasings::set(connection, *id, *state, now_ms).await,
        Change::Forget { person, id, chat, counts, missed } => {
            schedule::forget(connection, *id).await?;
            desk::forget(connection, person, now_ms).await?;
            missed::forget(connection, missed).await?;
            phrasings::forget(connection, person).await?;
            people::forget(connection, person, chat, counts).await
        }
        Change::Tally(one) => tally(connection, &[one]).await,
    }
}
