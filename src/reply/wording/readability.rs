//! How easy the English words are to read, as a test of their catalogue.
//!
//! The measure is the Flesch–Kincaid grade (Kincaid, Fishburne, Rogers and Chissom, 1975, "Derivation of new readability
//! formulas for Navy enlisted personnel"): 0.39 words a sentence + 11.8 syllables a word − 15.59. It is a school year
//! in the United States; five more is a reading age.

use fluent_bundle::{FluentArgs, FluentValue};

use super::{Language, MESSAGES, Wording};

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

/// Groups of vowels, without the silent `e` of `make`, `tapped` and `times`; at least one.
fn syllables(word: &str) -> usize {
    let is_vowel = |c: char| "aeiouy".contains(c);
    let word: String = word.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    let mut count = 0;
    let mut after_vowel = false;
    for c in word.chars() {
        count += usize::from(is_vowel(c) && !after_vowel);
        after_vowel = is_vowel(c);
    }
    let stem = word.strip_suffix("es").or_else(|| word.strip_suffix("ed")).or_else(|| word.strip_suffix('e'));
    let is_silent = stem.is_some_and(|stem| {
        let spoken: &[char] = match &word[stem.len()..] {
            "ed" => &['t', 'd'],
            "es" => &['s', 'c', 'g', 'z', 'x', 'h'],
            _ => &['l'],
        };
        !stem.ends_with(is_vowel) && !stem.ends_with(spoken)
    });
    (count - usize::from(is_silent && count > 1)).max(1)
}

/// Every sentence of the catalogue. The corpus's words in it are not measured: a short one stands for them. What has
/// no mark at its end or fewer than three words is none.
fn sentences() -> Vec<String> {
    let wording = Wording::new(Language::English);
    let mut sentences = Vec::new();
    for (name, variables) in MESSAGES.iter().filter(|(name, _)| !EXEMPT.contains(name)) {
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
fn syllables_are_counted() {
    for (expected, words) in [
        (1, "the me some times tapped stored"),
        (2, "passage question answered started people"),
        (3, "messages Telegram"),
    ] {
        words.split(' ').for_each(|word| assert_eq!(syllables(word), expected, "{word}"));
    }
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
