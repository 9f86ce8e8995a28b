//! `verbatim desk`: what was done at the support desk, and who waits there. Nothing of what people wrote is shown.

use std::time::Duration;

use chrono::Utc;
use clap::{Args, Subcommand};
use serde::Serialize;

use super::database::StoreArgs;
use super::exit::FINE;
use super::output::{time, to_stdout};
use crate::store::{DeskAct, Store, Ticket};

/// How many acts are read at once.
const PAGE: u32 = 1000;

/// Show what was done at the support desk, and the conversations that are open
///
/// A running bot goes on meanwhile. Nothing of what was written in a conversation is shown, and nobody of the people who
/// wrote to the desk; of the staff, the numbers that Telegram has for them.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbatim desk log --since 7         what was done in the last week, oldest first
  verbatim desk log --json | jq -r 'select(.act == \"block\")'
  verbatim desk tickets               who waits, longest first")]
pub(super) struct DeskVerbArgs {
    #[command(subcommand)]
    action: DeskVerb,
}

#[derive(Debug, Subcommand)]
enum DeskVerb {
    /// Show every act with when and by whom, oldest first
    Log {
        #[command(flatten)]
        store: StoreArgs,
        /// Only what was done in the last so many days
        #[arg(long, value_name = "DAYS")]
        since: Option<u32>,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Show the open conversations, who waits longest first
    Tickets {
        #[command(flatten)]
        store: StoreArgs,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
}

/// An act as `--json` prints it.
#[derive(Serialize)]
struct ActLine<'a> {
    at: String,
    ticket: Option<i64>,
    /// Telegram's number of who did it; null when it was nobody of the staff.
    who: Option<i64>,
    act: &'a str,
    detail: &'a str,
}

/// A conversation as `--json` prints it.
#[derive(Serialize)]
struct TicketLine<'a> {
    ticket: i64,
    opened: String,
    waiting_since: Option<String>,
    waiting_s: Option<i64>,
    assignee: Option<&'a str>,
    language: &'a str,
}

pub(super) fn desk(args: &DeskVerbArgs) -> anyhow::Result<u8> {
    match &args.action {
        DeskVerb::Log { store, since, json } => store.beside(async |store| log(store, *since, *json).await),
        DeskVerb::Tickets { store, json } => {
            store.beside(async |store| tickets(&store.open_tickets().await?, Utc::now().timestamp_millis(), *json))
        }
    }
}

async fn log(store: &Store, since: Option<u32>, json: bool) -> anyhow::Result<u8> {
    let since_ms = since.map_or(0, |days| {
        let ago = Duration::from_secs(u64::from(days) * 24 * 60 * 60);
        (Utc::now() - ago).timestamp_millis()
    });
    let mut last = 0;
    loop {
        let page = store.desk_log(since_ms, last, PAGE).await?;
        let Some((newest, _)) = page.last() else { break };
        last = *newest;
        to_stdout(|out| page.iter().try_for_each(|(_, act)| print_act(act, json, out)))?;
    }
    if last == 0 && !json {
        let of_when = if since.is_some() { " in that time" } else { "" };
        to_stdout(|out| {
            writeln!(out, "nothing was done at the desk{of_when}; `verbatim run --staff-chat ID` opens one")
        })?;
    }
    Ok(FINE)
}

fn print_act(
    DeskAct { at_ms, ticket, who, act, detail }: &DeskAct,
    json: bool,
    out: &mut dyn std::io::Write,
) -> std::io::Result<()> {
    if json {
        let line = ActLine { at: time(*at_ms), ticket: *ticket, who: *who, act, detail };
        return writeln!(out, "{}", serde_json::to_string(&line)?);
    }
    let ticket = ticket.map_or_else(|| "-".to_owned(), |ticket| format!("#{ticket}"));
    let who = who.map_or_else(|| "-".to_owned(), |who| who.to_string());
    let detail = if detail.is_empty() { String::new() } else { format!(" {detail}") };
    writeln!(out, "{}  {ticket:>6}  {who:>14}  {act}{detail}", time(*at_ms))
}

fn tickets(open: &[Ticket], now_ms: i64, json: bool) -> anyhow::Result<u8> {
    to_stdout(|out| {
        for ticket in open {
            let waiting_s = ticket.waiting_since_ms.map(|since_ms| (now_ms - since_ms).max(0) / 1000);
            let assignee = ticket.assignee.as_ref().map(|assignee| assignee.name.as_str());
            if json {
                let line = TicketLine {
                    ticket: ticket.id,
                    opened: time(ticket.opened_at_ms),
                    waiting_since: ticket.waiting_since_ms.map(time),
                    waiting_s,
                    assignee,
                    language: &ticket.language,
                };
                writeln!(out, "{}", serde_json::to_string(&line)?)?;
                continue;
            }
            let state =
                waiting_s.map_or_else(|| "answered".to_owned(), |seconds| format!("waits for {}", hours(seconds)));
            let assignee = assignee.map(|name| format!(", {name} has it")).unwrap_or_default();
            writeln!(out, "{:>6}  opened {}  {state}{assignee}", format!("#{}", ticket.id), time(ticket.opened_at_ms))?;
        }
        match open.len() {
            0 if !json => writeln!(out, "no conversation is open"),
            _ => Ok(()),
        }
    })
}

/// Seconds as hours and minutes.
fn hours(seconds: i64) -> String {
    format!("{} h {:02} min", seconds / 3600, seconds / 60 % 60)
}
