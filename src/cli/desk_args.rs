//! The flags of the support desk.

use clap::Args;

use super::environment::env;
use crate::config::{self, DeskConfig};

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

    /// After how many hours without a word the bot answers again [env: VERBATIM_DESK_SILENCE] [default: 72]
    #[arg(long, value_name = "HOURS")]
    desk_silence: Option<String>,
}

impl DeskArgs {
    /// The desk that is set; `None` when there is none.
    pub(super) fn desk(self) -> anyhow::Result<Option<DeskConfig>> {
        let name = self.desk_name.or_else(|| env("VERBATIM_DESK_NAME"));
        let silence = self.desk_silence.or_else(|| env("VERBATIM_DESK_SILENCE"));
        let Some(chat) = self.staff_chat.or_else(|| env("VERBATIM_STAFF_CHAT")) else {
            anyhow::ensure!(
                name.is_none() && silence.is_none(),
                "--desk-name and --desk-silence are of use only with --staff-chat: set it too, or neither"
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
        Ok(Some(desk))
    }
}
