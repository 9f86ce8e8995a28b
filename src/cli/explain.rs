//! `ask --explain`: the evidence as tables that a content editor understands.

use std::io::{self, Write};

use super::output::{FAINT, STRONG};
use crate::corpus::Id;
use crate::decide::Decision;
use crate::engine::{ExplainedMatch, ExplainedWord, Explanation};
use crate::printed::{best_matches, encoder_lines, how_read, number, why};

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
    encoder_lines(found).iter().try_for_each(|line| writeln!(out, "   {line}"))?;
    writeln!(out, "   {FAINT}{:<10}  nearness  weight  gives{FAINT:#}", "signal")?;
    found.signals.iter().try_for_each(|signal| {
        let (nearness, weight) = (number(signal.cosine), number(signal.share));
        let gives = number(signal.cosine * signal.share);
        writeln!(out, "   {:<10}  {nearness:>8}  {weight:>6}  {gives:>5}", signal.name)
    })
}
