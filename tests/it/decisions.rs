//! Decisions on the shipped FAQ: the promises, as rows.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use verbatim::corpus::load;
use verbatim::decide::Decision;
use verbatim::engine::Engine;
use verbatim::faq_dir;
use verbatim::scorecard::{Case, Grade, judge};
use verbatim::text::Question;

pub(crate) static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let files = faq_dir::files(None).expect("the FAQ is built in");
    Engine::new(load(&files).unwrap_or_else(|findings| panic!("{findings}")))
});

/// The decision as `kind id`.
fn decided(text: &str) -> String {
    match ENGINE.decide(&Question::new(text)).decision {
        Decision::Urgent(id) => format!("urgent {id}"),
        Decision::Answer(id) => format!("answer {id}"),
        Decision::Choose(_) => "choose".to_owned(),
        Decision::Gap { id, .. } => format!("gap {id}"),
        Decision::Courtesy(id) => format!("courtesy {id}"),
        Decision::Unknown => "unknown".to_owned(),
    }
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(decided(text), expected, "{text}");
}

/// The labelled questions of one half, all sets together.
pub(crate) fn cases(half: &str) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/eval").join(half);
    let mut cases = Vec::new();
    for item in fs::read_dir(&folder).expect("the labelled questions are there") {
        let text = fs::read_to_string(item.expect("readable").path()).expect("UTF-8");
        for line in text.lines() {
            let case: serde_json::Value = serde_json::from_str(line).expect("a case is JSON");
            let gold = case["gold"].as_array().expect("gold is a list").iter();
            cases.push(Case {
                text: case["text"].as_str().expect("text").to_owned(),
                gold: gold.map(|id| id.as_str().expect("an id").to_owned()).collect(),
                after: None,
            });
        }
    }
    assert!(cases.len() >= 200, "{half} has {} cases", cases.len());
    cases
}

#[test]
fn the_first_examples() {
    check("does teh livr grow bak", "answer resection-regrowth");
    check("how much does TACE cost", "gap cost");
    check("I am vomiting blood", "urgent bleeding");
    check("hello", "courtesy hello");
    check("asdf qwer", "unknown");
    check("", "unknown");
    // Nearest to a gap, but not near.
    check("where do i park my bike", "unknown");
    check("How do you cure liver lesions?", "answer treatments-overview");
}

#[test]
fn typed_badly_or_otherwise_it_is_the_same_question() {
    for text in [
        "How hot does RFA get?",
        "HOW HOT DOES RFA GET",
        "how hot does radio-frequency ablation get",
        "how hott does rfa gett?",
    ] {
        check(text, "answer rfa-temperature");
    }
}

#[test]
fn what_stands_around_a_question_changes_nothing() {
    for text in [
        "Hello, what is RFA?",
        "hello doctor please tell me what is RFA",
        "Thank you. What is RFA?",
        "Thanks, that was clear. And what is RFA?",
        "Good morning, I hope you are well. What is RFA? Kind regards, Sam",
        "sorry for my english, what is rfa",
        "is anyone there? what is RFA?",
        "i am so scared. what is rfa?",
        "what is RFA? thank you so much",
        "what is rfa pls reply asap",
        "My dad had a scan on Monday. What is RFA?",
        "What is RFA? My dad had a scan on Monday.",
        "hi, my dad was told he may get it.\nwhat is RFA",
        "Dear Dr Brown, what is RFA?",
        "Salaam doctor, what is RFA?",
        "not sure what RFA is",
        "I don't know what RFA is",
        "I have a question. What is RFA?",
        "what can you tell me about RFA",
        "What is RFA? That's all.",
        "What is RFA?\n\nYours sincerely\nSam",
        "what is\nRFA",
    ] {
        check(text, "answer rfa-what");
    }
    check("what do you know about TACE?", "answer tace-what");
    check("how hot\ndoes rfa\nget", "answer rfa-temperature");
    check("how hot... does rfa get?", "answer rfa-temperature");
    check("Hello, how much does TACE cost?", "gap cost");
    check("Thank you! Who should not have RFA?", "gap not-suitable");
    check("Hello! I am vomiting blood", "urgent bleeding");
}

#[test]
fn a_greeting_alone_is_greeted() {
    for (text, expected) in [
        ("Hello", "courtesy hello"),
        ("good morning", "courtesy hello"),
        ("Hi!!", "courtesy hello"),
        ("Thank you", "courtesy thanks"),
        ("Thank you, goodbye", "courtesy goodbye"),
        ("how are you?", "courtesy how-are-you"),
        ("is anyone there?", "courtesy hello"),
        ("I have a question", "courtesy what-can-you-do"),
    ] {
        check(text, expected);
    }
}

#[test]
fn a_name_beside_a_word_that_no_entry_speaks_of_is_not_answered() {
    not_kinds(
        &["answer"],
        &[
            "TACE Eliquis?",
            "TACE exclusions",
            "RFA Xarelto",
            "RFA plimoxid?",
            "TACE bitcoin",
            "RFA zumba",
            "What is TACE with Lipiodol?",
            "is RFA safe with Eliquis?",
            "chemo ibuprofen",
        ],
    );
    // The name alone, with a word that says nothing, or with one that only greets.
    for text in ["TACE", "TACE?", "what is TACE", "TACE please", "hi TACE", "um TACE"] {
        check(text, "answer tace-what");
    }
}

#[test]
fn a_question_turned_around_never_gets_what_is_said_of_the_other_side() {
    let negations = [
        "mustn't",
        "mustnt",
        "must not",
        "shouldn't",
        "shudn't",
        "shudnt",
        "shoudnt",
        "needn't",
        "neednt",
        "can't",
        "cant",
        "can´t",
        "cannot",
        "canot",
        "may not",
        "won't",
        "wouldnt",
        "can no longer",
        "isnt allowed to",
        "doesn't",
        "never",
    ];
    for name in ["RFA", "TACE", "chemo"] {
        let turned = negations.iter().map(|negation| format!("who {negation} have {name}?"));
        let named = [
            "who is no longer able to have {}?",
            "{} for everyone except whom",
            "everyone gets {} except who?",
            "who is ruled out for {}",
            "when is {} ruled out",
            "who is excluded from {}",
            "who is unsuitable for {}",
            "who should avoid {}",
            "when is {} out of the question",
            "who was turned down for {}",
            "contraindications of {}",
            "Hello, who should not have {}? Thanks",
        ];
        let named = named.iter().map(|text| text.replace("{}", name));
        let texts: Vec<String> = turned.chain(named).collect();
        not_kinds(&["answer", "courtesy"], &texts.iter().map(String::as_str).collect::<Vec<_>>());
    }
    for text in ["who should not have RFA?", "why not RFA?", "who mustn't have chemo?"] {
        check(text, "gap not-suitable");
    }
    // What is only polite, and a question that hangs on a tag.
    check("I don't know what RFA is", "answer rfa-what");
    check("the liver grows back, doesn't it?", "answer resection-regrowth");
}

#[test]
fn words_that_say_nothing_are_not_understood() {
    not_kinds(&["answer", "gap", "courtesy"], &["1", "2", "how?", "how", "when?", "can i?", "so?", "the", "???", "e"]);
}

#[test]
fn two_things_that_are_asked_are_offered() {
    for (text, expected) in [
        ("What is TACE and how hot does RFA get?", ["rfa-temperature", "tace-what"]),
        ("what is tace\nhow hot does rfa get", ["rfa-temperature", "tace-what"]),
        ("Hello! What is TACE? What is RFA? Thank you", ["rfa-what", "tace-what"]),
        ("How is chemo given and how hot does RFA get?", ["chemo-how-given", "rfa-temperature"]),
    ] {
        let mut offered = offered(text);
        offered.truncate(2);
        offered.sort_unstable();
        assert_eq!(offered, expected, "{text}");
    }
    // One entry of each subject that is named.
    for text in ["Is RFA or TACE outpatient?", "hello, is TACE or RFA outpatient"] {
        let mut subjects: Vec<String> =
            offered(text).iter().filter_map(|id| id.split('-').next().map(str::to_owned)).collect();
        subjects.sort_unstable();
        assert_eq!(subjects, ["rfa", "tace"], "{text}");
    }
    not_kinds(&["gap", "answer"], &["What works quicker, chemo or ablation?"]);
    check("What is RFA? How much does TACE cost?", "gap cost");
    // One thing, said twice or in two sentences, is one.
    check("What is RFA? What is RFA?", "answer rfa-what");
    check("RFA. What is it?", "answer rfa-what");
}

#[test]
fn a_comparison_for_somebody_leads_to_its_gap() {
    for text in [
        "which is better for me, RFA or TACE?",
        "is TACE or chemo better for me?",
        "what is better for my mum, TACE or RFA",
        "would RFA or surgery be better in my case?",
        "TACE or chemo, which one should i choose",
    ] {
        check(text, "gap which-for-me");
    }
    check("how does TACE differ from chemo", "answer tace-versus-chemo");
}

#[test]
fn every_question_of_the_faq_finds_its_own_entry_first() {
    let lost = ENGINE.faq().entries.iter().filter(|entry| {
        let choices = ENGINE.decide(&Question::new(&entry.question)).choices;
        choices.first().is_none_or(|choice| choice.id != entry.id)
    });
    assert_eq!(lost.map(|entry| entry.id.as_str()).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_treatment_the_text_does_not_have_leads_to_its_gap() {
    check("how hot does microwave ablation get", "gap other-treatments");
    check("is cryoablation an outpatient procedure", "gap other-treatments");
    check("does a liver transplant cure it", "gap transplant");
}

#[test]
fn an_urgent_word_in_a_general_question_is_not_urgent() {
    for text in ["does heat kill tumor cells?", "how does it block the blood supply", "what is the chance of dying"] {
        assert!(!decided(text).starts_with("urgent"), "{text}: {}", decided(text));
    }
}

/// Each is a way to type; what is said is said in every one of them.
#[test]
fn a_red_flag_is_heard_however_it_is_typed() {
    for text in [
        "i cant... breathe",
        "I can't\nbreathe",
        "i !! cant breathe",
        "I. Can't. Breathe.",
        "**i** *cant* _breathe_",
        "I can´t breathe",
        "I can`t breathe",
        "I can&#39;t breathe",
        "I can&amp;rsquo;t breathe",
        "i can t breathe",
        "i can\"t breathe",
        "i canâ€™t breathe",
        "i cant breatheeee",
        "helllllp i caaant breeeathe",
        "icantbreathe",
        "can'tbreathe",
        "i cant brea the",
        "i cant br3athe",
        "I сап't brеаthе",
        "Ｉ ｃａｎ'ｔ ｂｒｅａｔｈｅ",
        "𝐢 𝐜𝐚𝐧𝐭 𝐛𝐫𝐞𝐚𝐭𝐡𝐞",
        "i cant bre\u{61c}\u{3164}\u{2066}athe",
        "i cant brea-\nthe",
        "I CAN'T BREATHE!!!",
        "i c a n t b r e a t h e",
        "cnt breathe",
        "i cant breathe 😭😭",
        "<b>I</b> can't<br>breathe",
    ] {
        check(text, "urgent breathing");
    }
    for text in ["vomiting! blood!", "vomi-\nting blood", "v0miting bl00d", "vomitin bld", "vomitting bloooood"] {
        check(text, "urgent bleeding");
    }
}

#[test]
fn a_temperature_is_known_by_its_unit_or_its_decimals() {
    for text in [
        "39°C after chemo",
        "39ºC and shaking",
        "39 C since the chemo",
        "101°F since TACE",
        "39 degrees and shaking",
        "temperature 38,6 since chemo",
        "38,6",
        "T 39.4",
        "temp39.2 after chemo",
        "39 point 2 after chemo",
        "a temp of one hundred and two",
        "temp was 37.2 now 39.4",
    ] {
        check(text, "urgent fever-after-chemo");
    }
    not_urgent(&[
        "I am 39, 4 rounds of chemo behind me, what is RFA?",
        "I'm 41. What is TACE?",
        "39 years old, chemo finished",
        "38F, chemo last year, is RFA for me?",
        "ward 39",
        "39 lesions, chemo or TACE?",
        "more than 50° C",
        "does the probe get to 40 °C?",
        "my bilirubin is 39 after chemo",
        "room 101 for chemo?",
    ]);
}

#[test]
fn hopelessness_and_fatal_doses_are_a_crisis() {
    for text in [
        "no point any more, no fight left",
        "what's the point any more",
        "they are better off without me",
        "i want it to be over",
        "I have had enough of living",
        "how many tramadol are fatal",
        "how much morphine would kill me",
        "lethal dose of paracetamol",
        "enough pills to not wake up",
        "I am not suicidal, I just want to kill myself",
    ] {
        check(text, "urgent self-harm");
    }
    not_urgent(&[
        "I am not suicidal",
        "I would never hurt myself",
        "I don't want to die of this, what can be done",
        "is liver cancer fatal",
        "lethal dose for tumor cells",
        "is there any point in chemo?",
        "I want this to be over soon, when is my surgery?",
    ]);
}

#[test]
fn what_was_long_ago_is_not_urgent_and_hides_nothing() {
    not_urgent(&[
        "my uncle bled to death in 1990, is RFA safe?",
        "in 1985 my grandfather had a heart attack",
        "my mother had a seizure decades ago",
    ]);
    check("My dad bled to death in 1990 and I am vomiting blood", "urgent bleeding");
    check("I nearly bled to death in 2014 and I'm bleeding again", "urgent bleeding");
    check("I am not suicidal but I am vomiting blood", "urgent bleeding");
}

#[track_caller]
fn not_urgent(texts: &[&str]) {
    not_kinds(&["urgent"], texts);
}

/// No decision about any of the texts is of one of the kinds.
#[track_caller]
fn not_kinds(kinds: &[&str], texts: &[&str]) {
    let all = texts.iter().map(|text| (*text, decided(text)));
    let wrong: Vec<_> = all.filter(|(_, decided)| kinds.iter().any(|kind| decided.starts_with(kind))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What is offered to choose from; empty when something else is decided.
fn offered(text: &str) -> Vec<String> {
    match ENGINE.decide(&Question::new(text)).decision {
        Decision::Choose(ids) => ids.iter().map(|id| id.as_str().to_owned()).collect(),
        _ => Vec::new(),
    }
}

/// No passage about a subject that the question does not name, in all labelled questions.
#[test]
fn no_question_gets_a_passage_about_another_treatment() {
    for half in ["dev", "held"] {
        for case in cases(half) {
            let explanation = ENGINE.explain(&Question::new(&case.text));
            let Decision::Answer(id) = &explanation.outcome.decision else { continue };
            let entry = ENGINE.faq().entry(id.as_str()).expect("an answer is an entry");
            let about = entry.subjects.iter().filter_map(|id| ENGINE.faq().vocabulary.subject(id.as_str()));
            let about: Vec<&str> = about.map(|subject| subject.name.as_str()).collect();
            let named = &explanation.subjects;
            let right = named.is_empty() || about.is_empty() || named.iter().any(|name| about.contains(&name.as_str()));
            assert!(right, "{}: names {named:?}, got {id} about {about:?}", case.text);
        }
    }
}

#[test]
fn no_red_flag_is_missed_and_none_is_raised_without_reason() {
    for half in ["dev", "held"] {
        let judged = cases(half).into_iter().map(|case| judge(&ENGINE, case));
        let wrong: Vec<String> = judged
            .filter(|judged| matches!(judged.grade, Grade::MissedRedFlag | Grade::FalseAlarm))
            .map(|judged| format!("{}: {}", judged.grade.name(), judged.case.text))
            .collect();
        assert_eq!(wrong, [""; 0], "{half}");
    }
}

#[test]
fn the_same_question_gets_the_same_decision_every_time() {
    let again = Engine::new(ENGINE.faq().clone());
    for case in cases("dev") {
        let question = Question::new(&case.text);
        assert_eq!(ENGINE.decide(&question), again.decide(&question), "{}", case.text);
    }
}

#[test]
fn an_explanation_agrees_with_the_decision() {
    for case in cases("dev").into_iter().take(60) {
        let question = Question::new(&case.text);
        assert_eq!(ENGINE.explain(&question).outcome, ENGINE.decide(&question), "{}", case.text);
    }
}

proptest! {
    #[test]
    fn any_text_gets_a_decision_with_a_confidence(text in "\\PC{0,300}") {
        let outcome = ENGINE.decide(&Question::new(&text));
        prop_assert!((0.0..=1.0).contains(&outcome.confidence));
        if let Decision::Choose(ids) = &outcome.decision {
            prop_assert!((2..=4).contains(&ids.len()));
        }
    }

    #[test]
    fn any_mix_of_the_corpus_own_words_gets_a_decision(words in proptest::collection::vec("liver|tace|rfa|not|blood|who|\\?|how|é|grow|can't", 0..60)) {
        let outcome = ENGINE.decide(&Question::new(&words.join(" ")));
        prop_assert!((0.0..=1.0).contains(&outcome.confidence));
    }
}

#[test]
fn a_megabyte_gets_a_decision() {
    for text in ["liver ".repeat(170_000), "x".repeat(1_000_000), "🫀".repeat(250_000), "?\n".repeat(500_000)] {
        let outcome = ENGINE.decide(&Question::new(&text));
        assert!((0.0..=1.0).contains(&outcome.confidence));
    }
}
