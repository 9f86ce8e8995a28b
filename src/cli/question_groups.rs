//! Kept questions gathered by what they come nearest to, as phrasings that an editor may take over.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;
use toml_edit::Value;

use super::output::one_line as shown;
use crate::corpus::{self, Holders, Id, Placement};
use crate::decide::Decision;
use crate::engine::Engine;
use crate::missed::{MissTraits, groups};
use crate::store::{KeptQuestion, Pseudonym};
use crate::text::{self, Question};

/// So many wordings that are near to nothing are likened to each other, the most frequent; it takes their number squared.
const MOST_LIKENED: usize = 2000;

/// Questions that were asked, gathered by what they come nearest to.
#[derive(Debug, Default)]
pub(super) struct QuestionGroups {
    groups: Vec<QuestionGroup>,
    /// How many were left out: red flags, small talk, other languages.
    left_out: usize,
}

/// The questions that come nearest to one entry or gap, or that are alike and near to nothing.
#[derive(Debug, Serialize)]
struct QuestionGroup {
    /// The entry or the gap.
    near: Option<String>,
    /// `entry`, `gap`, or null when nothing is near.
    kind: Option<&'static str>,
    questions: usize,
    people: usize,
    /// How many of the questions are decided how now.
    decisions: BTreeMap<&'static str, usize>,
    /// The different wordings, the most frequent first.
    wordings: Vec<AskedWording>,
}

/// One way in which something was asked.
#[derive(Clone, Debug, Serialize)]
struct AskedWording {
    question: String,
    times: usize,
    people: usize,
    /// What is decided now.
    decision: &'static str,
    /// Whether it would be new to what it is near to, and is not answered with that already.
    draft: bool,
    #[serde(skip)]
    askers: HashSet<Pseudonym>,
}

/// What a wording comes nearest to.
struct NearTo {
    kind: Option<&'static str>,
    id: Option<Id>,
    decision: &'static str,
    draft: bool,
}

impl QuestionGroups {
    /// Asks each wording again and gathers all by what they come nearest to.
    pub(super) fn of(engine: &Engine, kept: impl IntoIterator<Item = KeptQuestion>) -> Self {
        let mut by_wording: HashMap<String, AskedWording> = HashMap::new();
        for question in kept {
            let words = text::one_line(&shown(&question.words));
            let wording = by_wording.entry(corpus::wording(&words)).or_insert_with(|| AskedWording {
                question: words,
                times: 0,
                people: 0,
                decision: "",
                draft: false,
                askers: HashSet::new(),
            });
            wording.times += 1;
            wording.askers.insert(question.person);
        }
        let mut wordings: Vec<AskedWording> = by_wording.into_values().collect();
        wordings.sort_by(|one, other| other.times.cmp(&one.times).then_with(|| one.question.cmp(&other.question)));
        let holders = Holders::of(engine.faq());
        let found: Vec<Option<NearTo>> =
            wordings.par_iter().map(|wording| nearest_to(engine, &holders, &wording.question)).collect();
        let left_out = wordings.iter().zip(&found).filter(|(_, near)| near.is_none()).map(|(one, _)| one.times).sum();
        let mut near_to: HashMap<String, QuestionGroup> = HashMap::new();
        let mut far: Vec<AskedWording> = Vec::new();
        for (wording, near) in wordings.into_iter().zip(found) {
            let Some(NearTo { kind, id, decision, draft }) = near else { continue };
            let wording = AskedWording { people: wording.askers.len(), decision, draft, ..wording };
            match id {
                Some(id) => {
                    let id = id.to_string();
                    let group = near_to.entry(id.clone()).or_insert_with(|| QuestionGroup::empty(kind, Some(id)));
                    group.wordings.push(wording);
                }
                None => far.push(wording),
            }
        }
        let mut groups: Vec<QuestionGroup> = near_to.into_values().chain(alike(engine, far)).collect();
        groups.iter_mut().for_each(QuestionGroup::count);
        groups.sort_by(|one, other| {
            (Reverse(one.questions), one.id(), one.first()).cmp(&(Reverse(other.questions), other.id(), other.first()))
        });
        Self { groups, left_out }
    }

    /// Whether there is nothing in it at all.
    pub(super) fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.left_out == 0
    }

    /// One JSON object a line for each group, the most frequent first.
    pub(super) fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        self.groups.iter().try_for_each(|group| writeln!(out, "{}", serde_json::to_string(group)?))
    }

    /// As TOML to take over from: for each entry the list of its new wordings, with how often each was asked.
    pub(super) fn toml(&self, fewest: usize, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "# What was asked, by the entry that it comes nearest to. People wrote it: take over what others"
        )?;
        writeln!(
            out,
            "# may ask too, and nothing that tells who asked. `verbatim phrasings add` tries a phrasing first."
        )?;
        self.groups.iter().try_for_each(|group| group.toml(fewest, out))?;
        match self.left_out {
            0 => Ok(()),
            1 => writeln!(out, "\n# Left out: 1 question that is a red flag, small talk or in another language."),
            many => {
                writeln!(out, "\n# Left out: {many} questions that are red flags, small talk or in other languages.")
            }
        }
    }
}

impl QuestionGroup {
    fn empty(kind: Option<&'static str>, near: Option<String>) -> Self {
        Self { near, kind, questions: 0, people: 0, decisions: BTreeMap::new(), wordings: Vec::new() }
    }

    fn count(&mut self) {
        self.questions = self.wordings.iter().map(|one| one.times).sum();
        self.people = self.wordings.iter().flat_map(|one| &one.askers).collect::<HashSet<_>>().len();
        for one in &self.wordings {
            *self.decisions.entry(one.decision).or_default() += one.times;
        }
    }

    fn id(&self) -> Option<&str> {
        self.near.as_deref()
    }

    fn first(&self) -> Option<&str> {
        self.wordings.first().map(|one| one.question.as_str())
    }

    fn toml(&self, fewest: usize, out: &mut dyn Write) -> io::Result<()> {
        let decided = self.decisions.iter().map(|(decision, count)| format!("{decision} {count}"));
        let title = match (self.kind, self.id()) {
            (Some("gap"), Some(id)) => format!("{id} (a gap)"),
            (_, Some(id)) => id.to_owned(),
            (_, None) => "near to nothing".to_owned(),
        };
        let (questions, people) = (plural(self.questions, "question"), plural(self.people, "person"));
        writeln!(out, "\n# {title}: {questions} of {people}; now {}", decided.collect::<Vec<_>>().join(", "))?;
        let mut drafts = self.wordings.iter().filter(|one| one.draft && one.times >= fewest).peekable();
        if drafts.peek().is_none() {
            return Ok(());
        }
        // What is near to nothing has no entry to stand in yet.
        let mark = if self.near.is_none() { "# " } else { "" };
        writeln!(out, "{mark}also_asked = [")?;
        for one in drafts {
            let times = if one.times == 1 { "once".to_owned() } else { format!("{} times", one.times) };
            let of = if one.people > 1 { format!(" by {} people", one.people) } else { String::new() };
            writeln!(out, "{mark}    {}, # {times}{of}; {}", Value::from(one.question.as_str()), one.decision)?;
        }
        writeln!(out, "{mark}]")
    }
}

/// What a question comes nearest to; `None` for red flags, small talk and other languages.
fn nearest_to(engine: &Engine, holders: &Holders, words: &str) -> Option<NearTo> {
    let outcome = engine.decide(&Question::new(words));
    let decision = outcome.decision.name();
    let (kind, id) = match &outcome.decision {
        Decision::Urgent(_) | Decision::Courtesy(_) => return None,
        _ if outcome.foreign.is_some() => return None,
        Decision::Gap { id, .. } => (Some("gap"), Some(id.clone())),
        Decision::Answer(id) => (Some("entry"), Some(id.clone())),
        // Not merely the least far, but what may be offered.
        Decision::Choose(ids) => (Some("entry"), ids.first().cloned()),
        Decision::Unknown => (outcome.near.first().map(|_| "entry"), outcome.near.first().cloned()),
    };
    let is_decided = matches!(outcome.decision, Decision::Answer(_) | Decision::Gap { .. });
    let is_there = id.as_ref().is_some_and(|id| holders.placed(id.as_str(), words) == Placement::There);
    Some(NearTo { kind, id, decision, draft: !is_decided && !is_there })
}

/// What is near to nothing, in groups of what is alike.
fn alike(engine: &Engine, mut far: Vec<AskedWording>) -> Vec<QuestionGroup> {
    let rest = far.split_off(far.len().min(MOST_LIKENED));
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let traits: Vec<MissTraits> = far
        .iter()
        .map(|one| {
            let content = engine.content_words(&Question::new(&one.question)).into_iter();
            let words = content.map(|word| {
                let next = numbers.len() as u32;
                (*numbers.entry(word.stem).or_insert(next), word.weight)
            });
            MissTraits { words: words.collect(), near: Vec::new() }
        })
        .collect();
    let found = groups(&traits).into_iter().map(|members| members.iter().map(|&at| far[at].clone()).collect());
    found
        .chain(rest.into_iter().map(|one| vec![one]))
        .map(|mut wordings: Vec<AskedWording>| {
            wordings.sort_by(|one, other| other.times.cmp(&one.times).then_with(|| one.question.cmp(&other.question)));
            QuestionGroup { wordings, ..QuestionGroup::empty(None, None) }
        })
        .collect()
}

/// A count with its noun.
fn plural(count: usize, noun: &str) -> String {
    match (count, noun) {
        (1, _) => format!("1 {noun}"),
        (_, "person") => format!("{count} people"),
        _ => format!("{count} {noun}s"),
    }
}
