//! The methods the server has, with their parameters, and the way from a name to what it does.

use serde_json::{Value, json};

use super::validate::{ApiError, Params};
use super::world::{BOT_ID, BOT_USERNAME, Standing, World};
use super::{answers, chats, copies, ephemeral, forums, messages, photos, profile, webhook};

/// Every method in its canonical spelling, with all its parameters in Bot API 10.
const METHODS: &[(&str, &[&str])] = &[
    ("getMe", &[]),
    ("logOut", &[]),
    ("close", &[]),
    ("getUpdates", &["offset", "limit", "timeout", "allowed_updates"]),
    (
        "setWebhook",
        &[
            "url",
            "certificate",
            "ip_address",
            "max_connections",
            "allowed_updates",
            "drop_pending_updates",
            "secret_token",
        ],
    ),
    ("deleteWebhook", &["drop_pending_updates"]),
    ("getWebhookInfo", &[]),
    (
        "sendMessage",
        &[
            "business_connection_id",
            "chat_id",
            "message_thread_id",
            "direct_messages_topic_id",
            "text",
            "parse_mode",
            "entities",
            "link_preview_options",
            "disable_notification",
            "protect_content",
            "allow_paid_broadcast",
            "message_effect_id",
            "suggested_post_parameters",
            "reply_parameters",
            "reply_markup",
            "ephemeral_message_parameters",
        ],
    ),
    (
        "editMessageText",
        &[
            "business_connection_id",
            "chat_id",
            "message_id",
            "inline_message_id",
            "text",
            "parse_mode",
            "entities",
            "link_preview_options",
            "reply_markup",
        ],
    ),
    (
        "editMessageReplyMarkup",
        &["business_connection_id", "chat_id", "message_id", "inline_message_id", "reply_markup"],
    ),
    (
        "copyMessage",
        &[
            "chat_id",
            "message_thread_id",
            "direct_messages_topic_id",
            "from_chat_id",
            "message_id",
            "video_start_timestamp",
            "caption",
            "parse_mode",
            "caption_entities",
            "show_caption_above_media",
            "disable_notification",
            "protect_content",
            "allow_paid_broadcast",
            "message_effect_id",
            "suggested_post_parameters",
            "reply_parameters",
            "reply_markup",
        ],
    ),
    (
        "editMessageCaption",
        &[
            "business_connection_id",
            "chat_id",
            "message_id",
            "inline_message_id",
            "caption",
            "parse_mode",
            "caption_entities",
            "show_caption_above_media",
            "reply_markup",
        ],
    ),
    ("createForumTopic", &["chat_id", "name", "icon_color", "icon_custom_emoji_id"]),
    ("editForumTopic", &["chat_id", "message_thread_id", "name", "icon_custom_emoji_id"]),
    ("closeForumTopic", &["chat_id", "message_thread_id"]),
    ("reopenForumTopic", &["chat_id", "message_thread_id"]),
    ("deleteForumTopic", &["chat_id", "message_thread_id"]),
    ("deleteMessage", &["chat_id", "message_id"]),
    ("deleteMessages", &["chat_id", "message_ids"]),
    (
        "editEphemeralMessageText",
        &[
            "chat_id",
            "receiver_user_id",
            "ephemeral_message_id",
            "text",
            "parse_mode",
            "entities",
            "link_preview_options",
            "reply_markup",
        ],
    ),
    ("editEphemeralMessageReplyMarkup", &["chat_id", "receiver_user_id", "ephemeral_message_id", "reply_markup"]),
    ("deleteEphemeralMessage", &["chat_id", "receiver_user_id", "ephemeral_message_id"]),
    ("answerCallbackQuery", &["callback_query_id", "text", "show_alert", "url", "cache_time"]),
    ("answerInlineQuery", &["inline_query_id", "results", "cache_time", "is_personal", "next_offset", "button"]),
    ("answerGuestQuery", &["guest_query_id", "result"]),
    ("sendChatAction", &["business_connection_id", "chat_id", "message_thread_id", "action"]),
    (
        "sendPoll",
        &[
            "business_connection_id",
            "chat_id",
            "message_thread_id",
            "question",
            "question_parse_mode",
            "question_entities",
            "options",
            "is_anonymous",
            "type",
            "allows_multiple_answers",
            "correct_option_id",
            "correct_option_ids",
            "explanation",
            "explanation_parse_mode",
            "explanation_entities",
            "open_period",
            "close_date",
            "is_closed",
            "disable_notification",
            "protect_content",
            "allow_paid_broadcast",
            "message_effect_id",
            "reply_parameters",
            "reply_markup",
        ],
    ),
    (
        "sendPhoto",
        &[
            "business_connection_id",
            "chat_id",
            "message_thread_id",
            "direct_messages_topic_id",
            "photo",
            "caption",
            "parse_mode",
            "caption_entities",
            "show_caption_above_media",
            "has_spoiler",
            "disable_notification",
            "protect_content",
            "allow_paid_broadcast",
            "message_effect_id",
            "suggested_post_parameters",
            "reply_parameters",
            "reply_markup",
        ],
    ),
    (
        "editMessageMedia",
        &["business_connection_id", "chat_id", "message_id", "inline_message_id", "media", "photo", "reply_markup"],
    ),
    ("setMyCommands", &["commands", "scope", "language_code"]),
    ("getMyCommands", &["scope", "language_code"]),
    ("deleteMyCommands", &["scope", "language_code"]),
    ("getMyName", &["language_code"]),
    ("getMyDescription", &["language_code"]),
    ("getMyShortDescription", &["language_code"]),
    ("setMyName", &["name", "language_code"]),
    ("setMyDescription", &["description", "language_code"]),
    ("setMyShortDescription", &["short_description", "language_code"]),
    ("getMyDefaultAdministratorRights", &["for_channels"]),
    ("setMyDefaultAdministratorRights", &["rights", "for_channels"]),
    ("getChat", &["chat_id"]),
    ("getChatMember", &["chat_id", "user_id"]),
    ("getChatAdministrators", &["chat_id"]),
    ("leaveChat", &["chat_id"]),
];

/// The method's canonical spelling and parameters; names match in any case.
pub(crate) fn lookup(name: &str) -> Option<(&'static str, &'static [&'static str])> {
    METHODS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).copied()
}

/// Does what a method does, getUpdates apart.
pub(crate) fn call(world: &mut World, method: &str, params: &Params) -> Result<Value, ApiError> {
    if world.is_logged_out {
        return Err(ApiError::new(401, "Unauthorized"));
    }
    match method {
        "getMe" => Ok(me(world)),
        "logOut" => {
            world.is_logged_out = true;
            Ok(json!(true))
        }
        "close" => Ok(json!(true)),
        "setWebhook" | "deleteWebhook" => webhook::set(world, method, params),
        "getWebhookInfo" => Ok(webhook::info(world)),
        "sendMessage" => messages::send(world, params),
        "sendPoll" => messages::send_poll(world, params),
        "sendPhoto" => photos::send(world, params),
        "editMessageMedia" => photos::edit(world, params),
        "editMessageText" => messages::edit(world, params, true),
        "editMessageReplyMarkup" => messages::edit(world, params, false),
        "copyMessage" => copies::copy(world, params),
        "editMessageCaption" => copies::edit_caption(world, params),
        "createForumTopic" => forums::create(world, params),
        "editForumTopic" | "closeForumTopic" | "reopenForumTopic" | "deleteForumTopic" => {
            forums::change(world, method, params)
        }
        "deleteMessage" => messages::delete(world, params),
        "deleteMessages" => messages::delete_many(world, params),
        "editEphemeralMessageText" => messages::edit_ephemeral(world, params, true),
        "editEphemeralMessageReplyMarkup" => messages::edit_ephemeral(world, params, false),
        "deleteEphemeralMessage" => ephemeral::delete(world, params),
        "answerCallbackQuery" => answers::callback_query(world, params),
        "answerInlineQuery" => answers::inline_query(world, params),
        "answerGuestQuery" => answers::guest_query(world, params),
        "sendChatAction" => chats::action(world, params),
        "getChat" => chats::get(world, params),
        "getChatMember" => chats::member(world, params),
        "getChatAdministrators" => chats::administrators(world, params),
        "leaveChat" => chats::leave(world, params),
        "setMyCommands" | "getMyCommands" | "deleteMyCommands" => profile::commands(world, method, params),
        "getMyName" | "getMyDescription" | "getMyShortDescription" => profile::get_words(world, method, params),
        "setMyName" | "setMyDescription" | "setMyShortDescription" => profile::words(world, method, params),
        "getMyDefaultAdministratorRights" => Ok(profile::rights(world, params)),
        "setMyDefaultAdministratorRights" => profile::set_rights(world, params),
        _ => Err(ApiError::new(404, "Not Found: method not found")),
    }
}

/// The bot as getMe shows it.
fn me(world: &World) -> Value {
    json!({
        "id": BOT_ID, "is_bot": true, "first_name": "Verbatim", "username": BOT_USERNAME,
        "can_join_groups": true, "can_read_all_group_messages": false, "supports_inline_queries": world.has_inline_mode,
        "supports_guest_queries": world.has_guest_mode,
        "can_connect_to_business": false, "has_main_web_app": false, "has_topics_enabled": false,
    })
}

/// The chat that `chat_id` names, when the bot may write to it.
pub(crate) fn writable_chat(world: &World, params: &Params) -> Result<i64, ApiError> {
    let given = params.text("chat_id");
    if given.is_empty() {
        return Err(ApiError::bad("chat_id is empty"));
    }
    let found = match given.strip_prefix('@') {
        Some(name) => world.chats.iter().find(|(_, chat)| chat.info["username"] == name),
        None => params.int("chat_id").and_then(|id| world.chats.get_key_value(&id)),
    };
    let Some((id, chat)) = found else {
        return Err(ApiError::bad("Chat not found"));
    };
    let place = format!("{} chat", chat.kind());
    match &chat.standing {
        Standing::Fine => Ok(*id),
        Standing::Blocked => Err(ApiError::forbidden("bot was blocked by the user")),
        Standing::Deactivated => Err(ApiError::forbidden("user is deactivated")),
        Standing::NotStarted => Err(ApiError::forbidden("bot can't initiate conversation with a user")),
        Standing::Kicked => Err(ApiError::forbidden(&format!("bot was kicked from the {place}"))),
        Standing::Left => Err(ApiError::forbidden(&format!("bot is not a member of the {place}"))),
        Standing::Migrated(new) => Err(ApiError {
            parameters: Some(json!({"migrate_to_chat_id": new})),
            ..ApiError::bad("Group chat was upgraded to a supergroup chat")
        }),
    }
}
