//! Looks for the editor's red flags in what a person wrote.

use super::message::Message;
use super::pattern::{Patterns, Slack, Span, StemmedGroups, Stems};

use crate::corpus;
use crate::language::LanguageData;
use crate::matcher::Token;

/// How loosely a phrase may be spread: one word and some fillers ("coughed [up a lot of bright] blood").
const LOOSE: Slack = Slack { between: 1, fillers: 4, over_breaks: true };

/// How loosely an excuse may be: one that is found too easily hides a cry for help ("no, I am vomiting blood").
const TIGHT: Slack = Slack { between: 1, fillers: 1, over_breaks: false };

/// The red flags of a corpus, ready to be looked for.
pub(crate) struct RedFlagDetector {
    stems: Stems,
    happening: Patterns,
    in_general: Patterns,
    long_ago: Patterns,
    flags: Vec<Flag>,
}

struct Flag {
    phrases: Patterns,
    signs: Patterns,
    unless: Patterns,
}

/// A red flag that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Detection {
    /// Its position in `Safety::red_flags`.
    pub(crate) flag: usize,
    /// Which words of the message set it off: first and last, counted from 0.
    pub(crate) words: (usize, usize),
}

impl RedFlagDetector {
    /// Prepares the red flags of a corpus in that language.
    #[must_use]
    pub(crate) fn new(language: &'static LanguageData, safety: &corpus::Safety) -> Self {
        let stems = Stems::new(language, &safety.fillers);
        let mut groups = StemmedGroups::default();
        let mut patterns = |phrases| Patterns::new(phrases, &stems, &mut groups);
        let flags = safety.red_flags.iter().map(|flag| Flag {
            phrases: patterns(&flag.phrases),
            signs: patterns(&flag.signs),
            unless: patterns(&flag.unless),
        });
        let flags = flags.collect();
        let happening = patterns(&safety.happening);
        let (in_general, long_ago) = (patterns(&safety.in_general), patterns(&safety.long_ago));
        Self { stems, happening, in_general, long_ago, flags }
    }

    /// The first red flag, in the corpus's order, that the message raises.
    #[must_use]
    pub(crate) fn detect(&self, message: &[Token<'_>]) -> Option<Detection> {
        if self.flags.is_empty() {
            return None;
        }
        let message = self.stems.message(message);
        self.flags.iter().enumerate().find_map(|(number, flag)| {
            let words = self.detected(flag, &message)?;
            Some(Detection { flag: number, words: (*words.start(), *words.end()) })
        })
    }

    fn detected(&self, flag: &Flag, message: &Message) -> Option<Span> {
        let spans = |patterns: &Patterns, slack| patterns.spans(message, slack, &self.stems);
        let (stated, signs) = (spans(&flag.phrases, LOOSE), spans(&flag.signs, LOOSE));
        if stated.is_empty() && signs.is_empty() {
            return None;
        }
        let excuses = spans(&flag.unless, TIGHT);
        let long_ago = spans(&self.long_ago, TIGHT);
        let excused = |span: &Span| {
            excuses.iter().any(|excuse| overlap(excuse, span))
                || long_ago.iter().any(|past| is_told_of(past, span, message))
        };
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

/// Whether words that say "long ago" say it of a red flag: right behind it, or before it at the head of its sentence.
/// Not of what follows in the same breath: "I bled to death's door in 2014 and I am bleeding again".
fn is_told_of(past: &Span, flag: &Span, message: &Message) -> bool {
    let together = message.thoughts[*past.start()] == message.thoughts[*flag.end()];
    let behind = past.start() > flag.end() && distance(past, flag) <= BESIDE;
    let ahead = past.end() < flag.start() && message.begins(*past.start()) && distance(past, flag) <= 2 * BESIDE;
    together && (behind || ahead || overlap(past, flag))
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

impl std::fmt::Debug for RedFlagDetector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Guard").field("flags", &self.flags.len()).finish_non_exhaustive()
    }
}

fn overlap(a: &Span, b: &Span) -> bool {
    a.start() <= b.end() && b.start() <= a.end()
}

#[cfg(test)]
mod tests {
    use super::RedFlagDetector;
    use crate::corpus::load_plain;
    use crate::language::english;
    use crate::matcher::Token;
    use crate::text::{fold, words};

    const SAFETY: &str = r#"
happening = ["i am", "im", "my mother"]
in_general = ["risk of", "cause"]
long_ago = ["in {1900..2020}", "{many} years ago"]
fillers = ["a", "lot", "of", "my", "really", "up"]
[groups]
many = ["ten", "many"]
throat = ["throat", "lips", "whole face"]
swell = ["swelling", "swollen", "puffed up"]
[[red_flag]]
id = "danger"
reply = "emergency"
phrases = ["vomiting blood", "kill myself", "fever + chemo", "{throat} ~ {swell}", "temperature {38..42}", "{38.x..41.x} + chemo"]
signs = ["bleeding"]
unless = ["kill tumor cells", "would kill myself laughing", "no vomiting blood", "blood bus", "bleeding during surgery"]
"#;

    fn detector() -> RedFlagDetector {
        let faq = load_plain(&[
            ("topics/t.toml", "title = \"t\"\n[[entry]]\nid = \"e\"\nquestion = \"q\""),
            ("safety.toml", SAFETY),
        ]);
        let language = english();
        RedFlagDetector::new(language, &faq.unwrap_or_else(|findings| panic!("{findings}")).safety)
    }

    #[track_caller]
    fn check(message: &str, detection: bool) {
        let folded = fold(message);
        let words: Vec<_> = words(&folded).map(Token::as_typed).collect();
        assert_eq!(detector().detect(&words).is_some(), detection, "{message}");
    }

    #[test]
    fn phrases_are_found_in_every_form_and_with_fillers_between() {
        check("I vomited blood", true);
        check("he is vomiting up a lot of blood", true);
        check("vomiting bright blood", true);
        check("vomiting. the blood test is tomorrow", false);
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
        check("temperature of 38,6", true);
        check("chemo on monday, now 39.2", true);
        check("i am 39, 4 rounds of chemo", false);
        check("39 and chemo", false);
    }

    #[test]
    fn a_pause_does_not_end_what_is_said() {
        for mark in ["\n", "\r\n", "... ", " ... ", "… ", ".. ", "! ", " !! ", "; ", ".", " 😭 ", ", ", "* *", " - "]
        {
            check(&format!("vomiting{mark}blood"), true);
            check(&format!("i want to kill{mark}myself now"), true);
        }
        check("vomiting\n\nyesterday there was blood", false);
        check("vomiting stopped. blood test tomorrow", false);
        check("vomiting stopped? blood test tomorrow", false);
        // Panic: sentences of a single word.
        check("Vomiting. Blood. Help.", true);
        check("I. Am. Vomiting. Blood", true);
        check("vomiting! blood!", true);
        check("kill. myself now", true);
        check("Vomiting. Lots of blood", true);
        check("vomiting. yesterday there was blood", false);
    }

    #[test]
    fn an_excuse_is_read_over_a_pause_only_to_the_next_word() {
        check("does heat kill\ntumor cells", false);
        check("does heat kill... tumor cells", false);
        check("no\nvomiting blood", true);
        check("pain: no\nvomiting blood", true);
        check("pain no\nvomiting blood", true);
        check("no pain\nvomiting blood", true);
        check("no... vomiting blood", true);
        check("vomiting the blood bus", false);
        check("vomiting blood\nbus number nine", false);
        check("vomiting blood\nthe bus is late", true);
        check("my mother was bleeding during\nliver surgery", false);
        check("my mother was bleeding\nduring surgery", false);
        check("i am bleeding badly\nsurgery during may", true);
    }

    #[test]
    fn a_question_in_one_line_does_not_hide_a_sign_in_the_next() {
        check("what can cause swelling after all that surgery\ni am bleeding", true);
        check("is bleeding\na risk of surgery for my mother", false);
        check("what is the risk of\nbleeding for my mother", false);
    }

    #[test]
    fn what_was_long_ago_is_told_right_beside_it() {
        check("vomiting blood in 1990", false);
        check("vomiting blood in 1990, is that bad", false);
        check("in 1990 he was vomiting blood", false);
        check("ten years ago my lips were swelling", false);
        check("vomiting blood since this morning, born in 1990", true);
        check("vomiting blood in 1990 and now again vomiting blood", true);
        check("my kidney failed in 1990 and i am vomiting blood", true);
        check("i was vomiting blood\nin 1990 and now i am vomiting blood", true);
        check("vomiting blood in 2024", true);
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
