//! The pace that Telegram allows: so much in one chat, so much in all. Kept in memory by a process that has the bot to
//! itself, in the database by processes that share it.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota};

use super::pseudonym::PseudonymKey;
use crate::store::{Acquire, Limit, Pseudonym, Store};

/// How many may leave at once. What is under way when the process is killed is sent again and may be doubled, so few:
/// of 1,000 answers over 20 kills, 151 were doubled with a burst of 30 and 15 with this.
const OVERALL_BURST: NonZeroU32 = NonZeroU32::new(4).expect("not 0");

/// "About one a second in a chat", with room for a reply of a few messages or some quick taps.
const PRIVATE_EVERY: Duration = Duration::from_secs(1);
const PRIVATE_BURST: NonZeroU32 = NonZeroU32::new(5).expect("not 0");

/// So many a minute in a group, after a first few.
const GROUP_BURST: NonZeroU32 = NonZeroU32::new(5).expect("not 0");

/// When to ask again after the database did not answer.
const ASK_AGAIN: Duration = Duration::from_secs(1);

/// Whose turn it is to send.
#[derive(Debug)]
pub enum RateLimiter {
    /// Of the one process.
    Local(Box<LocalLimiter>),
    /// Of all processes that share a database.
    Shared(SharedLimiter),
}

/// A pace kept in memory.
#[derive(Debug)]
pub struct LocalLimiter {
    clock: DefaultClock,
    overall: DefaultDirectRateLimiter,
    private: DefaultKeyedRateLimiter<i64>,
    group: DefaultKeyedRateLimiter<i64>,
}

/// A pace kept in the database.
#[derive(Debug)]
pub struct SharedLimiter {
    store: Arc<Store>,
    pseudonym: PseudonymKey,
    overall: (Pseudonym, Limit),
    /// Between two messages to a group.
    group_every: Duration,
}

impl RateLimiter {
    /// A pace at which nothing was sent yet, of at most `rate` messages a second in all and `group_rate` a minute in one
    /// group.
    #[must_use]
    pub fn new(rate: NonZeroU32, group_rate: NonZeroU32, store: &Arc<Store>, pseudonym: &PseudonymKey) -> Self {
        let group_every = Duration::from_secs(60) / group_rate.get();
        if store.is_shared() {
            let overall = Limit { every: Duration::from_secs(1) / rate.get(), burst: OVERALL_BURST.get() };
            let overall = (pseudonym.code("pace", &[&"all"]), overall);
            return Self::Shared(SharedLimiter {
                store: Arc::clone(store),
                pseudonym: pseudonym.clone(),
                overall,
                group_every,
            });
        }
        let quota = |every, burst| Quota::with_period(every).expect("the period is not 0").allow_burst(burst);
        Self::Local(Box::new(LocalLimiter {
            clock: DefaultClock::default(),
            overall: governor::RateLimiter::direct(Quota::per_second(rate).allow_burst(OVERALL_BURST)),
            private: governor::RateLimiter::keyed(quota(PRIVATE_EVERY, PRIVATE_BURST)),
            group: governor::RateLimiter::keyed(quota(group_every, GROUP_BURST)),
        }))
    }

    /// Takes a chat's turn, and waits until one more may leave; `Err` is how long the chat must wait for its turn.
    pub(super) async fn acquire(&self, chat: i64) -> Result<(), Duration> {
        let is_group = chat < 0;
        match self {
            Self::Local(own) => {
                let limiter = if is_group { &own.group } else { &own.private };
                limiter.check_key(&chat).map_err(|until| until.wait_time_from(own.clock.now()))?;
                own.overall.until_ready().await;
                Ok(())
            }
            Self::Shared(shared) => {
                let (every, burst) =
                    if is_group { (shared.group_every, GROUP_BURST) } else { (PRIVATE_EVERY, PRIVATE_BURST) };
                let chat = (shared.pseudonym.code("pace", &[&chat]), Limit { every, burst: burst.get() });
                match shared.store.acquire(&[chat, shared.overall]).await {
                    Ok(Acquire::Granted) => return Ok(()),
                    Ok(Acquire::RetryAfter(0, wait)) => return Err(wait),
                    Ok(Acquire::RetryAfter(_, wait)) => tokio::time::sleep(wait).await,
                    // Without the database nobody knows whether there is a turn, so there is none.
                    Err(_) => return Err(ASK_AGAIN),
                }
                self.until_ready().await;
                Ok(())
            }
        }
    }

    /// Waits until one more may leave.
    pub(super) async fn until_ready(&self) {
        match self {
            Self::Local(own) => own.overall.until_ready().await,
            Self::Shared(shared) => {
                while let Err(wait) = shared.take().await {
                    tokio::time::sleep(wait).await;
                }
            }
        }
    }

    /// Whether one more may leave now; it is taken if so.
    pub(super) async fn is_ready(&self) -> bool {
        match self {
            Self::Local(own) => own.overall.check().is_ok(),
            Self::Shared(shared) => shared.take().await.is_ok(),
        }
    }

    /// Forgets the chats that have been quiet.
    pub(super) fn forget_quiet(&self) {
        if let Self::Local(own) = self {
            own.private.retain_recent();
            own.group.retain_recent();
        }
    }
}

impl SharedLimiter {
    async fn take(&self) -> Result<(), Duration> {
        match self.store.acquire(&[self.overall]).await {
            Ok(Acquire::Granted) => Ok(()),
            Ok(Acquire::RetryAfter(_, wait)) => Err(wait),
            Err(_) => Err(ASK_AGAIN),
        }
    }
}
