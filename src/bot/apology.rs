//! What is said to who asked when their answer is given up: an update that cannot be handled, or a request that is
//! refused. Nobody is told about what they did not ask for, and nobody twice.

use serde_json::Value;

use super::context::{BotContext, Ctx};
use super::requests::say;
use super::update::Input;
use crate::bot_api::{Author, Destination, Outgoing, Update};
use crate::reply::{self, Language, Wording};
use crate::store::Effects;

/// The same, with who asked for it noted, so that they are told when a request of it is given up.
pub(super) fn promised(ctx: Ctx<'_>, input: &Input, mut effects: Effects<Outgoing>) -> Effects<Outgoing> {
    let Some(wording) = asker(ctx, input) else { return effects };
    let once = effects.once.iter_mut().flat_map(|once| &mut once.requests);
    effects.requests.iter_mut().chain(once).for_each(|outgoing| outgoing.set_asked_in(wording.language().code()));
    effects
}

/// The words for who waits for what an update leads to; `None` when nobody asked for it.
fn asker<'a>(ctx: Ctx<'a>, input: &Input) -> Option<&'a Wording> {
    match input {
        Input::Message(message) | Input::Staff(_, Some(message)) => match message.asked() {
            Some(asked) => asked.to_bot.then(|| ctx.wording_for(&asked.outcome)),
            None => Some(ctx.wording),
        },
        Input::Tap(_) => Some(ctx.wording),
        // The results of an inline query that are not there say enough.
        Input::InlineQuery(_)
        | Input::ChosenResult(_)
        | Input::Guest(_)
        | Input::Membership(_)
        | Input::Migration { .. }
        | Input::Post(_)
        | Input::PostEnded(_)
        | Input::Staff(_, None)
        | Input::DeskFailed(_)
        | Input::DeskDue(_)
        | Input::Nothing => None,
    }
}

impl BotContext {
    /// What to say about an update that could not be handled, to whom it came from. Reads as little as it can.
    #[must_use]
    pub fn apology(&self, payload: &str) -> Effects<Outgoing> {
        let Ok(Value::Object(raw)) = serde_json::from_str(payload) else { return Effects::default() };
        match Update::read(raw, &self.me) {
            Ok(Update::Message(message)) if message.chat.is_one_to_one() && !message.is_of_the_channel() => {
                let person = message.author.as_ref().and_then(Author::person);
                let (chat, thread, reply_to) = (message.chat.id, message.answered_in(), Some(message.id));
                let place = Destination { chat, thread, reply_to, is_silent: false };
                say(place, &reply::went_wrong(self.faq(), self.wording(None, person))).into()
            }
            _ => Effects::default(),
        }
    }

    /// What to say about a request that is given up, to who asked for it; `None` when nobody did.
    #[must_use]
    pub fn apology_for(&self, request: &Outgoing) -> Option<Outgoing> {
        let (place, language) = request.asked_in()?;
        let wording = self.catalogues.of(Language::of_tag(language)?);
        say(place, &reply::went_wrong(self.faq(), wording)).into_iter().next()
    }
}
