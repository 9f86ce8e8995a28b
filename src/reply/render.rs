//! Decision → reply.

use super::block::Block;
use super::body::Reply;
use super::button::Action;
use super::pages;
use super::wording::Wording;
use crate::corpus::{Faq, Gap, Id, RedFlag, Urgency};
use crate::decide::Decision;
use crate::engine::Outcome;

/// The reply to what the engine that was built on the same corpus made of a question. Whoever wrote in another language
/// is answered in the words that [`Catalogues::answering`](super::Catalogues::answering) gives.
#[must_use]
pub fn render(faq: &Faq, wording: &Wording, outcome: &Outcome) -> Reply {
    let reply = match &outcome.decision {
        Decision::Urgent(id) => faq.red_flag(id.as_str()).map(|flag| urgent(faq, wording, flag)),
        Decision::Answer(id) => faq.entry(id.as_str()).map(|entry| pages::answered(faq, wording, entry)),
        Decision::Choose(ids) => {
            let entries = ids.iter().filter_map(|id| faq.entry(id.as_str()));
            let reply = Reply::saying(wording.choose()).labelled(faq, wording).with_entries(entries, Action::Choose);
            Some(reply.with_button(wording.none_of_these(), Action::NoneOfThese))
        }
        Decision::Gap { id, offered } => faq.gap(id.as_str()).map(|gap| missing(faq, wording, gap, offered)),
        Decision::Courtesy(id) => faq.courtesy(id.as_str()).map(|courtesy| {
            Reply::saying(faq.contacts.fill(&courtesy.reply))
                .labelled(faq, wording)
                .with_button(wording.all_topics(), Action::Topics)
        }),
        Decision::Unknown if outcome.foreign.is_some() => Some(pages::other_language(faq, wording)),
        Decision::Unknown => None,
    };
    let reply = match reply {
        Some(reply) if outcome.points_to_help() && !says_it_anyway(&outcome.decision) => {
            pages::with_help(reply, faq, wording)
        }
        Some(reply) => reply,
        None => pages::unknown(faq, wording),
    };
    match outcome.about.as_ref().and_then(|id| faq.vocabulary.subject(id.as_str())) {
        Some(subject) => reply
            .below_text(wording.about_subject(&subject.name))
            .with_button(wording.not_about(&subject.name), Action::NotAbout(subject.id.clone())),
        None => reply,
    }
}

/// Whether a reply says where to find help whatever was asked.
pub(super) fn says_it_anyway(decision: &Decision) -> bool {
    matches!(decision, Decision::Urgent(_) | Decision::Unknown)
}

/// The corpus's words for a red flag, its contacts not filled in.
pub(super) fn urgent_text<'a>(faq: &'a Faq, flag: &RedFlag) -> &'a str {
    match flag.urgency {
        Urgency::Emergency => &faq.replies.emergency,
        Urgency::Crisis => &faq.replies.crisis,
        Urgency::SameDay => &faq.replies.same_day,
    }
}

/// The corpus's words first; a reader of another language is told in theirs whom to call.
pub(super) fn urgent(faq: &Faq, wording: &Wording, flag: &RedFlag) -> Reply {
    let reply = Reply::titled(&faq.contacts.fill(urgent_text(faq, flag)));
    match wording.other_language(faq) {
        None => reply,
        Some(_) => {
            reply.with_block(Block::Strong(wording.emergency_note(&faq.contacts.emergency))).labelled(faq, wording)
        }
    }
}

/// That the text does not say, and whom to ask.
pub(super) fn not_said(faq: &Faq, wording: &Wording, gap: &Gap) -> Reply {
    Reply::saying(wording.gap(&gap.label)).with_text(faq.contacts.fill(&gap.ask)).labelled(faq, wording)
}

fn missing(faq: &Faq, wording: &Wording, gap: &Gap, offered: &[Id]) -> Reply {
    let reply = not_said(faq, wording, gap);
    let mut entries = offered.iter().filter_map(|id| faq.entry(id.as_str())).peekable();
    if entries.peek().is_none() {
        return reply.with_button(wording.all_topics(), Action::Topics);
    }
    reply.with_text(wording.nearest()).with_entries(entries, Action::Choose)
}
