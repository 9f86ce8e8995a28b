//! What was measured, as a table whose ratios are to the first row.

use std::fmt::Write as _;
use std::time::Duration;

use crate::bots::Kind;
use crate::measure::{Burst, Singles};

/// What was measured of a bot, sorted where it is a list.
pub(crate) struct Figures {
    pub(crate) kind: Kind,
    /// Of every update of every round.
    latencies: Vec<Duration>,
    /// Messages a second, round by round.
    rates: Vec<f64>,
    /// Processor time for an update when they come one at a time, round by round.
    singles: Vec<Duration>,
    /// The same when they wait.
    bursts: Vec<Duration>,
    /// Resident memory in bytes at the end of a round, at most.
    resident: u64,
}

impl Figures {
    pub(crate) fn new(kind: Kind) -> Self {
        Self { kind, latencies: vec![], rates: vec![], singles: vec![], bursts: vec![], resident: 0 }
    }

    /// Adds a round's updates that came one at a time.
    pub(crate) fn add_singles(&mut self, singles: Singles) {
        self.latencies.extend(singles.latencies);
        self.latencies.sort_unstable();
        self.singles.push(singles.processor);
        self.singles.sort_unstable();
    }

    /// Adds a round's updates that waited.
    pub(crate) fn add_burst(&mut self, burst: &Burst) {
        self.rates.push(burst.rate);
        self.rates.sort_unstable_by(f64::total_cmp);
        self.bursts.push(burst.processor);
        self.bursts.sort_unstable();
        self.resident = self.resident.max(burst.resident);
    }

    /// The latency that a share (0 to 1) of the updates kept to, in milliseconds.
    fn latency_ms(&self, share: f64) -> f64 {
        let last = self.latencies.len().saturating_sub(1);
        let at = (share * last as f64).round() as usize;
        ms(self.latencies.get(at))
    }

    /// The median over the rounds.
    fn rate(&self) -> f64 {
        middle(&self.rates).copied().unwrap_or(f64::NAN)
    }
}

/// The median of what is sorted; `None` of nothing.
fn middle<T>(sorted: &[T]) -> Option<&T> {
    sorted.get(sorted.len() / 2)
}

fn ms(time: Option<&Duration>) -> f64 {
    time.map_or(f64::NAN, |time| 1e3 * time.as_secs_f64())
}

/// The figures as a Markdown table.
pub(crate) fn table(figures: &[Figures]) -> String {
    let mut table = String::from(
        "| | p50, ms | p95, ms | p99, ms | ratio of p50 | messages a second | ratio | processor, ms, singles | \
         burst | resident, MB |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    let Some((base_ms, base_rate)) = figures.first().map(|first| (first.latency_ms(0.5), first.rate())) else {
        return table;
    };
    for figures in figures {
        let [p50, p95, p99] = [0.5, 0.95, 0.99].map(|share| figures.latency_ms(share));
        let [singles, bursts] = [&figures.singles, &figures.bursts].map(|times| ms(middle(times)));
        let (name, rate) = (figures.kind.name(), figures.rate());
        // Writing to a text cannot fail.
        let _ = writeln!(
            table,
            "| {name} | {p50:.2} | {p95:.2} | {p99:.2} | {:.1} | {rate:.0} | {:.3} | {singles:.2} | {bursts:.2} | \
             {:.1} |",
            p50 / base_ms,
            rate / base_rate,
            figures.resident as f64 / 1e6,
        );
    }
    table
}
