//! `verbatim eval`: labelled questions → the scorecard, compared with a baseline and held to floors.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde::{Deserialize, Serialize};

use super::ask::named;
use super::output::{FAINT, STRONG};
use super::{FINDINGS, FINE, FaqArgs, output};
use crate::engine::Engine;
use crate::scorecard::{Case, Figures, Judged, Verdict, judge};

/// Measure the engine on labelled questions
///
/// CASES are JSON lines {"text": "…", "gold": ["id", …]}; an empty gold means that nothing fits. Each file is a set of
/// its own; "all" is all of them together. Exits with 1 when a floor or the baseline is missed.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbatim eval tests/eval/held/*.jsonl
  verbatim eval cases.jsonl --floor 'right>=0.85' --floor 'wrong<=0.02'
  verbatim eval cases.jsonl --save before.json
  verbatim eval cases.jsonl --against before.json

Figures, 0 to 1: right, offered, missed, wrong (a passage that does not fit), false_alarm, missed_red_flag,
right_or_offered, answered, precision (of answers), accuracy and accuracy_3 (of the ranking).")]
pub(super) struct EvalArgs {
    /// Files of labelled questions
    #[arg(required = true)]
    cases: Vec<PathBuf>,
    /// Write figures and verdicts here, to compare with later
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Compare with what --save wrote; fails when a share of right answers fell or one of wrong answers rose
    #[arg(long, value_name = "BASELINE")]
    against: Option<PathBuf>,
    /// A bound such as right>=0.85, wrong<=0.02 or, for one set, plain.right>=0.85; may be given again
    #[arg(long, value_name = "BOUND")]
    floor: Vec<Floor>,
    /// Do not list the questions that went wrong
    #[arg(long)]
    quiet: bool,
    #[command(flatten)]
    faq: FaqArgs,
}

pub(super) fn eval(args: &EvalArgs) -> anyhow::Result<u8> {
    let engine = args.faq.engine()?;
    let mut sets = Vec::new();
    for path in &args.cases {
        sets.push((set_name(path), read_cases(path)?));
    }
    let baseline = args.against.as_deref().map(Card::read).transpose()?;
    let sets = judge_all(&engine, sets);
    let card = Card::new(&engine, &sets);
    if let Some(path) = &args.save {
        card.write(path)?;
    }
    let mut fallen = args.floor.iter().filter_map(|floor| floor.missed(&card)).collect::<Vec<_>>();
    output::to_stdout(|out| {
        print_figures(&card, out)?;
        if !args.quiet {
            print_confusion(&sets, out)?;
            print_misses(&sets, out)?;
        }
        if let Some(baseline) = &baseline {
            fallen.extend(print_changes(baseline, &card, out)?);
        }
        fallen.iter().try_for_each(|line| writeln!(out, "{STRONG}below the floor:{STRONG:#} {line}"))
    })?;
    Ok(if fallen.is_empty() { FINE } else { FINDINGS })
}

type Sets = Vec<(String, Vec<Judged>)>;

fn set_name(path: &Path) -> String {
    path.file_stem().map_or_else(|| path.display().to_string(), |stem| stem.to_string_lossy().into_owned())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseLine {
    text: String,
    gold: Vec<String>,
}

fn read_cases(path: &Path) -> anyhow::Result<Vec<Case>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let cases = lines.map(|(number, line)| {
        let case: CaseLine = serde_json::from_str(line).with_context(|| {
            format!(r#"{}:{number}: not a case such as {{"text": "…", "gold": ["id"]}}"#, path.display())
        })?;
        Ok(Case { text: case.text, gold: case.gold })
    });
    let cases = cases.collect::<anyhow::Result<Vec<_>>>()?;
    if cases.is_empty() {
        bail!("{} has no cases", path.display());
    }
    Ok(cases)
}

/// Judges every case; a bar shows how far it is when that takes long and somebody looks on.
fn judge_all(engine: &Engine, sets: Vec<(String, Vec<Case>)>) -> Sets {
    let total = sets.iter().map(|(_, cases)| cases.len()).sum::<usize>();
    let bar = if total < 2_000 { ProgressBar::hidden() } else { ProgressBar::new(total as u64) };
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} questions, {eta} left") {
        bar.set_style(style);
    }
    let judged = sets.into_iter().map(|(name, cases)| {
        let judged = cases.into_iter().map(|case| {
            bar.inc(1);
            judge(engine, case)
        });
        (name, judged.collect())
    });
    let judged = judged.collect();
    bar.finish_and_clear();
    judged
}

/// Figures of each set and of all, with the verdict on each question.
#[derive(Serialize, Deserialize)]
struct Card {
    sets: BTreeMap<String, Set>,
}

#[derive(Serialize, Deserialize)]
struct Set {
    cases: usize,
    figures: BTreeMap<String, f64>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    verdicts: BTreeMap<String, String>,
}

/// The name of all sets together.
const ALL: &str = "all";

impl Card {
    fn new(engine: &Engine, sets: &Sets) -> Self {
        let set = |judged: &[&Judged], with_verdicts: bool| {
            let figures = Figures::of(engine, judged.iter().copied());
            let verdicts = judged.iter().filter(|_| with_verdicts);
            Set {
                cases: figures.cases,
                figures: figures
                    .shares()
                    .into_iter()
                    .map(|(name, share)| (name.to_owned(), (share * 1e4).round() / 1e4))
                    .collect(),
                verdicts: verdicts.map(|judged| (judged.case.text.clone(), judged.verdict.name().to_owned())).collect(),
            }
        };
        let mut all: BTreeMap<String, Set> =
            sets.iter().map(|(name, judged)| (name.clone(), set(&judged.iter().collect::<Vec<_>>(), true))).collect();
        let together: Vec<&Judged> = sets.iter().flat_map(|(_, judged)| judged).collect();
        all.insert(ALL.to_owned(), set(&together, false));
        Self { sets: all }
    }

    fn read(path: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read the baseline {}", path.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is not a scorecard that --save wrote", path.display()))
    }

    fn write(&self, path: &Path) -> anyhow::Result<()> {
        let text = serde_json::to_string_pretty(self)? + "\n";
        fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
    }
}

/// A bound on a figure.
#[derive(Clone, Debug, PartialEq)]
struct Floor {
    set: String,
    figure: String,
    at_least: bool,
    bound: f64,
}

impl FromStr for Floor {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || format!("`{text}` is not a bound such as right>=0.85, wrong<=0.02 or plain.right>=0.85");
        let (name, bound, at_least) = match (text.split_once(">="), text.split_once("<=")) {
            (Some((name, bound)), _) => (name, bound, true),
            (None, Some((name, bound))) => (name, bound, false),
            (None, None) => return Err(bad()),
        };
        let (set, figure) = name.trim().rsplit_once('.').unwrap_or((ALL, name.trim()));
        let bound = bound.trim().parse().map_err(|_| bad())?;
        Ok(Self { set: set.to_owned(), figure: figure.to_owned(), at_least, bound })
    }
}

impl Floor {
    /// What to say when the bound is not kept; a figure that does not exist keeps no bound.
    fn missed(&self, card: &Card) -> Option<String> {
        let Self { set, figure, at_least, bound } = self;
        let Some(value) = card.sets.get(set).and_then(|set| set.figures.get(figure)) else {
            return Some(format!("there is no figure {set}.{figure}"));
        };
        let kept = if *at_least { value >= bound } else { value <= bound };
        let sign = if *at_least { ">=" } else { "<=" };
        (!kept).then(|| format!("{set}.{figure} is {value:.4}, wanted {sign} {bound}"))
    }
}

/// The figures shown in the table, by name and heading.
const COLUMNS: [(&str, &str); 8] = [
    ("right", "right"),
    ("offered", "offered"),
    ("missed", "missed"),
    ("wrong", "wrong"),
    ("false_alarm", "false alarm"),
    ("missed_red_flag", "missed flag"),
    ("precision", "precision"),
    ("accuracy", "accuracy"),
];

fn print_figures(card: &Card, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{STRONG}{:<16}{:>7}", "per cent", "cases")?;
    for (_, heading) in COLUMNS {
        write!(out, "{heading:>13}")?;
    }
    writeln!(out, "{STRONG:#}")?;
    let (all, sets): (Vec<_>, Vec<_>) = card.sets.iter().partition(|(name, _)| *name == ALL);
    for (name, set) in sets.into_iter().chain(all) {
        write!(out, "{name:<16}{:>7}", set.cases)?;
        for (figure, _) in COLUMNS {
            match set.figures.get(figure) {
                Some(share) => write!(out, "{:>13.1}", 100.0 * share)?,
                None => write!(out, "{:>13}", "–")?,
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Which wrong passages were given for which entries, most frequent first.
fn print_confusion(sets: &Sets, out: &mut dyn Write) -> io::Result<()> {
    let mut confused: BTreeMap<(String, String), usize> = BTreeMap::new();
    for judged in sets.iter().flat_map(|(_, judged)| judged).filter(|judged| judged.verdict == Verdict::Wrong) {
        let given = named(&judged.outcome.decision).1.unwrap_or_default();
        let meant = judged.case.gold.first().map_or("nothing", String::as_str);
        *confused.entry((meant.to_owned(), given.to_owned())).or_default() += 1;
    }
    let mut confused: Vec<_> = confused.into_iter().collect();
    confused.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    if !confused.is_empty() {
        writeln!(out, "\n{STRONG}{:<30}{:<30}{:>6}{STRONG:#}", "meant", "answered", "times")?;
    }
    confused.iter().try_for_each(|((meant, given), count)| writeln!(out, "{meant:<30}{given:<30}{count:>6}"))
}

/// Every question that was not served, the worst first.
fn print_misses(sets: &Sets, out: &mut dyn Write) -> io::Result<()> {
    for verdict in [Verdict::MissedRedFlag, Verdict::FalseAlarm, Verdict::Wrong, Verdict::Missed] {
        let of_verdict = |(name, judged)| {
            let judged: &Vec<Judged> = judged;
            judged
                .iter()
                .filter(|judged| judged.verdict == verdict)
                .map(move |judged| (name, judged))
                .collect::<Vec<_>>()
        };
        let misses: Vec<(&String, &Judged)> =
            sets.iter().map(|(name, judged)| (name, judged)).flat_map(of_verdict).collect();
        if misses.is_empty() {
            continue;
        }
        writeln!(out, "\n{STRONG}{}{STRONG:#}", verdict.name().replace('_', " "))?;
        for (name, judged) in misses {
            let (decision, id) = named(&judged.outcome.decision);
            let gold = if judged.case.gold.is_empty() { "nothing".to_owned() } else { judged.case.gold.join(", ") };
            let decided = id.map_or_else(|| decision.to_owned(), |id| format!("{decision} {id}"));
            writeln!(out, "  {}", judged.case.text)?;
            writeln!(
                out,
                "      {FAINT}{name}: fits {gold}; decided {decided} at {:.2}{FAINT:#}",
                judged.outcome.confidence
            )?;
        }
    }
    Ok(())
}

/// Figures that may not fall, and figures that may not rise.
const HIGHER_IS_BETTER: [&str; 4] = ["right", "right_or_offered", "precision", "accuracy"];
const LOWER_IS_BETTER: [&str; 3] = ["wrong", "false_alarm", "missed_red_flag"];

/// Prints what got better and worse, question by question; returns the figures that fell.
fn print_changes(baseline: &Card, card: &Card, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let mut fallen = Vec::new();
    for (name, set) in &card.sets {
        let Some(before) = baseline.sets.get(name) else { continue };
        for (figure, value) in &set.figures {
            let Some(old) = before.figures.get(figure) else { continue };
            let worse = (HIGHER_IS_BETTER.contains(&figure.as_str()) && value < old)
                || (LOWER_IS_BETTER.contains(&figure.as_str()) && value > old);
            if worse {
                fallen.push(format!("{name}.{figure} went from {old:.4} to {value:.4}"));
            }
        }
        for (text, verdict) in &set.verdicts {
            match before.verdicts.get(text) {
                Some(old) if old != verdict => writeln!(out, "{old} → {verdict}: {text}")?,
                _ => {}
            }
        }
    }
    Ok(fallen)
}

#[cfg(test)]
mod tests {
    use super::Floor;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str, bool, f64)>) {
        let parsed = text.parse::<Floor>().ok();
        let parsed = parsed.as_ref().map(|f| (f.set.as_str(), f.figure.as_str(), f.at_least, f.bound));
        assert_eq!(parsed, expected, "{text}");
    }

    #[test]
    fn floors_are_read() {
        check("right>=0.85", Some(("all", "right", true, 0.85)));
        check("wrong <= 0.02", Some(("all", "wrong", false, 0.02)));
        check("plain.right>=1", Some(("plain", "right", true, 1.0)));
        check("right=0.85", None);
        check("right>=high", None);
        check("", None);
    }
}
