//! What moved since a baseline: figures, and question by question what got better and what got worse.

use serde::Serialize;

use super::card::Card;
use super::cases::ALL;
use super::measured_encoder::EncoderChange;
use super::robust_card::{RobustCard, qualified};
use super::set::Set;
use crate::scorecard::Grade;

/// Figures that may not fall.
const MAY_NOT_FALL: [&str; 5] = ["right", "right_or_offered", "precision", "accuracy", "kept"];

/// Figures that may not rise.
const MAY_NOT_RISE: [&str; 5] = ["wrong", "false_alarm", "missed_red_flag", "wrong_added", "stranger_answered"];

/// Figures of one kind of change that are told when they move; of all kinds together, every figure is.
const OF_A_KIND: [&str; 2] = ["kept", "missed_red_flag"];

/// Everything that moved. Part of the JSON contract of `eval --json`.
#[derive(Debug, Default, Serialize, PartialEq)]
pub(super) struct Changes {
    /// Figures with another value.
    pub(super) moved: Vec<Moved>,
    /// Questions that are served worse, the worst first.
    pub(super) worse: Vec<Turn>,
    /// Questions that are served better, those that were worst first.
    pub(super) better: Vec<Turn>,
    /// Questions that the baseline does not have.
    pub(super) added: Vec<ChangedCase>,
    /// Questions that only the baseline has, in sets that are part of this run.
    pub(super) removed: Vec<ChangedCase>,
    /// Sets that the baseline does not have.
    pub(super) new_sets: Vec<String>,
    /// Sets that only the baseline has.
    pub(super) absent_sets: Vec<String>,
    /// Another sentence encoder, or one where there was none.
    pub(super) encoder: Option<EncoderChange>,
}

/// A figure that moved.
#[derive(Debug, Serialize, PartialEq)]
pub(super) struct Moved {
    pub(super) set: String,
    pub(super) figure: String,
    pub(super) before: f64,
    pub(super) after: f64,
    /// Whether it is guarded and went the wrong way.
    pub(super) fell: bool,
}

/// A question with another grade.
#[derive(Debug, Serialize, PartialEq)]
pub(super) struct Turn {
    pub(super) set: String,
    pub(super) question: String,
    pub(super) before: &'static str,
    pub(super) after: &'static str,
}

/// A question of a set.
#[derive(Debug, Serialize, PartialEq)]
pub(super) struct ChangedCase {
    pub(super) set: String,
    pub(super) question: String,
}

impl Changes {
    /// Compares a run with a baseline. All sets together are compared only when they are the same sets.
    pub(super) fn between(baseline: &Card, card: &Card) -> Self {
        let only_in = |one: &Card, other: &Card| {
            one.sets.keys().filter(|name| !other.sets.contains_key(*name)).cloned().collect::<Vec<_>>()
        };
        let mut changes = Self {
            new_sets: only_in(card, baseline),
            absent_sets: only_in(baseline, card),
            encoder: EncoderChange::between(baseline.encoder.as_ref(), card.encoder.as_ref()),
            ..Self::default()
        };
        let same_sets = changes.new_sets.is_empty() && changes.absent_sets.is_empty();
        let mut turns = Vec::new();
        for (name, after) in card.in_order().filter(|(name, _)| *name != ALL || same_sets) {
            let Some(before) = baseline.sets.get(name) else { continue };
            changes.moved.extend(moved(name, before, after));
            turns.extend(turns_of(name, before, after));
            changes.added.extend(only(name, after, before));
            changes.removed.extend(only(name, before, after));
        }
        if let (Some(before), Some(after), true) = (&baseline.robust, &card.robust, same_sets) {
            changes.moved.extend(moved_by_kind(before, after));
        }
        let (mut worse, mut better): (Vec<_>, Vec<_>) =
            turns.into_iter().partition(|(before, after, _)| after > before);
        worse.sort_by_key(|(before, after, _)| (std::cmp::Reverse(*after), *before));
        better.sort_by_key(|(before, after, _)| (std::cmp::Reverse(*before), *after));
        changes.worse = worse.into_iter().map(|(_, _, turn)| turn).collect();
        changes.better = better.into_iter().map(|(_, _, turn)| turn).collect();
        changes
    }

    /// Whether nothing moved at all.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// A sentence for each guarded figure that went the wrong way.
    pub(super) fn fallen(&self) -> impl Iterator<Item = String> {
        self.moved.iter().filter(|moved| moved.fell).map(|Moved { set, figure, before, after, .. }| {
            format!("{set}.{figure} went from {before:.4} to {after:.4}")
        })
    }
}

fn moved(name: &str, before: &Set, after: &Set) -> Vec<Moved> {
    let of = |(figure, &after): (&String, &f64)| {
        let before = *before.figures.get(figure)?;
        let fell = (MAY_NOT_FALL.contains(&figure.as_str()) && after < before)
            || (MAY_NOT_RISE.contains(&figure.as_str()) && after > before);
        (before != after).then(|| Moved { set: name.to_owned(), figure: figure.clone(), before, after, fell })
    };
    after.figures.iter().filter_map(of).collect()
}

/// The figures of `--robust` that moved. Of one kind, a lost red flag is a fall; a right answer more or less is not, so
/// that a gain in most kinds may cost a little in one.
fn moved_by_kind(before: &RobustCard, after: &RobustCard) -> Vec<Moved> {
    let of = |(name, after): (&String, &Set)| {
        let mut moved = moved(&qualified(name), before.figures.get(name)?, after);
        if name != ALL {
            moved.retain(|moved| OF_A_KIND.contains(&moved.figure.as_str()));
            moved.iter_mut().for_each(|moved| moved.fell &= moved.figure == "missed_red_flag");
        }
        Some(moved)
    };
    after.figures.iter().filter_map(of).flatten().collect()
}

fn turns_of(name: &str, before: &Set, after: &Set) -> Vec<(Grade, Grade, Turn)> {
    let of = |(question, after): (&String, &String)| {
        let before = Grade::named(before.grades.get(question)?)?;
        let after = Grade::named(after)?;
        let turn =
            Turn { set: name.to_owned(), question: question.clone(), before: before.name(), after: after.name() };
        (before != after).then_some((before, after, turn))
    };
    after.grades.iter().filter_map(of).collect()
}

/// The questions of one set that the other does not have.
fn only(name: &str, one: &Set, other: &Set) -> Vec<ChangedCase> {
    let questions = one.grades.keys().filter(|question| !other.grades.contains_key(*question));
    questions.map(|question| ChangedCase { set: name.to_owned(), question: question.clone() }).collect()
}
