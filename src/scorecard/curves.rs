//! Whether confidence means what it says: reliability, coverage against precision, telling what fits from what does not.
//! Pure functions of numbers; ties are counted the same whatever order they come in.

/// A statement with the confidence it was made at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sure {
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// Whether it was right.
    pub right: bool,
}

/// The statements of one band of confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// How many statements fall into it.
    pub cases: usize,
    /// How many of them were right.
    pub right: usize,
    /// Their confidences, added up.
    pub confidence_sum: f64,
}

/// How many bins a reliability diagram has, all equally wide.
pub const BINS: usize = 10;

impl Bin {
    /// The share that was right, 0 to 1; `None` for an empty bin.
    #[must_use]
    pub fn share_right(&self) -> Option<f64> {
        share(self.right, self.cases)
    }

    /// The mean confidence, 0 to 1; `None` for an empty bin.
    #[must_use]
    pub fn mean_confidence(&self) -> Option<f64> {
        (self.cases > 0).then(|| self.confidence_sum / self.cases as f64)
    }
}

/// Sorts statements into [`BINS`] bins, lowest first. A bin takes its upper edge and not its lower one, except that the
/// first takes 0 too: `(0.1, 0.2]` is the second (Guo et al., "On Calibration of Modern Neural Networks", 2017).
#[must_use]
pub fn reliability(statements: &[Sure]) -> [Bin; BINS] {
    let mut bins = [Bin::default(); BINS];
    for statement in statements {
        let upper_edge = (statement.confidence * BINS as f32).ceil() as usize;
        let bin = &mut bins[upper_edge.clamp(1, BINS) - 1];
        bin.cases += 1;
        bin.right += usize::from(statement.right);
        bin.confidence_sum += f64::from(statement.confidence);
    }
    bins
}

/// The expected calibration error, 0 to 1, 0 best: how far the share of right statements is from the mean confidence,
/// on average over statements: Σ |bin| / n · |share right − mean confidence| (Guo et al., 2017). `None` without any.
#[must_use]
pub fn expected_calibration_error(bins: &[Bin]) -> Option<f64> {
    let cases: usize = bins.iter().map(|bin| bin.cases).sum();
    let off: f64 = bins.iter().map(|bin| (bin.right as f64 - bin.confidence_sum).abs()).sum();
    (cases > 0).then(|| off / cases as f64)
}

/// What a threshold would do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    /// Everything at least this sure is answered, 0 to 1.
    pub threshold: f32,
    /// The share of all cases that is answered, 0 to 1.
    pub coverage: f64,
    /// The share of answers that is right, 0 to 1.
    pub precision: f64,
}

/// Coverage against precision, one [`Cut`] for each confidence that occurs, highest threshold first (the risk-coverage
/// curve of El-Yaniv and Wiener, 2010, with precision = 1 − risk). `answers` are what could be answered, out of `cases`
/// questions in all. Answers of the same confidence are let through together. Empty without answers.
#[must_use]
pub fn coverage_curve(answers: &[Sure], cases: usize) -> Vec<Cut> {
    let mut answers = answers.to_vec();
    answers.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let (mut answered, mut right) = (0, 0);
    let mut curve = Vec::new();
    for tied in answers.chunk_by(|a, b| a.confidence == b.confidence) {
        answered += tied.len();
        right += tied.iter().filter(|answer| answer.right).count();
        curve.push(Cut {
            threshold: tied[0].confidence,
            coverage: share(answered, cases.max(answered)).unwrap_or_default(),
            precision: share(right, answered).unwrap_or_default(),
        });
    }
    curve
}

/// The chance, 0 to 1, that a question that has an answer gets a higher confidence than one that has none, a tie counting
/// half: the area under the ROC curve, as the Mann–Whitney statistic U / (m · n) (Hanley and McNeil, 1982). 0.5 is
/// tossing a coin. `None` unless there are questions of both kinds.
#[must_use]
pub fn auroc(inside: &[f32], outside: &[f32]) -> Option<f64> {
    let mut outside = outside.to_vec();
    outside.sort_by(f32::total_cmp);
    let beaten = inside.iter().map(|confidence| {
        let below = outside.partition_point(|other| other < confidence);
        let not_above = outside.partition_point(|other| other <= confidence);
        (below + not_above) as f64 / 2.0
    });
    let pairs = inside.len() * outside.len();
    (pairs > 0).then(|| beaten.sum::<f64>() / pairs as f64)
}

/// The share, 0 to 1, of the questions that have an answer which are matched right and more sure than 95 % of those that
/// have none: in-scope accuracy at an out-of-scope recall of 95 % (the two that Larson et al., 2019, weigh against each
/// other). `None` unless there are questions of both kinds.
#[must_use]
pub fn in_at_95(inside: &[Sure], outside: &[f32]) -> Option<f64> {
    let mut outside = outside.to_vec();
    outside.sort_by(f32::total_cmp);
    let last = outside.len().checked_sub(1)?;
    let cut = outside[last.min(outside.len() * 95 / 100)];
    share(inside.iter().filter(|match_| match_.right && match_.confidence > cut).count(), inside.len())
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Statements from rows of confidence and 1 for right, 0 for not.
    fn sure(rows: &[(f32, u8)]) -> Vec<Sure> {
        rows.iter().map(|&(confidence, right)| Sure { confidence, right: right == 1 }).collect()
    }

    #[track_caller]
    fn check(found: Option<f64>, expected: Option<f64>) {
        match (found, expected) {
            (Some(found), Some(expected)) => assert!((found - expected).abs() < 1e-6, "{found} is not {expected}"),
            _ => assert_eq!(found, expected),
        }
    }

    #[test]
    fn a_bin_takes_its_upper_edge() {
        let check = |confidence: f32, expected: usize| {
            let bins = reliability(&sure(&[(confidence, 1)]));
            assert_eq!(bins.iter().position(|bin| bin.cases == 1), Some(expected), "{confidence}");
        };
        check(0.0, 0);
        check(0.1, 0);
        check(0.100_1, 1);
        check(0.2, 1);
        check(0.3, 2);
        check(0.7, 6);
        check(0.95, 9);
        check(1.0, 9);
    }

    #[test]
    fn bins_count_and_average() {
        let bins = reliability(&sure(&[(0.62, 1), (0.64, 0), (0.66, 1), (0.70, 1), (0.05, 0)]));
        assert_eq!((bins[6].cases, bins[6].right), (4, 3));
        check(bins[6].share_right(), Some(0.75));
        check(bins[6].mean_confidence(), Some(0.655));
        assert_eq!((bins[3].share_right(), bins[3].mean_confidence()), (None, None));
    }

    #[test]
    fn expected_calibration_error_by_hand() {
        let check = |rows: &[(f32, u8)], expected| {
            check(expected_calibration_error(&reliability(&sure(rows))), expected);
        };
        check(&[], None);
        check(&[(1.0, 1), (0.0, 0)], Some(0.0));
        check(&[(1.0, 0), (0.0, 1)], Some(1.0));
        // 2 of 3 in (0.8, 0.9] at 0.85, 0 of 1 in (0.1, 0.2] at 0.2: (|2 − 2.55| + |0 − 0.2|) / 4.
        check(&[(0.85, 1), (0.85, 1), (0.85, 0), (0.2, 0)], Some(0.1875));
        // Errors of one bin cancel: two at 0.5, one right.
        check(&[(0.5, 1), (0.5, 0)], Some(0.0));
    }

    #[test]
    fn coverage_curve_by_hand() {
        let check = |rows: &[(f32, u8)], cases, expected: &[(f32, f64, f64)]| {
            let curve = coverage_curve(&sure(rows), cases);
            let curve: Vec<_> = curve.iter().map(|cut| (cut.threshold, cut.coverage, cut.precision)).collect();
            assert_eq!(curve, expected, "{rows:?}");
        };
        check(&[], 0, &[]);
        check(&[], 4, &[]);
        check(&[(0.9, 1), (0.5, 0)], 4, &[(0.9, 0.25, 1.0), (0.5, 0.5, 0.5)]);
        // Ties are let through together, whatever their order.
        check(&[(0.7, 0), (0.9, 1), (0.7, 1), (0.7, 1)], 8, &[(0.9, 0.125, 1.0), (0.7, 0.5, 0.75)]);
        check(&[(0.7, 1), (0.7, 1), (0.7, 0), (0.9, 1)], 8, &[(0.9, 0.125, 1.0), (0.7, 0.5, 0.75)]);
    }

    #[test]
    fn auroc_by_hand() {
        check(auroc(&[], &[]), None);
        check(auroc(&[0.5], &[]), None);
        check(auroc(&[], &[0.5]), None);
        check(auroc(&[0.8, 0.9], &[0.1, 0.2]), Some(1.0));
        check(auroc(&[0.1], &[0.8, 0.9]), Some(0.0));
        check(auroc(&[0.5, 0.5], &[0.5]), Some(0.5));
        // 0.9 beats all three, 0.4 beats one and ties with one: (3 + 1.5) / 6.
        check(auroc(&[0.9, 0.4], &[0.4, 0.6, 0.1]), Some(0.75));
    }

    #[test]
    fn in_at_95_by_hand() {
        check(in_at_95(&[], &[]), None);
        check(in_at_95(&sure(&[(0.5, 1)]), &[]), None);
        check(in_at_95(&[], &[0.5]), None);
        // With few strangers, all of them are turned away; a tie with the cut is turned away too.
        check(in_at_95(&sure(&[(0.9, 1), (0.6, 1), (0.8, 0), (0.5, 1)]), &[0.6, 0.2]), Some(0.25));
        // Of 40 strangers at 0.00, 0.01, … 0.39, the 39th (0.38) is the cut and one stays above it.
        let outside: Vec<f32> = (0_u8..40).map(|n| f32::from(n) / 100.0).collect();
        check(in_at_95(&sure(&[(0.385, 1), (0.38, 1)]), &outside), Some(0.5));
    }
}
