//! Where a text was copied from, and what stands around it on the page: lines, lists, logs, mails, mark-up.

use super::dice::Dice;
use super::spans::{gaps, in_one_gap, long_words, replaced, words};

/// Something else in the place of every blank.
pub(super) fn every_blank(text: &str, with: &str) -> Option<String> {
    Some(text.split(' ').collect::<Vec<_>>().join(with))
}

/// Line ends where a narrow window would break.
pub(super) fn narrow_lines(text: &str, dice: &mut Dice) -> Option<String> {
    let width = 12 + dice.below(16);
    let mut lines = String::with_capacity(text.len());
    let mut length = 0;
    for word in text.split(' ') {
        let letters = word.chars().count();
        if length > 0 {
            let breaks = length + 1 + letters > width;
            lines.push(if breaks { '\n' } else { ' ' });
            length = if breaks { 0 } else { length + 1 };
        }
        lines.push_str(word);
        length += letters;
    }
    Some(lines)
}

/// Something in front.
pub(super) fn behind(text: &str, dice: &mut Dice, fronts: &[&str]) -> Option<String> {
    Some(format!("{}{text}", dice.pick(fronts)?))
}

/// Something after.
pub(super) fn before(text: &str, dice: &mut Dice, ends: &[&str]) -> Option<String> {
    Some(format!("{text}{}", dice.pick(ends)?))
}

/// A mark in front of each line.
pub(super) fn quoted_lines(text: &str, dice: &mut Dice) -> Option<String> {
    let lines = in_one_gap(text, dice, "\n").unwrap_or_else(|| text.to_owned());
    Some(lines.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n"))
}

/// Mark-up around one word.
pub(super) fn emphasized(text: &str, dice: &mut Dice) -> Option<String> {
    let spans = words(text);
    let span = spans.get(dice.below(spans.len()))?;
    let mark = dice.pick(&["**", "*", "_", "__", "~~", "`", "||"])?;
    Some(replaced(text, span, &format!("{mark}{}{mark}", &text[span.clone()])))
}

/// A small picture in a gap and one at the end.
pub(super) fn emoji(text: &str, dice: &mut Dice) -> Option<String> {
    const FACES: [&str; 8] = ["🙏", "😟", "🤔", "😢", "❤️", "👋🏽", "😰", "❓"];
    let (first, second) = (dice.pick(&FACES)?, dice.pick(&FACES)?);
    let inside = in_one_gap(text, dice, &format!(" {first} ")).unwrap_or_else(|| text.to_owned());
    Some(format!("{inside} {second}{second}"))
}

/// White space around and twice between some words.
pub(super) fn loose(text: &str, dice: &mut Dice) -> Option<String> {
    let (front, end) = (dice.pick(&["   ", "\n\n ", "\t"])?, dice.pick(&["  ", "\n", " \n\n"])?);
    let inside = in_one_gap(text, dice, "   ").unwrap_or_else(|| text.to_owned());
    Some(format!("{front}{inside}{end}"))
}

/// A line of a chat as programs copy it.
pub(super) fn chat_log(text: &str, dice: &mut Dice) -> Option<String> {
    let me = dice.phrase(|phrases| phrases.me)?;
    Some(match dice.below(4) {
        0 => format!("[12:01, 3/11/2026] {me}: {text}"),
        1 => format!("{me}, [3 Nov 2026 at 12:01:33]:\n{text}"),
        2 => format!("03.11.26, 12:01 - {me}: {text}"),
        _ => format!("{me}: {text}"),
    })
}

/// A mail with its head, salutation and signature.
pub(super) fn mail(text: &str, dice: &mut Dice) -> Option<String> {
    let (subject, salutation) = (dice.phrase(|phrases| phrases.subjects)?, dice.phrase(|phrases| phrases.salutations)?);
    let (close, signature) = (dice.phrase(|phrases| phrases.closes)?, dice.phrase(|phrases| phrases.signatures)?);
    Some(format!("{subject}\n\n{salutation}\n\n{text}\n\n{close}\n\n{signature}"))
}

/// Characters as the source of a page has them.
pub(super) fn entities(text: &str, dice: &mut Dice) -> Option<String> {
    let escape = |c: char| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        '\'' => "&#39;".to_owned(),
        _ if c.is_ascii() => c.to_string(),
        _ => format!("&#{};", u32::from(c)),
    };
    let gaps = gaps(text);
    let gap = gaps.get(dice.below(gaps.len()));
    Some(match gap {
        Some(gap) => {
            let (start, end) = (&text[..gap.start], &text[gap.end..]);
            format!(
                "{}&nbsp;{}",
                start.chars().map(escape).collect::<String>(),
                end.chars().map(escape).collect::<String>()
            )
        }
        None => text.chars().map(escape).collect(),
    })
}

/// A page's mark-up around it.
pub(super) fn tags(text: &str, dice: &mut Dice) -> Option<String> {
    let spans = long_words(text, 3);
    let bold =
        spans.get(dice.below(spans.len())).map(|span| replaced(text, span, &format!("<b>{}</b>", &text[span.clone()])));
    let text = bold.as_deref().unwrap_or(text);
    Some(if dice.below(2) == 0 { format!("<p>{text}</p>") } else { format!("<div>{text}<br></div>") })
}

/// Letters beyond ASCII as a program shows them that reads them in an older encoding, apostrophes above all.
pub(super) fn mojibake(text: &str, _: &mut Dice) -> Option<String> {
    let broken = |c: char| match c {
        '\'' | '’' => "â€™".to_owned(),
        '“' => "â€œ".to_owned(),
        '–' => "â€“".to_owned(),
        '…' => "â€¦".to_owned(),
        // The letters of Latin-1 are two bytes in UTF-8, and each of these is a letter or mark of its own in Latin-1.
        '\u{a1}'..='\u{ff}' => c.to_string().bytes().map(char::from).collect(),
        _ => c.to_string(),
    };
    Some(text.chars().map(broken).collect())
}
