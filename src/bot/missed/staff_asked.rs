//! A command of the staff's, wherever they may send it.

use crate::bot_api::Destination;
use crate::store::Pseudonym;

/// A command of the staff's: where it is answered, which message it is, and a code of who sent it.
pub(in crate::bot) struct StaffAsked {
    pub(in crate::bot) place: Destination,
    pub(in crate::bot) message: i32,
    pub(in crate::bot) person: Option<Pseudonym>,
}
