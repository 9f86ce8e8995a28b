//! The feedback buttons below a passage: how a tap shows on them.

use super::{Action, Button, wording};

/// What a person says about a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It helped.
    Helped,
    /// It was not what was asked.
    NotMyQuestion,
}

/// The same buttons with the verdict marked; it can still be changed. All other buttons stay as they are.
#[must_use]
pub fn marked(buttons: &[Button], verdict: Verdict) -> Vec<Button> {
    let label = |button: &Button| match (&button.action, verdict) {
        (Action::Helped(_), Verdict::Helped) => wording::HELPED_MARKED.to_owned(),
        (Action::Helped(_), Verdict::NotMyQuestion) => wording::HELPED.to_owned(),
        (Action::NotMyQuestion(_), Verdict::NotMyQuestion) => wording::NOT_MY_QUESTION_MARKED.to_owned(),
        (Action::NotMyQuestion(_), Verdict::Helped) => wording::NOT_MY_QUESTION.to_owned(),
        _ => button.label.clone(),
    };
    buttons.iter().map(|button| Button { label: label(button), action: button.action.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use super::{Action, Button, Verdict, marked};
    use crate::corpus::Id;

    #[test]
    fn a_verdict_shows_and_can_be_changed() {
        let id = Id::new("a").expect("well formed");
        let button = |label: &str, action| Button { label: label.to_owned(), action };
        let fresh = [
            button("✓ This helped", Action::Helped(id.clone())),
            button("✗ Not my question", Action::NotMyQuestion(id.clone())),
            button("More", Action::Choose(id)),
        ];
        let labels = |buttons: &[Button]| buttons.iter().map(|b| b.label.clone()).collect::<Vec<_>>();
        let helped = marked(&fresh, Verdict::Helped);
        assert_eq!(labels(&helped), ["✅ This helped", "✗ Not my question", "More"]);
        assert_eq!(marked(&helped, Verdict::Helped), helped);
        assert_eq!(labels(&marked(&helped, Verdict::NotMyQuestion)), ["✓ This helped", "❌ Not my question", "More"]);
    }
}
