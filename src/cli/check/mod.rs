//! `verbatim check`: every finding in a FAQ folder, as `path:line: problem`.

use chrono::Datelike;
use clap::Args;

use super::exit::{FINDINGS, FINE};
use super::faq::FaqArgs;
use crate::corpus::{self, Date, Findings};
use crate::faq_dir;

/// Show everything that is wrong with a FAQ folder
///
/// Prints each finding as `path:line: problem` and exits with 1 if there is one. Findings that keep the folder from
/// loading come first and alone.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  verbatim check\n  verbatim check --faq my-faq")]
pub(super) struct CheckArgs {
    #[command(flatten)]
    faq: FaqArgs,
}

pub(super) fn check(args: &CheckArgs) -> anyhow::Result<u8> {
    let files = faq_dir::files(args.faq.folder())?;
    let root = args.faq.folder().map(|folder| format!("{}/", folder.display())).unwrap_or_default();
    let (findings, summary) = match corpus::load(&files) {
        Ok(faq) => {
            let counts = format!(
                "{} entries in {} topics, {} quizzes, {} gaps, {} courtesies, {} red flags",
                faq.entries.len(),
                faq.topics.len(),
                faq.entries.iter().filter(|entry| entry.quiz.is_some()).count(),
                faq.gaps.len(),
                faq.courtesies.len(),
                faq.safety.red_flags.len()
            );
            (corpus::check(&faq, today()), counts)
        }
        Err(findings) => (findings, "the folder does not load".to_owned()),
    };
    report(&findings, &root, &summary)
}

fn report(findings: &Findings, root: &str, summary: &str) -> anyhow::Result<u8> {
    super::output::to_stdout(|out| {
        for finding in findings.iter() {
            writeln!(out, "{root}{finding}")?;
        }
        match findings.len() {
            0 => writeln!(out, "no findings: {summary}"),
            1 => writeln!(out, "1 finding: {summary}"),
            many => writeln!(out, "{many} findings: {summary}"),
        }
    })?;
    Ok(if findings.is_empty() { FINE } else { FINDINGS })
}

/// Today in UTC, from the machine's clock.
fn today() -> Date {
    let today = chrono::Utc::now().date_naive();
    let small = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    Date { year: u16::try_from(today.year()).unwrap_or(u16::MAX), month: small(today.month()), day: small(today.day()) }
}
