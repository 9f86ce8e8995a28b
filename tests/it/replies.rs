//! Replies: what a person reads, on every surface.

use std::sync::LazyLock;

use proptest::prelude::*;
use verbatim::engine::Outcome;
use verbatim::reply::{self, Action, Language, Reply, Wording};
use verbatim::text::Question;

use crate::decisions::ENGINE;
use crate::telegram;

static ENGLISH: LazyLock<Wording> = LazyLock::new(|| Wording::new(Language::English));

fn reply_to(text: &str) -> Reply {
    reply::render(ENGINE.faq(), &ENGLISH, &ENGINE.decide(&Question::new(text)))
}

/// The disclaimer is in the last message, the passage is word for word in the source, and every message fits.
#[track_caller]
fn check_safe(reply: &Reply) {
    let faq = ENGINE.faq();
    let html = reply.html();
    assert!(!html.is_empty());
    for message in &html {
        let parsed = telegram::html::parse(message).unwrap_or_else(|error| panic!("{error}: {message}"));
        assert_eq!(parsed.dropped, [""; 0], "{message}");
        assert!((1..=4096).contains(&telegram::html::utf16_len(&parsed.text)), "{message}");
    }
    if let Some(quoted) = reply.quoted() {
        let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(quoted.disclaimer, faq.disclaimer);
        assert!(reply.plain().contains(&faq.disclaimer));
        assert!(html.last().is_some_and(|message| message.contains(&faq.disclaimer)));
        assert!(quoted.source.contains("not clinically reviewed"));
        for slice in quoted.passage.split("\n\n") {
            assert!(fold(&faq.sources[0].text).contains(slice), "{slice}");
        }
    }
}

#[test]
fn every_entry_is_quoted_with_source_and_disclaimer() {
    let faq = ENGINE.faq();
    for entry in &faq.entries {
        for reply in [reply::answered(faq, &ENGLISH, entry), reply::shown_entry(faq, &ENGLISH, entry)] {
            assert!(reply.quoted().is_some(), "{}", entry.id);
            check_safe(&reply);
        }
    }
}

#[test]
fn a_reply_that_asks_back_quotes_nothing() {
    for text in ["tell me about the procedure", "how much does TACE cost", "hello", "asdf qwer", "i am vomiting blood"]
    {
        let reply = reply_to(text);
        check_safe(&reply);
        assert!(reply.quoted().is_none(), "{text}");
    }
}

#[test]
fn an_urgent_reply_has_nothing_else_to_tap() {
    let reply = reply_to("I am vomiting blood");
    assert!(reply.buttons().is_empty());
    assert!(reply.plain().contains("your local emergency number"), "{}", reply.plain());
}

#[test]
fn nothing_found_has_a_way_on() {
    let reply = reply_to("asdf qwer");
    assert!(reply.buttons().iter().any(|button| matches!(button.action, Action::Topic(_))));
    assert!(reply.plain().contains("your doctor or care team"), "{}", reply.plain());
}

#[test]
fn no_placeholder_is_left_in_any_reply() {
    let faq = ENGINE.faq();
    let gaps =
        faq.gaps.iter().map(|gap| verbatim::decide::Decision::Gap { id: gap.id.clone(), offered: gap.nearest.clone() });
    let courtesies = faq.courtesies.iter().map(|courtesy| verbatim::decide::Decision::Courtesy(courtesy.id.clone()));
    let flags = faq.safety.red_flags.iter().map(|flag| verbatim::decide::Decision::Urgent(flag.id.clone()));
    for decision in gaps.chain(courtesies).chain(flags) {
        let outcome = Outcome { decision, ..ENGINE.decide(&Question::new("")) };
        let text = reply::render(faq, &ENGLISH, &outcome).plain();
        assert!(!text.contains('{') && !text.is_empty(), "{text}");
    }
}

/// A corpus of one entry whose every text is what a careless editor may write.
pub(crate) fn corpus_of(
    title: &str,
    question: &str,
    passage: &str,
    disclaimer: &str,
) -> Option<verbatim::engine::Engine> {
    let sum = verbatim::corpus::sha256(passage);
    let quoted = |text: &str| serde_json::to_string(text).expect("a text").replace('\u{7f}', " ");
    let file = |path: &str, text: String| verbatim::corpus::File { path: path.to_owned(), text };
    let heading = format!(
        "title = {0}\nlanguage = \"en\"\ndisclaimer = {1}\nabout = \"a\"\n[contacts]\nemergency = \"112\"\ncrisis = \"c\"\n\
         care_team = \"d\"\nperson = \"p\"\n[replies]\nwelcome = \"w\"\nunknown = \"u\"\nemergency = \"e\"\ncrisis = \"c\"\n\
         same_day = \"s\"\n[[source]]\nid = \"s\"\nfile = \"sources/s.txt\"\nsha256 = \"{sum}\"\ntitle = {0}\norigin = {0}\n\
         licence = \"l\"\n",
        quoted(title),
        quoted(disclaimer)
    );
    let topic = format!(
        "title = {}\n[[entry]]\nid = \"e\"\nquestion = {}\npassage = {}\n",
        quoted(title),
        quoted(question),
        quoted(passage)
    );
    let files = [file("faq.toml", heading), file("topics/t.toml", topic), file("sources/s.txt", passage.to_owned())];
    verbatim::corpus::load(&files).ok().map(verbatim::engine::Engine::new)
}

#[test]
fn a_passage_of_any_length_keeps_its_disclaimer() {
    for length in [100, 3_900, 4_090, 4_096, 4_100, 9_000, 50_000] {
        let passage = "Heat <kills> & spares \u{1F525}. ".repeat(length / 27 + 1);
        let engine =
            corpus_of("T <b>", "Q & <A>?", passage.trim(), "Not <advice> & no cure.").expect("the corpus loads");
        let faq = engine.faq();
        let reply = reply::answered(faq, &ENGLISH, &faq.entries[0]);
        let html = reply.html();
        let texts: Vec<_> = html.iter().map(|message| telegram::html::parse(message).expect("valid HTML")).collect();
        assert!(texts.iter().all(|parsed| telegram::html::utf16_len(&parsed.text) <= 4096), "{length}");
        assert!(texts.last().is_some_and(|parsed| parsed.text.ends_with("Not <advice> & no cure.")), "{length}");
    }
}

proptest! {
    #[test]
    fn any_corpus_gives_replies_that_telegram_takes(
        title in "\\PC{1,80}", question in "\\PC{1,300}", passage in "\\PC{1,6000}", disclaimer in "\\PC{1,600}",
    ) {
        let Some(engine) = corpus_of(&title, &question, passage.trim(), &disclaimer) else { return Ok(()) };
        let faq = engine.faq();
        let pages = [
            reply::answered(faq, &ENGLISH, &faq.entries[0]), reply::shown_entry(faq, &ENGLISH, &faq.entries[0]),
            reply::start(faq, &ENGLISH), reply::help(faq, &ENGLISH), reply::about(faq, &ENGLISH, "1.0"),
            reply::topics(faq, &ENGLISH), reply::topic(faq, &ENGLISH, &faq.topics[0]),
        ];
        for page in pages {
            for message in page.html() {
                let parsed = telegram::html::parse(&message).map_err(TestCaseError::fail)?;
                prop_assert!((1..=4096).contains(&telegram::html::utf16_len(&parsed.text)));
            }
        }
    }

    #[test]
    fn any_text_gets_a_safe_reply(text in "\\PC{0,200}") {
        check_safe(&reply_to(&text));
    }
}
