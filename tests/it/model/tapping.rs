//! Taps in a script: on which of the bot's buttons, as they are or as somebody's app still shows them, and whose.

use serde_json::{Value, json};
use verbatim::bot::groups::{AnswerMode, SettingTap, SettingsPage};
use verbatim::bot_api::WireButton;
use verbatim::reply::Button;

use super::expected::{BOT, OWN, Own};
use super::said::keyboard;
use super::script::{Writer, known};
use super::taps::{Tap, is_tapped, setting};
use crate::telegram::updates;

impl Writer<'_> {
    pub(super) fn tap(&mut self, chat: usize) {
        let id = self.chats[chat].id;
        let has_turns = self.size.has_turns;
        let tapped = |button: &Button| is_tapped(&button.action, has_turns);
        let mut own: Vec<Own> = self.model.own.get(&id).cloned().unwrap_or_default();
        own.retain(|own| own.versions.iter().any(|buttons| buttons.iter().any(tapped)));
        if own.is_empty() {
            return;
        }
        let own = own[own.len() - 1 - self.random.below(own.len().min(4))].clone();
        // Somebody's app may still show what the message was before.
        let versions: Vec<&Vec<Button>> = own.versions.iter().filter(|buttons| buttons.iter().any(tapped)).collect();
        let is_late = self.random.percent(15);
        let version = if is_late { self.random.below(versions.len()) } else { versions.len() - 1 };
        let buttons: Vec<Button> = versions[version].clone();
        // Who sees answers, and for how long, has stories of its own.
        let is_reach = |button: &Button| setting(&button.action) == Some(SettingTap::Show(SettingsPage::Privacy));
        let all: Vec<&Button> = buttons.iter().filter(|button| tapped(button) && !is_reach(button)).collect();
        // These settings change most of what follows.
        let is_telling = |button: &&Button| {
            matches!(
                setting(&button.action),
                Some(
                    SettingTap::AdminsOnly(_)
                        | SettingTap::Mode(AnswerMode::Auto)
                        | SettingTap::Show(SettingsPage::Mode)
                )
            )
        };
        let telling: Vec<&Button> = all.iter().copied().filter(is_telling).collect();
        let among = if telling.is_empty() || self.random.percent(30) { all } else { telling };
        let button = among[self.random.below(among.len())];
        let data = WireButton::from(button).data;
        let (data, action) =
            if self.random.percent(6) { ("v0:old".to_owned(), None) } else { (data, Some(button.action.clone())) };
        let members = &self.chats[chat].members;
        let is_set = buttons.iter().any(|button| setting(&button.action).is_some());
        let who = if is_set && self.random.percent(70) { 0 } else { self.random.below(members.len()) };
        let question = own.reply_to.and_then(|id| self.chats[chat].seen.get(&id));
        let question = question.and_then(|message| message["text"].as_str().or(message["caption"].as_str()));
        let (question, from) = (question.map(str::to_owned), members[who]);
        let query = self.query();
        self.taps("a tap", chat, Tap { chat: id, own, buttons, from, query, question, data, action });
        if self.random.percent(25) {
            self.tap_again(chat);
        }
    }

    /// An admin goes through the pages on which quiet hours are set.
    pub(super) fn hush(&mut self, chat: usize) {
        let from = self.chats[chat].members[0];
        let leads = |button: &&Button| {
            matches!(
                setting(&button.action),
                Some(
                    SettingTap::Show(SettingsPage::QuietFrom | SettingsPage::QuietUntil(_))
                        | SettingTap::Quiet(Some(_))
                )
            )
        };
        for _ in 0..3 {
            let id = self.chats[chat].id;
            let Some(own) = self.model.own.get(&id).and_then(|own| own.last().cloned()) else { return };
            let buttons = own.versions.last().cloned().unwrap_or_default();
            let leading: Vec<Button> = buttons.iter().filter(leads).cloned().collect();
            if leading.is_empty() {
                return;
            }
            let button = &leading[self.random.below(leading.len())];
            let (data, action) = (WireButton::from(button).data, Some(button.action.clone()));
            let query = self.query();
            self.taps("a tap", chat, Tap { chat: id, own, buttons, from, query, question: None, data, action });
        }
    }

    /// The same tap once more, as a new update.
    pub(super) fn tap_again(&mut self, chat: usize) {
        if let Some(tap) = self.chats[chat].last_tap.clone() {
            let query = self.query();
            self.taps("the same tap", chat, Tap { query, ..tap });
        }
    }

    fn taps(&mut self, what: &'static str, chat: usize, tap: Tap) {
        let message = self.own_message(chat, &tap.own, &tap.buttons);
        // What it replies to is as it is now.
        let question = message["reply_to_message"].clone();
        let question = question["text"].as_str().or(question["caption"].as_str()).map(str::to_owned);
        let mut tap = Tap { question, ..tap };
        if message["reply_to_message"].is_null() {
            tap.own.reply_to = None;
        }
        let mut update = updates::callback_query(&known(tap.from), &message, &tap.data);
        update["callback_query"]["id"] = json!(tap.query);
        let expected = self.model.tap(&tap, self.now());
        self.chats[chat].last_tap = Some(tap.clone());
        self.push(what, Some(tap.chat), update, expected);
    }

    /// A message of the bot as Telegram shows it, with these buttons.
    pub(super) fn own_message(&self, chat: usize, own: &Own, buttons: &[Button]) -> Value {
        let mut message = json!({
            "message_id": own.id, "date": self.date, "chat": self.chats[chat].info, "text": "as it was sent",
            "from": {"id": 7_000_000_001_i64, "is_bot": true, "first_name": "Verbatim", "username": BOT},
        });
        if !buttons.is_empty() {
            message["reply_markup"] = keyboard(buttons);
        }
        if let Some(thread) = own.thread {
            message["message_thread_id"] = json!(thread);
            message["is_topic_message"] = json!(true);
        }
        if let Some(id) = own.reply_to.filter(|id| *id < OWN) {
            message["reply_to_message"] = self.chats[chat].seen[&id].clone();
        }
        message
    }
}
