//! The one door to the core: a corpus in, a question in, a decision out. Pure and synchronous.

use crate::corpus::{Faq, Id};
use crate::decide::{self, Asked, Candidate, Coverage, Decision, Reason, Rules};
use crate::language::{Foreign, Recogniser};
use crate::matcher::{Match, Matcher, Reading, Signal, Target, confidences};
use crate::safety::{Guard, Raised};
use crate::text::Question;

/// A loaded corpus, ready to be asked.
#[derive(Debug)]
pub struct Engine {
    faq: Faq,
    matcher: Matcher,
    guard: Guard,
    rules: Rules,
    recogniser: Recogniser,
}

/// A decision with what led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// What to do.
    pub decision: Decision,
    /// Why.
    pub reason: Reason,
    /// Whether the decision follows a question that was understood; if not, the reply says where to find help.
    pub is_understood: bool,
    /// The other language that the message is in; `None` when it is in the corpus's or nothing is sure.
    pub foreign: Option<Foreign>,
    /// The entry, gap or courtesy that fits best, whatever the decision; `None` when nothing was matched.
    pub best: Option<Id>,
    /// How sure the best match is, 0 to 1, given for every decision.
    pub confidence: f32,
    /// Whether the decision is sure enough for people who talk to each other and did not ask the bot.
    pub may_speak_unasked: bool,
    /// Whether somebody speaks of themselves, so that the answer is nobody else's business.
    pub is_about_oneself: bool,
    /// The best matching entries, best first, whatever the decision; at most [`Engine::MOST_CHOICES`].
    pub choices: Vec<Choice>,
    /// The entries that may be offered beside the decision, best first; other than `choices`, none is far from the
    /// question or about another subject than it names. At most four.
    pub near: Vec<Id>,
}

/// An entry that may be meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The entry.
    pub id: Id,
    /// How sure, 0 to 1.
    pub confidence: f32,
}

/// An outcome with its evidence, for an editor.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The outcome, the same as [`Engine::decide`] gives.
    pub outcome: Outcome,
    /// Each word as it was read.
    pub words: Vec<ExplainedWord>,
    /// The subjects that the question names.
    pub subjects: Vec<String>,
    /// Whether the question is turned around.
    pub turned: bool,
    /// The words that raised a red flag.
    pub red_flag: Option<String>,
    /// The best matches, best first.
    pub matches: Vec<ExplainedMatch>,
}

/// A word with what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedWord {
    /// What was typed, folded.
    pub typed: String,
    /// What it was read as.
    pub read_as: String,
    /// Whether typo repair changed it.
    pub mended: bool,
    /// Whether the vocabulary changed it.
    pub translated: bool,
    /// How much it says, 0 to 1.
    pub weight: f32,
    /// Whether the best match speaks of it.
    pub explained: bool,
}

/// A match with what gave its score.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedMatch {
    /// The entry, gap or courtesy.
    pub id: Id,
    /// What it is: `entry`, `gap` or `courtesy`.
    pub kind: &'static str,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// The raw score.
    pub score: f32,
    /// The share of the question that it speaks of, 0 to 1.
    pub explained: f32,
    /// Whether it is about another subject than the question names.
    pub other_subject: bool,
    /// The phrasing nearest to the question.
    pub phrasing: String,
    /// What each kernel gave for that phrasing.
    pub signals: [Signal; 4],
}

/// Everything that was worked out about a question.
struct Considered<'a> {
    reading: Reading<'a>,
    turned: bool,
    is_question: bool,
    raised: Option<Raised>,
    foreign: Option<Foreign>,
    matches: Vec<(Match, Candidate)>,
    decision: Decision,
    reason: Reason,
}

impl Engine {
    /// How many of the best entries an [`Outcome`] lists.
    pub const MOST_CHOICES: usize = 10;

    /// Builds the index over a corpus.
    #[must_use]
    pub fn new(faq: Faq) -> Self {
        let mut guard = None;
        let matcher = rayon::in_place_scope(|beside| {
            beside.spawn(|_| guard = Some(Guard::new(&faq.safety)));
            Matcher::new(&faq)
        });
        let guard = guard.expect("a scope ends when all that it spawned has ended");
        let rules = Rules::new(&faq, |text| {
            let question = Question::new(text);
            let reading = matcher.read_as_written(question.folded());
            let turned = decide::is_turned(&reading.mended);
            (reading.subjects, turned)
        });
        let recogniser = Recogniser::new(&faq.language);
        Self { faq, matcher, guard, rules, recogniser }
    }

    /// The corpus.
    #[must_use]
    pub fn faq(&self) -> &Faq {
        &self.faq
    }

    /// Decides about a question.
    #[must_use]
    pub fn decide(&self, question: &Question) -> Outcome {
        self.outcome(&self.consider(question))
    }

    /// Decides about a question and shows the evidence.
    #[must_use]
    pub fn explain(&self, question: &Question) -> Explanation {
        let considered = self.consider(question);
        let best = considered.matches.first().map(|(found, _)| found.target);
        let words = considered.reading.words.iter().map(|word| ExplainedWord {
            typed: word.typed.to_owned(),
            read_as: word.text.to_owned(),
            mended: word.mended,
            translated: word.translated,
            weight: self.matcher.weight_of(word.text),
            explained: best.is_some_and(|best| self.matcher.speaks_of(best, word.text)),
        });
        let matches = considered.matches.iter().map(|(found, candidate)| ExplainedMatch {
            id: self.id(found.target).clone(),
            kind: match found.target {
                Target::Entry(_) => "entry",
                Target::Gap(_) => "gap",
                Target::Courtesy(_) => "courtesy",
            },
            confidence: candidate.confidence,
            score: found.score,
            explained: found.explained,
            other_subject: candidate.coverage == Coverage::Other,
            phrasing: self.matcher.phrasing(found.nearest).to_owned(),
            signals: self.matcher.signals(&considered.reading.words, found.nearest),
        });
        let red_flag = considered.raised.map(|Raised { words: (first, last), .. }| {
            let words = &considered.reading.mended[first..=last];
            words.iter().map(|word| word.typed).collect::<Vec<_>>().join(" ")
        });
        let subjects = &considered.reading.subjects;
        Explanation {
            words: words.collect(),
            subjects: subjects.iter().map(|&number| self.faq.vocabulary.subjects[number].name.clone()).collect(),
            turned: considered.turned,
            red_flag,
            matches: matches.collect(),
            outcome: self.outcome(&considered),
        }
    }

    fn consider<'a>(&'a self, question: &'a Question) -> Considered<'a> {
        let reading = self.matcher.read(question.folded());
        let raised = self.guard.look(&reading.mended);
        let turned = decide::is_turned(&reading.mended);
        let found = self.matcher.matches(&reading.words);
        let mut matches: Vec<(Match, Candidate)> = confidences(&found)
            .zip(&found)
            .map(|(confidence, found)| (*found, self.candidate(found, confidence, &reading.subjects)))
            .collect();
        // An entry about another subject than the one named is never the best match, however alike the words are.
        matches.sort_by_key(|(_, candidate)| candidate.coverage == Coverage::Other);
        let candidates: Vec<Candidate> = matches.iter().map(|(_, candidate)| *candidate).collect();
        let foreign = self.recogniser.foreign(question, |word| self.matcher.familiarity(word, &reading));
        let (decision, reason) = match raised {
            None if foreign.is_some() => (Decision::Unknown, Reason::OtherLanguage),
            Some(raised) => (Decision::Urgent(self.faq.safety.red_flags[raised.flag].id.clone()), Reason::RedFlag),
            None => {
                let asked = Asked { subjects: &reading.subjects, turned };
                decide::decide(&self.faq, &self.rules, asked, &candidates)
            }
        };
        let is_question = decide::is_question(question.folded(), &reading.mended);
        Considered { reading, turned, is_question, raised, foreign, matches, decision, reason }
    }

    fn candidate(&self, found: &Match, confidence: f32, subjects: &[usize]) -> Candidate {
        let coverage = match found.target {
            Target::Entry(number) => self.rules.coverage(number, subjects),
            Target::Gap(_) | Target::Courtesy(_) => Coverage::Open,
        };
        Candidate {
            target: found.target,
            confidence,
            score: found.score,
            coverage,
            covers_turned: self.rules.covers_turned(found.target),
            telling: found.telling,
            nearest_k: found.nearest_k,
        }
    }

    fn outcome(&self, considered: &Considered<'_>) -> Outcome {
        let entries = considered.matches.iter().filter(|(found, _)| matches!(found.target, Target::Entry(_)));
        let choices = entries
            .map(|(found, candidate)| Choice { id: self.id(found.target).clone(), confidence: candidate.confidence });
        let confidence = considered.matches.first().map_or(0.0, |(_, candidate)| candidate.confidence);
        let candidates: Vec<Candidate> = considered.matches.iter().map(|(_, candidate)| *candidate).collect();
        let asked = Asked { subjects: &considered.reading.subjects, turned: considered.turned };
        Outcome {
            near: decide::near(&self.faq, &self.rules, asked, &candidates),
            decision: considered.decision.clone(),
            reason: considered.reason,
            is_understood: decide::is_understood(&considered.decision, &candidates),
            foreign: considered.foreign,
            best: considered.matches.first().map(|(found, _)| self.id(found.target).clone()),
            confidence,
            may_speak_unasked: decide::may_speak_unasked(&considered.decision, confidence, considered.is_question),
            // Words of another language look like some of this one: "me quiero morir".
            is_about_oneself: considered.foreign.is_none() && decide::is_about_oneself(&considered.reading.mended),
            choices: choices.take(Self::MOST_CHOICES).collect(),
        }
    }

    fn id(&self, target: Target) -> &Id {
        match target {
            Target::Entry(number) => &self.faq.entries[number].id,
            Target::Gap(number) => &self.faq.gaps[number].id,
            Target::Courtesy(number) => &self.faq.courtesies[number].id,
        }
    }
}
