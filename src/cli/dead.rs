//! `verbatim dead`: what was given up, and what becomes of it. Nothing of what people wrote is shown.

use clap::{Args, Subcommand};
use serde::Serialize;

use super::database::StoreArgs;
use super::exit::{FINDINGS, FINE};
use super::output::{time, to_stdout};
use crate::store::{Letter, LetterPlace, Store};

/// List, retry or drop what was given up: dead letters
///
/// An update that cannot be read or handled, and a request that Telegram refuses or answers with errors of its own again
/// and again, are kept for some days. A running bot goes on meanwhile.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbatim dead list                 what was given up, when and why
  verbatim dead retry 3 4            put two of them back; a running bot takes them up at once
  verbatim dead retry --all          after what was wrong is mended
  verbatim dead drop --all")]
pub(super) struct DeadArgs {
    #[command(subcommand)]
    action: DeadVerb,
}

#[derive(Debug, Subcommand)]
enum DeadVerb {
    /// Show the dead letters, oldest first, without what is in them and whose they are
    List {
        #[command(flatten)]
        store: StoreArgs,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Put dead letters back to be tried again
    Retry(LetterArgs),
    /// Delete dead letters
    Drop(LetterArgs),
}

#[derive(Debug, Args)]
struct LetterArgs {
    #[command(flatten)]
    store: StoreArgs,
    /// Their numbers, as `verbatim dead list` shows them
    #[arg(value_name = "NUMBER", required_unless_present = "all", conflicts_with = "all")]
    numbers: Vec<i64>,
    /// All of them
    #[arg(long)]
    all: bool,
}

/// A dead letter as `--json` prints it.
#[derive(Serialize)]
struct LetterLine<'a> {
    number: i64,
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    chat: Option<&'static str>,
    reason: &'a str,
    received: String,
    given_up: String,
}

pub(super) fn dead(args: DeadArgs) -> anyhow::Result<u8> {
    match args.action {
        DeadVerb::List { store, json } => store.beside(async |store| list(&store.letters().await?, json)),
        DeadVerb::Retry(chosen) => chosen.each("put back", async |store, number| {
            Ok(store.retry(number, chrono::Utc::now().timestamp_millis()).await?)
        }),
        DeadVerb::Drop(chosen) => chosen.each("dropped", async |store, number| Ok(store.drop_letter(number).await?)),
    }
}

fn list(letters: &[Letter], json: bool) -> anyhow::Result<u8> {
    to_stdout(|out| {
        for letter in letters {
            let line = LetterLine {
                number: letter.id,
                kind: letter.method.as_deref().unwrap_or("update"),
                chat: letter.place.map(LetterPlace::name),
                reason: &letter.reason,
                received: time(letter.received_at_ms),
                given_up: time(letter.died_at_ms),
            };
            if json {
                writeln!(out, "{}", serde_json::to_string(&line)?)?;
            } else {
                let LetterLine { number, kind, chat, reason, given_up, .. } = line;
                let chat = chat.map(|chat| format!(" ({chat})")).unwrap_or_default();
                writeln!(out, "{number:>6}  {given_up}  {kind}{chat}: {reason}")?;
            }
        }
        match letters.len() {
            0 if !json => writeln!(out, "no dead letters"),
            _ => Ok(()),
        }
    })
}

impl LetterArgs {
    /// Does something with each, says how many that were, and which are not there.
    fn each(self, done: &str, act: impl AsyncFn(&Store, i64) -> anyhow::Result<bool>) -> anyhow::Result<u8> {
        self.store.beside(async |store| {
            let numbers = if self.all {
                store.letters().await?.iter().map(|letter| letter.id).collect()
            } else {
                self.numbers.clone()
            };
            let mut missing = Vec::new();
            for number in &numbers {
                if !act(store, *number).await? {
                    missing.push(number.to_string());
                }
            }
            to_stdout(|out| writeln!(out, "{} {done}", numbers.len() - missing.len()))?;
            if missing.is_empty() {
                return Ok(FINE);
            }
            anstream::eprintln!("verbatim: there is no dead letter {}", missing.join(", "));
            Ok(FINDINGS)
        })
    }
}
