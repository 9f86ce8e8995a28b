//! `ask --explain`: the evidence as tables that a content editor understands.

use std::io::{self, Write};

use super::output::{FAINT, STRONG};
use crate::corpus::Id;
use crate::decide::{Decision, Reason};
use crate::engine::{ExplainedMatch, ExplainedWord, Explanation};

/// How many of the best matches are shown.
const MOST_SHOWN: usize = 3;

/// A word of more characters than this pushes its row out of line rather than all rows apart.
const WIDEST: usize = 24;

pub(super) fn print(explanation: &Explanation, out: &mut dyn Write) -> io::Result<()> {
    let decision = &explanation.outcome.decision;
    match (decision.name(), decision.id()) {
        (name, Some(id)) => writeln!(out, "{STRONG}{name} {id}{STRONG:#}")?,
        (name, None) => writeln!(out, "{STRONG}{name}{STRONG:#}")?,
    }
    if let Some(subject) = &explanation.outcome.about {
        writeln!(out, "read with what the answer before was about: {subject}")?;
    }
    writeln!(out, "why: {}", why(explanation))?;
    if let Decision::Choose(offered) | Decision::Gap { offered, .. } = decision
        && !offered.is_empty()
    {
        writeln!(out, "offered: {}", offered.iter().map(Id::as_str).collect::<Vec<_>>().join(", "))?;
    }
    print_words(&explanation.words, out)?;
    best_matches(explanation).try_for_each(|(number, found)| print_match(number, found, out))
}

fn print_words(words: &[ExplainedWord], out: &mut dyn Write) -> io::Result<()> {
    if words.is_empty() {
        return writeln!(out, "\nno word was read");
    }
    let read_as = |word: &ExplainedWord| match how_read(word) {
        "" => word.read_as.clone(),
        how => format!("{} ({how})", word.read_as),
    };
    let rows: Vec<(&str, String, &ExplainedWord)> =
        words.iter().map(|word| (word.typed.as_str(), read_as(word), word)).collect();
    let typed = width("typed", rows.iter().map(|(typed, ..)| *typed));
    let read = width("read as", rows.iter().map(|(_, read, _)| read.as_str()));
    writeln!(out, "\n{STRONG}{:<typed$}{:<read$}weight  matched{STRONG:#}", "typed", "read as")?;
    for (word, read_as, ExplainedWord { weight, matched, .. }) in &rows {
        let matched = if *matched { "yes" } else { "no" };
        writeln!(out, "{word:<typed$}{read_as:<read$}{:>6}  {matched}", number(*weight))?;
    }
    Ok(())
}

/// Room for a column and the space after it.
fn width<'a>(heading: &'a str, cells: impl Iterator<Item = &'a str>) -> usize {
    cells.chain([heading]).map(|cell| cell.chars().count()).max().unwrap_or_default().min(WIDEST) + 2
}

fn print_match(place: usize, found: &ExplainedMatch, out: &mut dyn Write) -> io::Result<()> {
    let other = if found.other_subject { ", about another subject" } else { "" };
    let (confidence, score) = (number(found.confidence), number(found.score));
    writeln!(out, "\n{STRONG}{place}. {} ({}){STRONG:#} confidence {confidence}{other}", found.id, found.kind)?;
    writeln!(out, "   score {score}, speaks of {:.0} % of the question", 100.0 * found.coverage)?;
    writeln!(out, "   nearest phrasing: {}", found.phrasing)?;
    writeln!(out, "   {FAINT}{:<10}  nearness  weight  gives{FAINT:#}", "signal")?;
    found.signals.iter().try_for_each(|signal| {
        let (nearness, weight) = (number(signal.cosine), number(signal.share));
        let gives = number(signal.cosine * signal.share);
        writeln!(out, "   {:<10}  {nearness:>8}  {weight:>6}  {gives:>5}", signal.name)
    })
}

/// The best matches with their places, best first; none that has nothing in common with the question.
pub(super) fn best_matches(explanation: &Explanation) -> impl Iterator<Item = (usize, &ExplainedMatch)> {
    (1..).zip(explanation.matches.iter().filter(|found| found.score > 0.0).take(MOST_SHOWN))
}

/// What was done to a word before it was looked up; empty when it stands as typed.
pub(super) fn how_read(word: &ExplainedWord) -> &'static str {
    match (word.corrected, word.translated) {
        _ if word.set_aside => "set aside",
        (true, true) => "mended, vocabulary",
        (true, false) => "mended",
        (false, true) => "vocabulary",
        (false, false) => "",
    }
}

/// A number with two decimals; one that rounds to nothing has no sign.
pub(super) fn number(value: f32) -> String {
    format!("{:.2}", (100.0 * value).round() / 100.0 + 0.0)
}

/// Why it was decided so, and what was seen in the question.
pub(super) fn why(explanation: &Explanation) -> String {
    let mut why = match explanation.outcome.reason {
        Reason::RedFlag => {
            return format!("a red flag: \u{201c}{}\u{201d}", explanation.red_flag.as_deref().unwrap_or_default());
        }
        Reason::Sure => "the best match is sure enough",
        Reason::Unsure => "no match is sure enough to answer; the nearest are offered",
        Reason::OtherSubject => "the best match is about another subject than the question names",
        Reason::SubjectNotInText => "the question names a subject that the text says nothing about",
        Reason::Negated => "the question is turned around and the best match does not cover that",
        Reason::UnknownWord => "the question asks for something that the best match does not speak of",
        Reason::OneWord => "the question is one word that several entries have, or shares none that tells",
        Reason::SeveralAsked => "the message asks several things; the best entry for each is offered",
        Reason::NothingNear => "nothing is near enough to be offered",
        Reason::OtherLanguage => "the message is in another language than the corpus",
    }
    .to_owned();
    if let Some(language) = explanation.outcome.foreign.and_then(|foreign| foreign.language) {
        why.push_str(&format!(" ({language})"));
    }
    why.push_str(&format!("; confidence {}", number(explanation.outcome.confidence)));
    if !explanation.subjects.is_empty() {
        why.push_str(&format!("; it names {}", explanation.subjects.join(", ")));
    }
    if explanation.negated {
        why.push_str("; it is turned around (\u{201c}who should not …\u{201d})");
    }
    why
}
