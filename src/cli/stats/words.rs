//! The words of statistics in a terminal.

use crate::config::StatsRules;
use crate::corpus::Faq;
use crate::statistics::{ChartWords, Shown, StatsSummary, Step};

/// What an entry asks, or its id when the FAQ does not have it any more.
pub(super) fn question(faq: Option<&Faq>, id: &str) -> String {
    let entry = faq.and_then(|faq| faq.entry(id)).map(|entry| entry.question.clone());
    let gap = || faq.and_then(|faq| faq.gap(id)).map(|gap| gap.label.clone());
    entry
        .or_else(gap)
        .unwrap_or_else(|| if id.is_empty() { "near nothing in the text".to_owned() } else { id.to_owned() })
}

/// A count as people read it.
pub(super) fn said(shown: Shown) -> String {
    match shown {
        Shown::Exactly(count) => count.to_string(),
        Shown::FewerThan(from) => format!("fewer than {from}"),
        Shown::Withheld => "not shown".to_owned(),
    }
}

/// The name of an outcome as people read it.
pub(super) fn outcome(name: &str) -> &str {
    match name {
        "answer" => "answered",
        "choose" => "asked back",
        "gap" => "not in the text",
        "unknown" => "not understood",
        "courtesy" => "hello and thanks",
        "urgent" => "red flags",
        "foreign" => "other languages",
        other => other,
    }
}

pub(super) fn chart_words(summary: &StatsSummary, rules: &StatsRules) -> ChartWords {
    let period = summary.window.period;
    let step = if summary.window.step == Step::Day { "day" } else { "week" };
    ChartWords {
        title: format!("Questions by {step}: {}", said(summary.questions)),
        subtitle: format!("{} – {} · {}", period.begins(), period.ends(), rules.zone_name()),
        outcomes: summary.outcomes.iter().map(|(name, _)| outcome(name).to_owned()).collect(),
        fewer: format!("fewer than {}", summary.shown_from),
        withheld: "not shown".to_owned(),
        nothing: "Nothing was asked in this time".to_owned(),
        footer: hidden(summary.shown_from),
    }
}

/// Why some counts are not there.
pub(super) fn hidden(from: u64) -> String {
    format!("Counts below {from} are not shown. A few others are left out, so that no one can work them out.")
}
