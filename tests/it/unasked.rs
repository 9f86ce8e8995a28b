//! What is said where nobody asked: only what is clearly about the bot's own text.

use std::path::Path;
use std::sync::LazyLock;

use verbatim::config::Config;
use verbatim::decide::Decision;
use verbatim::engine::Engine;
use verbatim::faq_dir::FaqSource;
use verbatim::text::Question;
use verbatim::{corpus, faq_dir};

use crate::decisions::ENGINE;
use crate::telegram::FakeTelegram;
use crate::telegram::updates::{person, supergroup, text};
use crate::test_bot::{TestBot, config};

/// The rules of a library, whose few phrasings share their words with much that people talk about.
static LIBRARY: LazyLock<Engine> = LazyLock::new(|| {
    let files = faq_dir::files(Some(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/eval/library")));
    Engine::new(corpus::load(&files.expect("the folder is readable")).expect("the FAQ loads"))
});

#[track_caller]
fn check(engine: &Engine, text: &str, expected: bool) {
    let outcome = engine.decide(&Question::new(text));
    assert_eq!(outcome.may_speak_unasked, expected, "{text}: {:?} at {}", outcome.decision, outcome.confidence);
}

#[test]
fn what_names_the_text_is_answered() {
    for text in [
        "what is TACE?",
        "what's chemoembolization?",
        "how hot does RFA get?",
        "how is chemo given?",
        "does the liver grow back?",
        "Does the liver grow back after surgery?",
        "what is resection?",
        "what treatments are there for liver lesions?",
        "what treatments are there?",
        "can treatments be combined?",
        "How is TACE different from systemic chemotherapy?",
    ] {
        check(&ENGINE, text, true);
    }
    for text in [
        "what time does the library open?",
        "how do I renew a loan?",
        "can I book a study room in the library?",
        "what if I lose a book?",
        "how do I borrow e-books?",
        "can visitors use the library?",
        "do you take old books?",
    ] {
        check(&LIBRARY, text, true);
    }
}

#[test]
fn what_only_shares_words_with_the_text_is_not() {
    for text in [
        "how hot does the oven get?",
        "does it grow back?",
        "how long does it take to grow back?",
        "will it grow back if I prune my roses hard?",
        "does hair grow back?",
        "can it be combined?",
        "what are the side effects?",
        "who decides?",
        "when do you open?",
        "how is the surgery done?",
        "what treatments are there for wood?",
        "how do you cook liver?",
        "Are dogs allowed in your new flat?",
    ] {
        check(&ENGINE, text, false);
    }
    for text in [
        "Are dogs allowed in your new flat?",
        "how do I renew my passport?",
        "where can I eat tonight?",
        "is there wifi at the hotel?",
        "is there wifi?",
        "can I book a room in Berlin?",
        "what are the rules for children at the pool?",
        "what are the rules for children?",
        "when is the pizza place open?",
        "how do I get a credit card?",
        "can you borrow me ten euros?",
        "are kids allowed at the wedding?",
    ] {
        check(&LIBRARY, text, false);
    }
}

/// Some of the rows above are what the engine would answer surely if it were asked.
#[test]
fn what_is_passed_over_unasked_is_answered_when_it_is_asked() {
    for (engine, text) in [
        (&*ENGINE, "how hot does the oven get?"),
        (&*ENGINE, "can it be combined?"),
        (&*ENGINE, "how long does it take to grow back?"),
        (&*LIBRARY, "can I book a room in Berlin?"),
        (&*LIBRARY, "what are the rules for children?"),
        (&*LIBRARY, "is there wifi?"),
    ] {
        let outcome = engine.decide(&Question::new(text));
        assert!(matches!(outcome.decision, Decision::Answer(_)) && outcome.confidence >= 0.85, "{text}: {outcome:?}");
    }
}

/// The library's FAQ, which is not about health.
pub(crate) fn library() -> FaqSource {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/eval/library");
    FaqSource { folder: Some(folder), ..FaqSource::default() }
}

/// The bot with the library's FAQ.
pub(crate) async fn library_bot() -> TestBot {
    let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a temporary folder"));
    let config = Config { faq: library(), ..config(&fake, dir.path()) };
    TestBot::start_as(fake, dir, config).await
}

#[tokio::test]
async fn in_the_librarys_group_others_are_left_to_talk() {
    const ROOM: i64 = -1_001_234_567;
    let stage = library_bot().await;
    stage.fake.add_chat(&supergroup(ROOM));
    stage.fake.set_member(ROOM, &person(50), "administrator");
    let says = |id: i64, words: &str| text(&person(id), words).within(&supergroup(ROOM));
    stage.after(says(50, "/settings@verbatim_test_bot")).await;
    for button in ["I answer", "also unasked"] {
        let page = stage.fake.replies(ROOM).pop().expect("the settings");
        let labels = page.keyboard.iter().flatten().map(|button| button.text.clone());
        let label = labels.into_iter().find(|label| label.starts_with(button)).expect("the button");
        stage.fake.press_as(&person(50), ROOM, page.message_id, label.as_str());
        stage.quiet().await;
    }
    stage.check("of the library", says(7, "how do I renew a loan?"), &["sendMessage How do I renew a loan?"]).await;
    stage.check("of a flat", says(7, "Are dogs allowed in your new flat?"), &[]).await;
    stage.check("of a hotel", says(8, "can I book a room in Berlin?"), &[]).await;
    stage.check("asked", says(8, "/ask is there wifi?"), &["sendMessage Are there computers and wifi?"]).await;
    stage.end().await;
}
