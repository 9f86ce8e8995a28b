//! The way to a person: what happens next is said first, and nothing is passed on before the person lets it.

use super::expectation::expectation;
use super::passing::{Line, Original};
use super::staff_page::{self, TicketCard};
use super::tap::DeskTap;
use crate::bot::context::{BotContext, Ctx};
use crate::bot::missed::taps::by_tap;
use crate::bot::requests::{say, show};
use crate::bot::stats::tally;
use crate::bot::tapped::Tapped;
use crate::bot_api::{Destination, Outgoing, RelayContent};
use crate::decide::Decision;
use crate::engine::Outcome;
use crate::reply::{Reply, desk};
use crate::store::{Change, DeskChange, Effects, MissKind, NewTicket, Pseudonym};
use crate::text::Question;

/// A reply with the way to a person below it, where there is a desk.
pub(in crate::bot) fn offered(ctx: Ctx<'_>, is_private: bool, reply: Reply) -> Reply {
    if ctx.bot.desk.is_none() {
        return reply;
    }
    desk::offered(reply, ctx.wording, is_private.then(|| DeskTap::Human.data()))
}

/// The same where the answer to a question is none.
pub(in crate::bot) fn offered_for(ctx: Ctx<'_>, is_private: bool, outcome: &Outcome, reply: Reply) -> Reply {
    match outcome.decision {
        Decision::Unknown | Decision::Gap { .. } | Decision::Choose(_) => offered(ctx, is_private, reply),
        Decision::Urgent(_) | Decision::Answer(_) | Decision::Courtesy(_) => reply,
    }
}

/// Asks whether a question may be passed on, in reply to it; or says that a person has it already.
pub(super) fn ask(ctx: Ctx<'_>, place: Destination, question: Option<&str>) -> Vec<Outgoing> {
    say(place, &page(ctx, question))
}

fn page(ctx: Ctx<'_>, question: Option<&str>) -> Reply {
    let known = &ctx.context.state.desk;
    if let Some(ticket) = known.open_ticket {
        return desk::opened_already(ctx.wording, DeskTap::Withdraw(ticket).data());
    }
    if known.is_blocked {
        return desk::blocked(ctx.faq(), ctx.wording);
    }
    let buttons = [DeskTap::PassOn.data(), DeskTap::Decline.data()];
    desk::consent(ctx.faq(), ctx.wording, question, &expectation(ctx), buttons)
}

/// Opens a conversation about the question that the page answers.
pub(super) fn pass_on(tapped: &Tapped<'_>) -> Effects<Outgoing> {
    let (ctx, place) = (tapped.ctx, tapped.place);
    let known = &ctx.context.state.desk;
    let question = tapped.pressed.question.as_deref().filter(|question| !question.trim().is_empty());
    if known.open_ticket.is_some() || known.is_blocked {
        return show(tapped.pressed.id, place, &page(ctx, question)).into();
    }
    let bot = ctx.bot;
    let code = ticket_code(bot, place.chat, tapped.pressed.id);
    if known.ticket.as_ref().is_some_and(|ticket| ticket.code == code) {
        // A button that was tapped before, as an old app may send it again.
        return tapped.show(desk::none_open(ctx.wording, DeskTap::Human.data()));
    }
    // Nobody else's words are noted, whatever the staff makes of them.
    let own_question = question.filter(|_| tapped.pressed.is_own_question);
    let outcome = question.map(|question| bot.engine.decide(&Question::new(question)));
    let wording = staff_page::wording(bot);
    let language = ctx.wording.language();
    let asked = question.zip(outcome.as_ref());
    let card = desk::card(ctx.faq(), wording, asked, language, known.conversations);
    let new = NewTicket {
        code,
        person: bot.person(&tapped.tap.from),
        chat: place.chat,
        language: language.code().to_owned(),
        card: TicketCard::stored(&desk::card_title(wording, question), own_question, &card),
    };
    let line = Line { code, person: place.chat };
    let mut requests = vec![line.card()];
    let is_long = question.is_some_and(|question| question.chars().count() > desk::MOST_QUESTION);
    if let Some(message) = tapped.pressed.answers.filter(|_| is_long) {
        let original = Original { chat: place.chat, message, content: &RelayContent::Bare };
        requests.extend(line.pass(true, None, &wording.desk_card_asks(), original));
    }
    let take_back = DeskTap::WithdrawOpened(tapped.pressed.id);
    let opened = desk::opened(ctx.wording, question.is_some(), &expectation(ctx), take_back.data());
    requests.extend(show(tapped.pressed.id, place, &opened));
    let mut changes = vec![Change::Desk(DeskChange::Open(Box::new(new))), tally::handed_over(ctx)];
    changes.extend(by_tap(tapped, MissKind::HandedOver, None));
    Effects { requests, changes, ..Effects::default() }
}

/// What a conversation is named by that is opened by a message of this private chat.
pub(in crate::bot) fn ticket_code(bot: &BotContext, chat: i64, page: i32) -> Pseudonym {
    bot.pseudonym.code("ticket", &[&chat, &page])
}

/// That nothing is passed on.
pub(super) fn decline(tapped: &Tapped<'_>) -> Effects<Outgoing> {
    tapped.show(desk::declined(tapped.ctx.wording))
}
