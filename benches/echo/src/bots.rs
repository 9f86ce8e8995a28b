//! The bots that are measured, each a process of its own, and the disk that verbatim's database is on.

use std::fs::{self, File};
use std::io::{Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use tempfile::TempDir;
use tokio::process::{Child, Command};

/// The token that all of them use.
pub(crate) const TOKEN: &str = "7000000001:AAEchoEchoEchoEchoEchoEchoEchoEchoE";

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The teloxide echo bot.
    Echo,
    /// verbatim as it is run, at the pace that Telegram allows.
    Verbatim,
    /// The same as fast as its settings allow.
    Lifted,
    /// The same with its database in memory, where nothing outlives the process.
    InMemory,
    /// The same with PostgreSQL.
    Postgres,
}

impl Kind {
    pub(crate) const ALL: [Self; 5] = [Self::Echo, Self::Verbatim, Self::Lifted, Self::InMemory, Self::Postgres];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Echo => "teloxide echo bot",
            Self::Verbatim => "verbatim",
            Self::Lifted => "verbatim, `--rate 1000`",
            Self::InMemory => "verbatim, `--rate 1000`, database in memory",
            Self::Postgres => "verbatim, `--rate 1000`, PostgreSQL",
        }
    }

    /// Whether it may send as fast as it can.
    pub(crate) fn is_free(self) -> bool {
        self != Self::Verbatim
    }
}

/// What bots are started from.
pub(crate) struct Programs {
    /// verbatim.
    pub(crate) verbatim: PathBuf,
    /// A PostgreSQL database that is emptied for each start.
    pub(crate) postgres: Option<String>,
}

/// A bot that runs until it is dropped.
pub(crate) struct Bot {
    child: Child,
    _folder: TempDir,
}

impl Bot {
    /// Starts a bot on the server with this URL.
    pub(crate) fn start(kind: Kind, programs: &Programs, url: &str) -> anyhow::Result<Self> {
        let folder = folder()?;
        let mut command = match kind {
            Kind::Echo => {
                let mut command = Command::new(std::env::current_exe()?);
                command.args(["bot", url]).env_clear();
                command
            }
            Kind::Verbatim | Kind::Lifted | Kind::InMemory | Kind::Postgres => {
                let database = match (kind, &programs.postgres) {
                    (Kind::InMemory, _) => "sqlite::memory:".to_owned(),
                    (Kind::Postgres, Some(url)) => emptied(url)?,
                    _ => format!("sqlite:{}", folder.path().join("bot.db").display()),
                };
                let mut command = Command::new(&programs.verbatim);
                command.arg("run").env_clear().env("TELEGRAM_BOT_TOKEN", TOKEN).env("TELEGRAM_API_URL", url);
                command.env("DATABASE_URL", database).env("VERBATIM_LOG", "warn");
                if kind.is_free() {
                    command.args(["--rate", "1000"]);
                }
                command
            }
        };
        command.stdin(Stdio::null()).stdout(Stdio::null()).kill_on_drop(true);
        let child = command.spawn().with_context(|| format!("cannot start {}", kind.name()))?;
        Ok(Self { child, _folder: folder })
    }

    /// Its resident memory now, in bytes.
    pub(crate) fn resident(&self) -> anyhow::Result<u64> {
        let id = self.child.id().context("the bot runs")?;
        let status = fs::read_to_string(format!("/proc/{id}/status"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("the system says its memory")?;
        Ok(1024 * line.trim_end_matches("kB").trim().parse::<u64>()?)
    }
}

/// A PostgreSQL database from which everything was deleted.
fn emptied(url: &str) -> anyhow::Result<String> {
    let mut command = std::process::Command::new("psql");
    command.args(["--quiet", "--command", "DROP SCHEMA public CASCADE; CREATE SCHEMA public", url]);
    let status = command.stderr(Stdio::null()).status().context("psql does not run")?;
    ensure!(status.success(), "the PostgreSQL database cannot be emptied");
    Ok(url.to_owned())
}

/// Builds verbatim and gives the program.
pub(crate) fn build() -> anyhow::Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut command = std::process::Command::new(env!("CARGO"));
    command.args(["build", "--release", "--locked", "--bin", "verbatim", "--manifest-path"]);
    // What the cargo that runs this program says of it would have that one build anew what it has built.
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    for name in names.filter(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")) {
        command.env_remove(name);
    }
    let status = command.arg(root.join("Cargo.toml")).status().context("cargo does not run")?;
    ensure!(status.success(), "verbatim does not build");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    Ok(target.join("release/verbatim"))
}

/// How long a small write takes until it is on the disk that the databases are on: the median of many.
pub(crate) fn flush() -> anyhow::Result<Duration> {
    let folder = folder()?;
    let mut file = File::create(folder.path().join("flush"))?;
    let mut times = Vec::new();
    // In place, as a database's log is written again and again.
    for _ in 0..200 {
        let start = Instant::now();
        file.rewind()?;
        file.write_all(&[0; 4096])?;
        file.sync_data()?;
        times.push(start.elapsed());
    }
    times.sort_unstable();
    Ok(times[times.len() / 2])
}

/// A folder of its own beside this program: a system's folder for temporary files may be in memory.
fn folder() -> anyhow::Result<TempDir> {
    let program = std::env::current_exe()?;
    let beside = program.parent().context("the program is in a folder")?;
    fs::create_dir_all(beside)?;
    Ok(tempfile::tempdir_in(beside)?)
}
