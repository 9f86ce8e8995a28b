//! The preview's address, and what is answered there.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::Stream;
use futures_util::stream::unfold;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;
use tokio_util::sync::CancellationToken;

use super::answers::{MOST_QUESTIONS, PageQuestion, PageQuestions, decisions, explained, welcome};
use super::guard::{PageToken, guard};
use super::live::Live;
use super::page;
use super::presses::{ButtonPress, pressed};
use super::standing::GoodFaq;
use super::taught::Taught;
use super::teaching::{self, WantedPhrasing};

/// A request that says more is refused.
const MOST_BYTES: usize = 256 * 1024;

/// How long requests in work may take to end once it takes no more.
const CLOSE_WITHIN: Duration = Duration::from_secs(1);

/// What the requests share.
#[derive(Clone)]
struct ServerState {
    live: Arc<Live>,
    token: PageToken,
    /// Of this run of the program, so that a page of another one notices.
    instance: Arc<str>,
    stop: CancellationToken,
}

/// An address that is bound and not served yet.
pub(crate) struct PreviewServer {
    socket: TcpListener,
    live: Arc<Live>,
}

impl PreviewServer {
    /// Binds a port of this machine that no other machine reaches; a free one for 0.
    ///
    /// # Errors
    /// A sentence when the port is in use.
    pub(crate) async fn bind(port: u16, live: Arc<Live>) -> anyhow::Result<Self> {
        let socket = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await;
        let socket = socket
            .with_context(|| format!("cannot listen at 127.0.0.1:{port}: leave --port out, or name a free one"))?;
        Ok(Self { socket, live })
    }

    /// Where the page is.
    pub(crate) fn url(&self) -> anyhow::Result<String> {
        Ok(format!("http://{}/", self.socket.local_addr()?))
    }

    /// Serves and follows the files until `stop` is cancelled.
    pub(crate) async fn serve(self, stop: CancellationToken) -> anyhow::Result<()> {
        let token = PageToken::generate();
        let instance = PageToken::generate().as_str()[..16].into();
        let followed = tokio::spawn(Arc::clone(&self.live).follow(stop.clone()));
        let shared = ServerState { live: self.live, token, instance, stop: stop.clone() };
        let served = axum::serve(self.socket, routes(shared)).with_graceful_shutdown(stop.clone().cancelled_owned());
        let too_late = async {
            stop.cancelled().await;
            tokio::time::sleep(CLOSE_WITHIN).await;
        };
        tokio::select! {
            served = served.into_future() => served?,
            () = too_late => {}
        }
        followed.abort();
        Ok(())
    }
}

fn routes(shared: ServerState) -> Router {
    let token = shared.token.clone();
    Router::new()
        .route("/", get(index))
        .route("/page.js", get(|| async { file("text/javascript; charset=utf-8", page::SCRIPT) }))
        .route("/page.css", get(|| async { file("text/css; charset=utf-8", page::STYLE) }))
        .route("/icon.svg", get(|| async { file("image/svg+xml", page::ICON) }))
        .route("/events", get(events))
        .route("/api/check", get(check))
        .route("/api/welcome", post(greet))
        .route("/api/ask", post(ask))
        .route("/api/press", post(press))
        .route("/api/decisions", post(decide))
        .route("/api/phrasings", post(teach))
        .route("/api/undo", post(undo))
        .with_state(shared)
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(from_fn_with_state(token, guard))
}

fn file(kind: &'static str, text: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, kind)], text)
}

async fn index(State(shared): State<ServerState>) -> Html<String> {
    let folder = shared.live.origin.folder.as_ref().map(|folder| folder.display().to_string());
    Html(page::page(folder.as_deref(), shared.token.as_str(), &shared.instance))
}

/// How the files stand, now and whenever that changes.
async fn events(State(shared): State<ServerState>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let start = (shared.live.changes(), true, shared);
    let stream = unfold(start, |(mut changes, is_first, shared)| async move {
        if !is_first {
            shared.stop.run_until_cancelled(changes.changed()).await?.ok()?;
        }
        let standing = Arc::clone(&changes.borrow_and_update());
        let said = serde_json::to_string(&standing.line(&shared.instance)).unwrap_or_default();
        Some((Ok(Event::default().event("standing").data(said)), (changes, false, shared)))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

async fn check(State(shared): State<ServerState>) -> Response {
    let undo = shared.live.taught.lock().await.last().map(Taught::line);
    let standing = shared.live.standing();
    let folder = serde_json::to_value(standing.folder(&shared.live.origin));
    json_or_fault(folder.map(|mut folder| {
        folder["undo"] = json!(undo);
        folder
    }))
}

async fn greet(State(shared): State<ServerState>, body: Bytes) -> Response {
    asked(shared, body, |live, good, asked: PageQuestion| {
        serde_json::to_value(welcome(&good.engine, &live.catalogues, asked.language()))
    })
    .await
}

async fn ask(State(shared): State<ServerState>, body: Bytes) -> Response {
    asked(shared, body, |live, good, asked: PageQuestion| explained(&good.engine, &live.catalogues, &asked)).await
}

async fn press(State(shared): State<ServerState>, body: Bytes) -> Response {
    asked(shared, body, |live, good, press: ButtonPress| {
        serde_json::to_value(pressed(&good.engine, &live.catalogues, &press))
    })
    .await
}

async fn decide(State(shared): State<ServerState>, body: Bytes) -> Response {
    asked(shared, body, |_, good, PageQuestions { questions }: PageQuestions| {
        if questions.len() > MOST_QUESTIONS {
            return Ok(json!({ "error": format!("at most {MOST_QUESTIONS} questions at once") }));
        }
        serde_json::to_value(decisions(&good.engine, questions))
    })
    .await
}

/// Works on a question beside the others.
async fn asked<T, F>(shared: ServerState, body: Bytes, answer: F) -> Response
where
    T: DeserializeOwned + Send + 'static,
    F: FnOnce(&Live, &GoodFaq, T) -> serde_json::Result<Value> + Send + 'static,
{
    let wanted = match serde_json::from_slice(&body) {
        Ok(wanted) => wanted,
        Err(error) => return misread(&error),
    };
    let Some(good) = shared.live.good() else {
        return Json(json!({ "error": "No FAQ has loaded yet. Mend what the findings name, and it answers." }))
            .into_response();
    };
    match spawn_blocking(move || answer(&shared.live, &good, wanted)).await {
        Ok(answered) => json_or_fault(answered),
        Err(_) => fault(),
    }
}

async fn teach(State(shared): State<ServerState>, body: Bytes) -> Response {
    match serde_json::from_slice::<WantedPhrasing>(&body) {
        Ok(wanted) => {
            changed(shared, move |live, taught| serde_json::to_value(teaching::teach(live, &wanted, taught))).await
        }
        Err(error) => misread(&error),
    }
}

async fn undo(State(shared): State<ServerState>) -> Response {
    changed(shared, |live, taught| serde_json::to_value(teaching::undo(live, taught))).await
}

/// One change at a time.
async fn changed<F>(shared: ServerState, change: F) -> Response
where
    F: FnOnce(&Live, &mut Vec<Taught>) -> serde_json::Result<Value> + Send + 'static,
{
    let live = Arc::clone(&shared.live);
    let done = spawn_blocking(move || {
        let mut taught = live.taught.blocking_lock();
        change(&live, &mut taught)
    });
    match done.await {
        Ok(result) => json_or_fault(result),
        Err(_) => fault(),
    }
}

/// A body as JSON.
struct Json<T>(T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
            Err(_) => fault(),
        }
    }
}

fn json_or_fault(value: serde_json::Result<Value>) -> Response {
    value.map_or_else(|_| fault(), |value| Json(value).into_response())
}

fn misread(error: &serde_json::Error) -> Response {
    (StatusCode::BAD_REQUEST, format!("this is not what the page asks: {error}\n")).into_response()
}

fn fault() -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, "the program failed on this, which is a fault of the program\n").into_response()
}
