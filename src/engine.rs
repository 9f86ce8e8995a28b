//! The one door to the core: a corpus in, a question in, a decision out. Pure and synchronous.

use std::sync::Arc;

use crate::corpus::{Entry, Faq, Id, Subject};
use crate::decide::{
    self, Candidate, Decided, Decision, Leaning, RankedQuestion, Reason, Rules, SubjectFit, UnaskedQuestion,
};
use crate::language::{Foreign, LanguageData, Recogniser, language_data};
use crate::matcher::{Asking, ContentWord, EncoderShare, Matcher, Reading, SentenceVectors, Signal, Target};
use crate::safety::{self, Detection, RedFlagDetector, RedFlagVectors};
use crate::text::Question;

/// A loaded corpus, ready to be asked.
#[derive(Debug)]
pub struct Engine {
    faq: Faq,
    language: &'static LanguageData,
    matcher: Matcher,
    detector: RedFlagDetector,
    rules: Rules,
    recogniser: Recogniser,
    /// With an encoder alone.
    red_flag_vectors: Option<RedFlagVectors>,
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
    /// The red flag that the message is like by a sentence encoder, though none was raised: the reply says where to find
    /// help, whatever else it says.
    pub near_red_flag: Option<Id>,
    /// The other language that the message is in; `None` when it is in the corpus's or nothing is sure.
    pub foreign: Option<Foreign>,
    /// The entry, gap or courtesy that fits best, whatever the decision; `None` when nothing was matched.
    pub best: Option<Id>,
    /// How sure the best match is, 0 to 1, given for every decision.
    pub confidence: f32,
    /// The subject of the answer before it that the question was read with; `None` for one that stands by itself.
    pub about: Option<Id>,
    /// Whether it is put as a question.
    pub is_question: bool,
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

impl Outcome {
    /// Whether the reply says where to find help below what else it says: it may have been a cry that no red flag knows.
    #[must_use]
    pub fn points_to_help(&self) -> bool {
        !self.is_understood || self.near_red_flag.is_some()
    }
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
    /// Whether the question is negated.
    pub negated: bool,
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
    /// Whether it is no part of what is asked: a greeting, a story.
    pub set_aside: bool,
    /// Whether typo repair changed it.
    pub corrected: bool,
    /// Whether the vocabulary changed it.
    pub translated: bool,
    /// How much it says, 0 to 1.
    pub weight: f32,
    /// Whether the best match speaks of it.
    pub matched: bool,
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
    pub coverage: f32,
    /// Whether it is about another subject than the question names.
    pub other_subject: bool,
    /// The phrasing nearest to the question.
    pub phrasing: String,
    /// What each kernel gave for that phrasing.
    pub signals: [Signal; 4],
    /// What a sentence encoder added; `None` when there was none, or not in time.
    pub encoder: Option<EncoderShare>,
}

/// Everything that was worked out about a message.
struct Considered<'a> {
    reading: Reading<'a>,
    is_question: bool,
    detection: Option<Detection>,
    /// The red flag that it is like, when none is raised.
    near_flag: Option<usize>,
    foreign: Option<Foreign>,
    /// What was decided about; with several things asked, the one that decided, or all in one.
    question: RankedQuestion<'a>,
    decided: Decided,
}

impl Engine {
    /// How many of the best entries an [`Outcome`] lists.
    pub const MOST_CHOICES: usize = 10;

    /// Builds the index over a corpus.
    ///
    /// # Panics
    /// When there is no language data of the corpus's language, which [`load`](crate::corpus::load) refuses.
    #[must_use]
    pub fn new(faq: Faq) -> Self {
        Self::with_vectors(faq, None)
    }

    /// The same, with a sentence encoder beside the engine's own kernels where there is one.
    ///
    /// # Panics
    /// As [`Engine::new`].
    #[must_use]
    pub fn with_vectors(faq: Faq, vectors: Option<Arc<dyn SentenceVectors>>) -> Self {
        let language = language_data(&faq.language).expect("a corpus loads only in a language that is known");
        let mut detector = None;
        let matcher = rayon::in_place_scope(|beside| {
            beside.spawn(|_| detector = Some(RedFlagDetector::new(language, &faq.safety)));
            Matcher::new(&faq, language)
        });
        let (matcher, red_flag_vectors) = match vectors {
            Some(vectors) => encoded(matcher, &faq, vectors),
            None => (matcher, None),
        };
        let detector = detector.expect("a scope ends when all that it spawned has ended");
        let rules = Rules::new(&faq, |text| {
            let question = Question::new(text);
            let reading = matcher.read_as_written(question.folded());
            let negated = decide::is_negated(language, &reading.corrected);
            (reading.subjects, negated)
        });
        let recogniser = Recogniser::new(&faq.language);
        Self { faq, language, matcher, detector, rules, recogniser, red_flag_vectors }
    }

    /// An engine like this one over another corpus.
    #[must_use]
    pub fn like(&self, faq: Faq) -> Self {
        Self::with_vectors(faq, self.matcher.vectors().cloned())
    }

    /// Whether a sentence encoder reads questions too.
    #[must_use]
    pub fn has_encoder(&self) -> bool {
        self.matcher.vectors().is_some()
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

    /// Decides about a question that comes after the answer of an entry: one that says little by itself and leans on that
    /// answer is read with what it was about.
    #[must_use]
    pub fn decide_after(&self, question: &Question, answered: &Id) -> Outcome {
        let alone = self.decide(question);
        self.follow_up(question, &alone, answered).unwrap_or(alone)
    }

    /// Whether a question may be read with what the answer before it was about. `alone` is what [`Engine::decide`] says
    /// of it.
    #[must_use]
    pub fn leans_back(&self, question: &Question, alone: &Outcome) -> bool {
        let is_question = matches!(alone.decision, Decision::Answer(_) | Decision::Choose(_) | Decision::Unknown);
        is_question
            && alone.foreign.is_none()
            && !self.faq.vocabulary.subjects.is_empty()
            && decide::leaning(self.language, question.folded()).is_some()
    }

    /// What is decided when a question is read with what the answer before it was about; `None` when it stands by itself,
    /// or says no more so. `alone` is what [`Engine::decide`] says of it.
    #[must_use]
    pub fn follow_up(&self, question: &Question, alone: &Outcome, answered: &Id) -> Option<Outcome> {
        self.read_on(question, alone, answered).map(|(_, outcome)| outcome)
    }

    /// The same with the evidence.
    #[must_use]
    pub fn explain_after(&self, question: &Question, answered: &Id) -> Explanation {
        match self.read_on(question, &self.decide(question), answered) {
            Some((read, outcome)) => Explanation { outcome, ..self.explain(&read) },
            None => self.explain(question),
        }
    }

    /// A question as it reads with what the answer before it was about, and what is decided about it then.
    fn read_on(&self, question: &Question, alone: &Outcome, answered: &Id) -> Option<(Question, Outcome)> {
        if !self.leans_back(question, alone) {
            return None;
        }
        let subject = self.subject_of(self.faq.entry(answered.as_str())?)?;
        let leaning = decide::leaning(self.language, question.folded())?;
        let is_about = |id: &Id| self.faq.entry(id.as_str()).is_some_and(|entry| entry.subjects.contains(&subject.id));
        let names_none = self.matcher.read(question.folded()).subjects.is_empty();
        let may_change = match (&alone.decision, leaning) {
            // Sure of another subject that it does not name, though it refers to this one.
            (Decision::Answer(id), Leaning::Refers(..)) => !is_about(id) && names_none,
            (Decision::Answer(_), Leaning::GoesOn) => false,
            // "And why?" goes on from anything.
            (_, Leaning::GoesOn) => names_none && !self.content_words(question).is_empty(),
            (_, Leaning::Refers(..)) => true,
        };
        if !may_change {
            return None;
        }
        let read = Question::new(&leaning.read_with(question.folded(), subject.names.first()?));
        let outcome = self.decide(&read);
        let says_more = match (&outcome.decision, &alone.decision) {
            (Decision::Answer(id), _) => is_about(id),
            (Decision::Choose(ids), Decision::Choose(_)) => ids.iter().all(is_about),
            (Decision::Gap { .. }, Decision::Choose(_) | Decision::Unknown) => true,
            _ => false,
        };
        says_more.then(|| (read, Outcome { about: Some(subject.id.clone()), ..outcome }))
    }

    /// The one subject that an entry is about: its only one, or the only one that its question names.
    fn subject_of(&self, entry: &Entry) -> Option<&Subject> {
        let question = Question::new(&entry.question);
        let named = self.matcher.read_as_written(question.folded()).subjects;
        let known = |id: &Id| self.faq.vocabulary.subject(id.as_str());
        let is_named = |subject: &Subject| named.iter().any(|&at| self.faq.vocabulary.subjects[at].id == subject.id);
        let about: Vec<&Subject> = entry.subjects.iter().filter_map(known).collect();
        let asked: Vec<&Subject> = about.iter().copied().filter(|subject| is_named(subject)).collect();
        [about, asked].iter().find(|subjects| subjects.len() == 1).map(|subjects| subjects[0])
    }

    /// Decides about a question and shows the evidence.
    #[must_use]
    pub fn explain(&self, question: &Question) -> Explanation {
        let considered = self.consider(question);
        let RankedQuestion { asking, negated, candidates, .. } = &considered.question;
        let best = candidates.first().map(|best| best.found.target);
        let words = considered.reading.words.iter().enumerate().map(|(at, word)| ExplainedWord {
            set_aside: asking.at.binary_search(&at).is_err(),
            typed: word.typed.to_owned(),
            read_as: word.text.to_owned(),
            corrected: word.corrected,
            translated: word.translated,
            weight: self.matcher.weight_of(word.text),
            matched: best.is_some_and(|best| self.matcher.speaks_of(best, word.text)),
        });
        let matches = candidates.iter().map(|Candidate { found, confidence, subject_fit, .. }| ExplainedMatch {
            id: self.id(found.target).clone(),
            kind: match found.target {
                Target::Entry(_) => "entry",
                Target::Gap(_) => "gap",
                Target::Courtesy(_) => "courtesy",
            },
            confidence: *confidence,
            score: found.score,
            coverage: self.matcher.coverage(&asking.words, found.target).share,
            other_subject: *subject_fit == SubjectFit::Other,
            phrasing: self.matcher.phrasing(found.nearest).to_owned(),
            signals: self.matcher.signals(&asking.words, found.nearest),
            encoder: found.encoder,
        });
        let red_flag = considered.detection.map(|Detection { words: (first, last), .. }| {
            let words = &considered.reading.corrected[first..=last];
            words.iter().map(|word| word.typed).collect::<Vec<_>>().join(" ")
        });
        let subjects = &asking.subjects;
        Explanation {
            words: words.collect(),
            subjects: subjects.iter().map(|&number| self.faq.vocabulary.subjects[number].name.clone()).collect(),
            negated: *negated,
            red_flag,
            matches: matches.collect(),
            outcome: self.outcome(&considered),
        }
    }

    /// The words of a question that say something by themselves, typos corrected, without what only opens or closes it.
    #[must_use]
    pub fn content_words(&self, question: &Question) -> Vec<ContentWord> {
        let reading = self.matcher.read(question.folded());
        let asked = self.matcher.questions(&reading).whole;
        self.matcher.content_words(&asked.words)
    }

    fn consider<'a>(&'a self, question: &'a Question) -> Considered<'a> {
        let reading = self.matcher.read(question.folded());
        let detection = self.detector.detect(&reading.corrected);
        let questions = self.matcher.questions(&reading);
        let mut parts: Vec<RankedQuestion<'a>> = questions.parts.into_iter().map(|asking| self.rank(asking)).collect();
        let mut whole = self.rank(questions.whole);
        let near_flag =
            parts.iter().chain([&whole]).find_map(|part| self.near_flag(part)).filter(|_| detection.is_none());
        let mut decided = self.decided(&whole);
        if !parts.is_empty() {
            let of_parts: Vec<Decided> = parts.iter().map(|part| self.decided(part)).collect();
            decided = decide::combine(decided, &of_parts);
            if let Some(at) = of_parts.iter().position(|part| part.decision == decided.decision) {
                whole = parts.swap_remove(at);
            } else if decided.reason == Reason::SeveralAsked {
                whole.candidates = decide::merged(parts);
            }
        }
        // What was set aside is what a message says that says nothing else: "thank you, you have put my mind at rest".
        if decided.decision == Decision::Unknown && whole.asking.words.len() < reading.words.len() {
            let all = self.rank(self.matcher.all(&reading));
            let of_all = self.decided(&all);
            if matches!(of_all.decision, Decision::Courtesy(_)) {
                (whole, decided) = (all, of_all);
            }
        }
        let foreign = self.recogniser.foreign(question, |word| self.matcher.familiarity(word, &reading));
        if foreign.is_some() {
            (decided.decision, decided.reason) = (Decision::Unknown, Reason::OtherLanguage);
        }
        if let Some(detection) = detection {
            decided.decision = Decision::Urgent(self.faq.safety.red_flags[detection.flag].id.clone());
            decided.reason = Reason::RedFlag;
        }
        let is_question = decide::is_question(self.language, question.folded(), &reading.corrected);
        Considered { reading, is_question, detection, near_flag, foreign, question: whole, decided }
    }

    fn near_flag(&self, question: &RankedQuestion<'_>) -> Option<usize> {
        self.red_flag_vectors.as_ref()?.near(question.vector.as_ref()?)
    }

    fn decided(&self, question: &RankedQuestion<'_>) -> Decided {
        let (decision, reason) = decide::decide(&self.faq, &self.rules, question.profile(), &question.candidates);
        Decided { decision, reason, confidence: question.confidence() }
    }

    fn rank<'a>(&self, asking: Asking<'a>) -> RankedQuestion<'a> {
        decide::rank(self.language, &self.matcher, &self.rules, asking)
    }

    fn outcome(&self, considered: &Considered<'_>) -> Outcome {
        let Considered { reading, is_question, near_flag, foreign, question, decided, .. } = considered;
        let candidates = &question.candidates;
        let entries = candidates.iter().filter(|candidate| matches!(candidate.found.target, Target::Entry(_)));
        let choices =
            entries.map(|entry| Choice { id: self.id(entry.found.target).clone(), confidence: entry.confidence });
        let confidence = question.confidence();
        Outcome {
            near: decide::near(&self.faq, &self.rules, question.profile(), candidates),
            decision: decided.decision.clone(),
            reason: decided.reason,
            is_understood: decide::is_understood(&decided.decision, candidates),
            near_red_flag: near_flag.map(|flag| self.faq.safety.red_flags[flag].id.clone()),
            foreign: *foreign,
            best: candidates.first().map(|best| self.id(best.found.target).clone()),
            confidence,
            about: None,
            is_question: *is_question,
            may_speak_unasked: decide::may_speak_unasked(&decided.decision, confidence, self.unasked(considered)),
            // Words of another language look like some of this one: "me quiero morir".
            is_about_oneself: foreign.is_none() && decide::is_about_oneself(self.language, &reading.corrected),
            choices: choices.take(Self::MOST_CHOICES).collect(),
        }
    }

    /// What counts when nobody asked.
    fn unasked(&self, considered: &Considered<'_>) -> UnaskedQuestion {
        let RankedQuestion { asking, candidates, .. } = &considered.question;
        let names = || asking.words.iter().any(|word| self.matcher.is_of_the_field(word.text));
        UnaskedQuestion {
            is_question: considered.is_question,
            names_the_field: !asking.subjects.is_empty() || names(),
            coverage: candidates.first().map_or(0.0, |best| best.coverage.share),
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

/// A matcher that an encoder helps, and the corpus's red flags by the same encoder: all is encoded in one go.
fn encoded(matcher: Matcher, faq: &Faq, vectors: Arc<dyn SentenceVectors>) -> (Matcher, Option<RedFlagVectors>) {
    let (phrasings, wordings) = (matcher.phrasings_as_read(), safety::wordings_of(&faq.safety));
    let told = wordings.iter().map(|(_, wording)| wording);
    let texts: Vec<&str> = phrasings.iter().chain(told).map(String::as_str).collect();
    let rows = vectors.of_phrasings(&texts);
    let (of_phrasings, of_wordings) = rows.split_at(phrasings.len());
    let red_flags = RedFlagVectors::new(&wordings, of_wordings);
    (matcher.with_vectors(of_phrasings, vectors), Some(red_flags))
}
