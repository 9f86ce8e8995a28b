//! One run: every peer on the same questions, block by block, so that what disturbs the machine disturbs all alike.

use std::time::Duration;

use crate::peers::{Kind, Peer};
use crate::programs::Programs;
use crate::results::{PeerResult, Results, Tally};
use crate::set::{Asked, Set};

/// Questions that one peer answers before the next takes over.
const BLOCK: usize = 64;
/// How often a block is asked in a row. The fastest time of a question counts: what else runs on the machine only ever
/// adds, and would otherwise make up the whole p99.
const PASSES: usize = 3;
/// How often each index is built; the middle time counts.
const BUILDS: usize = 3;

/// A peer with what was measured of it.
struct Runner {
    kind: Kind,
    peer: Peer,
    build_ms: f64,
    files: Vec<Tally>,
}

/// Builds every index, then asks every question of every peer that there is what it needs for.
pub(crate) fn run(set: &Set, programs: &Programs) -> anyhow::Result<Results> {
    let mut runners = build(set, programs)?;
    for file in &set.files {
        runners.iter_mut().for_each(|runner| runner.files.push(Tally::default()));
        // The first block warms caches and branch predictors up; its times do not count.
        let blocks = file.asked.chunks(BLOCK);
        for (round, block) in blocks.clone().take(1).chain(blocks).enumerate() {
            // Another peer begins each block, so that none always follows the same one.
            let first = round % runners.len();
            for turn in 0..runners.len() {
                let at = (first + turn) % runners.len();
                let runner = &mut runners[at];
                let timed = ask(&mut runner.peer, block)?;
                if round > 0 {
                    runner.files.last_mut().expect("each file has its tally").add(&timed);
                }
            }
        }
    }
    let peers: Vec<PeerResult> = runners.into_iter().map(Runner::result).collect();
    Ok(Results {
        set: set.name.clone(),
        entries: set.entries.len(),
        phrasings: set.documents().count(),
        questions: set.files.iter().map(|file| (file.name.clone(), file.asked.len())).collect(),
        peers,
    })
}

/// How long each question of a block took, and whether its best entry was right.
fn ask(peer: &mut Peer, block: &[Asked]) -> anyhow::Result<Vec<(Duration, bool)>> {
    let mut timed = vec![(Duration::MAX, false); block.len()];
    for _ in 0..PASSES {
        for (asked, (time, right)) in block.iter().zip(&mut timed) {
            let (best, took) = peer.best(&asked.text)?;
            *time = took.min(*time);
            *right = best.is_some_and(|best| asked.gold.contains(&best));
        }
    }
    Ok(timed)
}

fn build(set: &Set, programs: &Programs) -> anyhow::Result<Vec<Runner>> {
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| programs.has(*kind)).collect();
    let mut runners: Vec<Runner> = Vec::new();
    let mut times = vec![Vec::new(); kinds.len()];
    for round in 0..BUILDS {
        for (&kind, times) in kinds.iter().zip(&mut times) {
            let (peer, took) = kind.build(set, programs)?;
            times.push(1e3 * took.as_secs_f64());
            if round == 0 {
                runners.push(Runner { kind, peer, build_ms: 0.0, files: Vec::new() });
            }
        }
    }
    for (runner, times) in runners.iter_mut().zip(&mut times) {
        times.sort_by(f64::total_cmp);
        runner.build_ms = times[times.len() / 2];
    }
    Ok(runners)
}

impl Runner {
    fn result(self) -> PeerResult {
        let files = self.files.into_iter().map(Tally::figures).collect();
        PeerResult { name: self.kind.name().to_owned(), build_ms: self.build_ms, files }
    }
}
