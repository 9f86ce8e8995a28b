//! Groups: what the admins set, and the manners of a guest: quiet unless asked, never the same twice, nothing private.

use teloxide::types::Chat;

use super::author::Author;
use super::flood::{Limit, Verdict};
use super::handlers::{Scene, Wanted};
use super::incoming::IncomingMessage;
use super::message::{Asked, answer_to, limited, place};
use super::outgoing::{Outgoing, Place, say};
use super::{command, memory, zone};
use crate::corpus::{Entry, Faq, Id};
use crate::decide::Decision;
use crate::engine::Outcome;
use crate::reply::{self, Action, Mode, Page, Reply, Settings};
use crate::store::{self, Change, Effects, Once};

/// What the admins of a group set; what they did not set, or an older version wrote otherwise, is as it comes.
pub(super) fn settings(chat: Option<&store::Chat>) -> Settings {
    chat.and_then(|chat| serde_json::from_str(&chat.settings).ok()).unwrap_or_default()
}

/// Stores what the admins of a group or channel set that is known already.
pub(super) fn store_settings(chat: i64, settings: &Settings) -> Change {
    Change::Settings { chat, settings: serde_json::to_string(settings).expect("plain data with text keys") }
}

/// Notes a group or channel.
pub(super) fn met(chat: &Chat, is_open: bool) -> Change {
    let kind = match () {
        () if chat.is_channel() => "channel",
        () if chat.is_supergroup() => "supergroup",
        () => "group",
    };
    Change::Chat { id: chat.id.0, kind: kind.to_owned(), title: chat.title().unwrap_or_default().to_owned(), is_open }
}

/// A group as its admins set it, when a message comes.
struct Group<'a> {
    scene: Scene<'a>,
    message: &'a IncomingMessage,
    settings: Settings,
    place: Place,
}

impl<'a> Group<'a> {
    /// `None` when the bot is switched off there.
    fn of(scene: Scene<'a>, message: &'a IncomingMessage) -> Option<Self> {
        let settings = settings(scene.facts.known.chat.as_ref());
        let place = place(message);
        if !is_on_in(&settings, place.thread) {
            return None;
        }
        let place = Place { is_silent: is_quiet(&settings, message.date.timestamp_millis()), ..place };
        Some(Self { scene, message, settings, place })
    }

    /// The reply to a question as this group may see it; `None` for silence.
    fn reply(&self, asked: &Asked) -> Option<Reply> {
        let (faq, wording) = (self.scene.faq(), self.scene.wording_for(&asked.outcome));
        let is_harmless = asked.is_urgent() || matches!(asked.outcome.decision, Decision::Courtesy(_));
        if asked.outcome.is_about_oneself && !is_harmless {
            return Some(reply::about_oneself(faq, wording, &asked.outcome));
        }
        let decision = allowed(faq, &self.settings, &asked.outcome.decision);
        let Some(decision) = decision else { return asked.to_bot.then(|| reply::topic_off(wording)) };
        let outcome = Outcome { decision, ..asked.outcome.clone() };
        Some(as_set(faq, &self.settings, reply::render(faq, wording, &outcome)))
    }

    /// Whether the bot may speak although it was not asked.
    fn may_speak_unasked(&self, asked: &Asked) -> bool {
        let limit = Limit::unasked(self.scene.handlers, self.message.chat.id.0, self.message.date);
        // What a bot wrote is no cry for help, whoever passes it on.
        let is_bots = self.message.forwarded.is_some_and(|forwarded| forwarded.is_from_bot);
        // Who speaks in the name of a chat announces something, and asks by asking.
        let is_talk = self.message.author.as_ref().is_some_and(|author| author.person().is_some());
        let is_sought =
            is_talk && self.message.forwarded.is_none() && limit.verdict(&self.scene.facts.known) == Verdict::Fine;
        self.settings.mode == Mode::Auto
            && !self.place.is_silent
            && asked.outcome.may_speak_unasked
            && if asked.is_urgent() { !is_bots } else { is_sought }
    }

    /// The same answer a short while ago.
    fn said_before(&self, asked: &Asked) -> Option<i32> {
        let known = &self.scene.facts.known.answers;
        let code = asked.entry.filter(|_| self.settings.repeat_minutes > 0)?;
        known.iter().find(|(known, _)| *known == code).map(|(_, answer)| answer.message)
    }
}

/// The answer to a question in a group.
pub(super) fn answer(
    scene: Scene<'_>,
    message: &IncomingMessage,
    author: &Author,
    asked: &Asked,
) -> Result<Effects<Outgoing>, Wanted> {
    let Some(group) = Group::of(scene, message) else { return Ok(Effects::default()) };
    if !asked.to_bot && !group.may_speak_unasked(asked) {
        return Ok(Effects::default());
    }
    if group.settings.admins_only && !asked.is_urgent() && !scene.is_admin_of(message.chat.id.0, author)? {
        return Ok(if asked.to_bot { group.admins_ask(author) } else { Effects::default() });
    }
    let Some(reply) = group.reply(asked) else { return Ok(Effects::default()) };
    let place = Place { is_silent: group.place.is_silent, ..asked.place };
    let sends = match group.said_before(asked).filter(|_| reply.quoted().is_some()) {
        Some(said) => group.point_to(said, asked, place),
        None => answer_to(scene, asked, place, &reply, group.repeat_minutes(&reply)),
    };
    let mut plan = limited(scene, message, author, asked.is_urgent(), sends.into(), place);
    if !asked.to_bot {
        plan.changes.push(Limit::unasked(scene.handlers, message.chat.id.0, message.date).count(scene.facts.now_ms));
    }
    Ok(plan)
}

impl Group<'_> {
    /// Points to the answer above. Only supergroups have links to messages; in others the reply to it is the pointer.
    fn point_to(&self, said: i32, asked: &Asked, place: Place) -> Vec<Outgoing> {
        let link = link(&self.message.chat, place.thread, said);
        let place = if link.is_some() { place } else { Place { reply_to: Some(said), ..place } };
        answer_to(self.scene, asked, place, &reply::answered_above(self.scene.wording, link.as_deref()), 0)
    }

    /// For how many minutes a reply is pointed to and not given again.
    fn repeat_minutes(&self, reply: &Reply) -> u32 {
        if reply.quoted().is_some() { self.settings.repeat_minutes } else { 0 }
    }

    fn admins_ask(&self, author: &Author) -> Effects<Outgoing> {
        let code = self.scene.handlers.pseudonym.code("admins-ask", &[&author.id(), &self.message.chat.id]);
        let sends = say(self.place, &reply::admins_ask(self.scene.wording));
        Effects { once: Some(Once { code, ttl: memory::TOLD, requests: sends }), ..Effects::default() }
    }
}

/// What else leads to something in a group, unless the bot is switched off there.
pub(super) fn other(
    scene: Scene<'_>,
    message: &IncomingMessage,
    say: impl FnOnce(Place) -> Vec<Outgoing>,
) -> Effects<Outgoing> {
    let (Some(group), Some(author)) = (Group::of(scene, message), &message.author) else { return Effects::default() };
    limited(scene, message, author, false, say(group.place).into(), group.place)
}

/// The reply to a question that was edited after it was answered, where it goes if it cannot take the answer's place,
/// and for how long it is not repeated; `None` when the bot was switched off since.
pub(super) fn edited(scene: Scene<'_>, message: &IncomingMessage, asked: &Asked) -> Option<(Reply, Place, u32)> {
    let group = Group::of(scene, message)?;
    let reply = group.reply(asked)?;
    let minutes = group.repeat_minutes(&reply);
    Some((reply, Place { is_silent: group.place.is_silent, ..asked.place }, minutes))
}

/// A reply as the admins set it: the disclaimer, and no way to a topic that is switched off.
pub(super) fn as_set(faq: &Faq, settings: &Settings, reply: Reply) -> Reply {
    let is_on = |id: &Id| faq.entry(id.as_str()).is_none_or(|entry| topic_is_on(settings, entry));
    let reply = reply.retaining(|action| match action {
        Action::Topic(id) => !settings.off_topics.contains(id.as_str()),
        Action::Browse(id) | Action::Choose(id) => is_on(id),
        _ => true,
    });
    if settings.is_short { reply.shortened(faq) } else { reply }
}

/// Whether the admins of a group let the bot say anything in a thread of it.
pub(super) fn is_on_in(settings: &Settings, thread: Option<i32>) -> bool {
    settings.mode != Mode::Off && thread.is_none_or(|thread| !settings.closed_threads.contains(&thread))
}

/// `/settings` in a group, alone or with a time zone behind it; `None` when the message is something else. It works
/// for anonymous admins too, and where the bot is switched off.
pub(super) fn settings_command(
    scene: Scene<'_>,
    message: &IncomingMessage,
) -> Result<Option<Effects<Outgoing>>, Wanted> {
    if !message.chat.is_group() && !message.chat.is_supergroup() {
        return Ok(None);
    }
    let command = message.content.written.as_deref().and_then(command::parse);
    let Some(command) = command.filter(|command| command.is("settings") && command.is_for(scene.me())) else {
        return Ok(None);
    };
    let author = message.author.as_ref().filter(|author| !message.is_bots(scene.me()) && !author.is_copied());
    let Some(author) = author else { return Ok(None) };
    let place = place(message);
    let mut settings = settings(scene.facts.known.chat.as_ref());
    let place = Place { is_silent: is_quiet(&settings, message.date.timestamp_millis()), ..place };
    if !scene.is_admin_of(message.chat.id.0, author)? {
        // Without the bot's name it may be meant for another bot, and nobody needs to be told twice.
        let code = scene.handlers.pseudonym.code("for-admins", &[&author.id(), &message.chat.id]);
        let sends = say(place, &reply::settings_for_admins(scene.wording));
        let once = command.bot.map(|_| Once { code, ttl: memory::TOLD, requests: sends });
        return Ok(Some(Effects { once, ..Effects::default() }));
    }
    let mut changes = vec![met(&message.chat, true)];
    // Which of them writes in the group's name is not known, and so nothing is noted about anybody.
    if let Some(person) = author.person() {
        let person = scene.handlers.person(person);
        changes.push(Change::Admin { person, chat: message.chat.id.0, is_admin: true });
    }
    if !command.rest.is_empty() {
        let Some(zone) = zone::name(command.rest) else {
            return Ok(Some(say(place, &reply::unknown_zone(scene.wording)).into()));
        };
        settings.zone = zone;
        changes.push(store_settings(message.chat.id.0, &settings));
    }
    let page = reply::settings(scene.faq(), scene.wording, &settings, Page::All, place.thread);
    Ok(Some(Effects { requests: say(place, &page), changes, ..Effects::default() }))
}

/// A decision without what the admins switched off; `None` when nothing of it is left.
fn allowed(faq: &Faq, settings: &Settings, decision: &Decision) -> Option<Decision> {
    let is_on = |id: &Id| faq.entry(id.as_str()).is_some_and(|entry| topic_is_on(settings, entry));
    match decision {
        Decision::Answer(id) => is_on(id).then(|| decision.clone()),
        Decision::Choose(ids) => {
            let ids: Vec<Id> = ids.iter().filter(|id| is_on(id)).cloned().collect();
            (!ids.is_empty()).then_some(Decision::Choose(ids))
        }
        Decision::Gap { id, offered } => {
            Some(Decision::Gap { id: id.clone(), offered: offered.iter().filter(|id| is_on(id)).cloned().collect() })
        }
        Decision::Urgent(_) | Decision::Courtesy(_) | Decision::Unknown => Some(decision.clone()),
    }
}

/// Whether the admins let an entry's topic be answered.
pub(super) fn topic_is_on(settings: &Settings, entry: &Entry) -> bool {
    !settings.off_topics.contains(entry.topic.as_str())
}

/// Whether it is quiet at a time in milliseconds since 1970.
pub(super) fn is_quiet(settings: &Settings, at_ms: i64) -> bool {
    let (_, minute) = zone::local(&settings.zone, at_ms);
    let hour = u8::try_from(minute / 60).unwrap_or_default();
    settings.quiet.is_some_and(|quiet| quiet.holds(hour))
}

/// A link to a message; `None` in a basic group, whose messages have none.
fn link(chat: &Chat, thread: Option<i32>, message: i32) -> Option<String> {
    let thread = thread.map_or_else(String::new, |thread| format!("{thread}/"));
    if let Some(name) = chat.username() {
        return Some(format!("https://t.me/{name}/{thread}{message}"));
    }
    // The id of a supergroup is -100 and then the number that its links have.
    let number = (-1_000_000_000_000_i64).checked_sub(chat.id.0).filter(|number| *number > 0)?;
    Some(format!("https://t.me/c/{number}/{thread}{message}"))
}
