//! One instance of every finding, planted into a folder that is fine, and found with its line and column.

use std::collections::BTreeSet;

use verbatim::corpus::{File, Finding, FindingKind, inspect, narrowed};
use verbatim::engine::Engine;
use verbatim::faq_dir;
use verbatim::scorecard::self_check;

use crate::corpus::{TODAY, folder};

/// What is done to a folder.
enum Plant {
    /// In a file, this takes the place of that.
    Change(&'static str, &'static str, String),
    /// A file comes.
    Add(&'static str, String),
    /// A file goes.
    Take(&'static str),
}

use Plant::{Add, Change, Take};

const TOPIC: &str = "topics/heat.toml";

fn change(path: &'static str, from: &'static str, to: &str) -> Vec<Plant> {
    vec![Change(path, from, to.to_owned())]
}

fn add(path: &'static str, text: &str) -> Vec<Plant> {
    vec![Add(path, text.to_owned())]
}

/// Another entry behind the first.
fn entry(id: &str, question: &str, also_asked: &[&str]) -> Vec<Plant> {
    let more: Vec<String> = (0..8).map(|n| format!("{id} z{n}")).collect();
    let all: Vec<String> =
        also_asked.iter().map(|own| (*own).to_owned()).chain(more).map(|own| format!("{own:?}")).collect();
    let text = format!(
        "related = []\n[[entry]]\nid = \"{id}\"\nquestion = \"{question}\"\nalso_asked = [{}]\npassage = \"Heat\"\n",
        all.join(", ")
    );
    change(TOPIC, "related = []\n", &text)
}

/// A quiz for the first entry.
fn quiz(options: &str, correct: &str, explanation: &str) -> Vec<Plant> {
    let text = format!(
        "related = []\n[entry.quiz]\nquestion = \"What does heat kill?\"\noptions = [{options}]\ncorrect = \"{correct}\"\n\
         explanation = \"{explanation}\"\n"
    );
    change(TOPIC, "related = []\n", &text)
}

fn red_flag(rest: &str) -> Vec<Plant> {
    add("safety.toml", &format!("[[red_flag]]\nid = \"flag\"\n{rest}\n"))
}

fn unquoted(text: &str) -> Vec<Plant> {
    let text = format!("licence = \"Free.\"\nunquoted = [{{ text = \"{text}\", reason = \"a caption\" }}]\n");
    change("faq.toml", "licence = \"Free.\"\n", &text)
}

fn both(one: Vec<Plant>, other: Vec<Plant>) -> Vec<Plant> {
    one.into_iter().chain(other).collect()
}

/// A row for each kind: what is planted, and where it is found.
fn rows() -> Vec<(FindingKind, Vec<Plant>, &'static str)> {
    use FindingKind::*;
    let options = "\"Tumor cells\", \"Time\"";
    vec![
        (Syntax, change(TOPIC, "related = []", "related = [\"a\""), "topics/heat.toml:7:15"),
        (MissingFile, vec![Take("faq.toml")], "faq.toml:1:1"),
        (UnreadFile, add("gap.toml", ""), "gap.toml:1:1"),
        (UnnamedSource, add("sources/old.txt", ""), "sources/old.txt:1:1"),
        (NoEntry, vec![Take(TOPIC), Add(TOPIC, "title = \"Heat\"".to_owned())], "topics:1:1"),
        (MissingKey, change("faq.toml", "disclaimer = \"Not advice.\"\n", ""), "faq.toml:1:1"),
        (EmptyText, change("faq.toml", "about = \"About heat.\"", "about = \"\""), "faq.toml:4:9"),
        (WrongType, change(TOPIC, "related = []", "related = 7"), "topics/heat.toml:7:11"),
        (UnknownKey, change(TOPIC, "related = []", "colour = \"red\""), "topics/heat.toml:7:1"),
        (BadId, change(TOPIC, "id = \"what\"", "id = \"What?\""), "topics/heat.toml:3:6"),
        (
            TakenId,
            add("gaps.toml", "\n[[gap]]\nid = \"what\"\nlabel = \"x\"\nalso_asked = [\"x\"]\nask = \"x\""),
            "gaps.toml:2:1",
        ),
        (UnknownName, change(TOPIC, "related = []", "related = [\"whta\"]"), "topics/heat.toml:7:12"),
        (MissingSource, vec![Take("sources/heat.txt")], "faq.toml:12:8"),
        (ChangedSource, change("sources/heat.txt", "an hour", "one hour"), "faq.toml:13:10"),
        (
            UnsummedSource,
            change("faq.toml", "03dc9fe0fff64e2e798477d9e9008b8c35f1167488bb23c729b74d2d51b47295", ""),
            "faq.toml:13:10",
        ),
        (NotTheSource, change(TOPIC, "kills tumor", "kills tumour"), "topics/heat.toml:6:20"),
        (UnknownLanguage, change("faq.toml", "\"en\"", "\"de\""), "faq.toml:2:12"),
        (HalfReview, change(TOPIC, "related = []", "reviewed_on = 2026-01-01"), "topics/heat.toml:2:1"),
        (
            UnknownPlaceholder,
            change("faq.toml", "unknown = \"Ask {care_team}", "unknown = \"Ask {caer_team}"),
            "faq.toml:19:11",
        ),
        (QuizLimit, quiz("\"Tumor cells\"", "Tumor cells", "Heat kills tumor cells."), "topics/heat.toml:10:12"),
        (QuizAnswer, quiz(options, "Cells", "Heat kills tumor cells."), "topics/heat.toml:11:11"),
        (
            QuizExplanation,
            both(change(TOPIC, " It takes an hour.\"", "\""), quiz(options, "Tumor cells", "It takes an hour.")),
            "topics/heat.toml:12:15",
        ),
        (RedFlagReply, red_flag("reply = \"soon\"\nphrases = [\"b\"]"), "safety.toml:3:9"),
        (SilentRedFlag, red_flag("reply = \"crisis\""), "safety.toml:1:1"),
        (BadPhrase, red_flag("reply = \"crisis\"\nphrases = [\"b\", \"...\"]"), "safety.toml:4:17"),
        (StrayUnquoted, unquoted("Cold does not."), "faq.toml:17:22"),
        (TwinPhrasing, entry("more", "What else does it do?", &["a3"]), "topics/heat.toml:11:15"),
        (
            TwinName,
            add(
                "vocabulary.toml",
                "[[synonym]]\nword = \"heat\"\nalso = [\"warmth\"]\n[[synonym]]\nword = \"hot\"\nalso = [\"b\", \"warmth\"]",
            ),
            "vocabulary.toml:6:14",
        ),
        (UncoveredSentence, change(TOPIC, " It takes an hour.\"", "\""), "sources/heat.txt:3:50"),
        (RaggedSlice, change(TOPIC, "\"Heat kills", "\"kills tumor cells.\", \"Heat kills"), "topics/heat.toml:6:20"),
        (
            LateReview,
            change(TOPIC, "related = []", "reviewed_by = \"a\"\nreviewed_on = 2025-01-01\nreview_due = 2026-11-22"),
            "topics/heat.toml:2:1",
        ),
        (UntoldSubject, add("vocabulary.toml", "[[subject]]\nid = \"x\"\nname = \"X\"\n"), "vocabulary.toml:1:1"),
        (UntrueOption, quiz("\"Bones\", \"Time\"", "Bones", "Heat kills tumor cells."), "topics/heat.toml:10:12"),
        (
            NearLimit,
            vec![Change("faq.toml", "welcome = \"Hello.\"", format!("welcome = \"{}\"", "Hi. ".repeat(1000)))],
            "faq.toml:1:1",
        ),
        (EmptyTopic, add("topics/none.toml", "title = \"None\""), "topics/none.toml:1:1"),
        (
            AlikeOnButtons,
            vec![Change(TOPIC, "title = \"Heat\"", format!("title = \"{}\"", "Heat and heat ".repeat(5)))],
            "topics/heat.toml:1:1",
        ),
        (RepeatedPhrasing, change(TOPIC, "\"a8\"", "\"A1!\""), "topics/heat.toml:5:57"),
        (TripsRedFlag, red_flag("reply = \"crisis\"\nphrases = [\"a3\"]"), "topics/heat.toml:5:27"),
        (CannotWin, entry("little", "?!", &[]), "topics/heat.toml:8:1"),
        (ThinEntry, change(TOPIC, ", \"a8\"", ""), "topics/heat.toml:2:1"),
        (NearTwins, entry("more", "What about it?", &["what is it that the heat does?"]), "topics/heat.toml:11:15"),
        (
            SentElsewhere,
            both(
                change(TOPIC, "\"a1\"", "\"which side effects of the drug are there\""),
                entry("effects", "What are the side effects of the drug?", &[]),
            ),
            "topics/heat.toml:5:15",
        ),
        (
            HardToRead,
            change(
                "faq.toml",
                "unknown = \"Ask",
                "unknown = \"Notwithstanding organisational considerations, individualised recommendations necessitate \
                 multidisciplinary consultation with",
            ),
            "faq.toml:1:1",
        ),
        (QuotedAfterAll, unquoted("It takes an hour."), "faq.toml:17:22"),
        (
            Draft,
            change(
                TOPIC,
                "related = []\n",
                "related = []\n[[entry]]\nid = \"more\"\ndraft = true\nquestion = \"More?\"\npassage = \"Heat\"\n",
            ),
            "topics/heat.toml:8:1",
        ),
    ]
}

fn planted(plants: Vec<Plant>) -> Vec<File> {
    let mut files = folder();
    for plant in plants {
        match plant {
            Change(path, from, to) => {
                let file = files.iter_mut().find(|file| file.path == path).expect("the folder has the file");
                assert!(file.text.contains(from), "{path} has {from:?}");
                file.text = file.text.replacen(from, &to, 1);
            }
            Add(path, text) => files.push(File { path: path.to_owned(), text }),
            Take(path) => files.retain(|file| file.path != path),
        }
    }
    files
}

/// Everything that is said of a folder.
fn found(files: &[File]) -> Vec<Finding> {
    let (faq, mut findings) = inspect(files, TODAY);
    if let Some(faq) = &faq {
        findings.extend(narrowed(self_check(&Engine::new(faq.clone())), files));
    }
    findings.sorted().iter().cloned().collect()
}

fn place(finding: &Finding) -> String {
    format!("{}:{}:{}", finding.place.path, finding.place.line, finding.place.column)
}

#[test]
fn one_of_every_finding_is_found_with_line_and_column() {
    let mut wrong = Vec::new();
    let mut kinds = BTreeSet::new();
    for (kind, plants, expected) in rows() {
        let findings = found(&planted(plants));
        let places: Vec<String> = findings.iter().filter(|finding| finding.kind == kind).map(place).collect();
        if places != [expected] {
            let all: Vec<String> =
                findings.iter().map(|f| format!("{} {} {}", f.kind.code(), place(f), f.problem)).collect();
            wrong.push(format!("{kind:?}: {places:?}, not {expected}; of all {all:#?}"));
        }
        kinds.insert(kind);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // What a text about health lacks is looked for in the FAQ that is about health.
    let mut files = faq_dir::files(None).expect("the FAQ is built in");
    files.retain(|file| file.path != "safety.toml");
    let (_, findings) = inspect(&files, TODAY);
    let unheard = findings.iter().find(|finding| finding.kind == FindingKind::NoRedFlags).expect("it is found");
    assert_eq!(place(unheard), "faq.toml:1:1");
    kinds.insert(unheard.kind);
    let missing: Vec<_> = FindingKind::ALL.iter().filter(|kind| !kinds.contains(kind)).collect();
    assert!(missing.is_empty(), "nobody plants {missing:?}");
}

#[test]
fn a_good_folder_has_none() {
    assert_eq!(found(&folder()), []);
}

#[test]
fn a_cause_comes_first_with_what_follows_from_it() {
    let findings = found(&planted(vec![Take("sources/heat.txt")]));
    assert_eq!((findings[0].kind, findings[0].consequences), (FindingKind::MissingSource, 3), "{findings:#?}");
    assert!(findings.iter().all(|finding| finding.kind != FindingKind::NotTheSource), "{findings:#?}");
    // What a broken file would have named is not missing.
    let vocabulary = add("vocabulary.toml", "[[subject]]\nid = \"heat\"\nname = \"Heat\nnames = [\"x\"]\n");
    let findings = found(&planted(both(vocabulary, change(TOPIC, "related = []", "subject = \"warm\""))));
    assert_eq!(findings[0].kind, FindingKind::Syntax, "{findings:#?}");
    assert!(
        findings[0].consequences > 0 && findings.iter().all(|f| f.kind != FindingKind::UnknownName),
        "{findings:#?}"
    );
}

#[test]
fn a_sentence_may_be_left_out_with_a_reason() {
    let plants = both(change(TOPIC, " It takes an hour.\"", "\""), unquoted("It takes an hour."));
    assert_eq!(found(&planted(plants)), []);
    let plants = both(
        change(TOPIC, " It takes an hour.\"", "\""),
        change(
            "faq.toml",
            "licence = \"Free.\"\n",
            "licence = \"Free.\"\nunquoted = [{ text = \"It takes an hour.\" }]\n",
        ),
    );
    let findings = found(&planted(plants));
    assert!(findings.iter().any(|finding| finding.problem == "`reason` is missing"), "{findings:#?}");
    // Headings say nothing, and need not be quoted.
    assert_eq!(found(&planted(change(TOPIC, "\"Heat\", ", ""))), []);
}

#[test]
fn a_sentence_that_stands_twice_is_quoted_in_both_places() {
    let mut files = folder();
    let source = files.iter_mut().find(|file| file.path == "sources/heat.txt").expect("the folder has the file");
    source.text.push_str("\n\nIt takes an hour.\n");
    let sum = verbatim::corpus::sha256(&source.text);
    let heading = files.iter_mut().find(|file| file.path == "faq.toml").expect("the folder has the file");
    let old = heading.text.lines().find(|line| line.starts_with("sha256")).expect("a sum").to_owned();
    heading.text = heading.text.replacen(&old, &format!("sha256 = \"{sum}\""), 1);
    // As a slice of its own, it stands behind another sentence too.
    let topic = files.iter_mut().find(|file| file.path == TOPIC).expect("the folder has the file");
    topic.text = topic.text.replacen("afterwards. It takes", "afterwards.\", \"It takes", 1);
    assert_eq!(found(&files), []);
    let topic = files.iter_mut().find(|file| file.path == TOPIC).expect("the folder has the file");
    topic.text = topic.text.replacen(", \"It takes an hour.\"", "", 1);
    let places: Vec<String> = found(&files).iter().map(place).collect();
    assert_eq!(places.len(), 2, "{places:?}");
}
