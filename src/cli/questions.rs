//! `verbatim questions`: the questions that are kept, for those who look after the FAQ and its readers.

use std::time::Duration;

use chrono::Utc;
use clap::Args;
use serde::Serialize;

use super::database::StoreArgs;
use super::exit::FINE;
use super::output::{one_line, time, to_stdout};
use crate::store::{KeptQuestion, Store};

/// How many questions are read at once.
const PAGE: u32 = 1000;

/// List the questions that people asked, oldest first, where they are kept
///
/// Questions are kept only by a bot that runs with `--keep-questions`. They are what people wrote, word for word: show
/// them to nobody who may not read them.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbatim questions --since 7              those of the last week
  verbatim questions --json | jq -r 'select(.decision == \"unknown\") | .question'")]
pub(super) struct QuestionsArgs {
    #[command(flatten)]
    store: StoreArgs,
    /// Only those of the last so many days
    #[arg(long, value_name = "DAYS")]
    since: Option<u32>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

/// A question as `--json` prints it.
#[derive(Serialize)]
struct QuestionLine<'a> {
    asked: String,
    /// A code: the same for every question of a person.
    person: String,
    decision: &'a str,
    entry: Option<&'a str>,
    question: &'a str,
}

impl QuestionsArgs {
    fn print(&self, question: &KeptQuestion, out: &mut dyn std::io::Write) -> std::io::Result<()> {
        let line = QuestionLine {
            asked: time(question.at_ms),
            person: hex::encode(question.person),
            decision: &question.decision,
            entry: question.entry.as_deref(),
            question: &question.words,
        };
        if self.json {
            return writeln!(out, "{}", serde_json::to_string(&line)?);
        }
        let QuestionLine { asked, person, decision, entry, question } = line;
        let decided = entry.map_or_else(|| decision.to_owned(), |entry| format!("{decision} {entry}"));
        writeln!(out, "{asked}  {}  {decided}: {}", &person[..8], one_line(question))
    }

    async fn list(&self, store: &Store) -> anyhow::Result<u8> {
        let since_ms = self.since.map_or(0, |days| {
            let ago = Duration::from_secs(u64::from(days) * 24 * 60 * 60);
            (Utc::now() - ago).timestamp_millis()
        });
        let mut last = 0;
        loop {
            let page = store.questions(since_ms, last, PAGE).await?;
            let Some((newest, _)) = page.last() else { break };
            last = *newest;
            to_stdout(|out| page.iter().try_for_each(|(_, question)| self.print(question, out)))?;
        }
        if last == 0 && !self.json {
            let of_when = if self.since.is_some() { " of that time" } else { "" };
            to_stdout(|out| {
                writeln!(
                    out,
                    "no questions{of_when} are kept; `verbatim run --keep-questions DAYS` keeps what is asked"
                )
            })?;
        }
        Ok(FINE)
    }
}

pub(super) fn questions(args: &QuestionsArgs) -> anyhow::Result<u8> {
    args.store.beside(async |store| args.list(store).await)
}
