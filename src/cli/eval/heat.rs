//! The report's heat map: which kinds of change cost right answers, in which set, and the worst that came of each.

use maud::{Markup, html};

use super::chart::exactly;
use super::columns::spoken;
use super::evidence::title;
use super::misses::decided;
use super::robust::{FEW, Fallen, Robust};
use super::robust_table::{below_goal, on_one_line};
use crate::corpus::Faq;
use crate::scorecard::{Area, PERTURBATIONS, Perturbation, Robustness};

/// The steps of the map: from which share on, its class, and what the legend says. The steps at 95 and 88 per cent are
/// the goals.
const STEPS: [(f64, &str, &str); 6] = [
    (0.995, "heat5", "all"),
    (0.95, "heat4", "95\u{202f}% and more"),
    (0.88, "heat3", "88\u{202f}% and more"),
    (0.75, "heat2", "75\u{202f}% and more"),
    (0.5, "heat1", "half and more"),
    (0.0, "heat0", "less than half"),
];

/// A set and what became of its questions, by kind.
type Counted = (String, Vec<Robustness>);

/// The section on what becomes of questions in another form.
pub(super) fn heat_map(faq: &Faq, robust: &Robust) -> Markup {
    let all = robust.of_kinds(|_| true);
    // A set without right answers to keep, such as one of red flags, would be a column of dashes.
    let sets: Vec<&Counted> =
        robust.sets.iter().filter(|(_, kinds)| kinds.iter().any(|counted| counted.right > 0)).collect();
    html! {
        section #robust {
            h2 { "Asked in another form" }
            p {
                "Each question again, as it may reach a bot: mistyped, dictated, copied out of a chat, wrapped into a "
                "letter. " (all.asked) " in all. The map shows, of the questions that were answered right as typed, the "
                "share that still is, in per cent."
            }
            p.legend { @for (_, class, says) in STEPS { span { i class=(class) {} (says) } } }
            div.scroll {
                table.heat {
                    caption.unseen { "The share of right answers that each kind of change leaves, by set" }
                    thead {
                        tr {
                            th scope="col" { "kind" }
                            th scope="col" { "all" }
                            th scope="col" title="The share that should be kept" { "goal" }
                            th scope="col" title="Red flags that were not raised" { "flags missed" }
                            th scope="col" title="Questions with a wrong passage that had none as typed" { "wrong added" }
                            th scope="col" title="Questions that nothing fits with a passage that had none as typed" { "strangers" }
                            @for (name, _) in &sets { th scope="col" { (spoken(name)) } }
                        }
                    }
                    @for area in Area::ALL { (of_area(robust, &sets, area)) }
                }
            }
            p.note {
                "The goal is " (exactly(0.95)) " where every word can be read as it was, and no red flag missed; "
                (exactly(0.88)) " where words are damaged, and 3\u{202f}% missed at most. A dash stands where a set has "
                "nothing to change or nothing right to keep; underlined numbers rest on fewer than " (FEW) " questions."
            }
            (examples(faq, robust))
        }
    }
}

fn of_area(robust: &Robust, sets: &[&Counted], area: Area) -> Markup {
    let columns = sets.len() + 6;
    html! {
        @let kinds: Vec<_> = robust.kinds().filter(|(_, kind, _)| kind.area == area).collect();
        @if !kinds.is_empty() {
            tbody {
                tr.area { th scope="rowgroup" colspan=(columns) { (area.name()) } }
                @for (number, kind, counted) in &kinds { (row(sets, *number, kind, counted)) }
            }
        }
    }
}

fn row(sets: &[&Counted], number: usize, kind: &Perturbation, counted: &Robustness) -> Markup {
    let below = below_goal(kind.harm, counted);
    let of = |part: usize, whole: usize| if whole == 0 { "–".to_owned() } else { format!("{part} of {whole}") };
    html! {
        tr {
            th scope="row" { (spoken(kind.name)) span.does { (kind.does) } }
            (cell(counted))
            td.goal.bad[below.contains(&"kept")] {
                (format!("{:.0}", 100.0 * kind.harm.kept_goal()))
                @if below.contains(&"kept") { span { "not reached" } }
            }
            td.bad[below.contains(&"red flags")] { (of(counted.missed_red_flag, counted.danger)) }
            td { (counted.wrong_added) }
            td { (of(counted.stranger_added, counted.strangers)) }
            @for (_, kinds) in sets { (cell(&kinds[number])) }
        }
    }
}

fn cell(counted: &Robustness) -> Markup {
    html! {
        @match counted.kept_share() {
            Some(share) => {
                @let few = if counted.right < FEW { " few" } else { "" };
                td class={ "cell " (step(share)) (few) } title=(format!("{} of {} kept", counted.kept, counted.right)) {
                    (format!("{:.0}", 100.0 * share))
                }
            }
            None => { td { "–" } }
        }
    }
}

/// The class of a share.
fn step(share: f64) -> &'static str {
    STEPS.iter().find(|(from, ..)| share >= *from).map_or("heat0", |(_, class, _)| class)
}

fn examples(faq: &Faq, robust: &Robust) -> Markup {
    let of_kinds = PERTURBATIONS.iter().zip(&robust.worst).filter(|(_, worst)| !worst.is_empty());
    html! {
        h3 { "What was served worse" }
        @if robust.worst.iter().all(Vec::is_empty) { p { "Nothing: every question was served as well as typed." } }
        @for (kind, worst) in of_kinds {
            details.kind {
                summary { (spoken(kind.name)) }
                p.note { "What it does: " (kind.does) "." }
                ul.turns { @for fallen in worst { (example(faq, fallen)) } }
            }
        }
    }
}

fn example(faq: &Faq, fallen: &Fallen) -> Markup {
    let Fallen { set, typed, before, judged } = fallen;
    html! {
        li {
            bdi.question lang=(faq.language) { (on_one_line(&judged.case.text)) }
            div.note {
                "As typed: " bdi lang=(faq.language) { (typed) } " · " (spoken(before.name())) " → "
                (spoken(judged.grade.name())) " · decided " (decided(judged)) " · " (set)
            }
            div.note {
                "Fits: "
                @if judged.case.gold.is_empty() { "nothing in the FAQ" }
                @for id in &judged.case.gold { span { (title(faq, id)) " " } }
            }
        }
    }
}
