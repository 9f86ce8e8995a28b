//! How easy an English text is to read.
//!
//! The measure is the Flesch–Kincaid grade (Kincaid, Fishburne, Rogers and Chissom, 1975, "Derivation of new readability
//! formulas for Navy enlisted personnel"): 0.39 words a sentence + 11.8 syllables a word − 15.59. It is a school year in
//! the United States; five more is a reading age.

/// The grade of a text; of one without words it says nothing.
#[must_use]
pub fn reading_grade(text: &str) -> f64 {
    let is_word = |word: &&str| word.chars().any(char::is_alphabetic);
    let words: Vec<&str> = text.split_whitespace().filter(is_word).collect();
    let parts = text.split(['.', '?', '!', ':', '\n']);
    let sentences = parts.filter(|part| part.split_whitespace().any(|word| is_word(&word))).count().max(1);
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let ratio = |a: usize, b: usize| {
        let float = |count: usize| u32::try_from(count).map_or(f64::from(u32::MAX), f64::from);
        float(a) / float(b.max(1))
    };
    0.39 * ratio(words.len(), sentences) + 11.8 * ratio(syllables, words.len()) - 15.59
}

/// Groups of vowels, without the silent `e` of `make`, `tapped` and `times`; at least one.
#[must_use]
pub fn syllables(word: &str) -> usize {
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

#[cfg(test)]
mod tests {
    use super::{reading_grade, syllables};

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
    fn short_sentences_of_short_words_are_easier() {
        let easy = reading_grade("I am a bot. Ask me about the text. I will tell you what it says.");
        let hard = reading_grade(
            "Notwithstanding organisational considerations, individualised recommendations necessitate consultation.",
        );
        assert!(easy < 3.0 && hard > 20.0, "{easy} {hard}");
    }
}
