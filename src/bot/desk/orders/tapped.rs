//! A tap on a button in the staff chat: by a member of it, and a passage is sent once.

use super::faq;
use super::order_ctx::OrderCtx;
use crate::bot::context::Lookup;
use crate::bot::desk::order::OrderTap;
use crate::bot::desk::{staff_page, ticket_list};
use crate::bot::requests::show;
use crate::bot::tapped::Tapped;
use crate::bot_api::Outgoing;
use crate::reply::old_button_toast;
use crate::store::Effects;

/// What a tap in the staff chat leads to. It is always answered.
pub(in crate::bot) fn tapped(tapped: &Tapped<'_>, tap: &OrderTap) -> Result<Effects<Outgoing>, Lookup> {
    let (ctx, pressed, from) = (tapped.ctx, tapped.pressed, &tapped.tap.from);
    let toast = |text| Outgoing::Toast { query: tapped.tap.id.clone(), text };
    let told = |words: String| Ok(Effects::from(vec![toast(Some(words))]));
    let chat = pressed.chat.id;
    if !ctx.bot.desk.as_ref().is_some_and(|desk| desk.is_at(chat)) {
        return told(old_button_toast(ctx.wording));
    }
    if !ctx.is_member(chat, from.id)? {
        return told(ctx.wording.desk_members_toast());
    }
    let order = OrderCtx { ctx, wording: staff_page::wording(ctx.bot), chat, place: tapped.place, who: from.chat_id() };
    let state = &ctx.context.state.desk;
    let mut effects = match (tap, &state.ticket) {
        (OrderTap::Tickets(page), _) => {
            show(pressed.id, order.place, &ticket_list::page(ctx, &state.open, *page)).into()
        }
        (_, None) => return told(old_button_toast(ctx.wording)),
        (OrderTap::Preview(_, entry), Some(ticket)) => faq::preview(&order, pressed.id, ticket, entry),
        (OrderTap::Found(_), Some(ticket)) => faq::find_again(&order, pressed.id, ticket, pressed.ordered.as_deref()),
        // What was sent for this message stands in the private chat.
        (OrderTap::Send(..), Some(_)) if !state.edited.is_empty() => return told(ctx.wording.desk_faq_sent_toast()),
        (OrderTap::Send(..), Some(ticket)) if !ticket.is_open => return told(ctx.wording.desk_closed_toast()),
        (OrderTap::Send(_, entry), Some(ticket)) => faq::send(&order, pressed.id, ticket, entry),
    };
    effects.requests.insert(0, toast(None));
    Ok(effects)
}
