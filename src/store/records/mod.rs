//! What is remembered: chats and people, answers that stand, counts, what is posted, what was asked and said of it. Read
//! before an update is planned, changed together with its plan.

mod answers;
mod change;
mod chats;
mod chosen;
mod counts;
mod days;
mod deletions;
mod desk;
mod feedback;
mod held;
mod missed;
mod people;
mod phrasings;
mod post_kind;
mod pseudonym;
mod questions;
mod schedule;
mod seen;
mod state;

pub use answers::{Answer, Remembered};
pub use change::Change;
pub use chats::Chat;
pub use chosen::Chosen;
pub use days::{DayCount, Tally};
pub use deletions::{Deletion, DueDeletion};
pub use desk::{Assignee, DeskAct, DeskChange, DeskQuery, DeskState, NewTicket, Relay, StaffPlace, Ticket};
pub use feedback::{Counts, Vote};
pub use held::{HeldQuestion, HeldRecord};
pub use missed::{Miss, MissKind, MissRecord, MissState, MissedRecords, MissedWord};
pub use phrasings::{NewPhrasing, PhrasingRecord, PhrasingState};
pub use post_kind::PostKind;
pub use pseudonym::Pseudonym;
pub use questions::KeptQuestion;
pub use schedule::{Arranger, DailyPost, PostOutcome, Schedule};
pub use state::{State, StateQuery};

pub(super) use answers::remember;
pub(super) use change::change;
pub(super) use counts::{Count, count};
pub(super) use days::tally;
pub(super) use deletions::note as note_deletions;
pub(super) use missed::{HIDE_TERMS, note as note_missed};
pub(super) use seen::is_first;
