//! Guest mode: what the bot says in chats that it is not in, once, and what it never says there.

use serde_json::{Value, json};
use verbatim::decide::Decision;
use verbatim::reply::{self, Action, Language, Wording};
use verbatim::text::Question;

use crate::decisions::ENGINE;
use crate::replies::corpus_of;
use crate::telegram::FakeTelegram;
use crate::telegram::faults::Fault;
use crate::telegram::html::{parse, utf16_len};
use crate::telegram::updates::{Person, Post, group, other_bot, person, photo, supergroup, text};
use crate::telegram::vessels::poll;
use crate::test_bot::{Process, TestBot, compare, unclear_question};

const ROOM: i64 = -1_001_444_555;
const NAME: &str = "@verbatim_test_bot";

/// Somebody says this in a group that the bot is not in.
fn says(who: &Person, words: &str) -> Post {
    text(who, words).within(&supergroup(ROOM)).for_a_guest()
}

/// What the bot says there.
async fn said(stage: &TestBot, row: &str, update: impl Into<Value>) -> Value {
    let requests = stage.check(row, update, &["answerGuestQuery"]).await;
    assert!(requests[0].is_ok(), "{row}: {requests:?}");
    let result = requests[0].params["result"].clone();
    check_result(row, &result);
    result
}

/// What holds for everything that it says as a guest.
#[track_caller]
fn check_result(row: &str, result: &Value) {
    assert_eq!(result["type"], "article", "{row}");
    let parsed = parse(message(result)).unwrap_or_else(|error| panic!("{row}: {error}: {result}"));
    assert!((1..=4096).contains(&utf16_len(&parsed.text)), "{row}: {result}");
    assert_eq!(result["input_message_content"]["link_preview_options"]["is_disabled"], true, "{row}");
    let is_quoting = message(result).contains("<blockquote");
    assert!(!is_quoting || message(result).contains(&ENGINE.faq().disclaimer), "{row}: {result}");
    for button in result["reply_markup"]["inline_keyboard"].as_array().into_iter().flatten() {
        let url = button[0]["url"].as_str().unwrap_or_default();
        assert!(url.starts_with("https://t.me/verbatim_test_bot?start="), "{row}: {result}");
        assert!(button[0]["callback_data"].is_null(), "{row}: nobody would answer a tap: {result}");
    }
}

fn message(result: &Value) -> &str {
    result["input_message_content"]["message_text"].as_str().expect("a text")
}

fn links(result: &Value) -> Vec<&str> {
    let rows = result["reply_markup"]["inline_keyboard"].as_array().into_iter().flatten();
    rows.filter_map(|row| row[0]["url"].as_str()?.split_once("start=")).map(|(_, start)| start).collect()
}

#[tokio::test]
async fn each_decision_is_said_in_one_message() {
    let stage = TestBot::start().await;
    let unclear = unclear_question();
    let Decision::Choose(choices) = ENGINE.decide(&Question::new(&unclear)).decision else { panic!("{unclear}") };
    let choices: Vec<&str> = choices.iter().map(|id| id.as_str()).chain(["ask_"]).collect();
    for (row, words, start, ways) in [
        ("an answer", "what is TACE?", "<b>What is TACE?</b>", vec!["tace-what"]),
        ("not sure", &unclear, "I am not sure which question you mean.", choices),
        ("small talk", "hello", "Hello", vec!["ask_"]),
        ("unknown", "purple elephants dancing", "I did not find an answer", vec!["ask_"]),
        ("an emergency", "he is vomiting blood", "<b>This could be an emergency.", vec![]),
        ("another language", "estoy vomitando sangre", "Solo entiendo preguntas", vec!["ask_"]),
    ] {
        let result = said(&stage, row, says(&person(7), &format!("{NAME} {words}"))).await;
        assert!(message(&result).starts_with(start), "{row}: {result}");
        assert_eq!(links(&result), ways, "{row}");
    }
    let gap = said(&stage, "a gap", says(&person(7), &format!("{NAME} how much does TACE cost"))).await;
    assert!(message(&gap).starts_with("The text does not say"), "{gap}");
    assert_eq!(links(&gap).last(), Some(&"ask_"), "{gap}");
    stage.end().await;
}

#[tokio::test]
async fn the_question_is_around_the_name_or_in_what_is_replied_to() {
    let stage = TestBot::start().await;
    let (me, other) = (person(7), person(8));
    let asked = json!({"message_id": 40, "date": 1, "chat": supergroup(ROOM), "from": other.to_json(),
        "text": "what is TACE?"});
    let tace: &[&str] = &["tace-what"];
    let here = |words: &str| says(&me, words);
    for (row, update, ways) in [
        ("before the name", here("what is TACE? @Verbatim_Test_Bot"), tace),
        ("a command", here("/ask@verbatim_test_bot what is TACE?"), tace),
        ("a caption", photo(&me, &format!("{NAME} what is TACE?")).within(&group(-77)).for_a_guest(), tace),
        ("without the name, to what it said before", here("what is TACE?"), tace),
        ("the name alone, to a question", here(NAME).reply_to(&asked), tace),
        ("the name and a mark, to a question", here("@verbatim_test_bot ?").reply_to(&asked), tace),
        ("its own words count first", here("@verbatim_test_bot hello").reply_to(&asked), &["ask_"]),
        ("the name alone", here(NAME), &["ask_"]),
        ("a command of the private chat", here("/start@verbatim_test_bot"), &["ask_"]),
        ("between two others", text(&me, "@verbatim_test_bot what is TACE?").within(&other.chat()).for_a_guest(), tace),
        ("an anonymous admin", here("@verbatim_test_bot what is TACE?").anonymous_admin(), tace),
    ] {
        assert_eq!(links(&said(&stage, row, update).await), ways, "{row}");
    }
    let alone = said(&stage, "the name alone", here(NAME)).await;
    assert!(message(&alone).contains("Write your question behind my name, such as:"), "{alone}");
    assert!(message(&alone).contains("@verbatim_test_bot "), "{alone}");
    stage.end().await;
}

#[tokio::test]
async fn nothing_is_said_to_bots_and_nothing_anywhere_else() {
    let stage = TestBot::start().await;
    let question = format!("{NAME} what is TACE?");
    let own = json!({"id": stage.fake.bot_id(), "is_bot": true, "first_name": "Verbatim"});
    stage.check("a bot", says(&other_bot(9), &question), &[]).await;
    stage.check("sent through the bot", says(&person(7), &question).with("via_bot", own), &[]).await;
    let theirs = json!({"message_id": 41, "date": 1, "chat": supergroup(ROOM), "from": other_bot(9).to_json(),
        "text": "what is TACE?"});
    let result = said(&stage, "the name alone, to a bot", says(&person(7), NAME).reply_to(&theirs)).await;
    assert!(!message(&result).contains("TACE uses"), "{result}");
    stage.check("no query", says(&person(7), &question).with("guest_query_id", json!(7)), &[]).await;
    assert!(stage.fake.replies(ROOM).is_empty(), "the bot is not in that chat");
    assert_eq!(stage.count("SELECT count(*) FROM chats").await, 0, "and remembers nothing of it");
    assert_eq!(stage.count("SELECT count(*) FROM inbox WHERE chat_id IS NOT NULL").await, 0);
    stage.end().await;
}

#[tokio::test]
async fn what_is_about_oneself_is_not_said_in_public() {
    let stage = TestBot::start().await;
    let question = format!("{NAME} I have two lesions, should I have TACE?");
    let result = said(&stage, "about oneself", says(&person(7), &question)).await;
    assert!(message(&result).starts_with("This is about you, so let us talk in private."), "{result}");
    for words in ["lesion", "TACE"] {
        assert!(!message(&result).contains(words), "{result}");
    }
    assert_eq!(links(&result), ["ask_"]);
    let urgent = format!("{NAME} I am vomiting blood, should I have TACE?");
    let result = said(&stage, "a red flag goes first", says(&person(7), &urgent)).await;
    assert!(message(&result).starts_with("<b>This could be an emergency."), "{result}");
    let beside = poll(&person(7), "regular", "shall we?", &["he is vomiting blood", "no"]);
    let result = said(&stage, "a red flag in a poll", beside.within(&supergroup(ROOM)).for_a_guest()).await;
    assert!(message(&result).starts_with("<b>This could be an emergency."), "{result}");
    stage.end().await;
}

#[tokio::test]
async fn the_words_are_in_the_language_of_who_asks() {
    let stage = TestBot::start().await;
    for (id, (code, how)) in (20..).zip([
        ("de", "Schreiben Sie Ihre Frage hinter meinen Namen"),
        ("es", "Escriba su pregunta después de mi nombre"),
        ("zh-hans", "请把您的问题写在我的名字后面"),
        ("fr", "Write your question behind my name"),
    ]) {
        let who = person(id).with("language_code", code);
        let result = said(&stage, code, says(&who, NAME)).await;
        assert!(message(&result).contains(how), "{code}: {result}");
    }
    stage.end().await;
}

#[tokio::test]
async fn a_query_is_answered_once_and_let_go_when_it_is_too_old() {
    let stage = TestBot::start().await;
    let question = says(&person(7), &format!("{NAME} what is TACE?"));
    let twice = || question.clone().with("guest_query_id", "4242");
    assert_ne!(stage.fake.push(twice()), 0, "guest messages are asked for");
    stage.quiet().await;
    let sent = |stage: &TestBot| stage.sent().iter().filter(|request| request.is("answerGuestQuery")).count();
    assert_eq!(sent(&stage), 1);
    stage.check("the same under another number", twice(), &[]).await;

    let too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid";
    stage.fake.fail_next("answerGuestQuery", Fault::Status(400, too_old.to_owned()));
    stage.check("too old", question.clone(), &["answerGuestQuery"]).await;
    // It was said, and the answer to it was lost: what is said again is refused, and that is the end of it.
    stage.fake.fail_next("answerGuestQuery", Fault::AfterProcessingDrop);
    let requests = stage.after(question.clone()).await;
    compare("an answer that is lost", &requests, &["answerGuestQuery", "answerGuestQuery"]);
    assert_eq!(stage.count("SELECT count(*) FROM dead").await, 0, "nobody is to look after any of it");
    stage.end().await;
}

#[tokio::test]
async fn a_flood_is_told_so_once_and_an_emergency_is_answered() {
    let stage = TestBot::start().await;
    let says = |words: &str| says(&person(7), &format!("{NAME} {words}")).with("date", 1_795_413_660);
    for _ in 0..20 {
        said(&stage, "within the limit", says("what is TACE?")).await;
    }
    let result = said(&stage, "the first too many", says("what is TACE?")).await;
    assert!(message(&result).starts_with("That was a lot at once."), "{result}");
    stage.check("more", says("what is TACE?"), &[]).await;
    let result = said(&stage, "an emergency", says("he is vomiting blood")).await;
    assert!(message(&result).starts_with("<b>This could be an emergency."), "{result}");
    let other = text(&person(8), &format!("{NAME} what is TACE?")).within(&supergroup(ROOM)).for_a_guest();
    said(&stage, "somebody else", other.with("date", 1_795_413_660)).await;
    stage.end().await;
}

#[test]
fn a_passage_too_long_for_a_message_is_linked_and_not_cut() {
    for (length, is_quoted) in [(100, true), (3_500, true), (4_300, false), (9_000, false)] {
        let passage = "Heat <kills> & spares \u{1F525}. ".repeat(length / 27 + 1);
        let engine = corpus_of("T <b>", "Does heat kill?", passage.trim(), "No <advice>.").expect("the corpus loads");
        let outcome = engine.decide(&Question::new("does heat kill?"));
        for language in Language::ALL {
            let reply = reply::guest_answer(engine.faq(), &Wording::new(language), &outcome);
            let html = reply.html();
            assert_eq!(html.len(), 1, "{length}");
            assert_eq!(html[0].contains("<blockquote"), is_quoted, "{length}: {html:?}");
            assert_eq!(html[0].contains("No &lt;advice&gt;."), is_quoted, "{length}: {html:?}");
        }
    }
}

#[test]
fn whatever_is_decided_is_one_message_with_links_alone() {
    let faq = ENGINE.faq();
    let questions = faq.entries.iter().map(|entry| entry.question.as_str());
    let gaps = faq.gaps.iter().filter_map(|gap| gap.also_asked.first()).map(String::as_str);
    let words: Vec<&str> = questions.chain(gaps).chain(["hello", "asdf qwer", "I want to kill myself"]).collect();
    for language in Language::ALL {
        let wording = Wording::new(language);
        for words in &words {
            let outcome = ENGINE.decide(&Question::new(words));
            let reply = reply::guest_answer(faq, &wording, &outcome);
            assert_eq!(reply.html().len(), 1, "{words:?}");
            let is_urgent = matches!(outcome.decision, Decision::Urgent(_));
            assert_eq!(reply.buttons().is_empty(), is_urgent, "{words:?}");
            assert!(reply.buttons().iter().all(|button| matches!(button.action, Action::Open(_))), "{words:?}");
            let is_answer = matches!(outcome.decision, Decision::Answer(_));
            assert!(reply.quoted().is_none() || is_answer, "{words:?}");
        }
    }
}

#[tokio::test]
async fn the_operator_is_told_how_to_switch_guest_mode_on() {
    for is_off in [true, false] {
        let fake = FakeTelegram::start().await;
        if is_off {
            fake.switch_guest_mode_off();
        }
        let dir = tempfile::tempdir().expect("a temporary folder");
        let mut bot = Process::start(&fake, dir.path());
        bot.says("the bot is running").await;
        assert_eq!(bot.times("guest mode is off"), usize::from(is_off), "{:#?}", bot.said);
    }
}

#[tokio::test]
async fn what_is_nobody_elses_business_is_a_matter_of_the_text() {
    let words = "I have a book, can I renew my loan?";
    let stage = crate::unasked::library_bot().await;
    let requests =
        stage.check("of a library", says(&person(7), &format!("{NAME} {words}")), &["answerGuestQuery"]).await;
    let said = message(&requests[0].params["result"]);
    assert!(said.contains("How do I renew a loan?") && !said.contains("I have a book"), "{said}");
    stage.end().await;
}
