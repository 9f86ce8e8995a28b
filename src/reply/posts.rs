//! Posts for groups and channels: a passage or a quiz a day, and the pages on which admins arrange them.

use super::pages::{back_to, cut, strong};
use super::settings::{clock, marked};
use super::{Action, Block, Reply, Shared, Start, Wording, ZONES};
use crate::corpus::{Entry, Faq, Id};

/// What a post is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostKind {
    /// A passage.
    Passage,
    /// A quiz.
    Quiz,
}

impl PostKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Passage, Self::Quiz];

    /// Its name where it is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Passage => "passage",
            Self::Quiz => "quiz",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A tap on a button of the pages on which admins arrange posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Posting {
    /// Shows the groups and channels that the person administers.
    Chats,
    /// Does something for one of them.
    For(i64, PostingStep),
}

/// What is done for a group or channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PostingStep {
    /// Shows what is arranged.
    Panel,
    /// Asks for the hour of a daily post.
    Hour(PostKind),
    /// Asks for the minute, once the hour is known.
    Minute(PostKind, u8),
    /// Sets the time of a daily post, in minutes of the day.
    At(PostKind, u16),
    /// Ends a daily post.
    Never(PostKind),
    /// Asks for the time zone.
    Zones,
    /// Sets the time zone.
    Zone(String),
    /// Pauses the daily posts, or lets them go on.
    Pause(bool),
    /// Shows the next post as it will be.
    Preview(PostKind),
    /// Posts an entry now.
    Now(PostKind, Id),
}

/// What is arranged for a group or channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arranged<'a> {
    /// Its id.
    pub chat: i64,
    /// Its title.
    pub title: &'a str,
    /// Its time zone.
    pub zone: &'a str,
    /// The minute of the day of the daily passage and the daily quiz.
    pub daily: [Option<u16>; 2],
    /// Whether the daily posts are paused.
    pub is_paused: bool,
}

/// The minutes of an hour to pick from.
const MINUTES: [u16; 4] = [0, 15, 30, 45];

/// A passage as it is posted.
#[must_use]
pub fn post(faq: &Faq, wording: &Wording, entry: &Entry) -> Reply {
    Reply::quoting(faq, wording, entry)
        .below(Block::Text(wording.did_you_know()))
        .with_button(wording.ask_me(), Action::Open(Start::Entry(entry.id.clone())))
        .with_button(wording.share(), Action::Share(Shared::from(entry)))
}

/// The groups and channels that a person administers, as `(id, title)`.
#[must_use]
pub fn post_chats<'a>(wording: &Wording, chats: impl IntoIterator<Item = (i64, &'a str)>) -> Reply {
    let mut chats = chats.into_iter().peekable();
    if chats.peek().is_none() {
        return Reply::saying(wording.post_nowhere());
    }
    chats.fold(strong(&wording.post_title()).with_block(Block::Text(wording.post_pick())), |reply, (chat, title)| {
        reply.with_button(title, to(chat, PostingStep::Panel))
    })
}

/// What is arranged for a group or channel, and what can be.
#[must_use]
pub fn post_panel(wording: &Wording, arranged: &Arranged<'_>) -> Reply {
    let Arranged { chat, title, zone, daily, is_paused } = *arranged;
    let time = |minute: Option<u16>| minute.map_or_else(|| wording.post_off(), time);
    let [passage, quiz] = daily;
    let mut reply = strong(title).with_block(Block::Text(wording.post_help()));
    if is_paused {
        reply = reply.with_block(Block::Text(wording.post_paused()));
    }
    reply = reply
        .with_button(wording.post_passage(&time(passage)), to(chat, PostingStep::Hour(PostKind::Passage)))
        .with_button(wording.post_quiz(&time(quiz)), to(chat, PostingStep::Hour(PostKind::Quiz)))
        .with_button(wording.settings_zone(zone), to(chat, PostingStep::Zones));
    if passage.or(quiz).is_some() {
        let label = if is_paused { wording.post_resume() } else { wording.post_pause() };
        reply = reply.with_button(label, to(chat, PostingStep::Pause(!is_paused)));
    }
    reply
        .with_button(wording.post_preview_passage(), to(chat, PostingStep::Preview(PostKind::Passage)))
        .with_button(wording.post_preview_quiz(), to(chat, PostingStep::Preview(PostKind::Quiz)))
        .with_button(back_to(&wording.post_title()), Action::Post(Posting::Chats))
}

/// Asks for the hour of a daily post.
#[must_use]
pub fn post_hours(wording: &Wording, chat: i64, title: &str, kind: PostKind) -> Reply {
    let hours = (0..24).fold(strong(title).with_block(Block::Text(wording.post_hour())), |reply, hour| {
        reply.with_button(clock(hour), to(chat, PostingStep::Minute(kind, hour)))
    });
    hours
        .in_columns(24, 4)
        .with_button(wording.post_never(), to(chat, PostingStep::Never(kind)))
        .with_button(back_to(title), to(chat, PostingStep::Panel))
}

/// Asks for the minute of a daily post.
#[must_use]
pub fn post_minutes(wording: &Wording, chat: i64, title: &str, kind: PostKind, hour: u8) -> Reply {
    let minutes = MINUTES.map(|minute| u16::from(hour) * 60 + minute);
    let reply = strong(title).with_block(Block::Text(wording.post_minute()));
    minutes
        .into_iter()
        .fold(reply, |reply, minute| reply.with_button(time(minute), to(chat, PostingStep::At(kind, minute))))
        .in_columns(MINUTES.len(), 4)
        .with_button(back_to(title), to(chat, PostingStep::Panel))
}

/// Asks for the time zone of a group or channel.
#[must_use]
pub fn post_zones(wording: &Wording, chat: i64, title: &str, zone: &str) -> Reply {
    let reply = strong(title).with_block(Block::Text(wording.post_zone_help()));
    ZONES
        .into_iter()
        .fold(reply, |reply, name| {
            let label = if name == zone { marked(name) } else { name.to_owned() };
            reply.with_button(label, to(chat, PostingStep::Zone(name.to_owned())))
        })
        .in_columns(ZONES.len(), 2)
        .with_button(back_to(title), to(chat, PostingStep::Panel))
}

/// Below a preview: post it now, or not.
#[must_use]
pub fn post_confirm(wording: &Wording, chat: i64, title: &str, kind: PostKind, entry: &Id) -> Reply {
    Reply::saying(wording.post_confirm())
        .with_button(wording.post_now(title), to(chat, PostingStep::Now(kind, entry.clone())))
        .with_button(back_to(title), to(chat, PostingStep::Panel))
}

/// Below the preview of an entry that somebody named: where to post it.
#[must_use]
pub fn post_where<'a>(wording: &Wording, entry: &Id, chats: impl IntoIterator<Item = (i64, &'a str)>) -> Reply {
    chats.into_iter().fold(Reply::saying(wording.post_confirm()), |reply, (chat, title)| {
        reply.with_button(wording.post_now(title), to(chat, PostingStep::Now(PostKind::Passage, entry.clone())))
    })
}

/// After a post was sent off.
#[must_use]
pub fn post_done(wording: &Wording, chat: i64, title: &str) -> Reply {
    Reply::saying(wording.post_done(title)).with_button(back_to(title), to(chat, PostingStep::Panel))
}

/// When there is nothing of a kind to post.
#[must_use]
pub fn post_nothing(wording: &Wording, chat: i64, title: &str) -> Reply {
    Reply::saying(wording.post_nothing()).with_button(back_to(title), to(chat, PostingStep::Panel))
}

/// When a group or channel is gone, or the person does not administer it any more.
#[must_use]
pub fn post_gone(wording: &Wording) -> Reply {
    Reply::saying(wording.post_gone()).with_button(back_to(&wording.post_title()), Action::Post(Posting::Chats))
}

/// For `/post` with the name of no entry; `near` is one that it may have meant.
#[must_use]
pub fn post_unknown(wording: &Wording, name: &str, near: Option<&Id>) -> Reply {
    let reply = Reply::saying(wording.post_unknown(&cut(name, 40)));
    match near {
        Some(near) => reply.with_block(Block::Text(format!("/post {near}"))),
        None => reply,
    }
}

/// For `/post` in a group: posts are arranged in private.
#[must_use]
pub fn post_in_private(wording: &Wording) -> Reply {
    Reply::saying(wording.post_in_private()).with_button(wording.post_title(), Action::Open(Start::Posts))
}

fn to(chat: i64, step: PostingStep) -> Action {
    Action::Post(Posting::For(chat, step))
}

fn time(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
