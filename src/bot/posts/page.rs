//! The pages on which admins arrange the posts of their groups and channels.

use super::action::{PostAction, PostStep};
use crate::bot::zone::{ZONES, clock};
use crate::corpus::Id;
use crate::reply::{Action, Reply, Start, Wording, back_to, checked, cut};
use crate::store::PostKind;

/// What is arranged for a group or channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostPanel<'a> {
    /// Its id.
    pub chat: i64,
    /// Its title.
    pub title: &'a str,
    /// Its time zone.
    pub zone: &'a str,
    /// The minute of the day of the daily post of each kind.
    pub daily: [Option<u16>; PostKind::ALL.len()],
    /// Whether the daily posts are paused.
    pub is_paused: bool,
}

/// The minutes of an hour to pick from.
const MINUTES: [u16; 4] = [0, 15, 30, 45];

/// The groups and channels that a person administers, as `(id, title)`.
#[must_use]
pub fn post_chats<'a>(wording: &Wording, chats: impl IntoIterator<Item = (i64, &'a str)>) -> Reply {
    let mut chats = chats.into_iter().peekable();
    if chats.peek().is_none() {
        return Reply::saying(wording.post_nowhere());
    }
    chats.fold(Reply::titled(&wording.post_title()).with_text(wording.post_pick()), |reply, (chat, title)| {
        reply.with_button(title, to(chat, PostStep::Panel))
    })
}

/// What is arranged for a group or channel, and what can be.
#[must_use]
pub fn post_panel(wording: &Wording, arranged: &PostPanel<'_>) -> Reply {
    let PostPanel { chat, title, zone, daily, is_paused } = *arranged;
    let time = |minute: Option<u16>| minute.map_or_else(|| wording.post_off(), time);
    let mut reply = Reply::titled(title).with_text(wording.post_help());
    if is_paused {
        reply = reply.with_text(wording.post_paused());
    }
    for (kind, minute) in PostKind::ALL.into_iter().zip(daily) {
        let label = match kind {
            PostKind::Passage => wording.post_passage(&time(minute)),
            PostKind::Quiz => wording.post_quiz(&time(minute)),
        };
        reply = reply.with_button(label, to(chat, PostStep::Hour(kind)));
    }
    reply = reply.with_button(wording.settings_zone(zone), to(chat, PostStep::Zones));
    if daily.iter().any(Option::is_some) {
        let label = if is_paused { wording.post_resume() } else { wording.post_pause() };
        reply = reply.with_button(label, to(chat, PostStep::Pause(!is_paused)));
    }
    let preview = |reply: Reply, kind: PostKind| {
        let label = match kind {
            PostKind::Passage => wording.post_preview_passage(),
            PostKind::Quiz => wording.post_preview_quiz(),
        };
        reply.with_button(label, to(chat, PostStep::Preview(kind)))
    };
    PostKind::ALL
        .into_iter()
        .fold(reply, preview)
        .with_button(back_to(&wording.post_title()), Action::Data(PostAction::Chats.data()))
}

/// Asks for the hour of a daily post.
#[must_use]
pub fn post_hours(wording: &Wording, chat: i64, title: &str, kind: PostKind) -> Reply {
    let hours = (0..24).fold(Reply::titled(title).with_text(wording.post_hour()), |reply, hour| {
        reply.with_button(clock(hour), to(chat, PostStep::Minute(kind, hour)))
    });
    hours
        .in_columns(24, 4)
        .with_button(wording.post_never(), to(chat, PostStep::Never(kind)))
        .with_button(back_to(title), to(chat, PostStep::Panel))
}

/// Asks for the minute of a daily post.
#[must_use]
pub fn post_minutes(wording: &Wording, chat: i64, title: &str, kind: PostKind, hour: u8) -> Reply {
    let minutes = MINUTES.map(|minute| u16::from(hour) * 60 + minute);
    let reply = Reply::titled(title).with_text(wording.post_minute());
    minutes
        .into_iter()
        .fold(reply, |reply, minute| reply.with_button(time(minute), to(chat, PostStep::At(kind, minute))))
        .in_columns(MINUTES.len(), 4)
        .with_button(back_to(title), to(chat, PostStep::Panel))
}

/// Asks for the time zone of a group or channel.
#[must_use]
pub fn post_zones(wording: &Wording, chat: i64, title: &str, zone: &str) -> Reply {
    let reply = Reply::titled(title).with_text(wording.post_zone_help());
    ZONES
        .into_iter()
        .fold(reply, |reply, name| {
            let label = if name == zone { checked(name) } else { name.to_owned() };
            reply.with_button(label, to(chat, PostStep::Zone(name.to_owned())))
        })
        .in_columns(ZONES.len(), 2)
        .with_button(back_to(title), to(chat, PostStep::Panel))
}

/// Below a preview: post it now, or not.
#[must_use]
pub fn post_confirm(wording: &Wording, chat: i64, title: &str, kind: PostKind, entry: &Id) -> Reply {
    Reply::saying(wording.post_confirm())
        .with_button(wording.post_now(title), to(chat, PostStep::Now(kind, entry.clone())))
        .with_button(back_to(title), to(chat, PostStep::Panel))
}

/// Below the preview of an entry that somebody named: where to post it.
#[must_use]
pub fn post_where<'a>(wording: &Wording, entry: &Id, chats: impl IntoIterator<Item = (i64, &'a str)>) -> Reply {
    chats.into_iter().fold(Reply::saying(wording.post_confirm()), |reply, (chat, title)| {
        reply.with_button(wording.post_now(title), to(chat, PostStep::Now(PostKind::Passage, entry.clone())))
    })
}

/// After a post was sent off.
#[must_use]
pub fn post_done(wording: &Wording, chat: i64, title: &str) -> Reply {
    Reply::saying(wording.post_done(title)).with_button(back_to(title), to(chat, PostStep::Panel))
}

/// When there is nothing of a kind to post.
#[must_use]
pub fn post_nothing(wording: &Wording, chat: i64, title: &str) -> Reply {
    Reply::saying(wording.post_nothing()).with_button(back_to(title), to(chat, PostStep::Panel))
}

/// When a group or channel is gone, or the person does not administer it any more.
#[must_use]
pub fn post_gone(wording: &Wording) -> Reply {
    Reply::saying(wording.post_gone())
        .with_button(back_to(&wording.post_title()), Action::Data(PostAction::Chats.data()))
}

/// For `/post` with the name of no entry; `near` is one that it may have meant.
#[must_use]
pub fn post_unknown(wording: &Wording, name: &str, near: Option<&Id>) -> Reply {
    let reply = Reply::saying(wording.post_unknown(&cut(name, 40)));
    match near {
        Some(near) => reply.with_text(format!("/post {near}")),
        None => reply,
    }
}

/// For `/post` in a group: posts are arranged in private.
#[must_use]
pub fn post_in_private(wording: &Wording) -> Reply {
    Reply::saying(wording.post_in_private()).with_button(wording.post_title(), Action::Open(Start::Posts))
}

fn to(chat: i64, step: PostStep) -> Action {
    Action::Data(PostAction::For(chat, step).data())
}

fn time(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
