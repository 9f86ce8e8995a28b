//! Accepted phrasings make what others ask later better answered, and break nothing.

use verbatim::corpus::Placement;
use verbatim::engine::Engine;
use verbatim::labelled;
use verbatim::scorecard::{Case, Figures, Grade, Judged, Trial, TrialRefusal, judge, try_phrasing};

use super::{library, texts, written};

/// How many of some questions are graded so.
fn count(engine: &Engine, cases: &[Case], grade: Grade) -> usize {
    cases.iter().filter(|case| judge(engine, (*case).clone()).grade == grade).count()
}

fn figures(engine: &Engine, cases: &[Case]) -> Figures {
    let judged: Vec<Judged> = cases.iter().map(|case| judge(engine, case.clone())).collect();
    Figures::of(judged.iter())
}

#[test]
fn phrasings_of_what_was_missed_raise_what_is_asked_later_and_break_nothing() {
    let file = written("ways.toml");
    let labelled = labelled::read_folder("tests/eval/library-cases/dev".as_ref()).expect("labelled questions");
    let mut engine = library();
    let (mut later, mut refused, mut added) = (Vec::new(), 0, 0);
    for way in file["way"].as_array_of_tables().expect("ways") {
        let entry = way["entry"].as_str().expect("an id");
        let gold = vec![entry.to_owned()];
        later.extend(texts(&way["later"]).into_iter().map(|text| Case { text, gold: gold.clone(), after: None }));
    }
    let before = figures(&engine, &later);
    let before_labelled: Vec<Grade> = labelled.iter().map(|case| judge(&engine, case.clone()).grade).collect();
    for way in file["way"].as_array_of_tables().expect("ways") {
        let entry = way["entry"].as_str().expect("an id");
        for text in texts(&way["missed"]) {
            // As an editor would: what breaks something is left, the rest is added.
            match try_phrasing(&engine, entry, &text, &labelled) {
                Ok(trial) if trial.broken().next().is_some() => refused += 1,
                Ok(Trial { .. }) => {
                    let mut faq = engine.faq().clone();
                    assert_eq!(faq.add_phrasing(entry, &text), Placement::Added);
                    engine = Engine::new(faq);
                    added += 1;
                }
                Err(TrialRefusal::There | TrialRefusal::Elsewhere(_) | TrialRefusal::Empty) => refused += 1,
                Err(why) => panic!("{text:?} of {entry}: {why:?}"),
            }
        }
    }
    let after = figures(&engine, &later);
    println!("{added} added, {refused} refused; of {} asked later: {before:.3?} → {after:.3?}", later.len());
    assert!(added >= 40, "{added} were added, {refused} refused");
    assert!(count(&engine, &later, Grade::Right) > count(&library(), &later, Grade::Right) + later.len() / 10);
    assert!(count(&engine, &later, Grade::Wrong) <= count(&library(), &later, Grade::Wrong) + 1);
    for (case, before) in labelled.iter().zip(before_labelled) {
        let after = judge(&engine, case.clone()).grade;
        let is_broken = after > before && (after >= Grade::Wrong || before <= Grade::Offered && after == Grade::Missed);
        assert!(!is_broken, "{:?}: {before:?} → {after:?}", case.text);
    }
}
