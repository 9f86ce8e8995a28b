//! A peer in another language: a process that is told all phrasings, then asked question after question, a line of JSON
//! each way. It measures itself, so that pipes and JSON are in none of its times.

use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::set::Set;

/// Ends when it is dropped.
pub(crate) struct ChildPeer {
    name: &'static str,
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    entries: usize,
}

/// What is said first: each phrasing with the position of its entry.
#[derive(Serialize)]
struct Documents<'a> {
    documents: Vec<(usize, &'a str)>,
}

#[derive(Serialize)]
struct AskedText<'a> {
    text: &'a str,
}

/// What a child says when it is ready.
#[derive(Deserialize)]
struct Built {
    build_ns: u64,
}

/// What it says to a question.
#[derive(Deserialize)]
struct Found {
    best: Option<usize>,
    ns: u64,
}

impl ChildPeer {
    /// Starts a child and has it index the entries of a set; gives how long that took without the start.
    pub(crate) fn build(name: &'static str, command: &mut Command, set: &Set) -> anyhow::Result<(Self, Duration)> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().with_context(|| format!("{name} cannot be started with {command:?}"))?;
        let input = process.stdin.take().context("its input is piped")?;
        let output = BufReader::new(process.stdout.take().context("its output is piped")?);
        let mut child = Self { name, process, input, output, entries: set.entries.len() };
        let Built { build_ns } = child.exchange(&Documents { documents: set.documents().collect() })?;
        Ok((child, Duration::from_nanos(build_ns)))
    }

    /// The position of the best entry, and how long the child took to find it.
    pub(crate) fn ask(&mut self, text: &str) -> anyhow::Result<(Option<usize>, Duration)> {
        let Found { best, ns } = self.exchange(&AskedText { text })?;
        ensure!(best.is_none_or(|best| best < self.entries), "{} gave an entry that there is not: {best:?}", self.name);
        Ok((best, Duration::from_nanos(ns)))
    }

    fn exchange<T: DeserializeOwned>(&mut self, said: &impl Serialize) -> anyhow::Result<T> {
        let said = serde_json::to_string(said)? + "\n";
        match self.input.write_all(said.as_bytes()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => bail!("{} ended; its message is above", self.name),
            written => written.with_context(|| format!("{} cannot be asked", self.name))?,
        }
        let mut line = String::new();
        self.output.read_line(&mut line).with_context(|| format!("{} cannot be heard", self.name))?;
        ensure!(!line.is_empty(), "{} ended; its message is above", self.name);
        serde_json::from_str(&line)
            .with_context(|| format!("{} said what is no answer: {}", self.name, line.trim_end()))
    }
}

impl Drop for ChildPeer {
    fn drop(&mut self) {
        // One that has ended already cannot be ended: nothing is left to do then.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;
    use std::time::Duration;

    use super::ChildPeer;
    use crate::set::Set;

    /// What becomes of one question, when the child is this shell script.
    fn ask(script: &str) -> anyhow::Result<(Option<usize>, Duration)> {
        let set = Set::of_the_project()?;
        let (mut child, built) = ChildPeer::build("a child", Command::new("sh").args(["-c", script]), &set)?;
        assert_eq!(built, Duration::from_micros(1500));
        child.ask("Is it \"benign\"?\nReally?")
    }

    #[test]
    fn a_child_is_told_a_line_and_answers_a_line() -> anyhow::Result<()> {
        let heard = |answer: &str| {
            let script = r#"read -r told; case $told in '{"documents":[[0,"'*) echo '{"build_ns":1500000}';; esac; "#;
            let then = r#"read -r asked; [ "$asked" = '{"text":"Is it \"benign\"?\nReally?"}' ] && echo "#;
            ask(&format!("{script}{then}'{answer}'"))
        };
        assert_eq!(heard(r#"{"best":3,"ns":2500}"#)?, (Some(3), Duration::from_nanos(2500)));
        assert_eq!(heard(r#"{"best":null,"ns":1}"#)?, (None, Duration::from_nanos(1)));
        Ok(())
    }

    #[test]
    fn a_child_that_fails_is_named() {
        #[track_caller]
        fn check(script: &str, expected: &str) {
            let error = ask(script).expect_err(script);
            assert_eq!(error.to_string(), expected, "{script}");
        }
        let built = r#"read -r told; echo '{"build_ns":1500000}'; read -r asked; "#;
        check("exit 1", "a child ended; its message is above");
        check("read -r told", "a child ended; its message is above");
        check(built, "a child ended; its message is above");
        check(&format!("{built} echo Epoch 1"), "a child said what is no answer: Epoch 1");
        check(
            &format!(r#"{built} echo '{{"best":999,"ns":1}}'"#),
            "a child gave an entry that there is not: Some(999)",
        );
    }
}
