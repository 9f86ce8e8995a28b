//! The command line: one verb a file. Verbs print; they never decide.

mod faq;
mod run;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use faq::{FaqArgs, load_engine};

/// Answers questions word for word from a curated text, or says that the text does not say.
#[derive(Debug, Parser)]
#[command(version, about, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Run the Telegram bot.
    Run(run::RunArgs),
}

/// What went wrong, as an exit code: the program could not run.
const COULD_NOT_RUN: u8 = 2;

/// Reads the arguments and does what they say. Exit codes: 0 fine, 1 findings, 2 could not run.
#[must_use]
pub fn main() -> ExitCode {
    let done = match Cli::parse().verb {
        Verb::Run(args) => in_runtime(run::run(args)),
    };
    done.unwrap_or_else(|error| {
        eprintln!("verbatim: {error:#}");
        ExitCode::from(COULD_NOT_RUN)
    })
}

fn in_runtime(verb: impl Future<Output = anyhow::Result<ExitCode>>) -> anyhow::Result<ExitCode> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(verb)
}

/// An environment variable; one that is empty counts as unset.
fn env(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
