//! Pictures: sent, and put in place of a message.

use serde_json::{Map, Value, json};

use super::html::utf16_len;
use super::messages::{deliver, markup_of, note, put};
use super::methods::writable_chat;
use super::validate::{self, ApiError, Formatted, Params};
use super::world::World;

/// How every PNG begins.
const PNG: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// `sendPhoto`.
pub(crate) fn send(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let photo = photo(params, "photo")?;
    let caption = caption(&params.text("caption"), &params.text("parse_mode"))?;
    let mut body = Map::new();
    body.insert("photo".to_owned(), photo);
    caption_into(&mut body, &caption);
    note(world, caption.violations);
    deliver(world, params, body)
}

/// `editMessageMedia`, with a picture.
pub(crate) fn edit(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let wrong = || ApiError::bad("Can't parse input media JSON object");
    let media = params.json("media").map_err(|()| wrong())?.ok_or_else(wrong)?;
    let text = |name: &str| media[name].as_str().unwrap_or_default().to_owned();
    if text("type") != "photo" {
        return Err(ApiError::bad("Invalid type specified for the media"));
    }
    let part = text("media").strip_prefix("attach://").map(str::to_owned);
    let photo = photo(params, &part.ok_or_else(|| ApiError::bad("Wrong remote file identifier specified"))?)?;
    let caption = caption(&text("caption"), &text("parse_mode"))?;
    let markup = markup_of(params)?;
    let chat_id = writable_chat(world, params)?;
    let id = params.int("message_id").filter(|id| *id > 0).ok_or_else(|| ApiError::bad("MESSAGE_ID_INVALID"))?;
    let now = world.tick();
    let chat = world.chat_by_id(chat_id);
    let is_own = chat.own.contains(&id);
    let message = chat.messages.get_mut(&id).and_then(Value::as_object_mut);
    let message = message.ok_or_else(|| ApiError::bad("Message to edit not found"))?;
    if !is_own {
        return Err(ApiError::bad("Message can't be edited"));
    }
    message.retain(|key, _| !matches!(key.as_str(), "text" | "entities" | "caption" | "caption_entities"));
    message.insert("photo".to_owned(), photo);
    caption_into(message, &caption);
    put(message, "reply_markup", markup.inline);
    message.insert("edit_date".to_owned(), json!(now));
    let edited = Value::Object(message.clone());
    note(world, [caption.violations, markup.violations].concat());
    Ok(edited)
}

/// The picture in a part of the request.
fn photo(params: &Params, part: &str) -> Result<Value, ApiError> {
    let file = params.0.get(part).filter(|file| file.is_object());
    let file = file.ok_or_else(|| ApiError::bad("There is no photo in the request"))?;
    if file["head"] != json!(PNG) {
        return Err(ApiError::bad("IMAGE_PROCESS_FAILED"));
    }
    if file["bytes"].as_u64().unwrap_or_default() > 10 << 20 {
        return Err(ApiError::bad("PHOTO_SAVE_FILE_INVALID"));
    }
    Ok(json!([{"file_id": "photo", "file_unique_id": "photo", "width": 1, "height": 1, "file_size": file["bytes"]}]))
}

fn caption(text: &str, parse_mode: &str) -> Result<Formatted, ApiError> {
    let caption = validate::formatted(text, parse_mode, None)?;
    match utf16_len(&caption.text) {
        0..=1024 => Ok(caption),
        _ => Err(ApiError::bad("message caption is too long")),
    }
}

fn caption_into(body: &mut Map<String, Value>, caption: &Formatted) {
    put(body, "caption", (!caption.text.is_empty()).then(|| json!(caption.text)));
    put(body, "caption_entities", (!caption.entities.is_empty()).then(|| json!(caption.entities)));
}
