//! Commands: what each answers.

use super::command::TypedCommand;
use super::context::{Ctx, Lookup};
use super::desk::setup;
use super::groups::replies as groups;
use super::missed;
use super::missed::staff_asked::StaffAsked;
use super::posts::editor as posts;
use super::requests;
use super::stats;
use super::update::ChatMessage;
use crate::bot_api::Outgoing;
use crate::reply::{self, Reply, Start};
use crate::store::Effects;

/// What a command leads to, `/ask` with a question and `/settings` in a group apart.
pub(super) fn answer(ctx: Ctx<'_>, message: &ChatMessage, command: &TypedCommand) -> Result<Effects<Outgoing>, Lookup> {
    let is_private = message.chat.is_private();
    if message.chat.is_group() && command.is("id") {
        return setup::group_id(ctx, message, command);
    }
    // An admin is shown every command, those for other bots among them.
    let may_be_anothers = message.chat.is_group() && command.bot.is_none() && !command.is("ask");
    if may_be_anothers && ctx.is_admin(message.chat.id, ctx.bot.me.id)? {
        return Ok(Effects::default());
    }
    if posts::is_for(command) && (is_private || command.is("post")) {
        return posts::command(ctx, message, command);
    }
    // To anybody else there is no such command.
    let is_staff = || message.author.person().is_some_and(|person| ctx.bot.is_staff(person));
    if missed::is_for(command) && missed::may_teach(ctx.bot, &message.chat, message.author.person()) {
        let person = message.author.person().map(|person| ctx.bot.person(person));
        let asked = StaffAsked { place: message.place(ctx.settings()), message: message.id, person };
        return missed::editor::command(ctx, &asked, command);
    }
    if is_private && command.is("reload") && is_staff() {
        return Ok(requests::say(message.place(ctx.settings()), &reply::reloaded(ctx.wording, ctx.reloaded()?)).into());
    }
    if stats::is_for(command)
        && let Some(effects) = stats::command(ctx, message)
    {
        return Ok(effects);
    }
    Ok(say(ctx, message, page(ctx, is_private, command)))
}

/// A page in reply to a message; in a group as its admins set it.
pub(super) fn say(ctx: Ctx<'_>, message: &ChatMessage, page: Reply) -> Effects<Outgoing> {
    let settings = ctx.settings();
    let page = match page.quoted().and_then(|quoted| ctx.faq().entry(quoted.entry.as_str())) {
        Some(entry) if !settings.topic_is_on(entry) => groups::topic_off(ctx.wording),
        _ => settings.laid_out(ctx.faq(), page),
    };
    requests::say(message.place(settings), &page).into()
}

/// What a command shows.
fn page(ctx: Ctx<'_>, is_private: bool, command: &TypedCommand) -> Reply {
    let (faq, wording) = (ctx.faq(), ctx.wording);
    match command.name.to_ascii_lowercase().as_str() {
        // A link such as `t.me/faq_bot?start=tace-what` leads to an entry.
        "start" => reply::started(faq, wording, &Start::of(&command.rest)),
        "help" if is_private && ctx.bot.desk.is_some() => reply::help(faq, wording).with_text(wording.desk_help()),
        "help" => reply::help(faq, wording),
        "topics" => reply::topics(faq, wording),
        "about" => reply::about(faq, wording, env!("CARGO_PKG_VERSION")),
        "privacy" => reply::privacy(wording, ctx.bot.kept),
        "settings" if is_private => reply::personal_settings(wording, ctx.spoken()),
        "forget" if is_private => reply::forget_question(wording),
        "forget" => groups::in_private(wording),
        "ask" => reply::ask_how(faq, wording),
        _ => reply::unknown_command(wording),
    }
}
