//! Sending: the pace that Telegram allows, and what each refusal means for the message.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;

use super::outgoing::{Outgoing, Text};
use super::{Api, CallError, Pace};

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It had its effect, or the effect was there already; the message that it is now, if it is one.
    Sent(Option<i32>),
    /// It never will; the reason is Telegram's.
    Failed {
        /// What Telegram says.
        reason: String,
        /// Whether the person or group turned the bot away, which is their right and no fault.
        is_turned_away: bool,
    },
    /// It was not sent; this chat must wait that long.
    Later(Duration, Because),
    /// It was not sent, for it may be another process's by now.
    NotOurs,
    /// It was not sent, or nobody knows: try again after a while.
    Again(CallError),
}

/// Who wants a chat to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// The bot, which keeps to the pace that Telegram allows.
    Pace,
    /// Telegram, which refused a request for now.
    Telegram,
}

impl Because {
    /// Everybody who may.
    pub const ALL: [Self; 2] = [Self::Pace, Self::Telegram];

    /// A name for figures.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pace => "pace",
            Self::Telegram => "telegram",
        }
    }
}

/// Sends requests at the pace that Telegram allows.
#[derive(Debug)]
pub struct Sender {
    api: Arc<Api>,
    /// The bot's user name, which its links hold.
    bot: String,
    pace: Pace,
}

/// From this wait on, people see that an answer is on its way; Telegram shows it for five seconds.
const TYPING_FROM: Duration = Duration::from_secs(2);

/// To show it later than that is no use.
const TYPING_WITHIN: Duration = Duration::from_secs(2);

/// How often a request is mended and sent again before it is given up.
const MOST_MENDS: usize = 4;

impl Sender {
    /// A sender for the bot of this user name, at this pace.
    #[must_use]
    pub fn new(api: Arc<Api>, bot: &str, pace: Pace) -> Self {
        Self { api, bot: bot.to_owned(), pace }
    }

    /// Sends one request, if at the last moment, after all waiting for its turn, it `is_ours` still.
    pub async fn send(&self, outgoing: &Outgoing, is_ours: impl Fn() -> bool) -> Fate {
        if let Some(chat) = outgoing.chat()
            && let Err(wait) = self.pace.turn_of(chat).await
        {
            if wait >= TYPING_FROM {
                self.show_typing(outgoing).await;
            }
            return Fate::Later(wait, Because::Pace);
        }
        let mut mended = None;
        for _ in 0..MOST_MENDS {
            let outgoing = mended.as_ref().unwrap_or(outgoing);
            // The limit is on messages. Results come with every few letters that people type, are worth nothing when they
            // are late, and do no harm when they come twice; a refusal is heeded all the same.
            if !matches!(outgoing, Outgoing::Inline { .. }) {
                self.pace.until_ready().await;
            }
            if !is_ours() {
                return Fate::NotOurs;
            }
            let (method, body) = outgoing.request(&self.bot);
            let error = match self.api.call(method, &body, Api::TIMEOUT).await {
                Ok(result) => {
                    return Fate::Sent(result["message_id"].as_i64().and_then(|id| i32::try_from(id).ok()));
                }
                Err(error) => error,
            };
            match meaning(outgoing, error) {
                Meaning::Ended(fate) => return fate,
                Meaning::Mend(other, reason) => {
                    tracing::warn!(method, reason, "Telegram refused a request, which is sent in another form");
                    mended = Some(other);
                }
            }
        }
        Fate::Failed { reason: "refused in every form".to_owned(), is_turned_away: false }
    }

    /// Shows that an answer is on its way, if that can be shown at once; it is no loss if it cannot.
    async fn show_typing(&self, outgoing: &Outgoing) {
        if let Outgoing::Message { place, post: None, .. } = outgoing
            && self.pace.is_ready().await
        {
            let body = json!({"chat_id": place.chat, "message_thread_id": place.thread, "action": "typing"});
            let _ = self.api.call("sendChatAction", &body, TYPING_WITHIN).await;
        }
    }

    /// Forgets the chats that have been quiet.
    pub fn forget_quiet(&self) {
        self.pace.forget_quiet();
    }
}

/// What a refusal means.
#[derive(Debug, PartialEq, Eq)]
enum Meaning {
    Ended(Fate),
    /// Send this instead, for this reason.
    Mend(Outgoing, String),
}

/// What a failed call means for what was sent. Telegram's descriptions are not promised, so each is looked for by the
/// words that carry it.
fn meaning(outgoing: &Outgoing, error: CallError) -> Meaning {
    let CallError::Refused { code, description, retry_after, migrated_to } = &error else {
        return Meaning::Ended(Fate::Again(error));
    };
    let says = |words: &str| description.to_ascii_lowercase().contains(words);
    let mend = |other: Outgoing| Meaning::Mend(other, description.clone());
    if let Some(wait) = retry_after {
        return Meaning::Ended(Fate::Later(*wait, Because::Telegram));
    }
    if let Some(chat) = migrated_to {
        return mend(moved(outgoing, *chat));
    }
    match (code, outgoing) {
        (429, _) => Meaning::Ended(Fate::Later(Duration::from_secs(5), Because::Telegram)),
        // Without a good token nothing goes through; the poller says so and stops.
        (401 | 404 | 500.., _) => Meaning::Ended(Fate::Again(error)),
        (403, _) => Meaning::Ended(Fate::Failed { reason: description.clone(), is_turned_away: true }),
        // A group that lets the bot in and not write.
        (400, Outgoing::Message { .. })
            if says("not enough rights to send text messages")
                || says("chat_write_forbidden")
                || says("have no rights to send") =>
        {
            Meaning::Ended(Fate::Failed { reason: description.clone(), is_turned_away: true })
        }
        (_, Outgoing::Edit { message, .. }) if says("message is not modified") => {
            Meaning::Ended(Fate::Sent(Some(*message)))
        }
        _ if says("message is not modified") => Meaning::Ended(Fate::Sent(None)),
        // A tap is answered within its life or not at all; what it was for is done all the same. So is an inline query,
        // behind which the person has typed on or gone.
        (_, Outgoing::Toast { .. } | Outgoing::Inline { .. })
            if says("query is too old") || says("query id is invalid") || says("query_id_invalid") =>
        {
            Meaning::Ended(Fate::Sent(None))
        }
        (_, Outgoing::Edit { place, text, buttons, remembered, .. })
            if says("message to edit not found") || says("message can't be edited") || says("message_id_invalid") =>
        {
            let (text, buttons, remembered) = (text.clone(), buttons.clone(), remembered.clone());
            mend(Outgoing::Message { place: *place, text, buttons, remembered, post: None })
        }
        (_, Outgoing::Message { place, .. }) if place.thread.is_some() && says("thread not found") => {
            mend(changed(outgoing, |place, _| place.thread = None))
        }
        (_, Outgoing::Message { text, .. } | Outgoing::Edit { text, .. })
            if says("can't parse entities") && text.plain() != *text =>
        {
            mend(changed(outgoing, |_, text| *text = text.plain()))
        }
        _ => Meaning::Ended(Fate::Failed { reason: description.clone(), is_turned_away: false }),
    }
}

/// The same with another place or text.
fn changed(outgoing: &Outgoing, change: impl FnOnce(&mut super::Place, &mut Text)) -> Outgoing {
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
        Outgoing::Toast { .. } | Outgoing::Inline { .. } => {}
    }
    outgoing
}

#[cfg(test)]
mod tests {
    use super::{CallError, Fate, Meaning, Outgoing, meaning};
    use crate::telegram::Place;
    use crate::telegram::outgoing::Text;

    const PLACE: Place = Place { chat: 7, thread: None, reply_to: Some(5), is_silent: false };

    fn edit() -> Outgoing {
        Outgoing::Edit {
            message: 6,
            place: PLACE,
            text: Text::Html("<b>a</b>".to_owned()),
            buttons: Vec::new(),
            remembered: Vec::new(),
        }
    }

    fn message() -> Outgoing {
        Outgoing::Message {
            place: PLACE,
            text: Text::Html("<b>a</b>".to_owned()),
            buttons: Vec::new(),
            remembered: Vec::new(),
            post: None,
        }
    }

    fn refused(code: u16, description: &str) -> CallError {
        CallError::Refused { code, description: description.to_owned(), retry_after: None, migrated_to: None }
    }

    #[track_caller]
    fn check(outgoing: &Outgoing, code: u16, description: &str, expected: &Fate) {
        assert_eq!(meaning(outgoing, refused(code, description)), Meaning::Ended(expected.clone()));
    }

    #[test]
    fn refusals_that_end_it() {
        let turned_away = |reason: &str| Fate::Failed { reason: reason.to_owned(), is_turned_away: true };
        let failed = |reason: &str| Fate::Failed { reason: reason.to_owned(), is_turned_away: false };
        let toast = Outgoing::Toast { query: "q".to_owned(), text: None };
        let inline = Outgoing::Inline { query: "q".to_owned(), results: Vec::new(), button: None, cache_s: 0 };
        check(&edit(), 400, "Bad Request: message is not modified: specified new …", &Fate::Sent(Some(6)));
        check(&toast, 400, "Bad Request: query is too old and response timeout expired", &Fate::Sent(None));
        check(&inline, 400, "Bad Request: query is too old and response timeout expired", &Fate::Sent(None));
        check(&inline, 400, "Bad Request: RESULT_ID_DUPLICATE", &failed("Bad Request: RESULT_ID_DUPLICATE"));
        let blocked = "Forbidden: bot was blocked by the user";
        check(&message(), 403, blocked, &turned_away(blocked));
        let muted = "Bad Request: not enough rights to send text messages to the chat";
        check(&message(), 400, muted, &turned_away(muted));
        check(&message(), 400, "Bad Request: chat not found", &failed("Bad Request: chat not found"));
        let error = refused(500, "Internal Server Error");
        check(&message(), 500, "Internal Server Error", &Fate::Again(error));
    }

    #[test]
    fn refusals_that_can_be_mended() {
        let mended = |outgoing: &Outgoing, error| match meaning(outgoing, error) {
            Meaning::Mend(other, _) => other,
            ended => panic!("{ended:?}"),
        };
        assert_eq!(mended(&edit(), refused(400, "Bad Request: message to edit not found")), message());
        let plain = Outgoing::Message {
            place: PLACE,
            text: Text::Plain("a".to_owned()),
            buttons: Vec::new(),
            remembered: Vec::new(),
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
        assert_eq!(meaning(&message(), error.clone()), Meaning::Ended(Fate::Again(error)));
    }
}
