//! Those who run the bot are told in their private chats what needs them. A word to them is worth little a day later, so
//! it is sent at once and not by way of the outbox, and who does not take it is left alone.

use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;
use tokio_util::sync::CancellationToken;

use super::context::BotContext;
use super::requests::say;
use super::ttl;
use crate::bot_api::{DeliveryOutcome, Destination, Sender};
use crate::ops::clock::now_ms;
use crate::ops::retry::{TryAgain, retry};
use crate::ops::{Health, Notice};
use crate::reply::{self, Language, Reply, Wording};
use crate::store::{Pseudonym, StateQuery, Store, StoreError};

/// How often it is seen whether something was given up.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Tells the staff.
pub(crate) struct StaffNotifier {
    pub(crate) store: Arc<Store>,
    pub(crate) bot: Arc<ArcSwap<BotContext>>,
    pub(crate) sender: Arc<Sender>,
    pub(crate) health: Arc<Health>,
    pub(crate) stop: CancellationToken,
}

impl StaffNotifier {
    /// Keeps at it until dropped.
    pub(crate) async fn run(&self) {
        loop {
            let told = tokio::select! {
                notice = self.health.notices.take() => self.tell_notice(&notice).await,
                () = tokio::time::sleep(LOOK_EVERY) => self.tell_given_up().await,
            };
            // What needs the database waits for it, and those who need it more say that it is gone.
            if let Err(error) = told {
                tracing::debug!(%error, "the staff could not be told of something");
            }
        }
    }

    /// Tells what is on its way, the same once in a while.
    async fn tell_notice(&self, notice: &Notice) -> Result<(), StoreError> {
        let (name, words) = match notice {
            Notice::RefusedFaq { findings } => ("faq", findings.join("\n")),
            Notice::FailingWebhook { error } => ("webhook", error.clone()),
        };
        let code = self.bot.load().pseudonym.code("notice", &[&name, &words]);
        let now_ms = now_ms();
        if self.store.is_first(code, now_ms + ttl::ms(ttl::NOTICE), now_ms).await? {
            self.tell(|wording| match notice {
                Notice::RefusedFaq { findings } => reply::refused_faq(wording, findings.clone()),
                Notice::FailingWebhook { error } => reply::failing_webhook(wording, error),
            })
            .await;
        }
        Ok(())
    }

    /// Tells how much was given up since that was told last, by whichever process.
    async fn tell_given_up(&self) -> Result<(), StoreError> {
        let code = self.bot.load().pseudonym.code("notice", &[&"dead letters"]);
        let (kept_ms, rest_ms) = (ttl::ms(ttl::DEAD_LETTERS_TOLD), ttl::ms(ttl::NOTICE));
        let told_ms = self.store.seen_until(code).await?.map(|until_ms| until_ms - kept_ms);
        let now_ms = now_ms();
        if told_ms.is_some_and(|told_ms| told_ms + rest_ms > now_ms) {
            return Ok(());
        }
        let letters = self.store.letters_after(told_ms.unwrap_or(i64::MIN)).await?;
        let posts = self.store.failed_posts_after(told_ms.unwrap_or(i64::MIN)).await?;
        let until_ms = now_ms + kept_ms;
        if letters.len() + posts > 0 && self.store.is_first(code, until_ms, until_ms - rest_ms).await? {
            self.tell(|wording| reply::given_up(wording, letters.len(), posts)).await;
        }
        Ok(())
    }

    async fn tell(&self, words: impl Fn(&Wording) -> Reply) {
        let bot = self.bot.load_full();
        for chat in bot.staff.iter().filter_map(|id| i64::try_from(*id).ok()) {
            let person = bot.pseudonym.code("person", &[&chat]);
            let language = self.language(person).await;
            let place = Destination { chat, thread: None, reply_to: None, is_silent: false };
            for outgoing in say(place, &words(bot.wording(language, None))) {
                let send = || async {
                    match self.sender.send(&outgoing, || true).await {
                        DeliveryOutcome::Later(wait, _) => Err(TryAgain::After(wait)),
                        DeliveryOutcome::Again(_) | DeliveryOutcome::NotOurs | DeliveryOutcome::Moved(_) => {
                            Err(TryAgain::Later)
                        }
                        outcome => Ok(outcome),
                    }
                };
                if let Some(DeliveryOutcome::TurnedAway { reason, .. } | DeliveryOutcome::Failed(reason)) =
                    retry(&self.stop, send).await
                {
                    tracing::debug!(reason, "one of the staff could not be told: have them start the bot in private");
                }
            }
        }
    }

    /// The language that one of them set; `None` when that is not known now.
    async fn language(&self, person: Pseudonym) -> Option<Language> {
        let query = StateQuery { person: Some(person), ..StateQuery::default() };
        Language::of_tag(&self.store.state(&query, now_ms()).await.ok()?.language?)
    }
}
