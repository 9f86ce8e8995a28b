//! Quizzes: how an editor gets them wrong, what the shipped ones hold, and what goes before a poll.

use verbatim::corpus::{Entry, Faq, File};
use verbatim::reply::{self, Language, QuizPoll, Wording};

use crate::corpus::{changed, check_findings, check_warning, shipped};

/// A quiz that is fine on lines 8 to 12 of its file, which is the small folder's.
const QUIZ: &str = r#"related = []
[entry.quiz]
question = "What does heat kill?"
options = ["Tumor cells", "Time", "Nothing"]
correct = "Tumor cells"
explanation = "Heat kills tumor cells."
"#;

/// The folder with the quiz, and `from` in the quiz replaced by `to`.
fn with(from: &str, to: &str) -> Vec<File> {
    assert!(QUIZ.contains(from), "the quiz has {from:?}");
    changed("topics/heat.toml", "related = []\n", &QUIZ.replace(from, to))
}

#[track_caller]
fn check_refused(from: &str, to: &str, expected: &str) {
    check_findings(&with(from, to), expected);
}

#[track_caller]
fn check_reported(from: &str, to: &str, expected: &str) {
    check_warning(&with(from, to), expected);
}

#[test]
fn a_good_quiz_loads_without_findings() {
    check_reported("", "", "");
    let faq = verbatim::corpus::load(&with("", "")).expect("it loads");
    let quiz = faq.entries[0].quiz.as_ref().expect("the entry has a quiz");
    assert_eq!((quiz.options.len(), quiz.correct, quiz.place.line), (3, 0, 8));
    assert_eq!(quiz.explanation, "Heat kills tumor cells.");
}

#[test]
fn white_space_and_case_are_the_editors_own() {
    check_reported("\"Heat kills tumor cells.\"", "\"\"\"\nHeat kills\n  tumor cells.\n\"\"\"", "");
    check_reported("correct = \"Tumor cells\"", "correct = \" tumor  CELLS \"", "");
    check_reported("\"Nothing\"]", "\"Nothing\",\n]", "");
    check_reported("Heat kills tumor cells.", "Patients rest afterwards. It takes an hour.", "");
}

#[test]
fn a_missing_or_mistyped_key_is_named() {
    check_refused(
        "question =",
        "qestion =",
        "topics/heat.toml:8: `question` is missing\n\
         topics/heat.toml:9: unknown key `qestion`, did you mean `question`?",
    );
    check_refused(
        "correct = \"Tumor cells\"",
        "answer = 1",
        "topics/heat.toml:8: `correct` is missing\n\
         topics/heat.toml:11: unknown key `answer`, known are question, options, correct, explanation",
    );
    check_refused("\"Heat kills tumor cells.\"", "\" \"", "topics/heat.toml:12: `explanation` is empty");
    check_refused("explanation = \"Heat kills tumor cells.\"", "", "topics/heat.toml:8: `explanation` is missing");
    check_refused("[entry.quiz]", "[[entry.quiz]]", "topics/heat.toml:8: `quiz` must be a table, not array");
    check_refused(
        "[\"Tumor cells\", \"Time\", \"Nothing\"]",
        "[\"Tumor cells\", 7]",
        "topics/heat.toml:10: `options` are 2 to 10 texts, not 1\n\
         topics/heat.toml:10: `options` must be a list of texts, not integer",
    );
}

#[test]
fn what_is_too_long_for_a_poll_is_refused() {
    let long = |chars| "\u{e9}".repeat(chars);
    check_reported("What does heat kill?", &long(300), "");
    check_refused(
        "What does heat kill?",
        &long(301),
        "topics/heat.toml:9: `question` has 301 characters; a quiz takes 300 at most",
    );
    check_reported("Time", &long(100), "");
    check_refused(
        "Time",
        &long(101),
        &format!("topics/heat.toml:10: the option `{}` has 101 characters; a quiz takes 100 at most", long(101)),
    );
}

#[test]
fn an_explanation_of_201_characters_is_refused() {
    let faq = |sentence: &str| {
        let mut files = with("Heat kills tumor cells.", sentence);
        files[0].text = files[0].text.replace(SUM, &verbatim::corpus::sha256(sentence));
        files[1].text = sentence.to_owned();
        let slices = r#"["Heat", "Heat kills tumor cells.", "Patients rest afterwards. It takes an hour."]"#;
        assert!(files[2].text.contains(slices));
        files[2].text = files[2].text.replace(slices, &format!("\"{sentence}\""));
        files
    };
    let sentence = |chars: usize| format!("Heat kills tumor cells{}.", "\u{e9}".repeat(chars - 23));
    check_findings(&faq(&sentence(200)), "");
    check_findings(
        &faq(&sentence(201)),
        "topics/heat.toml:12: `explanation` has 201 characters; a quiz takes 200 at most",
    );
}

/// The sum of the small folder's source.
const SUM: &str = "03dc9fe0fff64e2e798477d9e9008b8c35f1167488bb23c729b74d2d51b47295";

#[test]
fn options_are_two_to_ten_and_all_different() {
    let options = "[\"Tumor cells\", \"Time\", \"Nothing\"]";
    let many = |count: usize| {
        let others: Vec<_> = (1..count).map(|n| format!("\"Nothing {n}\"")).collect();
        format!("[\"Tumor cells\", {}]", others.join(", "))
    };
    check_reported(options, &many(2), "");
    check_reported(options, &many(10), "");
    check_refused(options, &many(11), "topics/heat.toml:10: `options` are 2 to 10 texts, not 11");
    check_refused(options, "\"Tumor cells\"", "topics/heat.toml:10: `options` are 2 to 10 texts, not 1");
    check_refused("\"Nothing\"", "\"T\u{ed}me\"", "topics/heat.toml:10: the option `T\u{ed}me` is there twice");
}

#[test]
fn the_right_option_is_one_of_the_options() {
    check_refused(
        "correct = \"Tumor cells\"",
        "correct = \"Tumour cells\"",
        "topics/heat.toml:11: `correct` repeats the right option, and no option is `Tumour cells`, \
         did you mean `Tumor cells`?",
    );
    check_refused(
        "correct = \"Tumor cells\"",
        "correct = \"Flies\"",
        "topics/heat.toml:11: `correct` repeats the right option, and no option is `Flies`",
    );
    check_refused(
        "correct = \"Tumor cells\"",
        "correct = 1",
        "topics/heat.toml:11: `correct` must be a text in quotation marks, not integer",
    );
}

#[test]
fn an_explanation_is_the_passages_words() {
    check_refused(
        "Heat kills tumor cells.",
        "Heat kills tumour cells.",
        "topics/heat.toml:12: the explanation is not the source's words: after `Heat kills` it says `tumour` \
         where sources/heat.txt:3:12 says `tumor`",
    );
    // Two slices side by side in the passage are not side by side in the source.
    check_refused(
        "\"Heat kills tumor cells.\"",
        "\"Heat kills tumor cells. Patients rest afterwards.\"",
        "topics/heat.toml:12: the explanation is not the source's words: after `Heat kills tumor` it says \
         `cells. Patients` where sources/heat.txt:3:18 says `cells.Patients`",
    );
    let mut files = with("Heat kills tumor cells.", "It takes an hour.");
    files[2].text = files[2].text.replace("Patients rest afterwards. It takes an hour.", "Patients rest afterwards.");
    check_findings(
        &files,
        "topics/heat.toml:12: the explanation is the source's words, but no slice of this entry's passage holds it",
    );
}

#[test]
fn a_quiz_needs_a_passage() {
    let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
    let topic = format!("title = \"t\"\n[[entry]]\nid = \"e\"\nquestion = \"q\"\n{QUIZ}");
    check_findings(
        &[file("faq.toml", "title = \"t\"\nlanguage = \"en\"\nquotes = false\n"), file("topics/t.toml", &topic)],
        "topics/t.toml:10: the explanation has no passage to be cut from",
    );
}

#[test]
fn a_right_option_that_the_passage_does_not_say_is_reported() {
    let right = |option: &str, expected: &str| check_reported("Tumor cells", option, expected);
    for option in ["the tumor's cell", "They rest", "An HOUR", "It takes an hour afterwards", "Killing cells"] {
        right(option, "");
    }
    let says = |option: &str, word: &str| {
        format!("topics/heat.toml:8: the right option `{option}` says `{word}`, which the passage of `what` does not")
    };
    for (option, word) in [
        ("Healthy tumor cells", "healthy"),
        ("Not tumor cells", "not"),
        ("7 cells", "7"),
        ("70 % of cells", "70%"),
        ("50\u{b0} C", "50\u{b0} C"),
        ("It must take an hour", "must"),
    ] {
        right(option, &says(option, word));
    }
}

#[test]
fn a_number_counts_with_its_unit() {
    let source = "Heat\n\nCells die above 50\u{b0} C. That is 70 percent.";
    let faq = |option: &str| {
        let mut files = with("Tumor cells", option);
        files[0].text = files[0].text.replace(SUM, &verbatim::corpus::sha256(source));
        files[1].text = source.to_owned();
        let topic = files[2].text.replace("Heat kills tumor cells.", "Cells die above 50\u{b0} C.");
        files[2].text = topic.replace("Patients rest afterwards. It takes an hour.", "That is 70 percent.");
        files
    };
    for fine in ["Above 50\u{b0}\u{a0}C", "Above 50 degrees Celsius", "70%", "70 per cent"] {
        check_warning(&faq(fine), "");
    }
    for (option, number) in [("70\u{b0} C", "70\u{b0} C"), ("50%", "50%"), ("50\u{b0} F", "50\u{b0} F"), ("50", "50")] {
        let problem = format!(
            "topics/heat.toml:8: the right option `{option}` says `{number}`, which the passage of `what` does not"
        );
        check_warning(&faq(option), &problem);
    }
}

#[test]
fn a_wrong_option_that_the_explanation_says_is_reported() {
    for option in ["Cell", "the tumor", "Heat", "killing it"] {
        let problem =
            format!("topics/heat.toml:8: the wrong option `{option}` of `what` also stands in the explanation");
        check_reported("\"Time\"", &format!("\"{option}\""), &problem);
    }
    for option in ["Not tumor cells", "Blood cells", "8 cells", "An hour", "It", "\u{2013}"] {
        check_reported("\"Time\"", &format!("\"{option}\""), "");
    }
}

#[test]
fn an_explanation_is_whole_sentences() {
    for part in ["kills tumor cells.", "Heat kills tumor", "ills tumor"] {
        let problem = format!("topics/heat.toml:8: the explanation `{part}` of `what` is not cut at sentence ends");
        check_reported("Heat kills tumor cells.", part, &problem);
    }
}

/// The entries with a quiz.
fn quizzed(faq: &Faq) -> Vec<&Entry> {
    faq.entries.iter().filter(|entry| entry.quiz.is_some()).collect()
}

#[test]
fn the_shipped_faq_has_quizzes_about_every_treatment() {
    let faq = shipped();
    let quizzed = quizzed(&faq);
    assert!(quizzed.len() >= 12, "{}", quizzed.len());
    for topic in &faq.topics {
        let count = quizzed.iter().filter(|entry| entry.topic == topic.id).count();
        assert!(count >= 2, "{}: {count}", topic.id);
    }
    let first = quizzed.iter().filter(|entry| entry.quiz.as_ref().is_some_and(|quiz| quiz.correct == 0)).count();
    assert!(first * 2 < quizzed.len(), "the right option is not the first by habit: {first}");
}

#[test]
fn every_shipped_quiz_is_a_poll_that_telegram_takes() {
    let faq = shipped();
    let wording = Wording::new(Language::English);
    for entry in quizzed(&faq) {
        let (poll, _) = reply::quiz(&faq, &wording, entry).expect("the entry has a quiz");
        let chars = |text: &str| text.chars().count();
        assert!((1..=300).contains(&chars(poll.question())), "{}", entry.id);
        assert!((2..=10).contains(&poll.options().len()) && poll.correct() < poll.options().len(), "{}", entry.id);
        assert!(poll.options().iter().all(|option| (1..=100).contains(&chars(option))), "{}", entry.id);
        assert!((1..=200).contains(&chars(poll.explanation())), "{}", entry.id);
        let texts = [poll.question(), poll.explanation()].into_iter().chain(poll.options().iter().map(String::as_str));
        for text in texts {
            assert!(!text.contains(['<', '>', '&', '\n']), "{}: {text}", entry.id);
        }
        let passage = entry.passage.as_ref().expect("it quotes").text();
        let source =
            faq.source_of(entry).expect("it has a source").text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(passage.contains(poll.explanation()) && source.contains(poll.explanation()), "{}", entry.id);
    }
}

fn quiz_of(id: &str, language: Language) -> Option<(QuizPoll, String)> {
    let faq = shipped();
    let (poll, before) = reply::quiz(&faq, &Wording::new(language), faq.entry(id).expect("it is shipped"))?;
    assert!(before.buttons().is_empty() && before.html().len() == 1, "{before:?}");
    Some((poll, before.plain()))
}

#[test]
fn before_a_poll_stand_its_topic_its_source_and_the_disclaimer() {
    let faq = shipped();
    let (poll, before) = quiz_of("rfa-temperature", Language::English).expect("it has a quiz");
    assert_eq!(poll.question(), "How hot do the tumor cells get during radiofrequency ablation?");
    assert_eq!(poll.options()[poll.correct()], "More than 50\u{b0} C");
    assert_eq!(poll.explanation(), "During the procedure, tumor cells are heated to more than 50\u{b0} C.");
    let paragraphs: Vec<&str> = before.split("\n\n").collect();
    assert_eq!(paragraphs.len(), 3, "{before}");
    assert_eq!(paragraphs[0], "Quiz: Radiofrequency ablation");
    assert!(
        paragraphs[1].starts_with("Source: “How do you cure liver lesions?” (not clinically reviewed)."),
        "{before}"
    );
    assert_eq!(paragraphs[2], faq.disclaimer);
    assert!(!before.contains("50"), "it does not give the answer away: {before}");
}

#[test]
fn a_quiz_says_its_language_to_readers_of_another() {
    for (language, heading, label) in [
        (Language::German, "Quiz: ", "Dieses Quiz ist auf Englisch."),
        (Language::Spanish, "Cuestionario: ", "Este cuestionario está en inglés."),
        (Language::Chinese, "测验：", "这个测验用的是英文。"),
    ] {
        let (_, before) = quiz_of("rfa-temperature", language).expect("it has a quiz");
        let paragraphs: Vec<&str> = before.split("\n\n").collect();
        assert_eq!((paragraphs[0], paragraphs[1]), (format!("{heading}Radiofrequency ablation").as_str(), label));
        assert!(before.ends_with(&shipped().disclaimer), "{before}");
    }
}

#[test]
fn without_a_quiz_or_a_disclaimer_there_is_no_poll() {
    assert_eq!(quiz_of("tace-who", Language::English), None);
    let faq = Faq { disclaimer: String::new(), ..shipped() };
    let entry = faq.entry("rfa-temperature").expect("it is shipped");
    assert_eq!(reply::quiz(&faq, &Wording::new(Language::English), entry), None);
}
