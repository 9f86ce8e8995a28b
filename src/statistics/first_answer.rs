//! How long people wait for a person's first answer, in spans: few numbers to keep, and enough to say what is usual.

use std::time::Duration;

/// A span that a first answer came within.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FirstAnswer {
    /// So many minutes at most, and more than the span before.
    WithinMinutes(u32),
    /// So many hours.
    WithinHours(u32),
    /// More than a day.
    Longer,
}

impl FirstAnswer {
    /// All of them, the shortest first.
    pub const ALL: [Self; 9] = [
        Self::WithinMinutes(1),
        Self::WithinMinutes(5),
        Self::WithinMinutes(15),
        Self::WithinHours(1),
        Self::WithinHours(2),
        Self::WithinHours(4),
        Self::WithinHours(8),
        Self::WithinHours(24),
        Self::Longer,
    ];

    /// The span of a wait.
    #[must_use]
    pub fn of(wait: Duration) -> Self {
        Self::ALL.into_iter().find(|span| span.most().is_none_or(|most| wait <= most)).unwrap_or(Self::Longer)
    }

    /// The longest wait in it; `None` when there is none.
    #[must_use]
    pub fn most(self) -> Option<Duration> {
        let minutes = match self {
            Self::WithinMinutes(minutes) => minutes,
            Self::WithinHours(hours) => hours * 60,
            Self::Longer => return None,
        };
        Some(Duration::from_secs(u64::from(minutes) * 60))
    }

    /// The word that it is stored under: minutes, or `longer`.
    #[must_use]
    pub fn name(self) -> String {
        self.most().map_or_else(|| "longer".to_owned(), |most| (most.as_secs() / 60).to_string())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::FirstAnswer;

    #[test]
    fn a_wait_is_in_the_shortest_span_that_holds_it() {
        for (seconds, name) in [(0, "1"), (60, "1"), (61, "5"), (3600, "60"), (86_400, "1440"), (86_401, "longer")] {
            assert_eq!(FirstAnswer::of(Duration::from_secs(seconds)).name(), name, "{seconds}");
        }
        assert!(FirstAnswer::ALL.is_sorted_by_key(|span| span.most().unwrap_or(Duration::MAX)));
    }
}
