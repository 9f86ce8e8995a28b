//! The subject rule: a question that names one subject never gets a passage about another.

use crate::corpus::Faq;

/// How an entry's subjects go with those that a question names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SubjectFit {
    /// The question names no subject, or the entry is about none in particular.
    Open,
    /// The question names subjects, and the entry covers all of them.
    Named,
    /// The question names a subject that the entry does not cover.
    Other,
}

/// What each entry is about, and which subjects no entry is about; subjects are positions in the vocabulary.
#[derive(Debug, Default)]
pub(super) struct Subjects {
    entries: Vec<EntrySubjects>,
    /// For each subject that no entry is about, the gap that owns it, if one does.
    gaps: Vec<Option<usize>>,
}

#[derive(Debug)]
struct EntrySubjects {
    /// The entry's own `subject`s.
    about: Vec<usize>,
    /// Every subject that its phrasings name beside them.
    mentioned: Vec<usize>,
}

impl Subjects {
    /// Works out what each entry is about; `named` tells which subjects a phrasing names.
    pub(super) fn new(faq: &Faq, named: impl Fn(&str) -> Vec<usize>) -> Self {
        let known = &faq.vocabulary.subjects;
        let entries = faq.entries.iter().map(|entry| EntrySubjects {
            about: (0..known.len()).filter(|&subject| entry.subjects.contains(&known[subject].id)).collect(),
            mentioned: entry.phrasings().flat_map(&named).collect(),
        });
        let gaps = known.iter().map(|subject| {
            let told = faq.entries.iter().any(|entry| entry.subjects.contains(&subject.id));
            let owner = || faq.gaps.iter().position(|gap| gap.subjects.contains(&subject.id));
            if told { None } else { owner() }
        });
        Self { entries: entries.collect(), gaps: gaps.collect() }
    }

    /// How an entry goes with the subjects that a question names.
    ///
    /// A question that names several gets a passage only from an entry that is about one of them and that covers all
    /// others by its phrasings ("how does TACE differ from chemotherapy?").
    pub(super) fn subject_fit(&self, entry: usize, named: &[usize]) -> SubjectFit {
        let Some(entry) = self.entries.get(entry) else { return SubjectFit::Open };
        if named.is_empty() || entry.about.is_empty() {
            return SubjectFit::Open;
        }
        let about = |subject: &usize| entry.about.contains(subject);
        let covered = |subject: &usize| about(subject) || entry.mentioned.contains(subject);
        if named.iter().any(about) && named.iter().all(covered) { SubjectFit::Named } else { SubjectFit::Other }
    }

    /// The gap that owns a subject which the question names and no entry is about.
    pub(super) fn gap_of_strange_subject(&self, named: &[usize]) -> Option<usize> {
        named.iter().find_map(|&subject| self.gaps.get(subject).copied().flatten())
    }
}

#[cfg(test)]
mod tests {
    use super::{EntrySubjects, SubjectFit, Subjects};

    const TACE: usize = 0;
    const CHEMO: usize = 1;
    const RFA: usize = 2;

    /// One entry about TACE, one of whose phrasings compares it with chemotherapy; one entry about nothing.
    fn subjects() -> Subjects {
        let compared = EntrySubjects { about: vec![TACE], mentioned: vec![TACE, CHEMO] };
        let open = EntrySubjects { about: vec![], mentioned: vec![] };
        Subjects { entries: vec![compared, open], gaps: vec![None; 3] }
    }

    #[track_caller]
    fn check(entry: usize, named: &[usize], expected: SubjectFit) {
        assert_eq!(subjects().subject_fit(entry, named), expected, "{named:?}");
    }

    #[test]
    fn a_question_about_another_subject_is_not_covered() {
        check(0, &[], SubjectFit::Open);
        check(0, &[TACE], SubjectFit::Named);
        check(0, &[TACE, CHEMO], SubjectFit::Named);
        check(0, &[CHEMO], SubjectFit::Other);
        check(0, &[RFA], SubjectFit::Other);
        check(0, &[TACE, RFA], SubjectFit::Other);
        check(1, &[RFA], SubjectFit::Open);
    }
}
