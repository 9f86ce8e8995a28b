//! `verbatim stats`: what was asked, answered and missed, for those who look after the FAQ.

mod csv_rows;
mod json;
mod table;
mod words;

use std::path::PathBuf;

use anyhow::Context as _;
use chrono::Utc;
use clap::{Args, ValueEnum};

use super::counting::CountingArgs;
use super::database::StoreArgs;
use super::exit::FINE;
use super::faq::FaqArgs;
use super::output::to_stdout;
use crate::config::StatsRules;
use crate::picture;
use crate::statistics::{StatsSummary, StatsWindow, chart};
use crate::store::{Retention, Store};

/// Up to so many days are told one by one unless something else is wanted.
const MOST_DAYS_APART: u32 = 31;

/// Show what was asked, answered and missed, by day or week
///
/// The figures are counts of the bot's own and name nobody. Small ones are not shown, nor what would let them be worked
/// out: see `--stats-from`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbatim stats                              the last 30 days
  verbatim stats --days 84 --by week --png stats.png
  verbatim stats --format csv > stats.csv
  verbatim stats --format json | jq '.most_missed'")]
pub(super) struct StatsArgs {
    #[command(flatten)]
    store: StoreArgs,
    #[command(flatten)]
    faq: FaqArgs,
    #[command(flatten)]
    counting: CountingArgs,
    /// Of how many days up to today
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=i64::from(Retention::MOST_DAYS)))]
    days: u32,
    /// Whether days or weeks are told apart; weeks begin on Monday, also the first [default: day for up to 31 days, else
    /// week]
    #[arg(long, value_name = "STEP")]
    by: Option<StepName>,
    /// How the figures are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: StatsFormat,
    /// Paint them as a picture too
    #[arg(long, value_name = "FILE")]
    png: Option<PathBuf>,
}

/// By what figures are told apart.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum StepName {
    Day,
    Week,
}

/// How figures are written.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum StatsFormat {
    Text,
    Csv,
    Json,
}

pub(super) fn stats(args: &StatsArgs) -> anyhow::Result<u8> {
    let rules = args.counting.rules()?;
    args.store.beside(async |store| args.show(store, &rules).await)
}

impl StatsArgs {
    async fn show(&self, store: &Store, rules: &StatsRules) -> anyhow::Result<u8> {
        let window = self.window(rules.day(Utc::now().timestamp_millis()));
        let counts = store.days(window.period.first, window.period.last).await?;
        let summary = StatsSummary::of(window, &counts, rules.shown_from);
        if let Some(file) = &self.png {
            let svg = chart(&summary, &words::chart_words(&summary, rules));
            let painted = picture::png(&svg).context("the picture cannot be painted")?;
            std::fs::write(file, painted).with_context(|| format!("{} cannot be written", file.display()))?;
        }
        // Without a FAQ that loads, entries have their names all the same.
        let origin = self.faq.origin();
        let faq = origin.files().ok().and_then(|files| origin.load(&files).ok());
        match self.format {
            StatsFormat::Text => to_stdout(|out| table::write(&summary, rules, faq.as_ref(), out)),
            StatsFormat::Json => to_stdout(|out| json::write(&summary, rules, out)),
            StatsFormat::Csv => to_stdout(|out| csv_rows::write(&summary, out)),
        }?;
        Ok(FINE)
    }

    fn window(&self, today: i64) -> StatsWindow {
        let default = if self.days <= MOST_DAYS_APART { StepName::Day } else { StepName::Week };
        match self.by.unwrap_or(default) {
            StepName::Day => StatsWindow::of_days(today, self.days),
            StepName::Week => StatsWindow::of_weeks(today, self.days),
        }
    }
}
