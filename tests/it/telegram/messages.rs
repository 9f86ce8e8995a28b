//! Methods that send, edit and delete messages.

use serde_json::{Map, Value, json};

use super::ephemeral;
use super::html::utf16_len;
use super::methods::writable_chat;
use super::threads;
use super::validate::{self, ApiError, Formatted, Markup, Params};
use super::world::{BOT_ID, World};

/// `sendMessage`.
pub(crate) fn send(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let text = text_of(params)?;
    let mut body = Map::new();
    body.insert("text".to_owned(), json!(text.text));
    if !text.entities.is_empty() {
        body.insert("entities".to_owned(), json!(text.entities));
    }
    if let Some(options) = link_preview(world, params)? {
        body.insert("link_preview_options".to_owned(), options);
    }
    note(world, text.violations);
    deliver(world, params, body)
}

/// `sendPoll`.
pub(crate) fn send_poll(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let text = |name: &str| {
        let entities = params.json(&format!("{name}_entities")).ok().flatten();
        validate::formatted(&params.text(name), &params.text(&format!("{name}_parse_mode")), entities)
    };
    let question = text("question")?;
    let options = params.json("options").map_err(|()| ApiError::bad("Can't parse options JSON object"))?;
    let options = options.unwrap_or_default();
    let options = options.as_array().ok_or_else(|| ApiError::bad("Expected an Array of String as options"))?;
    let mut choices = Vec::new();
    for option in options {
        let wording = option.as_str().or_else(|| option["text"].as_str());
        let wording = wording.ok_or_else(|| ApiError::bad("Expected an option to be of type String"))?;
        let choice = validate::formatted(wording, option["text_parse_mode"].as_str().unwrap_or_default(), None)?;
        let why = match choice.text.chars().count() {
            0 => "Poll options must be non-empty",
            101.. => "Poll options length must not exceed 100",
            _ => {
                choices
                    .push(json!({"persistent_id": choices.len().to_string(), "text": choice.text, "voter_count": 0}));
                continue;
            }
        };
        return Err(ApiError::bad(why));
    }
    let problem = match (question.text.chars().count(), choices.len()) {
        (0, _) => Some("Poll question must be non-empty"),
        (301.., _) => Some("Poll question length must not exceed 300"),
        (_, 0..=1) => Some("Poll must have at least 2 option"),
        (_, 13..) => Some("Poll can't have more than 12 options"),
        _ => None,
    };
    if let Some(problem) = problem {
        return Err(ApiError::bad(problem));
    }
    let is_anonymous = params.text("is_anonymous").is_empty() || params.flag("is_anonymous");
    let mut poll = json!({
        "id": world.query_id(), "question": question.text, "options": choices, "total_voter_count": 0,
        "is_closed": params.flag("is_closed"), "is_anonymous": is_anonymous, "type": "regular",
        "allows_multiple_answers": params.flag("allows_multiple_answers"), "allows_revoting": false,
    });
    match params.text("type").as_str() {
        "" | "regular" => {}
        "quiz" => {
            // The older name is passed over, as by a server of Bot API 9.6.
            let ids =
                params.json("correct_option_ids").map_err(|()| ApiError::bad("Can't parse correct option IDs"))?;
            let correct = ids.as_ref().and_then(|ids| ids.as_array()?.first()?.as_i64());
            let correct = correct.filter(|id| (0..choices.len() as i64).contains(id));
            let correct = correct.ok_or_else(|| ApiError::bad("Wrong correct option ID specified"))?;
            let explanation = text("explanation")?;
            if utf16_len(&explanation.text) > 200 {
                return Err(ApiError::bad("Poll explanation length must not exceed 200"));
            }
            if explanation.text.matches('\n').count() > 2 {
                return Err(ApiError::bad("QUIZ_EXPLANATION_TOO_MANY_LINE_FEEDS"));
            }
            poll["type"] = json!("quiz");
            poll["correct_option_ids"] = json!([correct]);
            if !explanation.text.is_empty() {
                poll["explanation"] = json!(explanation.text);
                poll["explanation_entities"] = json!(explanation.entities);
            }
        }
        _ => return Err(ApiError::bad("Unsupported poll type specified")),
    }
    let mut body = Map::new();
    body.insert("poll".to_owned(), poll);
    deliver(world, params, body)
}

/// Checks what every sending method shares (markup, chat, reply, topic, rate) and stores the message.
pub(super) fn deliver(world: &mut World, params: &Params, mut body: Map<String, Value>) -> Result<Value, ApiError> {
    let wrong = |_: ()| ApiError::bad("Can't parse reply parameters JSON object");
    let reply = params.json("reply_parameters").map_err(wrong)?;
    let markup = markup_of(params)?;
    let chat_id = writable_chat(world, params)?;
    threads::enter(&world.chats[&chat_id], params, &mut body)?;
    let receiver = ephemeral::receiver(world, params, chat_id)?;
    match reply {
        Some(reply) if !reply["ephemeral_message_id"].is_null() => {
            let answered = ephemeral::answered(world, chat_id, &reply, receiver)?;
            body.insert("reply_to_message".to_owned(), answered);
        }
        Some(reply) => apply_reply(world, chat_id, &reply, &mut body)?,
        None => {}
    }
    if world.chats[&chat_id].kind() == "channel" && body.get("poll").is_some_and(|poll| poll["is_anonymous"] == false) {
        return Err(ApiError::bad("Non-anonymous polls can't be sent to channel chats"));
    }
    let chat = &world.chats[&chat_id];
    let is_admin = chat.members.get(&BOT_ID).is_some_and(|(_, status)| status == "administrator");
    if chat.forbids_polls && !is_admin && body.contains_key("poll") {
        return Err(ApiError::bad("not enough rights to send polls to the chat"));
    }
    world.spend(chat_id)?;
    if let Some(inline) = markup.inline {
        body.insert("reply_markup".to_owned(), inline);
    }
    note(world, markup.violations);
    Ok(match receiver {
        Some(receiver) => ephemeral::post(world, chat_id, receiver, body),
        None => world.post(chat_id, body),
    })
}

/// Finds the message that is answered, and the words that are quoted. In a topic it must be there, whatever is allowed.
fn apply_reply(world: &mut World, chat_id: i64, reply: &Value, body: &mut Map<String, Value>) -> Result<(), ApiError> {
    let object = reply.as_object().ok_or_else(|| ApiError::bad("Object expected as reply parameters"))?;
    const FIELDS: [&str; 9] = [
        "message_id",
        "chat_id",
        "allow_sending_without_reply",
        "quote",
        "quote_parse_mode",
        "quote_entities",
        "quote_position",
        "checklist_task_id",
        "poll_option_id",
    ];
    for key in object.keys().filter(|key| !FIELDS.contains(&key.as_str())) {
        world.violation(format!("reply_parameters has the unknown field `{key}`"));
    }
    let id = reply["message_id"].as_i64().ok_or_else(|| ApiError::bad("Can't find field \"message_id\""))?;
    let place = reply["chat_id"].as_i64().unwrap_or(chat_id);
    let target = world.chats.get(&place).and_then(|chat| chat.messages.get(&id)).cloned();
    let Some(mut target) = target else {
        // In a topic that is never allowed.
        let is_allowed = reply["allow_sending_without_reply"] == true && !body.contains_key("message_thread_id");
        let is_allowed = is_allowed || world.chats.get(&place).is_some_and(|chat| chat.replied_to.contains(&id));
        return if is_allowed { Ok(()) } else { Err(ApiError::bad("Message to be replied not found")) };
    };
    if let Some(quote) = reply["quote"].as_str().filter(|quote| !quote.is_empty()) {
        let mode = reply["quote_parse_mode"].as_str().unwrap_or_default();
        let quote = validate::formatted(quote, mode, reply.get("quote_entities").cloned())?.text;
        let whole = target["text"].as_str().or_else(|| target["caption"].as_str()).unwrap_or_default();
        let Some(at) = whole.find(&quote).filter(|_| utf16_len(&quote) <= 1024) else {
            return Err(ApiError::bad("QUOTE_TEXT_INVALID"));
        };
        body.insert("quote".to_owned(), json!({"text": quote, "position": utf16_len(&whole[..at]), "is_manual": true}));
    }
    if let Some(target) = target.as_object_mut() {
        target.remove("reply_to_message");
    }
    body.insert("reply_to_message".to_owned(), target);
    Ok(())
}

/// `editMessageText` (with a text) and `editMessageReplyMarkup` (without one).
pub(crate) fn edit(world: &mut World, params: &Params, has_text: bool) -> Result<Value, ApiError> {
    // An edit that is too long is refused in other words than a new message.
    let is_long = |error: &ApiError| error.description == "Bad Request: message is too long";
    let text = if has_text {
        Some(text_of(params).map_err(|error| match is_long(&error) {
            true => ApiError::bad("MESSAGE_TOO_LONG"),
            false => error,
        })?)
    } else {
        None
    };
    let preview = link_preview(world, params)?;
    let markup = markup_of(params)?;
    if params.text("chat_id").is_empty() && params.text("message_id").is_empty() {
        let id = params.text("inline_message_id");
        if id.is_empty() {
            return Err(ApiError::bad("Message identifier is not specified"));
        }
        let message = world.inline_messages.get_mut(&id).ok_or_else(|| ApiError::bad("MESSAGE_ID_INVALID"))?;
        *message = json!({"text": text.map(|text| text.text), "reply_markup": markup.inline});
        return Ok(json!(true));
    }
    let chat_id = writable_chat(world, params)?;
    let id = params.int("message_id").unwrap_or_default();
    if id <= 0 {
        return Err(ApiError::bad("MESSAGE_ID_INVALID"));
    }
    let now = world.tick();
    let chat = world.chat_by_id(chat_id);
    let is_own = chat.own.contains(&id);
    let message = chat.messages.get_mut(&id).ok_or_else(|| ApiError::bad("Message to edit not found"))?;
    if !is_own {
        return Err(ApiError::bad("Message can't be edited"));
    }
    let old = message.as_object_mut().ok_or_else(|| ApiError::bad("Message to edit not found"))?;
    let mut new = old.clone();
    let mut violations = markup.violations;
    if let Some(text) = text {
        if !old.contains_key("text") {
            return Err(ApiError::bad("There is no text in the message to edit"));
        }
        new.insert("text".to_owned(), json!(text.text));
        put(&mut new, "entities", (!text.entities.is_empty()).then(|| json!(text.entities)));
        put(&mut new, "link_preview_options", preview);
        violations.extend(text.violations);
    }
    put(&mut new, "reply_markup", markup.inline);
    if new == *old {
        return Err(ApiError::bad(
            "message is not modified: specified new message content and reply markup are exactly the same as a \
             current content and reply markup of the message",
        ));
    }
    new.insert("edit_date".to_owned(), json!(now));
    old.clone_from(&new);
    note(world, violations);
    Ok(Value::Object(new))
}

/// `deleteMessage`.
pub(crate) fn delete(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    if params.text("chat_id").is_empty() {
        return Err(ApiError::bad("Chat identifier is not specified"));
    }
    let id = params.int("message_id").filter(|id| *id > 0);
    let id = id.ok_or_else(|| ApiError::bad("Message identifier is not specified"))?;
    let chat_id = writable_chat(world, params)?;
    let chat = world.chat_by_id(chat_id);
    if !chat.messages.contains_key(&id) {
        return Err(ApiError::bad("Message to delete not found"));
    }
    let is_own = chat.own.contains(&id) || chat.kind() == "private";
    let is_admin = chat.members.get(&BOT_ID).is_some_and(|(_, status)| status == "administrator");
    if !is_own && !is_admin {
        return Err(ApiError::bad("Message can't be deleted"));
    }
    chat.messages.remove(&id);
    Ok(json!(true))
}

/// `deleteMessages`: what cannot be found is passed over.
pub(crate) fn delete_many(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let ids = params.json("message_ids").map_err(|()| ApiError::bad("Can't parse message identifiers JSON object"))?;
    let ids = ids.as_ref().and_then(Value::as_array).cloned().unwrap_or_default();
    let ids: Option<Vec<i64>> = ids.iter().map(Value::as_i64).collect();
    let ids = ids.filter(|ids| !ids.is_empty() && ids.iter().all(|id| *id > 0));
    let ids = ids.ok_or_else(|| ApiError::bad("Message identifiers are not specified"))?;
    if ids.len() > 100 {
        return Err(ApiError::bad("Too many message identifiers specified"));
    }
    let chat_id = writable_chat(world, params)?;
    let now = world.now;
    let chat = world.chat_by_id(chat_id);
    let is_admin = chat.members.get(&BOT_ID).is_some_and(|(_, status)| status == "administrator");
    let is_private = chat.kind() == "private";
    for id in &ids {
        let Some(message) = chat.messages.get(id) else { continue };
        let is_old = message["date"].as_i64().is_some_and(|date| now - date >= 48 * 3600);
        if !is_admin && !is_private && (!chat.own.contains(id) || is_old) {
            return Err(ApiError::bad("Message can't be deleted"));
        }
    }
    ids.iter().for_each(|id| drop(chat.messages.remove(id)));
    Ok(json!(true))
}

/// `editEphemeralMessageText` (with a text) and `editEphemeralMessageReplyMarkup` (without one).
pub(crate) fn edit_ephemeral(world: &mut World, params: &Params, has_text: bool) -> Result<Value, ApiError> {
    let text = if has_text { Some(text_of(params)?) } else { None };
    let preview = link_preview(world, params)?;
    let markup = markup_of(params)?;
    note(world, markup.violations);
    let (inline, mut violations) = (markup.inline, Vec::new());
    let edited = ephemeral::edit(world, params, |message| {
        if let Some(text) = text {
            message.insert("text".to_owned(), json!(text.text));
            put(message, "entities", (!text.entities.is_empty()).then(|| json!(text.entities)));
            put(message, "link_preview_options", preview);
            violations = text.violations;
        }
        put(message, "reply_markup", inline);
    });
    note(world, violations);
    edited
}

fn text_of(params: &Params) -> Result<Formatted, ApiError> {
    // The real server takes entities that are no JSON for none.
    let entities = params.json("entities").ok().flatten();
    validate::message_text(&params.text("text"), &params.text("parse_mode"), entities)
}

pub(super) fn markup_of(params: &Params) -> Result<Markup, ApiError> {
    let value = params.json("reply_markup");
    validate::markup(value.map_err(|()| ApiError::bad("Can't parse reply keyboard markup JSON object"))?)
}

fn link_preview(world: &mut World, params: &Params) -> Result<Option<Value>, ApiError> {
    let options = params.json("link_preview_options");
    let options = options.map_err(|()| ApiError::bad("Can't parse link preview options JSON object"))?;
    let Some(options) = options else {
        return Ok(None);
    };
    let object = options.as_object().ok_or_else(|| ApiError::bad("Object expected as link preview options"))?;
    for key in object.keys() {
        if !["is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"]
            .contains(&key.as_str())
        {
            world.violation(format!("link_preview_options has the unknown field `{key}`"));
        }
    }
    Ok(Some(options))
}

pub(super) fn put(map: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    match value {
        Some(value) => drop(map.insert(key.to_owned(), value)),
        None => drop(map.remove(key)),
    }
}

pub(super) fn note(world: &mut World, violations: Vec<String>) {
    world.violations.extend(violations);
}
