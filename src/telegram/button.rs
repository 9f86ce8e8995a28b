//! Buttons on the wire: what a tap sends back (1 to 64 bytes) or opens, and the label at a length that a phone shows.

use serde::{Deserialize, Serialize};

use super::link::Link;
use super::{posting, setting};
use crate::corpus::Id;
use crate::reply::{Action, Button, Language};

/// The longest label in characters; more would not show on a phone.
const LABEL_CHARS: usize = 64;

/// A button as it is sent and stored in the outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireButton {
    /// What is written on it.
    pub label: String,
    /// What a tap sends back; empty when it opens a link.
    pub data: String,
    /// What a tap opens. Not there in what earlier versions stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
    /// Whether it stands beside the one before it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_beside: bool,
}

impl From<&Button> for WireButton {
    fn from(button: &Button) -> Self {
        let Button { label: words, action, is_beside } = button;
        Self { label: label(words), data: data(action), link: Link::of(action), is_beside: *is_beside }
    }
}

/// The callback data of an action, empty for one that opens a link. Old messages keep their buttons for years, so the
/// letters must not change.
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
        Action::Post(tap) => format!("a:{}", posting::data(tap)),
        Action::Personal => "P".to_owned(),
        Action::Speak(None) => "l:".to_owned(),
        Action::Speak(Some(language)) => format!("l:{}", language.code()),
        Action::Forget => "F".to_owned(),
        Action::ForgetNow => "Y".to_owned(),
        Action::Share(_) | Action::Open(_) | Action::Visit(_) => String::new(),
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
        "a" => return posting::posting(id).map(Action::Post),
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
    use super::{LABEL_CHARS, WireButton, action, data, label};
    use crate::corpus::Id;
    use crate::reply::{Action, Button, Language, Setting, Start};

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
    fn a_button_that_an_earlier_version_stored_is_read() {
        let stored = r#"{"label":"TACE","data":"t:tace"}"#;
        let button: WireButton = serde_json::from_str(stored).expect("readable");
        assert_eq!(
            button,
            WireButton { label: "TACE".to_owned(), data: "t:tace".to_owned(), link: None, is_beside: false }
        );
        assert_eq!(serde_json::to_string(&button).expect("plain data"), stored);
    }

    #[test]
    fn a_link_sends_nothing_back() {
        let button = Button { label: "Ask more".to_owned(), action: Action::Open(Start::Welcome), is_beside: false };
        let wire = WireButton::from(&button);
        assert!(wire.data.is_empty() && wire.link.is_some(), "{wire:?}");
    }

    #[test]
    fn labels_are_cut_at_a_word() {
        assert_eq!(label("What is TACE?"), "What is TACE?");
        assert_eq!(label(" "), "…");
        let long = label(&"word ".repeat(40));
        assert!(long.ends_with("word…") && long.chars().count() <= LABEL_CHARS + 1, "{long}");
    }
}
