//! How near the drafts of a text come to what an editor made of it: the passages, the questions, and what is answered.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use verbatim::corpus::{Entry, Faq, load};
use verbatim::decide::Decision;
use verbatim::engine::Engine;
use verbatim::faq_dir;
use verbatim::text::{Question, fold};

use super::{import_file, undrafted};

fn root(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The bytes of the source that an entry quotes, headings apart.
fn quoted(faq: &Faq, entry: &Entry) -> Vec<Range<usize>> {
    let (Some(passage), Some(source)) = (&entry.passage, faq.source_of(entry)) else { return Vec::new() };
    let found = |slice: &String| source.text.find(slice.as_str()).map(|at| at..at + slice.len());
    passage.slices.iter().filter(|slice| slice.ends_with('.')).filter_map(found).collect()
}

fn length(ranges: &[Range<usize>]) -> usize {
    ranges.iter().map(ExactSizeIterator::len).sum()
}

fn shared(one: &[Range<usize>], other: &[Range<usize>]) -> usize {
    let overlap = |a: &Range<usize>, b: &Range<usize>| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    one.iter().flat_map(|a| other.iter().map(move |b| overlap(a, b))).sum()
}

/// The words of a question that say something.
fn content_words(question: &str) -> Vec<String> {
    const SMALL: [&str; 26] = [
        "what", "how", "does", "is", "are", "the", "a", "an", "of", "for", "to", "in", "do", "can", "who", "when",
        "and", "or", "it", "which", "there", "be", "with", "used", "after", "have",
    ];
    let folded = fold(question);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2 && !SMALL.contains(word));
    words.map(|word| word.chars().take(6).collect()).collect()
}

/// Of the labelled questions about entries: answered rightly, offered, answered wrongly.
fn asked(engine: &Engine, is_right: impl Fn(&str, &[String]) -> bool) -> [usize; 4] {
    let mut counts = [0; 4];
    for set in ["plain", "typos", "long"] {
        let lines = fs::read_to_string(root(&format!("tests/eval/dev/{set}.jsonl"))).expect("labelled questions");
        for line in lines.lines().filter(|line| !line.trim().is_empty()) {
            let case: serde_json::Value = serde_json::from_str(line).expect("a case");
            let gold: Vec<String> = serde_json::from_value(case["gold"].clone()).expect("gold");
            if gold.is_empty() {
                continue;
            }
            counts[3] += 1;
            match engine.decide(&Question::new(case["text"].as_str().expect("text"))).decision {
                Decision::Answer(id) if is_right(id.as_str(), &gold) => counts[0] += 1,
                Decision::Choose(ids) if ids.iter().any(|id| is_right(id.as_str(), &gold)) => counts[1] += 1,
                Decision::Answer(_) => counts[2] += 1,
                _ => {}
            }
        }
    }
    counts
}

#[test]
fn the_drafts_of_the_first_corpus_come_near_to_what_was_curated() {
    let imported = import_file(&root("faq/sources/liver-lesions.txt"), &["--kind", "general"]);
    let drafted = undrafted(&imported.folder, true);
    let curated = load(&faq_dir::files(None).expect("built in")).expect("loads");
    let drafts: BTreeMap<&str, Vec<Range<usize>>> =
        drafted.entries.iter().map(|entry| (entry.id.as_str(), quoted(&drafted, entry))).collect();
    let (mut near, mut alike) = (0, 0);
    let mut homes: BTreeMap<&str, &str> = BTreeMap::new();
    for entry in &curated.entries {
        let ranges = quoted(&curated, entry);
        let most = drafts.iter().max_by_key(|(_, draft)| shared(&ranges, draft));
        let Some((id, draft)) = most.filter(|(_, draft)| shared(&ranges, draft) > 0) else { continue };
        let covered = shared(&ranges, draft) as f64 / length(&ranges) as f64;
        near += usize::from(covered >= 0.9 && length(draft) as f64 <= 1.5 * length(&ranges) as f64);
        let draft = drafted.entry(id).expect("a draft");
        let proposed: Vec<String> = draft.phrasings().flat_map(content_words).collect();
        alike += usize::from(content_words(&entry.question).iter().any(|word| proposed.contains(word)));
        homes.insert(entry.id.as_str(), id);
    }
    let all = curated.entries.len();
    let of_draft =
        asked(&Engine::new(drafted.clone()), |id, gold| gold.iter().any(|gold| homes.get(gold.as_str()) == Some(&id)));
    let of_curated = asked(&Engine::new(curated.clone()), |id, gold| gold.iter().any(|gold| gold == id));
    let count = drafted.entries.len();
    println!("{count} drafts for {all} entries: {near} passages near, {alike} questions alike");
    println!("right, offered, wrong, all: drafts {of_draft:?}, curated {of_curated:?}");
    let told: Vec<_> = drafted.entries.iter().map(|entry| entry.question.as_str()).collect();
    assert!(near * 6 >= all && alike * 3 >= all * 2, "{near} and {alike} of {all}: {told:#?}");
}
