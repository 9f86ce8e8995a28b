//! verbatim beside bare echo bots, from update to request, on one fake server in one run; see README.md one folder up.

mod bots;
mod fake;
mod figures;
mod measure;
mod programs;

use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use teloxide::prelude::*;

use crate::bots::{Kind, flush};
use crate::figures::Figures;
use crate::measure::{Load, burst, singles};
use crate::programs::Programs;

/// Measures from an update to the request that answers it, verbatim beside bare echo bots
#[derive(Debug, Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// This program instead of one built from the sources here
    #[arg(long, value_name = "PROGRAM")]
    verbatim: Option<PathBuf>,
    /// Leave out verbatim at Telegram's pace, which takes as long as that does
    #[arg(long)]
    without_pace: bool,
    /// How many messages a second verbatim may send where it is unpaced; older programs take 1000 at most
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    rate: u32,
    /// Measure echo bots in other languages too, installed first where they are not: grammY and python-telegram-bot
    #[arg(long)]
    peers: bool,
    /// An empty PostgreSQL database to measure with too; everything in it is deleted again and again
    #[arg(long, value_name = "URL")]
    postgres: Option<String>,
    /// How often everything is measured; medians over the rounds count
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// How many updates one measure of latency takes, each from a chat of its own
    #[arg(long, value_name = "N", default_value_t = 200)]
    singles: usize,
    /// How many updates wait when throughput is measured
    #[arg(long, value_name = "N", default_value_t = 2000)]
    backlog: usize,
    /// From how many chats those are; verbatim lets no more than five messages into a chat at once
    #[arg(long, value_name = "N", default_value_t = 500)]
    chats: usize,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Be the echo bot
    #[command(hide = true)]
    Bot { url: String },
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    match args.verb {
        Some(Verb::Bot { url }) => {
            echo(&url).await?;
            Ok(())
        }
        None => race(&args).await,
    }
}

/// The least that a bot can be with teloxide: its settings are those that come without asking.
async fn echo(url: &str) -> anyhow::Result<()> {
    let bot = Bot::new(bots::TOKEN).set_api_url(url.parse().context("the server's URL")?);
    teloxide::repl(bot, async |bot: Bot, message: Message| {
        bot.send_message(message.chat.id, message.text().unwrap_or_default()).await?;
        Ok(())
    })
    .await;
    Ok(())
}

/// Every bot in turn, round by round, so that what disturbs the machine disturbs all alike.
async fn race(args: &Args) -> anyhow::Result<()> {
    let verbatim = match &args.verbatim {
        Some(program) => program.clone(),
        None => programs::build()?,
    };
    let peers = if args.peers { Some(programs::install()?) } else { None };
    let programs = Programs { verbatim, rate: args.rate, postgres: args.postgres.clone(), peers };
    println!("a flush to the disk of the databases takes {:.2} ms (median of 200)", 1e3 * flush()?.as_secs_f64());
    println!("unpaced is `--rate {}`\n", args.rate);
    let load = Load { singles: args.singles, backlog: args.backlog, chats: args.chats };
    let mut figures: Vec<Figures> = Kind::ALL
        .into_iter()
        .filter(|kind| kind.is_possible(&programs) && (*kind != Kind::Paced || !args.without_pace))
        .map(Figures::new)
        .collect();
    for round in 1..=args.rounds {
        for figures in &mut figures {
            let kind = figures.kind;
            eprintln!("round {round} of {}: {}", args.rounds, kind.name());
            figures.add_singles(singles(kind, &programs, &load).await.with_context(|| kind.name())?);
            // At Telegram's pace it is that pace, which one round shows.
            if kind != Kind::Paced || round == 1 {
                figures.add_burst(&burst(kind, &programs, &load).await.with_context(|| kind.name())?);
            }
        }
    }
    print!("{}", figures::table(&figures));
    Ok(())
}
