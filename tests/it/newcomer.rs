//! A FAQ of one's own, from nothing: what the starter holds, and what it does not write over.

use std::fs;
use std::path::Path;

use crate::cli::check;

fn path(folder: &Path) -> &str {
    folder.to_str().expect("UTF-8")
}

#[test]
fn a_new_faq_passes_the_check_and_answers_at_once() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path().join("my-faq");
    check(
        &["new", path(&folder)],
        "",
        0,
        &["is a FAQ to begin with", "verbatim check --faq", "When is the desk open?"],
    );
    check(&["check", "--faq", path(&folder)], "", 0, &[": 1 entry in 1 topic, 0 quizzes, "]);
    let asked = ["ask", "--faq", path(&folder), "are you open on saturday"];
    let said = check(&asked, "", 0, &["On Saturdays it closes at noon.", "Source: “The desk”. Say here"]);
    assert!(!said.contains("clinic") && !said.contains("emergency"), "{said}");
    check(&["ask", "--faq", path(&folder), "how much does it cost"], "", 0, &["The text does not say what it costs"]);
    check(&["ask", "--faq", path(&folder), "thanks a lot"], "", 0, &["You are welcome."]);
    let lines = folder.join("questions.jsonl");
    assert_eq!(fs::read_to_string(&lines).expect("written").lines().count(), 10);
    check(&["eval", "--faq", path(&folder), path(&lines)], "", 2, &["no question is written in yet"]);
    let filled = fs::read_to_string(&lines).expect("readable");
    let filled = filled.replacen(r#""text": "", "gold": []"#, r#""text": "when do you close", "gold": ["first"]"#, 1);
    fs::write(&lines, filled).expect("written");
    check(&["eval", "--faq", path(&folder), path(&lines)], "", 0, &["questions"]);

    // A second time nothing is written over.
    check(&["new", path(&folder)], "", 2, &["is there and not empty: name another folder"]);
}

#[test]
fn a_text_of_ones_own_is_copied_byte_for_byte_and_quoted() {
    let dir = tempfile::tempdir().expect("a folder");
    let text =
        "Rules \u{201c}of the house\u{201d}\r\n\r\nDogs  wait outside.\r\nThey get water there.\r\n\r\nMore: later\r\n";
    let (source, folder) = (dir.path().join("rules.txt"), dir.path().join("house"));
    fs::write(&source, text).expect("written");
    check(&["new", path(&folder), "--from", path(&source)], "", 0, &["What does the text say about Rules"]);
    assert_eq!(fs::read(folder.join("sources/text.txt")).expect("copied"), text.as_bytes());
    let said =
        check(&["ask", "--faq", path(&folder), "rules of the house"], "", 0, &["Dogs wait outside.", "They get water"]);
    assert!(said.contains("Source: “Rules “of the house””"), "{said}");

    // A text about health has what one needs: red flags and whom to call.
    let liver = concat!(env!("CARGO_MANIFEST_DIR"), "/faq/sources/liver-lesions.txt");
    let health = dir.path().join("health");
    check(&["new", path(&health), "--from", liver, "--title", "Liver"], "", 0, &[]);
    check(&["ask", "--faq", path(&health), "I am vomiting blood"], "", 0, &["Call your local emergency number now"]);
    let general = dir.path().join("general");
    check(&["new", path(&general), "--from", liver, "--kind", "general"], "", 0, &[]);
    assert!(!general.join("safety.toml").exists());
}

#[test]
fn what_cannot_begin_a_faq_is_named_and_nothing_is_written() {
    let dir = tempfile::tempdir().expect("a folder");
    let (folder, source) = (dir.path().join("faq"), dir.path().join("text.txt"));
    let new = |code: i32, expected: &[&str]| {
        check(&["new", path(&folder), "--from", path(&source)], "", code, expected);
        assert!(!folder.exists());
    };
    new(2, &["cannot read", "text.txt"]);
    fs::write(&source, " \n").expect("written");
    new(2, &["is empty: there is nothing to quote"]);
    fs::write(&source, "Only a heading").expect("written");
    new(2, &["has no sentence to quote"]);
    fs::write(&source, b"caf\xe9 is open.").expect("written");
    new(2, &["byte 3 is not UTF-8; save the file as UTF-8"]);
    check(&["new", path(&folder), "--language", "de"], "", 2, &["--language de: matching knows English (en) alone"]);
    fs::write(dir.path().join("file"), "").expect("written");
    check(&["new", path(&dir.path().join("file"))], "", 2, &["cannot look into"]);
}
