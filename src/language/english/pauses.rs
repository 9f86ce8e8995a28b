//! Which English words go on over a pause, and which begin anew behind one.

use crate::language::pauses::Pauses;

pub(super) static PAUSES: Pauses = Pauses {
    continuing: &[
        "a", "an", "the", "my", "his", "her", "our", "your", "their", "of", "be", "is", "dure", "from", "with",
        "becaus",
    ],
    beginning: &["a", "an", "the", "my", "his", "her", "our", "this", "that", "it"],
    denying: &["no", "not", "never", "none", "neither", "noth"],
    always_denying: "no",
};
