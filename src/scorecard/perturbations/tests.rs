//! Each kind on texts that it fits, and on texts that it has nothing to change in.

use std::collections::BTreeSet;

use super::*;

/// Texts of the sort that bots get: with an apostrophe, a number, an abbreviation, a hyphen, an accent, a ligature.
const TEXTS: [&str; 8] = [
    "How long does the first appointment take?",
    "I can't open my café account, it's urgent. What should I do?",
    "Is the VPN part of the two-year contract, or 5 more?",
    "Does it affect the flow? I don't know whether to go there...",
    "help",
    "",
    "?!",
    "肝臓がんとは何ですか",
];

#[track_caller]
fn named(name: &str) -> &'static Perturbation {
    PERTURBATIONS.iter().find(|kind| kind.name == name).unwrap_or_else(|| panic!("no kind {name}"))
}

/// A kind without a choice gives one text, or none.
#[track_caller]
fn check(name: &str, text: &str, expected: Option<&str>) {
    let variants = named(name).variants(text, "en");
    assert_eq!(variants, expected.into_iter().collect::<Vec<_>>(), "{name} of {text:?}");
}

/// A kind with a choice gives one of several.
#[track_caller]
fn check_any(name: &str, text: &str, expected: &[&str]) {
    let variants = named(name).variants(text, "en");
    assert!(!variants.is_empty(), "{name} of {text:?} is nothing");
    for variant in variants {
        assert!(expected.contains(&variant.as_str()), "{name} of {text:?} is {variant:?}");
    }
}

#[test]
fn names_are_told_apart() {
    let others = Area::ALL.map(Area::name).into_iter().chain(Harm::ALL.map(Harm::name)).chain(["all", "robust"]);
    let names: Vec<&str> = PERTURBATIONS.iter().map(|kind| kind.name).chain(others).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    for name in names {
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{name} fits no floor");
    }
}

#[test]
fn every_kind_changes_something_and_always_in_the_same_way() {
    for kind in PERTURBATIONS {
        let of_texts = || TEXTS.map(|text| kind.variants(text, "en"));
        let first = of_texts();
        assert!(first.iter().any(|variants| !variants.is_empty()), "{} changes nothing", kind.name);
        assert_eq!(first, of_texts(), "{} is not settled by the text", kind.name);
        for (text, variants) in TEXTS.iter().zip(&first) {
            assert!(!variants.contains(&(*text).to_owned()), "{} leaves {text:?} as it is", kind.name);
        }
    }
}

#[test]
fn typing() {
    check("lower_case", "What is a VPN?", Some("what is a vpn?"));
    check("lower_case", "what", None);
    check("title_case", "what is it?", Some("What Is It?"));
    check("caps_lock", "What is a VPN?", Some("wHAT IS A vpn?"));
    check("glued_words", "open it", Some("openit"));
    check("glued_words", "open", None);
}

#[test]
fn slips_spare_short_words_and_abbreviations() {
    for name in ["missing_letter", "doubled_letter", "swapped_letters", "neighbour_key", "split_word"] {
        check(name, "is it a SIPRNET or a VPN, 12345?", None);
    }
    check("two_slips", "only appointment is long", None);
    check("cut_short", "what is it?", None);
    check_any("cut_short", "my account?", &["my accoun", "my accou"]);
}

#[test]
fn words_stand_for_words() {
    check("texted", "What are you doing?", Some("wat r u doing?"));
    check("texted", "Opening hours?", None);
    check("numbers", "5 or six days", Some("five or 6 days"));
    check("numbers", "15 days", None);
    check("spoken_marks", "Well, what is 2.5?", Some("well comma what is 2.5 question mark"));
    check("dotted_abbreviations", "a VPN, or I", Some("a V.P.N., or I"));
    check("dotted_abbreviations", "STOP IT", None);
    check("no_accents", "café", Some("cafe"));
    check("unhyphenated", "no hyphen - here", None);
    check_any("unhyphenated", "two-year", &["twoyear", "two year"]);
    check("hyphenated", "what is it", None);
    check("hyphenated", "opening hours", Some("opening-hours"));
}

#[test]
fn marks() {
    check("no_marks", "Well, it's 2.5 (or 3%)?", Some("Well it's 2.5 or 3%"));
    check("no_end_mark", "what?!", Some("what"));
    check("no_end_mark", "what", None);
    check("semicolon_inside", "can't open", Some("can't; open"));
    check("dot_for_blank", "can't open", Some("can't.open"));
    check("blank_before_marks", "Well, 2.5?", Some("Well , 2.5 ?"));
    check("no_blank_after_marks", "Well, so. What?", Some("Well,so.What?"));
    check("apostrophe_missing", "can't, 'so'", Some("cant, 'so'"));
    check("apostrophe_missing", "can’t", Some("cant"));
    check("apostrophe_missing", "cannot", None);
    check("apostrophe_blank", "can't", Some("can t"));
    check_any("apostrophe_accent", "can't", &["can´t", "can`t"]);
    check_any("apostrophe_entity", "can't", &["can&#39;t", "can&apos;t", "can&#x27;t", "can&rsquo;t"]);
}

#[test]
fn layout() {
    check("line_end", "open it", Some("open\nit"));
    check("word_a_line", "how do I", Some("how\ndo\nI"));
    check("tabs", "how do", Some("how\tdo"));
    check_any("quoted_lines", "open it", &["> open\n> it"]);
    check_any("entities", "\"can't <open>\"", &["&quot;can&#39;t &lt;open&gt;&quot;"]);
    check_any("entities", "it's open", &["it&#39;s&nbsp;open"]);
    check("mojibake", "can't, café", Some("canâ€™t, cafÃ©"));
    check("mojibake", "cannot", None);
}

#[test]
fn scripts() {
    check("full_width", "a b?", Some("ａ　ｂ？"));
    check_any("cyrillic", "he", &["һe", "hе"]);
    check("cyrillic", "I a", None);
    check("greek", "he", None);
    check("ligatures", "affect the flow", Some("aﬀect the ﬂow"));
    check("decomposed", "café", Some("cafe\u{301}"));
    check("soft_hyphens", "is it", None);
}

#[test]
fn what_is_said_around_is_said_in_the_language_of_the_corpus_or_not_at_all() {
    let greeted = |language| named("greeting").variants("Öffnungszeiten?", language);
    assert!(greeted("en").iter().all(|text| text.ends_with(" Öffnungszeiten?")));
    assert!(!greeted("en-GB").is_empty());
    assert!(greeted("ja").is_empty());
}
