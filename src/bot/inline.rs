//! Inline mode: what somebody types behind the bot's name in any chat, and the result that they send there.
//!
//! The bot is not in that chat: it cannot mend or follow up what is sent, and a button below it can only open a link.

use super::context::Ctx;
use super::requests::linking;
use super::stats;
use crate::bot_api::{ChosenResult, InlineQuery, Outgoing, WireResult};
use crate::corpus::Id;
use crate::reply::{self, About, Listed};
use crate::store::{Change, Effects};
use crate::text::Question;

/// How long Telegram may show the same results again, in seconds. People type the same words in a row; a FAQ that
/// changed shows after this time.
const CACHE_S: u32 = 300;

impl From<&Listed> for WireResult {
    fn from(listed: &Listed) -> Self {
        // One message, by what a listing promises.
        let (text, buttons) = linking(&listed.reply);
        Self {
            id: id(&listed.about),
            title: listed.title.clone(),
            description: listed.description.clone(),
            text,
            buttons,
        }
    }
}

/// What an inline query leads to: the results, once. The same question is decided about as everywhere.
pub(super) fn plan(ctx: Ctx<'_>, query: &InlineQuery) -> Effects<Outgoing> {
    let (faq, wording) = (ctx.faq(), ctx.wording);
    let words = query.words.trim();
    let mut decided = None;
    let listing = match (words, query.page.as_str()) {
        ("", "") => reply::topic_listing(faq, wording, 1),
        ("", page) if let Ok(page) = page.parse() => reply::topic_listing(faq, wording, page),
        // There is one page of results to a question; what asks for another one gets none.
        (_, page) if !page.is_empty() => nothing(),
        (words, _) => {
            let outcome = ctx.bot.engine.decide(&Question::new(words));
            decided = Some(outcome.decision.name());
            reply::listing(faq, ctx.wording_for(&outcome), &outcome)
        }
    };
    let answer = Outgoing::Inline {
        query: query.id.clone(),
        results: listing.results.iter().map(WireResult::from).collect(),
        button: listing.button,
        next: listing.next.map(|page| page.to_string()).unwrap_or_default(),
        cache_s: if listing.is_urgent { 0 } else { CACHE_S },
    };
    Effects { decided, ..vec![answer].into() }
}

fn nothing() -> reply::Listing {
    reply::Listing { results: Vec::new(), button: None, next: None, is_urgent: false }
}

/// What a result that somebody sent leads to: it is counted when it quotes an entry, and nothing is said.
pub(super) fn chosen(ctx: Ctx<'_>, result: &ChosenResult) -> Effects<Outgoing> {
    // The FAQ may have changed since the results were shown, and an app may send anything.
    let entry = ctx.faq().entry(&result.id);
    let changes = entry.map(|entry| vec![Change::Chosen(entry.id.to_string()), stats::passage(ctx, &entry.id)]);
    Effects { changes: changes.unwrap_or_default(), ..Effects::default() }
}

/// The id of a result: an entry's own, so that picked results can be counted by it; others have a letter before theirs,
/// and no entry's id has a colon.
fn id(about: &About) -> String {
    let prefixed = |letter: char, id: &Id| format!("{letter}:{id}");
    match about {
        About::Entry(id) => id.to_string(),
        About::Gap(id) => prefixed('g', id),
        About::Topic(id) => prefixed('t', id),
        About::RedFlag(id) => prefixed('u', id),
        About::Help => "h:".to_owned(),
    }
}
