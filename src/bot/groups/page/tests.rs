//! What the buttons of a group's settings send back, and what each sets.

use super::{AnswerMode, GroupSettings, OneselfMode, QuietHours, SettingTap, SettingsPage};
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
        SettingTap::Show(SettingsPage::Privacy),
        SettingTap::Oneself(OneselfMode::Alone),
        SettingTap::ForAsker(true),
        SettingTap::Delete(10),
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
        ("s:o:private", SettingTap::Oneself(OneselfMode::Private)),
        ("s:e:1", SettingTap::ForAsker(true)),
        ("s:v:1440", SettingTap::Delete(1440)),
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
        "s:o:loud",
        "s:e:2",
        "s:v:1441",
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
        SettingTap::Oneself(OneselfMode::Alone),
        SettingTap::ForAsker(true),
        SettingTap::Delete(60),
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
