//! Inline mode: what is offered, what is sent, what is counted.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use verbatim::bot_api::Outgoing;
use verbatim::corpus::{Faq, Id};
use verbatim::decide::Decision;
use verbatim::reply::{self, About, Action, Catalogues, Language, Listing, Wording};
use verbatim::store::{Change, Effects, Incoming};
use verbatim::text::Question;

use crate::decisions::ENGINE;
use crate::replies::corpus_of;
use crate::telegram::FakeTelegram;
use crate::telegram::faults::Fault;
use crate::telegram::html::{parse, utf16_len};
use crate::telegram::updates::{Person, chosen_inline_result, inline_query, person, supergroup, text};
use crate::test_bot::{Process, TestBot, compare, database_url, unclear_question};

/// What the bot sends to be shown for a query.
async fn ask(stage: &TestBot, from: &Person, query: &str) -> Value {
    let requests = stage.check(query, inline_query(from, query, ""), &["answerInlineQuery"]).await;
    assert!(requests[0].is_ok(), "{requests:?}");
    check_answer(&requests[0].params);
    requests[0].params.clone()
}

fn results(answer: &Value) -> &[Value] {
    answer["results"].as_array().expect("a list")
}

fn ids(answer: &Value) -> Vec<&str> {
    results(answer).iter().map(|result| result["id"].as_str().expect("a text")).collect()
}

fn message(result: &Value) -> &str {
    result["input_message_content"]["message_text"].as_str().expect("a text")
}

/// What holds for the answer to every query.
#[track_caller]
fn check_answer(answer: &Value) {
    assert!((1..=10).contains(&results(answer).len()), "{answer}");
    assert_eq!((&answer["is_personal"], &answer["next_offset"]), (&json!(true), &json!("")));
    assert_eq!(ids(answer).iter().collect::<BTreeSet<_>>().len(), results(answer).len(), "{answer}");
    for result in results(answer) {
        assert_eq!(result["type"], "article");
        let parsed = parse(message(result)).unwrap_or_else(|error| panic!("{error}: {result}"));
        assert!((1..=4096).contains(&utf16_len(&parsed.text)), "{result}");
        assert_eq!(result["input_message_content"]["parse_mode"], "HTML");
        assert_eq!(result["input_message_content"]["link_preview_options"]["is_disabled"], true);
        let is_quoting = message(result).contains("<blockquote");
        assert!(!is_quoting || message(result).contains(&ENGINE.faq().disclaimer), "{result}");
        for button in result["reply_markup"]["inline_keyboard"].as_array().into_iter().flatten() {
            let url = button[0]["url"].as_str().unwrap_or_default();
            assert!(url.starts_with("https://t.me/verbatim_test_bot?start="), "{result}");
            assert!(button[0]["callback_data"].is_null() && button[1].is_null(), "{result}");
        }
    }
}

#[tokio::test]
async fn each_decision_has_its_results() {
    let stage = TestBot::start().await;
    let me = person(7);

    let answer = ask(&stage, &me, "what is TACE?").await;
    let first = &results(&answer)[0];
    assert_eq!((&first["id"], &first["title"]), (&json!("tace-what"), &json!("What is TACE?")));
    assert!(message(first).contains("uses special catheters to deliver chemotherapeutic drugs"), "{first}");
    let description = first["description"].as_str().expect("a text");
    let one_line = message(first).replace("\n\n", " ");
    let is_start = description.strip_suffix('…').is_some_and(|start| one_line.contains(start));
    assert!(is_start && description.chars().count() <= 120, "{description}");
    assert_eq!(first["reply_markup"]["inline_keyboard"][0][0]["text"], "Ask more");
    assert_eq!(first["reply_markup"]["inline_keyboard"][0][0]["url"], "https://t.me/verbatim_test_bot?start=tace-what");
    assert!(results(&answer).len() > 1, "what to read next is offered too");
    assert_eq!(answer["cache_time"], 300);
    assert_eq!(answer["button"], json!({"text": "Ask in a chat with the bot", "start_parameter": "welcome_"}));

    let answer = ask(&stage, &me, "how much does TACE cost").await;
    assert!(ids(&answer)[0].starts_with("g:"), "{answer}");
    assert!(message(&results(&answer)[0]).starts_with("The text does not say"), "{answer}");
    assert!(!message(&results(&answer)[0]).contains("<blockquote"), "{answer}");
    assert!(results(&answer)[1..].iter().all(|result| message(result).contains("<blockquote")), "{answer}");
    assert!(results(&answer).len() > 1, "{answer}");

    let unclear = unclear_question();
    let Decision::Choose(choices) = ENGINE.decide(&Question::new(&unclear)).decision else { panic!("{unclear}") };
    let answer = ask(&stage, &me, &unclear).await;
    assert_eq!(ids(&answer), choices.iter().map(|id| id.as_str()).collect::<Vec<_>>());

    let topics: Vec<String> = ENGINE.faq().topics.iter().map(|topic| format!("t:{}", topic.id)).collect();
    // What is not understood is told where to find help as well.
    let with_help = [&topics[..], &["h:".to_owned()]].concat();
    for (query, expected) in [
        ("", &topics),
        ("  ", &topics),
        ("hello", &topics),
        ("purple elephants dancing", &with_help),
        ("🙂", &with_help),
        ("'; DROP TABLE chosen; --", &with_help),
    ] {
        let answer = ask(&stage, &me, query).await;
        assert_eq!(ids(&answer), *expected, "{query:?}");
        assert!(!answer.to_string().contains("<blockquote"), "nothing is guessed for {query:?}");
    }
    let answer = ask(&stage, &me, "").await;
    let tace = results(&answer).iter().find(|result| result["id"] == "t:tace").expect("it is a topic");
    assert!(message(tace).contains("• What is TACE?"), "{tace}");
    assert_eq!(tace["reply_markup"]["inline_keyboard"][0][0]["url"], "https://t.me/verbatim_test_bot?start=topic_tace");
    stage.end().await;
}

#[tokio::test]
async fn a_red_flag_gives_one_result_and_nothing_beside_it() {
    let stage = TestBot::start().await;
    for (who, title) in [
        (person(7), "This could be an emergency."),
        (person(8).with("language_code", "de"), "Wenn jetzt jemand in Gefahr ist"),
    ] {
        let answer = ask(&stage, &who, "he is vomiting blood").await;
        let [only] = results(&answer) else { panic!("{answer}") };
        assert!(only["id"].as_str().is_some_and(|id| id.starts_with("u:")), "{only}");
        assert!(only["title"].as_str().is_some_and(|found| found.starts_with(title)), "{only}");
        assert!(message(only).starts_with("<b>This could be an emergency."), "{only}");
        assert!(!message(only).contains("<blockquote") && only["reply_markup"].is_null(), "{only}");
        assert!(answer["button"].is_null(), "{answer}");
        assert_eq!(answer["cache_time"], 0);
    }
    // A benign mention is none.
    let answer = ask(&stage, &person(7), "does heat kill tumour cells?").await;
    assert!(!ids(&answer)[0].starts_with("u:"), "{answer}");
    stage.end().await;
}

#[tokio::test]
async fn a_second_page_is_empty_and_an_old_query_is_let_go() {
    let stage = TestBot::start().await;
    let asked = stage.fake.push(inline_query(&person(7), "what is TACE?", ""));
    assert_ne!(asked, 0, "inline queries are asked for");
    stage.quiet().await;
    let requests = stage.after(inline_query(&person(7), "what is TACE?", "10")).await;
    compare("a second page", &requests, &["answerInlineQuery"]);
    assert_eq!(requests[0].params["results"], json!([]));

    let too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid";
    stage.fake.fail_next("answerInlineQuery", Fault::Status(400, too_old.to_owned()));
    stage.check("too old", inline_query(&person(7), "what is TACE?", ""), &["answerInlineQuery"]).await;
    stage.end().await;
}

#[tokio::test]
async fn what_was_sent_through_the_bot_is_no_question() {
    let stage = TestBot::start().await;
    let bot = json!({"id": stage.fake.bot_id(), "is_bot": true, "first_name": "Verbatim"});
    let room = supergroup(-1_001_000);
    stage.fake.add_chat(&room);
    let sent = |words: &str| text(&person(7), words).with("via_bot", bot.clone());
    stage.check("to the bot itself", sent("What is TACE?"), &[]).await;
    stage.check("to a group", sent("@verbatim_test_bot What is TACE?").within(&room), &[]).await;
    let other = json!({"id": 99, "is_bot": true, "first_name": "Other"});
    let by_other = text(&person(7), "What is TACE?").with("via_bot", other);
    stage.check("through another bot", by_other, &["sendMessage What is TACE?"]).await;
    stage.end().await;
}

/// The listing for a question, and whether each result is what may be sent.
#[track_caller]
fn checked(faq: &Faq, wording: &Wording, listing: Listing) -> Listing {
    assert!((1..=10).contains(&listing.results.len()));
    assert_eq!(listing.is_urgent, listing.button.is_none());
    for result in &listing.results {
        let html = result.reply.html();
        assert_eq!(html.len(), 1, "{wording:?} {result:?}");
        assert!(!result.title.trim().is_empty());
        assert!(listing.is_urgent || result.description.chars().count() <= 120, "{result:?}");
        assert_eq!(result.reply.quoted().is_some(), matches!(result.about, About::Entry(_)), "{result:?}");
        assert!(result.reply.quoted().is_none() || html[0].contains(&faq.disclaimer), "{result:?}");
        assert!(result.reply.buttons().iter().all(|button| matches!(button.action, Action::Open(_))), "{result:?}");
        assert_eq!(result.reply.buttons().len(), usize::from(!listing.is_urgent), "{result:?}");
    }
    listing
}

#[test]
fn the_first_result_is_what_is_decided_everywhere() {
    let faq = ENGINE.faq();
    let catalogues = Catalogues::default();
    let mut kinds = BTreeMap::new();
    let unclear = unclear_question();
    let words: Vec<&str> = faq
        .entries
        .iter()
        .map(|entry| entry.question.as_str())
        .chain(faq.gaps.iter().filter_map(|gap| gap.also_asked.first()).map(String::as_str))
        .chain(["hello", "asdf qwer", "I want to kill myself", &unclear])
        .collect();
    for (language, words) in Language::ALL.into_iter().flat_map(|language| words.iter().map(move |w| (language, w))) {
        let outcome = ENGINE.decide(&Question::new(words));
        let wording = catalogues.of(language);
        let listing = checked(faq, wording, reply::listing(faq, wording, &outcome));
        let first = &listing.results[0].about;
        let (kind, is_right) = match &outcome.decision {
            Decision::Urgent(id) => ("urgent", *first == About::RedFlag(id.clone()) && listing.results.len() == 1),
            Decision::Answer(id) => ("answer", *first == About::Entry(id.clone())),
            Decision::Choose(ids) => ("choose", *first == About::Entry(ids[0].clone())),
            Decision::Gap { id, .. } => ("gap", *first == About::Gap(id.clone())),
            Decision::Courtesy(_) => ("courtesy", matches!(first, About::Topic(_))),
            Decision::Unknown => ("unknown", matches!(first, About::Topic(_))),
        };
        assert!(is_right, "{words:?}: {:?}, first {first:?}", outcome.decision);
        *kinds.entry(kind).or_insert(0) += 1;
    }
    assert_eq!(kinds.len(), 6, "{kinds:?}");
}

#[test]
fn what_is_near_is_about_no_other_subject() {
    for entry in &ENGINE.faq().entries {
        let question = Question::new(&entry.question);
        let outcome = ENGINE.decide(&question);
        assert!(outcome.near.len() <= 4);
        let matches = ENGINE.explain(&question).matches;
        let strange = |id: &Id| matches.iter().any(|found| found.id == *id && found.other_subject);
        assert!(!outcome.near.iter().any(strange), "{}: {:?}", entry.question, outcome.near);
    }
    for words in ["asdf qwer", "🙂", ""] {
        assert!(ENGINE.decide(&Question::new(words)).near.is_empty(), "{words:?}");
    }
}

#[test]
fn a_passage_too_long_for_a_message_is_linked_and_not_cut() {
    for (length, is_quoted) in [(100, true), (3_500, true), (4_300, false), (9_000, false)] {
        let passage = "Heat <kills> & spares \u{1F525}. ".repeat(length / 27 + 1);
        let engine = corpus_of("T <b>", "Does heat kill?", passage.trim(), "No <advice>.").expect("the corpus loads");
        let faq = engine.faq();
        let outcome = engine.decide(&Question::new("does heat kill?"));
        for language in Language::ALL {
            let listing = reply::listing(faq, &Wording::new(language), &outcome);
            let first = &listing.results[0];
            let html = first.reply.html().concat();
            assert_eq!(html.contains("<blockquote"), is_quoted, "{length}: {html}");
            assert_eq!(html.contains("No &lt;advice&gt;."), is_quoted, "{length}: {html}");
            assert_eq!(first.reply.buttons().len(), 1);
            let parsed = parse(&html).expect("valid HTML");
            assert!((1..=4096).contains(&utf16_len(&parsed.text)), "{length}");
        }
    }
}

#[tokio::test]
async fn labels_are_in_the_language_of_the_person() {
    let stage = TestBot::start().await;
    for (id, (code, above, more, share)) in (20..).zip([
        ("en", "Ask in a chat with the bot", "Ask more", "Share"),
        ("es-MX", "Preguntar en el chat con el bot", "Preguntar más", "Compartir"),
        ("de", "Im Chat mit dem Bot fragen", "Mehr fragen", "Teilen"),
        ("zh-hans", "到与机器人的聊天里提问", "继续提问", "分享"),
        ("pt-br", "Ask in a chat with the bot", "Ask more", "Share"),
    ]) {
        let who = person(id).with("language_code", code);
        let answer = ask(&stage, &who, "what is TACE?").await;
        assert_eq!(answer["button"]["text"], above);
        assert_eq!(results(&answer)[0]["reply_markup"]["inline_keyboard"][0][0]["text"], more);
        stage.after(text(&who, "what is TACE?")).await;
        let reply = stage.fake.replies(id).pop().expect("answered");
        assert_eq!(reply.keyboard.last().map(|row| row[0].text.as_str()), Some(share));
    }
    stage.end().await;
}

#[tokio::test]
async fn a_result_that_was_sent_is_counted_by_entry() {
    let stage = TestBot::start().await;
    let chosen = |id: &str| chosen_inline_result(&person(7), id, "what is TACE?", "abc");
    assert_ne!(stage.fake.push(chosen("tace-what")), 0, "chosen results are asked for");
    stage.quiet().await;
    let gap = format!("g:{}", ENGINE.faq().gaps[0].id);
    for id in ["tace-what", "gone", "t:tace", &gap, "u:x", "tace", "TACE-WHAT", "", "'; --"] {
        stage.check(id, chosen(id), &[]).await;
    }
    let other = ENGINE.faq().entries[0].id.to_string();
    stage.check("another", chosen(&other), &[]).await;
    let database = database_url(stage.dir.path());
    stage
        .end_and_keep(async |_| {
            let store = crate::test_bot::open(&database).await.expect("opens");
            let counts: BTreeMap<_, _> =
                store.chosen().await.expect("readable").into_iter().map(|c| (c.entry, c.count)).collect();
            assert_eq!(counts, BTreeMap::from([("tace-what".to_owned(), 2), (other, 1)]));
        })
        .await;
}

#[tokio::test]
async fn the_same_update_counts_once() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let store = crate::test_bot::open(&database_url(dir.path())).await.expect("opens");
    let update = Incoming { update_id: 5, chat_id: None, payload: "x".to_owned() };
    let planned = Effects::<Outgoing> { changes: vec![Change::Chosen("tace".to_owned())], ..Effects::default() };
    for count in [1, 0] {
        assert_eq!(store.accept(std::slice::from_ref(&update), 1, 0).await.expect("stored").len(), count);
        store.plan(1, &planned, 1).await.expect("planned");
    }
    let counts = store.chosen().await.expect("readable");
    assert_eq!(counts.iter().map(|c| (c.entry.as_str(), c.count)).collect::<Vec<_>>(), [("tace", 1)]);
}

#[tokio::test]
async fn the_operator_is_told_once_how_to_switch_inline_mode_on() {
    for is_off in [true, false] {
        let fake = FakeTelegram::start().await;
        if is_off {
            fake.switch_inline_off();
        }
        let dir = tempfile::tempdir().expect("a temporary folder");
        let mut bot = Process::start(&fake, dir.path());
        bot.says("the bot is running").await;
        let said = bot.said.iter().filter(|line| line.contains("/setinline ") && line.contains("/setinlinefeedback"));
        assert_eq!(said.count(), usize::from(is_off), "{:#?}", bot.said);
    }
}
