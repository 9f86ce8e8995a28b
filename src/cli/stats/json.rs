//! Statistics as one JSON object: a count is a number, `{"fewer_than": 3}`, or null when it is withheld.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use crate::config::StatsRules;
use crate::statistics::{Shown, StatsSummary, Step};

pub(super) fn write(summary: &StatsSummary, rules: &StatsRules, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", serde_json::to_string_pretty(&object(summary, rules))?)
}

fn object(summary: &StatsSummary, rules: &StatsRules) -> Value {
    let period = summary.window.period;
    let outcomes: Map<String, Value> =
        summary.outcomes.iter().map(|(name, shown)| ((*name).to_owned(), count(*shown))).collect();
    let spans: Map<String, Value> =
        summary.first_answers.iter().map(|(span, shown)| (span.name(), count(*shown))).collect();
    let periods = summary.by_period.iter().zip(&summary.handed_over_by_period);
    let periods: Vec<Value> = periods
        .map(|((period, questions), handed_over)| {
            json!({
                "first": period.begins(), "last": period.ends(),
                "questions": count(*questions), "handed_over": count(*handed_over),
            })
        })
        .collect();
    json!({
        "first": period.begins(), "last": period.ends(), "zone": rules.zone_name(), "shown_from": summary.shown_from,
        "questions": count(summary.questions),
        "outcomes": outcomes,
        "helped": count(summary.helped), "not_helped": count(summary.not_helped),
        "helped_per_cent": summary.helped_share(),
        "most_asked": named(&summary.most_asked),
        "most_lacking": named(&summary.most_lacking),
        "most_missed": named(&summary.most_missed),
        "handed_over": count(summary.handed_over),
        "first_answer_within_minutes": spans,
        "half_answered_within_minutes": summary.half_answered_within.map(|span| span.name()),
        "desk_helped": count(summary.desk_helped), "desk_not_helped": count(summary.desk_not_helped),
        "by": if summary.window.step == Step::Day { "day" } else { "week" },
        "periods": periods,
    })
}

fn count(shown: Shown) -> Value {
    match shown {
        Shown::Exactly(count) => count.into(),
        Shown::FewerThan(from) => json!({ "fewer_than": from }),
        Shown::Withheld => Value::Null,
    }
}

fn named(all: &[(String, u64)]) -> Vec<Value> {
    let id = |id: &str| if id.is_empty() { Value::Null } else { id.into() };
    all.iter().map(|(about, count)| json!({ "id": id(about), "count": count })).collect()
}
