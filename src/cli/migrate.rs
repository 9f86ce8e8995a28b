//! `verbatim migrate`: a bot's database, moved to another kind or another place.

use clap::Args;

use super::database::StoreArgs;
use super::output::to_stdout;

/// Move a bot to another database: from SQLite to PostgreSQL, back, or to a new server
///
/// Stop the bot first. Everything is moved or nothing: what waits, what is remembered, what was given up. The old
/// database stays as it is and must not be run any more, or what was answered is answered twice.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  verbatim migrate --database-url sqlite:verbatim.db --to postgres://verbatim@db.example.org/verbatim

Without --database-url the bot's own DATABASE_URL is moved from.")]
pub(super) struct MigrateArgs {
    #[command(flatten)]
    store: StoreArgs,
    /// The database to move to: one without tables, or one whose tables are empty
    #[arg(long, value_name = "URL")]
    to: String,
}

pub(super) fn migrate(args: &MigrateArgs) -> anyhow::Result<u8> {
    super::database::on_runtime(async {
        // One that is not there, or not up to date, is not made anew here.
        args.store.open_beside().await?.close().await;
        let from = args.store.alone().await?;
        let to = args.store.alone_at(&args.to).await?;
        let rows = from.move_to(&to).await;
        from.close().await;
        to.close().await;
        let rows = rows?;
        to_stdout(|out| {
            writeln!(out, "{rows} rows moved. Set DATABASE_URL to the new database, and keep the old one out of use.")
        })
    })
}
