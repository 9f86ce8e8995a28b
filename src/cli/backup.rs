//! `verbatim backup`: a copy of the database, made while the bot runs on it.

use std::path::PathBuf;

use clap::Args;

use super::database::StoreArgs;
use super::output::to_stdout;

/// Copy the SQLite database into a new file, also while the bot runs
///
/// The copy is whole: everything that was stored when the command began. To go back to it, stop the bot, put the file in
/// the database's place (without the old `-wal` and `-shm` files beside it), and start the bot. PostgreSQL has `pg_dump`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  verbatim backup verbatim-2026-11-23.db")]
pub(super) struct BackupArgs {
    #[command(flatten)]
    store: StoreArgs,
    /// The new file
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) fn backup(args: &BackupArgs) -> anyhow::Result<u8> {
    args.store.beside(async |store| {
        store.back_up(&args.file).await?;
        let size = std::fs::metadata(&args.file)?.len();
        to_stdout(|out| writeln!(out, "{} ({} KiB)", args.file.display(), size.div_ceil(1024)))
    })
}
