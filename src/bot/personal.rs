//! What a person sets for themselves: the language of the bot's own words, and being forgotten.

use super::desk::forgetting;
use super::tapped::Tapped;
use super::{flood, missed};
use crate::bot_api::Outgoing;
use crate::reply::{self, Language};
use crate::store::{Change, Effects};

/// What can be set.
pub(super) fn settings(tapped: &Tapped<'_>) -> Effects<Outgoing> {
    tapped.show(reply::personal_settings(tapped.ctx.wording, tapped.ctx.spoken()))
}

/// Sets the language; `None` follows Telegram's.
pub(super) fn speak(tapped: &Tapped<'_>, language: Option<Language>) -> Effects<Outgoing> {
    let (bot, from) = (tapped.ctx.bot, &tapped.tap.from);
    let page = reply::personal_settings(bot.wording(language, Some(from)), language);
    let language = language.map(|language| language.code().to_owned());
    let change = Change::Language { person: bot.person(from), language };
    Effects { changes: vec![change], ..tapped.show(page) }
}

/// Asks whether a person really wants to be forgotten.
pub(super) fn ask_to_forget(tapped: &Tapped<'_>) -> Effects<Outgoing> {
    tapped.show(reply::forget_question(tapped.ctx.wording))
}

/// Forgets the person.
pub(super) fn forget(tapped: &Tapped<'_>) -> Effects<Outgoing> {
    let (bot, from) = (tapped.ctx.bot, &tapped.tap.from);
    let change = Change::Forget {
        person: bot.person(from),
        id: from.chat_id(),
        chat: bot.chat(tapped.place.chat),
        counts: flood::counted_before(bot, from, tapped.ctx.context.now_ms),
        missed: missed::noted::whose(bot, from.chat_id()),
    };
    let (ctx, own) = (tapped.ctx, &tapped.ctx.context.state.desk.own);
    let page = reply::forgotten(ctx.wording);
    let page = if own.is_empty() { page } else { page.with_text(ctx.wording.desk_forgotten()) };
    let mut effects = Effects { changes: vec![change], ..tapped.show(page) };
    effects.requests.extend(forgetting::requests(ctx, own));
    effects
}
