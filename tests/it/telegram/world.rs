//! What the server remembers: chats, messages, open queries, waiting updates. It knows nothing of HTTP.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use super::ephemeral;
use super::faults::Faults;
use super::log::Request;
use super::threads::Threads;
use super::validate::ApiError;

/// The bot's user id.
pub(crate) const BOT_ID: i64 = 7_000_000_001;
/// The bot's user name, without `@`.
pub(crate) const BOT_USERNAME: &str = "verbatim_test_bot";
/// The only token the server takes.
pub(crate) const TOKEN: &str = "7000000001:AAFakeFakeFakeFakeFakeFakeFakeFakeFake";

/// Everything behind the server's lock.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) chats: BTreeMap<i64, Chat>,
    pub(crate) queue: BTreeMap<i64, Value>,
    pub(crate) next_update_id: i64,
    /// The last `allowed_updates` that was given; `None` means Telegram's default.
    pub(crate) allowed_updates: Option<Vec<String>>,
    /// Updates that `allowed_updates` kept from the bot.
    pub(crate) filtered: Vec<Value>,
    pub(crate) webhook: Option<Value>,
    /// Grows with every getUpdates; an older poller sees that it was overtaken.
    pub(crate) poller: u64,
    /// Callback, inline and guest queries by id; `true` while an answer is still taken.
    pub(crate) queries: HashMap<String, bool>,
    /// What each query was answered with.
    pub(crate) answers: HashMap<String, Value>,
    pub(crate) inline_messages: HashMap<String, Value>,
    pub(crate) next_query: i64,
    /// The bot's profile: commands by scope and language, names, descriptions.
    pub(crate) profile: BTreeMap<String, Value>,
    /// Whether @BotFather switched inline mode on.
    pub(crate) has_inline_mode: bool,
    /// Whether @BotFather switched guest mode on.
    pub(crate) has_guest_mode: bool,
    pub(crate) is_logged_out: bool,
    pub(crate) is_down: bool,
    pub(crate) faults: Faults,
    pub(crate) log: Vec<Request>,
    pub(crate) violations: Vec<String>,
    /// How many messages the bot has sent.
    pub(crate) posted: usize,
    /// Whether the server knows of messages that one person alone sees; one that does not shows them to all.
    pub(crate) knows_ephemeral: bool,
    /// The number of the next of them.
    pub(crate) next_ephemeral: i64,
    /// Seconds since 1970; one second passes with every message.
    pub(crate) now: i64,
}

/// What keeps a bot from writing to a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    Fine,
    Blocked,
    Deactivated,
    Kicked,
    Left,
    NotStarted,
    Migrated(i64),
}

/// One chat as the bot meets it.
#[derive(Debug)]
pub(crate) struct Chat {
    /// The `chat` object of its messages.
    pub(crate) info: Value,
    pub(crate) standing: Standing,
    /// The messages that stand here now, by number.
    pub(crate) messages: BTreeMap<i64, Value>,
    /// The messages that one person alone sees, by a number of their own, with who that is.
    pub(crate) alone: BTreeMap<i64, (i64, Value)>,
    /// The numbers of the messages that the bot sent.
    pub(crate) own: BTreeSet<i64>,
    pub(crate) last_message_id: i64,
    pub(crate) threads: Threads,
    /// The numbers of messages that others replied to, which the bot need not have got.
    pub(crate) replied_to: BTreeSet<i64>,
    /// Users by id: the user object and the member status.
    pub(crate) members: BTreeMap<i64, (Value, String)>,
    /// Whether its members may send no polls.
    pub(crate) forbids_polls: bool,
    /// At most so many sends in so long.
    pub(crate) limit: Option<(usize, Duration)>,
    pub(crate) sends: VecDeque<Instant>,
}

impl Chat {
    fn new(info: Value) -> Self {
        Self {
            info,
            standing: Standing::Fine,
            messages: BTreeMap::new(),
            alone: BTreeMap::new(),
            own: BTreeSet::new(),
            last_message_id: 0,
            threads: Threads::default(),
            replied_to: BTreeSet::new(),
            members: BTreeMap::from([(BOT_ID, (bot(), "member".to_owned()))]),
            forbids_polls: false,
            limit: None,
            sends: VecDeque::new(),
        }
    }

    /// `private`, `group`, `supergroup` or `channel`.
    pub(crate) fn kind(&self) -> &str {
        self.info["type"].as_str().unwrap_or("private")
    }

    /// Whether it is what people write to a channel.
    pub(crate) fn is_direct(&self) -> bool {
        self.info["is_direct_messages"] == json!(true)
    }
}

/// The bot as a user object.
pub(crate) fn bot() -> Value {
    json!({"id": BOT_ID, "is_bot": true, "first_name": "Verbatim", "username": BOT_USERNAME})
}

impl Default for World {
    fn default() -> Self {
        Self {
            chats: BTreeMap::new(),
            queue: BTreeMap::new(),
            next_update_id: 100_000_001,
            allowed_updates: None,
            filtered: Vec::new(),
            webhook: None,
            poller: 0,
            queries: HashMap::new(),
            answers: HashMap::new(),
            inline_messages: HashMap::new(),
            next_query: 4_382_000_000_000_000_001,
            profile: BTreeMap::new(),
            has_inline_mode: true,
            has_guest_mode: true,
            is_logged_out: false,
            is_down: false,
            faults: Faults::default(),
            log: Vec::new(),
            violations: Vec::new(),
            posted: 0,
            knows_ephemeral: true,
            next_ephemeral: 29_000_001,
            now: 1_795_413_600,
        }
    }
}

/// The kinds of update that carry a message of their own.
const MESSAGE_KINDS: [&str; 8] = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_message",
    "edited_business_message",
    "guest_message",
    "edited_guest_message",
];

/// The kinds that come only when asked for by name.
const OPT_IN_KINDS: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

impl World {
    /// The moment, then one second later for the next caller.
    pub(crate) fn tick(&mut self) -> i64 {
        self.now += 1;
        self.now
    }

    /// A new id for a callback or inline query.
    pub(crate) fn query_id(&mut self) -> String {
        self.next_query += 1;
        self.next_query.to_string()
    }

    /// Records something that the real server lets pass and a careful bot would not do.
    pub(crate) fn violation(&mut self, text: String) {
        self.violations.push(text);
    }

    /// Queues an update: fills in what it lacks (ids, dates), takes note of its chat, people and message.
    /// Gives its id, 0 when `allowed_updates` keeps it back and `is_forced` is not set.
    pub(crate) fn push(&mut self, mut update: Value, is_forced: bool) -> i64 {
        let kind = kind_of(&update);
        if kind == "guest_message" {
            let message = update[&kind].take();
            update[&kind] = self.overhear(message);
        } else if MESSAGE_KINDS.contains(&kind.as_str()) {
            let message = update[&kind].take();
            update[&kind] = self.receive(message);
        } else {
            if kind == "callback_query" || kind == "inline_query" {
                if update[&kind]["id"].is_null() {
                    update[&kind]["id"] = json!(self.query_id());
                }
                let id = update[&kind]["id"].as_str().unwrap_or_default().to_owned();
                self.queries.insert(id, true);
            }
            if kind == "chosen_inline_result"
                && let Some(id) = update[&kind]["inline_message_id"].as_str()
            {
                self.inline_messages.insert(id.to_owned(), json!({}));
            }
            if kind.ends_with("chat_member") {
                if update[&kind]["date"].is_null() {
                    update[&kind]["date"] = json!(self.tick());
                }
                self.note_member_change(&update[&kind]);
            }
        }
        let is_wanted = match &self.allowed_updates {
            Some(allowed) => allowed.contains(&kind),
            None => !OPT_IN_KINDS.contains(&kind.as_str()),
        };
        let is_off = kind == "guest_message" && !self.has_guest_mode;
        if is_off || (!is_wanted && !is_forced) {
            self.filtered.push(update);
            return 0;
        }
        let id = update["update_id"].as_i64().unwrap_or(self.next_update_id);
        self.next_update_id = self.next_update_id.max(id + 1);
        update["update_id"] = json!(id);
        self.queue.insert(id, update);
        id
    }

    /// Keeps an incoming message, numbered and dated, so that it can be answered and quoted.
    fn receive(&mut self, mut message: Value) -> Value {
        if !message["chat"].is_object() {
            return message;
        }
        if !message["ephemeral_message_id"].is_null() {
            return ephemeral::receive(self, message);
        }
        let now = self.tick();
        let chat = self.chat_of(&message["chat"]);
        if message["message_id"].is_null() {
            chat.last_message_id += 1;
            message["message_id"] = json!(chat.last_message_id);
        }
        if message["date"].is_null() {
            message["date"] = json!(now);
        }
        if let Some(id) = message["message_id"].as_i64() {
            chat.last_message_id = chat.last_message_id.max(id);
            chat.messages.insert(id, message.clone());
        }
        chat.threads.note(&message);
        chat.replied_to.extend(message["reply_to_message"]["message_id"].as_i64());
        if let Some(user) = message["from"]["id"].as_i64() {
            chat.members.entry(user).or_insert_with(|| (message["from"].clone(), "member".to_owned()));
        }
        message
    }

    /// Keeps a message that names the bot where it is no member, and opens its query.
    fn overhear(&mut self, mut message: Value) -> Value {
        if message["guest_query_id"].is_null() {
            message["guest_query_id"] = json!(self.query_id());
        }
        let query = message["guest_query_id"].as_str().unwrap_or_default().to_owned();
        self.queries.entry(query).or_insert(true);
        let place = message["chat"]["id"].as_i64().filter(|id| !self.chats.contains_key(id));
        let message = self.receive(message);
        if let Some(place) = place {
            let chat = self.chat_by_id(place);
            chat.members.remove(&BOT_ID);
            chat.standing = if chat.kind() == "private" { Standing::NotStarted } else { Standing::Left };
        }
        message
    }

    fn note_member_change(&mut self, change: &Value) {
        if !change["chat"].is_object() {
            return;
        }
        let chat = self.chat_of(&change["chat"]);
        let new = &change["new_chat_member"];
        let status = new["status"].as_str().unwrap_or("member").to_owned();
        if new["user"]["id"] == json!(BOT_ID) {
            chat.standing = match (status.as_str(), chat.kind()) {
                ("kicked", "private") => Standing::Blocked,
                ("kicked", _) => Standing::Kicked,
                ("left", _) => Standing::Left,
                _ => Standing::Fine,
            };
        }
        if let Some(user) = new["user"]["id"].as_i64() {
            chat.members.insert(user, (new["user"].clone(), status));
        }
    }

    /// The chat of a `chat` object; met for the first time, it is kept.
    pub(crate) fn chat_of(&mut self, info: &Value) -> &mut Chat {
        let id = info["id"].as_i64().expect("a chat has an id");
        self.chats.entry(id).or_insert_with(|| Chat::new(info.clone()))
    }

    /// A chat by id; an unknown one is made from its id: positive is private, -100… a supergroup, negative a group.
    pub(crate) fn chat_by_id(&mut self, id: i64) -> &mut Chat {
        self.chats.entry(id).or_insert_with(|| {
            Chat::new(match id {
                1.. => json!({"id": id, "type": "private", "first_name": "User"}),
                ..=-1_000_000_000_000 => json!({"id": id, "type": "supergroup", "title": "Supergroup"}),
                _ => json!({"id": id, "type": "group", "title": "Group", "all_members_are_administrators": false}),
            })
        })
    }

    /// Stores a message of the bot in a chat and gives it as the API returns it.
    pub(crate) fn post(&mut self, chat_id: i64, body: Map<String, Value>) -> Value {
        let date = self.tick();
        let chat = self.chat_by_id(chat_id);
        chat.last_message_id += 1;
        let mut message = body;
        message.insert("message_id".to_owned(), json!(chat.last_message_id));
        message.insert("date".to_owned(), json!(date));
        message.insert("chat".to_owned(), chat.info.clone());
        if chat.kind() == "channel" {
            message.insert("sender_chat".to_owned(), chat.info.clone());
        } else {
            message.insert("from".to_owned(), bot());
        }
        let message = Value::Object(message);
        chat.own.insert(chat.last_message_id);
        chat.messages.insert(chat.last_message_id, message.clone());
        self.posted += 1;
        message
    }

    /// Counts one send against the chat's limit. `Err` is 429 with the seconds until the next is taken.
    pub(crate) fn spend(&mut self, chat_id: i64) -> Result<(), ApiError> {
        let chat = self.chat_by_id(chat_id);
        let Some((count, window)) = chat.limit else {
            return Ok(());
        };
        let now = Instant::now();
        while chat.sends.front().is_some_and(|sent| now.duration_since(*sent) >= window) {
            chat.sends.pop_front();
        }
        if chat.sends.len() >= count {
            let oldest = chat.sends.front().map_or(Duration::ZERO, |sent| now.duration_since(*sent));
            let wait = window.saturating_sub(oldest).as_secs_f64().ceil();
            return Err(ApiError::rate_limited(wait.max(1.0) as u32));
        }
        chat.sends.push_back(now);
        Ok(())
    }
}

/// The update's kind: its only key beside `update_id`.
pub(crate) fn kind_of(update: &Value) -> String {
    let keys = update.as_object().into_iter().flatten().map(|(key, _)| key.as_str());
    keys.filter(|key| *key != "update_id").map(str::to_owned).next().unwrap_or_default()
}
