//! Statistics: what is counted, who may see it, how it is shown, and that nothing small is.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use verbatim::config::Config;

use crate::telegram::FakeTelegram;
use crate::telegram::faults::Fault;
use crate::telegram::log::Request;
use crate::telegram::updates::{callback_query, chosen_inline_result, person, supergroup, text};
use crate::test_bot::{TestBot, config, database_url, unclear_question};

const STAFF: i64 = 7;

/// A bot with somebody who runs it.
async fn staffed() -> TestBot {
    let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a temporary folder"));
    let config = Config { staff: [STAFF.unsigned_abs()].into(), ..config(&fake, dir.path()) };
    TestBot::start_as(fake, dir, config).await
}

/// What `verbatim stats` prints of the bot in this folder.
fn stats(dir: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    command.arg("stats").args(arguments).env_clear().env("DATABASE_URL", database_url(dir));
    let output = command.output().expect("the program starts");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn json(dir: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&stats(dir, &[arguments, &["--format", "json"]].concat())).expect("an object")
}

/// The caption of a picture that was sent or edited.
fn caption(request: &Request) -> String {
    let params = &request.params;
    let caption = params["caption"].as_str().or(params["media"]["caption"].as_str()).or(params["text"].as_str());
    caption.unwrap_or_default().to_owned()
}

#[tokio::test]
async fn what_is_asked_answered_and_missed_is_counted_by_day() {
    let bot = staffed().await;
    let (one, other) = (person(8), person(9));
    for words in ["what is TACE?", "What is TACE", "what is tace??", "asdf qwer", "I am vomiting blood", "thanks"] {
        bot.after(text(&one, words)).await;
    }
    bot.after(text(&one, "how much does TACE cost?")).await;
    bot.after(text(&one, "was ist eine Chemotherapie und wie läuft sie ab?")).await;
    // An edit is no other question, and what is overheard is none.
    bot.after(text(&other, "what is TACE?").numbered(50)).await;
    bot.after(text(&other, "what is TACE then?").edited(50)).await;
    let room = supergroup(-1_001_000);
    bot.fake.add_chat(&room);
    bot.after(text(&other, "nice weather today").within(&room)).await;
    bot.after(chosen_inline_result(&other, "tace-what", "TACE", "")).await;
    // One is picked of a choice, none of another.
    for (who, label) in [(10, 0), (11, usize::MAX)] {
        let chooser = person(who);
        bot.after(text(&chooser, &unclear_question())).await;
        let choice = bot.fake.replies(who).pop().expect("a choice");
        let buttons: Vec<_> = choice.keyboard.iter().flatten().collect();
        let button = buttons.get(label).copied().unwrap_or_else(|| buttons[buttons.len() - 1]);
        let data = button.data.clone().expect("it sends something back");
        bot.after(callback_query(&chooser, &choice.raw, &data)).await;
    }
    bot.end_and_keep(async |dir| {
        let all = json(dir, &["--stats-from", "1"]);
        assert_eq!(all["questions"], 11, "{all:#}");
        let outcomes = &all["outcomes"];
        let found =
            ["answer", "choose", "gap", "unknown", "courtesy", "urgent", "foreign"].map(|name| outcomes[name].as_i64());
        assert_eq!(found, [4, 2, 1, 1, 1, 1, 1].map(Some), "{all:#}");
        assert_eq!(all["most_asked"][0]["id"], "tace-what");
        assert_eq!(all["most_asked"][0]["count"], 5, "four answers, and one that was sent: {all:#}");
        assert_eq!(all["most_lacking"].as_array().map(Vec::len), Some(1));
        let missed: i64 =
            all["most_missed"].as_array().into_iter().flatten().filter_map(|row| row["count"].as_i64()).sum();
        assert_eq!(missed, 2, "what is not understood, and none of these: {all:#}");
        let days = all["periods"].as_array().expect("a list");
        assert_eq!((days.len(), &days[29]["questions"]), (30, &11.into()));
    })
    .await;
}

#[tokio::test]
async fn what_nobody_got_is_not_counted() {
    let bot = staffed().await;
    let (one, guest) = (person(8), person(9));
    let room = supergroup(-1_001_444_555);
    // All within one minute, however long they take.
    let at = chrono::Utc::now().timestamp();
    for _ in 0..30 {
        bot.after(text(&one, "what is TACE?").with("date", at)).await;
        let asked = text(&guest, "@verbatim_test_bot what is TACE?").with("date", at);
        bot.after(asked.within(&room).for_a_guest()).await;
    }
    // What is urgent is always answered, and so always counted.
    bot.after(text(&one, "I am vomiting blood")).await;
    bot.after(text(&guest, "@verbatim_test_bot I am vomiting blood").within(&room).for_a_guest()).await;
    bot.end_and_keep(async |dir| {
        let all = json(dir, &["--stats-from", "1"]);
        assert_eq!((&all["questions"], &all["outcomes"]["answer"]), (&42.into(), &40.into()), "{all:#}");
        assert_eq!((&all["most_asked"][0]["count"], &all["outcomes"]["urgent"]), (&40.into(), &2.into()), "{all:#}");
    })
    .await;
}

#[tokio::test]
async fn votes_are_counted_once_and_as_they_stand() {
    let bot = staffed().await;
    let one = person(8);
    bot.after(text(&one, "what is TACE?")).await;
    let answer = bot.fake.replies(8).pop().expect("an answer");
    for data in ["h:tace-what", "h:tace-what", "x:tace-what", "h:tace-what"] {
        bot.after(callback_query(&one, &answer.raw, data)).await;
    }
    bot.end_and_keep(async |dir| {
        let all = json(dir, &["--stats-from", "1"]);
        assert_eq!((&all["helped"], &all["not_helped"], &all["helped_per_cent"]), (&1.into(), &0.into(), &100.into()));
    })
    .await;
}

#[tokio::test]
async fn staff_see_a_picture_whose_buttons_change_it() {
    let bot = staffed().await;
    let staff = person(STAFF);
    let requests = bot.after(text(&staff, "/stats")).await;
    assert_eq!(requests.len(), 1, "{requests:#?}");
    assert!(requests[0].is("sendPhoto") && requests[0].is_ok(), "{requests:#?}");
    let first = caption(&requests[0]);
    assert!(first.contains("The last 7 days") && first.contains("No one has asked me anything"), "{first}");
    for words in ["what is TACE?", "what is tace", "what's TACE?", "What is TACE??"] {
        bot.after(text(&person(8), words)).await;
    }
    let shown = bot.fake.replies(STAFF).pop().expect("a picture");
    let labels: Vec<&str> = shown.keyboard.iter().flatten().map(|button| button.text.as_str()).collect();
    assert_eq!((shown.keyboard.len(), labels), (1, vec!["✓ 7 days", "30 days", "12 weeks"]));
    for (data, title) in [("z:30d", "The last 30 days"), ("z:12w", "The last 12 weeks"), ("z:12w", "The last 12 weeks")]
    {
        let requests = bot.after(callback_query(&staff, &shown.raw, data)).await;
        let edit = requests.iter().find(|request| request.is("editMessageMedia")).expect("it changes in place");
        assert!(edit.is_ok(), "{edit:?}");
        let words = caption(edit);
        assert!(words.contains(title) && words.contains("Questions: 4") && words.contains("(4)"), "{words}");
    }
    bot.end().await;
}

#[tokio::test]
async fn nobody_else_sees_them() {
    let bot = staffed().await;
    bot.check("a stranger", text(&person(8), "/stats"), &["sendMessage I do not know that command"]).await;
    let room = supergroup(-1_001_000);
    bot.fake.add_chat(&room);
    bot.after(text(&person(STAFF), "/stats").within(&room)).await;
    bot.after(text(&person(8), "what is TACE?")).await;
    let answer = bot.fake.replies(8).pop().expect("an answer");
    bot.after(callback_query(&person(8), &answer.raw, "z:30d")).await;
    let is_picture = |request: &Request| request.is("sendPhoto") || request.is("editMessageMedia");
    assert!(!bot.sent().iter().any(is_picture), "{:#?}", bot.sent());
    bot.end().await;
}

#[tokio::test]
async fn without_its_picture_or_its_message_it_is_said_all_the_same() {
    let bot = staffed().await;
    let staff = person(STAFF);
    bot.fake.fail_next("sendPhoto", Fault::Status(400, "Bad Request: IMAGE_PROCESS_FAILED".to_owned()));
    let requests = bot.after(text(&staff, "/stats")).await;
    assert!(requests[1].is("sendMessage") && requests[1].text().contains("The last 7 days"), "{requests:#?}");
    bot.after(text(&staff, "/stats")).await;
    let shown = bot.fake.replies(STAFF).pop().expect("a picture");
    bot.fake.delete(STAFF, shown.message_id);
    let requests = bot.after(callback_query(&staff, &shown.raw, "z:30d")).await;
    assert!(requests.iter().any(|request| request.is("sendPhoto") && request.is_ok()), "{requests:#?}");
    // A picture that could not be put in place of another leaves its words there, where there are any.
    bot.fake.fail_next("editMessageMedia", Fault::Status(400, "Bad Request: IMAGE_PROCESS_FAILED".to_owned()));
    let shown = bot.fake.replies(STAFF).pop().expect("a picture");
    let requests = bot.after(callback_query(&staff, &shown.raw, "z:12w")).await;
    let last = requests.last().expect("something is said");
    assert!(last.is_ok() && caption(last).contains("The last 12 weeks"), "{requests:#?}");
    bot.end().await;
}

#[tokio::test]
async fn what_is_small_is_shown_nowhere() {
    let bot = staffed().await;
    for words in ["what is TACE?", "what is tace", "what's TACE?", "What is TACE??", "asdf qwer"] {
        bot.after(text(&person(8), words)).await;
    }
    let requests = bot.after(text(&person(STAFF), "/stats")).await;
    let words = caption(&requests[0]);
    assert!(words.contains("Questions: 5") && words.contains("Counts below 3 are not shown"), "{words}");
    assert!(!words.contains("(4)"), "{words}");
    bot.end_and_keep(async |dir| {
        let picture = dir.join("stats.png");
        let all = json(dir, &["--png", picture.to_str().expect("UTF-8")]);
        assert_eq!(all["outcomes"]["unknown"]["fewer_than"], 3, "{all:#}");
        assert_eq!(all["outcomes"]["answer"], Value::Null, "it is not to be worked out: {all:#}");
        for list in ["most_asked", "most_lacking", "most_missed"] {
            assert_eq!(all[list].as_array().map(Vec::len), Some(0), "{list}: {all:#}");
        }
        assert!(std::fs::read(&picture).expect("painted").starts_with(b"\x89PNG"));
        let table = stats(dir, &[]);
        assert!(table.contains("fewer than 3") && table.contains("not shown") && !table.contains(" 80 %"), "{table}");
        let csv = stats(dir, &["--format", "csv", "--by", "week", "--days", "14"]);
        assert!(csv.starts_with("figure,about,first_day,last_day,count\nquestions,,"), "{csv}");
        assert!(
            csv.contains("outcome,unknown,") && csv.contains(",fewer than 3\n") && csv.contains(",not shown\n"),
            "{csv}"
        );
        assert!(!csv.contains("\nasked,") && !csv.contains("\nmissed,"), "{csv}");
    })
    .await;
}

#[tokio::test]
async fn what_the_text_does_not_say_is_named_only_with_its_count() {
    for (others, is_named) in [(&["asdf qwer"][..], false), (&[], true)] {
        let bot = staffed().await;
        for words in
            ["how much does TACE cost?", "what does TACE cost", "cost of TACE", "TACE cost?"].iter().chain(others)
        {
            bot.after(text(&person(8), words)).await;
        }
        bot.end_and_keep(async |dir| {
            let all = json(dir, &[]);
            assert_eq!(all["outcomes"]["gap"], if is_named { 4.into() } else { Value::Null }, "{all:#}");
            assert_eq!(all["most_lacking"].as_array().map(Vec::len), Some(usize::from(is_named)), "{all:#}");
        })
        .await;
    }
}

#[tokio::test]
async fn an_empty_database_says_so() {
    staffed()
        .await
        .end_and_keep(async |dir| {
            let table = stats(dir, &["--days", "7"]);
            assert!(
                table.starts_with("Questions: 0\n") && table.contains("Nothing was asked in this time."),
                "{table}"
            );
        })
        .await;
}
