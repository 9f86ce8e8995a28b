//! Red flags as the editor writes them; `crate::safety` looks for them in a question.

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::id::Id;
use super::place::Place;

/// The red flags of a corpus and the phrases that tell a cry for help from a question in general.
#[derive(Clone, Debug, Default)]
pub struct Safety {
    /// Phrases that say it is happening to somebody ("my husband has").
    pub happening: Vec<Phrase>,
    /// Phrases that make it a question in general ("risk of").
    pub in_general: Vec<Phrase>,
    /// Phrases that say it was long ago ("in {1900..2022}").
    pub long_ago: Vec<Phrase>,
    /// Words that may stand anywhere within a phrase ("a lot of").
    pub fillers: Vec<String>,
    /// The red flags, in order of urgency: the first that is found decides the reply.
    pub red_flags: Vec<RedFlag>,
}

/// How fast help is needed, and so which reply is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Urgency {
    /// Call an ambulance.
    Emergency,
    /// Talk to a crisis line now.
    Crisis,
    /// Call the care team today.
    SameDay,
}

/// One danger and how people tell of it.
#[derive(Clone, Debug)]
pub struct RedFlag {
    /// Its name.
    pub id: Id,
    /// Which reply it gets.
    pub urgency: Urgency,
    /// Phrases that are enough by themselves.
    pub phrases: Vec<Phrase>,
    /// Phrases that count only when it is told as happening and not asked in general.
    pub signs: Vec<Phrase>,
    /// Phrases that excuse the words they cover.
    pub unless: Vec<Phrase>,
    /// Where it is written.
    pub place: Place,
}

/// A phrase to look for: parts divided by `+` stand anywhere in the message, each made of parts divided by `~` that
/// stand near each other in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The `+` parts, each as its `~` parts.
    pub parts: Vec<Vec<Vec<Element>>>,
}

impl Phrase {
    /// Some of the wordings that it stands for, at most so many: each group's first, then each group's second. A range is
    /// told by its lowest number.
    #[must_use]
    pub fn wordings(&self, most: usize) -> Vec<String> {
        let elements = || self.parts.iter().flatten().flatten();
        let count = elements().map(Element::wordings).max().unwrap_or(1);
        let wording = |number| elements().map(|element| element.wording(number)).collect::<Vec<_>>().join(" ");
        (0..count.min(most)).map(wording).collect()
    }
}

/// A piece of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// Words as the editor wrote them.
    Words(String),
    /// Any one of several wordings, written `{name}`; kept once for all phrases that name it.
    Group(Arc<[String]>),
    /// A number within a range, written `{38..42}` or `{100.4..108}`.
    Number(NumberRange),
}

impl Element {
    /// How many wordings it has.
    fn wordings(&self) -> usize {
        match self {
            Self::Words(_) | Self::Number(_) => 1,
            Self::Group(wordings) => wordings.len(),
        }
    }

    /// One of its wordings; from behind the last on again the first.
    fn wording(&self, number: usize) -> String {
        match self {
            Self::Words(words) => words.trim().to_owned(),
            Self::Number(range) => (range.hundredths.start() / 100).to_string(),
            Self::Group(wordings) => wordings.get(number % wordings.len().max(1)).cloned().unwrap_or_default(),
        }
    }
}

/// A range of numbers, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberRange {
    /// The ends, in hundredths.
    hundredths: RangeInclusive<u32>,
    /// Whether only a number written with a decimal mark is meant.
    decimal: bool,
}

impl NumberRange {
    /// Reads `38..42`, `100.4..108`, or `38.x..41.x` for a number that is written with a decimal mark, 38.0 to 41.9.
    ///
    /// `None` when it is not written as a range; the range may be empty.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (low, high) = text.split_once("..")?;
        let (low, high) = (low.trim(), high.trim());
        match (low.strip_suffix(".x"), high.strip_suffix(".x")) {
            (Some(low), Some(high)) => {
                let (low, high) = (hundredths(low)?, hundredths(high)?);
                Some(Self { hundredths: low..=high + 99, decimal: true })
            }
            (None, None) => Some(Self { hundredths: hundredths(low)?..=hundredths(high)?, decimal: false }),
            _ => None,
        }
    }

    /// Whether no number is within it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hundredths.is_empty()
    }

    /// Whether a word is a number within the range; a comma is a decimal mark as a point is.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        let decimal = word.contains(MARKS);
        (decimal || !self.decimal) && hundredths(word).is_some_and(|number| self.hundredths.contains(&number))
    }
}

/// Decimal marks.
const MARKS: [char; 3] = ['.', ',', '\u{b7}'];

/// A number with at most one decimal mark, in hundredths; what is smaller is cut off.
fn hundredths(text: &str) -> Option<u32> {
    let (whole, fraction) = text.split_once(MARKS).unwrap_or((text, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) || whole.len() > 6 {
        return None;
    }
    let fraction = format!("{fraction:0<2}");
    Some(whole.parse::<u32>().ok()? * 100 + fraction[..2].parse::<u32>().ok()?)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Element, NumberRange, Phrase};

    #[test]
    fn a_phrase_is_told_in_some_of_its_wordings() {
        let group =
            |wordings: &[&str]| Element::Group(Arc::from(wordings.iter().map(|&w| w.to_owned()).collect::<Vec<_>>()));
        let fever = Element::Number(NumberRange::parse("38.x..41.x").expect("a range"));
        let phrase = Phrase {
            parts: vec![
                vec![
                    vec![group(&["vomit", "throw up", "puke"])],
                    vec![group(&["blood", "clots"]), Element::Words(" now ".to_owned())],
                ],
                vec![vec![fever]],
            ],
        };
        assert_eq!(phrase.wordings(4), ["vomit blood now 38", "throw up clots now 38", "puke blood now 38"]);
        assert_eq!(phrase.wordings(1), ["vomit blood now 38"]);
        assert_eq!(Phrase { parts: vec![vec![vec![Element::Words("melena".to_owned())]]] }.wordings(4), ["melena"]);
    }

    #[test]
    fn a_range_holds_numbers_with_and_without_decimals() {
        for (range, within, without) in [
            ("38..42", "38 42 38.6 38,6 42.0 41.999", "37 37.9 42.1 43 x 38x 38.6.1 2.38 3800"),
            ("100.4..108", "100.4 101 108 104,5", "100 100.3 109"),
            ("38.x..41.x", "38.0 38,6 41.9 41.95", "38 39 41 42.0 37.9"),
        ] {
            let read = NumberRange::parse(range).expect("a range");
            assert!(!read.is_empty());
            within.split(' ').for_each(|word| assert!(read.contains(word), "{range} {word}"));
            without.split(' ').for_each(|word| assert!(!read.contains(word), "{range} {word}"));
        }
        for nonsense in ["38", "a..b", "38..", "..42", "38.x..42", "38...42", "-1..2", "38. .42"] {
            assert_eq!(NumberRange::parse(nonsense), None, "{nonsense}");
        }
        assert!(NumberRange::parse("42..38").is_some_and(|range| range.is_empty()));
    }
}
