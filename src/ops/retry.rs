//! Trying again with longer and longer waits, until it works or the bot is told to stop.

use std::future::Future;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

/// Long enough that a server in trouble is left alone, short enough that people are answered soon after it is back.
const LONGEST: Duration = Duration::from_secs(15);

/// When an attempt that failed is made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TryAgain {
    /// After a wait that grows with each failure.
    Later,
    /// When the other side says.
    After(Duration),
}

/// The wait after so many failures in a row, the first being 0: half a second, doubled each time.
pub(crate) fn backoff(failures: u32) -> Duration {
    Duration::from_millis(500).saturating_mul(1 << failures.min(10)).min(LONGEST)
}

/// Attempts something until it works; `None` when told to stop before. An attempt is never broken off, for half of a
/// write is worse than none.
pub(crate) async fn retry<T, A>(stop: &CancellationToken, mut attempt: impl FnMut() -> A) -> Option<T>
where
    A: Future<Output = Result<T, TryAgain>>,
{
    let mut failures = 0_u32;
    loop {
        let wait = match attempt().await {
            Ok(done) => return Some(done),
            Err(TryAgain::After(wait)) => wait,
            Err(TryAgain::Later) => {
                failures = failures.saturating_add(1);
                backoff(failures - 1)
            }
        };
        stop.run_until_cancelled(tokio::time::sleep(wait)).await?;
    }
}

#[cfg(test)]
mod tests {
    use std::future::ready;
    use std::time::Duration;

    use tokio::time::Instant;
    use tokio_util::sync::CancellationToken;

    use super::{TryAgain, backoff, retry};

    #[test]
    fn waits_grow_to_a_limit() {
        let seconds = [0, 1, 2, 10, u32::MAX].map(backoff).map(|wait| wait.as_secs_f64());
        assert_eq!(seconds, [0.5, 1.0, 2.0, 15.0, 15.0]);
        assert!(backoff(3) < Duration::from_secs(15));
    }

    #[tokio::test(start_paused = true)]
    async fn it_is_tried_until_it_works_and_a_named_time_is_kept() {
        let start = Instant::now();
        let mut answers =
            [Err(TryAgain::Later), Err(TryAgain::After(Duration::from_secs(40))), Err(TryAgain::Later), Ok(7)]
                .into_iter();
        let got = retry(&CancellationToken::new(), || ready(answers.next().expect("no more attempts"))).await;
        assert_eq!((got, start.elapsed().as_millis()), (Some(7), 500 + 40_000 + 1000));
    }

    #[tokio::test(start_paused = true)]
    async fn nothing_is_tried_again_after_the_stop() {
        let stop = CancellationToken::new();
        let mut attempts = 0;
        let failing = || {
            attempts += 1;
            stop.cancel();
            ready(Err(TryAgain::Later))
        };
        let got: Option<()> = retry(&stop, failing).await;
        assert_eq!((got, attempts), (None, 1));
    }
}
