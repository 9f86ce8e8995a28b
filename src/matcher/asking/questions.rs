//! What a message asks, each thing with what fits it: the asking part is found, and where what was told around it may
//! belong to the question, the reading that fits best counts.

use super::segmenter::Segment;
use crate::matcher::matching::Matcher;
use crate::matcher::reading::{Reading, Token, subjects_of};
use crate::matcher::target::{Match, Target};
use crate::matcher::weights::{MOST_ASKED, MOST_TOLD, ONE_SENTENCE, THIN_QUESTION};
use crate::matcher::word_weights::is_content_word;

/// One thing that is asked, with what fits it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asking<'a> {
    /// Which words of the reading it is made of, as positions.
    pub at: Vec<usize>,
    /// These words.
    pub words: Vec<Token<'a>>,
    /// The subjects it names, as positions in the vocabulary, ascending.
    pub subjects: Vec<usize>,
    /// The best matches, best first.
    pub matches: Vec<Match>,
}

/// What a message asks.
#[derive(Clone, Debug, PartialEq)]
pub struct Questions<'a> {
    /// What it asks, or all that it asks in one when that is several things.
    pub whole: Asking<'a>,
    /// The things that it asks when they are several.
    pub parts: Vec<Asking<'a>>,
}

impl Asking<'_> {
    /// How well the best match fits.
    fn fit(&self) -> f32 {
        self.matches.first().map_or(0.0, |found| found.score)
    }

    /// How well the best match fits that is no courtesy: a story around a question makes none of it.
    fn fit_beside_a_question(&self) -> f32 {
        let is_courtesy = |found: &&Match| matches!(found.target, Target::Courtesy(_));
        self.matches.iter().find(|found| !is_courtesy(found)).map_or(0.0, |found| found.score)
    }
}

impl Matcher {
    /// What a message asks. Greetings and the like are read only when there is nothing else.
    #[must_use]
    pub fn questions<'a>(&self, reading: &Reading<'a>) -> Questions<'a> {
        let message = self.segmenter.take_apart(reading);
        if !self.any_content_word(reading, &message.core) {
            return Questions { whole: self.all(reading), parts: Vec::new() };
        }
        let asks: Vec<usize> = (0..message.segments.len()).filter(|&at| message.segments[at].asks).collect();
        if let [only] = &*message.segments {
            return Questions { whole: self.ask_only(reading, only), parts: Vec::new() };
        }
        let all = self.ask(reading, &message.core);
        if asks.is_empty() {
            return Questions { whole: self.told(reading, &message.segments, all), parts: Vec::new() };
        }
        let latest = &asks[asks.len().saturating_sub(MOST_ASKED)..];
        let mut parts: Vec<(f32, Asking<'a>)> =
            latest.iter().map(|&at| self.asked_in(reading, &message.segments, at, &message.core)).collect();
        if let [(fit, only)] = &mut *parts {
            let is_longer_better = all.fit_beside_a_question() > *fit;
            let whole = if is_longer_better { all } else { std::mem::take(only) };
            return Questions { whole, parts: Vec::new() };
        }
        Questions { whole: all, parts: parts.into_iter().map(|(_, part)| part).collect() }
    }

    /// Every word of a message, greetings and all.
    #[must_use]
    pub fn all<'a>(&self, reading: &Reading<'a>) -> Asking<'a> {
        self.ask(reading, &(0..reading.words.len()).collect::<Vec<_>>())
    }

    /// A message that is one thing alone; what is told behind it without any mark is left out when it fits better so.
    fn ask_only<'a>(&self, reading: &Reading<'a>, part: &Segment) -> Asking<'a> {
        let whole = self.ask(reading, &part.words);
        let cut = part.told_from.map(|from| self.ask(reading, &part.words[..from]));
        match cut {
            Some(cut) if cut.fit() > whole.fit() => cut,
            _ => whole,
        }
    }

    /// One of several parts that asks, by itself or with what was told just before it, and how well it fits.
    fn asked_in<'a>(&self, reading: &Reading<'a>, parts: &[Segment], at: usize, core: &[usize]) -> (f32, Asking<'a>) {
        let part = &parts[at];
        let alone = self.ask_only(reading, part);
        let fit = alone.fit() * if self.any_content_word(reading, &part.words) { 1.0 } else { THIN_QUESTION };
        let before = at.checked_sub(1).map(|before| &parts[before]);
        let both = before.map(|before| [&*before.words, &*part.words].concat()).filter(|both| both.len() < core.len());
        match both.map(|both| self.ask(reading, &both)) {
            Some(both) if both.fit_beside_a_question() > fit => (both.fit_beside_a_question(), both),
            _ => (fit, alone),
        }
    }

    /// A message that asks nothing: its best sentence, or all of it.
    fn told<'a>(&self, reading: &Reading<'a>, parts: &[Segment], all: Asking<'a>) -> Asking<'a> {
        let latest = &parts[parts.len().saturating_sub(MOST_TOLD)..];
        let told = latest.iter().map(|part| self.ask_only(reading, part));
        let fits = |(fit, best), told: Asking<'a>| match told.fit() * ONE_SENTENCE {
            better if better > fit => (better, told),
            _ => (fit, best),
        };
        told.fold((all.fit(), all), fits).1
    }

    fn ask<'a>(&self, reading: &Reading<'a>, at: &[usize]) -> Asking<'a> {
        let words: Vec<Token<'a>> = at.iter().map(|&at| reading.words[at]).collect();
        let named = reading.named.iter().filter(|(word, _)| at.binary_search(word).is_ok());
        let subjects = subjects_of(named.map(|(_, subject)| *subject));
        let matches = self.matches(&words);
        Asking { at: at.to_vec(), words, subjects, matches }
    }

    /// Whether any of the words says something by itself.
    #[must_use]
    pub fn has_content_word(&self, words: &[Token<'_>]) -> bool {
        words.iter().any(|word| is_content_word(&self.language.word_table, word.text))
    }

    fn any_content_word(&self, reading: &Reading<'_>, at: &[usize]) -> bool {
        at.iter().any(|&at| self.has_content_word(&reading.words[at..=at]))
    }
}

#[cfg(test)]
mod tests {
    use super::{Asking, Matcher, Target};
    use crate::corpus::load_plain;
    use crate::language::english;
    use crate::matcher::weights::MOST_ASKED;
    use crate::text::fold;

    const TOPIC: &str = r#"
title = "t"
[[entry]]
id = "lost"
question = "What do I do when my card was stolen?"
also_asked = ["I have lost my card", "replacement of a card"]
[[entry]]
id = "hours"
question = "When are you open on Sunday?"
also_asked = ["opening hours", "what time do you close on Sunday"]
[[entry]]
id = "parking"
question = "Where can I park my car?"
also_asked = ["is there a car park", "parking"]
[[entry]]
id = "fines"
question = "What does a late book cost?"
also_asked = ["fines for overdue books", "how much is a fine"]
"#;
    const COURTESIES: &str = r#"
[[courtesy]]
id = "hello"
also_asked = ["hello", "good morning", "hello there"]
reply = "Hello."
[[courtesy]]
id = "thanks"
also_asked = ["thank you", "you have put my mind at rest", "thank you for your help"]
reply = "You are welcome."
[[courtesy]]
id = "worried"
also_asked = ["I am so worried", "I cannot sleep for worry", "my children are worried"]
reply = "I am sorry."
"#;
    const LOST: Target = Target::Entry(0);
    const HOURS: Target = Target::Entry(1);
    const PARKING: Target = Target::Entry(2);
    const FINES: Target = Target::Entry(3);
    const HELLO: Target = Target::Courtesy(0);
    const THANKS: Target = Target::Courtesy(1);

    fn matcher() -> Matcher {
        let faq = load_plain(&[("topics/t.toml", TOPIC), ("courtesies.toml", COURTESIES)]);
        let language = english();
        Matcher::new(&faq.unwrap_or_else(|findings| panic!("{findings}")), language)
    }

    /// What is asked with what fits best; a message that asks several things is all of them in order.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, Target)]) {
        let (matcher, folded) = (matcher(), fold(text));
        let reading = matcher.read(&folded);
        let questions = matcher.questions(&reading);
        let shown = |asking: &Asking<'_>| {
            let words: Vec<&str> = asking.words.iter().map(|word| word.typed).collect();
            (words.join(" "), asking.matches.first().map(|found| found.target))
        };
        let asked = if questions.parts.is_empty() { vec![&questions.whole] } else { questions.parts.iter().collect() };
        let asked: Vec<_> = asked.into_iter().map(shown).collect();
        let expected: Vec<_> = expected.iter().map(|(words, target)| ((*words).to_owned(), Some(*target))).collect();
        assert_eq!(asked, expected, "{text}");
        for asking in questions.parts.iter().chain([&questions.whole]) {
            let at: Vec<_> = asking.at.iter().map(|&at| reading.words[at]).collect();
            assert_eq!(at, asking.words, "{text}");
        }
    }

    #[test]
    fn what_stands_around_a_question_is_not_read() {
        let open: &[(&str, Target)] = &[("when are you open on sunday", HOURS)];
        for text in [
            "When are you open on Sunday?",
            "Hello, when are you open on Sunday?",
            "Thank you. When are you open on Sunday?",
            "when are you open on sunday thank you for your help",
            "We moved here in spring with two children. When are you open on Sunday?",
            "When are you open on Sunday? We moved here in spring with two children.",
            "when are you open on sunday my daughter wants to come",
            "I am so worried. When are you open on Sunday?",
            "My children are worried. When are you open on Sunday? I cannot sleep for worry.",
        ] {
            check(text, open);
        }
    }

    #[test]
    fn a_story_is_read_with_a_question_that_says_nothing_without_it() {
        check("My card was stolen. What now?", &[("my card was stolen what now", LOST)]);
        check("My card was stolen. What should I do?", &[("my card was stolen what should i do", LOST)]);
        check("I have a late book. How much is it?", &[("i have a late book how much is it", FINES)]);
        // One that says something is read without it.
        check("My card was stolen. Where can I park my car?", &[("where can i park my car", PARKING)]);
    }

    #[test]
    fn greetings_are_read_when_there_is_nothing_else() {
        check("Hello", &[("hello", HELLO)]);
        check("good morning", &[("good morning", HELLO)]);
        check("Thank you for your help!", &[("thank you for your help", THANKS)]);
    }

    #[test]
    fn each_of_several_questions_is_read_by_itself() {
        check(
            "When are you open on Sunday? Where can I park my car?",
            &[("when are you open on sunday", HOURS), ("where can i park my car", PARKING)],
        );
        check(
            "hello when are you open on sunday and where can i park my car thanks",
            &[("when are you open on sunday", HOURS), ("where can i park my car", PARKING)],
        );
        let one = "Where can I park my car? ";
        let read = [("where can i park my car", PARKING); MOST_ASKED];
        check(&one.repeat(MOST_ASKED), &read);
        check(&(String::from("When are you open on Sunday? ") + &one.repeat(MOST_ASKED)), &read);
    }

    #[test]
    fn a_message_that_asks_nothing_is_its_best_sentence_or_all_of_it() {
        check("I have lost my card", &[("i have lost my card", LOST)]);
        check("We were on the bus to the sea. I have lost my card.", &[("i have lost my card", LOST)]);
        check("parking", &[("parking", PARKING)]);
    }

    #[test]
    fn nothing_is_asked_without_words() {
        for text in ["", "?", "..."] {
            let (matcher, folded) = (matcher(), fold(text));
            let questions = matcher.questions(&matcher.read(&folded));
            assert!(questions.parts.is_empty() && questions.whole.words.is_empty(), "{text}: {questions:?}");
        }
    }
}
