//! Which counts are shown: none that is small enough to tell of one person, and none by which such a one could be worked
//! out from a total (statistical disclosure control by cell suppression; Willenborg and de Waal, 2001, "Elements of
//! Statistical Disclosure Control", chapter 6).

/// A count as it may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As it is.
    Exactly(u64),
    /// Not 0, and fewer than so many.
    FewerThan(u64),
    /// Large enough or not, it is not said: another one could be worked out from it.
    Withheld,
}

impl Shown {
    /// A count by itself, of which nothing else is known; those below `from` are not shown.
    #[must_use]
    pub fn alone(count: u64, from: u64) -> Self {
        if is_small(count, from) { Self::FewerThan(from) } else { Self::Exactly(count) }
    }

    /// Counts whose total is shown as [`Shown::alone`] would.
    ///
    /// Where some are small, one more is withheld, the smallest that is large enough to leave each of the small ones
    /// everything open that a small one can be: with `n` small ones and a total of `t`, the others and the withheld one
    /// share `t`, and a small one may be as large as `from - 1` if the withheld one is at least `from` even then. Where
    /// there is none, nothing of the row is shown.
    #[must_use]
    pub fn parts(counts: &[u64], from: u64) -> Vec<Self> {
        let alone: Vec<Self> = counts.iter().map(|count| Self::alone(*count, from)).collect();
        let total: u64 = counts.iter().sum();
        let has_small = counts.iter().any(|count| is_small(*count, from));
        // Of a total that is not shown nothing can be taken away.
        if !has_small || is_small(total, from) {
            return alone;
        }
        let enough = from.max(2 * from - 2);
        let withheld = (0..counts.len()).filter(|place| counts[*place] >= enough).min_by_key(|place| counts[*place]);
        match withheld {
            Some(withheld) => {
                let one = |(place, shown)| if place == withheld { Self::Withheld } else { shown };
                alone.into_iter().enumerate().map(one).collect()
            }
            None => vec![Self::Withheld; counts.len()],
        }
    }

    /// The count, if it is shown.
    #[must_use]
    pub fn exact(self) -> Option<u64> {
        if let Self::Exactly(count) = self { Some(count) } else { None }
    }

    /// Whether the count is not shown.
    #[must_use]
    pub fn is_hidden(self) -> bool {
        self.exact().is_none()
    }
}

fn is_small(count: u64, from: u64) -> bool {
    (1..from).contains(&count)
}

#[cfg(test)]
mod tests {
    use super::Shown::{self, Exactly, FewerThan, Withheld};

    #[track_caller]
    fn check(counts: &[u64], from: u64, expected: &[Shown]) {
        assert_eq!(Shown::parts(counts, from), expected, "{counts:?}");
    }

    #[test]
    fn small_counts_are_not_shown_and_cannot_be_worked_out() {
        check(&[5, 0, 7], 3, &[Exactly(5), Exactly(0), Exactly(7)]);
        check(&[5, 1, 7], 3, &[Withheld, FewerThan(3), Exactly(7)]);
        check(&[3, 1, 7], 3, &[Exactly(3), FewerThan(3), Withheld]);
        check(&[1, 0, 1], 3, &[FewerThan(3), Exactly(0), FewerThan(3)]);
        check(&[1, 0, 3], 3, &[Withheld; 3]);
        check(&[2, 2, 0], 3, &[Withheld; 3]);
        check(&[1, 2], 1, &[Exactly(1), Exactly(2)]);
        check(&[], 3, &[]);
    }

    /// All rows of so many counts with this total.
    fn rows(length: usize, total: u64) -> Vec<Vec<u64>> {
        if length == 1 {
            return vec![vec![total]];
        }
        let rest = |first: u64| {
            let rows = rows(length - 1, total - first).into_iter();
            rows.map(move |mut row| {
                row.push(first);
                row
            })
        };
        (0..=total).flat_map(rest).collect()
    }

    /// Whether a row may be what is shown.
    fn fits(row: &[u64], shown: &[Shown], from: u64) -> bool {
        row.iter().zip(shown).all(|(count, shown)| match shown {
            Exactly(exact) => count == exact,
            FewerThan(_) => (1..from).contains(count),
            Withheld => *count >= from,
        })
    }

    #[test]
    fn who_knows_the_total_and_all_that_is_shown_learns_no_small_count() {
        for from in 2..=4 {
            for total in from..=14 {
                for row in rows(4, total) {
                    let shown = Shown::parts(&row, from);
                    let is_all_withheld = shown.iter().all(|shown| *shown == Withheld);
                    let possible: Vec<_> =
                        rows(4, total).into_iter().filter(|row| is_all_withheld || fits(row, &shown, from)).collect();
                    for (place, _) in shown.iter().enumerate().filter(|(_, shown)| matches!(shown, FewerThan(_))) {
                        for value in 1..from {
                            let is_open = possible.iter().any(|row| row[place] == value);
                            assert!(is_open, "{row:?} is shown as {shown:?}, and {place} is not {value}");
                        }
                    }
                }
            }
        }
    }
}
