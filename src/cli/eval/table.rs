//! The scorecard in the terminal: figures, confusion, misses, and what moved since a baseline.

use std::io::{self, Write};

use super::card::Card;
use super::cases::Sets;
use super::changes::{ChangedCase, Changes, Turn};
use super::columns::{COLUMNS, spoken};
use super::misses::{MISSES, confusion, decided, with_grade};
use crate::cli::output::{FAINT, STRONG};

/// The figures of each set and of all, in per cent.
pub(super) fn print_figures(card: &Card, out: &mut dyn Write) -> io::Result<()> {
    if let Some(encoder) = &card.encoder {
        writeln!(out, "with {encoder}")?;
    }
    let first = card.sets.keys().map(|name| name.chars().count()).max().unwrap_or(0).max("per cent".len()) + 2;
    write!(out, "{STRONG}{:<first$}{:>6}", "per cent", "cases")?;
    for column in &COLUMNS {
        write!(out, "{:>width$}", column.heading, width = width(column.heading))?;
    }
    writeln!(out, "{STRONG:#}")?;
    for (name, set) in card.in_order() {
        write!(out, "{name:<first$}{:>6}", set.cases)?;
        for column in &COLUMNS {
            let width = width(column.heading);
            match set.figures.get(column.name) {
                Some(share) => write!(out, "{:>width$.1}", 100.0 * share)?,
                None => write!(out, "{:>width$}", "–")?,
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Room for `100.0` and for the heading, with two spaces before it.
fn width(heading: &str) -> usize {
    heading.len().max("100.0".len()) + 2
}

/// What was taken for what, the worst first.
pub(super) fn print_confusion(sets: &Sets, out: &mut dyn Write) -> io::Result<()> {
    let confused = confusion(sets);
    if !confused.is_empty() {
        writeln!(out, "\n{STRONG}{:<28}{:<28}{:>6}{:>14}{STRONG:#}", "meant", "taken for", "quoted", "ranked first")?;
    }
    confused.iter().try_for_each(|pair| {
        let meant = pair.meant.unwrap_or("nothing");
        writeln!(out, "{meant:<28}{:<28}{:>6}{:>14}", pair.taken_for, pair.quoted, pair.ranked_first)
    })
}

/// Every question that was not served, the worst first.
pub(super) fn print_misses(sets: &Sets, out: &mut dyn Write) -> io::Result<()> {
    for grade in MISSES {
        let mut misses = with_grade(sets, grade).peekable();
        if misses.peek().is_some() {
            writeln!(out, "\n{STRONG}{}{STRONG:#}", spoken(grade.name()))?;
        }
        for (name, judged) in misses {
            let gold = if judged.case.gold.is_empty() { "nothing".to_owned() } else { judged.case.gold.join(", ") };
            let (decided, confidence) = (decided(judged), judged.outcome.confidence);
            writeln!(out, "  {}", judged.case.text)?;
            writeln!(out, "      {FAINT}{name}: fits {gold}; decided {decided} at {confidence:.2}{FAINT:#}")?;
        }
    }
    Ok(())
}

/// What moved since the baseline, worse before better; one sentence when nothing did.
pub(super) fn print_changes(changes: &Changes, baseline: &str, out: &mut dyn Write) -> io::Result<()> {
    if changes.is_empty() {
        return writeln!(out, "\nNothing changed since {baseline}: every figure and every verdict is the same.");
    }
    writeln!(out, "\n{STRONG}since {baseline}{STRONG:#}")?;
    if let Some(encoder) = &changes.encoder {
        writeln!(out, "  {encoder}")?;
    }
    for moved in &changes.moved {
        let fell = if moved.fell { "  fell" } else { "" };
        let name = format!("{}.{}", moved.set, moved.figure);
        writeln!(out, "  {name:<36} {:.4} → {:.4}{fell}", moved.before, moved.after)?;
    }
    if changes.moved.is_empty() {
        writeln!(out, "  no figure moved")?;
    }
    for (heading, sets) in [("sets that are new", &changes.new_sets), ("sets not in this run", &changes.absent_sets)] {
        if !sets.is_empty() {
            writeln!(out, "  {heading}, so that all sets together are not compared: {}", sets.join(", "))?;
        }
    }
    print_turns("worse", &changes.worse, out)?;
    print_turns("better", &changes.better, out)?;
    print_asked("added", &changes.added, out)?;
    print_asked("removed", &changes.removed, out)
}

fn print_turns(heading: &str, turns: &[Turn], out: &mut dyn Write) -> io::Result<()> {
    if !turns.is_empty() {
        writeln!(out, "\n{STRONG}{heading}, {}{STRONG:#}", questions(turns.len()))?;
    }
    turns.iter().try_for_each(|Turn { set, question, before, after }| {
        writeln!(out, "  {before} → {after}: {question}  {FAINT}({set}){FAINT:#}")
    })
}

fn print_asked(heading: &str, asked: &[ChangedCase], out: &mut dyn Write) -> io::Result<()> {
    if !asked.is_empty() {
        writeln!(out, "\n{STRONG}{heading}, {}{STRONG:#}", questions(asked.len()))?;
    }
    asked.iter().try_for_each(|ChangedCase { set, question }| writeln!(out, "  {question}  {FAINT}({set}){FAINT:#}"))
}

/// A number of questions in words.
pub(super) fn questions(number: usize) -> String {
    if number == 1 { "1 question".to_owned() } else { format!("{number} questions") }
}
