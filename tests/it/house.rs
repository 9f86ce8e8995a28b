//! The house's rules: arrows run down, only one room knows each big neighbour, no file grows without bound.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms from the bottom up; each may use only those before it.
const ROOMS: [&str; 16] = [
    "text",
    "language",
    "corpus",
    "matcher",
    "safety",
    "decide",
    "engine",
    "scorecard",
    "reply",
    "faq_dir",
    "store",
    "desk",
    "telegram",
    "ingest",
    "http",
    "cli",
];

/// The rooms of the core: no async, clock, environment, disk or network.
const CORE: [&str; 9] = ["text", "language", "corpus", "matcher", "safety", "decide", "engine", "scorecard", "reply"];

/// Names that only one room may say.
const ONLY: [(&str, &str); 5] = [
    ("teloxide", "telegram"),
    ("sqlx", "store"),
    ("rusqlite", "store"),
    ("prometheus_client", "ingest"),
    ("axum", "http"),
];

/// What the core may not do.
const IMPURE: [&str; 8] =
    ["std::fs", "std::env", "std::net", "std::process", "SystemTime", "Instant::now", "async fn", "tokio"];

struct SourceFile {
    path: PathBuf,
    room: String,
    code: String,
    lines: usize,
}

fn source_files() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(&folder).expect("src can be read") {
            let path = item.expect("src can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("a source file is UTF-8");
                let inside = path.strip_prefix(&root).expect("the file is in src");
                let first = inside.components().next().expect("a file has a name").as_os_str().to_string_lossy();
                let code = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
                files.push(SourceFile {
                    room: first.trim_end_matches(".rs").to_owned(),
                    lines: code.lines().count(),
                    code: without_comments(&code),
                    path: inside.to_owned(),
                });
            }
        }
    }
    assert!(files.len() > 20, "the source files were found");
    files
}

fn without_comments(code: &str) -> String {
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn broken(rule: impl Fn(&SourceFile) -> Option<String>) -> Vec<String> {
    let say = |file: &SourceFile| rule(file).map(|why| format!("{}: {why}", file.path.display()));
    source_files().iter().filter_map(say).collect()
}

#[test]
fn every_file_is_in_a_known_room() {
    let known = |file: &SourceFile| {
        ["main", "lib", "config"].contains(&file.room.as_str()) || ROOMS.contains(&file.room.as_str())
    };
    assert_eq!(broken(|file| (!known(file)).then(|| "is in no room that this test knows".to_owned())), [""; 0]);
}

#[test]
fn no_lower_room_knows_a_higher_one() {
    let rule = |file: &SourceFile| {
        let own = ROOMS.iter().position(|room| *room == file.room)?;
        let higher = ROOMS.iter().skip(own + 1).find(|room| file.code.contains(&format!("crate::{room}")))?;
        Some(format!("knows the higher room {higher}"))
    };
    assert_eq!(broken(rule), [""; 0]);
}

#[test]
fn only_one_room_knows_each_big_neighbour() {
    let rule = |file: &SourceFile| {
        let (name, _) =
            ONLY.iter().find(|(name, room)| file.room != *room && file.code.contains(&format!("{name}::")))?;
        Some(format!("names {name}"))
    };
    assert_eq!(broken(rule), [""; 0]);
}

#[test]
fn the_core_is_pure() {
    let rule = |file: &SourceFile| {
        let core = CORE.contains(&file.room.as_str());
        let impure = IMPURE.iter().find(|impure| file.code.contains(*impure)).filter(|_| core)?;
        Some(format!("says {impure}"))
    };
    assert_eq!(broken(rule), [""; 0]);
}

#[test]
fn every_file_says_what_it_knows_and_stays_short() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let rule = |file: &SourceFile| {
        let text = fs::read_to_string(root.join(&file.path)).expect("the file can be read");
        match () {
            () if !text.starts_with("//! ") => Some("does not open with a sentence about itself".to_owned()),
            () if file.lines > 500 => Some(format!("has {} lines", file.lines)),
            () => None,
        }
    };
    assert_eq!(broken(rule), [""; 0]);
}

#[test]
fn nothing_in_src_knows_what_the_first_corpus_is_about() {
    let words = ["hepatic", "radiofrequency", "chemotherap", "embolization", "resection", "metasta"];
    let rule = |file: &SourceFile| {
        let code = file.code.to_lowercase();
        words.iter().find(|word| code.contains(*word)).map(|word| format!("says {word}"))
    };
    assert_eq!(broken(rule), [""; 0]);
}
