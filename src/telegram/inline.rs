//! Inline mode: what somebody types behind the bot's name in any chat, and the result that they send there.
//!
//! The bot is not in that chat: it cannot mend or follow up what is sent, and a button below it can only open a link.

use serde::{Deserialize, Serialize};
use teloxide::payloads::{AnswerInlineQuery, AnswerInlineQuerySetters as _};
use teloxide::types::{
    ChosenInlineResult, InlineQuery, InlineQueryId, InlineQueryResult, InlineQueryResultArticle,
    InlineQueryResultsButton, InlineQueryResultsButtonKind, InputMessageContent, InputMessageContentText,
};

use super::button::WireButton;
use super::handlers::{Handlers, Scene};
use super::outgoing::{Outgoing, Text, keyboard, no_preview};
use crate::corpus::Id;
use crate::reply::{self, About, Listed, Start};
use crate::store::{Change, Effects};
use crate::text::Question;

/// How long Telegram may show the same results again, in seconds. People type the same words in a row; a FAQ that
/// changed shows after this time.
const CACHE_S: u32 = 300;

/// A result as it is sent and stored in the outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireResult {
    /// What comes back when it is picked, 1 to 64 bytes.
    pub id: String,
    /// What stands out in the list.
    pub title: String,
    /// What stands below the title; may be empty.
    pub description: String,
    /// The message that is sent when it is picked.
    pub text: Text,
    /// The buttons below that message, which open links.
    pub buttons: Vec<WireButton>,
}

impl From<&Listed> for WireResult {
    fn from(listed: &Listed) -> Self {
        let buttons = listed.reply.buttons().iter().map(WireButton::from);
        Self {
            id: id(&listed.about),
            title: listed.title.clone(),
            description: listed.description.clone(),
            // One message, by what a listing promises.
            text: Text::Html(listed.reply.html().into_iter().next().unwrap_or_default()),
            buttons: buttons.filter(|button| button.link.is_some()).collect(),
        }
    }
}

/// What an inline query leads to: the results, once. The same question is decided about as everywhere.
pub(super) fn plan(scene: Scene<'_>, query: &InlineQuery) -> Effects<Outgoing> {
    let (faq, wording) = (scene.faq(), scene.wording);
    let words = query.query.trim();
    let mut decided = None;
    let listing = match (words, query.offset.as_str()) {
        // There is one page of results; what asks for another one gets none.
        (_, page) if !page.is_empty() => reply::Listing { results: Vec::new(), button: None, is_urgent: false },
        ("", _) => reply::topic_listing(faq, wording),
        (words, _) => {
            let outcome = scene.handlers.engine.decide(&Question::new(words));
            decided = Some(outcome.decision.name());
            reply::listing(faq, scene.wording_for(&outcome), &outcome)
        }
    };
    let answer = Outgoing::Inline {
        query: query.id.0.clone(),
        results: listing.results.iter().map(WireResult::from).collect(),
        button: listing.button,
        cache_s: if listing.is_urgent { 0 } else { CACHE_S },
    };
    Effects { decided, ..vec![answer].into() }
}

/// What a result that somebody sent leads to: it is counted when it quotes an entry, and nothing is said.
pub(super) fn chosen(handlers: &Handlers, result: &ChosenInlineResult) -> Effects<Outgoing> {
    // The FAQ may have changed since the results were shown, and an app may send anything.
    let entry = handlers.faq().entry(&result.result_id);
    Effects {
        changes: entry.map(|entry| Change::Chosen(entry.id.to_string())).into_iter().collect(),
        ..Effects::default()
    }
}

/// The request that answers an inline query, for the bot of this name.
pub(super) fn request(
    query: &str,
    results: &[WireResult],
    button: Option<&str>,
    cache_s: u32,
    bot: &str,
) -> AnswerInlineQuery {
    let articles = results.iter().map(|result| InlineQueryResult::Article(article(result, bot)));
    // Personal, because the wording depends on the person's language. An empty offset says that there is no next page.
    let request = AnswerInlineQuery::new(InlineQueryId(query.to_owned()), articles)
        .cache_time(cache_s)
        .is_personal(true)
        .next_offset("");
    match button {
        None => request,
        Some(label) => request.button(InlineQueryResultsButton {
            text: label.to_owned(),
            kind: InlineQueryResultsButtonKind::StartParameter(Start::Welcome.payload()),
        }),
    }
}

fn article(result: &WireResult, bot: &str) -> InlineQueryResultArticle {
    let (words, mode) = result.text.parts();
    let mut content = InputMessageContentText::new(words).link_preview_options(no_preview());
    content.parse_mode = mode;
    let mut article = InlineQueryResultArticle::new(&result.id, &result.title, InputMessageContent::Text(content));
    article.description = Some(result.description.clone()).filter(|description| !description.is_empty());
    article.reply_markup = (!result.buttons.is_empty()).then(|| keyboard(&result.buttons, bot));
    article
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
