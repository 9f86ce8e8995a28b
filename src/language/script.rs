//! Which script a message is in. A script that the corpus's language does not use is a sure sign.

use unicode_script::{Script, UnicodeScript as _};

/// Of scripts that put no space between words, so many letters are about one word.
const LETTERS_A_WORD: usize = 2;

/// The scripts that a language is written in.
#[derive(Debug)]
pub(super) struct Scripts(&'static [Script]);

impl Scripts {
    /// Those of a language by its two letters; `None` when they are not known.
    pub(super) fn of(code: &str) -> Option<Self> {
        Some(Self(match code {
            "ar" | "fa" | "ur" | "ps" | "ug" => &[Script::Arabic],
            "am" | "ti" => &[Script::Ethiopic],
            "be" | "bg" | "kk" | "ky" | "mk" | "mn" | "ru" | "tg" | "uk" => &[Script::Cyrillic],
            "bn" | "as" => &[Script::Bengali],
            "el" => &[Script::Greek],
            "gu" => &[Script::Gujarati],
            "he" | "yi" => &[Script::Hebrew],
            "hi" | "mr" | "ne" => &[Script::Devanagari],
            "hy" => &[Script::Armenian],
            "ja" => &[Script::Han, Script::Hiragana, Script::Katakana],
            "ka" => &[Script::Georgian],
            "km" => &[Script::Khmer],
            "kn" => &[Script::Kannada],
            "ko" => &[Script::Hangul, Script::Han],
            "lo" => &[Script::Lao],
            "ml" => &[Script::Malayalam],
            "my" => &[Script::Myanmar],
            "pa" => &[Script::Gurmukhi, Script::Arabic],
            "si" => &[Script::Sinhala],
            "sr" => &[Script::Cyrillic, Script::Latin],
            "ta" => &[Script::Tamil],
            "te" => &[Script::Telugu],
            "th" => &[Script::Thai],
            "zh" => &[Script::Han, Script::Bopomofo],
            _ if super::words::is_known(code) => &[Script::Latin],
            _ => return None,
        }))
    }

    /// The language of a text when half of its words or more are in another script, as far as the script tells it.
    ///
    /// Latin letters are never foreign: names, brands and abbreviations are written in them everywhere.
    pub(super) fn foreign(&self, folded: &str) -> Option<Option<&'static str>> {
        let mut own_words = 0;
        let mut counts: Vec<(Script, usize)> = Vec::new();
        for word in folded.split(|c: char| !c.is_alphabetic() && c.script() != Script::Inherited) {
            let mut is_own = false;
            let mut letters: Vec<(Script, usize)> = Vec::new();
            for c in word.chars() {
                match c.script() {
                    Script::Common | Script::Inherited | Script::Unknown => {}
                    script if script == Script::Latin || self.0.contains(&script) => is_own = true,
                    script => count(&mut letters, script, 1),
                }
            }
            // A word of both, such as one with a letter that looks like another, is one of the corpus's script, unless
            // words are not divided.
            let undivided = letters.iter().any(|(script, _)| is_undivided(*script));
            own_words += usize::from(is_own);
            if !is_own || undivided {
                for (script, letters) in letters {
                    count(&mut counts, script, if is_undivided(script) { letters.div_ceil(LETTERS_A_WORD) } else { 1 });
                }
            }
        }
        let foreign: usize = counts.iter().map(|(_, words)| words).sum();
        if foreign == 0 || foreign < own_words {
            return None;
        }
        let (script, _) = counts.iter().max_by_key(|(_, words)| *words)?;
        let is_there = |wanted: Script| counts.iter().any(|(script, _)| *script == wanted);
        Some(match script {
            _ if is_there(Script::Hiragana) || is_there(Script::Katakana) => Some("ja"),
            Script::Han | Script::Bopomofo => Some("zh"),
            Script::Hangul => Some("ko"),
            Script::Greek => Some("el"),
            Script::Thai => Some("th"),
            _ => None,
        })
    }
}

fn count(counts: &mut Vec<(Script, usize)>, script: Script, more: usize) {
    match counts.iter_mut().find(|(known, _)| *known == script) {
        Some((_, count)) => *count += more,
        None => counts.push((script, more)),
    }
}

/// Whether words are written without spaces between them.
fn is_undivided(script: Script) -> bool {
    use Script::{Bopomofo, Han, Hiragana, Katakana, Khmer, Lao, Myanmar, Thai};
    matches!(script, Han | Hiragana | Katakana | Bopomofo | Thai | Lao | Khmer | Myanmar)
}
