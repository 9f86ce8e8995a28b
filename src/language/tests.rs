//! Which messages are taken for another language, and for which one.

use super::{Familiarity, Foreign, Recogniser};
use crate::text::Question;

/// A corpus that has "tace" and "liver" for words of its own.
fn familiarity(word: &str) -> Familiarity {
    if ["tace", "liver"].contains(&word) { Familiarity::Own } else { Familiarity::Strange }
}

fn found(corpus: &str, text: &str) -> Option<Foreign> {
    Recogniser::new(corpus).foreign(&Question::new(text), familiarity)
}

#[track_caller]
fn check(corpus: &str, text: &str, expected: Option<Option<&str>>) {
    assert_eq!(found(corpus, text).map(|foreign| foreign.language), expected, "{text:?} to a corpus in {corpus:?}");
}

#[test]
fn a_script_that_the_corpus_does_not_use_is_sure() {
    check("en", "что такое TACE", Some(None));
    check("en", "у меня кровь", Some(None));
    check("en", "أتقيأ دما", Some(None));
    check("en", "मुझे खून की उल्टी हो रही है", Some(None));
    check("en", "TACE是什么？", Some(Some("zh")));
    check("en", "我吐血了", Some(Some("zh")));
    check("en", "血を吐いています", Some(Some("ja")));
    check("en", "피를 토해요", Some(Some("ko")));
    check("en", "หายใจไม่ออก", Some(Some("th")));
    check("en-GB", "κάνω εμετό αίμα", Some(Some("el")));
    // One of two words.
    check("en", "liver печень", Some(None));
}

#[test]
fn letters_of_another_script_in_a_text_are_not() {
    check("en", "what is 肝臓?", None);
    check("en", "what does печень mean?", None);
    check("en", "is α-fetoprotein high?", None);
    check("en", "39 °C, 5 μg", None);
    // Letters that look alike in words that are otherwise Latin.
    check("en", "whаt is TАCE", None);
    check("en", "🙂 ?! 12", None);
    check("en", "", None);
    check("ru", "что такое TACE", None);
    check("ru", "TACE", None);
    check("ja", "これは何ですか 肝臓", None);
    check("ja", "이것은 무엇입니까", Some(Some("ko")));
}

#[test]
fn latin_words_are_told_by_those_that_no_sentence_does_without() {
    check("en", "estoy vomitando sangre", Some(Some("es")));
    check("en", "¿Qué es TACE?", Some(Some("es")));
    check("en", "que es tace", Some(Some("es")));
    check("en", "was ist TACE?", Some(Some("de")));
    check("en", "Ich kann nicht atmen", Some(Some("de")));
    check("en", "je n'arrive plus à respirer", Some(Some("fr")));
    check("en", "nao consigo respirar", Some(Some("pt")));
    check("en", "co to jest TACE", Some(Some("pl")));
    check("en", "tôi không thở được", Some(Some("vi")));
    check("en", "mujhe khoon ki ulti ho rahi hai", Some(Some("hi")));
    check("en", "doctor, estoy vomitando mucha sangre", Some(Some("es")));
    check("en", "hilfe", Some(Some("de")));
    // As an iPhone may send it: letters and marks apart.
    check("en", "mi hi\u{301}gado crece", Some(Some("es")));
    check("en", "e\u{ad}stoy vom\u{200b}itando san\u{2060}gre", Some(Some("es")));
}

#[test]
fn which_of_two_languages_it_is_need_not_be_known() {
    check("en", "jeg kan ikke puste", Some(Some("no")));
    check("en", "isoäitini pyörtyi juuri", Some(None));
}

#[test]
fn english_is_not_taken_for_another_language() {
    for text in [
        "TACE?",
        "liver",
        "wat is tace",
        "waht si tcae",
        "what does hola mean",
        "how do I say guten tag",
        "I live in Los Angeles, near la Brea",
        "is Dr. von der Leyen in?",
        "my son Jörg has a fever",
        "déjà vu after chemo?",
        "wats a li\u{ad}ver rese\u{ad}ction",
        "h\u{ad}ow l\u{ad}ong d\u{ad}oes t\u{ad}he s\u{ad}ession l\u{ad}ast",
        "asdf qwer",
        "i cant breth",
        "der",
        "no",
        "me",
    ] {
        check("en", text, None);
    }
}

#[test]
fn a_corpus_in_another_language_has_its_own_words() {
    check("de", "was ist TACE?", None);
    check("de", "Wächst die Leber wieder nach?", None);
    check("de-CH", "what is TACE and how does it work", Some(Some("en")));
    check("de", "I am vomiting blood", Some(Some("en")));
    check("es", "estoy vomitando sangre", None);
    check("es", "ich erbreche Blut", Some(Some("de")));
    // One that nothing is known of.
    check("qx", "was ist das", None);
    check("qx", "что это", None);
    check("", "hello", None);
}

#[test]
fn the_lists_are_read() {
    let codes: Vec<&str> = super::words::codes().collect();
    assert!(codes.len() > 30 && codes.contains(&"en") && codes.iter().all(|code| code.len() == 2), "{codes:?}");
}
