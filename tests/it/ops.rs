//! The operator's door: whether it lives, whether it does its work, what it counted, and the alerts made of that.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use sqlx::{Connection as _, SqliteConnection};
use tempfile::TempDir;
use tokio::time::timeout;

use crate::scene::until_ready;
use crate::stage::{Process, SOON, database_url};
use crate::telegram::FakeTelegram;
use crate::telegram::updates::{person, text};

const FLAGS: [&str; 4] = ["--ops-listen", "127.0.0.1:0", "--poll-timeout", "1"];

/// Far from every figure, so that it is seen when it is in a label.
const CHAT: i64 = 918_273_645;

struct Scene {
    fake: FakeTelegram,
    dir: TempDir,
    _bot: Process,
    url: String,
}

impl Scene {
    async fn start() -> Self {
        let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a temporary folder"));
        let mut bot = Process::start_given(&fake, dir.path(), &FLAGS);
        let url = bot.listens("health and figures are served").await;
        bot.says("the bot is running").await;
        let scene = Self { fake, dir, _bot: bot, url };
        scene.until_ready(200).await;
        scene
    }

    async fn get(&self, path: &str) -> (u16, String) {
        let response = reqwest::get(format!("{}{path}", self.url)).await.expect("it answers");
        (response.status().as_u16(), response.text().await.expect("text"))
    }

    async fn until_ready(&self, status: u16) -> Value {
        until_ready(&self.url, status).await
    }

    /// The samples of `/metrics`.
    async fn samples(&self) -> BTreeMap<String, f64> {
        let response = reqwest::get(format!("{}/metrics", self.url)).await.expect("it answers");
        let kind = response.headers()["content-type"].to_str().expect("text").to_owned();
        assert_eq!(kind, "application/openmetrics-text; version=1.0.0; charset=utf-8");
        samples(&response.text().await.expect("text"))
    }
}

/// Reads the exposition format strictly: every line is a comment or a sample, every sample's family was described.
#[track_caller]
fn samples(text: &str) -> BTreeMap<String, f64> {
    let mut families = BTreeSet::new();
    let mut samples = BTreeMap::new();
    assert!(text.ends_with("# EOF\n"), "{text}");
    for line in text.lines() {
        if let Some(described) = line.strip_prefix("# TYPE ") {
            let (family, kind) = described.split_once(' ').expect("a name and a type");
            assert!(["counter", "gauge", "histogram"].contains(&kind), "{line}");
            families.insert(family.to_owned());
        } else if !line.starts_with('#') {
            let (name, value) = line.rsplit_once(' ').expect("a name and a value");
            let bare = name.split('{').next().expect("a name");
            assert!(families.iter().any(|family| bare.starts_with(family.as_str())), "{line}");
            assert!(bare.starts_with("verbatim_"), "{line}");
            samples.insert(name.to_owned(), value.parse().unwrap_or_else(|_| panic!("{line}")));
        }
    }
    samples
}

#[tokio::test]
async fn one_answered_update_is_counted_and_nobody_is_named() {
    let scene = Scene::start().await;
    let before = scene.samples().await;
    scene.fake.push(text(&person(CHAT), "what is TACE, says Zebedee Quux?"));
    scene.fake.wait_for_replies(CHAT, 1, SOON).await;
    let is_counted = async {
        // The answer is there a moment before it is noted.
        while scene.samples().await["verbatim_updates_finished_total{outcome=\"done\"}"] < 1.0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(SOON, is_counted).await.expect("it is counted");
    let after = scene.samples().await;
    for name in [
        "verbatim_updates_accepted_total{kind=\"message\"}",
        "verbatim_updates_finished_total{outcome=\"done\"}",
        "verbatim_answer_duration_seconds_count",
        "verbatim_sends_total{method=\"sendMessage\",outcome=\"sent\"}",
    ] {
        assert_eq!((before[name], after[name]), (0.0, 1.0), "{name}");
    }
    let decisions: f64 =
        after.iter().filter(|(name, _)| name.starts_with("verbatim_decisions_total{")).map(|(_, count)| count).sum();
    assert_eq!(decisions, 1.0, "{after:#?}");
    assert_eq!((after["verbatim_ready"], after["verbatim_inbox_oldest_age_seconds"]), (1.0, 0.0));
    let (_, text) = scene.get("/metrics").await;
    assert!(!text.contains("Zebedee") && !text.contains(&CHAT.to_string()), "{text}");
    let (status, _) = scene.get("/other").await;
    assert_eq!(status, 404);
}

#[tokio::test]
async fn ready_follows_telegram_and_the_database() {
    let scene = Scene::start().await;
    scene.fake.go_down().await;
    let down = scene.until_ready(503).await;
    assert_eq!((&down["source_ok"], &down["database"]), (&Value::from(false), &Value::from(true)), "{down}");
    assert_eq!(scene.get("/healthz").await.0, 200, "it lives; starting it again would not help");
    scene.fake.come_back().await;
    let up = scene.until_ready(200).await;
    assert_eq!((&up["source"], &up["waiting"]), (&Value::from("polling"), &Value::from(0)), "{up}");

    let mut other = SqliteConnection::connect(&database_url(scene.dir.path())).await.expect("opens");
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.expect("locks");
    let locked = scene.until_ready(503).await;
    assert_eq!((&locked["database"], &locked["waiting"]), (&Value::from(false), &Value::Null), "{locked}");
    assert!(scene.samples().await["verbatim_inbox_oldest_age_seconds"].is_nan());
    sqlx::query("ROLLBACK").execute(&mut other).await.expect("unlocks");
    scene.until_ready(200).await;
}

#[tokio::test]
async fn the_alerts_are_about_figures_that_there_are() {
    let scene = Scene::start().await;
    let exported: BTreeSet<String> =
        scene.samples().await.into_keys().map(|name| name.split('{').next().expect("a name").to_owned()).collect();
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/prometheus-rules.yml");
    let rules = std::fs::read_to_string(rules).expect("the rules are there");
    let expressions: String = rules.lines().filter(|line| line.trim_start().starts_with("expr:")).collect();
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let names: BTreeSet<&str> =
        expressions.split(|c| !is_part(c)).filter(|name| name.starts_with("verbatim_")).collect();
    assert!(names.len() > 4, "{names:?}");
    for name in names {
        assert!(exported.contains(name), "{name} is not exported: {exported:#?}");
    }
}
