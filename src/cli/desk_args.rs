//! The flags of the support desk.

use anyhow::bail;
use clap::Args;

use super::environment::env;
use crate::config::{self, DeskConfig, OfficeHours};

/// Where people behind the bot answer.
#[derive(Debug, Args)]
#[command(next_help_heading = "The support desk")]
pub(super) struct DeskArgs {
    /// The id of the group in which staff answer people, such as -1001234567890 [env: VERBATIM_STAFF_CHAT]
    /// [default: there is no desk]
    #[arg(long, value_name = "ID", allow_hyphen_values = true)]
    staff_chat: Option<String>,

    /// What the desk is called before what staff write [env: VERBATIM_DESK_NAME]
    #[arg(long, value_name = "NAME")]
    desk_name: Option<String>,

    /// After how many hours without a word the bot answers again; while somebody waits, only the desk's hours count [env: VERBATIM_DESK_SILENCE] [default: 72]
    #[arg(long, value_name = "HOURS")]
    desk_silence: Option<String>,

    /// When somebody is at the desk by the clock of --zone, such as "Mo-Fr 09:00-12:00 13:00-17:00, Sa 10:00-12:00"; people
    /// are told when to expect an answer [env: VERBATIM_DESK_HOURS] [default: not said]
    #[arg(long, value_name = "HOURS")]
    desk_hours: Option<String>,

    /// Days on which nobody comes, such as 2026-12-25,2026-12-26, or 01-01 for every year [env: VERBATIM_DESK_DAYS_OFF]
    #[arg(long, value_name = "DAYS")]
    desk_days_off: Option<String>,

    /// After how many hours of somebody's waiting, within the desk's hours, staff are reminded [env: VERBATIM_DESK_REMIND]
    /// [default: 4]
    #[arg(long, value_name = "HOURS")]
    desk_remind: Option<String>,
}

impl DeskArgs {
    /// The desk that is set, with its clock in this time zone; `None` when there is none.
    pub(super) fn desk(self, zone: &str) -> anyhow::Result<Option<DeskConfig>> {
        let name = self.desk_name.or_else(|| env("VERBATIM_DESK_NAME"));
        let silence = self.desk_silence.or_else(|| env("VERBATIM_DESK_SILENCE"));
        let hours = self.desk_hours.or_else(|| env("VERBATIM_DESK_HOURS"));
        let days_off = self.desk_days_off.or_else(|| env("VERBATIM_DESK_DAYS_OFF"));
        let remind = self.desk_remind.or_else(|| env("VERBATIM_DESK_REMIND"));
        let Some(chat) = self.staff_chat.or_else(|| env("VERBATIM_STAFF_CHAT")) else {
            anyhow::ensure!(
                [&name, &silence, &hours, &days_off, &remind].iter().all(|set| set.is_none()),
                "what is set of the desk (--desk-…, VERBATIM_DESK_…) is of use only with --staff-chat: set it too"
            );
            return Ok(None);
        };
        let mut desk = DeskConfig::new(config::staff_chat(&chat)?);
        if let Some(name) = name {
            desk.name = config::desk_name(&name)?;
        }
        if let Some(silence) = silence {
            desk.silence = config::desk_silence(&silence)?;
        }
        if let Some(remind) = remind {
            desk.remind = config::desk_remind(&remind)?;
        }
        desk.hours = match (hours, days_off) {
            (Some(hours), days_off) => Some(OfficeHours::read(&hours, zone, days_off.as_deref().unwrap_or_default())?),
            (None, None) => None,
            (None, Some(_)) => bail!("--desk-days-off is of use only with --desk-hours: set it too"),
        };
        Ok(Some(desk))
    }
}
