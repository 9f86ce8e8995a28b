//! `verbatim questions`: the questions that are kept, for those who look after the FAQ and its readers.

use std::time::Duration;

use chrono::Utc;
use clap::Args;
use serde::Serialize;

use super::database::StoreArgs;
use super::exit::FINE;
use super::faq::FaqArgs;
use super::output::{one_line, time, to_stdout};
use super::phrasings::with_added;
use super::question_groups::QuestionGroups;
use crate::engine::Engine;
use crate::store::{KeptQuestion, Store};

/// How many questions are read at once.
const PAGE: u32 = 1000;

/// List the questions that people asked, oldest first, where they are kept
///
/// Questions are kept only by a bot that runs with `--keep-questions`. They are what people wrote, word for word: show
/// them to nobody who may not read them.
///
/// --grouped asks the FAQ each of them again and gathers them by the entry or the gap that they come nearest to, what was
/// asked most first. What is not answered with it already stands there as a list to take phrasings from, as in
/// topics/*.toml; what is near to nothing is gathered by likeness.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbatim questions --since 7              those of the last week
  verbatim questions --grouped --faq my-faq --since 90
  verbatim questions --grouped --at-least 3 what was asked three times or more in the same words
  verbatim questions --json | jq -r 'select(.decision == \"unknown\") | .question'

--grouped --json prints one object a group:
  near, kind   the entry or the gap, and which of both; null when nothing is near
  questions, people
               how many there are, and how many people asked
  decisions    how many of them are decided how now
  wordings     each way to ask once: question, times, people, decision, and whether it is a draft of a phrasing")]
pub(super) struct QuestionsArgs {
    #[command(flatten)]
    store: StoreArgs,
    /// Only those of the last so many days
    #[arg(long, value_name = "DAYS")]
    since: Option<u32>,
    /// Gather them by the entry that they come nearest to, as drafts of phrasings
    #[arg(long)]
    grouped: bool,
    #[command(flatten)]
    faq: FaqArgs,
    /// Of the drafts only those that were asked at least so many times
    #[arg(long, value_name = "TIMES", requires = "grouped", default_value_t = 1)]
    at_least: usize,
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

    /// The questions in order, page by page.
    async fn each(
        &self,
        store: &Store,
        mut take: impl FnMut(Vec<KeptQuestion>) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let since_ms = self.since.map_or(0, |days| {
            let ago = Duration::from_secs(u64::from(days) * 24 * 60 * 60);
            (Utc::now() - ago).timestamp_millis()
        });
        let mut last = 0;
        loop {
            let page = store.questions(since_ms, last, PAGE).await?;
            let Some((newest, _)) = page.last() else { return Ok(()) };
            last = *newest;
            take(page.into_iter().map(|(_, question)| question).collect())?;
        }
    }

    async fn list(&self, store: &Store) -> anyhow::Result<u8> {
        let mut count = 0;
        self.each(store, |page| {
            count += page.len();
            to_stdout(|out| page.iter().try_for_each(|question| self.print(question, out)))?;
            Ok(())
        })
        .await?;
        if count == 0 { self.nothing() } else { Ok(FINE) }
    }

    async fn gather(&self, store: &Store) -> anyhow::Result<u8> {
        let origin = self.faq.origin();
        let faq = origin.load(&origin.files()?)?;
        let engine = Engine::new(with_added(faq, &store.phrasings().await?));
        let mut kept = Vec::new();
        self.each(store, |page| {
            kept.extend(page);
            Ok(())
        })
        .await?;
        let groups = QuestionGroups::of(&engine, kept);
        match (groups.is_empty(), self.json) {
            (true, _) => self.nothing(),
            (false, true) => to_stdout(|out| groups.json(out)),
            (false, false) => to_stdout(|out| groups.toml(self.at_least, out)),
        }
    }

    fn nothing(&self) -> anyhow::Result<u8> {
        if self.json {
            return Ok(FINE);
        }
        let of_when = if self.since.is_some() { " of that time" } else { "" };
        to_stdout(|out| {
            writeln!(out, "no questions{of_when} are kept; `verbatim run --keep-questions DAYS` keeps what is asked")
        })
    }
}

pub(super) fn questions(args: &QuestionsArgs) -> anyhow::Result<u8> {
    args.store.beside(async |store| if args.grouped { args.gather(store).await } else { args.list(store).await })
}
