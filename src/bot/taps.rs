//! A tap on a button: who may, and which feature it is for. Everything needed is in the tap and the message it came
//! from, so buttons outlive the process.

use super::context::{Ctx, Lookup};
use super::groups::reach;
use super::tapped::Tapped;
use super::update::{Pressed, TapInput, Wish};
use super::{browse, desk, feedback, groups, missed, personal, posts, stats};
use crate::bot_api::Outgoing;
use crate::reply::{self, Action};
use crate::store::Effects;

/// What a tap leads to. It is always answered, or the button would show a clock until it times out.
pub(super) fn plan(ctx: Ctx<'_>, tap: &TapInput) -> Result<Effects<Outgoing>, Lookup> {
    let toast = |text| Outgoing::Toast { query: tap.id.clone(), text };
    let Some(pressed) = &tap.pressed else { return Ok(vec![toast(told(ctx, &tap.wish))].into()) };
    let tapped = Tapped::new(ctx, tap, pressed);
    if let Some(refused) = refused(&tapped, pressed) {
        return Ok(vec![toast(refused)].into());
    }
    if let Wish::Order(order) = &tap.wish {
        return desk::orders::tapped(&tapped, order);
    }
    // In the staff chat they are its members' by now.
    if is_for_staff(&tap.wish) && !pressed.chat.is_private() && !ctx.is_member(pressed.chat.id, tap.from.id)? {
        return Ok(vec![toast(Some(ctx.wording.desk_members_toast()))].into());
    }
    let is_admin = || ctx.is_admin(pressed.chat.id, tap.from.id);
    let for_admins = || Ok(vec![toast(Some(reply::for_admins_toast(ctx.wording)))].into());
    let mut effects = match &tap.wish {
        Wish::GroupSetting(_) if !is_admin()? => return for_admins(),
        Wish::GroupSetting(setting) => groups::editor::set(&tapped, setting),
        Wish::Posts(action) => posts::editor::tapped(ctx, &tap.from, pressed.id, tapped.place, action)?,
        Wish::Rate(rating) => desk::rated::plan(&tapped, *rating),
        // Ordered above.
        Wish::Order(_) => Effects::default(),
        Wish::Desk(tap) => desk::taps::plan(&tapped, *tap),
        Wish::Stats(view) => stats::tapped(&tapped, *view),
        Wish::Missed(action) => missed::editor::tapped(&tapped, action)?,
        Wish::Core(_) | Wish::Unknown => {
            let is_for_admins = tapped.settings().admins_only && asks(&tap.wish) && !pressed.chat.is_private();
            if is_for_admins && !is_admin()? {
                return for_admins();
            }
            reach::of_tap(ctx, pressed, core(&tapped))
        }
    };
    if pressed.is_for_one() {
        effects = reach::for_person(&tap.from, effects);
    }
    effects.requests.insert(0, toast(told(ctx, &tap.wish)));
    Ok(effects)
}

/// What is shown for a moment, whatever else the tap leads to.
fn told(ctx: Ctx<'_>, wish: &Wish) -> Option<String> {
    match wish {
        Wish::Core(action) => reply::toast(Some(action), ctx.wording),
        Wish::Unknown => reply::toast(None, ctx.wording),
        Wish::GroupSetting(_)
        | Wish::Posts(_)
        | Wish::Desk(_)
        | Wish::Order(_)
        | Wish::Rate(_)
        | Wish::Stats(_)
        | Wish::Missed(_) => None,
    }
}

/// To say that a passage helped is for everybody; to ask for another is to ask.
fn asks(wish: &Wish) -> bool {
    !matches!(wish, Wish::Core(Action::Helped(_) | Action::NotMyQuestion(_)))
}

/// Why a tap leads to nothing, as far as that is said to the person. An app can send any data for any message, so a
/// message that many see changes by its own buttons alone.
fn refused(tapped: &Tapped<'_>, pressed: &Pressed) -> Option<Option<String>> {
    let (wish, chat, wording) = (&tapped.tap.wish, &pressed.chat, tapped.ctx.wording);
    // Too old to be seen: in a private chat the person harms nobody but themselves.
    let is_forged =
        pressed.has_button.map_or(!chat.is_private(), |has_button| !has_button) && !turns_pages(wish, pressed);
    let is_personal = matches!(
        wish,
        Wish::Core(Action::Personal | Action::Speak(_) | Action::Forget | Action::ForgetNow) | Wish::Posts(_)
    );
    let is_personal = is_personal || matches!(wish, Wish::Rate(_) | Wish::Desk(_));
    // Only the staff is shown these buttons; to anybody else they are none.
    let is_not_theirs = is_for_staff(wish) && !tapped.ctx.bot.is_for_staff(chat, Some(&tapped.tap.from));
    if chat.is_channel() || is_forged || is_not_theirs || (is_personal && !chat.is_private()) {
        return Some(Some(reply::old_button_toast(wording)));
    }
    if chat.is_one_to_one() || matches!(wish, Wish::GroupSetting(_) | Wish::Order(_)) || is_for_staff(wish) {
        return None;
    }
    if !tapped.settings().is_on_in(pressed.thread) {
        return Some(None);
    }
    let entry = match wish {
        Wish::Core(Action::Choose(id) | Action::Browse(id)) => tapped.ctx.faq().entry(id.as_str()),
        _ => None,
    };
    let is_off = entry.is_some_and(|entry| !tapped.settings().topic_is_on(entry));
    is_off.then(|| Some(reply::topic_off_toast(wording)))
}

/// Whether a tap is on a page that the staff alone is shown.
fn is_for_staff(wish: &Wish) -> bool {
    matches!(wish, Wish::Stats(_) | Wish::Missed(_))
}

/// Whether a tap is on a list that somebody else may have turned to another page just before.
fn turns_pages(wish: &Wish, pressed: &Pressed) -> bool {
    let is_page = |action: &Action| matches!(action, Action::TopicsPage(_) | Action::TopicPage(..));
    // The first page of a list has the data of the list.
    let turns = |action: &Action| is_page(action) || matches!(action, Action::Topics | Action::Topic(_));
    matches!(wish, Wish::Core(action) if turns(action)) && pressed.buttons.iter().any(|button| is_page(&button.action))
}

fn core(tapped: &Tapped<'_>) -> Effects<Outgoing> {
    let Wish::Core(action) = &tapped.tap.wish else { return browse::lost(tapped) };
    match action {
        Action::Topics => browse::topics(tapped, 1),
        Action::TopicsPage(page) => browse::topics(tapped, *page),
        Action::Topic(id) => browse::topic(tapped, id, 1),
        Action::TopicPage(id, page) => browse::topic(tapped, id, *page),
        Action::Browse(id) => browse::entry(tapped, id),
        Action::Choose(id) => browse::choose(tapped, id),
        Action::NoneOfThese => browse::none_of_these(tapped),
        Action::NotAbout(_) => browse::taken_back(tapped),
        Action::Helped(id) => feedback::vote(tapped, id, reply::FeedbackVerdict::Helped),
        Action::NotMyQuestion(id) => feedback::vote(tapped, id, reply::FeedbackVerdict::NotMyQuestion),
        Action::Personal => personal::settings(tapped),
        Action::Speak(language) => personal::speak(tapped, *language),
        Action::Forget => personal::ask_to_forget(tapped),
        Action::ForgetNow => personal::forget(tapped),
        // What opens a link sends nothing back, and the data of other features has been read before.
        Action::Share(_) | Action::Open(_) | Action::Visit(_) | Action::Data(_) => browse::lost(tapped),
    }
}
