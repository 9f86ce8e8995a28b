//! What became of a post: it is noted, what it left behind is taken away, and who arranged it is told when it failed.

use serde::{Deserialize, Serialize};

use super::failure::{LATE, UNKNOWN};
use super::page;
use crate::bot::context::{BotContext, Ctx};
use crate::bot::requests::{say, show};
use crate::bot_api::{Destination, Outgoing, PostReport};
use crate::queue::Unsendable;
use crate::reply::{Language, Wording};
use crate::store::{self, Arranger, Change, Effects, PostKind, PostOutcome, StateQuery};

/// After so many failures one after the other a daily post pauses.
const MOST_FAILURES: u32 = 3;

/// A post whose fate is known, as it stands in the inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::bot) struct PostEnd {
    report: PostReport,
    /// Why it failed; `None` when it was posted.
    failure: Option<String>,
}

/// The same as it is stored, told from a post that is due by its one key.
#[derive(Serialize, Deserialize)]
struct PostEndPayload {
    verbatim_post_end: PostEnd,
}

impl PostEnd {
    /// Reads it from the inbox; `None` for what is none.
    pub(in crate::bot) fn read(payload: &str) -> Option<Self> {
        serde_json::from_str(payload).ok().map(|PostEndPayload { verbatim_post_end }| verbatim_post_end)
    }

    /// What planning it needs to know.
    pub(in crate::bot) fn state_query(&self, bot: &BotContext) -> StateQuery {
        let PostReport { chat, to, before, .. } = &self.report;
        let person = to.as_ref().map(|to| bot.pseudonym.code("person", &[&to.id]));
        StateQuery { chat: Some(*chat), posts: true, person, answers: before.clone(), ..StateQuery::default() }
    }
}

/// What is put into the inbox, and of which chat, once it is known what became of a request.
pub(in crate::bot) fn aftermath(request: &Outgoing, failure: Option<&Unsendable>) -> Option<(i64, String)> {
    let report = request.post()?.report.clone()?;
    let failure = match failure {
        // What follows says how it ended.
        None if !report.is_last => return None,
        None => None,
        Some(Unsendable::Refused(reason)) => Some(reason.clone()),
        Some(Unsendable::Late) => Some(LATE.to_owned()),
        Some(Unsendable::Unknown) => Some(UNKNOWN.to_owned()),
    };
    let chat = report.to.as_ref().map_or(report.chat, |to| to.id);
    let payload = PostEndPayload { verbatim_post_end: PostEnd { report, failure } };
    Some((chat, serde_json::to_string(&payload).expect("plain data with text keys")))
}

/// What the end of a post leads to.
pub(in crate::bot) fn plan(ctx: Ctx<'_>, end: &PostEnd) -> Effects<Outgoing> {
    let PostEnd { report, failure } = end;
    let failure = failure.as_deref();
    let Some(chat) = &ctx.context.state.chat else { return Effects::default() };
    let mut effects = match (report.page, &report.to) {
        (Some(page), Some(to)) => {
            let reply = page::post_ended(wording(ctx, to), chat.id, &chat.title, failure, report.kind);
            show(page, private(to), &reply).into()
        }
        _ => daily(ctx, chat, report.kind, failure),
    };
    // What may have arrived does not lose what must stand before it.
    if failure.is_some_and(|failure| failure != UNKNOWN) {
        let messages: Vec<i64> = ctx.context.state.answers.iter().map(|(_, answer)| answer.message.into()).collect();
        effects.requests.extend((!messages.is_empty()).then_some(Outgoing::Delete { chat: chat.id, messages }));
    }
    effects
}

/// What the end of a daily post leads to. Who arranged it is told of the first failure, and when the post pauses.
pub(super) fn daily(ctx: Ctx<'_>, chat: &store::Chat, kind: PostKind, failure: Option<&str>) -> Effects<Outgoing> {
    let outcome = PostOutcome { at_ms: ctx.context.now_ms, failure: failure.map(str::to_owned) };
    let noted = Change::PostEnded { chat: chat.id, kind, outcome, most: MOST_FAILURES };
    let schedule = ctx.context.state.schedules.iter().find(|schedule| schedule.kind == kind);
    let told = schedule.zip(failure).and_then(|(schedule, failure)| {
        let pauses = schedule.failures + 1 >= MOST_FAILURES;
        let to = schedule.arranger.as_ref().filter(|_| (schedule.failures == 0 || pauses) && !schedule.is_paused)?;
        Some(say(private(to), &page::post_failed(wording(ctx, to), chat.id, &chat.title, failure, kind, pauses)))
    });
    Effects { requests: told.unwrap_or_default(), changes: vec![noted], ..Effects::default() }
}

/// The private chat of who arranged a post.
fn private(to: &Arranger) -> Destination {
    Destination { chat: to.id, thread: None, reply_to: None, is_silent: false }
}

/// The words for who arranged a post, in the language that they set since, or read then.
fn wording<'a>(ctx: Ctx<'a>, to: &Arranger) -> &'a Wording {
    ctx.spoken()
        .or_else(|| Language::of_tag(&to.language))
        .map_or(ctx.wording, |language| ctx.bot.catalogues.of(language))
}
