//! The words of `/stats`: below the picture, where a caption has little room, and in it.

use super::view::StatsView;
use crate::config::StatsRules;
use crate::corpus::Faq;
use crate::reply::{Action, Catalogues, Language, Reply, Wording, checked, cut};
use crate::statistics::{ChartWords, FirstAnswer, Outcomes, Shown, StatsSummary};

/// A caption holds 1024 characters, of which three lists of so many questions of so many characters are most.
const MOST_NAMED: usize = 3;
const QUESTION_CHARS: usize = 44;

/// The figures in words, with buttons for other days.
pub(super) fn page(faq: &Faq, wording: &Wording, view: StatsView, summary: &StatsSummary, zone: &str) -> Reply {
    let mut reply = Reply::titled(&title(wording, view));
    if summary.is_empty() {
        reply = reply.with_text(wording.stats_nothing());
    }
    reply = reply.with_lines(figures(wording, summary));
    let question = |id: &str| faq.entry(id).map_or_else(|| id.to_owned(), |entry| entry.question.clone());
    let gap = |id: &str| faq.gap(id).map_or_else(|| id.to_owned(), |gap| gap.label.clone());
    let near = |id: &str| if id.is_empty() { wording.stats_near_nothing() } else { question(id) };
    reply = with_list(reply, wording.stats_most_asked(), &summary.most_asked, question);
    reply = with_list(reply, wording.stats_gap(), &summary.most_lacking, gap);
    reply = with_list(reply, wording.stats_most_missed(), &summary.most_missed, near);
    if summary.hides_questions() || summary.hides_totals() {
        let from = u32::try_from(summary.shown_from).unwrap_or(u32::MAX);
        reply = reply.with_text(wording.stats_few(from));
    }
    reply = reply.with_text(wording.stats_zone(zone));
    for other in StatsView::ALL {
        let label = button(wording, other);
        let label = if other == view { checked(&label) } else { label };
        reply = reply.with_button(label, Action::Data(other.data()));
    }
    reply.in_columns(StatsView::ALL.len(), StatsView::ALL.len())
}

/// The words in the picture, whose letters are no Chinese ones: who reads those gets the English words.
pub(super) fn chart_words(
    catalogues: &Catalogues,
    wording: &Wording,
    view: StatsView,
    summary: &StatsSummary,
    rules: &StatsRules,
) -> ChartWords {
    let wording = if wording.language() == Language::Chinese { catalogues.of(Language::English) } else { wording };
    let from = u32::try_from(summary.shown_from).unwrap_or(u32::MAX);
    let period = summary.window.period;
    ChartWords {
        title: wording.stats_questions(&count(wording, summary.questions)),
        subtitle: format!("{} – {} · {}", period.begins(), period.ends(), rules.zone_name()),
        outcomes: Outcomes::NAMES.into_iter().map(|name| outcome(wording, name)).collect(),
        fewer: wording.stats_fewer(from),
        withheld: wording.stats_withheld(),
        nothing: title(wording, view),
        footer: wording.stats_few(from),
    }
}

fn title(wording: &Wording, view: StatsView) -> String {
    match view {
        StatsView::Days7 | StatsView::Days30 => wording.stats_title(view.days()),
        StatsView::Weeks12 => wording.stats_weeks(view.days() / 7),
    }
}

fn button(wording: &Wording, view: StatsView) -> String {
    match view {
        StatsView::Days7 | StatsView::Days30 => wording.stats_show_days(view.days()),
        StatsView::Weeks12 => wording.stats_show_weeks(view.days() / 7),
    }
}

/// The figures that the picture does not say better.
fn figures(wording: &Wording, summary: &StatsSummary) -> Vec<String> {
    let said = |shown| count(wording, shown);
    let mut lines = vec![wording.stats_questions(&said(summary.questions))];
    let nothing = Shown::Exactly(0);
    if (summary.helped, summary.not_helped) != (nothing, nothing) {
        let share = summary.helped_share().map(|share| format!(" {}", wording.stats_helped_share(share)));
        let helped = wording.stats_helped(&said(summary.helped), &said(summary.not_helped));
        let point = if helped.ends_with('.') { "" } else { "." };
        lines.push(share.map_or_else(|| helped.clone(), |share| format!("{helped}{point}{share}")));
    }
    if summary.handed_over != nothing {
        lines.push(wording.stats_handed_over(&said(summary.handed_over)));
        let within = summary.half_answered_within.map(|span| wording.stats_answer_within(&time(wording, span)));
        lines.extend(within);
    }
    lines
}

fn with_list(reply: Reply, title: String, named: &[(String, u64)], words: impl Fn(&str) -> String) -> Reply {
    if named.is_empty() {
        return reply;
    }
    let line = |(id, count): &(String, u64)| format!("• {} ({count})", cut(&words(id), QUESTION_CHARS));
    reply.with_lines([title + ":"].into_iter().chain(named.iter().take(MOST_NAMED).map(line)).collect())
}

fn count(wording: &Wording, shown: Shown) -> String {
    match shown {
        Shown::Exactly(count) => count.to_string(),
        Shown::FewerThan(from) => wording.stats_fewer(u32::try_from(from).unwrap_or(u32::MAX)),
        Shown::Withheld => wording.stats_withheld(),
    }
}

fn outcome(wording: &Wording, name: &str) -> String {
    match name {
        "answer" => wording.stats_answered(),
        "choose" => wording.stats_offered(),
        "gap" => wording.stats_gap(),
        "courtesy" => wording.stats_courtesy(),
        "urgent" => wording.stats_urgent(),
        Outcomes::FOREIGN => wording.stats_foreign(),
        _ => wording.stats_unknown(),
    }
}

fn time(wording: &Wording, span: FirstAnswer) -> String {
    match span {
        FirstAnswer::WithinMinutes(minutes) => wording.stats_minutes(minutes),
        FirstAnswer::WithinHours(24) => wording.stats_days(1),
        FirstAnswer::WithinHours(hours) => wording.stats_hours(hours),
        FirstAnswer::Longer => wording.stats_longer(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::view::StatsView;
    use super::page;
    use crate::corpus;
    use crate::reply::{Catalogues, Language};
    use crate::statistics::{Occurrence, StatsSummary};
    use crate::store::DayCount;

    /// The most that a caption holds.
    const CAPTION: usize = 1024;

    #[test]
    fn the_words_fit_below_a_picture() {
        let files = crate::faq_dir::files(None).expect("the embedded FAQ is readable");
        let faq = corpus::load(&files).expect("it loads");
        let mut longest: Vec<&str> = faq.entries.iter().map(|entry| entry.id.as_str()).collect();
        longest.sort_by_key(|id| std::cmp::Reverse(faq.entry(id).map_or(0, |entry| entry.question.chars().count())));
        let counted = |what: Occurrence, about: &str, count| DayCount {
            day: 9,
            what: what.name().to_owned(),
            about: about.to_owned(),
            count,
        };
        let mut counts = Vec::new();
        for id in &longest[..3] {
            counts.extend([Occurrence::Passage, Occurrence::Missed].map(|what| counted(what, id, 1_000_000)));
        }
        counts.extend(faq.gaps.iter().map(|gap| counted(Occurrence::Gap, gap.id.as_str(), 1_000_000)));
        counts.extend([
            counted(Occurrence::Asked, "answer", 1_000_000),
            counted(Occurrence::Asked, "gap", 1_000_000),
            counted(Occurrence::Asked, "unknown", 1_000_000),
            // What is hidden is none of those that have a list.
            counted(Occurrence::Asked, "choose", 10),
            counted(Occurrence::Asked, "urgent", 1),
            counted(Occurrence::Helped, "x", 1_000_000),
            counted(Occurrence::NotHelped, "x", 1_000_000),
            counted(Occurrence::HandedOver, "", 1_000_000),
            counted(Occurrence::FirstAnswer, "longer", 1_000_000),
        ]);
        let catalogues = Catalogues::default();
        for language in Language::ALL {
            for view in StatsView::ALL {
                let summary = StatsSummary::of(view.window(10), &counts, 3);
                assert!(summary.hides_questions() && !summary.most_missed.is_empty());
                assert!(!summary.most_asked.is_empty() && !summary.most_lacking.is_empty());
                let page = page(&faq, catalogues.of(language), view, &summary, "America/Argentina/Buenos_Aires");
                let words = page.plain().encode_utf16().count();
                assert!(words <= CAPTION, "{words} in {language:?}: {}", page.plain());
            }
        }
    }
}
