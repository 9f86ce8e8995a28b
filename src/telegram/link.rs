//! Buttons that open a link: into the private chat with the bot, or the app's list of chats to pass such a link on to.
//!
//! The bot's name is put in when they are sent, so that what waits in the outbox holds none.

use std::fmt::Write as _;

use reqwest::Url;
use serde::{Deserialize, Serialize};

use crate::corpus::Id;
use crate::reply::{Action, Shared, Start};

/// What opens Telegram's list of chats, with a link and words to send there.
const SHARE: &str = "https://t.me/share/url";

/// What a button opens, as it is stored in the outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Link {
    /// The private chat with the bot.
    Start {
        /// The payload that its first message carries.
        payload: String,
    },
    /// The list of chats, to pass on a link into the private chat.
    Share {
        /// The payload of the link that is passed on.
        payload: String,
        /// What it is about.
        words: String,
    },
    /// Something else on Telegram, such as a message.
    Visit {
        /// Its URL.
        url: String,
    },
}

impl Link {
    /// The link of an action; `None` for those that send something back to the bot.
    pub(super) fn of(action: &Action) -> Option<Self> {
        match action {
            Action::Open(start) => Some(Self::Start { payload: start.payload() }),
            Action::Share(shared) => {
                let payload = Start::Entry(shared.entry.clone()).payload();
                Some(Self::Share { payload, words: shared.question.clone() })
            }
            Action::Visit(url) => Some(Self::Visit { url: url.clone() }),
            _ => None,
        }
    }

    /// The URL, for the bot of this name.
    pub(super) fn url(&self, bot: &str) -> Url {
        let start = |payload: &str| format!("https://t.me/{}?start={}", encoded(bot), encoded(payload));
        let url = match self {
            Self::Start { payload } => start(payload),
            Self::Share { payload, words } => {
                format!("{SHARE}?url={}&text={}", encoded(&start(payload)), encoded(words))
            }
            Self::Visit { url } => url.clone(),
        };
        url.parse().expect("everything put into it is percent-encoded, or a URL already")
    }
}

/// The action of a share button that this bot wrote, read from its URL; `None` for other links.
pub(super) fn shared(url: &Url) -> Option<Action> {
    if !url.as_str().starts_with(SHARE) {
        return None;
    }
    let start: Url = value(url, "url")?.parse().ok()?;
    let entry = Id::new(&value(&start, "start")?)?;
    Some(Action::Share(Shared { entry, question: value(url, "text").unwrap_or_default() }))
}

fn value(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// Percent-encoded (RFC 3986, section 2.1). A space is `%20`: not every app reads `+` as one.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("a String takes everything");
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::{Link, shared};
    use crate::corpus::Id;
    use crate::reply::{Action, Shared, Start};

    fn share(question: &str) -> Action {
        Action::Share(Shared { entry: Id::new("tace-what").expect("well formed"), question: question.to_owned() })
    }

    #[test]
    fn links_name_the_bot() {
        let url = |action: &Action| Link::of(action).expect("it is a link").url("Faq_Bot").to_string();
        assert_eq!(url(&Action::Open(Start::Welcome)), "https://t.me/Faq_Bot?start=welcome_");
        assert_eq!(
            url(&share("50 % & more?")),
            "https://t.me/share/url?url=https%3A%2F%2Ft.me%2FFaq_Bot%3Fstart%3Dtace-what&text=50%20%25%20%26%20more%3F"
        );
        assert_eq!(Link::of(&Action::Topics), None);
    }

    #[test]
    fn a_share_button_is_read_back() {
        for question in ["What is TACE?", "a+b & c=d?\u{1F525} #1 “100 %”", ""] {
            let url = Link::of(&share(question)).expect("it is a link").url("faq_bot");
            assert_eq!(shared(&url), Some(share(question)), "{url}");
        }
    }

    #[test]
    fn links_of_others_are_no_share_button() {
        for url in [
            "https://t.me/faq_bot?start=tace-what",
            "https://t.me/share/url?text=tace",
            "https://t.me/share/url?url=tace",
            "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Ffaq_bot%3Fstart%3DNo%20Id",
            "https://example.org/?url=https%3A%2F%2Ft.me%2Ffaq_bot%3Fstart%3Dtace-what",
        ] {
            assert_eq!(shared(&url.parse().expect("a URL")), None, "{url}");
        }
    }
}
