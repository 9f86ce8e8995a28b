//! What who sets a desk up must know: the id of their group.

use crate::bot::command::TypedCommand;
use crate::bot::context::{Ctx, Lookup};
use crate::bot::requests::say;
use crate::bot::update::ChatMessage;
use crate::bot_api::Outgoing;
use crate::reply::Reply;
use crate::store::Effects;

/// `/id` in a group, of those who run the bot or administer the group. Anybody else is not answered: without the bot's
/// name it may be meant for another bot.
pub(in crate::bot) fn group_id(
    ctx: Ctx<'_>,
    message: &ChatMessage,
    command: &TypedCommand,
) -> Result<Effects<Outgoing>, Lookup> {
    let is_staff = message.author.person().is_some_and(|person| ctx.bot.is_staff(person));
    if !is_staff && (command.bot.is_none() || !ctx.is_admin_of(message.chat.id, &message.author)?) {
        return Ok(Effects::default());
    }
    Ok(say(message.place(ctx.settings()), &id(ctx, message.chat.id)).into())
}

/// The id of a group, and whether it is the desk's.
pub(super) fn id(ctx: Ctx<'_>, chat: i64) -> Reply {
    let is_desk = ctx.bot.desk.as_ref().is_some_and(|desk| desk.is_at(chat));
    let reply = Reply::saying(ctx.wording.desk_id(chat));
    if is_desk { reply.with_text(ctx.wording.desk_id_is()) } else { reply }
}
