//! The feedback buttons below a passage: what is written on them, how a tap shows, what a tap is answered with.

use super::button::{Action, Button};
use super::wording::Wording;

/// What a person says about a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedbackVerdict {
    /// It helped.
    Helped,
    /// It was not what was asked.
    NotMyQuestion,
}

/// The same buttons with the verdict marked; it can still be changed. All other buttons stay as they are.
#[must_use]
pub fn marked(buttons: &[Button], verdict: FeedbackVerdict, wording: &Wording) -> Vec<Button> {
    let label = |button: &Button| match &button.action {
        Action::Helped(_) => helped(wording, verdict == FeedbackVerdict::Helped),
        Action::NotMyQuestion(_) => not_my_question(wording, verdict == FeedbackVerdict::NotMyQuestion),
        _ => button.label.clone(),
    };
    buttons.iter().map(|button| Button { label: label(button), ..button.clone() }).collect()
}

/// What is shown for a moment after a tap, at most 200 characters; `None` when what it does can be seen. A button that
/// leads nowhere any more has no action.
#[must_use]
pub fn toast(action: Option<&Action>, wording: &Wording) -> Option<String> {
    match action {
        None => Some(wording.old_button_toast()),
        Some(Action::Helped(_)) => Some(wording.helped_toast()),
        Some(Action::NotMyQuestion(_)) => Some(wording.not_helped_toast()),
        Some(_) => None,
    }
}

/// For a tap on a button that is not there any more.
#[must_use]
pub fn old_button_toast(wording: &Wording) -> String {
    wording.old_button_toast()
}

/// For a tap that leads to a topic which the group's admins switched off.
#[must_use]
pub fn topic_off_toast(wording: &Wording) -> String {
    wording.topic_off()
}

/// For a tap on a group's settings by somebody who is no admin.
#[must_use]
pub fn for_admins_toast(wording: &Wording) -> String {
    wording.for_admins_toast()
}

pub(super) fn helped(wording: &Wording, is_marked: bool) -> String {
    format!("{} {}", if is_marked { '✅' } else { '✓' }, wording.helped())
}

pub(super) fn not_my_question(wording: &Wording, is_marked: bool) -> String {
    format!("{} {}", if is_marked { '❌' } else { '✗' }, wording.not_my_question())
}

#[cfg(test)]
mod tests {
    use super::{Action, Button, FeedbackVerdict, Wording, marked};
    use crate::corpus::Id;
    use crate::reply::Language;

    #[test]
    fn a_verdict_shows_and_can_be_changed() {
        let id = Id::new("a").expect("well formed");
        let button = |label: &str, action| Button { label: label.to_owned(), action, is_beside: false };
        let fresh = [
            button("✓ This helped", Action::Helped(id.clone())),
            button("✗ Not my question", Action::NotMyQuestion(id.clone())),
            button("More", Action::Choose(id)),
        ];
        let marked = |buttons: &[Button], verdict| marked(buttons, verdict, &Wording::new(Language::English));
        let labels = |buttons: &[Button]| buttons.iter().map(|b| b.label.clone()).collect::<Vec<_>>();
        let helped = marked(&fresh, FeedbackVerdict::Helped);
        assert_eq!(labels(&helped), ["✅ This helped", "✗ Not my question", "More"]);
        assert_eq!(marked(&helped, FeedbackVerdict::Helped), helped);
        assert_eq!(
            labels(&marked(&helped, FeedbackVerdict::NotMyQuestion)),
            ["✓ This helped", "❌ Not my question", "More"]
        );
    }
}
