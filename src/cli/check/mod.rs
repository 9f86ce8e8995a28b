//! `verbatim check`: everything that is to be mended in a FAQ folder, by weight, with codes.

mod fix;
mod fix_text;
mod human;
mod json;
mod sarif;

use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::encoder_args::EncoderArgs;
use super::exit::{FINDINGS, FINE};
use super::faq::FaqArgs;
use super::output::to_stdout;
use crate::corpus::{self, Faq, File, Finding, FindingKind, Findings, Severity};
use crate::engine::Engine;
use crate::faq_dir;
use crate::matcher::SentenceVectors;
use crate::printed::{self, counts, today};
use crate::scorecard::self_check;

/// Show everything that is to be mended in a FAQ folder
///
/// Errors keep the folder from loading, warnings say that something is not as it should be, advice what could be better.
/// Exits with 1 when there is an error, and with `--deny` when there is what it names.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbatim check --faq my-faq
  verbatim check --faq my-faq --fix               mend what needs no thinking
  verbatim check --faq my-faq --deny warnings --quiet
  verbatim check --explain V016
  verbatim check --faq my-faq --format sarif > findings.sarif")]
pub(super) struct CheckArgs {
    #[command(flatten)]
    faq: FaqArgs,
    #[command(flatten)]
    encoder: EncoderArgs,
    /// Exit with 1 for these too
    #[arg(long, value_name = "WEIGHT")]
    deny: Option<Denied>,
    /// Show only what makes the exit code 1
    #[arg(long)]
    quiet: bool,
    /// How findings are written; `json` is one object a line
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: CheckFormat,
    /// Say what a code means, and what to do
    #[arg(long, value_name = "CODE", exclusive = true)]
    explain: Option<String>,
    /// Mend what needs no thinking: sums that are missing, phrasings that are there twice, letters that look like the
    /// source's
    #[arg(long)]
    fix: bool,
    /// Do not ask the FAQ its own phrasings, which takes some seconds
    #[arg(long)]
    quick: bool,
}

/// What counts like an error.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Denied {
    Warnings,
    Advice,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum CheckFormat {
    Human,
    Json,
    Sarif,
}

pub(super) fn check(args: &CheckArgs) -> anyhow::Result<u8> {
    if let Some(code) = &args.explain {
        return explain(code);
    }
    let mut files = faq_dir::files(args.faq.folder())?;
    let mended = match (args.fix, args.faq.folder()) {
        (false, _) => 0,
        (true, None) => anyhow::bail!("the FAQ that is built in cannot be mended: name a folder with --faq"),
        (true, Some(folder)) => fix::fix(folder, &mut files, today())?,
    };
    let vectors = args.encoder.vectors(args.faq.folder())?;
    let (faq, findings) = args.inspect(&files, vectors);
    let root = args.faq.folder().map(|folder| format!("{}/", folder.display())).unwrap_or_default();
    let shown: Vec<&Finding> = findings.iter().filter(|finding| !args.quiet || args.is_denied(finding)).collect();
    to_stdout(|out| match args.format {
        CheckFormat::Human => {
            human::write(&shown, &root, out)?;
            if args.quiet {
                return Ok(());
            }
            if mended > 0 {
                writeln!(out, "{}", printed::count(mended, "thing was mended", "things were mended"))?;
            }
            writeln!(out, "{}: {}", printed::summary(&findings), counts(faq.as_ref()))
        }
        CheckFormat::Json => json::write(&shown, &root, out),
        CheckFormat::Sarif => sarif::write(&shown, &root, out),
    })?;
    Ok(if findings.iter().any(|finding| args.is_denied(finding)) { FINDINGS } else { FINE })
}

impl CheckArgs {
    fn is_denied(&self, finding: &Finding) -> bool {
        let most = match self.deny {
            None => Severity::Error,
            Some(Denied::Warnings) => Severity::Warning,
            Some(Denied::Advice) => Severity::Advice,
        };
        finding.severity() <= most
    }

    /// Everything about the files, what the FAQ says to its own phrasings included.
    fn inspect(&self, files: &[File], vectors: Option<Arc<dyn SentenceVectors>>) -> (Option<Faq>, Findings) {
        let (faq, mut findings) = corpus::inspect(files, today());
        if let Some(faq) = faq.as_ref().filter(|faq| faq.quotes && !self.quick && !faq.entries.is_empty()) {
            findings.extend(corpus::narrowed(self_check(&Engine::with_vectors(faq.clone(), vectors)), files));
            findings = findings.sorted();
        }
        (faq, findings)
    }
}

fn explain(code: &str) -> anyhow::Result<u8> {
    let Some(kind) = FindingKind::of_code(code) else {
        let all: Vec<_> = FindingKind::ALL.iter().map(|kind| format!("  {}  {}", kind.code(), kind.title())).collect();
        anyhow::bail!("no finding has the code `{code}`; there are\n{}", all.join("\n"));
    };
    to_stdout(|out| {
        let (code, weight, title) = (kind.code(), printed::weight(kind.severity()), kind.title());
        writeln!(out, "{code} ({weight}): {title}\n\n{}\n\nMend: {}", kind.cause(), kind.mend())
    })
}
