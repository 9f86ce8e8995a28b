//! What statistics go by, from flags and environment.

use clap::Args;

use super::environment::env;
use crate::config::StatsRules;

/// What statistics go by.
#[derive(Args, Debug)]
pub(super) struct CountingArgs {
    /// The time zone in which days begin and the desk has its hours, like Europe/Berlin [env: VERBATIM_ZONE] [default: UTC]
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,

    /// Counts below this are not shown in statistics but as "fewer than", for they may tell of one person
    /// [env: VERBATIM_STATS_FROM] [default: 3]
    #[arg(long, value_name = "N")]
    stats_from: Option<String>,
}

impl CountingArgs {
    /// The rules; what is not set is as it comes.
    pub(super) fn rules(&self) -> anyhow::Result<StatsRules> {
        let zone = self.zone.clone().or_else(|| env("VERBATIM_ZONE"));
        let shown_from = self.stats_from.clone().or_else(|| env("VERBATIM_STATS_FROM"));
        StatsRules::read(zone.as_deref(), shown_from.as_deref())
    }
}
