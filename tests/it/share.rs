//! Links into the private chat: what passes one on, and what opens it.

use crate::decisions::ENGINE;
use crate::telegram::seen::{Button, Seen};
use crate::telegram::updates::{person, supergroup, text};
use crate::test_bot::{TestBot, unclear_question};

fn last(stage: &TestBot, chat: i64) -> Seen {
    stage.fake.replies(chat).pop().expect("the bot wrote")
}

/// The link behind the share button.
#[track_caller]
fn share(seen: &Seen) -> String {
    let found: Vec<&Button> = seen.keyboard.iter().flatten().filter(|button| button.url.is_some()).collect();
    let [Button { text, data: None, url: Some(url) }] = found[..] else { panic!("{:#?}", seen.keyboard) };
    assert_eq!(text, "Share");
    url.clone()
}

const SHARE_TACE: &str =
    "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fverbatim_test_bot%3Fstart%3Dtace-what&text=What%20is%20TACE%3F";

#[tokio::test]
async fn every_quoted_answer_can_be_shared_and_stays_so() {
    let stage = TestBot::start().await;
    stage.after(text(&person(7), "what is TACE?")).await;
    let answer = last(&stage, 7);
    assert_eq!(share(&answer), SHARE_TACE);
    for label in ["✓ This helped", "✗ Not my question"] {
        stage.fake.press(7, answer.message_id, label);
        stage.quiet().await;
        let voted = stage.fake.replies(7).into_iter().find(|seen| seen.message_id == answer.message_id);
        let voted = voted.expect("it stands");
        assert_eq!(share(&voted), SHARE_TACE, "after {label}");
        assert_ne!(voted.keyboard, answer.keyboard, "the verdict shows");
        assert_eq!(voted.keyboard[2..], answer.keyboard[2..]);
    }

    stage.after(text(&person(8), &unclear_question())).await;
    let choice = last(&stage, 8);
    assert!(choice.keyboard.iter().flatten().all(|button| button.url.is_none()), "what quotes nothing is not shared");
    for which in 0..2 {
        stage.fake.press(8, choice.message_id, choice.keyboard[which][0].text.as_str());
        stage.quiet().await;
        let picked = last(&stage, 8);
        let entry = ENGINE.faq().entries.iter().find(|entry| picked.text.starts_with(&entry.question));
        let start = format!("start%3D{}&text=", entry.expect("it quotes an entry").id);
        assert!(share(&picked).contains(&start), "{picked:?}");
    }

    stage.after(text(&person(9), "/topics")).await;
    for label in ["TACE", "What is TACE?"] {
        stage.fake.press(9, last(&stage, 9).message_id, label);
        stage.quiet().await;
    }
    assert_eq!(share(&last(&stage, 9)), SHARE_TACE);

    let room = supergroup(-1_001_000);
    stage.fake.add_chat(&room);
    stage.after(text(&person(7), "/ask what is TACE?").within(&room)).await;
    assert_eq!(share(&last(&stage, -1_001_000)), SHARE_TACE);
    for words in ["he is vomiting blood", "how much does TACE cost", "asdf qwer", "hello"] {
        stage.after(text(&person(10), words)).await;
        let seen = last(&stage, 10);
        assert!(seen.keyboard.iter().flatten().all(|button| button.url.is_none()), "{words}: {seen:?}");
    }
    stage.end().await;
}

#[tokio::test]
async fn a_link_opens_what_it_names_or_the_first_meeting() {
    let stage = TestBot::start().await;
    let welcome = "sendMessage Hello. You can ask me";
    let rows = [
        ("/start tace-what", "sendMessage What is TACE?"),
        ("/start topic_tace", "sendMessage TACE"),
        ("/start welcome_", welcome),
        ("/start gone", welcome),
        ("/start topic_gone", welcome),
        ("/start topic_tace-what", welcome),
        ("/start tace", welcome),
        ("/start TACE-WHAT", welcome),
        ("/start tace-what and more", welcome),
        ("/start <b>&", welcome),
    ];
    for ((words, expected), id) in rows.into_iter().zip(100..) {
        stage.check(words, text(&person(id), words), &[expected]).await;
    }
    stage.end().await;
}
