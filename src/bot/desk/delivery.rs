//! Where a conversation's messages go is found when they are sent: the topic in the staff chat, or the card that replies
//! hang on. What is not there is opened first, and what is lost is opened anew.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::refusals::{Trouble, trouble};
use super::spot::Spot;
use super::staff_chat::Desk;
use super::staff_page;
use crate::bot::context::BotContext;
use crate::bot::ttl;
use crate::bot_api::{
    CallError, CreateForumTopic, DelayedBy, DeleteForumTopic, DeliveryOutcome, DeskBody, DeskRequest, Destination,
    EditForumTopic, MessageText, Outgoing, Sender, TopicAct,
};
use crate::ops::Health;
use crate::ops::clock::now_ms;
use crate::ops::retry::{TryAgain, retry};
use crate::store::{Relay, Store, StoreError, Ticket};

/// How often a place that is lost on the way is looked for anew before the request is given up.
const MOST_TRIES: usize = 5;

/// How long a database is waited for that cannot say where a message goes.
const DATABASE_WAIT: Duration = Duration::from_secs(1);

/// For how long after it was sent Telegram lets a bot delete its message.
const DELETABLE_MS: i64 = 48 * 60 * 60 * 1000;

/// How many messages Telegram deletes at once.
const MOST_DELETED: usize = 100;

/// Sends what passes between people and staff.
pub(in crate::bot) struct DeskDelivery<'a> {
    pub(in crate::bot) sender: &'a Sender,
    pub(in crate::bot) store: &'a Store,
    pub(in crate::bot) health: &'a Health,
    pub(in crate::bot) bot: &'a BotContext,
    pub(in crate::bot) desk: &'a Desk,
    /// Ends what waits for a database out of reach.
    pub(in crate::bot) stop: &'a CancellationToken,
}

/// What is needed to send a request, or how it ended before that.
type Sending<T> = Result<T, DeliveryOutcome>;

impl DeskDelivery<'_> {
    /// Sends a request, if at the last moment it `is_ours` still.
    pub(in crate::bot) async fn send(
        &self,
        request: &DeskRequest,
        is_ours: impl Fn() -> bool + Send + Sync,
    ) -> DeliveryOutcome {
        let sent = if request.to_staff {
            self.to_staff(request, &is_ours).await
        } else {
            self.to_person(request, &is_ours).await
        };
        let outcome = sent.unwrap_or_else(|outcome| outcome);
        if matches!(request.body, DeskBody::Delete(_)) { deleted(outcome) } else { outcome }
    }

    async fn to_person(&self, request: &DeskRequest, is_ours: &(impl Fn() -> bool + Sync)) -> Sending<DeliveryOutcome> {
        let Some(ticket) = self.ticket(request).await? else { return Ok(DeliveryOutcome::Sent(None)) };
        let outcome = self.sender.send(&Outgoing::Desk(Box::new(request.clone())), is_ours).await;
        if let (DeliveryOutcome::Sent(Some(copy)), Some(source)) = (&outcome, request.source) {
            self.note(Relay { ticket: ticket.id, from_staff: true, source, copy: *copy }).await?;
        }
        Ok(outcome)
    }

    async fn to_staff(&self, request: &DeskRequest, is_ours: &(impl Fn() -> bool + Sync)) -> Sending<DeliveryOutcome> {
        let mut is_reopened = false;
        for _ in 0..MOST_TRIES {
            let Some(ticket) = self.ticket(request).await? else { return Ok(DeliveryOutcome::Sent(None)) };
            let mut spot = Spot::of(&ticket, self.desk.chat());
            // What it changes, or replies to, stands where the conversation stood when it was planned.
            let elsewhere = (spot.root.is_none() && !ticket.is_over()).then(|| request.clone().elsewhere());
            let request = elsewhere.as_ref().unwrap_or(request);
            if request.makes_message() && spot.root.is_none() && !ticket.is_over() {
                match self.open_place(&ticket, spot, is_ours).await? {
                    Some(opened) => spot = opened,
                    None => continue,
                }
            }
            let is_nowhere = spot.topic.is_none() && spot.root.is_none();
            match &request.body {
                DeskBody::Card => return Ok(DeliveryOutcome::Sent(spot.root)),
                DeskBody::DeleteAll => return self.delete_all(request, &ticket, is_ours).await,
                DeskBody::Topic(_) if spot.topic.is_none() => return Ok(DeliveryOutcome::Sent(None)),
                _ if is_nowhere && !request.makes_message() => return Ok(DeliveryOutcome::Sent(None)),
                _ => {}
            }
            let outcome = self.sender.send(&at(request, spot), is_ours).await;
            match trouble(&outcome) {
                Some(Trouble::Moved(to)) => self.moved(spot.chat, to).await?,
                Some(Trouble::Lost) if spot.topic.is_some() => {
                    self.lost(&ticket, spot).await?;
                    if !request.makes_message() {
                        return Ok(DeliveryOutcome::Sent(None));
                    }
                }
                Some(Trouble::Closed) if !is_reopened && ticket.is_open => {
                    is_reopened = true;
                    let reopen = DeskRequest { body: DeskBody::Topic(TopicAct::Reopen), ..request.clone() };
                    let _ = self.sender.send(&at(&reopen, spot), is_ours).await;
                }
                _ => return self.ended(request, &ticket, outcome).await,
            }
        }
        Ok(DeliveryOutcome::Failed("its place in the staff chat is lost again and again".to_owned()))
    }

    /// The end of a request that went where it should.
    async fn ended(
        &self,
        request: &DeskRequest,
        ticket: &Ticket,
        outcome: DeliveryOutcome,
    ) -> Sending<DeliveryOutcome> {
        match outcome {
            DeliveryOutcome::Sent(Some(copy)) if request.makes_message() => {
                let source = request.source.unwrap_or_default();
                self.note(Relay { ticket: ticket.id, from_staff: false, source, copy }).await?;
                Ok(DeliveryOutcome::Sent(Some(copy)))
            }
            // A topic that stays open or closed costs nobody a word.
            DeliveryOutcome::Failed(reason) | DeliveryOutcome::TurnedAway { reason, .. }
                if matches!(request.body, DeskBody::Topic(_)) =>
            {
                tracing::debug!(reason, "a topic of the staff chat stays as it is");
                Ok(DeliveryOutcome::Sent(None))
            }
            outcome => Ok(outcome),
        }
    }

    /// Opens the place of a conversation, as far as it is not there; `None` when it must be looked for anew.
    async fn open_place(
        &self,
        ticket: &Ticket,
        spot: Spot,
        is_ours: &(impl Fn() -> bool + Sync),
    ) -> Sending<Option<Spot>> {
        let card = staff_page::TicketCard::of(ticket);
        let topic = match spot.topic {
            Some(topic) => Some(topic),
            None => match self.open_topic(ticket, spot.chat, &card, is_ours).await? {
                OpenedTopic::Topic(topic) => Some(topic),
                OpenedTopic::None => None,
                OpenedTopic::Elsewhere => return Ok(None),
            },
        };
        let spot = Spot { topic, ..spot };
        let text = MessageText::Html(card.html(self.bot, topic.is_some()));
        let said = DeskRequest {
            ticket: ticket.code,
            person: ticket.chat,
            to_staff: true,
            place: Destination { chat: 0, thread: None, reply_to: None, is_silent: false },
            source: None,
            body: DeskBody::Said { text, buttons: Vec::new() },
            is_last_word: false,
            is_reported: false,
            needs_previous: false,
            has_disclaimer: false,
        };
        let outcome = self.sender.send(&at(&said, spot), is_ours).await;
        match (trouble(&outcome), outcome) {
            (_, DeliveryOutcome::Sent(Some(root))) => {
                let link = || self.store.link_root(ticket.id, spot.chat, root, now_ms());
                self.surely(link).await?;
                Ok(Some(Spot { root: Some(root), ..spot }))
            }
            (Some(Trouble::Moved(to)), _) => self.moved(spot.chat, to).await.map(|()| None),
            (Some(Trouble::Lost), _) if topic.is_some() => self.lost(ticket, spot).await.map(|()| None),
            (_, outcome) => Err(outcome),
        }
    }

    /// Opens a topic for a conversation, where that is possible.
    async fn open_topic(
        &self,
        ticket: &Ticket,
        chat: i64,
        card: &staff_page::TicketCard,
        is_ours: &(impl Fn() -> bool + Sync),
    ) -> Sending<OpenedTopic> {
        if !is_ours() {
            return Err(DeliveryOutcome::NotOurs);
        }
        // What a person asked stands in no topic that nothing leads to: it is named after that once it is linked.
        let create = CreateForumTopic { chat_id: chat, name: &format!("#{}", ticket.id) };
        let error = match self.sender.call(&create).await {
            Ok(topic) => {
                let made = topic.message_thread_id;
                let linked = self.surely(|| self.store.link_topic(ticket.id, chat, made)).await?;
                self.settle(ticket, chat, (made, linked), card).await;
                return Ok(OpenedTopic::Topic(linked));
            }
            Err(error) => error,
        };
        let CallError::Refused { description, retry_after, migrated_to, .. } = &error else {
            return Err(DeliveryOutcome::Again(error));
        };
        if let Some(wait) = retry_after {
            return Err(DeliveryOutcome::Later(*wait, DelayedBy::Telegram));
        }
        if let Some(to) = migrated_to {
            self.moved(chat, *to).await?;
            return Ok(OpenedTopic::Elsewhere);
        }
        let says = description.to_ascii_lowercase();
        if says.contains("not enough rights")
            || says.contains("administrator rights")
            || says.contains("admin_required")
        {
            self.say_missing_right(chat, is_ours).await?;
        } else if error.code().is_some_and(|code| code >= 500 || code == 401) {
            return Err(DeliveryOutcome::Again(error));
        }
        // Not a forum; or something else, which the card will meet as well if it is in its way.
        Ok(OpenedTopic::None)
    }

    /// Names a topic that was made once it is linked, or takes it away when the conversation has another. Neither is worth
    /// a second attempt: the one is found by its number all the same, and the other is empty.
    async fn settle(&self, ticket: &Ticket, chat: i64, (made, linked): (i32, i32), card: &staff_page::TicketCard) {
        let settled = if made == linked {
            let rename = EditForumTopic { chat_id: chat, message_thread_id: made, name: &card.title };
            self.sender.call(&rename).await
        } else {
            tracing::warn!(ticket = ticket.id, "two topics were opened for a conversation; the second is deleted");
            self.sender.call(&DeleteForumTopic { chat_id: chat, message_thread_id: made }).await
        };
        if let Err(error) = settled {
            tracing::debug!(ticket = ticket.id, error = %error, "a new topic of the staff chat stays as it was made");
        }
    }

    /// Says in the staff chat that the bot may open no topics there, at most once an hour.
    async fn say_missing_right(&self, chat: i64, is_ours: &(impl Fn() -> bool + Sync)) -> Sending<()> {
        let (now_ms, code) = (now_ms(), self.bot.pseudonym.code("desk-right", &[&chat]));
        let is_first = self.store.is_first(code, now_ms + ttl::ms(ttl::NOTICE), now_ms).await;
        if self.stored(is_first)? {
            tracing::warn!("the bot may not manage topics in the staff chat, so conversations are threads of replies");
            let place = Destination { chat, thread: None, reply_to: None, is_silent: false };
            for message in crate::bot::requests::say(place, &staff_page::no_right(self.bot)) {
                let _ = self.sender.send(&message, is_ours).await;
            }
        }
        Ok(())
    }

    /// Takes away what stands of a conversation in the staff chat: the topic where the bot may, else its own messages that
    /// are young enough.
    async fn delete_all(
        &self,
        request: &DeskRequest,
        ticket: &Ticket,
        is_ours: &(impl Fn() -> bool + Sync),
    ) -> Sending<DeliveryOutcome> {
        // Where that is: in a staff chat of before, the same numbers as in that of now are other messages.
        let spot = Spot::of(ticket, ticket.group);
        if spot.topic.is_some() {
            let delete = DeskRequest { body: DeskBody::Topic(TopicAct::Delete), ..request.clone() };
            let outcome = self.in_turn(&at(&delete, spot), is_ours).await;
            match (trouble(&outcome), outcome) {
                (Some(Trouble::Lost), _) | (_, DeliveryOutcome::Sent(_)) => {
                    self.lost(ticket, spot).await?;
                    return Ok(DeliveryOutcome::Sent(None));
                }
                // The bot may not, so it takes its own, and the person's words out of the name.
                (_, DeliveryOutcome::Failed(_) | DeliveryOutcome::TurnedAway { .. }) => {
                    let body = DeskBody::Rename(format!("#{}", ticket.id));
                    let rename = DeskRequest { body, ..request.clone() };
                    // Where even that is not let, nothing else can be done.
                    let _ = self.in_turn(&at(&rename, spot), is_ours).await;
                }
                (_, outcome) => return Ok(outcome),
            }
        }
        let own = self.stored(self.store.staff_copies(ticket.id, now_ms() - DELETABLE_MS).await)?;
        let mut outcome = DeliveryOutcome::Sent(None);
        for messages in own.chunks(MOST_DELETED) {
            let delete = DeskRequest { body: DeskBody::Delete(messages.to_vec()), ..request.clone() };
            outcome = self.in_turn(&at(&delete, spot), is_ours).await;
            if !matches!(outcome, DeliveryOutcome::Sent(_)) {
                break;
            }
        }
        Ok(outcome)
    }

    /// Sends one of several that belong together, however long it must wait for the chat's pace: to begin anew would take
    /// the turn that the next of them waits for.
    async fn in_turn(&self, outgoing: &Outgoing, is_ours: &(impl Fn() -> bool + Sync)) -> DeliveryOutcome {
        loop {
            match self.sender.send(outgoing, is_ours).await {
                DeliveryOutcome::Later(wait, DelayedBy::RateLimiter) => tokio::time::sleep(wait).await,
                outcome => return outcome,
            }
        }
    }

    /// The conversation that a request is of; `None` when it is no more, or over and not to be spoken of.
    async fn ticket(&self, request: &DeskRequest) -> Sending<Option<Ticket>> {
        let ticket = self.stored(self.store.ticket(&request.ticket).await)?;
        Ok(ticket.filter(|ticket| !ticket.is_over() || request.is_last_word))
    }

    async fn moved(&self, from: i64, to: i64) -> Sending<()> {
        tracing::info!("the staff chat became another group, which its conversations move to");
        self.stored(self.store.staff_chat_moved(from, to).await)?;
        self.desk.move_to(to);
        Ok(())
    }

    async fn lost(&self, ticket: &Ticket, Spot { chat, topic, root }: Spot) -> Sending<()> {
        tracing::info!(ticket = ticket.id, "the topic of a conversation is gone");
        self.stored(self.store.unlink_place(ticket.id, chat, topic, root).await)
    }

    async fn note(&self, relay: Relay) -> Sending<()> {
        self.surely(|| self.store.note_relay(relay, now_ms())).await
    }

    /// Notes what was done, however long that takes: to begin anew would do it twice.
    async fn surely<T, A>(&self, mut note: impl FnMut() -> A) -> Sending<T>
    where
        A: Future<Output = Result<T, StoreError>>,
    {
        let noting = retry(self.stop, || {
            let note = note();
            async { self.health.database.note(note.await).map_err(|_| TryAgain::Later) }
        });
        noting.await.ok_or(DeliveryOutcome::Later(DATABASE_WAIT, DelayedBy::Database))
    }

    fn stored<T>(&self, answer: Result<T, StoreError>) -> Sending<T> {
        self.health.database.note(answer).map_err(|_| DeliveryOutcome::Later(DATABASE_WAIT, DelayedBy::Database))
    }
}

/// What became of opening a topic.
enum OpenedTopic {
    /// It is this one.
    Topic(i32),
    /// There are none in this chat, or none that the bot may open.
    None,
    /// The chat is another now.
    Elsewhere,
}

/// What became of a deletion: what is gone already needs none, and what cannot be deleted is nobody's fault.
fn deleted(outcome: DeliveryOutcome) -> DeliveryOutcome {
    match outcome {
        DeliveryOutcome::Failed(reason) if reason.to_ascii_lowercase().contains("message to delete not found") => {
            DeliveryOutcome::Sent(None)
        }
        DeliveryOutcome::Failed(reason) => DeliveryOutcome::TurnedAway { reason, is_closed: false },
        outcome => outcome,
    }
}

/// A request where its conversation stands.
fn at(request: &DeskRequest, spot: Spot) -> Outgoing {
    let place = spot.destination(request.place.reply_to);
    Outgoing::Desk(Box::new(DeskRequest { place, ..request.clone() }))
}
