//! verbatim beside its peers, on the same questions in one run; see README.md one folder up.

mod jsonl;
mod peers;
mod plot;
mod programs;
mod race;
mod results;
mod set;

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Parser, Subcommand};

use programs::Programs;
use results::Results;
use set::Set;

/// Runs verbatim beside other ways to match a question, on the same questions in one run
///
/// Without arguments: the project's own FAQ with its development questions.
#[derive(Debug, Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// Entries, one a line: {"id", "question", "phrasings": […]}
    #[arg(requires = "queries")]
    entries: Option<PathBuf>,
    /// Questions, one a line: {"text", "gold": [ids]}; those that no entry answers are passed over
    queries: Vec<PathBuf>,
    /// A folder with a sentence encoder: measure verbatim with it too, and with `--peers` sentence-transformers;
    /// deploy/encoder fetches one
    #[arg(long, value_name = "DIR")]
    encoder: Option<PathBuf>,
    /// Measure peers in other languages too, installed first where they are not: nlp.js and sentence-transformers
    #[arg(long)]
    peers: bool,
    /// Also write the figures as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// What the set is called in the figures; the name of its folder when not given
    #[arg(long)]
    name: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Draws accuracy over latency from the figures of one run or several, a panel each
    Plot {
        /// What `--json` wrote
        #[arg(required = true)]
        results: Vec<PathBuf>,
        /// Where the drawing goes
        #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/plot.svg"))]
        out: PathBuf,
    },
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    if let Some(Verb::Plot { results, out }) = args.verb {
        let results: Vec<Results> = results.iter().map(|path| Results::read(path)).collect::<anyhow::Result<_>>()?;
        return plot::draw(&results, &out);
    }
    let mut set = match &args.entries {
        Some(entries) => jsonl::read(entries, &args.queries)?,
        None => Set::of_the_project()?,
    };
    set.name = args.name.unwrap_or(set.name);
    let programs = Programs::new(args.encoder, args.peers)?;
    programs.left_out().iter().for_each(|line| eprintln!("{line}"));
    let results = race::run(&set, &programs)?;
    print!("{results}");
    if let Some(path) = args.json {
        fs::write(&path, results.to_json()?).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
