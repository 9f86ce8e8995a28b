//! How easy the English words are to read, as a test of their catalogue.
//!
//! The measure is the Flesch–Kincaid grade, as in `text/readability.rs`.

use fluent_bundle::{FluentArgs, FluentValue};

use super::desk_messages::DESK_MESSAGES;
use super::messages::MESSAGES;
use super::staff_messages::STAFF_MESSAGES;
use super::{Language, Wording};
use crate::text::syllables;

/// On average, reading ages up to 11; 9 is grade 4, and what is easier still is no fault.
const AVERAGE: f64 = 6.0;

/// No sentence is harder than that; the grade of a few words jumps with each syllable.
const HARDEST: f64 = 9.0;

/// Fixed wording: "medical advice" and "clinically reviewed" are what such texts are expected to say.
const EXEMPT: [&str; 4] = ["short_description", "short_description_general", "source_line", "source_line_alone"];

fn grade(words: usize, sentences: usize, syllables: usize) -> f64 {
    let ratio =
        |a: usize, b: usize| f64::from(u32::try_from(a).expect("small")) / f64::from(u32::try_from(b).expect("small"));
    0.39 * ratio(words, sentences) + 11.8 * ratio(syllables, words) - 15.59
}

/// Every sentence of the catalogue. The corpus's words in it are not measured: a short one stands for them. What has
/// no mark at its end or fewer than three words is none.
fn sentences() -> Vec<String> {
    let wording = Wording::new(Language::English);
    let mut sentences = Vec::new();
    for (name, variables) in
        MESSAGES.iter().chain(DESK_MESSAGES).chain(STAFF_MESSAGES).filter(|(name, _)| !EXEMPT.contains(name))
    {
        let value = |name: &str| match name {
            "days" | "questions" | "topics" => FluentValue::from(3),
            "in_language" => FluentValue::from("in English"),
            _ => FluentValue::from("this"),
        };
        let args: FluentArgs<'_> = variables.iter().map(|name| (*name, value(name))).collect();
        let text = wording.message(name, &args);
        let parts = text.split_inclusive(['.', '?', '!']).map(str::trim);
        let is_sentence = |part: &&str| part.ends_with(['.', '?', '!']) && counts(part).0 >= 3;
        sentences.extend(parts.filter(is_sentence).map(str::to_owned));
    }
    sentences.sort_unstable();
    sentences.dedup();
    sentences
}

fn counts(sentence: &str) -> (usize, usize) {
    let words = sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    words.fold((0, 0), |(count, total), word| (count + 1, total + syllables(word)))
}

#[test]
fn a_child_of_nine_to_eleven_can_read_the_english_words() {
    let sentences = sentences();
    assert!(sentences.len() > 30, "{sentences:#?}");
    let mut graded: Vec<(f64, &String)> = Vec::new();
    let (mut words, mut all_syllables) = (0, 0);
    for sentence in &sentences {
        let (count, syllables) = counts(sentence);
        words += count;
        all_syllables += syllables;
        graded.push((grade(count, 1, syllables), sentence));
    }
    graded.sort_by(|a, b| b.0.total_cmp(&a.0));
    let average = grade(words, sentences.len(), all_syllables);
    assert!(average <= AVERAGE && graded[0].0 <= HARDEST, "average {average:.1}, hardest first: {graded:#.1?}");
}
