//! `/missed` and `/phrasings`, as the staff meets them.

use serde_json::json;
use verbatim::config::Config;
use verbatim::store::Retention;

use crate::telegram::FakeTelegram;
use crate::telegram::seen::Seen;
use crate::telegram::updates::{callback_query, person, supergroup, text};
use crate::test_bot::{SOON, TestBot, comes_true, compare, config};

const STAFF: i64 = 4242;

/// A bot with somebody on its staff, that keeps questions for so many days.
async fn start(questions: u32) -> TestBot {
    start_with(questions, None).await
}

/// The same with a folder of labelled questions.
async fn start_with(questions: u32, labelled: Option<std::path::PathBuf>) -> TestBot {
    let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a temporary folder"));
    let staff = [u64::try_from(STAFF).expect("positive")].into();
    let retention = Retention { questions, ..Retention::DEFAULT };
    let config = Config { staff, retention, labelled, ..config(&fake, dir.path()) };
    TestBot::start_as(fake, dir, config).await
}

/// What the staff is shown in answer to a message.
async fn say(stage: &TestBot, words: &str) -> Seen {
    stage.after(text(&person(STAFF), words)).await;
    stage.fake.replies(STAFF).pop().expect("a reply")
}

/// What stands on the page after a tap on the button that begins so.
async fn tap(stage: &TestBot, page: &Seen, label: &str) -> Seen {
    let labels = labels(page);
    let at = labels.iter().position(|known| known.starts_with(label));
    let at = at.unwrap_or_else(|| panic!("{label:?} is none of {labels:?}"));
    stage.fake.press(STAFF, page.message_id, labels[at].as_str());
    stage.quiet().await;
    let page = stage.fake.messages(STAFF).into_iter().find(|seen| seen.message_id == page.message_id);
    page.expect("the page is there")
}

fn labels(seen: &Seen) -> Vec<String> {
    seen.keyboard.iter().flatten().map(|button| button.text.clone()).collect()
}

#[tokio::test]
async fn nobody_else_is_shown_anything_and_there_is_a_page_for_nothing() {
    let stage = start(0).await;
    let room = supergroup(-1_001_000);
    stage.fake.add_chat(&room);
    let reply = say(&stage, "/missed").await;
    assert!(reply.text.contains("I have missed nothing so far."), "{}", reply.text);
    assert_eq!(labels(&reply), ["Added phrasings"]);
    let page = tap(&stage, &reply, "Added phrasings").await;
    assert!(
        page.text.contains("No phrasing has been added.") && page.text.contains("/phrasings ENTRY"),
        "{}",
        page.text
    );
    for words in ["/missed", "/phrasings", "/phrasings tace-what x"] {
        let sent = stage.after(text(&person(7), words)).await;
        assert!(sent[0].text().starts_with("I do not know that command."), "{:?}", sent[0].text());
        // In a group it is anybody's, also for the staff.
        let sent = stage.after(text(&person(STAFF), words).within(&room)).await;
        let pages = ["missed", "No phrasing has been added", "/phrasings ENTRY", "I tried it on "];
        let shows = |words: &&str| sent.iter().any(|request| request.text().contains(words));
        assert_eq!(pages.iter().find(|words| shows(words)), None, "{words}: {sent:?}");
    }
    assert_eq!(stage.count("SELECT count(*) FROM phrasings").await, 0);
    // Buttons that somebody made up, below a message of their own chat.
    stage.after(text(&person(7), "who painted the ceiling of the chapel?")).await;
    stage
        .change("INSERT INTO phrasings (entry, text, at_ms, state) VALUES ('tace-what', 'x', 9000000000000, 'undone')")
        .await;
    let page = stage.fake.replies(7).pop().expect("a reply");
    for data in ["m:l1", "m:y1", "m:r1", "m:ki1", "m:p1:tace-what", "m:q1"] {
        let sent = stage.after(callback_query(&person(7), &page.raw, data)).await;
        let toast = sent.iter().find(|request| request.is("answerCallbackQuery")).expect("it is answered");
        compare(data, std::slice::from_ref(toast), &["answerCallbackQuery This button is from an older version."]);
        assert_eq!(stage.count("SELECT count(*) FROM missed WHERE state IS NULL").await, 1, "{data}");
        assert_eq!(stage.count("SELECT count(*) FROM phrasings").await, 1, "{data}");
        assert_eq!(stage.count("SELECT count(*) FROM phrasings WHERE state = 'undone'").await, 1, "{data}");
    }
    stage.end().await;
}

#[tokio::test]
async fn a_group_is_looked_at_decided_about_and_taken_back() {
    let stage = start(0).await;
    for who in 11..=13 {
        stage.after(text(&person(who), "is there parking near the clinic?")).await;
    }
    stage.after(text(&person(14), "who painted the ceiling?")).await;
    let list = say(&stage, "/missed").await;
    let shown = labels(&list);
    assert!(shown[0].starts_with("3 × ") && shown[0].contains("parking"), "{shown:?}");
    assert!(shown[1].starts_with("1 × (words not shown)"), "{shown:?}");
    let page = tap(&stage, &list, "3 × ").await;
    assert!(page.text.contains("Asked 3 times, by 3 people.") && page.text.contains("Words: "), "{}", page.text);
    for button in ["It is a gap", "It needs a new entry", "Ignore"] {
        let page = tap(&stage, &page, button).await;
        assert!(page.text.contains("You "), "{}", page.text);
        assert_eq!(labels(&page), ["Take that back", "What is dealt with"]);
        let list = say(&stage, "/missed").await;
        assert!(labels(&list)[0].starts_with("1 × "), "it waits no more: {:?}", labels(&list));
        let done = tap(&stage, &list, "What is dealt with").await;
        assert!(labels(&done)[0].starts_with("3 × "), "{:?}", labels(&done));
        let page = tap(&stage, &page, "Take that back").await;
        assert!(labels(&page).contains(&"Ignore".to_owned()), "{:?}", labels(&page));
    }
    assert_eq!(stage.count("SELECT count(*) FROM missed WHERE state IS NOT NULL").await, 0);
    // What too few people said is not shown anywhere.
    let list = say(&stage, "/missed").await;
    let hidden = tap(&stage, &list, "1 × ").await;
    assert!(hidden.text.contains("I show a word once 3 people have used it."), "{}", hidden.text);
    assert!(!hidden.text.contains("paint") && !hidden.text.contains("ceiling"), "{}", hidden.text);
    stage.end().await;
}

#[tokio::test]
async fn a_phrasing_is_tried_added_used_at_once_and_taken_back() {
    let stage = start(30).await;
    const WORDS: &str = "the umbrella trick with marmalade";
    let asks = async |who: i64| {
        stage.after(text(&person(who), WORDS)).await;
        stage.fake.replies(who).pop().expect("a reply").text
    };
    let before = asks(7).await;
    let page = say(&stage, &format!("/phrasings tace-what {WORDS}")).await;
    assert!(page.text.contains(&format!("“{WORDS}” → What is TACE?")), "{}", page.text);
    assert!(page.text.contains("I tried it on "), "{}", page.text);
    assert_eq!(labels(&page), ["Add it", "Leave it"]);
    assert_eq!(asks(7).await, before, "it waits for the staff");
    let left = tap(&stage, &page, "Leave it").await;
    assert!(left.text.starts_with("All right, I leave it as it is."), "{}", left.text);

    let page = say(&stage, &format!("/phrasings TACE-what   {WORDS} ")).await;
    let added = tap(&stage, &page, "Add it").await;
    assert!(added.text.starts_with("Done. I go by it from now on."), "{}", added.text);
    assert!(comes_true(SOON, async || asks(8).await.starts_with("What is TACE?")).await, "it is used at once");
    let again = say(&stage, &format!("/phrasings tace-what {WORDS}")).await;
    assert!(again.text.starts_with("The entry has this phrasing already."), "{}", again.text);
    let other = say(&stage, &format!("/phrasings rfa-what {WORDS}")).await;
    assert!(other.text.starts_with("tace-what has this phrasing."), "{}", other.text);

    let list = say(&stage, "/phrasings").await;
    assert_eq!(labels(&list)[0], format!("✓ tace-what: {WORDS}"));
    let one = tap(&stage, &list, "✓ tace-what").await;
    let undone = tap(&stage, &one, "Take it back").await;
    assert!(undone.text.contains("It was taken back."), "{}", undone.text);
    assert!(comes_true(SOON, async || asks(9).await == before).await, "it is used no more");
    let redone = tap(&stage, &undone, "Use it again").await;
    assert!(redone.text.contains("I go by it."), "{}", redone.text);
    assert!(comes_true(SOON, async || asks(8).await.starts_with("What is TACE?")).await);
    assert_eq!(stage.count("SELECT count(*) FROM phrasings WHERE state = 'accepted'").await, 1);
    stage.end().await;
}

#[tokio::test]
async fn a_phrasing_of_a_group_is_its_own_words_and_settles_the_group() {
    let stage = start(30).await;
    for who in 11..=13 {
        stage.after(text(&person(who), "the umbrella trick with marmalade")).await;
    }
    let list = say(&stage, "/missed").await;
    assert!(labels(&list)[0].contains("the umbrella trick with marmalade"), "{:?}", labels(&list));
    let page = tap(&stage, &list, "3 × ").await;
    let how = tap(&stage, &page, "Look for another entry").await;
    let group = how.text.split("/missed ").nth(1).and_then(|rest| rest.split(' ').next()).expect("a number").to_owned();
    let found = say(&stage, &format!("/missed {group} what is TACE")).await;
    assert!(labels(&found)[0].starts_with("+ What is TACE?"), "{:?}", labels(&found));
    let trial = tap(&stage, &found, "+ What is TACE?").await;
    assert!(trial.text.contains("“the umbrella trick with marmalade” → "), "{}", trial.text);
    let added = tap(&stage, &trial, "Add it").await;
    assert!(added.text.starts_with("Done."), "{}", added.text);
    assert_eq!(stage.count("SELECT count(*) FROM missed WHERE state = 'phrasing'").await, 3);
    let list = say(&stage, "/phrasings").await;
    let one = tap(&stage, &list, "✓ ").await;
    tap(&stage, &one, "Take it back").await;
    assert_eq!(stage.count("SELECT count(*) FROM missed WHERE state IS NULL").await, 3, "the group waits again");
    stage.end().await;
}

/// What stands on the page after a tap with this data, whether a button there has it or not.
async fn send(stage: &TestBot, page: &Seen, data: &str) -> Seen {
    // Of one that is too old Telegram shows a bot no more than this.
    let old = json!({ "chat": page.raw["chat"], "message_id": page.message_id, "date": 0 });
    stage.after(callback_query(&person(STAFF), &old, data)).await;
    let page = stage.fake.messages(STAFF).into_iter().find(|seen| seen.message_id == page.message_id);
    page.expect("the page is there")
}

#[tokio::test]
async fn phrasings_of_two_groups_are_added_on_one_page() {
    let stage = start(30).await;
    stage.after(text(&person(11), "the umbrella trick with marmalade")).await;
    stage.after(text(&person(12), "who painted the ceiling of the chapel?")).await;
    let page = say(&stage, "/missed").await;
    for data in ["m:p1:tace-what", "m:p2:rfa-what"] {
        let trial = send(&stage, &page, data).await;
        let added = tap(&stage, &trial, "Add it").await;
        assert!(added.text.starts_with("Done."), "{data}: {}", added.text);
    }
    assert_eq!(stage.count("SELECT count(*) FROM phrasings WHERE state = 'accepted'").await, 2);
    assert_eq!(stage.count("SELECT count(*) FROM phrasings").await, 2);
    assert_eq!(stage.count("SELECT count(*) FROM missed WHERE state = 'phrasing'").await, 2);
    stage.end().await;
}

#[tokio::test]
async fn what_was_taken_back_is_tried_before_it_is_used_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let label = |gold: &str| {
        let line = format!(r#"{{"text": "the umbrella trick with marmalade", "gold": ["{gold}"]}}"#);
        std::fs::write(folder.path().join("own.jsonl"), line).expect("written");
    };
    label("tace-what");
    let stage = start_with(0, Some(folder.path().to_owned())).await;
    let page = say(&stage, "/phrasings tace-what the umbrella trick with marmalade").await;
    tap(&stage, &page, "Add it").await;
    let in_force = async || {
        stage.after(text(&person(7), "the umbrella trick with marmalade")).await;
        stage.fake.replies(7).pop().expect("a reply").text.starts_with("What is TACE?")
    };
    assert!(comes_true(SOON, &in_force).await);
    let list = say(&stage, "/phrasings").await;
    let one = tap(&stage, &list, "✓ tace-what").await;
    let undone = tap(&stage, &one, "Take it back").await;
    // At once, while it is still in force, it is simply used on.
    let redone = tap(&stage, &undone, "Use it again").await;
    assert!(redone.text.contains("I go by it."), "{}", redone.text);
    let undone = tap(&stage, &redone, "Take it back").await;
    assert!(comes_true(SOON, async || !in_force().await).await, "it is used no more");
    label("rfa-what");
    let broken = tap(&stage, &undone, "Use it again").await;
    assert!(broken.text.contains("I cannot add it."), "{}", broken.text);
    assert_eq!(stage.count("SELECT count(*) FROM phrasings WHERE state = 'undone'").await, 1);
    // What nobody has agreed to is not used by a button that somebody made up.
    let draft = say(&stage, "/phrasings tace-what a parachute with rhubarb").await;
    assert!(labels(&draft).contains(&"Add it".to_owned()), "{}", draft.text);
    for data in ["m:r2", "m:x2", "m:o2"] {
        let gone = send(&stage, &broken, data).await;
        assert!(gone.text.starts_with("This phrasing is gone."), "{data}: {}", gone.text);
    }
    assert_eq!(stage.count("SELECT count(*) FROM phrasings WHERE state = 'draft'").await, 1);
    assert_eq!(stage.count("SELECT count(*) FROM phrasings WHERE state = 'accepted'").await, 0);
    stage.end().await;
}

#[tokio::test]
async fn an_entry_is_found_once_by_its_name_and_by_its_words() {
    let stage = start(30).await;
    stage.after(text(&person(11), "the umbrella trick with marmalade")).await;
    for words in ["tace-what", "TACE-what"] {
        let found = labels(&say(&stage, &format!("/missed 1 {words}")).await);
        assert!(found[0].starts_with("+ What is TACE?"), "{words}: {found:?}");
        let mut once = found.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), found.len(), "{words}: {found:?}");
    }
    stage.end().await;
}

#[tokio::test]
async fn what_cannot_be_added_says_why_and_names_the_pair() {
    let folder = tempfile::tempdir().expect("a folder");
    let line = r#"{"text": "does the liver grow back again", "gold": ["resection-regrowth"]}"#;
    std::fs::write(folder.path().join("own.jsonl"), line).expect("written");
    let stage = start_with(0, Some(folder.path().to_owned())).await;
    for (words, start) in [
        ("/phrasings none-such x y", "There is no entry “none-such”."),
        ("/phrasings tace-what", "There must be some words in it"),
        ("/phrasings tace-what and then", "There must be some words in it"),
        ("/phrasings tace-what what is TACE", "The entry has this phrasing already."),
    ] {
        let reply = say(&stage, words).await;
        assert!(reply.text.starts_with(start), "{words}: {}", reply.text);
    }
    let long = say(&stage, &format!("/phrasings tace-what {}", "beads ".repeat(50))).await;
    assert!(long.text.starts_with("That is too long."), "{}", long.text);
    // The very words of another entry, but for one.
    let broken = say(&stage, "/phrasings tace-what does the liver grow back again").await;
    assert!(broken.text.contains("I cannot add it."), "{}", broken.text);
    assert!(broken.text.contains("would get What is TACE?"), "{}", broken.text);
    assert!(!labels(&broken).contains(&"Add it".to_owned()));
    stage.end().await;
}
