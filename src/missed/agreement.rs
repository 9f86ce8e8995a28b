//! How well groups agree with those of an editor.

use std::collections::HashMap;

/// How well two ways to divide the same things agree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// The adjusted Rand index (Hubert and Arabie, 1985): 1 when they are the same, about 0 for chance.
    pub adjusted_rand: f64,
    /// How far each found group is of one kind, 0 to 1 (Rosenberg and Hirschberg, 2007).
    pub homogeneity: f64,
    /// How far each kind is in one found group, 0 to 1 (the same).
    pub completeness: f64,
    /// The harmonic mean of these two.
    pub v_measure: f64,
}

/// How well the groups `found` agree with `expected`: for each thing the number of its group.
///
/// # Panics
/// When the two are not of the same things.
#[must_use]
pub fn agreement(expected: &[usize], found: &[usize]) -> Agreement {
    assert_eq!(expected.len(), found.len(), "both divide the same things");
    let all = expected.len() as f64;
    let both = sizes(expected.iter().zip(found));
    let (kinds, groups) = (sizes(expected.iter()), sizes(found.iter()));
    let pairs = |sizes: &[f64]| sizes.iter().map(|n| n * (n - 1.0) / 2.0).sum::<f64>();
    let (together, of_kinds, of_groups) = (pairs(&both), pairs(&kinds), pairs(&groups));
    let by_chance = of_kinds * of_groups / (all * (all - 1.0) / 2.0).max(1.0);
    let most = f64::midpoint(of_kinds, of_groups);
    let adjusted_rand = if most > by_chance { (together - by_chance) / (most - by_chance) } else { 1.0 };
    let entropy = |sizes: &[f64]| -sizes.iter().map(|n| n / all * (n / all).ln()).sum::<f64>();
    let (of_both, of_kinds, of_groups) = (entropy(&both), entropy(&kinds), entropy(&groups));
    let kept = |own: f64, given: f64| if own > 0.0 { 1.0 - (of_both - given) / own } else { 1.0 };
    let (homogeneity, completeness) = (kept(of_kinds, of_groups), kept(of_groups, of_kinds));
    let sum = homogeneity + completeness;
    let v_measure = if sum > 0.0 { 2.0 * homogeneity * completeness / sum } else { 0.0 };
    Agreement { adjusted_rand, homogeneity, completeness, v_measure }
}

fn sizes<T: std::hash::Hash + Eq>(things: impl Iterator<Item = T>) -> Vec<f64> {
    let mut sizes: HashMap<T, f64> = HashMap::new();
    things.for_each(|thing| *sizes.entry(thing).or_default() += 1.0);
    sizes.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::agreement;

    #[test]
    fn the_same_groups_agree_whatever_they_are_called() {
        let same = agreement(&[0, 0, 1, 1, 2], &[7, 7, 3, 3, 9]);
        for value in [same.adjusted_rand, same.homogeneity, same.completeness, same.v_measure] {
            assert!((value - 1.0).abs() < 1e-9, "{same:?}");
        }
    }

    #[test]
    fn the_figures_are_those_of_the_literature() {
        // scikit-learn's examples: ARI of [0,0,1,2] against [0,0,1,1] is 0.57.
        let one = agreement(&[0, 0, 1, 2], &[0, 0, 1, 1]);
        assert!((one.adjusted_rand - 0.571).abs() < 0.001 && (one.completeness - 1.0).abs() < 1e-9, "{one:?}");
        assert!((one.homogeneity - 2.0 / 3.0).abs() < 0.001 && (one.v_measure - 0.8).abs() < 0.001, "{one:?}");
        let all_in_one = agreement(&[0, 0, 1, 1], &[0, 0, 0, 0]);
        assert!(all_in_one.adjusted_rand.abs() < 1e-9 && all_in_one.homogeneity.abs() < 1e-9, "{all_in_one:?}");
    }
}
