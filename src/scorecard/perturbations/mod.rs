//! Kinds of change that a question goes through on its way to a bot, so that a decision can be held against what was
//! asked and not how it was typed: perturbations, in the words of Ribeiro et al., Beyond Accuracy: Behavioral Testing
//! of NLP Models with CheckList, 2020.
//!
//! Changes are pure: what they choose is chosen by the text itself, so that figures move when the engine does and never
//! by chance.

mod dice;
mod layout;
mod letters;
mod marks;
mod perturbation;
mod phrases;
mod scripts;
mod spans;
mod table;
#[cfg(test)]
mod tests;
mod typing;
mod wrapping;

pub use perturbation::{Area, Harm, Perturbation};
pub use table::PERTURBATIONS;
