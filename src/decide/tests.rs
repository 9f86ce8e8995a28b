//! Each rule of the decision from both sides of its limit, on a small corpus made for it.

mod floors;
mod negation;
mod subjects;

use super::thresholds::{
    ANSWER_FLOOR_BESIDE_GAPS, COURTESY_FLOOR, GAP_FLOOR, HARDLY_COVERED, LEAST_COVERAGE, LEAST_OF_BEST, LEAST_TO_LEND,
    MANY_PHRASINGS, MOST_OFFERED, MOST_WORDS_OF_A_TERSE_QUESTION, NEARLY_A_PHRASING, OFFER_FLOOR, UNASKED_COVERAGE,
    UNASKED_FLOOR, UNDERSTOOD_FLOOR, WELL_COVERED,
};
use super::{
    Candidate, Decision, QuestionProfile, Reason, Rules, SubjectFit, UnaskedQuestion, decide, is_understood,
    may_speak_unasked, near,
};
use crate::corpus::{Faq, File, Id, load, sha256};
use crate::matcher::{Coverage, Match, Target};

const HEALING: &str = "It grows back. It takes weeks. Rest helps.";
const REPORT: &str = "It grows back.";

const ENTRIES: &str = r#"
title = "t"
[[entry]]
id = "grows"
question = "q"
source = "healing"
passage = "It grows back."
[[entry]]
id = "weeks"
question = "q"
source = "healing"
passage = "It grows back. It takes weeks."
[[entry]]
id = "again"
question = "q"
source = "healing"
passage = "It grows back."
[[entry]]
id = "rest"
question = "q"
source = "healing"
passage = ["It grows back.", "Rest helps."]
[[entry]]
id = "report"
question = "q"
source = "report"
passage = "It grows back."
[[entry]]
id = "bare"
question = "q"
[[entry]]
id = "tace"
question = "q"
subject = "tace"
related = ["bare", "grows"]
[[entry]]
id = "tace-stay"
question = "q"
subject = "tace"
[[entry]]
id = "tace-not"
question = "q"
also_asked = "who should not"
subject = "tace"
related = "rfa"
[[entry]]
id = "rfa"
question = "q"
subject = "rfa"
[[entry]]
id = "hot"
question = "q"
related = ["rfa", "tace", "bare"]
[[entry]]
id = "both"
question = "q"
subject = ["tace", "rfa"]
"#;
const GROWS: Target = Target::Entry(0);
const WEEKS: Target = Target::Entry(1);
const AGAIN: Target = Target::Entry(2);
const REST: Target = Target::Entry(3);
const IN_REPORT: Target = Target::Entry(4);
const BARE: Target = Target::Entry(5);
const TACE: Target = Target::Entry(6);
const TACE_STAY: Target = Target::Entry(7);
const TACE_NOT: Target = Target::Entry(8);
const RFA: Target = Target::Entry(9);
const HOT: Target = Target::Entry(10);
const BOTH: Target = Target::Entry(11);

const GAPS: &str = r#"
[[gap]]
id = "cost"
label = "what it costs"
also_asked = "how much"
ask = "Ask."
nearest = ["grows", "tace", "rfa", "weeks", "again", "rest"]
[[gap]]
id = "heat"
label = "anything about microwaves"
also_asked = "who should not"
ask = "Ask."
nearest = ["tace", "grows"]
subjects = ["microwave"]
"#;
const COST: Target = Target::Gap(0);
const HEAT: Target = Target::Gap(1);

const HELLO: Target = Target::Courtesy(0);

const VOCABULARY: &str = r#"
subject = [
    { id = "tace", name = "TACE" },
    { id = "rfa", name = "RFA" },
    { id = "microwave", name = "microwave" },
    { id = "laser", name = "laser" },
]
"#;
const ABOUT_NOTHING: QuestionProfile<'_> =
    QuestionProfile { subjects: &[], negated: false, has_content_word: true, words: 9 };
const ABOUT_TACE: QuestionProfile<'_> = QuestionProfile { subjects: &[0], ..ABOUT_NOTHING };
const ABOUT_TACE_AND_RFA: QuestionProfile<'_> = QuestionProfile { subjects: &[0, 1], ..ABOUT_NOTHING };
const ABOUT_MICROWAVES: QuestionProfile<'_> = QuestionProfile { subjects: &[2], ..ABOUT_NOTHING };
const ABOUT_LASERS: QuestionProfile<'_> = QuestionProfile { subjects: &[3], ..ABOUT_NOTHING };
const NEGATED: QuestionProfile<'_> = QuestionProfile { negated: true, ..ABOUT_NOTHING };

fn faq(gaps: &str) -> Faq {
    let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
    let source = |id: &str, text: &str| {
        let sum = sha256(text);
        format!(
            "[[source]]\nid = \"{id}\"\nfile = \"sources/{id}.txt\"\nsha256 = \"{sum}\"\ntitle = \"t\"\n\
             origin = \"o\"\nlicence = \"l\"\n"
        )
    };
    let sources = source("healing", HEALING) + &source("report", REPORT);
    let faq = load(&[
        file("faq.toml", &format!("title = \"t\"\nlanguage = \"en\"\nquotes = false\n{sources}")),
        file("sources/healing.txt", HEALING),
        file("sources/report.txt", REPORT),
        file("topics/t.toml", ENTRIES),
        file("gaps.toml", gaps),
        file("courtesies.toml", "[[courtesy]]\nid = \"hello\"\nalso_asked = \"hello\"\nreply = \"Hello.\""),
        file("vocabulary.toml", VOCABULARY),
    ]);
    faq.unwrap_or_else(|findings| panic!("{findings}"))
}

/// The rules of a corpus whose phrasings name no subject.
fn rules(faq: &Faq) -> Rules {
    Rules::new(faq, |text| (Vec::new(), text.contains("not")))
}

/// A match that nothing but its confidence speaks against, and that is worth offering.
fn sure(target: Target, confidence: f32) -> Candidate {
    let found = Match {
        target,
        score: 1.0,
        overlap: 1.0,
        content_words: 2,
        phrasings: MANY_PHRASINGS,
        nearest: 0,
        nearest_k: 0.0,
        encoder: None,
    };
    let coverage = Coverage { share: 1.0, has_unknown: false };
    Candidate { found, confidence, subject_fit: SubjectFit::Open, covers_negated: false, coverage }
}

/// The same candidate of another match.
fn of_match(candidate: Candidate, change: impl FnOnce(Match) -> Match) -> Candidate {
    Candidate { found: change(candidate.found), ..candidate }
}

/// The same candidate when its target speaks of that share of the question.
fn spoken_of(candidate: Candidate, share: f32) -> Candidate {
    Candidate { coverage: Coverage { share, ..candidate.coverage }, ..candidate }
}

/// The same candidate when nobody knows a word of the question.
fn with_unknown(candidate: Candidate) -> Candidate {
    Candidate { coverage: Coverage { has_unknown: true, ..candidate.coverage }, ..candidate }
}

/// A match too unsure to be an answer.
fn scored(target: Target, score: f32) -> Candidate {
    of_match(sure(target, 0.0), |found| Match { score, ..found })
}

fn covering(subject_fit: SubjectFit, candidate: Candidate) -> Candidate {
    Candidate { subject_fit, ..candidate }
}

fn listed(ids: &[Id]) -> String {
    ids.iter().map(Id::as_str).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check_beside(gaps: &str, asked: QuestionProfile<'_>, candidates: &[Candidate], expected: &str, why: Reason) {
    let faq = faq(gaps);
    let (decision, reason) = decide(&faq, &rules(&faq), asked, candidates);
    let shown = match decision {
        Decision::Urgent(id) => format!("urgent {id}"),
        Decision::Answer(id) => format!("answer {id}"),
        Decision::Choose(ids) => format!("choose {}", listed(&ids)),
        Decision::Gap { id, offered } => format!("gap {id}: {}", listed(&offered)),
        Decision::Courtesy(id) => format!("courtesy {id}"),
        Decision::Unknown => "unknown".to_owned(),
    };
    assert_eq!((shown.as_str(), reason), (expected, why), "{asked:?} {candidates:#?}");
}

#[track_caller]
fn check(asked: QuestionProfile<'_>, candidates: &[Candidate], expected: &str, why: Reason) {
    check_beside(GAPS, asked, candidates, expected, why);
}

#[track_caller]
fn check_offered_about(asked: QuestionProfile<'_>, candidates: &[Candidate], expected: &str) {
    let faq = faq(GAPS);
    assert_eq!(listed(&near(&faq, &rules(&faq), asked, candidates)), expected, "{asked:?} {candidates:#?}");
}

#[track_caller]
fn check_offered(candidates: &[Candidate], expected: &str) {
    check_offered_about(ABOUT_NOTHING, candidates, expected);
}

#[test]
fn a_courtesy_is_returned_from_its_floor_up() {
    let [first, second] = [sure(GROWS, 1.0), sure(RFA, 0.0)];
    check(ABOUT_NOTHING, &[sure(HELLO, COURTESY_FLOOR), first, second], "courtesy hello", Reason::Sure);
    let below = sure(HELLO, COURTESY_FLOOR.next_down());
    check(ABOUT_NOTHING, &[below, first, second], "choose grows rfa", Reason::Unsure);
    check(ABOUT_NOTHING, &[below], "unknown", Reason::NothingNear);
}

#[test]
fn a_gap_is_named_from_its_floor_up() {
    let [first, second] = [sure(GROWS, 1.0), sure(RFA, 0.0)];
    check(ABOUT_MICROWAVES, &[sure(HEAT, GAP_FLOOR), first], "gap heat: grows", Reason::Sure);
    check(ABOUT_LASERS, &[sure(HEAT, GAP_FLOOR), first], "gap heat: grows", Reason::Sure);
    let below = sure(HEAT, GAP_FLOOR.next_down());
    check(ABOUT_NOTHING, &[below, first, second], "choose grows rfa", Reason::Unsure);
    check(ABOUT_NOTHING, &[below], "unknown", Reason::NothingNear);
}

#[test]
fn a_gap_offers_what_is_about_the_subject_and_then_what_the_editor_named() {
    let cost = sure(COST, 1.0);
    let named = |target| covering(SubjectFit::Named, sure(target, 0.0));
    check(ABOUT_NOTHING, &[cost], "gap cost: grows tace rfa weeks", Reason::Sure);
    check(ABOUT_NOTHING, &[cost, sure(REST, 0.9)], "gap cost: grows tace rfa weeks", Reason::Sure);
    // The entry about RFA does not go with a question about TACE.
    check(ABOUT_TACE, &[cost], "gap cost: grows tace weeks again", Reason::Sure);
    check(ABOUT_TACE, &[cost, named(TACE_STAY)], "gap cost: tace-stay grows tace weeks", Reason::Sure);
    let all = [cost, sure(REST, 0.9), named(TACE_NOT), named(TACE), named(TACE_STAY)];
    check(ABOUT_TACE, &all, "gap cost: tace-not tace grows weeks", Reason::Sure);
}

#[test]
fn two_matches_are_sure_together_when_one_passage_holds_the_other() {
    let floor = ANSWER_FLOOR_BESIDE_GAPS;
    let half = floor / 2.0;
    let less = floor.next_down() - half;
    let pair = |best, second| [sure(best, half), sure(second, half)];
    check(ABOUT_NOTHING, &pair(WEEKS, GROWS), "answer weeks", Reason::Sure);
    // The one that was matched is quoted, whichever holds the other.
    check(ABOUT_NOTHING, &pair(GROWS, WEEKS), "answer grows", Reason::Sure);
    check(ABOUT_NOTHING, &pair(GROWS, REST), "answer grows", Reason::Sure);
    // Passages that hold each other: the better match.
    check(ABOUT_NOTHING, &pair(GROWS, AGAIN), "answer grows", Reason::Sure);
    check(ABOUT_NOTHING, &pair(AGAIN, GROWS), "answer again", Reason::Sure);
    // One slice of two is not the whole passage.
    check(ABOUT_NOTHING, &pair(WEEKS, REST), "choose weeks rest", Reason::Unsure);
    // The same words in another source are another passage.
    check(ABOUT_NOTHING, &pair(WEEKS, IN_REPORT), "choose weeks report", Reason::Unsure);
    check(ABOUT_NOTHING, &pair(IN_REPORT, GROWS), "choose report grows", Reason::Unsure);
    check(ABOUT_NOTHING, &pair(GROWS, BARE), "choose grows bare", Reason::Unsure);
    check(ABOUT_NOTHING, &pair(BARE, TACE), "choose bare tace", Reason::Unsure);
    // Not sure enough together.
    let short = [sure(GROWS, half), sure(WEEKS, less)];
    check(ABOUT_NOTHING, &short, "choose grows weeks", Reason::Unsure);
    // Only the two best count, and only entries.
    let third = [sure(GROWS, half), sure(BARE, half), sure(WEEKS, half)];
    check(ABOUT_NOTHING, &third, "choose grows bare weeks", Reason::Unsure);
    let beside_gap = [sure(GROWS, half), sure(COST, half), sure(WEEKS, half)];
    check(ABOUT_NOTHING, &beside_gap, "choose grows weeks", Reason::Unsure);
    // An unlikely best is lent nothing.
    let least = floor * LEAST_TO_LEND;
    let lent = |confidence| [sure(GROWS, confidence), sure(WEEKS, floor)];
    check(ABOUT_NOTHING, &lent(least), "answer grows", Reason::Sure);
    check(ABOUT_NOTHING, &lent(least.next_down()), "choose grows weeks", Reason::Unsure);
}

#[test]
fn one_word_alone_is_answered_only_by_its_phrasing() {
    let word = QuestionProfile { words: 1, ..ABOUT_NOTHING };
    let near = |nearest_k| [of_match(sure(GROWS, 1.0), |found| Match { nearest_k, ..found }), sure(RFA, 0.0)];
    check(word, &near(NEARLY_A_PHRASING), "answer grows", Reason::Sure);
    check(word, &near(NEARLY_A_PHRASING.next_down()), "choose grows rfa", Reason::OneWord);
    check(QuestionProfile { words: 2, ..ABOUT_NOTHING }, &near(0.0), "answer grows", Reason::Sure);
    // "what?" is how phrasings begin, "which is used most" is one.
    let silent = |words| QuestionProfile { words, has_content_word: false, ..ABOUT_NOTHING };
    check(silent(1), &near(1.0), "unknown", Reason::OneWord);
    check(silent(2), &near(1.0), "answer grows", Reason::Sure);
}

#[test]
fn a_word_that_the_best_match_does_not_speak_of_is_asked_back() {
    let second = sure(RFA, 0.0);
    let covered = |coverage, phrasings| {
        [of_match(spoken_of(sure(GROWS, 1.0), coverage), |found| Match { phrasings, ..found }), second]
    };
    let few = MANY_PHRASINGS - 1;
    let terse = QuestionProfile { words: MOST_WORDS_OF_A_TERSE_QUESTION, ..ABOUT_NOTHING };
    let longer = QuestionProfile { words: MOST_WORDS_OF_A_TERSE_QUESTION + 1, ..ABOUT_NOTHING };
    for (gaps, asked, phrasings, least) in [
        (GAPS, longer, MANY_PHRASINGS, WELL_COVERED),
        (GAPS, longer, few, LEAST_COVERAGE),
        ("", longer, MANY_PHRASINGS, LEAST_COVERAGE),
        ("", terse, few, WELL_COVERED),
    ] {
        check_beside(gaps, asked, &covered(least, phrasings), "answer grows", Reason::Sure);
        let below = covered(least.next_down(), phrasings);
        check_beside(gaps, asked, &below, "choose grows rfa", Reason::UnknownWord);
    }
    let strange = [with_unknown(sure(GROWS, 1.0)), second];
    check(ABOUT_NOTHING, &strange, "choose grows rfa", Reason::UnknownWord);
}

#[test]
fn words_that_tell_nothing_are_offered_nothing() {
    let found = [scored(GROWS, 1.0), scored(RFA, 1.0)];
    let silent = QuestionProfile { has_content_word: false, ..ABOUT_NOTHING };
    check(ABOUT_NOTHING, &found, "choose grows rfa", Reason::Unsure);
    check(silent, &found, "unknown", Reason::NothingNear);
    check_beside("", silent, &found, "unknown", Reason::NothingNear);
    check_offered_about(silent, &found, "");
}

#[test]
fn what_is_about_something_else_offers_nothing() {
    let covered = |coverage, phrasings| {
        [of_match(spoken_of(scored(GROWS, 1.0), coverage), |found| Match { phrasings, ..found }), scored(RFA, 1.0)]
    };
    check_offered(&covered(HARDLY_COVERED, MANY_PHRASINGS), "grows rfa");
    check_offered(&covered(HARDLY_COVERED.next_down(), MANY_PHRASINGS), "");
    check_offered(&covered(0.0, MANY_PHRASINGS - 1), "grows rfa");
    check_offered_about(ABOUT_LASERS, &covered(0.0, MANY_PHRASINGS), "grows rfa");
}

#[test]
fn nothing_is_offered_when_the_best_is_not_near() {
    check_offered(&[scored(GROWS, OFFER_FLOOR), scored(RFA, OFFER_FLOOR)], "grows rfa");
    check_offered(&[scored(GROWS, OFFER_FLOOR.next_down()), scored(RFA, OFFER_FLOOR)], "");
    check_offered(&[scored(TACE, OFFER_FLOOR.next_down())], "");
    check_offered(&[scored(COST, 1.0), scored(HELLO, 1.0)], "");
    check_offered(&[], "");
}

#[test]
fn what_fits_far_less_than_the_best_is_not_offered_beside_it() {
    for best in [1.0, 2.0 * OFFER_FLOOR] {
        let least = best * LEAST_OF_BEST;
        let offer = |third| [scored(GROWS, best), scored(RFA, best), scored(BARE, third)];
        check_offered(&offer(least), "grows rfa bare");
        check_offered(&offer(least.next_down()), "grows rfa");
    }
}

#[test]
fn no_more_than_the_most_are_offered() {
    let many = [GROWS, COST, RFA, BARE, HELLO, TACE, WEEKS, AGAIN].map(|target| scored(target, 1.0));
    let four = "grows rfa bare tace";
    assert_eq!(four.split(' ').count(), MOST_OFFERED);
    check_offered(&many, four);
    check_offered(&many[..4], "grows rfa bare");
}

#[test]
fn one_alone_is_offered_beside_its_related_or_else_the_next() {
    let far = scored(RFA, LEAST_OF_BEST.next_down());
    check_offered(&[scored(TACE, 1.0)], "tace bare");
    check_offered(&[scored(TACE, 1.0), far], "tace bare");
    check_offered(&[scored(GROWS, 1.0), far], "grows rfa");
    check_offered(&[scored(GROWS, 1.0), far, far], "grows rfa");
    check_offered(&[scored(GROWS, 1.0)], "");
    // Not alone.
    check_offered(&[scored(TACE, 1.0), scored(RFA, LEAST_OF_BEST)], "tace rfa");
}

#[test]
fn only_what_is_sure_is_spoken_unasked() {
    let id = || Id::new("grows").expect("a name");
    let low = UNASKED_FLOOR.next_down();
    let gap = Decision::Gap { id: id(), offered: vec![id()] };
    let asked = UnaskedQuestion { is_question: true, names_the_field: true, coverage: UNASKED_COVERAGE };
    let told = UnaskedQuestion { is_question: false, ..asked };
    let of_anything = UnaskedQuestion { names_the_field: false, ..asked };
    let about_more = UnaskedQuestion { coverage: UNASKED_COVERAGE.next_down(), ..asked };
    for (decision, confidence, asked, expected) in [
        (Decision::Answer(id()), UNASKED_FLOOR, asked, true),
        (Decision::Answer(id()), low, asked, false),
        (Decision::Answer(id()), 1.0, told, false),
        (Decision::Answer(id()), low, told, false),
        (Decision::Answer(id()), 1.0, of_anything, false),
        (Decision::Answer(id()), 1.0, about_more, false),
        (Decision::Urgent(id()), 0.0, told, true),
        (Decision::Choose(vec![id(), id()]), 1.0, asked, false),
        (gap, 1.0, asked, false),
        (Decision::Courtesy(id()), 1.0, asked, false),
        (Decision::Unknown, 1.0, asked, false),
    ] {
        let speaks = may_speak_unasked(&decision, confidence, asked);
        assert_eq!(speaks, expected, "{decision:?} {confidence} {asked:?}");
    }
}

#[test]
fn words_that_say_nothing_mean_only_what_is_asked_in_them() {
    let near = NEARLY_A_PHRASING;
    let [first, second] = [sure(GROWS, 1.0), sure(RFA, 0.0)];
    for (target, found) in
        [(GROWS, "answer grows"), (COST, "gap cost: grows tace rfa weeks"), (HELLO, "courtesy hello")]
    {
        let told =
            |content_words, nearest_k| of_match(sure(target, 1.0), |found| Match { content_words, nearest_k, ..found });
        for best in [told(1, 0.0), told(2, 0.0), told(1, 1.0), told(0, 1.0), told(0, near)] {
            check(ABOUT_NOTHING, &[best, second], found, Reason::Sure);
        }
        let (rest, reason) = match target {
            Target::Entry(_) => ([second, sure(BARE, 0.0)], Reason::OneWord),
            Target::Gap(_) | Target::Courtesy(_) => ([first, second], Reason::Unsure),
        };
        let shown = if target == GROWS { "choose grows rfa bare" } else { "choose grows rfa" };
        for best in [told(0, near.next_down()), told(0, 0.0)] {
            check(ABOUT_NOTHING, &[best, rest[0], rest[1]], shown, reason);
        }
    }
}

#[test]
fn a_choice_far_from_everything_follows_nothing_understood() {
    let id = || Id::new("grows").expect("a name");
    let choice = || Decision::Choose(vec![id(), id()]);
    let (near, far) = (scored(GROWS, UNDERSTOOD_FLOOR), scored(GROWS, UNDERSTOOD_FLOOR.next_down()));
    for (decision, candidates, expected) in [
        (choice(), &[near, far][..], true),
        (choice(), &[far, near], false),
        (choice(), &[], false),
        (Decision::Unknown, &[near], false),
        (Decision::Urgent(id()), &[far], true),
        (Decision::Answer(id()), &[far], true),
        (Decision::Gap { id: id(), offered: Vec::new() }, &[far], true),
        (Decision::Courtesy(id()), &[far], true),
    ] {
        assert_eq!(is_understood(&decision, candidates), expected, "{decision:?} {candidates:?}");
    }
}
