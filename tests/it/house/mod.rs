//! The house's rules: arrows run down and in no circle, few rooms know each big neighbour, a name means one thing,
//! no file grows without bound.

mod source;

use std::path::Path;

use self::source::{House, SourceFile};

/// The rooms from the bottom up; each may use only those before it.
const ROOMS: [&str; 29] = [
    "text",
    "language",
    "corpus",
    "matcher",
    "safety",
    "decide",
    "engine",
    "scorecard",
    "missed",
    "reply",
    "faq_dir",
    "import",
    "picture",
    "encoder",
    "labelled",
    "topic_file",
    "printed",
    "store",
    "config",
    "statistics",
    "ops",
    "bot_api",
    "queue",
    "bot",
    "sources",
    "http",
    "app",
    "preview",
    "cli",
];

/// The rooms of the core: no async, clock, environment, disk or network.
const CORE: [&str; 10] =
    ["text", "language", "corpus", "matcher", "safety", "decide", "engine", "scorecard", "missed", "reply"];

/// Names that only these rooms may say.
const ONLY: [(&str, &[&str]); 4] =
    [("teloxide", &["bot_api"]), ("sqlx", &["store"]), ("prometheus_client", &["ops"]), ("axum", &["http", "preview"])];

/// What the core may not do.
const IMPURE: [&str; 8] =
    ["std::fs", "std::env", "std::net", "std::process", "SystemTime", "Instant::now", "async fn", "tokio"];

fn house() -> House {
    let house = House::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(house.files.len() > 20, "the source files were found");
    house
}

/// Holds every file against a rule, which says what is wrong with it.
#[track_caller]
fn check(rule: impl Fn(&SourceFile) -> Option<String>) {
    let house = house();
    let say = |file: &SourceFile| rule(file).map(|why| format!("{}: {why}", file.path));
    let broken: Vec<String> = house.files.iter().filter_map(say).collect();
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn every_file_is_in_a_known_room_and_every_room_is_there() {
    let is_known = |file: &SourceFile| ["main", "lib"].contains(&&*file.room) || ROOMS.contains(&&*file.room);
    check(|file| (!is_known(file)).then(|| "is in no room that this test knows".to_owned()));
    let house = house();
    let is_there = |room: &&&str| house.files.iter().any(|file| file.room == **room);
    let missing: Vec<_> = ROOMS.iter().chain(&CORE).filter(|room| !is_there(room)).collect();
    assert!(missing.is_empty(), "{missing:?} is nowhere in src");
}

#[test]
fn no_lower_room_knows_a_higher_one() {
    let house = house();
    let floor = |path: &str| {
        let room = path.split(['/', '.']).next().unwrap_or_default();
        ROOMS.iter().position(|known| *known == room)
    };
    let is_up = |(from, to): &(&str, &str)| floor(from).zip(floor(to)).is_some_and(|(from, to)| from < to);
    let up: Vec<_> = house.imports().into_iter().filter(is_up).collect();
    assert!(up.is_empty(), "lower rooms that use higher ones: {up:#?}");
}

/// Holds what a room uses against a list.
#[track_caller]
fn uses_alone(room: &str, rooms: &[&str]) {
    let house = house();
    let room_of = |path: &str| path.split(['/', '.']).next().unwrap_or_default().to_owned();
    let is_other =
        |(from, to): &(&str, &str)| room_of(from) == room && ![&[room], rooms].concat().contains(&&*room_of(to));
    let others: Vec<_> = house.imports().into_iter().filter(is_other).collect();
    assert!(others.is_empty(), "{room} uses {others:#?}");
}

#[test]
fn the_queue_knows_neither_telegram_nor_the_faq() {
    uses_alone("queue", &["store", "ops"]);
}

#[test]
fn the_store_knows_nothing_of_what_it_keeps() {
    uses_alone("store", &[]);
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let house = house();
    let circles = house.circles();
    assert!(circles.is_empty(), "files that use each other, directly or by others: {circles:#?}");
}

#[test]
fn a_name_stands_for_one_type() {
    let twice = house().names_defined_twice();
    assert!(twice.is_empty(), "names of more than one type: {twice:#?}");
}

#[test]
fn few_rooms_know_each_big_neighbour() {
    check(|file| {
        let is_named = |name: &str| file.code().contains(&format!("{name} ::"));
        let (name, _) = ONLY.iter().find(|(name, rooms)| !rooms.contains(&&*file.room) && is_named(name))?;
        Some(format!("names {name}"))
    });
}

#[test]
fn the_core_is_pure() {
    check(|file| {
        let code = file.code().replace(" :: ", "::");
        let impure = IMPURE.iter().find(|impure| code.contains(*impure));
        impure.filter(|_| CORE.contains(&&*file.room)).map(|impure| format!("says {impure}"))
    });
}

#[test]
fn every_file_says_what_it_knows_and_stays_short() {
    check(|file| match () {
        () if !file.text.starts_with("//! ") => Some("does not open with a sentence about itself".to_owned()),
        () if file.lines > 500 => Some(format!("has {} lines", file.lines)),
        () => None,
    });
}

#[test]
fn nothing_in_src_knows_what_the_first_corpus_is_about() {
    let words = ["hepatic", "radiofrequency", "chemotherap", "embolization", "resection", "metasta"];
    check(|file| {
        let code = file.code().to_lowercase();
        words.iter().find(|word| code.contains(*word)).map(|word| format!("says {word}"))
    });
}
