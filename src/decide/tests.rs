//! Each rule of the decision from both sides of its limit, on a small corpus made for it.

use super::thresholds::{
    ANSWER_FLOOR, ANSWER_FLOOR_BESIDE_GAPS, ANSWER_FLOOR_WITH_ONE_PHRASING, COURTESY_FLOOR, GAP_FLOOR,
    LEAST_BESIDE_ANOTHER_SUBJECT, LEAST_COVERAGE, LEAST_OF_BEST, LEAST_OF_UNTURNED, LEAST_TO_LEND, MANY_PHRASINGS,
    MOST_OFFERED, MOST_WORDS_OF_A_TERSE_QUESTION, NEARLY_A_PHRASING, OFFER_FLOOR, UNASKED_FLOOR, UNDERSTOOD_FLOOR,
    WELL_COVERED,
};
use super::{Asked, Candidate, Decision, Reason, Rules, SubjectFit, decide, is_understood, may_speak_unasked, near};
use crate::corpus::{Faq, File, Id, load, sha256};
use crate::matcher::Target;

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
const ABOUT_NOTHING: Asked<'_> = Asked { subjects: &[], turned: false, words: MOST_WORDS_OF_A_TERSE_QUESTION + 1 };
const ABOUT_TACE: Asked<'_> = Asked { subjects: &[0], ..ABOUT_NOTHING };
const ABOUT_TACE_AND_RFA: Asked<'_> = Asked { subjects: &[0, 1], ..ABOUT_NOTHING };
const ABOUT_MICROWAVES: Asked<'_> = Asked { subjects: &[2], ..ABOUT_NOTHING };
const ABOUT_LASERS: Asked<'_> = Asked { subjects: &[3], ..ABOUT_NOTHING };
const TURNED: Asked<'_> = Asked { turned: true, ..ABOUT_NOTHING };
const TERSE: Asked<'_> = Asked { words: MOST_WORDS_OF_A_TERSE_QUESTION, ..ABOUT_NOTHING };
const ONE_WORD: Asked<'_> = Asked { words: 1, ..ABOUT_NOTHING };

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
    Candidate {
        target,
        confidence,
        score: 1.0,
        subject_fit: SubjectFit::Open,
        covers_turned: false,
        coverage: 1.0,
        has_unknown: false,
        phrasings: MANY_PHRASINGS,
        telling: 1,
        nearest_k: 0.0,
    }
}

/// A match too unsure to be an answer.
fn scored(target: Target, score: f32) -> Candidate {
    Candidate { score, ..sure(target, 0.0) }
}

fn covering(subject_fit: SubjectFit, candidate: Candidate) -> Candidate {
    Candidate { subject_fit, ..candidate }
}

fn listed(ids: &[Id]) -> String {
    ids.iter().map(Id::as_str).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check_beside(gaps: &str, asked: Asked<'_>, candidates: &[Candidate], expected: &str, why: Reason) {
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
fn check(asked: Asked<'_>, candidates: &[Candidate], expected: &str, why: Reason) {
    check_beside(GAPS, asked, candidates, expected, why);
}

#[track_caller]
fn check_offered_about(asked: Asked<'_>, candidates: &[Candidate], expected: &str) {
    let faq = faq(GAPS);
    assert_eq!(listed(&near(&faq, &rules(&faq), asked, candidates)), expected, "{asked:?} {candidates:#?}");
}

#[track_caller]
fn check_offered(candidates: &[Candidate], expected: &str) {
    check_offered_about(ABOUT_NOTHING, candidates, expected);
}

#[test]
fn a_passage_is_quoted_from_the_floor_up() {
    for (gaps, floor) in [("", ANSWER_FLOOR), (GAPS, ANSWER_FLOOR_BESIDE_GAPS)] {
        let other = sure(RFA, 0.0);
        check_beside(gaps, ABOUT_NOTHING, &[sure(GROWS, 1.0), other], "answer grows", Reason::Sure);
        check_beside(gaps, ABOUT_NOTHING, &[sure(GROWS, floor), other], "answer grows", Reason::Sure);
        let below = sure(GROWS, floor.next_down());
        check_beside(gaps, ABOUT_NOTHING, &[below, other], "choose grows rfa", Reason::Unsure);
        check_beside(gaps, ABOUT_NOTHING, &[below], "unknown", Reason::NothingNear);
    }
    check(ABOUT_NOTHING, &[], "unknown", Reason::NothingNear);
}

#[test]
fn the_floor_hangs_on_what_speaks_for_the_entry() {
    let other = sure(RFA, 0.0);
    let usual = sure(GROWS, 0.0);
    let once = Candidate { phrasings: 1, ..usual };
    let never = Candidate { phrasings: 0, ..usual };
    let thin = Candidate { coverage: LEAST_COVERAGE, ..usual };
    let thin_once = Candidate { phrasings: 1, ..thin };
    let well = Candidate { coverage: WELL_COVERED, ..usual };
    let well_once = Candidate { phrasings: 1, ..well };
    let hardly = Candidate { coverage: WELL_COVERED.next_down(), phrasings: MANY_PHRASINGS - 1, ..usual };
    for (gaps, best, floor) in [
        ("", usual, ANSWER_FLOOR),
        ("", Candidate { phrasings: 2, ..usual }, ANSWER_FLOOR),
        ("", thin, ANSWER_FLOOR),
        ("", once, ANSWER_FLOOR_WITH_ONE_PHRASING),
        ("", never, ANSWER_FLOOR_WITH_ONE_PHRASING),
        ("", thin_once, ANSWER_FLOOR_WITH_ONE_PHRASING),
        (GAPS, well, ANSWER_FLOOR_BESIDE_GAPS),
        (GAPS, well_once, ANSWER_FLOOR_BESIDE_GAPS),
        (GAPS, hardly, ANSWER_FLOOR),
        (GAPS, Candidate { phrasings: 1, ..hardly }, ANSWER_FLOOR_WITH_ONE_PHRASING),
    ] {
        let at = |confidence| [Candidate { confidence, ..best }, other];
        check_beside(gaps, ABOUT_NOTHING, &at(floor), "answer grows", Reason::Sure);
        check_beside(gaps, ABOUT_NOTHING, &at(floor.next_down()), "choose grows rfa", Reason::Unsure);
    }
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
fn a_subject_that_the_text_lacks_leads_to_its_gap_however_sure_the_match() {
    let other = covering(SubjectFit::Other, sure(TACE, 1.0));
    check(ABOUT_MICROWAVES, &[sure(GROWS, 1.0)], "gap heat: grows", Reason::SubjectNotInText);
    check(ABOUT_MICROWAVES, &[other], "gap heat: grows", Reason::SubjectNotInText);
    check(ABOUT_MICROWAVES, &[sure(HELLO, 1.0)], "gap heat: grows", Reason::SubjectNotInText);
    let both = Asked { subjects: &[0, 2], ..ABOUT_NOTHING };
    check(both, &[sure(GROWS, 1.0)], "gap heat: grows", Reason::SubjectNotInText);
    // A gap that is meant itself goes first.
    check(ABOUT_MICROWAVES, &[sure(COST, GAP_FLOOR)], "gap cost: grows weeks again rest", Reason::Sure);
    let below = sure(COST, GAP_FLOOR.next_down());
    check(ABOUT_MICROWAVES, &[below], "gap heat: grows", Reason::SubjectNotInText);
    // No gap owns lasers, and entries are about TACE.
    check(ABOUT_LASERS, &[sure(GROWS, 1.0)], "answer grows", Reason::Sure);
    check(ABOUT_TACE, &[sure(GROWS, 1.0)], "answer grows", Reason::Sure);
    check_beside("", ABOUT_MICROWAVES, &[sure(GROWS, 1.0)], "answer grows", Reason::Sure);
    // Even when nothing was matched.
    check(ABOUT_MICROWAVES, &[], "gap heat: grows", Reason::SubjectNotInText);
    check(ABOUT_LASERS, &[], "unknown", Reason::NothingNear);
}

#[test]
fn a_second_match_makes_the_best_surer_when_one_passage_holds_the_other() {
    let floor = ANSWER_FLOOR_BESIDE_GAPS;
    let half = floor / 2.0;
    let less = floor.next_down() - half;
    let pair = |best, second| [sure(best, half), sure(second, half)];
    // The best itself is quoted, whichever of the two holds the other.
    check(ABOUT_NOTHING, &pair(WEEKS, GROWS), "answer weeks", Reason::Sure);
    check(ABOUT_NOTHING, &pair(GROWS, WEEKS), "answer grows", Reason::Sure);
    check(ABOUT_NOTHING, &pair(GROWS, REST), "answer grows", Reason::Sure);
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
    // What speaks against the best counts.
    let other = [covering(SubjectFit::Other, sure(GROWS, half)), sure(WEEKS, half), sure(BARE, 0.0)];
    check(ABOUT_TACE, &other, "choose weeks bare", Reason::OtherSubject);
}

#[test]
fn nothing_is_lent_to_what_is_unlikely_by_itself() {
    for (gaps, floor) in [("", ANSWER_FLOOR), (GAPS, ANSWER_FLOOR_BESIDE_GAPS)] {
        let least = floor * LEAST_TO_LEND;
        let pair = |best| [sure(GROWS, best), sure(WEEKS, floor)];
        check_beside(gaps, ABOUT_NOTHING, &pair(least), "answer grows", Reason::Sure);
        check_beside(gaps, ABOUT_NOTHING, &pair(least.next_down()), "choose grows weeks", Reason::Unsure);
        check_beside(gaps, ABOUT_NOTHING, &pair(0.0), "choose grows weeks", Reason::Unsure);
    }
}

#[test]
fn a_passage_about_another_subject_is_neither_quoted_nor_offered() {
    let tace = sure(TACE, 1.0);
    let rest = [sure(GROWS, 0.0), sure(BARE, 0.0)];
    let with = |coverage| [covering(coverage, tace), rest[0], rest[1]];
    check(ABOUT_TACE, &with(SubjectFit::Named), "answer tace", Reason::Sure);
    check(ABOUT_NOTHING, &with(SubjectFit::Open), "answer tace", Reason::Sure);
    check(ABOUT_LASERS, &with(SubjectFit::Other), "choose grows bare", Reason::OtherSubject);
    check(ABOUT_LASERS, &with(SubjectFit::Other)[..1], "unknown", Reason::OtherSubject);
    check(ABOUT_LASERS, &with(SubjectFit::Other)[..2], "unknown", Reason::OtherSubject);
    check_offered(&[rest[0], covering(SubjectFit::Other, tace), rest[1]], "grows bare");
}

#[test]
fn what_is_meant_of_another_subject_leaves_little_to_offer() {
    for other in [1.0, 0.9] {
        let tace = covering(SubjectFit::Other, scored(TACE, other));
        let least = LEAST_BESIDE_ANOTHER_SUBJECT * other;
        check_offered_about(ABOUT_LASERS, &[scored(GROWS, least), scored(BARE, least), tace], "grows bare");
        check_offered_about(ABOUT_LASERS, &[scored(GROWS, least.next_down()), scored(BARE, least), tace], "");
        // How much less the others fit is seen beside the best that may be offered.
        let far = scored(BARE, least * LEAST_OF_BEST);
        check_offered_about(ABOUT_LASERS, &[scored(GROWS, least), far, tace], "grows bare");
    }
    // One that fits hardly keeps nothing back.
    let tace = covering(SubjectFit::Other, scored(TACE, OFFER_FLOOR));
    check_offered_about(ABOUT_LASERS, &[scored(GROWS, OFFER_FLOOR), scored(BARE, OFFER_FLOOR), tace], "grows bare");
}

#[test]
fn two_subjects_get_the_best_entry_of_each() {
    let other = |target, score| covering(SubjectFit::Other, scored(target, score));
    let two = |tace, rfa| [other(TACE, tace), other(TACE_STAY, tace), other(RFA, rfa)];
    check(ABOUT_TACE_AND_RFA, &two(1.0, 0.9), "choose tace rfa", Reason::Unsure);
    check(ABOUT_TACE_AND_RFA, &two(0.9, 1.0), "choose rfa tace", Reason::Unsure);
    check(ABOUT_TACE_AND_RFA, &two(1.0, OFFER_FLOOR), "choose tace rfa", Reason::Unsure);
    check(ABOUT_TACE_AND_RFA, &two(1.0, OFFER_FLOOR.next_down()), "unknown", Reason::NothingNear);
    check(ABOUT_TACE_AND_RFA, &two(1.0, 0.9)[..2], "unknown", Reason::NothingNear);
    // However sure one of them is.
    let sure_of_one = [covering(SubjectFit::Other, sure(TACE, 1.0)), other(RFA, 0.9)];
    check(ABOUT_TACE_AND_RFA, &sure_of_one, "choose tace rfa", Reason::OtherSubject);
    // One that is named alone is offered as ever.
    check(ABOUT_TACE, &two(1.0, 0.9), "unknown", Reason::NothingNear);
    check(
        ABOUT_NOTHING,
        &[scored(BARE, 1.0), scored(TACE, 0.9), scored(RFA, 0.9)],
        "choose bare tace rfa",
        Reason::Unsure,
    );
    // One entry about both stands for both.
    let both = covering(SubjectFit::Named, sure(BOTH, 1.0));
    check(ABOUT_TACE_AND_RFA, &[both, other(TACE, 0.9), other(RFA, 0.9)], "answer both", Reason::Sure);
    let unsure = [covering(SubjectFit::Named, scored(BOTH, 1.0)), scored(BARE, 0.9), other(TACE, 0.9), other(RFA, 0.9)];
    check(ABOUT_TACE_AND_RFA, &unsure, "choose both bare", Reason::Unsure);
    // What is not about either is meant when both fit far less.
    let least = LEAST_BESIDE_ANOTHER_SUBJECT;
    let beside = |score| [scored(BARE, 1.0), scored(GROWS, 1.0), other(TACE, score), other(RFA, score)];
    check(ABOUT_TACE_AND_RFA, &beside(least), "choose tace rfa", Reason::Unsure);
    check(ABOUT_TACE_AND_RFA, &beside(least.next_down()), "choose bare grows", Reason::Unsure);
    // A word that nothing speaks of is about neither.
    let unknown =
        [Candidate { has_unknown: true, ..sure(BARE, 1.0) }, sure(GROWS, 0.0), other(TACE, 1.0), other(RFA, 1.0)];
    check(ABOUT_TACE_AND_RFA, &unknown, "choose bare grows", Reason::UnknownWord);
}

#[test]
fn a_question_turned_around_gets_only_what_is_asked_turned_around() {
    let second = sure(RFA, 0.0);
    let covers = |covers_turned| [Candidate { covers_turned, ..sure(TACE_NOT, 1.0) }, second];
    check(TURNED, &covers(true), "answer tace-not", Reason::Sure);
    check(TURNED, &covers(false), "choose tace-not rfa", Reason::TurnedAround);
    check(ABOUT_NOTHING, &covers(true), "answer tace-not", Reason::Sure);
    check(ABOUT_NOTHING, &covers(false), "answer tace-not", Reason::Sure);
}

#[test]
fn a_question_turned_around_goes_to_the_gap_that_is() {
    let (best, second) = (sure(TACE, 1.0), sure(RFA, 0.0));
    let turned = |target, score| Candidate { covers_turned: true, ..scored(target, score) };
    let beside = |gap| [best, second, gap];
    let least = LEAST_OF_UNTURNED;
    check(TURNED, &beside(turned(HEAT, 1.0)), "gap heat: tace grows", Reason::TurnedAround);
    check(TURNED, &beside(turned(HEAT, least)), "gap heat: tace grows", Reason::TurnedAround);
    check(TURNED, &beside(turned(HEAT, least.next_down())), "choose tace rfa", Reason::TurnedAround);
    // A gap that is not asked turned around, a courtesy, and one about another subject.
    check(TURNED, &beside(scored(COST, 1.0)), "choose tace rfa", Reason::TurnedAround);
    check(TURNED, &beside(turned(HELLO, 1.0)), "choose tace rfa", Reason::TurnedAround);
    let other = covering(SubjectFit::Other, turned(HEAT, 1.0));
    check(TURNED, &beside(other), "choose tace rfa", Reason::TurnedAround);
    // An entry that covers it and fits better is among what is offered.
    let entry_first = [best, turned(TACE_NOT, 0.9), turned(HEAT, 0.8)];
    check(TURNED, &entry_first, "choose tace tace-not", Reason::TurnedAround);
    let gap_first = [best, turned(HEAT, 0.9), turned(TACE_NOT, 0.8)];
    check(TURNED, &gap_first, "gap heat: tace grows", Reason::TurnedAround);
    // Only when something would be quoted otherwise.
    check(TURNED, &[scored(TACE, 1.0), second, turned(HEAT, 1.0)], "choose tace rfa", Reason::Unsure);
    check(ABOUT_NOTHING, &beside(turned(HEAT, 1.0)), "answer tace", Reason::Sure);
}

#[test]
fn who_is_asked_turned_around_stands_in_the_phrasings() {
    let rules = rules(&faq(GAPS));
    for (target, expected) in [(TACE_NOT, true), (TACE, false), (HEAT, true), (COST, false), (HELLO, true)] {
        assert_eq!(rules.covers_turned(target), expected, "{target:?}");
    }
}

#[test]
fn words_that_say_nothing_mean_only_what_is_asked_in_them() {
    let near = NEARLY_A_PHRASING;
    let [first, second] = [sure(GROWS, 1.0), sure(RFA, 0.0)];
    for (target, found) in
        [(GROWS, "answer grows"), (COST, "gap cost: grows tace rfa weeks"), (HELLO, "courtesy hello")]
    {
        let told = |telling, nearest_k| Candidate { telling, nearest_k, ..sure(target, 1.0) };
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
fn one_word_is_no_question_unless_it_is_a_phrasing() {
    let second = sure(RFA, 0.0);
    let near = |nearest_k| [Candidate { nearest_k, ..sure(GROWS, 1.0) }, second];
    check(ONE_WORD, &near(1.0), "answer grows", Reason::Sure);
    check(ONE_WORD, &near(NEARLY_A_PHRASING), "answer grows", Reason::Sure);
    check(ONE_WORD, &near(NEARLY_A_PHRASING.next_down()), "choose grows rfa", Reason::OneWord);
    check(ONE_WORD, &near(0.0), "choose grows rfa", Reason::OneWord);
    check(ONE_WORD, &near(0.0)[..1], "unknown", Reason::OneWord);
    check(ABOUT_NOTHING, &near(0.0), "answer grows", Reason::Sure);
    // A gap and a courtesy quote nothing.
    check(ONE_WORD, &[sure(COST, 1.0)], "gap cost: grows tace rfa weeks", Reason::Sure);
    check(ONE_WORD, &[sure(HELLO, 1.0)], "courtesy hello", Reason::Sure);
}

#[test]
fn an_answer_speaks_of_what_is_asked() {
    let second = sure(RFA, 0.0);
    let (many, few) = (MANY_PHRASINGS, MANY_PHRASINGS - 1);
    for (gaps, asked, phrasings, least) in [
        ("", ABOUT_NOTHING, many, LEAST_COVERAGE),
        ("", ABOUT_NOTHING, few, LEAST_COVERAGE),
        ("", TERSE, many, WELL_COVERED),
        ("", TERSE, few, WELL_COVERED),
        (GAPS, ABOUT_NOTHING, many, WELL_COVERED),
        (GAPS, ABOUT_NOTHING, few, LEAST_COVERAGE),
        (GAPS, TERSE, few, WELL_COVERED),
    ] {
        let best = Candidate { phrasings, ..sure(GROWS, 1.0) };
        let covered = |coverage| [Candidate { coverage, ..best }, second];
        check_beside(gaps, asked, &covered(1.0), "answer grows", Reason::Sure);
        check_beside(gaps, asked, &covered(least), "answer grows", Reason::Sure);
        check_beside(gaps, asked, &covered(least.next_down()), "choose grows rfa", Reason::UnknownWord);
        let unknown = [Candidate { has_unknown: true, ..best }, second];
        check_beside(gaps, asked, &unknown, "choose grows rfa", Reason::UnknownWord);
        check_beside(gaps, asked, &unknown[..1], "unknown", Reason::UnknownWord);
    }
    // What nobody would quote is not looked at: a gap is named, and so is a courtesy.
    let strange = |target| Candidate { coverage: 0.0, has_unknown: true, ..sure(target, 1.0) };
    check(ABOUT_NOTHING, &[strange(COST)], "gap cost: grows tace rfa weeks", Reason::Sure);
    check(ABOUT_NOTHING, &[strange(HELLO)], "courtesy hello", Reason::Sure);
}

#[test]
fn what_nothing_speaks_of_is_offered_nothing_where_gaps_are_known() {
    let second = sure(RFA, 0.0);
    let covered = |coverage| [Candidate { coverage, ..sure(GROWS, 0.0) }, second];
    let below = covered(LEAST_COVERAGE.next_down());
    check(ABOUT_NOTHING, &covered(LEAST_COVERAGE), "choose grows rfa", Reason::Unsure);
    check(ABOUT_NOTHING, &below, "unknown", Reason::NothingNear);
    check(ABOUT_NOTHING, &[Candidate { confidence: 1.0, ..below[0] }, second], "unknown", Reason::UnknownWord);
    // Few phrasings do not tell what an entry is not about.
    let few = Candidate { phrasings: MANY_PHRASINGS - 1, ..below[0] };
    check(ABOUT_NOTHING, &[few, second], "choose grows rfa", Reason::Unsure);
    check_offered(&below, "");
    // A subject that is named is near, and so is everything where no gap tells what is not.
    check(ABOUT_TACE, &below, "choose grows rfa", Reason::Unsure);
    check_beside("", ABOUT_NOTHING, &below, "choose grows rfa", Reason::Unsure);
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
fn a_related_entry_about_another_subject_is_not_offered() {
    let alone = [scored(HOT, 1.0)];
    let far = [alone[0], scored(WEEKS, LEAST_OF_BEST.next_down())];
    check_offered_about(ABOUT_NOTHING, &alone, "hot rfa");
    check_offered_about(ABOUT_TACE, &alone, "hot tace");
    check_offered_about(ABOUT_LASERS, &alone, "hot bare");
    check_offered_about(ABOUT_LASERS, &far, "hot bare");
    check(ABOUT_LASERS, &alone, "choose hot bare", Reason::Unsure);
    // None that is related fits: the next best.
    let only = [scored(TACE_NOT, 1.0), scored(WEEKS, 0.0)];
    check_offered_about(ABOUT_TACE, &only[..1], "");
    check_offered_about(ABOUT_TACE, &only, "tace-not weeks");
}

#[test]
fn only_what_is_sure_is_spoken_unasked() {
    let id = || Id::new("grows").expect("a name");
    let low = UNASKED_FLOOR.next_down();
    let gap = Decision::Gap { id: id(), offered: vec![id()] };
    for (decision, confidence, is_question, expected) in [
        (Decision::Answer(id()), UNASKED_FLOOR, true, true),
        (Decision::Answer(id()), low, true, false),
        (Decision::Answer(id()), 1.0, false, false),
        (Decision::Answer(id()), low, false, false),
        (Decision::Urgent(id()), 0.0, false, true),
        (Decision::Choose(vec![id(), id()]), 1.0, true, false),
        (gap, 1.0, true, false),
        (Decision::Courtesy(id()), 1.0, true, false),
        (Decision::Unknown, 1.0, true, false),
    ] {
        let speaks = may_speak_unasked(&decision, confidence, is_question);
        assert_eq!(speaks, expected, "{decision:?} {confidence} {is_question}");
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
