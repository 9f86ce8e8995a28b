//! What single persons can set, and the pages on which they do.

use super::body::Reply;
use super::button::{Action, back_to};
use super::wording::{Language, Wording};

/// What a person can set in their private chat: the language of the bot's own words, and being forgotten.
#[must_use]
pub fn personal_settings(wording: &Wording, set: Option<Language>) -> Reply {
    let reply = Reply::titled(&wording.personal_title()).with_text(wording.personal_help());
    let languages = [None].into_iter().chain(Language::ALL.map(Some));
    let reply = languages.fold(reply, |reply, language| {
        let label = language.map_or_else(|| wording.personal_automatic(), |language| language.name().to_owned());
        let label = if language == set { checked(&label) } else { label };
        reply.with_button(label, Action::Speak(language))
    });
    reply.with_button(wording.forget_button(), Action::Forget)
}

/// Asks whether a person really wants to be forgotten.
#[must_use]
pub fn forget_question(wording: &Wording) -> Reply {
    Reply::saying(wording.forget_question())
        .with_button(wording.forget_yes(), Action::ForgetNow)
        .with_button(back_to(&wording.personal_title()), Action::Personal)
}

/// After everything was forgotten.
#[must_use]
pub fn forgotten(wording: &Wording) -> Reply {
    Reply::saying(wording.forgotten())
}

/// A choice that is set. The mark is before the words, where it is read first, also aloud ("check mark").
pub(crate) fn checked(label: &str) -> String {
    format!("✓ {label}")
}
