//! The operator's listener: whether the bot lives, whether it does its work, and what it counted.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Serialize;

use crate::ops::{Health, Readiness};

/// What `prometheus-client` writes.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The answer of `/readyz`.
#[derive(Serialize)]
struct Ready {
    ready: bool,
    database: bool,
    /// `polling` or `webhook`.
    source: &'static str,
    source_ok: bool,
    /// Updates that wait or are in work; null when the database does not say.
    waiting: Option<i64>,
    oldest_age_seconds: Option<f64>,
    /// `off`, `encoding`, `in_force` or `failed`; the bot is ready with either.
    encoder: &'static str,
}

impl From<Readiness> for Ready {
    fn from(readiness: Readiness) -> Self {
        Self {
            ready: readiness.is_ready(),
            database: readiness.is_database_fine,
            source: readiness.source,
            source_ok: readiness.is_source_fine,
            waiting: readiness.waiting,
            oldest_age_seconds: readiness
                .oldest_age_ms
                .map(|ms| std::time::Duration::from_millis(ms.unsigned_abs()).as_secs_f64()),
            encoder: readiness.encoder.name(),
        }
    }
}

/// `/healthz`, `/readyz` and `/metrics`.
pub(super) fn routes(health: Arc<Health>) -> Router {
    Router::new()
        .route("/healthz", get(alive))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(health)
}

async fn alive(State(health): State<Arc<Health>>) -> Response {
    match health.is_alive() {
        true => (StatusCode::OK, "alive\n").into_response(),
        false => (StatusCode::SERVICE_UNAVAILABLE, "the workers' loop hangs\n").into_response(),
    }
}

async fn ready(State(health): State<Arc<Health>>) -> Response {
    let ready = Ready::from(health.readiness().await);
    let status = if ready.ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let body = serde_json::to_string(&ready).expect("plain data with text keys");
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}

async fn metrics(State(health): State<Arc<Health>>) -> Response {
    ([(header::CONTENT_TYPE, OPEN_METRICS)], health.metrics_text().await).into_response()
}
