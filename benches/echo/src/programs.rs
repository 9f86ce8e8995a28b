//! What the bots are started from: verbatim, built here unless it is given, and peers in other languages, installed
//! below the folder of this program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, ensure};

/// What bots are started from.
pub(crate) struct Programs {
    /// verbatim.
    pub(crate) verbatim: PathBuf,
    /// How many messages a second verbatim may send where it is not held to Telegram's pace.
    pub(crate) rate: u32,
    /// A PostgreSQL database that is emptied for each start.
    pub(crate) postgres: Option<String>,
    /// Where the peers are installed; `None` when they are not measured.
    pub(crate) peers: Option<PathBuf>,
}

/// Builds verbatim and gives the program.
pub(crate) fn build() -> anyhow::Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut command = Command::new(env!("CARGO"));
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

/// Installs the peers where they are not yet, in the versions of `peers/`, and gives the folder.
pub(crate) fn install() -> anyhow::Result<PathBuf> {
    let tools = [("node", "Node.js 18 or newer"), ("npm", "npm"), ("python3", "Python 3.10 or newer with venv")];
    let is_missing = |tool: &str| {
        let mut command = Command::new(tool);
        command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
        !command.status().is_ok_and(|status| status.success())
    };
    let missing: Vec<&str> = tools.iter().filter(|(tool, _)| is_missing(tool)).map(|(_, name)| *name).collect();
    ensure!(missing.is_empty(), "`--peers` needs what is missing here: {}", missing.join(", "));
    let folder = beside()?.join("peers");
    install_grammy(&folder.join("grammy"))?;
    install_ptb(&folder.join("ptb"))?;
    Ok(folder)
}

fn install_grammy(folder: &Path) -> anyhow::Result<()> {
    once(folder, "grammy", "package-lock.json", || {
        fetch("grammy", "package.json", folder)?;
        fetch("grammy", "package-lock.json", folder)?;
        run(Command::new("npm").args(["ci", "--silent", "--ignore-scripts", "--prefix"]).arg(folder))
    })?;
    fetch("grammy", "bot.js", folder)
}

fn install_ptb(folder: &Path) -> anyhow::Result<()> {
    once(folder, "ptb", "requirements.txt", || {
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder))?;
        let mut pip = Command::new(folder.join("bin/python"));
        pip.args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(source("ptb", "requirements.txt"));
        run(&mut pip)
    })?;
    fetch("ptb", "bot.py", folder)
}

/// Installs a peer unless it is there in the versions that its lock file names. A copy of that which is written last
/// says so.
fn once(folder: &Path, peer: &str, lock: &str, install: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
    let (wanted, is_there) = (fs::read(source(peer, lock))?, folder.join("installed"));
    if fs::read(&is_there).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    eprintln!("installing {peer}");
    fs::create_dir_all(folder)?;
    install().with_context(|| format!("{peer} cannot be installed"))?;
    Ok(fs::write(is_there, wanted)?)
}

/// A file of a peer as it is in the project.
fn source(peer: &str, name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("peers").join(peer).join(name)
}

/// Copies a file of a peer to where it is installed, where it finds what it imports.
fn fetch(peer: &str, name: &str, folder: &Path) -> anyhow::Result<()> {
    fs::copy(source(peer, name), folder.join(name)).with_context(|| format!("cannot copy {name} of {peer}"))?;
    Ok(())
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("{command:?} does not run"))?;
    ensure!(status.success(), "{command:?} failed; see its message above");
    Ok(())
}

/// The folder that this program is in.
pub(crate) fn beside() -> anyhow::Result<PathBuf> {
    let program = std::env::current_exe()?;
    Ok(program.parent().context("the program is in a folder")?.to_owned())
}
