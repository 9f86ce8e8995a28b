//! Sending, at the pace that Telegram allows; what is refused and can be sent in another form is.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::Deserialize;
use serde::de::IgnoredAny;
use tokio::time::Instant;

use super::client::{Api, CallError};
use super::delivery_outcome::{DelayedBy, DeliveryOutcome};
use super::for_one;
use super::method::{GetMe, Method, SendTyping};
use super::outgoing::Outgoing;
use super::picture_message::PART;
use super::rate_limiter::RateLimiter;
use super::refusal::{Reaction, drop_picture, reaction};
use super::thread::Thread;
use crate::picture;

/// Sends requests at the pace that Telegram allows.
#[derive(Debug)]
pub struct Sender {
    api: Arc<Api>,
    /// The bot's user name, which its links hold.
    bot: String,
    rate_limiter: RateLimiter,
    /// Until when the longest wait is that Telegram ordered, as far as the log has it.
    long_wait_until: Mutex<Option<Instant>>,
}

/// What a request became: the message that it is now, if it is one.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Sent {
    ForOne { ephemeral_message_id: i32 },
    Message { message_id: i32 },
    Other(IgnoredAny),
}

/// From this wait on, people see that an answer is on its way; Telegram shows it for five seconds.
const TYPING_FROM: Duration = Duration::from_secs(2);

/// To show it later than that is no use.
const TYPING_WITHIN: Duration = Duration::from_secs(2);

/// How often a request is rewritten and sent again before it is given up. No rewriting takes anything back, so that all
/// of them together are the most there can be.
const MOST_REWRITES: usize = 8;

/// A longer wait that Telegram orders is one that people notice.
const LONG_WAIT: Duration = Duration::from_secs(60);

impl Sender {
    /// A sender for the bot of this user name, at this pace.
    #[must_use]
    pub fn new(api: Arc<Api>, bot: &str, rate_limiter: RateLimiter) -> Self {
        Self { api, bot: bot.to_owned(), rate_limiter, long_wait_until: Mutex::new(None) }
    }

    /// Sends one request, if at the last moment, after all waiting for its turn, it `is_ours` still.
    pub async fn send(&self, outgoing: &Outgoing, is_ours: impl Fn() -> bool) -> DeliveryOutcome {
        if let Some(chat) = outgoing.chat()
            && let Err(wait) = self.rate_limiter.acquire(chat).await
        {
            if wait >= TYPING_FROM {
                self.show_typing(outgoing).await;
            }
            return DeliveryOutcome::Later(wait, DelayedBy::RateLimiter);
        }
        // A chat's turn is one to leave, too.
        let mut has_turn = outgoing.chat().is_some();
        let mut rewritten = None;
        for _ in 0..MOST_REWRITES {
            let outgoing = rewritten.as_ref().unwrap_or(outgoing);
            let Some(picture) = painted(outgoing).await else {
                let mut words = outgoing.clone();
                drop_picture(&mut words);
                rewritten = Some(words);
                continue;
            };
            // The limit is on messages. Results come with every few letters that people type, are worth nothing when they
            // are late, and do no harm when they come twice; a refusal is heeded all the same.
            if !std::mem::take(&mut has_turn) && !matches!(outgoing, Outgoing::Inline { .. }) {
                self.rate_limiter.until_ready().await;
            }
            if !is_ours() {
                return DeliveryOutcome::NotOurs;
            }
            let (method, body) = outgoing.request(&self.bot);
            let answer = match picture {
                Some(picture) => self.api.post_file(method, &body, PART, picture, Api::TIMEOUT).await,
                None => self.api.post(method, &body, Api::TIMEOUT).await,
            };
            let error = match answer {
                Ok(Sent::ForOne { ephemeral_message_id }) => {
                    return DeliveryOutcome::Sent(Some(for_one::number(ephemeral_message_id)));
                }
                Ok(Sent::Message { message_id }) => {
                    let Outgoing::ForOne(one) = outgoing else { return DeliveryOutcome::Sent(Some(message_id)) };
                    if !one.is_secret() {
                        return DeliveryOutcome::Sent(Some(message_id));
                    }
                    let instead = one.instead.clone();
                    self.take_back(outgoing, message_id).await;
                    let Some(instead) = instead else { return DeliveryOutcome::Sent(None) };
                    rewritten = Some(instead);
                    continue;
                }
                Ok(Sent::Other(_)) => return DeliveryOutcome::Sent(None),
                Err(error) => error,
            };
            if let Err(error) = self.knows_the_bot(&error).await {
                return DeliveryOutcome::Again(error);
            }
            match reaction(outgoing, error) {
                Reaction::Ended(outcome) => {
                    self.say_long_wait(method, &outcome);
                    return outcome;
                }
                Reaction::Rewrite(other, reason) => {
                    if let Outgoing::ForOne(_) = outgoing {
                        tracing::debug!(method, reason, "Telegram does not show something to one person alone");
                    } else {
                        tracing::warn!(method, reason, "Telegram refused a request, which is sent in another form");
                    }
                    rewritten = Some(*other);
                }
            }
        }
        DeliveryOutcome::Failed("refused in every form".to_owned())
    }

    /// Calls a method that sends nothing and keeps no chat's pace.
    ///
    /// # Errors
    /// [`CallError`], without the token.
    pub(crate) async fn call<M: Method>(&self, method: &M) -> Result<M::Answer, CallError> {
        self.rate_limiter.until_ready().await;
        self.api.call(method, Api::TIMEOUT).await
    }

    /// Asks who the bot is when something is not found: that may be a method that the server does not have, which costs
    /// the request, or the bot itself. `Err` is why nothing can be sent, and nothing was.
    async fn knows_the_bot(&self, error: &CallError) -> Result<(), CallError> {
        match error.code() {
            Some(404) => match self.api.call(&GetMe {}, Api::TIMEOUT).await {
                Ok(_) => Ok(()),
                Err(CallError::Unknown(why)) => Err(CallError::NotSent(why)),
                Err(error) => Err(error),
            },
            _ => Ok(()),
        }
    }

    /// Says that Telegram wants the bot to wait for long; once for a wait, which may hold up many requests.
    fn say_long_wait(&self, method: &'static str, outcome: &DeliveryOutcome) {
        let DeliveryOutcome::Later(wait, DelayedBy::Telegram) = outcome else { return };
        let until = Instant::now() + *wait;
        let mut said_until = self.long_wait_until.lock().unwrap_or_else(PoisonError::into_inner);
        if *wait > LONG_WAIT && said_until.is_none_or(|said| said + LONG_WAIT < until) {
            *said_until = Some(until);
            tracing::warn!(method, wait_s = wait.as_secs(), "Telegram orders a long wait; what it holds up waits");
        }
    }

    /// Takes back what one person alone was to see and a server that does not know of such messages showed to all.
    async fn take_back(&self, outgoing: &Outgoing, message: i32) {
        let Some(chat) = outgoing.chat() else { return };
        let (method, body) = Outgoing::Delete { chat, messages: vec![message.into()] }.request(&self.bot);
        let taken: Result<IgnoredAny, _> = self.api.post(method, &body, Api::TIMEOUT).await;
        if let Err(error) = taken {
            tracing::warn!(%error, "what one person alone was to see stands in a group, and could not be taken back");
        }
    }

    /// Shows that an answer is on its way, if that can be shown at once; it is no loss if it cannot.
    async fn show_typing(&self, outgoing: &Outgoing) {
        // Telegram knows no such sign where people write to a channel.
        if let Outgoing::Message { place, post: None, .. } = outgoing
            && !matches!(place.thread, Some(Thread::Direct { .. }))
            && self.rate_limiter.is_ready().await
        {
            let _ =
                self.api.call(&SendTyping::new(place.chat, place.thread.and_then(Thread::topic)), TYPING_WITHIN).await;
        }
    }

    /// Forgets the chats that have been quiet.
    pub fn forget_quiet(&self) {
        self.rate_limiter.forget_quiet();
    }
}

/// The picture that goes with a request, if one does; `None` when it cannot be painted.
async fn painted(outgoing: &Outgoing) -> Option<Option<Vec<u8>>> {
    let Some(drawing) = outgoing.drawing().map(str::to_owned) else { return Some(None) };
    // It takes long enough to hold others up.
    match tokio::task::spawn_blocking(move || picture::png(&drawing)).await.ok()? {
        Ok(picture) => Some(Some(picture)),
        Err(error) => {
            tracing::error!(%error, "a picture cannot be painted; its words are sent without it");
            None
        }
    }
}
