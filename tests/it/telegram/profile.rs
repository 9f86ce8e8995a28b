//! The bot's own profile: commands by scope and language, name, descriptions, the rights that it proposes.

use serde_json::{Value, json};

use super::methods::writable_chat;
use super::validate::{ApiError, Params};
use super::world::World;

/// `setMyCommands`, `getMyCommands`, `deleteMyCommands`.
pub(crate) fn commands(world: &mut World, method: &str, params: &Params) -> Result<Value, ApiError> {
    let list = if method == "setMyCommands" { Some(command_list(params)?) } else { None };
    let key = format!("commands {} {}", scope(world, params)?, language(params)?);
    match (method, list) {
        ("getMyCommands", _) => Ok(world.profile.get(&key).cloned().unwrap_or_else(|| json!([]))),
        (_, Some(list)) => {
            world.profile.insert(key, list);
            Ok(json!(true))
        }
        _ => {
            world.profile.remove(&key);
            Ok(json!(true))
        }
    }
}

/// `setMyName`, `setMyDescription`, `setMyShortDescription`.
pub(crate) fn words(world: &mut World, method: &str, params: &Params) -> Result<Value, ApiError> {
    let (name, limit, error) = match method {
        "setMyName" => ("name", 64, "BOT_TITLE_INVALID"),
        "setMyDescription" => ("description", 512, "DESCRIPTION_TOO_LONG"),
        _ => ("short_description", 120, "ABOUT_TOO_LONG"),
    };
    let text = params.text(name);
    if text.chars().count() > limit {
        return Err(ApiError::bad(error));
    }
    world.profile.insert(format!("{name} {}", language(params)?), json!(text));
    Ok(json!(true))
}

/// `getMyName`, `getMyDescription`, `getMyShortDescription`; the name is the account's until it is set.
pub(crate) fn get_words(world: &World, method: &str, params: &Params) -> Result<Value, ApiError> {
    let (name, default) = match method {
        "getMyName" => ("name", "Verbatim"),
        "getMyDescription" => ("description", ""),
        _ => ("short_description", ""),
    };
    let set = world.profile.get(&format!("{name} {}", language(params)?));
    Ok(json!({ name: set.cloned().unwrap_or_else(|| json!(default)) }))
}

/// The rights that every admin's list names.
const RIGHTS: [&str; 11] = [
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
];

/// Those that only admins of channels, or only those of groups, have.
const IN_CHANNELS: [&str; 3] = ["can_post_messages", "can_edit_messages", "can_manage_direct_messages"];
const IN_GROUPS: [&str; 2] = ["can_pin_messages", "can_manage_topics"];

/// `getMyDefaultAdministratorRights`.
pub(crate) fn rights(world: &World, params: &Params) -> Value {
    let special = if params.flag("for_channels") { &IN_CHANNELS[..] } else { &IN_GROUPS[..] };
    let given = world.profile.get(&rights_key(params));
    let is_given = |right: &str| given.is_some_and(|given| given[right] == true);
    RIGHTS.iter().chain(special).map(|right| ((*right).to_owned(), json!(is_given(right)))).collect()
}

/// `setMyDefaultAdministratorRights`.
pub(crate) fn set_rights(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let wrong = |why: &str| ApiError::bad(format!("Can't parse chat administrator rights: {why}"));
    let rights = params.json("rights").map_err(|()| wrong("it is no JSON"))?.unwrap_or_else(|| json!({}));
    let mut given = rights.as_object().ok_or_else(|| wrong("expected an Object"))?.clone();
    for (right, is_given) in &given {
        is_given.as_bool().ok_or_else(|| wrong(&format!("Field \"{right}\" must be of type Boolean")))?;
        let special = if params.flag("for_channels") { &IN_CHANNELS[..] } else { &IN_GROUPS[..] };
        if !RIGHTS.contains(&right.as_str()) && !special.contains(&right.as_str()) {
            world.violation(format!("there is no right `{right}` here"));
        }
    }
    // Whoever may do anything may see the chat.
    if given.values().any(|is_given| *is_given == true) {
        given.insert("can_manage_chat".to_owned(), json!(true));
    }
    world.profile.insert(rights_key(params), Value::Object(given));
    Ok(json!(true))
}

fn rights_key(params: &Params) -> String {
    format!("rights {}", if params.flag("for_channels") { "channels" } else { "groups" })
}

fn language(params: &Params) -> Result<String, ApiError> {
    let code = params.text("language_code");
    let is_two_letters = code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase());
    if code.is_empty() || is_two_letters { Ok(code) } else { Err(ApiError::bad("LANG_CODE_INVALID")) }
}

fn command_list(params: &Params) -> Result<Value, ApiError> {
    let list = params.json("commands").map_err(|()| ApiError::bad("Can't parse commands JSON object"))?;
    let list = list.unwrap_or_else(|| json!([]));
    let commands = list.as_array().ok_or_else(|| ApiError::bad("Expected an Array of BotCommand"))?;
    if commands.len() > 100 {
        return Err(ApiError::bad("BOT_COMMANDS_TOO_MUCH"));
    }
    let wrong = |why: &str| ApiError::bad(format!("Can't parse BotCommand: {why}"));
    let mut kept = Vec::new();
    for command in commands {
        let object = command.as_object().ok_or_else(|| wrong("expected an Object"))?;
        let field = |name: &str| {
            let value = object.get(name).ok_or_else(|| wrong(&format!("Can't find field \"{name}\"")))?;
            value.as_str().ok_or_else(|| wrong(&format!("Field \"{name}\" must be of type String")))
        };
        let name = field("command")?.trim().trim_start_matches('/');
        let description = field("description")?.trim();
        let is_clean = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if !(1..=32).contains(&name.len()) || !is_clean {
            return Err(ApiError::bad("BOT_COMMAND_INVALID"));
        }
        if !(1..=256).contains(&description.chars().count()) {
            return Err(ApiError::bad("BOT_COMMAND_DESCRIPTION_INVALID"));
        }
        kept.push(json!({"command": name, "description": description}));
    }
    Ok(Value::Array(kept))
}

/// The scope as a key: `default`, `all_group_chats`, `chat -100…`, …
fn scope(world: &World, params: &Params) -> Result<String, ApiError> {
    let scope = params.json("scope").map_err(|()| ApiError::bad("Can't parse BotCommandScope JSON object"))?;
    let Some(scope) = scope else {
        return Ok("default".to_owned());
    };
    let wrong = |why: &str| ApiError::bad(format!("Can't parse BotCommandScope: {why}"));
    let object = scope.as_object().ok_or_else(|| wrong("BotCommandScope must be an Object"))?;
    let kind = scope["type"].as_str().ok_or_else(|| wrong("Can't find field \"type\""))?;
    match kind {
        "default" | "all_private_chats" | "all_group_chats" | "all_chat_administrators" => Ok(kind.to_owned()),
        "chat" | "chat_administrators" | "chat_member" => {
            let chat_id = writable_chat(world, &Params(object.clone()))?;
            Ok(format!("{kind} {chat_id} {}", scope["user_id"]))
        }
        _ => Err(wrong("Unsupported type specified")),
    }
}
