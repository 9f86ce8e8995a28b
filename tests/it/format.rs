//! The format of a FAQ that people look up: every key that the reader knows, and no other.

use std::fs;
use std::path::Path;

use verbatim::corpus::{FORMAT, File, TableFormat, format_as_markdown, format_as_text, load};

use crate::corpus::folder;

/// A key that nothing is like.
const STRANGE: &str = "zzzzzzzzzzzzzzzz";

/// A folder in which a table has a key that there is not.
fn with_strange_key(table: &TableFormat) -> Vec<File> {
    let mut files = folder();
    let path = table.file.replace('*', "heat");
    // What has no id is read no further.
    let id = if table.keys.iter().any(|key| key.name == "id") { "id = \"strange\"\n" } else { "" };
    let strange = format!("{STRANGE} = 1\n");
    if !files.iter().any(|file| file.path == path) {
        files.push(File { path: path.clone(), text: String::new() });
    }
    let file = files.iter_mut().find(|file| file.path == path).expect("it is there");
    match table.head {
        "" => file.text.insert_str(0, &strange),
        head if file.text.contains(head) => file.text = file.text.replacen(head, &format!("{head}\n{strange}"), 1),
        head => file.text.push_str(&format!("{head}\n{id}{strange}")),
    }
    files
}

/// The keys that the reader knows in a table, by what it says of one that it does not.
fn known(table: &TableFormat) -> Vec<String> {
    let findings = load(&with_strange_key(table)).expect_err("the key is unknown").to_string();
    let marker = format!("unknown key `{STRANGE}`, known are ");
    let (_, known) =
        findings.split_once(&marker).unwrap_or_else(|| panic!("{} {}: {findings}", table.file, table.head));
    let mut known: Vec<String> = known.lines().next().expect("a line").split(", ").map(str::to_owned).collect();
    known.sort();
    known
}

#[test]
fn the_format_has_every_key_that_the_reader_knows_and_no_other() {
    for table in FORMAT {
        let mut told: Vec<_> = table.keys.iter().map(|key| key.name.to_owned()).collect();
        told.sort();
        assert_eq!(told, known(table), "{} {}", table.file, table.head);
    }
}

#[test]
fn every_example_reads() {
    for table in FORMAT {
        for key in table.keys {
            let is_table = key.example.starts_with('[') && !key.example.starts_with("[\"");
            let text = if is_table { key.example.to_owned() } else { format!("{} = {}", key.name, key.example) };
            let read = toml::de::DeTable::parse(&text);
            assert!(read.is_ok(), "{text}: {read:?}");
        }
    }
}

#[test]
fn the_page_is_the_format() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("faq/README.md");
    let page = fs::read_to_string(page).expect("faq/README.md is there");
    assert_eq!(page, format_as_markdown(), "write it anew: verbatim help faq --markdown > faq/README.md");
    let text = format_as_text();
    assert!(text.contains("topics/*.toml  [[entry]]") && !text.contains('`'), "{text}");
}

#[test]
fn the_terminal_explains_the_format_and_each_verb() {
    let said = crate::cli::check(&["help", "faq"], "", 0, &["also_asked: text or list of texts (none)"]);
    assert_eq!(said, format_as_text());
    crate::cli::check(&["help"], "", 0, &["Usage: verbatim", "check", "help"]);
    crate::cli::check(&["help", "check"], "", 0, &["FAQ folder"]);
    crate::cli::check(&["help", "chekc"], "", 2, &["there is no `chekc` to explain"]);
    crate::cli::check(&["help", "run", "--markdown"], "", 2, &["--markdown goes with"]);
}
