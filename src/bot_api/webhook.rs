//! The webhook as Telegram keeps it: what it is to be, what it is, and setting it only when the two differ.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use super::client::{Api, CallError};
use super::method::{ALLOWED_UPDATES, GetWebhookInfo, SetWebhook, WebhookInfo};
use super::pseudonym::PseudonymKey;

/// How many updates Telegram may deliver at the same time; of one chat it delivers one at a time anyway. Telegram's own
/// default, which its rate limits on answers do not let a bot use up.
const MAX_CONNECTIONS: u64 = 40;

/// How much of the secret's hash stands in the registered URL.
const FINGERPRINT_BYTES: usize = 8;

/// The webhook that a bot wants.
pub struct Webhook {
    url: String,
    secret: SecretString,
}

/// A delivery that failed last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryFailure {
    /// When, in seconds since 1970.
    pub at_s: i64,
    /// What Telegram says went wrong.
    pub error: String,
}

/// What Telegram's webhook turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registered {
    /// What it should be.
    Ours,
    /// Another URL.
    Other,
    /// The URL is right, and something else about it is not; or there is none.
    Not,
}

impl Webhook {
    /// The webhook at this URL, which has no query.
    ///
    /// The secret is a code of the URL under a key from the bot's token: nobody has to choose, store or rotate one more
    /// secret, it cannot be too short, it leads back to the token no more than a hash of 35 random characters does, and
    /// a new path makes a new one. Telegram does not say which secret it has, so a fingerprint of it stands in the
    /// query of the URL that is registered: when the token is replaced, the URL differs and is set again.
    #[must_use]
    pub fn new(url: &str, pseudonym: &PseudonymKey) -> Self {
        let secret = hex::encode(pseudonym.code("webhook", &[&url]));
        let fingerprint = hex::encode(&Sha256::digest(&secret)[..FINGERPRINT_BYTES]);
        Self { url: format!("{url}?key={fingerprint}"), secret: secret.into() }
    }

    /// What Telegram must show in `X-Telegram-Bot-Api-Secret-Token`.
    #[must_use]
    pub fn secret(&self) -> &SecretString {
        &self.secret
    }

    /// What Telegram has now, and which delivery failed last, if one ever did.
    ///
    /// # Errors
    /// When Telegram does not say.
    pub async fn look(&self, api: &Api) -> Result<(Registered, Option<DeliveryFailure>), CallError> {
        let info = api.call(&GetWebhookInfo {}, Api::TIMEOUT).await?;
        let registered = self.compare(&info);
        let failure = info.last_error_date.zip(info.last_error_message);
        Ok((registered, failure.map(|(at_s, error)| DeliveryFailure { at_s, error })))
    }

    /// Sets it.
    ///
    /// # Errors
    /// When Telegram does not.
    pub async fn set(&self, api: &Api) -> Result<(), CallError> {
        let set = SetWebhook {
            url: &self.url,
            secret_token: self.secret.expose_secret(),
            max_connections: MAX_CONNECTIONS,
            allowed_updates: ALLOWED_UPDATES,
            drop_pending_updates: false,
        };
        api.call(&set, Api::TIMEOUT).await.map(drop)
    }

    fn compare(&self, info: &WebhookInfo) -> Registered {
        let mut allowed: Vec<&str> = info.allowed_updates.iter().flatten().map(String::as_str).collect();
        let mut wanted = ALLOWED_UPDATES.to_vec();
        allowed.sort_unstable();
        wanted.sort_unstable();
        match info.url.as_str() {
            "" => Registered::Not,
            url if url != self.url => Registered::Other,
            _ if allowed == wanted && info.max_connections == Some(MAX_CONNECTIONS) => Registered::Ours,
            _ => Registered::Not,
        }
    }
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhook").field("url", &self.url).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;
    use serde_json::{Value, json};

    use super::{ALLOWED_UPDATES, PseudonymKey, Registered, Webhook};

    fn webhook(token: &str) -> Webhook {
        Webhook::new("https://bot.example.org/hook", &PseudonymKey::new(&token.into()))
    }

    #[track_caller]
    fn check(change: Value, expected: &Registered) {
        let webhook = webhook("1:a");
        let mut info =
            json!({"url": webhook.url, "max_connections": 40, "allowed_updates": ALLOWED_UPDATES.map(str::to_owned)});
        for (key, value) in change.as_object().expect("an object") {
            info[key] = value.clone();
        }
        let info = serde_json::from_value(info).expect("what Telegram says of a webhook");
        assert_eq!(webhook.compare(&info), *expected, "{change}");
    }

    #[test]
    fn only_what_differs_is_set() {
        check(json!({}), &Registered::Ours);
        check(json!({"pending_update_count": 7}), &Registered::Ours);
        check(json!({"url": ""}), &Registered::Not);
        check(json!({"max_connections": 100}), &Registered::Not);
        check(json!({"allowed_updates": null}), &Registered::Not);
        check(json!({"allowed_updates": ["message"]}), &Registered::Not);
        check(json!({"url": webhook("1:b").url}), &Registered::Other);
    }

    #[test]
    fn the_secret_is_one_that_telegram_takes_and_nobody_sees() {
        let secret = webhook("1:a").secret.expose_secret().to_owned();
        assert!(secret.len() == 64 && secret.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        assert_ne!(secret, webhook("1:b").secret.expose_secret());
        assert!(!format!("{:?}", webhook("1:a")).contains(&secret[..16]));
    }
}
