//! What people say before and after they ask: nothing of it is about what any corpus is about.

use super::dice::Dice;
use super::phrases::Phrases;

/// A phrase in front.
pub(super) fn front(text: &str, dice: &mut Dice, of: fn(&Phrases) -> &'static [&'static str]) -> Option<String> {
    Some(format!("{} {text}", dice.phrase(of)?))
}

/// A phrase after.
pub(super) fn after(text: &str, dice: &mut Dice, of: fn(&Phrases) -> &'static [&'static str]) -> Option<String> {
    // Whoever goes on after a question ends it first.
    let end = if text.trim_end().ends_with(|c: char| c.is_alphanumeric()) { "." } else { "" };
    Some(format!("{text}{end} {}", dice.phrase(of)?))
}

/// A line of its own in front.
pub(super) fn line_in_front(text: &str, dice: &mut Dice) -> Option<String> {
    Some(format!("{}\n\n{text}", dice.phrase(|phrases| phrases.greetings)?))
}

/// A greeting, a story, the question, thanks and a sign-off: a whole letter.
pub(super) fn letter(text: &str, dice: &mut Dice) -> Option<String> {
    let text = front(text, dice, |phrases| phrases.stories)?;
    let text = front(&text, dice, |phrases| phrases.greetings)?;
    let text = after(&text, dice, |phrases| phrases.thanks_after)?;
    after(&text, dice, |phrases| phrases.sign_offs)
}

/// The same again, as when nobody answered.
pub(super) fn asked_twice(text: &str, dice: &mut Dice) -> Option<String> {
    Some(format!("{text}{}{text}", dice.pick(&["\n", " ", "\n\n"])?))
}
