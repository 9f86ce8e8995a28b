//! What was measured, as a table whose ratios are to the first row.

use std::fmt::Write as _;
use std::time::Duration;

use crate::bots::Kind;

/// What was measured of a bot.
pub(crate) struct Figures {
    pub(crate) kind: Kind,
    /// Of every update of every round.
    pub(crate) latencies: Vec<Duration>,
    /// Messages a second, round by round.
    pub(crate) rates: Vec<f64>,
    /// Resident memory in bytes at the end of a round, at most.
    pub(crate) resident: u64,
}

impl Figures {
    pub(crate) fn new(kind: Kind) -> Self {
        Self { kind, latencies: Vec::new(), rates: Vec::new(), resident: 0 }
    }

    /// The latency that a share (0 to 1) of the updates kept to, in milliseconds; latencies are sorted.
    fn latency_ms(&self, share: f64) -> f64 {
        let last = self.latencies.len().saturating_sub(1);
        let at = (share * last as f64).round() as usize;
        self.latencies.get(at).map_or(f64::NAN, |latency| 1e3 * latency.as_secs_f64())
    }

    /// The median over the rounds; rates are sorted.
    fn rate(&self) -> f64 {
        self.rates.get(self.rates.len() / 2).copied().unwrap_or(f64::NAN)
    }
}

/// The figures as a Markdown table.
pub(crate) fn table(figures: &mut [Figures]) -> String {
    for figures in &mut *figures {
        figures.latencies.sort_unstable();
        figures.rates.sort_unstable_by(f64::total_cmp);
    }
    let mut table = String::from(
        "| | p50, ms | p95, ms | p99, ms | ratio of p50 | messages a second | ratio | resident, MB |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    let Some((base_ms, base_rate)) = figures.first().map(|first| (first.latency_ms(0.5), first.rate())) else {
        return table;
    };
    for figures in figures {
        let [p50, p95, p99] = [0.5, 0.95, 0.99].map(|share| figures.latency_ms(share));
        let (name, rate) = (figures.kind.name(), figures.rate());
        // Writing to a text cannot fail.
        let _ = writeln!(
            table,
            "| {name} | {p50:.2} | {p95:.2} | {p99:.2} | {:.1} | {rate:.0} | {:.3} | {:.1} |",
            p50 / base_ms,
            rate / base_rate,
            figures.resident as f64 / 1e6,
        );
    }
    table
}
