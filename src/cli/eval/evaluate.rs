//! A run of `verbatim eval`, from its arguments to its exit code.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use super::card::Card;
use super::cases::{Cases, Sets};
use super::changes::Changes;
use super::floor::Floor;
use super::measured_encoder::MeasuredEncoder;
use super::progress::progress;
use super::report::Report;
use super::robust::Robust;
use super::{cases, json, robust_table, table};
use crate::cli::encoder_args::EncoderArgs;
use crate::cli::exit::{FINDINGS, FINE};
use crate::cli::faq::FaqArgs;
use crate::cli::output;
use crate::cli::output::STRONG;
use crate::engine::Engine;
use crate::scorecard::judge;

/// Measure the engine on labelled questions
///
/// CASES are JSON lines {"text": "…", "gold": ["id", …]}; an empty gold means that nothing fits. Each file is a set of
/// its own; "all" is all of them together. Exits with 1 when a floor is missed or a guarded figure is worse than in the
/// baseline.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbatim eval tests/eval/dev/*.jsonl --report report.html
  verbatim eval cases.jsonl --floor 'right>=0.85' --floor 'wrong<=0.02'
  verbatim eval cases.jsonl --json > before.json
  verbatim eval cases.jsonl --against before.json
  verbatim eval cases.jsonl --robust --floor 'robust.kept>=0.9'

Figures, 0 to 1:
  right, offered, missed, false_alarm, missed_red_flag: shares of the cases
  wrong             a passage that does not fit was quoted; a share of the cases
  right_or_offered  both together; answered: the share that was quoted a passage
  precision         of the passages quoted, the share that fits
  accuracy          of the cases an entry fits, the share that ranks one first
  accuracy_3        the same, among the first three
  auroc             how well confidence tells cases an entry fits from the
                    others; 0.5 is a coin
  in_95             of the cases an entry fits, the share matched right while
                    95 % of the others are turned away
  ece               expected calibration error: how far confidence is from the
                    share that is right; 0 is best

With --robust each question is asked again in every kind of change: mistyped,
dictated, copied from a chat, wrapped into a letter, in look-alike letters.
Figures of all kinds go by robust.kept; of one area by robust.typing.kept
(layout, wrapping, scripts); of the kinds that leave words whole or damage them
by robust.whole.kept and robust.damaged.kept; of one kind by
robust.line_end.kept:
  kept              of the right answers as typed, the share that still is
                    right; nothing's and red flags' are not counted
  kept_least        kept of the kind that keeps least; not of a single kind
  gained            of the questions not right as typed, the share right now
  missed_red_flag   of the red flags, the share not raised
  lost_red_flag     the same, of those that are raised as typed
  wrong_added, false_alarm_added
                    a share of all that was asked; not so as typed
  stranger_answered of the questions that nothing fits, the share that was
                    quoted a passage; stranger_added: and was not as typed
The goals in the table are for kinds that leave words whole 95 % kept and no
red flag missed, for those that damage words 88 % kept and 3 % missed.

With --against, right, right_or_offered, precision and accuracy may not fall;
wrong, false_alarm and missed_red_flag may not rise. With --robust in both runs,
robust.kept may not fall; robust.wrong_added, robust.stranger_answered and the
missed_red_flag of any kind may not rise.

--json prints one object:
  sets         by name: cases, figures (one that cannot be counted is left
               out), verdicts by question
  reliability  ten bins of confidence over all sets: from, to, cases, right,
               mean_confidence (null when empty)
  below_floor  a sentence for each floor that is missed
  changes      null without --against; else moved (set, figure, before, after,
               fell), worse and better (set, question, before, after), added
               and removed (set, question), new_sets, absent_sets, encoder
               (null when it is the same; else before, after)
  robust       null without --robust; else figures (by name: cases, figures),
               kept (set, kind: share), worst (by kind: set, question, changed,
               before, after, decided, confidence)
  encoder      null without --encoder; else name (of its folder) and fingerprint
               (what tells it from others)")]
pub(in crate::cli) struct EvalArgs {
    /// Files of labelled questions
    #[arg(required = true)]
    cases: Vec<PathBuf>,
    /// Ask each question in every kind of change too: typing, layout, wrapping, scripts
    #[arg(long)]
    robust: bool,
    /// Write a report for people: one HTML file with charts and, for each miss, why it happened
    #[arg(long, value_name = "FILE.html")]
    report: Option<PathBuf>,
    /// Write figures and verdicts here, to compare with later
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Compare with what --save or --json wrote: what moved, what got worse, what got better
    #[arg(long, value_name = "BASELINE")]
    against: Option<PathBuf>,
    /// A bound such as right>=0.85, wrong<=0.02 or, for one set, plain.right>=0.85; may be given again
    #[arg(long, value_name = "BOUND")]
    floor: Vec<Floor>,
    /// Print the figures alone, without what went wrong
    #[arg(long)]
    quiet: bool,
    /// Print the figures as one JSON object
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    encoder: EncoderArgs,
    #[command(flatten)]
    faq: FaqArgs,
}

pub(in crate::cli) fn eval(args: &EvalArgs) -> anyhow::Result<u8> {
    let opened = args.encoder.opened(args.faq.folder())?;
    let encoder = opened.as_ref().map(MeasuredEncoder::from);
    let engine = args.faq.engine(opened.map(|opened| opened.vectors))?;
    let cases = cases::read(&args.cases)?;
    let baseline = args.against.as_deref().map(|path| Card::baseline(path, &cases)).transpose()?;
    let unknown: Vec<String> =
        cases::unknown_ids(&cases, engine.faq()).into_iter().map(|id| format!("`{id}`")).collect();
    anyhow::ensure!(
        unknown.is_empty(),
        "questions expect {}, and the FAQ has no entry, gap, courtesy or red flag of that id: mend the labels, or name \
         the FAQ that they are for with --faq",
        unknown.join(", ")
    );
    let sets = judge_all(&engine, cases);
    let robust = args.robust.then(|| Robust::ask(&engine, &sets));
    let card = Card { encoder, ..Card::new(&sets, robust.as_ref()) };
    let changes = baseline.map(|baseline| Changes::between(&baseline, &card));
    let below_floor: Vec<String> = args.floor.iter().filter_map(|floor| floor.missed(&card)).collect();
    let fallen: Vec<String> = changes.iter().flat_map(Changes::fallen).collect();
    if let Some(path) = &args.report {
        let made = chrono::Utc::now().format("%-d %B %Y, %H:%M UTC").to_string();
        let report = Report {
            engine: &engine,
            sets: &sets,
            card: &card,
            robust: robust.as_ref(),
            changes: changes.as_ref(),
            below_floor: &below_floor,
        };
        fs::write(path, report.page(&made)).with_context(|| format!("cannot write {}", path.display()))?;
    }
    if let Some(path) = &args.save {
        card.write(path)?;
    }
    output::to_stdout(|out| {
        if args.json {
            return json::print(&card, &sets, robust.as_ref(), &below_floor, changes.as_ref(), out);
        }
        table::print_figures(&card, out)?;
        if !args.quiet {
            table::print_confusion(&sets, out)?;
            table::print_misses(&sets, out)?;
        }
        if let Some(robust) = &robust {
            robust_table::print_robust(robust, out)?;
            if !args.quiet {
                robust_table::print_worst(robust, out)?;
            }
        }
        if let (Some(changes), Some(path)) = (&changes, &args.against) {
            table::print_changes(changes, &path.display().to_string(), out)?;
        }
        for line in &below_floor {
            writeln!(out, "{STRONG}below the floor:{STRONG:#} {line}")?;
        }
        fallen.iter().try_for_each(|line| writeln!(out, "{STRONG}worse than the baseline:{STRONG:#} {line}"))
    })?;
    Ok(if below_floor.is_empty() && fallen.is_empty() { FINE } else { FINDINGS })
}

/// Judges every case; a bar shows how far it is when that takes long and somebody looks on.
fn judge_all(engine: &Engine, sets: Cases) -> Sets {
    let total = sets.iter().map(|(_, cases)| cases.len()).sum::<usize>();
    let bar = progress(total, total);
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
