//! A kind of change: what it is called, where it comes from, what it leaves of the words.

use super::dice::Dice;

/// Where a change comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// Fingers, voice and keyboards.
    Typing,
    /// Where the text was copied from, and what stands around it on the page.
    Layout,
    /// What people say before and after they ask.
    Wrapping,
    /// Letters that look like other letters, or like nothing.
    Scripts,
}

impl Area {
    /// All areas, in the order of the table.
    pub const ALL: [Self; 4] = [Self::Typing, Self::Layout, Self::Wrapping, Self::Scripts];

    /// Its name in figures and floors.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Typing => "typing",
            Self::Layout => "layout",
            Self::Wrapping => "wrapping",
            Self::Scripts => "scripts",
        }
    }
}

/// What a change leaves of the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Harm {
    /// Every word can be read as it was.
    Whole,
    /// Words are damaged, and some may be beyond reading.
    Damaged,
}

impl Harm {
    /// Both, the milder first.
    pub const ALL: [Self; 2] = [Self::Whole, Self::Damaged];

    /// Its name in figures and floors.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Damaged => "damaged",
        }
    }

    /// The share of right answers that such a kind should keep. Whoever reads the words reads them still; one damaged
    /// word in ten may have been the one that mattered.
    #[must_use]
    pub fn kept_goal(self) -> f64 {
        match self {
            Self::Whole => 0.95,
            Self::Damaged => 0.88,
        }
    }

    /// The share of red flags that such a kind may cost.
    #[must_use]
    pub fn missed_goal(self) -> f64 {
        match self {
            Self::Whole => 0.0,
            Self::Damaged => 0.03,
        }
    }
}

/// A kind of change.
#[derive(Clone, Copy, Debug)]
pub struct Perturbation {
    /// Its name in figures and floors.
    pub name: &'static str,
    /// Where it comes from.
    pub area: Area,
    /// What it leaves of the words.
    pub harm: Harm,
    /// What it does, as an editor reads it.
    pub does: &'static str,
    pub(super) apply: fn(&str, &mut Dice) -> Option<String>,
}

impl Perturbation {
    /// How often a text is changed at most; a kind that has no choice gives one text.
    const VARIANTS: u64 = 2;

    /// The text in this kind of change, each result once; none where the kind has nothing to change. `language` is the
    /// corpus's: what people say around a question is said in it.
    #[must_use]
    pub fn variants(&self, text: &str, language: &str) -> Vec<String> {
        let mut variants = Vec::new();
        for variant in 0..Self::VARIANTS {
            let mut dice = Dice::new(self.name, text, variant, language);
            let changed = (self.apply)(text, &mut dice);
            variants.extend(changed.filter(|changed| changed != text && !variants.contains(changed)));
        }
        variants
    }
}
