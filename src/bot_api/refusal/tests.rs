//! What each refusal leads to, row by row.

use std::time::Duration;

use super::{CallError, DelayedBy, DeliveryOutcome, Destination, Outgoing, Reaction, Sign, TABLE, reaction};
use crate::bot_api::{ForOne, MessageText, Thread, WireButton};

const PLACE: Destination =
    Destination { chat: -7, thread: Some(Thread::Topic(3)), reply_to: Some(5), is_silent: false };

fn html() -> MessageText {
    MessageText::Html("<b>a</b>".to_owned())
}

fn buttons() -> Vec<WireButton> {
    vec![WireButton::new("x", "T".to_owned(), None, false)]
}

fn new(place: Destination, text: MessageText, buttons: Vec<WireButton>) -> Outgoing {
    let (remembered, delete_at_ms) = (Vec::new(), Some(9));
    Outgoing::Message { place, text, buttons, remembered, delete_at_ms, post: None, asked_in: None }
}

fn message() -> Outgoing {
    new(PLACE, html(), buttons())
}

fn edit() -> Outgoing {
    Outgoing::Edit {
        message: 6,
        place: PLACE,
        text: html(),
        buttons: buttons(),
        remembered: Vec::new(),
        delete_at_ms: Some(9),
        asked_in: None,
    }
}

fn pointer() -> Outgoing {
    let above = new(PLACE, MessageText::Plain("above".to_owned()), Vec::new());
    Outgoing::Pointer { message: Box::new(above), answer: Box::new(message()) }
}

fn for_one(request: Outgoing, instead: Option<Outgoing>) -> Outgoing {
    Outgoing::ForOne(Box::new(ForOne { receiver: 8, request, instead }))
}

fn keyboard() -> Outgoing {
    Outgoing::Buttons { chat: -7, message: 6, buttons: buttons() }
}

fn poll(place: Destination) -> Outgoing {
    let options = vec!["yes".to_owned(), "no".to_owned()];
    let (question, explanation) = ("Well?".to_owned(), "So.".to_owned());
    Outgoing::Poll { place, question, options, correct: 0, explanation, post: None }
}

fn picture(message: Option<i32>) -> Outgoing {
    let svg = "<svg/>".to_owned();
    Outgoing::Picture { place: PLACE, message, svg, text: html(), buttons: buttons(), asked_in: None }
}

fn toast() -> Outgoing {
    Outgoing::Toast { query: "q".to_owned(), text: None }
}

fn inline() -> Outgoing {
    Outgoing::Inline { query: "q".to_owned(), results: Vec::new(), button: None, next: String::new(), cache_s: 0 }
}

fn delete() -> Outgoing {
    Outgoing::Delete { chat: -7, messages: vec![6] }
}

fn refused(code: u16, description: &str) -> CallError {
    CallError::Refused { code, description: description.to_owned(), retry_after: None, migrated_to: None }
}

/// What a row is to lead to.
enum To {
    Sent(Option<i32>),
    /// Is sent in this form.
    As(Box<Outgoing>),
    Later(u64),
    Again,
    /// Whether the chat is closed.
    TurnedAway(bool),
    GivenUp,
}

fn sent_as(other: Outgoing) -> To {
    To::As(Box::new(other))
}

#[track_caller]
fn check(outgoing: &Outgoing, code: u16, description: &str, to: To) {
    let reason = description.to_owned();
    let expected = match to {
        To::Sent(message) => DeliveryOutcome::Sent(message),
        To::As(other) => {
            assert_eq!(reaction(outgoing, refused(code, description)), Reaction::Rewrite(other, reason));
            return;
        }
        To::Later(seconds) => DeliveryOutcome::Later(Duration::from_secs(seconds), DelayedBy::Telegram),
        To::Again => DeliveryOutcome::Again(refused(code, description)),
        To::TurnedAway(is_closed) => DeliveryOutcome::TurnedAway { reason, is_closed },
        To::GivenUp => DeliveryOutcome::Failed(reason),
    };
    assert_eq!(reaction(outgoing, refused(code, description)), Reaction::Ended(expected), "{description}");
}

/// Each refusal as Telegram words it, what is refused so, and what that leads to.
fn rows() -> Vec<(u16, &'static str, Outgoing, To)> {
    let no_thread = Destination { thread: None, ..PLACE };
    let no_reply = Destination { reply_to: None, ..PLACE };
    let bare = || sent_as(new(PLACE, html(), Vec::new()));
    let unthreaded = || sent_as(new(no_thread, html(), buttons()));
    let unlinked = || sent_as(new(no_reply, html(), buttons()));
    let (remembered, delete_at_ms, post, asked_in) = (Vec::new(), None, None, None);
    let words =
        Outgoing::Message { place: PLACE, text: html(), buttons: buttons(), remembered, delete_at_ms, post, asked_in };
    vec![
        (400, "Bad Request: IMAGE_PROCESS_FAILED", picture(None), sent_as(words)),
        (400, "Bad Request: message to edit not found", picture(Some(6)), sent_as(picture(None))),
        (400, "Bad Request: message is not modified: specified new …", picture(Some(6)), To::Sent(Some(6))),
        (400, "Bad Request: there is no text in the message to edit", edit(), sent_as(message())),
        (400, "Bad Request: message is not modified: specified new …", edit(), To::Sent(Some(6))),
        (400, "Bad Request: message is not modified: specified new …", keyboard(), To::Sent(None)),
        (400, "Bad Request: query is too old and response timeout expired or …", toast(), To::Sent(None)),
        (400, "Bad Request: query is too old and response timeout expired or …", inline(), To::Sent(None)),
        (400, "Bad Request: message to be replied not found", pointer(), sent_as(message())),
        (400, "Bad Request: message to delete not found", delete(), To::Sent(None)),
        (400, "Bad Request: message can't be deleted", delete(), To::Sent(None)),
        (400, "Bad Request: message is not modified: specified new …", for_one(edit(), None), To::Sent(Some(6))),
        (400, "Bad Request: RECEIVER_INVALID", for_one(edit(), Some(message())), sent_as(message())),
        (400, "Bad Request: RECEIVER_INVALID", for_one(keyboard(), None), To::Sent(None)),
        (403, "Forbidden: not enough rights", for_one(message(), Some(poll(PLACE))), sent_as(poll(PLACE))),
        (406, "Not Acceptable: TOPIC_DELETED", for_one(message(), None), To::Sent(None)),
        (429, "Too Many Requests", for_one(message(), None), To::Later(5)),
        (404, "Not Found: method not found", for_one(message(), Some(message())), To::GivenUp),
        (400, "Bad Request: query ID is invalid", toast(), To::Sent(None)),
        (400, "Bad Request: QUERY_ID_INVALID", inline(), To::Sent(None)),
        (400, "Bad Request: RESULT_ID_DUPLICATE", inline(), To::GivenUp),
        (400, "Bad Request: message to edit not found", edit(), sent_as(message())),
        (400, "Bad Request: message can't be edited", edit(), sent_as(message())),
        (400, "Bad Request: MESSAGE_ID_INVALID", edit(), sent_as(message())),
        (400, "Bad Request: message to edit not found", keyboard(), To::Sent(None)),
        (400, "Bad Request: message can't be edited", keyboard(), To::Sent(None)),
        (400, "Bad Request: MESSAGE_ID_INVALID", keyboard(), To::Sent(None)),
        (400, "Bad Request: message thread not found", message(), unthreaded()),
        (400, "Bad Request: message thread not found", poll(PLACE), sent_as(poll(no_thread))),
        (406, "Not Acceptable: TOPIC_DELETED", message(), unthreaded()),
        (400, "Bad Request: TOPIC_DELETED", poll(no_thread), To::GivenUp),
        (400, "Bad Request: message to be replied not found", message(), unlinked()),
        (400, "Bad Request: replied message not found", message(), unlinked()),
        (400, "Bad Request: reply message not found", message(), unlinked()),
        (400, "Bad Request: MESSAGE_ID_INVALID", message(), unlinked()),
        (400, "Bad Request: REPLY_MESSAGE_ID_INVALID", message(), unlinked()),
        (400, "Bad Request: REPLY_TO_INVALID", message(), unlinked()),
        (400, "Bad Request: message to be replied not found", new(no_reply, html(), buttons()), To::GivenUp),
        (400, "Bad Request: reply markup is too long", message(), bare()),
        (400, "Bad Request: REPLY_MARKUP_INVALID", message(), bare()),
        (400, "Bad Request: BUTTON_DATA_INVALID", message(), bare()),
        (400, "Bad Request: BUTTON_URL_INVALID", message(), bare()),
        (400, "Bad Request: inline keyboard button URL 'x' is invalid: wrong HTTP URL", message(), bare()),
        (400, "Bad Request: reply markup is too long", keyboard(), To::GivenUp),
        (
            400,
            "Bad Request: can't parse entities: unsupported start tag",
            message(),
            sent_as(new(PLACE, MessageText::Plain("a".to_owned()), buttons())),
        ),
        (
            400,
            "Bad Request: can't parse entities: unsupported start tag",
            new(PLACE, MessageText::Plain("a".to_owned()), buttons()),
            To::GivenUp,
        ),
        (400, "Bad Request: SLOWMODE_WAIT_30", message(), To::Later(30)),
        (400, "Bad Request: SLOWMODE_WAIT_X", message(), To::Later(5)),
        (400, "Bad Request: TOPIC_CLOSED", message(), To::TurnedAway(false)),
        (403, "Forbidden: ALLOW_PAYMENT_REQUIRED_50", message(), To::TurnedAway(false)),
        (400, "Bad Request: not enough rights to send polls to the chat", poll(PLACE), To::TurnedAway(false)),
        (400, "Bad Request: not enough rights to send text messages to the chat", message(), To::TurnedAway(true)),
        (400, "Bad Request: have no rights to send a message", message(), To::TurnedAway(true)),
        (400, "Bad Request: need administrator rights in the channel chat", message(), To::TurnedAway(true)),
        (400, "Bad Request: CHAT_WRITE_FORBIDDEN", message(), To::TurnedAway(true)),
        (400, "Bad Request: CHAT_RESTRICTED", message(), To::TurnedAway(false)),
        (400, "Bad Request: chat not found", message(), To::TurnedAway(true)),
        (400, "Bad Request: PEER_ID_INVALID", message(), To::TurnedAway(true)),
        (403, "Forbidden: bot was blocked by the user", message(), To::TurnedAway(true)),
        (429, "Too Many Requests", message(), To::Later(5)),
        (401, "Unauthorized", message(), To::Again),
        (500, "Internal Server Error", message(), To::Again),
        (404, "Not Found: method not found", message(), To::GivenUp),
        (404, "Not Found", message(), To::GivenUp),
        (400, "Bad Request: message text is empty", message(), To::GivenUp),
    ]
}

#[test]
fn each_refusal_leads_to_what_its_row_says() {
    for (code, description, outgoing, to) in rows() {
        check(&outgoing, code, description, to);
    }
}

#[test]
fn every_row_of_the_table_is_tested() {
    let tested = rows();
    for (sign, of, _) in &TABLE {
        let is_tested = tested.iter().any(|(code, description, outgoing, _)| {
            of(outgoing)
                && match sign {
                    Sign::Code(codes) => codes.contains(code),
                    Sign::Says(words) => description.to_ascii_lowercase().contains(words),
                }
        });
        let sign = match sign {
            Sign::Code(codes) => format!("{codes:?}"),
            Sign::Says(words) => (*words).to_owned(),
        };
        assert!(is_tested, "{sign}");
    }
}

#[test]
fn a_group_that_moved_has_none_of_its_old_messages_and_topics() {
    let reaction_to = |outgoing: Outgoing| {
        let description = "Bad Request: group chat was upgraded to a supergroup chat".to_owned();
        reaction(&outgoing, CallError::Refused { code: 400, description, retry_after: None, migrated_to: Some(-8) })
    };
    let there = Destination { chat: -8, thread: None, reply_to: None, is_silent: false };
    for (old, moved) in [
        (message(), new(there, html(), buttons())),
        (edit(), new(there, html(), buttons())),
        (poll(PLACE), poll(there)),
        (for_one(edit(), Some(poll(PLACE))), for_one(new(there, html(), buttons()), Some(poll(there)))),
        (for_one(delete(), Some(message())), new(there, html(), buttons())),
    ] {
        assert!(matches!(reaction_to(old), Reaction::Rewrite(to, _) if *to == moved));
    }
    for nothing in [keyboard(), delete(), for_one(delete(), None)] {
        assert_eq!(reaction_to(nothing), Reaction::Ended(DeliveryOutcome::Sent(None)));
    }
}

#[test]
fn a_wait_is_as_long_as_telegram_says() {
    let retry_after = Some(Duration::from_secs(7200));
    let error = CallError::Refused { code: 429, description: "Too Many".to_owned(), retry_after, migrated_to: None };
    let expected = DeliveryOutcome::Later(Duration::from_secs(7200), DelayedBy::Telegram);
    assert_eq!(reaction(&message(), error), Reaction::Ended(expected));
}

#[test]
fn what_may_not_have_arrived_is_sent_again() {
    let error = CallError::Unknown("timed out".to_owned());
    assert_eq!(reaction(&message(), error.clone()), Reaction::Ended(DeliveryOutcome::Again(error)));
}
