//! English: its words in files of their own, put together in `data`.

mod data;
mod first_person;
mod frames;
mod negation;
mod pauses;
mod question_forms;
mod spelling;

pub(super) use data::ENGLISH;
