//! `verbatim new`: a FAQ to begin with, one of each thing, which loads and answers at once.

pub(super) mod folder;
mod starter;

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};

use self::folder::{must_be_free, write};
use self::starter::Starter;
use super::output::to_stdout;
use crate::corpus::{self, Findings};
use crate::faq_dir;
use crate::language::{known_languages, language_data};

/// Begin a FAQ of your own
///
/// Writes a folder with one of each thing, commented, that loads and answers at once, and ten lines for labelled
/// questions. With a text of your own its first paragraph becomes the first entry.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  verbatim new my-faq\n  verbatim new my-faq --from rules.txt --title \"Rules of the house\"\n  verbatim help faq                 every key of every file"
)]
pub(super) struct NewArgs {
    /// The folder to write; it must not be there, or be empty
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The text to quote, a file in UTF-8; it is copied byte for byte
    #[arg(long, value_name = "TEXT")]
    from: Option<PathBuf>,
    /// What the FAQ is about, in a few words
    #[arg(long)]
    title: Option<String>,
    /// The language of the text, as a BCP 47 tag
    #[arg(long, default_value = "en")]
    language: String,
    /// Whether it is about health; by the words of the text when it is not said
    #[arg(long)]
    kind: Option<Kind>,
}

/// What a text is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Kind {
    Health,
    General,
}

pub(super) fn new(args: &NewArgs) -> anyhow::Result<u8> {
    let folder = &args.folder;
    if language_data(&args.language).is_none() {
        bail!("--language {}: matching knows {} alone", args.language, known_languages());
    }
    must_be_free(folder)?;
    let text = args.from.as_deref().map(faq_dir::text).transpose()?;
    let from = args.from.as_deref().map(|path| path.display().to_string()).unwrap_or_default();
    if text.as_deref().is_some_and(|text| text.trim().is_empty()) {
        bail!("{from} is empty: there is nothing to quote");
    }
    let is_about_health = match (args.kind, &text) {
        (Some(kind), _) => kind == Kind::Health,
        (None, Some(text)) => corpus::is_about_health(text),
        (None, None) => false,
    };
    let starter = Starter::new(text.as_deref(), args.title.as_deref(), &args.language, is_about_health)
        .with_context(|| format!("{from} has no sentence to quote: a passage ends with a full stop"))?;
    let files = starter.files();
    let loaded = corpus::load(&files);
    let faq = loaded.map_err(|findings: Findings| anyhow::anyhow!("the folder would not load:\n{findings}"))?;
    write(folder, &files)?;
    let first = faq.entries.first().map(|entry| entry.question.as_str()).unwrap_or_default();
    to_stdout(|out| {
        let shown = folder.display();
        writeln!(out, "{shown} is a FAQ to begin with. What to do next:")?;
        writeln!(
            out,
            "  verbatim check --faq {shown}              what is to be mended, and sentences no passage has yet"
        )?;
        writeln!(out, "  verbatim ask --faq {shown} \"{first}\"")?;
        writeln!(out, "  verbatim eval --faq {shown} {shown}/questions.jsonl   once you wrote questions there")?;
        writeln!(out, "  verbatim help faq                         every key of every file")
    })
}
