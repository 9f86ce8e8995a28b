//! The bot as the queue sees it: an update is read, what planning it needs to know is found out, and it is planned.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use arc_swap::ArcSwap;
use tokio::task::spawn_blocking;
use tokio_util::sync::CancellationToken;

use super::admins::Admins;
use super::context::{BotContext, Context, Lookup, PhrasingTrial, Untried};
use crate::bot_api::{CallError, Outgoing};
use crate::labelled;
use crate::ops::clock::now_ms;
use crate::ops::retry::{TryAgain, retry};
use crate::ops::{Health, Reloads};
use crate::queue::{Handled, Handler};
use crate::reply::Reloaded;
use crate::scorecard::{Trial, try_phrasing};
use crate::store::{Change, Dead, Effects, QueuedUpdate, State, StateQuery, Store};

/// Turns Telegram's updates into what the bot does about them.
pub(crate) struct BotHandler {
    pub(crate) store: Arc<Store>,
    pub(crate) bot: Arc<ArcSwap<BotContext>>,
    pub(crate) admins: Admins,
    pub(crate) reloads: Reloads,
    /// The folder of labelled questions that phrasings are tried on.
    pub(crate) labelled: Option<PathBuf>,
    pub(crate) health: Arc<Health>,
    pub(crate) stop: CancellationToken,
}

impl Handler for BotHandler {
    type Request = Outgoing;

    async fn handle(&self, update: &QueuedUpdate, payload: &str) -> Option<Handled<Outgoing>> {
        // The same to its end, whatever comes into force meanwhile.
        let bot = self.bot.load_full();
        let parsed = match bot.read(update.kind, payload) {
            Ok(parsed) => parsed,
            Err(reason) => {
                let update_id = update.update_id;
                tracing::warn!(update_id, %reason, "an update cannot be read and was left out");
                let dead = Some(Dead { reason: reason.to_string(), person: bot.from_whom(payload) });
                return Some(Handled { effects: Effects { dead, ..Effects::default() }, kind: "unreadable" });
            }
        };
        let state = self.state(parsed.state_query()).await?;
        let mut context = Context::new(state, now_ms());
        loop {
            match bot.plan(&parsed, &context) {
                Ok(effects) => {
                    follow(&bot, &effects);
                    return Some(Handled { effects, kind: parsed.kind() });
                }
                Err(lookup) => self.learn(&bot, lookup, &mut context).await?,
            }
        }
    }

    fn give_up(&self, payload: &str, reason: &str) -> Effects<Outgoing> {
        let bot = self.bot.load();
        let apology = catch_unwind(AssertUnwindSafe(|| bot.apology(payload))).unwrap_or_default();
        let dead = Some(Dead { reason: reason.to_owned(), person: bot.from_whom(payload) });
        Effects { dead, ..apology }
    }
}

impl BotHandler {
    /// Finds out what planning query to know; `None` when the bot is told to stop first.
    async fn learn(&self, bot: &Arc<BotContext>, lookup: Lookup, context: &mut Context) -> Option<()> {
        match lookup {
            Lookup::Admin(lookup) => context.is_admin = Some(self.asked(|| self.admins.ask(lookup)).await?),
            Lookup::Member(lookup) => {
                let is_member = self.asked(|| self.admins.is_member(lookup)).await?;
                context.members.push((lookup, is_member));
            }
            Lookup::Polls(lookup) => context.may_poll = Some(self.asked(|| self.admins.may_poll(lookup)).await?),
            Lookup::Reload => context.reloaded = Some(self.reload().await?),
            Lookup::Trial(phrasing) => context.trial = Some(self.tried(bot, phrasing).await),
        }
        Some(())
    }

    /// What one more phrasing would change, found out beside the work.
    async fn tried(&self, bot: &Arc<BotContext>, phrasing: PhrasingTrial) -> Result<Trial, Untried> {
        let (bot, labelled) = (Arc::clone(bot), self.labelled.clone());
        let tried = spawn_blocking(move || {
            let cases = labelled.as_deref().map(labelled::read_folder).transpose();
            let cases = cases.map_err(|error| Untried::NoCases(format!("{error:#}")))?.unwrap_or_default();
            try_phrasing(&bot.engine, &phrasing.entry, &phrasing.text, &cases).map_err(Untried::Refused)
        });
        tried.await.unwrap_or_else(|_| Err(Untried::NoCases("the program failed on them".to_owned())))
    }

    async fn reload(&self) -> Option<Reloaded> {
        self.stop.run_until_cancelled(self.reloads.ask()).await.flatten()
    }

    /// What is remembered, however long it takes to read: what is out of reach is no fault of the update, and must not
    /// count as one.
    async fn state(&self, query: &StateQuery) -> Option<State> {
        let state = || async {
            let state = self.store.state(query, now_ms()).await;
            state.inspect_err(|error| self.health.database.fail(error)).map_err(|_| TryAgain::Later)
        };
        retry(&self.stop, state).await
    }

    /// The same for what Telegram knows.
    async fn asked<F: Future<Output = Result<bool, CallError>>>(&self, ask: impl Fn() -> F) -> Option<bool> {
        let is_so = || async {
            match ask().await {
                // Telegram is there, and names the time.
                Err(CallError::Refused { retry_after: Some(wait), .. }) => Err(TryAgain::After(wait)),
                answer => self.health.network.note(answer).map_err(|_| TryAgain::Later),
            }
        };
        retry(&self.stop, is_so).await
    }
}

/// The staff chat is where it moved from now on; to know that twice, or before it is stored, does no harm.
fn follow(bot: &BotContext, effects: &Effects<Outgoing>) {
    for change in &effects.changes {
        if let (Change::Moved { from, to }, Some(desk)) = (change, &bot.desk)
            && desk.chat() == *from
        {
            desk.move_to(*to);
        }
    }
}
