//! Settings on the wire: what a tap on a button of a group's settings sends back, at most 62 bytes.

use super::zone;
use crate::corpus::Id;
use crate::reply::{Mode, Page, Quiet, Setting};

/// For a day at most the bot points to an answer and does not give it again.
pub(super) const MOST_REPEAT_MINUTES: u32 = 24 * 60;

/// The callback data of a setting, without the letter that all of them begin with. Old messages keep their buttons for
/// years, so the letters must not change.
pub(super) fn data(setting: &Setting) -> String {
    match setting {
        Setting::Show(page) => format!("p:{}", page_data(*page)),
        Setting::Mode(mode) => format!("m:{}", mode_data(*mode)),
        Setting::Quiet(None) => "q:-".to_owned(),
        Setting::Quiet(Some(Quiet { from, until })) => format!("q:{from}-{until}"),
        Setting::Zone(zone) => format!("z:{zone}"),
        Setting::Repeat(minutes) => format!("r:{minutes}"),
        Setting::Short(is_short) => format!("d:{}", u8::from(*is_short)),
        Setting::Topic(id, is_on) => format!("t:{}:{id}", u8::from(*is_on)),
        Setting::Here(is_on) => format!("h:{}", u8::from(*is_on)),
        Setting::AdminsOnly(admins_only) => format!("w:{}", u8::from(*admins_only)),
        Setting::Done => "x:".to_owned(),
    }
}

/// The setting of callback data; `None` when no version up to this one wrote it.
pub(super) fn setting(data: &str) -> Option<Setting> {
    let (letter, value) = data.split_once(':')?;
    Some(match letter {
        "p" => Setting::Show(page(value)?),
        "m" => Setting::Mode([Mode::Asked, Mode::Auto, Mode::Off].into_iter().find(|mode| mode_data(*mode) == value)?),
        "q" if value == "-" => Setting::Quiet(None),
        "q" => {
            let (from, until) = value.split_once('-')?;
            Setting::Quiet(Some(Quiet { from: hour(from)?, until: hour(until)? }))
        }
        "z" => Setting::Zone(zone::name(value)?),
        "r" => Setting::Repeat(value.parse().ok().filter(|minutes| *minutes <= MOST_REPEAT_MINUTES)?),
        "d" => Setting::Short(flag(value)?),
        "t" => {
            let (is_on, id) = value.split_once(':')?;
            Setting::Topic(Id::new(id)?, flag(is_on)?)
        }
        "h" => Setting::Here(flag(value)?),
        "w" => Setting::AdminsOnly(flag(value)?),
        "x" if value.is_empty() => Setting::Done,
        _ => return None,
    })
}

fn page_data(page: Page) -> String {
    match page {
        Page::All => "all".to_owned(),
        Page::Mode => "mode".to_owned(),
        Page::QuietFrom => "quiet".to_owned(),
        Page::QuietUntil(from) => format!("quiet-{from}"),
        Page::Zone => "zone".to_owned(),
        Page::Repeat => "repeat".to_owned(),
        Page::Topics => "topics".to_owned(),
    }
}

fn page(value: &str) -> Option<Page> {
    match value.strip_prefix("quiet-") {
        Some(from) => Some(Page::QuietUntil(hour(from)?)),
        None => {
            let pages = [Page::All, Page::Mode, Page::QuietFrom, Page::Zone, Page::Repeat, Page::Topics];
            pages.into_iter().find(|page| page_data(*page) == value)
        }
    }
}

fn mode_data(mode: Mode) -> &'static str {
    match mode {
        Mode::Asked => "asked",
        Mode::Auto => "auto",
        Mode::Off => "off",
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

#[cfg(test)]
mod tests {
    use super::{data, setting};
    use crate::corpus::Id;
    use crate::reply::{Mode, Page, Quiet, Setting, ZONES};

    #[test]
    fn every_setting_comes_back_from_at_most_62_bytes() {
        let id = Id::new(&"z".repeat(Id::MAX_LEN)).expect("well formed");
        let mut settings = vec![
            Setting::Show(Page::All),
            Setting::Show(Page::QuietUntil(23)),
            Setting::Show(Page::Topics),
            Setting::Mode(Mode::Auto),
            Setting::Quiet(None),
            Setting::Quiet(Some(Quiet { from: 22, until: 7 })),
            Setting::Repeat(1440),
            Setting::Short(true),
            Setting::Topic(id, false),
            Setting::Here(true),
            Setting::AdminsOnly(false),
            Setting::Done,
        ];
        settings.extend(ZONES.map(|zone| Setting::Zone(zone.to_owned())));
        for expected in settings {
            let data = data(&expected);
            assert!(data.len() <= 62, "{data}");
            assert_eq!(setting(&data), Some(expected));
        }
    }

    #[test]
    fn data_of_others_are_no_setting() {
        for data in
            ["", "p", "p:nowhere", "q:24-1", "q:5", "z:Europe/Atlantis", "r:99999", "r:-1", "d:2", "t:1:No Id", "x:y"]
        {
            assert_eq!(setting(data), None, "{data:?}");
        }
    }
}
