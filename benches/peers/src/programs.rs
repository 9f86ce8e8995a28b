//! What peers need that is not built in: the folder of a sentence encoder, and peers in other languages, installed below
//! the folder of this program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, ensure};
use verbatim::encoder::Encoder;

use crate::peers::Kind;

const NLPJS: &str = "nlpjs";
const SENTENCE_TRANSFORMERS: &str = "sentence-transformers";

/// A program that a peer is run by, with the arguments that end well when it is new enough, and what it is called.
type Tool = (&'static str, &'static [&'static str], &'static str);

const NODE: Tool =
    ("node", &["--eval", "process.exitCode = +(parseInt(process.versions.node) < 18)"], "Node.js 18 or newer (`node`)");
const NPM: Tool = ("npm", &["--version"], "npm (`npm`)");
const PYTHON: Tool = (
    "python3",
    &["-c", "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))"],
    "Python 3.11 or newer with venv (`python3`)",
);

/// What peers are started from.
#[derive(Default)]
pub(crate) struct Programs {
    encoder: Option<PathBuf>,
    /// Where the children are installed.
    children: Option<PathBuf>,
}

impl Programs {
    /// With the encoder of a folder, if one is named, and the children installed, if they are asked for.
    pub(crate) fn new(encoder: Option<PathBuf>, with_children: bool) -> anyhow::Result<Self> {
        // Said before anything is installed or built.
        let encoder = encoder.map(|folder| Encoder::open(&folder).map(|_| folder)).transpose()?;
        let mut programs = Self { encoder, children: None };
        if with_children {
            programs.children = Some(beside()?.join("children"));
            programs.install()?;
        }
        Ok(programs)
    }

    /// Whether there is what a peer needs.
    pub(crate) fn has(&self, kind: Kind) -> bool {
        self.lacks(kind).is_empty()
    }

    /// A line for each peer that is left out, which says what it needs.
    pub(crate) fn left_out(&self) -> Vec<String> {
        let kinds = Kind::ALL.into_iter().filter(|kind| !self.has(*kind));
        kinds.map(|kind| format!("left out: {}, which needs {}", kind.name(), self.lacks(kind).join(" and "))).collect()
    }

    fn lacks(&self, kind: Kind) -> Vec<&'static str> {
        let mut lacks = Vec::new();
        if kind.needs_encoder() && self.encoder.is_none() {
            lacks.push("a sentence encoder (`--encoder DIR`; deploy/encoder fetches one)");
        }
        if kind.is_child() && self.children.is_none() {
            lacks.push("to be installed (`--peers`)");
        }
        lacks
    }

    /// The folder of the sentence encoder.
    pub(crate) fn encoder(&self) -> anyhow::Result<&Path> {
        self.encoder.as_deref().context("there is no sentence encoder; `--encoder DIR` names one")
    }

    /// What starts a peer in another language.
    pub(crate) fn command(&self, kind: Kind) -> anyhow::Result<Command> {
        let children = self.children.as_ref().context("peers in other languages are not installed; use `--peers`")?;
        Ok(if kind == Kind::NlpJs {
            let mut command = Command::new("node");
            command.arg(children.join(NLPJS).join("peer.js"));
            command
        } else {
            let folder = children.join(SENTENCE_TRANSFORMERS);
            let mut command = Command::new(folder.join("bin/python"));
            command.arg(folder.join("peer.py")).arg(self.encoder()?);
            command
        })
    }

    /// Installs the children that can be run, in the versions of `children/`, where they are not yet.
    fn install(&self) -> anyhow::Result<()> {
        let folder = self.children.as_ref().context("there is a folder for children")?;
        let with_python = self.has(Kind::SentenceTransformers);
        let tools: &[Tool] = if with_python { &[NODE, NPM, PYTHON] } else { &[NODE, NPM] };
        let missing = missing(tools, is_there);
        ensure!(missing.is_empty(), "`--peers` needs what is missing or too old here: {}", missing.join(", "));
        install_nlpjs(&folder.join(NLPJS))?;
        if with_python {
            install_sentence_transformers(&folder.join(SENTENCE_TRANSFORMERS))?;
        }
        Ok(())
    }
}

/// What those of the tools are called that are not there.
fn missing(tools: &[Tool], is_there: impl Fn(&Tool) -> bool) -> Vec<&'static str> {
    tools.iter().filter(|tool| !is_there(tool)).map(|(_, _, name)| *name).collect()
}

fn is_there((program, arguments, _): &Tool) -> bool {
    let mut command = Command::new(program);
    command.args(*arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn install_nlpjs(folder: &Path) -> anyhow::Result<()> {
    once(folder, NLPJS, "package-lock.json", || {
        fetch(NLPJS, "package.json", folder)?;
        fetch(NLPJS, "package-lock.json", folder)?;
        run(Command::new("npm").args(["ci", "--silent", "--ignore-scripts", "--prefix"]).arg(folder))
    })?;
    fetch(NLPJS, "peer.js", folder)
}

fn install_sentence_transformers(folder: &Path) -> anyhow::Result<()> {
    once(folder, SENTENCE_TRANSFORMERS, "requirements.txt", || {
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder))?;
        let requirements = source(SENTENCE_TRANSFORMERS, "requirements.txt");
        let mut pip = Command::new(folder.join("bin/python"));
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(requirements);
        run(&mut pip)
    })?;
    fetch(SENTENCE_TRANSFORMERS, "peer.py", folder)
}

/// Installs a child unless it is there in the versions that its lock file names. A copy of that which is written last
/// says so.
fn once(folder: &Path, child: &str, lock: &str, install: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
    let (wanted, is_there) = (fs::read(source(child, lock))?, folder.join("installed"));
    if fs::read(&is_there).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    eprintln!("installing {child}");
    fs::create_dir_all(folder)?;
    install().with_context(|| format!("{child} cannot be installed"))?;
    Ok(fs::write(is_there, wanted)?)
}

/// A file of a child as it is in the project.
fn source(child: &str, name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("children").join(child).join(name)
}

/// Copies a file of a child to where it is installed, where it finds what it imports.
fn fetch(child: &str, name: &str, folder: &Path) -> anyhow::Result<()> {
    fs::copy(source(child, name), folder.join(name)).with_context(|| format!("cannot copy {name} of {child}"))?;
    Ok(())
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("{command:?} does not run"))?;
    ensure!(status.success(), "{command:?} failed; see its message above");
    Ok(())
}

/// The folder that this program is in.
fn beside() -> anyhow::Result<PathBuf> {
    let program = std::env::current_exe()?;
    Ok(program.parent().context("the program is in a folder")?.to_owned())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{NODE, NPM, PYTHON, Programs, is_there, missing};
    use crate::peers::Kind;

    #[test]
    fn what_is_left_out_is_said_with_what_it_needs() {
        let check = |encoder: bool, children: bool, expected: &[&str]| {
            let folder = |is_there: bool| is_there.then(|| PathBuf::from("folder"));
            let programs = Programs { encoder: folder(encoder), children: folder(children) };
            assert_eq!(programs.left_out(), expected, "{encoder} {children}");
        };
        let encoder = "a sentence encoder (`--encoder DIR`; deploy/encoder fetches one)";
        let own = format!("left out: verbatim, encoder, which needs {encoder}");
        let python = format!("left out: sentence-transformers, which needs {encoder}");
        let both = format!("{python} and to be installed (`--peers`)");
        let node = "left out: nlp.js, which needs to be installed (`--peers`)";
        check(false, false, &[&own, &both, node]);
        check(false, true, &[&own, &python]);
        check(true, false, &["left out: sentence-transformers, which needs to be installed (`--peers`)", node]);
        check(true, true, &[]);
    }

    #[test]
    fn a_folder_that_is_no_encoder_is_refused_before_anything_is_installed() {
        let error = Programs::new(Some(PathBuf::from("no such folder")), true).err().map(|error| error.to_string());
        assert!(error.as_ref().is_some_and(|error| error.contains("no such folder")), "{error:?}");
    }

    #[test]
    fn what_runs_children_is_missed_by_name() {
        assert_eq!(missing(&[NODE, NPM, PYTHON], |_| true), [""; 0]);
        assert_eq!(missing(&[NODE, NPM, PYTHON], |tool| tool.0 == "npm"), [NODE.2, PYTHON.2]);
        assert!(!is_there(&("no-program-of-this-name", &[], "")));
        assert!(!is_there(&("sh", &["-c", "exit 1"], "")), "one that is too old");
        assert!(is_there(&("sh", &["-c", "exit 0"], "")));
    }

    #[test]
    fn a_child_that_is_not_installed_is_not_started() {
        let programs = Programs::default();
        assert!(programs.command(Kind::NlpJs).is_err_and(|error| error.to_string().contains("--peers")));
        assert!(programs.encoder().is_err_and(|error| error.to_string().contains("--encoder DIR")));
    }
}
