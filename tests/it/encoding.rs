//! A sentence encoder as an operator and an editor meet it: a bot that answers before and after, what is kept between
//! starts, wrong folders, and what the verbs of the terminal say of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use nix::sys::signal::Signal;
use serde_json::Value;
use tempfile::TempDir;

use self::tiny_model::Family;
use crate::cli::check;
use crate::cluster::{Cluster, until_ready};
use crate::ops::samples;
use crate::telegram::FakeTelegram;
use crate::telegram::updates::{person, text};
use crate::test_bot::{Process, SOON, comes_true, faq_copy};

/// The model of the encoder's own tests.
#[path = "../../src/encoder/tests/tiny_model.rs"]
mod tiny_model;

const IN_FORCE: &str = "the sentence encoder is in force";
const ENCODED: &str = "new phrasings are encoded";

/// What stands in a file of vectors besides them, and how long one of the tiny model is, with the sum of its text.
const FRAME: u64 = 16 + 32 + 32;
const VECTOR: u64 = 32 + 4 * 32;

fn path(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// How many vectors a file holds.
#[track_caller]
fn vectors_in(file: &Path) -> u64 {
    let length = fs::metadata(file).expect("the file is there").len() - FRAME;
    assert!(length.is_multiple_of(VECTOR), "{length}");
    length / VECTOR
}

/// The number of a field of a line of the log.
#[track_caller]
fn field(line: &str, name: &str) -> u64 {
    let value = line.split(&format!("{name}=")).nth(1).and_then(|rest| rest.split_whitespace().next());
    value.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("{line} has no {name}"))
}

/// A figure of a bot that serves its operator at this URL.
async fn figure(url: &str, name: &str) -> f64 {
    let page = reqwest::get(format!("{url}/metrics")).await.expect("it answers");
    samples(&page.text().await.expect("text"))[name]
}

/// The line of the log that holds these words, whether it was said before or is still to come.
async fn has_said(bot: &mut Process, words: &str) -> String {
    match bot.said.iter().find(|line| line.contains(words)) {
        Some(line) => line.clone(),
        None => bot.says(words).await,
    }
}

async fn used(url: &str) -> f64 {
    figure(url, "verbatim_encoder_questions_total{result=\"used\"}").await
}

/// A pipe that whoever opens it waits at, until somebody writes into it.
fn pipe(folder: &Path) -> PathBuf {
    let pipe = folder.join("vectors");
    let made = Command::new("mkfifo").arg(&pipe).status().expect("mkfifo is there");
    assert!(made.success());
    pipe
}

/// As long as this is there nobody waits at the pipe. What opens it both ways waits for nobody itself.
fn opened(pipe: &Path) -> fs::File {
    fs::OpenOptions::new().read(true).write(true).open(pipe).expect("the pipe is there")
}

#[tokio::test]
async fn the_bot_answers_before_all_is_encoded_and_counts_afterwards() {
    let (fake, dir, model) = (FakeTelegram::start().await, tempfile::tempdir().expect("a folder"), model());
    // Encoding begins with a look at what is kept, and comes no further as long as nobody writes into the pipe.
    let pipe = pipe(dir.path());
    let flags = ["--ops-listen", "127.0.0.1:0", "--poll-timeout", "1", "--encoder", path(model.path())];
    let mut bot = Process::start_given(&fake, dir.path(), &[&flags[..], &["--encoder-cache", path(&pipe)]].concat());
    let url = bot.listens("health and figures are served").await;
    bot.says("the bot is running").await;
    bot.says("questions are read without the sentence encoder until all phrasings are encoded").await;
    fake.push(text(&person(1), "what is TACE?"));
    assert!(fake.wait_for_replies(1, 1, SOON).await[0].text.starts_with("What is TACE?"));
    assert_eq!(until_ready(&url, 200).await["encoder"], "encoding");
    assert_eq!((used(&url).await, figure(&url, "verbatim_encoder_in_force").await), (0.0, 0.0));

    let _open = opened(&pipe);
    bot.says(IN_FORCE).await;
    assert_eq!((bot.times(ENCODED), bot.times("is no file of vectors")), (1, 1), "{:#?}", bot.said);
    assert_eq!(until_ready(&url, 200).await["encoder"], "in_force");
    assert_eq!(figure(&url, "verbatim_encoder_in_force").await, 1.0);
    // Where other tests take the machine, some are late and decided without; each has its answer all the same.
    let mut asked = 1;
    let is_used = comes_true(SOON, async || {
        asked += 1;
        fake.push(text(&person(1), "how much does it cost?"));
        fake.wait_for_replies(1, asked, SOON).await;
        used(&url).await > 0.0
    });
    assert!(is_used.await, "the encoder is in force and reads nothing");
    bot.signal(Signal::SIGTERM);
    assert_eq!(bot.ends().await.code(), Some(0), "{:#?}", bot.said);
    assert_eq!(fake.violations(), [""; 0]);
}

#[tokio::test]
async fn what_is_kept_is_not_encoded_again_and_a_damaged_file_is_made_anew() {
    let (fake, dir, model, faq) =
        (FakeTelegram::start().await, tempfile::tempdir().expect("a folder"), model(), faq_copy());
    let flags = ["--encoder", path(model.path()), "--faq", path(faq.path())];
    let file = dir.path().join("bot.db.vectors");
    let mut bot = Process::start_told(&fake, dir.path(), &flags, &[("VERBATIM_LOG", "verbatim=debug")]);
    let all = field(&bot.says(ENCODED).await, "encoded");
    bot.says(IN_FORCE).await;
    assert!(all > 500 && vectors_in(&file) == all, "beside the database");
    // From here on the folder is watched.
    has_said(&mut bot, "the files of the FAQ are the same as before").await;
    let topic = faq.path().join("topics/tace.toml");
    let words = fs::read_to_string(&topic).expect("readable");
    assert!(words.contains("question = \"What is TACE?\""));
    fs::write(&topic, words.replace("question = \"What is TACE?\"", "question = \"What would be the use of TACE?\""))
        .expect("written");
    let new = field(&bot.says(ENCODED).await, "encoded");
    bot.says("the changed FAQ is in force").await;
    assert_eq!((new, vectors_in(&file)), (1, all + 1), "one is new, and none of before is forgotten");
    bot.signal(Signal::SIGTERM);
    assert_eq!(bot.ends().await.code(), Some(0));

    fs::write(&topic, words).expect("written");
    let again = async || {
        let mut bot = Process::start_given(&fake, dir.path(), &flags);
        bot.says(IN_FORCE).await;
        bot.signal(Signal::SIGTERM);
        assert_eq!(bot.ends().await.code(), Some(0));
        bot
    };
    let bot = again().await;
    assert_eq!(bot.times("encoded="), 0, "all are kept: {:#?}", bot.said);
    assert_eq!(vectors_in(&file), all, "what the FAQ does not have any more is gone");

    let mut content = fs::read(&file).expect("readable");
    content[500] ^= 1;
    fs::write(&file, &content).expect("written");
    let bot = again().await;
    assert_eq!(bot.times("bot.db.vectors: is a damaged file of vectors; it was made anew"), 1, "{:#?}", bot.said);
    assert_eq!((bot.times(&format!("encoded={all}")), vectors_in(&file)), (1, all), "{:#?}", bot.said);
    assert_eq!(again().await.times("damaged"), 0);
}

#[tokio::test]
async fn nothing_waits_until_all_is_encoded() {
    let (fake, dir, model, faq) =
        (FakeTelegram::start().await, tempfile::tempdir().expect("a folder"), model(), faq_copy());
    let pipe = pipe(dir.path());
    let flags = ["--encoder", path(model.path()), "--encoder-cache", path(&pipe), "--faq", path(faq.path())];
    let begun = async || {
        let mut bot = Process::start_told(&fake, dir.path(), &flags, &[("VERBATIM_LOG", "verbatim=debug")]);
        bot.says("the files of the FAQ are the same as before").await;
        bot
    };
    // A correction is in force at once, and still is when all is encoded.
    let mut bot = begun().await;
    let topic = faq.path().join("topics/tace.toml");
    let words = fs::read_to_string(&topic).expect("readable");
    fs::write(&topic, words.replace("question = \"What is TACE?\"", "question = \"What does TACE mean?\""))
        .expect("written");
    bot.says("the changed FAQ is in force").await;
    assert_eq!(bot.times(ENCODED), 0, "{:#?}", bot.said);
    let asks = async |asked: usize| {
        fake.push(text(&person(1), "what is TACE?"));
        let replies = fake.wait_for_replies(1, asked, SOON).await;
        assert!(replies[asked - 1].text.starts_with("What does TACE mean?"), "{}", replies[asked - 1].text);
    };
    asks(1).await;
    // What is kept is looked at for the FAQ of the start, and for what is new in the one in force.
    let open = opened(&pipe);
    for is_new in [false, true] {
        assert_eq!(field(&bot.says(ENCODED).await, "encoded") == 1, is_new, "{:#?}", bot.said);
    }
    bot.says(IN_FORCE).await;
    asks(2).await;
    bot.signal(Signal::SIGTERM);
    assert_eq!(bot.ends().await.code(), Some(0));
    drop(open);
    // Nor does a stop wait.
    let mut bot = begun().await;
    bot.signal(Signal::SIGTERM);
    assert_eq!((bot.ends().await.code(), bot.times(IN_FORCE)), (Some(0), 0), "{:#?}", bot.said);
    assert_eq!(fake.violations(), [""; 0]);
}

#[tokio::test]
async fn a_wrong_folder_ends_the_start_with_what_to_do() {
    let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a folder"));
    let cut = model();
    let weights = cut.path().join("model.safetensors");
    let content = fs::read(&weights).expect("readable");
    fs::write(&weights, &content[..content.len() / 2]).expect("written");
    let here = std::env::current_dir().expect("a working directory").join("an-encoder");
    let rows = [
        (path(cut.path()), [path(&weights), "cut or changed on its way; fetch it again"]),
        (path(&weights), [path(&weights), "is a file, not a folder"]),
        ("an-encoder", [path(&here), "is not there; a sentence encoder is a folder with config.json"]),
    ];
    for (folder, expected) in rows {
        for format in ["text", "json"] {
            let flags = ["--log-format", format, "--encoder", folder];
            let mut bot = Process::start_given(&fake, dir.path(), &flags);
            assert_eq!(bot.ends().await.code(), Some(2), "{folder}");
            let said = bot.said.join("\n");
            assert!(expected.iter().all(|part| said.contains(part)), "{said}");
        }
    }
    assert!(!dir.path().join("bot.db").exists(), "nothing was begun");
}

#[tokio::test]
async fn with_a_server_as_the_database_vectors_are_in_the_users_cache() {
    let (cluster, model, home) = (Cluster::on_postgres().await, model(), tempfile::tempdir().expect("a folder"));
    let cache = format!("XDG_CACHE_HOME={}", home.path().display());
    let flags = ["--encoder", path(model.path())];
    let mut bot = Process::start_on(&cluster.fake, &cluster.url, &["env", &cache], &flags);
    let all = field(&bot.says(ENCODED).await, "encoded");
    bot.says(IN_FORCE).await;
    let kept: Vec<PathBuf> = fs::read_dir(home.path().join("verbatim"))
        .expect("the folder is there")
        .map(|item| item.expect("an item").path())
        .collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert_eq!(vectors_in(&kept[0]), all);
    bot.signal(Signal::SIGTERM);
    assert_eq!(bot.ends().await.code(), Some(0));
    // A user without a home, as in a container: it is said what to do, and the bot runs.
    let mut bot = Process::start_on(&cluster.fake, &cluster.url, &["env", "HOME=/proc/nowhere"], &flags);
    bot.says("every start encodes anew; set --encoder-cache").await;
    bot.says(IN_FORCE).await;
}

fn model() -> TempDir {
    tiny_model::folder(Family::Bert)
}

/// A model, a FAQ of another field than the built-in one, and a file for vectors that is not there yet.
struct Desk {
    model: TempDir,
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { model: model(), folder: tempfile::tempdir().expect("a folder") }
    }

    fn faq() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/eval/cargo-bikes/faq")
    }

    fn cache(&self) -> PathBuf {
        self.folder.path().join("kept/here/vectors")
    }

    /// Runs a verb with the encoder.
    #[track_caller]
    fn check(&self, args: &[&str], input: &str, code: i32, expected: &[&str]) -> String {
        let (faq, cache) = (Self::faq(), self.cache());
        let more = ["--faq", path(&faq), "--encoder", path(self.model.path()), "--encoder-cache", path(&cache)];
        check(&[args, &more].concat(), input, code, expected)
    }
}

#[test]
fn ask_says_that_an_encoder_read_the_question_and_what_it_added() {
    let desk = Desk::new();
    let json = |question: &str| {
        let line = desk.check(&["ask", "--json"], question, 0, &[]);
        serde_json::from_str::<Value>(line.trim()).unwrap_or_else(|_| panic!("one object: {line}"))
    };
    assert_eq!(json("who may borrow a bike?\n")["encoder"], true);
    let kept = vectors_in(&desk.cache());
    assert!(kept > 50, "in a folder that was not there");
    let expected = ["   encoder: nearest phrasing ", "   without the encoder: "];
    desk.check(&["ask", "--explain", "who may borrow a bike?"], "", 0, &expected);
    assert_eq!(vectors_in(&desk.cache()), kept);
    // The engine alone says nothing of one.
    let (faq, question) = (Desk::faq(), "who may borrow a bike?");
    let alone = check(&["ask", "--explain", question, "--faq", path(&faq)], "", 0, &[]);
    assert!(!alone.contains("encoder"), "{alone}");
}

#[test]
fn what_nobody_should_ask_is_answered_too() {
    let desk = Desk::new();
    let long = "may I take the bike over the bridge and back ".repeat(112);
    for question in [&*long, "😀😀😀", "", "   ", "?", "\u{0}", "…", "借りる", &"a".repeat(5000)] {
        let line = desk.check(&["ask", "--json"], &format!("{question}\n"), 0, &[]);
        let answer: Value = serde_json::from_str(line.trim()).unwrap_or_else(|_| panic!("one object: {line}"));
        let confidence = answer["confidence"].as_f64().expect("a number");
        assert!((0.0..=1.0).contains(&confidence), "{question:?}: {line}");
        assert!(answer["reply"].as_str().is_some_and(|reply| !reply.is_empty()), "{question:?}: {line}");
    }
}

#[test]
fn a_folder_that_is_meant_from_elsewhere_is_found_from_there() {
    let (model, place) = (model(), tempfile::tempdir().expect("a folder"));
    let name = model.path().file_name().expect("a name").to_owned();
    let run = |from: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        command.args(["ask", "--json", "who may borrow a bike?", "--encoder"]).arg(&name).arg("--faq").arg(Desk::faq());
        command.current_dir(from).env("XDG_CACHE_HOME", place.path()).output().expect("it starts")
    };
    let output = run(model.path().parent().expect("a parent"));
    assert!(String::from_utf8_lossy(&output.stdout).contains("\"encoder\":true"), "{output:?}");
    let output = run(place.path());
    let whole = place.path().canonicalize().expect("it is there").join(&name);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains(&format!("{}: is not there", whole.display())));
}

#[test]
fn a_faq_without_entries_needs_no_vectors() {
    let desk = Desk::new();
    let faq = tempfile::tempdir().expect("a folder");
    for name in ["faq.toml", "courtesies.toml", "vocabulary.toml"] {
        fs::copy(Desk::faq().join(name), faq.path().join(name)).expect("copied");
    }
    let encoder = ["--encoder", path(desk.model.path()), "--faq", path(faq.path())];
    for verb in [&["check", "--deny", "advice"][..], &["ask", "anything"]] {
        let alone = Command::new(env!("CARGO_BIN_EXE_verbatim")).args(verb).args(&encoder[2..]).output();
        let alone = alone.expect("it starts");
        let said = check(&[verb, &encoder].concat(), "", alone.status.code().expect("a code"), &[]);
        let without = String::from_utf8_lossy(&alone.stdout) + String::from_utf8_lossy(&alone.stderr);
        assert_eq!(said, without, "{verb:?} says the same with an encoder");
    }
}

#[test]
fn check_asks_the_faq_its_phrasings_with_the_encoder() {
    let desk = Desk::new();
    desk.check(&["check"], "", 0, &["entries"]);
    assert!(vectors_in(&desk.cache()) > 50);
    let empty = tempfile::tempdir().expect("a folder");
    let faq = Desk::faq();
    check(&["check", "--faq", path(&faq), "--encoder", path(empty.path())], "", 2, &["config.json: is not there"]);
}

#[test]
fn a_file_that_is_no_file_of_vectors_is_left_as_it_is() {
    let desk = Desk::new();
    let (faq, other) = (Desk::faq(), desk.folder.path().join("bot.db"));
    fs::write(&other, "somebody's only copy").expect("written");
    let args = ["ask", "who may borrow a bike?", "--faq", path(&faq), "--encoder", path(desk.model.path())];
    let args = [&args[..], &["--encoder-cache", path(&other)]].concat();
    check(&args, "", 0, &["bot.db: is no file of vectors, so it is left as it is"]);
    assert_eq!(fs::read_to_string(&other).expect("readable"), "somebody's only copy");
}

#[test]
fn figures_name_the_encoder_that_they_were_measured_with() {
    let desk = Desk::new();
    let file = |name: &str| desk.folder.path().join(name);
    let (cases, with, without, report) =
        (file("cases.jsonl"), file("with.json"), file("without.json"), file("report.html"));
    fs::write(
        &cases,
        "{\"text\": \"who may borrow a bike?\", \"gold\": [\"who-may-borrow\"]}\n{\"text\": \"asdf\", \"gold\": []}\n",
    )
    .expect("written");
    let faq = Desk::faq();
    let eval = ["eval", path(&cases), "--quiet"];
    let alone = |args: &[&str], code| check(&[&eval[..], &["--faq", path(&faq)], args].concat(), "", code, &[]);
    let name = desk.model.path().file_name().expect("a name").to_str().expect("UTF-8");
    let named = format!("with the sentence encoder {name} (");

    let save = [&eval[..], &["--save", path(&with), "--report", path(&report)]].concat();
    desk.check(&save, "", 0, &[&named]);
    assert!(fs::read_to_string(&report).expect("written").contains(&named), "the report says so too");
    let said = alone(&["--save", path(&without)], 0);
    assert!(!said.contains("encoder"), "{said}");

    let json = desk.check(&["eval", path(&cases), "--json"], "", 0, &[]);
    let json: Value = serde_json::from_str(&json).expect("one object");
    assert_eq!(json["encoder"]["name"], name);
    assert_eq!(json["encoder"]["fingerprint"].as_str().map(str::len), Some(16));

    // Compared with its own kind nothing is said of it, wherever the same model stands now.
    let same = tiny_model::folder(Family::Bert);
    let against = |baseline: &Path, model: &Path| {
        let output = Command::new(env!("CARGO_BIN_EXE_verbatim"))
            .args([&eval[..], &["--faq", path(&faq), "--against", path(baseline), "--encoder", path(model)]].concat())
            .args(["--encoder-cache", path(&desk.cache())])
            .output()
            .expect("it starts");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let said = against(&with, same.path());
    assert!(said.contains("Nothing changed since "), "{said}");
    // With another kind it is, in either direction, also when no figure moved.
    let said = against(&without, same.path());
    assert!(
        said.contains("The baseline was measured without a sentence encoder, this run with the sentence"),
        "{said}"
    );
    let other = tiny_model::folder(Family::Roberta);
    assert!(against(&with, other.path()).contains("The baseline was measured with the sentence encoder"));
    let output = Command::new(env!("CARGO_BIN_EXE_verbatim"))
        .args([&eval[..], &["--faq", path(&faq), "--against", path(&with), "--json"]].concat())
        .output()
        .expect("it starts");
    let changes: Value = serde_json::from_slice(&output.stdout).expect("one object");
    let encoder = &changes["changes"]["encoder"];
    assert!(encoder["before"]["name"] == name && encoder["after"].is_null(), "{encoder}");
}
