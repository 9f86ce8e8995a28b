//! The operator's door: whether it lives, whether it does its work, what it counted, and the alerts made of that.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use sqlx::{Connection as _, SqliteConnection};
use tempfile::TempDir;

use crate::cluster::until_ready;
use crate::telegram::FakeTelegram;
use crate::telegram::updates::{person, text};
use crate::telegram::vessels::{file, holding};
use crate::test_bot::{Process, SOON, comes_true, database_url};

const FLAGS: [&str; 4] = ["--ops-listen", "127.0.0.1:0", "--poll-timeout", "1"];

/// Far from every figure, so that it is seen when it is in a label.
const CHAT: i64 = 918_273_645;

struct Cluster {
    fake: FakeTelegram,
    dir: TempDir,
    _bot: Process,
    url: String,
}

impl Cluster {
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
pub(crate) fn samples(text: &str) -> BTreeMap<String, f64> {
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
    let scene = Cluster::start().await;
    let before = scene.samples().await;
    scene.fake.push(text(&person(CHAT), "what is TACE, says Zebedee Quux?"));
    scene.fake.wait_for_replies(CHAT, 1, SOON).await;
    // The answer is there a moment before it is noted.
    let done = "verbatim_updates_finished_total{outcome=\"done\"}";
    assert!(comes_true(SOON, async || scene.samples().await[done] >= 1.0).await, "it is counted");
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
async fn messages_without_words_are_counted_by_what_they_hold() {
    let scene = Cluster::start().await;
    let of = |content: &str| format!("verbatim_wordless_messages_total{{content=\"{content}\"}}");
    scene.fake.push(file(&person(CHAT), "voice"));
    scene.fake.push(holding(&person(CHAT), "hologram", serde_json::json!({"depth": 3})));
    scene.fake.push(holding(&person(CHAT), "pinned_message", serde_json::json!({"message_id": 1})));
    scene.fake.push(text(&person(CHAT), "what is TACE?"));
    scene.fake.wait_for_replies(CHAT, 3, SOON).await;
    let after = scene.samples().await;
    assert_eq!((after[&of("voice")], after[&of("other")], after[&of("photo")]), (1.0, 1.0, 0.0), "{after:#?}");
}

#[tokio::test]
async fn waits_are_counted_by_who_wants_them() {
    let scene = Cluster::start().await;
    let of = |because: &str| format!("verbatim_send_waits_total{{because=\"{because}\"}}");
    // Telegram allows one message a second in this chat, and the bot begins with a few at once.
    scene.fake.limit_chat(CHAT, 1, Duration::from_secs(1));
    for _ in 0..2 {
        scene.fake.push(text(&person(CHAT), "what is TACE?"));
    }
    scene.fake.wait_for_replies(CHAT, 2, SOON).await;
    let after = scene.samples().await;
    assert!(after[&of("telegram")] >= 1.0 && after[&of("pace")] == 0.0, "{after:#?}");
    // One that Telegram does not limit is kept to the bot's own pace.
    for _ in 0..7 {
        scene.fake.push(text(&person(CHAT + 1), "what is TACE?"));
    }
    scene.fake.wait_for_replies(CHAT + 1, 7, SOON).await;
    let last = scene.samples().await;
    assert!(last[&of("pace")] >= 1.0 && last[&of("telegram")] == after[&of("telegram")], "{last:#?}");
}

#[tokio::test]
async fn ready_follows_telegram_and_the_database() {
    let scene = Cluster::start().await;
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

/// The names of what is exported, each with its labels and their values.
type Exported = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

fn exported(samples: &BTreeMap<String, f64>) -> Exported {
    let mut exported = Exported::new();
    for sample in samples.keys() {
        let (name, labels) = sample.split_once('{').unwrap_or((sample, "}"));
        let family = exported.entry(name.to_owned()).or_default();
        for (label, _, value) in matchers(labels.trim_end_matches('}')) {
            family.entry(label.to_owned()).or_default().insert(value.to_owned());
        }
        // What Prometheus adds to everything that it reads.
        family.extend(["job", "instance"].map(|label| (label.to_owned(), BTreeSet::new())));
    }
    exported
}

/// What stands between the braces of a selector: label, operator, value.
fn matchers(text: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    text.split(',').filter(|part| !part.trim().is_empty()).map(|part| {
        let (label, value) = part.split_once('"').unwrap_or_else(|| panic!("{part:?} has no value"));
        let at = label.find(['=', '!']).unwrap_or_else(|| panic!("{part:?} has no operator"));
        (label[..at].trim(), &label[at..], value.trim_end_matches('"'))
    })
}

/// Holds an expression of PromQL, and the labels of its legend, against what is exported; gives the names in it.
#[track_caller]
fn check_expression(exported: &Exported, expression: &str, legend: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut names = BTreeSet::new();
    let mut labels: BTreeSet<&str> = BTreeSet::new();
    for (at, _) in expression.match_indices("verbatim_") {
        let rest = &expression[at..];
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let family =
            exported.get(&rest[..end]).unwrap_or_else(|| panic!("{} is not exported: {expression}", &rest[..end]));
        names.insert(rest[..end].to_owned());
        labels.extend(family.keys().map(String::as_str));
        let selector = rest[end..].strip_prefix('{').and_then(|rest| rest.split('}').next()).unwrap_or_default();
        for (label, operator, value) in matchers(selector) {
            let values = family.get(label).unwrap_or_else(|| panic!("no label {label}: {expression}"));
            assert!(operator != "=" || values.contains(value), "{label} is never {value}: {expression}");
        }
    }
    let grouped = expression.split("by (").skip(1).filter_map(|rest| rest.split(')').next());
    let shown = legend.split("{{").skip(1).filter_map(|rest| rest.split("}}").next());
    for label in grouped.flat_map(|list| list.split(',')).chain(shown).map(str::trim) {
        assert!(labels.contains(label), "no label {label}: {expression}, shown as {legend}");
    }
    names
}

fn deployed(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy").join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[tokio::test]
async fn alerts_and_dashboard_are_about_figures_that_there_are() {
    let scene = Cluster::start().await;
    let mut exported = exported(&scene.samples().await);
    let rules = deployed("prometheus-rules.yml");
    let expressions = rules.lines().filter_map(|line| line.trim_start().strip_prefix("expr: "));
    let alerted: BTreeSet<String> =
        expressions.flat_map(|expression| check_expression(&exported, expression, "")).collect();
    assert!(alerted.len() > 5, "{alerted:?}");

    let dashboard: Value = serde_json::from_str(&deployed("grafana-dashboard.json")).expect("JSON");
    let panels = dashboard["panels"].as_array().expect("panels");
    let mut shown = BTreeSet::new();
    let (mut ids, mut cells) = (BTreeSet::new(), BTreeSet::new());
    for panel in panels {
        assert!(ids.insert(panel["id"].as_i64()), "two panels have one id: {panel}");
        let [x, y, w, h] = ["x", "y", "w", "h"].map(|side| panel["gridPos"][side].as_u64().expect("a number"));
        assert!(x + w <= 24, "wider than the grid: {panel}");
        let mut own = (x..x + w).flat_map(|x| (y..y + h).map(move |y| (x, y)));
        assert!(own.all(|cell| cells.insert(cell)), "two panels overlap: {panel}");
        for target in panel["targets"].as_array().expect("targets") {
            assert_eq!(target["datasource"]["uid"], "${datasource}", "{panel}");
            let [expression, legend] = ["expr", "legendFormat"].map(|key| target[key].as_str().expect("text"));
            shown.append(&mut check_expression(&exported, expression, legend));
        }
    }
    for variable in dashboard["templating"]["list"].as_array().expect("variables") {
        if let Some(query) = variable["definition"].as_str() {
            check_expression(&exported, query, "");
        }
    }
    // Whatever is exported is shown; a histogram by its buckets.
    exported.retain(|name, _| !name.ends_with("_count") && !name.ends_with("_sum"));
    assert_eq!(exported.into_keys().collect::<BTreeSet<_>>(), shown);
}

#[test]
fn expressions_with_wrong_names_labels_and_values_are_refused() {
    let sample = "verbatim_a_total{kind=\"x\"}".to_owned();
    let exported = exported(&BTreeMap::from([(sample, 0.0), ("verbatim_b".to_owned(), 0.0)]));
    let is_refused = |expression: &'static str, legend: &'static str| {
        let exported = exported.clone();
        std::panic::catch_unwind(move || check_expression(&exported, expression, legend)).is_err()
    };
    for (expression, legend) in [
        ("sum by (kind) (rate(verbatim_a_total{job=~\"$job\", kind=\"x\"}[5m]))", "{{kind}}"),
        ("verbatim_b{job=\"\"} > verbatim_a_total", ""),
    ] {
        assert_eq!(is_refused(expression, legend), expression.contains("job=\"\""), "{expression}");
    }
    for (expression, legend) in [
        ("verbatim_c", ""),
        ("verbatim_a_total{sort=\"x\"}", ""),
        ("verbatim_a_total{kind=\"y\"}", ""),
        ("sum by (sort) (verbatim_a_total)", ""),
        ("verbatim_b{kind=\"x\"}", ""),
        ("verbatim_b", "{{kind}}"),
    ] {
        assert!(is_refused(expression, legend), "{expression} {legend}");
    }
}
