//! What must be known of what is remembered before an update is planned: all of it in one place, asked for in one go.

use super::command::TypedCommand;
use super::context::BotContext;
use super::desk::consent::ticket_code;
use super::desk::person;
use super::flood::FloodLimit;
use super::held;
use super::missed;
use super::posts::action::PostAction;
use super::posts::editor;
use super::question;
use super::stats::{self, StatsView};
use super::update::{ChatMessage, Input, Intent, TapInput, Wish};
use crate::reply::Action;
use crate::store::{DeskQuery, StateQuery};

/// What planning this needs to know.
pub(super) fn of(bot: &BotContext, input: &Input) -> StateQuery {
    let of_person = |person| StateQuery { person: Some(bot.person(person)), ..StateQuery::default() };
    match input {
        Input::Message(message) => of_message(bot, message),
        Input::Tap(tap) => of_tap(bot, tap),
        Input::InlineQuery(query) => of_person(&query.from),
        Input::Guest(question) => StateQuery {
            person: Some(bot.whose(&question.author)),
            counts: vec![FloodLimit::of_guest(bot, question).code()],
            ..StateQuery::default()
        },
        Input::Membership(change) => of_person(&change.from),
        Input::Post(post) => StateQuery { chat: Some(post.chat), posts: true, ..StateQuery::default() },
        Input::PostEnded(end) => end.state_query(bot),
        Input::Staff(message, otherwise) => {
            let query = otherwise.as_ref().map(|message| of_message(bot, message)).unwrap_or_default();
            of_staff_command(message.command.as_ref(), StateQuery { desk: Some(message.query()), ..query })
        }
        Input::DeskFailed(failure) => failure.state_query(),
        Input::DeskDue(due) => due.state_query(),
        Input::ChosenResult(_) | Input::Migration { .. } | Input::Nothing => StateQuery::default(),
    }
}

fn of_message(bot: &BotContext, message: &ChatMessage) -> StateQuery {
    let is_private = message.chat.is_private();
    let mut query = StateQuery { person: Some(bot.whose(&message.author)), ..StateQuery::default() };
    query.chat = (!message.chat.is_one_to_one()).then_some(message.chat.id);
    if let Intent::GroupSettings(_) = message.intent {
        return query;
    }
    query.counts.extend(FloodLimit::of(bot, message).iter().map(FloodLimit::code));
    query.held = held::wanted(bot, message);
    query.desk = person::query(bot, message);
    if let Intent::Command(command) = &message.intent
        && is_private
        && editor::is_for(command)
    {
        query.administered = true;
        query.chat = editor::group_of(command);
        query.posts = query.chat.is_some();
    }
    if let Intent::Command(command) = &message.intent
        && stats::is_for(command)
        && message.author.person().is_some_and(|person| bot.is_staff(person))
    {
        query.days = Some(StatsView::DEFAULT.days());
    }
    if let Intent::Command(command) = &message.intent
        && missed::is_for(command)
        && missed::may_teach(bot, &message.chat, message.author.person())
    {
        query = missed::editor::query_of_command(command, query);
    }
    if let Some(asked) = message.asked() {
        query.counts.extend((!asked.to_bot).then(|| FloodLimit::unasked(bot, message).code()));
        query.answers.extend(message.edited_after_ms.map(|_| asked.message));
        query.answers.extend(question::leans_on(bot, message, asked));
        // Where nobody else reads along, the same is answered again.
        query.answers.extend(asked.entry.filter(|_| !message.chat.is_one_to_one()));
    }
    query
}

/// The same with what a command in the staff chat shows.
fn of_staff_command(command: Option<&TypedCommand>, query: StateQuery) -> StateQuery {
    match command {
        Some(command) if stats::is_for(command) => StateQuery { days: Some(StatsView::DEFAULT.days()), ..query },
        Some(command) if missed::is_for(command) => missed::editor::query_of_command(command, query),
        _ => query,
    }
}

fn of_tap(bot: &BotContext, tap: &TapInput) -> StateQuery {
    let chat = tap.pressed.as_ref().map(|pressed| &pressed.chat).filter(|chat| !chat.is_one_to_one());
    let query =
        StateQuery { person: Some(bot.person(&tap.from)), chat: chat.map(|chat| chat.id), ..StateQuery::default() };
    match &tap.wish {
        Wish::Order(_) | Wish::Rate(_) if bot.desk.is_none() => query,
        Wish::Order(order) => StateQuery {
            desk: Some(Box::new(order.query(tap.pressed.as_ref().map(|pressed| (pressed.chat.id, pressed.id))))),
            ..query
        },
        Wish::Rate(rating) => StateQuery {
            desk: Some(Box::new(DeskQuery { ticket: Some(rating.ticket), ..DeskQuery::default() })),
            ..query
        },
        Wish::Core(Action::ForgetNow) if bot.desk.is_some() => StateQuery {
            desk: Some(Box::new(DeskQuery { person: Some(bot.person(&tap.from)), own: true, ..DeskQuery::default() })),
            ..query
        },
        Wish::Desk(action) if bot.desk.is_some() => StateQuery {
            desk: Some(Box::new(DeskQuery {
                person: Some(bot.person(&tap.from)),
                ticket: action.ticket(),
                history: true,
                code: action.opened_by().map(|page| ticket_code(bot, tap.from.chat_id(), page)),
                ..DeskQuery::default()
            })),
            ..query
        },
        Wish::Posts(PostAction::Chats) => StateQuery { administered: true, ..query },
        Wish::Posts(PostAction::For(chat, _)) => StateQuery { chat: Some(*chat), posts: true, ..query },
        Wish::Stats(view)
            if tap.pressed.as_ref().is_some_and(|pressed| bot.is_for_staff(&pressed.chat, Some(&tap.from))) =>
        {
            StateQuery { days: Some(view.days()), ..query }
        }
        Wish::Missed(action)
            if tap.pressed.as_ref().is_some_and(|pressed| missed::may_teach(bot, &pressed.chat, Some(&tap.from))) =>
        {
            missed::editor::query_of_tap(action, query)
        }
        _ => query,
    }
}
