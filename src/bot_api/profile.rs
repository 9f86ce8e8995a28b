//! Who the bot is, and how it presents itself: commands in the menu, descriptions.

use serde_json::{Value, json};

use super::client::{Api, CallError};
use crate::corpus::Faq;
use crate::reply::{self, Catalogues, Language, Wording};

/// The bot as Telegram knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    /// Its user id.
    pub id: u64,
    /// Its user name, without `@`.
    pub username: String,
    /// Whether it sees every message of the groups it is in, and not only those that are meant for it.
    pub hears_all: bool,
}

/// Asks Telegram who the bot is, which also shows whether the token is good. Says in the log when inline mode is off,
/// which only the operator can switch on.
///
/// # Errors
/// When the call fails.
pub async fn me(api: &Api) -> Result<Me, CallError> {
    let me = api.call("getMe", &json!({}), Api::TIMEOUT).await?;
    match (me["id"].as_u64(), me["username"].as_str()) {
        (Some(id), Some(username)) => {
            if me["supports_inline_queries"] == false {
                tracing::info!(
                    bot = username,
                    "inline mode is off: to let people send passages into any chat, give @BotFather /setinline and, \
                     to have them counted, /setinlinefeedback"
                );
            }
            let hears_all = me["can_read_all_group_messages"] == true;
            Ok(Me { id, username: username.to_owned(), hears_all })
        }
        _ => Err(CallError::Unknown("getMe gave no bot".to_owned())),
    }
}

/// Brings commands and descriptions up to date, in every language. What fails is logged and left as it was: the bot
/// answers without it.
pub async fn present(api: &Api, faq: &Faq, catalogues: &Catalogues) {
    // What is set without a language is for everybody whose language has nothing of its own.
    let common = reply::language_of(None, None, &faq.language);
    let others = Language::ALL.into_iter().filter(|language| *language != common);
    let languages = std::iter::once(("", common)).chain(others.map(|language| (language.code(), language)));
    for (code, language) in languages {
        present_in(api, faq, code, catalogues.of(language)).await;
    }
}

/// The same in one language, for those whose apps are in the language of this code.
async fn present_in(api: &Api, faq: &Faq, code: &str, wording: &Wording) {
    let menus = [
        ("all_private_chats", reply::private_commands(wording)),
        ("all_group_chats", reply::group_commands(wording)),
        ("all_chat_administrators", reply::admin_commands(wording)),
    ];
    for (scope, commands) in menus {
        let to = json!({"scope": {"type": scope}, "language_code": code});
        let commands: Vec<Value> = commands
            .iter()
            .map(|command| json!({"command": command.name, "description": command.description}))
            .collect();
        keep(api, "MyCommands", &to, "commands", None, Value::Array(commands)).await;
    }
    let texts = [
        ("MyDescription", "description", reply::description(faq, wording)),
        ("MyShortDescription", "short_description", reply::short_description(faq, wording)),
    ];
    let to = json!({ "language_code": code });
    for (what, field, text) in texts {
        keep(api, what, &to, field, Some(field), Value::String(text)).await;
    }
}

/// Sets one part of the profile, for this scope and language, unless it is as it should be already.
async fn keep(api: &Api, what: &str, to: &Value, field: &str, inside: Option<&str>, wanted: Value) {
    let is_so = match api.call(&format!("get{what}"), to, Api::TIMEOUT).await {
        Ok(found) => *inside.map_or(&found, |inside| &found[inside]) == wanted,
        Err(_) => false,
    };
    if is_so {
        return;
    }
    let mut body = to.clone();
    body[field] = wanted;
    if let Err(error) = api.call(&format!("set{what}"), &body, Api::TIMEOUT).await {
        tracing::warn!(%error, part = what, "a part of the bot's profile could not be set");
    }
}
