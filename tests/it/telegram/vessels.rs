//! Builders of messages whose words are in no `text`, and of messages that hold none, in the shapes the real server
//! sends (Bot API 10.3).

use serde_json::{Value, json};

use super::updates::{Person, Post, post};

/// A rich message of these blocks.
pub(crate) fn rich(from: &Person, blocks: Value) -> Post {
    post(from).with("rich_message", json!({ "blocks": blocks }))
}

/// A paragraph of a rich text: a string, an object, or an array of them.
pub(crate) fn paragraph(text: impl Into<Value>) -> Value {
    json!({"type": "paragraph", "text": text.into()})
}

/// A rich text in bold.
pub(crate) fn bold(text: impl Into<Value>) -> Value {
    json!({"type": "bold", "text": text.into()})
}

/// A numbered list with these paragraphs as its items.
pub(crate) fn list(items: &[&str]) -> Value {
    let items = items.iter().zip(1..).map(|(text, n): (&&str, i64)| {
        json!({"label": format!("{n}."), "blocks": [paragraph(*text)], "value": n, "type": "1"})
    });
    json!({"type": "list", "items": items.collect::<Vec<_>>()})
}

/// A table with these cells in its rows.
pub(crate) fn table(rows: &[&[&str]]) -> Value {
    let cell = |text: &&str| json!({"text": *text, "align": "left", "valign": "top"});
    let rows = rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>());
    json!({"type": "table", "cells": rows.collect::<Vec<_>>(), "is_bordered": true})
}

/// A part that is shown when its summary is tapped.
pub(crate) fn details(summary: &str, blocks: Value) -> Value {
    json!({"type": "details", "summary": summary, "blocks": blocks})
}

/// A checklist with these tasks.
pub(crate) fn checklist(from: &Person, title: &str, tasks: &[&str]) -> Post {
    let tasks = tasks.iter().zip(1..).map(|(text, id): (&&str, i64)| json!({"id": id, "text": *text}));
    post(from)
        .with("checklist", json!({"title": title, "tasks": tasks.collect::<Vec<_>>(), "others_can_add_tasks": true}))
}

/// A poll with these options, which may be a `regular` one or a `quiz`.
pub(crate) fn poll(from: &Person, kind: &str, question: &str, options: &[&str]) -> Post {
    post(from).with("poll", poll_of(kind, question, options))
}

/// A poll as it stands in a message.
pub(crate) fn poll_of(kind: &str, question: &str, options: &[&str]) -> Value {
    let option = |(text, n): (&&str, usize)| json!({"persistent_id": n.to_string(), "text": *text, "voter_count": 0});
    json!({
        "id": "5300000000000000001", "question": question, "total_voter_count": 0, "is_closed": false,
        "options": options.iter().zip(0..).map(option).collect::<Vec<_>>(), "is_anonymous": true, "type": kind,
        "allows_multiple_answers": false, "allows_revoting": true, "members_only": false,
    })
}

/// A contact, with this note in its card.
pub(crate) fn contact(from: &Person, note: &str) -> Post {
    let vcard = format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nTEL;MOBILE:+15550100\r\nNOTE:{note}\r\nEND:VCARD");
    post(from).with("contact", json!({"phone_number": "15550100", "first_name": "Ada", "vcard": vcard}))
}

/// A place with a name.
pub(crate) fn venue(from: &Person, title: &str) -> Post {
    let location = json!({"latitude": 52.5, "longitude": 13.4});
    let venue =
        json!({"location": location, "title": title, "address": "Street 1", "foursquare_type": "medical/hospital"});
    post(from).with("venue", venue).with("location", location)
}

/// A gift with a text, which may be empty.
pub(crate) fn gift(from: &Person, text: &str) -> Post {
    let sticker = json!({
        "width": 512, "height": 512, "emoji": "🧸", "is_animated": true, "is_video": false, "type": "custom_emoji",
        "custom_emoji_id": "5170521118301225164", "file_id": "CAACAgIAAxkBAAMgift", "file_unique_id": "AgADgift",
    });
    let mut info = json!({"gift": {"id": "5170145012310081615", "sticker": sticker, "star_count": 15}});
    if !text.is_empty() {
        info["text"] = json!(text);
    }
    post(from).with("gift", info)
}

/// A giveaway with a prize.
pub(crate) fn giveaway(from: &Person, prize: &str) -> Post {
    let channel = json!({"id": -1_001_999_i64, "title": "Channel", "type": "channel"});
    post(from).with(
        "giveaway",
        json!({
            "chats": [channel], "winners_selection_date": 1_795_500_000, "winner_count": 1, "prize_description": prize,
        }),
    )
}

/// A file such as `voice`, of which the sender's app does not say the type.
pub(crate) fn file(from: &Person, kind: &str) -> Post {
    let mut file = json!({"duration": 3, "file_id": "AwACAgIAAxkBAAMfile", "file_unique_id": "AgADfile"});
    if kind == "video" || kind == "animation" {
        file["width"] = json!(320);
        file["height"] = json!(240);
    }
    post(from).with(kind, file)
}

/// A message with this field as its only content.
pub(crate) fn holding(from: &Person, field: &str, value: Value) -> Post {
    post(from).with(field, value)
}
