//! `verbatim missed`: what had no good answer, in groups, for those who look after the FAQ.

use std::io::{self, Write};

use clap::Args;
use serde::Serialize;

use super::database::StoreArgs;
use super::exit::FINE;
use super::keep::MissedFromArgs;
use super::output::{STRONG, one_line, time, to_stdout};
use crate::bot::{MissGroup, grouped};
use crate::store::{MissKind, MissState};

/// So many words of a group are listed.
const MOST_WORDS: usize = 12;

/// So many of its questions are listed.
const MOST_QUESTIONS: usize = 3;

/// List what had no good answer, what most people asked first
///
/// Questions that are alike are one group. Their words are listed once so many people used them, whole questions only
/// where the bot keeps questions. /missed in Telegram makes a phrasing of a group, and marks groups as gaps, as in need of
/// a new entry, or as to be ignored; `verbatim phrasings add` adds words of your own to an entry, and marks nothing.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbatim missed                      the ten largest groups that nobody has dealt with
  verbatim missed --page 2             the next ten
  verbatim missed --all --json | jq -r 'select(.state == \"gap\") | .words | join(\" \")'

--json prints one object a line:
  group        the number by which /missed finds it
  people, questions
               how many people asked, and how often
  kinds        how it was missed: unknown, none_of_these, not_mine, chose, handed_over, staff_chose
  words        the words that enough people used, the most used first
  asked        whole questions, where they are kept
  near         the ids of the nearest entries
  state        null, phrasing, gap, new_entry or ignored
  last_day     when it was last asked")]
pub(super) struct MissedArgs {
    #[command(flatten)]
    store: StoreArgs,
    #[command(flatten)]
    from: MissedFromArgs,
    /// Also the groups that were dealt with
    #[arg(long)]
    all: bool,
    /// Which page of the list
    #[arg(long, value_name = "PAGE", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    page: u32,
    /// How many groups a page has; with --json everything is listed unless this is given
    #[arg(long, value_name = "GROUPS", value_parser = clap::value_parser!(u32).range(1..))]
    most: Option<u32>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

/// A group as `--json` prints it.
#[derive(Serialize)]
struct MissedLine<'a> {
    group: i64,
    people: usize,
    questions: usize,
    kinds: serde_json::Map<String, serde_json::Value>,
    words: &'a [&'a str],
    asked: Vec<&'a str>,
    near: &'a [String],
    state: Option<&'static str>,
    last_day: String,
}

/// So many groups stand on a page.
const ON_A_PAGE: usize = 10;

pub(super) fn missed(args: &MissedArgs) -> anyhow::Result<u8> {
    let fewest = args.from.people()?;
    args.store.beside(async |store| {
        let records = store.missed().await?;
        let all = grouped(&records, fewest);
        let shown: Vec<&MissGroup<'_>> = all.iter().filter(|group| args.all || group.state.is_none()).collect();
        let of_page = args.most.map_or(if args.json { shown.len() } else { ON_A_PAGE }, |most| most as usize);
        let before = of_page.saturating_mul(args.page as usize - 1).min(shown.len());
        let page = &shown[before..shown.len().min(before.saturating_add(of_page))];
        to_stdout(|out| {
            if args.json {
                return page.iter().try_for_each(|group| writeln!(out, "{}", serde_json::to_string(&line(group))?));
            }
            page.iter().try_for_each(|group| write(group, fewest, out))?;
            match (all.len(), page.len()) {
                (0, _) => writeln!(
                    out,
                    "nothing was missed; a bot that runs notes what it has no good answer to, unless --keep missed=0 is set"
                ),
                (_, 0) => writeln!(out, "no group waits here; --all lists those that were dealt with, --page others"),
                (_, count) if count < shown.len() => {
                    writeln!(out, "groups {} to {} of {}; --page lists the others", before + 1, before + count, shown.len())
                }
                _ => Ok(()),
            }
        })?;
        Ok(FINE)
    })
}

fn line<'a>(group: &'a MissGroup<'a>) -> MissedLine<'a> {
    let kinds = MissKind::ALL.into_iter().map(|kind| (kind.name().to_owned(), group.count(kind).into()));
    let last_ms = group.misses.iter().map(|miss| miss.day_ms).max().unwrap_or_default();
    MissedLine {
        group: group.id,
        people: group.people,
        questions: group.misses.len(),
        kinds: kinds.collect(),
        words: &group.words,
        asked: group.questions(),
        near: &group.near,
        state: group.state.map(MissState::name),
        last_day: time(last_ms)[..10].to_owned(),
    }
}

fn write(group: &MissGroup<'_>, fewest: u32, out: &mut dyn Write) -> io::Result<()> {
    let MissedLine { group: number, people, questions, kinds, words, asked, near, state, last_day } = line(group);
    let state = state.map(|state| format!(" ({state})")).unwrap_or_default();
    writeln!(
        out,
        "{STRONG}group {number}{STRONG:#}{state}: {people} people, {questions} questions, the last on {last_day}"
    )?;
    let how =
        kinds.iter().filter(|(_, count)| count.as_u64() != Some(0)).map(|(kind, count)| format!("{kind} {count}"));
    writeln!(out, "  missed: {}", how.collect::<Vec<_>>().join(", "))?;
    for question in asked.iter().take(MOST_QUESTIONS) {
        writeln!(out, "  asked: {}", one_line(question))?;
    }
    if words.is_empty() {
        writeln!(out, "  words: none that {fewest} people used")?;
    } else {
        writeln!(out, "  words: {}", words[..words.len().min(MOST_WORDS)].join(", "))?;
    }
    writeln!(out, "  near: {}\n", if near.is_empty() { "nothing".to_owned() } else { near.join(", ") })
}
