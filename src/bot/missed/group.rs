//! What was missed, in groups of what is alike, as an editor sees it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::bot::context::Ctx;
use crate::missed::{MissTraits, groups};
use crate::store::{MissKind, MissRecord, MissState, MissedRecords, Pseudonym};

/// What an entry that somebody picked counts beside how sure the engine was of it.
const PICKED: f32 = 1.0;

/// Missed questions that are alike.
#[derive(Clone, Debug)]
pub(crate) struct MissGroup<'a> {
    /// The number of its earliest question, by which buttons find it as long as it has that.
    pub(crate) id: i64,
    /// Its questions, the most typical first.
    pub(crate) misses: Vec<&'a MissRecord>,
    /// How many people asked.
    pub(crate) people: usize,
    /// The words that may be shown, the most used first.
    pub(crate) words: Vec<&'a str>,
    /// The entries that are near to it or were picked, the nearest first.
    pub(crate) near: Vec<String>,
    /// What an editor made of it: what holds of more than half of its questions.
    pub(crate) state: Option<MissState>,
}

impl<'a> MissGroup<'a> {
    fn of(records: &'a MissedRecords, shown: &HashSet<Pseudonym>, members: &[usize]) -> Self {
        let misses: Vec<&MissRecord> = members.iter().map(|at| &records.misses[*at]).collect();
        let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
        for code in
            misses.iter().flat_map(|miss| &miss.words).map(|(code, _)| code).filter(|code| shown.contains(*code))
        {
            if let Some(word) = records.terms.get(code) {
                *uses.entry(word).or_default() += 1;
            }
        }
        let mut words: Vec<(&str, usize)> = uses.into_iter().collect();
        words.sort_by_key(|(_, uses)| Reverse(*uses));
        Self {
            id: misses.iter().map(|miss| miss.id).min().unwrap_or_default(),
            people: misses.iter().map(|miss| miss.person).collect::<HashSet<_>>().len(),
            words: words.into_iter().map(|(word, _)| word).collect(),
            near: near(&misses),
            state: state(&misses),
            misses,
        }
    }

    /// The numbers of its questions.
    pub(crate) fn ids(&self) -> Vec<i64> {
        self.misses.iter().map(|miss| miss.id).collect()
    }

    /// How many of its questions were missed in this way.
    pub(crate) fn count(&self, kind: MissKind) -> usize {
        self.misses.iter().filter(|miss| miss.kind == kind).count()
    }

    /// Its questions word for word, where they are kept; the most typical first, each once.
    pub(crate) fn questions(&self) -> Vec<&'a str> {
        let mut seen = HashSet::new();
        self.misses.iter().filter_map(|miss| miss.question.as_deref()).filter(|words| seen.insert(*words)).collect()
    }
}

/// What was missed in groups, first what most people asked. A word is shown when so many of all people used it.
pub(crate) fn grouped(records: &MissedRecords, fewest: u32) -> Vec<MissGroup<'_>> {
    let mut numbers: HashMap<Pseudonym, u32> = HashMap::new();
    let mut entries: HashMap<String, u32> = HashMap::new();
    let mut people: HashMap<Pseudonym, HashSet<Pseudonym>> = HashMap::new();
    let mut traits = Vec::with_capacity(records.misses.len());
    for miss in &records.misses {
        for (word, _) in &miss.words {
            people.entry(*word).or_default().insert(miss.person);
        }
        let words = miss
            .words
            .iter()
            .map(|(word, weight)| (number(&mut numbers, *word), f32::from(*weight) / 1000.0))
            .collect();
        let near = near_of(miss).into_iter().map(|(id, sure)| (number(&mut entries, id), sure)).collect();
        traits.push(MissTraits { words, near });
    }
    let is_shown = |people: &HashSet<Pseudonym>| people.len() >= usize::try_from(fewest).unwrap_or(usize::MAX);
    let shown: HashSet<Pseudonym> =
        people.into_iter().filter(|(_, people)| is_shown(people)).map(|(word, _)| word).collect();
    let mut all: Vec<MissGroup<'_>> =
        groups(&traits).iter().map(|members| MissGroup::of(records, &shown, members)).collect();
    all.sort_by_key(|group| (Reverse(group.people), Reverse(group.misses.len()), group.id));
    all
}

/// What was missed in groups, as the bot shows it. To make them costs time that grows with what was missed.
pub(super) fn groups_of(ctx: Ctx<'_>) -> Vec<MissGroup<'_>> {
    grouped(&ctx.context.state.missed, ctx.bot.kept.missed_from)
}

/// The group that a question of this number is in.
pub(super) fn find<'g, 'a>(groups: &'g [MissGroup<'a>], id: i64) -> Option<&'g MissGroup<'a>> {
    groups.iter().find(|group| group.misses.iter().any(|miss| miss.id == id))
}

/// The number of a thing, a new one if it has none.
fn number<T: std::hash::Hash + Eq>(numbers: &mut HashMap<T, u32>, thing: T) -> u32 {
    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    *numbers.entry(thing).or_insert(next)
}

/// The entries nearest to a missed question, with how sure each is; what cannot be read is left out.
fn near_of(miss: &MissRecord) -> Vec<(String, f32)> {
    let pair = |pair: &str| {
        let (id, sure) = pair.split_once(':')?;
        Some((id.to_owned(), sure.parse().ok()?))
    };
    miss.near.split_whitespace().filter_map(pair).collect()
}

/// The entries near to a group: how sure the engine was of each, and which was picked; not those that were not meant.
fn near(misses: &[&MissRecord]) -> Vec<String> {
    let mut sure: BTreeMap<String, f32> = BTreeMap::new();
    for miss in misses {
        for (id, near) in near_of(miss) {
            *sure.entry(id).or_default() += near;
        }
        if let Some(entry) = &miss.entry {
            let counts = if miss.kind == MissKind::NotMine { -PICKED } else { PICKED };
            *sure.entry(entry.clone()).or_default() += counts;
        }
    }
    let mut near: Vec<(String, f32)> = sure.into_iter().filter(|(_, sure)| *sure > 0.0).collect();
    near.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    near.into_iter().map(|(id, _)| id).collect()
}

fn state(misses: &[&MissRecord]) -> Option<MissState> {
    let of = |state: MissState| misses.iter().filter(|miss| miss.state == Some(state)).count();
    let decided = misses.iter().filter(|miss| miss.state.is_some()).count();
    let is_decided = decided * 2 > misses.len();
    MissState::ALL.into_iter().max_by_key(|state| of(*state)).filter(|_| is_decided)
}

#[cfg(test)]
mod tests {
    use super::{MissGroup, grouped};
    use crate::store::{MissKind, MissRecord, MissState, MissedRecords};

    /// A missed question of somebody with these words.
    fn miss(id: i64, person: u8, words: &[u8]) -> MissRecord {
        MissRecord {
            id,
            day_ms: 0,
            person: [person; 32],
            kind: MissKind::Unknown,
            entry: None,
            near: "one:0.20 two:0.10".to_owned(),
            state: None,
            question: None,
            words: words.iter().map(|word| ([*word; 32], 1000)).collect(),
        }
    }

    fn records(misses: Vec<MissRecord>) -> MissedRecords {
        let terms = [(1, "toilet"), (2, "key")].map(|(code, word)| ([code; 32], word.to_owned()));
        MissedRecords { misses, terms: terms.into() }
    }

    fn only(groups: Vec<MissGroup<'_>>) -> MissGroup<'_> {
        assert_eq!(groups.len(), 1, "{groups:?}");
        groups.into_iter().next().expect("one")
    }

    #[test]
    fn a_word_is_shown_when_enough_people_used_it() {
        let misses = || vec![miss(4, 1, &[1, 2]), miss(5, 2, &[1, 2]), miss(6, 2, &[1, 2]), miss(7, 3, &[1])];
        let records = records(misses());
        let group = only(grouped(&records, 3));
        assert_eq!((group.words.clone(), group.people, group.id), (vec!["toilet"], 3, 4));
        assert_eq!(only(grouped(&records, 2)).words, ["toilet", "key"]);
        assert_eq!(only(grouped(&records, 4)).words, [""; 0], "also when it was stored before the number was raised");
    }

    #[test]
    fn what_was_picked_is_nearer_and_what_was_not_meant_is_not_near() {
        let with = |kind, entry: &str| MissRecord { kind, entry: Some(entry.to_owned()), ..miss(1, 1, &[1]) };
        let near = |miss| only(grouped(&records(vec![miss]), 3)).near;
        assert_eq!(near(miss(1, 1, &[1])), ["one", "two"]);
        assert_eq!(near(with(MissKind::Chose, "two")), ["two", "one"]);
        assert_eq!(near(with(MissKind::StaffChose, "three")), ["three", "one", "two"]);
        assert_eq!(near(with(MissKind::NotMine, "one")), ["two"]);
    }

    #[test]
    fn new_questions_join_what_was_decided_until_they_are_as_many() {
        let decided = |id| MissRecord { state: Some(MissState::Ignored), ..miss(id, 1, &[1]) };
        let state = |misses| only(grouped(&records(misses), 3)).state;
        assert_eq!(state(vec![decided(1), decided(2), miss(3, 2, &[1])]), Some(MissState::Ignored));
        assert_eq!(state(vec![decided(1), miss(3, 2, &[1])]), None);
        assert_eq!(state(vec![miss(3, 2, &[1])]), None);
    }
}
