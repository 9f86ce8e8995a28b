//! Posts to groups and channels: arranged by their admins in private, planned when they are due.

use std::time::Duration;

use serde::Deserialize;
use serde_json::json;
use teloxide::types::{CallbackQuery, Message};

use super::command::Command;
use super::handlers::{AdminWanted, Handlers, Once, Plan, Scene};
use super::outgoing::{Outgoing, Place, posting, say, show};
use super::{group, zone};
use crate::corpus::{Entry, Faq, Id};
use crate::reply::{self, Arranged, PostKind, Posting, PostingStep, Reply, Settings, Wording};
use crate::store::{self, Change, Running, Schedule, Wants};

/// A post that is later than that is left out: after a night without power nobody wants them in a heap.
const LATEST_MINUTES: u16 = 60;

/// A tap on "post it now" counts once for as long as the button is likely to be there.
const ONCE_MEMORY: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// A typed name is taken for a slip of an entry's name from this likeness on (Jaro–Winkler, 0 to 1).
const LIKE: f64 = 0.8;

/// A post that is due, as it stands in the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) chat: i64,
    kind: PostKind,
}

#[derive(Deserialize)]
struct Payload {
    verbatim_post: PostPayload,
}

#[derive(Deserialize)]
struct PostPayload {
    chat: i64,
    kind: String,
}

impl Due {
    /// Reads it from the inbox; `None` for updates of Telegram's.
    pub(super) fn read(payload: &str) -> Option<Self> {
        let post = serde_json::from_str::<Payload>(payload).ok()?.verbatim_post;
        Some(Self { chat: post.chat, kind: PostKind::of(&post.kind)? })
    }

    /// What planning it needs to know.
    pub(super) fn want(self, wants: &mut Wants) {
        wants.chat = Some(self.chat);
        wants.posts = true;
    }
}

/// What stands in the inbox for a post that is due.
#[must_use]
pub fn due_payload(schedule: &Schedule) -> String {
    json!({"verbatim_post": {"chat": schedule.chat, "kind": schedule.kind.name()}}).to_string()
}

/// The local day that a post is due for at a time; `None` when it is not.
#[must_use]
pub fn is_due(running: &Running, now_ms: i64) -> Option<String> {
    let settings: Settings = serde_json::from_str(&running.settings).unwrap_or_default();
    let (day, minute) = zone::local(&settings.zone, now_ms);
    let Schedule { minute: at, last_day, .. } = &running.schedule;
    let is_time = (*at..at.saturating_add(LATEST_MINUTES)).contains(&minute);
    // A clock that was set back must not post a second time.
    (is_time && day > *last_day).then_some(day)
}

/// What a post that is due leads to.
pub(super) fn plan_due(scene: Scene<'_>, due: Due) -> Plan {
    let known = &scene.facts.known;
    let Some(chat) = known.chat.as_ref().filter(|chat| chat.is_open) else { return Plan::default() };
    let settings = group::settings(Some(chat));
    let Some((entry, begins_round)) = next(scene, &settings, due.kind) else {
        tracing::warn!(kind = due.kind.name(), "a post was due, and there is nothing of its kind to post");
        return Plan::default();
    };
    let is_silent = group::is_quiet(&settings, scene.facts.now_ms);
    let place = Place { chat: chat.id, thread: None, reply_to: None, is_silent };
    let posted = Change::Posted { chat: chat.id, kind: due.kind, entry: entry.id.to_string(), begins_round };
    Plan { sends: posting(sends(scene, &settings, place, due.kind, entry)), changes: vec![posted], ..Plan::default() }
}

/// What is posted next, in the order of the FAQ, and whether everything had been posted before.
fn next<'a>(scene: Scene<'a>, settings: &Settings, kind: PostKind) -> Option<(&'a Entry, bool)> {
    let posted = &scene.facts.known.posted;
    let can_be = |entry: &&Entry| {
        group::topic_is_on(settings, entry)
            && match kind {
                PostKind::Passage => entry.passage.is_some(),
                PostKind::Quiz => entry.quiz.is_some(),
            }
    };
    let was = |entry: &Entry| posted.iter().any(|(of, id)| *of == kind && *id == entry.id.as_str());
    let mut entries = scene.faq().entries.iter().filter(can_be);
    let fresh = entries.clone().find(|entry| !was(entry)).map(|entry| (entry, false));
    fresh.or_else(|| entries.next().map(|entry| (entry, true)))
}

/// A post of an entry. A quiz has the message with its source and the disclaimer before it.
fn sends(scene: Scene<'_>, settings: &Settings, place: Place, kind: PostKind, entry: &Entry) -> Vec<Outgoing> {
    let (faq, wording) = (scene.faq(), common(scene.handlers));
    let short = |reply: Reply| if settings.is_short { reply.shortened(faq) } else { reply };
    match kind {
        PostKind::Passage => say(place, &short(reply::post(faq, wording, entry))),
        PostKind::Quiz => match reply::quiz(faq, wording, entry) {
            Some((poll, before)) => {
                let mut sends = say(place, &before);
                sends.push(Outgoing::poll(place, &poll));
                sends
            }
            None => Vec::new(),
        },
    }
}

/// The words of posts: many people read them, so they are in the language of the text.
fn common(handlers: &Handlers) -> &Wording {
    handlers.catalogues.of(reply::language_of(None, None, &handlers.faq().language))
}

/// `/post`, alone or with the name of an entry behind it.
pub(super) fn command(scene: Scene<'_>, message: &Message, command: &Command<'_>) -> Plan {
    let (faq, wording) = (scene.faq(), scene.wording);
    let place = super::message::place(message);
    if !message.chat.is_private() {
        return say(place, &reply::post_in_private(wording)).into();
    }
    if command.rest.is_empty() || scene.facts.known.administered.is_empty() {
        return say(place, &reply::post_chats(wording, chats(scene))).into();
    }
    let name = command.rest.trim_start_matches('/').to_ascii_lowercase();
    let Some(entry) = faq.entry(&name).filter(|entry| entry.passage.is_some()) else {
        return say(place, &reply::post_unknown(wording, command.rest, like(faq, &name))).into();
    };
    let mut all = sends(scene, &Settings::default(), place, PostKind::Passage, entry);
    all.extend(say(place, &reply::post_where(wording, &entry.id, chats(scene))));
    all.into()
}

fn chats(scene: Scene<'_>) -> impl Iterator<Item = (i64, &str)> {
    scene.facts.known.administered.iter().map(|chat| (chat.id, chat.title.as_str()))
}

/// The entry whose name is most like one that was typed.
fn like<'a>(faq: &'a Faq, name: &str) -> Option<&'a Id> {
    let likeness = |entry: &Entry| strsim::jaro_winkler(entry.id.as_str(), name);
    let best = faq.entries.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(best) >= LIKE).then_some(&best.id)
}

/// What planning a tap needs to know.
pub(super) fn want(tap: &Posting, wants: &mut Wants) {
    match tap {
        Posting::Chats => wants.administered = true,
        Posting::For(chat, _) => {
            wants.chat = Some(*chat);
            wants.posts = true;
        }
    }
}

/// What a tap leads to, the answer to it apart. `page` is the message with the buttons.
pub(super) fn tapped(
    scene: Scene<'_>,
    query: &CallbackQuery,
    page: i32,
    place: Place,
    tap: &Posting,
) -> Result<Plan, AdminWanted> {
    let wording = scene.wording;
    let page = |reply: &Reply| show(page, place, reply);
    let Posting::For(id, step) = tap else { return Ok(page(&reply::post_chats(wording, chats(scene))).into()) };
    let is_admin = scene.is_admin(*id, query.from.id.0)?;
    let Some(chat) = scene.facts.known.chat.as_ref().filter(|chat| is_admin && chat.is_open) else {
        let person = scene.handlers.person(&query.from);
        let changes = vec![Change::Admin { person, chat: *id, is_admin }];
        return Ok(Plan { sends: page(&reply::post_gone(wording)), changes, ..Plan::default() });
    };
    let arranging = Arranging { scene, chat, settings: group::settings(Some(chat)), place };
    Ok(match step {
        PostingStep::Panel => page(&arranging.panel()).into(),
        PostingStep::Hour(kind) => page(&reply::post_hours(wording, *id, &chat.title, *kind)).into(),
        PostingStep::Minute(kind, hour) => page(&reply::post_minutes(wording, *id, &chat.title, *kind, *hour)).into(),
        PostingStep::Zones => page(&reply::post_zones(wording, *id, &chat.title, &arranging.settings.zone)).into(),
        PostingStep::Preview(kind) => arranging.preview(*kind).into(),
        PostingStep::Now(kind, entry) => arranging.post_now(query, *kind, entry, page),
        step => {
            let (arranging, changes) = arranging.set(step);
            Plan { sends: page(&arranging), changes, ..Plan::default() }
        }
    })
}

/// A group or channel whose posts are arranged.
struct Arranging<'a> {
    scene: Scene<'a>,
    chat: &'a store::Chat,
    settings: Settings,
    place: Place,
}

impl Arranging<'_> {
    fn daily(&self, kind: PostKind) -> Option<&Schedule> {
        self.scene.facts.known.schedules.iter().find(|schedule| schedule.kind == kind)
    }

    fn panel(&self) -> Reply {
        let daily = PostKind::ALL.map(|kind| self.daily(kind).map(|schedule| schedule.minute));
        self.panel_of(
            daily,
            self.scene.facts.known.schedules.iter().any(|schedule| schedule.is_paused),
            &self.settings.zone,
        )
    }

    fn panel_of(&self, daily: [Option<u16>; 2], is_paused: bool, zone: &str) -> Reply {
        let arranged = Arranged { chat: self.chat.id, title: &self.chat.title, zone, daily, is_paused };
        reply::post_panel(self.scene.wording, &arranged)
    }

    /// Sets something, and shows what is arranged then.
    fn set(&self, step: &PostingStep) -> (Reply, Vec<Change>) {
        let chat = self.chat.id;
        let mut daily = PostKind::ALL.map(|kind| self.daily(kind).map(|schedule| schedule.minute));
        let mut is_paused = self.scene.facts.known.schedules.iter().any(|schedule| schedule.is_paused);
        let mut zone = self.settings.zone.clone();
        let changes = match step {
            PostingStep::At(kind, minute) => {
                daily[*kind as usize] = Some(*minute);
                is_paused = false;
                // A time that is over for today is meant from tomorrow on.
                let (day, now) = zone::local(&self.settings.zone, self.scene.facts.now_ms);
                let last_day = if *minute <= now { day } else { String::new() };
                vec![Change::Schedule(Schedule { chat, kind: *kind, minute: *minute, is_paused, last_day })]
            }
            PostingStep::Never(kind) => {
                daily[*kind as usize] = None;
                vec![Change::Unschedule { chat, kind: *kind }]
            }
            PostingStep::Pause(pause) => {
                is_paused = *pause;
                let schedules = self.scene.facts.known.schedules.iter();
                schedules.map(|schedule| Change::Schedule(Schedule { is_paused, ..schedule.clone() })).collect()
            }
            PostingStep::Zone(name) => {
                zone.clone_from(name);
                let settings = Settings { zone: name.clone(), ..self.settings.clone() };
                let settings = serde_json::to_string(&settings).expect("plain data with text keys");
                vec![Change::Settings { chat, settings }]
            }
            _ => Vec::new(),
        };
        (self.panel_of(daily, is_paused, &zone), changes)
    }

    /// The next post as it will be, and a way to post it now.
    fn preview(&self, kind: PostKind) -> Vec<Outgoing> {
        let (wording, chat) = (self.scene.wording, self.chat);
        let Some((entry, _)) = next(self.scene, &self.settings, kind) else {
            return say(self.place, &reply::post_nothing(wording, chat.id, &chat.title));
        };
        let mut all = sends(self.scene, &self.settings, self.place, kind, entry);
        all.extend(say(self.place, &reply::post_confirm(wording, chat.id, &chat.title, kind, &entry.id)));
        all
    }

    /// Posts an entry, once for each button that says so.
    fn post_now(&self, query: &CallbackQuery, kind: PostKind, id: &Id, page: impl Fn(&Reply) -> Vec<Outgoing>) -> Plan {
        let (wording, chat) = (self.scene.wording, self.chat);
        let Some(entry) = self.scene.faq().entry(id.as_str()) else {
            return page(&reply::post_nothing(wording, chat.id, &chat.title)).into();
        };
        let there = Place { chat: chat.id, thread: None, reply_to: None, is_silent: false };
        let message = query.message.as_ref().map_or(0, |message| message.id().0);
        let code = self.scene.handlers.pseudonym.code("post-now", &[&chat.id, &self.place.chat, &message]);
        let sends = posting(sends(self.scene, &self.settings, there, kind, entry));
        let begins_round = false;
        Plan {
            sends: page(&reply::post_done(wording, chat.id, &chat.title)),
            once: Some(Once { code, memory: ONCE_MEMORY, sends }),
            changes: vec![Change::Posted { chat: chat.id, kind, entry: id.to_string(), begins_round }],
            ..Plan::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Due, due_payload, is_due};
    use crate::reply::PostKind;
    use crate::store::{Running, Schedule};

    fn running(minute: u16, zone: &str, last_day: &str) -> Running {
        Running {
            schedule: Schedule {
                chat: -7,
                kind: PostKind::Quiz,
                minute,
                is_paused: false,
                last_day: last_day.to_owned(),
            },
            settings: format!(r#"{{"zone":"{zone}"}}"#),
        }
    }

    /// 2026-03-29, on which Berlin's clocks went from 2:00 to 3:00, which is 1:00 in UTC.
    fn at(hour: i64, minute: i64) -> i64 {
        (1_774_742_400 + hour * 3600 + minute * 60) * 1000
    }

    #[test]
    fn a_post_is_due_within_the_hour_after_its_time_once_a_day() {
        let nine = |last: &str| running(9 * 60, "UTC", last);
        assert_eq!(is_due(&nine(""), at(8, 59)), None);
        assert_eq!(is_due(&nine(""), at(9, 0)), Some("2026-03-29".to_owned()));
        assert_eq!(is_due(&nine("2026-03-28"), at(9, 59)), Some("2026-03-29".to_owned()));
        assert_eq!(is_due(&nine("2026-03-28"), at(10, 0)), None, "an hour late is too late");
        assert_eq!(is_due(&nine("2026-03-29"), at(9, 0)), None, "posted today");
        assert_eq!(is_due(&nine("2026-03-30"), at(9, 0)), None, "the clock was set back");
    }

    #[test]
    fn the_time_is_that_of_the_zone_also_when_clocks_change() {
        let berlin = |minute| running(minute, "Europe/Berlin", "");
        assert_eq!(is_due(&berlin(9 * 60), at(7, 0)), Some("2026-03-29".to_owned()));
        assert_eq!(is_due(&berlin(9 * 60), at(8, 0)), None);
        // 2:30 did not come that day; 3:00 did, half an hour after it.
        assert_eq!(is_due(&berlin(150), at(1, 0)), Some("2026-03-29".to_owned()));
        assert_eq!(is_due(&running(0, "Asia/Tokyo", ""), at(15, 0)), Some("2026-03-30".to_owned()));
        assert!(is_due(&running(0, "Nowhere", ""), at(0, 0)).is_some(), "a zone that is none is UTC");
    }

    #[test]
    fn a_due_post_is_told_from_updates() {
        let due = Due::read(&due_payload(&running(0, "UTC", "").schedule)).expect("one");
        assert_eq!(due, Due { chat: -7, kind: PostKind::Quiz });
        for payload in ["", "{}", r#"{"update_id":1,"message":{}}"#, r#"{"verbatim_post":{"chat":-7,"kind":"song"}}"#] {
            assert_eq!(Due::read(payload), None, "{payload}");
        }
    }
}
