//! A tap on a button. Everything needed is in the tap and the message it came from, so buttons outlive the process.

use teloxide::types::{CallbackQuery, Chat, InlineKeyboardButtonKind, MaybeInaccessibleMessage, Message};

use super::author;
use super::button::{self, WireButton};
use super::handlers::{Handlers, Scene, Wanted};
use super::incoming::IncomingMessage;
use super::link;
use super::outgoing::{Outgoing, Place, say, show};
use super::raw::Tapped;
use super::{command, flood, group, memory, message, post};
use crate::corpus::{Entry, Id};
use crate::reply::{self, Action, Button, Language, Reply, Setting, Settings, Verdict};
use crate::store::{Change, Effects, Once, StateQuery, Vote};
use crate::text::Question;

/// What planning a tap needs to know.
pub(super) fn want(handlers: &Handlers, query: &CallbackQuery, wants: &mut StateQuery) {
    wants.person = Some(handlers.person(&query.from));
    let chat = query.message.as_ref().map(MaybeInaccessibleMessage::chat);
    wants.chat = chat.filter(|chat| !chat.is_private()).map(|chat| chat.id.0);
    if let Some(Action::Post(tap)) = query.data.as_deref().and_then(button::action) {
        post::want(&tap, wants);
    }
}

/// What a tap leads to. It is always answered, or the button would show a clock until it times out.
pub(super) fn plan(scene: Scene<'_>, tapped: &Tapped) -> Result<Effects<Outgoing>, Wanted> {
    let query = &tapped.query;
    let action = query.data.as_deref().and_then(button::action);
    let toast = |text| Outgoing::Toast { query: query.id.0.clone(), text };
    // A button below an inline message comes without the message; the bot puts none there.
    let Some(message) = &query.message else {
        return Ok(vec![toast(reply::toast(action.as_ref(), scene.wording))].into());
    };
    let tap = Tap { scene, query, pressed: Pressed::new(scene, message, tapped.question.as_ref()) };
    if let Some(refused) = tap.refused(action.as_ref()) {
        return Ok(vec![toast(refused)].into());
    }
    if let Some(Action::Set(setting)) = &action {
        return tap.set(setting, toast);
    }
    if let Some(Action::Post(posting)) = &action {
        let mut plan = post::tapped(scene, query, tap.pressed.id, tap.pressed.place, posting)?;
        plan.requests.insert(0, toast(None));
        return Ok(plan);
    }
    // To say that a passage helped is for everybody; to ask for another is to ask.
    let asks = !matches!(action, Some(Action::Helped(_) | Action::NotMyQuestion(_)));
    let chat = tap.pressed.chat;
    if tap.pressed.settings.admins_only && asks && !chat.is_private() && !scene.is_admin(chat.id.0, query.from.id.0)? {
        return Ok(vec![toast(Some(reply::for_admins_toast(scene.wording)))].into());
    }
    let mut plan = tap.plan(action.clone());
    plan.requests.insert(0, toast(reply::toast(action.as_ref(), scene.wording)));
    Ok(plan)
}

/// The message whose button was tapped.
struct Pressed<'a> {
    id: i32,
    /// Where new messages go: they answer the question that this message answered.
    place: Place,
    chat: &'a Chat,
    /// What the admins of its group set.
    settings: Settings,
    /// The message itself, unless it is too old.
    seen: Option<&'a Message>,
    /// The message that it replies to.
    question: Option<&'a IncomingMessage>,
    /// Its buttons; empty when the message is too old to be seen.
    buttons: Vec<Button>,
}

impl<'a> Pressed<'a> {
    fn new(scene: Scene<'_>, message: &'a MaybeInaccessibleMessage, question: Option<&'a IncomingMessage>) -> Self {
        let settings = group::settings(scene.facts.known.chat.as_ref().filter(|chat| chat.id == message.chat().id.0));
        let seen = message.regular_message();
        let place = Place {
            chat: message.chat().id.0,
            thread: seen.filter(|seen| seen.is_topic_message).and_then(|seen| seen.thread_id).map(|id| id.0.0),
            reply_to: question.map(|question| question.id),
            is_silent: group::is_quiet(&settings, scene.facts.now_ms),
        };
        Self {
            settings,
            id: message.id().0,
            place,
            chat: message.chat(),
            seen,
            question,
            buttons: seen.map(buttons).unwrap_or_default(),
        }
    }

    /// Whether it asks which entry is meant.
    fn is_choice(&self) -> bool {
        self.buttons.iter().any(|button| button.action == Action::NoneOfThese)
    }
}

/// Whether a message has a button that sends this.
fn offers(message: &Message, data: &str) -> bool {
    let rows = message.reply_markup().into_iter().flat_map(|markup| &markup.inline_keyboard);
    rows.flatten().any(|wire| matches!(&wire.kind, InlineKeyboardButtonKind::CallbackData(own) if own == data))
}

fn buttons(message: &Message) -> Vec<Button> {
    let rows = message.reply_markup().into_iter().flat_map(|markup| &markup.inline_keyboard);
    let wires = rows.flat_map(|row| row.iter().enumerate());
    let buttons = wires.filter_map(|(n, wire)| {
        let action = match &wire.kind {
            InlineKeyboardButtonKind::CallbackData(data) => button::action(data),
            InlineKeyboardButtonKind::Url(url) => link::shared(url),
            _ => None,
        };
        Some(Button { label: wire.text.clone(), action: action?, is_beside: n > 0 })
    });
    buttons.collect()
}

struct Tap<'a> {
    scene: Scene<'a>,
    query: &'a CallbackQuery,
    pressed: Pressed<'a>,
}

impl Tap<'_> {
    /// Why a tap leads to nothing, as far as that is said to the person. An app can send any data for any message, so a
    /// message that many see changes by its own buttons alone.
    fn refused(&self, action: Option<&Action>) -> Option<Option<String>> {
        let Pressed { chat, seen, settings, place, .. } = &self.pressed;
        let wording = self.scene.wording;
        let has_button = seen.map(|seen| offers(seen, self.query.data.as_deref().unwrap_or_default()));
        let is_forged = match has_button {
            Some(has_button) => !has_button,
            // Too old to be seen: in a private chat the person harms nobody but themselves.
            None => !chat.is_private(),
        };
        let is_personal = matches!(
            action,
            Some(Action::Personal | Action::Speak(_) | Action::Forget | Action::ForgetNow | Action::Post(_))
        );
        if chat.is_channel() || is_forged || (is_personal && !chat.is_private()) {
            return Some(Some(reply::old_button_toast(wording)));
        }
        if chat.is_private() || matches!(action, Some(Action::Set(_))) {
            return None;
        }
        if !group::is_on_in(settings, place.thread) {
            return Some(None);
        }
        let entry = match action {
            Some(Action::Choose(id) | Action::Browse(id)) => self.scene.faq().entry(id.as_str()),
            _ => None,
        };
        let is_off = entry.is_some_and(|entry| !group::topic_is_on(settings, entry));
        is_off.then(|| Some(reply::topic_off_toast(wording)))
    }

    fn plan(&self, action: Option<Action>) -> Effects<Outgoing> {
        let (faq, wording) = (self.scene.faq(), self.scene.wording);
        match action {
            // What opens a link sends nothing back.
            None | Some(Action::Share(_) | Action::Open(_) | Action::Visit(_)) => {
                self.say_once(&reply::topics(faq, wording))
            }
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
            Some(Action::Personal) => self.show(&reply::personal_settings(wording, command::spoken(self.scene))),
            Some(Action::Speak(language)) => self.speak(language),
            Some(Action::Forget) => self.show(&reply::forget_question(wording)),
            Some(Action::ForgetNow) => self.forget(),
            // Settings of groups and posts have been seen to.
            Some(Action::Set(_) | Action::Post(_)) => Effects::default(),
        }
    }

    /// A tap on a group's settings: an admin's changes them, anybody else's changes nothing.
    fn set(&self, setting: &Setting, toast: impl Fn(Option<String>) -> Outgoing) -> Result<Effects<Outgoing>, Wanted> {
        let (faq, wording, chat) = (self.scene.faq(), self.scene.wording, self.pressed.chat);
        if !self.scene.is_admin(chat.id.0, self.query.from.id.0)? {
            return Ok(vec![toast(Some(reply::for_admins_toast(wording)))].into());
        }
        let old = self.pressed.settings.clone();
        let thread = self.pressed.place.thread;
        let (settings, page) = reply::set(&old, setting, thread);
        let shown = match page {
            Some(page) => reply::settings(faq, wording, &settings, page, thread),
            None => reply::settings_done(wording),
        };
        let mut plan = self.show(&shown);
        plan.requests.insert(0, toast(None));
        if settings != old {
            plan.changes = vec![group::met(chat, true), group::store_settings(chat.id.0, &settings)];
        }
        Ok(plan)
    }

    fn speak(&self, language: Option<Language>) -> Effects<Outgoing> {
        let code = self.query.from.language_code.as_deref();
        let spoken = reply::language_of(language, code, &self.scene.faq().language);
        let page = reply::personal_settings(self.scene.handlers.catalogues.of(spoken), language);
        let person = self.scene.handlers.person(&self.query.from);
        let change = Change::Language { person, language: language.map(|language| language.code().to_owned()) };
        Effects { changes: vec![change], ..self.show(&page) }
    }

    fn forget(&self) -> Effects<Outgoing> {
        let (handlers, from) = (self.scene.handlers, &self.query.from);
        let change = Change::Forget {
            person: handlers.person(from),
            chat: handlers.chat(self.pressed.place.chat),
            counts: flood::counted_before(handlers, author::id(from), self.scene.facts.now_ms),
        };
        Effects { changes: vec![change], ..self.show(&reply::forgotten(self.scene.wording)) }
    }

    /// A choice becomes the passage in place, so that a second tap doubles nothing; what else is to read comes as a
    /// new message, so that the passage above it stays.
    fn choose(&self, id: &Id) -> Effects<Outgoing> {
        let (faq, wording) = (self.scene.faq(), self.scene.wording);
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
        ids.filter_map(|id| self.scene.faq().entry(id.as_str())).collect()
    }

    fn vote(&self, id: &Id, verdict: Verdict) -> Effects<Outgoing> {
        let (faq, wording) = (self.scene.faq(), self.scene.wording);
        let Some(entry) = faq.entry(id.as_str()) else { return self.say_once(&reply::choice_gone(faq, wording)) };
        let Pressed { id: message, place, chat, .. } = &self.pressed;
        let from = &self.query.from;
        let pseudonym = &self.scene.handlers.pseudonym;
        let code = pseudonym.code("vote", &[&from.id, &place.chat, message]);
        let person = self.scene.handlers.person(from);
        let cast = Vote { key: code, person, entry: id.to_string(), helped: verdict == Verdict::Helped };
        let mut plan = Effects { changes: vec![Change::Vote(cast)], ..Effects::default() };
        let marked = reply::marked(&self.pressed.buttons, verdict, wording);
        // In a group the message belongs to everybody, and one person's verdict is not the others'.
        if chat.is_private() && marked != self.pressed.buttons {
            plan.requests.push(Outgoing::Buttons {
                chat: place.chat,
                message: *message,
                buttons: marked.iter().map(WireButton::from).collect(),
            });
        }
        if verdict == Verdict::NotMyQuestion {
            // A group is not asked twice, whoever taps.
            let whose = if chat.is_private() { from.id.0 } else { 0 };
            plan.once = Some(Once {
                code: pseudonym.code("follow-up", &[&whose, &place.chat, message]),
                ttl: memory::FOLLOW_UP,
                requests: self.say(&reply::not_my_question(faq, wording, self.near(entry))),
            });
        }
        plan
    }

    /// What else the question that was answered may mean, best first. Its words stand in the message that the answer
    /// replies to; when that is gone, what is to be read beside the entry.
    fn near(&self, entry: &Entry) -> Vec<&Entry> {
        let faq = self.scene.faq();
        let question = self.pressed.question.and_then(|question| message::question_in(self.scene.me(), question));
        let ids: Vec<Id> = match question {
            Some(question) => self.scene.handlers.engine.decide(&Question::new(&question)).near,
            None => entry.related.clone(),
        };
        let others = ids.iter().filter(|id| **id != entry.id);
        others.filter_map(|id| faq.entry(id.as_str())).collect()
    }

    fn show(&self, reply: &Reply) -> Effects<Outgoing> {
        show(self.pressed.id, self.pressed.place, &self.as_set(reply)).into()
    }

    fn say(&self, reply: &Reply) -> Vec<Outgoing> {
        say(self.pressed.place, &self.as_set(reply))
    }

    /// The reply as the group's admins set it.
    fn as_set(&self, reply: &Reply) -> Reply {
        group::as_set(self.scene.faq(), &self.pressed.settings, reply.clone())
    }

    fn say_once(&self, reply: &Reply) -> Effects<Outgoing> {
        let data = self.query.data.as_deref().unwrap_or_default();
        let code = self
            .scene
            .handlers
            .pseudonym
            .code("tap", &[&self.query.from.id, &self.pressed.place.chat, &self.pressed.id, &data]);
        let once = Once { code, ttl: memory::SAME_TAP, requests: self.say(reply) };
        Effects { once: Some(once), ..Effects::default() }
    }
}
