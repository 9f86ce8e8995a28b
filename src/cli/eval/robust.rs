//! `eval --robust`: every question again in every kind of change, counted by set and kind, with the worst examples.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::cases::{ALL, Sets};
use super::misses::decided;
use super::progress::progress;
use super::robust_card::RobustCard;
use super::set::{Set, rounded};
use crate::engine::Engine;
use crate::scorecard::{Area, Grade, Harm, Judged, PERTURBATIONS, Perturbation, Robustness, ask_reworded};

/// Of each kind and grade, so many examples are kept: enough to see what they have in common.
const MOST_EXAMPLES: usize = 5;

/// A kind that had fewer right answers to keep than this is not the one that keeps least: its share is mostly chance.
pub(super) const FEW: usize = 10;

/// What became of all questions in all kinds of change.
pub(super) struct Robust {
    /// By set, in the order of the files: by kind, in the order of the table.
    pub(super) sets: Vec<(String, Vec<Robustness>)>,
    /// By kind, in the order of the table: the worst examples first.
    pub(super) worst: Vec<Vec<Fallen>>,
}

/// A question that was served worse in another form.
pub(super) struct Fallen {
    /// Its set.
    pub(super) set: String,
    /// The question as typed.
    pub(super) typed: String,
    /// How that was served.
    pub(super) before: Grade,
    /// The question in the other form.
    pub(super) judged: Judged,
}

/// A question that was served worse in another form, as it is printed.
#[derive(Serialize)]
pub(super) struct FallenExample<'a> {
    set: &'a str,
    question: &'a str,
    changed: &'a str,
    before: &'static str,
    after: &'static str,
    decided: String,
    confidence: f64,
}

impl Robust {
    /// Asks everything again.
    pub(super) fn ask(engine: &Engine, sets: &Sets) -> Self {
        let cases = sets.iter().map(|(_, judged)| judged.len()).sum::<usize>();
        let bar = progress(cases * PERTURBATIONS.len(), cases);
        let mut robust = Self { sets: Vec::new(), worst: PERTURBATIONS.iter().map(|_| Vec::new()).collect() };
        for (name, judged) in sets {
            let asked: Vec<Vec<(usize, Robustness, Option<Judged>)>> = judged
                .par_iter()
                .map(|typed| {
                    bar.inc(1);
                    let of = |(kind, reworded): (usize, Judged)| {
                        let counted = Robustness::of(typed, &reworded);
                        (kind, counted, (reworded.grade > typed.grade).then_some(reworded))
                    };
                    ask_reworded(engine, &typed.case).map(|reworded| of((reworded.kind, reworded.judged))).collect()
                })
                .collect();
            robust.add(name, judged, asked);
        }
        bar.finish_and_clear();
        for worst in &mut robust.worst {
            worst.sort_by_key(|fallen| (std::cmp::Reverse(fallen.judged.grade), fallen.before));
            let mut of_grade: BTreeMap<Grade, usize> = BTreeMap::new();
            worst.retain(|fallen| {
                let number = of_grade.entry(fallen.judged.grade).or_default();
                *number += 1;
                *number <= MOST_EXAMPLES
            });
        }
        robust
    }

    fn add(&mut self, set: &str, judged: &[Judged], asked: Vec<Vec<(usize, Robustness, Option<Judged>)>>) {
        let mut kinds = vec![Robustness::default(); PERTURBATIONS.len()];
        for (typed, asked) in judged.iter().zip(asked) {
            for (kind, counted, fallen) in asked {
                kinds[kind] = [kinds[kind], counted].into_iter().sum();
                let fallen = fallen.map(|judged| Fallen {
                    set: set.to_owned(),
                    typed: typed.case.text.clone(),
                    before: typed.grade,
                    judged,
                });
                self.worst[kind].extend(fallen);
            }
        }
        self.sets.push((set.to_owned(), kinds));
    }

    /// What became of the questions of one kind, in all sets.
    pub(super) fn of_kind(&self, kind: usize) -> Robustness {
        self.sets.iter().map(|(_, kinds)| kinds[kind]).sum()
    }

    /// What became of the questions of the kinds that fit.
    pub(super) fn of_kinds(&self, fits: impl Fn(&Perturbation) -> bool) -> Robustness {
        self.numbers(fits).map(|kind| self.of_kind(kind)).sum()
    }

    /// The kinds that had a question to change, by their places in the table.
    pub(super) fn kinds(&self) -> impl Iterator<Item = (usize, &'static Perturbation, Robustness)> {
        let kinds = PERTURBATIONS.iter().enumerate().map(|(number, kind)| (number, kind, self.of_kind(number)));
        kinds.filter(|(_, _, robustness)| robustness.asked > 0)
    }

    /// The names of the kinds that had no question to change.
    pub(super) fn unasked(&self) -> Vec<&'static str> {
        let kinds = PERTURBATIONS.iter().enumerate();
        kinds.filter(|(number, _)| self.of_kind(*number).asked == 0).map(|(_, kind)| kind.name).collect()
    }

    fn numbers(&self, fits: impl Fn(&Perturbation) -> bool) -> impl Iterator<Item = usize> {
        (0..).zip(PERTURBATIONS).filter(move |(_, kind)| fits(kind)).map(|(number, _)| number)
    }

    /// The figures of several kinds together, with the share that the kind keeps that keeps least.
    fn together(&self, fits: impl Fn(&Perturbation) -> bool) -> Set {
        let robustness = self.of_kinds(&fits);
        let shares = self.numbers(fits).map(|kind| self.of_kind(kind)).filter(|counted| counted.right >= FEW);
        let least = shares.filter_map(|counted| counted.kept_share()).min_by(f64::total_cmp);
        let mut set = of(&robustness);
        set.figures.extend(least.map(|least| ("kept_least".to_owned(), rounded(least))));
        set
    }

    /// Every figure by its name.
    pub(super) fn card(&self) -> RobustCard {
        let mut figures = BTreeMap::from([(ALL.to_owned(), self.together(|_| true))]);
        for area in Area::ALL {
            figures.insert(area.name().to_owned(), self.together(|kind| kind.area == area));
        }
        for harm in Harm::ALL {
            figures.insert(harm.name().to_owned(), self.together(|kind| kind.harm == harm));
        }
        figures.extend(self.kinds().map(|(_, kind, robustness)| (kind.name.to_owned(), of(&robustness))));
        let kept = |kinds: &[Robustness]| {
            let shares = PERTURBATIONS.iter().zip(kinds);
            shares.filter_map(|(kind, counted)| Some((kind.name.to_owned(), rounded(counted.kept_share()?)))).collect()
        };
        RobustCard { figures, kept: self.sets.iter().map(|(name, kinds)| (name.clone(), kept(kinds))).collect() }
    }

    /// The worst examples by kind; too many to be part of a baseline.
    pub(super) fn examples(&self) -> BTreeMap<&'static str, Vec<FallenExample<'_>>> {
        let worst = PERTURBATIONS.iter().zip(&self.worst).filter(|(_, worst)| !worst.is_empty());
        worst.map(|(kind, worst)| (kind.name, worst.iter().map(FallenExample::from).collect())).collect()
    }
}

impl<'a> From<&'a Fallen> for FallenExample<'a> {
    fn from(fallen: &'a Fallen) -> Self {
        Self {
            set: &fallen.set,
            question: &fallen.typed,
            changed: &fallen.judged.case.text,
            before: fallen.before.name(),
            after: fallen.judged.grade.name(),
            decided: decided(&fallen.judged),
            confidence: rounded(f64::from(fallen.judged.outcome.confidence)),
        }
    }
}

fn of(robustness: &Robustness) -> Set {
    let figures = robustness.by_name().into_iter().map(|(name, value)| (name.to_owned(), rounded(value)));
    Set { cases: robustness.asked, figures: figures.collect(), grades: BTreeMap::new() }
}
