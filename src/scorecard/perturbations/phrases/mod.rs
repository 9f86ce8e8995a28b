//! What people say around a question, by language. Nothing of it is about what any corpus is about, and nobody is named.

mod de;
mod en;
mod es;
mod known;
mod phrase_lists;

pub(super) use known::phrases;
pub(super) use phrase_lists::Phrases;
