//! A strict stand-in for Telegram's Bot API server, over loopback: it refuses what the real one refuses, in its words.
//!
//! It outlives the bot: kill a bot process, start another against the same [`FakeTelegram`], and nothing is lost that
//! Telegram would keep. What the real server takes in silence but a careful bot would not send is in `violations()`.

#![allow(dead_code, reason = "a test binary may use a part of what the fake offers")]

mod answers;
mod chats;
mod copies;
mod entity;
mod ephemeral;
pub(crate) mod faults;
mod forums;
pub(crate) mod html;
mod links;
pub(crate) mod log;
mod messages;
mod methods;
mod photos;
mod polling;
mod profile;
pub(crate) mod seen;
mod server;
mod stage;
#[cfg(test)]
mod tests;
mod threads;
pub(crate) mod updates;
mod validate;
pub(crate) mod vessels;
mod watch;
mod webhook;
mod wire;
mod world;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub(crate) use self::world::TOKEN;

use self::seen::{Seen, Which};
use self::server::Shared;
use self::updates::Person;
use self::wire::WiredListener;
use self::world::{BOT_ID, BOT_USERNAME, World};

/// The running server. Dropped, it closes its port and every connection.
#[derive(Debug)]
pub(crate) struct FakeTelegram {
    shared: Arc<Shared>,
    address: SocketAddr,
    task: Mutex<JoinHandle<()>>,
}

impl FakeTelegram {
    /// Starts a server on a free port of the loopback interface.
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let shared = Arc::new(Shared::new());
        let task = Mutex::new(run(listener, &shared));
        Self { shared, address, task }
    }

    /// The base URL, for `--api-url`: `http://127.0.0.1:PORT`.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The only token the server takes.
    pub(crate) fn token(&self) -> &'static str {
        TOKEN
    }

    /// The bot's user name, without `@`.
    pub(crate) fn bot_username(&self) -> &'static str {
        BOT_USERNAME
    }

    /// The bot's user id.
    pub(crate) fn bot_id(&self) -> i64 {
        BOT_ID
    }

    /// Closes the port and cuts every connection: the next connection is refused. What is known stays known.
    pub(crate) async fn go_down(&self) {
        self.shared.change(|world| world.is_down = true);
        let task = std::mem::replace(&mut *self.task.lock().expect("no holder panics"), tokio::spawn(async {}));
        task.abort();
        // The port is free once the task is gone; that it was aborted is no news.
        let _ = task.await;
        self.shared.wires.cut_all();
    }

    /// Opens the same port again after [`Self::go_down`].
    pub(crate) async fn come_back(&self) {
        let listener = TcpListener::bind(self.address).await.expect("the port was ours a moment ago");
        self.shared.change(|world| world.is_down = false);
        *self.task.lock().expect("no holder panics") = run(listener, &self.shared);
    }

    /// Queues an update without an id and gives its id. Missing query ids, message numbers and dates are filled in.
    /// 0 means that `allowed_updates` kept it back, as the real server would.
    pub(crate) fn push(&self, update: impl Into<Value>) -> i64 {
        let update = update.into();
        self.shared.change(|world| world.push(update, false))
    }

    /// Like [`Self::push`], past `allowed_updates`.
    pub(crate) fn push_anyway(&self, update: impl Into<Value>) -> i64 {
        let update = update.into();
        self.shared.change(|world| world.push(update, true))
    }

    /// Sets the id of the next update, which jumps after a quiet week.
    pub(crate) fn set_next_update_id(&self, id: i64) {
        self.shared.change(|world| world.next_update_id = id);
    }

    /// The updates that the bot has not confirmed yet, oldest first.
    pub(crate) fn pending(&self) -> Vec<Value> {
        self.look(|world| world.queue.values().cloned().collect())
    }

    /// Takes the waiting updates out of the queue, for a test that delivers them to the bot's webhook itself.
    pub(crate) fn take_pending(&self) -> Vec<Value> {
        self.shared.change(|world| std::mem::take(&mut world.queue).into_values().collect())
    }

    /// The updates that `allowed_updates` kept back.
    pub(crate) fn filtered(&self) -> Vec<Value> {
        self.look(|world| world.filtered.clone())
    }

    /// The `allowed_updates` in force, `None` for Telegram's default.
    pub(crate) fn allowed_updates(&self) -> Option<Vec<String>> {
        self.look(|world| world.allowed_updates.clone())
    }

    /// What setWebhook set: `url`, `secret_token`, `max_connections`.
    pub(crate) fn webhook(&self) -> Option<Value> {
        self.look(|world| world.webhook.clone())
    }

    /// Taps a button of a message of the bot, as the user of a private chat or as the chat's first member.
    /// Gives the callback query's id.
    #[track_caller]
    pub(crate) fn press(&self, chat: i64, message_id: i64, button: impl Into<Which>) -> String {
        let user = self.look(|world| {
            let members = &world.chats.get(&chat).expect("the chat is known").members;
            members.values().map(|(user, _)| user.clone()).find(|user| user["id"] != json!(BOT_ID))
        });
        let person = user.map_or_else(|| updates::person(chat), updates::known);
        self.press_as(&person, chat, message_id, button)
    }

    /// Taps a button of a message of the bot as this person. Gives the callback query's id.
    #[track_caller]
    pub(crate) fn press_as(&self, person: &Person, chat: i64, message_id: i64, button: impl Into<Which>) -> String {
        let seen = self.messages(chat).into_iter().find(|seen| seen.message_id == message_id);
        let seen = seen.unwrap_or_else(|| panic!("chat {chat} has no message {message_id}"));
        self.press_seen(person, &seen, button)
    }

    /// Taps a button of a message as this person sees it. Gives the callback query's id.
    #[track_caller]
    pub(crate) fn press_seen(&self, person: &Person, seen: &Seen, button: impl Into<Which>) -> String {
        let found = seen.button(&button.into());
        let data = found.data.as_deref().unwrap_or_else(|| panic!("{found:?} sends nothing to the bot"));
        let mut update = updates::callback_query(person, &seen.raw, data);
        self.shared.change(|world| {
            let id = world.query_id();
            update["callback_query"]["id"] = json!(id);
            world.push(update, false);
            id
        })
    }

    /// What one person alone sees in a chat of what the bot said there.
    pub(crate) fn alone(&self, chat: i64, person: i64) -> Vec<Seen> {
        let all = self.look(|world| world.chats.get(&chat).map(|chat| Seen::alone(chat, person)).unwrap_or_default());
        all.into_iter().filter(|seen| seen.is_from_bot).collect()
    }

    /// Makes the server an earlier one, which does not know of messages that one person alone sees.
    pub(crate) fn knows_no_ephemeral(&self) {
        self.shared.change(|world| world.knows_ephemeral = false);
    }

    /// Switches inline mode off, as it is until @BotFather is told otherwise.
    pub(crate) fn switch_inline_off(&self) {
        self.shared.change(|world| world.has_inline_mode = false);
    }

    /// Switches guest mode off, as it is until @BotFather is told otherwise.
    pub(crate) fn switch_guest_mode_off(&self) {
        self.shared.change(|world| world.has_guest_mode = false);
    }

    /// Lets a callback, inline or guest query grow too old to be answered.
    pub(crate) fn expire_query(&self, id: &str) {
        self.shared.change(|world| world.queries.insert(id.to_owned(), false));
    }

    /// The parameters that a callback, inline or guest query was answered with.
    pub(crate) fn answer_to(&self, query_id: &str) -> Option<Value> {
        self.look(|world| world.answers.get(query_id).cloned())
    }

    fn look<T>(&self, read: impl FnOnce(&World) -> T) -> T {
        self.shared.look(read)
    }
}

impl Drop for FakeTelegram {
    fn drop(&mut self) {
        if let Ok(task) = self.task.lock() {
            task.abort();
        }
        self.shared.wires.cut_all();
    }
}

fn run(listener: TcpListener, shared: &Arc<Shared>) -> JoinHandle<()> {
    let listener = WiredListener::new(listener, Arc::clone(&shared.wires));
    tokio::spawn(server::serve(listener, Arc::clone(shared)))
}
