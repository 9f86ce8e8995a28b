//! `verbatim help`: what a verb does, or the format of a FAQ.

use anyhow::{Context as _, bail};
use clap::{Args, Command};

use super::output::to_stdout;
use crate::corpus::{format_as_markdown, format_as_text};

/// Explain a verb, or the format of a FAQ
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  verbatim help faq               every key of every file\n  verbatim help faq --markdown    the same, to be put on a page\n  verbatim help run"
)]
pub(super) struct HelpArgs {
    /// A verb, or `faq` for the format of a FAQ
    about: Vec<String>,
    /// Print the format as Markdown
    #[arg(long)]
    markdown: bool,
}

/// Explains what is asked about, of the program with these verbs.
pub(super) fn help(args: &HelpArgs, mut program: Command) -> anyhow::Result<u8> {
    match args.about.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["faq"] => {
            let format = if args.markdown { format_as_markdown() } else { format_as_text() };
            to_stdout(|out| out.write_all(format.as_bytes()))
        }
        _ if args.markdown => bail!("--markdown goes with `verbatim help faq`"),
        verbs => {
            program.build();
            let mut found = &mut program;
            for verb in verbs {
                let unknown = || format!("there is no `{verb}` to explain; `verbatim help` names what there is");
                found = found.find_subcommand_mut(verb).with_context(unknown)?;
            }
            let help = found.render_long_help();
            to_stdout(|out| write!(out, "{}", help.ansi()))
        }
    }
}
