//! Topics that the bot itself opens, closes and deletes, as far as it may.

use serde_json::{Value, json};

use super::methods::writable_chat;
use super::validate::{ApiError, Params};
use super::world::{BOT_ID, Chat, World, bot};

/// `createForumTopic`.
pub(crate) fn create(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let name = params.text("name").trim().to_owned();
    let chat_id = forum(world, params)?;
    may_manage(&world.chats[&chat_id], "create a topic")?;
    if name.is_empty() {
        return Err(ApiError::bad("TOPIC_TITLE_EMPTY"));
    }
    if name.chars().count() > 128 {
        return Err(ApiError::bad("Topic title is too long"));
    }
    let date = world.tick();
    let chat = world.chat_by_id(chat_id);
    chat.last_message_id += 1;
    let topic = chat.last_message_id;
    chat.threads.open(topic);
    let opened = json!({
        "message_id": topic, "date": date, "chat": chat.info, "from": bot(), "message_thread_id": topic,
        "is_topic_message": true, "forum_topic_created": {"name": name, "icon_color": 7_322_096},
    });
    chat.messages.insert(topic, opened);
    Ok(json!({"message_thread_id": topic, "name": name, "icon_color": 7_322_096}))
}

/// `editForumTopic`, `closeForumTopic`, `reopenForumTopic` and `deleteForumTopic`.
pub(crate) fn change(world: &mut World, method: &str, params: &Params) -> Result<Value, ApiError> {
    let chat_id = forum(world, params)?;
    let topic = params.int("message_thread_id").unwrap_or_default();
    let chat = world.chat_by_id(chat_id);
    may_manage(chat, "manage topics")?;
    if !chat.threads.has(topic) {
        return Err(ApiError::bad("TOPIC_ID_INVALID"));
    }
    match method {
        "editForumTopic" => {
            let name = params.text("name");
            if name.chars().count() > 128 {
                return Err(ApiError::bad("Topic title is too long"));
            }
            if let Some(opened) = chat.messages.get_mut(&topic) {
                if name == opened["forum_topic_created"]["name"] {
                    return Err(ApiError::bad("TOPIC_NOT_MODIFIED"));
                }
                opened["forum_topic_created"]["name"] = json!(name);
            }
        }
        "deleteForumTopic" => {
            chat.threads.delete(topic);
            chat.messages.retain(|_, message| message["message_thread_id"] != json!(topic));
        }
        _ if !chat.threads.set_closed(topic, method == "closeForumTopic") => {
            return Err(ApiError::bad("TOPIC_NOT_MODIFIED"));
        }
        _ => {}
    }
    Ok(json!(true))
}

/// The chat, if it has topics.
fn forum(world: &World, params: &Params) -> Result<i64, ApiError> {
    let chat_id = writable_chat(world, params)?;
    let is_forum = world.chats[&chat_id].info["is_forum"] == json!(true);
    if is_forum { Ok(chat_id) } else { Err(ApiError::bad("The chat is not a forum")) }
}

fn may_manage(chat: &Chat, what: &str) -> Result<(), ApiError> {
    let is_admin = chat.members.get(&BOT_ID).is_some_and(|(_, status)| status == "administrator");
    if is_admin { Ok(()) } else { Err(ApiError::bad(format!("Not enough rights to {what}"))) }
}
