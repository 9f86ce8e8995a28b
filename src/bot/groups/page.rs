//! The pages on which admins set what holds in a group: their buttons, what a tap sends back, and what it sets.

use std::collections::BTreeSet;

use super::settings::{AnswerMode, GroupSettings, QuietHours};
use crate::bot::zone::{self, ZONES, clock};
use crate::corpus::{Faq, Id};
use crate::reply::{Action, Reply, Wording, back_to, checked};

/// What the callback data of these buttons begins with.
const LETTER: &str = "s:";

/// For a day at most the bot points to an answer and does not give it again.
pub(in crate::bot) const MOST_REPEAT_MINUTES: u32 = 24 * 60;

/// For how many minutes an answer is not repeated, to pick from.
const REPEATS: [u32; 6] = [0, 10, 30, 60, 360, 1440];

/// A page of a group's settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsPage {
    /// Everything that can be set.
    All,
    /// When the bot answers.
    Mode,
    /// When the quiet hours begin.
    QuietFrom,
    /// When they end, once it is known when they begin.
    QuietUntil(u8),
    /// The time zone.
    Zone,
    /// For how long an answer is not repeated.
    Repeat,
    /// The FAQ's topics.
    Topics,
}

/// A tap on a button of a group's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingTap {
    /// Shows a page.
    Show(SettingsPage),
    /// Sets when the bot answers.
    Mode(AnswerMode),
    /// Sets the quiet hours.
    Quiet(Option<QuietHours>),
    /// Sets the time zone.
    Zone(String),
    /// Sets for how many minutes an answer is not repeated.
    Repeat(u32),
    /// Sets whether the disclaimer is the short one.
    Short(bool),
    /// Switches a topic of the FAQ on or off.
    Topic(Id, bool),
    /// Switches the forum's thread that the buttons are in on or off.
    Here(bool),
    /// Sets whether admins alone may ask.
    AdminsOnly(bool),
    /// Puts the buttons away.
    Done,
}

impl SettingTap {
    /// The callback data of the button. Old messages keep their buttons for years, so the letters must not change.
    #[must_use]
    pub fn data(&self) -> String {
        let data = match self {
            Self::Show(page) => format!("p:{}", page_data(*page)),
            Self::Mode(mode) => format!("m:{}", mode_data(*mode)),
            Self::Quiet(None) => "q:-".to_owned(),
            Self::Quiet(Some(QuietHours { from, until })) => format!("q:{from}-{until}"),
            Self::Zone(zone) => format!("z:{zone}"),
            Self::Repeat(minutes) => format!("r:{minutes}"),
            Self::Short(is_short) => format!("d:{}", u8::from(*is_short)),
            Self::Topic(id, is_on) => format!("t:{}:{id}", u8::from(*is_on)),
            Self::Here(is_on) => format!("h:{}", u8::from(*is_on)),
            Self::AdminsOnly(admins_only) => format!("w:{}", u8::from(*admins_only)),
            Self::Done => "x:".to_owned(),
        };
        format!("{LETTER}{data}")
    }

    /// The tap of callback data; `None` when no version up to this one wrote it.
    #[must_use]
    pub fn read(data: &str) -> Option<Self> {
        let (letter, value) = data.strip_prefix(LETTER)?.split_once(':')?;
        Some(match letter {
            "p" => Self::Show(page(value)?),
            "m" => Self::Mode(
                [AnswerMode::Asked, AnswerMode::Auto, AnswerMode::Off]
                    .into_iter()
                    .find(|mode| mode_data(*mode) == value)?,
            ),
            "q" if value == "-" => Self::Quiet(None),
            "q" => {
                let (from, until) = value.split_once('-')?;
                Self::Quiet(Some(QuietHours { from: hour(from)?, until: hour(until)? }))
            }
            "z" => Self::Zone(zone::name(value)?),
            "r" => Self::Repeat(value.parse().ok().filter(|minutes| *minutes <= MOST_REPEAT_MINUTES)?),
            "d" => Self::Short(flag(value)?),
            "t" => {
                let (is_on, id) = value.split_once(':')?;
                Self::Topic(Id::new(id)?, flag(is_on)?)
            }
            "h" => Self::Here(flag(value)?),
            "w" => Self::AdminsOnly(flag(value)?),
            "x" if value.is_empty() => Self::Done,
            _ => return None,
        })
    }

    /// What a tap leaves set, and the page to show next; `None` puts the buttons away. `thread` is the forum's thread
    /// that the buttons are in.
    #[must_use]
    pub fn apply(&self, settings: &GroupSettings, thread: Option<i32>) -> (GroupSettings, Option<SettingsPage>) {
        let mut settings = settings.clone();
        let mut next = Some(SettingsPage::All);
        settings.is_lost &= matches!(self, Self::Show(_) | Self::Done);
        match self {
            Self::Show(page) => next = Some(*page),
            Self::Done => next = None,
            Self::Mode(mode) => settings.mode = *mode,
            Self::Quiet(quiet) => settings.quiet = *quiet,
            Self::Zone(zone) => settings.zone.clone_from(zone),
            Self::Repeat(minutes) => settings.repeat_minutes = *minutes,
            Self::Short(is_short) => settings.is_short = *is_short,
            Self::AdminsOnly(admins_only) => settings.admins_only = *admins_only,
            Self::Topic(id, is_on) => {
                next = Some(SettingsPage::Topics);
                put(&mut settings.off_topics, id.to_string(), !is_on);
            }
            Self::Here(is_on) => {
                if let Some(thread) = thread {
                    put(&mut settings.closed_threads, thread, !is_on);
                }
            }
        }
        (settings, next)
    }
}

fn page_data(page: SettingsPage) -> String {
    match page {
        SettingsPage::All => "all".to_owned(),
        SettingsPage::Mode => "mode".to_owned(),
        SettingsPage::QuietFrom => "quiet".to_owned(),
        SettingsPage::QuietUntil(from) => format!("quiet-{from}"),
        SettingsPage::Zone => "zone".to_owned(),
        SettingsPage::Repeat => "repeat".to_owned(),
        SettingsPage::Topics => "topics".to_owned(),
    }
}

fn page(value: &str) -> Option<SettingsPage> {
    match value.strip_prefix("quiet-") {
        Some(from) => Some(SettingsPage::QuietUntil(hour(from)?)),
        None => {
            let pages = [
                SettingsPage::All,
                SettingsPage::Mode,
                SettingsPage::QuietFrom,
                SettingsPage::Zone,
                SettingsPage::Repeat,
                SettingsPage::Topics,
            ];
            pages.into_iter().find(|page| page_data(*page) == value)
        }
    }
}

fn mode_data(mode: AnswerMode) -> &'static str {
    match mode {
        AnswerMode::Asked => "asked",
        AnswerMode::Auto => "auto",
        AnswerMode::Off => "off",
    }
}

fn hour(value: &str) -> Option<u8> {
    value.parse().ok().filter(|hour| *hour < 24)
}

fn flag(value: &str) -> Option<bool> {
    match value {
        "0" => Some(false),
        "1" => Some(true),
        _ => None,
    }
}

fn put<T: Ord>(set: &mut BTreeSet<T>, item: T, is_in: bool) {
    if is_in {
        set.insert(item);
    } else {
        set.remove(&item);
    }
}

/// A page of a group's settings. `thread` is the forum's thread that it is shown in.
#[must_use]
pub fn settings_page(
    faq: &Faq,
    wording: &Wording,
    settings: &GroupSettings,
    page: SettingsPage,
    thread: Option<i32>,
) -> Reply {
    let reply = Reply::titled(&wording.settings_title());
    let reply = match page {
        SettingsPage::All => return all(faq, wording, settings, thread),
        SettingsPage::Mode => [AnswerMode::Asked, AnswerMode::Auto, AnswerMode::Off]
            .into_iter()
            .fold(reply.with_text(wording.settings_mode_help()), |reply, mode| {
                option(reply, &mode_words(wording, mode), settings.mode == mode, &SettingTap::Mode(mode))
            }),
        SettingsPage::QuietFrom => {
            let reply = reply.with_text(wording.settings_quiet_help());
            let reply = option(reply, &wording.settings_none(), settings.quiet.is_none(), &SettingTap::Quiet(None));
            hours(reply, |hour| SettingTap::Show(SettingsPage::QuietUntil(hour)))
        }
        SettingsPage::QuietUntil(from) => {
            let reply = reply.with_text(wording.settings_quiet_until(&clock(from)));
            hours(reply, |until| SettingTap::Quiet(Some(QuietHours { from, until })))
        }
        SettingsPage::Zone => ZONES
            .into_iter()
            .fold(reply.with_text(wording.settings_zone_help()), |reply, zone| {
                option(reply, zone, settings.zone == zone, &SettingTap::Zone(zone.to_owned()))
            })
            .in_columns(ZONES.len(), 2),
        SettingsPage::Repeat => {
            REPEATS.into_iter().fold(reply.with_text(wording.settings_repeat_help()), |reply, minutes| {
                let label = repeat_words(wording, minutes);
                option(reply, &label, settings.repeat_minutes == minutes, &SettingTap::Repeat(minutes))
            })
        }
        SettingsPage::Topics => {
            faq.topics.iter().fold(reply.with_text(wording.settings_topics_help()), |reply, topic| {
                let is_on = !settings.off_topics.contains(topic.id.as_str());
                option(reply, &topic.title, is_on, &SettingTap::Topic(topic.id.clone(), !is_on))
            })
        }
    };
    reply.with_button(back_to(&wording.settings_title()), does(&SettingTap::Show(SettingsPage::All)))
}

/// Everything that can be set, with what is set.
fn all(faq: &Faq, wording: &Wording, settings: &GroupSettings, thread: Option<i32>) -> Reply {
    let quiet = match settings.quiet {
        Some(QuietHours { from, until }) => wording.settings_hours(&clock(from), &clock(until)),
        None => wording.settings_none(),
    };
    let on = faq.topics.iter().filter(|topic| !settings.off_topics.contains(topic.id.as_str())).count();
    let page = |page| does(&SettingTap::Show(page));
    let mut reply = Reply::titled(&wording.settings_title())
        .with_text(wording.settings_help())
        .with_button(wording.settings_mode(&mode_words(wording, settings.mode)), page(SettingsPage::Mode))
        .with_button(wording.settings_quiet(&quiet), page(SettingsPage::QuietFrom))
        .with_button(wording.settings_zone(&settings.zone), page(SettingsPage::Zone))
        .with_button(
            wording.settings_repeat(&repeat_words(wording, settings.repeat_minutes)),
            page(SettingsPage::Repeat),
        );
    if !faq.short_disclaimer.is_empty() {
        let label = if settings.is_short { wording.settings_short() } else { wording.settings_long() };
        reply = reply.with_button(label, does(&SettingTap::Short(!settings.is_short)));
    }
    reply = reply.with_button(wording.settings_topics(on, faq.topics.len()), page(SettingsPage::Topics));
    if let Some(thread) = thread {
        let is_on = !settings.closed_threads.contains(&thread);
        let label = if is_on { wording.settings_here_on() } else { wording.settings_here_off() };
        reply = reply.with_button(label, does(&SettingTap::Here(!is_on)));
    }
    let who = if settings.admins_only { wording.settings_admins() } else { wording.settings_everybody() };
    reply
        .with_button(who, does(&SettingTap::AdminsOnly(!settings.admins_only)))
        .with_button(wording.settings_done(), does(&SettingTap::Done))
}

fn option(reply: Reply, label: &str, is_set: bool, tap: &SettingTap) -> Reply {
    reply.with_button(if is_set { checked(label) } else { label.to_owned() }, does(tap))
}

fn hours(reply: Reply, tap: impl Fn(u8) -> SettingTap) -> Reply {
    let reply = (0..24).fold(reply, |reply, hour| reply.with_button(clock(hour), does(&tap(hour))));
    reply.in_columns(24, 4)
}

fn mode_words(wording: &Wording, mode: AnswerMode) -> String {
    match mode {
        AnswerMode::Asked => wording.settings_asked(),
        AnswerMode::Auto => wording.settings_auto(),
        AnswerMode::Off => wording.settings_off(),
    }
}

fn repeat_words(wording: &Wording, minutes: u32) -> String {
    match minutes {
        0..60 => wording.settings_minutes(minutes),
        _ => wording.settings_hours_long(minutes / 60),
    }
}

fn does(tap: &SettingTap) -> Action {
    Action::Data(tap.data())
}

#[cfg(test)]
mod tests {
    use super::{AnswerMode, GroupSettings, QuietHours, SettingTap, SettingsPage};
    use crate::bot::zone::ZONES;
    use crate::corpus::Id;

    #[test]
    fn every_setting_comes_back_from_at_most_64_bytes() {
        let id = Id::new(&"z".repeat(Id::MAX_LEN)).expect("well formed");
        let mut settings = vec![
            SettingTap::Show(SettingsPage::All),
            SettingTap::Show(SettingsPage::QuietUntil(23)),
            SettingTap::Show(SettingsPage::Topics),
            SettingTap::Mode(AnswerMode::Auto),
            SettingTap::Quiet(None),
            SettingTap::Quiet(Some(QuietHours { from: 22, until: 7 })),
            SettingTap::Repeat(1440),
            SettingTap::Short(true),
            SettingTap::Topic(id, false),
            SettingTap::Here(true),
            SettingTap::AdminsOnly(false),
            SettingTap::Done,
        ];
        settings.extend(ZONES.map(|zone| SettingTap::Zone(zone.to_owned())));
        for expected in settings {
            let data = expected.data();
            assert!(data.len() <= 64, "{data}");
            assert_eq!(SettingTap::read(&data), Some(expected));
        }
    }

    #[test]
    fn buttons_that_earlier_versions_sent_still_work() {
        for (data, tap) in [
            ("s:p:quiet-22", SettingTap::Show(SettingsPage::QuietUntil(22))),
            ("s:m:auto", SettingTap::Mode(AnswerMode::Auto)),
            ("s:q:22-7", SettingTap::Quiet(Some(QuietHours { from: 22, until: 7 }))),
            ("s:z:Europe/Berlin", SettingTap::Zone("Europe/Berlin".to_owned())),
            ("s:r:60", SettingTap::Repeat(60)),
            ("s:d:1", SettingTap::Short(true)),
            ("s:t:0:tace", SettingTap::Topic(Id::new("tace").expect("well formed"), false)),
            ("s:h:0", SettingTap::Here(false)),
            ("s:w:1", SettingTap::AdminsOnly(true)),
            ("s:x:", SettingTap::Done),
        ] {
            assert_eq!((tap.data().as_str(), SettingTap::read(data)), (data, Some(tap)));
        }
    }

    #[test]
    fn data_of_others_are_no_setting() {
        for data in [
            "",
            "s:",
            "s:p",
            "s:p:nowhere",
            "p:all",
            "s:q:24-1",
            "s:q:5",
            "s:z:Europe/Atlantis",
            "s:r:99999",
            "s:r:-1",
            "s:d:2",
            "s:t:1:No Id",
            "s:x:y",
        ] {
            assert_eq!(SettingTap::read(data), None, "{data:?}");
        }
    }

    #[test]
    fn a_tap_sets_one_thing_and_a_second_changes_nothing() {
        let id = Id::new("surgery").expect("well formed");
        let fresh = GroupSettings::default();
        for setting in [
            SettingTap::Mode(AnswerMode::Auto),
            SettingTap::Topic(id, false),
            SettingTap::Here(false),
            SettingTap::Short(true),
        ] {
            let (once, _) = setting.apply(&fresh, Some(3));
            assert_ne!(once, fresh, "{setting:?}");
            assert_eq!(setting.apply(&once, Some(3)).0, once, "{setting:?}");
        }
        assert_eq!(SettingTap::Here(false).apply(&fresh, None).0, fresh, "no forum, no thread");
        assert_eq!(SettingTap::Show(SettingsPage::Zone).apply(&fresh, None), (fresh.clone(), Some(SettingsPage::Zone)));
        assert_eq!(SettingTap::Done.apply(&fresh, None), (fresh, None));
    }

    #[test]
    fn what_was_lost_is_lost_until_something_is_set() {
        let lost = GroupSettings { mode: AnswerMode::Off, is_lost: true, ..GroupSettings::default() };
        assert_eq!(SettingTap::Show(SettingsPage::Mode).apply(&lost, None).0, lost, "to look sets nothing");
        let (set, _) = SettingTap::Mode(AnswerMode::Off).apply(&lost, None);
        assert!(!set.is_lost && set != lost, "and so it is stored");
    }
}
