//! The bots that are measured, each a process of its own, and the disk that verbatim's database is on.

use std::fs::{self, File};
use std::io::{Seek as _, Write as _};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use nix::time::ClockId;
use nix::unistd::Pid;
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::programs::{Programs, beside};

/// The token that all of them use.
pub(crate) const TOKEN: &str = "7000000001:AAEchoEchoEchoEchoEchoEchoEchoEchoE";

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The teloxide echo bot.
    Teloxide,
    /// The grammY echo bot with its runner.
    Grammy,
    /// The python-telegram-bot echo bot with concurrent updates.
    Ptb,
    /// verbatim as it is run, at the pace that Telegram allows.
    Paced,
    /// The same as fast as its settings allow.
    Unpaced,
    /// The same with its database in memory, where nothing outlives the process.
    InMemory,
    /// The same with PostgreSQL.
    Postgres,
}

impl Kind {
    pub(crate) const ALL: [Self; 7] =
        [Self::Teloxide, Self::Grammy, Self::Ptb, Self::Paced, Self::Unpaced, Self::InMemory, Self::Postgres];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Teloxide => "teloxide echo bot",
            Self::Grammy => "grammY echo bot, runner",
            Self::Ptb => "python-telegram-bot echo bot, concurrent",
            Self::Paced => "verbatim",
            Self::Unpaced => "verbatim, unpaced",
            Self::InMemory => "verbatim, unpaced, database in memory",
            Self::Postgres => "verbatim, unpaced, PostgreSQL",
        }
    }

    /// Whether there is what it needs.
    pub(crate) fn is_possible(self, programs: &Programs) -> bool {
        match self {
            Self::Grammy | Self::Ptb => programs.peers.is_some(),
            Self::Postgres => programs.postgres.is_some(),
            Self::Teloxide | Self::Paced | Self::Unpaced | Self::InMemory => true,
        }
    }

    fn command(self, programs: &Programs, url: &str, folder: &Path) -> anyhow::Result<Command> {
        let sqlite = || format!("sqlite:{}", folder.join("bot.db").display());
        match self {
            Self::Teloxide => {
                let mut command = Command::new(std::env::current_exe()?);
                command.env_clear().args(["bot", url]);
                Ok(command)
            }
            Self::Grammy => {
                let mut command = Command::new("node");
                command.env_clear().envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
                command.arg(peers(programs)?.join("grammy/bot.js")).args([url, TOKEN]);
                Ok(command)
            }
            Self::Ptb => {
                let ptb = peers(programs)?.join("ptb");
                let mut command = Command::new(ptb.join("bin/python"));
                command.env_clear().arg(ptb.join("bot.py")).args([url, TOKEN]);
                Ok(command)
            }
            Self::Paced => Ok(verbatim(programs, url, &sqlite())),
            Self::Unpaced => Ok(unpaced(programs, url, &sqlite())),
            Self::InMemory => Ok(unpaced(programs, url, "sqlite::memory:")),
            Self::Postgres => {
                let database = programs.postgres.as_deref().context("there is no PostgreSQL database")?;
                empty(database)?;
                Ok(unpaced(programs, url, database))
            }
        }
    }
}

fn peers(programs: &Programs) -> anyhow::Result<&Path> {
    programs.peers.as_deref().context("the peers are not installed")
}

fn verbatim(programs: &Programs, url: &str, database: &str) -> Command {
    let mut command = Command::new(&programs.verbatim);
    command.arg("run").env_clear().env("TELEGRAM_BOT_TOKEN", TOKEN).env("TELEGRAM_API_URL", url);
    command.env("DATABASE_URL", database).env("VERBATIM_LOG", "warn");
    command
}

fn unpaced(programs: &Programs, url: &str, database: &str) -> Command {
    let mut command = verbatim(programs, url, database);
    command.arg("--rate").arg(programs.rate.to_string());
    command
}

/// Deletes everything from a PostgreSQL database.
fn empty(url: &str) -> anyhow::Result<()> {
    let mut command = std::process::Command::new("psql");
    command.args(["--quiet", "--command", "DROP SCHEMA public CASCADE; CREATE SCHEMA public", url]);
    let status = command.stderr(Stdio::null()).status().context("psql does not run")?;
    ensure!(status.success(), "the PostgreSQL database cannot be emptied");
    Ok(())
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
        let mut command = kind.command(programs, url, folder.path())?;
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

    /// The processor time that its process has taken till now, in user and system mode, all threads together.
    pub(crate) fn processor(&self) -> anyhow::Result<Duration> {
        let id = self.child.id().context("the bot runs")?;
        let clock = ClockId::pid_cpu_clock_id(Pid::from_raw(id.try_into()?))?;
        Ok(clock.now()?.into())
    }
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
    Ok(tempfile::tempdir_in(beside()?)?)
}
