//! What is counted while the bot runs, in the terms of Prometheus. No label holds a chat, a person or their words.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use super::clock::now_ms;
use crate::decide::Decision;

/// One label and its value.
type Label = [(&'static str, &'static str); 1];
type Counters = Family<Label, Counter>;

/// Upper bounds of the times to an answer, in seconds: an answer takes some tenths; Telegram's limits make it seconds,
/// outages minutes.
const ANSWER_BOUNDS: [f64; 12] = [0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0];

/// How a send may end.
const SEND_OUTCOMES: [&str; 4] = ["sent", "refused", "turned_away", "failed"];

/// What labels may say, so that each series is there from the start.
#[derive(Clone, Copy, Debug)]
pub struct Labels<'a> {
    /// The kinds of updates.
    pub kinds: &'a [&'static str],
    /// What messages without words hold.
    pub contents: &'a [&'static str],
    /// Who may want a reply to wait.
    pub delays: &'a [&'static str],
    /// The method of most replies.
    pub method: &'static str,
}

/// Everything that is counted.
#[derive(Debug)]
pub struct Metrics {
    registry: Mutex<Registry>,
    accepted: Counters,
    finished: Counters,
    decisions: Counters,
    wordless: Counters,
    answer: Histogram,
    sends: Family<[(&'static str, &'static str); 2], Counter>,
    again: Counter,
    given_up: Counter,
    waits: Counters,
    reloads: Counters,
    entries: Gauge<i64>,
    loaded: Gauge<f64, AtomicU64>,
    outages: Counters,
    encoder: Counters,
    encoder_in_force: Gauge<i64>,
    webhook: Family<[(&'static str, String); 1], Counter>,
    waiting: Gauge<i64>,
    oldest: Gauge<f64, AtomicU64>,
    ready: Gauge<i64>,
}

impl Metrics {
    pub(super) fn new(labels: Labels<'_>) -> Self {
        let mut registry = Registry::with_prefix("verbatim");
        let accepted = Counters::default();
        registry.register("updates_accepted", "Updates stored, by their kind", accepted.clone());
        let finished = Counters::default();
        let help = "Updates with nothing left to do: done, or dead (unreadable, or given up)";
        registry.register("updates_finished", help, finished.clone());
        let decisions = Counters::default();
        registry.register("decisions", "Questions put to the bot, by what was decided", decisions.clone());
        let wordless = Counters::default();
        let help = "Private messages without words that the bot reads, by what they held";
        registry.register("wordless_messages", help, wordless.clone());
        let answer = Histogram::new(ANSWER_BOUNDS);
        let help = "Time from the acceptance of an update to the end of its replies";
        registry.register_with_unit("answer_duration", help, Unit::Seconds, answer.clone());
        let sends = Family::default();
        registry.register("sends", "Requests to Telegram that make up replies, by method and outcome", sends.clone());
        let again = Counter::default();
        let help = "Replies that were under way when a process ended, and are sent again: each may be doubled";
        registry.register("sends_again", help, again.clone());
        let given_up = Counter::default();
        let help = "Posts that were under way when a process ended, and are not sent again";
        registry.register("posts_given_up", help, given_up.clone());
        let waits = Counters::default();
        registry.register(
            "send_waits",
            "Sends put off, by whether the bot keeps its pace or Telegram allows no more now",
            waits.clone(),
        );
        let outages = Counters::default();
        registry.register("outages", "Outages that began, by what was out of reach", outages.clone());
        let encoder = Counters::default();
        let help = "Questions for the sentence encoder, by what came of it";
        registry.register("encoder_questions", help, encoder.clone());
        let encoder_in_force = Gauge::default();
        let help = "Whether a sentence encoder reads questions: all phrasings are encoded";
        registry.register("encoder_in_force", help, encoder_in_force.clone());
        let webhook = Family::default();
        registry.register("webhook_requests", "Requests to the webhook, by the status they got", webhook.clone());
        let reloads = Counters::default();
        registry.register("reloads", "Times that the FAQ was read again, by what came of it", reloads.clone());
        let entries = Gauge::default();
        registry.register("faq_entries", "Entries of the FAQ in force", entries.clone());
        let loaded = Gauge::default();
        let help = "When the FAQ in force was loaded, since 1970";
        registry.register_with_unit("faq_loaded_timestamp", help, Unit::Seconds, loaded.clone());
        let waiting = Gauge::default();
        registry.register("inbox_updates", "Updates that wait or are in work", waiting.clone());
        let oldest = Gauge::default();
        let help = "Age of the oldest update that waits or is in work, 0 when there is none";
        registry.register_with_unit("inbox_oldest_age", help, Unit::Seconds, oldest.clone());
        let ready = Gauge::default();
        registry.register("ready", "Whether /readyz says that updates come in and are stored", ready.clone());
        let metrics = Self {
            registry: Mutex::new(registry),
            accepted,
            finished,
            decisions,
            wordless,
            answer,
            sends,
            again,
            given_up,
            waits,
            reloads,
            entries,
            loaded,
            outages,
            encoder,
            encoder_in_force,
            webhook,
            waiting,
            oldest,
            ready,
        };
        metrics.begin_at_zero(labels);
        metrics
    }

    /// A series that begins with its first event hides that event from `rate` and `increase`.
    fn begin_at_zero(&self, labels: Labels<'_>) {
        let label = |counters: &Counters, name, values: &[&'static str]| {
            values.iter().for_each(|value| drop(counters.get_or_create(&[(name, *value)])));
        };
        label(&self.accepted, "kind", labels.kinds);
        label(&self.finished, "outcome", &["done", "dead"]);
        label(&self.decisions, "decision", &Decision::NAMES);
        label(&self.wordless, "content", labels.contents);
        label(&self.waits, "because", labels.delays);
        label(&self.reloads, "outcome", &["changed", "unchanged", "refused"]);
        label(&self.encoder, "result", &["used", "late", "full"]);
        for outcome in SEND_OUTCOMES {
            drop(self.sends.get_or_create(&[("method", labels.method), ("outcome", outcome)]));
        }
        for status in [200, 401, 503] {
            drop(self.webhook.get_or_create(&[("status", status.to_string())]));
        }
    }

    pub(crate) fn accepted(&self, kind: &'static str) {
        self.accepted.get_or_create(&[("kind", kind)]).inc();
    }

    pub(crate) fn done(&self) {
        self.finished.get_or_create(&[("outcome", "done")]).inc();
    }

    pub(crate) fn dead(&self) {
        self.finished.get_or_create(&[("outcome", "dead")]).inc();
    }

    /// A decision, by [`Decision::name`].
    pub(crate) fn decided(&self, decision: &'static str) {
        self.decisions.get_or_create(&[("decision", decision)]).inc();
    }

    /// A private message without words to read, by what it held.
    pub(crate) fn wordless(&self, content: &'static str) {
        self.wordless.get_or_create(&[("content", content)]).inc();
    }

    pub(crate) fn answered_after(&self, time: Duration) {
        self.answer.observe(time.as_secs_f64());
    }

    /// A send, by how it ended: `sent`, `refused`, `turned_away`, or `failed` when it is perhaps tried again.
    pub(crate) fn sent(&self, method: &'static str, outcome: &'static str) {
        self.sends.get_or_create(&[("method", method), ("outcome", outcome)]).inc();
    }

    /// What was under way when its process ended: replies that are sent again, posts that are not.
    pub(crate) fn reclaimed(&self, again: usize, given_up: usize) {
        self.again.inc_by(again as u64);
        self.given_up.inc_by(given_up as u64);
    }

    /// A reply that must wait, by who wants it to.
    pub(crate) fn waited(&self, because: &'static str) {
        self.waits.get_or_create(&[("because", because)]).inc();
    }

    /// The FAQ was read again: `changed`, `unchanged` or `refused`.
    pub(crate) fn reloaded(&self, outcome: &'static str) {
        self.reloads.get_or_create(&[("outcome", outcome)]).inc();
    }

    /// A FAQ with so many entries is in force from now on.
    pub(crate) fn faq_is_in_force(&self, entries: usize) {
        self.entries.set(i64::try_from(entries).unwrap_or(i64::MAX));
        self.loaded.set(Duration::from_millis(now_ms().unsigned_abs()).as_secs_f64());
    }

    /// What came of a question for the encoder: `used`, or `late` or `full`, and decided without.
    pub(crate) fn encoder_question(&self, result: &'static str) {
        self.encoder.get_or_create(&[("result", result)]).inc();
    }

    /// Whether a sentence encoder reads questions from now on.
    pub(super) fn encoder_is_in_force(&self, is_in_force: bool) {
        self.encoder_in_force.set(i64::from(is_in_force));
    }

    /// The count of outages of one thing.
    pub(super) fn outages(&self, of: &'static str) -> Counter {
        self.outages.get_or_create_owned(&[("of", of)])
    }

    pub(crate) fn webhook_answered(&self, status: u16) {
        self.webhook.get_or_create(&[("status", status.to_string())]).inc();
    }

    /// What is looked at when the figures are, in Prometheus' words: how many updates wait, how old the oldest is in
    /// seconds (NaN when that cannot be said), and whether the bot is ready.
    pub(super) fn look(&self, waiting: i64, oldest_age: f64, is_ready: bool) {
        self.waiting.set(waiting);
        self.oldest.set(oldest_age);
        self.ready.set(i64::from(is_ready));
    }

    /// All of it in the OpenMetrics text format 1.0.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        encode(&mut text, &self.registry.lock().unwrap_or_else(PoisonError::into_inner))
            .expect("a string takes any text");
        text
    }
}
