//! Posts to groups and channels: arranged by their admins in private, planned when they are due.

use serde::Deserialize;
use serde_json::json;
use teloxide::types::CallbackQuery;

use super::command::Command;
use super::handlers::{Handlers, Scene, Wanted};
use super::outgoing::{Outgoing, Place, posting, say, show};
use super::{group, memory, zone};
use crate::corpus::{Entry, Faq, Id};
use crate::reply::{self, Arranged, PostKind, Posting, PostingStep, Reply, Settings, Start, Wording};
use crate::store::{self, Change, Effects, Once, Running, Schedule, StateQuery};

/// A post that is later than that is left out: after a night without power nobody wants them in a heap.
const LATEST_MINUTES: u16 = 60;

const DAY_MINUTES: u16 = 24 * 60;
const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// A typed name is taken for a slip of an entry's name from this likeness on (Jaro–Winkler, 0 to 1).
const LIKE: f64 = 0.8;

/// A post that is due, as it stands in the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Due {
    chat: i64,
    kind: PostKind,
    until_ms: i64,
}

#[derive(Deserialize)]
struct Payload {
    verbatim_post: PostPayload,
}

#[derive(Deserialize)]
struct PostPayload {
    chat: i64,
    kind: String,
    until_ms: i64,
}

impl Due {
    /// Reads it from the inbox; `None` for updates of Telegram's.
    pub(super) fn read(payload: &str) -> Option<Self> {
        let post = serde_json::from_str::<Payload>(payload).ok()?.verbatim_post;
        Some(Self { chat: post.chat, kind: PostKind::of(&post.kind)?, until_ms: post.until_ms })
    }

    /// What planning it needs to know.
    pub(super) fn want(self, wants: &mut StateQuery) {
        wants.chat = Some(self.chat);
        wants.posts = true;
    }
}

/// A daily post that is due now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueNow {
    /// The local day that it is for, as `YYYY-MM-DD`.
    pub day: String,
    /// What stands in the inbox for it.
    pub payload: String,
}

/// Whether a daily post is due at a time in milliseconds since 1970.
#[must_use]
pub fn is_due(running: &Running, now_ms: i64) -> Option<DueNow> {
    let settings: Settings = serde_json::from_str(&running.settings).unwrap_or_default();
    let Schedule { chat, kind, minute: at, last_day, .. } = &running.schedule;
    let (today, minute) = zone::local(&settings.zone, now_ms);
    // Shortly after midnight a post may be due that was for the day before.
    let (day, late) = match minute.checked_sub(*at) {
        Some(late) => (today, late),
        None => (zone::local(&settings.zone, now_ms - DAY_MS).0, minute + DAY_MINUTES - at),
    };
    // A clock that was set back must not post a second time.
    let is_due = late < LATEST_MINUTES && day > *last_day;
    let until_ms = now_ms + i64::from(LATEST_MINUTES.saturating_sub(late)) * MINUTE_MS;
    let payload = json!({"verbatim_post": {"chat": chat, "kind": kind.name(), "until_ms": until_ms}}).to_string();
    is_due.then_some(DueNow { day, payload })
}

/// What a post that is due leads to.
pub(super) fn plan_due(scene: Scene<'_>, due: Due) -> Effects<Outgoing> {
    let known = &scene.facts.known;
    let Some(chat) = known.chat.as_ref().filter(|chat| chat.is_open) else { return Effects::default() };
    if due.until_ms < scene.facts.now_ms {
        tracing::info!(kind = due.kind.name(), "a post was left out, because it would come too late");
        return Effects::default();
    }
    let settings = group::settings(Some(chat));
    let Some((entry, begins_round)) = next(scene, &settings, due.kind) else {
        tracing::warn!(kind = due.kind.name(), "a post was due, and there is nothing of its kind to post");
        return Effects::default();
    };
    let is_silent = group::is_quiet(&settings, scene.facts.now_ms);
    let place = Place { chat: chat.id, thread: None, reply_to: None, is_silent };
    let posted = Change::Posted { chat: chat.id, kind: due.kind, entry: entry.id.to_string(), begins_round };
    Effects {
        requests: posting(sends(scene, &settings, place, due.kind, entry), due.until_ms),
        changes: vec![posted],
        ..Effects::default()
    }
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

/// Whether it is `/post`, or the link to it.
pub(super) fn is_command(command: &Command<'_>) -> bool {
    command.is("post") || (command.is("start") && Start::of(command.rest) == Start::Posts)
}

/// `/post`, alone or with the name of an entry behind it.
pub(super) fn command(scene: Scene<'_>, place: Place, command: &Command<'_>) -> Effects<Outgoing> {
    let (faq, wording) = (scene.faq(), scene.wording);
    if place.chat < 0 {
        return say(place, &reply::post_in_private(wording)).into();
    }
    if command.is("start") || command.rest.is_empty() || scene.facts.known.administered.is_empty() {
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
pub(super) fn want(tap: &Posting, wants: &mut StateQuery) {
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
) -> Result<Effects<Outgoing>, Wanted> {
    let wording = scene.wording;
    let page = |reply: &Reply| show(page, place, reply);
    let Posting::For(id, step) = tap else { return Ok(page(&reply::post_chats(wording, chats(scene))).into()) };
    let is_admin = scene.is_admin(*id, query.from.id.0)?;
    let Some(chat) = scene.facts.known.chat.as_ref().filter(|_| is_admin) else {
        let person = scene.handlers.person(&query.from);
        let changes = vec![Change::Admin { person, chat: *id, is_admin }];
        return Ok(Effects { requests: page(&reply::post_gone(wording)), changes, ..Effects::default() });
    };
    let arranging = Arranging { scene, chat, settings: group::settings(Some(chat)), place };
    let mut plan = match step {
        PostingStep::Panel => page(&arranging.panel()).into(),
        PostingStep::Hour(kind) => page(&reply::post_hours(wording, *id, &chat.title, *kind)).into(),
        PostingStep::Minute(kind, hour) => page(&reply::post_minutes(wording, *id, &chat.title, *kind, *hour)).into(),
        PostingStep::Zones => page(&reply::post_zones(wording, *id, &chat.title, &arranging.settings.zone)).into(),
        PostingStep::Preview(kind) => arranging.preview(*kind).into(),
        PostingStep::Now(kind, entry) => arranging.post_now(query, *kind, entry, page),
        step => {
            let (arranging, changes) = arranging.set(step);
            Effects { requests: page(&arranging), changes, ..Effects::default() }
        }
    };
    // Telegram lets the bot look, so that it is there, whatever turned it away before.
    if !chat.is_open {
        let store::Chat { id, kind, title, .. } = chat.clone();
        plan.changes.push(Change::Chat { id, kind, title, is_open: true });
    }
    Ok(plan)
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

    /// The minutes of the daily posts.
    fn minutes(&self) -> [Option<u16>; 2] {
        PostKind::ALL.map(|kind| self.daily(kind).map(|schedule| schedule.minute))
    }

    fn is_paused(&self) -> bool {
        self.scene.facts.known.schedules.iter().any(|schedule| schedule.is_paused)
    }

    fn panel(&self) -> Reply {
        self.panel_of(self.minutes(), self.is_paused(), &self.settings.zone)
    }

    fn panel_of(&self, daily: [Option<u16>; 2], is_paused: bool, zone: &str) -> Reply {
        let arranged = Arranged { chat: self.chat.id, title: &self.chat.title, zone, daily, is_paused };
        reply::post_panel(self.scene.wording, &arranged)
    }

    /// Sets something, and shows what is arranged then.
    fn set(&self, step: &PostingStep) -> (Reply, Vec<Change>) {
        let chat = self.chat.id;
        let (mut daily, mut is_paused) = (self.minutes(), self.is_paused());
        let mut zone = self.settings.zone.clone();
        let changes = match step {
            PostingStep::At(kind, minute) => {
                daily[*kind as usize] = Some(*minute);
                is_paused = false;
                // A time that is over for today is meant from tomorrow on.
                let (day, now) = zone::local(&self.settings.zone, self.scene.facts.now_ms);
                let today = if *minute <= now { day } else { String::new() };
                // What was posted today already is not posted again at another time.
                let last_day = self.daily(*kind).map(|daily| daily.last_day.clone()).unwrap_or_default().max(today);
                let daily = Schedule { chat, kind: *kind, minute: *minute, is_paused, last_day };
                vec![Change::Schedule(daily), Change::Pause { chat, is_paused }]
            }
            PostingStep::Never(kind) => {
                daily[*kind as usize] = None;
                vec![Change::Unschedule { chat, kind: *kind }]
            }
            PostingStep::Pause(pause) => {
                is_paused = *pause;
                vec![Change::Pause { chat, is_paused }]
            }
            PostingStep::Zone(name) => {
                zone.clone_from(name);
                vec![group::store_settings(chat, &Settings { zone: name.clone(), ..self.settings.clone() })]
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
    fn post_now(
        &self,
        query: &CallbackQuery,
        kind: PostKind,
        id: &Id,
        page: impl Fn(&Reply) -> Vec<Outgoing>,
    ) -> Effects<Outgoing> {
        let (wording, chat) = (self.scene.wording, self.chat);
        let Some(entry) = self.scene.faq().entry(id.as_str()) else {
            return page(&reply::post_nothing(wording, chat.id, &chat.title)).into();
        };
        let there = Place { chat: chat.id, thread: None, reply_to: None, is_silent: false };
        let message = query.message.as_ref().map_or(0, |message| message.id().0);
        let code = self.scene.handlers.pseudonym.code("post-now", &[&chat.id, &self.place.chat, &message]);
        let until_ms = self.scene.facts.now_ms + i64::from(LATEST_MINUTES) * MINUTE_MS;
        let sends = posting(sends(self.scene, &self.settings, there, kind, entry), until_ms);
        let begins_round = false;
        Effects {
            requests: page(&reply::post_done(wording, chat.id, &chat.title)),
            once: Some(Once { code, ttl: memory::POST_NOW, requests: sends }),
            changes: vec![Change::Posted { chat: chat.id, kind, entry: id.to_string(), begins_round }],
            ..Effects::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Due, is_due};
    use crate::reply::PostKind;
    use crate::store::{Running, Schedule};

    fn running(minute: u16, zone: &str, last_day: &str) -> Running {
        let last_day = last_day.to_owned();
        Running {
            schedule: Schedule { chat: -7, kind: PostKind::Quiz, minute, is_paused: false, last_day },
            settings: format!(r#"{{"zone":"{zone}"}}"#),
        }
    }

    /// 2026-03-29, on which Berlin's clocks went from 2:00 to 3:00, which is 1:00 in UTC.
    fn at(hour: i64, minute: i64) -> i64 {
        (1_774_742_400 + hour * 3600 + minute * 60) * 1000
    }

    #[track_caller]
    fn check(running: &Running, now_ms: i64, expected: Option<&str>) {
        assert_eq!(is_due(running, now_ms).map(|due| due.day).as_deref(), expected, "{running:?}");
    }

    #[test]
    fn a_post_is_due_within_the_hour_after_its_time_once_a_day() {
        let nine = |last: &str| running(9 * 60, "UTC", last);
        check(&nine(""), at(8, 59), None);
        check(&nine(""), at(9, 0), Some("2026-03-29"));
        check(&nine("2026-03-28"), at(9, 59), Some("2026-03-29"));
        check(&nine("2026-03-28"), at(10, 0), None);
        check(&nine("2026-03-29"), at(9, 0), None);
        // The clock was set back.
        check(&nine("2026-03-30"), at(9, 0), None);
    }

    #[test]
    fn a_post_before_midnight_may_come_after_it() {
        let late = |last: &str| running(23 * 60 + 45, "UTC", last);
        check(&late("2026-03-28"), at(0, 44), None);
        check(&late("2026-03-27"), at(0, 44), Some("2026-03-28"));
        check(&late("2026-03-27"), at(0, 45), None);
    }

    #[test]
    fn the_time_is_that_of_the_zone_also_when_clocks_change() {
        let berlin = |minute| running(minute, "Europe/Berlin", "");
        check(&berlin(9 * 60), at(7, 0), Some("2026-03-29"));
        check(&berlin(9 * 60), at(8, 0), None);
        // 2:30 did not come that day; 3:00 did, half an hour after it.
        check(&berlin(150), at(1, 0), Some("2026-03-29"));
        check(&running(0, "Asia/Tokyo", ""), at(15, 0), Some("2026-03-30"));
        check(&running(0, "Nowhere", ""), at(0, 0), Some("2026-03-29"));
    }

    #[test]
    fn a_due_post_is_told_from_updates_and_says_when_it_is_too_late() {
        let due = is_due(&running(9 * 60, "UTC", ""), at(9, 20)).expect("due");
        let read = Due::read(&due.payload).expect("a post");
        assert_eq!(read, Due { chat: -7, kind: PostKind::Quiz, until_ms: at(10, 0) });
        let wrong = r#"{"verbatim_post":{"chat":-7,"kind":"song","until_ms":0}}"#;
        for payload in ["", "{}", r#"{"update_id":1,"message":{}}"#, wrong] {
            assert_eq!(Due::read(payload), None, "{payload}");
        }
    }
}
