//! `eval --json`: the figures as one object. The names are a contract: outside tools read them.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::card::Card;
use super::cases::Sets;
use super::changes::Changes;
use super::measured_encoder::MeasuredEncoder;
use super::robust::{FallenExample, Robust};
use super::robust_card::RobustCard;
use super::set::Set;
use crate::scorecard::{BINS, Judged, reliability};

#[derive(Serialize)]
struct Printed<'a> {
    sets: &'a BTreeMap<String, Set>,
    reliability: Vec<PrintedBin>,
    below_floor: &'a [String],
    changes: Option<&'a Changes>,
    robust: Option<PrintedRobust<'a>>,
    encoder: Option<&'a MeasuredEncoder>,
}

/// What `--robust` found.
#[derive(Serialize)]
struct PrintedRobust<'a> {
    #[serde(flatten)]
    card: &'a RobustCard,
    worst: BTreeMap<&'static str, Vec<FallenExample<'a>>>,
}

/// A band of confidence.
#[derive(Serialize)]
struct PrintedBin {
    from: f64,
    to: f64,
    cases: usize,
    right: usize,
    mean_confidence: Option<f64>,
}

/// Prints one line.
pub(super) fn print(
    card: &Card,
    sets: &Sets,
    robust: Option<&Robust>,
    below_floor: &[String],
    changes: Option<&Changes>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let robust = card.robust.as_ref().zip(robust);
    let robust = robust.map(|(card, robust)| PrintedRobust { card, worst: robust.examples() });
    let (reliability, encoder) = (bins(sets), card.encoder.as_ref());
    let printed = Printed { sets: &card.sets, reliability, below_floor, changes, robust, encoder };
    writeln!(out, "{}", serde_json::to_string(&printed).map_err(io::Error::other)?)
}

fn bins(sets: &Sets) -> Vec<PrintedBin> {
    let best: Vec<_> = sets.iter().flat_map(|(_, judged)| judged).filter_map(Judged::best).collect();
    let edge = |number: usize| number as f64 / BINS as f64;
    let bins = reliability(&best).into_iter().enumerate().map(|(number, bin)| PrintedBin {
        from: edge(number),
        to: edge(number + 1),
        cases: bin.cases,
        right: bin.right,
        mean_confidence: bin.mean_confidence().map(|mean| (mean * 1e4).round() / 1e4),
    });
    bins.collect()
}
