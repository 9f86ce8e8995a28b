//! Copies of messages, and captions that change.

use serde_json::{Map, Value, json};

use super::html::utf16_len;
use super::messages::{deliver, put};
use super::methods::writable_chat;
use super::validate::{self, ApiError, Formatted, Params};
use super::world::World;

/// What carries a caption.
const CAPTIONED: [&str; 6] = ["animation", "audio", "document", "photo", "video", "voice"];

/// What can be copied besides.
const BARE: [&str; 9] = ["text", "sticker", "video_note", "location", "venue", "contact", "dice", "poll", "checklist"];

/// `copyMessage`.
pub(crate) fn copy(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let from = params.int("from_chat_id").ok_or_else(|| ApiError::bad("Chat_id is empty"))?;
    let id = params.int("message_id").unwrap_or_default();
    let caption = caption(params)?;
    let original = world.chats.get(&from).and_then(|chat| chat.messages.get(&id)).cloned();
    let original = original.ok_or_else(|| ApiError::bad("Message to copy not found"))?;
    let has = |kind: &&&str| original.get(**kind).is_some();
    let is_captioned = CAPTIONED.iter().find(has).is_some();
    let mut body = Map::new();
    for kind in CAPTIONED.iter().chain(&BARE).filter(has) {
        body.insert((*kind).to_owned(), original[*kind].clone());
    }
    if body.is_empty() {
        return Err(ApiError::bad("Message can't be copied"));
    }
    for field in ["entities", "caption", "caption_entities"] {
        put(&mut body, field, original.get(field).cloned());
    }
    if let Some(caption) = caption {
        if !is_captioned {
            world.violation("a caption is given for what carries none".to_owned());
        } else {
            put(&mut body, "caption", Some(json!(caption.text)));
            put(&mut body, "caption_entities", (!caption.entities.is_empty()).then(|| json!(caption.entities)));
        }
    }
    let sent = deliver(world, params, body)?;
    Ok(json!({"message_id": sent["message_id"]}))
}

/// `editMessageCaption`.
pub(crate) fn edit_caption(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let caption = caption(params)?;
    let chat_id = writable_chat(world, params)?;
    let id = params.int("message_id").filter(|id| *id > 0).ok_or_else(|| ApiError::bad("MESSAGE_ID_INVALID"))?;
    let now = world.tick();
    let chat = world.chat_by_id(chat_id);
    let is_own = chat.own.contains(&id);
    let message = chat.messages.get_mut(&id).and_then(Value::as_object_mut);
    let message = message.ok_or_else(|| ApiError::bad("Message to edit not found"))?;
    if !is_own || !CAPTIONED.iter().any(|kind| message.contains_key(*kind)) {
        return Err(ApiError::bad("Message can't be edited"));
    }
    let mut new = message.clone();
    put(&mut new, "caption", caption.as_ref().map(|caption| json!(caption.text)));
    let entities = caption.map(|caption| caption.entities).filter(|entities| !entities.is_empty());
    put(&mut new, "caption_entities", entities.map(|entities| json!(entities)));
    if new == *message {
        return Err(ApiError::bad("message is not modified: specified new message content is exactly the same"));
    }
    new.insert("edit_date".to_owned(), json!(now));
    message.clone_from(&new);
    Ok(Value::Object(new))
}

/// The caption that is given.
fn caption(params: &Params) -> Result<Option<Formatted>, ApiError> {
    let given = params.text("caption");
    if given.is_empty() {
        return Ok(None);
    }
    let entities = params.json("caption_entities").ok().flatten();
    let caption = validate::formatted(&given, &params.text("parse_mode"), entities)?;
    if utf16_len(&caption.text) > 1024 {
        return Err(ApiError::bad("Message caption is too long"));
    }
    Ok(Some(caption))
}
