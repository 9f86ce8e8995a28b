//! Setting a desk up: the id of a group, the menu of the staff chat, settings that are wrong.

use std::collections::BTreeSet;
use std::process::Command;

use verbatim::config::{Config, DeskConfig};

use crate::telegram::FakeTelegram;
use crate::telegram::log::Request;
use crate::telegram::updates::{forum, my_chat_member, person, supergroup, text};
use crate::test_bot::{SOON, TestBot, config};

const GROUP: i64 = -1_001_234_567_890;

/// A bot that is run by a person of this number.
async fn run_by(staff: u64, desk: Option<DeskConfig>) -> TestBot {
    let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a temporary folder"));
    fake.add_chat(&forum(GROUP));
    let config = Config { staff: BTreeSet::from([staff]), desk, ..config(&fake, dir.path()) };
    TestBot::start_as(fake, dir, config).await
}

#[tokio::test]
async fn the_id_of_a_group_is_said_to_who_sets_the_desk_up() {
    let stage = run_by(7, None).await;
    let (operator, admin, member) = (person(7), person(8), person(9));
    let group = supergroup(GROUP);
    stage.fake.add_chat(&group);
    stage.fake.set_member(GROUP, &admin, "administrator");
    stage.fake.set_member(GROUP, &member, "member");
    let joined = stage.after(my_chat_member(&operator, &group, "left", "member")).await;
    let words = joined.iter().map(|request| request.text().to_owned()).collect::<String>();
    assert!(words.contains("start me with --staff-chat -1001234567890"), "{words}");
    let id = &["sendMessage The id of this group is -1001234567890."][..];
    let at_bot = format!("/id@{}", stage.fake.bot_username());
    for (from, command, expected) in
        [(&operator, "/id", id), (&admin, at_bot.as_str(), id), (&admin, "/id", &[]), (&member, &at_bot, &[])]
    {
        let sent = stage.after(text(from, command).within(&group)).await;
        let said: Vec<_> = sent.into_iter().filter(|request| request.is("sendMessage")).collect();
        crate::test_bot::compare(command, &said, expected);
    }
    stage.end().await;
}

#[tokio::test]
async fn the_staff_chat_has_a_menu_of_its_own_and_none_is_no_hindrance() {
    for chat in [GROUP, -1_009_999_999_999] {
        let stage = run_by(7, Some(DeskConfig::new(chat))).await;
        let is_of_staff = |request: &Request| {
            request.is("setMyCommands") && request.is_ok() && request.params.to_string().contains("tickets")
        };
        let count = |log: &[Request]| log.iter().filter(|request| is_of_staff(request)).count();
        if chat == GROUP {
            stage.fake.wait_for(|log| count(log) == 4, SOON).await;
        }
        stage.after(text(&person(9), "what is TACE?")).await;
        assert_eq!(stage.fake.replies(9).len(), 1);
        assert_eq!(count(&stage.sent()), if chat == GROUP { 4 } else { 0 }, "once in every language");
        stage.stop().await;
    }
}

#[test]
fn settings_that_are_wrong_are_refused_with_what_to_do() {
    let said = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        let output = command.arg("run").args(arguments).env_clear().env("TELEGRAM_BOT_TOKEN", "1:a").output();
        let output = output.expect("the program starts");
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let chat = ["--staff-chat", "-1001234567890"];
    for (arguments, words) in [
        (&["--staff-chat", "1001234567890"][..], "--staff-chat must be the id of a group, a number below zero"),
        (&["--desk-hours", "Mo-Fr 9-17"], "is of use only with --staff-chat: set it too"),
        (&["--desk-remind", "4"], "is of use only with --staff-chat: set it too"),
        (&[chat[0], chat[1], "--desk-days-off", "12-25"], "of use only with --desk-hours: set it too"),
        (&[chat[0], chat[1], "--desk-hours", "Mo-Fr"], "they are written like `Mo-Fr 09:00-17:00, Sa 10:00-12:00`"),
        (
            &[chat[0], chat[1], "--desk-hours", "Mo 9-17", "--zone", "EST"],
            "--zone must be a time zone like Europe/Berlin",
        ),
        (&[chat[0], chat[1], "--desk-hours", "Mo 9-17", "--desk-days-off", "25.12."], "days like 2026-12-25, or 12-25"),
        (&[chat[0], chat[1], "--desk-remind", "soon"], "--desk-remind must be hours of waiting from 1 to 168"),
    ] {
        let said = said(arguments);
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
}
