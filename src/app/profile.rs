//! What the bot shows of itself on Telegram, brought up to date beside the work: it is a courtesy, and the first question
//! must not wait for it.

use std::sync::Arc;

use arc_swap::ArcSwap;
use tokio::sync::Notify;

use crate::bot::{BotContext, present};
use crate::bot_api::Api;

/// Shows what the corpus says now, and again after each change; what a change overtakes is broken off, or it could undo
/// what follows.
pub(crate) async fn show_profile(api: Arc<Api>, handlers: Arc<ArcSwap<BotContext>>, changes: Arc<Notify>) {
    loop {
        let handlers = handlers.load_full();
        tokio::select! {
            () = changes.notified() => continue,
            () = present(&api, handlers.faq(), &handlers.catalogues) => {}
        }
        changes.notified().await;
    }
}
