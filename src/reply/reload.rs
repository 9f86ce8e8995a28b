//! What `/reload` answers to those who run the bot.

use super::body::Reply;
use super::wording::Wording;

/// So many findings fit on a screen; the log has the rest.
const MOST_FINDINGS: usize = 5;

/// What became of the wish to read the FAQ again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reloaded {
    /// Another FAQ is in force.
    Changed {
        /// How many entries it has.
        entries: usize,
    },
    /// Its files are what is in force already.
    Unchanged,
    /// It cannot be used, and the one before stays in force.
    Refused {
        /// What is wrong, as `path:line: problem`; never empty.
        findings: Vec<String>,
    },
    /// The FAQ that is built in does not change.
    BuiltIn,
}

/// What became of it, in words.
#[must_use]
pub fn reloaded(wording: &Wording, reloaded: &Reloaded) -> Reply {
    match reloaded {
        Reloaded::Changed { entries } => Reply::saying(wording.reload_changed(*entries)),
        Reloaded::Unchanged => Reply::saying(wording.reload_unchanged()),
        Reloaded::BuiltIn => Reply::saying(wording.reload_built_in()),
        Reloaded::Refused { findings } => {
            let shown = findings.iter().take(MOST_FINDINGS).map(|finding| format!("• {finding}")).collect();
            let reply = Reply::saying(wording.reload_refused()).with_lines(shown);
            match findings.len().saturating_sub(MOST_FINDINGS) {
                0 => reply,
                more => reply.with_text(wording.reload_more(more)),
            }
        }
    }
}
