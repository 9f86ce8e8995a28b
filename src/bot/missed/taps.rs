//! What a tap says of the answer above it: that it was not what was asked, or which of several was.

use super::noted::missed;
use crate::bot::tapped::Tapped;
use crate::corpus::Id;
use crate::store::{Change, MissKind};

/// That the question which the answer with the tapped button was to was missed in this way, as far as that may be noted.
/// Only where who taps is who asked: in a group anybody may tap.
pub(in crate::bot) fn by_tap(tapped: &Tapped<'_>, kind: MissKind, entry: Option<&Id>) -> Option<Change> {
    let Tapped { ctx, tap, pressed, place } = tapped;
    let question = pressed.question.as_deref().filter(|_| pressed.is_own_question)?;
    let message = (place.chat, pressed.answers?);
    missed(ctx.bot, message, (tap.from.chat_id(), question), (kind, entry.map(Id::as_str)), ctx.context.now_ms)
}
