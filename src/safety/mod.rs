//! Red flags: looks for the editor's phrases in what a person wrote, before anything is matched.
//!
//! A phrase is found when its words stand in order within one thought, whatever their form ("vomit", "vomiting"), with
//! little between them; a line end, an ellipsis or an exclamation mark does not end a thought. An excuse is read more tightly and excuses only what overlaps it, so that "heat kills cells. I
//! want to kill myself" is still a cry for help.

mod detector;
mod message;
mod nearness;
mod pattern;

pub(crate) use detector::{Detection, RedFlagDetector};
pub(crate) use nearness::RedFlagVectors;
