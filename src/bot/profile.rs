//! How the bot presents itself: commands in the menus, descriptions, the rights it would have. It is a courtesy, beside the
//! work: the first question must not wait for it.

use std::sync::Arc;

use arc_swap::ArcSwap;
use tokio::sync::Notify;

use super::context::BotContext;
use crate::bot_api::{
    Api, CommandScope, GetChat, GetMyCommands, GetMyDefaultAdministratorRights, GetMyDescription,
    GetMyShortDescription, MenuCommand, Method, Rights, SetMyCommands, SetMyDefaultAdministratorRights,
    SetMyDescription, SetMyShortDescription,
};
use crate::corpus::Faq;
use crate::reply::{self, Language, Wording};

/// The rights that are proposed to whoever makes the bot an admin of a group: as an admin it hears everything there, and it
/// has a use for nothing else.
const IN_GROUPS: [&str; 1] = ["can_manage_chat"];

/// The same for a channel: it posts there, and answers who writes to the channel.
const IN_CHANNELS: [&str; 3] = ["can_manage_chat", "can_manage_direct_messages", "can_post_messages"];

/// Shows what the corpus says now, and again after each change; what a change overtakes is broken off, or it could undo
/// what follows.
pub(crate) async fn show_profile(api: Arc<Api>, bot: Arc<ArcSwap<BotContext>>, changes: Arc<Notify>) {
    loop {
        let bot = bot.load_full();
        tokio::select! {
            () = changes.notified() => continue,
            () = present(&api, &bot) => {}
        }
        changes.notified().await;
    }
}

/// Brings commands and descriptions up to date, in every language, and proposes admin rights where nobody did: an operator
/// who chose some keeps them. What fails is logged and left as it was: the bot answers without it.
async fn present(api: &Api, bot: &BotContext) {
    let (faq, catalogues) = (bot.faq(), &bot.catalogues);
    for (for_channels, given) in [(false, &IN_GROUPS[..]), (true, &IN_CHANNELS[..])] {
        let rights = Rights::only(given);
        let set = SetMyDefaultAdministratorRights { rights: &rights, for_channels };
        keep(api, &GetMyDefaultAdministratorRights { for_channels }, Rights::are_any, &set).await;
    }
    // What is set without a language is for everybody whose language has nothing of its own.
    let common = reply::language_of(None, None, &faq.language);
    let others = Language::ALL.into_iter().filter(|language| *language != common);
    let languages = std::iter::once(("", common)).chain(others.map(|language| (language.code(), language)));
    let staff_chat = staff_chat(api, bot).await;
    for (code, language) in languages {
        present_in(api, faq, code, catalogues.of(language), bot.desk.is_some()).await;
        if let Some(chat_id) = staff_chat {
            let scope = CommandScope::Chat { chat_id };
            show_menu(api, scope, code, reply::staff_commands(catalogues.of(language))).await;
        }
    }
}

/// The staff chat, if there is one and the bot is in it.
async fn staff_chat(api: &Api, bot: &BotContext) -> Option<i64> {
    let chat_id = bot.desk.as_ref()?.chat();
    match api.call(&GetChat { chat_id }, Api::TIMEOUT).await {
        Ok(_) => Some(chat_id),
        Err(error) => {
            tracing::warn!(
                %error, chat_id,
                "the staff chat cannot be reached, so nobody can be put through to a person: add the bot to it as an \
                 admin, or set --staff-chat to the id that /id says there"
            );
            None
        }
    }
}

/// The same in one language, for those whose apps are in the language of this code.
async fn present_in(api: &Api, faq: &Faq, language_code: &str, wording: &Wording, has_desk: bool) {
    let of_desk = if has_desk { reply::desk_commands(wording) } else { Vec::new() };
    let private = reply::private_commands(wording).into_iter().chain(of_desk).collect();
    let menus = [
        (CommandScope::PrivateChats, private),
        (CommandScope::GroupChats, reply::group_commands(wording)),
        (CommandScope::ChatAdministrators, reply::admin_commands(wording)),
    ];
    for (scope, commands) in menus {
        show_menu(api, scope, language_code, commands).await;
    }
    let description = reply::description(faq, wording);
    let set = SetMyDescription { language_code, description: &description };
    keep(api, &GetMyDescription { language_code }, |found| found.description == description, &set).await;
    let short_description = reply::short_description(faq, wording);
    let set = SetMyShortDescription { language_code, short_description: &short_description };
    let get = GetMyShortDescription { language_code };
    keep(api, &get, |found| found.short_description == short_description, &set).await;
}

/// A menu of commands in one language.
async fn show_menu(api: &Api, scope: CommandScope, language_code: &str, commands: Vec<reply::Command>) {
    let menu = |one: reply::Command| MenuCommand { command: one.name.to_owned(), description: one.description };
    let commands: Vec<MenuCommand> = commands.into_iter().map(menu).collect();
    let set = SetMyCommands { scope, language_code, commands: &commands };
    keep(api, &GetMyCommands { scope, language_code }, |found| *found == commands, &set).await;
}

/// Sets one part of the profile, unless it is as it should be already.
async fn keep<G: Method, S: Method>(api: &Api, get: &G, is_so: impl FnOnce(&G::Answer) -> bool, set: &S) {
    if api.call(get, Api::TIMEOUT).await.is_ok_and(|found| is_so(&found)) {
        return;
    }
    if let Err(error) = api.call(set, Api::TIMEOUT).await {
        tracing::warn!(%error, method = S::NAME, "a part of the bot's profile could not be set");
    }
}
