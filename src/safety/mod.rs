//! Red flags: looks for the editor's phrases in what a person wrote, before anything is matched.
//!
//! A phrase is found when its words stand in order within one thought, whatever their form ("vomit", "vomiting"), with
//! little between them; a line end, an ellipsis or an exclamation mark does not end a thought. An excuse is read more tightly and excuses only what overlaps it, so that "heat kills cells. I
//! want to kill myself" is still a cry for help.

mod message;
mod pattern;

use message::Message;
use pattern::{Groups, Patterns, Slack, Span, Stems};

use crate::corpus;
use crate::matcher::ReadWord;

/// How loosely a phrase may be spread: one word and some fillers ("coughed [up a lot of bright] blood").
const LOOSE: Slack = Slack { between: 1, fillers: 4, over_breaks: true };

/// How loosely an excuse may be: one that is found too easily hides a cry for help ("no, I am vomiting blood").
const TIGHT: Slack = Slack { between: 1, fillers: 1, over_breaks: false };

/// The red flags of a corpus, ready to be looked for.
pub struct Guard {
    stems: Stems,
    happening: Patterns,
    in_general: Patterns,
    flags: Vec<Flag>,
}

struct Flag {
    phrases: Patterns,
    signs: Patterns,
    unless: Patterns,
}

/// A red flag that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raised {
    /// Its position in `Safety::red_flags`.
    pub flag: usize,
    /// Which words of the message set it off: first and last, counted from 0.
    pub words: (usize, usize),
}

impl Guard {
    /// Prepares the red flags of a corpus.
    #[must_use]
    pub fn new(safety: &corpus::Safety) -> Self {
        let stems = Stems::new(&safety.fillers);
        let mut groups = Groups::default();
        let mut patterns = |phrases| Patterns::new(phrases, &stems, &mut groups);
        let flags = safety.red_flags.iter().map(|flag| Flag {
            phrases: patterns(&flag.phrases),
            signs: patterns(&flag.signs),
            unless: patterns(&flag.unless),
        });
        let flags = flags.collect();
        let (happening, in_general) = (patterns(&safety.happening), patterns(&safety.in_general));
        Self { stems, happening, in_general, flags }
    }

    /// The first red flag, in the corpus's order, that the message raises.
    #[must_use]
    pub fn look(&self, message: &[ReadWord<'_>]) -> Option<Raised> {
        if self.flags.is_empty() {
            return None;
        }
        let message = self.stems.message(message);
        self.flags.iter().enumerate().find_map(|(number, flag)| {
            let words = self.raised(flag, &message)?;
            Some(Raised { flag: number, words: (*words.start(), *words.end()) })
        })
    }

    fn raised(&self, flag: &Flag, message: &Message) -> Option<Span> {
        let spans = |patterns: &Patterns, slack| patterns.spans(message, slack, &self.stems);
        let (stated, signs) = (spans(&flag.phrases, LOOSE), spans(&flag.signs, LOOSE));
        if stated.is_empty() && signs.is_empty() {
            return None;
        }
        let excuses = spans(&flag.unless, TIGHT);
        let excused = |span: &Span| excuses.iter().any(|excuse| overlap(excuse, span));
        if let Some(span) = stated.into_iter().find(|span| !excused(span)) {
            return Some(span);
        }
        let happening = spans(&self.happening, LOOSE);
        let in_general = spans(&self.in_general, LOOSE);
        // "bleeding", and nothing else, is told, not asked.
        let bare = |span: &Span| {
            let mut others = (0..message.stems.len()).filter(|at| !span.contains(at));
            others.all(|at| self.stems.is_filler(&message.stems[at]))
        };
        let told = |span: &Span| told(span, &happening, &in_general, message);
        signs.into_iter().find(|span| (told(span) || bare(span)) && !excused(span))
    }
}

/// Whether a sign is told as happening and not asked in general.
///
/// The sentence that the sign stands in decides where it tells enough: what was asked in the line before does not hide a
/// cry in the next. Only right beside the sign are words in general heard over a pause ("a stroke⏎in 2014").
fn told(sign: &Span, happening: &[Span], in_general: &[Span], message: &Message) -> bool {
    let thought = |span: &&Span| message.thoughts[*span.start()] == message.thoughts[*sign.start()];
    let sentences = message.sentences[*sign.start()]..=message.sentences[*sign.end()];
    let here = |span: &Span| {
        message.sentences[*span.start()] <= *sentences.end() && *sentences.start() <= message.sentences[*span.end()]
    };
    if happening.iter().any(here) {
        let beside = |span: &Span| distance(span, sign) <= BESIDE;
        return !in_general.iter().filter(thought).any(|span| here(span) || beside(span));
    }
    happening.iter().any(|span| thought(&span)) && !in_general.iter().any(|span| thought(&span))
}

/// How many words from a sign words in general may stand to be heard over a pause.
const BESIDE: usize = 3;

/// How many steps apart two spans are; 0 when they overlap.
fn distance(a: &Span, b: &Span) -> usize {
    b.start().saturating_sub(*a.end()).max(a.start().saturating_sub(*b.end()))
}

impl std::fmt::Debug for Guard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Guard").field("flags", &self.flags.len()).finish_non_exhaustive()
    }
}

fn overlap(a: &Span, b: &Span) -> bool {
    a.start() <= b.end() && b.start() <= a.end()
}

#[cfg(test)]
mod tests {
    use super::Guard;
    use crate::corpus::{File, load};
    use crate::matcher::ReadWord;
    use crate::text::{fold, words};

    const SAFETY: &str = r#"
happening = ["i am", "im", "my mother"]
in_general = ["risk of", "cause"]
fillers = ["a", "lot", "of", "my", "really", "up"]
[groups]
throat = ["throat", "lips", "whole face"]
swell = ["swelling", "swollen", "puffed up"]
[[red_flag]]
id = "danger"
reply = "emergency"
phrases = ["vomiting blood", "kill myself", "fever + chemo", "{throat} ~ {swell}", "temperature {38..42}"]
signs = ["bleeding"]
unless = ["kill tumor cells", "would kill myself laughing", "no vomiting blood"]
"#;

    fn guard() -> Guard {
        let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
        let faq = load(&[
            file("faq.toml", "title = \"t\"\nlanguage = \"en\"\nquotes = false"),
            file("topics/t.toml", "title = \"t\"\n[[entry]]\nid = \"e\"\nquestion = \"q\""),
            file("safety.toml", SAFETY),
        ]);
        Guard::new(&faq.unwrap_or_else(|findings| panic!("{findings}")).safety)
    }

    #[track_caller]
    fn check(message: &str, raised: bool) {
        let folded = fold(message);
        let words: Vec<_> = words(&folded).map(ReadWord::as_typed).collect();
        assert_eq!(guard().look(&words).is_some(), raised, "{message}");
    }

    #[test]
    fn phrases_are_found_in_every_form_and_with_fillers_between() {
        check("I vomited blood", true);
        check("he is vomiting up a lot of blood", true);
        check("vomiting bright blood", true);
        check("vomiting. blood test tomorrow", false);
        check("vomiting after yesterday blood", false);
    }

    #[test]
    fn parts_stand_anywhere_or_near_each_other() {
        check("chemo on monday. now a fever", true);
        check("a fever", false);
        check("my lips and eyes are swelling", true);
        check("swollen is her whole face", true);
        check("her face is swollen", false);
        check("swelling gone. throat fine", false);
        check("swelling in the foot that came long after the throat scan", false);
    }

    #[test]
    fn numbers_are_ranges() {
        check("temperature 38", true);
        check("temperature of 39.2 today", true);
        check("temperature 37", false);
        check("temperature is fine", false);
    }

    #[test]
    fn signs_count_when_told_as_happening() {
        check("i am bleeding", true);
        check("bleeding", true);
        check("really bleeding!", true);
        check("bleeding risk", false);
        check("is bleeding a risk of surgery", false);
        check("my mother asks what can cause bleeding", false);
        check("is there bleeding? i am worried", false);
    }

    #[test]
    fn an_excuse_excuses_only_what_it_covers_and_ends_at_a_comma() {
        check("does heat kill tumor cells", false);
        check("i would kill myself laughing", false);
        check("does heat kill tumor cells? i want to kill myself", true);
        check("no vomiting blood", false);
        check("no, vomiting blood", true);
    }
}
