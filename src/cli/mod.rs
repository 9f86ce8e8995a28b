//! The command line: one verb a file. Verbs print; they never decide.

mod ask;
mod backup;
mod bar;
mod check;
mod contacts;
mod counting;
mod database;
mod dead;
mod desk;
mod desk_args;
mod encoder_args;
mod environment;
mod eval;
mod exit;
mod explain;
mod export;
mod faq;
mod help;
mod import;
mod keep;
mod key;
mod log;
mod migrate;
mod missed;
mod new;
mod output;
mod phrasings;
mod preview;
mod privacy;
mod question_groups;
mod questions;
mod run;
mod secret;
mod stats;
mod systemd;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use self::exit::{COULD_NOT_RUN, FINE};

/// Answers questions word for word from a curated text, or says that the text does not say.
///
/// Without a verb: `run` when a token is set, `ask` when not.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = EXAMPLES, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    verb: Option<Verb>,
}

const EXAMPLES: &str = "Examples:
  verbatim ask \"does the liver grow back?\"     one answer, in the terminal
  verbatim ask                                 ask on and on; numbers pick a choice
  verbatim new my-faq                          a FAQ of your own to begin with
  verbatim import rules.docx --into my-faq     drafts of a FAQ from a document
  verbatim check --faq my-faq                  everything that is wrong with a FAQ folder
  verbatim preview my-faq                      a page to try it in while you write
  verbatim run --token-file token.txt          the bot on Telegram

Exit codes: 0 fine, 1 findings or a regression, 2 could not run.";

#[derive(Debug, Subcommand)]
enum Verb {
    Run(Box<run::RunArgs>),
    Ask(ask::AskArgs),
    New(new::NewArgs),
    Import(import::ImportArgs),
    Check(check::CheckArgs),
    Eval(eval::EvalArgs),
    Dead(dead::DeadArgs),
    Questions(questions::QuestionsArgs),
    Desk(desk::DeskVerbArgs),
    Stats(stats::StatsArgs),
    Missed(missed::MissedArgs),
    Phrasings(phrasings::PhrasingsArgs),
    Export(export::ExportArgs),
    Preview(preview::PreviewArgs),
    Privacy(privacy::PrivacyArgs),
    Backup(backup::BackupArgs),
    Migrate(migrate::MigrateArgs),
    Key(key::KeyArgs),
    Help(help::HelpArgs),
    /// Print the completion script for a shell
    #[command(after_help = "Example:\n  verbatim completions bash > /etc/bash_completion.d/verbatim")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(after_help = "Example:\n  verbatim man | man -l -")]
    Man,
}

/// Runs the verb that the process was called with.
#[must_use]
pub fn main() -> ExitCode {
    let default = if run::has_token() { "run" } else { "ask" };
    let verb = Cli::parse().verb.or_else(|| Cli::parse_from(["verbatim", default]).verb);
    let Some(verb) = verb else { return FINE.into() };
    let done = match verb {
        Verb::Run(args) => run::run(*args),
        Verb::Ask(args) => ask::ask(&args),
        Verb::New(args) => new::new(&args),
        Verb::Import(args) => import::import(&args),
        Verb::Check(args) => check::check(&args),
        Verb::Eval(args) => eval::eval(&args),
        Verb::Dead(args) => dead::dead(args),
        Verb::Desk(args) => desk::desk(&args),
        Verb::Questions(args) => questions::questions(&args),
        Verb::Stats(args) => stats::stats(&args),
        Verb::Missed(args) => missed::missed(&args),
        Verb::Phrasings(args) => phrasings::phrasings(&args),
        Verb::Export(args) => export::export(&args),
        Verb::Preview(args) => preview::preview(&args),
        Verb::Privacy(args) => privacy::privacy(&args),
        Verb::Backup(args) => backup::backup(&args),
        Verb::Migrate(args) => migrate::migrate(&args),
        Verb::Key(key::KeyArgs {}) => key::key(),
        Verb::Help(args) => help::help(&args, Cli::command()),
        Verb::Completions { shell } => output::to_stdout(|out| {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "verbatim", &mut script);
            out.write_all(&script)
        }),
        Verb::Man => output::to_stdout(|out| clap_mangen::Man::new(Cli::command()).render(out)),
    };
    match done {
        Ok(code) => code.into(),
        Err(error) if output::is_broken_pipe(&error) => FINE.into(),
        Err(error) => {
            anstream::eprintln!("verbatim: {error:#}");
            COULD_NOT_RUN.into()
        }
    }
}
