//! `/faq`: the passages that come nearest to what staff look for, each shown as the person would get it before it is sent.

use super::order_ctx::OrderCtx;
use crate::bot::context::Ctx;
use crate::bot::desk::label::label;
use crate::bot::desk::order::OrderTap;
use crate::bot::desk::staff_page::TicketCard;
use crate::bot::missed::noted::missed;
use crate::bot::requests::{say, show};
use crate::bot::stats::tally;
use crate::bot_api::Outgoing;
use crate::corpus::{Entry, Id};
use crate::decide::Decision;
use crate::engine::Outcome;
use crate::reply::{Action, Reply, cut};
use crate::store::{Change, DeskChange, Effects, MissKind, Ticket};
use crate::text::Question;

/// So many passages are shown to pick from.
const MOST_FOUND: usize = 5;

/// The longest words that are said back, in characters.
const WORDS_CHARS: usize = 60;

/// `/faq` with words behind it.
pub(super) fn find(order: &OrderCtx<'_>, ticket: &Ticket, words: &str) -> Effects<Outgoing> {
    say(order.place, &page(order, ticket.id, words)).into()
}

/// The same in place of a preview. The words stand in the command that the message replies to, as long as that is there.
pub(super) fn find_again(
    order: &OrderCtx<'_>,
    message: i32,
    ticket: &Ticket,
    words: Option<&str>,
) -> Effects<Outgoing> {
    show(message, order.place, &page(order, ticket.id, words.unwrap_or_default())).into()
}

/// A passage as the person would get it.
pub(super) fn preview(order: &OrderCtx<'_>, message: i32, ticket: &Ticket, id: &Id) -> Effects<Outgoing> {
    let wording = order.wording;
    let shown = match sendable(order.ctx, id) {
        Some(entry) => Reply::quoting(order.ctx.faq(), order.wording_of(ticket), entry)
            .below_text(wording.desk_faq_preview())
            .with_button(wording.desk_faq_send(), sends(&OrderTap::Send(ticket.id, id.clone())))
            .with_button(wording.desk_faq_back(), sends(&OrderTap::Found(ticket.id)))
            .in_columns(2, 2),
        None => Reply::saying(wording.desk_faq_gone()),
    };
    show(message, order.place, &shown).into()
}

/// Sends a passage to the person, and notes it.
pub(super) fn send(order: &OrderCtx<'_>, message: i32, ticket: &Ticket, id: &Id) -> Effects<Outgoing> {
    let (ctx, wording) = (order.ctx, order.wording);
    let Some(entry) = sendable(ctx, id) else {
        return show(message, order.place, &Reply::saying(wording.desk_faq_gone())).into();
    };
    let passage = Reply::quoting(ctx.faq(), order.wording_of(ticket), entry).below_text(label(ctx, ticket));
    let requests = order.passage(ticket, message, &passage, &Reply::saying(wording.desk_faq_sent(&entry.question)));
    let changes = [
        DeskChange::Wrote { ticket: ticket.id, is_staff: true },
        // The passage has it.
        DeskChange::Disclaimed(ticket.id),
        order.log(ticket, "faq", id.as_str()),
    ];
    let changes = changes.into_iter().map(Change::Desk).chain(tally::first_answer(ctx, ticket));
    let changes = changes.chain(chosen(ctx, ticket, entry)).collect();
    Effects { requests, changes, ..Effects::default() }
}

/// That staff chose this entry for what the person asked in their own words, noted as a miss of its own: which conversation
/// it was of is not kept.
fn chosen(ctx: Ctx<'_>, ticket: &Ticket, entry: &Entry) -> Option<Change> {
    let question = TicketCard::of(ticket).own_question;
    let (asked, kind) = ((ticket.chat, question.as_str()), (MissKind::StaffChose, Some(entry.id.as_str())));
    // No message of the person's has a number below zero.
    let message = (ticket.chat, i32::try_from(-ticket.id).unwrap_or_default());
    (!question.is_empty()).then(|| missed(ctx.bot, message, asked, kind, ctx.context.now_ms)).flatten()
}

/// An entry that has a passage to be sent.
fn sendable<'a>(ctx: Ctx<'a>, id: &Id) -> Option<&'a Entry> {
    ctx.faq().entry(id.as_str()).filter(|entry| entry.passage.is_some())
}

/// What was found, as buttons.
fn page(order: &OrderCtx<'_>, ticket: i64, words: &str) -> Reply {
    let wording = order.wording;
    if words.trim().is_empty() {
        return Reply::saying(wording.desk_faq_how());
    }
    let found = found(order.ctx, words);
    if found.is_empty() {
        return Reply::saying(wording.desk_faq_none());
    }
    let reply = Reply::saying(wording.desk_faq_pick(&cut(words, WORDS_CHARS)));
    found.into_iter().fold(reply, |reply, entry| {
        reply.with_button(&entry.question, sends(&OrderTap::Preview(ticket, entry.id.clone())))
    })
}

/// The entries that fit best, best first: that of this name before all.
fn found<'a>(ctx: Ctx<'a>, words: &str) -> Vec<&'a Entry> {
    let named = Id::new(words.trim()).and_then(|id| sendable(ctx, &id));
    let Outcome { decision, near, choices, .. } = ctx.bot.engine.decide(&Question::new(words));
    // What nothing is near to has no best match worth a look.
    let has_match = decision != Decision::Unknown || !near.is_empty();
    let matched = choices.iter().map(|choice| &choice.id).chain(&near).filter(|_| has_match);
    let mut found: Vec<&Entry> = Vec::new();
    for entry in named.into_iter().chain(matched.filter_map(|id| sendable(ctx, id))) {
        if found.len() < MOST_FOUND && found.iter().all(|other| other.id != entry.id) {
            found.push(entry);
        }
    }
    found
}

fn sends(tap: &OrderTap) -> Action {
    Action::Data(tap.data())
}
