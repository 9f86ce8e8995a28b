//! Which link a button opens, and what a share button of this bot passes on.

use crate::bot_api::Link;
use crate::corpus::Id;
use crate::reply::{Action, Shared, Start};

/// The link of an action; `None` for those that send something back to the bot.
pub(crate) fn of(action: &Action) -> Option<Link> {
    match action {
        Action::Open(start) => Some(Link::Start { payload: start.payload() }),
        Action::Share(shared) => {
            let payload = Start::Entry(shared.entry.clone()).payload();
            Some(Link::Share { payload, words: shared.question.clone() })
        }
        Action::Visit(url) => Some(Link::Visit { url: url.clone() }),
        _ => None,
    }
}

/// The action of the button that opens this link; `None` for links that pass no entry on.
pub(super) fn shared(link: &Link) -> Option<Action> {
    let Link::Share { payload, words } = link else { return None };
    Some(Action::Share(Shared { entry: Id::new(payload)?, question: words.clone() }))
}

#[cfg(test)]
mod tests {
    use super::{of, shared};
    use crate::bot_api::Link;
    use crate::corpus::Id;
    use crate::reply::{Action, Shared};

    #[test]
    fn a_share_button_is_read_back() {
        let entry = Id::new("tace-what").expect("well formed");
        let action = Action::Share(Shared { entry, question: "What is TACE?".to_owned() });
        assert_eq!(of(&action).as_ref().and_then(shared), Some(action));
        assert_eq!(of(&Action::Topics), None);
        assert_eq!(shared(&Link::Share { payload: "No Id".to_owned(), words: String::new() }), None);
        assert_eq!(shared(&Link::Start { payload: "tace-what".to_owned() }), None);
    }
}
