//! A daily post that is due: which entry is next, and what is sent.

use super::kinds;
use super::schedule::QueuedPost;
use crate::bot::context::{BotContext, Ctx};
use crate::bot::groups::settings::GroupSettings;
use crate::bot::requests::posting;
use crate::bot_api::{Destination, Outgoing};
use crate::corpus::Entry;
use crate::reply::{self, Wording};
use crate::store::PostKind;
use crate::store::{Change, Effects};

/// What a post that is due leads to.
pub(in crate::bot) fn plan_due(ctx: Ctx<'_>, due: QueuedPost) -> Effects<Outgoing> {
    let kind = due.kind.name();
    let Some(chat) = ctx.context.state.chat.as_ref().filter(|chat| chat.is_open) else { return Effects::default() };
    if due.until_ms < ctx.context.now_ms {
        tracing::info!(kind, "a post was left out, because it would come too late");
        return Effects::default();
    }
    if ctx.settings().is_lost {
        tracing::warn!(kind, "a post was left out, because nobody knows what may be posted there");
        return Effects::default();
    }
    let Some((entry, begins_round)) = next(ctx, due.kind) else {
        tracing::warn!(kind, "a post was due, and there is nothing of its kind to post");
        return Effects::default();
    };
    let is_silent = ctx.settings().is_quiet(ctx.context.now_ms);
    let place = Destination { chat: chat.id, thread: None, reply_to: None, is_silent };
    let posted = Change::Posted { chat: chat.id, kind: due.kind, entry: entry.id.to_string(), begins_round };
    let requests = requests(ctx, ctx.settings(), place, due.kind, entry);
    Effects { requests: posting(requests, due.until_ms), changes: vec![posted], ..Effects::default() }
}

/// What is posted next, in the order of the FAQ, and whether everything had been posted before.
pub(super) fn next(ctx: Ctx<'_>, kind: PostKind) -> Option<(&Entry, bool)> {
    let posted = &ctx.context.state.posted;
    let can_be = |entry: &&Entry| ctx.settings().topic_is_on(entry) && kinds::fits(kind, entry);
    let was = |entry: &Entry| posted.iter().any(|(of, id)| *of == kind && *id == entry.id.as_str());
    let mut entries = ctx.faq().entries.iter().filter(can_be);
    let fresh = entries.clone().find(|entry| !was(entry)).map(|entry| (entry, false));
    fresh.or_else(|| entries.next().map(|entry| (entry, true)))
}

/// A post of an entry, as the admins of a group or channel set it.
pub(super) fn requests(
    ctx: Ctx<'_>,
    settings: &GroupSettings,
    place: Destination,
    kind: PostKind,
    entry: &Entry,
) -> Vec<Outgoing> {
    let as_set = |reply| settings.with_disclaimer(ctx.faq(), reply);
    kinds::requests(ctx.faq(), wording(ctx.bot), place, kind, entry, as_set)
}

/// The words of posts: many people read them, so they are in the language of the text.
fn wording(bot: &BotContext) -> &Wording {
    bot.catalogues.of(reply::language_of(None, None, &bot.faq().language))
}
