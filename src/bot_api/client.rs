//! One call of the Bot API over HTTP, and how it may fail. The token is in every URL and so never in an error.

use std::error::Error as _;
use std::fmt;
use std::time::Duration;

use reqwest::RequestBuilder;
use reqwest::multipart::{Form, Part};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::method::Method;

/// A Bot API server as one bot sees it.
pub struct Api {
    client: reqwest::Client,
    /// Everything before the method's name; holds the token.
    base: SecretString,
}

/// Why a call gave no result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// The server answered, and not with a result.
    #[error("Telegram answered {code}: {description}")]
    Refused {
        /// The error code, as in HTTP.
        code: u16,
        /// What the server says.
        description: String,
        /// How long to wait before the next call.
        retry_after: Option<Duration>,
        /// The new id of a group that became a supergroup.
        migrated_to: Option<i64>,
    },
    /// No connection came about: the call was surely not received.
    #[error("Telegram cannot be reached: {0}")]
    NotSent(String),
    /// Sent, but what came of it is not known.
    #[error("Telegram did not answer: {0}")]
    Unknown(String),
}

impl CallError {
    /// The error code of a refusal.
    #[must_use]
    pub fn code(&self) -> Option<u16> {
        match self {
            Self::Refused { code, .. } => Some(*code),
            Self::NotSent(_) | Self::Unknown(_) => None,
        }
    }

    /// Whether the server says that it does not know the token.
    #[must_use]
    pub fn is_bad_token(&self) -> bool {
        match self {
            Self::Refused { code: 401, .. } => true,
            // The answer to a token that is no token in form; a missing method says more than that.
            Self::Refused { code: 404, description, .. } => description == "Not Found",
            _ => false,
        }
    }
}

impl Api {
    /// How long a call other than a long poll may take.
    pub const TIMEOUT: Duration = Duration::from_secs(20);

    /// A client for the bot with this token; `api_url` is the server without the token, such as
    /// `https://api.telegram.org`.
    ///
    /// # Errors
    /// When the URL is none, or TLS cannot be set up.
    pub fn new(api_url: &str, token: &SecretString) -> anyhow::Result<Self> {
        let api_url = api_url.trim_end_matches('/');
        let is_http = api_url.starts_with("http://") || api_url.starts_with("https://");
        anyhow::ensure!(
            is_http && reqwest::Url::parse(api_url).is_ok(),
            "the API URL `{api_url}` must be like `https://api.telegram.org`"
        );
        let client = reqwest::Client::builder()
            .connect_timeout(Duration::from_secs(10))
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("verbatim/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(reqwest::Error::without_url)?;
        Ok(Self { client, base: format!("{api_url}/bot{}/", token.expose_secret()).into() })
    }

    /// Calls a method.
    ///
    /// # Errors
    /// [`CallError`], without the token.
    pub async fn call<M: Method>(&self, method: &M, timeout: Duration) -> Result<M::Answer, CallError> {
        self.post(M::NAME, method, timeout).await
    }

    /// Calls the method of this name.
    pub(super) async fn post<A: DeserializeOwned>(
        &self,
        method: &str,
        parameters: &impl Serialize,
        timeout: Duration,
    ) -> Result<A, CallError> {
        let body = serde_json::to_string(parameters).expect("a request is plain data with text keys");
        let request = self.to(method, timeout).header(reqwest::header::CONTENT_TYPE, "application/json").body(body);
        Self::answered(method, request).await
    }

    /// The same with a file, such as a picture; `part` is what the parameters know it by.
    pub(super) async fn post_file<A: DeserializeOwned>(
        &self,
        method: &str,
        parameters: &Value,
        part: &'static str,
        file: Vec<u8>,
        timeout: Duration,
    ) -> Result<A, CallError> {
        let file = Part::bytes(file).file_name("picture.png").mime_str("image/png").map_err(failed)?;
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let parameters = parameters.as_object().into_iter().flatten();
        let form = parameters.fold(Form::new(), |form, (name, value)| form.text(name.clone(), text(value)));
        Self::answered(method, self.to(method, timeout).multipart(form.part(part, file))).await
    }

    fn to(&self, method: &str, timeout: Duration) -> RequestBuilder {
        self.client.post(format!("{}{method}", self.base.expose_secret())).timeout(timeout)
    }

    async fn answered<A: DeserializeOwned>(method: &str, request: RequestBuilder) -> Result<A, CallError> {
        let response = request.send().await.map_err(failed)?;
        let status = response.status().as_u16();
        let text = response.text().await.map_err(failed)?;
        let answer = read(status, &text)?;
        serde_json::from_value(answer)
            .map_err(|_| CallError::Unknown(format!("{method} gave something else than it does")))
    }
}

impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Api").finish_non_exhaustive()
    }
}

fn failed(error: reqwest::Error) -> CallError {
    let error = error.without_url();
    let mut reason = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        reason = format!("{reason}: {cause}");
        source = cause.source();
    }
    if error.is_connect() { CallError::NotSent(reason) } else { CallError::Unknown(reason) }
}

fn read(status: u16, text: &str) -> Result<Value, CallError> {
    let Ok(mut body) = serde_json::from_str::<Value>(text) else {
        return Err(CallError::Unknown(format!("status {status} without JSON")));
    };
    // Something in between may answer in Telegram's place, and must not be taken at its word.
    match (&body["ok"], body.get("result")) {
        (Value::Bool(true), Some(_)) => return Ok(body["result"].take()),
        (Value::Bool(false), _) => {}
        _ => return Err(CallError::Unknown(format!("status {status} with JSON that is no answer"))),
    }
    let code = body["error_code"].as_u64().and_then(|code| u16::try_from(code).ok());
    let parameters = &body["parameters"];
    Err(CallError::Refused {
        code: code.unwrap_or(status),
        description: body["description"].as_str().unwrap_or_default().to_owned(),
        retry_after: parameters["retry_after"].as_u64().map(Duration::from_secs),
        migrated_to: parameters["migrate_to_chat_id"].as_i64(),
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::json;

    use super::super::method::GetMe;
    use super::{Api, CallError, read};

    #[test]
    fn answers_are_told_apart() {
        assert_eq!(read(200, r#"{"ok":true,"result":[1]}"#), Ok(json!([1])));
        let refused =
            read(429, r#"{"ok":false,"error_code":429,"description":"Too Many","parameters":{"retry_after":7}}"#);
        let Err(CallError::Refused { code: 429, retry_after, .. }) = refused else { panic!("{refused:?}") };
        assert_eq!(retry_after, Some(Duration::from_secs(7)));
        assert_eq!(read(502, "<html>"), Err(CallError::Unknown("status 502 without JSON".to_owned())));
        for lie in ["{}", "[]", "1", r#"{"ok":true}"#, r#"{"ok":"true","result":1}"#, r#"{"status":"ok"}"#] {
            assert_eq!(read(200, lie), Err(CallError::Unknown("status 200 with JSON that is no answer".to_owned())));
        }
    }

    #[tokio::test]
    async fn the_token_is_in_no_error_and_no_debug() {
        let api = Api::new("http://127.0.0.1:1", &"12:secret".into()).expect("a URL");
        let error = api.call(&GetMe {}, Duration::from_secs(5)).await.expect_err("nobody listens");
        assert!(matches!(error, CallError::NotSent(_)), "{error:?}");
        assert!(!format!("{error} {error:?} {api:?}").contains("secret"));
    }
}
