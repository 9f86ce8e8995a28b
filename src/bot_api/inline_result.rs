//! The results of an inline query on the wire, and what a guest says, which is one.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use teloxide::payloads::{AnswerInlineQuery, AnswerInlineQuerySetters as _};
use teloxide::types::{
    InlineQueryId, InlineQueryResult, InlineQueryResultArticle, InlineQueryResultsButton, InlineQueryResultsButtonKind,
    InputMessageContent, InputMessageContentText,
};

use super::keyboard::{WireButton, keyboard};
use super::message_text::{MessageText, no_preview};
use crate::reply::Start;

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
    pub text: MessageText,
    /// The buttons below that message, which open links.
    pub buttons: Vec<WireButton>,
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
    // Personal, because the wording depends on the person's language.
    let request =
        AnswerInlineQuery::new(InlineQueryId(query.to_owned()), articles).cache_time(cache_s).is_personal(true);
    match button {
        None => request,
        Some(label) => request.button(InlineQueryResultsButton {
            text: label.to_owned(),
            kind: InlineQueryResultsButtonKind::StartParameter(Start::Welcome.payload()),
        }),
    }
}

/// The parameters of the request by which the bot of this name speaks as a guest.
pub(super) fn guest_request(query: &str, result: &WireResult, bot: &str) -> Value {
    json!({"guest_query_id": query, "result": InlineQueryResult::Article(article(result, bot))})
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
