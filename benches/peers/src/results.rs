//! What a race gave: figures, as a table and as JSON.

use std::fmt;
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use serde::{Deserialize, Serialize};

/// The figures of one race.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Results {
    /// What the set is called.
    pub(crate) set: String,
    pub(crate) entries: usize,
    pub(crate) phrasings: usize,
    /// Name and number of questions of each file.
    pub(crate) questions: Vec<(String, usize)>,
    /// verbatim first.
    pub(crate) peers: Vec<PeerResult>,
}

/// The figures of one peer.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PeerResult {
    pub(crate) name: String,
    /// From texts in memory to the first question.
    pub(crate) build_ms: f64,
    /// In the order of the files.
    pub(crate) files: Vec<FileFigures>,
}

/// The figures of one peer on one file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct FileFigures {
    /// The share of questions whose best entry is right, 0 to 1.
    pub(crate) accuracy: f64,
    /// The time that half of the questions stay below, in µs.
    pub(crate) p50_us: f64,
    /// The time that 99 % of the questions stay below, in µs.
    pub(crate) p99_us: f64,
}

/// What is counted of one peer on one file while it runs.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    right: usize,
    times: Vec<Duration>,
}

impl Tally {
    /// Adds questions: how long each took and whether its best entry was right.
    pub(crate) fn add(&mut self, timed: &[(Duration, bool)]) {
        self.right += timed.iter().filter(|(_, right)| *right).count();
        self.times.extend(timed.iter().map(|(time, _)| *time));
    }

    /// The figures; all 0 when nothing was asked.
    pub(crate) fn figures(mut self) -> FileFigures {
        self.times.sort_unstable();
        let accuracy = if self.times.is_empty() { 0.0 } else { self.right as f64 / self.times.len() as f64 };
        FileFigures { accuracy, p50_us: percentile_us(&self.times, 0.50), p99_us: percentile_us(&self.times, 0.99) }
    }
}

/// The smallest time that at least the share `p` of all times do not exceed (nearest rank); times ascending.
fn percentile_us(times: &[Duration], p: f64) -> f64 {
    let rank = (p * times.len() as f64).ceil() as usize;
    times.get(rank.saturating_sub(1)).map_or(0.0, |time| 1e6 * time.as_secs_f64())
}

impl PeerResult {
    /// Whether it is verbatim, with or without an encoder.
    pub(crate) fn is_verbatim(&self) -> bool {
        self.name.starts_with("verbatim")
    }
}

impl Results {
    pub(crate) fn read(path: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{}: not what --json writes", path.display()))
    }

    pub(crate) fn to_json(&self) -> anyhow::Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}

/// A table in Markdown.
impl fmt::Display for Results {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts: Vec<String> = self.questions.iter().map(|(name, count)| format!("{count} of {name}")).collect();
        writeln!(
            f,
            "**{}**: {} entries, {} phrasings; questions: {}\n",
            self.set,
            self.entries,
            self.phrasings,
            counts.join(", ")
        )?;
        write!(f, "| {:<21} |", "peer")?;
        for (name, _) in &self.questions {
            write!(f, " {:>16} | {:>8} | {:>8} |", format!("acc@1 {name}"), "p50 µs", "p99 µs")?;
        }
        writeln!(f, " build ms | p50 ÷ verbatim's |")?;
        writeln!(f, "|---|{}---:|---:|", "---:|---:|---:|".repeat(self.questions.len()))?;
        let p50 = |peer: &PeerResult| peer.files.first().map_or(0.0, |file| file.p50_us);
        let own = self.peers.first().map_or(0.0, p50);
        for peer in &self.peers {
            write!(f, "| {:<21} |", peer.name)?;
            for file in &peer.files {
                write!(f, " {:>16.1} | {:>8.1} | {:>8.1} |", 100.0 * file.accuracy, file.p50_us, file.p99_us)?;
            }
            writeln!(f, " {:>8.1} | {:>16.1} |", peer.build_ms, p50(peer) / own)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::percentile_us;
    use std::time::Duration;

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let times: Vec<Duration> = (1..=100).map(Duration::from_micros).collect();
        let check = |p: f64, expected: f64| assert!((percentile_us(&times, p) - expected).abs() < 1e-6, "{p}");
        check(0.50, 50.0);
        check(0.99, 99.0);
        assert_eq!(percentile_us(&[], 0.5), 0.0);
    }
}
