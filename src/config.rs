//! The settings of a running bot as one value, read once by the command line. Its `Debug` shows no secret.

mod desk;
mod office_hours;
mod retention;
mod stats;

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use reqwest::Url;
use secrecy::SecretString;

pub use desk::{DeskConfig, desk_name, desk_remind, desk_silence, staff_chat};
pub use stats::StatsRules;

use crate::faq_dir::FaqSource;
use crate::store::{Key, Retention};

pub use office_hours::{DayOff, OfficeHours, Shift};

/// What a running bot is told at start.
#[derive(Clone, Debug)]
pub struct Config {
    /// The bot's token.
    pub token: SecretString,
    /// Where the FAQ comes from.
    pub faq: FaqSource,
    /// The Telegram user ids of those who may give the bot orders, and are told what needs them.
    pub staff: BTreeSet<u64>,
    /// The Bot API server, such as `https://api.telegram.org`.
    pub api_url: String,
    /// The database, such as `sqlite:verbatim.db`; secret, for it may hold a password.
    pub database_url: SecretString,
    /// What people wrote is sealed in it with the first of these keys, and opened with any; none leaves it plain.
    pub keys: Vec<Key>,
    /// How many chats are answered at the same time, at least 1.
    pub workers: usize,
    /// How many messages a second are sent in all, as many as [`rate`] lets.
    pub rate: NonZeroU32,
    /// How many messages a minute are sent to one group, as many as [`rate`] lets.
    pub group_rate: NonZeroU32,
    /// How long one poll waits for an update; whole seconds, at most [`Config::MOST_POLL_SECONDS`].
    pub poll_timeout: Duration,
    /// Where Telegram delivers updates; `None` when they are polled for.
    pub webhook: Option<WebhookConfig>,
    /// Where health and figures are served to the operator; `None` for nowhere.
    pub ops_listen: Option<SocketAddr>,
    /// How long updates in work may take to finish when the bot is told to stop.
    pub stop_within: Duration,
    /// How long things are kept.
    pub retention: Retention,
    /// The desk, where people behind the bot answer; `None` when there is none.
    pub desk: Option<DeskConfig>,
    /// What statistics go by.
    pub stats: StatsRules,
    /// So many people must have used a word of missed questions before it is stored and shown; at least
    /// [`Config::LEAST_MISSED_FROM`].
    pub missed_from: u32,
    /// For how many minutes a person's last answer is remembered, so that they can ask on; 0 for not at all.
    pub follow_up_minutes: u32,
    /// A folder of labelled questions that a new phrasing is tried on besides the FAQ's own.
    pub labelled: Option<PathBuf>,
    /// A sentence encoder that reads questions beside the engine.
    pub encoder: Option<EncoderConfig>,
}

/// A sentence encoder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncoderConfig {
    /// Its folder.
    pub folder: PathBuf,
    /// Where the vectors of phrasings are kept; `None` when each start encodes them.
    pub cache: Option<PathBuf>,
}

/// Where updates are delivered, seen from both sides of the proxy in between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookConfig {
    /// What Telegram calls; `https://`, without a query.
    pub url: String,
    /// The path of that URL, which the proxy leaves as it is.
    pub path: String,
    /// Where the program listens, in plain HTTP.
    pub listen: SocketAddr,
}

impl Config {
    /// The official server.
    pub const API_URL: &str = "https://api.telegram.org";
    /// The default database, in the folder that the bot is started from.
    pub const DATABASE_URL: &str = "sqlite:verbatim.db";
    /// Where a webhook listens: a proxy on the same machine is what can reach it.
    pub const WEBHOOK_LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);
    /// The ports that Telegram delivers to.
    pub const WEBHOOK_PORTS: [u16; 4] = [443, 80, 88, 8443];
    /// Telegram may take 30 messages a second, and a call takes some tenths of a second.
    pub const WORKERS: usize = 64;
    /// "About 30 a second in all" (Telegram's FAQ for bots).
    pub const RATE: NonZeroU32 = NonZeroU32::new(30).expect("not 0");
    /// "20 a minute in a group" (Telegram's FAQ for bots).
    pub const GROUP_RATE: NonZeroU32 = NonZeroU32::new(20).expect("not 0");
    /// Telegram's own server allows no more: it is what it takes from bots that pay for broadcasts.
    pub const MOST_RATE: u32 = 1000;
    /// Another server may allow what it likes, and one for load tests must not be waited for: more than the program
    /// can send.
    pub const MOST_RATE_ELSEWHERE: u32 = 100_000;
    /// The longest that Telegram lets a poll wait.
    pub const MOST_POLL_SECONDS: u64 = 50;
    /// Who asks on does so at once; what comes later is a new matter.
    pub const FOLLOW_UP_MINUTES: u32 = 10;
    /// Who comes back after an hour has forgotten what was said last.
    pub const MOST_FOLLOW_UP_MINUTES: u32 = 60;
    /// Words of missed questions are shown from so many people on.
    pub const MISSED_FROM: u32 = 3;
    /// A word of one person alone would be theirs.
    pub const LEAST_MISSED_FROM: u32 = 2;
    /// Seconds for updates in work to finish: a call to Telegram seldom takes longer.
    pub const STOP_WITHIN_SECONDS: u64 = 10;
}

/// Checks that a text may be a token: Telegram's are digits, a colon, then letters, digits, `_` and `-`.
///
/// # Errors
/// A sentence that does not show the text.
pub fn token(text: &str) -> anyhow::Result<SecretString> {
    let text = text.trim();
    let is_token = text.split_once(':').is_some_and(|(id, secret)| {
        !id.is_empty()
            && id.bytes().all(|byte| byte.is_ascii_digit())
            && !secret.is_empty()
            && secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
    });
    anyhow::ensure!(
        is_token,
        "the token does not look like one: it is digits, a colon and 35 letters and digits; get it from @BotFather"
    );
    Ok(text.into())
}

/// Checks that a Bot API server may be sent so many messages a second.
///
/// # Errors
/// A sentence that names the rate, when the server is Telegram's own and allows less.
pub fn rate(rate: NonZeroU32, api_url: &str) -> anyhow::Result<NonZeroU32> {
    at_most("--rate", rate, Config::MOST_RATE, api_url)
}

/// The same for messages a minute to one group.
///
/// # Errors
/// The same.
pub fn group_rate(rate: NonZeroU32, api_url: &str) -> anyhow::Result<NonZeroU32> {
    at_most("--group-rate", rate, Config::GROUP_RATE.get(), api_url)
}

fn at_most(name: &str, rate: NonZeroU32, most: u32, api_url: &str) -> anyhow::Result<NonZeroU32> {
    let host = |url: &str| Url::parse(url).ok()?.host_str().map(str::to_owned);
    let is_telegrams = host(api_url) == host(Config::API_URL);
    let most = if is_telegrams { most } else { Config::MOST_RATE_ELSEWHERE };
    anyhow::ensure!(rate.get() <= most, "{name} must be a number from 1 to {most} with {api_url}, not {rate}");
    Ok(rate)
}

/// Reads the keys that seal what people wrote: one a line, or with commas in between, the newest first.
///
/// # Errors
/// A sentence that counts the keys and shows none.
pub fn keys(text: &str) -> anyhow::Result<Vec<Key>> {
    let texts = text.split(['\n', ',']).map(str::trim).filter(|text| !text.is_empty());
    let mut keys: Vec<Key> = Vec::new();
    for (text, number) in texts.zip(1..) {
        let key = text.parse::<Key>();
        let key = key.map_err(|error| anyhow::anyhow!("key {number} {error}: `verbatim key` prints a good one"))?;
        let twin = (1..).zip(&keys).find(|(_, earlier)| earlier.id() == key.id());
        if let Some((earlier, _)) = twin {
            anyhow::bail!("key {number} is key {earlier} again: take it away");
        }
        keys.push(key);
    }
    anyhow::ensure!(!keys.is_empty(), "there is no key in it: `verbatim key` prints one");
    Ok(keys)
}

/// Checks that Telegram can deliver to a URL.
///
/// # Errors
/// A sentence that names the URL and what is wrong with it.
pub fn webhook(text: &str, listen: SocketAddr) -> anyhow::Result<WebhookConfig> {
    let wrong =
        |why: &str| anyhow::anyhow!("the webhook URL `{text}` {why}: it is like `https://bot.example.org/hook`");
    let url = Url::parse(text).map_err(|_| wrong("cannot be read"))?;
    // Not shown: it may hold a password.
    anyhow::ensure!(
        url.username().is_empty() && url.password().is_none(),
        "the webhook URL must not hold a user or password: Telegram shows a secret of its own"
    );
    anyhow::ensure!(url.scheme() == "https", wrong("must begin with https://, for Telegram delivers to no other"));
    anyhow::ensure!(url.query().is_none() && url.fragment().is_none(), wrong("must end with its path"));
    let port = url.port_or_known_default().unwrap_or_default();
    anyhow::ensure!(
        Config::WEBHOOK_PORTS.contains(&port),
        wrong("has a port that Telegram does not deliver to; those are 443, 80, 88 and 8443")
    );
    Ok(WebhookConfig { url: url.to_string(), path: url.path().to_owned(), listen })
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use secrecy::ExposeSecret;

    use super::{Config, keys, rate, token, webhook};
    use crate::store::Key;

    #[test]
    fn webhook_urls_are_those_that_telegram_delivers_to() {
        let path = |url: &str| webhook(url, Config::WEBHOOK_LISTEN).map(|webhook| webhook.path);
        for (url, expected) in [
            ("https://bot.example.org/hook", "/hook"),
            ("https://bot.example.org:8443/a/b", "/a/b"),
            ("https://bot.example.org:443", "/"),
            ("https://203.0.113.7:88/x", "/x"),
        ] {
            assert_eq!(path(url).expect(url), expected);
        }
        for (url, words) in [
            ("http://bot.example.org/hook", "must begin with https://"),
            ("bot.example.org", "cannot be read"),
            ("https://bot.example.org:8080/hook", "443, 80, 88 and 8443"),
            ("https://me:pw@bot.example.org/hook", "user or password"),
            ("https://bot.example.org/hook?x=1", "must end with its path"),
        ] {
            let error = path(url).expect_err(url).to_string();
            assert!(error.contains(words), "{error}");
        }
    }

    #[test]
    fn telegrams_own_server_is_sent_no_more_than_it_allows() {
        let is_fine = |url: &str, count| rate(NonZeroU32::new(count).expect("not 0"), url).is_ok();
        for (url, most) in [
            (Config::API_URL, 1000),
            ("https://api.telegram.org/", 1000),
            ("http://API.telegram.org:80/any", 1000),
            ("http://127.0.0.1:8081", 100_000),
            ("https://api.telegram.org.example.org", 100_000),
        ] {
            assert!(is_fine(url, 1) && is_fine(url, most) && !is_fine(url, most + 1), "{url}");
        }
    }

    #[test]
    fn a_token_is_checked_and_never_shown() {
        let good = token("123:AB-c_d\n").expect("a token");
        assert_eq!(good.expose_secret(), "123:AB-c_d");
        assert!(!format!("{good:?}").contains("AB-c"));
        for bad in ["", "123", "abc:def", "123:", ":abc", "123:a/b", "123:a b", "123:é"] {
            let error = token(bad).expect_err(bad).to_string();
            assert!(bad.len() < 3 || !error.contains(bad), "{error}");
        }
    }

    #[test]
    fn keys_are_checked_and_never_shown() {
        let texts: [String; 2] = std::array::from_fn(|_| Key::generate().expose_secret().to_owned());
        let [one, other] = &texts;
        let ids = |text: String| keys(&text).map(|keys| keys.iter().map(Key::id).collect::<Vec<_>>());
        let both = texts.each_ref().map(|text| text.parse::<Key>().expect("a key").id());
        for text in [format!("{one}\n{other}\n"), format!("{one},{other}"), format!("\r\n {one} \r\n,{other}\r\n")] {
            assert_eq!(ids(text).expect("keys"), both);
        }
        for (text, sentence) in [
            (String::new(), "there is no key in it"),
            ("\n , \n".to_owned(), "there is no key in it"),
            (format!("{one}\nsecret words"), "key 2 is not base64"),
            (format!("{one}{other}"), "key 1 is not base64"),
            (format!("{one}\nc2VjcmV0"), "key 2 has 6 bytes and must have 32"),
            (format!("{one}\n{other}\n{one}"), "key 3 is key 1 again"),
        ] {
            let error = ids(text.clone()).expect_err(sentence).to_string();
            assert!(error.starts_with(sentence), "{error}");
            let shown = [one, other, "secret", "c2Vj"].into_iter().find(|secret| error.contains(*secret));
            assert_eq!(shown, None);
        }
    }
}
