//! A FAQ asked its own phrasings: what it answers with something else, and what it would if a phrasing were not listed.

use crate::corpus::{Entry, Finding, FindingKind, Id, Place};
use crate::decide::Decision;
use crate::engine::Engine;
use crate::text::Question;

/// Phrasings are left out in so many turns, each in one: an engine learns at start, and one for each phrasing would take
/// minutes.
const TURNS: usize = 8;

/// What is to be said of a FAQ that was asked its own phrasings. Takes as long as some starts of the bot do.
#[must_use]
pub fn self_check(engine: &Engine) -> Vec<Finding> {
    let mut findings = red_flags(engine);
    findings.extend(engine.faq().entries.iter().filter_map(|entry| cannot_win(engine, entry)));
    findings.extend((0..TURNS).flat_map(|turn| left_out(engine, turn)));
    findings
}

fn red_flags(engine: &Engine) -> Vec<Finding> {
    let one = |(id, place, phrasing): (&Id, &Place, &str)| {
        let Decision::Urgent(flag) = engine.decide(&Question::new(phrasing)).decision else { return None };
        let problem = format!("the phrasing `{phrasing}` of `{id}` raises the red flag `{flag}`");
        Some(Finding::new(FindingKind::TripsRedFlag, place.clone(), problem).about(phrasing))
    };
    engine.faq().phrasings().filter_map(one).collect()
}

/// An entry whose own question leads elsewhere.
fn cannot_win(engine: &Engine, entry: &Entry) -> Option<Finding> {
    let decision = engine.decide(&Question::new(&entry.question)).decision;
    let found = match &decision {
        Decision::Answer(id) if *id == entry.id => return None,
        Decision::Choose(ids) if ids.contains(&entry.id) => return None,
        // That is said as such.
        Decision::Urgent(_) => return None,
        Decision::Answer(id) => format!("is answered with `{id}`"),
        Decision::Choose(_) => "is answered with a choice that it is not in".to_owned(),
        Decision::Gap { id, .. } => format!("is taken for the gap `{id}`"),
        Decision::Courtesy(id) => format!("is taken for the courtesy `{id}`"),
        Decision::Unknown => "is not understood".to_owned(),
    };
    let problem = format!("the question of `{}`, asked word for word, {found}", entry.id);
    Some(Finding::new(FindingKind::CannotWin, entry.place.clone(), problem))
}

/// What of the phrasings of one turn is answered with another entry when they are not listed.
fn left_out(engine: &Engine, turn: usize) -> Vec<Finding> {
    let (mut kept, mut asked) = (engine.faq().clone(), Vec::new());
    let mut number = 0;
    let mut is_kept = |phrasing: &String, id: &str, place: &Place| {
        number += 1;
        let is_out = number % TURNS == turn;
        if is_out {
            asked.push((id.to_owned(), place.clone(), phrasing.clone()));
        }
        !is_out
    };
    for entry in &mut kept.entries {
        let (id, place) = (entry.id.to_string(), entry.place.clone());
        entry.also_asked.retain(|phrasing| is_kept(phrasing, &id, &place));
    }
    for gap in &mut kept.gaps {
        let (id, place) = (gap.id.to_string(), gap.place.clone());
        gap.also_asked.retain(|phrasing| is_kept(phrasing, &id, &place));
    }
    if asked.is_empty() {
        return Vec::new();
    }
    let engine = engine.like(kept);
    let one = |(id, place, phrasing): (String, Place, String)| match engine.decide(&Question::new(&phrasing)).decision {
        Decision::Answer(other) if other.as_str() != id => {
            let problem =
                format!("the phrasing `{phrasing}` of `{id}` would be answered with `{other}` if it were not listed");
            Some(Finding::new(FindingKind::SentElsewhere, place, problem).about(&phrasing))
        }
        _ => None,
    };
    asked.into_iter().filter_map(one).collect()
}
