//! How long what is remembered of messages and taps is remembered, under codes that run out by themselves.

use std::time::Duration;

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Within this time the same tap is the same: a client may send one twice under two update ids.
pub(super) const SAME_TAP: Duration = Duration::from_secs(60);

/// After "not my question" the follow-up comes once for each message, for as long as it is likely to be tapped.
pub(super) const FOLLOW_UP: Duration = DAY.saturating_mul(90);

/// A tap on "post it now" counts once for as long as the button is likely to be there.
pub(super) const POST_NOW: Duration = DAY.saturating_mul(90);

/// For how long after its time it is known where the beginning of a post stands, until the rest is sent too.
pub(super) const POST_PARTS: Duration = HOUR;

/// That a media group was answered; its messages come within seconds.
pub(super) const MEDIA_GROUP: Duration = DAY;

/// How often somebody who may not ask is told so.
pub(super) const TOLD: Duration = DAY;

/// Within this time the same guest query is the same: Telegram keeps what it could not deliver for a day.
pub(super) const GUEST: Duration = DAY;

/// For how long an answer follows the edits of its question: Telegram lets people edit for 48 hours.
pub(super) const EDIT: Duration = HOUR.saturating_mul(49);

/// For how long a question about oneself waits until the private chat is opened: who wants an answer goes there at once.
pub(super) const HELD: Duration = Duration::from_secs(10 * 60);

/// How long a count against floods is kept: longer than any window is, for messages that come late.
pub(super) const COUNT: Duration = HOUR.saturating_mul(2);

/// How often the staff is told the same, or of dead letters at all.
pub(super) const NOTICE: Duration = HOUR;

/// For how long it is known when the staff was told of dead letters: longer than they are kept, unless the operator sets
/// more.
pub(super) const DEAD_LETTERS_TOLD: Duration = DAY.saturating_mul(90);

/// In milliseconds.
pub(super) const fn ms(ttl: Duration) -> i64 {
    ttl.as_secs().cast_signed() * 1000
}

#[cfg(test)]
mod tests {
    use super::{
        COUNT, DAY, DEAD_LETTERS_TOLD, EDIT, FOLLOW_UP, GUEST, HELD, HOUR, MEDIA_GROUP, NOTICE, POST_NOW, POST_PARTS,
        SAME_TAP, TOLD, ms,
    };
    use crate::bot::groups::page::MOST_REPEAT_MINUTES;
    use crate::store::{RetentionRule, TABLES};

    #[test]
    fn the_table_of_tables_says_how_long_the_longest_is() {
        let repeat = HOUR / 60 * MOST_REPEAT_MINUTES;
        let of_table = |name: &str| match name {
            "answers" => vec![EDIT, repeat, POST_PARTS],
            "counts" => vec![COUNT],
            "held" => vec![HELD],
            "seen" => vec![SAME_TAP, FOLLOW_UP, POST_NOW, MEDIA_GROUP, TOLD, NOTICE, DEAD_LETTERS_TOLD, GUEST],
            _ => panic!("{name} keeps something for hours, and nobody here knows what"),
        };
        for table in &TABLES {
            let longest = match table.kept {
                RetentionRule::Hours(hours) => HOUR * hours,
                RetentionRule::Minutes(minutes) => HOUR / 60 * minutes,
                _ => continue,
            };
            assert_eq!(of_table(table.name).into_iter().max(), Some(longest), "{}", table.name);
        }
        assert_eq!(ms(DAY), 86_400_000);
    }
}
