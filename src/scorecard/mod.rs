//! Labelled questions → figures: what was answered right, offered, missed, and above all answered wrong.

mod case;
mod curves;
mod figures;
mod grade;
mod judged;
mod perturbations;
mod robustness;
mod self_check;
mod trial;

pub use case::Case;
pub use curves::{BINS, Bin, Cut, Sure, auroc, coverage_curve, expected_calibration_error, in_at_95, reliability};
pub use figures::Figures;
pub use grade::Grade;
pub use judged::{Judged, judge};
pub use perturbations::{Area, Harm, PERTURBATIONS, Perturbation};
pub use robustness::{Reworded, Robustness, ask_reworded};
pub use self_check::self_check;
pub use trial::{Trial, TrialChange, TrialRefusal, try_phrasing};
