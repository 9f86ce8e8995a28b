//! Answers in groups, with the manners of a guest: quiet unless asked, never the same twice, nothing private.

use super::oneself;
use super::replies;
use super::settings::{AnswerMode, OneselfMode};
use crate::bot::answers::{answer_in_place, answer_to, place};
use crate::bot::asked::AskedQuestion;
use crate::bot::context::{Ctx, Lookup};
use crate::bot::desk::consent;
use crate::bot::flood::{FloodLimit, FloodVerdict};
use crate::bot::held;
use crate::bot::requests::{for_one, say};
use crate::bot::stats;
use crate::bot::ttl;
use crate::bot::update::ChatMessage;
use crate::bot_api::{Author, Destination, Outgoing, TelegramChat};
use crate::engine::Outcome;
use crate::reply::{self, Reply};
use crate::store::{Change, Effects, Once};

/// The answer to a question in a group where the bot is on.
pub(in crate::bot) fn answer(
    ctx: Ctx<'_>,
    message: &ChatMessage,
    asked: &AskedQuestion,
) -> Result<Effects<Outgoing>, Lookup> {
    let (settings, author) = (ctx.settings(), &message.author);
    if !asked.to_bot && !may_speak_unasked(ctx, message, asked) {
        return Ok(Effects::default());
    }
    if settings.admins_only && !asked.is_urgent() && !ctx.is_admin_of(message.chat.id, author)? {
        return Ok(if asked.to_bot { admins_ask(ctx, message, author) } else { Effects::default() });
    }
    let Some(GroupReply { reply, alone, mut changes, answered }) = reply(ctx, message, asked) else {
        return Ok(Effects::default());
    };
    // An edit is no other question.
    if message.edited_after_ms.is_none() {
        changes.extend(answered.iter().flat_map(|outcome| stats::of_question(ctx, outcome)));
    }
    let is_again = alone.is_none() && reply.quoted().is_some();
    let requests = match (said_before(ctx, asked).filter(|_| is_again), alone) {
        (Some(said), _) => point_to(ctx, said, message, asked, &reply),
        (None, Some((receiver, alone))) => {
            let place = place(ctx, message, asked);
            let instead = answer_to(ctx, asked, place, &reply, 0);
            for_one(receiver, answer_to(ctx, asked, place, &alone, 0), instead)
        }
        (None, None) => answer_to(ctx, asked, place(ctx, message, asked), &reply, settings.repeat_minutes_of(&reply)),
    };
    Ok(Effects { requests, changes, ..Effects::default() })
}

/// The answer to a question that was edited after it was answered, in place of the one before; nothing when the admins
/// switched off since what it would say.
pub(in crate::bot) fn follow(
    ctx: Ctx<'_>,
    message: &ChatMessage,
    asked: &AskedQuestion,
    answer: i32,
) -> Effects<Outgoing> {
    let Some(GroupReply { reply, alone, mut changes, .. }) = reply(ctx, message, asked) else {
        return Effects::default();
    };
    if changes.is_empty() {
        changes.push(held::release(ctx, message));
    }
    if asked.is_urgent() {
        changes.push(Change::Stays { chat: message.chat.id, message: answer });
    }
    let place = place(ctx, message, asked);
    let requests = match (alone, message.author.person()) {
        (None, _) if answer > 0 => {
            answer_in_place(ctx, asked, answer, place, &reply, ctx.settings().repeat_minutes_of(&reply))
        }
        (Some(_), _) if answer > 0 => answer_in_place(ctx, asked, answer, place, &reply, 0),
        (alone, person) => {
            // It may be too long now to take the place of one that one person alone sees.
            let gone = vec![Outgoing::Delete { chat: place.chat, messages: vec![answer.into()] }];
            let gone = person.map(|person| for_one(person.id, gone, Vec::new())).unwrap_or_default();
            let anew = answer_to(ctx, asked, place, &reply, 0);
            let anew = match alone {
                Some((receiver, alone)) => for_one(receiver, answer_to(ctx, asked, place, &alone, 0), anew),
                None => anew,
            };
            gone.into_iter().chain(anew).collect()
        }
    };
    Effects { requests, changes, ..Effects::default() }
}

/// What is said to a question in a group.
struct GroupReply {
    /// What everybody may see.
    reply: Reply,
    /// What one person alone is to see in its place, if Telegram shows it so.
    alone: Option<(u64, Reply)>,
    changes: Vec<Change>,
    /// What it says about the question; `None` when it says where to ask, or that the topic is off.
    answered: Option<Outcome>,
}

/// The reply to a question as the group may see it; `None` for silence. What is urgent is for everybody to see.
fn reply(ctx: Ctx<'_>, message: &ChatMessage, asked: &AskedQuestion) -> Option<GroupReply> {
    let person = message.author.person().filter(|_| !asked.is_urgent()).map(|person| person.id);
    let is_for_asker = ctx.settings().is_for_asker;
    let mode = ctx.settings().oneself_mode(ctx.faq());
    if !oneself::is_meant(&asked.outcome) || mode == OneselfMode::Group {
        let (reply, answered) = as_any_other(ctx, asked)?;
        let alone = person.filter(|_| is_for_asker).map(|person| (person, reply.clone()));
        return Some(GroupReply { reply, alone, changes: Vec::new(), answered });
    }
    let (reply, change) = oneself::sent_away(ctx, message, asked);
    let (alone, answered) = match (person, mode) {
        (Some(person), OneselfMode::Alone) => {
            as_any_other(ctx, asked).map_or((None, None), |(reply, answered)| (Some((person, reply)), answered))
        }
        (Some(person), _) if is_for_asker => (Some((person, reply.clone())), None),
        _ => (None, None),
    };
    Some(GroupReply { reply, alone, changes: change.into_iter().collect(), answered })
}

/// The reply to a question as to any other, with what it says about it; `None` there when the topic is off.
fn as_any_other(ctx: Ctx<'_>, asked: &AskedQuestion) -> Option<(Reply, Option<Outcome>)> {
    let (faq, settings, wording) = (ctx.faq(), ctx.settings(), ctx.wording_for(&asked.outcome));
    let Some(decision) = settings.allowed(faq, &asked.outcome.decision) else {
        return asked.to_bot.then(|| (replies::topic_off(wording), None));
    };
    let outcome = Outcome { decision, ..asked.outcome.clone() };
    let reply = settings.laid_out(faq, reply::render(faq, wording, &outcome));
    Some((consent::offered_for(ctx, false, &outcome, reply), Some(outcome)))
}

/// Whether the bot may speak although it was not asked.
fn may_speak_unasked(ctx: Ctx<'_>, message: &ChatMessage, asked: &AskedQuestion) -> bool {
    let verdict = || FloodLimit::unasked(ctx.bot, message).verdict(&ctx.context.state);
    // What a bot wrote is no cry for help, whoever passes it on. Who speaks in the name of a chat announces something,
    // and asks by asking.
    let is_sought = match asked.is_urgent() {
        true => !asked.is_of_a_bot,
        false => asked.is_talk && verdict() == FloodVerdict::Fine,
    };
    ctx.settings().mode == AnswerMode::Auto
        && !ctx.settings().is_quiet(message.date.timestamp_millis())
        && asked.outcome.may_speak_unasked
        && is_sought
}

/// The same answer a short while ago, where all see it.
fn said_before(ctx: Ctx<'_>, asked: &AskedQuestion) -> Option<i32> {
    let code = asked.entry.filter(|_| ctx.settings().repeat_minutes > 0)?;
    let said = ctx.context.state.answers.iter().find(|(known, _)| *known == code)?;
    Some(said.1.message).filter(|message| *message > 0)
}

/// Points to the answer above in reply to it, since Telegram then says when it is gone. Only supergroups have links to
/// messages as well.
fn point_to(ctx: Ctx<'_>, said: i32, message: &ChatMessage, asked: &AskedQuestion, reply: &Reply) -> Vec<Outgoing> {
    let place = place(ctx, message, asked);
    let again = answer_to(ctx, asked, place, reply, ctx.settings().repeat_minutes_of(reply));
    // An answer that has become longer than a message since then is another one.
    let [answer] = again.as_slice() else { return again };
    let link = link(&message.chat, message.thread, said);
    let above = Destination { reply_to: Some(said), ..place };
    let pointer = answer_to(ctx, asked, above, &replies::answered_above(ctx.wording, link.as_deref()), 0);
    let or_again = |message| Outgoing::Pointer { message: Box::new(message), answer: Box::new(answer.clone()) };
    pointer.into_iter().map(or_again).collect()
}

fn admins_ask(ctx: Ctx<'_>, message: &ChatMessage, author: &Author) -> Effects<Outgoing> {
    let code = ctx.bot.pseudonym.code("admins-ask", &[&author.id(), &message.chat.id]);
    let requests = say(message.place(ctx.settings()), &replies::admins_ask(ctx.wording));
    Effects { once: Some(Once { code, ttl: ttl::TOLD, requests }), ..Effects::default() }
}

/// A link to a message; `None` in a basic group, whose messages have none.
fn link(chat: &TelegramChat, thread: Option<i32>, message: i32) -> Option<String> {
    let thread = thread.map_or_else(String::new, |thread| format!("{thread}/"));
    if let Some(name) = &chat.username {
        return Some(format!("https://t.me/{name}/{thread}{message}"));
    }
    // The id of a supergroup is -100 and then the number that its links have.
    let number = (-1_000_000_000_000_i64).checked_sub(chat.id).filter(|number| *number > 0)?;
    Some(format!("https://t.me/c/{number}/{thread}{message}"))
}
