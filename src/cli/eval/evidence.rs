//! A question that was not served, with everything that an editor needs to see why: words, best matches, signals.

use maud::{Markup, html};

use super::chart::exactly;
use crate::corpus::{Faq, Id};
use crate::decide::Decision;
use crate::engine::{Engine, ExplainedMatch, ExplainedWord, Explanation};
use crate::printed::{best_matches, how_read, number, why};
use crate::scorecard::Judged;
use crate::text::Question;

/// A miss of a set.
pub(super) fn miss(engine: &Engine, set: &str, judged: &Judged) -> Markup {
    let faq = engine.faq();
    let explanation = engine.explain(&Question::new(&judged.case.text));
    html! {
        article.miss {
            h4.question dir="auto" lang=(faq.language) {
                @if judged.case.text.trim().is_empty() { "(an empty question)" } @else { (judged.case.text) }
            }
            dl.facts {
                dt { "Fits" }
                dd {
                    @if judged.case.gold.is_empty() { "nothing in the FAQ" }
                    @for id in &judged.case.gold { div { (title(faq, id)) } }
                }
                dt { "Decided" }
                dd { (decided(faq, &explanation.outcome.decision)) }
                dt { "Why" }
                dd { (why(&explanation)) }
                dt { "Set" }
                dd { (set) }
            }
            details {
                summary { "Words and best matches" }
                (words(&explanation))
                @for (place, found) in best_matches(&explanation) { (best_match(faq, place, found)) }
            }
        }
    }
}

/// What an id stands for, as people know it, and the id.
pub(super) fn title(faq: &Faq, id: &str) -> Markup {
    let entry = faq.entry(id).map(|entry| entry.question.clone());
    let gap = || faq.gap(id).map(|gap| format!("the text does not say {}", gap.label));
    let courtesy = || faq.courtesy(id).and_then(|courtesy| courtesy.also_asked.first().cloned());
    let red_flag = || faq.red_flag(id).map(|_| "a red flag:".to_owned());
    let title = entry.or_else(gap).or_else(courtesy).or_else(red_flag);
    html! {
        @if let Some(title) = title { bdi lang=(faq.language) { (title) } " " }
        code { (id) }
    }
}

fn decided(faq: &Faq, decision: &Decision) -> Markup {
    let list = |ids: &[Id]| html! { @for id in ids { div { (title(faq, id.as_str())) } } };
    let kind = match decision {
        Decision::Urgent(_) => "raised ",
        Decision::Answer(_) => "quoted: ",
        Decision::Gap { .. } => "named as missing: ",
        Decision::Courtesy(_) => "courtesy: ",
        Decision::Choose(_) | Decision::Unknown => "",
    };
    let id = decision.id().map(Id::as_str);
    html! {
        (kind)
        @if let Some(id) = id { (title(faq, id)) }
        @match decision {
            Decision::Choose(ids) => { "asked which of these is meant:" (list(ids)) }
            Decision::Gap { offered, .. } if !offered.is_empty() => { div { "and offered:" } (list(offered)) }
            Decision::Unknown => { "said that no answer was found" }
            Decision::Gap { .. } | Decision::Urgent(_) | Decision::Answer(_) | Decision::Courtesy(_) => {}
        }
    }
}

/// The words as they were read; how much each says is told by a number and by how strong it is drawn.
fn words(explanation: &Explanation) -> Markup {
    html! {
        @if explanation.words.is_empty() {
            p.note { "No word was read." }
        } @else {
            p.note { "Each word with how much it says, 0 to 1; underlined where the best match speaks of it." }
            ul.words { @for word in &explanation.words { (one_word(word)) } }
        }
    }
}

fn one_word(word: &ExplainedWord) -> Markup {
    let how = how_read(word);
    html! {
        li.spoken[word.matched].faint[word.weight < 0.2] {
            @if word.typed != word.read_as { bdi.typed { (word.typed) } " → " }
            bdi.word { (word.read_as) }
            @if !how.is_empty() { " " span.how { (how) } }
            " " span.weight { (number(word.weight)) }
            @if word.matched { span.unseen { ", spoken of" } }
        }
    }
}

fn best_match(faq: &Faq, place: usize, found: &ExplainedMatch) -> Markup {
    html! {
        section.match {
            h5 { (place) ". " (title(faq, found.id.as_str())) }
            p.note {
                (found.kind) ", confidence " (number(found.confidence)) ", score " (number(found.score))
                ", speaks of " (exactly(f64::from(found.coverage))) " of the question"
                @if found.other_subject { ", " strong { "about another subject" } }
            }
            p.note { "Nearest phrasing: " bdi lang=(faq.language) { "“" (found.phrasing) "”" } }
            table.signals {
                caption.unseen { "What each signal gave for that phrasing" }
                thead {
                    tr {
                        th scope="col" { "signal" }
                        th scope="col" { "nearness" }
                        th.number scope="col" { "× weight = gives" }
                    }
                }
                tbody {
                    @for signal in &found.signals {
                        tr {
                            th scope="row" { (signal.name) }
                            td.track { span style=(format!("width:{:.0}%", 100.0 * signal.cosine.clamp(0.0, 1.0))) {} }
                            td {
                                (number(signal.cosine)) " × " (number(signal.share)) " = "
                                (number(signal.cosine * signal.share))
                            }
                        }
                    }
                }
            }
        }
    }
}
