//! How long things are kept, from flags and environment.

use anyhow::Context as _;
use clap::Args;

use super::environment::env;
use crate::config::Config;
use crate::store::Retention;

/// How long things are kept.
#[derive(Args, Debug)]
pub(super) struct RetentionArgs {
    /// How many days things are kept; more with commas or by saying it again [env: VERBATIM_KEEP] [default:
    /// handled=3,dead=7,feedback=90,people=365,chats=90,counts=730,desk=30,desk-log=365,stats=400,missed=90]
    ///
    /// `handled`: the numbers of handled updates; `dead`: what was given up; `feedback`: who said what helped, as codes;
    /// `people`: what a person set and administers; `chats`: what was set in a group, once the bot has left it;
    /// `counts`: how often entries helped or were sent, once that changes no more; `desk`: conversations with people, once
    /// they are closed; `desk-log`: what was done at the desk; `stats`: what `verbatim stats` counts by day; `missed`:
    /// questions that had no good answer, their words as codes, where 0 notes none. `verbatim privacy` shows all of it.
    #[arg(long, value_name = "NAME=DAYS")]
    keep: Vec<String>,

    /// For how many days questions are kept as they were asked, to be read with `verbatim questions`; 0 keeps none and
    /// deletes those there are [env: VERBATIM_KEEP_QUESTIONS] [default: 0]
    ///
    /// People are told so by /privacy. What may be an emergency is never kept.
    #[arg(long, value_name = "DAYS")]
    keep_questions: Option<String>,

    /// For how many minutes it is remembered what a person was answered last in their private chat, so that they can ask
    /// on ("and how long does it take?"); 0 for not at all [env: VERBATIM_FOLLOW_UPS] [default: 10]
    #[arg(long, value_name = "MINUTES")]
    follow_ups: Option<String>,

    #[command(flatten)]
    missed: MissedFromArgs,
}

/// From how many people on words are shown.
#[derive(Args, Debug)]
pub(super) struct MissedFromArgs {
    /// So many people must have used a word of questions that had no good answer before it is stored and shown, at least
    /// 2 [env: VERBATIM_MISSED_FROM] [default: 3]
    #[arg(long, value_name = "PEOPLE")]
    missed_from: Option<String>,
}

impl RetentionArgs {
    /// How many people must have used a word before it is shown.
    pub(super) fn missed_from(&self) -> anyhow::Result<u32> {
        self.missed.people()
    }

    /// For how many minutes a person's last answer is remembered.
    pub(super) fn follow_up_minutes(&self) -> anyhow::Result<u32> {
        let Some(minutes) = self.follow_ups.clone().or_else(|| env("VERBATIM_FOLLOW_UPS")) else {
            return Ok(Config::FOLLOW_UP_MINUTES);
        };
        let most = Config::MOST_FOLLOW_UP_MINUTES;
        let parsed = minutes.parse().ok().filter(|minutes| *minutes <= most);
        parsed.with_context(|| format!("--follow-ups must be a number of minutes from 0 to {most}, not `{minutes}`"))
    }

    /// The days; what is not set is as it comes.
    pub(super) fn retention(&self) -> anyhow::Result<Retention> {
        let mut retention = Retention::DEFAULT;
        let (place, list) = match self.keep.as_slice() {
            [] => ("VERBATIM_KEEP", env("VERBATIM_KEEP").unwrap_or_default()),
            flags => ("--keep", flags.join(",")),
        };
        retention.set(&list).with_context(|| format!("{place} cannot be used"))?;
        if let Some(days) = self.keep_questions.clone().or_else(|| env("VERBATIM_KEEP_QUESTIONS")) {
            let most = Retention::MOST_DAYS;
            let questions = days.parse().ok().filter(|days| *days <= most);
            retention.questions = questions
                .with_context(|| format!("--keep-questions must be a number of days from 0 to {most}, not `{days}`"))?;
        }
        Ok(retention)
    }
}

impl MissedFromArgs {
    /// How many people that are.
    pub(super) fn people(&self) -> anyhow::Result<u32> {
        let Some(people) = self.missed_from.clone().or_else(|| env("VERBATIM_MISSED_FROM")) else {
            return Ok(Config::MISSED_FROM);
        };
        let least = Config::LEAST_MISSED_FROM;
        let parsed = people.parse().ok().filter(|from| (least..=1000).contains(from));
        parsed.with_context(|| format!("--missed-from must be a number of people from {least} to 1000, not `{people}`"))
    }
}
