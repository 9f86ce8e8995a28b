//! What people read, word for word, as it stands in `snapshots/`: a change of it shows in the diff of a change.
//!
//! `INSTA_UPDATE=always cargo test --test it snapshots::` writes them anew.

use verbatim::reply::{self, Action, Language, Listing, Reply, Wording};
use verbatim::text::Question;

use crate::decisions::ENGINE;

/// A question of each kind of decision.
const QUESTIONS: [(&str, &str); 8] = [
    ("answer", "what is TACE"),
    ("choose", "tell me about the procedure"),
    ("gap", "how much does TACE cost"),
    ("gap_turned", "who should not have TACE?"),
    ("courtesy", "hello"),
    ("urgent", "I am vomiting blood"),
    ("unknown", "asdf qwer"),
    ("other_language", "Wie lange dauert die Behandlung?"),
];

/// A reply as text: the message, then each button with what it does.
fn shown(reply: &Reply) -> String {
    let button = |label: &str, action: &Action| format!("[{label}] {action:?}");
    let buttons = reply.buttons().iter().map(|wire| button(&wire.label, &wire.action));
    let lines: Vec<String> = reply.html().into_iter().chain(buttons).collect();
    lines.join("\n")
}

fn listed(listing: &Listing) -> String {
    let result =
        |listed: &reply::Listed| format!("# {}\n{}\n{}", listed.title, listed.description, shown(&listed.reply));
    let results: Vec<String> = listing.results.iter().map(result).collect();
    format!("button: {:?}\nurgent: {}\n\n{}", listing.button, listing.is_urgent, results.join("\n\n"))
}

/// Holds a text against the snapshot of this name, in this language.
#[track_caller]
fn check(name: &str, language: Language, text: &str) {
    let settings = {
        let mut settings = insta::Settings::clone_current();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings
    };
    settings.bind(|| insta::assert_snapshot!(format!("{name}.{}", language.code()), text));
}

#[test]
fn replies_to_questions() {
    for language in [Language::English, Language::German] {
        let wording = Wording::new(language);
        for (name, question) in QUESTIONS {
            let outcome = ENGINE.decide(&Question::new(question));
            check(name, language, &shown(&reply::render(ENGINE.faq(), &wording, &outcome)));
        }
    }
}

#[test]
fn pages() {
    let faq = ENGINE.faq();
    for language in Language::ALL {
        let wording = Wording::new(language);
        let pages = [
            ("start", reply::start(faq, &wording)),
            ("help", reply::help(faq, &wording)),
            ("topics", reply::topics(faq, &wording)),
            ("topic", reply::topic(faq, &wording, &faq.topics[0])),
            ("text_only", reply::text_only(faq, &wording)),
            ("none_of_these", reply::none_of_these(faq, &wording)),
        ];
        let pages: Vec<String> = pages.iter().map(|(name, page)| format!("## {name}\n{}", shown(page))).collect();
        check("pages", language, &pages.join("\n\n"));
    }
}

#[test]
fn what_a_guest_says() {
    let faq = ENGINE.faq();
    for language in [Language::English, Language::German] {
        let wording = Wording::new(language);
        let answer = |question: &str| reply::guest_answer(faq, &wording, &ENGINE.decide(&Question::new(question)));
        let said = QUESTIONS.iter().map(|(name, question)| format!("## {name}\n{}", shown(&answer(question))));
        let how = format!("## how\n{}", shown(&reply::guest_how(faq, &wording, "faq_bot")));
        let all: Vec<String> = said.chain([how]).collect();
        check("guest", language, &all.join("\n\n"));
    }
}

#[test]
fn inline_listings() {
    let faq = ENGINE.faq();
    let wording = Wording::new(Language::English);
    check("inline_topics", Language::English, &listed(&reply::topic_listing(faq, &wording, 1)));
    for (name, question) in QUESTIONS {
        let listing = reply::listing(faq, &wording, &ENGINE.decide(&Question::new(question)));
        check(&format!("inline_{name}"), Language::English, &listed(&listing));
    }
}
