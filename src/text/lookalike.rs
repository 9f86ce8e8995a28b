//! Letters that only look Latin, made Latin: "brеаthе" with Cyrillic letters is typed on another keyboard, or copied
//! from where somebody hid it from a filter.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_security::skeleton;

/// The text with look-alike letters made Latin: in a word that has Latin letters beside them, and in a word of nothing
/// but look-alikes when the text around it is Latin. A word of another script stays as it is.
pub(super) fn latin(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let mostly_latin = 2 * letters().filter(char::is_ascii).count() > letters().count();
    let disguised =
        runs(text).any(|run| is_mixed(run) && run.chars().any(|c| !c.is_ascii() && looks_like(c).is_some()));
    let mut made = String::with_capacity(text.len());
    for run in runs(text) {
        // The C of "39С" is as good as Latin.
        let beside_digits = run.chars().any(|c| c.is_ascii_digit()) && run.chars().all(is_twin);
        let alike = is_mixed(run)
            || beside_digits
            || disguised && run.chars().all(|c| looks_like(c).is_some())
            || mostly_latin && run.chars().all(|c| is_twin(c) || symbol(c).is_some());
        if alike {
            made.extend(run.chars().map(|c| looks_like(c).unwrap_or(c)));
        } else {
            // Symbols of letters are of no script: nobody writes words of another language in them.
            made.extend(run.chars().map(|c| symbol(c).unwrap_or(c)));
        }
    }
    Cow::Owned(made)
}

/// The text as runs of letters with apostrophes, and of what stands between them.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let within = |c: char| c.is_alphanumeric() || c == '\'' || symbol(c).is_some();
        let first = within(rest.chars().next()?);
        let end = rest.find(|c| within(c) != first).unwrap_or(rest.len());
        let (run, tail) = rest.split_at(end);
        rest = tail;
        Some(run)
    })
}

fn is_mixed(run: &str) -> bool {
    run.chars().any(|c| c.is_ascii_alphabetic()) && !run.is_ascii()
}

/// The Latin letter that a letter is or would be taken for.
fn looks_like(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c);
    }
    if let Some(letter) = symbol(c) {
        return Some(letter);
    }
    if !c.is_alphabetic() {
        return None;
    }
    let prototype = prototype(c)?;
    match prototype {
        // To the eye a capital I is a small l.
        'l' if c.is_uppercase() => Some('i'),
        _ if prototype.is_ascii_alphabetic() => Some(prototype),
        // What the table of look-alikes leaves at a letter that is Latin in shape only; `ß` itself is German.
        'ß' if c != 'ß' => Some('b'),
        'ʙ' | 'ƅ' | '6' => Some('b'),
        'ᴀ' | 'λ' => Some('a'),
        'ᴅ' | 'ẟ' => Some('d'),
        'ᴇ' | 'ꞓ' | 'ɜ' | 'ǝ' => Some('e'),
        'ꜰ' => Some('f'),
        'ɢ' => Some('g'),
        'ʜ' => Some('h'),
        'ᴊ' => Some('j'),
        'ĸ' => Some('k'),
        'ʟ' => Some('l'),
        'ʍ' | 'ᴍ' => Some('m'),
        'ɴ' | 'ᴎ' | 'π' => Some('n'),
        'ᴘ' => Some('p'),
        'ǫ' => Some('q'),
        'ʀ' | 'ᴙ' => Some('r'),
        'ᴛ' => Some('t'),
        'μ' => Some('u'),
        'ω' => Some('w'),
        'χ' => Some('x'),
        'ʏ' => Some('y'),
        _ => None,
    }
}

/// Whether a letter is the very picture of a Latin one.
fn is_twin(c: char) -> bool {
    c.is_ascii() || c.is_alphabetic() && prototype(c).is_some_and(|prototype| prototype.is_ascii_alphabetic())
}

/// What Unicode's table of look-alikes names for a letter, without marks.
fn prototype(c: char) -> Option<char> {
    skeleton(c.encode_utf8(&mut [0; 4])).find(|c| !is_combining_mark(*c))
}

/// The letter that a symbol or a small capital shows, where Unicode does not say so itself: white on black, and
/// the letters that flags are made of.
fn symbol(c: char) -> Option<char> {
    let starts = ['\u{1f150}', '\u{1f170}', '\u{1f1e6}'];
    let letter = starts.iter().find_map(|&start| (u32::from(c).checked_sub(u32::from(start))).filter(|&at| at < 26));
    if let Some(at) = letter {
        return char::from_u32(u32::from('a') + at);
    }
    let small_capitals = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡ\u{0}ʏᴢ";
    // Sorts out most letters at once.
    if !matches!(c, '\u{250}'..='\u{2af}' | '\u{1d00}'..='\u{1d2b}' | '\u{a730}' | '\u{a731}' | '\u{a7af}') {
        return None;
    }
    ('a'..='z').zip(small_capitals.chars()).find_map(|(letter, small)| (small == c).then_some(letter))
}

#[cfg(test)]
mod tests {
    use super::latin;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(latin(text), expected);
    }

    #[test]
    fn a_word_with_some_look_alikes_is_latin() {
        check("brеаthе", "breathe");
        check("вlооd Неlр НЕLР", "blood Help HELP");
        check("I сan't, Ι ϲаn't", "I can't, i can't");
        check("ѕuісіdе ѕеіzurе", "suicide seizure");
        check("βleeding νomiting", "bleeding vomiting");
    }

    #[test]
    fn a_word_of_look_alikes_alone_is_latin_among_latin_words() {
        check("the асе of it", "the ace of it");
        check("І сеe", "i cee");
        check("39С", "39C");
        check("Печень асе", "Печень асе");
        check("вот TACE", "вот TACE");
        check("What is РФА?", "What is РФА?");
    }

    #[test]
    fn a_word_of_another_script_stays() {
        check("Печень", "Печень");
        check("ήπαρ", "ήπαρ");
        check("肝臓 TACE", "肝臓 TACE");
        check("Straße", "Straße");
    }
}
