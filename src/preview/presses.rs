//! What a button of a reply leads to, as in a private chat with the bot.

use serde::{Deserialize, Serialize};

use super::messages::{ShownButton, ShownReply};
use crate::bot::action_of;
use crate::corpus::{Entry, Id};
use crate::engine::Engine;
use crate::reply::{self, Action, Button, Catalogues, FeedbackVerdict, Language, Reply, Wording};
use crate::text::Question;

/// A button that was pressed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ButtonPress {
    data: String,
    /// What the message answers.
    question: String,
    language: String,
    /// All buttons of its message.
    buttons: Vec<PressedButton>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PressedButton {
    label: String,
    beside: bool,
    data: String,
}

/// What comes of it.
#[derive(Default, Serialize)]
pub(super) struct PressResult {
    /// The message that comes, in place of the one with the button or below it.
    message: Option<ShownReply>,
    in_place: bool,
    /// The message's buttons from now on, when they change.
    buttons: Option<Vec<ShownButton>>,
    /// What Telegram shows for a moment.
    toast: Option<String>,
}

impl PressResult {
    fn in_place(reply: &Reply) -> Self {
        Self { message: Some(reply.into()), in_place: true, ..Self::default() }
    }

    fn below(reply: &Reply) -> Self {
        Self { message: Some(reply.into()), ..Self::default() }
    }

    fn said(toast: &str) -> Self {
        Self { toast: Some(toast.to_owned()), ..Self::default() }
    }
}

/// What pressing the button leads to.
pub(super) fn pressed(engine: &Engine, catalogues: &Catalogues, press: &ButtonPress) -> PressResult {
    let wording = catalogues.of(Language::of_tag(&press.language).unwrap_or(Language::English));
    let faq = engine.faq();
    match action_of(&press.data) {
        Some(Action::Topics) => PressResult::in_place(&reply::topics(faq, wording)),
        Some(Action::TopicsPage(page)) => PressResult::in_place(&reply::topics_page(faq, wording, page)),
        Some(Action::Topic(id)) => PressResult::in_place(&topic(engine, wording, &id, 1)),
        Some(Action::TopicPage(id, page)) => PressResult::in_place(&topic(engine, wording, &id, page)),
        Some(Action::Browse(id)) => PressResult::in_place(
            &faq.entry(id.as_str())
                .map_or_else(|| reply::choice_gone(faq, wording), |entry| reply::shown_entry(faq, wording, entry)),
        ),
        Some(Action::Choose(id)) => choose(engine, wording, press, &id),
        Some(Action::NoneOfThese) => PressResult::in_place(&reply::none_of_these(faq, wording)),
        Some(Action::NotAbout(_)) => {
            let outcome = engine.decide(&Question::new(&press.question));
            PressResult::in_place(&reply::render(faq, catalogues.answering(&outcome, wording), &outcome))
        }
        Some(Action::Helped(id)) => vote(engine, wording, press, &id, FeedbackVerdict::Helped),
        Some(Action::NotMyQuestion(id)) => vote(engine, wording, press, &id, FeedbackVerdict::NotMyQuestion),
        Some(Action::Personal | Action::Speak(_) | Action::Forget | Action::ForgetNow) => {
            PressResult::said("This is about a person in Telegram; there is none here.")
        }
        Some(Action::Share(_) | Action::Open(_) | Action::Visit(_) | Action::Data(_)) | None => {
            PressResult::said("This button works in Telegram alone.")
        }
    }
}

fn topic(engine: &Engine, wording: &Wording, id: &Id, page: usize) -> Reply {
    let faq = engine.faq();
    let topic = faq.topic(id.as_str());
    topic.map_or_else(|| reply::choice_gone(faq, wording), |topic| reply::topic_page(faq, wording, topic, page))
}

fn choose(engine: &Engine, wording: &Wording, press: &ButtonPress, id: &Id) -> PressResult {
    let faq = engine.faq();
    let actions: Vec<Action> = press.buttons.iter().filter_map(|button| action_of(&button.data)).collect();
    let is_choice = actions.contains(&Action::NoneOfThese);
    let reply = match faq.entry(id.as_str()) {
        None => reply::choice_gone(faq, wording),
        Some(entry) if is_choice => {
            let others = actions.iter().filter_map(|action| match action {
                Action::Choose(other) | Action::Helped(other) if other != id => faq.entry(other.as_str()),
                _ => None,
            });
            reply::picked(faq, wording, entry, others)
        }
        Some(entry) => reply::answered(faq, wording, entry),
    };
    if is_choice { PressResult::in_place(&reply) } else { PressResult::below(&reply) }
}

fn vote(engine: &Engine, wording: &Wording, press: &ButtonPress, id: &Id, verdict: FeedbackVerdict) -> PressResult {
    let faq = engine.faq();
    if faq.entry(id.as_str()).is_none() {
        return PressResult::below(&reply::choice_gone(faq, wording));
    }
    let buttons: Vec<Button> = press.buttons.iter().filter_map(PressedButton::read).collect();
    // A button that opens something cannot be read back, so that the page keeps its own.
    let marked = reply::marked(&buttons, verdict, wording);
    let buttons = Some(marked.iter().map(ShownButton::from).collect());
    let toast = action_of(&press.data).and_then(|action| reply::toast(Some(&action), wording));
    let message = (verdict == FeedbackVerdict::NotMyQuestion).then(|| {
        let near = engine.decide(&Question::new(&press.question)).near;
        let near = near.iter().filter(|other| *other != id).filter_map(|other| faq.entry(other.as_str()));
        let near: Vec<&Entry> = near.collect();
        ShownReply::from(&reply::not_my_question(faq, wording, near))
    });
    PressResult { message, in_place: false, buttons, toast }
}

impl PressedButton {
    fn read(&self) -> Option<Button> {
        Some(Button { label: self.label.clone(), action: action_of(&self.data)?, is_beside: self.beside })
    }
}
