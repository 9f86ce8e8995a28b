//! The FAQ read again while the bot runs: what sets it off, what it changes, and what a bad one leaves as it was.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use nix::sys::signal::Signal;
use tempfile::TempDir;

use crate::ops::samples;
use crate::telegram::FakeTelegram;
use crate::telegram::log::Request;
use crate::telegram::seen::Seen;
use crate::telegram::updates::{person, text};
use crate::test_bot::{Process, SOON, faq_copy, unclear_question};

const STAFF: i64 = 4242;
const STAFF_TOO: i64 = 4243;

const OLD: &str = "What is TACE?";
const NEW: &str = "What does TACE mean?";

/// What the log says of a changed FAQ, of the same again, and of a bad one.
const CHANGED: &str = "the changed FAQ is in force";
const UNCHANGED: &str = "the FAQ was read again and is the one in force";
const REFUSED: &str = "the changed FAQ is refused; the one before stays in force";

/// A bot on a FAQ folder of its own.
struct Cluster {
    fake: FakeTelegram,
    dir: TempDir,
    faq: PathBuf,
    bot: Process,
    url: String,
}

impl Cluster {
    async fn start() -> Self {
        let faq = faq_copy();
        let path = faq.path().to_owned();
        Self::start_on(faq, path).await
    }

    /// Starts it on a path in a folder that holds FAQs.
    async fn start_on(dir: TempDir, faq: PathBuf) -> Self {
        let fake = FakeTelegram::start().await;
        let state = tempfile::tempdir().expect("a temporary folder");
        let staff = format!("{STAFF},{STAFF_TOO}");
        let flags = ["--ops-listen", "127.0.0.1:0", "--poll-timeout", "1", "--staff", &staff, "--faq"];
        let flags = [&flags[..], &[faq.to_str().expect("UTF-8")]].concat();
        let env = [("VERBATIM_CONTACT_EMERGENCY", "<999>"), ("VERBATIM_LOG", "verbatim=debug")];
        let mut bot = Process::start_told(&fake, state.path(), &flags, &env);
        let url = bot.listens("health and figures are served").await;
        bot.says("the bot is running").await;
        // The folder is watched from then on.
        bot.says("the files of the FAQ are the same as before").await;
        Self { fake, dir, faq, bot, url }
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        edit(&self.faq, file, from, to);
    }

    /// Sends a text from a person's private chat and gives the reply.
    async fn ask(&self, from: i64, words: &str) -> Seen {
        let before = self.fake.replies(from).len();
        self.fake.push(text(&person(from), words));
        self.fake.wait_for_replies(from, before + 1, SOON).await.pop().expect("a reply")
    }

    /// Waits until the bot has tried to tell the staff, who have not written to it yet.
    async fn told(&self) {
        let is_told = |log: &[Request]| [STAFF, STAFF_TOO].iter().all(|id| log.iter().any(|r| r.chat_id == Some(*id)));
        self.fake.wait_for(is_told, SOON).await;
    }

    /// How many reloads were counted: changed, unchanged, refused.
    async fn counted(&self) -> [f64; 3] {
        let figures = self.figures().await;
        let of = |outcome| figures[&format!("verbatim_reloads_total{{outcome=\"{outcome}\"}}")];
        ["changed", "unchanged", "refused"].map(of)
    }

    async fn figures(&self) -> BTreeMap<String, f64> {
        let page = reqwest::get(format!("{}/metrics", self.url)).await.expect("it answers");
        samples(&page.text().await.expect("text"))
    }
}

/// Replaces words in a file, which must be there.
#[track_caller]
fn edit(faq: &Path, file: &str, from: &str, to: &str) {
    let path = faq.join(file);
    let text = fs::read_to_string(&path).expect("readable");
    assert!(text.contains(from), "{file} does not say {from:?}");
    fs::write(path, text.replace(from, to)).expect("written");
}

fn question(words: &str) -> String {
    format!("question = \"{words}\"")
}

#[tokio::test]
async fn saves_within_a_second_are_one_reload_and_change_answers_profile_and_figures() {
    let mut scene = Cluster::start().await;
    assert!(scene.ask(1, OLD).await.text.starts_with(OLD));
    let before = scene.figures().await;
    scene.edit("topics/tace.toml", &question(OLD), &question(NEW));
    scene.edit("faq.toml", "title = \"Treating liver lesions\"", "title = \"Treating livers\"");
    scene.bot.says(CHANGED).await;
    assert!(scene.ask(1, OLD).await.text.starts_with(NEW));
    assert!(scene.ask(1, "I am vomiting blood").await.text.contains("<999>"), "the operator's contacts stay");
    let set = "setMyShortDescription";
    scene
        .fake
        .wait_for(|log| log.iter().any(|r| r.is(set) && r.params.to_string().contains("Treating livers")), SOON)
        .await;
    scene.bot.signal(Signal::SIGHUP);
    scene.bot.says(UNCHANGED).await;
    assert_eq!((scene.bot.times(CHANGED), scene.counted().await), (1, [1.0, 1.0, 0.0]));
    let after = scene.figures().await;
    assert_eq!(before["verbatim_faq_entries"], after["verbatim_faq_entries"]);
    let loaded = "verbatim_faq_loaded_timestamp_seconds";
    assert!(before[loaded] > 1.7e9 && before[loaded] < after[loaded], "{before:?} {after:?}");
}

#[tokio::test]
async fn a_bad_faq_is_refused_with_file_and_line_until_it_is_mended() {
    let mut scene = Cluster::start().await;
    scene.edit("topics/ablation.toml", "more than 50° C.", "more than 60° C.");
    let finding = scene.bot.says("the changed FAQ has an error").await;
    assert!(finding.contains("topics/ablation.toml:") && finding.contains("it says `60°`"), "{finding}");
    scene.bot.says(REFUSED).await;
    scene.told().await;
    assert!(scene.ask(1, "how hot does ablation get?").await.text.contains("more than 50° C"));
    let reply = scene.ask(STAFF, "/reload").await.text;
    assert!(reply.starts_with("I found errors in the new FAQ") && reply.contains("• topics/ablation.toml:"), "{reply}");
    let lines = reply.lines().filter(|line| line.starts_with('•')).count();
    assert!((1..=5).contains(&lines), "{reply}");
    assert_eq!(scene.counted().await, [0.0, 0.0, 2.0]);
    scene.edit("topics/ablation.toml", "more than 60° C.", "more than 50° C.");
    scene.bot.says(UNCHANGED).await;
    // A folder that cannot be read is a bad one too, and it may come back.
    let away = scene.dir.path().with_extension("away");
    fs::rename(&scene.faq, &away).expect("moved");
    scene.bot.says("cannot read").await;
    scene.bot.says(REFUSED).await;
    edit(&away, "topics/tace.toml", &question(OLD), &question(NEW));
    fs::rename(&away, &scene.faq).expect("moved back");
    scene.bot.says(CHANGED).await;
    assert!(scene.ask(1, OLD).await.text.starts_with(NEW));
}

#[tokio::test]
async fn red_flags_in_a_file_that_is_not_read_are_refused() {
    let mut scene = Cluster::start().await;
    for name in ["safety.toml.txt", "safety.yaml", "Safety.toml"] {
        fs::rename(scene.faq.join("safety.toml"), scene.faq.join(name)).expect("renamed");
        let finding = scene.bot.says("the changed FAQ has an error").await;
        assert!(finding.contains(&format!("{name}:1:")) && finding.contains("rename it to safety.toml"), "{finding}");
        scene.bot.says(REFUSED).await;
        // The FAQ before stays in force, and its red flags with it.
        assert!(scene.ask(1, "I am vomiting blood").await.text.contains("<999>"));
        fs::rename(scene.faq.join(name), scene.faq.join("safety.toml")).expect("renamed");
        scene.bot.says(UNCHANGED).await;
    }
}

#[tokio::test]
async fn many_findings_are_cut_in_the_reply_and_whole_in_the_log() {
    let mut scene = Cluster::start().await;
    scene.edit("topics/tace.toml", "question = \"", "questoin = \"");
    scene.bot.says(REFUSED).await;
    scene.told().await;
    let all = scene.bot.times("the changed FAQ has an error");
    assert!(all > 6, "{:#?}", scene.bot.said);
    let reply = scene.ask(STAFF, "/reload").await.text;
    assert_eq!(reply.lines().filter(|line| line.starts_with('•')).count(), 5, "{reply}");
    assert!(reply.ends_with(&format!("and {} more. The log lists them all.", all - 5)), "{reply}");
}

#[tokio::test]
async fn staff_alone_can_order_a_reload() {
    let mut scene = Cluster::start().await;
    let unknown = scene.ask(1, "/nonsense").await;
    for words in ["/reload", "/RELOAD@verbatim_test_bot", "/reload now"] {
        let reply = scene.ask(1, words).await;
        assert_eq!((reply.text, reply.keyboard), (unknown.text.clone(), unknown.keyboard.clone()), "{words}");
    }
    assert_eq!(scene.counted().await, [0.0; 3]);
    assert_eq!(scene.ask(STAFF, "/reload").await.text, "Nothing has changed in the FAQ.");
    scene.bot.says(UNCHANGED).await;
    // Whoever asks is not kept waiting for the folder to come to rest.
    scene.edit("topics/tace.toml", &question(OLD), &question(NEW));
    let entries = scene.figures().await["verbatim_faq_entries"];
    let reply = scene.ask(STAFF, "/reload").await.text;
    assert_eq!(reply, format!("Done. The new FAQ is in use. It has {entries} questions."));
    assert_eq!(scene.counted().await, [1.0, 1.0, 0.0]);
}

#[tokio::test]
async fn two_orders_at_once_are_one_reload_or_one_after_the_other() {
    let scene = Cluster::start().await;
    scene.edit("topics/tace.toml", &question(OLD), &question(NEW));
    for staff in [STAFF, STAFF_TOO] {
        scene.fake.push(text(&person(staff), "/reload"));
    }
    let mut replies = Vec::new();
    for staff in [STAFF, STAFF_TOO] {
        replies.push(scene.fake.wait_for_replies(staff, 1, SOON).await.remove(0).text);
    }
    let are_known = replies.iter().all(|reply| reply.starts_with("Done.") || reply.starts_with("Nothing has changed"));
    assert!(are_known && replies.iter().any(|reply| reply.starts_with("Done.")), "{replies:#?}");
    let [changed, unchanged, refused] = scene.counted().await;
    assert!(changed == 1.0 && unchanged <= 1.0 && refused == 0.0, "{changed} {unchanged} {refused}");
}

#[tokio::test]
async fn the_same_bytes_again_say_and_count_nothing() {
    let mut scene = Cluster::start().await;
    let file = scene.faq.join("faq.toml");
    let bytes = fs::read(&file).expect("readable");
    // As editors save: beside it, and then in its place.
    let beside = scene.faq.join("faq.toml~");
    fs::write(&beside, &bytes).expect("written");
    fs::rename(&beside, &file).expect("moved");
    scene.bot.says("the files of the FAQ are the same as before").await;
    assert_eq!((scene.bot.times(UNCHANGED), scene.counted().await), (0, [0.0; 3]));
    scene.edit("topics/tace.toml", &question(OLD), &question(NEW));
    scene.bot.says(CHANGED).await;
}

#[tokio::test]
async fn folders_that_are_swapped_by_links_are_noticed() {
    // A release that is made the current one.
    let dir = faq_copy();
    let path = |name: &str| dir.path().join(name);
    let (first, second) = (tempfile::tempdir_in(dir.path()).expect("made"), faq_copy());
    let first = first.keep();
    for name in ["faq.toml", "gaps.toml", "courtesies.toml", "vocabulary.toml", "safety.toml", "topics", "sources"] {
        fs::rename(path(name), first.join(name)).expect("moved");
    }
    edit(second.path(), "topics/tace.toml", &question(OLD), &question(NEW));
    symlink(&first, path("current")).expect("linked");
    let faq = path("current");
    let mut scene = Cluster::start_on(dir, faq.clone()).await;
    symlink(second.path(), scene.dir.path().join("next")).expect("linked");
    fs::rename(scene.dir.path().join("next"), &faq).expect("swapped");
    scene.bot.says(CHANGED).await;
    assert!(scene.ask(1, OLD).await.text.starts_with(NEW));
    // What is there now is watched from now on.
    edit(second.path(), "topics/tace.toml", &question(NEW), &question(OLD));
    scene.bot.says(CHANGED).await;
    assert!(scene.ask(1, OLD).await.text.starts_with(OLD));
}

#[tokio::test]
async fn a_mounted_config_map_is_noticed() {
    // Everything is a link into `..data`, which is a link that is swapped.
    let (first, second) = (faq_copy(), faq_copy());
    edit(second.path(), "topics/tace.toml", &question(OLD), &question(NEW));
    let dir = tempfile::tempdir().expect("a temporary folder");
    symlink(first.path(), dir.path().join("..data")).expect("linked");
    for item in fs::read_dir(first.path()).expect("readable") {
        let name = item.expect("readable").file_name();
        symlink(Path::new("..data").join(&name), dir.path().join(&name)).expect("linked");
    }
    let faq = dir.path().to_owned();
    let mut scene = Cluster::start_on(dir, faq.clone()).await;
    symlink(second.path(), faq.join("..data_tmp")).expect("linked");
    fs::rename(faq.join("..data_tmp"), faq.join("..data")).expect("swapped");
    scene.bot.says(CHANGED).await;
    assert!(scene.ask(1, OLD).await.text.starts_with(NEW));
}

#[tokio::test]
async fn what_is_built_in_cannot_be_reloaded_and_that_is_said() {
    let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a temporary folder"));
    let staff = STAFF.to_string();
    // The variable does what the flag does.
    let mut bot = Process::start_told(&fake, dir.path(), &[], &[("VERBATIM_STAFF", &staff)]);
    bot.says("the bot is running").await;
    bot.signal(Signal::SIGHUP);
    bot.says("there is nothing to reload, for the FAQ is built in: start it with --faq DIR").await;
    fake.push(text(&person(STAFF), "/reload"));
    let reply = fake.wait_for_replies(STAFF, 1, SOON).await.remove(0);
    assert!(reply.text.contains("--faq DIR"), "{}", reply.text);
}

#[tokio::test]
async fn buttons_and_links_to_what_is_gone_offer_what_there_is() {
    const CHAT: i64 = 1;
    let mut scene = Cluster::start().await;
    let choice = scene.ask(CHAT, &unclear_question()).await;
    let passage = scene.ask(CHAT, OLD).await;
    // Every entry is another one from now on.
    let names: Vec<String> = choice.keyboard.iter().flatten().filter_map(|b| b.data.clone()).collect();
    let names = names.iter().filter_map(|data| data.strip_prefix("c:")).chain(["tace-what"]);
    for item in fs::read_dir(scene.faq.join("topics")).expect("readable") {
        rename(&item.expect("readable").path(), names.clone());
    }
    rename(&scene.faq.join("gaps.toml"), names.clone());
    scene.bot.says(CHANGED).await;

    scene.fake.press(CHAT, choice.message_id, 0);
    let edited = |log: &[Request]| log.iter().any(|r| r.is("editMessageText") && r.is_ok());
    scene.fake.wait_for(edited, SOON).await;
    let shown = scene.fake.replies(CHAT).into_iter().find(|seen| seen.message_id == choice.message_id);
    let shown = shown.expect("it is still there");
    const GONE: &str = "That question is no longer part of this FAQ. Here are the topics there are now.";
    assert!(shown.text.starts_with(GONE) && shown.keyboard.len() == 5, "{shown:#?}");

    let before = scene.fake.replies(CHAT).len();
    scene.fake.press(CHAT, passage.message_id, "✓ This helped");
    let reply = scene.fake.wait_for_replies(CHAT, before + 1, SOON).await.pop().expect("a reply");
    assert!(reply.text.starts_with(GONE), "{reply:#?}");
    let reply = scene.ask(CHAT, "/start tace-what").await;
    assert!(!reply.keyboard.is_empty() && !reply.text.contains("tace-what"), "{reply:#?}");
}

/// Gives entries other names in a file, wherever they stand.
fn rename<'a>(file: &Path, names: impl Iterator<Item = &'a str>) {
    let text = fs::read_to_string(file).expect("readable");
    let renamed = names.fold(text, |text, name| text.replace(&format!("\"{name}\""), &format!("\"new-{name}\"")));
    fs::write(file, renamed).expect("written");
}

#[tokio::test]
async fn wrong_staff_is_said() {
    let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a temporary folder"));
    for wrong in ["@ana", "1;2", "-5", "0"] {
        let mut bot = Process::start_told(&fake, dir.path(), &[&format!("--staff={wrong}")], &[]);
        assert_eq!(bot.ends().await.code(), Some(2));
        let sentence = format!("--staff must be Telegram user ids like 123456789,987654321, not `{wrong}`");
        assert!(bot.said.join("\n").contains(&sentence), "{:#?}", bot.said);
    }
}
