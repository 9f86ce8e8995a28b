//! The listener for Telegram's deliveries: 200 says that the update is on disk, and nothing else does.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use subtle::ConstantTimeEq as _;
use tokio::time::timeout;

use crate::sources::Inbox;

/// Where Telegram shows the secret.
const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";

/// No update comes near it: a text has 4,096 characters, and files are not in updates.
const MOST_BYTES: usize = 1024 * 1024;

/// How long a body may take to arrive.
const BODY_WITHIN: Duration = Duration::from_secs(10);

/// How long storing may take before Telegram is told to come again. An update that is stored after that is not taken
/// twice.
const STORE_WITHIN: Duration = Duration::from_secs(3);

/// When to come again, in seconds.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("5");

struct Deliveries {
    path: String,
    secret: SecretString,
    inbox: Inbox,
}

/// One route: this path, for whoever shows this secret.
pub(super) fn routes(path: String, secret: SecretString, inbox: Inbox) -> Router {
    Router::new().fallback(deliver).with_state(Arc::new(Deliveries { path, secret, inbox }))
}

async fn deliver(State(deliveries): State<Arc<Deliveries>>, request: Request) -> Response {
    let status = match deliveries.update(request).await {
        Ok(update) => deliveries.store(update).await,
        Err(refused) => refused,
    };
    deliveries.inbox.count_answer(status.as_u16());
    let mut response = status.into_response();
    match status {
        StatusCode::METHOD_NOT_ALLOWED => {
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST"));
        }
        StatusCode::SERVICE_UNAVAILABLE => {
            response.headers_mut().insert(header::RETRY_AFTER, RETRY_AFTER);
        }
        _ => {}
    }
    response
}

impl Deliveries {
    /// The JSON in a request that may deliver one. Nothing of the body is read before the secret is right.
    async fn update(&self, request: Request) -> Result<Value, StatusCode> {
        if request.uri().path() != self.path {
            return Err(StatusCode::NOT_FOUND);
        }
        if request.method() != Method::POST {
            return Err(StatusCode::METHOD_NOT_ALLOWED);
        }
        if !self.is_known(request.headers()) {
            return Err(StatusCode::UNAUTHORIZED);
        }
        if !is_json(request.headers()) {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        }
        let body = read(request).await?;
        serde_json::from_slice(body.as_ref()).map_err(|_| StatusCode::BAD_REQUEST)
    }

    /// Whether it comes from Telegram. The time that takes says nothing about how much of a wrong secret is right.
    fn is_known(&self, headers: &HeaderMap) -> bool {
        let shown = headers.get(SECRET_HEADER).map(HeaderValue::as_bytes).unwrap_or_default();
        self.secret.expose_secret().as_bytes().ct_eq(shown).into()
    }

    async fn store(&self, update: Value) -> StatusCode {
        if self.inbox.is_full() {
            return StatusCode::SERVICE_UNAVAILABLE;
        }
        let inbox = self.inbox.clone();
        // In a task, so that a caller that hangs up does not break off a transaction.
        let stored = tokio::spawn(async move { inbox.accept(update).await });
        match timeout(STORE_WITHIN, stored).await {
            Ok(Ok(Ok(()))) => StatusCode::OK,
            _ => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

async fn read(request: Request) -> Result<impl AsRef<[u8]>, StatusCode> {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    if length.and_then(|length| length.parse::<usize>().ok()).is_some_and(|length| length > MOST_BYTES) {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let body: Body = request.into_body();
    match timeout(BODY_WITHIN, to_bytes(body, MOST_BYTES + 1)).await {
        Ok(Ok(bytes)) if bytes.len() <= MOST_BYTES => Ok(bytes),
        // More than was asked for, or a connection that broke off, whose answer nobody reads.
        Ok(_) => Err(StatusCode::PAYLOAD_TOO_LARGE),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
    }
}
