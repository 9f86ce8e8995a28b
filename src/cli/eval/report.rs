//! The report: one HTML file that a content editor reads without a script, a network or knowing the program.
//!
//! Every text goes through maud, which escapes it; only the style sheet, which is part of this program, does not.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::card::Card;
use super::cases::Sets;
use super::changes::{ChangedCase, Changes, Turn};
use super::chart::exactly;
use super::columns::{COLUMNS, spoken};
use super::evidence::{miss, title};
use super::figures;
use super::heat::heat_map;
use super::misses::{MISSES, confusion, with_grade};
use super::robust::Robust;
use super::robust_table::below_goal;
use super::table::questions;
use crate::engine::Engine;
use crate::scorecard::{Figures, Grade, Judged};

const STYLE: &str = include_str!("report.css");

/// What may be in the page, told to the browser as well: nothing but its own style.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// More misses than this are counted and not explained; a file of that size opens slowly and is read by nobody.
const MOST_EXPLAINED: usize = 300;

/// What the report tells.
pub(super) struct Report<'a> {
    /// The engine that was measured.
    pub(super) engine: &'a Engine,
    /// Every question with its grade.
    pub(super) sets: &'a Sets,
    /// Their figures.
    pub(super) card: &'a Card,
    /// What became of the questions in other forms, if they were asked so.
    pub(super) robust: Option<&'a Robust>,
    /// What moved since a baseline, if there is one.
    pub(super) changes: Option<&'a Changes>,
    /// A sentence for each floor that is missed.
    pub(super) below_floor: &'a [String],
}

impl Report<'_> {
    /// The page; `made` says when. It is well-formed as XML too, characters that XML does not know replaced.
    pub(super) fn page(&self, made: &str) -> String {
        let name = &self.engine.faq().title;
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    (PreEscaped(r#"<meta charset="utf-8"/>"#))
                    (PreEscaped(r#"<meta name="viewport" content="width=device-width, initial-scale=1"/>"#))
                    (PreEscaped(r#"<meta name="color-scheme" content="light dark"/>"#))
                    (PreEscaped(format!(r#"<meta http-equiv="Content-Security-Policy" content="{POLICY}"/>"#)))
                    title { "How well it answers: " (name) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    main {
                        (self.head(made))
                        (figures::figures(self.sets, self.card))
                        (figures::confidence(self.sets))
                        @if let Some(robust) = self.robust { (heat_map(self.engine.faq(), robust)) }
                        @if let Some(changes) = self.changes { (since_baseline(changes)) }
                        (self.confusion())
                        (self.misses())
                        (meanings())
                    }
                }
            }
        };
        page.into_string().chars().map(|c| if is_xml(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
    }

    fn judged(&self) -> impl Iterator<Item = &Judged> + Clone {
        self.sets.iter().flat_map(|(_, judged)| judged)
    }

    fn head(&self, made: &str) -> Markup {
        let faq = self.engine.faq();
        let cases = self.judged().count();
        let sets = if self.sets.len() == 1 { "1 set".to_owned() } else { format!("{} sets", self.sets.len()) };
        html! {
            header {
                p.kicker { "How well it answers" }
                h1 { bdi lang=(faq.language) { (faq.title) } }
                p.note {
                    (questions(cases)) " in " (sets) ", asked of " (faq.entries.len()) " entries and "
                    (faq.gaps.len()) " gaps" @if let Some(encoder) = &self.card.encoder { ", with " (encoder) } ". Made on " (made) " with verbatim " (env!("CARGO_PKG_VERSION")) "."
                }
            }
            nav {
                a href="#figures" { "Figures" }
                a href="#confidence" { "Confidence" }
                @if self.robust.is_some() { a href="#robust" { "In another form" } }
                @if self.changes.is_some() { a href="#baseline" { "Since the baseline" } }
                a href="#taken" { "Taken for something else" }
                a href="#misses" { "What went wrong, and why" }
                a href="#meanings" { "What the figures mean" }
            }
            ul.statements { @for (good, said) in self.statements() { li.good[good].bad[!good] { (said) } } }
        }
    }

    /// What matters most, as sentences: whether each is good news.
    fn statements(&self) -> Vec<(bool, String)> {
        let faq = self.engine.faq();
        let danger = |judged: &&Judged| judged.case.gold.iter().any(|id| faq.red_flag(id).is_some());
        let (expected, all) = (self.judged().filter(danger).count(), Figures::of(self.judged()));
        let count = |grade| all.grades.get(&grade).copied().unwrap_or(0);
        let (missed, alarms, wrong) =
            (count(Grade::MissedRedFlag), count(Grade::FalseAlarm), all.answered - all.answered_right);
        let mut said = Vec::new();
        if expected > 0 {
            said.push(match missed {
                0 => (true, format!("Every red flag was raised: {expected} of {expected}.")),
                _ => (false, format!("Red flags that were missed: {missed} of {expected}.")),
            });
        }
        if alarms > 0 {
            said.push((false, format!("Red flags that were raised without reason: {alarms}.")));
        }
        said.push(match (all.answered, wrong) {
            (0, _) => (true, "No passage was quoted.".to_owned()),
            (answered, 0) => (true, format!("Every passage that was quoted fits: {answered} of {answered}.")),
            (answered, _) => (false, format!("Passages that were quoted and do not fit: {wrong} of {answered}.")),
        });
        if let Some(robust) = self.robust {
            let kinds: Vec<_> = robust.kinds().collect();
            let below = kinds.iter().filter(|(_, kind, counted)| !below_goal(kind.harm, counted).is_empty()).count();
            let all = kinds.len();
            said.push(match below {
                0 => (true, format!("Asked in another form, every kind of change reaches its goal: {all} of {all}.")),
                _ => (
                    false,
                    format!("Asked in another form, kinds of change that do not reach their goal: {below} of {all}."),
                ),
            });
        }
        said.extend(self.below_floor.iter().map(|line| (false, format!("Below the floor: {line}."))));
        let fallen = self.changes.into_iter().flat_map(Changes::fallen);
        said.extend(fallen.map(|line| (false, format!("Worse than the baseline: {line}."))));
        said
    }

    fn confusion(&self) -> Markup {
        let faq = self.engine.faq();
        let confused = confusion(self.sets);
        html! {
            section #taken {
                h2 { "Taken for something else" }
                @if confused.is_empty() { p { "Nothing was taken for something else." } }
                @else {
                    p.note { "Where another match was ranked first than the one that fits; quoting it is what must not happen." }
                    table.pairs.taken {
                        thead {
                            tr {
                                th scope="col" { "meant" }
                                th scope="col" { "taken for" }
                                th.number scope="col" { "quoted" }
                                th.number scope="col" { "ranked first" }
                            }
                        }
                        tbody {
                            @for pair in &confused {
                                tr {
                                    td data-name="meant" { @match pair.meant { Some(id) => { (title(faq, id)) } None => { "nothing in the FAQ" } } }
                                    td data-name="taken for" { (title(faq, pair.taken_for)) }
                                    td.number.bad[pair.quoted > 0] data-name="quoted" { (pair.quoted) }
                                    td.number data-name="ranked first" { (pair.ranked_first) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn misses(&self) -> Markup {
        let of_grade = |grade| with_grade(self.sets, grade).map(move |(set, judged)| (grade, set, judged));
        let misses: Vec<(Grade, &str, &Judged)> = MISSES.into_iter().flat_map(of_grade).collect();
        let explained = &misses[..misses.len().min(MOST_EXPLAINED)];
        html! {
            section #misses {
                h2 { "What went wrong, and why" }
                @if misses.is_empty() { p { "Nothing: every question was answered right or offered what fits." } }
                @if misses.len() > MOST_EXPLAINED {
                    p {
                        "The first " (MOST_EXPLAINED) " of " (questions(misses.len())) ", the worst first; "
                        "measure a smaller file to see the rest."
                    }
                }
                @for of_grade in explained.chunk_by(|a, b| a.0 == b.0) {
                    @let grade = of_grade[0].0;
                    @let count = misses.iter().filter(|miss| miss.0 == grade).count();
                    h3 { i class={ "dot " (grade.name()) } {} (heading(grade)) ", " (questions(count)) }
                    @for (_, set, judged) in of_grade { (miss(self.engine, set, judged)) }
                }
            }
        }
    }
}

/// What moved since the baseline.
fn since_baseline(changes: &Changes) -> Markup {
    let turns = |heading: &str, turns: &[Turn]| {
        html! {
            @if !turns.is_empty() {
                h3 { (heading) ", " (questions(turns.len())) }
                ul.turns {
                    @for Turn { set, question, before, after } in turns {
                        li { bdi { (question) } " " span.note { (spoken(before)) " → " (spoken(after)) ", " (set) } }
                    }
                }
            }
        }
    };
    let asked = |heading: &str, asked: &[ChangedCase]| {
        html! {
            @if !asked.is_empty() {
                h3 { (heading) ", " (questions(asked.len())) }
                ul.turns { @for ChangedCase { set, question } in asked { li { bdi { (question) } " " span.note { (set) } } } }
            }
        }
    };
    html! {
        section #baseline {
            h2 { "Since the baseline" }
            @if changes.is_empty() { p { "Nothing changed: every figure and every verdict is the same." } }
            @if let Some(encoder) = &changes.encoder { p { (encoder) } }
            @if !changes.moved.is_empty() {
                div.scroll {
                    table.pairs {
                        thead {
                            tr { th scope="col" { "set" } th scope="col" { "figure" } th.number scope="col" { "before" } th.number scope="col" { "after" } th scope="col" {} }
                        }
                        tbody {
                            @for moved in &changes.moved {
                                tr {
                                    td { (moved.set) }
                                    td { (spoken(&moved.figure)) }
                                    td.number { (exactly(moved.before)) }
                                    td.number { (exactly(moved.after)) }
                                    td { @if moved.fell { strong.fell { "worse" } } }
                                }
                            }
                        }
                    }
                }
            }
            @for (heading, sets) in [("New sets", &changes.new_sets), ("Sets not in this run", &changes.absent_sets)] {
                @if !sets.is_empty() {
                    p { (heading) ", so that all sets together are not compared: " (sets.join(", ")) "." }
                }
            }
            (turns("Worse", &changes.worse))
            (turns("Better", &changes.better))
            (asked("Added", &changes.added))
            (asked("Removed", &changes.removed))
        }
    }
}

/// What the figures mean, and where the formulas come from.
fn meanings() -> Markup {
    html! {
        section #meanings {
            h2 { "What the figures mean" }
            dl.meanings { @for column in &COLUMNS { dt { (column.heading) } dd { (column.meaning) } } }
            p.note {
                "Reliability and calibration error: Guo et al., On Calibration of Modern Neural Networks, 2017. "
                "Coverage and precision: El-Yaniv and Wiener, On the Foundations of Noise-free Selective Classification, 2010. "
                "AUROC: Hanley and McNeil, The Meaning and Use of the Area under a ROC Curve, 1982."
            }
        }
    }
}

/// The grade's name as a heading starts.
fn heading(grade: Grade) -> String {
    let name = spoken(grade.name());
    name[..1].to_uppercase() + &name[1..]
}

/// Whether XML 1.0 knows a character; HTML calls the others an error, too.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
