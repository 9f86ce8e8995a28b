//! What the bot says as a guest: one whole message in a chat that it is not in, which it can neither follow up nor mend.
//!
//! Like a result of an inline query it can only have buttons that open links.

use super::body::Reply;
use super::button::Action;
use super::inline::one_message;
use super::link::Start;
use super::wording::Wording;
use super::{pages, render};
use crate::corpus::{Entry, Faq, Gap, Id};
use crate::decide::Decision;
use crate::engine::Outcome;

/// The answer to a question, by what the engine decided about it: one message.
#[must_use]
pub fn guest_answer(faq: &Faq, wording: &Wording, outcome: &Outcome) -> Reply {
    let helped = |reply| if outcome.points_to_help() { pages::with_help(reply, faq, wording) } else { reply };
    let reply = match &outcome.decision {
        // Nothing is below it.
        Decision::Urgent(id) => faq.red_flag(id.as_str()).map(|flag| render::urgent(faq, wording, flag)),
        Decision::Answer(id) => faq.entry(id.as_str()).map(|entry| {
            let start = Start::Entry(entry.id.clone());
            one_message(wording, helped(Reply::quoting(faq, wording, entry)), &entry.question, start)
        }),
        Decision::Choose(ids) => {
            let choice = with_links(Reply::saying(wording.choose()).labelled(faq, wording), entries(faq, ids));
            Some(with_way_on(wording, helped(choice)))
        }
        Decision::Gap { id, offered } => faq.gap(id.as_str()).map(|gap| {
            let missing = helped(missing(faq, wording, gap, offered));
            one_message(wording, missing, &wording.gap(&gap.label), Start::Ask)
        }),
        Decision::Courtesy(id) => faq.courtesy(id.as_str()).map(|courtesy| {
            with_way_on(wording, helped(Reply::saying(faq.contacts.fill(&courtesy.reply)).labelled(faq, wording)))
        }),
        Decision::Unknown if outcome.foreign.is_some() => {
            Some(with_way_on(wording, pages::not_understood(faq, wording)))
        }
        Decision::Unknown => None,
    };
    reply.unwrap_or_else(|| with_way_on(wording, pages::nothing_found(faq, wording)))
}

/// For who named the bot and asked nothing.
#[must_use]
pub fn guest_how(faq: &Faq, wording: &Wording, username: &str) -> Reply {
    let example = faq.try_questions.first().map_or("…", String::as_str);
    let reply = Reply::saying(wording.guest_how()).with_text(format!("@{username} {example}"));
    with_way_on(wording, reply.inviting(faq, wording))
}

fn missing(faq: &Faq, wording: &Wording, gap: &Gap, offered: &[Id]) -> Reply {
    let mut entries = entries(faq, offered).peekable();
    let whole = render::not_said(faq, wording, gap);
    let whole = if entries.peek().is_some() { whole.with_text(wording.nearest()) } else { whole };
    with_links(whole, entries)
}

fn entries<'a>(faq: &'a Faq, ids: &'a [Id]) -> impl Iterator<Item = &'a Entry> {
    ids.iter().filter_map(|id| faq.entry(id.as_str()))
}

fn with_links<'a>(reply: Reply, entries: impl Iterator<Item = &'a Entry>) -> Reply {
    reply.with_entries(entries, |id| Action::Open(Start::Entry(id)))
}

fn with_way_on(wording: &Wording, reply: Reply) -> Reply {
    reply.with_button(wording.ask_in_chat(), Action::Open(Start::Ask))
}
