//! The message below which a button was tapped: it changes in place, or new messages come below it.

use super::context::Ctx;
use super::groups::settings::GroupSettings;
use super::requests::{remembering, say, show};
use super::ttl;
use super::update::{Pressed, TapInput};
use crate::bot_api::{Destination, Outgoing};
use crate::reply::Reply;
use crate::store::{Effects, Once, Remembered};

/// A tap, with the message that it came from.
pub(super) struct Tapped<'a> {
    pub(super) ctx: Ctx<'a>,
    pub(super) tap: &'a TapInput,
    pub(super) pressed: &'a Pressed,
    /// Where new messages go: they answer the question that this message answered.
    pub(super) place: Destination,
}

impl<'a> Tapped<'a> {
    pub(super) fn new(ctx: Ctx<'a>, tap: &'a TapInput, pressed: &'a Pressed) -> Self {
        let place = Destination {
            chat: pressed.chat.id,
            thread: pressed.answered_in,
            reply_to: pressed.answers,
            // What is arranged for a channel in a private chat says nothing about that chat.
            is_silent: !pressed.chat.is_private() && ctx.settings().is_quiet(ctx.context.now_ms),
        };
        Self { ctx, tap, pressed, place }
    }

    /// What the admins of the message's group set.
    pub(super) fn settings(&self) -> &'a GroupSettings {
        self.ctx.settings()
    }

    /// A reply in place of the message.
    pub(super) fn show(&self, reply: Reply) -> Effects<Outgoing> {
        show(self.pressed.id, self.place, &self.laid_out(reply)).into()
    }

    /// The same, remembered under this once it is there.
    pub(super) fn show_remembering(&self, reply: Reply, under: Option<Remembered>) -> Effects<Outgoing> {
        remembering(show(self.pressed.id, self.place, &self.laid_out(reply)), under.as_slice()).into()
    }

    /// A reply as new messages.
    pub(super) fn say(&self, reply: Reply) -> Vec<Outgoing> {
        say(self.place, &self.laid_out(reply))
    }

    /// The same, once for each button.
    pub(super) fn say_once(&self, reply: Reply) -> Effects<Outgoing> {
        let (tap, place) = (self.tap, self.place);
        let code = self.ctx.bot.pseudonym.code("tap", &[&tap.from.id, &place.chat, &self.pressed.id, &tap.data]);
        Effects { once: Some(Once { code, ttl: ttl::SAME_TAP, requests: self.say(reply) }), ..Effects::default() }
    }

    /// The reply as the group's admins set it.
    pub(super) fn laid_out(&self, reply: Reply) -> Reply {
        if self.pressed.chat.is_private() { reply } else { self.settings().laid_out(self.ctx.faq(), reply) }
    }
}
