//! Methods about chats and their members.

use serde_json::{Map, Value, json};

use super::methods::writable_chat;
use super::threads;
use super::validate::{ApiError, Params};
use super::world::{Standing, World};

/// `sendChatAction`.
pub(crate) fn action(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    const ACTIONS: [&str; 11] = [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ];
    if !ACTIONS.contains(&params.text("action").to_ascii_lowercase().as_str()) {
        return Err(ApiError::bad("Wrong parameter action in request"));
    }
    let chat_id = writable_chat(world, params)?;
    let chat = world.chat_by_id(chat_id);
    params.int("message_thread_id").map_or(Ok(()), |topic| threads::check(chat, topic))?;
    let is_without = chat.is_direct() || chat.kind() == "channel";
    if is_without {
        world.violation("channels and what is written to them show no chat actions".to_owned());
    }
    Ok(json!(true))
}

/// `getChat`.
pub(crate) fn get(world: &World, params: &Params) -> Result<Value, ApiError> {
    let chat = &world.chats[&writable_chat(world, params)?];
    let mut info = chat.info.clone();
    info["accent_color_id"] = json!(0);
    info["max_reaction_count"] = json!(11);
    info["accepted_gift_types"] = json!({
        "unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false,
        "premium_subscription": false, "gifts_from_channels": false,
    });
    if chat.kind() != "private" {
        info["permissions"] = permissions(false);
        info["permissions"]["can_send_polls"] = json!(!chat.forbids_polls);
    }
    Ok(info)
}

/// `getChatMember`.
pub(crate) fn member(world: &World, params: &Params) -> Result<Value, ApiError> {
    let user_id = params.int("user_id").filter(|id| *id > 0);
    let user_id = user_id.ok_or_else(|| ApiError::bad("Invalid user_id specified"))?;
    let chat = &world.chats[&writable_chat(world, params)?];
    let (user, status) = chat.members.get(&user_id).ok_or_else(|| ApiError::bad("PARTICIPANT_ID_INVALID"))?;
    Ok(chat_member(user, status))
}

/// `getChatAdministrators`.
pub(crate) fn administrators(world: &World, params: &Params) -> Result<Value, ApiError> {
    let chat = &world.chats[&writable_chat(world, params)?];
    if chat.kind() == "private" {
        return Err(ApiError::bad("There are no administrators in the private chat"));
    }
    let admins = chat.members.values().filter(|(_, status)| status == "creator" || status == "administrator");
    Ok(admins.map(|(user, status)| chat_member(user, status)).collect())
}

/// `leaveChat`.
pub(crate) fn leave(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let chat_id = writable_chat(world, params)?;
    let chat = world.chat_by_id(chat_id);
    if chat.kind() == "private" {
        return Err(ApiError::bad("Chat member status can't be changed in private chats"));
    }
    chat.standing = Standing::Left;
    Ok(json!(true))
}

/// A `ChatMember` with every field that its status has.
pub(crate) fn chat_member(user: &Value, status: &str) -> Value {
    let mut member = Map::from_iter([("user".to_owned(), user.clone()), ("status".to_owned(), json!(status))]);
    let more = match status {
        "creator" => json!({"is_anonymous": false}),
        "administrator" => json!({
            "can_be_edited": false, "can_manage_chat": true, "can_change_info": true, "can_delete_messages": true,
            "can_invite_users": true, "can_restrict_members": true, "can_pin_messages": true,
            "can_manage_topics": true, "can_promote_members": false, "can_manage_video_chats": true,
            "can_post_stories": false, "can_edit_stories": false, "can_delete_stories": false,
            "is_anonymous": false,
        }),
        "restricted" => {
            let mut more = permissions(true);
            more["is_member"] = json!(true);
            more["until_date"] = json!(0);
            more
        }
        "kicked" => json!({"until_date": 0}),
        _ => json!({}),
    };
    member.extend(more.as_object().cloned().unwrap_or_default());
    Value::Object(member)
}

fn permissions(is_restricted: bool) -> Value {
    json!({
        "can_send_messages": !is_restricted, "can_send_audios": !is_restricted,
        "can_send_documents": !is_restricted, "can_send_photos": !is_restricted,
        "can_send_videos": !is_restricted, "can_send_video_notes": !is_restricted,
        "can_send_voice_notes": !is_restricted, "can_send_polls": !is_restricted,
        "can_send_other_messages": !is_restricted, "can_add_web_page_previews": !is_restricted,
        "can_change_info": false, "can_invite_users": true, "can_pin_messages": false, "can_manage_topics": false,
    })
}
