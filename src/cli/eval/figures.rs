//! The report's figures: tiles, the table of sets, and the charts of confidence with their numbers.

use maud::{Markup, html};

use super::card::Card;
use super::cases::ALL;
use super::cases::Sets;
use super::chart::{self, exactly};
use super::columns::{COLUMNS, spoken};
use super::set::Set;
use crate::scorecard::{BINS, Bin, Cut, Figures, Grade, Judged, Sure, coverage_curve, reliability};

/// Grades that should not be there at all.
const WORST: [Grade; 3] = [Grade::Wrong, Grade::FalseAlarm, Grade::MissedRedFlag];

/// The shares of all questions, and every figure of every set.
pub(super) fn figures(sets: &Sets, card: &Card) -> Markup {
    let all = Figures::of(sets.iter().flat_map(|(_, judged)| judged));
    let count = |grade| all.grades.get(&grade).copied().unwrap_or(0);
    let (right, offered) = (count(Grade::Right), count(Grade::Offered));
    html! {
        section #figures {
            h2 { "Figures" }
            div.tiles {
                (tile("Right", right, all.cases, "questions got what fits, or rightly no passage"))
                (tile("Right or offered", right + offered, all.cases, "questions got what fits or had it among the choices"))
                (tile("Quoted", all.answered, all.cases, "questions got a passage at once"))
                (tile("Quoted right", all.answered_right, all.answered, "passages fit the question"))
            }
            p.legend {
                @for grade in Grade::ALL { span { i class=(grade.name()) {} (spoken(grade.name())) } }
            }
            div.scroll {
                table.sets {
                    thead {
                        tr {
                            th scope="col" { "set" }
                            th scope="col" { "cases" }
                            th.wide scope="col" { "verdicts" }
                            @for column in &COLUMNS { th scope="col" title=(column.meaning) { (column.heading) } }
                        }
                    }
                    tbody { @for (name, set) in card.in_order() { (set_row(name, set)) } }
                }
            }
            p.note { "In per cent. A dash stands where a set has no question of that kind." }
        }
    }
}

/// Whether confidence means what it says.
pub(super) fn confidence(sets: &Sets) -> Markup {
    let judged = || sets.iter().flat_map(|(_, judged)| judged);
    let best: Vec<Sure> = judged().filter_map(Judged::best).collect();
    let possible: Vec<Sure> = judged().filter_map(Judged::possible_answer).collect();
    let all = Figures::of(judged());
    let bins = reliability(&best);
    let curve = coverage_curve(&possible, all.cases);
    let shipped = (all.answered > 0)
        .then(|| (all.answered as f64 / all.cases as f64, all.answered_right as f64 / all.answered as f64));
    let number = |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.3}"));
    html! {
        section #confidence {
            h2 { "Can its confidence be trusted?" }
            div.tiles {
                (plain_tile("Calibration error", &number(all.ece), "0 is best: confidence is the share that is right"))
                (plain_tile("AUROC", &number(all.auroc), "tells questions an entry fits from others; 0.5 is a coin"))
                (plain_tile("in@95", &all.in_95.map_or("–".to_owned(), exactly), "matched right while 95\u{202f}% of the others are turned away"))
            }
            div.charts {
                figure {
                    h3 { "Reliability" }
                    (chart::reliability(&bins))
                    figcaption {
                        "Bars: the share whose best match was right. Marks: the mean confidence. Where bar and mark meet, "
                        "confidence means what it says; a bar above its mark is modest, one below is too sure. "
                        "Pale bars hold fewer than " (chart::FEW) " questions. Red flags are decided before and not counted."
                    }
                    (bins_table(&bins))
                }
                figure {
                    h3 { "Coverage and precision" }
                    (chart::coverage(&curve, shipped))
                    figcaption {
                        "What another threshold of confidence would do: to the left it answers less, to the right more. "
                        "Right of the shipped point the rules that keep a sure match from being quoted are not asked."
                    }
                    (cuts_table(&curve))
                }
            }
        }
    }
}

/// A share of questions: in per cent, then the two numbers.
fn tile(name: &str, part: usize, whole: usize, meaning: &str) -> Markup {
    html! {
        div.tile {
            div.name { (name) }
            div.value { @if whole == 0 { "–" } @else { (exactly(part as f64 / whole as f64)) } }
            div.note { (part) " of " (whole) " " (meaning) }
        }
    }
}

fn plain_tile(name: &str, value: &str, meaning: &str) -> Markup {
    html! { div.tile { div.name { (name) } div.value { (value) } div.note { (meaning) } } }
}

fn set_row(name: &str, set: &Set) -> Markup {
    let share = |grade: Grade| set.figures.get(grade.name()).copied().unwrap_or(0.0);
    let told: Vec<String> = Grade::ALL
        .into_iter()
        .filter(|grade| share(*grade) > 0.0)
        .map(|grade| format!("{} {}", spoken(grade.name()), exactly(share(grade))))
        .collect();
    html! {
        tr.all[name == ALL] {
            th scope="row" { (name) }
            td data-name="cases" { (set.cases) }
            td.wide {
                span.bar role="img" aria-label=(told.join(", ")) {
                    @for grade in Grade::ALL {
                        @if share(grade) > 0.0 {
                            i class=(grade.name()) style=(format!("width:{:.2}%", 100.0 * share(grade))) {}
                        }
                    }
                }
            }
            @for column in &COLUMNS {
                @let share = set.figures.get(column.name).copied();
                @let bad = share.is_some_and(|share| share > 0.0) && WORST.map(Grade::name).contains(&column.name);
                td.zero[share.is_none_or(|share| share == 0.0)].bad[bad] data-name=(column.heading) {
                    (share.map_or("–".to_owned(), |share| format!("{:.1}", 100.0 * share)))
                }
            }
        }
    }
}

fn bins_table(bins: &[Bin]) -> Markup {
    let edge = |number: usize| format!("{:.1}", number as f64 / BINS as f64);
    html! {
        details {
            summary { "The numbers" }
            table {
                thead {
                    tr { th scope="col" { "confidence" } th scope="col" { "questions" } th scope="col" { "right" } th scope="col" { "mean" } }
                }
                tbody {
                    @for (number, bin) in bins.iter().enumerate() {
                        tr {
                            th scope="row" { (edge(number)) " to " (edge(number + 1)) }
                            td { (bin.cases) }
                            td { (bin.share_right().map_or("–".to_owned(), exactly)) }
                            td { (bin.mean_confidence().map_or("–".to_owned(), exactly)) }
                        }
                    }
                }
            }
        }
    }
}

fn cuts_table(curve: &[Cut]) -> Markup {
    let thresholds = (1_u8..10).rev().map(|tenth| f32::from(tenth) / 10.0);
    let cuts = thresholds.map(|threshold| {
        let answered = curve.partition_point(|cut| cut.threshold >= threshold);
        (threshold, answered.checked_sub(1).map(|last| curve[last]))
    });
    html! {
        details {
            summary { "The numbers" }
            table {
                thead { tr { th scope="col" { "threshold" } th scope="col" { "answered" } th scope="col" { "that fit" } } }
                tbody {
                    @for (threshold, cut) in cuts {
                        tr {
                            th scope="row" { (format!("{threshold:.1}")) }
                            td { (exactly(cut.map_or(0.0, |cut| cut.coverage))) }
                            td { (cut.map_or("–".to_owned(), |cut| exactly(cut.precision))) }
                        }
                    }
                }
            }
        }
    }
}
