//! Decision → reply.

use super::{Action, Block, Reply, wording};
use crate::corpus::{Faq, Gap, RedFlag, Urgency};
use crate::decide::Decision;

/// The reply to a decision of the engine that was built on the same corpus.
#[must_use]
pub fn render(faq: &Faq, decision: &Decision) -> Reply {
    let reply = match decision {
        Decision::Urgent(id) => faq.red_flag(id.as_str()).map(|flag| urgent(faq, flag)),
        Decision::Answer(id) => faq.entry(id.as_str()).map(|entry| super::pages::answered(faq, entry)),
        Decision::Choose(ids) => {
            let entries = ids.iter().filter_map(|id| faq.entry(id.as_str()));
            let reply = Reply::saying(wording::CHOOSE).with_entries(entries, Action::Choose);
            Some(reply.with_button(wording::NONE_OF_THESE, Action::NoneOfThese))
        }
        Decision::Gap { id, offered } => faq.gap(id.as_str()).map(|gap| missing(faq, gap, offered)),
        Decision::Courtesy(id) => faq.courtesy(id.as_str()).map(|courtesy| {
            Reply::saying(faq.contacts.fill(&courtesy.reply)).with_button(wording::ALL_TOPICS, Action::Topics)
        }),
        Decision::Unknown => None,
    };
    reply.unwrap_or_else(|| super::pages::unknown(faq))
}

fn urgent(faq: &Faq, flag: &RedFlag) -> Reply {
    let text = match flag.urgency {
        Urgency::Emergency => &faq.replies.emergency,
        Urgency::Crisis => &faq.replies.crisis,
        Urgency::SameDay => &faq.replies.same_day,
    };
    let filled = faq.contacts.fill(text);
    Reply { blocks: vec![Block::Strong(filled)], buttons: Vec::new(), quoted: None }
}

fn missing(faq: &Faq, gap: &Gap, offered: &[crate::corpus::Id]) -> Reply {
    let reply = Reply::saying(wording::gap(&gap.label)).with_block(Block::Text(faq.contacts.fill(&gap.ask)));
    let mut entries = offered.iter().filter_map(|id| faq.entry(id.as_str())).peekable();
    if entries.peek().is_none() {
        return reply.with_button(wording::ALL_TOPICS, Action::Topics);
    }
    reply.with_block(Block::Text(wording::NEAREST.to_owned())).with_entries(entries, Action::Choose)
}
