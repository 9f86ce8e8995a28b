//! What a phrasing would change, in signs and words.

use crate::scorecard::{Trial, TrialChange, TrialRefusal};

/// A sign for what a change is: `!` breaks something, `+` is better, `-` is not as good.
pub(crate) fn change_mark(change: &TrialChange) -> &'static str {
    match change.breaks {
        true => "!",
        false if change.after < change.before => "+",
        false => "-",
    }
}

/// Why a phrasing is not tried.
pub(crate) fn refusal(why: &TrialRefusal, entry: &str) -> String {
    match why {
        TrialRefusal::NoEntry => format!("the FAQ has no entry `{entry}`; `verbatim check` names the folder it reads"),
        TrialRefusal::Empty => "there is no word in it that says what is meant".to_owned(),
        TrialRefusal::TooLong => format!("it is longer than {} characters", Trial::MOST_CHARS),
        TrialRefusal::There => format!("`{entry}` has it already"),
        TrialRefusal::Elsewhere(id) => format!("`{id}` has it, and a phrasing can lead to one place only"),
        TrialRefusal::Urgent(flag) => format!("it raises the red flag `{flag}`, which comes before every entry"),
    }
}
