//! What a refusal means for the request that was refused.

use std::time::Duration;

use super::client::CallError;
use super::delivery_outcome::{DelayedBy, DeliveryOutcome};
use super::message_text::MessageText;
use super::outgoing::{Destination, Outgoing};

/// What a refusal means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reaction {
    Ended(DeliveryOutcome),
    /// Send this instead, for this reason.
    Rewrite(Outgoing, String),
}

/// What a failed call means for what was sent. Telegram's descriptions are not promised, so each is looked for by the
/// words that carry it.
pub(super) fn reaction(outgoing: &Outgoing, error: CallError) -> Reaction {
    let CallError::Refused { code, description, retry_after, migrated_to } = &error else {
        return Reaction::Ended(DeliveryOutcome::Again(error));
    };
    let says = |words: &str| description.to_ascii_lowercase().contains(words);
    let rewrite = |other: Outgoing| Reaction::Rewrite(other, description.clone());
    if let Some(wait) = retry_after {
        return Reaction::Ended(DeliveryOutcome::Later(*wait, DelayedBy::Telegram));
    }
    // In the new group other messages have these numbers.
    if let Some(chat) = migrated_to.filter(|_| !matches!(outgoing, Outgoing::Delete { .. })) {
        return rewrite(moved(outgoing, chat));
    }
    match (code, outgoing) {
        (429, _) => Reaction::Ended(DeliveryOutcome::Later(Duration::from_secs(5), DelayedBy::Telegram)),
        // Without a good token nothing goes through; the poller says so and stops.
        (401 | 404 | 500.., _) => Reaction::Ended(DeliveryOutcome::Again(error)),
        _ if matches!(outgoing, Outgoing::Delete { .. }) && *code == 400 => {
            // It is gone already, or has stood for too long to be deleted.
            tracing::debug!(description, "messages could not be deleted");
            Reaction::Ended(DeliveryOutcome::Sent(None))
        }
        // What one person alone would see has its own way on, whatever the reason.
        (_, Outgoing::ForOne(one)) if !says("message is not modified") => match &one.instead {
            Some(instead) => rewrite(instead.clone()),
            None => Reaction::Ended(DeliveryOutcome::Sent(None)),
        },
        (403, _) => Reaction::Ended(DeliveryOutcome::Failed { reason: description.clone(), is_turned_away: true }),
        // A group that lets the bot in and not write.
        (400, Outgoing::Message { .. })
            if says("not enough rights to send text messages")
                || says("chat_write_forbidden")
                || says("have no rights to send") =>
        {
            Reaction::Ended(DeliveryOutcome::Failed { reason: description.clone(), is_turned_away: true })
        }
        (_, Outgoing::Edit { message, .. }) if says("message is not modified") => {
            Reaction::Ended(DeliveryOutcome::Sent(Some(*message)))
        }
        _ if says("message is not modified") => Reaction::Ended(DeliveryOutcome::Sent(None)),
        // A tap is answered within its life or not at all; what it was for is done all the same. So is an inline query,
        // behind which the person has typed on or gone.
        (_, Outgoing::Toast { .. } | Outgoing::Inline { .. })
            if says("query is too old") || says("query id is invalid") || says("query_id_invalid") =>
        {
            Reaction::Ended(DeliveryOutcome::Sent(None))
        }
        (_, Outgoing::Edit { place, text, buttons, remembered, delete_at_ms, .. })
            if says("message to edit not found") || says("message can't be edited") || says("message_id_invalid") =>
        {
            let (text, buttons, remembered) = (text.clone(), buttons.clone(), remembered.clone());
            let delete_at_ms = *delete_at_ms;
            rewrite(Outgoing::Message { place: *place, text, buttons, remembered, delete_at_ms, post: None })
        }
        (_, Outgoing::Message { place, .. }) if place.thread.is_some() && says("thread not found") => {
            rewrite(changed(outgoing, |place, _| place.thread = None))
        }
        (_, Outgoing::Message { text, .. } | Outgoing::Edit { text, .. })
            if says("can't parse entities") && text.plain() != *text =>
        {
            rewrite(changed(outgoing, |_, text| *text = text.plain()))
        }
        _ => Reaction::Ended(DeliveryOutcome::Failed { reason: description.clone(), is_turned_away: false }),
    }
}

/// The same with another place or text.
fn changed(outgoing: &Outgoing, change: impl FnOnce(&mut Destination, &mut MessageText)) -> Outgoing {
    let mut outgoing = outgoing.clone();
    if let Outgoing::Message { place, text, .. } | Outgoing::Edit { place, text, .. } = &mut outgoing {
        change(place, text);
    }
    outgoing
}

/// The same in the chat's new place. Messages of the old group are not in the new one.
fn moved(outgoing: &Outgoing, chat: i64) -> Outgoing {
    let mut outgoing = outgoing.clone();
    match &mut outgoing {
        Outgoing::Message { place, .. } | Outgoing::Poll { place, .. } | Outgoing::Edit { place, .. } => {
            place.chat = chat;
        }
        Outgoing::Buttons { chat: old, .. } => *old = chat,
        Outgoing::ForOne(one) => {
            one.request = moved(&one.request, chat);
            one.instead = one.instead.as_ref().map(|instead| moved(instead, chat));
        }
        Outgoing::Delete { .. } | Outgoing::Toast { .. } | Outgoing::Inline { .. } => {}
    }
    outgoing
}

#[cfg(test)]
mod tests {
    use super::{CallError, DeliveryOutcome, Destination, MessageText, Outgoing, Reaction, reaction};

    const PLACE: Destination = Destination { chat: 7, thread: None, reply_to: Some(5), is_silent: false };

    fn edit() -> Outgoing {
        Outgoing::Edit {
            message: 6,
            place: PLACE,
            text: MessageText::Html("<b>a</b>".to_owned()),
            buttons: Vec::new(),
            remembered: Vec::new(),
            delete_at_ms: None,
        }
    }

    fn message() -> Outgoing {
        Outgoing::Message {
            place: PLACE,
            text: MessageText::Html("<b>a</b>".to_owned()),
            buttons: Vec::new(),
            remembered: Vec::new(),
            delete_at_ms: None,
            post: None,
        }
    }

    fn refused(code: u16, description: &str) -> CallError {
        CallError::Refused { code, description: description.to_owned(), retry_after: None, migrated_to: None }
    }

    #[track_caller]
    fn check(outgoing: &Outgoing, code: u16, description: &str, expected: &DeliveryOutcome) {
        assert_eq!(reaction(outgoing, refused(code, description)), Reaction::Ended(expected.clone()));
    }

    #[test]
    fn refusals_that_end_it() {
        let turned_away = |reason: &str| DeliveryOutcome::Failed { reason: reason.to_owned(), is_turned_away: true };
        let failed = |reason: &str| DeliveryOutcome::Failed { reason: reason.to_owned(), is_turned_away: false };
        let toast = Outgoing::Toast { query: "q".to_owned(), text: None };
        let inline = Outgoing::Inline { query: "q".to_owned(), results: Vec::new(), button: None, cache_s: 0 };
        check(&edit(), 400, "Bad Request: message is not modified: specified new …", &DeliveryOutcome::Sent(Some(6)));
        check(&toast, 400, "Bad Request: query is too old and response timeout expired", &DeliveryOutcome::Sent(None));
        check(&inline, 400, "Bad Request: query is too old and response timeout expired", &DeliveryOutcome::Sent(None));
        check(&inline, 400, "Bad Request: RESULT_ID_DUPLICATE", &failed("Bad Request: RESULT_ID_DUPLICATE"));
        let blocked = "Forbidden: bot was blocked by the user";
        check(&message(), 403, blocked, &turned_away(blocked));
        let muted = "Bad Request: not enough rights to send text messages to the chat";
        check(&message(), 400, muted, &turned_away(muted));
        check(&message(), 400, "Bad Request: chat not found", &failed("Bad Request: chat not found"));
        let error = refused(500, "Internal Server Error");
        check(&message(), 500, "Internal Server Error", &DeliveryOutcome::Again(error));
    }

    #[test]
    fn refusals_that_can_be_mended() {
        let mended = |outgoing: &Outgoing, error| match reaction(outgoing, error) {
            Reaction::Rewrite(other, _) => other,
            ended => panic!("{ended:?}"),
        };
        assert_eq!(mended(&edit(), refused(400, "Bad Request: message to edit not found")), message());
        let plain = Outgoing::Message {
            place: PLACE,
            text: MessageText::Plain("a".to_owned()),
            buttons: Vec::new(),
            remembered: Vec::new(),
            delete_at_ms: None,
            post: None,
        };
        assert_eq!(mended(&message(), refused(400, "Bad Request: can't parse entities: x")), plain);
        let migrated = CallError::Refused {
            code: 400,
            description: "upgraded".to_owned(),
            retry_after: None,
            migrated_to: Some(-8),
        };
        assert_eq!(mended(&message(), migrated).chat(), Some(-8));
    }

    #[test]
    fn what_may_not_have_arrived_is_sent_again() {
        let error = CallError::Unknown("timed out".to_owned());
        assert_eq!(reaction(&message(), error.clone()), Reaction::Ended(DeliveryOutcome::Again(error)));
    }
}
