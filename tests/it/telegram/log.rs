//! What the bot asked of the server: every request, in order of arrival, and how it ended.

use std::time::Instant;

use serde_json::Value;

use super::faults::Fault;

/// One request as it reached the server.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// The method in its canonical spelling (`sendMessage`), as sent when it is unknown.
    pub(crate) method: String,
    /// All parameters as one JSON object; JSON inside form fields is unpacked.
    pub(crate) params: Value,
    /// `chat_id` when there is one and it is a number.
    pub(crate) chat_id: Option<i64>,
    /// When it arrived.
    pub(crate) at: Instant,
    /// How it ended.
    pub(crate) outcome: Outcome,
    /// Whether the method had its effect, whatever the bot was told.
    pub(crate) took_effect: bool,
}

/// How a request ended.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    /// It is being handled: a long poll, a slow answer, a hang.
    Pending,
    /// Answered with `ok: true`.
    Ok,
    /// Answered with an error.
    Failed {
        /// The HTTP status, which is the error code too.
        code: u16,
        /// The whole description.
        description: String,
    },
    /// A planned fault hit it.
    Faulted(Fault),
    /// The client went away before the answer.
    Abandoned,
}

impl Request {
    /// Whether it calls this method, in any case.
    pub(crate) fn is(&self, method: &str) -> bool {
        self.method.eq_ignore_ascii_case(method)
    }

    /// Whether it was answered with `ok: true`.
    pub(crate) fn is_ok(&self) -> bool {
        self.outcome == Outcome::Ok
    }

    /// The `text` parameter, empty when there is none.
    pub(crate) fn text(&self) -> &str {
        self.params["text"].as_str().unwrap_or_default()
    }
}

/// The requests, one line each, for a failing test's message.
pub(crate) fn summary(requests: &[Request]) -> String {
    let mut lines = String::new();
    for request in requests {
        let Request { method, params, outcome, .. } = request;
        lines.push_str(&format!("  {method} {params} -> {outcome:?}\n"));
    }
    if lines.is_empty() { "  no requests\n".to_owned() } else { lines }
}
