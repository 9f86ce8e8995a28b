//! A daily post that is due: which entry is next, and what is sent.

use super::kinds;
use super::schedule::QueuedPost;
use super::{failure, outcome};
use crate::bot::context::{BotContext, Ctx};
use crate::bot::groups::settings::GroupSettings;
use crate::bot::ttl;
use crate::bot_api::{Destination, Outgoing, PostDeadline, PostReport, Thread};
use crate::corpus::Entry;
use crate::reply::{self, Wording};
use crate::store::{Change, Effects, PostKind, Remembered};

/// What a post that is due leads to.
pub(in crate::bot) fn plan_due(ctx: Ctx<'_>, due: QueuedPost) -> Effects<Outgoing> {
    let kind = due.kind.name();
    let Some(chat) = ctx.context.state.chat.as_ref().filter(|chat| chat.is_open) else { return Effects::default() };
    let left_out = |why| outcome::daily(ctx, chat, due.kind, Some(why));
    if due.until_ms < ctx.context.now_ms {
        tracing::info!(kind, "a post was left out, because it would come too late");
        return left_out(failure::LATE);
    }
    if ctx.settings().is_lost {
        tracing::warn!(kind, "a post was left out, because nobody knows what may be posted there");
        return left_out(failure::LOST);
    }
    let Some((entry, begins_round)) = next(ctx, due.kind) else {
        tracing::warn!(kind, "a post was due, and there is nothing of its kind to post");
        return left_out(failure::NOTHING);
    };
    let is_silent = ctx.settings().is_quiet(ctx.context.now_ms);
    let place =
        Destination { chat: chat.id, thread: ctx.settings().post_thread.map(Thread::Topic), reply_to: None, is_silent };
    let schedule = ctx.context.state.schedules.iter().find(|schedule| schedule.kind == due.kind);
    let report = PostReport {
        chat: chat.id,
        kind: due.kind,
        to: schedule.and_then(|schedule| schedule.arranger.clone()),
        page: None,
        before: Vec::new(),
        is_last: false,
    };
    let posted = Change::Posted { chat: chat.id, kind: due.kind, entry: entry.id.to_string(), begins_round };
    let requests = requests(ctx, ctx.settings(), place, due.kind, entry);
    Effects { requests: posting(ctx.bot, requests, due.until_ms, &report), changes: vec![posted], ..Effects::default() }
}

/// The same as posts. Each message is remembered until it is known what became of those after it, for to stand alone it
/// was not meant.
pub(super) fn posting(bot: &BotContext, mut sends: Vec<Outgoing>, until_ms: i64, report: &PostReport) -> Vec<Outgoing> {
    let count = sends.len();
    let mut before = Vec::new();
    for (n, outgoing) in sends.iter_mut().enumerate() {
        let report = PostReport { before: before.clone(), is_last: n + 1 == count, ..report.clone() };
        let code = bot.pseudonym.code("post", &[&report.chat, &report.kind.name(), &until_ms, &n]);
        if let Outgoing::Message { remembered, .. } = outgoing
            && !report.is_last
        {
            let (chat, until_ms) = (bot.chat(report.chat), until_ms + ttl::ms(ttl::POST_PARTS));
            remembered.push(Remembered { code, chat, words: code, until_ms, is_beside: false });
            before.push(code);
        }
        if let Outgoing::Message { post, .. } | Outgoing::Poll { post, .. } = outgoing {
            *post = Some(PostDeadline { until_ms, report: Some(report) });
        }
    }
    sends
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
