//! The pages on which admins arrange the posts of their groups and channels.

use super::action::{PostAction, PostStep};
use super::failure::why;
use crate::bot::zone::{ZONES, clock, time};
use crate::corpus::Id;
use crate::reply::{Action, Reply, Start, Wording, back_to, checked, cut};
use crate::store::{PostKind, Schedule};

/// What is arranged for a group or channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostPanel<'a> {
    /// Its id.
    pub chat: i64,
    /// Its title.
    pub title: &'a str,
    /// Its time zone.
    pub zone: &'a str,
    /// The daily post of each kind.
    pub daily: [Option<DailyLine>; PostKind::ALL.len()],
    /// Whether daily posts are paused.
    pub is_paused: bool,
    /// The topic that posts go to, 0 being the general one; `None` where there are none.
    pub topic: Option<i32>,
    /// Whether a quiz is arranged that the bot may not send.
    pub lacks_polls: bool,
}

/// What is said of a daily post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DailyLine {
    /// The minutes of the day.
    pub minutes: Vec<u16>,
    /// The weekdays, one bit each, Monday's the lowest.
    pub days: u8,
    /// When it was last posted or failed, and why it failed.
    pub last: Option<(String, Option<String>)>,
    /// When it is posted next; `None` while it is paused.
    pub next: Option<String>,
}

/// The longest label of a button that is made of times and weekdays, in characters.
const LABEL_CHARS: usize = 40;

/// So many times a day a post comes at most.
pub(super) const MOST_TIMES: usize = 4;

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
    let PostPanel { chat, title, zone, ref daily, is_paused, topic, lacks_polls } = *arranged;
    let mut reply = Reply::titled(title).with_text(wording.post_help());
    if is_paused {
        reply = reply.with_text(wording.post_paused());
    }
    if lacks_polls {
        reply = reply.with_text(wording.post_why_polls());
    }
    for (kind, line) in PostKind::ALL.into_iter().zip(daily) {
        reply = line.iter().fold(reply, |reply, line| reply.with_lines(lines(wording, kind, line)));
    }
    for (kind, line) in PostKind::ALL.into_iter().zip(daily) {
        let step = if line.is_some() { PostStep::Times(kind) } else { PostStep::Hour(kind) };
        let label = cut(&label(wording, kind, line.as_ref()), LABEL_CHARS);
        reply = reply.with_button(label, to(chat, step));
    }
    reply = reply.with_button(wording.settings_zone(zone), to(chat, PostStep::Zones));
    if let Some(topic) = topic {
        reply = reply.with_button(wording.post_topic(&topic_name(wording, topic)), to(chat, PostStep::Topics));
    }
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

/// What became of a daily post, and when it comes next.
fn lines(wording: &Wording, kind: PostKind, line: &DailyLine) -> Vec<String> {
    let last = line.last.as_ref().map(|(at, failure)| match failure {
        None => wording.post_last(at),
        Some(failure) => wording.post_failed_at(at, &why(wording, failure, kind)),
    });
    let next = line.next.as_ref().map(|next| wording.post_next(next));
    [Some(label(wording, kind, Some(line))), last, next].into_iter().flatten().collect()
}

/// When a daily post comes, in a few words.
fn label(wording: &Wording, kind: PostKind, line: Option<&DailyLine>) -> String {
    let times = line.map_or_else(
        || wording.post_off(),
        |line| line.minutes.iter().copied().map(time).collect::<Vec<_>>().join(", "),
    );
    let days = line.map_or(Schedule::EVERY_DAY, |line| line.days);
    match kind {
        PostKind::Passage if days == Schedule::EVERY_DAY => wording.post_passage(&times),
        PostKind::Quiz if days == Schedule::EVERY_DAY => wording.post_quiz(&times),
        PostKind::Passage => wording.post_passage_on(&weekdays(wording, days), &times),
        PostKind::Quiz => wording.post_quiz_on(&weekdays(wording, days), &times),
    }
}

fn weekdays(wording: &Wording, days: u8) -> String {
    let names = wording.weekdays().into_iter().enumerate().filter(|(n, _)| days & (1 << n) != 0);
    names.map(|(_, name)| name).collect::<Vec<_>>().join(", ")
}

fn topic_name(wording: &Wording, topic: i32) -> String {
    if topic == 0 { wording.post_general() } else { wording.post_topic_number(&topic.to_string()) }
}

/// When a daily post comes: its times, which can be added and taken away, and its weekdays.
#[must_use]
pub fn post_days(wording: &Wording, chat: i64, title: &str, kind: PostKind, line: &DailyLine) -> Reply {
    let is_full = line.minutes.len() >= MOST_TIMES;
    let mut reply = Reply::titled(title).with_text(label(wording, kind, Some(line)));
    reply = reply.with_text(if is_full { wording.post_times_full() } else { wording.post_times() });
    for minute in &line.minutes {
        reply = reply.with_button(format!("✗ {}", time(*minute)), to(chat, PostStep::Remove(kind, *minute)));
    }
    reply = reply.in_columns(line.minutes.len(), MOST_TIMES);
    if !is_full {
        reply = reply.with_button(wording.post_add(), to(chat, PostStep::Hour(kind)));
    }
    for (n, name) in wording.weekdays().into_iter().enumerate() {
        let is_on = line.days & (1 << n) != 0;
        // The last one stays: a post that comes on no day is one that was ended.
        let days = Some(line.days ^ (1 << n)).filter(|days| *days != 0).unwrap_or(line.days);
        let name = if is_on { checked(&name) } else { name };
        reply = reply.with_button(name, to(chat, PostStep::Days(kind, days)));
    }
    reply
        .in_columns(7, 4)
        .with_button(wording.post_never(), to(chat, PostStep::Never(kind)))
        .with_button(back_to(title), to(chat, PostStep::Panel))
}

/// Which topic of a forum posts go to, and how to choose another.
#[must_use]
pub fn post_topics(wording: &Wording, chat: i64, title: &str, topic: i32) -> Reply {
    let mut reply = Reply::titled(title)
        .with_text(wording.post_topic(&topic_name(wording, topic)))
        .with_text(wording.post_topic_help());
    if topic != 0 {
        reply = reply.with_button(wording.post_general(), to(chat, PostStep::General));
    }
    reply.with_button(back_to(title), to(chat, PostStep::Panel))
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

/// While a post is on its way.
pub(super) fn post_begun(wording: &Wording, chat: i64, title: &str) -> Reply {
    Reply::saying(wording.post_done(title)).with_button(back_to(title), to(chat, PostStep::Panel))
}

/// After it was posted, or failed for this reason.
pub(super) fn post_ended(wording: &Wording, chat: i64, title: &str, failure: Option<&str>, kind: PostKind) -> Reply {
    let reply = match failure {
        None => Reply::saying(wording.post_posted(title)),
        Some(failure) => Reply::saying(wording.post_failed(title)).with_text(why(wording, failure, kind)),
    };
    reply.with_button(back_to(title), to(chat, PostStep::Panel))
}

/// To who arranged a daily post that failed; `pauses` says whether it failed so often that it pauses.
#[must_use]
pub fn post_failed(wording: &Wording, chat: i64, title: &str, failure: &str, kind: PostKind, pauses: bool) -> Reply {
    let told = match kind {
        PostKind::Passage => wording.post_failed_passage(title),
        PostKind::Quiz => wording.post_failed_quiz(title),
    };
    let reply = Reply::saying(told).with_text(why(wording, failure, kind));
    let reply = match pauses {
        true => reply
            .with_text(wording.post_paused_itself())
            .with_button(wording.post_resume(), to(chat, PostStep::Pause(false))),
        false => reply,
    };
    reply.with_button(back_to(title), to(chat, PostStep::Panel))
}

/// When the bot may not send polls, before it tries.
pub(super) fn post_no_polls(wording: &Wording, chat: i64, title: &str) -> Reply {
    Reply::saying(wording.post_why_polls()).with_button(back_to(title), to(chat, PostStep::Panel))
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
pub fn post_in_private(wording: &Wording, chat: i64, thread: Option<i32>) -> Reply {
    let there = Action::Open(Start::PostsOf { chat, thread });
    Reply::saying(wording.post_in_private()).with_button(wording.post_title(), there)
}

fn to(chat: i64, step: PostStep) -> Action {
    Action::Data(PostAction::For(chat, step).data())
}
