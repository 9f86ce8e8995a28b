//! Statistics for those who run the bot: what is counted of what it does, and `/stats`, which shows it as a picture with
//! the figures below.

mod page;
pub(super) mod tally;
mod view;

use super::command::TypedCommand;
use super::context::Ctx;
use super::tapped::Tapped;
use super::update::ChatMessage;
use crate::bot_api::{Destination, MessageText, Outgoing, WireButton};
use crate::statistics::{StatsSummary, chart};
use crate::store::Effects;

pub(super) use self::tally::{missed, of_question, passage};
pub(super) use self::view::StatsView;

/// Whether a command asks for them.
pub(super) fn is_for(command: &TypedCommand) -> bool {
    command.is("stats")
}

/// The statistics of the last week, as a new message; `None` to anybody else, for whom there is no such command.
pub(super) fn command(ctx: Ctx<'_>, message: &ChatMessage) -> Option<Effects<Outgoing>> {
    let person = message.author.person().filter(|person| ctx.bot.is_for_staff(&message.chat, Some(person)));
    person.map(|_| shown(ctx, message.place(ctx.settings())))
}

/// The same where it is known to be for the staff.
pub(super) fn shown(ctx: Ctx<'_>, place: Destination) -> Effects<Outgoing> {
    vec![picture(ctx, StatsView::DEFAULT, place, None)].into()
}

/// Those of other days, in place.
pub(super) fn tapped(tapped: &Tapped<'_>, view: StatsView) -> Effects<Outgoing> {
    if !tapped.ctx.bot.is_for_staff(&tapped.pressed.chat, Some(&tapped.tap.from)) {
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
