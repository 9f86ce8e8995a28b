//! Menus of a FAQ as large as any: every page within Telegram's limits, every entry to be reached.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use verbatim::config::Config;
use verbatim::corpus::{Date, check, load};
use verbatim::faq_dir::{self, FaqSource};

use crate::telegram::FakeTelegram;
use crate::telegram::seen::{Button, Seen};
use crate::telegram::updates::{callback_query, inline_query, person, supergroup, text};
use crate::test_bot::{TestBot, compare, config};

const TOPICS: usize = 150;
const ENTRIES: usize = 2_000;

/// The first topic has so many of them.
const IN_THE_FIRST: usize = 500;

/// The last topic has none.
const EMPTY: usize = TOPICS - 1;

/// What a title may be.
fn title(topic: usize) -> String {
    match topic % 10 {
        1 => format!("{topic} {}", "very ".repeat(40)),
        2 => format!("{topic} {}", "👩\u{200d}⚕\u{fe0f}👨\u{200d}👩\u{200d}👧".repeat(25)),
        3 => format!("الأسئلة الشائعة {topic}"),
        4 => format!("שאלות {topic} <b>&"),
        _ => format!("Topic {topic}"),
    }
}

/// Writes a FAQ of so many topics.
fn write(folder: &Path, topics: usize) {
    fs::create_dir_all(folder.join("topics")).expect("a folder");
    let heading = "title = \"Everything\"\nlanguage = \"en\"\nquotes = false\n";
    fs::write(folder.join("faq.toml"), heading).expect("written");
    let (rest, others) = (ENTRIES - IN_THE_FIRST, EMPTY - 1);
    let mut entry = 0;
    for topic in 0..topics {
        let count = match topic {
            0 => IN_THE_FIRST,
            EMPTY => 0,
            _ => rest / others + usize::from(topic <= rest % others),
        };
        let mut file = format!("title = {}\norder = {topic}\n", json!(title(topic)));
        for _ in 0..count {
            let question = format!("Number {entry}, {}?", "to be answered at length ".repeat(entry % 5));
            writeln!(file, "[[entry]]\nid = \"e-{entry}\"\nquestion = {}", json!(question)).expect("a text grows");
            entry += 1;
        }
        fs::write(folder.join(format!("topics/t-{topic}.toml")), file).expect("written");
    }
}

/// A bot on such a FAQ.
async fn stage(topics: usize) -> TestBot {
    let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a temporary folder"));
    let folder = dir.path().join("faq");
    write(&folder, topics);
    let faq = FaqSource { folder: Some(folder), ..FaqSource::default() };
    // Thousands of people tap here at once.
    let rate = 1_000.try_into().expect("not 0");
    let config = Config { faq, rate, ..config(&fake, dir.path()) };
    TestBot::start_as(fake, dir, config).await
}

/// What people see of each of these buttons, each tapped by somebody in a chat of their own.
async fn tapped(stage: &TestBot, buttons: &[String], next: &mut i64) -> Vec<Seen> {
    let first = *next;
    for data in buttons {
        stage.fake.add_chat(&person(*next).chat());
        let keyboard = json!({"inline_keyboard": [[{"text": "x", "callback_data": data}]]});
        let old = json!({"message_id": 9_000, "date": 1, "chat": person(*next).chat(), "text": "x",
            "from": {"id": stage.fake.bot_id(), "is_bot": true, "first_name": "Verbatim"}, "reply_markup": keyboard});
        stage.fake.push_anyway(callback_query(&person(*next), &old, data));
        *next += 1;
    }
    stage.quiet().await;
    (first..*next).map(|who| stage.fake.replies(who).pop().expect("something is shown")).collect()
}

fn data(seen: &Seen) -> impl Iterator<Item = String> {
    seen.keyboard.iter().flatten().filter_map(|button| button.data.clone())
}

fn labels(seen: &Seen) -> Vec<&str> {
    seen.keyboard.iter().flatten().map(|button: &Button| button.text.as_str()).collect()
}

#[tokio::test]
async fn a_faq_of_two_thousand_entries_is_browsed_from_end_to_end() {
    let stage = stage(TOPICS).await;
    let mut next = 10_000;
    let mut shown: BTreeMap<String, Seen> = BTreeMap::new();
    let mut level = vec!["T".to_owned()];
    while !level.is_empty() {
        let seen = tapped(&stage, &level, &mut next).await;
        let found: BTreeSet<String> = seen.iter().flat_map(data).collect();
        shown.extend(level.into_iter().zip(seen));
        let is_menu = |data: &String| data.starts_with(['T', 't']) && !shown.contains_key(data);
        level = found.into_iter().filter(is_menu).collect();
    }
    let of = |letter: char| shown.iter().filter(move |(data, _)| data.starts_with(letter));
    assert_eq!(of('T').count(), (TOPICS - 1).div_ceil(20));
    assert_eq!(of('t').count(), TOPICS - 2 + IN_THE_FIRST / 20);
    let entries: BTreeSet<String> = shown.values().flat_map(data).filter(|data| data.starts_with("b:")).collect();
    assert_eq!(entries.len(), ENTRIES);
    for (data, seen) in &shown {
        assert!(labels(seen).len() <= 23, "{data}: {:?}", labels(seen));
    }
    let some: Vec<String> = ["b:e-0", "b:e-19", "b:e-20", "b:e-499", "b:e-500"].map(str::to_owned).to_vec();
    let ways_back: Vec<String> =
        tapped(&stage, &some, &mut next).await.iter().filter_map(|seen| data(seen).last()).collect();
    assert_eq!(ways_back, ["t:t-0", "t:t-0", "t:t-0:2", "t:t-0:25", "t:t-1"]);
    assert_eq!(data(&shown["t:t-148"]).last().as_deref(), Some("T:8"), "back to the page that lists it");
    stage.end().await;
}

#[tokio::test]
async fn pages_are_turned_in_place() {
    let stage = stage(TOPICS).await;
    stage.check("/topics", text(&person(7), "/topics"), &["sendMessage Everything"]).await;
    let page = || stage.fake.replies(7).pop().expect("a menu");
    let id = page().message_id;
    let press = async |label: &str| {
        let before = stage.sent().len();
        stage.fake.press(7, id, label);
        stage.quiet().await;
        compare(label, &stage.sent().split_off(before), &["answerCallbackQuery", "editMessageText"]);
        page()
    };
    assert!(page().text.contains("Page 1 / 8"), "{}", page().text);
    assert_eq!(labels(&page())[20..], ["Page 2 ›"]);
    let second = press("Page 2 ›").await;
    assert_eq!(labels(&second)[20..], ["‹ Page 1", "Page 3 ›"]);
    assert_eq!(second.keyboard.last().map(Vec::len), Some(2), "they stand side by side");
    press("‹ Page 1").await;
    let topic = press("Topic 0").await;
    assert!(topic.text.contains("Page 1 / 25"), "{}", topic.text);
    assert_eq!(labels(&topic)[20..], ["Page 2 ›", "← All topics"]);
    press("Page 2 ›").await;
    let entry = press("Number 20, ?").await;
    assert_eq!(labels(&entry).last(), Some(&"← Topic 0"));
    assert!(press("← Topic 0").await.text.contains("Page 2 / 25"));
    press("← All topics").await;
    let long = press(labels(&page())[1]).await;
    assert!(long.text.starts_with(title(1).trim()), "a title is whole where there is room: {}", long.text);
    stage.end().await;
}

#[tokio::test]
async fn two_people_turn_the_pages_of_one_message() {
    let stage = stage(60).await;
    let room = supergroup(-1_001_000);
    stage.fake.add_chat(&room);
    let ask = text(&person(7), "/topics@verbatim_test_bot").within(&room);
    stage.check("/topics", ask, &["sendMessage Everything"]).await;
    let page = || stage.fake.replies(-1_001_000).pop().expect("a menu");
    stage.fake.press_as(&person(8), -1_001_000, page().message_id, "Page 2 ›");
    stage.quiet().await;
    stage.fake.press_as(&person(8), -1_001_000, page().message_id, "Page 3 ›");
    stage.quiet().await;
    assert!(page().text.contains("Page 3 / 3"), "{}", page().text);
    // Somebody still sees the first page when they tap, and Telegram hands over the message as it is by then.
    let late = callback_query(&person(9), &page().raw, "T:3");
    stage.check("a page that is shown already", late, &["answerCallbackQuery", "editMessageText Everything"]).await;
    let late = callback_query(&person(9), &page().raw, "T:2");
    stage.check("a tap that comes late", late, &["answerCallbackQuery", "editMessageText Everything"]).await;
    assert!(page().text.contains("Page 2 / 3"), "{}", page().text);
    let strange = callback_query(&person(9), &page().raw, "c:t0-e0");
    stage.check("not of a list", strange, &["answerCallbackQuery This button is from an older version."]).await;
    assert_eq!(stage.fake.replies(-1_001_000).len(), 1);
    stage.end().await;
}

#[tokio::test]
async fn below_what_is_no_menu_stand_a_few_topics() {
    for (topics, expected) in [(8, 8), (9, 9), (150, 9)] {
        let stage = stage(topics).await;
        for words in ["/start", "zzzz qqqq"] {
            stage.after(text(&person(7), words)).await;
            let seen = stage.fake.replies(7).pop().expect("a reply");
            assert_eq!(labels(&seen).len(), expected, "{words}: {:?}", labels(&seen));
            let is_more = labels(&seen).last() == Some(&"All topics");
            assert_eq!(is_more, topics > 8, "{:?}", labels(&seen));
        }
        stage.end().await;
    }
}

#[tokio::test]
async fn all_topics_are_listed_inline_page_by_page() {
    let stage = stage(TOPICS).await;
    let (mut ids, mut offset) = (BTreeSet::new(), String::new());
    let mut pages = 0;
    loop {
        let requests = stage.after(inline_query(&person(7), "", &offset)).await;
        compare(&offset, &requests, &["answerInlineQuery"]);
        assert!(requests[0].is_ok(), "{requests:?}");
        let results = requests[0].params["results"].as_array().expect("a list").clone();
        assert!((1..=50).contains(&results.len()), "{offset}: {}", results.len());
        for result in &results {
            assert!(ids.insert(result["id"].as_str().expect("an id").to_owned()), "{result}");
        }
        pages += 1;
        match requests[0].params["next_offset"].as_str().unwrap_or_default() {
            "" => break,
            next => offset = next.to_owned(),
        }
    }
    assert_eq!((ids.len(), pages), (TOPICS - 1, 15));
    for offset in ["16", "0", "x", "-1", "99999999999999999999"] {
        let requests = stage.after(inline_query(&person(7), "", offset)).await;
        assert!(requests.iter().all(|request| request.is_ok() && request.is("answerInlineQuery")), "{requests:?}");
    }
    // Nothing follows what was asked.
    let asked = stage.after(inline_query(&person(7), "zzzz qqqq", "")).await;
    assert_eq!(asked[0].params["next_offset"], Value::from(""));
    stage.end().await;
}

#[test]
fn what_comes_near_a_limit_is_found() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), TOPICS);
    let files = faq_dir::files(Some(folder.path())).expect("readable");
    let faq = load(&files).unwrap_or_else(|findings| panic!("{findings}"));
    let found: Vec<String> =
        check(&faq, Date { year: 2026, month: 11, day: 23 }).iter().map(ToString::to_string).collect();
    let has = |line: &str| assert!(found.iter().any(|finding| finding == line), "no {line}: {found:#?}");
    has("faq.toml:1: there are 150 topics; the settings of a group list all of them, and a message holds 100 buttons");
    has("topics/t-149.toml:1: the topic has no entry, so no menu shows it");
    has("topics/t-1.toml:1: the title has 201 characters; a button shows 64");
    assert!(!found.iter().any(|finding| finding.starts_with("topics/t-5.toml")), "{found:#?}");
}
