//! A tap on a button. Everything needed is in the tap and the message it came from, so buttons outlive the process.

use std::time::Duration;

use teloxide::types::{CallbackQuery, InlineKeyboardButtonKind, MaybeInaccessibleMessage, Message};

use super::button::{self, WireButton};
use super::handlers::{Handlers, Once, Plan, Vote};
use super::link;
use super::outgoing::{Outgoing, Place, say, show};
use crate::corpus::{Entry, Id};
use crate::reply::{self, Action, Button, Reply, Verdict, Wording};

/// Within this time the same tap is the same: a client may send one twice under two update ids.
const SAME_TAP: Duration = Duration::from_secs(60);

/// After "not my question" the follow-up comes once for each message, for as long as it is likely to be tapped.
const FOLLOW_UP_MEMORY: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// What a tap leads to. It is always answered, or the button would show a clock until it times out.
pub(super) fn plan(handlers: &Handlers, query: &CallbackQuery) -> Plan {
    let action = query.data.as_deref().and_then(button::action);
    let wording = handlers.wording(Some(&query.from));
    let toast = Outgoing::Toast { query: query.id.0.clone(), text: reply::toast(action.as_ref(), wording) };
    // A button below an inline message comes without the message; this version puts none there.
    let Some(message) = &query.message else { return vec![toast].into() };
    let tap = Tap { handlers, wording, query, pressed: Pressed::new(message) };
    let mut plan = tap.plan(action);
    plan.sends.insert(0, toast);
    plan
}

/// The message whose button was tapped.
struct Pressed {
    id: i32,
    /// Where new messages go: they answer the question that this message answered.
    place: Place,
    is_private: bool,
    /// Its buttons; empty when the message is too old to be seen.
    buttons: Vec<Button>,
}

impl Pressed {
    fn new(message: &MaybeInaccessibleMessage) -> Self {
        let seen = message.regular_message();
        let place = Place {
            chat: message.chat().id.0,
            thread: seen.filter(|seen| seen.is_topic_message).and_then(|seen| seen.thread_id).map(|id| id.0.0),
            reply_to: seen.and_then(Message::reply_to_message).map(|question| question.id.0),
        };
        let is_private = message.chat().is_private();
        Self { id: message.id().0, place, is_private, buttons: seen.map(buttons).unwrap_or_default() }
    }

    /// Whether it asks which entry is meant.
    fn is_choice(&self) -> bool {
        self.buttons.iter().any(|button| button.action == Action::NoneOfThese)
    }
}

fn buttons(message: &Message) -> Vec<Button> {
    let rows = message.reply_markup().into_iter().flat_map(|markup| markup.inline_keyboard.iter().flatten());
    let buttons = rows.filter_map(|wire| {
        let action = match &wire.kind {
            InlineKeyboardButtonKind::CallbackData(data) => button::action(data),
            InlineKeyboardButtonKind::Url(url) => link::shared(url),
            _ => None,
        };
        Some(Button { label: wire.text.clone(), action: action? })
    });
    buttons.collect()
}

struct Tap<'a> {
    handlers: &'a Handlers,
    wording: &'a Wording,
    query: &'a CallbackQuery,
    pressed: Pressed,
}

impl Tap<'_> {
    fn plan(&self, action: Option<Action>) -> Plan {
        let (faq, wording) = (self.handlers.faq(), self.wording);
        match action {
            // What opens a link sends nothing back.
            None | Some(Action::Share(_) | Action::Open(_)) => self.say_once(&reply::topics(faq, wording)),
            Some(Action::Topics) => self.show(&reply::topics(faq, wording)),
            Some(Action::Topic(id)) => match faq.topic(id.as_str()) {
                Some(topic) => self.show(&reply::topic(faq, wording, topic)),
                None => self.show(&reply::choice_gone(faq, wording)),
            },
            Some(Action::Browse(id)) => match faq.entry(id.as_str()) {
                Some(entry) => self.show(&reply::shown_entry(faq, wording, entry)),
                None => self.show(&reply::choice_gone(faq, wording)),
            },
            Some(Action::Choose(id)) => self.choose(&id),
            Some(Action::NoneOfThese) => self.show(&reply::none_of_these(faq, wording)),
            Some(Action::Helped(id)) => self.vote(&id, Verdict::Helped),
            Some(Action::NotMyQuestion(id)) => self.vote(&id, Verdict::NotMyQuestion),
        }
    }

    /// A choice becomes the passage in place, so that a second tap doubles nothing; what else is to read comes as a
    /// new message, so that the passage above it stays.
    fn choose(&self, id: &Id) -> Plan {
        let (faq, wording) = (self.handlers.faq(), self.wording);
        let is_choice = self.pressed.is_choice();
        let Some(entry) = faq.entry(id.as_str()) else {
            let gone = reply::choice_gone(faq, wording);
            return if is_choice { self.show(&gone) } else { self.say_once(&gone) };
        };
        if is_choice {
            self.show(&reply::picked(faq, wording, entry, self.others(id)))
        } else {
            self.say_once(&reply::answered(faq, wording, entry))
        }
    }

    /// The rest of the choice: its other buttons, and the entry that was picked before.
    fn others(&self, picked: &Id) -> Vec<&Entry> {
        let ids = self.pressed.buttons.iter().filter_map(|button| match &button.action {
            Action::Choose(id) | Action::Helped(id) if id != picked => Some(id),
            _ => None,
        });
        ids.filter_map(|id| self.handlers.faq().entry(id.as_str())).collect()
    }

    fn vote(&self, id: &Id, verdict: Verdict) -> Plan {
        let (faq, wording) = (self.handlers.faq(), self.wording);
        let Some(entry) = faq.entry(id.as_str()) else { return self.say_once(&reply::choice_gone(faq, wording)) };
        let person_and_message: [&dyn std::fmt::Display; 3] =
            [&self.query.from.id, &self.pressed.place.chat, &self.pressed.id];
        let code = |purpose| self.handlers.pseudonym.code(purpose, &person_and_message);
        let mut plan = Plan { vote: Some(Vote { code: code("vote"), entry: id.clone(), verdict }), ..Plan::default() };
        let marked = reply::marked(&self.pressed.buttons, verdict, wording);
        // In a group the message belongs to everybody, and one person's verdict is not the others'.
        if self.pressed.is_private && marked != self.pressed.buttons {
            plan.sends.push(Outgoing::Buttons {
                chat: self.pressed.place.chat,
                message: self.pressed.id,
                buttons: marked.iter().map(WireButton::from).collect(),
            });
        }
        if verdict == Verdict::NotMyQuestion {
            plan.once = Some(Once {
                code: code("follow-up"),
                memory: FOLLOW_UP_MEMORY,
                sends: say(self.pressed.place, &reply::not_my_question(faq, wording, Some(entry))),
            });
        }
        plan
    }

    fn show(&self, reply: &Reply) -> Plan {
        show(self.pressed.id, self.pressed.place, reply).into()
    }

    fn say_once(&self, reply: &Reply) -> Plan {
        let data = self.query.data.as_deref().unwrap_or_default();
        let code = self
            .handlers
            .pseudonym
            .code("tap", &[&self.query.from.id, &self.pressed.place.chat, &self.pressed.id, &data]);
        let once = Once { code, memory: SAME_TAP, sends: say(self.pressed.place, reply) };
        Plan { once: Some(once), ..Plan::default() }
    }
}
