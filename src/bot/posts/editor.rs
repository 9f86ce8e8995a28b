//! How admins arrange posts: by `/post` in their private chat, and by taps on its pages.

use super::action::{PostAction, PostStep};
use super::page::{self, PostPanel};
use super::plan::{next, requests};
use super::schedule::{LATEST_MINUTES, MINUTE_MS};
use crate::bot::command::TypedCommand;
use crate::bot::context::{Ctx, Lookup};
use crate::bot::groups::page::SettingTap;
use crate::bot::groups::settings::GroupSettings;
use crate::bot::requests::{posting, say, show};
use crate::bot::{ttl, zone};
use crate::bot_api::{Destination, Outgoing, User};
use crate::corpus::{Entry, Faq, Id};
use crate::reply::{Reply, Start};
use crate::store::PostKind;
use crate::store::{self, Change, Effects, Once, Schedule};

/// A typed name is taken for a slip of an entry's name from this likeness on (Jaro–Winkler, 0 to 1).
const LIKE: f64 = 0.8;

/// Whether it is `/post`, or the link to it.
pub(in crate::bot) fn is_for(command: &TypedCommand) -> bool {
    command.is("post") || (command.is("start") && Start::of(&command.rest) == Start::Posts)
}

/// `/post`, alone or with the name of an entry behind it.
pub(in crate::bot) fn command(ctx: Ctx<'_>, place: Destination, command: &TypedCommand) -> Effects<Outgoing> {
    let (faq, wording) = (ctx.faq(), ctx.wording);
    if place.chat < 0 {
        return say(place, &page::post_in_private(wording)).into();
    }
    if command.is("start") || command.rest.is_empty() || ctx.context.state.administered.is_empty() {
        return say(place, &page::post_chats(wording, chats(ctx))).into();
    }
    let name = command.rest.trim_start_matches('/').to_ascii_lowercase();
    let Some(entry) = faq.entry(&name).filter(|entry| entry.passage.is_some()) else {
        return say(place, &page::post_unknown(wording, &command.rest, like(faq, &name))).into();
    };
    let mut all = requests(ctx, &GroupSettings::default(), place, PostKind::Passage, entry);
    all.extend(say(place, &page::post_where(wording, &entry.id, chats(ctx))));
    all.into()
}

fn chats(ctx: Ctx<'_>) -> impl Iterator<Item = (i64, &str)> {
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
    let PostAction::For(id, step) = tap else { return Ok(shown(&page::post_chats(wording, chats(ctx))).into()) };
    let is_admin = ctx.is_admin(*id, from.id)?;
    let Some(chat) = ctx.context.state.chat.as_ref().filter(|_| is_admin) else {
        let person = ctx.bot.person(from);
        let changes = vec![Change::Admin { person, chat: *id, is_admin }];
        return Ok(Effects { requests: shown(&page::post_gone(wording)), changes, ..Effects::default() });
    };
    let editor = PostEditor { ctx, chat, place };
    let mut plan = match step {
        PostStep::Panel => shown(&editor.panel()).into(),
        PostStep::Hour(kind) => shown(&page::post_hours(wording, *id, &chat.title, *kind)).into(),
        PostStep::Minute(kind, hour) => shown(&page::post_minutes(wording, *id, &chat.title, *kind, *hour)).into(),
        PostStep::Zones => shown(&page::post_zones(wording, *id, &chat.title, &ctx.settings().zone)).into(),
        PostStep::Preview(kind) => editor.preview(*kind).into(),
        PostStep::Now(kind, entry) => editor.post_now(message, *kind, entry),
        step => {
            let (editor, changes) = editor.set(step);
            Effects { requests: shown(&editor), changes, ..Effects::default() }
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
struct PostEditor<'a> {
    ctx: Ctx<'a>,
    chat: &'a store::Chat,
    place: Destination,
}

impl PostEditor<'_> {
    fn daily(&self, kind: PostKind) -> Option<&Schedule> {
        self.ctx.context.state.schedules.iter().find(|schedule| schedule.kind == kind)
    }

    /// The minutes of the daily posts.
    fn minutes(&self) -> [Option<u16>; PostKind::ALL.len()] {
        PostKind::ALL.map(|kind| self.daily(kind).map(|schedule| schedule.minute))
    }

    fn is_paused(&self) -> bool {
        self.ctx.context.state.schedules.iter().any(|schedule| schedule.is_paused)
    }

    fn panel(&self) -> Reply {
        self.panel_of(self.minutes(), self.is_paused(), &self.ctx.settings().zone)
    }

    fn panel_of(&self, daily: [Option<u16>; PostKind::ALL.len()], is_paused: bool, zone: &str) -> Reply {
        let arranged = PostPanel { chat: self.chat.id, title: &self.chat.title, zone, daily, is_paused };
        page::post_panel(self.ctx.wording, &arranged)
    }

    /// Sets something, and shows what is arranged then.
    fn set(&self, step: &PostStep) -> (Reply, Vec<Change>) {
        let chat = self.chat.id;
        let (mut daily, mut is_paused) = (self.minutes(), self.is_paused());
        let mut zone = self.ctx.settings().zone.clone();
        let changes = match step {
            PostStep::At(kind, minute) => {
                daily[*kind as usize] = Some(*minute);
                is_paused = false;
                // A time that is over for today is meant from tomorrow on.
                let (day, now) = zone::local(&self.ctx.settings().zone, self.ctx.context.now_ms);
                let today = if *minute <= now { day } else { String::new() };
                // What was posted today already is not posted again at another time.
                let last_day = self.daily(*kind).map(|daily| daily.last_day.clone()).unwrap_or_default().max(today);
                let daily = Schedule { chat, kind: *kind, minute: *minute, is_paused, last_day };
                vec![Change::Schedule(daily), Change::Pause { chat, is_paused }]
            }
            PostStep::Never(kind) => {
                daily[*kind as usize] = None;
                vec![Change::Unschedule { chat, kind: *kind }]
            }
            PostStep::Pause(pause) => {
                is_paused = *pause;
                vec![Change::Pause { chat, is_paused }]
            }
            PostStep::Zone(name) => {
                zone.clone_from(name);
                let (settings, _) = SettingTap::Zone(name.clone()).apply(self.ctx.settings(), None);
                vec![settings.store(chat)]
            }
            _ => Vec::new(),
        };
        (self.panel_of(daily, is_paused, &zone), changes)
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
        let there = Destination { chat: chat.id, thread: None, reply_to: None, is_silent: false };
        let code = ctx.bot.pseudonym.code("post-now", &[&chat.id, &self.place.chat, &message]);
        let until_ms = ctx.context.now_ms + i64::from(LATEST_MINUTES) * MINUTE_MS;
        let post = posting(requests(ctx, ctx.settings(), there, kind, entry), until_ms);
        Effects {
            requests: shown(&page::post_done(wording, chat.id, &chat.title)),
            once: Some(Once { code, ttl: ttl::POST_NOW, requests: post }),
            changes: vec![Change::Posted { chat: chat.id, kind, entry: id.to_string(), begins_round: false }],
            ..Effects::default()
        }
    }
}
