//! A property: whatever comes in whatever order, every chat gets exactly what a model says, once, in order, in place.
//!
//! Two levels. The whole runs go through the store and the handlers, with what they plan taken for sent; a smaller one
//! goes from Telegram's updates to HTTP requests. All follow from a seed, which a failure names; `VERBATIM_SEED` sets
//! another one.

mod expected;
mod said;
mod script;
mod talk;
mod tapping;
mod taps;
mod workers;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use verbatim::bot::BotContext;
use verbatim::bot_api::{Me, PseudonymKey, chat_of};
use verbatim::config::StatsRules;
use verbatim::reply::Catalogues;
use verbatim::store::Retention;

use self::expected::{BOT, OWN, Request};
use self::script::{Fate, MIGRATION, Script, Size, Writer};
use crate::telegram::{TOKEN, updates};
use crate::test_bot::{SOON, TestBot, engine};

/// The seed of every run unless the environment names another.
const SEED: u64 = 20_261_123;

static HANDLERS: LazyLock<BotContext> = LazyLock::new(|| BotContext {
    engine: engine(),
    catalogues: Catalogues::default(),
    me: Me { id: 7_000_000_001, username: BOT.to_owned(), hears_all: false },
    pseudonym: PseudonymKey::new(&TOKEN.into()),
    kept: Retention::DEFAULT.told(false),
    staff: BTreeSet::new(),
    desk: None,
    stats: StatsRules::default(),
});

fn seed() -> u64 {
    std::env::var("VERBATIM_SEED").map_or(SEED, |seed| seed.parse().expect("VERBATIM_SEED is a number"))
}

/// Where a request shows up: a chat, or the query of somebody who is in none.
fn place(request: &Request, queries: &HashMap<String, i64>) -> String {
    let params = &request.params;
    let query = params["callback_query_id"].as_str().or(params["inline_query_id"].as_str());
    let chat = query.map_or(params["chat_id"].as_i64(), |query| queries.get(query).copied());
    chat.map_or_else(|| format!("query {query:?}"), |chat| format!("chat {chat}"))
}

/// What is compared of a request: everything, but of an inline query's results that they are its.
fn shown(request: &Request) -> String {
    let Request { method, params } = request;
    match params.get("inline_query_id") {
        Some(query) => format!("{method} {query}"),
        None => {
            let sorted: BTreeMap<&String, &Value> = params.as_object().into_iter().flatten().collect();
            format!("{method} {}", json!(sorted))
        }
    }
}

/// Compares, chat by chat, what left with what the model says.
#[track_caller]
fn compare(script: &Script, sent: &[Request], seed: u64) {
    let mut queries = HashMap::new();
    for step in &script.steps {
        if let (Some(id), Some(chat)) = (step.update["callback_query"]["id"].as_str(), step.chat) {
            queries.insert(id.to_owned(), chat);
        }
    }
    let mut expected: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
    for (n, step) in script.steps.iter().enumerate() {
        for request in &step.expected {
            expected.entry(place(request, &queries)).or_default().push((shown(request), n));
        }
    }
    let mut got: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for request in sent {
        got.entry(place(request, &queries)).or_default().push(shown(request));
    }
    let mut wrong = Vec::new();
    for place in expected.keys().chain(got.keys()).collect::<std::collections::BTreeSet<_>>() {
        let (expected, got) =
            (expected.get(place).map_or(&[][..], |all| all), got.get(place).map_or(&[][..], |all| all));
        let Some(at) =
            (0..expected.len().max(got.len())).find(|at| expected.get(*at).map(|(shown, _)| shown) != got.get(*at))
        else {
            continue;
        };
        let step = expected.get(at).map_or(script.steps.len(), |(_, step)| *step);
        wrong.push((step, place, expected.get(at).map(|(shown, _)| shown), got.get(at)));
    }
    wrong.sort();
    let Some((step, place, expected, got)) = wrong.first() else { return };
    let before = script.steps[..(step + 1).min(script.steps.len())].iter().rev();
    let here = before.filter(|step| step.chat.is_some_and(|chat| *place == &format!("chat {chat}"))).take(6);
    let lines: Vec<String> = here.map(|step| format!("{}: {}", step.what, step.update)).collect();
    panic!(
        "VERBATIM_SEED={seed}: in {} places something else left than should have. First in {place}\n\
         expected: {expected:?}\nsent: {got:?}\nits last updates, the newest first: {lines:#?}",
        wrong.len(),
    );
}

/// How many of the requests there are of each method.
fn figures(requests: &[Request]) -> BTreeMap<&str, usize> {
    requests.iter().fold(BTreeMap::new(), |mut counts, request| {
        *counts.entry(request.method.as_str()).or_default() += 1;
        counts
    })
}

/// A script through the store and the handlers, with crashes.
async fn check(size: Size) -> Script {
    let seed = seed();
    let start = Instant::now();
    let script = Writer::write(&HANDLERS, size, seed);
    let written = start.elapsed();
    let run = workers::run(&HANDLERS, &script, seed).await;
    let (chats, updates) = (script.chats.len(), script.steps.len());
    println!(
        "seed {seed}: {updates} updates of {chats} chats, {:?}; {} crashes, {} requests repeated; \
         {written:?} to write, {:?} in all",
        figures(&run.wire),
        run.crashes,
        run.repeated,
        start.elapsed(),
    );
    compare(&script, &run.wire, seed);
    script
}

/// How often these words must leave: what never comes about is not tested.
fn leaves(script: &Script, words: &str) -> usize {
    let all = script.steps.iter().flat_map(|step| &step.expected);
    all.filter(|request| request.params["text"].as_str().is_some_and(|text| text.contains(words))).count()
}

#[tokio::test]
async fn ten_thousand_updates_lead_to_what_the_model_says() {
    let chats = [300, 60, 60, 70, 10];
    let size = Size {
        updates: 10_000,
        chats,
        pause_ms: (4000, 3000),
        busy_percent: 60,
        has_strangers: false,
        has_jumps: true,
        now_ms: None,
        has_turns: true,
    };
    let script = check(size).await;
    let said = |what: &str| script.steps.iter().filter(|step| step.what == what).count();
    for what in ["again", "a tap", "the same tap", "an edit", "talk", "asked", "a reply to the bot", "settings"] {
        assert!(said(what) >= 100, "{what} came {} times", said(what));
    }
    let had = |fate: Fate| script.steps.iter().filter(|step| step.fate == fate).count();
    let posted = script.steps.iter().filter(|step| step.what == "a post" && !step.expected.is_empty()).count();
    let all = || script.steps.iter().flat_map(|step| &step.expected);
    let hushed = all().filter(|request| request.params["disable_notification"] == true).count();
    let counts = [posted, said(MIGRATION), had(Fate::Refused), had(Fate::TurnedAway), had(Fate::Waits), hushed];
    println!("posts, migrations, refusals of three kinds, without a sound: {counts:?}");
    assert!(counts.iter().all(|count| *count >= 5), "{counts:?}");
    let rare =
        ["I gave this answer here", "This is about you", "In this group only admins", "Only the admins", "Hello. I"];
    for words in rare {
        assert!(leaves(&script, words) >= 5, "{words:?} leaves {} times", leaves(&script, words));
    }
}

#[tokio::test]
async fn a_flood_of_updates_leads_to_what_the_model_says() {
    let size = Size {
        updates: 3000,
        chats: [3, 2, 2, 2, 0],
        pause_ms: (0, 400),
        busy_percent: 60,
        has_strangers: true,
        has_jumps: false,
        now_ms: None,
        has_turns: false,
    };
    let script = check(size).await;
    let words = "That was a lot at once";
    assert!(leaves(&script, words) >= 3, "{words:?} leaves {} times", leaves(&script, words));
}

#[tokio::test(flavor = "multi_thread")]
async fn over_http_the_same_leaves() {
    let (seed, start) = (seed(), Instant::now());
    let stage = TestBot::start().await;
    // The dates of messages pass, and what the bot remembers by its own clock stands.
    let size = Size {
        updates: 300,
        chats: [30, 8, 8, 12, 2],
        pause_ms: (4000, 3000),
        busy_percent: 20,
        has_strangers: false,
        has_jumps: false,
        now_ms: Some(0),
        has_turns: false,
    };
    let script = Writer::write(&HANDLERS, size, seed);
    for chat in &script.chats {
        // The server numbers the bot's messages from here on. It keeps this kind of update to itself.
        let marker = json!({"message_id": OWN, "date": 1, "chat": chat, "from": {"id": 1, "is_bot": false}});
        assert_eq!(stage.fake.push(json!({"business_message": marker})), 0);
    }
    for (chat, admin) in &script.admins {
        stage.fake.set_member(*chat, &updates::person(*admin), "administrator");
    }
    let before = stage.sent().len();
    for steps in script.steps.chunks(40) {
        for step in steps {
            assert_eq!(chat_of(&step.update), step.chat);
            stage.fake.push(step.update.clone());
        }
        let last = steps.last().and_then(|step| step.update["update_id"].as_i64()).expect("a number");
        stage.fake.wait_acknowledged(last, SOON).await;
    }
    stage.quiet_within(Duration::from_secs(90)).await;
    let requests = stage.sent().split_off(before);
    // Questions to Telegram change nothing there.
    let sent = requests.iter().filter(|request| !request.is("getChatMember") && !request.is("getChatAdministrators"));
    let sent: Vec<Request> =
        sent.map(|request| Request { method: request.method.clone(), params: request.params.clone() }).collect();
    let (chats, updates) = (script.chats.len(), script.steps.len());
    println!("seed {seed}: {updates} updates of {chats} chats over HTTP, {:?}; {:?}", figures(&sent), start.elapsed());
    compare(&script, &sent, seed);
    stage.end().await;
}
