//! A fake Bot API server that does as little as a bot needs, so that what is measured is the bot: updates out by long
//! polling, requests in, a time on both. It checks no more than that a call can be read; the strict one is in
//! `tests/it/telegram/`.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::serve::ListenerExt as _;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// A `sendMessage` that came in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sent {
    /// The chat that it goes to.
    pub(crate) chat: i64,
    /// When the whole request was there.
    pub(crate) at: Instant,
}

/// A server that runs until it is dropped.
pub(crate) struct Fake {
    server: Arc<Server>,
    task: JoinHandle<()>,
    url: String,
    sent: UnboundedReceiver<Sent>,
}

#[derive(Debug)]
struct Server {
    queue: Mutex<Queue>,
    /// Told when there is an update.
    news: Notify,
    sent: UnboundedSender<Sent>,
}

#[derive(Debug, Default)]
struct Queue {
    /// Updates that are not acknowledged, in order.
    updates: Vec<(i64, Value)>,
    newest: i64,
    /// The kinds of updates that the bot last asked for; empty for all that are not special.
    allowed: Vec<String>,
    messages: i64,
}

impl Fake {
    /// Starts a server on a free port of this machine.
    pub(crate) async fn start() -> anyhow::Result<Self> {
        let (sender, sent) = unbounded_channel();
        let server = Arc::new(Server { queue: Mutex::default(), news: Notify::new(), sent: sender });
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let routes = Router::new().route("/{bot}/{method}", post(call)).with_state(Arc::clone(&server));
        let task = tokio::spawn(async move {
            // It ends with the task.
            let _ = axum::serve(listener.tap_io(|stream| drop(stream.set_nodelay(true))), routes).await;
        });
        Ok(Self { server, task, url, sent })
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Puts messages to the bot, each a chat and its words, into the queue at once; gives the time when they were
    /// there for it.
    pub(crate) fn push(&self, messages: &[(i64, &str)]) -> Instant {
        let mut queue = self.server.queue();
        for (chat, text) in messages {
            queue.newest += 1;
            let id = queue.newest;
            let person = json!({"id": chat, "is_bot": false, "first_name": "A", "language_code": "en"});
            let update = json!({"update_id": id, "message": {
                "message_id": id, "date": 1_700_000_000, "from": person, "text": text,
                "chat": {"id": chat, "type": "private", "first_name": "A"},
            }});
            queue.updates.push((id, update));
        }
        let now = Instant::now();
        drop(queue);
        self.server.news.notify_one();
        now
    }

    /// The next message that the bot sends.
    pub(crate) async fn sent(&mut self, within: Duration) -> anyhow::Result<Sent> {
        timeout(within, self.sent.recv()).await?.ok_or_else(|| anyhow::anyhow!("the server has ended"))
    }

    /// How many messages were sent that nobody looked at.
    pub(crate) fn unseen(&self) -> usize {
        self.sent.len()
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn call(
    State(server): State<Arc<Server>>,
    Path((_, method)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let at = Instant::now();
    let Some(body) = arguments(&headers, &body) else { return refusal() };
    let result = match method.to_ascii_lowercase().as_str() {
        "getme" => json!({
            "id": 7_000_000_001_i64, "is_bot": true, "first_name": "Echo", "username": "echo_bot",
            "can_join_groups": true, "can_read_all_group_messages": false, "supports_inline_queries": false,
            "can_connect_to_business": false, "has_main_web_app": false,
        }),
        "getupdates" => server.updates(&body).await,
        "sendmessage" => server.message(&body, at),
        "getwebhookinfo" => json!({"url": "", "has_custom_certificate": false, "pending_update_count": 0}),
        "getmycommands" => json!([]),
        "getmydescription" => json!({"description": ""}),
        "getmyshortdescription" => json!({"short_description": ""}),
        _ => json!(true),
    };
    answer(&result)
}

/// The arguments of a call, as JSON or as a form, in which what is no text is JSON again; `None` when they are neither.
fn arguments(headers: &HeaderMap, body: &[u8]) -> Option<Value> {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if body.is_empty() {
        return Some(Value::Null);
    }
    if kind.starts_with("application/json") {
        return serde_json::from_slice(body).ok();
    }
    let form = kind.starts_with("application/x-www-form-urlencoded").then(|| form_urlencoded::parse(body));
    form.map(|form| form.map(|(name, value)| (name.into_owned(), argument(&value))).collect())
}

fn argument(value: &str) -> Value {
    serde_json::from_str(value).unwrap_or_else(|_| value.into())
}

fn refusal() -> Response {
    let error = json!({"ok": false, "error_code": 400, "description": "Bad Request: cannot read the arguments"});
    (StatusCode::BAD_REQUEST, [(CONTENT_TYPE, "application/json")], error.to_string()).into_response()
}

fn answer(result: &Value) -> Response {
    ([(CONTENT_TYPE, "application/json")], json!({"ok": true, "result": result}).to_string()).into_response()
}

impl Server {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn updates(&self, body: &Value) -> Value {
        let wait = Duration::from_secs(body["timeout"].as_u64().unwrap_or(0).min(50));
        let found = self.look(body);
        if !found.is_empty() || wait.is_zero() {
            return found.into();
        }
        let wakes = async {
            loop {
                self.news.notified().await;
                let found = self.look(body);
                if !found.is_empty() {
                    return found;
                }
            }
        };
        timeout(wait, wakes).await.unwrap_or_default().into()
    }

    /// Forgets what is acknowledged and gives what comes next.
    fn look(&self, body: &Value) -> Vec<Value> {
        let mut queue = self.queue();
        if let Some(allowed) = body["allowed_updates"].as_array() {
            queue.allowed = allowed.iter().filter_map(|kind| kind.as_str().map(str::to_owned)).collect();
        }
        if let Some(offset) = body["offset"].as_i64() {
            queue.updates.retain(|(id, _)| *id >= offset);
        }
        // All updates here are messages.
        if !queue.allowed.is_empty() && !queue.allowed.iter().any(|kind| kind == "message") {
            queue.updates.clear();
        }
        let limit = body["limit"].as_u64().map_or(100, |limit| limit.clamp(1, 100));
        let limit = usize::try_from(limit).unwrap_or(100);
        queue.updates.iter().take(limit).map(|(_, update)| update.clone()).collect()
    }

    fn message(&self, body: &Value, at: Instant) -> Value {
        let chat = body["chat_id"].as_i64().unwrap_or_default();
        let id = {
            let mut queue = self.queue();
            queue.messages += 1;
            1_000_000 + queue.messages
        };
        // Nobody listens any more when a measure is over.
        let _ = self.sent.send(Sent { chat, at });
        json!({
            "message_id": id, "date": 1_700_000_000, "text": body["text"],
            "chat": {"id": chat, "type": "private", "first_name": "A"},
            "from": {"id": 7_000_000_001_i64, "is_bot": true, "first_name": "Echo", "username": "echo_bot"},
        })
    }
}
