//! Messages that one person in a group alone sees: sent, edited and deleted by a number of their own.

use serde_json::{Map, Value, json};

use super::methods::writable_chat;
use super::validate::{ApiError, Params};
use super::world::{BOT_ID, World, bot};

/// For how many seconds an ephemeral message may be answered.
const YOUNG_S: i64 = 15;

/// Who alone is to see a message; `None` when all are. Checks what the real server checks: in a group, to a person in
/// it, of a bot that administers it or answers that person's tap or ephemeral message.
pub(crate) fn receiver(world: &mut World, params: &Params, chat_id: i64) -> Result<Option<i64>, ApiError> {
    let wrong = || ApiError::bad("Can't parse ephemeral message parameters JSON object");
    let Some(whose) = params.json("ephemeral_message_parameters").map_err(|()| wrong())? else { return Ok(None) };
    if !world.knows_ephemeral {
        return Ok(None);
    }
    let object = whose.as_object().ok_or_else(wrong)?;
    const FIELDS: [&str; 3] = ["receiver_user_id", "callback_query_id", "replace_callback_query_message"];
    for key in object.keys().filter(|key| !FIELDS.contains(&key.as_str())) {
        world.violation(format!("ephemeral_message_parameters has the unknown field `{key}`"));
    }
    let person = whose["receiver_user_id"].as_i64().ok_or_else(wrong)?;
    let chat = &world.chats[&chat_id];
    if !["group", "supergroup"].contains(&chat.kind()) {
        return Err(ApiError::bad("CHAT_TYPE_INVALID"));
    }
    let is_here = |status: &str| status != "left" && status != "kicked";
    match chat.members.get(&person) {
        Some((user, status)) if is_here(status) && user["is_bot"] != true => {}
        _ => return Err(ApiError::bad("USER_NOT_PARTICIPANT")),
    }
    let is_admin = chat.members.get(&BOT_ID).is_some_and(|(_, status)| status == "administrator");
    let answers =
        params.json("reply_parameters").ok().flatten().and_then(|reply| reply["ephemeral_message_id"].as_i64());
    let is_open = whose["callback_query_id"].as_str().map(|query| world.queries.get(query) == Some(&true));
    match (is_open, answers) {
        (Some(false), _) => Err(ApiError::bad("query is too old and response timeout expired or query ID is invalid")),
        (None, None) if !is_admin => Err(ApiError::bad("MESSAGE_NOT_COMMAND")),
        _ => Ok(Some(person)),
    }
}

/// The ephemeral message that is answered.
pub(crate) fn answered(world: &World, chat_id: i64, reply: &Value, receiver: Option<i64>) -> Result<Value, ApiError> {
    let missing = || ApiError::bad("Message to be replied not found");
    let id = reply["ephemeral_message_id"].as_i64().ok_or_else(missing)?;
    let (whose, message) = world.chats[&chat_id].alone.get(&id).ok_or_else(missing)?;
    let is_young = message["date"].as_i64().is_some_and(|date| world.now - date <= YOUNG_S);
    if receiver == Some(*whose) && is_young { Ok(message.clone()) } else { Err(missing()) }
}

/// Stores a message of the bot that this person alone sees and gives it as the API returns it.
pub(crate) fn post(world: &mut World, chat_id: i64, receiver: i64, mut message: Map<String, Value>) -> Value {
    let (date, id) = (world.tick(), world.next_ephemeral);
    world.next_ephemeral += 1;
    let chat = world.chat_by_id(chat_id);
    message.insert("message_id".to_owned(), json!(0));
    message.insert("ephemeral_message_id".to_owned(), json!(id));
    message.insert("receiver_user".to_owned(), chat.members[&receiver].0.clone());
    message.insert("date".to_owned(), json!(date));
    message.insert("chat".to_owned(), chat.info.clone());
    message.insert("from".to_owned(), bot());
    let message = Value::Object(message);
    chat.alone.insert(id, (receiver, message.clone()));
    world.posted += 1;
    message
}

/// Keeps an ephemeral message that somebody sent to the bot.
pub(crate) fn receive(world: &mut World, mut message: Value) -> Value {
    message["message_id"] = json!(0);
    if message["date"].is_null() {
        message["date"] = json!(world.tick());
    }
    message["receiver_user"] = bot();
    let chat = world.chat_of(&message["chat"]);
    let author = message["from"]["id"].as_i64().expect("people alone send them");
    chat.members.entry(author).or_insert_with(|| (message["from"].clone(), "member".to_owned()));
    let id = message["ephemeral_message_id"].as_i64().expect("a number");
    chat.alone.insert(id, (author, message.clone()));
    message
}

/// `editEphemeralMessageText` and `editEphemeralMessageReplyMarkup`: `change` changes the message that is named.
pub(crate) fn edit(
    world: &mut World,
    params: &Params,
    change: impl FnOnce(&mut Map<String, Value>),
) -> Result<Value, ApiError> {
    let (_, message) = named(world, params)?;
    let old = message.as_object_mut().expect("messages are objects");
    let mut new = old.clone();
    change(&mut new);
    if new == *old {
        return Err(ApiError::bad("message is not modified"));
    }
    *old = new;
    Ok(json!(true))
}

/// `deleteEphemeralMessage`.
pub(crate) fn delete(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let chat_id = writable_chat(world, params)?;
    named(world, params)?;
    let id = params.int("ephemeral_message_id").unwrap_or_default();
    world.chat_by_id(chat_id).alone.remove(&id);
    Ok(json!(true))
}

/// The bot's own ephemeral message that the parameters name, by its chat, its receiver and its number.
fn named<'w>(world: &'w mut World, params: &Params) -> Result<&'w mut (i64, Value), ApiError> {
    let chat_id = writable_chat(world, params)?;
    let receiver = params.int("receiver_user_id").filter(|id| *id > 0);
    let receiver = receiver.ok_or_else(|| ApiError::bad("Invalid receiver_user_id specified"))?;
    let id = params.int("ephemeral_message_id").filter(|id| *id > 0);
    let id = id.ok_or_else(|| ApiError::bad("Invalid ephemeral_message_id specified"))?;
    let found = world.chat_by_id(chat_id).alone.get_mut(&id);
    let found = found.filter(|(whose, message)| *whose == receiver && message["from"]["id"] == json!(BOT_ID));
    found.ok_or_else(|| ApiError::bad("MESSAGE_ID_INVALID"))
}
