//! `verbatim eval`: labelled questions → the scorecard, compared with a baseline, held to floors, told as a report.

mod card;
mod cases;
mod changes;
mod chart;
mod columns;
mod evaluate;
mod evidence;
mod figures;
mod floor;
mod heat;
mod json;
mod measured_encoder;
mod misses;
mod progress;
mod report;
mod robust;
mod robust_card;
mod robust_table;
mod set;
mod table;

pub(super) use evaluate::{EvalArgs, eval};
