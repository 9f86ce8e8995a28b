//! An update in, its effects out: where each kind of update goes. Pure, so that a crash may run it again.
//!
//! In two steps, because what is remembered must be read in between: a [`ParsedUpdate`] says what it wants to know, and
//! the effects are worked out from it and the [`Context`].

use super::context::{BotContext, Context, Ctx, Lookup};
use super::desk::{due, failed, person, staff};
use super::groups::{answer as group, editor as group_settings, reach};
use super::guest::plan as guest;
use super::posts::outcome;
use super::posts::plan as post;
use super::question::{self, AnswerTurn};
use super::update::{ChatMessage, Input, Intent};
use super::{album, apology, commands, flood, held, inline, membership, state_needs, taps};
use crate::bot_api::{Outgoing, UnreadableUpdate, author_of};
use crate::decide::Decision;
use crate::reply;
use crate::store::{Change, Effects, KeptQuestion, MissKind, Pseudonym, QueuedKind, StateQuery};

/// An update that was read, with what planning it needs to know.
#[derive(Debug)]
pub struct ParsedUpdate {
    kind: &'static str,
    input: Input,
    state_query: StateQuery,
}

impl ParsedUpdate {
    /// What planning it needs to know.
    #[must_use]
    pub fn state_query(&self) -> &StateQuery {
        &self.state_query
    }

    /// What kind of update it is, by Telegram's name for it; `post` for a daily post.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.kind
    }
}

impl BotContext {
    /// Reads what stands in the inbox.
    ///
    /// # Errors
    /// When it cannot be read; it never can be then.
    pub fn read(&self, kind: QueuedKind, payload: &str) -> Result<ParsedUpdate, UnreadableUpdate> {
        let (kind, input) = match kind {
            QueuedKind::Update => Input::read(self, payload)?,
            QueuedKind::Post => Input::of_own(payload)?,
        };
        let state_query = state_needs::of(self, &input);
        Ok(ParsedUpdate { kind, input, state_query })
    }

    /// What an update leads to.
    ///
    /// # Errors
    /// When something must be known first; the same update is planned again then.
    pub fn plan(&self, update: &ParsedUpdate, context: &Context) -> Result<Effects<Outgoing>, Lookup> {
        let ctx = Ctx::new(self, context, update.input.person());
        Ok(apology::promised(ctx, &update.input, plan_input(ctx, &update.input)?))
    }

    /// The code of who an update is from, as far as that can be read.
    #[must_use]
    pub fn from_whom(&self, payload: &str) -> Option<Pseudonym> {
        let author = author_of(&serde_json::from_str(payload).ok()?)?;
        Some(self.pseudonym.code("person", &[&author]))
    }

    /// The code of the person whose private chat a request is for.
    #[must_use]
    pub fn to_whom(&self, outgoing: &Outgoing) -> Option<Pseudonym> {
        let chat = if let Outgoing::Desk(request) = outgoing { Some(request.person) } else { outgoing.chat() };
        chat.filter(|chat| *chat > 0).map(|chat| self.pseudonym.code("person", &[&chat]))
    }
}

/// What an update leads to.
fn plan_input(ctx: Ctx<'_>, input: &Input) -> Result<Effects<Outgoing>, Lookup> {
    match input {
        Input::Message(message) => plan_message(ctx, message),
        Input::Tap(tap) => taps::plan(ctx, tap),
        Input::InlineQuery(query) => Ok(inline::plan(ctx, query)),
        Input::ChosenResult(result) => Ok(inline::chosen(ctx, result)),
        Input::Guest(question) => Ok(guest::plan(ctx, question)),
        Input::Membership(change) => Ok(membership::plan(ctx, change)),
        Input::Post(due) => Ok(post::plan_due(ctx, *due)),
        Input::PostEnded(end) => Ok(outcome::plan(ctx, end)),
        Input::Staff(message, otherwise) => match (staff::plan(ctx, message)?, otherwise) {
            (Some(effects), _) => Ok(effects),
            // What is said there among staff is overheard by nobody.
            (None, Some(message)) if message.asked().is_none_or(|asked| asked.to_bot) => plan_message(ctx, message),
            (None, _) => Ok(Effects::default()),
        },
        Input::DeskFailed(failure) => Ok(failed::plan(ctx, failure)),
        Input::DeskDue(of_desk) => Ok(due::plan(ctx, *of_desk)),
        Input::Migration { from, to } => {
            Ok(Effects { changes: vec![Change::Moved { from: *from, to: *to }], ..Effects::default() })
        }
        Input::Nothing => Ok(Effects::default()),
    }
}

/// What a message leads to: what its handler says, as far as its author may have it now, to whom it is to be seen,
/// and what is noted about it.
fn plan_message(ctx: Ctx<'_>, message: &ChatMessage) -> Result<Effects<Outgoing>, Lookup> {
    if let Some(effects) = person::plan(ctx, message) {
        return Ok(effects);
    }
    let read_on = question::read_on(ctx, message);
    let message = read_on.as_ref().unwrap_or(message);
    let effects = handled(ctx, message)?;
    let effects = reach::of_message(ctx, message, flood::guard(ctx, message, effects));
    Ok(noted(ctx, message, album::once(ctx, message, effects)))
}

fn handled(ctx: Ctx<'_>, message: &ChatMessage) -> Result<Effects<Outgoing>, Lookup> {
    let is_one_to_one = message.chat.is_one_to_one();
    // Where the bot is switched off, its admins can still switch it on.
    let is_settings = matches!(message.intent, Intent::GroupSettings(_));
    if !is_one_to_one && !is_settings && !ctx.settings().is_on_in(message.thread) {
        return Ok(Effects::default());
    }
    match &message.intent {
        Intent::Question(asked) => match question::turn(ctx, message, asked) {
            AnswerTurn::Follows(answer) => Ok(question::follow(ctx, message, asked, answer)),
            AnswerTurn::New if is_one_to_one => Ok(question::answer(ctx, message, asked)),
            AnswerTurn::New => group::answer(ctx, message, asked),
            AnswerTurn::Over => Ok(Effects::default()),
        },
        Intent::Command(command) => match held::opened(ctx, message, command) {
            Some(effects) => Ok(effects),
            None => commands::answer(ctx, message, command),
        },
        Intent::NameAlone => Ok(commands::say(ctx, message, reply::ask_how(ctx.faq(), ctx.wording))),
        Intent::NoWords(_) => Ok(commands::say(ctx, message, reply::text_only(ctx.faq(), ctx.wording))),
        Intent::ForDesk => Ok(Effects::default()),
        Intent::GroupSettings(command) => group_settings::command(ctx, message, command),
    }
}

/// The same with what is kept of what was put to the bot. What it overheard and left unanswered was no
/// question to it.
fn noted(ctx: Ctx<'_>, message: &ChatMessage, mut effects: Effects<Outgoing>) -> Effects<Outgoing> {
    if let Intent::NoWords(kind) = message.intent {
        effects.wordless = Some(kind);
    }
    let Some(asked) = message.asked().filter(|asked| asked.to_bot || !effects.requests.is_empty()) else {
        return effects;
    };
    let decision = &asked.outcome.decision;
    effects.decided = Some(decision.name());
    if let Some(noted) = asked.to_note.as_ref().filter(|_| !effects.requests.is_empty()) {
        effects.changes.push(noted.missed(MissKind::Unknown, None, ctx.context.now_ms));
    }
    if let Some(words) = asked.to_keep.as_ref().filter(|_| !effects.requests.is_empty()) {
        effects.changes.push(Change::Question(KeptQuestion {
            at_ms: ctx.context.now_ms,
            person: ctx.bot.whose(&message.author),
            words: words.clone(),
            decision: decision.name().to_owned(),
            entry: if let Decision::Answer(id) = decision { Some(id.to_string()) } else { None },
        }));
    }
    effects
}
