//! Messages in other languages, and the line on where to find help: what is recognised, what is not, and what leaves.

use std::fs;
use std::path::Path;

use verbatim::corpus::load;
use verbatim::decide::{Decision, Reason};
use verbatim::engine::Engine;
use verbatim::faq_dir;
use verbatim::reply::{self, About, Action, Catalogues, Language};
use verbatim::text::Question;

use crate::cli;
use crate::decisions::ENGINE;
use crate::telegram::updates::{inline_query, person, supergroup, text};
use crate::test_bot::TestBot;

const HELP: &str = "If somebody is in danger now, call your local emergency number. In a crisis, turn to your local crisis \
                    line.";
const ENGLISH_ONLY: &str = "I only understand questions in English.";
const HELP_ES: &str = "Si alguien está en peligro ahora, llame de inmediato: your local emergency number.";
const ENGLISH_ONLY_ES: &str = "Solo entiendo preguntas en inglés.";

/// Messages in other languages: their language and what they say. Those of a language with a catalogue must be told
/// apart from all others.
const FOREIGN: [(&str, &str); 60] = [
    ("es", "estoy vomitando sangre"),
    ("es", "¿Qué es TACE?"),
    ("es", "no puedo respirar"),
    ("es", "Buenas tardes, quisiera saber si hay efectos secundarios"),
    ("es", "mi hermano se cayó y no despierta"),
    ("es", "¿A qué hora abre la piscina?"),
    ("es", "ayuda por favor"),
    ("de", "was ist TACE?"),
    ("de", "ich erbreche Blut"),
    ("de", "Mir ist seit heute früh schwindlig"),
    ("de", "mein Mann hat Fieber nach der Chemo"),
    ("de", "Er bekommt keine Luft mehr"),
    ("de", "Wann macht das Schwimmbad auf?"),
    ("fr", "je vomis du sang"),
    ("fr", "qu'est-ce que la TACE"),
    ("fr", "Quels sont les effets secondaires"),
    ("fr", "ma femme est tombée elle ne répond plus"),
    ("fr", "combien de temps dure la séance"),
    ("it", "sto vomitando sangue"),
    ("it", "non riesco a respirare"),
    ("it", "Quali sono gli effetti collaterali"),
    ("it", "a che ora apre la piscina"),
    ("pt", "estou vomitando sangue"),
    ("pt", "o que é TACE"),
    ("pt", "Quais são os efeitos colaterais"),
    ("pt", "estou com tontura desde cedo"),
    ("nl", "mijn vrouw heeft koorts na de chemo"),
    ("nl", "Wat zijn de bijwerkingen"),
    ("nl", "ik ben heel duizelig sinds vanochtend"),
    ("pl", "nie mogę oddychać"),
    ("pl", "czy wątroba odrasta"),
    ("pl", "kręci mi się w głowie od rana"),
    ("tr", "kemoterapiden sonra ateşim var"),
    ("tr", "nefes alamıyorum"),
    ("tr", "babaannem bayıldı ne yapmalıyım"),
    ("vi", "tôi đang nôn ra máu"),
    ("vi", "tác dụng phụ là gì"),
    ("ro", "nu pot să respir"),
    ("ro", "Care sunt efectele secundare"),
    ("ro", "bunica mea a leșinat"),
    ("sv", "jag kan inte andas"),
    ("da", "hvad er TACE"),
    ("no", "hvilke bivirkninger finnes"),
    ("fi", "en voi hengittää"),
    ("hu", "nem kapok levegőt"),
    ("cs", "nemůžu dýchat"),
    ("hr", "koje su nuspojave"),
    ("id", "saya tidak bisa bernapas"),
    ("tl", "hindi ako makahinga"),
    ("sw", "siwezi kupumua"),
    ("hi", "mujhe bahut dard ho raha hai"),
    ("sq", "nuk mund të marr frymë"),
    ("ru", "меня рвёт кровью"),
    ("uk", "я не можу дихати"),
    ("ar", "لا أستطيع التنفس"),
    ("hi", "क्या लिवर फिर से बढ़ता है"),
    ("bn", "আমি শ্বাস নিতে পারছি না"),
    ("zh", "TACE是什么？"),
    ("zh", "我吐血了"),
    ("ja", "息ができません"),
];

#[test]
fn messages_in_other_languages_get_no_passage_and_no_small_talk() {
    for (language, text) in FOREIGN {
        let outcome = ENGINE.decide(&Question::new(text));
        assert_eq!((&outcome.decision, outcome.reason), (&Decision::Unknown, Reason::OtherLanguage), "{text}");
        assert!(!outcome.is_understood && !outcome.is_about_oneself && !outcome.may_speak_unasked, "{text}");
        let told = outcome.foreign.and_then(|foreign| foreign.language);
        let spoken = |code: &str| Language::of_tag(code).filter(|language| *language != Language::English);
        assert_eq!(told.and_then(spoken), spoken(language), "{text}: {told:?}");
    }
}

/// The questions of a file of labelled ones.
fn questions(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).expect("readable");
    let question = |line: &str| {
        let case: serde_json::Value = serde_json::from_str(line).expect("JSON");
        case["text"].as_str().expect("a text").to_owned()
    };
    text.lines().filter(|line| !line.trim().is_empty()).map(question).collect()
}

#[test]
fn no_labelled_question_is_taken_for_another_language() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/eval/dev");
    let files = fs::read_dir(folder).expect("readable").map(|file| file.expect("a file").path());
    let questions: Vec<String> = files.flat_map(|path| questions(&path)).collect();
    assert!(questions.len() > 300, "{}", questions.len());
    let own = ENGINE.faq().entries.iter().flat_map(|entry| entry.phrasings()).map(str::to_owned);
    let small_talk = ENGINE.faq().courtesies.iter().flat_map(|courtesy| &courtesy.also_asked).cloned();
    let gaps = ENGINE.faq().gaps.iter().flat_map(|gap| &gap.also_asked).cloned();
    let taken: Vec<String> = questions
        .into_iter()
        .chain(own)
        .chain(small_talk)
        .chain(gaps)
        .filter(|text| ENGINE.decide(&Question::new(text)).foreign.is_some())
        .collect();
    assert_eq!(taken, [""; 0]);
}

#[test]
fn a_red_flag_in_a_message_of_two_languages_is_urgent() {
    for text in
        ["ayuda por favor, I am vomiting blood", "что делать? I can't breathe", "ich kann nicht mehr, I want to die"]
    {
        let outcome = ENGINE.decide(&Question::new(text));
        assert!(matches!(outcome.decision, Decision::Urgent(_)), "{text}: {:?}", outcome.decision);
    }
}

#[test]
fn what_the_corpus_itself_says_in_another_language_is_understood() {
    for text in ["habla español", "¿Habla español?", "parlez-vous français", "Sprechen Sie Deutsch?"] {
        let outcome = ENGINE.decide(&Question::new(text));
        assert_eq!(outcome.foreign, None, "{text}");
        assert!(matches!(&outcome.decision, Decision::Courtesy(id) if id.as_str() == "language"), "{text}");
    }
}

/// The words of the reply that a person gets who reads English.
fn reply_to(engine: &Engine, text: &str) -> String {
    let catalogues = Catalogues::default();
    let outcome = engine.decide(&Question::new(text));
    let wording = catalogues.answering(&outcome, catalogues.of(Language::English));
    reply::render(engine.faq(), wording, &outcome).plain()
}

#[test]
fn the_line_on_where_to_find_help_is_where_nothing_was_understood() {
    let weak = ["is there parking", "where do I park", "what temperature does my car need", "when does the shop open"];
    let is_weak = |text: &&str| {
        let outcome = ENGINE.decide(&Question::new(text));
        matches!(outcome.decision, Decision::Choose(_)) && !outcome.is_understood
    };
    let words = ENGINE.faq().entries.iter().flat_map(|entry| entry.question.split(' '));
    let weak = weak.into_iter().chain(words).find(is_weak).expect("some choice follows nothing that was understood");
    for (text, expected) in [
        ("asdf qwer", true),
        (weak, true),
        ("что это", true),
        ("what is TACE?", false),
        ("hello", false),
        ("how much does TACE cost", false),
        ("side effects of TACE or RFA", false),
    ] {
        let said = reply_to(&ENGINE, text);
        assert_eq!(said.matches(HELP).count(), usize::from(expected), "{text}: {said}");
    }
    // Once, and not beside what an urgent reply says.
    assert!(!reply_to(&ENGINE, "I am vomiting blood").contains("In a crisis"));
}

#[test]
fn a_corpus_without_red_flags_has_no_such_line() {
    let mut files = faq_dir::files(None).expect("the embedded FAQ is readable");
    files.retain(|file| file.path != "safety.toml");
    let faq = files.iter_mut().find(|file| file.path == "faq.toml").expect("it has one");
    faq.text = faq.text.replace("kind = \"health\"", "kind = \"general\"");
    let engine = Engine::new(load(&files).unwrap_or_else(|findings| panic!("{findings}")));
    for text in ["asdf qwer", "что это", "estoy vomitando sangre"] {
        let said = reply_to(&engine, text);
        assert!(!said.contains("emergency number"), "{text}: {said}");
    }
    assert!(reply_to(&engine, "что это").starts_with(ENGLISH_ONLY));
    assert!(reply_to(&engine, "estoy vomitando sangre").starts_with(ENGLISH_ONLY_ES));
}

#[test]
fn one_contact_for_both_is_named_once() {
    let mut files = faq_dir::files(None).expect("the embedded FAQ is readable");
    for file in &mut files {
        file.text = file.text.replace("\"your local emergency number\"", "\"112\"");
        file.text = file.text.replace("\"your local crisis line\"", "\"112\"");
    }
    let engine = Engine::new(load(&files).unwrap_or_else(|findings| panic!("{findings}")));
    let said = reply_to(&engine, "asdf qwer");
    assert!(said.contains("If somebody is in danger now, call 112.") && !said.contains("crisis"), "{said}");
}

#[test]
fn an_inline_query_that_is_not_understood_offers_help() {
    let (faq, catalogues) = (ENGINE.faq(), Catalogues::default());
    for (text, place) in [("asdf qwer", faq.topics.len()), ("estoy vomitando sangre", 0), ("что это", 0)] {
        let outcome = ENGINE.decide(&Question::new(text));
        let wording = catalogues.answering(&outcome, catalogues.of(Language::English));
        let listing = reply::listing(faq, wording, &outcome);
        let places: Vec<usize> =
            (0..).zip(&listing.results).filter(|(_, result)| result.about == About::Help).map(|(at, _)| at).collect();
        assert_eq!(places, [place], "{text}");
        let help = &listing.results[place];
        assert!(help.reply.plain().contains("your local emergency number"), "{help:?}");
        assert!(help.reply.buttons().iter().all(|button| matches!(button.action, Action::Open(_))), "{help:?}");
    }
}

#[tokio::test]
async fn a_private_message_is_answered_in_its_own_language() {
    let stage = TestBot::start().await;
    for ((words, code, expected), id) in [
        ("estoy vomitando sangre", "en", [ENGLISH_ONLY_ES, HELP_ES]),
        ("estoy vomitando sangre", "de", [ENGLISH_ONLY_ES, HELP_ES]),
        ("ich erbreche Blut", "en", ["Ich verstehe nur Fragen auf Englisch.", "rufen Sie sofort an: your local"]),
        ("我吐血了", "en", ["我只看得懂用英文写的问题。", "请立即拨打：your local"]),
        // Languages that the bot does not speak: the person's own.
        ("меня рвёт кровью", "ru", [ENGLISH_ONLY, HELP]),
        ("estou vomitando sangue", "pt-br", [ENGLISH_ONLY, HELP]),
        ("estou vomitando sangue", "es", [ENGLISH_ONLY_ES, HELP_ES]),
        ("asdf qwer", "en", ["I did not find an answer", HELP]),
        ("asdf qwer", "es", ["No tengo respuesta para eso.", HELP_ES]),
    ]
    .into_iter()
    .zip(500..)
    {
        let writer = person(id).with("language_code", code);
        stage.after(text(&writer, words)).await;
        let replies = stage.fake.replies(id);
        let [reply] = replies.as_slice() else { panic!("{words}: {replies:?}") };
        for part in expected {
            assert!(reply.text.contains(part), "{words} ({code}) does not get {part:?}: {}", reply.text);
        }
    }
    stage.end().await;
}

#[tokio::test]
async fn a_group_is_told_when_it_asked_and_not_before() {
    let stage = TestBot::start().await;
    let room = supergroup(-1_001_500);
    let row = |words: &str| text(&person(8), words).within(&room);
    stage.check("overheard", row("estoy vomitando sangre"), &[]).await;
    stage.check("overheard", row("asdf qwer"), &[]).await;
    let sent = format!("sendMessage {ENGLISH_ONLY_ES}");
    stage.check("asked", row("@verbatim_test_bot me quiero morir"), &[&sent]).await;
    stage.check("/ask", row("/ask estoy vomitando sangre"), &[&sent]).await;
    let requests = stage.check("unknown", row("/ask asdf qwer"), &["sendMessage I did not find an answer"]).await;
    let said = requests[0].params["text"].as_str().expect("a text");
    assert!(said.contains("your local crisis line"), "{said}");
    stage.end().await;
}

#[tokio::test]
async fn an_inline_query_leads_to_help_in_its_own_language() {
    let stage = TestBot::start().await;
    let requests =
        stage.check("inline", inline_query(&person(9), "estoy vomitando sangre", ""), &["answerInlineQuery"]).await;
    let results = requests[0].params["results"].to_string();
    assert!(results.contains(ENGLISH_ONLY_ES) && results.contains("llame de inmediato"), "{results}");
    stage.end().await;
}

#[test]
fn the_terminal_says_the_same() {
    cli::check(&["ask", "estoy", "vomitando", "sangre"], "", 0, &[ENGLISH_ONLY_ES, HELP_ES]);
    cli::check(&["ask", "--json", "asdf qwer"], "", 0, &["\"decision\":\"unknown\"", HELP]);
    cli::check(&["ask", "--explain", "was ist TACE?"], "", 0, &["another language than the corpus (de)"]);
}
