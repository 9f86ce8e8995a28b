//! How easy the bot's own replies are to read, which the editors of a FAQ write.

use super::entry::Faq;
use super::finding::Finding;
use super::finding_kind::FindingKind;
use super::place::Place;
use crate::text::reading_grade;

/// A reading age of 15; texts for patients are asked to stay well below it.
const HARDEST: f64 = 10.0;

/// Fewer words say too little about how hard they are.
const FEWEST_WORDS: usize = 8;

/// Replies that are hard to read, in English, which the measure is for.
pub(super) fn hard_replies(faq: &Faq) -> Vec<Finding> {
    if !faq.language.to_ascii_lowercase().starts_with("en") {
        return Vec::new();
    }
    let top = || Place::top("faq.toml");
    let own = faq.replies.named().into_iter().map(|(name, text)| (top(), format!("the reply `{name}`"), text));
    let gaps = faq.gaps.iter().map(|gap| (gap.place.clone(), format!("what `{}` says", gap.id), gap.ask.as_str()));
    let courtesies =
        faq.courtesies.iter().map(|own| (own.place.clone(), format!("the reply of `{}`", own.id), own.reply.as_str()));
    let all = own.chain(gaps).chain(courtesies);
    let graded = all.filter_map(|(place, what, text)| Some((place, what, grade(&faq.contacts.fill(text))?)));
    let hard = graded.filter(|(_, _, grade)| *grade > HARDEST);
    let problem = |(place, what, grade): (Place, String, f64)| {
        let problem =
            format!("{what} is hard to read: grade {grade:.0}, and {HARDEST:.0} is the most for texts like it");
        Finding::new(FindingKind::HardToRead, place, problem)
    };
    hard.map(problem).collect()
}

/// The grade of all its sentences together; `None` when there is too little of it.
fn grade(text: &str) -> Option<f64> {
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    (words >= FEWEST_WORDS).then(|| reading_grade(text))
}
