//! `verbatim phrasings`: the phrasings that were added to the FAQ while the bot runs, one more, and one taken back.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde::Serialize;

use super::database::StoreArgs;
use super::exit::{FINDINGS, FINE};
use super::faq::FaqArgs;
use super::output::{STRONG, one_line, time, to_stdout};
use crate::corpus::{Faq, Holders, Placement};
use crate::decide::Decision;
use crate::engine::Engine;
use crate::labelled;
use crate::printed::{change_mark, refusal};
use crate::scorecard::{Grade, Trial, TrialChange, try_phrasing};
use crate::store::{NewPhrasing, PhrasingRecord, PhrasingState, Store};
use crate::text;

/// List, add or take back phrasings of entries, beside those in the FAQ's files
///
/// A phrasing that is added is in force in every running bot of the database within seconds. It stays so until it is
/// taken back, or until it stands in the FAQ's files: `verbatim export` writes it there.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbatim phrasings add --faq my-faq opening-hours \"at what time do you shut\"
  verbatim phrasings add --faq my-faq --labelled my-questions --dry-run opening-hours \"closing time\"
  verbatim phrasings list
  verbatim phrasings undo 3")]
pub(super) struct PhrasingsArgs {
    #[command(subcommand)]
    action: PhrasingsVerb,
}

#[derive(Debug, Subcommand)]
enum PhrasingsVerb {
    /// Show the phrasings that were added, in order
    List {
        #[command(flatten)]
        store: StoreArgs,
        #[command(flatten)]
        faq: FaqArgs,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Add a phrasing to an entry, unless that breaks something
    ///
    /// First every phrasing of the FAQ, and every labelled question, is asked with it and without it. What would change
    /// is shown. When something would lose its right answer or get a wrong one, nothing is added, and the exit code is 1.
    Add {
        #[command(flatten)]
        store: StoreArgs,
        #[command(flatten)]
        faq: FaqArgs,
        /// A folder of labelled questions (*.jsonl, as for `verbatim eval`) to try it on besides [env:
        /// VERBATIM_LABELLED]
        #[arg(long, value_name = "DIR", env = "VERBATIM_LABELLED", hide_env_values = true)]
        labelled: Option<PathBuf>,
        /// Show what would change, and add nothing
        #[arg(long)]
        dry_run: bool,
        /// The entry, by its id
        entry: String,
        /// The phrasing
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// Take phrasings back
    Undo {
        #[command(flatten)]
        store: StoreArgs,
        /// Their numbers, as `verbatim phrasings list` shows them
        #[arg(value_name = "NUMBER", required = true)]
        numbers: Vec<i64>,
    },
}

/// A phrasing as `--json` prints it.
#[derive(Serialize)]
struct PhrasingLine<'a> {
    number: i64,
    /// `in use`, `aside` or `undone`.
    state: &'static str,
    entry: &'a str,
    phrasing: &'a str,
    since: String,
}

pub(super) fn phrasings(args: &PhrasingsArgs) -> anyhow::Result<u8> {
    match &args.action {
        PhrasingsVerb::List { store, faq, json } => {
            let origin = faq.origin();
            let faq = origin.load(&origin.files()?)?;
            store.beside(async |store| list(&store.phrasings().await?, &faq, *json))
        }
        PhrasingsVerb::Add { store, faq, labelled, dry_run, entry, words } => {
            let origin = faq.origin();
            let faq = origin.load(&origin.files()?)?;
            let labelled = labelled.as_deref().filter(|folder| !folder.as_os_str().is_empty());
            let cases = labelled.map(labelled::read_folder).transpose()?.unwrap_or_default();
            let text = text::one_line(&words.join(" "));
            store.beside(async |store| {
                let engine = Engine::new(with_added(faq, &store.phrasings().await?));
                let trial = match try_phrasing(&engine, entry, &text, &cases) {
                    Ok(trial) => trial,
                    Err(why) => {
                        anstream::eprintln!("verbatim: not added: {}", refusal(&why, entry));
                        return Ok(FINDINGS);
                    }
                };
                let is_broken = trial.broken().next().is_some();
                show(&trial, entry, is_broken)?;
                if is_broken || *dry_run {
                    return Ok(if is_broken { FINDINGS } else { FINE });
                }
                add(store, entry, text.clone()).await
            })
        }
        PhrasingsVerb::Undo { store, numbers } => store.beside(async |store| undo(store, numbers).await),
    }
}

/// The FAQ of the files with what was added to it.
pub(super) fn with_added(mut faq: Faq, added: &[PhrasingRecord]) -> Faq {
    let accepted = added.iter().filter(|phrasing| phrasing.state == PhrasingState::Accepted);
    faq.add_phrasings(accepted.map(|phrasing| (phrasing.entry.as_str(), phrasing.text.as_str())));
    faq
}

fn list(phrasings: &[PhrasingRecord], faq: &Faq, json: bool) -> anyhow::Result<u8> {
    let holders = Holders::of(faq);
    let shown = phrasings.iter().filter(|phrasing| phrasing.state != PhrasingState::Draft);
    let lines: Vec<PhrasingLine<'_>> = shown
        .map(|phrasing| PhrasingLine {
            number: phrasing.id,
            state: match (phrasing.state, holders.placed(&phrasing.entry, &phrasing.text)) {
                (PhrasingState::Accepted, Placement::EntryGone | Placement::Elsewhere(_)) => "aside",
                (PhrasingState::Accepted, _) => "in use",
                _ => "undone",
            },
            entry: &phrasing.entry,
            phrasing: &phrasing.text,
            since: time(phrasing.at_ms),
        })
        .collect();
    to_stdout(|out| {
        for line in &lines {
            if json {
                writeln!(out, "{}", serde_json::to_string(line)?)?;
            } else {
                let PhrasingLine { number, state, entry, phrasing, since } = line;
                writeln!(out, "{number:>6}  {since}  {state}  {entry}: {}", one_line(phrasing))?;
            }
        }
        if lines.iter().any(|line| line.state == "aside") && !json {
            writeln!(out, "what is kept aside has no entry in this FAQ, or the files give it to something else")?;
        }
        if lines.is_empty() && !json {
            writeln!(out, "no phrasing was added; `verbatim phrasings add ENTRY WORDS` adds one, and so does /missed")?;
        }
        Ok(())
    })
}

fn show(trial: &Trial, entry: &str, is_broken: bool) -> anyhow::Result<u8> {
    to_stdout(|out| {
        let decided = match &trial.after {
            Decision::Answer(id) if id.as_str() == entry => format!("answered with {entry}"),
            Decision::Answer(id) => format!("answered with {id}"),
            Decision::Choose(ids) => {
                format!("offered {}", ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
            }
            other => other.name().to_owned(),
        };
        writeln!(out, "tried on {} questions; the phrasing itself would be {decided}", trial.cases)?;
        if let Decision::Answer(id) = &trial.before {
            writeln!(out, "today it is answered with {id}")?;
        }
        for change in &trial.changes {
            writeln!(out, "  {}", changed(change))?;
        }
        if is_broken {
            writeln!(out, "{STRONG}not added{STRONG:#}: what is marked with ! would be broken")?;
        }
        Ok(())
    })
}

/// A change on one line: the question, what it should get, and how that goes before and after.
fn changed(change: &TrialChange) -> String {
    let mark = change_mark(change);
    let gold = if change.gold.is_empty() { "nothing".to_owned() } else { change.gold.join(", ") };
    let given = match (&change.given, change.after) {
        (Some(id), Grade::Wrong | Grade::FalseAlarm | Grade::Missed | Grade::MissedRedFlag) => format!(" ({id})"),
        _ => String::new(),
    };
    let (before, after) = (change.before.name(), change.after.name());
    format!("{mark} “{}” of {gold}: {before} → {after}{given}", one_line(&change.text))
}

async fn add(store: &Store, entry: &str, text: String) -> anyhow::Result<u8> {
    let at_ms = chrono::Utc::now().timestamp_millis();
    let (entry, state) = (entry.to_owned(), PhrasingState::Accepted);
    let phrasing = NewPhrasing { key: None, entry, text, person: None, missed: None, at_ms, state };
    store.add_phrasing(phrasing).await?;
    to_stdout(|out| writeln!(out, "added; running bots go by it within seconds"))
}

async fn undo(store: &Store, numbers: &[i64]) -> anyhow::Result<u8> {
    let all = store.phrasings().await?;
    let is_there = |number: &&i64| all.iter().any(|one| one.id == **number && one.state != PhrasingState::Draft);
    let (there, missing): (Vec<&i64>, Vec<&i64>) = numbers.iter().partition(is_there);
    for number in &there {
        store.set_phrasing(**number, PhrasingState::Undone, chrono::Utc::now().timestamp_millis()).await?;
    }
    to_stdout(|out| writeln!(out, "{} taken back; running bots go by it within seconds", there.len()))?;
    if missing.is_empty() {
        return Ok(FINE);
    }
    let missing: Vec<String> = missing.iter().map(ToString::to_string).collect();
    anstream::eprintln!("verbatim: there is no phrasing {}", missing.join(", "));
    Ok(FINDINGS)
}
