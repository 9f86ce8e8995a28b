//! `verbatim privacy` and the settings that it shares with `verbatim run`.

use std::process::Command;

use serde_json::Value;
use verbatim::store::{TABLES, is_encrypted};

use crate::cli;

/// Runs a verb in a bare environment; gives its exit code and what it says.
fn run(arguments: &[&str], environment: &[(&str, &str)]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    let output = command.args(arguments).env_clear().envs(environment.iter().copied()).output();
    let output = output.expect("the program starts");
    let said = String::from_utf8(output.stdout).expect("UTF-8") + &String::from_utf8_lossy(&output.stderr);
    (output.status.code(), said)
}

fn json(arguments: &[&str], environment: &[(&str, &str)]) -> Value {
    let (code, said) = run(&[&["privacy", "--json"], arguments].concat(), environment);
    assert_eq!(code, Some(0), "{said}");
    serde_json::from_str(&said).expect("an object")
}

#[test]
fn the_record_names_every_table_and_column() {
    let (code, text) = run(&["privacy"], &[]);
    assert_eq!(code, Some(0), "{text}");
    let record = json(&[], &[]);
    let tables = record["tables"].as_array().expect("a list");
    assert_eq!(tables.len(), TABLES.len());
    let mut blocks = text.split("\n\n");
    for (table, held) in TABLES.iter().zip(tables) {
        let block = blocks.find(|block| block.starts_with(&format!("{}: {}\n", table.name, table.holds)));
        let block = block.unwrap_or_else(|| panic!("{} is missing: {text}", table.name));
        assert_eq!(held["table"], table.name);
        assert!(block.contains(&format!("  kept: {}", held["kept"].as_str().expect("a text"))), "{block}");
        let lines: Vec<&str> = block.lines().skip(2).collect();
        let named: Vec<&str> = lines.iter().filter_map(|line| line.split_whitespace().next()).collect();
        assert_eq!(named, table.columns.iter().map(|column| column.name).collect::<Vec<_>>());
        let columns = held["columns"].as_array().expect("a list");
        assert_eq!(columns.iter().map(|column| column["column"].as_str()).collect::<Vec<_>>(), {
            named.into_iter().map(Some).collect::<Vec<_>>()
        });
    }
    for heading in ["What leaves this machine", "What is logged", "Who can read it", "Rights of people"] {
        assert!(text.contains(&format!("\n\n{heading}\n  ")), "{heading}: {text}");
    }
}

#[test]
fn the_record_goes_by_the_settings_in_force() {
    let kept = |record: &Value, table: &str| {
        let tables = record["tables"].as_array().expect("a list").iter();
        let held = tables.into_iter().find(|held| held["table"] == table).expect("it is there").clone();
        held["kept"].as_str().expect("a text").to_owned()
    };
    let plain = json(&[], &[]);
    assert_eq!(kept(&plain, "questions"), "no questions are kept");
    assert!(kept(&plain, "dead").starts_with("7 days after"));
    assert_eq!(plain["encryption"]["key"], Value::Null);
    assert!(!plain.to_string().contains("\"is_encrypted\":true"));

    let key = cli::check(&["key"], "", 0, &["=\n"]);
    let environment = [("VERBATIM_KEY", key.trim()), ("VERBATIM_KEEP", "dead=1,people=9")];
    let arguments = ["--database-url", "postgres://me:secret@db.example.org/bot", "--keep-questions", "30"];
    let full = json(&arguments, &environment);
    assert_eq!(full["database"], "PostgreSQL at db.example.org/bot");
    assert_eq!(kept(&full, "questions"), "30 days after it was asked");
    assert!(kept(&full, "dead").starts_with("1 day after"));
    assert_eq!(kept(&full, "people"), "9 days after it was last noted");
    let id = full["encryption"]["key"].as_str().expect("a key");
    assert!(full["encryption"]["state"].as_str().is_some_and(|state| state.contains(id)));
    assert!(!full.to_string().contains(key.trim()) && !full.to_string().contains("secret"), "{full}");
    for held in full["tables"].as_array().expect("a list") {
        for column in held["columns"].as_array().expect("a list") {
            let name = |value: &Value| value.as_str().expect("a text").to_owned();
            assert_eq!(column["is_encrypted"], is_encrypted(&name(&held["table"]), &name(&column["column"])));
        }
    }
    // A flag counts before the variable.
    let flagged = json(&["--keep", "dead=2", "--keep", "chats=3"], &environment);
    assert!(kept(&flagged, "dead").starts_with("2 days after"));
    assert_eq!(kept(&flagged, "people"), "365 days after it was last noted");
    assert_eq!(kept(&flagged, "chats"), "as long as the bot is in the chat, and then 3 days");
}

#[test]
fn what_cannot_be_kept_so_is_said_before_anything_begins() {
    for (arguments, environment, sentence) in [
        (
            &["--keep", "ded=3"][..],
            None,
            "--keep cannot be used: nothing that is kept is called `ded`: did you mean `dead`?",
        ),
        (&["--keep", "handled=1"], None, "--keep cannot be used: `handled` can be kept from 2 to 3650 days, not `1`"),
        (&["--keep", "dead=1", "--keep", "dead=2"], None, "--keep cannot be used: `dead` is there twice"),
        (&[], Some(("VERBATIM_KEEP", "questions=3")), "VERBATIM_KEEP cannot be used: how long questions are kept has"),
        (&["--keep-questions", "x"], None, "--keep-questions must be a number of days from 0 to 3650, not `x`"),
        (&[], Some(("VERBATIM_KEEP_QUESTIONS", "3651")), "--keep-questions must be a number of days from 0 to 3650"),
    ] {
        for verb in [&["run"][..], &["privacy"]] {
            let environment: Vec<_> = environment.into_iter().chain([("TELEGRAM_BOT_TOKEN", "123:abc")]).collect();
            let (code, said) = run(&[verb, arguments].concat(), &environment);
            assert_eq!(code, Some(2), "{said}");
            assert!(said.starts_with(&format!("verbatim: {sentence}")), "{said}\nexpected: {sentence}");
        }
    }
    let (code, said) = run(&["privacy"], &[("VERBATIM_KEEP", ""), ("VERBATIM_KEEP_QUESTIONS", "")]);
    assert_eq!(code, Some(0), "{said}");
}
