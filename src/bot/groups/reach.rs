//! Who in a group sees what is said there, and for how long.

use crate::bot::asked::AskedQuestion;
use crate::bot::context::Ctx;
use crate::bot::requests::for_one;
use crate::bot::update::{ChatMessage, Intent, Pressed};
use crate::bot_api::{Outgoing, User};
use crate::store::Effects;

/// What a message leads to, seen by whom the admins and its author want, and deleted when the admins want it. What is
/// urgent is for all to see, and stays; so do the pages on which admins set the group.
pub(in crate::bot) fn of_message(
    ctx: Ctx<'_>,
    message: &ChatMessage,
    mut effects: Effects<Outgoing>,
) -> Effects<Outgoing> {
    if message.chat.is_one_to_one() {
        return effects;
    }
    if message.asked().is_some_and(AskedQuestion::is_urgent) {
        if message.is_for_bot_alone() {
            each(&mut effects, unanchored);
        }
        return effects;
    }
    if !matches!(message.intent, Intent::GroupSettings(_))
        && let Some(at_ms) = ctx.settings().delete_at_ms(ctx.context.now_ms)
    {
        each(&mut effects, |outgoing| deleted_at(outgoing, at_ms));
    }
    match message.author.person() {
        Some(person) if message.is_for_bot_alone() => for_person(person, effects),
        Some(person) if ctx.settings().is_for_asker && is_page(&message.intent) => {
            let alone = |page: &Outgoing| for_one(person.id, vec![page.clone()], vec![page.clone()]).pop();
            each(&mut effects, |page| alone(&page).unwrap_or(page));
            effects
        }
        _ => effects,
    }
}

/// Whether it is answered with a page of the bot's, such as its help.
fn is_page(intent: &Intent) -> bool {
    matches!(intent, Intent::Command(_) | Intent::NameAlone)
}

/// What a tap on a button of an answer leads to. What changes in place keeps its time, or has none, as a post.
pub(in crate::bot) fn of_tap(ctx: Ctx<'_>, pressed: &Pressed, mut effects: Effects<Outgoing>) -> Effects<Outgoing> {
    let at_ms = ctx.settings().delete_at_ms(ctx.context.now_ms).filter(|_| !pressed.chat.is_one_to_one());
    if let Some(at_ms) = at_ms {
        each(&mut effects, |outgoing| match outgoing {
            Outgoing::Message { .. } | Outgoing::Pointer { .. } => deleted_at(outgoing, at_ms),
            outgoing => outgoing,
        });
    }
    effects
}

/// What this person alone sees of the effects of what they alone see. What cannot change in place any more comes anew.
pub(in crate::bot) fn for_person(person: &User, mut effects: Effects<Outgoing>) -> Effects<Outgoing> {
    let alone = |outgoing: Outgoing, instead: Vec<Outgoing>| for_one(person.id, vec![outgoing], instead).pop();
    each(&mut effects, |outgoing| {
        let one = match &outgoing {
            Outgoing::Edit { place, text, buttons, .. } => {
                let (place, text, buttons) = (*place, text.clone(), buttons.clone());
                let (remembered, delete_at_ms, post, asked_in) = (Vec::new(), None, None, None);
                let anew = Outgoing::Message { place, text, buttons, remembered, delete_at_ms, post, asked_in };
                let anew = alone(anew, Vec::new());
                alone(outgoing.clone(), anew.into_iter().collect())
            }
            Outgoing::Message { .. } | Outgoing::Buttons { .. } => alone(outgoing.clone(), Vec::new()),
            // What cannot be seen by others cannot be pointed to in their sight, nor they in this person's.
            Outgoing::Pointer { answer, .. } => alone(answer.as_ref().clone(), Vec::new()),
            Outgoing::ForOne(one) => alone(one.request.clone(), Vec::new()),
            _ => None,
        };
        one.unwrap_or(outgoing)
    });
    effects
}

/// Changes each request of the effects.
fn each(effects: &mut Effects<Outgoing>, change: impl Fn(Outgoing) -> Outgoing) {
    let once = effects.once.iter_mut().flat_map(|once| &mut once.requests);
    for outgoing in effects.requests.iter_mut().chain(once) {
        *outgoing = change(outgoing.clone());
    }
}

/// The same, deleted at a time in milliseconds since 1970.
fn deleted_at(mut outgoing: Outgoing, at_ms: i64) -> Outgoing {
    match &mut outgoing {
        Outgoing::Message { delete_at_ms, .. } | Outgoing::Edit { delete_at_ms, .. } => *delete_at_ms = Some(at_ms),
        Outgoing::Pointer { message, answer } => {
            **message = deleted_at(message.as_ref().clone(), at_ms);
            **answer = deleted_at(answer.as_ref().clone(), at_ms);
        }
        Outgoing::ForOne(one) => {
            one.request = deleted_at(one.request.clone(), at_ms);
            one.instead = one.instead.take().map(|instead| deleted_at(instead, at_ms));
        }
        _ => {}
    }
    outgoing
}

/// The same in reply to nothing: what all see cannot answer what they do not.
fn unanchored(mut outgoing: Outgoing) -> Outgoing {
    if let Outgoing::Message { place, .. } = &mut outgoing {
        place.reply_to = None;
    }
    outgoing
}
