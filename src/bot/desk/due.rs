//! What is due in a conversation by the clock: what stands in the inbox for it, and what it leads to.

use serde::{Deserialize, Serialize};

use super::ending;
use super::waiting;
use crate::bot::context::{BotContext, Ctx};
use crate::bot_api::Outgoing;
use crate::store::{DeskQuery, Effects, Pseudonym, StateQuery, Ticket};

/// For how long it is known that something was due, so that it is put in once.
const KNOWN_MS: i64 = 90 * 24 * 60 * 60 * 1000;

/// Something that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::bot) enum DueKind {
    /// Nobody wrote for as long as is set.
    Silence,
    /// The person waits for as long as is set.
    Reminder,
    /// Somebody has come, and who wrote before is handed over to them.
    HandOver,
}

/// What is due in a conversation, as it stands in the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::bot) struct DeskDue {
    /// The number of the conversation; 0 for all.
    ticket: i64,
    kind: DueKind,
    /// Since when it is so: when somebody had written last, since when the person waits, when somebody came.
    last_at_ms: i64,
}

/// The same as it is stored, told from other things of the bot's own by its one key.
#[derive(Serialize, Deserialize)]
struct DeskDuePayload {
    verbatim_desk_due: DeskDue,
}

/// Something due, to be put into the inbox once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuedDue {
    /// What it is known by.
    pub code: Pseudonym,
    /// Until when that is known, in milliseconds since 1970.
    pub until_ms: i64,
    /// The chat whose turn it waits for.
    pub chat: i64,
    /// What a worker plans it from.
    pub payload: String,
}

impl DeskDue {
    /// Reads it from the inbox; `None` for what is none.
    pub(in crate::bot) fn read(payload: &str) -> Option<Self> {
        serde_json::from_str(payload).ok().map(|DeskDuePayload { verbatim_desk_due }| verbatim_desk_due)
    }

    /// What planning it needs to know.
    pub(in crate::bot) fn state_query(&self) -> StateQuery {
        let is_of_all = self.kind == DueKind::HandOver;
        let ticket = Some(self.ticket).filter(|_| !is_of_all);
        let query = DeskQuery { ticket, open: is_of_all, ..DeskQuery::default() };
        StateQuery { desk: Some(Box::new(query)), ..StateQuery::default() }
    }

    fn queued(self, bot: &BotContext, chat: i64, now_ms: i64) -> QueuedDue {
        let Self { ticket: number, kind, last_at_ms } = self;
        let kind = match kind {
            DueKind::Silence => "silence",
            DueKind::Reminder => "reminder",
            DueKind::HandOver => "hand over",
        };
        let code = bot.pseudonym.code("desk-due", &[&kind, &number, &last_at_ms]);
        let payload = serde_json::to_string(&DeskDuePayload { verbatim_desk_due: self }).expect("plain data");
        QueuedDue { code, until_ms: now_ms + KNOWN_MS, chat, payload }
    }
}

/// What is due in the open conversations.
#[must_use]
pub fn due(bot: &BotContext, tickets: &[Ticket], now_ms: i64) -> Vec<QueuedDue> {
    let Some(desk) = &bot.desk else { return Vec::new() };
    let silence_ms = i64::try_from(desk.config.silence.as_millis()).unwrap_or(i64::MAX);
    let is_silent = |ticket: &&Ticket| waiting::silent_ms(desk, ticket, now_ms) >= silence_ms;
    let silence = |ticket: &Ticket| {
        let due = DeskDue { ticket: ticket.id, kind: DueKind::Silence, last_at_ms: ticket.last_at_ms };
        due.queued(bot, ticket.chat, now_ms)
    };
    let reminder = |ticket: &Ticket| {
        let since_ms = waiting::reminder_due_since(desk, ticket, now_ms)?;
        let due = DeskDue { ticket: ticket.id, kind: DueKind::Reminder, last_at_ms: since_ms };
        Some(due.queued(bot, ticket.chat, now_ms))
    };
    // Looked up once for all, and not at all where nobody is to be handed over.
    let opened_ms = tickets.first().and_then(|_| waiting::staffed_since(desk, now_ms));
    let is_any = |opened_ms: &i64| tickets.iter().any(|ticket| waiting::is_to_be_handed_over(desk, ticket, *opened_ms));
    let hand_over = opened_ms.filter(is_any).map(|opened_ms| {
        let due = DeskDue { ticket: 0, kind: DueKind::HandOver, last_at_ms: opened_ms };
        due.queued(bot, desk.chat(), now_ms)
    });
    let silences = tickets.iter().filter(is_silent).map(silence);
    silences.chain(tickets.iter().filter_map(reminder)).chain(hand_over).collect()
}

/// What it leads to; nothing when somebody wrote since.
pub(in crate::bot) fn plan(ctx: Ctx<'_>, due: DeskDue) -> Effects<Outgoing> {
    let (ticket, desk) = (ctx.context.state.desk.ticket.as_ref(), ctx.bot.desk.as_ref());
    match (due.kind, ticket, desk) {
        (DueKind::Silence, Some(ticket), _) if ticket.is_open && ticket.last_at_ms == due.last_at_ms => {
            ending::fall_silent(ctx, ticket)
        }
        (DueKind::Reminder, Some(ticket), Some(desk)) => waiting::remind(ctx, desk, ticket),
        (DueKind::HandOver, _, Some(desk)) => waiting::hand_over(ctx, desk),
        _ => Effects::default(),
    }
}
