//! The support desk: conversations between a person in their private chat and the staff in a group of theirs.
//!
//! A conversation begins with the person's consent (`consent`). What they write from then on goes to the staff
//! (`person`), what staff write in its place goes to the person (`staff`, `staff_commands`), until one of them ends it
//! or nobody writes (`ending`, `due`). Requests name the conversation alone: where it stands in the staff chat is found
//! when they are sent (`delivery`), and whoever waits is told what could not be delivered (`failed`).
//!
//! What staff order by commands and taps is in `orders`. When somebody is there (`hours`) is said to who waits
//! (`expectation`), and goes into when staff are reminded of them (`waiting`).

pub(super) mod consent;
pub(super) mod delivery;
pub(super) mod due;
pub(super) mod ending;
pub(super) mod expectation;
pub(super) mod failed;
pub(super) mod forgetting;
mod hours;
mod hours_words;
mod label;
pub(super) mod order;
pub(super) mod orders;
mod passing;
pub(super) mod person;
mod person_wording;
pub(super) mod rated;
pub(super) mod rating;
mod refusals;
pub(super) mod setup;
mod spot;
pub(super) mod staff;
mod staff_answer;
mod staff_chat;
mod staff_commands;
pub(super) mod staff_message;
mod staff_page;
pub(super) mod tap;
pub(super) mod taps;
mod ticket_list;
mod waiting;

pub use due::{QueuedDue, due};
pub use staff_chat::Desk;
