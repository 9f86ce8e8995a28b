//! The keys for what people wrote, from where an operator puts them to the bot that starts or says why it does not.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::cli;

/// A new key as the program prints it.
fn new_key() -> String {
    cli::check(&["key"], "", 0, &["=\n"])
}

/// A folder with these files in it.
fn files(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

/// Starts the bot in a folder with a FAQ that is missing, which is looked for after all keys are read; gives what it
/// says, without the line's end.
#[track_caller]
fn run(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    command.args(["run", "--faq", "nowhere"]).args(arguments).current_dir(folder).env_clear();
    command.env("TELEGRAM_BOT_TOKEN", "123:abc").envs(environment.iter().copied());
    let output = command.output().expect("the program starts");
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr).expect("UTF-8").trim_end().to_owned()
}

/// What is said when nothing is wrong with the keys.
const GOOD: &str = "verbatim: cannot read nowhere";

#[test]
fn a_new_key_is_one_line_and_another_each_time() {
    let keys = [new_key(), new_key()];
    assert_ne!(keys[0], keys[1]);
    for key in keys {
        assert_eq!((key.len(), key.lines().count()), (45, 1), "32 bytes in base64, and the line's end");
        let folder = files(&[("key", &key)]);
        let said = run(folder.path(), &["--key-file", "key"], &[]);
        assert!(said.starts_with(GOOD), "{said}");
    }
}

#[test]
fn the_first_place_that_has_keys_counts() {
    let folder = files(&[("flag", "bad"), ("verbatim-key", "bad"), ("empty", "\n")]);
    let here = folder.path().to_str().expect("UTF-8");
    let credentials = ("CREDENTIALS_DIRECTORY", here);
    let flag = ["--key-file", "flag"];
    let key = new_key();
    let check = |arguments: &[&str], environment: &[(&str, &str)], start: &str| {
        let said = run(folder.path(), arguments, environment);
        assert!(said.starts_with(start), "{said}\nexpected: {start}");
    };
    let in_credential = format!("verbatim: the key file {here}/verbatim-key cannot be used: key 1 ");
    check(&flag, &[("VERBATIM_KEY", &key), credentials], "verbatim: the key file flag cannot be used: key 1 ");
    check(&[], &[("VERBATIM_KEY", "bad"), credentials], "verbatim: VERBATIM_KEY cannot be used: key 1 ");
    check(&[], &[("VERBATIM_KEY", &key), credentials], GOOD);
    check(&[], &[("VERBATIM_KEY", ""), credentials], &in_credential);
    check(&[], &[("VERBATIM_KEY", "")], GOOD);
    check(&[], &[("CREDENTIALS_DIRECTORY", "/nowhere")], GOOD);
    // A flag that leads nowhere is not passed over in silence.
    check(&["--key-file", "missing"], &[("VERBATIM_KEY", &key)], "verbatim: cannot read the key file missing: ");
    check(&["--key-file", "empty"], &[("VERBATIM_KEY", &key)], "verbatim: the key file empty cannot be used: there is");
}

#[test]
fn a_bad_key_is_said_and_never_shown() {
    let (key, half) = (new_key(), "c2VjcmV0IHdvcmRz");
    let key = key.trim_end();
    for (text, sentence) in [
        ("secret words".to_owned(), "key 1 is not base64: `verbatim key` prints a good one"),
        (format!("{key}\n{half}\n"), "key 2 has 12 bytes and must have 32: `verbatim key` prints a good one"),
        (format!("{key},{key}"), "key 2 is key 1 again: take it away"),
        (" \n".to_owned(), "there is no key in it: `verbatim key` prints one"),
    ] {
        let said = run(Path::new("/"), &[], &[("VERBATIM_KEY", &text), ("VERBATIM_LOG", "trace")]);
        assert!(said.ends_with(&format!("verbatim: VERBATIM_KEY cannot be used: {sentence}")), "{said}");
        assert!(!said.contains(key) && !said.contains(half) && !said.contains("secret words"), "{said}");
    }
}

#[test]
fn the_examples_of_the_help_make_keys_that_work() {
    let help = cli::check(&["key", "--help"], "", 0, &["a first key", "a new key in front of it"]);
    let examples = help.lines().map(str::trim).filter(|line| line.starts_with("(umask"));
    let folder = files(&[]);
    let program = Path::new(env!("CARGO_BIN_EXE_verbatim")).parent().expect("a folder");
    let mut earlier = String::new();
    for (example, count) in examples.zip(1..=2) {
        let (command, _) = example.split_once("   ").expect("a command and what it is for");
        let path = format!("{}:/usr/bin:/bin", program.display());
        let ended = Command::new("sh").args(["-c", command]).env("PATH", path).current_dir(&folder).status();
        assert!(ended.expect("the shell starts").success(), "{command}");
        let file = folder.path().join("key");
        let keys = fs::read_to_string(&file).expect("the command writes it");
        assert_eq!((keys.lines().count(), keys.ends_with(&earlier)), (count, true), "a new one comes in front");
        assert_eq!(fs::metadata(&file).expect("it is there").permissions().mode() & 0o777, 0o600);
        let said = run(folder.path(), &["--key-file", "key"], &[]);
        assert!(said.starts_with(GOOD), "{said}");
        earlier = keys;
    }
    assert_eq!(earlier.lines().count(), 2, "both examples were there");
}
