//! Feedback on a passage: whether it helped, and what else the question may have meant.

use super::desk::consent;
use super::missed::taps::by_tap;
use super::tapped::Tapped;
use super::ttl;
use crate::bot_api::{Outgoing, WireButton};
use crate::corpus::{Entry, Id};
use crate::reply::{self, FeedbackVerdict};
use crate::store::{Change, Effects, MissKind, Once, Vote};
use crate::text::Question;

/// A person's verdict on the passage of an entry.
pub(super) fn vote(tapped: &Tapped<'_>, id: &Id, verdict: FeedbackVerdict) -> Effects<Outgoing> {
    let (faq, wording, bot) = (tapped.ctx.faq(), tapped.ctx.wording, tapped.ctx.bot);
    let Some(entry) = faq.entry(id.as_str()) else { return tapped.say_once(reply::choice_gone(faq, wording)) };
    let (from, pressed, chat) = (&tapped.tap.from, tapped.pressed, tapped.place.chat);
    let key = bot.pseudonym.code("vote", &[&from.id, &chat, &pressed.id]);
    let (entry_id, helped) = (id.to_string(), verdict == FeedbackVerdict::Helped);
    let day = bot.stats.day(tapped.ctx.context.now_ms);
    let cast = Vote { key, person: bot.person(from), entry: entry_id, helped, day };
    let mut effects = Effects { changes: vec![Change::Vote(cast)], ..Effects::default() };
    let marked = reply::marked(&pressed.buttons, verdict, wording);
    // In a group the message belongs to everybody, and one person's verdict is not the others'.
    if pressed.chat.is_private() && marked != pressed.buttons {
        let buttons = marked.iter().map(WireButton::from).collect();
        effects.requests.push(Outgoing::Buttons { chat, message: pressed.id, buttons });
    }
    if verdict == FeedbackVerdict::NotMyQuestion {
        effects.changes.extend(by_tap(tapped, MissKind::NotMine, Some(id)));
        let follow_up = reply::not_my_question(faq, wording, near(tapped, entry));
        let follow_up = consent::offered(tapped.ctx, pressed.chat.is_private(), follow_up);
        // A group is not asked twice, whoever taps.
        let whose = if pressed.chat.is_private() { from.id } else { 0 };
        effects.once = Some(Once {
            code: bot.pseudonym.code("follow-up", &[&whose, &chat, &pressed.id]),
            ttl: ttl::FOLLOW_UP,
            requests: tapped.say(follow_up),
        });
    }
    effects
}

/// What else the question that was answered may mean, best first. Its words stand in the message that the answer
/// replies to; when that is gone, what is to be read beside the entry.
fn near<'a>(tapped: &Tapped<'a>, entry: &Entry) -> Vec<&'a Entry> {
    let ids: Vec<Id> = match &tapped.pressed.question {
        Some(question) => tapped.ctx.bot.engine.decide(&Question::new(question)).near,
        None => entry.related.clone(),
    };
    let others = ids.iter().filter(|id| **id != entry.id);
    others.filter_map(|id| tapped.ctx.faq().entry(id.as_str())).collect()
}
