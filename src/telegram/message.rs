//! A message: which ones are meant for the bot, and which words in them are the question.

use std::borrow::Cow;

use super::author::Author;
use super::flood::{Limit, Verdict};
use super::handlers::{Handlers, Scene, Wanted};
use super::incoming::IncomingMessage;
use super::outgoing::{Outgoing, Place, remembering, say, show};
use super::{Me, command, group, memory, post, urgent};
use crate::decide::Decision;
use crate::engine::Outcome;
use crate::reply::{self, Reply};
use crate::store::{self, Answer, Change, Code, Effects, Once, Remembered, StateQuery};
use crate::text::Question;

/// A message edited later than that, whose answer is not remembered, is not taken for a new question.
const EDIT_IS_NEW_MS: i64 = 24 * 60 * 60 * 1000;

/// What a message wants of the bot.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Meant<'a> {
    /// A command other than `/ask` with a question.
    Command(command::Command<'a>),
    /// A question.
    Question {
        words: Cow<'a, str>,
        /// The message that is answered.
        of: i32,
        /// Whether the bot was asked, and did not just overhear it.
        to_bot: bool,
        /// Whether they are the words of who sent the message.
        is_own: bool,
    },
    /// The bot's name, and nothing else.
    NameAlone,
    /// Nothing that was written, in a private chat.
    NoWords,
    /// Nothing that was written, where nobody is told so.
    Aside {
        /// Whether it was handed to the bot.
        to_bot: bool,
    },
}

/// A question with what the engine says about it.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) outcome: Outcome,
    /// Whether the bot was asked, and did not just overhear it.
    pub(super) to_bot: bool,
    /// Whether who sent the message wrote the words.
    is_own: bool,
    /// Where the answer goes.
    pub(super) place: Place,
    /// The message itself, whatever message it wants answered.
    pub(super) message: Code,
    /// The words of the question and what is read beside them, in this chat.
    pub(super) words: Code,
    /// The entry in this place, when the answer is one: the same is not given again at once.
    pub(super) entry: Option<Code>,
}

/// The question in a message, decided; or a red flag, wherever in the message it stands.
pub(super) fn asked(handlers: &Handlers, message: &IncomingMessage) -> Option<Asked> {
    let meant = meant(&handlers.me, message)?;
    let content = &message.content;
    let (words, of, to_bot, is_own) = match &meant {
        Meant::Question { words, of, to_bot, is_own } => (words.as_ref(), *of, *to_bot, *is_own),
        Meant::Command(command) => (command.rest, message.id, true, true),
        Meant::NoWords => (content.asks.as_str(), message.id, true, false),
        Meant::Aside { to_bot } => ("", message.id, *to_bot, false),
        Meant::NameAlone => return None,
    };
    let beside = urgent::beside(message, to_bot);
    if words.is_empty() && beside.is_empty() {
        return None;
    }
    let is_copied = message.author.as_ref().is_some_and(Author::is_copied);
    if is_copied && urgent::is_of_the_bot(handlers.faq(), message) {
        return None;
    }
    let outcome = handlers.engine.decide(&Question::new(words));
    let outcome = urgent::anywhere(&handlers.engine, outcome, words, &beside);
    let is_answered = match (&meant, &outcome.decision) {
        (_, Decision::Urgent(_)) => true,
        (Meant::Question { .. }, _) => !is_copied,
        // A poll or a checklist that says what the text speaks of is taken for a question. Anything else is no words.
        (Meant::NoWords, Decision::Answer(_) | Decision::Choose(_) | Decision::Gap { .. }) => true,
        _ => false,
    };
    if !is_answered {
        return None;
    }
    let place = Place { reply_to: Some(of), ..place(message) };
    let thread = place.thread.unwrap_or_default();
    let pseudonym = &handlers.pseudonym;
    let all = [&[words], &beside[..]].concat().join("\n");
    let entry = match &outcome.decision {
        Decision::Answer(id) => Some(pseudonym.code("said", &[&place.chat, &thread, id])),
        _ => None,
    };
    Some(Asked {
        outcome,
        to_bot,
        is_own,
        place,
        message: pseudonym.code("question", &[&place.chat, &message.id]),
        words: pseudonym.code("words", &[&place.chat, &all]),
        entry,
    })
}

/// The question as it is kept; `None` when it must not be: what may be an emergency, what the bot overheard, what
/// somebody else wrote, who did not ask the bot, and what was written in the name of a chat, which nobody could have
/// forgotten.
pub(super) fn to_keep(
    handlers: &Handlers,
    message: &IncomingMessage,
    asked: &Asked,
    now_ms: i64,
) -> Option<store::Question> {
    if asked.is_urgent() || !asked.to_bot || !asked.is_own {
        return None;
    }
    message.author.as_ref()?.person()?;
    let decision = &asked.outcome.decision;
    Some(store::Question {
        at_ms: now_ms,
        person: handlers.whose(message.author.as_ref()?),
        words: question_in(&handlers.me, message)?.into_owned(),
        decision: decision.name().to_owned(),
        entry: if let Decision::Answer(id) = decision { Some(id.to_string()) } else { None },
    })
}

/// What planning a message needs to know.
pub(super) fn want(
    handlers: &Handlers,
    message: &IncomingMessage,
    asked: Option<&Asked>,
    is_edited: bool,
    wants: &mut StateQuery,
) {
    let Some(author) = &message.author else { return };
    wants.person = Some(handlers.whose(author));
    wants.counts.push(Limit::of_author(handlers, author.id(), message.date).code());
    if !message.chat.is_private() {
        wants.chat = Some(message.chat.id.0);
        wants.counts.push(Limit::in_group(handlers, message.chat.id.0, message.date).code());
        wants.counts.push(Limit::unasked(handlers, message.chat.id.0, message.date).code());
    }
    wants.administered = message.chat.is_private()
        && message
            .content
            .written
            .as_deref()
            .and_then(command::parse)
            .is_some_and(|command| post::is_command(&command));
    if let Some(asked) = asked {
        wants.answers.extend(is_edited.then_some(asked.message));
        wants.answers.extend(asked.entry);
    }
}

/// What a message leads to.
pub(super) fn plan(
    scene: Scene<'_>,
    message: &IncomingMessage,
    asked: Option<&Asked>,
) -> Result<Effects<Outgoing>, Wanted> {
    if let Some(to) = message.migrated_to {
        let moved = Change::Moved { from: message.chat.id.0, to };
        return Ok(Effects { changes: vec![moved], ..Effects::default() });
    }
    let is_urgent = asked.is_some_and(Asked::is_urgent);
    if !is_urgent && let Some(plan) = group::settings_command(scene, message)? {
        return Ok(plan);
    }
    let Some(meant) = meant(scene.me(), message) else { return Ok(Effects::default()) };
    let Some(author) = &message.author else { return Ok(Effects::default()) };
    if !message.chat.is_private() {
        return match (asked, meant) {
            (Some(asked), _) => group::answer(scene, message, author, asked),
            (None, Meant::Command(command)) if command.is("post") => {
                Ok(group::other(scene, message, |place| post::command(scene, place, &command).requests))
            }
            (None, meant) => Ok(group::other(scene, message, |place| other(scene, place, &meant))),
        };
    }
    let plan = match asked {
        None if let Meant::Command(command) = &meant
            && post::is_command(command) =>
        {
            post::command(scene, place(message), command)
        }
        // To anybody else there is no such command.
        None if let Meant::Command(command) = &meant
            && command.is("reload")
            && author.person().is_some_and(|person| scene.handlers.is_staff(person)) =>
        {
            say(place(message), &reply::reloaded(scene.wording, scene.reloaded()?)).into()
        }
        Some(asked) => {
            let reply = reply::render(scene.faq(), scene.wording_for(&asked.outcome), &asked.outcome);
            answer_to(scene, asked, asked.place, &reply, 0).into()
        }
        None => other(scene, place(message), &meant).into(),
    };
    let mut plan = limited(scene, message, author, is_urgent, plan, place(message));
    let is_wordless = asked.is_none() && meant == Meant::NoWords;
    plan.wordless = is_wordless.then_some(message.content.kind);
    Ok(once_for_album(scene, message, is_wordless, plan))
}

/// What an edited message leads to: its answer follows, in place.
pub(super) fn plan_edited(
    scene: Scene<'_>,
    message: &IncomingMessage,
    asked: Option<&Asked>,
) -> Result<Effects<Outgoing>, Wanted> {
    let Some(asked) = asked else { return Ok(Effects::default()) };
    let known = scene.facts.known.answers.iter().find(|(code, _)| *code == asked.message);
    let Some((_, Answer { message: answer, words })) = known else {
        let edited = message.edited.map_or(0, |at| (at - message.date).num_milliseconds());
        let is_new = asked.to_bot && edited < EDIT_IS_NEW_MS;
        return if is_new { plan(scene, message, Some(asked)) } else { Ok(Effects::default()) };
    };
    // Telegram also tells of edits that change no word.
    let Some(author) = message.author.as_ref().filter(|_| *words != asked.words) else { return Ok(Effects::default()) };
    let (reply, place, repeat_minutes) = if message.chat.is_private() {
        (reply::render(scene.faq(), scene.wording_for(&asked.outcome), &asked.outcome), asked.place, 0)
    } else {
        match group::edited(scene, message, asked) {
            Some(edited) => edited,
            None => return Ok(Effects::default()),
        }
    };
    let sends = remembering(show(*answer, place, &reply), &remembered(scene, asked, repeat_minutes));
    Ok(limited(scene, message, author, asked.is_urgent(), sends.into(), place))
}

/// An answer as new messages, remembered so that it can follow the question's edits, and for `repeat_minutes` be pointed
/// to.
pub(super) fn answer_to(
    scene: Scene<'_>,
    asked: &Asked,
    place: Place,
    reply: &Reply,
    repeat_minutes: u32,
) -> Vec<Outgoing> {
    remembering(say(place, reply), &remembered(scene, asked, repeat_minutes))
}

/// What an answer is remembered under: the message that asks, and for `repeat_minutes` what it says.
fn remembered(scene: Scene<'_>, asked: &Asked, repeat_minutes: u32) -> Vec<Remembered> {
    let at_ms = scene.facts.now_ms;
    let chat = scene.handlers.chat(asked.place.chat);
    let words = asked.words;
    let mut all = vec![Remembered { code: asked.message, chat, words, until_ms: at_ms + memory::ms(memory::EDIT) }];
    if let Some(code) = asked.entry.filter(|_| repeat_minutes > 0) {
        all.push(Remembered { code, chat, words, until_ms: at_ms + i64::from(repeat_minutes) * 60_000 });
    }
    all
}

impl Asked {
    /// Whether it must be answered whatever else holds.
    pub(super) fn is_urgent(&self) -> bool {
        matches!(self.outcome.decision, Decision::Urgent(_))
    }
}

/// A plan as far as its author may have it answered now. What is urgent always is.
pub(super) fn limited(
    scene: Scene<'_>,
    message: &IncomingMessage,
    author: &Author,
    is_urgent: bool,
    plan: Effects<Outgoing>,
    place: Place,
) -> Effects<Outgoing> {
    if plan == Effects::default() {
        return plan;
    }
    let mut limits = vec![Limit::of_author(scene.handlers, author.id(), message.date)];
    if !message.chat.is_private() {
        limits.push(Limit::in_group(scene.handlers, message.chat.id.0, message.date));
    }
    let worst = limits.iter().map(|limit| limit.verdict(&scene.facts.known)).max();
    let mut plan = match worst {
        _ if is_urgent => plan,
        Some(Verdict::First) => {
            let place = Place { reply_to: Some(message.id), ..place };
            say(place, &reply::too_many(scene.wording)).into()
        }
        Some(Verdict::More) => Effects::default(),
        Some(Verdict::Fine) | None => plan,
    };
    plan.changes.extend(limits.iter().map(|limit| limit.count(scene.facts.now_ms)));
    plan
}

/// Where the answer to a message goes.
pub(super) fn place(message: &IncomingMessage) -> Place {
    Place { chat: message.chat.id.0, thread: message.thread, reply_to: Some(message.id), is_silent: false }
}

/// The question in a message that the bot answered, without what addressed it to the bot.
pub(super) fn question_in<'a>(me: &Me, message: &'a IncomingMessage) -> Option<Cow<'a, str>> {
    match meant(me, message)? {
        Meant::Question { words, .. } => Some(words),
        Meant::NoWords => message.content.question().map(Cow::Borrowed),
        _ => None,
    }
}

/// What leads to the same in every chat.
fn other(scene: Scene<'_>, place: Place, meant: &Meant<'_>) -> Vec<Outgoing> {
    let reply = match meant {
        Meant::Command(command) => command::answer(scene, place.chat > 0, command),
        Meant::NameAlone => reply::ask_how(scene.faq(), scene.wording),
        Meant::NoWords => reply::text_only(scene.faq(), scene.wording),
        Meant::Question { .. } | Meant::Aside { .. } => return Vec::new(),
    };
    if place.chat > 0 {
        return say(place, &reply);
    }
    let settings = group::settings(scene.facts.known.chat.as_ref());
    match reply.quoted().and_then(|quoted| scene.faq().entry(quoted.entry.as_str())) {
        Some(entry) if !group::topic_is_on(&settings, entry) => say(place, &reply::topic_off(scene.wording)),
        _ => say(place, &group::as_set(scene.faq(), &settings, reply)),
    }
}

/// An album comes as one message for each picture, of which one may carry the words for all.
fn once_for_album(
    scene: Scene<'_>,
    message: &IncomingMessage,
    is_wordless: bool,
    mut plan: Effects<Outgoing>,
) -> Effects<Outgoing> {
    if let Some(album) = &message.album {
        // What has words is answered in any case; what has none only if nothing of the album was.
        let sends = if is_wordless { std::mem::take(&mut plan.requests) } else { Vec::new() };
        let code = scene.handlers.pseudonym.code("album", &[&message.chat.id, album]);
        plan.once = Some(Once { code, ttl: memory::MEDIA_GROUP, requests: sends });
    }
    plan
}

/// What a message wants of the bot; `None` when it wants nothing.
fn meant<'a>(me: &Me, message: &'a IncomingMessage) -> Option<Meant<'a>> {
    // What bots write, and what was sent through this one, leads to nothing, or two bots would talk without end.
    let author = message.author.as_ref().filter(|_| !message.is_bots(me) && !message.chat.is_channel())?;
    let content = &message.content;
    let is_private = message.chat.is_private();
    let Some(words) = content.written.as_deref() else {
        return Some(match is_private && !content.is_service {
            true => Meant::NoWords,
            false => Meant::Aside { to_bot: is_private || is_reply_to(me, message) },
        });
    };
    let question = |words| Some(Meant::Question { words, of: message.id, to_bot: true, is_own: true });
    if let Some(command) = command::parse(words) {
        let is_ask = command.is("ask");
        // Without the bot's name a command in a group may be meant for any bot there; few have `/ask`.
        let is_meant = command.is_for(me) && (is_private || command.bot.is_some() || is_ask);
        return match () {
            () if !is_meant => None,
            () if is_ask && !command.rest.is_empty() => question(Cow::Borrowed(command.rest)),
            // Nobody stands behind a copy whom it could be explained to.
            () if author.is_copied() => None,
            () if is_ask => Some(asked_of_another(me, message).unwrap_or(Meant::Command(command))),
            () => Some(Meant::Command(command)),
        };
    }
    match without_mention(words, me) {
        Some(rest) if rest.is_empty() => match () {
            () if author.is_copied() => None,
            () if is_private => question(Cow::Borrowed(words)),
            () => Some(asked_of_another(me, message).unwrap_or(Meant::NameAlone)),
        },
        Some(rest) => question(Cow::Owned(rest)),
        None => {
            let to_bot = is_private || is_reply_to(me, message);
            Some(Meant::Question { words: Cow::Borrowed(words), of: message.id, to_bot, is_own: true })
        }
    }
}

/// The question of somebody else, to whom somebody answers with `/ask` or the bot's name: what they quote of it, or all
/// of it.
fn asked_of_another<'a>(me: &Me, message: &'a IncomingMessage) -> Option<Meant<'a>> {
    let other = message.replied.as_deref().filter(|other| other.author.as_ref().is_some_and(|from| !from.is_bot()));
    let quoted = message.quote.as_ref().map(|quote| quote.words.as_str());
    let words = quoted.or_else(|| other?.content.question())?;
    let words = match command::parse(words) {
        Some(command) if command.is("ask") => Cow::Borrowed(command.rest),
        Some(_) => return None,
        None => without_mention(words, me).map_or(Cow::Borrowed(words), Cow::Owned),
    };
    // What stands in another chat cannot be answered there.
    let of = other.map_or(message.id, |other| other.id);
    (!words.is_empty()).then_some(Meant::Question { words, of, to_bot: true, is_own: false })
}

fn is_reply_to(me: &Me, message: &IncomingMessage) -> bool {
    let replied = message.replied.as_ref().and_then(|replied| replied.author.as_ref());
    matches!(replied, Some(Author::Bot(id)) if id.unsigned_abs() == me.id)
}

/// The words without the bot's name; `None` when it is not named.
fn without_mention(words: &str, me: &Me) -> Option<String> {
    let name = format!("@{}", me.username.to_ascii_lowercase());
    let lower = words.to_ascii_lowercase();
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let (start, _) = lower.match_indices(&name).find(|(at, _)| {
        !words[..*at].ends_with(|c: char| is_part(c) || c == '@') && !words[at + name.len()..].starts_with(is_part)
    })?;
    let before = words[..start].trim_end().trim_end_matches([',', ':']);
    let after = words[start + name.len()..].trim_start_matches([',', ':']).trim_start();
    let space = if after.starts_with(is_part) { " " } else { "" };
    Some(format!("{before}{space}{after}").trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Me, without_mention};

    #[track_caller]
    fn check(words: &str, expected: Option<&str>) {
        let me = Me { id: 1, username: "Faq_Bot".to_owned(), hears_all: false };
        assert_eq!(without_mention(words, &me).as_deref(), expected, "{words:?}");
    }

    #[test]
    fn the_question_is_what_stands_around_the_name() {
        check("@faq_bot what is TACE?", Some("what is TACE?"));
        check("@Faq_Bot: what is TACE?", Some("what is TACE?"));
        check("what is TACE, @faq_bot?", Some("what is TACE?"));
        check("what @faq_bot is TACE", Some("what is TACE"));
        check("é@faq_bot_ @faq_bot", Some("é@faq_bot_"));
        check("@faq_bot", Some(""));
    }

    #[test]
    fn other_names_are_not_its_own() {
        check("what is TACE?", None);
        check("@faq_bots what", None);
        check("@faq_bot2 what", None);
        check("me@faq_bot what", None);
        check("faq_bot what", None);
    }
}
