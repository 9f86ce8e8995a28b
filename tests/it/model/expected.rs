//! What must leave for an update, worked out from what the update means, without the handlers.
//!
//! The engine is asked for the decision and `reply` for the words, since both must be the same everywhere. Who is
//! answered, where, in reply to what, how often, and by an edit of which message is worked out here.

use std::collections::{HashMap, HashSet};

use serde_json::Value;
use verbatim::bot::BotContext;
use verbatim::bot::groups::{self, AnswerMode, GroupSettings, SettingsPage};
use verbatim::bot::posts;
use verbatim::corpus::Id;
use verbatim::decide::Decision;
use verbatim::engine::Outcome;
use verbatim::reply::{self, Button, Reply, Start, Wording};
use verbatim::text::Question;

/// The bot's user name.
pub(super) const BOT: &str = "verbatim_test_bot";

/// The bot's messages are numbered from here on in every chat, people's below.
pub(super) const OWN: i64 = 1_000_000;

pub(super) const MINUTE_MS: i64 = 60_000;
pub(super) const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// How much is answered: of a person a minute, in a group a minute, unasked in a group an hour.
const LIMITS: [u32; 3] = [20, 15, 6];

/// A person who writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) id: i64,
    pub(super) language: &'static str,
}

/// What a message wants of the bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Means {
    Nothing,
    Question { words: String, of: i64, to_bot: bool },
    Command { name: &'static str, rest: &'static str },
    Settings,
    NoWords,
    Album(String),
}

/// A message of a person. `thread` is a forum's topic; dates are in seconds.
#[derive(Clone, Debug)]
pub(super) struct Message {
    pub(super) chat: i64,
    pub(super) thread: Option<i64>,
    pub(super) id: i64,
    pub(super) from: Person,
    pub(super) date: i64,
    pub(super) means: Means,
}

/// A message of the bot, with the buttons that it has had, the last now.
#[derive(Clone, Debug)]
pub(super) struct Own {
    pub(super) id: i64,
    pub(super) thread: Option<i64>,
    pub(super) reply_to: Option<i64>,
    pub(super) versions: Vec<Vec<Button>>,
}

/// One request that must leave.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) params: Value,
}

pub(super) fn request(method: &str, params: Value) -> Request {
    Request { method: method.to_owned(), params }
}

/// A reply on its way: where, and what is remembered of it.
pub(super) struct Say {
    pub(super) reply: Reply,
    pub(super) reply_to: Option<i64>,
    /// The words that it answers, when it follows their edits.
    pub(super) answers: Option<String>,
    /// The entry that is pointed to from now on, for so long.
    pub(super) said: Option<(Id, i64)>,
    /// Whether it points to the message that it replies to, and is nothing without.
    pub(super) points: bool,
}

#[derive(Debug)]
pub(super) struct Answer {
    pub(super) message: i64,
    pub(super) words: String,
    pub(super) until: i64,
}

/// Everything that the bot must have in mind.
#[derive(Debug)]
pub(super) struct Model<'a> {
    pub(super) handlers: &'a BotContext,
    pub(super) outcomes: HashMap<String, Outcome>,
    pub(super) settings: HashMap<i64, GroupSettings>,
    pub(super) admins: HashSet<(i64, i64)>,
    /// The user names of groups, for links.
    pub(super) names: HashMap<i64, String>,
    pub(super) answers: HashMap<(i64, i64), Answer>,
    pub(super) said: HashMap<(i64, Option<i64>, Id), (i64, i64)>,
    pub(super) counts: HashMap<(usize, i64, i64), (u32, i64)>,
    pub(super) seen: HashMap<String, i64>,
    pub(super) own: HashMap<i64, Vec<Own>>,
    /// The groups that the bot knows, and whether it may write there.
    pub(super) open: HashMap<i64, bool>,
    /// The entries that were posted in a group since a round began.
    pub(super) posted: HashMap<i64, HashSet<Id>>,
    /// Whether what leaves now arrives without a sound.
    pub(super) is_hushed: bool,
}

impl<'a> Model<'a> {
    pub(super) fn new(handlers: &'a BotContext) -> Self {
        Self {
            handlers,
            outcomes: HashMap::new(),
            settings: HashMap::new(),
            admins: HashSet::new(),
            names: HashMap::new(),
            answers: HashMap::new(),
            said: HashMap::new(),
            counts: HashMap::new(),
            seen: HashMap::new(),
            own: HashMap::new(),
            open: HashMap::new(),
            posted: HashMap::new(),
            is_hushed: false,
        }
    }

    /// Whether it is quiet in a chat at a time. No script leaves UTC.
    pub(super) fn is_quiet(&self, chat: i64, at_ms: i64) -> bool {
        let hour = at_ms.div_euclid(60 * MINUTE_MS).rem_euclid(24);
        self.set(chat).quiet.is_some_and(|quiet| {
            let (from, until) = (i64::from(quiet.from), i64::from(quiet.until));
            // Seen from when it begins, over midnight or not; the same hour is the whole day.
            let length = (until - from - 1).rem_euclid(24) + 1;
            (hour - from).rem_euclid(24) < length
        })
    }

    /// What a daily post that is due leads to: of all passages the first that was not posted yet.
    pub(super) fn post(&mut self, chat: i64, is_late: bool, now: i64) -> Vec<Request> {
        if is_late || self.open.get(&chat) != Some(&true) {
            return Vec::new();
        }
        let faq = self.handlers.engine.faq();
        let posted = self.posted.entry(chat).or_default();
        let passages = || faq.entries.iter().filter(|entry| entry.passage.is_some());
        let entry = passages().find(|entry| !posted.contains(&entry.id)).or_else(|| {
            posted.clear();
            passages().next()
        });
        let entry = entry.expect("there are passages");
        posted.insert(entry.id.clone());
        let wording = self.handlers.catalogues.of(reply::language_of(None, None, &faq.language));
        self.is_hushed = self.is_quiet(chat, now);
        let post = self.as_set(chat, posts::post(faq, wording, entry));
        self.send((chat, None, None), &post).0
    }

    /// What the bot said to a message did not arrive: `own` stood there before.
    pub(super) fn unsaid(&mut self, message: &Message, own: usize) {
        self.answers.remove(&(message.chat, message.id));
        self.said
            .retain(|(chat, _, _), (said, _)| *chat != message.chat || *said <= OWN + i64::try_from(own).expect("few"));
        if let Some(all) = self.own.get_mut(&message.chat) {
            all.truncate(own);
        }
    }

    /// A group became a supergroup. What stands in the old one is not in the new one.
    pub(super) fn moved(&mut self, from: i64, to: i64) {
        if self.open.remove(&from).is_none() {
            return;
        }
        self.open.insert(to, true);
        self.settings.remove(&from).into_iter().for_each(|settings| drop(self.settings.insert(to, settings)));
        self.posted.remove(&from).into_iter().for_each(|posted| drop(self.posted.insert(to, posted)));
    }

    pub(super) fn decide(&mut self, words: &str) -> Outcome {
        let engine = &self.handlers.engine;
        self.outcomes.entry(words.to_owned()).or_insert_with(|| engine.decide(&Question::new(words))).clone()
    }

    pub(super) fn wording(&self, person: Person) -> &'a Wording {
        let handlers = self.handlers;
        handlers.catalogues.of(reply::language_of(None, Some(person.language), &handlers.engine.faq().language))
    }

    /// What was set in a group.
    pub(super) fn set(&self, chat: i64) -> GroupSettings {
        self.settings.get(&chat).cloned().unwrap_or_default()
    }

    fn is_silent(&self, message: &Message) -> bool {
        self.is_off(message.chat, message.thread)
    }

    /// Whether the admins of a group let the bot say nothing in a thread of it.
    pub(super) fn is_off(&self, chat: i64, thread: Option<i64>) -> bool {
        let settings = self.set(chat);
        let closed = |thread: i64| settings.closed_threads.iter().any(|closed| i64::from(*closed) == thread);
        chat < 0 && (settings.mode == AnswerMode::Off || thread.is_some_and(closed))
    }

    /// What a new message leads to.
    pub(super) fn message(&mut self, message: &Message, now: i64) -> Vec<Request> {
        self.is_hushed = self.is_quiet(message.chat, message.date * 1000);
        if message.means == Means::Settings && message.chat < 0 {
            return self.settings_page(message, now);
        }
        if message.means == Means::Nothing || self.is_silent(message) {
            return Vec::new();
        }
        let faq = self.handlers.engine.faq();
        let wording = self.wording(message.from);
        let page = match &message.means {
            Means::Question { words, of, to_bot } => return self.question(message, words, *of, *to_bot, now),
            Means::Command { name, rest } => match *name {
                "start" => reply::started(faq, wording, &Start::of(rest)),
                "help" => reply::help(faq, wording),
                "topics" => reply::topics(faq, wording),
                "about" => reply::about(faq, wording, env!("CARGO_PKG_VERSION")),
                "privacy" => reply::privacy(wording, self.handlers.kept),
                "forget" if message.chat > 0 => reply::forget_question(wording),
                "forget" => groups::in_private(wording),
                "ask" => reply::ask_how(faq, wording),
                _ => reply::unknown_command(wording),
            },
            Means::Settings => reply::personal_settings(wording, None),
            Means::NoWords | Means::Album(_) => reply::text_only(faq, wording),
            Means::Nothing => return Vec::new(),
        };
        let page = self.as_set(message.chat, page);
        let is_first = match &message.means {
            Means::Album(album) => self.is_first(format!("album {} {album}", message.chat), DAY_MS, now),
            _ => true,
        };
        let say = self.limited(message, false, plain(page, Some(message.id)), now);
        say.filter(|_| is_first).map_or_else(Vec::new, |say| self.say(message, say, now))
    }

    fn settings_page(&mut self, message: &Message, now: i64) -> Vec<Request> {
        let wording = self.wording(message.from);
        let page = if self.admins.contains(&(message.chat, message.from.id)) {
            self.open.insert(message.chat, true);
            let faq = self.handlers.engine.faq();
            groups::settings_page(faq, wording, &self.set(message.chat), SettingsPage::All, small(message.thread))
        } else if self.is_first(format!("for admins {} {}", message.from.id, message.chat), DAY_MS, now) {
            groups::settings_for_admins(wording)
        } else {
            return Vec::new();
        };
        self.say(message, plain(page, Some(message.id)), 0)
    }

    fn question(&mut self, message: &Message, words: &str, of: i64, to_bot: bool, now: i64) -> Vec<Request> {
        let outcome = self.decide(words);
        let is_urgent = matches!(outcome.decision, Decision::Urgent(_));
        let is_group = message.chat < 0;
        let settings = self.set(message.chat);
        let wording = self.wording(message.from);
        let hour = (2, message.chat, message.date.div_euclid(3600));
        if is_group && !to_bot {
            let may_speak = is_urgent || self.count(hour, now) < LIMITS[2];
            if self.is_hushed || settings.mode != AnswerMode::Auto || !outcome.may_speak_unasked || !may_speak {
                return Vec::new();
            }
        }
        // Who writes in the group's name is one of its admins.
        let is_admin = message.from.id == message.chat || self.admins.contains(&(message.chat, message.from.id));
        if is_group && settings.admins_only && !is_urgent && !is_admin {
            let told = format!("told {} {}", message.from.id, message.chat);
            if !to_bot || !self.is_first(told, DAY_MS, now) {
                return Vec::new();
            }
            return self.say(message, plain(groups::admins_ask(wording), Some(message.id)), now);
        }
        let reply = self.reply(message, &outcome, to_bot && of == message.id);
        let entry = match outcome.decision {
            Decision::Answer(id) if is_group && settings.repeat_minutes > 0 && reply.quoted().is_some() => Some(id),
            _ => None,
        };
        let place = |entry: &Id| (message.chat, message.thread, entry.clone());
        let before = entry.as_ref().and_then(|entry| self.said.get(&place(entry)));
        let answers = Some(words.to_owned());
        let say = match before.filter(|(_, until)| *until > now) {
            None => {
                let until = now + i64::from(settings.repeat_minutes) * MINUTE_MS;
                Say { reply, reply_to: Some(of), answers, said: entry.map(|entry| (entry, until)), points: false }
            }
            Some((said, _)) => {
                let link = self.link(message, *said);
                let reply = groups::answered_above(wording, link.as_deref());
                Say { reply, reply_to: Some(*said), answers, said: None, points: true }
            }
        };
        let say = self.limited(message, is_urgent, say, now);
        if is_group && !to_bot {
            self.count_one(hour, now);
        }
        say.map_or_else(Vec::new, |say| self.say(message, say, now))
    }

    /// The reply to a question, as its chat may see it.
    fn reply(&self, message: &Message, outcome: &Outcome, is_own: bool) -> Reply {
        let (faq, wording) =
            (self.handlers.engine.faq(), self.handlers.catalogues.answering(outcome, self.wording(message.from)));
        let is_harmless = matches!(outcome.decision, Decision::Urgent(_) | Decision::Courtesy(_));
        if message.chat < 0 && outcome.is_about_oneself && !is_harmless {
            if !is_own || message.from.id < 0 {
                return groups::about_oneself(faq, wording, outcome);
            }
            let code = self.handlers.pseudonym.code("held-link", &[&message.chat, &message.id]);
            let code: String = code.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
            return groups::held(faq, wording, outcome, Start::Held(code));
        }
        self.as_set(message.chat, reply::render(faq, wording, outcome))
    }

    pub(super) fn as_set(&self, chat: i64, reply: Reply) -> Reply {
        if self.set(chat).is_short { reply.shortened(self.handlers.engine.faq()) } else { reply }
    }

    fn link(&self, message: &Message, said: i64) -> Option<String> {
        let thread = message.thread.map_or_else(String::new, |thread| format!("{thread}/"));
        let number = -1_000_000_000_000 - message.chat;
        match self.names.get(&message.chat) {
            Some(name) => Some(format!("https://t.me/{name}/{thread}{said}")),
            None => (number > 0).then(|| format!("https://t.me/c/{number}/{thread}{said}")),
        }
    }

    /// What is left of a reply when its person or group has had much within the minute.
    fn limited(&mut self, message: &Message, is_urgent: bool, say: Say, now: i64) -> Option<Say> {
        let minute = message.date.div_euclid(60);
        let mut keys = vec![(0, message.from.id, minute)];
        keys.extend((message.chat < 0).then_some((1, message.chat, minute)));
        let over = keys.iter().map(|key| i64::from(self.count(*key, now)) - i64::from(LIMITS[key.0])).max();
        let over = over.unwrap_or(-1);
        keys.into_iter().for_each(|key| self.count_one(key, now));
        match over {
            _ if is_urgent => Some(say),
            ..0 => Some(say),
            // It is enough that one of the two counts is just full, and none is more than full.
            0 => Some(plain(reply::too_many(self.wording(message.from)), Some(message.id))),
            1.. => None,
        }
    }

    fn count(&self, key: (usize, i64, i64), now: i64) -> u32 {
        self.counts.get(&key).filter(|(_, until)| *until > now).map_or(0, |(count, _)| *count)
    }

    fn count_one(&mut self, key: (usize, i64, i64), now: i64) {
        let count = self.count(key, now);
        let until = if count > 0 { self.counts[&key].1 } else { now + 120 * MINUTE_MS };
        self.counts.insert(key, (count + 1, until));
    }

    /// A person is forgotten: where answers stand in their chat, and what was counted, but for the minute that runs.
    pub(super) fn forget(&mut self, person: Person, now: i64) {
        self.answers.retain(|(chat, _), _| *chat != person.id);
        let minutes = (now / MINUTE_MS - 120)..now / MINUTE_MS;
        self.counts.retain(|(kind, whose, minute), _| *kind != 0 || *whose != person.id || !minutes.contains(minute));
    }

    pub(super) fn is_first(&mut self, key: String, memory_ms: i64, now: i64) -> bool {
        let is_known = self.seen.get(&key).is_some_and(|until| *until > now);
        if !is_known {
            self.seen.insert(key, now + memory_ms);
        }
        !is_known
    }

    /// What the edit of a message leads to, which is as it now is.
    pub(super) fn edit(&mut self, message: &Message, edited: i64, now: i64) -> Vec<Request> {
        let Means::Question { words, of, to_bot } = &message.means else { return Vec::new() };
        self.is_hushed = self.is_quiet(message.chat, message.date * 1000);
        let key = (message.chat, message.id);
        let Some(answer) = self.answers.get(&key).filter(|answer| answer.until > now) else {
            let is_new = *to_bot && (edited - message.date) * 1000 < DAY_MS;
            return if is_new { self.message(message, now) } else { Vec::new() };
        };
        if answer.words == *words || self.is_silent(message) {
            return Vec::new();
        }
        let old = answer.message;
        let outcome = self.decide(words);
        let is_urgent = matches!(outcome.decision, Decision::Urgent(_));
        let reply = self.reply(message, &outcome, *to_bot && *of == message.id);
        let Some(say) = self.limited(message, is_urgent, plain(reply, Some(message.id)), now) else {
            return Vec::new();
        };
        if say.reply == reply::too_many(self.wording(message.from)) {
            return self.say(message, say, now);
        }
        // Whoever asks the same must not be sent to a message that says something else by now.
        self.said.retain(|(chat, _, _), (said, _)| (*chat, *said) != (message.chat, old));
        let minutes = self.set(message.chat).repeat_minutes;
        if let Decision::Answer(entry) = outcome.decision
            && message.chat < 0
            && minutes > 0
            && say.reply.quoted().is_some()
        {
            let until = now + i64::from(minutes) * MINUTE_MS;
            self.said.insert((message.chat, message.thread, entry), (old, until));
        }
        let place = (message.chat, message.thread, Some(*of));
        let (requests, last) = self.show(old, place, &say.reply);
        self.answers.insert(key, Answer { message: last, words: words.clone(), until: now + 49 * 60 * MINUTE_MS });
        requests
    }

    /// What is said when the bot comes to a group.
    pub(super) fn joined(&mut self, chat: i64, from: Person) -> Vec<Request> {
        let (faq, wording) = (self.handlers.engine.faq(), self.wording(from));
        (self.is_hushed, _) = (false, self.open.insert(chat, true));
        self.send((chat, None, None), &groups::joined(faq, wording, false, BOT)).0
    }
}

fn plain(reply: Reply, reply_to: Option<i64>) -> Say {
    Say { reply, reply_to, answers: None, said: None, points: false }
}

pub(super) fn small(thread: Option<i64>) -> Option<i32> {
    thread.map(|thread| i32::try_from(thread).expect("a small number"))
}
