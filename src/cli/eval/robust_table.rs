//! `eval --robust` in the terminal: a row for each kind of change, then the worst examples.

use std::io::{self, Write};

use super::columns::spoken;
use super::misses::{MISSES, decided};
use super::robust::{Fallen, Robust};
use crate::cli::output::{FAINT, STRONG};
use crate::scorecard::{Area, Grade, Harm, PERTURBATIONS, Robustness};

/// Of each grade, so many examples are printed; `--report` and `--json` have more.
const MOST_PRINTED: usize = 24;

/// Of each example, so many characters are printed.
const MOST_SHOWN: usize = 240;

/// The figures by kind, beside what they should be.
pub(super) fn print_robust(robust: &Robust, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "\n{STRONG}{:<24}{:>7}{:>8}{:>7}{:>8}{:>7}{:>15}{:>15}{:>8}{STRONG:#}",
        "in another form", "asked", "kept %", "goal", "gained", "wrong", "flags missed", "strangers", "alarms"
    )?;
    for area in Area::ALL {
        let kinds = robust.kinds().filter(|(_, kind, _)| kind.area == area);
        let mut kinds = kinds.peekable();
        if kinds.peek().is_none() {
            continue;
        }
        write!(out, "{STRONG}")?;
        print_row(area.name(), None, &robust.of_kinds(|kind| kind.area == area), out)?;
        write!(out, "{STRONG:#}")?;
        kinds.try_for_each(|(_, kind, robustness)| {
            print_row(&format!("  {}", kind.name), Some(kind.harm), &robustness, out)
        })?;
    }
    write!(out, "{STRONG}")?;
    for harm in Harm::ALL {
        print_row(&format!("words {}", harm.name()), None, &robust.of_kinds(|kind| kind.harm == harm), out)?;
    }
    print_row("all kinds", None, &robust.of_kinds(|_| true), out)?;
    write!(out, "{STRONG:#}")?;
    writeln!(
        out,
        "{FAINT}kept: of the answers that were right as typed; gained, wrong, strangers, alarms: not so as typed.{FAINT:#}"
    )?;
    let unasked = robust.unasked();
    if !unasked.is_empty() {
        writeln!(out, "{FAINT}Nothing to change was found for {}.{FAINT:#}", unasked.join(", "))?;
    }
    Ok(())
}

fn print_row(name: &str, harm: Option<Harm>, counted: &Robustness, out: &mut dyn Write) -> io::Result<()> {
    let kept = counted.kept_share().map_or("–".to_owned(), |share| format!("{:.1}", 100.0 * share));
    let goal = harm.map_or(String::new(), |harm| format!("{:.0}", 100.0 * harm.kept_goal()));
    let of = |part: usize, whole: usize| if whole == 0 { "–".to_owned() } else { format!("{part} of {whole}") };
    let (flags, strangers) =
        (of(counted.missed_red_flag, counted.danger), of(counted.stranger_added, counted.strangers));
    let below = harm.map(|harm| below_goal(harm, counted).join(", ")).filter(|below| !below.is_empty());
    write!(out, "{name:<24}{:>7}{kept:>8}{goal:>7}", counted.asked)?;
    write!(out, "{:>8}{:>7}{flags:>15}{strangers:>15}", counted.gained, counted.wrong_added)?;
    write!(out, "{:>8}", counted.false_alarm_added)?;
    below.map_or(Ok(()), |below| write!(out, "  below: {below}"))?;
    writeln!(out)
}

/// The goals that a kind does not reach.
pub(super) fn below_goal(harm: Harm, counted: &Robustness) -> Vec<&'static str> {
    let missed = counted.missed_red_flag as f64 > harm.missed_goal() * counted.danger as f64;
    let fell = counted.kept_share().is_some_and(|share| share < harm.kept_goal());
    [fell.then_some("kept"), missed.then_some("red flags")].into_iter().flatten().collect()
}

/// The worst examples: each question in its other form, and what it got.
pub(super) fn print_worst(robust: &Robust, out: &mut dyn Write) -> io::Result<()> {
    for grade in MISSES {
        let fallen = worst(robust, grade);
        if !fallen.is_empty() {
            writeln!(out, "\n{STRONG}in another form: {}{STRONG:#}", spoken(grade.name()))?;
        }
        for (kind, Fallen { set, before, judged, .. }) in fallen.iter().take(MOST_PRINTED) {
            let (decided, confidence) = (decided(judged), judged.outcome.confidence);
            let before = spoken(before.name());
            writeln!(out, "  {}", cut(&on_one_line(&judged.case.text)))?;
            writeln!(
                out,
                "      {FAINT}{kind}, {set}: {before} as typed; decided {decided} at {confidence:.2}{FAINT:#}"
            )?;
        }
        if fallen.len() > MOST_PRINTED {
            writeln!(
                out,
                "      {FAINT}and {} more; --report and --json have them{FAINT:#}",
                fallen.len() - MOST_PRINTED
            )?;
        }
    }
    Ok(())
}

/// Examples with a grade: the first of each kind, then the second of each, so that no kind crowds out the others.
fn worst(robust: &Robust, grade: Grade) -> Vec<(&'static str, &Fallen)> {
    let mut ranked: Vec<(usize, usize, &'static str, &Fallen)> = Vec::new();
    for (number, (kind, worst)) in PERTURBATIONS.iter().zip(&robust.worst).enumerate() {
        let of_grade = worst.iter().filter(|fallen| fallen.judged.grade == grade);
        ranked.extend(of_grade.enumerate().map(|(place, fallen)| (place, number, kind.name, fallen)));
    }
    ranked.sort_by_key(|(place, number, ..)| (*place, *number));
    ranked.into_iter().map(|(_, _, kind, fallen)| (kind, fallen)).collect()
}

/// A text that is no longer than a few lines; the report has the whole of it.
fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST_SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A text on one line, with what cannot be seen as its number.
pub(super) fn on_one_line(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' => "⏎".to_owned(),
        '\t' => "⇥".to_owned(),
        '\r' => String::new(),
        _ if is_unseen(c) => format!("⟨{:04X}⟩", u32::from(c)),
        _ => c.to_string(),
    };
    text.chars().map(shown).collect()
}

/// Whether a character prints nothing, or turns the direction of what follows.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{fe00}'..='\u{fe0e}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}'
    )
}
