//! What is remembered of the support desk: conversations, where they stand in the staff chat, which message became which,
//! who is blocked, and what was done.

mod blocked;
mod desk_change;
mod desk_log;
mod desk_state;
mod places;
mod relays;
mod tickets;

pub use desk_change::DeskChange;
pub use desk_log::DeskAct;
pub use desk_state::{DeskQuery, DeskState, StaffPlace};
pub use relays::Relay;
pub use tickets::{Assignee, NewTicket, Ticket};

pub(super) use desk_change::change;
pub(super) use desk_state::look;
pub(super) use places::moved;
pub(super) use tickets::forget;
