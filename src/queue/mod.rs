//! The life of an update from the inbox to its last request.

pub(crate) mod dispatcher;
mod lanes;
pub(crate) mod lease;
pub(crate) mod worker;
