//! The words for the person of a conversation, in the language that they read.

use crate::bot::context::Ctx;
use crate::reply::{Language, Wording};

/// The words for the person of a conversation in this language, by its letters.
pub(super) fn wording_of<'a>(ctx: Ctx<'a>, language: &str) -> &'a Wording {
    Language::of_tag(language).map_or(ctx.wording, |language| ctx.bot.catalogues.of(language))
}
