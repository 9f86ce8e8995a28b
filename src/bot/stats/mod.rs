//! Statistics for those who run the bot: what is counted of what it does, and `/stats`, which shows it as a picture with
//! the figures below.

mod page;
pub(super) mod tally;
mod view;

use super::command::TypedCommand;
use super::context::Ctx;
use super::tapped::Tapped;
use super::update::ChatMessage;
use crate::bot_api::{Destination, MessageText, Outgoing, TelegramChat, User, WireButton};
use crate::statistics::{StatsSummary, chart};
use crate::store::Effects;

pub(super) use self::tally::{missed, of_question, passage};
pub(super) use self::view::StatsView;

/// Whether a person may see statistics in a chat: those who run the bot, where nobody else reads along.
fn may_see(ctx: Ctx<'_>, chat: &TelegramChat, person: &User) -> bool {
    chat.is_private() && ctx.bot.is_staff(person)
}

/// Whether a command asks for them.
pub(super) fn is_for(command: &TypedCommand) -> bool {
    command.is("stats")
}

/// The statistics of the last week, as a new message; `None` to anybody else, for whom there is no such command.
pub(super) fn command(ctx: Ctx<'_>, message: &ChatMessage) -> Option<Effects<Outgoing>> {
    let person = message.author.person().filter(|person| may_see(ctx, &message.chat, person));
    person.map(|_| vec![picture(ctx, StatsView::DEFAULT, message.place(ctx.settings()), None)].into())
}

/// Those of other days, in place.
pub(super) fn tapped(tapped: &Tapped<'_>, view: StatsView) -> Effects<Outgoing> {
    if !may_see(tapped.ctx, &tapped.pressed.chat, &tapped.tap.from) {
        return Effects::default();
    }
    vec![picture(tapped.ctx, view, tapped.place, Some(tapped.pressed.id))].into()
}

/// The statistics, as a new message or in place of one.
fn picture(ctx: Ctx<'_>, view: StatsView, place: Destination, message: Option<i32>) -> Outgoing {
    let rules = &ctx.bot.stats;
    let window = view.window(rules.day(ctx.context.now_ms));
    let summary = StatsSummary::of(window, &ctx.context.state.days, rules.shown_from);
    let words = page::chart_words(&ctx.bot.catalogues, ctx.wording, view, &summary, rules);
    let page = page::page(ctx.faq(), ctx.wording, view, &summary, rules.zone_name());
    Outgoing::Picture {
        place,
        message,
        svg: chart(&summary, &words),
        text: MessageText::Html(page.html().into_iter().next().unwrap_or_default()),
        buttons: page.buttons().iter().map(WireButton::from).collect(),
        asked_in: None,
    }
}
