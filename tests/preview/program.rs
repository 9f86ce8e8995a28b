//! The program as it is started, on a copy of a small FAQ.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tempfile::TempDir;

/// A preview that runs; it ends with the test.
pub(crate) struct Preview {
    child: Child,
    /// Where the page is, with a slash at the end.
    pub(crate) url: String,
    folder: TempDir,
}

impl Preview {
    /// On a copy of the FAQ of cargo bikes.
    pub(crate) fn start() -> Self {
        Self::changed(|_| {})
    }

    /// On one that was changed before.
    pub(crate) fn changed(change: impl FnOnce(&Path)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let faq = folder.path().join("faq");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/eval/cargo-bikes/faq"), &faq);
        change(&faq);
        Self::of(folder, &[faq.as_os_str().to_str().expect("a plain path")])
    }

    /// On the FAQ that is built in.
    pub(crate) fn built_in() -> Self {
        Self::of(tempfile::tempdir().expect("a temporary folder"), &[])
    }

    /// On a copy of the FAQ of cargo bikes, with a sentence encoder.
    pub(crate) fn encoded(model: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (faq, cache) = (folder.path().join("faq"), folder.path().join("vectors"));
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/eval/cargo-bikes/faq"), &faq);
        let paths = [&faq, model, &cache].map(|path| path.to_str().expect("a plain path"));
        Self::of(folder, &[paths[0], "--encoder", paths[1], "--encoder-cache", paths[2]])
    }

    fn of(folder: TempDir, arguments: &[&str]) -> Self {
        let mut child = program(arguments).stdout(Stdio::piped()).spawn().expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().expect("piped")).read_line(&mut line).expect("it says where it is");
        let url = line.split_whitespace().find(|word| word.starts_with("http://")).expect(&line).to_owned();
        Self { child, url, folder }
    }

    /// A file of the FAQ.
    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join("faq").join(file)
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).expect("the file is there")
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        fs::write(self.path(file), text).expect("the file can be written");
    }

    /// Sends a signal, and waits until the program has ended.
    pub(crate) fn end(mut self, signal: Signal) -> ExitStatus {
        kill(Pid::from_raw(self.child.id().cast_signed()), signal).expect("it runs");
        self.child.wait().expect("it ends")
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `verbatim preview` with arguments.
pub(crate) fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    command.arg("preview").args(arguments).env_remove("VERBATIM_FAQ").env_remove("VERBATIM_LABELLED");
    command.env_remove("VERBATIM_ENCODER");
    command
}

/// What a start that fails says.
pub(crate) fn refusal(arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let mut child = program(arguments)
        .envs(variables.iter().copied())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut said = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut said).expect("text");
    assert_eq!(child.wait().expect("it ends").code(), Some(2), "{said}");
    said
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for item in fs::read_dir(from).expect("a folder") {
        let item = item.expect("an item");
        let target = to.join(item.file_name());
        if item.path().is_dir() {
            copy(&item.path(), &target);
        } else {
            fs::write(target, fs::read(item.path()).expect("read")).expect("written");
        }
    }
}
