//! What the admins of a group set: the value, what is stored of it, and what it means for what the bot says.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::bot::zone;
use crate::corpus::{Entry, Faq, Id};
use crate::decide::Decision;
use crate::reply::{Action, Reply};
use crate::store;

/// What the admins of a group set. What is stored is the JSON of it; what is not in it is as it comes, and the names
/// must not change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GroupSettings {
    /// When the bot answers.
    pub mode: AnswerMode,
    /// When it is quiet: it answers without a sound, and only who asks it.
    pub quiet: Option<QuietHours>,
    /// The time zone of the hours, by its name in the IANA database, such as `Europe/Berlin`.
    pub zone: String,
    /// For how many minutes the same answer is not given again but pointed to; 0 when it always is.
    pub repeat_minutes: u32,
    /// Whether the disclaimer is the short one.
    pub is_short: bool,
    /// The FAQ's topics that are switched off.
    pub off_topics: BTreeSet<String>,
    /// The forum's threads in which the bot is silent.
    pub closed_threads: BTreeSet<i32>,
    /// Whether admins alone may ask.
    pub admins_only: bool,
    /// The forum's thread that posts go to; the general one otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post_thread: Option<i32>,
    /// Where a question about oneself is answered; `None` as the FAQ suggests.
    pub oneself: Option<OneselfMode>,
    /// Whether who asked alone sees the answer, where Telegram can show it so.
    pub is_for_asker: bool,
    /// After how many minutes an answer is deleted; 0 when it stays.
    pub delete_minutes: u32,
    /// Whether what was stored cannot be read, and nothing was set since. Nobody knows then what the admins want, who
    /// may have wanted silence.
    #[serde(skip)]
    pub is_lost: bool,
}

impl Default for GroupSettings {
    fn default() -> Self {
        Self {
            mode: AnswerMode::Asked,
            quiet: None,
            zone: "UTC".to_owned(),
            repeat_minutes: 30,
            is_short: false,
            off_topics: BTreeSet::new(),
            closed_threads: BTreeSet::new(),
            admins_only: false,
            post_thread: None,
            oneself: None,
            is_for_asker: false,
            delete_minutes: 0,
            is_lost: false,
        }
    }
}

/// When the bot answers in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnswerMode {
    /// When it is asked: a command, its name, a reply to it.
    Asked,
    /// Unasked too, when it is sure.
    Auto,
    /// Never.
    Off,
}

/// Where a question about oneself is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OneselfMode {
    /// In the private chat, into which it goes along.
    Private,
    /// In the group, where who asked alone sees the answer; in the private chat where Telegram does not show it so.
    Alone,
    /// As any other.
    Group,
}

/// Hours of the day, 0 to 23; over midnight when `until` is not after `from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// The first quiet hour.
    pub from: u8,
    /// The first hour that is not.
    pub until: u8,
}

impl QuietHours {
    /// Whether it is quiet within this hour of the day.
    #[must_use]
    pub fn holds(self, hour: u8) -> bool {
        if self.from < self.until {
            (self.from..self.until).contains(&hour)
        } else {
            hour >= self.from || hour < self.until
        }
    }
}

impl GroupSettings {
    /// What was set in a group or channel. A row that cannot be read switches the bot off there, until an admin sets
    /// something anew: a group that wanted silence must not be answered because of it.
    pub(in crate::bot) fn of(chat: &store::Chat) -> Self {
        Self::read(&chat.settings).unwrap_or_else(|| {
            tracing::warn!(
                chat_kind = chat.kind,
                "the settings of a group or channel cannot be read; the bot is silent there until an admin sets them"
            );
            Self { mode: AnswerMode::Off, is_lost: true, ..Self::default() }
        })
    }

    /// What is stored of them, read; `None` when it cannot be.
    pub(in crate::bot) fn read(stored: &str) -> Option<Self> {
        if stored.is_empty() { Some(Self::default()) } else { serde_json::from_str(stored).ok() }
    }

    /// The change that stores them for a group or channel which is known already.
    pub(in crate::bot) fn store(&self, chat: i64) -> store::Change {
        let settings = serde_json::to_string(self).expect("plain data with text keys");
        store::Change::Settings { chat, settings }
    }

    /// Whether the admins let the bot say anything in a thread.
    pub(in crate::bot) fn is_on_in(&self, thread: Option<i32>) -> bool {
        self.mode != AnswerMode::Off && thread.is_none_or(|thread| !self.closed_threads.contains(&thread))
    }

    /// Where a question about oneself is answered; where health is spoken of, in private unless the admins want it otherwise.
    pub(in crate::bot) fn oneself_mode(&self, faq: &Faq) -> OneselfMode {
        let suggested = if faq.is_about_health { OneselfMode::Private } else { OneselfMode::Group };
        self.oneself.unwrap_or(suggested)
    }

    /// When an answer that is given at a time is deleted, both in milliseconds since 1970; `None` when it stays.
    pub(in crate::bot) fn delete_at_ms(&self, at_ms: i64) -> Option<i64> {
        (self.delete_minutes > 0).then(|| at_ms + i64::from(self.delete_minutes) * 60_000)
    }

    /// Whether it is quiet at a time in milliseconds since 1970.
    pub(in crate::bot) fn is_quiet(&self, at_ms: i64) -> bool {
        self.quiet.is_some_and(|quiet| {
            let (_, minute) = zone::local(&self.zone, at_ms);
            quiet.holds(u8::try_from(minute / 60).unwrap_or_default())
        })
    }

    /// Whether the admins let an entry's topic be answered.
    pub(in crate::bot) fn topic_is_on(&self, entry: &Entry) -> bool {
        !self.off_topics.contains(entry.topic.as_str())
    }

    /// A decision without what the admins switched off; `None` when nothing of it is left.
    pub(in crate::bot) fn allowed(&self, faq: &Faq, decision: &Decision) -> Option<Decision> {
        let is_on = |id: &Id| faq.entry(id.as_str()).is_some_and(|entry| self.topic_is_on(entry));
        let on = |ids: &[Id]| ids.iter().filter(|id| is_on(id)).cloned().collect::<Vec<_>>();
        match decision {
            Decision::Answer(id) => is_on(id).then(|| decision.clone()),
            Decision::Choose(ids) => Some(on(ids)).filter(|ids| !ids.is_empty()).map(Decision::Choose),
            Decision::Gap { id, offered } => Some(Decision::Gap { id: id.clone(), offered: on(offered) }),
            Decision::Urgent(_) | Decision::Courtesy(_) | Decision::Unknown => Some(decision.clone()),
        }
    }

    /// A reply as the admins set it: the disclaimer, and no way to a topic that is switched off.
    pub(in crate::bot) fn laid_out(&self, faq: &Faq, reply: Reply) -> Reply {
        let is_on = |id: &Id| faq.entry(id.as_str()).is_none_or(|entry| self.topic_is_on(entry));
        let reply = reply.retaining(|action| match action {
            Action::Topic(id) | Action::TopicPage(id, _) => !self.off_topics.contains(id.as_str()),
            Action::Browse(id) | Action::Choose(id) => is_on(id),
            _ => true,
        });
        self.with_disclaimer(faq, reply)
    }

    /// A reply with the disclaimer that the admins set.
    pub(in crate::bot) fn with_disclaimer(&self, faq: &Faq, reply: Reply) -> Reply {
        if self.is_short { reply.shortened(faq) } else { reply }
    }

    /// For how many minutes a reply is pointed to and not given again.
    pub(in crate::bot) fn repeat_minutes_of(&self, reply: &Reply) -> u32 {
        if reply.quoted().is_some() { self.repeat_minutes } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::{AnswerMode, GroupSettings, OneselfMode, QuietHours};
    use crate::store::{Change, Chat};

    fn of(stored: &str) -> GroupSettings {
        let (kind, title) = ("supergroup".to_owned(), String::new());
        GroupSettings::of(&Chat { id: -7, kind, title, settings: stored.to_owned(), is_open: true })
    }

    /// As versions up to this one stored them.
    const STORED: &str = r#"{"mode":"Auto","quiet":{"from":22,"until":7},"zone":"Europe/Berlin","repeat_minutes":60,"is_short":true,"off_topics":["tace"],"closed_threads":[3],"admins_only":true,"oneself":"Alone","is_for_asker":true,"delete_minutes":60}"#;

    #[test]
    fn what_earlier_versions_stored_is_read() {
        let expected = GroupSettings {
            mode: AnswerMode::Auto,
            quiet: Some(QuietHours { from: 22, until: 7 }),
            zone: "Europe/Berlin".to_owned(),
            repeat_minutes: 60,
            is_short: true,
            off_topics: ["tace".to_owned()].into(),
            closed_threads: [3].into(),
            admins_only: true,
            post_thread: None,
            oneself: Some(OneselfMode::Alone),
            is_for_asker: true,
            delete_minutes: 60,
            is_lost: false,
        };
        assert_eq!(of(STORED), expected);
        assert_eq!(expected.store(-7), Change::Settings { chat: -7, settings: STORED.to_owned() });
        let earlier = STORED.split(r#","oneself""#).next().expect("the part before it").to_owned() + "}";
        let unset = GroupSettings { oneself: None, is_for_asker: false, delete_minutes: 0, ..expected };
        assert_eq!(of(&earlier), unset);
        assert_eq!(of(""), GroupSettings::default());
        assert_eq!(of(r#"{"zone":"UTC","of_a_later_version":1}"#), GroupSettings::default());
        assert_eq!(of(r#"{"mode":"Off","quiet":null}"#).mode, AnswerMode::Off);
    }

    #[test]
    fn who_may_have_wanted_silence_gets_it() {
        for stored in ["{", "7", r#"{"mode":"Telepathic"}"#, r#"{"quiet":{"from":-1,"until":7}}"#] {
            let lost = of(stored);
            assert!(lost.is_lost && !lost.is_on_in(None), "{stored}");
        }
    }

    #[test]
    fn quiet_hours_may_go_over_midnight() {
        let night = QuietHours { from: 22, until: 7 };
        assert!(night.holds(22) && night.holds(0) && night.holds(6));
        assert!(!night.holds(7) && !night.holds(21));
        let noon = QuietHours { from: 12, until: 14 };
        assert!(noon.holds(12) && noon.holds(13));
        assert!(!noon.holds(14) && !noon.holds(11));
        assert!((0..24).all(|hour| QuietHours { from: 5, until: 5 }.holds(hour)), "the same hour is the whole day");
    }
}
