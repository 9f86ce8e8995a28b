//! The page itself, one for every FAQ: its frame is made here, what it shows is asked for by its script.

use maud::{DOCTYPE, Markup, html};

use crate::reply::Language;

/// What the page does.
pub(super) const SCRIPT: &str = include_str!("page/page.js");

/// How it looks.
pub(super) const STYLE: &str = include_str!("page/page.css");

/// Its icon.
pub(super) const ICON: &str = include_str!("page/icon.svg");

/// The page of a FAQ; `folder` is `None` for the one that is built in.
pub(super) fn page(folder: Option<&str>, token: &str, instance: &str) -> String {
    let shown = folder.unwrap_or("the FAQ that is built in");
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="token" content=(token);
                meta name="instance" content=(instance);
                meta name="can-write" content=(if folder.is_some() { "yes" } else { "no" });
                title { "Preview of " (shown) }
                link rel="icon" href="/icon.svg" type="image/svg+xml";
                link rel="stylesheet" href="/page.css";
                script src="/page.js" defer {}
            }
            body {
                a class="skip" href="#question" { "Skip to the question" }
                (head(shown))
                main id="main" tabindex="-1" {
                    div id="trouble" class="notice trouble" role="alert" hidden {}
                    div id="offline" class="notice trouble" role="alert" hidden {
                        "The preview has ended or is out of reach. Start it again with " code { "verbatim preview" } "."
                    }
                    noscript { div class="notice trouble" { "This page needs JavaScript." } }
                    div class="tabs" role="tablist" aria-label="Views" {
                        (tab("ask", "Ask", true))
                        (tab("many", "Many questions", false))
                        (tab("findings", "Findings", false))
                    }
                    (ask())
                    (many())
                    (findings())
                }
                p id="said" class="unseen" role="status" aria-live="polite" {}
                div id="undo" class="toast" role="region" aria-label="Undo" hidden {
                    span id="undo-text" {}
                    button type="button" id="undo-button" { "Undo" }
                    button type="button" id="keep-button" class="quiet" { "Close" }
                }
            }
        }
    };
    markup.into_string()
}

fn head(shown: &str) -> Markup {
    html! {
        header class="bar" {
            h1 { "verbatim " span { "preview" } }
            p class="folder" title=(shown) { bdi { (shown) } }
            p id="state" class="state" { span class="dot" aria-hidden="true" {} span id="state-text" { "Loading" } }
        }
    }
}

fn tab(name: &str, label: &str, is_first: bool) -> Markup {
    html! {
        button type="button" role="tab" id={ "tab-" (name) } aria-controls={ "view-" (name) }
            aria-selected=(is_first) tabindex=(if is_first { "0" } else { "-1" }) {
            (label) @if name == "findings" { span id="count" class="count" hidden {} }
        }
    }
}

fn ask() -> Markup {
    html! {
        section id="view-ask" role="tabpanel" aria-labelledby="tab-ask" class="pair" {
            div class="chat-side" {
                form id="ask" class="card" {
                    label for="question" { "Question" }
                    div class="row" {
                        input id="question" type="text" maxlength="4096" autocomplete="off" autocapitalize="sentences"
                            enterkeyhint="send" aria-describedby="question-hint";
                        button type="submit" class="primary" { "Ask" }
                    }
                    p id="question-hint" class="hint" {
                        "Answers come as you type. " kbd { "/" } " comes back here, " kbd { "Esc" } " clears."
                    }
                }
                section class="card chat-card" aria-labelledby="reply-heading" {
                    div class="chat-bar" {
                        h2 id="reply-heading" tabindex="-1" { "Reply" }
                        label class="inline" for="language" { "Bot’s words" }
                        select id="language" {
                            @for language in Language::ALL {
                                option value=(language.code()) lang=(language.code()) { (language.name()) }
                            }
                        }
                        label class="inline" for="form" { "shown as" }
                        select id="form" {
                            option value="telegram" { "Telegram" }
                            option value="plain" { "Plain text" }
                            option value="html" { "HTML" }
                        }
                    }
                    div id="chat" class="chat" role="group" aria-label="Conversation" {}
                    p id="toast" class="telegram-toast" role="status" hidden {}
                }
                (add())
            }
            div class="why-side" {
                section class="card" aria-labelledby="why-heading" {
                    h2 id="why-heading" { "Why" }
                    div id="why" { p class="hint" { "Ask something to see which words count and which entries come near." } }
                }
            }
        }
    }
}

fn add() -> Markup {
    html! {
        section class="card" id="add" aria-labelledby="add-heading" {
            h2 id="add-heading" { "Add as a phrasing" }
            p id="add-hint" class="hint" { "A phrasing is tried on everything the FAQ knows before it is written." }
            form id="add-form" {
                label for="phrasing" { "Phrasing" }
                input id="phrasing" type="text" maxlength="300" autocomplete="off";
                label for="entry" { "Entry" }
                select id="entry" {}
                div class="row actions" {
                    button type="submit" id="try" { "Try it" }
                    button type="button" id="write" class="primary" hidden { "Add this phrasing" }
                    button type="button" id="dismiss" class="quiet" hidden { "Close" }
                }
            }
            div id="trial" tabindex="-1" role="group" aria-label="Result of the trial" hidden {}
        }
    }
}

fn many() -> Markup {
    html! {
        section id="view-many" role="tabpanel" aria-labelledby="tab-many" hidden {
            form id="many-form" class="card" {
                h2 { "Many questions" }
                label for="questions" { "One question a line" }
                textarea id="questions" rows="8" spellcheck="false" aria-describedby="many-hint" {}
                p id="many-hint" class="hint" { "They are asked again whenever the files change, and what changed is marked." }
                div class="row actions" {
                    button type="submit" class="primary" { "Ask all" }
                    button type="button" id="forget-changes" class="quiet" hidden { "Take these as the new start" }
                }
            }
            div id="many" class="card" hidden {}
        }
    }
}

fn findings() -> Markup {
    html! {
        section id="view-findings" role="tabpanel" aria-labelledby="tab-findings" hidden {
            div class="card" {
                h2 { "Findings" }
                p id="summary" {}
                div id="findings" {}
            }
        }
    }
}
