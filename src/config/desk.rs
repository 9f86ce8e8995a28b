//! The settings of the support desk.

use std::time::Duration;

use super::office_hours::OfficeHours;

/// The support desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskConfig {
    /// Telegram's id of the staff chat, below zero.
    pub chat: i64,
    /// What the desk is called; `None` when it has no name of its own.
    pub name: Option<String>,
    /// After so long without a word the bot answers in the private chat again.
    pub silence: Duration,
    /// When somebody is there; `None` when that is not set.
    pub hours: Option<OfficeHours>,
    /// After so much of somebody's waiting, within the hours, staff are reminded, and again after as much.
    pub remind: Duration,
}

impl DeskConfig {
    /// Hours without a word after which the bot answers again.
    pub const SILENCE_HOURS: u32 = 72;
    /// Hours of waiting after which staff are reminded.
    pub const REMIND_HOURS: u32 = 4;
    /// The longest name of a desk, in characters: it stands before every message.
    pub const MOST_NAME: usize = 40;

    /// The desk of this staff chat, as it is unless more is set.
    #[must_use]
    pub fn new(chat: i64) -> Self {
        Self { chat, name: None, silence: hours(Self::SILENCE_HOURS), hours: None, remind: hours(Self::REMIND_HOURS) }
    }
}

/// So many hours.
pub(super) fn hours(hours: u32) -> Duration {
    Duration::from_secs(u64::from(hours) * 3600)
}

/// Reads the id of the staff chat.
///
/// # Errors
/// A sentence that says what such an id looks like.
pub fn staff_chat(text: &str) -> anyhow::Result<i64> {
    let id = text.trim().parse().ok().filter(|id: &i64| *id < 0);
    id.ok_or_else(|| {
        anyhow::anyhow!(
            "--staff-chat must be the id of a group, a number below zero like -1001234567890, not `{text}`: add the bot \
             to the group and send /id there"
        )
    })
}

/// Checks the name of a desk.
///
/// # Errors
/// A sentence that says what it may be.
pub fn desk_name(text: &str) -> anyhow::Result<Option<String>> {
    let name = text.trim();
    let is_short = name.chars().count() <= DeskConfig::MOST_NAME && !name.contains('\n');
    anyhow::ensure!(
        is_short,
        "--desk-name must be one line of at most {} characters, for it stands before every message of the staff",
        DeskConfig::MOST_NAME
    );
    Ok(Some(name.to_owned()).filter(|name| !name.is_empty()))
}

/// Reads after how many hours of silence the bot answers again.
///
/// # Errors
/// A sentence that says what may be set.
pub fn desk_silence(text: &str) -> anyhow::Result<Duration> {
    let set = text.trim().parse().ok().filter(|hours| (1..=720).contains(hours));
    set.map(hours).ok_or_else(|| anyhow::anyhow!("--desk-silence must be hours from 1 to 720, not `{text}`"))
}

/// Reads after how many hours of waiting staff are reminded.
///
/// # Errors
/// A sentence that says what may be set.
pub fn desk_remind(text: &str) -> anyhow::Result<Duration> {
    let set = text.trim().parse().ok().filter(|hours| (1..=168).contains(hours));
    set.map(hours)
        .ok_or_else(|| anyhow::anyhow!("--desk-remind must be hours of waiting from 1 to 168, such as 4, not `{text}`"))
}

#[cfg(test)]
mod tests {
    use super::{desk_name, desk_remind, desk_silence, hours, staff_chat};

    #[test]
    fn what_cannot_be_a_staff_chat_is_said_with_what_to_do() {
        assert_eq!(staff_chat(" -1001234567890 ").expect("an id"), -1_001_234_567_890);
        for wrong in ["", "0", "1001234567890", "@desk", "-"] {
            let error = staff_chat(wrong).expect_err(wrong).to_string();
            assert!(error.contains(&format!("not `{wrong}`")) && error.contains("/id"), "{error}");
        }
    }

    #[test]
    fn names_are_short_and_silence_is_hours() {
        assert_eq!(desk_name(" Nurses ").expect("a name").as_deref(), Some("Nurses"));
        assert_eq!(desk_name(" ").expect("none"), None);
        assert!(desk_name(&"n".repeat(41)).is_err() && desk_name("a\nb").is_err());
        assert_eq!(desk_silence("72").expect("hours"), hours(72));
        assert_eq!(desk_remind(" 4 ").expect("hours"), hours(4));
        assert!(["0", "169", "4h", ""].iter().all(|wrong| desk_remind(wrong).is_err()));
        assert!(["0", "721", "3d", "-1"].iter().all(|wrong| desk_silence(wrong).is_err()));
    }
}
