//! Statistics as CSV, a figure a line: what it is, what it is about, the days, and the count as it may be shown.

use std::io::{self, Write};

use super::words::said;
use crate::statistics::{Period, Shown, StatsSummary};

const HEADINGS: [&str; 5] = ["figure", "about", "first_day", "last_day", "count"];

pub(super) fn write(summary: &StatsSummary, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record(HEADINGS)?;
    let all = summary.window.period;
    let mut row = |figure: &str, about: &str, period: Period, shown: Shown| {
        rows.write_record([figure, about, &period.begins(), &period.ends(), &said(shown)])
    };
    row("questions", "", all, summary.questions)?;
    for (name, shown) in &summary.outcomes {
        row("outcome", name, all, *shown)?;
    }
    row("helped", "", all, summary.helped)?;
    row("not_helped", "", all, summary.not_helped)?;
    let lists = [("asked", &summary.most_asked), ("lacking", &summary.most_lacking), ("missed", &summary.most_missed)];
    for (figure, named) in lists {
        for (about, count) in named {
            row(figure, about, all, Shown::Exactly(*count))?;
        }
    }
    row("handed_over", "", all, summary.handed_over)?;
    for (span, shown) in &summary.first_answers {
        row("first_answer_within_minutes", &span.name(), all, *shown)?;
    }
    row("desk_helped", "", all, summary.desk_helped)?;
    row("desk_not_helped", "", all, summary.desk_not_helped)?;
    for ((period, questions), handed_over) in summary.by_period.iter().zip(&summary.handed_over_by_period) {
        row("questions_by_period", "", *period, *questions)?;
        row("handed_over_by_period", "", *period, *handed_over)?;
    }
    rows.flush()
}
