//! Statistics as text for a terminal.

use std::io::{self, Write};

use super::words::{hidden, outcome, question, said};
use crate::cli::output::{FAINT, STRONG};
use crate::config::StatsRules;
use crate::corpus::Faq;
use crate::statistics::{FirstAnswer, Shown, StatsSummary, Step};

/// The longest bar, in letters.
const BAR: u64 = 40;

pub(super) fn write(
    summary: &StatsSummary,
    rules: &StatsRules,
    faq: Option<&Faq>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let period = summary.window.period;
    let (begins, ends, zone) = (period.begins(), period.ends(), rules.zone_name());
    writeln!(out, "{STRONG}Questions: {}{STRONG:#}", said(summary.questions))?;
    writeln!(out, "{begins} to {ends}, days of {zone}")?;
    if summary.is_empty() {
        writeln!(out, "\nNothing was asked in this time. The bot counts while it runs; --days looks further back.")?;
    }
    write_outcomes(summary, out)?;
    if !summary.is_empty() {
        write_periods(summary, out)?;
    }
    write_verdicts(summary, out)?;
    write_list("Asked most", &summary.most_asked, faq, out)?;
    write_list("Asked most of what the text does not say", &summary.most_lacking, faq, out)?;
    write_list("Missed most, by what was near", &summary.most_missed, faq, out)?;
    write_people(summary, out)?;
    if summary.hides_some() {
        writeln!(out, "\n{FAINT}{}{FAINT:#}", hidden(summary.shown_from))?;
    }
    Ok(())
}

fn write_outcomes(summary: &StatsSummary, out: &mut dyn Write) -> io::Result<()> {
    for (name, shown) in summary.outcomes.iter().filter(|(_, shown)| *shown != Shown::Exactly(0)) {
        let share = summary.share_of_questions(*shown).map(|share| format!("{share:>4} %")).unwrap_or_default();
        writeln!(out, "  {:<24}{:>14}{share}", outcome(name), said(*shown))?;
    }
    Ok(())
}

fn write_periods(summary: &StatsSummary, out: &mut dyn Write) -> io::Result<()> {
    let most = summary.by_period.iter().filter_map(|(_, shown)| shown.exact()).max().unwrap_or_default().max(1);
    let heading = if summary.window.step == Step::Day { "By day" } else { "By week, from" };
    writeln!(out, "\n{heading}")?;
    for (period, shown) in &summary.by_period {
        let bar = shown.exact().map(|count| (count * BAR).div_ceil(most)).unwrap_or_default();
        let bar = "█".repeat(usize::try_from(bar).unwrap_or_default());
        let line = format!("  {}  {:>12}  {bar}", period.begins(), said(*shown));
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn write_verdicts(summary: &StatsSummary, out: &mut dyn Write) -> io::Result<()> {
    if (summary.helped, summary.not_helped) == (Shown::Exactly(0), Shown::Exactly(0)) {
        return Ok(());
    }
    let share = summary.helped_share().map(|share| format!(" ({share} % helped)")).unwrap_or_default();
    writeln!(out, "\nHelped: {}; was not the question: {}{share}", said(summary.helped), said(summary.not_helped))
}

fn write_list(heading: &str, named: &[(String, u64)], faq: Option<&Faq>, out: &mut dyn Write) -> io::Result<()> {
    if named.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{heading}")?;
    for (id, count) in named {
        let words = question(faq, id);
        let id = if words == *id || id.is_empty() { String::new() } else { format!("  {FAINT}{id}{FAINT:#}") };
        writeln!(out, "  {count:>6}  {words}{id}")?;
    }
    Ok(())
}

fn write_people(summary: &StatsSummary, out: &mut dyn Write) -> io::Result<()> {
    if summary.handed_over == Shown::Exactly(0) {
        return Ok(());
    }
    writeln!(out, "\nPassed on to a person: {}", said(summary.handed_over))?;
    for (span, shown) in summary.first_answers.iter().filter(|(_, shown)| *shown != Shown::Exactly(0)) {
        writeln!(out, "  {:<24}{:>14}", within(*span), said(*shown))?;
    }
    if let Some(span) = summary.half_answered_within {
        writeln!(out, "  Half of them were answered {}.", within(span))?;
    }
    if (summary.desk_helped, summary.desk_not_helped) == (Shown::Exactly(0), Shown::Exactly(0)) {
        return Ok(());
    }
    let (helped, not_helped) = (said(summary.desk_helped), said(summary.desk_not_helped));
    writeln!(out, "  They said that it helped: {helped}; that it did not: {not_helped}")
}

fn within(span: FirstAnswer) -> String {
    match span {
        FirstAnswer::WithinMinutes(1) => "within a minute".to_owned(),
        FirstAnswer::WithinMinutes(minutes) => format!("within {minutes} minutes"),
        FirstAnswer::WithinHours(1) => "within an hour".to_owned(),
        FirstAnswer::WithinHours(hours) => format!("within {hours} hours"),
        FirstAnswer::Longer => "after more than a day".to_owned(),
    }
}
