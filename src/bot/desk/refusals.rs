//! What Telegram's refusals mean for a conversation's place, and for who waits for a message.

use crate::bot_api::DeliveryOutcome;

/// What is wrong with a conversation's place in the staff chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The staff chat is this one now.
    Moved(i64),
    /// The topic is no more.
    Lost,
    /// The topic is closed.
    Closed,
}

/// What is wrong with a conversation's place; `None` when nothing is, or something else.
pub(super) fn trouble(outcome: &DeliveryOutcome) -> Option<Trouble> {
    let reason = match outcome {
        DeliveryOutcome::Moved(to) => return Some(Trouble::Moved(*to)),
        DeliveryOutcome::Failed(reason) | DeliveryOutcome::TurnedAway { reason, .. } => reason.to_ascii_lowercase(),
        _ => return None,
    };
    let says = |words: &[&str]| words.iter().any(|words| reason.contains(words));
    match () {
        () if says(&["thread not found", "topic_deleted", "topic_id_invalid", "topic not found"]) => {
            Some(Trouble::Lost)
        }
        () if says(&["topic_closed"]) => Some(Trouble::Closed),
        () => None,
    }
}

/// Why a message of staff's does not reach the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unreached {
    /// The person blocked the bot, or never wrote to it.
    Blocked,
    /// The account is no more.
    Gone,
    /// Another reason.
    Other,
}

/// Why a message of staff's does not reach the person, by Telegram's words.
pub(super) fn unreached(reason: &str) -> Unreached {
    let reason = reason.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|words| reason.contains(words));
    match () {
        () if says(&["blocked", "initiate conversation"]) => Unreached::Blocked,
        () if says(&["deactivated", "chat not found", "peer_id_invalid", "user not found"]) => Unreached::Gone,
        () => Unreached::Other,
    }
}

/// Whether a refusal of the staff chat means that the bot may write nothing there.
pub(super) fn is_out_of_reach(reason: &str) -> bool {
    let reason = reason.to_ascii_lowercase();
    let signs = ["kicked", "not a member", "chat not found", "rights to send", "chat_write_forbidden", "deactivated"];
    signs.iter().any(|words| reason.contains(words))
}

#[cfg(test)]
mod tests {
    use super::{Trouble, Unreached, trouble, unreached};
    use crate::bot_api::DeliveryOutcome;

    #[test]
    fn refusals_are_told_apart() {
        let failed = |reason: &str| DeliveryOutcome::Failed(reason.to_owned());
        for (outcome, expected) in [
            (failed("Bad Request: message thread not found"), Some(Trouble::Lost)),
            (failed("Bad Request: TOPIC_DELETED"), Some(Trouble::Lost)),
            (failed("Bad Request: TOPIC_ID_INVALID"), Some(Trouble::Lost)),
            (failed("Bad Request: TOPIC_CLOSED"), Some(Trouble::Closed)),
            (failed("Bad Request: message is too long"), None),
            (DeliveryOutcome::Moved(-7), Some(Trouble::Moved(-7))),
            (DeliveryOutcome::Sent(None), None),
        ] {
            assert_eq!(trouble(&outcome), expected, "{outcome:?}");
        }
        assert_eq!(unreached("Forbidden: bot was blocked by the user"), Unreached::Blocked);
        assert_eq!(unreached("Forbidden: user is deactivated"), Unreached::Gone);
        assert_eq!(unreached("Bad Request: chat not found"), Unreached::Gone);
        assert_eq!(unreached("Bad Request: VOICE_MESSAGES_FORBIDDEN"), Unreached::Other);
    }
}
