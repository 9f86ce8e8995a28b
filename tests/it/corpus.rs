//! Loading and checking a FAQ folder: what loads, and what every finding says.

use std::path::Path;

use verbatim::corpus::{Date, Faq, File, Id, check, load};
use verbatim::decide::Decision;
use verbatim::engine::Engine;
use verbatim::faq_dir;
use verbatim::text::Question;

const SOURCE: &str = "Heat\n\nHeat kills tumor cells.Patients rest afterwards. It takes an hour.\n";
const SOURCE_SHA256: &str = "03dc9fe0fff64e2e798477d9e9008b8c35f1167488bb23c729b74d2d51b47295";
pub(crate) const TODAY: Date = Date { year: 2026, month: 11, day: 23 };

/// A small folder that is fine.
pub(crate) fn folder() -> Vec<File> {
    let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
    let heading = format!(
        r#"title = "Heat"
language = "en"
disclaimer = "Not advice."
about = "About heat."
[contacts]
emergency = "112"
crisis = "a crisis line"
care_team = "your team"
person = "the office"
[[source]]
id = "heat"
file = "sources/heat.txt"
sha256 = "{SOURCE_SHA256}"
title = "Heat"
origin = "A text."
licence = "Free."
[replies]
welcome = "Hello."
unknown = "Ask {{care_team}}."
emergency = "Call {{emergency}}."
crisis = "Call {{crisis}}."
same_day = "Call {{care_team}}."
"#
    );
    let topic = r#"title = "Heat"
[[entry]]
id = "what"
question = "What does heat do?"
also_asked = ["a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8"]
passage = ["Heat", "Heat kills tumor cells.", "Patients rest afterwards. It takes an hour."]
related = []
"#;
    vec![file("faq.toml", &heading), file("sources/heat.txt", SOURCE), file("topics/heat.toml", topic)]
}

/// The folder with `from` replaced by `to` in one file.
pub(crate) fn changed(path: &str, from: &str, to: &str) -> Vec<File> {
    let mut files = folder();
    let file = files.iter_mut().find(|file| file.path == path).expect("the folder has the file");
    assert!(file.text.contains(from), "{path} has {from:?}");
    file.text = file.text.replace(from, to);
    files
}

fn with(path: &str, text: &str) -> Vec<File> {
    let mut files = folder();
    files.push(File { path: path.to_owned(), text: text.to_owned() });
    files
}

/// What loading says, a line a finding; empty when the folder loads.
fn findings(files: &[File]) -> String {
    load(files).map_or_else(|findings| findings.to_string(), |_| String::new())
}

#[track_caller]
pub(crate) fn check_findings(files: &[File], expected: &str) {
    assert_eq!(findings(files), expected);
}

/// The second field that is measured in: the rules of a library, thin as a newcomer writes them.
fn library() -> Faq {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/eval/library");
    let files = faq_dir::files(Some(&folder)).expect("the folder can be read");
    load(&files).unwrap_or_else(|findings| panic!("{findings}"))
}

#[test]
fn a_language_that_matching_does_not_know_is_not_read_as_english() {
    for known in ["en-GB", "EN"] {
        check_findings(&changed("faq.toml", "language = \"en\"", &format!("language = \"{known}\"")), "");
    }
    check_findings(
        &changed("faq.toml", "language = \"en\"", "language = \"de\""),
        "faq.toml:2: language `de`: matching knows English (en) alone; a text in another language needs its words in \
         src/language first",
    );
}

#[test]
fn a_good_folder_loads_without_findings() {
    let faq = load(&folder()).expect("the folder is fine");
    assert_eq!(check(&faq, TODAY).to_string(), "");
    assert_eq!(faq.entries[0].passage.as_ref().map(|passage| passage.slices.len()), Some(3));
}

#[test]
fn an_unknown_key_comes_with_a_suggestion() {
    check_findings(
        &changed("topics/heat.toml", "question =", "qestion ="),
        "topics/heat.toml:2: `question` is missing\ntopics/heat.toml:4: unknown key `qestion`, did you mean `question`?",
    );
    check_findings(
        &changed("topics/heat.toml", "related = []", "colour = \"red\""),
        "topics/heat.toml:7: unknown key `colour`, known are id, source, passage, question, also_asked, subject, related, reviewed_by, reviewed_on, review_due, quiz, draft",
    );
}

#[test]
fn every_finding_is_reported_not_only_the_first() {
    let mut files = changed("topics/heat.toml", "id = \"what\"", "id = \"What?\"");
    files[0].text = files[0].text.replace("title = \"Heat\"\nlanguage", "tilte = \"Heat\"\nlanguage");
    check_findings(
        &files,
        "faq.toml:1: `title` is missing\nfaq.toml:1: unknown key `tilte`, did you mean `title`?\ntopics/heat.toml:3: id `What?` must be 1 to 40 of a-z, 0-9 and -",
    );
}

#[test]
fn a_syntax_error_names_its_line() {
    let said = findings(&changed("topics/heat.toml", "related = []", "related = [\"a\""));
    assert!(said.contains("topics/heat.toml:7: not valid TOML: unclosed array"), "{said}");
}

#[test]
fn one_changed_byte_in_a_passage_is_shown_with_the_place_in_the_source() {
    check_findings(
        &changed("topics/heat.toml", "Heat kills tumor cells.\"", "Heat kills tumour cells.\""),
        "topics/heat.toml:6: the passage is not the source's words: after `Heat kills` it says `tumour` where sources/heat.txt:3:12 says `tumor`",
    );
}

#[test]
fn one_changed_byte_in_the_source_is_shown() {
    let said = findings(&changed("sources/heat.txt", "an hour", "an hout"));
    assert!(said.contains("faq.toml:13: sources/heat.txt is not the text that was curated: its sha256 is "), "{said}");
    assert!(said.contains("topics/heat.toml:6: the passage is not the source's words: after `afterwards. It takes an` it says `hour.` where sources/heat.txt:3:62 says `hout.`"), "{said}");
}

#[test]
fn one_changed_blank_in_the_source_is_shown_too() {
    let said = findings(&changed("sources/heat.txt", "Heat\n\n", "Heat\n"));
    assert!(said.starts_with("faq.toml:13: sources/heat.txt is not the text that was curated"), "{said}");
}

#[test]
fn names_must_be_unique_and_be_found() {
    check_findings(
        &changed("topics/heat.toml", "related = []", "related = [\"whta\"]\nsubject = \"heat\""),
        "topics/heat.toml:2: no entry is called `whta`, did you mean `what`?\ntopics/heat.toml:2: no subject is called `heat`",
    );
    check_findings(
        &with("gaps.toml", "[[gap]]\nid = \"what\"\nlabel = \"x\"\nalso_asked = [\"x\"]\nask = \"Ask {caer_team}.\""),
        "gaps.toml:1: the id `what` is taken by topics/heat.toml:2\ngaps.toml:5: unknown placeholder `{caer_team}` in `ask`; there are {emergency}, {crisis}, {care_team}, {person}",
    );
}

#[test]
fn files_that_nothing_reads_are_named() {
    check_findings(
        &with("gap.toml", ""),
        "gap.toml:1: no file of this name is read; rename it to gaps.toml, or take it away",
    );
    check_findings(&with("sources/old.txt", ""), "sources/old.txt:1: no [[source]] in faq.toml names this file");
    check_findings(&with("old/heat.toml", ""), "old/heat.toml:1: no file of this name is read");
    check_findings(&with("notes.txt", ""), "");
    for (path, name) in [
        ("safety.toml.txt", "safety.toml"),
        ("safety.yaml", "safety.toml"),
        ("Safety.toml", "safety.toml"),
        ("safety.toml.bak", "safety.toml"),
        ("gaps.tml", "gaps.toml"),
        ("topics/tace.yml", "topics/tace.toml"),
        ("topic/x.toml", "topics/x.toml"),
        ("sources/x.TXT", "sources/x.txt"),
    ] {
        check_findings(
            &with(path, ""),
            &format!("{path}:1: no file of this name is read; rename it to {name}, or take it away"),
        );
    }
    // A copy beside what it is a copy of.
    check_findings(&with("faq.toml.bak", ""), "");
    let mut renamed = folder();
    renamed[0].path = "faq.toml.txt".to_owned();
    check_findings(
        &renamed,
        "faq.toml:1: the file is missing; a FAQ folder has faq.toml and topics/*.toml\nfaq.toml.txt:1: no file of this \
         name is read; rename it to faq.toml, or take it away",
    );
    check_findings(&[], "faq.toml:1: the file is missing; a FAQ folder has faq.toml and topics/*.toml");
}

#[test]
fn a_review_needs_a_reviewer_and_a_date() {
    check_findings(
        &changed("topics/heat.toml", "related = []", "reviewed_on = 2026-01-01"),
        "topics/heat.toml:2: `reviewed_by` and `reviewed_on` go together: a review has a reviewer and a date",
    );
}

#[test]
fn wrong_types_say_what_is_wanted() {
    check_findings(
        &changed("topics/heat.toml", "related = []", "related = 7\nreview_due = \"soon\""),
        "topics/heat.toml:7: `related` must be a text or a list of texts, not integer\ntopics/heat.toml:8: `review_due` must be a date such as 2026-11-23, not string",
    );
}

#[track_caller]
pub(crate) fn check_warning(files: &[File], expected: &str) {
    let faq = load(files).unwrap_or_else(|findings| panic!("{findings}"));
    assert_eq!(check(&faq, TODAY).to_string(), expected);
}

#[test]
fn what_does_not_keep_from_loading_is_still_reported() {
    check_warning(
        &changed("topics/heat.toml", "\"a8\"", "\"A1!\""),
        "topics/heat.toml:2: `what` has the phrasing `A1!` twice",
    );
    check_warning(
        &changed("topics/heat.toml", ", \"a8\"", ""),
        "topics/heat.toml:2: `what` has 7 other phrasings; with 8 or more people find it",
    );
    check_warning(
        &changed("topics/heat.toml", " It takes an hour.", ""),
        "sources/heat.txt:3: no passage holds the sentence `It takes an hour.`; quote it, or list it in `unquoted`",
    );
    check_warning(
        &changed("topics/heat.toml", "\"Heat kills", "\"kills tumor cells.\", \"Heat kills"),
        "topics/heat.toml:2: the slice `kills tumor cells.` of `what` is not cut at sentence ends",
    );
    check_warning(
        &changed(
            "topics/heat.toml",
            "related = []",
            "reviewed_by = \"a team\"\nreviewed_on = 2025-01-01\nreview_due = 2026-11-22",
        ),
        "topics/heat.toml:2: the review of `what` was due on 2026-11-22",
    );
    check_warning(
        &with("vocabulary.toml", "[[subject]]\nid = \"x\"\nname = \"X\"\nnames = [\"ex\"]"),
        "vocabulary.toml:1: no entry and no gap is about the subject `x`",
    );
}

#[test]
fn a_text_about_health_needs_red_flags() {
    let without = |paths: &[&str]| {
        let mut files = faq_dir::files(None).expect("the FAQ is built in");
        files.retain(|file| !paths.contains(&file.path.as_str()));
        files
    };
    check_warning(&without(&[]), "");
    check_findings(
        &without(&["safety.toml"]),
        "faq.toml:1: the text is about health and there is no red flag; write in safety.toml what a cry for help sounds \
         like, or it gets a passage (a text that is not about health says kind = \"general\")",
    );
}

/// The folder of another field: nothing that only a hospital has.
fn general() -> Vec<File> {
    let mut files = changed("faq.toml", "title = \"Heat\"\nlanguage", "title = \"Heat\"\nkind = \"general\"\nlanguage");
    let of_health = [
        "emergency = \"112\"\n",
        "crisis = \"a crisis line\"\n",
        "care_team = \"your team\"\n",
        "emergency = \"Call {emergency}.\"\n",
        "crisis = \"Call {crisis}.\"\n",
        "same_day = \"Call {care_team}.\"\n",
    ];
    files[0].text = of_health.iter().fold(files[0].text.clone(), |text, line| text.replace(line, ""));
    files[0].text = files[0].text.replace("{care_team}", "{person}");
    files
}

#[test]
fn a_text_of_another_field_needs_nothing_of_a_hospital() {
    let faq = load(&general()).unwrap_or_else(|findings| panic!("{findings}"));
    assert!(!faq.is_about_health);
    let mut unsaid = general();
    unsaid[0].text = unsaid[0].text.replace("kind = \"general\"\n", "");
    assert!(!load(&unsaid).expect("its words are of no hospital").is_about_health);
    let mut typed = general();
    typed[0].text = typed[0].text.replace("kind = \"general\"", "kind = \"library\"");
    check_findings(&typed, "faq.toml:2: `kind` must be health or general, not `library`");
    let mut empty = general();
    empty[0].text = empty[0].text.replace("{person}", "{crisis}");
    check_findings(&empty, "faq.toml:17: `{crisis}` in `unknown`: [contacts] has no `crisis`");
}

#[test]
fn what_is_needed_follows_from_the_field_and_from_the_red_flags() {
    let mut health = general();
    health[0].text = health[0].text.replace("kind = \"general\"", "kind = \"health\"");
    let needs = "; a text about health needs it, and one that is not says kind = \"general\"";
    let said = findings(&health);
    for line in [
        format!("faq.toml:6: `emergency` is missing{needs}"),
        format!("faq.toml:6: `crisis` is missing{needs}"),
        format!("faq.toml:6: `care_team` is missing{needs}"),
        format!("faq.toml:15: `same_day` is missing{needs}"),
        "faq.toml:1: the text is about health and there is no red flag".to_owned(),
    ] {
        assert!(said.contains(&line), "{line}\n{said}");
    }
    let mut flagged = general();
    let flag = "[[red_flag]]\nid = \"drowning\"\nreply = \"emergency\"\nphrases = [\"drowning\"]";
    flagged.push(File { path: "safety.toml".to_owned(), text: flag.to_owned() });
    check_findings(
        &flagged,
        "faq.toml:6: `emergency` is missing; the red flag `drowning` needs it\nfaq.toml:15: `emergency` is missing; the \
         red flag `drowning` needs it",
    );
}

#[test]
fn a_folder_hands_over_what_looks_like_a_file_of_the_faq_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let paths = |folder: &Path| -> Vec<String> {
        faq_dir::files(Some(folder)).expect("readable").into_iter().map(|file| file.path).collect()
    };
    std::fs::create_dir(folder.path().join("topics")).expect("made");
    for name in [".safety.toml.swp", "safety.toml~", ".DS_Store", "README.md", "topics/a.toml.bak", "topics/a.toml"] {
        // None of these is read, so it need not be text.
        std::fs::write(folder.path().join(name), if name.ends_with(".toml") { &b""[..] } else { b"\xff" })
            .expect("written");
    }
    assert_eq!(paths(folder.path()), ["topics/a.toml"]);
    for name in ["safety.yaml", "gaps.tml", "topics/b.yml"] {
        std::fs::write(folder.path().join(name), b"\xff").expect("written");
    }
    assert_eq!(paths(folder.path()), ["gaps.tml", "safety.yaml", "topics/a.toml", "topics/b.yml"]);
}

#[test]
fn a_corpus_for_measuring_loads_with_duplicates_and_without_sources() {
    let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
    let files = [
        file("faq.toml", "title = \"set\"\nlanguage = \"en\"\nquotes = false\n"),
        file(
            "topics/all.toml",
            "title = \"All\"\n[[entry]]\nid = \"e0\"\nquestion = \"same\"\nalso_asked = [\"same\"]\npassage = \"\"\n[[entry]]\nid = \"e1\"\nquestion = \"same\"\nalso_asked = []\npassage = \"\"\n",
        ),
    ];
    assert_eq!(findings(&files), "");
}

pub(crate) fn shipped() -> Faq {
    load(&faq_dir::files(None).expect("the FAQ is built in")).unwrap_or_else(|findings| panic!("{findings}"))
}

#[test]
fn the_shipped_faq_has_no_findings() {
    assert_eq!(check(&shipped(), TODAY).to_string(), "");
}

#[test]
fn the_shipped_faq_is_the_one_in_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("faq");
    assert_eq!(faq_dir::files(None).expect("built in"), faq_dir::files(Some(&folder)).expect("on disk"));
}

#[test]
fn no_sentence_of_the_shipped_source_is_left_out() {
    let faq = shipped();
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let slices: Vec<String> = faq
        .entries
        .iter()
        .filter_map(|entry| entry.passage.as_ref())
        .flat_map(|passage| passage.slices.clone())
        .collect();
    let mut left = fold(&faq.sources[0].text);
    for slice in &slices {
        assert!(fold(&faq.sources[0].text).contains(slice.as_str()), "not in the source: {slice}");
    }
    // Longest first, so that a slice within a slice leaves no holes.
    let mut longest_first = slices;
    longest_first.sort_by_key(|slice| std::cmp::Reverse(slice.len()));
    for slice in &longest_first {
        left = left.replace(slice.as_str(), "");
    }
    assert_eq!(left.trim(), "", "left out of every passage");
}

#[test]
fn the_shipped_faq_is_as_large_as_promised() {
    let faq = shipped();
    assert!(faq.entries.len() >= 24 && faq.topics.len() == 5 && faq.gaps.len() >= 25);
    let thin: Vec<_> = faq.entries.iter().filter(|entry| entry.also_asked.len() < 8).map(|entry| &entry.id).collect();
    assert!(thin.is_empty(), "{thin:?}");
    assert!(faq.entries.iter().all(|entry| entry.review.on.is_none()) && faq.sources[0].review.on.is_none());
}

#[test]
fn no_held_out_question_is_a_phrasing() {
    let faq = shipped();
    let plain = |text: &str| {
        verbatim::text::words(&verbatim::text::fold(text)).map(|word| word.text.to_owned()).collect::<Vec<_>>()
    };
    let known: std::collections::HashSet<Vec<String>> = (faq.entries.iter().flat_map(|entry| entry.phrasings()))
        .chain(faq.gaps.iter().flat_map(|gap| gap.also_asked.iter().map(String::as_str)))
        .chain(faq.courtesies.iter().flat_map(|courtesy| courtesy.also_asked.iter().map(String::as_str)))
        .map(plain)
        .collect();
    let labelled = ["held", "dev"].into_iter().flat_map(crate::decisions::cases).map(|case| case.text);
    // A bare word or two such as "thank you" has only one way to be put.
    let copied = labelled.filter(|text| plain(text).len() > 3 && known.contains(&plain(text)));
    assert_eq!(copied.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn the_library_of_the_labelled_questions_is_a_good_folder() {
    let faq = library();
    assert_eq!(check(&faq, TODAY).to_string(), "");
    let engine = Engine::new(faq);
    let decided = |text: &str| engine.decide(&Question::new(text)).decision;
    // Many entries are about cards, and two words tell which.
    for text in ["card", "cards", "Card?", "hello, card"] {
        assert!(matches!(&decided(text), Decision::Choose(ids) if ids.len() > 1), "{text}: {:?}", decided(text));
    }
    for (text, id) in [
        ("lost card", "lost-card"),
        ("e-books", "e-books"),
        ("how do i borrow e-books", "e-books"),
        ("How do I borrow ebooks?", "e-books"),
        ("ebooks on my tablet", "e-books"),
    ] {
        assert_eq!(decided(text), Decision::Answer(Id::new(id).expect("a name")), "{text}");
    }
}
