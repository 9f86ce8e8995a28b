//! How long things are kept, from flags and environment.

use anyhow::Context as _;
use clap::Args;

use super::environment::env;
use crate::store::Retention;

/// How long things are kept.
#[derive(Args, Debug)]
pub(super) struct RetentionArgs {
    /// How many days things are kept; more with commas or by saying it again [env: VERBATIM_KEEP] [default:
    /// handled=3,dead=7,feedback=90,people=365,chats=90,counts=730,desk=30,desk-log=365,stats=400]
    ///
    /// `handled`: the numbers of handled updates; `dead`: what was given up; `feedback`: who said what helped, as codes;
    /// `people`: what a person set and administers; `chats`: what was set in a group, once the bot has left it;
    /// `counts`: how often entries helped or were sent, once that changes no more; `desk`: conversations with people, once
    /// they are closed; `desk-log`: what was done at the desk; `stats`: what `verbatim stats` counts by day. `verbatim
    /// privacy` shows all of it.
    #[arg(long, value_name = "NAME=DAYS")]
    keep: Vec<String>,

    /// For how many days questions are kept as they were asked, to be read with `verbatim questions`; 0 keeps none and
    /// deletes those there are [env: VERBATIM_KEEP_QUESTIONS] [default: 0]
    ///
    /// People are told so by /privacy. What may be an emergency is never kept.
    #[arg(long, value_name = "DAYS")]
    keep_questions: Option<String>,
}

impl RetentionArgs {
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
