//! Folding: letters to their plain lower-case form, so that "Tumöŕ’s" and "tumor's" are the same.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::lookalike::latin;
use super::marks::{is_apostrophe, is_dash, is_invisible, is_line_end};

/// The text as one would type it plainly: entities and compatibility forms resolved, accents and characters that print
/// nothing removed, letters that only look Latin made Latin, quotes, dashes and line ends plain, a degree sign as the
/// word "degrees", letters lower-case.
#[must_use]
pub fn fold(text: &str) -> String {
    let text = without_addresses(text);
    let text = without_dots_of_abbreviations(&text);
    let text = &*text;
    if text.bytes().all(is_plain) {
        return text.to_ascii_lowercase();
    }
    let text = decoded(text);
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut after_digit = false;
    while let Some(c) = chars.next() {
        match c {
            _ if is_line_end(c) => {
                if c == '\r' && chars.peek() == Some(&'\n') {
                    continue;
                }
                plain.push('\n');
            }
            _ if is_invisible(c) => continue,
            _ if is_apostrophe(c) => plain.push('\''),
            // What people type for the degree sign: the ordinal mark, a ring, a small nought.
            '\u{ba}' | '\u{2da}' | '\u{2070}' | '\u{1d52}' if after_digit => plain.push('\u{b0}'),
            // A blank may stand between the number and its degrees.
            ' ' | '\u{a0}' if after_digit => {
                plain.push(' ');
                continue;
            }
            _ => plain.extend(std::iter::once(c).nfkd().filter(|&c| !is_combining_mark(c) && !is_invisible(c))),
        }
        after_digit = c.is_numeric();
    }
    let mut folded = String::with_capacity(plain.len());
    for c in latin(&plain).chars() {
        match c {
            '\u{b0}' => folded.push_str(" degrees "),
            _ if is_apostrophe(c) => folded.push('\''),
            _ if is_dash(c) => folded.push('-'),
            // A letter such as `ẞ` folds to two, so lower-casing comes as an iterator.
            _ => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

/// The text without links and names that begin with `@`: nothing is asked by them.
fn without_addresses(text: &str) -> Cow<'_, str> {
    if !["/", "www.", "@"].iter().any(|mark| text.contains(mark)) {
        return Cow::Borrowed(text);
    }
    let is_address = |word: &str| {
        let name = word.strip_prefix('@').unwrap_or_default();
        let is_name = name.len() >= FEWEST_LETTERS_OF_A_NAME && name.starts_with(|c: char| c.is_ascii_alphabetic());
        word.contains("://") || word.starts_with("www.") || is_name || is_path_on_a_host(word)
    };
    let mut kept = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let (letters, blank) = word.split_at(word.trim_end().len());
        // What ends a sentence ends it without the address too.
        let end = letters.trim_end_matches(['?', '!']).len();
        let marks = &letters[end..];
        kept.push_str(if is_address(letters) { marks } else { letters });
        kept.push_str(blank);
    }
    Cow::Owned(kept)
}

/// Whether a word is a link without its scheme, such as "library.example/hours"; not "and/or", "24/7" or "e.g./i.e.".
fn is_path_on_a_host(word: &str) -> bool {
    let Some((host, path)) = word.split_once('/') else { return false };
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let Some((labels, top)) = host.rsplit_once('.') else { return false };
    let is_top = top.len() > 1 && top.bytes().all(|b| b.is_ascii_alphabetic());
    !path.is_empty() && is_top && labels.split('.').all(is_label)
}

/// The text with "R.F.A." as "RFA". The dot behind the last letter stays where a sentence may end with it.
fn without_dots_of_abbreviations(text: &str) -> Cow<'_, str> {
    if !text.as_bytes().windows(2).any(|pair| pair[0] == b'.' && pair[1].is_ascii_alphabetic()) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut words = text.split_inclusive(char::is_whitespace).peekable();
    while let Some(word) = words.next() {
        let start = word.find(char::is_alphanumeric).unwrap_or(word.len());
        let dotted: usize = word.as_bytes()[start..]
            .chunks_exact(2)
            .take_while(|pair| pair[0].is_ascii_alphabetic() && pair[1] == b'.')
            .map(<[u8]>::len)
            .sum();
        let (dotted, rest) = word[start..].split_at(dotted);
        let is_more = dotted.len() > 2 || dotted.len() == 2 && rest.starts_with(char::is_alphabetic);
        let is_whole = is_more && rest.chars().nth(1).is_none_or(|c| !c.is_alphanumeric());
        if !is_whole {
            kept.push_str(word);
            continue;
        }
        kept.push_str(&word[..start]);
        kept.extend(dotted.chars().filter(|c| *c != '.'));
        let begins_a_sentence = |next: &&str| next.starts_with(char::is_uppercase);
        if rest.starts_with(char::is_whitespace) && words.peek().is_none_or(begins_a_sentence) {
            kept.push('.');
        }
        kept.push_str(rest);
    }
    Cow::Owned(kept)
}

/// Shorter ones are no name: "@ 5pm".
const FEWEST_LETTERS_OF_A_NAME: usize = 3;

/// Whether a byte is folded by lower-casing alone.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\n' | b'\t') && !matches!(byte, b'`' | b'&' | b'<')
}

/// The text with the entities of HTML resolved, and with quotes that went through a wrong encoding put right.
///
/// What was copied from a page or an old message log holds `can&#39;t`, or `can&amp;#39;t` when it was escaped twice.
fn decoded(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    for _ in 0..2 {
        if text.contains('&')
            && let Cow::Owned(decoded) = html_escape::decode_html_entities(&text)
        {
            text = Cow::Owned(decoded);
        }
    }
    if text.contains('<') {
        text = Cow::Owned(without_tags(&text));
    }
    // UTF-8 that was read as Windows-1252.
    for (wrong, right) in
        [("â€™", "'"), ("â€˜", "'"), ("â€¦", "..."), ("â€œ", "\""), ("â€\u{9d}", "\""), ("Â°", "°"), ("Âº", "°")]
    {
        if text.contains(wrong) {
            text = Cow::Owned(text.replace(wrong, right));
        }
    }
    text
}

/// The text without the tags of HTML; one that ends a line or a paragraph is a line end.
fn without_tags(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let name = after.strip_prefix('/').unwrap_or(after);
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        let inside = after.split_once('>').map(|(inside, _)| inside);
        let tag = inside
            .filter(|inside| name.starts_with(|c: char| c.is_ascii_alphabetic()) && !inside.contains(['<', '\n']));
        let Some(tag) = tag else {
            plain.push('<');
            rest = after;
            continue;
        };
        if ["br", "p", "div", "li", "tr", "td"].iter().any(|block| name.eq_ignore_ascii_case(block)) {
            plain.push('\n');
        }
        rest = &after[tag.len() + 1..];
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected, "{text}");
    }

    #[test]
    fn letters_fold_to_their_plain_form() {
        check("TACE", "tace");
        check("Tumöŕ’s", "tumor's");
        check("ﬁbroﬁ𝓷 Ｒ\u{200b}ＦＡ", "fibrofin rfa");
        check("50\u{a0}mm – hot", "50 mm - hot");
        check("𝐇𝐞𝐥𝐩 𝖧𝖤𝖫𝖯 ⓗⓔⓛⓟ 🄷🄴🄻🄿 🅷🅴🅻🅿 🇭🇪🇱🇵 ʜᴇʟᴘ", "help help help help help help help");
        check("h̷e̶l̸p̴ bløød", "help blood");
        check("", "");
    }

    #[test]
    fn addresses_are_left_out() {
        check("@anna_b what is RFA? see https://example.org/a?b=c", " what is rfa? see ");
        check("www.example.org RFA", " rfa");
        check("p@in at 5 @ 6", "p@in at 5 @ 6");
    }

    #[test]
    fn other_scripts_are_kept() {
        check("Печень", "печень");
        check("肝臓", "肝臓");
        check("Straße", "straße");
    }

    #[test]
    fn every_mark_that_looks_like_an_apostrophe_is_one() {
        for mark in "'´`′ʼ’‘‛＇ʹ‵ˈ՚ꞌ❜".chars() {
            check(&format!("I can{mark}t"), "i can't");
        }
        for entity in ["&#39;", "&rsquo;", "&apos;", "&#x2019;", "&#8217;", "&amp;#39;", "â€™"] {
            check(&format!("I can{entity}t"), "i can't");
        }
    }

    #[test]
    fn entities_are_resolved() {
        check("RFA &amp; TACE", "rfa & tace");
        check("vomiting&nbsp;blood &quot;now&quot;", "vomiting blood \"now\"");
        check("R&D and a & b", "r&d and a & b");
        check("I <b>can't</b> br<i>eathe</i><br/>now", "i can't breathe\nnow");
        check("temp < 38, a <3 you, x<y>z <", "temp < 38, a <3 you, xz <");
    }

    #[test]
    fn dots_of_abbreviations_are_removed() {
        check("Is R.F.A. painful?", "is rfa painful?");
        check("(T.A.C.E.), C.T. and C.T scans", "(tace), ct and ct scans");
        check("I had T.A.C.E. What now?", "i had tace. what now?");
        check("after R.F.A.?", "after rfa?");
        check("J. Smith, 2.5 cm. A. b.c.def", "j. smith, 2.5 cm. a. b.c.def");
    }

    #[test]
    fn links_are_removed() {
        check("library.example/hours when are you open?", " when are you open?");
        check("see https://library.example/x?", "see ?");
        check("and/or 24/7 e.g./i.e. 1.5/2", "and/or 24/7 e.g./i.e. 1.5/2");
    }

    #[test]
    fn what_prints_nothing_is_removed() {
        for invisible in [
            '\u{ad}',
            '\u{34f}',
            '\u{61c}',
            '\u{115f}',
            '\u{1160}',
            '\u{17b4}',
            '\u{180b}',
            '\u{180e}',
            '\u{200b}',
            '\u{200d}',
            '\u{200e}',
            '\u{202e}',
            '\u{2060}',
            '\u{2065}',
            '\u{2066}',
            '\u{206f}',
            '\u{3164}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{ffa0}',
            '\u{fff0}',
            '\u{1bca0}',
            '\u{1d173}',
            '\u{e0041}',
            '\u{e0100}',
            '\u{e0fff}',
            '\u{8}',
            '\u{7f}',
        ] {
            check(&format!("blo{invisible}od"), "blood");
        }
    }

    #[test]
    fn a_degree_sign_is_the_word_however_it_is_typed() {
        for typed in ["39°C", "39ºC", "39˚C", "39⁰C", "39℃", "39 °C", "39 ºC", "39&deg;C", "39Â°C", "39\u{a0}°C"]
        {
            let folded = fold(typed);
            assert_eq!(folded.split_whitespace().collect::<Vec<_>>(), ["39", "degrees", "c"], "{typed}");
        }
        check("1⁰⁰ Mª", "1 degrees  degrees  ma");
        check("Nº 5", "no 5");
    }

    #[test]
    fn line_ends_are_one_kind() {
        check("a\r\nb\rc\u{2028}d\u{85}e", "a\nb\nc\nd\ne");
        check("a\r\n\r\nb", "a\n\nb");
    }
}
