//! How long the engine's steps take on made-up FAQs of 200 to 100,000 phrasings: `cargo bench --bench engine`.
//!
//! One sample is one question, so the median of `decide` is its p50 over a thousand different questions. Everything
//! runs on one thread. The figures and what they mean stand in README.md beside this file.

mod synthetic;

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use divan::Bencher;
use verbatim::engine::{Engine, Outcome};
use verbatim::text::Question;
use verbatim::{corpus, faq_dir};

fn main() {
    divan::main();
}

/// Numbers of phrasings. `cargo test` also runs every bench once, unoptimised, where the large sizes take minutes.
const SIZES: &[usize] = if cfg!(debug_assertions) { &[200] } else { &[200, 750, 10_000, 100_000] };

/// Numbers of entries of folders.
const FOLDERS: &[usize] = if cfg!(debug_assertions) { &[50] } else { &[250, 500, 1_000, 2_000] };

/// Engines by size, each built once and kept.
static ENGINES: LazyLock<Mutex<HashMap<usize, &'static Engine>>> = LazyLock::new(Mutex::default);

fn engine(phrasings: usize) -> &'static Engine {
    let mut engines = ENGINES.lock().expect("no bench panics while it holds the engines");
    engines.entry(phrasings).or_insert_with(|| Box::leak(Box::new(Engine::new(synthetic::faq(phrasings)))))
}

/// Calls `step` with one question after the other, each its own sample.
fn one_by_one<O>(bencher: Bencher<'_, '_>, questions: &[Question], step: impl Fn(&Question) -> O) {
    let mut questions = questions.iter().cycle();
    let next = || questions.next().expect("a cycle never ends");
    bencher.with_inputs(next).bench_local_values(step);
}

#[divan::bench_group(sample_count = 1000, sample_size = 1)]
mod fold {
    use super::{Bencher, one_by_one, synthetic};
    use verbatim::text::fold;

    #[divan::bench]
    fn plain(bencher: Bencher<'_, '_>) {
        one_by_one(bencher, &synthetic::questions(750, false), |question| fold(question.typed()));
    }

    /// Curly quotes, a dash and accents, which take the long way.
    #[divan::bench]
    fn accents(bencher: Bencher<'_, '_>) {
        bencher.with_inputs(|| "Où est l’entrée du musée – “côté jardin” ou près du café?").bench_values(fold);
    }
}

/// Words, typo repair and names, without scoring.
#[divan::bench_group(sample_count = 1000, sample_size = 1)]
mod read {
    use super::{Bencher, one_by_one, synthetic};
    use verbatim::language::language_data;
    use verbatim::matcher::Matcher;

    fn read(bencher: Bencher<'_, '_>, typos: bool) {
        let faq = synthetic::faq(750);
        let language = language_data(&faq.language).expect("a corpus loads only in a language that is known");
        let matcher = Matcher::new(&faq, language);
        one_by_one(bencher, &synthetic::questions(750, typos), |question| {
            // The reading borrows from the question, so its length stands for it.
            matcher.read(question.folded()).words.len()
        });
    }

    #[divan::bench]
    fn clean(bencher: Bencher<'_, '_>) {
        read(bencher, false);
    }

    #[divan::bench]
    fn typos(bencher: Bencher<'_, '_>) {
        read(bencher, true);
    }
}

#[divan::bench_group(sample_count = 1000, sample_size = 1, max_time = 5)]
mod decide {
    use super::{Bencher, SIZES, engine, one_by_one, synthetic};

    #[divan::bench(args = SIZES)]
    fn clean(bencher: Bencher<'_, '_>, phrasings: usize) {
        let engine = engine(phrasings);
        one_by_one(bencher, &synthetic::questions(phrasings, false), |question| engine.decide(question));
    }

    #[divan::bench(args = SIZES)]
    fn typos(bencher: Bencher<'_, '_>, phrasings: usize) {
        let engine = engine(phrasings);
        one_by_one(bencher, &synthetic::questions(phrasings, true), |question| engine.decide(question));
    }
}

/// From a loaded corpus to an engine.
#[divan::bench(args = SIZES, sample_count = 10, sample_size = 1, max_time = 4)]
fn build(bencher: Bencher<'_, '_>, phrasings: usize) {
    let faq = synthetic::faq(phrasings);
    bencher.with_inputs(|| faq.clone()).bench_local_values(Engine::new);
}

/// A folder as an editor has it checked, by its number of entries: as it is, and with every passage wrong.
#[divan::bench_group(sample_count = 5, sample_size = 1, max_time = 20)]
mod check {
    use verbatim::corpus::{Date, Findings, inspect};

    use super::{Bencher, FOLDERS, synthetic};

    const TODAY: Date = Date { year: 2026, month: 11, day: 28 };

    #[divan::bench(args = FOLDERS)]
    fn right(bencher: Bencher<'_, '_>, entries: usize) {
        let files = synthetic::quoting::folder(entries);
        let (faq, findings) = inspect(&files, TODAY);
        assert!(faq.is_some(), "a made-up folder does not load: {findings:?}");
        bencher.bench(|| inspect(&files, TODAY));
    }

    #[divan::bench(args = FOLDERS)]
    fn all_wrong(bencher: Bencher<'_, '_>, entries: usize) {
        let files = synthetic::quoting::misquoting_folder(entries);
        let findings: Findings = inspect(&files, TODAY).1;
        assert!(findings.len() >= entries, "each passage is wrong");
        bencher.bench(|| inspect(&files, TODAY));
    }
}

/// The FAQ that is built in. The word table is made ready once a process and is warm here; `benches/start` has a cold
/// one.
#[divan::bench_group(sample_count = 10, sample_size = 1)]
mod start {
    use super::{Bencher, Engine, Outcome, Question, corpus, faq_dir};

    fn files() -> Vec<corpus::File> {
        faq_dir::files(None).expect("the FAQ that is built in can be read")
    }

    fn load(files: &[corpus::File]) -> corpus::Faq {
        corpus::load(files).expect("the FAQ that is built in is well formed")
    }

    #[divan::bench]
    fn load_alone(bencher: Bencher<'_, '_>) {
        let files = files();
        bencher.bench(|| load(&files));
    }

    #[divan::bench]
    fn to_first_answer() -> Outcome {
        Engine::new(load(&files())).decide(&Question::new("does the liver grow back"))
    }
}
