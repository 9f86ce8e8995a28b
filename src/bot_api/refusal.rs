//! What each refusal means for the request that was refused: one table.

use std::ops::RangeInclusive;
use std::time::Duration;

use self::Remedy::{Again, Change, Done, Instead, Later, LaterBySeconds, TurnedAway};
use self::Sign::{Code, Says};
use super::client::CallError;
use super::delivery_outcome::{DelayedBy, DeliveryOutcome};
use super::desk::DeskBody;
use super::for_one::ForOne;
use super::outgoing::Outgoing;
use super::outgoing_place::Destination;

/// What a failed call leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reaction {
    Ended(DeliveryOutcome),
    /// Send this instead, for this reason.
    Rewrite(Box<Outgoing>, String),
}

/// What a refusal is known by.
enum Sign {
    Code(RangeInclusive<u16>),
    /// Words that Telegram's description holds, in lower case. Descriptions are not promised, so each is looked for by
    /// the words that carry it.
    Says(&'static str),
}

/// What is done about a refusal.
enum Remedy {
    /// Nothing: what was wanted is so already, or is past.
    Done,
    /// It is sent in another form.
    Change(fn(&mut Outgoing)),
    /// What stands with it for this case is sent; nothing when there is nothing.
    Instead,
    /// It is sent after that time.
    Later(Duration),
    /// It is sent after as many seconds as stand behind the words.
    LaterBySeconds,
    /// It is tried again, for the fault is not the request's.
    Again,
    /// It is dropped: it is not wanted there, which is nobody's fault.
    TurnedAway(NotWanted),
}

/// What is not wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NotWanted {
    /// The bot, whatever it sends.
    Bot,
    /// What was sent, in this place.
    This,
}

/// How long a limit holds for which Telegram names no time.
const SHORT: Duration = Duration::from_secs(5);

/// By which sign, for which requests, what is done.
type RefusalRow = (Sign, fn(&Outgoing) -> bool, Remedy);

/// The first row that fits is taken; what fits none is given up, for what is wrong with it must be mended first.
const TABLE: [RefusalRow; 44] = [
    (Says("message is not modified"), is_any, Done),
    // Whatever keeps it from pointing to the answer, such as that it was deleted, the answer is to be had.
    (Code(400..=400), is_pointer, Change(send_anew)),
    // What is gone already, or went with a group that became another, needs no deleting; what cannot be deleted stays.
    (Code(400..=400), is_delete, Done),
    // What one person alone would see has its own way on, whatever the reason; but for a bad token, a method that is not
    // there and a wait.
    (Code(400..=400), is_for_one, Instead),
    (Code(402..=403), is_for_one, Instead),
    (Code(405..=428), is_for_one, Instead),
    // A tap is answered within its life or not at all; what it was for is done all the same. So is an inline query,
    // behind which the person has typed on or gone, and a guest, who may speak once.
    (Says("query is too old"), is_query, Done),
    (Says("query id is invalid"), is_query, Done),
    (Says("query_id_invalid"), is_query, Done),
    (Says("message to edit not found"), is_edit, Change(send_anew)),
    (Says("message can't be edited"), is_edit, Change(send_anew)),
    (Says("message_id_invalid"), is_edit, Change(send_anew)),
    // A message without a picture has no words that could become those below one, and the other way round.
    (Says("there is no text in the message to edit"), is_edit, Change(send_anew)),
    // Buttons are of no use without their message.
    (Says("message to edit not found"), is_keyboard, Done),
    (Says("message can't be edited"), is_keyboard, Done),
    (Says("message_id_invalid"), is_keyboard, Done),
    (Says("thread not found"), has_thread, Change(leave_thread)),
    (Says("topic_deleted"), has_thread, Change(leave_thread)),
    // In topics Telegram refuses this, although a message may be sent without what it answers.
    (Says("message to be replied not found"), is_reply, Change(answer_none)),
    (Says("replied message not found"), is_reply, Change(answer_none)),
    (Says("reply message not found"), is_reply, Change(answer_none)),
    (Says("message_id_invalid"), is_reply, Change(answer_none)),
    (Says("reply_to_invalid"), is_reply, Change(answer_none)),
    (Says("reply markup is too long"), has_buttons, Change(drop_buttons)),
    (Says("reply_markup_"), has_buttons, Change(drop_buttons)),
    (Says("button_"), has_buttons, Change(drop_buttons)),
    (Says("inline keyboard button"), has_buttons, Change(drop_buttons)),
    (Says("can't parse entities"), has_markup, Change(drop_markup)),
    (Says("slowmode_wait_"), is_any, LaterBySeconds),
    // Whatever is wrong with a picture, its words say the same.
    (Code(400..=400), is_picture, Change(drop_picture)),
    (Says("topic_closed"), is_any, TurnedAway(NotWanted::This)),
    (Says("chat_restricted"), is_any, TurnedAway(NotWanted::This)),
    (Says("allow_payment_required"), is_any, TurnedAway(NotWanted::This)),
    (Says("not enough rights to send polls"), is_any, TurnedAway(NotWanted::This)),
    (Says("not enough rights to send text messages"), is_any, TurnedAway(NotWanted::Bot)),
    (Says("have no rights to send"), is_any, TurnedAway(NotWanted::Bot)),
    (Says("need administrator rights"), is_any, TurnedAway(NotWanted::Bot)),
    (Says("chat_write_forbidden"), is_any, TurnedAway(NotWanted::Bot)),
    (Says("chat not found"), is_any, TurnedAway(NotWanted::Bot)),
    (Says("peer_id_invalid"), is_any, TurnedAway(NotWanted::Bot)),
    (Code(403..=403), is_any, TurnedAway(NotWanted::Bot)),
    (Code(429..=429), is_any, Later(SHORT)),
    // Without a good token nothing goes through (401); who takes updates in says so and stops.
    (Code(401..=401), is_any, Again),
    (Code(500..=u16::MAX), is_any, Again),
];

/// What a failed call means for what was sent.
pub(super) fn reaction(outgoing: &Outgoing, error: CallError) -> Reaction {
    let CallError::Refused { code, description, retry_after, migrated_to } = &error else {
        return Reaction::Ended(DeliveryOutcome::Again(error));
    };
    let reason = description.clone();
    if let Some(wait) = retry_after {
        return Reaction::Ended(DeliveryOutcome::Later(*wait, DelayedBy::Telegram));
    }
    if let (Some(chat), Outgoing::Desk(_)) = (migrated_to, outgoing) {
        // Whoever knows where its conversation stands sends it there.
        return Reaction::Ended(DeliveryOutcome::Moved(*chat));
    }
    if let Some(chat) = migrated_to {
        return match moved(outgoing, *chat) {
            Some(moved) => Reaction::Rewrite(Box::new(moved), reason),
            None => Reaction::Ended(DeliveryOutcome::Sent(None)),
        };
    }
    Reaction::Ended(match remedy(outgoing, *code, description) {
        None => DeliveryOutcome::Failed(reason),
        Some(Change(change)) => {
            let mut changed = outgoing.clone();
            change(&mut changed);
            return Reaction::Rewrite(Box::new(changed), reason);
        }
        Some(Instead) => match instead(outgoing) {
            Some(instead) => return Reaction::Rewrite(Box::new(instead), reason),
            None => DeliveryOutcome::Sent(None),
        },
        Some(Done) => DeliveryOutcome::Sent(edited(outgoing)),
        Some(Later(wait)) => DeliveryOutcome::Later(*wait, DelayedBy::Telegram),
        Some(LaterBySeconds) => DeliveryOutcome::Later(seconds_in(description), DelayedBy::Telegram),
        Some(Again) => DeliveryOutcome::Again(error),
        Some(TurnedAway(what)) => DeliveryOutcome::TurnedAway { reason, is_closed: *what == NotWanted::Bot },
    })
}

/// What the table says; `None` when no row fits.
fn remedy(outgoing: &Outgoing, code: u16, description: &str) -> Option<&'static Remedy> {
    let description = description.to_ascii_lowercase();
    let fits = |sign: &Sign| match sign {
        Code(codes) => codes.contains(&code),
        Says(words) => description.contains(words),
    };
    TABLE.iter().find(|(sign, of, _)| fits(sign) && of(outgoing)).map(|(_, _, remedy)| remedy)
}

/// The number that a description ends with, as seconds.
fn seconds_in(description: &str) -> Duration {
    let digits = description.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    digits.parse().map_or(SHORT, Duration::from_secs)
}

fn is_any(_: &Outgoing) -> bool {
    true
}

fn is_query(outgoing: &Outgoing) -> bool {
    matches!(outgoing, Outgoing::Toast { .. } | Outgoing::Inline { .. } | Outgoing::Guest { .. })
}

fn is_pointer(outgoing: &Outgoing) -> bool {
    matches!(outgoing, Outgoing::Pointer { .. })
}

fn is_delete(outgoing: &Outgoing) -> bool {
    match outgoing {
        Outgoing::Delete { .. } => true,
        // Who waits to hear that it is gone is not told so while it stands there.
        Outgoing::Desk(request) => matches!(request.body, DeskBody::Delete(_)) && !request.is_reported,
        _ => false,
    }
}

fn is_for_one(outgoing: &Outgoing) -> bool {
    matches!(outgoing, Outgoing::ForOne(_))
}

fn is_edit(outgoing: &Outgoing) -> bool {
    match outgoing {
        Outgoing::Edit { .. } | Outgoing::Picture { message: Some(_), .. } => true,
        Outgoing::Desk(request) => request.is_edit(),
        _ => false,
    }
}

fn is_picture(outgoing: &Outgoing) -> bool {
    matches!(outgoing, Outgoing::Picture { .. })
}

fn is_keyboard(outgoing: &Outgoing) -> bool {
    matches!(outgoing, Outgoing::Buttons { .. })
}

fn is_reply(outgoing: &Outgoing) -> bool {
    match outgoing {
        Outgoing::Message { place, .. } | Outgoing::Picture { place, message: None, .. } => place.reply_to.is_some(),
        Outgoing::Desk(request) => request.makes_message() && request.place.reply_to.is_some(),
        _ => false,
    }
}

fn has_thread(outgoing: &Outgoing) -> bool {
    let place = match outgoing {
        // A post goes to the topic that it is meant for or nowhere.
        Outgoing::Message { place, post: None, .. } | Outgoing::Poll { place, post: None, .. } => place,
        _ => return false,
    };
    place.thread.is_some()
}

fn has_buttons(outgoing: &Outgoing) -> bool {
    matches!(outgoing, Outgoing::Message { buttons, .. } | Outgoing::Edit { buttons, .. } if !buttons.is_empty())
}

fn has_markup(outgoing: &Outgoing) -> bool {
    matches!(outgoing, Outgoing::Message { text, .. } | Outgoing::Edit { text, .. } if text.plain() != *text)
}

/// The message that stands as it was to become.
fn edited(outgoing: &Outgoing) -> Option<i32> {
    match outgoing {
        Outgoing::Edit { message, .. } => Some(*message),
        Outgoing::Picture { message, .. } => *message,
        Outgoing::ForOne(one) => edited(&one.request),
        _ => None,
    }
}

/// What is sent when Telegram does not show it to one person alone.
fn instead(outgoing: &Outgoing) -> Option<Outgoing> {
    if let Outgoing::ForOne(one) = outgoing { one.instead.clone() } else { None }
}

/// As a new message.
fn send_anew(outgoing: &mut Outgoing) {
    match outgoing.clone() {
        Outgoing::Edit { message: _, place, text, buttons, remembered, delete_at_ms, asked_in } => {
            *outgoing = Outgoing::Message { place, text, buttons, remembered, delete_at_ms, post: None, asked_in };
        }
        Outgoing::Pointer { message: _, answer } => *outgoing = *answer,
        Outgoing::Desk(request) => *outgoing = Outgoing::Desk(Box::new(request.anew())),
        Outgoing::Picture { place, message: _, svg, text, buttons, asked_in } => {
            *outgoing = Outgoing::Picture { place, message: None, svg, text, buttons, asked_in };
        }
        _ => {}
    }
}

/// Outside every topic.
fn leave_thread(outgoing: &mut Outgoing) {
    outgoing.place_mut().into_iter().for_each(|place| place.thread = None);
}

/// As an answer to no message.
fn answer_none(outgoing: &mut Outgoing) {
    outgoing.place_mut().into_iter().for_each(|place| place.reply_to = None);
}

/// The words without buttons.
fn drop_buttons(outgoing: &mut Outgoing) {
    if let Outgoing::Message { buttons, .. } | Outgoing::Edit { buttons, .. } = outgoing {
        buttons.clear();
    }
}

/// The words without markup.
fn drop_markup(outgoing: &mut Outgoing) {
    if let Outgoing::Message { text, .. } | Outgoing::Edit { text, .. } = outgoing {
        *text = text.plain();
    }
}

/// The words without the picture above them.
pub(super) fn drop_picture(outgoing: &mut Outgoing) {
    let Outgoing::Picture { place, message, svg: _, text, buttons, asked_in } = outgoing.clone() else { return };
    let (remembered, delete_at_ms) = (Vec::new(), None);
    *outgoing = match message {
        Some(message) => Outgoing::Edit { message, place, text, buttons, remembered, delete_at_ms, asked_in },
        None => Outgoing::Message { place, text, buttons, remembered, delete_at_ms, post: None, asked_in },
    };
}

/// The same in the chat's new place, which has no message of the old one and none of its topics: `None` for what is
/// nothing without one.
fn moved(outgoing: &Outgoing, chat: i64) -> Option<Outgoing> {
    if let Outgoing::ForOne(one) = outgoing {
        let instead = one.instead.as_ref().and_then(|instead| moved(instead, chat));
        let Some(request) = moved(&one.request, chat) else { return instead };
        return Some(Outgoing::ForOne(Box::new(ForOne { receiver: one.receiver, request, instead })));
    }
    let mut outgoing = outgoing.clone();
    send_anew(&mut outgoing);
    let place = outgoing.place_mut()?;
    *place = Destination { chat, thread: None, reply_to: None, ..*place };
    Some(outgoing)
}

#[cfg(test)]
mod tests;
