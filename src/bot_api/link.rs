//! Buttons that open a link: into the private chat with the bot, or the app's list of chats to pass such a link on to.
//!
//! The bot's name is put in when they are sent, so that what waits in the outbox holds none.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Url;
use serde::{Deserialize, Serialize};

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

    /// The link into a private chat that a button of this kind passes on, read from the button's URL; `None` for other
    /// URLs.
    pub(crate) fn passed_on(url: &Url) -> Option<Self> {
        if !url.as_str().starts_with(SHARE) {
            return None;
        }
        let start: Url = value(url, "url")?.parse().ok()?;
        Some(Self::Share { payload: value(&start, "start")?, words: value(url, "text").unwrap_or_default() })
    }
}

fn value(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// What stands for itself in a URL (RFC 3986, section 2.3); a space becomes `%20`, for not every app reads `+` as one.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

#[cfg(test)]
mod tests {
    use super::Link;

    fn share(words: &str) -> Link {
        Link::Share { payload: "tace-what".to_owned(), words: words.to_owned() }
    }

    #[test]
    fn links_name_the_bot() {
        let url = |link: &Link| link.url("Faq_Bot").to_string();
        assert_eq!(url(&Link::Start { payload: "welcome_".to_owned() }), "https://t.me/Faq_Bot?start=welcome_");
        assert_eq!(
            url(&share("50 % & more?")),
            "https://t.me/share/url?url=https%3A%2F%2Ft.me%2FFaq_Bot%3Fstart%3Dtace-what&text=50%20%25%20%26%20more%3F"
        );
    }

    #[test]
    fn a_link_that_is_passed_on_is_read_back() {
        for words in ["What is TACE?", "a+b & c=d?\u{1F525} #1 “100 %”", ""] {
            let url = share(words).url("faq_bot");
            assert_eq!(Link::passed_on(&url), Some(share(words)), "{url}");
        }
    }

    #[test]
    fn other_urls_pass_nothing_on() {
        for url in [
            "https://t.me/faq_bot?start=tace-what",
            "https://t.me/share/url?text=tace",
            "https://t.me/share/url?url=tace",
            "https://example.org/?url=https%3A%2F%2Ft.me%2Ffaq_bot%3Fstart%3Dtace-what",
        ] {
            assert_eq!(Link::passed_on(&url.parse().expect("a URL")), None, "{url}");
        }
    }
}
