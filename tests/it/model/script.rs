//! Random updates of many chats, each with what must leave for it.

use std::collections::{HashMap, HashSet};

use proptest::prelude::RngExt as _;
use proptest::test_runner::{RngAlgorithm, TestRng};
use serde_json::{Value, json};
use verbatim::bot::BotContext;

use super::expected::{BOT, Means, Message, Model, Person, Request};
use super::taps::Tap;
use crate::telegram::updates::{self, Post};

/// A seeded generator.
#[derive(Debug)]
pub(super) struct Random(TestRng);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        Self(TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0.random_range(0..limit)
    }

    /// Happens so many times in a hundred.
    pub(super) fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// How large a script is and how its time passes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub(super) updates: usize,
    /// Private chats, basic groups, supergroups, forums, channels.
    pub(super) chats: [usize; 5],
    /// Between two updates pass so many milliseconds, and up to so many more.
    pub(super) pause_ms: (i64, usize),
    /// So many of a hundred updates come from the few chats that are busy.
    pub(super) busy_percent: usize,
    /// Whether groups have people of their own. Where limits bite, what one person did elsewhere must not matter: which
    /// of two chats comes first is open.
    pub(super) has_strangers: bool,
    /// Hours and days pass now and then.
    pub(super) has_jumps: bool,
    /// The time at which everything is handled; `None` when each update is at its own.
    pub(super) now_ms: Option<i64>,
    /// Whether there are daily posts and quiet hours, groups become supergroups, and Telegram refuses now and then.
    pub(super) has_turns: bool,
}

/// What becomes of the first thing that is sent for an update, and of what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Taken,
    /// All of it is refused, with 400.
    Refused,
    /// The chat turns the bot away, with 403.
    TurnedAway,
    /// It must wait, with 429, and is taken then.
    Waits,
}

/// An update that is offered to the bot.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) update: Value,
    pub(super) chat: Option<i64>,
    pub(super) at_ms: i64,
    pub(super) what: &'static str,
    pub(super) fate: Fate,
    pub(super) expected: Vec<Request>,
}

/// What a group's becoming a supergroup is called. What comes after it in the new one comes after it has been handled.
pub(super) const MIGRATION: &str = "a migration";

/// What happens, in order, with everybody who administers a group.
#[derive(Debug)]
pub(super) struct Script {
    pub(super) steps: Vec<Step>,
    pub(super) chats: Vec<Value>,
    pub(super) admins: HashSet<(i64, i64)>,
}

const LANGUAGES: [&str; 6] = ["en", "en", "en", "de", "es", "zh"];

const QUESTIONS: [&str; 30] = [
    "what is TACE?",
    "what's TACE",
    "what is TACE exactly?",
    "does the liver grow back",
    "does the liver grow back after surgery?",
    "what is systemic chemotherapy?",
    "who can have surgery?",
    "how hot does the needle get?",
    "side effects",
    "can it be combined",
    "how long does it take",
    "what are the risks",
    "what about the liver thing?",
    "how much does TACE cost",
    "how much does ablation cost?",
    "is there parking at the hospital?",
    "he is vomiting blood",
    "I am vomiting blood",
    "i want to end my life",
    "hello",
    "thank you",
    "good morning",
    "purple elephants dancing",
    "what is for dinner?",
    "🙂",
    "I have two lesions, should I have TACE?",
    "my mum has lesions in both lobes, can she have surgery?",
    "TACE is what he had",
    "<b>what</b> & \"why\"?",
    "¿qué es TACE?",
];

/// A chat with what was written there.
#[derive(Debug)]
pub(super) struct Chat {
    pub(super) id: i64,
    pub(super) info: Value,
    pub(super) members: Vec<Person>,
    topics: Vec<i64>,
    pub(super) last_id: i64,
    /// The latest form of each message of a person, for what replies to it.
    pub(super) seen: HashMap<i64, Value>,
    /// Messages that their author may edit, with what they reply to.
    editable: Vec<(Message, Option<Value>)>,
    pub(super) last_tap: Option<Tap>,
}

/// Makes a script.
pub(super) struct Writer<'a> {
    pub(super) random: Random,
    pub(super) model: Model<'a>,
    pub(super) size: Size,
    date_ms: i64,
    pub(super) date: i64,
    pub(super) chats: Vec<Chat>,
    busy: Vec<usize>,
    steps: Vec<Step>,
    questions: Vec<String>,
    last_query: u64,
    last_update: i64,
    last_post: i64,
}

impl<'a> Writer<'a> {
    pub(super) fn write(handlers: &'a BotContext, size: Size, seed: u64) -> Script {
        let mut questions: Vec<String> = QUESTIONS.map(str::to_owned).to_vec();
        questions.extend(handlers.engine.faq().entries.iter().map(|entry| entry.question.clone()));
        let mut writer = Writer {
            random: Random::new(seed),
            model: Model::new(handlers),
            size,
            date_ms: 1_795_413_600_000,
            date: 1_795_413_600,
            chats: Vec::new(),
            busy: Vec::new(),
            steps: Vec::new(),
            questions,
            last_query: 0,
            last_update: 100_000_000,
            last_post: 0,
        };
        writer.people();
        while writer.steps.len() < size.updates {
            writer.next();
        }
        let chats = writer.chats.iter().map(|chat| chat.info.clone()).collect();
        Script { steps: writer.steps, chats, admins: writer.model.admins }
    }

    fn people(&mut self) {
        let counted = |n: usize| i64::try_from(n).expect("few");
        let [private, groups, supergroups, forums, channels] = self.size.chats;
        let everybody: Vec<Person> =
            (0..private).map(|n| Person { id: 1000 + counted(n), language: LANGUAGES[n % LANGUAGES.len()] }).collect();
        for person in &everybody {
            self.chat(known(*person).chat(), vec![*person], &[]);
        }
        let kinds = [(groups, 0), (supergroups, 1), (forums, 2), (channels, 3)];
        for (n, kind) in kinds.into_iter().flat_map(|(count, kind)| (0..count).map(move |n| (n, kind))) {
            let number = counted(n);
            let info = match kind {
                0 => updates::group(-500 - number),
                1 => updates::supergroup(-1_001_000_000_000 - number),
                2 => updates::forum(-1_002_000_000_000 - number),
                _ => updates::channel(-1_003_000_000_000 - number),
            };
            let id = info["id"].as_i64().expect("a number");
            let own = 1_000_000 - 10 * (id % 1_000_000);
            let members: Vec<Person> = match self.size.has_strangers {
                true => (0..5).map(|who| Person { id: own + who, language: "en" }).collect(),
                false => (0..5).map(|_| self.random.pick(&everybody)).collect(),
            };
            self.model.admins.insert((id, members[0].id));
            if let Some(name) = info["username"].as_str() {
                self.model.names.insert(id, name.to_owned());
            }
            self.chat(info, members, if kind == 2 { &[31, 32, 33] } else { &[] });
        }
    }

    fn chat(&mut self, info: Value, members: Vec<Person>, topics: &[i64]) {
        let id = info["id"].as_i64().expect("a number");
        let (topics, seen, editable) = (topics.to_vec(), HashMap::new(), Vec::new());
        self.chats.push(Chat { id, info, members, topics, last_id: 50, seen, editable, last_tap: None });
    }

    pub(super) fn now(&self) -> i64 {
        self.size.now_ms.unwrap_or(self.date * 1000)
    }

    fn next(&mut self) {
        let (least, more) = self.size.pause_ms;
        self.date_ms += least + i64::try_from(self.random.below(more + 1)).expect("small");
        if self.size.has_jumps && self.random.below(500) == 0 {
            self.date_ms += 3_600_000 * i64::try_from(1 + self.random.below(30)).expect("small");
        }
        self.date = self.date_ms / 1000;
        if self.busy.len() < 12 || self.random.percent(5) {
            let chat = self.random.below(self.chats.len());
            self.busy.truncate(11);
            self.busy.insert(0, chat);
        }
        let chat = match self.random.percent(self.size.busy_percent) {
            true => self.busy[self.random.below(self.busy.len())],
            false => self.random.below(self.chats.len()),
        };
        let id = self.chats[chat].id;
        if self.size.has_turns {
            match self.random.below(400) {
                0..12 => return self.post(chat),
                12..16 => return self.migrate(chat),
                _ => {}
            }
        }
        match self.random.below(100) {
            0..4 => self.again(),
            4..6 => self.inline(chat),
            _ if self.chats[chat].info["type"] == "channel" => self.channel_post(chat),
            6..28 => self.tap(chat),
            28..32 => self.tap_again(chat),
            32..42 => self.edit(chat),
            _ if id > 0 => self.private(chat),
            42..47 => {
                self.settings(chat);
                if self.size.has_turns && self.random.percent(50) {
                    self.hush(chat);
                }
            }
            47 => self.joins(chat),
            _ => self.group(chat),
        }
    }

    pub(super) fn push(&mut self, what: &'static str, chat: Option<i64>, update: Value, expected: Vec<Request>) {
        self.push_with(what, chat, update, Fate::Taken, expected);
    }

    fn push_with(
        &mut self,
        what: &'static str,
        chat: Option<i64>,
        mut update: Value,
        fate: Fate,
        expected: Vec<Request>,
    ) {
        self.last_update += 1;
        update["update_id"] = json!(self.last_update);
        self.steps.push(Step { update, chat, at_ms: self.now(), what, fate, expected });
    }

    /// A daily post is due, some of them too late. The bot numbers them itself.
    fn post(&mut self, chat: usize) {
        let chat = self.chats[chat].id;
        if chat > 0 {
            return;
        }
        let is_late = self.random.percent(10);
        let until_ms = self.now() + if is_late { -1 } else { 1 };
        self.last_post -= 1;
        let post = json!({"chat": chat, "kind": "passage", "until_ms": until_ms});
        let update = json!({"update_id": self.last_post, "verbatim_post": post});
        let expected = self.model.post(chat, is_late, self.now());
        let (what, fate) = ("a post", Fate::Taken);
        self.steps.push(Step { update, chat: Some(chat), at_ms: self.now(), what, fate, expected });
    }

    /// A basic group becomes a supergroup, where nothing stands yet.
    fn migrate(&mut self, chat: usize) {
        let old = self.chats[chat].id;
        if self.chats[chat].info["type"] != "group" {
            return;
        }
        let new = -1_004_000_000_000 + old;
        let message = json!({
            "message_id": self.number(chat), "date": self.date, "chat": self.chats[chat].info,
            "from": known(self.chats[chat].members[0]).to_json(), "migrate_to_chat_id": new,
        });
        self.model.moved(old, new);
        let members = &self.chats[chat].members;
        let admins: Vec<_> = members.iter().filter(|who| self.model.admins.contains(&(old, who.id))).collect();
        self.model.admins.extend(admins.into_iter().map(|who| (new, who.id)));
        self.push(MIGRATION, Some(old), json!({"message": message}), Vec::new());
        let info = updates::supergroup(new);
        if let Some(name) = info["username"].as_str() {
            self.model.names.insert(new, name.to_owned());
        }
        let members = std::mem::take(&mut self.chats[chat].members);
        let (seen, editable) = (HashMap::new(), Vec::new());
        self.chats[chat] =
            Chat { id: new, info, members, topics: Vec::new(), last_id: 50, seen, editable, last_tap: None };
    }

    /// What Telegram makes of what is said to a message, now and then.
    fn fate(&mut self) -> Fate {
        match self.random.below(100) {
            _ if !self.size.has_turns => Fate::Taken,
            0..2 => Fate::Refused,
            2..4 => Fate::TurnedAway,
            4..8 => Fate::Waits,
            _ => Fate::Taken,
        }
    }

    /// An update that came before comes again.
    fn again(&mut self) {
        if !self.steps.is_empty() {
            let most = if self.random.percent(50) { 5 } else { 150 };
            let recent = self.random.below(self.steps.len().min(most));
            let step = self.steps[self.steps.len() - 1 - recent].clone();
            if step.what == "a post" || step.what == MIGRATION {
                return;
            }
            self.steps.push(Step { what: "again", expected: Vec::new(), ..step });
        }
    }

    pub(super) fn query(&mut self) -> String {
        self.last_query += 1;
        format!("query{}", self.last_query)
    }

    fn inline(&mut self, chat: usize) {
        let person = known(self.chats[chat].members[0]);
        let words = self.question();
        if self.random.percent(30) {
            let update = updates::chosen_inline_result(&person, "tace-what", &words, "");
            return self.push("a result that was chosen", None, update, Vec::new());
        }
        let mut update = updates::inline_query(&person, &words, "");
        let query = self.query();
        update["inline_query"]["id"] = json!(query);
        let params = json!({"inline_query_id": query});
        self.push("an inline query", None, update, vec![Request { method: "answerInlineQuery".to_owned(), params }]);
    }

    fn channel_post(&mut self, chat: usize) {
        let words = format!("/ask {}", self.question());
        let (id, info) = (self.chats[chat].id, self.chats[chat].info.clone());
        let number = self.number(chat);
        let post = updates::channel_post(&info, &words).numbered(number).with("date", self.date);
        self.push("a channel's post", Some(id), post.into(), Vec::new());
    }

    pub(super) fn question(&mut self) -> String {
        // Some are asked again and again.
        let among = match self.random.below(10) {
            0..4 => 6,
            4..8 => QUESTIONS.len(),
            _ => self.questions.len(),
        };
        let n = self.random.below(among);
        self.questions[n].clone()
    }

    fn number(&mut self, chat: usize) -> i64 {
        self.chats[chat].last_id += 1;
        self.chats[chat].last_id
    }

    /// A message that is sent now, `above` being what it replies to.
    pub(super) fn message(&mut self, chat: usize, who: Person, words: &str, means: Means) -> (Message, Post) {
        let thread = match self.chats[chat].topics.clone() {
            topics if topics.is_empty() || self.random.percent(25) => None,
            topics => Some(self.random.pick(&topics)),
        };
        let id = self.number(chat);
        let means = match means {
            Means::Question { words, of: 0, to_bot } => Means::Question { words, of: id, to_bot },
            other => other,
        };
        let message = Message { chat: self.chats[chat].id, thread, id, from: who, date: self.date, means };
        (message, updates::text(&known(who), words))
    }

    /// Puts a message into its chat and topic.
    pub(super) fn placed(&mut self, chat: usize, message: &Message, post: Post, above: Option<&Value>) -> Post {
        let info = self.chats[chat].info.clone();
        let post = post.within(&info).numbered(message.id).with("date", message.date);
        let Some(thread) = message.thread else { return above.iter().fold(post, |post, above| post.reply_to(above)) };
        // In a topic whatever replies to nothing replies to the message that opened it, here the bot's.
        let opening = json!({
            "message_id": thread, "date": 1, "chat": info, "message_thread_id": thread, "is_topic_message": true,
            "from": {"id": 7_000_000_001_i64, "is_bot": true, "first_name": "Verbatim", "username": BOT},
        });
        post.topic(thread).reply_to(above.unwrap_or(&opening))
    }

    pub(super) fn says(&mut self, what: &'static str, chat: usize, message: Message, post: Post, above: Option<Value>) {
        let post = self.placed(chat, &message, post, above.as_ref());
        let update = Value::from(post);
        self.chats[chat].seen.insert(message.id, without_reply(&update["message"]));
        let own = self.model.own.get(&message.chat).map_or(0, Vec::len);
        let mut expected = self.model.message(&message, self.now());
        let fate = self.fate();
        if matches!(fate, Fate::Refused | Fate::TurnedAway) && !expected.is_empty() {
            expected.clear();
            self.model.unsaid(&message, own);
            if fate == Fate::TurnedAway {
                self.model.open.entry(message.chat).and_modify(|is_open| *is_open = false);
            }
        }
        self.push_with(what, Some(message.chat), update, fate, expected);
        if ["talk", "asked", "in private"].contains(&what) {
            self.chats[chat].editable.push((message, above));
        }
    }

    fn edit(&mut self, chat: usize) {
        let count = self.chats[chat].editable.len();
        if count == 0 {
            return;
        }
        let at = count - 1 - self.random.below(count.min(4));
        let (old, above) = self.chats[chat].editable[at].clone();
        let Means::Question { words, to_bot, .. } = &old.means else { return };
        let question = if self.random.percent(30) { words.clone() } else { self.question() };
        let to_bot = *to_bot || self.random.percent(40);
        let (words, means) = if old.chat > 0 { self.in_private(&question) } else { self.in_group(&question, to_bot) };
        let Means::Question { words: question, to_bot, .. } = means else { return };
        let new = Message { means: Means::Question { words: question, of: old.id, to_bot }, ..old };
        let post = updates::text(&known(new.from), &words);
        let post = self.placed(chat, &new, post, above.as_ref()).edited(new.id).with("edit_date", self.date);
        let update = Value::from(post);
        self.chats[chat].seen.insert(new.id, without_reply(&update["edited_message"]));
        let expected = self.model.edit(&new, self.date, self.now());
        self.push("an edit", Some(new.chat), update, expected);
        self.chats[chat].editable[at] = (new, above);
    }
}

pub(super) fn known(person: Person) -> updates::Person {
    updates::person(person.id).with("language_code", person.language)
}

pub(super) fn without_reply(message: &Value) -> Value {
    let mut message = message.clone();
    message.as_object_mut().expect("an object").remove("reply_to_message");
    message
}
