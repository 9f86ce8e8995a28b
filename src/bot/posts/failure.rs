//! Why a post failed: how that is stored, and how it is said.

use crate::reply::{Wording, cut};
use crate::store::PostKind;

/// Reasons that are not Telegram's. They are stored, so they must not change.
pub(super) const LATE: &str = "too late";
pub(super) const UNKNOWN: &str = "unknown";
pub(super) const NOTHING: &str = "nothing to post";
pub(super) const LOST: &str = "settings unreadable";

/// The longest words of Telegram's that are passed on, in characters.
const REASON_CHARS: usize = 200;

/// Why a post of this kind failed. Telegram's descriptions are not promised, so each is looked for by the words that
/// carry it, and one that is not known is passed on.
pub(super) fn why(wording: &Wording, failure: &str, kind: PostKind) -> String {
    let says = |words: &[&str]| words.iter().any(|words| failure.to_ascii_lowercase().contains(words));
    match failure {
        LATE => wording.post_why_late(),
        UNKNOWN => wording.post_why_unknown(),
        NOTHING => wording.post_nothing(),
        LOST => wording.post_why_settings(),
        _ if kind == PostKind::Quiz && says(&["send polls", "chat_send_poll_forbidden"]) => wording.post_why_polls(),
        _ if says(&["thread not found", "topic_deleted", "topic_closed"]) => wording.post_why_topic(),
        _ if says(&["not a member", "was kicked", "chat not found", "was deleted", "was deactivated"]) => {
            wording.post_why_gone()
        }
        _ if says(&[
            "not enough rights",
            "have no rights",
            "write_forbidden",
            "need administrator",
            "chat_restricted",
        ]) =>
        {
            wording.post_why_rights()
        }
        _ => wording.post_why_other(&cut(failure, REASON_CHARS)),
    }
}

#[cfg(test)]
mod tests {
    use super::{LATE, why};
    use crate::reply::{Language, Wording};
    use crate::store::PostKind;

    #[test]
    fn what_telegram_says_is_put_into_words() {
        let words = Wording::new(Language::English);
        for (failure, expected) in [
            (LATE, words.post_why_late()),
            ("Bad Request: not enough rights to send polls to the chat", words.post_why_polls()),
            ("Bad Request: not enough rights to send text messages to the chat", words.post_why_rights()),
            ("Bad Request: need administrator rights in the channel chat", words.post_why_rights()),
            ("Forbidden: bot was kicked from the channel chat", words.post_why_gone()),
            ("Bad Request: chat not found", words.post_why_gone()),
            ("Bad Request: message thread not found", words.post_why_topic()),
            ("Bad Request: TOPIC_CLOSED", words.post_why_topic()),
            ("Bad Request: something new", words.post_why_other("Bad Request: something new")),
        ] {
            assert_eq!(why(&words, failure, PostKind::Quiz), expected, "{failure}");
        }
    }
}
