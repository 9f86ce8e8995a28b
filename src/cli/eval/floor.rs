//! Bounds that figures must keep, as typed: `right>=0.85`, `plain.wrong<=0.02`, `robust.line_end.kept>=0.9`.

use std::str::FromStr;

use super::card::Card;
use super::cases::ALL;

/// A bound on a figure.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Floor {
    set: String,
    figure: String,
    at_least: bool,
    bound: f64,
}

impl FromStr for Floor {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || format!("`{text}` is not a bound such as right>=0.85, wrong<=0.02 or plain.right>=0.85");
        let (name, bound, at_least) = match (text.split_once(">="), text.split_once("<=")) {
            (Some((name, bound)), _) => (name, bound, true),
            (None, Some((name, bound))) => (name, bound, false),
            (None, None) => return Err(bad()),
        };
        let (set, figure) = name.trim().rsplit_once('.').unwrap_or((ALL, name.trim()));
        let bound = bound.trim().parse().map_err(|_| bad())?;
        Ok(Self { set: set.to_owned(), figure: figure.to_owned(), at_least, bound })
    }
}

impl Floor {
    /// What to say when the bound is not kept; a figure that does not exist keeps no bound.
    pub(super) fn missed(&self, card: &Card) -> Option<String> {
        let Self { set, figure, at_least, bound } = self;
        let Some(value) = card.figure(set, figure) else {
            let why = if card.lacks_robust(set) { " without --robust" } else { "" };
            return Some(format!("there is no figure {set}.{figure}{why}"));
        };
        let kept = if *at_least { value >= *bound } else { value <= *bound };
        let sign = if *at_least { ">=" } else { "<=" };
        (!kept).then(|| format!("{set}.{figure} is {value:.4}, wanted {sign} {bound}"))
    }
}

#[cfg(test)]
mod tests {
    use super::Floor;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str, bool, f64)>) {
        let parsed = text.parse::<Floor>().ok();
        let parsed = parsed.as_ref().map(|f| (f.set.as_str(), f.figure.as_str(), f.at_least, f.bound));
        assert_eq!(parsed, expected, "{text}");
    }

    #[test]
    fn floors_are_read() {
        check("right>=0.85", Some(("all", "right", true, 0.85)));
        check("wrong <= 0.02", Some(("all", "wrong", false, 0.02)));
        check("plain.right>=1", Some(("plain", "right", true, 1.0)));
        check("held/plain.jsonl.in_95>=0.5", Some(("held/plain.jsonl", "in_95", true, 0.5)));
        check("robust.kept>=0.9", Some(("robust", "kept", true, 0.9)));
        check("robust.line_end.missed_red_flag<=0", Some(("robust.line_end", "missed_red_flag", false, 0.0)));
        check("right=0.85", None);
        check("right>=high", None);
        check("", None);
    }
}
