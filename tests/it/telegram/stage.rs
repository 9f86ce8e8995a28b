//! What a test arranges before the bot acts: chats, members, standings, limits, faults.

use std::time::Duration;

use serde_json::Value;

use super::FakeTelegram;
use super::faults::Fault;
use super::updates::Person;
use super::world::{self, BOT_ID, Standing};

impl FakeTelegram {
    /// Makes a chat known (a `chat` object as `updates` builds it), as if the bot had met it before.
    pub(crate) fn add_chat(&self, chat: &Value) {
        self.shared.change(|world| drop(world.chat_of(chat).info.clone()));
    }

    /// Deletes a message, as an admin of a group may.
    pub(crate) fn delete(&self, chat: i64, message: i64) {
        self.shared.change(|world| {
            let chat = world.chat_by_id(chat);
            chat.messages.remove(&message);
            chat.replied_to.remove(&message);
        });
    }

    /// Makes a person a member: `creator`, `administrator`, `member`, `restricted`, `left` or `kicked`.
    pub(crate) fn set_member(&self, chat: i64, person: &Person, status: &str) {
        let member = (person.to_json(), status.to_owned());
        self.shared.change(|world| world.chat_by_id(chat).members.insert(person.id(), member));
    }

    /// Makes the bot itself a member with this status.
    pub(crate) fn set_bot_member(&self, chat: i64, status: &str) {
        let member = (world::bot(), status.to_owned());
        self.shared.change(|world| world.chat_by_id(chat).members.insert(BOT_ID, member));
    }

    /// Lets the members of a group send no polls; admins may.
    pub(crate) fn forbid_polls(&self, chat: i64) {
        self.shared.change(|world| world.chat_by_id(chat).forbids_polls = true);
    }

    /// Lets the user block the bot.
    pub(crate) fn block(&self, chat: i64) {
        self.set_standing(chat, Standing::Blocked);
    }

    /// Deletes the user's account.
    pub(crate) fn deactivate(&self, chat: i64) {
        self.set_standing(chat, Standing::Deactivated);
    }

    /// Throws the bot out of a group, supergroup or channel.
    pub(crate) fn kick(&self, chat: i64) {
        self.set_standing(chat, Standing::Kicked);
    }

    /// A user who never wrote to the bot.
    pub(crate) fn not_started(&self, chat: i64) {
        self.set_standing(chat, Standing::NotStarted);
    }

    /// Makes a group a supergroup with a new id; the old one answers with `migrate_to_chat_id`.
    pub(crate) fn migrate(&self, chat: i64, new: i64) {
        self.shared.change(|world| {
            world.chat_by_id(new);
            world.chat_by_id(chat).standing = Standing::Migrated(new);
        });
    }

    /// Takes back `block`, `deactivate`, `kick`, `not_started` and `migrate`.
    pub(crate) fn restore(&self, chat: i64) {
        self.set_standing(chat, Standing::Fine);
    }

    fn set_standing(&self, chat: i64, standing: Standing) {
        self.shared.change(|world| world.chat_by_id(chat).standing = standing);
    }

    /// Lets the chat take at most `count` sends in any `window`; more get 429.
    pub(crate) fn limit_chat(&self, chat: i64, count: usize, window: Duration) {
        self.shared.change(|world| world.chat_by_id(chat).limit = Some((count, window)));
    }

    /// The next request of a method (any case, `*` for every method) goes wrong.
    pub(crate) fn fail_next(&self, method: &str, fault: Fault) {
        self.fail_for(method, 1, fault);
    }

    /// The next `count` requests of a method go wrong.
    pub(crate) fn fail_for(&self, method: &str, count: usize, fault: Fault) {
        self.shared.change(|world| world.faults.plan(method, None, count, fault));
    }

    /// The next `count` requests of a method in one chat go wrong.
    pub(crate) fn fail_in(&self, chat: i64, method: &str, count: usize, fault: Fault) {
        self.shared.change(|world| world.faults.plan(method, Some(chat), count, fault));
    }

    /// Whether every planned fault has happened.
    pub(crate) fn faults_spent(&self) -> bool {
        self.look(|world| world.faults.is_spent())
    }

    /// Forgets the faults that have not happened yet.
    pub(crate) fn clear_faults(&self) {
        self.shared.change(|world| world.faults.clear());
    }
}
