//! What the admins of a group and single persons can set, and the pages on which they do.

use std::collections::BTreeSet;

use super::pages::{back_to, strong};
use super::{Action, Block, Language, Reply, Wording};
use crate::corpus::{Faq, Id};

/// What the admins of a group set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "bot", derive(serde::Serialize, serde::Deserialize), serde(default))]
pub struct Settings {
    /// When the bot answers.
    pub mode: Mode,
    /// When it is quiet: it answers without a sound, and only who asks it.
    pub quiet: Option<Quiet>,
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
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            mode: Mode::Asked,
            quiet: None,
            zone: "UTC".to_owned(),
            repeat_minutes: 30,
            is_short: false,
            off_topics: BTreeSet::new(),
            closed_threads: BTreeSet::new(),
            admins_only: false,
        }
    }
}

/// When the bot answers in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "bot", derive(serde::Serialize, serde::Deserialize))]
pub enum Mode {
    /// When it is asked: a command, its name, a reply to it.
    Asked,
    /// Unasked too, when it is sure.
    Auto,
    /// Never.
    Off,
}

/// Hours of the day, 0 to 23; over midnight when `until` is not after `from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "bot", derive(serde::Serialize, serde::Deserialize))]
pub struct Quiet {
    /// The first quiet hour.
    pub from: u8,
    /// The first hour that is not.
    pub until: u8,
}

impl Quiet {
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

/// A page of a group's settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
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
pub enum Setting {
    /// Shows a page.
    Show(Page),
    /// Sets when the bot answers.
    Mode(Mode),
    /// Sets the quiet hours.
    Quiet(Option<Quiet>),
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

/// Time zones to pick from; any other can be typed.
pub const ZONES: [&str; 20] = [
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Madrid",
    "Europe/Athens",
    "Europe/Moscow",
    "Africa/Lagos",
    "Africa/Nairobi",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Jakarta",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/Sao_Paulo",
];

/// For how many minutes an answer is not repeated, to pick from.
const REPEATS: [u32; 6] = [0, 10, 30, 60, 360, 1440];

/// What a tap leaves set, and the page to show next; `None` puts the buttons away. `thread` is the forum's thread that
/// the buttons are in.
#[must_use]
pub fn set(settings: &Settings, setting: &Setting, thread: Option<i32>) -> (Settings, Option<Page>) {
    let mut settings = settings.clone();
    let mut next = Some(Page::All);
    match setting {
        Setting::Show(page) => next = Some(*page),
        Setting::Done => next = None,
        Setting::Mode(mode) => settings.mode = *mode,
        Setting::Quiet(quiet) => settings.quiet = *quiet,
        Setting::Zone(zone) => settings.zone.clone_from(zone),
        Setting::Repeat(minutes) => settings.repeat_minutes = *minutes,
        Setting::Short(is_short) => settings.is_short = *is_short,
        Setting::AdminsOnly(admins_only) => settings.admins_only = *admins_only,
        Setting::Topic(id, is_on) => {
            next = Some(Page::Topics);
            put(&mut settings.off_topics, id.to_string(), !is_on);
        }
        Setting::Here(is_on) => {
            if let Some(thread) = thread {
                put(&mut settings.closed_threads, thread, !is_on);
            }
        }
    }
    (settings, next)
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
pub fn settings(faq: &Faq, wording: &Wording, settings: &Settings, page: Page, thread: Option<i32>) -> Reply {
    let reply = strong(&wording.settings_title());
    let reply = match page {
        Page::All => return all(faq, wording, settings, thread),
        Page::Mode => [Mode::Asked, Mode::Auto, Mode::Off]
            .into_iter()
            .fold(reply.with_block(Block::Text(wording.settings_mode_help())), |reply, mode| {
                option(reply, &mode_words(wording, mode), settings.mode == mode, Setting::Mode(mode))
            }),
        Page::QuietFrom => {
            let reply = reply.with_block(Block::Text(wording.settings_quiet_help()));
            let reply = option(reply, &wording.settings_none(), settings.quiet.is_none(), Setting::Quiet(None));
            hours(reply, |hour| Setting::Show(Page::QuietUntil(hour)))
        }
        Page::QuietUntil(from) => {
            let reply = reply.with_block(Block::Text(wording.settings_quiet_until(&clock(from))));
            hours(reply, |until| Setting::Quiet(Some(Quiet { from, until })))
        }
        Page::Zone => ZONES
            .into_iter()
            .fold(reply.with_block(Block::Text(wording.settings_zone_help())), |reply, zone| {
                option(reply, zone, settings.zone == zone, Setting::Zone(zone.to_owned()))
            })
            .in_columns(ZONES.len(), 2),
        Page::Repeat => {
            REPEATS.into_iter().fold(reply.with_block(Block::Text(wording.settings_repeat_help())), |reply, minutes| {
                let label = repeat_words(wording, minutes);
                option(reply, &label, settings.repeat_minutes == minutes, Setting::Repeat(minutes))
            })
        }
        Page::Topics => {
            faq.topics.iter().fold(reply.with_block(Block::Text(wording.settings_topics_help())), |reply, topic| {
                let is_on = !settings.off_topics.contains(topic.id.as_str());
                option(reply, &topic.title, is_on, Setting::Topic(topic.id.clone(), !is_on))
            })
        }
    };
    reply.with_button(back_to(&wording.settings_title()), Action::Set(Setting::Show(Page::All)))
}

/// Everything that can be set, with what is set.
fn all(faq: &Faq, wording: &Wording, settings: &Settings, thread: Option<i32>) -> Reply {
    let quiet = match settings.quiet {
        Some(Quiet { from, until }) => wording.settings_hours(&clock(from), &clock(until)),
        None => wording.settings_none(),
    };
    let on = faq.topics.iter().filter(|topic| !settings.off_topics.contains(topic.id.as_str())).count();
    let page = |page| Action::Set(Setting::Show(page));
    let mut reply = strong(&wording.settings_title())
        .with_block(Block::Text(wording.settings_help()))
        .with_button(wording.settings_mode(&mode_words(wording, settings.mode)), page(Page::Mode))
        .with_button(wording.settings_quiet(&quiet), page(Page::QuietFrom))
        .with_button(wording.settings_zone(&settings.zone), page(Page::Zone))
        .with_button(wording.settings_repeat(&repeat_words(wording, settings.repeat_minutes)), page(Page::Repeat));
    if !faq.short_disclaimer.is_empty() {
        let label = if settings.is_short { wording.settings_short() } else { wording.settings_long() };
        reply = reply.with_button(label, Action::Set(Setting::Short(!settings.is_short)));
    }
    reply = reply.with_button(wording.settings_topics(on, faq.topics.len()), page(Page::Topics));
    if let Some(thread) = thread {
        let is_on = !settings.closed_threads.contains(&thread);
        let label = if is_on { wording.settings_here_on() } else { wording.settings_here_off() };
        reply = reply.with_button(label, Action::Set(Setting::Here(!is_on)));
    }
    let who = if settings.admins_only { wording.settings_admins() } else { wording.settings_everybody() };
    reply
        .with_button(who, Action::Set(Setting::AdminsOnly(!settings.admins_only)))
        .with_button(wording.settings_done(), Action::Set(Setting::Done))
}

/// What is left of the settings when the buttons are put away.
#[must_use]
pub fn settings_done(wording: &Wording) -> Reply {
    Reply::saying(wording.settings_saved())
}

/// For `/settings` of somebody who is no admin of the group.
#[must_use]
pub fn settings_for_admins(wording: &Wording) -> Reply {
    Reply::saying(wording.settings_for_admins())
}

/// For a time zone that does not exist.
#[must_use]
pub fn unknown_zone(wording: &Wording) -> Reply {
    Reply::saying(wording.settings_zone_unknown())
}

/// What a person can set in their private chat: the language of the bot's own words, and being forgotten.
#[must_use]
pub fn personal_settings(wording: &Wording, set: Option<Language>) -> Reply {
    let reply = strong(&wording.personal_title()).with_block(Block::Text(wording.personal_help()));
    let languages = [None].into_iter().chain(Language::ALL.map(Some));
    let reply = languages.fold(reply, |reply, language| {
        let label = language.map_or_else(|| wording.personal_automatic(), |language| language.name().to_owned());
        let label = if language == set { marked(&label) } else { label };
        reply.with_button(label, Action::Speak(language))
    });
    reply.with_button(wording.forget_button(), Action::Forget)
}

/// Asks whether a person really wants to be forgotten.
#[must_use]
pub fn forget_question(wording: &Wording) -> Reply {
    Reply::saying(wording.forget_question())
        .with_button(wording.forget_yes(), Action::ForgetNow)
        .with_button(back_to(&wording.personal_title()), Action::Personal)
}

/// After everything was forgotten.
#[must_use]
pub fn forgotten(wording: &Wording) -> Reply {
    Reply::saying(wording.forgotten())
}

fn option(reply: Reply, label: &str, is_set: bool, setting: Setting) -> Reply {
    reply.with_button(if is_set { marked(label) } else { label.to_owned() }, Action::Set(setting))
}

/// A choice that is set. The mark is before the words, where it is read first, also aloud ("check mark").
pub(super) fn marked(label: &str) -> String {
    format!("✓ {label}")
}

fn hours(reply: Reply, setting: impl Fn(u8) -> Setting) -> Reply {
    let reply = (0..24).fold(reply, |reply, hour| reply.with_button(clock(hour), Action::Set(setting(hour))));
    reply.in_columns(24, 4)
}

pub(super) fn clock(hour: u8) -> String {
    format!("{hour:02}:00")
}

fn mode_words(wording: &Wording, mode: Mode) -> String {
    match mode {
        Mode::Asked => wording.settings_asked(),
        Mode::Auto => wording.settings_auto(),
        Mode::Off => wording.settings_off(),
    }
}

fn repeat_words(wording: &Wording, minutes: u32) -> String {
    match minutes {
        0..60 => wording.settings_minutes(minutes),
        _ => wording.settings_hours_long(minutes / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::{Mode, Page, Quiet, Setting, Settings, set};
    use crate::corpus::Id;

    #[test]
    fn quiet_hours_may_go_over_midnight() {
        let night = Quiet { from: 22, until: 7 };
        assert!(night.holds(22) && night.holds(0) && night.holds(6));
        assert!(!night.holds(7) && !night.holds(21));
        let noon = Quiet { from: 12, until: 14 };
        assert!(noon.holds(12) && noon.holds(13));
        assert!(!noon.holds(14) && !noon.holds(11));
        assert!((0..24).all(|hour| Quiet { from: 5, until: 5 }.holds(hour)), "the same hour is the whole day");
    }

    #[test]
    fn a_tap_sets_one_thing_and_a_second_changes_nothing() {
        let id = Id::new("surgery").expect("well formed");
        let fresh = Settings::default();
        for setting in
            [Setting::Mode(Mode::Auto), Setting::Topic(id, false), Setting::Here(false), Setting::Short(true)]
        {
            let (once, _) = set(&fresh, &setting, Some(3));
            assert_ne!(once, fresh, "{setting:?}");
            assert_eq!(set(&once, &setting, Some(3)).0, once, "{setting:?}");
        }
        assert_eq!(set(&fresh, &Setting::Here(false), None).0, fresh, "no forum, no thread");
        assert_eq!(set(&fresh, &Setting::Show(Page::Zone), None), (fresh.clone(), Some(Page::Zone)));
        assert_eq!(set(&fresh, &Setting::Done, None), (fresh, None));
    }
}
