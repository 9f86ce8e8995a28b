//! How long to wait before something that failed is tried again.

use std::time::Duration;

/// Long enough that a server in trouble is left alone, short enough that people are answered soon after it is back.
const LONGEST: Duration = Duration::from_secs(15);

/// The wait after so many failures in a row, the first being 0: half a second, doubled each time.
pub(crate) fn backoff(failures: u32) -> Duration {
    Duration::from_millis(500).saturating_mul(1 << failures.min(10)).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::backoff;

    #[test]
    fn waits_grow_to_a_limit() {
        let seconds = [0, 1, 2, 10, u32::MAX].map(backoff).map(|wait| wait.as_secs_f64());
        assert_eq!(seconds, [0.5, 1.0, 2.0, 15.0, 15.0]);
        assert!(backoff(3) < Duration::from_secs(15));
    }
}
