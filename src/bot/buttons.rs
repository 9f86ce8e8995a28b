//! What buttons do, as callback data and links, and read back from them.

use crate::bot_api::{KeyboardButton, Link, Press, WireButton};
use crate::corpus::Id;
use crate::reply::{Action, Button, Language};

use super::links;

impl From<&Button> for WireButton {
    fn from(button: &Button) -> Self {
        let Button { label, action, is_beside } = button;
        Self::new(label, data(action), links::of(action), *is_beside)
    }
}

/// The button that one below a message was made from; `None` when it is none of this bot's.
pub(super) fn read(wire: &KeyboardButton) -> Option<Button> {
    let action = match &wire.does {
        Press::Sends(data) => action(data),
        Press::Opens(url) => links::shared(&Link::passed_on(url)?),
    };
    Some(Button { label: wire.label.clone(), action: action?, is_beside: wire.is_beside })
}

/// The callback data of an action, empty for one that opens a link. Old messages keep their buttons for years, so the
/// letters must not change.
pub(crate) fn data(action: &Action) -> String {
    match action {
        Action::Topics => "T".to_owned(),
        Action::NoneOfThese => "N".to_owned(),
        Action::NotAbout(id) => format!("n:{id}"),
        Action::TopicsPage(page) => format!("T:{page}"),
        Action::Topic(id) => format!("t:{id}"),
        Action::TopicPage(id, page) => format!("t:{id}:{page}"),
        Action::Browse(id) => format!("b:{id}"),
        Action::Choose(id) => format!("c:{id}"),
        Action::Helped(id) => format!("h:{id}"),
        Action::NotMyQuestion(id) => format!("x:{id}"),
        Action::Data(data) => data.clone(),
        Action::Personal => "P".to_owned(),
        Action::Speak(None) => "l:".to_owned(),
        Action::Speak(Some(language)) => format!("l:{}", language.code()),
        Action::Forget => "F".to_owned(),
        Action::ForgetNow => "Y".to_owned(),
        Action::Share(_) | Action::Open(_) | Action::Visit(_) => String::new(),
    }
}

/// The action of callback data; `None` when no version up to this one wrote it.
pub(crate) fn action(data: &str) -> Option<Action> {
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
        // Other features read their own.
        "a" | "d" | "k" | "m" | "s" | "z" => return Some(Action::Data(data.to_owned())),
        "l" => return Language::of_tag(id).map(|language| Action::Speak(Some(language))),
        "T" => return page(id).map(Action::TopicsPage),
        "t" if let Some((id, number)) = id.split_once(':') => {
            return Id::new(id).zip(page(number)).map(|(id, page)| Action::TopicPage(id, page));
        }
        _ => {}
    }
    let id = Id::new(id)?;
    match letter {
        "t" => Some(Action::Topic(id)),
        "b" => Some(Action::Browse(id)),
        "c" => Some(Action::Choose(id)),
        "h" => Some(Action::Helped(id)),
        "x" => Some(Action::NotMyQuestion(id)),
        "n" => Some(Action::NotAbout(id)),
        _ => None,
    }
}

/// The number of a page that is not the first.
fn page(number: &str) -> Option<usize> {
    number.parse().ok().filter(|page| *page > 1)
}

#[cfg(test)]
mod tests {
    use super::{WireButton, action, data};
    use crate::corpus::Id;
    use crate::reply::{Action, Button, Language, Start};

    #[test]
    fn every_action_comes_back_from_at_most_64_bytes() {
        let id = || Id::new(&"z".repeat(Id::MAX_LEN)).expect("well formed");
        let actions = [
            Action::Topics,
            Action::NoneOfThese,
            Action::TopicsPage(usize::MAX),
            Action::Topic(id()),
            Action::TopicPage(id(), usize::MAX),
            Action::Browse(id()),
            Action::Choose(id()),
            Action::Helped(id()),
            Action::NotMyQuestion(id()),
            Action::NotAbout(id()),
            Action::Data("s:x:".to_owned()),
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
        for data in [
            "",
            "t",
            "l:xx",
            "t:",
            "q:tace",
            "c:No Id",
            "c:tace:2",
            ":",
            "TT",
            "T:",
            "T:1",
            "T:-2",
            "t:tace:",
            "t:tace:1",
            "t:No Id:2",
            "t:tace:2:3",
            "choose=1",
        ] {
            assert_eq!(action(data), None, "{data:?}");
        }
    }

    #[test]
    fn a_link_sends_nothing_back() {
        let button = Button { label: "Ask more".to_owned(), action: Action::Open(Start::Welcome), is_beside: false };
        let wire = WireButton::from(&button);
        assert!(wire.data.is_empty() && wire.link.is_some(), "{wire:?}");
    }
}
