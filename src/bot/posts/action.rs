//! Taps on the pages on which admins arrange posts, and what they send back: at most 64 bytes.

use super::kinds;
use crate::bot::zone;
use crate::corpus::Id;
use crate::store::{PostKind, Schedule};

/// What the callback data of these buttons begins with.
const LETTER: &str = "a:";

/// A tap on a button of the pages on which admins arrange posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PostAction {
    /// Shows the groups and channels that the person administers.
    Chats,
    /// Does something for one of them.
    For(i64, PostStep),
}

/// What is done for a group or channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PostStep {
    /// Shows what is arranged.
    Panel,
    /// Shows when a daily post comes.
    Times(PostKind),
    /// Takes a time away, in minutes of the day.
    Remove(PostKind, u16),
    /// Sets the weekdays, one bit each, Monday's the lowest.
    Days(PostKind, u8),
    /// Shows which topic of a forum posts go to.
    Topics,
    /// Lets posts go to the general topic.
    General,
    /// Asks for the hour of a daily post.
    Hour(PostKind),
    /// Asks for the minute, once the hour is known.
    Minute(PostKind, u8),
    /// Adds a time to a daily post, in minutes of the day.
    At(PostKind, u16),
    /// Ends a daily post.
    Never(PostKind),
    /// Asks for the time zone.
    Zones,
    /// Sets the time zone.
    Zone(String),
    /// Pauses the daily posts, or lets them go on.
    Pause(bool),
    /// Shows the next post as it will be.
    Preview(PostKind),
    /// Posts an entry now.
    Now(PostKind, Id),
}

impl PostAction {
    /// The callback data of the button. Old messages keep their buttons for years, so the letters must not change.
    #[must_use]
    pub fn data(&self) -> String {
        let Self::For(chat, step) = self else { return LETTER.to_owned() };
        let step = match step {
            PostStep::Panel => "p".to_owned(),
            PostStep::Times(kind) => format!("k{}", kinds::letter(*kind)),
            PostStep::Remove(kind, minute) => format!("r{}{minute}", kinds::letter(*kind)),
            PostStep::Days(kind, days) => format!("d{}{days}", kinds::letter(*kind)),
            PostStep::Topics => "t".to_owned(),
            PostStep::General => "t0".to_owned(),
            PostStep::Hour(kind) => format!("h{}", kinds::letter(*kind)),
            PostStep::Minute(kind, hour) => format!("m{}{hour}", kinds::letter(*kind)),
            PostStep::At(kind, minute) => format!("a{}{minute}", kinds::letter(*kind)),
            PostStep::Never(kind) => format!("x{}", kinds::letter(*kind)),
            PostStep::Zones => "z".to_owned(),
            PostStep::Zone(zone) => format!("z{zone}"),
            PostStep::Pause(is_paused) => format!("u{}", u8::from(*is_paused)),
            PostStep::Preview(kind) => format!("v{}", kinds::letter(*kind)),
            PostStep::Now(kind, entry) => format!("n{}{entry}", kinds::letter(*kind)),
        };
        format!("{LETTER}{chat}:{step}")
    }

    /// The tap of callback data; `None` when no version up to this one wrote it.
    #[must_use]
    pub fn read(data: &str) -> Option<Self> {
        let data = data.strip_prefix(LETTER)?;
        if data.is_empty() {
            return Some(Self::Chats);
        }
        let (chat, step) = data.split_once(':')?;
        Some(Self::For(chat.parse().ok().filter(|chat| *chat < 0)?, self::step(step)?))
    }
}

fn step(step: &str) -> Option<PostStep> {
    let (what, rest) = step.split_at_checked(1)?;
    match (what, rest) {
        ("p", "") => return Some(PostStep::Panel),
        ("t", "") => return Some(PostStep::Topics),
        ("t", "0") => return Some(PostStep::General),
        ("z", "") => return Some(PostStep::Zones),
        ("z", zone) => return Some(PostStep::Zone(zone::name(zone)?)),
        ("u", "0") => return Some(PostStep::Pause(false)),
        ("u", "1") => return Some(PostStep::Pause(true)),
        _ => {}
    }
    let (kind, rest) = rest.split_at_checked(1)?;
    let kind = PostKind::ALL.into_iter().find(|known| kinds::letter(*known) == kind)?;
    let minute = || rest.parse().ok().filter(|minute| *minute < 24 * 60);
    match (what, rest) {
        ("k", "") => Some(PostStep::Times(kind)),
        ("r", _) => Some(PostStep::Remove(kind, minute()?)),
        ("d", days) => {
            let days = days.parse().ok().filter(|days| (1..=Schedule::EVERY_DAY).contains(days))?;
            Some(PostStep::Days(kind, days))
        }
        ("h", "") => Some(PostStep::Hour(kind)),
        ("x", "") => Some(PostStep::Never(kind)),
        ("v", "") => Some(PostStep::Preview(kind)),
        ("m", hour) => Some(PostStep::Minute(kind, hour.parse().ok().filter(|hour| *hour < 24)?)),
        ("a", _) => Some(PostStep::At(kind, minute()?)),
        ("n", entry) => Some(PostStep::Now(kind, Id::new(entry)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{PostAction, PostStep};
    use crate::bot::zone::ZONES;
    use crate::corpus::Id;
    use crate::store::PostKind;

    #[test]
    fn every_tap_comes_back_from_at_most_64_bytes() {
        let mut steps = vec![PostStep::Panel, PostStep::Zones, PostStep::Pause(true), PostStep::Pause(false)];
        steps.extend([PostStep::Topics, PostStep::General]);
        steps.extend(ZONES.map(|zone| PostStep::Zone(zone.to_owned())));
        for kind in PostKind::ALL {
            let id = Id::new(&"z".repeat(Id::MAX_LEN)).expect("well formed");
            steps.extend([
                PostStep::Times(kind),
                PostStep::Remove(kind, 1439),
                PostStep::Days(kind, 127),
                PostStep::Hour(kind),
                PostStep::Minute(kind, 23),
                PostStep::At(kind, 1439),
                PostStep::Never(kind),
                PostStep::Preview(kind),
                PostStep::Now(kind, id),
            ]);
        }
        let taps = steps.into_iter().map(|step| PostAction::For(-1_009_999_999_999, step)).chain([PostAction::Chats]);
        for expected in taps {
            let data = expected.data();
            assert!(data.len() <= 64, "{data}");
            assert_eq!(PostAction::read(&data), Some(expected), "{data}");
        }
    }

    #[test]
    fn buttons_that_earlier_versions_sent_still_work() {
        let entry = Id::new("tace-what").expect("well formed");
        for (data, step) in [
            ("a:-7:p", PostStep::Panel),
            ("a:-7:kq", PostStep::Times(PostKind::Quiz)),
            ("a:-7:rp555", PostStep::Remove(PostKind::Passage, 555)),
            ("a:-7:dq3", PostStep::Days(PostKind::Quiz, 3)),
            ("a:-7:t", PostStep::Topics),
            ("a:-7:t0", PostStep::General),
            ("a:-7:hq", PostStep::Hour(PostKind::Quiz)),
            ("a:-7:mp9", PostStep::Minute(PostKind::Passage, 9)),
            ("a:-7:aq555", PostStep::At(PostKind::Quiz, 555)),
            ("a:-7:xp", PostStep::Never(PostKind::Passage)),
            ("a:-7:zUTC", PostStep::Zone("UTC".to_owned())),
            ("a:-7:u1", PostStep::Pause(true)),
            ("a:-7:vq", PostStep::Preview(PostKind::Quiz)),
            ("a:-7:nptace-what", PostStep::Now(PostKind::Passage, entry)),
        ] {
            let tap = PostAction::For(-7, step);
            assert_eq!((tap.data().as_str(), PostAction::read(data)), (data, Some(tap)));
        }
        assert_eq!(PostAction::read("a:"), Some(PostAction::Chats));
    }

    #[test]
    fn data_of_others_are_no_tap() {
        for data in [
            "",
            "-7:p",
            "a:x",
            "a:7:p",
            "a:-7",
            "a:-7:",
            "a:-7:q",
            "a:-7:h",
            "a:-7:hz",
            "a:-7:mp24",
            "a:-7:ap1440",
            "a:-7:rp1440",
            "a:-7:dp0",
            "a:-7:dp128",
            "a:-7:t1",
            "a:-7:u2",
            "a:-7:zNowhere",
            "a:-7:np",
            "a:é:p",
            "a:-7:é",
        ] {
            assert_eq!(PostAction::read(data), None, "{data:?}");
        }
    }
}
