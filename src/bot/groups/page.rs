//! The pages on which admins set what holds in a group: their buttons, what a tap sends back, and what it sets.

use std::collections::BTreeSet;

use super::settings::{AnswerMode, GroupSettings, OneselfMode, QuietHours};
use crate::bot::zone::{self, ZONES, clock};
use crate::corpus::{Faq, Id};
use crate::reply::{Action, Reply, Wording, back_to, checked};

/// What the callback data of these buttons begins with.
const LETTER: &str = "s:";

/// For a day at most the bot points to an answer and does not give it again.
pub(in crate::bot) const MOST_REPEAT_MINUTES: u32 = 24 * 60;

/// Telegram lets a bot delete its messages for two days; a day leaves time for when it is away.
pub(in crate::bot) const MOST_DELETE_MINUTES: u32 = 24 * 60;

/// After how many minutes answers are deleted, to pick from.
const DELETIONS: [u32; 4] = [0, 10, 60, MOST_DELETE_MINUTES];

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
    /// Who sees answers, and for how long.
    Privacy,
    /// Where a question about oneself is answered.
    Oneself,
    /// When answers are deleted.
    Delete,
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
    /// Sets where a question about oneself is answered.
    Oneself(OneselfMode),
    /// Sets whether who asked alone sees the answer.
    ForAsker(bool),
    /// Sets after how many minutes answers are deleted.
    Delete(u32),
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
            Self::Oneself(mode) => format!("o:{}", oneself_data(*mode)),
            Self::ForAsker(is_for_asker) => format!("e:{}", u8::from(*is_for_asker)),
            Self::Delete(minutes) => format!("v:{minutes}"),
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
            "o" => Self::Oneself(
                [OneselfMode::Private, OneselfMode::Alone, OneselfMode::Group]
                    .into_iter()
                    .find(|mode| oneself_data(*mode) == value)?,
            ),
            "e" => Self::ForAsker(flag(value)?),
            "v" => Self::Delete(value.parse().ok().filter(|minutes| *minutes <= MOST_DELETE_MINUTES)?),
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
            Self::Oneself(mode) => {
                next = Some(SettingsPage::Privacy);
                settings.oneself = Some(*mode);
            }
            Self::ForAsker(is_for_asker) => {
                next = Some(SettingsPage::Privacy);
                settings.is_for_asker = *is_for_asker;
            }
            Self::Delete(minutes) => {
                next = Some(SettingsPage::Privacy);
                settings.delete_minutes = *minutes;
            }
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
        SettingsPage::Privacy => "privacy".to_owned(),
        SettingsPage::Oneself => "oneself".to_owned(),
        SettingsPage::Delete => "delete".to_owned(),
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
                SettingsPage::Privacy,
                SettingsPage::Oneself,
                SettingsPage::Delete,
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

fn oneself_data(mode: OneselfMode) -> &'static str {
    match mode {
        OneselfMode::Private => "private",
        OneselfMode::Alone => "alone",
        OneselfMode::Group => "group",
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
        SettingsPage::Privacy => return privacy(faq, wording, settings),
        SettingsPage::Oneself => return oneself(faq, wording, settings),
        SettingsPage::Delete => return delete(wording, settings),
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
    reply = reply
        .with_button(wording.settings_topics(on, faq.topics.len()), page(SettingsPage::Topics))
        .with_button(wording.settings_privacy(), page(SettingsPage::Privacy));
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

/// Who sees answers, and for how long.
fn privacy(faq: &Faq, wording: &Wording, settings: &GroupSettings) -> Reply {
    let who = if settings.is_for_asker { wording.settings_alone_on() } else { wording.settings_alone_off() };
    let oneself = wording.settings_oneself(&oneself_words(wording, settings.oneself_mode(faq)));
    let delete = wording.settings_delete(&delete_words(wording, settings.delete_minutes));
    let reply = Reply::titled(&wording.settings_privacy())
        .with_text(wording.settings_privacy_help())
        .with_button(oneself, does(&SettingTap::Show(SettingsPage::Oneself)))
        .with_button(who, does(&SettingTap::ForAsker(!settings.is_for_asker)))
        .with_button(delete, does(&SettingTap::Show(SettingsPage::Delete)));
    reply.with_button(back_to(&wording.settings_title()), does(&SettingTap::Show(SettingsPage::All)))
}

/// Where a question about oneself is answered.
fn oneself(faq: &Faq, wording: &Wording, settings: &GroupSettings) -> Reply {
    let reply = Reply::titled(&wording.settings_privacy()).with_text(wording.settings_oneself_help());
    let set = settings.oneself_mode(faq);
    let modes = [OneselfMode::Private, OneselfMode::Alone, OneselfMode::Group];
    let reply = modes.into_iter().fold(reply, |reply, mode| {
        option(reply, &oneself_words(wording, mode), set == mode, &SettingTap::Oneself(mode))
    });
    back_to_privacy(reply, wording)
}

/// When answers are deleted.
fn delete(wording: &Wording, settings: &GroupSettings) -> Reply {
    let reply = Reply::titled(&wording.settings_privacy()).with_text(wording.settings_delete_help());
    let reply = DELETIONS.into_iter().fold(reply, |reply, minutes| {
        let label = delete_words(wording, minutes);
        option(reply, &label, settings.delete_minutes == minutes, &SettingTap::Delete(minutes))
    });
    back_to_privacy(reply, wording)
}

fn back_to_privacy(reply: Reply, wording: &Wording) -> Reply {
    reply.with_button(back_to(&wording.settings_privacy()), does(&SettingTap::Show(SettingsPage::Privacy)))
}

fn oneself_words(wording: &Wording, mode: OneselfMode) -> String {
    match mode {
        OneselfMode::Private => wording.settings_oneself_private(),
        OneselfMode::Alone => wording.settings_oneself_alone(),
        OneselfMode::Group => wording.settings_oneself_group(),
    }
}

fn delete_words(wording: &Wording, minutes: u32) -> String {
    match minutes {
        0 => wording.settings_delete_never(),
        _ => wording.settings_delete_after(&repeat_words(wording, minutes)),
    }
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
mod tests;
