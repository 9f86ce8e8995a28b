//! The clock of the desk: what is due in conversations goes into the inbox, and from there the way of every update.

use std::sync::Arc;

use arc_swap::ArcSwap;

use super::clock::put_in_what_is_due;
use crate::bot::BotContext;
use crate::bot::desk::due;
use crate::ops::Health;
use crate::ops::clock::now_ms;
use crate::queue::Intake;
use crate::store::{Store, StoreError};

/// Looks until dropped.
pub(crate) async fn keep_desk(store: Arc<Store>, health: Arc<Health>, intake: Intake, bot: Arc<ArcSwap<BotContext>>) {
    put_in_what_is_due(store, health, intake, bot, look).await;
}

/// Puts what is due into the inbox, and gives how much that was. Where the staff chat is now is looked up, too: another
/// process may have seen it move.
async fn look(store: &Store, bot: &Arc<ArcSwap<BotContext>>) -> Result<usize, StoreError> {
    let bot = bot.load_full();
    let Some(desk) = &bot.desk else { return Ok(0) };
    if let Some(chat) = store.staff_chat_now(desk.config.chat).await? {
        desk.move_to(chat);
    }
    let now_ms = now_ms();
    let mut count = 0;
    for due in due(&bot, &store.open_tickets().await?, now_ms) {
        count += usize::from(store.desk_due(due.code, due.until_ms, due.chat, &due.payload, now_ms).await?);
    }
    Ok(count)
}
