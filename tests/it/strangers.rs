//! What strangers can send: whatever an update looks like, it is planned or refused, and nothing panics.

use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Value, json};
use verbatim::bot::{BotContext, Context};
use verbatim::bot_api::{Outgoing, UnreadableUpdate, chat_of};
use verbatim::store::{Effects, QueuedKind};

use crate::telegram::updates::{
    callback_query, channel, chosen_inline_result, direct_messages, inline_query, my_chat_member, person, photo,
    supergroup, text,
};
use crate::telegram::vessels::{checklist, contact, file, list, poll, rich, table};
use crate::test_bot::handlers;

static HANDLERS: LazyLock<BotContext> = LazyLock::new(handlers);

/// What an update leads to when nothing is remembered and its sender is an admin.
fn plan(payload: &str) -> Result<Effects<Outgoing>, UnreadableUpdate> {
    let draft = HANDLERS.read(QueuedKind::Update, payload)?;
    let mut facts = Context::default();
    facts.is_admin = Some(true);
    Ok(HANDLERS.plan(&draft, &facts).expect("nothing else is to be known"))
}

/// Whole updates to be damaged.
fn samples() -> Vec<Value> {
    let room = supergroup(-1_001_000);
    let bot = json!({"id": 5, "is_bot": true, "first_name": "Verbatim", "username": "verbatim_test_bot"});
    let button = |label: &str, data: &str| json!([{"text": label, "callback_data": data}]);
    let keyboard = [
        button("✓ This helped", "h:tace-what"),
        button("✗", "x:tace-what"),
        button("a", "c:rfa-what"),
        button("n", "N"),
        json!([{"text": "Share", "url": "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fb%3Fstart%3Dtace-what&text=a"}]),
    ];
    let own = json!({"message_id": 9, "date": 1, "chat": person(7).chat(), "from": bot, "text": "What is TACE?",
        "reply_to_message": {"message_id": 8, "date": 1, "chat": person(7).chat(), "from": person(7).to_json(), "text": "?"},
        "reply_markup": {"inline_keyboard": keyboard}});
    let post = |update: crate::telegram::updates::Post| Value::from(update.numbered(3).with("date", 1));
    let mut samples = vec![
        post(text(&person(7), "/ask what is TACE?").entity("bold", 2, 3)),
        post(text(&person(7), "@verbatim_test_bot does the liver grow back").within(&room).topic(3).reply_to(&own)),
        post(
            photo(&person(7), "side effects").with("media_group_id", "g").with("forward_origin", json!({"type": "x"})),
        ),
        post(rich(&person(7), json!([list(&["what is", "TACE?"]), table(&[&["what", "is TACE?"]])])).reply_to(&own)),
        post(text(&person(7), "/ask what is TACE?").within(&room).anonymous_admin()),
        post(text(&person(7), "/ask what is TACE?").within(&room).in_the_name_of(&channel(-1_002_000))),
        post(poll(&person(7), "regular", "what is TACE?", &["he is vomiting blood", "no"])),
        post(checklist(&person(7), "what is TACE?", &["ask"]).with("quote", json!({"text": "?", "position": 0}))),
        post(contact(&person(7), "he is vomiting blood")),
        post(file(&person(7), "voice")),
        my_chat_member(&person(7), &room, "left", "member"),
        post(
            text(&person(7), "@verbatim_test_bot what is TACE?")
                .within(&room)
                .with("guest_query_id", "77")
                .for_a_guest(),
        ),
        post(text(&person(7), "what is TACE?").within(&direct_messages(-1_003_000)).where_writes(&person(7))),
        inline_query(&person(7), "what is TACE?", ""),
        chosen_inline_result(&person(7), "tace-what", "what is TACE?", "abc"),
    ];
    samples
        .extend(["x:tace-what", "c:rfa-what", "N", "b:tace-what"].map(|data| callback_query(&person(7), &own, data)));
    for sample in &mut samples {
        sample["update_id"] = json!(1);
        if let Some(change) = sample.get_mut("my_chat_member") {
            change["date"] = json!(1);
        }
        for kind in ["callback_query", "inline_query"] {
            if let Some(query) = sample.get_mut(kind) {
                query["id"] = json!("77");
            }
        }
    }
    samples
}

fn places(value: &Value, here: &str, found: &mut Vec<String>) {
    let mut visit = |key: String, child: &Value| {
        let there = format!("{here}/{key}");
        found.push(there.clone());
        places(child, &there, found);
    };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, child)| visit(key.clone(), child)),
        Value::Array(items) => items.iter().enumerate().for_each(|(n, child)| visit(n.to_string(), child)),
        _ => {}
    }
}

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,40}".prop_map(Value::from),
        "/[a-z]{0,8}(@[a-z_]{0,20})? ?\\PC{0,20}".prop_map(Value::from),
        "[a-zTN]:?[a-z-]{0,12}".prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!([{"type": "telepathy", "offset": -1}])),
        Just(json!({"type": "telepathy", "text": 7})),
    ]
}

#[test]
fn the_samples_are_planned_when_they_are_whole() {
    for sample in samples() {
        let plan = plan(&sample.to_string()).unwrap_or_else(|error| panic!("{error}: {sample}"));
        let is_silent = sample.get("chosen_inline_result").is_some();
        let is_said = !plan.requests.is_empty() || plan.once.is_some();
        assert_eq!(is_said, !is_silent, "{sample}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_update_is_planned_or_refused(
        which in any::<prop::sample::Index>(),
        damages in prop::collection::vec((any::<prop::sample::Index>(), leaf()), 0..4),
    ) {
        let samples = samples();
        let mut update = which.get(&samples).clone();
        for (place, leaf) in damages {
            let mut found = Vec::new();
            places(&update, "", &mut found);
            if let Some(value) = found.get(place.index(found.len().max(1))).and_then(|place| update.pointer_mut(place)) {
                *value = leaf;
            }
        }
        let _ = chat_of(&update);
        let payload = update.to_string();
        let _ = HANDLERS.apology(&payload);
        if let Ok(plan) = plan(&payload) {
            let once = plan.once.iter().flat_map(|once| &once.requests);
            for outgoing in plan.requests.iter().chain(once) {
                let (_, body) = outgoing.request("verbatim_test_bot");
                prop_assert!(body.is_object());
                let stored = serde_json::to_string(outgoing).expect("plain data");
                prop_assert_eq!(&serde_json::from_str::<Outgoing>(&stored).expect("comes back"), outgoing);
            }
        }
    }

    #[test]
    fn any_text_at_all_is_planned_or_refused(payload in "\\PC{0,200}") {
        let _ = plan(&payload);
    }
}
