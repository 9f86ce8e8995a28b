//! What must leave for a tap on a button of the bot's message.

use serde_json::json;
use verbatim::bot::groups::{SettingTap, settings_done, settings_page};
use verbatim::bot::posts::PostAction;
use verbatim::corpus::Id;
use verbatim::reply::{self, Action, Button, FeedbackVerdict, Reply};

use super::expected::{BOT, DAY_MS, MINUTE_MS, Model, Own, Person, Request, request, small};
use super::said::keyboard;

/// A tap on a button of the bot's message `own`, as the message was with these buttons.
#[derive(Clone, Debug)]
pub(super) struct Tap {
    pub(super) chat: i64,
    pub(super) own: Own,
    pub(super) buttons: Vec<Button>,
    pub(super) from: Person,
    pub(super) query: String,
    /// The words of the message that the bot's message replies to.
    pub(super) question: Option<String>,
    pub(super) data: String,
    pub(super) action: Option<Action>,
}

impl Model<'_> {
    /// What a tap leads to.
    pub(super) fn tap(&mut self, tap: &Tap, now: i64) -> Vec<Request> {
        let (faq, wording) = (self.handlers.engine.faq(), self.wording(tap.from));
        let toast = |text: Option<String>| {
            let mut params = json!({"callback_query_id": tap.query});
            text.into_iter().for_each(|text| params["text"] = json!(text));
            request("answerCallbackQuery", params)
        };
        self.is_hushed = self.is_quiet(tap.chat, now);
        if let Some(setting) = tap.action.as_ref().and_then(setting) {
            if !self.admins.contains(&(tap.chat, tap.from.id)) {
                return vec![toast(Some(reply::for_admins_toast(wording)))];
            }
            let thread = small(tap.own.thread);
            let (settings, page) = setting.apply(&self.set(tap.chat), thread);
            let page = page.map(|page| settings_page(faq, wording, &settings, page, thread));
            if settings != self.set(tap.chat) {
                self.open.insert(tap.chat, true);
            }
            self.settings.insert(tap.chat, settings);
            return self.shown(tap, toast(None), page.unwrap_or_else(|| settings_done(wording)));
        }
        if tap.chat < 0 {
            let is_personal = match &tap.action {
                Some(Action::Personal | Action::Speak(_) | Action::Forget | Action::ForgetNow) => true,
                Some(Action::Data(data)) => PostAction::read(data).is_some(),
                _ => false,
            };
            if is_personal || tap.action.is_none() {
                return vec![toast(Some(reply::old_button_toast(wording)))];
            }
            if self.is_off(tap.chat, tap.own.thread) {
                return vec![toast(None)];
            }
            let asks = !matches!(tap.action, Some(Action::Helped(_) | Action::NotMyQuestion(_)));
            if asks && self.set(tap.chat).admins_only && !self.admins.contains(&(tap.chat, tap.from.id)) {
                return vec![toast(Some(reply::for_admins_toast(wording)))];
            }
        }
        let toast = toast(reply::toast(tap.action.as_ref(), wording));
        let entry = |id: &Id| faq.entry(id.as_str()).expect("every button is of this corpus");
        let is_choice = tap.buttons.iter().any(|button| button.action == Action::NoneOfThese);
        let page = match &tap.action {
            // No button of the message sends that.
            None => return vec![toast],
            Some(Action::Choose(id)) if !is_choice => {
                return self.said_once(tap, toast, reply::answered(faq, wording, entry(id)), now);
            }
            Some(Action::Choose(id)) => {
                let others = tap.buttons.iter().filter_map(|button| match &button.action {
                    Action::Choose(other) | Action::Helped(other) if other != id => Some(entry(other)),
                    _ => None,
                });
                reply::picked(faq, wording, entry(id), others)
            }
            Some(Action::Helped(_)) => return self.voted(tap, toast, FeedbackVerdict::Helped, now),
            Some(Action::NotMyQuestion(_)) => return self.voted(tap, toast, FeedbackVerdict::NotMyQuestion, now),
            Some(Action::Topics) => reply::topics(faq, wording),
            Some(Action::TopicsPage(page)) => reply::topics_page(faq, wording, *page),
            Some(Action::TopicPage(id, page)) => {
                reply::topic_page(faq, wording, faq.topic(id.as_str()).expect("a topic"), *page)
            }
            Some(Action::Topic(id)) => reply::topic(faq, wording, faq.topic(id.as_str()).expect("a topic")),
            Some(Action::Browse(id)) => reply::shown_entry(faq, wording, entry(id)),
            Some(Action::NoneOfThese) => reply::none_of_these(faq, wording),
            Some(Action::Personal) => reply::personal_settings(wording, None),
            Some(Action::Forget) => reply::forget_question(wording),
            Some(Action::ForgetNow) => {
                self.forget(tap.from, now);
                reply::forgotten(wording)
            }
            Some(other) => panic!("{other:?} is not tapped"),
        };
        self.shown(tap, toast, page)
    }

    fn shown(&mut self, tap: &Tap, toast: Request, page: Reply) -> Vec<Request> {
        let page = self.as_set(tap.chat, page);
        let (mut requests, _) = self.show(tap.own.id, (tap.chat, tap.own.thread, tap.own.reply_to), &page);
        requests.insert(0, toast);
        requests
    }

    fn said_once(&mut self, tap: &Tap, toast: Request, reply: Reply, now: i64) -> Vec<Request> {
        let mut requests = vec![toast];
        let key = format!("tap {} {} {} {}", tap.from.id, tap.chat, tap.own.id, tap.data);
        if self.is_first(key, MINUTE_MS, now) {
            let reply = self.as_set(tap.chat, reply);
            requests.extend(self.send((tap.chat, tap.own.thread, tap.own.reply_to), &reply).0);
        }
        requests
    }

    fn voted(&mut self, tap: &Tap, toast: Request, verdict: FeedbackVerdict, now: i64) -> Vec<Request> {
        let (faq, wording) = (self.handlers.engine.faq(), self.wording(tap.from));
        let mut requests = vec![toast];
        let marked = reply::marked(&tap.buttons, verdict, wording);
        if tap.chat > 0 && marked != tap.buttons {
            let keyboard = keyboard(&marked);
            let params = json!({"chat_id": tap.chat, "message_id": tap.own.id, "reply_markup": keyboard});
            requests.push(request("editMessageReplyMarkup", params));
            self.changed(tap.chat, tap.own.id, marked);
        }
        let whose = if tap.chat > 0 { tap.from.id } else { 0 };
        let Some(Action::NotMyQuestion(id)) = &tap.action else { return requests };
        if self.is_first(format!("follow-up {whose} {} {}", tap.chat, tap.own.id), 90 * DAY_MS, now) {
            let near = match tap.question.as_deref().and_then(asked) {
                Some(question) => self.decide(&question).near,
                None => faq.entry(id.as_str()).map_or_else(Vec::new, |entry| entry.related.clone()),
            };
            let near = near.iter().filter(|other| *other != id).filter_map(|id| faq.entry(id.as_str()));
            let reply = self.as_set(tap.chat, reply::not_my_question(faq, wording, near));
            requests.extend(self.send((tap.chat, tap.own.thread, tap.own.reply_to), &reply).0);
        }
        requests
    }
}

/// What is asked in a message, without what addresses it to the bot; `None` when it asks nothing.
fn asked(text: &str) -> Option<String> {
    let name = format!("@{BOT}");
    let (head, rest) = text.split_once(' ').unwrap_or((text, ""));
    match head.to_ascii_lowercase() {
        head if head == "/ask" || head == format!("/ask{name}") => (!rest.is_empty()).then(|| rest.to_owned()),
        head if head.starts_with('/') => None,
        head if head.starts_with(&name) => Some(rest.to_owned()),
        _ => Some(text.to_owned()),
    }
}

/// Whether the model knows what a tap on it does: no links, none that changes what holds in other chats, and of a
/// group's settings those that need no clock, unless there `is_clock`.
pub(super) fn is_tapped(action: &Action, is_clock: bool) -> bool {
    match action {
        Action::Share(_) | Action::Open(_) | Action::Visit(_) | Action::Speak(_) => false,
        Action::Data(_) => match setting(action) {
            Some(SettingTap::Quiet(_)) => is_clock,
            Some(
                SettingTap::Show(_)
                | SettingTap::Mode(_)
                | SettingTap::Repeat(_)
                | SettingTap::Short(_)
                | SettingTap::Here(_)
                | SettingTap::AdminsOnly(_)
                | SettingTap::Done,
            ) => true,
            _ => false,
        },
        _ => true,
    }
}

/// What a button of a group's settings sets.
pub(super) fn setting(action: &Action) -> Option<SettingTap> {
    if let Action::Data(data) = action { SettingTap::read(data) } else { None }
}
