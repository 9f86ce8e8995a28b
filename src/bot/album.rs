//! An album comes as one message for each picture, of which one may carry the words for all.

use super::context::Ctx;
use super::question::{self, AnswerTurn};
use super::ttl;
use super::update::{ChatMessage, Intent};
use crate::bot_api::Outgoing;
use crate::store::{Effects, Once};

/// What has words is answered in any case; what has none only if nothing of its album was.
pub(super) fn once(ctx: Ctx<'_>, message: &ChatMessage, mut effects: Effects<Outgoing>) -> Effects<Outgoing> {
    let is_new = message.asked().is_none_or(|asked| matches!(question::turn(ctx, message, asked), AnswerTurn::New));
    let Some(album) = message.album.as_ref().filter(|_| message.chat.is_private() && is_new) else { return effects };
    let is_wordless = matches!(message.intent, Intent::NoWords(_));
    let requests = if is_wordless { std::mem::take(&mut effects.requests) } else { Vec::new() };
    let code = ctx.bot.pseudonym.code("album", &[&message.chat.id, album]);
    effects.once = Some(Once { code, ttl: ttl::MEDIA_GROUP, requests });
    effects
}
