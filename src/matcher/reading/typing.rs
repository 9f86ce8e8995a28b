//! What typing does to words, undone: letters that are held down, blanks that are lost or in the wrong place, digits and
//! marks in the place of letters, and failing that a slip of the fingers (`speller.rs`).

use super::speller::{Correction, Speller};
use super::token::Token;
use crate::matcher::weights::{
    FEWEST_LETTERS_OF_A_JOINED_WORD, FEWEST_LETTERS_TO_FALL_APART, MOST_LETTERS_TO_FALL_APART,
};
use crate::text::{Break, Word, words};

/// From this many letters that stand one by one, they are one word spelled out.
const SPELLED_OUT: usize = 3;

/// The words of a folded text as they were meant.
pub(super) fn as_meant<'a>(speller: &'a Speller, folded: &'a str) -> Vec<Token<'a>> {
    let typed: Vec<Word<'a>> = words(folded).collect();
    let mut read = Vec::with_capacity(typed.len());
    let mut rest = typed.as_slice();
    while let [first, ..] = rest {
        let taken = taken_together(speller, folded, rest, &mut read);
        if taken == 0 {
            push_one(speller, *first, &mut read);
        }
        rest = &rest[taken.max(1)..];
    }
    read
}

/// Reads the first words together when something came between their letters; returns how many.
fn taken_together<'a>(speller: &'a Speller, folded: &'a str, rest: &[Word<'a>], read: &mut Vec<Token<'a>>) -> usize {
    let [first, second, ..] = rest else { return 0 };
    if second.before > Break::Pause && second.text.len() != 1 {
        return 0;
    }
    let spelled_out = rest.iter().take(MOST_LETTERS_TO_FALL_APART).take_while(|word| is_letter(word.text)).count();
    if spelled_out >= SPELLED_OUT {
        let letters: String = rest[..spelled_out].iter().map(|word| word.text).collect();
        let typed = span(folded, first, &rest[spelled_out - 1]);
        let found = match speller.exact(&letters) {
            Some(word) => Some(vec![word]),
            None => fallen_apart(speller, &letters),
        };
        if let Some(found) = found {
            push_all(Word { asked: rest[spelled_out - 1].asked, ..*first }, typed, &found, read);
            return spelled_out;
        }
    }
    let spelling = speller.spelling();
    let found = (spelling.contraction(first.text, second.text))
        .or_else(|| spelling.in_full(span(folded, first, second)))
        .or_else(|| joined(speller, folded, first, second));
    let Some(word) = found else { return 0 };
    push_all(Word { asked: second.asked, ..*first }, span(folded, first, second), &[word], read);
    2
}

fn push_one<'a>(speller: &'a Speller, word: Word<'a>, read: &mut Vec<Token<'a>>) {
    let whole = Token { text: speller.spelling().without_possessive(word.text), ..Token::as_typed(word) };
    // Before anything else: "sooo" is among the common words itself.
    let undone = || {
        let digits = || digits_for_letters(speller, whole.text);
        speller.spelling().in_full(whole.text).or_else(|| held_down(speller, whole.text)).or_else(digits)
    };
    if !speller.is_own(whole.text)
        && let Some(meant) = undone()
    {
        read.push(Token { text: meant, corrected: true, ..whole });
    } else if speller.is_word(whole.text) {
        read.push(whole);
    } else if let Some(parts) = fallen_apart(speller, whole.text) {
        push_all(word, word.text, &parts, read);
    } else if let Some(Correction { word: meant, .. }) = speller.correct(whole.text) {
        read.push(Token { text: meant, corrected: true, ..whole });
    } else {
        read.push(whole);
    }
}

/// Adds the words that one typed text was read as; `first` stands for all that was typed.
fn push_all<'a>(first: Word<'a>, typed: &'a str, meant: &[&'a str], read: &mut Vec<Token<'a>>) {
    for (number, text) in (1..).zip(meant) {
        let before = if number == 1 { first.before } else { Break::None };
        let asked = first.asked && number == meant.len();
        read.push(Token { text, typed, corrected: true, before, asked, ..Token::as_typed(first) });
    }
}

/// The typed text from the first of two words to the end of the second.
fn span<'a>(folded: &'a str, first: &Word<'a>, last: &Word<'a>) -> &'a str {
    let start = first.text.as_ptr().addr() - folded.as_ptr().addr();
    let end = last.text.as_ptr().addr() - folded.as_ptr().addr() + last.text.len();
    folded.get(start..end).unwrap_or(first.text)
}

fn is_letter(word: &str) -> bool {
    word.len() == 1 && word.as_bytes()[0].is_ascii_alphabetic()
}

/// The word that two are when a blank, a line end or a mark stands in it: "vom iting", "p@in", "k*ll".
///
/// Two words that the corpus has ("chest pain") stay two; so do two that are no word of the corpus together.
fn joined<'a>(speller: &'a Speller, folded: &'a str, first: &Word<'a>, second: &Word<'a>) -> Option<&'a str> {
    // Most words are the corpus's own or stand far from being pieces.
    if second.before == Break::None && speller.is_own(first.text) && speller.is_own(second.text) {
        let start = first.text.as_ptr().addr() + first.text.len();
        if second.text.as_ptr().addr() == start + 1 && folded.as_bytes()[start - folded.as_ptr().addr()] == b' ' {
            return None;
        }
    }
    let letters = first.text.len() + second.text.len();
    let has_digits = |word: &Word<'_>| word.text.contains(|c: char| !c.is_alphabetic());
    if letters > MOST_LETTERS_TO_FALL_APART || has_digits(first) || has_digits(second) {
        return None;
    }
    let gap = span(folded, first, second);
    let gap = gap[first.text.len()..gap.len() - second.text.len()].trim_matches(' ');
    let with = |middle: &str| speller.own(&[first.text, middle, second.text].concat());
    let exact = |middle: &str| speller.exact(&[first.text, middle, second.text].concat());
    match gap {
        "" | "\n" | "-" | "-\n" => {
            let both_words = speller.is_own(first.text) && speller.is_own(second.text);
            if both_words || letters < FEWEST_LETTERS_OF_A_JOINED_WORD {
                return None;
            }
            // A piece that is a word by itself is hardly a piece: "how ling" is no "howling".
            let no_word = !speller.is_word(first.text) || !speller.is_word(second.text);
            let scrap = first.text.len().min(second.text.len()) < 3;
            if no_word {
                let held = || held_down(speller, &[first.text, second.text].concat());
                exact("").or_else(|| if gap == "-\n" { held() } else { None })
            } else if scrap || gap.starts_with('-') || !(speller.is_own(first.text) || speller.is_own(second.text)) {
                with("")
            } else {
                None
            }
        }
        "@" => exact("a"),
        "$" => exact("s"),
        "!" | "|" => ["i", "l"].into_iter().find_map(exact),
        "*" | "#" | "%" | "+" => {
            let masked = speller.spelling().alphabet.clone().filter_map(|letter| with(letter.encode_utf8(&mut [0; 4])));
            // More than one letter may fit; a word with one letter hidden is hidden for its sense.
            masked.max_by_key(|word| speller.count(word))
        }
        _ => None,
    }
}

/// The word that is meant when a key was held down: three or more of a letter are two or one ("bloooood", "helllp"), and
/// two are one where no word has two ("everr"); and when every letter was typed twice.
fn held_down<'a>(speller: &'a Speller, typed: &str) -> Option<&'a str> {
    let bytes = typed.as_bytes();
    if bytes.len() < 4 || !bytes.is_ascii() || !bytes.windows(2).any(|pair| pair[0] == pair[1]) {
        return None;
    }
    let runs: Vec<(u8, usize)> = bytes.chunk_by(|a, b| a == b).map(|run| (run[0], run.len())).collect();
    // One key alone is no word.
    if runs.len() < 2 || runs.iter().any(|(letter, _)| !letter.is_ascii_alphabetic() && *letter != b'\'') {
        return None;
    }
    if runs.iter().all(|(_, length)| length % 2 == 0) {
        let once: Vec<(u8, usize)> = runs.iter().map(|&(letter, length)| (letter, length / 2)).collect();
        if let Some(word) = speller.exact(&spelled(&once)) {
            return Some(word);
        }
    }
    let long = runs.iter().filter(|(_, length)| *length > 2).count();
    if long == 0 {
        return if speller.is_word(typed) { None } else { with_one_letter_less(speller, runs) };
    }
    let variants: Vec<String> = (0..1_usize << long.min(4)).map(|ones| with_runs(&runs, ones)).collect();
    let own = variants.iter().find_map(|variant| speller.own(variant));
    own.or_else(|| variants.iter().find_map(|variant| speller.frequent(variant, HARDLY_A_TYPO)))
        .or_else(|| variants.iter().find_map(|variant| speller.exact(variant)))
        .or_else(|| variants.iter().find_map(|variant| speller.spelling().with_apostrophe(variant)))
        .or_else(|| variants.iter().find_map(|variant| with_one_letter_less(speller, runs_of(variant))))
        .or_else(|| variants.iter().rev().find_map(|variant| speller.correct(variant)).map(|corrected| corrected.word))
}

fn runs_of(word: &str) -> Vec<(u8, usize)> {
    word.as_bytes().chunk_by(|a, b| a == b).map(|run| (run[0], run.len())).collect()
}

/// The word with one of its doubled letters single.
fn with_one_letter_less(speller: &Speller, mut runs: Vec<(u8, usize)>) -> Option<&str> {
    (0..runs.len()).find_map(|at| {
        if runs[at].1 != 2 {
            return None;
        }
        runs[at].1 = 1;
        let found = speller.own(&spelled(&runs));
        runs[at].1 = 2;
        found
    })
}

fn spelled(runs: &[(u8, usize)]) -> String {
    runs.iter().flat_map(|&(letter, length)| std::iter::repeat_n(char::from(letter), length)).collect()
}

/// The word with long runs as two letters, or as one where `ones` has a bit set; from the fifth run on as one.
fn with_runs(runs: &[(u8, usize)], ones: usize) -> String {
    let mut number = 0;
    let shortened = runs.iter().map(|&(letter, length)| {
        if length < 3 {
            return (letter, length);
        }
        number += 1;
        (letter, if number > 4 || ones & (1 << (number - 1)) != 0 { 1 } else { 2 })
    });
    spelled(&shortened.collect::<Vec<_>>())
}

/// The word that is meant when digits stand for letters that look like them ("bl00d", "su1cide").
fn digits_for_letters<'a>(speller: &'a Speller, typed: &str) -> Option<&'a str> {
    let digits = typed.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 || 2 * digits > typed.len() || typed.len() == 2 && !typed.starts_with(['0', '1']) {
        return None;
    }
    ['i', 'l'].into_iter().find_map(|one| {
        let letters = typed.chars().map(|c| match c {
            '0' => 'o',
            '1' => one,
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            '7' => 't',
            '8' => 'b',
            '9' => 'g',
            _ => c,
        });
        let letters: String = letters.collect();
        match letters.len() {
            ..3 => speller.spelling().short_word(&letters),
            3 => speller.own(&letters),
            _ => {
                speller.exact(&letters).or_else(|| held_down(speller, &letters)).or_else(|| slipped(speller, &letters))
            }
        }
    })
}

/// The word that a slip of the fingers made of it, where so many letters are left that it is no other.
fn slipped<'a>(speller: &'a Speller, letters: &str) -> Option<&'a str> {
    if letters.len() < 6 { None } else { speller.correct(letters).map(|corrected| corrected.word) }
}

/// The words that were typed as one ("chestpain", "icantbreathe"): as few of the corpus's own as can be, and of those
/// the most even. `None` when it does not fall apart into such words.
fn fallen_apart<'a>(speller: &'a Speller, typed: &str) -> Option<Vec<&'a str>> {
    let length = typed.len();
    if !(FEWEST_LETTERS_TO_FALL_APART..=MOST_LETTERS_TO_FALL_APART).contains(&length) || !typed.is_ascii() {
        return None;
    }
    // For each end, the best way to get there: its cost, the sum of squared lengths, the last word.
    let mut best: Vec<Option<(usize, usize, &'a str, usize)>> = vec![None; length + 1];
    best[0] = Some((0, 0, "", 0));
    for end in 1..=length {
        for start in end.saturating_sub(16)..end {
            let Some((count, squares, ..)) = best[start] else { continue };
            let Some(word) = piece(speller, &typed[start..end], length) else { continue };
            let cost = if speller.is_own(word) { 2 } else { 3 };
            let way = (count + cost, squares + (end - start).pow(2), word, start);
            if best[end].is_none_or(|known| (way.0, way.1) < (known.0, known.1)) {
                best[end] = Some(way);
            }
        }
    }
    let mut found = Vec::new();
    let mut end = length;
    while end > 0 {
        let (_, _, word, start) = best[end]?;
        found.push(word);
        end = start;
    }
    found.reverse();
    // Many short words are in every word; some must be long enough to be meant.
    let content_words = found.iter().any(|word| word.len() > 3);
    (found.len() > 1 && content_words && 2 * length >= 5 * found.len() && !speller.is_rare(typed)).then_some(found)
}

/// A word that others may be typed together with, `length` letters in all.
fn piece<'a>(speller: &'a Speller, text: &str, length: usize) -> Option<&'a str> {
    if text.len() < 3 {
        return speller.spelling().short_word(text);
    }
    let bare = if text.contains('\'') { &text.replace('\'', "") } else { text };
    let found = speller.own(text).or_else(|| speller.spelling().with_apostrophe(bare));
    // So long a word is a sentence without blanks, in which any word may stand.
    found.or_else(|| if length > LONGEST_WORD { speller.frequent(text, FREQUENT) } else { None })
}

/// The share of a word in its language from which on it is hardly a typo of another: "too", but not "soo".
const HARDLY_A_TYPO: f32 = 1e-5;

/// Words that people type have hardly more letters.
const LONGEST_WORD: usize = 18;

/// The share of a word in its language from which on it stands in many sentences.
const FREQUENT: f32 = 3e-7;

#[cfg(test)]
mod tests {
    use super::as_meant;
    use crate::language::english;
    use crate::matcher::reading::speller::Speller;
    use crate::text::fold;

    const OWN: [&str; 24] = [
        "vomiting",
        "blood",
        "breathe",
        "cant",
        "chest",
        "pain",
        "kill",
        "myself",
        "help",
        "suicide",
        "warm",
        "bath",
        "bathwater",
        "coldbath",
        "water",
        "cold",
        "want",
        "taken",
        "too",
        "many",
        "pills",
        "bleeding",
        "throat",
        "heart",
    ];

    #[track_caller]
    fn check(typed: &str, expected: &str) {
        let language = english();
        let speller = Speller::new(language, OWN.iter().map(|word| (*word, 1)));
        let folded = fold(typed);
        let read: Vec<_> = as_meant(&speller, &folded).into_iter().map(|word| word.text).collect();
        assert_eq!(read.join(" "), expected, "{typed}");
    }

    #[test]
    fn a_key_that_was_held_down() {
        check("bloooood", "blood");
        check("helllllp", "help");
        check("breatheeee", "breathe");
        check("cannnnt", "cant");
        check("i can'tttt", "i can't");
        check("vomittttinggg bbbloooddd", "vomiting blood");
        check("sooo gooood", "so good");
        check("ccaanntt bbrreeaatthhee", "cant breathe");
        check("voommmmiting", "vomiting");
        check("waarm manny watter", "warm manny water");
        check("hmmmm 1000 aaa xxxxxx", "hmm 1000 aaa xxxxxx");
    }

    #[test]
    fn a_lost_apostrophe() {
        check("i can t breathe", "i can't breathe");
        check("i can\"t, can;t, can,t, can?t, can*t breathe", "i can't can't can't can't can't breathe");
        check("i m, she s, i ve", "i'm she's i've");
        check("vitamin d", "vitamin d");
    }

    #[test]
    fn a_word_texted_with_a_mark_in_it() {
        check("warm w/o bath", "warm without bath");
        check("w/out water, with out help", "without water without help");
        check("with water out", "with water out");
    }

    #[test]
    fn a_blank_that_was_lost() {
        check("icantbreathe", "i cant breathe");
        check("ican'tbreathe", "i can't breathe");
        check("vomitingblood", "vomiting blood");
        check("iwanttokillmyself", "i want to kill myself");
        check("ivetakentoomanypills", "i've taken too many pills");
        check("chestpain", "chest pain");
        // As even as can be.
        check("coldbathwater", "coldbath water");
        // Words as they are, and names.
        check("football", "football");
        check("eliquis warmriver", "eliquis warmriver");
    }

    #[test]
    fn a_blank_that_is_too_many() {
        check("vom iting blo od", "vomiting blood");
        check("breat he", "breathe");
        check("vomi-\nting", "vomiting");
        check("blo-\noooood", "blood");
        check("chest pain, too many", "chest pain too many");
        check("no. od blo. od", "no od blo od");
    }

    #[test]
    fn letters_one_by_one() {
        check("H E L P", "help");
        check("b l o o d", "blood");
        check("i c a n t b r e a t h e", "i cant breathe");
        check("b.l.o.o.d b-l-o-o-d", "blood blood");
        check("a b c", "abc");
        check("plan b c", "plan b c");
    }

    #[test]
    fn digits_and_marks_for_letters() {
        check("bl00d su1cide k1ll br3athe", "blood suicide kill breathe");
        check("p@in k*ll", "pain kill");
        check("bl0oood brea7the vom1tingg bl3eding", "blood breathe vomiting bleeding");
        check("h1n1 b12 2nd 5fu", "h1n1 b12 2nd 5fu");
    }
}
