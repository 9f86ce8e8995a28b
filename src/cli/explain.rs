//! `ask --explain`: the evidence as a table that a content editor understands.

use std::io::{self, Write};

use super::ask::named;
use super::output::{FAINT, STRONG};
use crate::decide::Reason;
use crate::engine::{ExplainedMatch, ExplainedWord, Explanation};

/// How many matches are shown with all their signals.
const MOST_SHOWN: usize = 5;

pub(super) fn print(explanation: &Explanation, out: &mut dyn Write) -> io::Result<()> {
    let (decision, id) = named(&explanation.outcome.decision);
    let id = id.map(|id| format!(" {id}")).unwrap_or_default();
    writeln!(out, "{STRONG}{decision}{id}{STRONG:#}  confidence {:.2}", explanation.outcome.confidence)?;
    writeln!(out, "{}", reason(explanation))?;
    if !explanation.subjects.is_empty() {
        writeln!(out, "names: {}", explanation.subjects.join(", "))?;
    }
    if !explanation.words.is_empty() {
        writeln!(out, "\n{STRONG}{:<22}{:<22}{:>7}  the best match{STRONG:#}", "typed", "read as", "weight")?;
        for word in &explanation.words {
            print_word(word, out)?;
        }
    }
    for (number, found) in (1..).zip(explanation.matches.iter().take(MOST_SHOWN)) {
        print_match(number, found, out)?;
    }
    Ok(())
}

fn print_word(word: &ExplainedWord, out: &mut dyn Write) -> io::Result<()> {
    let how = match (word.mended, word.translated) {
        (true, true) => " (mended, vocabulary)",
        (true, false) => " (mended)",
        (false, true) => " (vocabulary)",
        (false, false) => "",
    };
    let spoken = if word.explained { "speaks of it" } else { "–" };
    writeln!(out, "{:<22}{:<22}{:>7.2}  {spoken}", word.typed, format!("{}{how}", word.read_as), word.weight)
}

fn print_match(number: usize, found: &ExplainedMatch, out: &mut dyn Write) -> io::Result<()> {
    let other = if found.other_subject { ", about another subject" } else { "" };
    writeln!(
        out,
        "\n{STRONG}{number}. {} ({}){STRONG:#}  confidence {:.2}, score {:.2}, explains {:.0} %{other}",
        found.id,
        found.kind,
        found.confidence,
        found.score,
        100.0 * found.explained
    )?;
    writeln!(out, "   nearest phrasing: {}", found.phrasing)?;
    let signals =
        found.signals.iter().map(|signal| format!("{} {:.2} × {:.2}", signal.name, signal.cosine, signal.share));
    writeln!(out, "   {FAINT}{}{FAINT:#}", signals.collect::<Vec<_>>().join(" + "))
}

fn reason(explanation: &Explanation) -> String {
    match explanation.reason {
        Reason::RedFlag => {
            format!("a red flag: \u{201c}{}\u{201d}", explanation.red_flag.as_deref().unwrap_or_default())
        }
        Reason::Sure => "the best match is sure enough".to_owned(),
        Reason::Unsure => "no match is sure enough to answer; the nearest are offered".to_owned(),
        Reason::OtherSubject => "the best match is about another subject than the question names".to_owned(),
        Reason::SubjectNotInText => "the question names a subject that the text says nothing about".to_owned(),
        Reason::TurnedAround => "the question is turned around and the best match does not cover that".to_owned(),
        Reason::OneWord => "the question shares one telling word alone with the best match".to_owned(),
        Reason::NothingNear => "nothing is near enough to be offered".to_owned(),
    }
}
