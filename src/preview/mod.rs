//! `verbatim preview`: a page on this machine alone, where an editor tries a FAQ while writing it. It answers like the bot,
//! says why, follows the files, and writes phrasings into them.

mod answers;
mod guard;
mod live;
mod messages;
mod page;
mod presses;
mod server;
mod standing;
mod taught;
mod teaching;

pub(crate) use live::Live;
pub(crate) use server::PreviewServer;
