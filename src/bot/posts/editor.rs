//! How admins arrange posts: by `/post` in their private chat, and by taps on its pages.

use super::action::{PostAction, PostStep};
use super::page::{self, DailyLine, MOST_TIMES, PostPanel};
use super::plan::{next, posting, requests};
use super::schedule::{LATEST_MINUTES, MINUTE_MS, next_slot, slot_at};
use crate::bot::command::TypedCommand;
use crate::bot::context::{Ctx, Lookup};
use crate::bot::groups::chats;
use crate::bot::groups::page::SettingTap;
use crate::bot::groups::settings::GroupSettings;
use crate::bot::requests::{say, show};
use crate::bot::update::ChatMessage;
use crate::bot::{ttl, zone};
use crate::bot_api::{Destination, Outgoing, PostReport, Thread, User};
use crate::corpus::{Entry, Faq, Id};
use crate::reply::{Reply, Start};
use crate::store::{self, Arranger, Change, Effects, Once, PostKind, Schedule};

/// A typed name is taken for a slip of an entry's name from this likeness on (Jaro–Winkler, 0 to 1).
const LIKE: f64 = 0.8;

/// Whether it is `/post`, or a link to it.
pub(in crate::bot) fn is_for(command: &TypedCommand) -> bool {
    let is_link = || matches!(Start::of(&command.rest), Start::Posts | Start::PostsOf { .. });
    command.is("post") || (command.is("start") && is_link())
}

/// The group whose posts the link is to.
pub(in crate::bot) fn group_of(command: &TypedCommand) -> Option<i64> {
    match Start::of(&command.rest) {
        Start::PostsOf { chat, .. } if command.is("start") => Some(chat),
        _ => None,
    }
}

/// `/post`, alone or with the name of an entry behind it.
pub(in crate::bot) fn command(
    ctx: Ctx<'_>,
    message: &ChatMessage,
    command: &TypedCommand,
) -> Result<Effects<Outgoing>, Lookup> {
    let (faq, wording) = (ctx.faq(), ctx.wording);
    let place = message.place(ctx.settings());
    if !message.chat.is_private() {
        let page = page::post_in_private(wording, place.chat, message.thread);
        let changes = vec![chats::met(&message.chat, true)];
        return Ok(Effects { requests: say(place, &page), changes, ..Effects::default() });
    }
    // What is arranged for a group in a private chat says nothing about that chat.
    let place = Destination { is_silent: false, ..place };
    if let (Start::PostsOf { chat, thread }, Some(from)) = (Start::of(&command.rest), message.author.person()) {
        return from_group(ctx, from, place, chat, thread);
    }
    if command.is("start") || command.rest.is_empty() || ctx.context.state.administered.is_empty() {
        return Ok(say(place, &page::post_chats(wording, administered(ctx))).into());
    }
    let name = command.rest.trim_start_matches('/').to_ascii_lowercase();
    let Some(entry) = faq.entry(&name).filter(|entry| entry.passage.is_some()) else {
        return Ok(say(place, &page::post_unknown(wording, &command.rest, like(faq, &name))).into());
    };
    let mut all = requests(ctx, &GroupSettings::default(), place, PostKind::Passage, entry);
    all.extend(say(place, &page::post_where(wording, &entry.id, administered(ctx))));
    Ok(all.into())
}

/// The link from a group to the page of its posts. Who comes from one of a forum's threads wants them there.
fn from_group(
    ctx: Ctx<'_>,
    from: &User,
    place: Destination,
    id: i64,
    thread: Option<i32>,
) -> Result<Effects<Outgoing>, Lookup> {
    let is_admin = ctx.is_admin(id, from.id)?;
    let person = ctx.bot.person(from);
    let mut changes = vec![Change::Admin { person, chat: id, is_admin }];
    let Some(chat) = ctx.context.state.chat.as_ref().filter(|_| is_admin) else {
        return Ok(Effects { requests: say(place, &page::post_gone(ctx.wording)), changes, ..Effects::default() });
    };
    let mut editor = PostEditor::new(ctx, chat, from, place);
    if thread.is_some() && thread != editor.settings.post_thread {
        changes.extend(editor.post_to(thread));
    }
    Ok(Effects { requests: say(place, &editor.panel()), changes, ..Effects::default() })
}

fn administered(ctx: Ctx<'_>) -> impl Iterator<Item = (i64, &str)> {
    ctx.context.state.administered.iter().map(|chat| (chat.id, chat.title.as_str()))
}

/// The entry whose name is most like one that was typed.
fn like<'a>(faq: &'a Faq, name: &str) -> Option<&'a Id> {
    let likeness = |entry: &Entry| strsim::jaro_winkler(entry.id.as_str(), name);
    let best = faq.entries.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(best) >= LIKE).then_some(&best.id)
}

/// What a tap leads to, the answer to it apart. `message` is that with the buttons.
pub(in crate::bot) fn tapped(
    ctx: Ctx<'_>,
    from: &User,
    message: i32,
    place: Destination,
    tap: &PostAction,
) -> Result<Effects<Outgoing>, Lookup> {
    let wording = ctx.wording;
    let shown = |reply: &Reply| show(message, place, reply);
    let PostAction::For(id, step) = tap else { return Ok(shown(&page::post_chats(wording, administered(ctx))).into()) };
    let is_admin = ctx.is_admin(*id, from.id)?;
    let Some(chat) = ctx.context.state.chat.as_ref().filter(|_| is_admin) else {
        let person = ctx.bot.person(from);
        let changes = vec![Change::Admin { person, chat: *id, is_admin }];
        return Ok(Effects { requests: shown(&page::post_gone(wording)), changes, ..Effects::default() });
    };
    let mut editor = PostEditor::new(ctx, chat, from, place);
    let mut plan = match step {
        PostStep::Hour(kind) => shown(&page::post_hours(wording, *id, &chat.title, *kind)).into(),
        PostStep::Minute(kind, hour) => shown(&page::post_minutes(wording, *id, &chat.title, *kind, *hour)).into(),
        PostStep::Zones => shown(&page::post_zones(wording, *id, &chat.title, &ctx.settings().zone)).into(),
        PostStep::Topics => shown(&editor.topics()).into(),
        PostStep::Preview(kind) => editor.preview(*kind).into(),
        PostStep::Now(PostKind::Quiz, _) if !ctx.may_poll(*id)? => {
            shown(&page::post_no_polls(wording, *id, &chat.title)).into()
        }
        PostStep::Now(kind, entry) => editor.post_now(message, *kind, entry),
        step => {
            let changes = editor.set(step);
            // Better said now than when the first quiz fails.
            if matches!(step, PostStep::At(PostKind::Quiz, _)) {
                editor.lacks_polls = !ctx.may_poll(*id)?;
            }
            Effects { requests: shown(&editor.page(step)), changes, ..Effects::default() }
        }
    };
    // Telegram lets the bot look, so that it is there, whatever turned it away before.
    if !chat.is_open {
        let store::Chat { id, kind, title, .. } = chat.clone();
        plan.changes.push(Change::Chat { id, kind, title, is_open: true });
    }
    Ok(plan)
}

/// A group or channel whose posts are arranged, as it is after the tap.
struct PostEditor<'a> {
    ctx: Ctx<'a>,
    chat: &'a store::Chat,
    place: Destination,
    /// Who arranges them.
    arranger: Arranger,
    daily: Vec<Schedule>,
    settings: GroupSettings,
    lacks_polls: bool,
}

impl<'a> PostEditor<'a> {
    fn new(ctx: Ctx<'a>, chat: &'a store::Chat, from: &User, place: Destination) -> Self {
        let arranger = Arranger { id: from.chat_id(), language: ctx.wording.language().code().to_owned() };
        let (daily, settings) = (ctx.context.state.schedules.clone(), ctx.settings().clone());
        Self { ctx, chat, place, arranger, daily, settings, lacks_polls: false }
    }

    fn daily(&self, kind: PostKind) -> Option<&Schedule> {
        self.daily.iter().find(|schedule| schedule.kind == kind)
    }

    fn line(&self, schedule: &Schedule) -> DailyLine {
        let (zone, now_ms) = (&self.settings.zone, self.ctx.context.now_ms);
        DailyLine {
            minutes: schedule.minutes.clone(),
            days: schedule.days,
            last: schedule.last.as_ref().map(|last| (slot_at(zone, last.at_ms), last.failure.clone())),
            next: next_slot(schedule, zone, now_ms).filter(|_| !schedule.is_paused),
        }
    }

    /// The page to be shown after something was set.
    fn page(&self, step: &PostStep) -> Reply {
        match step {
            PostStep::Times(kind) | PostStep::Remove(kind, _) | PostStep::Days(kind, _) => match self.daily(*kind) {
                Some(daily) => {
                    let line = self.line(daily);
                    page::post_days(self.ctx.wording, self.chat.id, &self.chat.title, *kind, &line)
                }
                None => self.panel(),
            },
            _ => self.panel(),
        }
    }

    fn panel(&self) -> Reply {
        let arranged = PostPanel {
            chat: self.chat.id,
            title: &self.chat.title,
            zone: &self.settings.zone,
            daily: PostKind::ALL.map(|kind| self.daily(kind).map(|daily| self.line(daily))),
            is_paused: self.daily.iter().any(|schedule| schedule.is_paused),
            topic: (self.chat.kind == "supergroup").then(|| self.topic()),
            lacks_polls: self.lacks_polls,
        };
        page::post_panel(self.ctx.wording, &arranged)
    }

    /// The topic that posts go to, 0 being the general one.
    fn topic(&self) -> i32 {
        self.settings.post_thread.unwrap_or_default()
    }

    fn topics(&self) -> Reply {
        page::post_topics(self.ctx.wording, self.chat.id, &self.chat.title, self.topic())
    }

    /// Sets something.
    fn set(&mut self, step: &PostStep) -> Vec<Change> {
        let chat = self.chat.id;
        match step {
            PostStep::At(kind, minute) => self.add(*kind, *minute),
            PostStep::Remove(kind, minute) => {
                self.arrange(*kind, |schedule| schedule.minutes.retain(|at| at != minute))
            }
            PostStep::Days(kind, days) => self.arrange(*kind, |schedule| schedule.days = *days),
            PostStep::Never(kind) => self.arrange(*kind, |schedule| schedule.minutes.clear()),
            PostStep::Pause(is_paused) => {
                self.daily.iter_mut().for_each(|schedule| schedule.is_paused = *is_paused);
                vec![Change::Pause { chat, is_paused: *is_paused }]
            }
            PostStep::Zone(name) => {
                (self.settings, _) = SettingTap::Zone(name.clone()).apply(&self.settings, None);
                vec![self.settings.store(chat)]
            }
            PostStep::General => self.post_to(None),
            _ => Vec::new(),
        }
    }

    /// Sets the topic that posts go to.
    fn post_to(&mut self, thread: Option<i32>) -> Vec<Change> {
        self.settings.post_thread = thread;
        vec![self.settings.store(self.chat.id)]
    }

    /// Adds a time to a daily post, or begins one.
    fn add(&mut self, kind: PostKind, minute: u16) -> Vec<Change> {
        let now = slot_at(&self.settings.zone, self.ctx.context.now_ms);
        let (_, minute_now) = zone::local(&self.settings.zone, self.ctx.context.now_ms);
        if self.daily(kind).is_none() {
            self.daily.push(Schedule::new(self.chat.id, kind, Vec::new()));
        }
        let mut changes = self.arrange(kind, |schedule| {
            if schedule.minutes.contains(&minute) || schedule.minutes.len() >= MOST_TIMES {
                return;
            }
            schedule.minutes.push(minute);
            schedule.minutes.sort_unstable();
            // A time that is over for today is meant from tomorrow on.
            if minute <= minute_now && schedule.last_slot < now {
                schedule.last_slot = now;
            }
        });
        changes.extend(self.set(&PostStep::Pause(false)));
        changes
    }

    /// Changes a daily post; without a time left it ends.
    fn arrange(&mut self, kind: PostKind, change: impl FnOnce(&mut Schedule)) -> Vec<Change> {
        let Some(schedule) = self.daily.iter_mut().find(|schedule| schedule.kind == kind) else { return Vec::new() };
        change(schedule);
        if schedule.minutes.is_empty() {
            self.daily.retain(|schedule| schedule.kind != kind);
            return vec![Change::Unschedule { chat: self.chat.id, kind }];
        }
        schedule.arranger = Some(self.arranger.clone());
        schedule.failures = 0;
        vec![Change::Schedule(schedule.clone())]
    }

    /// The next post as it will be, and a way to post it now.
    fn preview(&self, kind: PostKind) -> Vec<Outgoing> {
        let (wording, chat) = (self.ctx.wording, self.chat);
        let Some((entry, _)) = next(self.ctx, kind) else {
            return say(self.place, &page::post_nothing(wording, chat.id, &chat.title));
        };
        let mut all = requests(self.ctx, self.ctx.settings(), self.place, kind, entry);
        all.extend(say(self.place, &page::post_confirm(wording, chat.id, &chat.title, kind, &entry.id)));
        all
    }

    /// Posts an entry, once for each button that says so.
    fn post_now(&self, message: i32, kind: PostKind, id: &Id) -> Effects<Outgoing> {
        let (ctx, wording, chat) = (self.ctx, self.ctx.wording, self.chat);
        let shown = |reply: &Reply| show(message, self.place, reply);
        let Some(entry) = ctx.faq().entry(id.as_str()) else {
            return shown(&page::post_nothing(wording, chat.id, &chat.title)).into();
        };
        let there = Destination {
            chat: chat.id,
            thread: self.settings.post_thread.map(Thread::Topic),
            reply_to: None,
            is_silent: false,
        };
        let code = ctx.bot.pseudonym.code("post-now", &[&chat.id, &self.place.chat, &message]);
        let until_ms = ctx.context.now_ms + i64::from(LATEST_MINUTES) * MINUTE_MS;
        let to = Some(self.arranger.clone());
        let report = PostReport { chat: chat.id, kind, to, page: Some(message), before: Vec::new(), is_last: false };
        // What became of it is shown later, and not hidden by another tap.
        let mut post = shown(&page::post_begun(wording, chat.id, &chat.title));
        post.extend(posting(ctx.bot, requests(ctx, ctx.settings(), there, kind, entry), until_ms, &report));
        Effects {
            once: Some(Once { code, ttl: ttl::POST_NOW, requests: post }),
            changes: vec![Change::Posted { chat: chat.id, kind, entry: id.to_string(), begins_round: false }],
            ..Effects::default()
        }
    }
}
