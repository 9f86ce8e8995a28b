//! Buttons on the wire: what a tap sends back (1 to 64 bytes), and the label at a length that a phone shows.

use serde::{Deserialize, Serialize};

use super::{Me, setting};
use crate::corpus::Id;
use crate::reply::{self, Action, Button, Language};

/// The longest label in characters; more would not show on a phone.
const LABEL_CHARS: usize = 64;

/// A button as it is sent and stored in the outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireButton {
    /// What is written on it.
    pub label: String,
    /// What a tap sends back; empty when it opens a link.
    pub data: String,
    /// The link that it opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Whether it stands beside the one before it.
    #[serde(default)]
    pub is_beside: bool,
}

impl WireButton {
    /// A button of this bot.
    pub(super) fn new(me: &Me, button: &Button) -> Self {
        let (data, url) = match &button.action {
            Action::OpenPrivate => (String::new(), Some(start_link(me, reply::ASK_PAYLOAD))),
            Action::Visit(link) => (String::new(), Some(link.clone())),
            action => (data(action), None),
        };
        Self { label: label(&button.label), data, url, is_beside: button.is_beside }
    }
}

/// The link that opens the private chat with the bot, with a payload for `/start`.
pub(super) fn start_link(me: &Me, payload: &str) -> String {
    format!("https://t.me/{}?start={payload}", me.username)
}

/// The callback data of an action. Old messages keep their buttons for years, so the letters must not change.
fn data(action: &Action) -> String {
    match action {
        Action::Topics => "T".to_owned(),
        Action::NoneOfThese => "N".to_owned(),
        Action::Topic(id) => format!("t:{id}"),
        Action::Browse(id) => format!("b:{id}"),
        Action::Choose(id) => format!("c:{id}"),
        Action::Helped(id) => format!("h:{id}"),
        Action::NotMyQuestion(id) => format!("x:{id}"),
        Action::Set(set) => format!("s:{}", setting::data(set)),
        Action::Personal => "P".to_owned(),
        Action::Speak(None) => "l:".to_owned(),
        Action::Speak(Some(language)) => format!("l:{}", language.code()),
        Action::Forget => "F".to_owned(),
        Action::ForgetNow => "Y".to_owned(),
        Action::OpenPrivate | Action::Visit(_) => unreachable!("a link sends nothing back"),
    }
}

/// The action of callback data; `None` when no version up to this one wrote it.
pub(super) fn action(data: &str) -> Option<Action> {
    match data {
        "T" => return Some(Action::Topics),
        "N" => return Some(Action::NoneOfThese),
        "P" => return Some(Action::Personal),
        "F" => return Some(Action::Forget),
        "Y" => return Some(Action::ForgetNow),
        "l:" => return Some(Action::Speak(None)),
        _ => {}
    }
    let (letter, id) = data.split_once(':')?;
    match letter {
        "s" => return setting::setting(id).map(Action::Set),
        "l" => return Language::of_tag(id).map(|language| Action::Speak(Some(language))),
        _ => {}
    }
    let id = Id::new(id)?;
    match letter {
        "t" => Some(Action::Topic(id)),
        "b" => Some(Action::Browse(id)),
        "c" => Some(Action::Choose(id)),
        "h" => Some(Action::Helped(id)),
        "x" => Some(Action::NotMyQuestion(id)),
        _ => None,
    }
}

/// The label, cut with an ellipsis when it is too long; never empty, which Telegram refuses.
fn label(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() {
        return "…".to_owned();
    }
    let Some((end, _)) = text.char_indices().nth(LABEL_CHARS) else { return text.to_owned() };
    let head = &text[..end];
    format!("{}…", head[..head.rfind(' ').unwrap_or(end)].trim_end())
}

#[cfg(test)]
mod tests {
    use super::{LABEL_CHARS, action, data, label};
    use crate::corpus::Id;
    use crate::reply::{Action, Language, Setting};

    #[test]
    fn every_action_comes_back_from_at_most_64_bytes() {
        let id = || Id::new(&"z".repeat(Id::MAX_LEN)).expect("well formed");
        let actions = [
            Action::Topics,
            Action::NoneOfThese,
            Action::Topic(id()),
            Action::Browse(id()),
            Action::Choose(id()),
            Action::Helped(id()),
            Action::NotMyQuestion(id()),
            Action::Set(Setting::Topic(id(), true)),
            Action::Personal,
            Action::Speak(None),
            Action::Speak(Some(Language::Chinese)),
            Action::Forget,
            Action::ForgetNow,
        ];
        for expected in actions {
            let data = data(&expected);
            assert!((1..=64).contains(&data.len()), "{data}");
            assert_eq!(action(&data), Some(expected));
        }
    }

    #[test]
    fn data_of_others_are_no_action() {
        for data in ["", "t", "s:", "s:z:Nowhere", "l:xx", "t:", "q:tace", "c:No Id", "c:tace:2", ":", "TT", "choose=1"]
        {
            assert_eq!(action(data), None, "{data:?}");
        }
    }

    #[test]
    fn labels_are_cut_at_a_word() {
        assert_eq!(label("What is TACE?"), "What is TACE?");
        assert_eq!(label(" "), "…");
        let long = label(&"word ".repeat(40));
        assert!(long.ends_with("word…") && long.chars().count() <= LABEL_CHARS + 1, "{long}");
    }
}
