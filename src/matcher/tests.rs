//! What is measured of questions, from outside the matcher.

use super::weights::{MOST_MATCHES, OVERLAP};
use super::{Match, Matcher, Target};
use crate::corpus::load_plain;
use crate::language::english;
use crate::text::fold;

const TOPIC: &str = r#"
title = "t"
[[entry]]
id = "warm"
question = "how warm is the bath"
also_asked = ["what temperature does the bath have", "xqzzkw"]
[[entry]]
id = "towels"
question = "where are towels sold"
[[entry]]
id = "cloths"
question = "where are towels sold"
[[entry]]
id = "open"
question = "when does the bath open on sunday"
also_asked = ["may we come on sunday morning", "sunday hours of the bath"]
"#;
const GAPS: &str = r#"
[[gap]]
id = "parking"
label = "l"
also_asked = ["what does parking cost", "is there room for a car"]
ask = "a"
"#;
const COURTESIES: &str = r#"
[[courtesy]]
id = "hello"
also_asked = ["good morning dear team"]
reply = "r"
"#;
const WARM: Target = Target::Entry(0);
const TOWELS: Target = Target::Entry(1);
const CLOTHS: Target = Target::Entry(2);
const OPEN: Target = Target::Entry(3);
const PARKING: Target = Target::Gap(0);
const HELLO: Target = Target::Courtesy(0);

fn matcher_of(topic: &str, gaps: &str) -> Matcher {
    let faq = load_plain(&[("topics/t.toml", topic), ("gaps.toml", gaps), ("courtesies.toml", COURTESIES)]);
    let language = english();
    Matcher::new(&faq.unwrap_or_else(|findings| panic!("{findings}")), language)
}

fn matcher() -> Matcher {
    matcher_of(TOPIC, GAPS)
}

fn matches(question: &str) -> Vec<Match> {
    let (matcher, folded) = (matcher(), fold(question));
    matcher.matches(&matcher.read(&folded).words)
}

fn of(question: &str, target: Target) -> Match {
    *matches(question).iter().find(|found| found.target == target).expect("every target of a small corpus is matched")
}

/// How well a target fits a text read as a whole, before what it speaks of is counted.
fn index_score(text: &str, target: Target) -> f32 {
    let (matcher, folded) = (matcher(), fold(text));
    let scored = matcher.index.score(&matcher.read(&folded).words);
    let found = scored.iter().find(|scored| matcher.targets[scored.target] == target);
    found.expect("every target of a small corpus is scored").score
}

#[test]
fn what_is_asked_as_it_is_written_fits_best() {
    for (question, target, phrasings, nearest) in [
        ("How warm is the bath?", WARM, 3, "how warm is the bath"),
        ("what temperature does it have", WARM, 3, "what temperature does the bath have"),
        ("when does the bath open on sunday", OPEN, 3, "when does the bath open on sunday"),
        ("What does parking cost?", PARKING, 2, "what does parking cost"),
        ("good morning team", HELLO, 1, "good morning dear team"),
        ("how worm is the bathh", WARM, 3, "how warm is the bath"),
    ] {
        let best = matches(question)[0];
        assert_eq!((best.target, best.phrasings), (target, phrasings), "{question}");
        assert_eq!(matcher().phrasing(best.nearest), nearest, "{question}");
    }
    assert_eq!(matcher().phrasing(99), "");
}

#[test]
fn targets_come_best_first_and_ties_in_the_order_of_the_corpus() {
    let found = matches("towels");
    assert_eq!((found.len(), found[0].target, found[1].target), (6, TOWELS, CLOTHS));
    assert_eq!(found[0].score, found[1].score);
    assert!(found.is_sorted_by(|a, b| a.score >= b.score), "{found:#?}");
    let entry = |name: char| format!("[[entry]]\nid = \"{name}\"\nquestion = \"towels\"\n");
    let many = matcher_of(&format!("title = \"t\"\n{}", ('a'..='z').map(entry).collect::<String>()), "");
    let found = many.matches(&many.read("towels").words);
    let found: Vec<Target> = found.iter().map(|found| found.target).collect();
    assert_eq!(found, (0..MOST_MATCHES).map(Target::Entry).collect::<Vec<_>>());
}

#[test]
fn what_a_target_speaks_of_counts_by_what_the_words_say() {
    // A word that is not common English says all that a word can say.
    for (question, target, overlap, content_words) in [
        ("", WARM, 0.0, 0),
        ("xqzzkw", WARM, 1.0, 1),
        ("xqzzkw", TOWELS, 0.0, 0),
        ("xqzzkw vbnmpo", WARM, 0.5, 1),
        ("xqzzkw vbnmpo lkjhgf rtzuiw", WARM, 0.25, 1),
        ("xqzzkw vbnmpo xqzzkw lkjhgf", WARM, 0.5, 1),
        // The same word in another form tells nothing new.
        ("bath baths", WARM, 1.0, 1),
        ("warm baths", WARM, 1.0, 2),
        ("how is the", WARM, 1.0, 0),
    ] {
        let found = of(question, target);
        assert!((found.overlap - overlap).abs() < 1e-6, "{question}: {found:?}");
        assert_eq!(found.content_words, content_words, "{question}: {found:?}");
        assert!((found.score - index_score(question, target) - OVERLAP * overlap).abs() < 1e-6, "{found:?}");
    }
    let [little, much] = [TOWELS, WARM].map(|target| of("where xqzzkw", target).overlap);
    assert!(0.0 < little && little < 0.3 && (little + much - 1.0).abs() < 1e-6, "{little} {much}");
}

#[test]
fn signals_show_what_each_kernel_gives() {
    let matcher = matcher();
    let signals = |question: &str, phrasing| matcher.signals(&matcher.read(question).words, phrasing);
    let same = signals("how warm is the bath", 0);
    assert_eq!(same.map(|signal| signal.name), ["meaning", "words", "word pairs", "letters"]);
    assert!(same.iter().all(|signal| (signal.cosine - 1.0).abs() < 1e-4), "{same:?}");
    assert!((same.iter().map(|signal| signal.share).sum::<f32>() - 1.0).abs() < 1e-6, "{same:?}");
    // A word without a vector is left to the other kernels.
    let strange = signals("xqzzkw", 2);
    assert_eq!((strange[0].cosine, strange[0].share), (0.0, 0.0));
    assert!((strange.iter().map(|signal| signal.share).sum::<f32>() - 1.0).abs() < 1e-6, "{strange:?}");
    let other = signals("xqzzkw", 0);
    assert_eq!(other.map(|signal| signal.cosine), [0.0; 4]);
}

#[test]
fn frequent_words_say_little() {
    let matcher = matcher();
    let weight = |word| matcher.weight_of(word);
    assert_eq!(weight("xqzzkw"), 1.0);
    assert!(0.0 < weight("the") && weight("the") < 0.02, "{}", weight("the"));
    assert!(weight("the") < weight("how") && weight("how") < weight("towel") && weight("towel") < 1.0);
}

#[test]
fn a_target_speaks_of_the_words_of_its_phrasings_in_every_form() {
    for (target, word, expected) in [
        (WARM, "bath", true),
        (WARM, "baths", true),
        (WARM, "xqzzkw", true),
        (WARM, "towels", false),
        (WARM, "vbnmpo", false),
        (CLOTHS, "towel", true),
        (PARKING, "parked", true),
        (PARKING, "bath", false),
        (HELLO, "team", true),
        (HELLO, "car", false),
        (Target::Gap(9), "car", false),
    ] {
        assert_eq!(matcher().speaks_of(target, word), expected, "{target:?} {word}");
    }
}

#[test]
fn only_what_was_typed_is_corrected() {
    let matcher = matcher();
    assert_eq!(matcher.read("bathh").words[0].text, "bath");
    assert_eq!(matcher.read_as_written("bathh").words[0].text, "bathh");
}
