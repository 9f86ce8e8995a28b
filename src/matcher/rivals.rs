//! Learning from rivals: phrasings that would be taken for another target push the two targets apart.
//!
//! Each target's centroid is a weighted sum of its phrasings, Σ α·K. A phrasing whose own target (without the phrasing
//! itself) does not beat every other by a margin is added to its own and taken from the rival: a kernel perceptron
//! (Freund and Schapire, 1999) with margin, started from the centroids. Deterministic: phrasings in order, fixed steps.

/// One correction of a target's centroid: `weight` · K(question, phrasing) is added to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Correction {
    pub(super) target: u32,
    pub(super) phrasing: u32,
    pub(super) weight: f32,
}

/// What the corrections are learned from.
pub(super) struct Lesson<'a> {
    /// For each target, its first phrasing; one more at the end.
    pub(super) starts: &'a [usize],
    /// For each target, what its mean K is divided by.
    pub(super) spreads: &'a [f32],
    /// K of every phrasing with every phrasing.
    pub(super) kernels: &'a [Vec<f32>],
}

impl Lesson<'_> {
    /// Learns corrections in a few rounds.
    pub(super) fn learn(&self, rounds: usize, step: f32, margin: f32) -> Vec<Correction> {
        let targets = self.starts.len() - 1;
        let phrasings = self.kernels.len();
        // scores[t][p]: the centroid score of target t for phrasing p.
        let mut scores: Vec<Vec<f32>> = (0..targets).map(|target| {
            let range = self.starts[target]..self.starts[target + 1];
            let weight = 1.0 / range.len() as f32 / self.spreads[target];
            let mut row = vec![0.0; phrasings];
            for own in range {
                row.iter_mut().zip(&self.kernels[own]).for_each(|(score, k)| *score += weight * k);
            }
            row
        }).collect();
        let mut weights = std::collections::BTreeMap::<(u32, u32), f32>::new();
        for _ in 0..rounds {
            for target in 0..targets {
                let range = self.starts[target]..self.starts[target + 1];
                let count = range.len() as f32;
                for phrasing in range {
                    // Without the phrasing itself, as a question that is not in the corpus would be scored.
                    let own_weight = 1.0 / count / self.spreads[target] + weights.get(&(target as u32, phrasing as u32)).copied().unwrap_or(0.0);
                    let own = scores[target][phrasing] - own_weight * self.kernels[phrasing][phrasing];
                    let own = if count > 1.0 { own * count / (count - 1.0) } else { own };
                    let rival = (0..targets).filter(|&other| other != target).max_by(|&a, &b| scores[a][phrasing].total_cmp(&scores[b][phrasing]));
                    let Some(rival) = rival else { continue };
                    let lack = margin - (own - scores[rival][phrasing]);
                    if lack <= 0.0 || count < 2.0 { continue; }
                    let by = step * lack.min(0.3);
                    for (target, by) in [(target, by), (rival, -by)] {
                        *weights.entry((target as u32, phrasing as u32)).or_default() += by;
                        scores[target].iter_mut().zip(&self.kernels[phrasing]).for_each(|(score, k)| *score += by * k);
                    }
                }
            }
        }
        weights.into_iter().map(|((target, phrasing), weight)| Correction { target, phrasing, weight }).collect()
    }
}
