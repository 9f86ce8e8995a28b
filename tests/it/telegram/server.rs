//! The HTTP side: routes a request to its method, reads its parameters in every form, applies faults, logs it.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Form;
use axum::body::Body;
use axum::extract::{ConnectInfo, FromRequest, Multipart, Query, Request as HttpRequest, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use serde_json::{Map, Value, json};
use tokio::sync::watch;

use super::faults::Fault;
use super::log::{Outcome, Request};
use super::validate::{ApiError, Params};
use super::wire::{ThisWire, Wire, WiredListener, Wires};
use super::world::{TOKEN, World};
use super::{methods, polling};

/// The world and the news that it changed.
#[derive(Debug)]
pub(crate) struct Shared {
    world: Mutex<World>,
    version: watch::Sender<u64>,
    pub(crate) wires: Arc<Wires>,
}

impl Shared {
    /// An empty world.
    pub(crate) fn new() -> Self {
        Self { world: Mutex::default(), version: watch::Sender::new(0), wires: Arc::default() }
    }

    /// Reads the world.
    pub(crate) fn look<T>(&self, read: impl FnOnce(&World) -> T) -> T {
        read(&self.world.lock().unwrap_or_else(|poisoned| poisoned.into_inner()))
    }

    /// Changes the world and wakes everyone who waits for a change.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let done = change(&mut self.world.lock().unwrap_or_else(|poisoned| poisoned.into_inner()));
        self.version.send_modify(|version| *version += 1);
        done
    }

    /// Tells of every change from now on.
    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }
}

/// Serves until the task is aborted.
pub(crate) async fn serve(listener: WiredListener, shared: Arc<Shared>) {
    let service =
        axum::Router::new().fallback(answer).with_state(shared).into_make_service_with_connect_info::<ThisWire>();
    axum::serve(listener, service).await.expect("serving does not end by itself");
}

/// One request from arrival to answer.
async fn answer(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(ThisWire(wire)): ConnectInfo<ThisWire>,
    request: HttpRequest,
) -> Response {
    let path = request.uri().path().replace("%3A", ":").replace("%3a", ":");
    let Some((token, name)) = path.strip_prefix("/bot").and_then(|rest| rest.split_once('/')) else {
        return error(&ApiError::new(404, "Not Found"));
    };
    let (token, name) = (token.to_owned(), name.to_owned());
    if shared.look(|world| world.is_down) {
        wire.cut();
        return Response::default();
    }
    let read = read_params(request).await;
    let (method, known) = match methods::lookup(&name) {
        Some((method, known)) => (method.to_owned(), Some(known)),
        None => (name, None),
    };
    let params = read.as_ref().ok().cloned().unwrap_or_default();
    let ticket = Ticket::open(&shared, &method, &params);
    if token != TOKEN {
        return ticket.close_with(&Err(ApiError::new(401, "Unauthorized")));
    }
    let Some(known) = known else {
        shared.change(|world| world.violation(format!("{method} is no method the fake has")));
        return ticket.close_with(&Err(ApiError::new(404, "Not Found: method not found")));
    };
    if let Err(why) = read {
        return ticket.close_with(&Err(why));
    }
    let fault = shared.change(|world| {
        for name in params.0.keys().filter(|name| !known.contains(&name.as_str())) {
            world.violation(format!("{method} has no parameter `{name}`"));
        }
        world.faults.take(&method, chat_id(&params))
    });
    if let Some(fault) = &fault
        && let Some(response) = fail_before(fault, &wire, &ticket).await
    {
        return response;
    }
    let result = match method.as_str() {
        "getUpdates" => polling::get_updates(&shared, &params).await,
        _ => shared.change(|world| methods::call(world, &method, &params)),
    };
    match fault {
        Some(fault @ (Fault::AfterProcessingDrop | Fault::TruncatedBody)) => {
            if fault == Fault::TruncatedBody {
                wire.truncate()
            } else {
                wire.cut()
            }
            ticket.close(Outcome::Faulted(fault), result.is_ok());
            body_of(&result)
        }
        _ => ticket.close_with(&result),
    }
}

/// What a fault does before the method is called; `None` lets the method be called.
async fn fail_before(fault: &Fault, wire: &Wire, ticket: &Ticket) -> Option<Response> {
    let response = match fault {
        Fault::RateLimited { retry_after } => error(&ApiError::rate_limited(*retry_after)),
        Fault::Status(code, description) => error(&ApiError::new(*code, description)),
        Fault::Html502 => Response::builder()
            .status(StatusCode::BAD_GATEWAY)
            .header(header::CONTENT_TYPE, "text/html")
            .body(Body::from(
                "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad \
                 Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n",
            ))
            .expect("the parts are valid"),
        Fault::Lie(body) => Response::new(Body::from(*body)),
        Fault::Drop => {
            wire.cut();
            Response::default()
        }
        Fault::Hang => std::future::pending().await,
        Fault::SlowMs(ms) => {
            tokio::time::sleep(Duration::from_millis(*ms)).await;
            return None;
        }
        Fault::AfterProcessingDrop | Fault::TruncatedBody => return None,
    };
    ticket.close(Outcome::Faulted(fault.clone()), false);
    Some(response)
}

/// A request's place in the log; dropped before it is closed, the client went away.
struct Ticket {
    shared: Arc<Shared>,
    place: usize,
}

impl Ticket {
    fn open(shared: &Arc<Shared>, method: &str, params: &Params) -> Self {
        let request = Request {
            method: method.to_owned(),
            params: unpacked(params),
            chat_id: chat_id(params),
            at: Instant::now(),
            outcome: Outcome::Pending,
            took_effect: false,
        };
        let place = shared.change(|world| {
            world.log.push(request);
            world.log.len() - 1
        });
        Self { shared: Arc::clone(shared), place }
    }

    fn close(&self, outcome: Outcome, took_effect: bool) {
        self.shared.change(|world| {
            // The log may have been cleared meanwhile.
            if let Some(request) = world.log.get_mut(self.place).filter(|request| request.outcome == Outcome::Pending) {
                request.outcome = outcome;
                request.took_effect = took_effect;
            }
        });
    }

    fn close_with(&self, result: &Result<Value, ApiError>) -> Response {
        let outcome = match result {
            Ok(_) => Outcome::Ok,
            Err(error) => Outcome::Failed { code: error.code, description: error.description.clone() },
        };
        self.close(outcome, result.is_ok());
        body_of(result)
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.close(Outcome::Abandoned, false);
    }
}

fn chat_id(params: &Params) -> Option<i64> {
    params.int("chat_id")
}

/// The parameters with JSON inside text unpacked, for the log.
fn unpacked(params: &Params) -> Value {
    let unpack = |value: &Value| match value {
        Value::String(text) if text.starts_with(['{', '[']) => {
            serde_json::from_str(text).unwrap_or_else(|_| value.clone())
        }
        other => other.clone(),
    };
    // A message text may look like JSON and stays as it is.
    let is_text = |name: &str| matches!(name, "text" | "question" | "explanation");
    let fields = params.0.iter();
    fields.map(|(name, value)| (name.clone(), if is_text(name) { value.clone() } else { unpack(value) })).collect()
}

fn body_of(result: &Result<Value, ApiError>) -> Response {
    match result {
        Ok(result) => json_response(StatusCode::OK, None, &json!({"ok": true, "result": result})),
        Err(why) => error(why),
    }
}

fn error(error: &ApiError) -> Response {
    let mut body = json!({"ok": false, "error_code": error.code, "description": error.description});
    let mut retry_after = None;
    if let Some(parameters) = &error.parameters {
        body["parameters"] = parameters.clone();
        retry_after = parameters["retry_after"].as_u64();
    }
    let status = StatusCode::from_u16(error.code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    json_response(status, retry_after, &body)
}

fn json_response(status: StatusCode, retry_after: Option<u64>, body: &Value) -> Response {
    let mut response = Response::builder().status(status).header(header::CONTENT_TYPE, "application/json");
    if let Some(seconds) = retry_after {
        response = response.header(header::RETRY_AFTER, seconds);
    }
    response.body(Body::from(body.to_string())).expect("the parts are valid")
}

/// Reads the query string, then a JSON, form or multipart body.
async fn read_params(request: HttpRequest) -> Result<Params, ApiError> {
    let unreadable = |what: &str| ApiError::bad(format!("Can't parse request: {what}"));
    let mut params = Map::new();
    let query = Query::<Vec<(String, String)>>::try_from_uri(request.uri());
    let Query(query) = query.map_err(|_| unreadable("query string"))?;
    params.extend(query.into_iter().map(|(name, value)| (name, Value::String(value))));
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("application/json") {
        let body = axum::body::to_bytes(request.into_body(), 64 << 20).await.map_err(|_| unreadable("body"))?;
        if !body.is_empty() {
            match serde_json::from_slice(&body) {
                Ok(Value::Object(object)) => params.extend(object),
                Ok(Value::Null) => {}
                _ => return Err(unreadable("JSON object expected")),
            }
        }
    } else if kind.starts_with("application/x-www-form-urlencoded") {
        let form = Form::<Vec<(String, String)>>::from_request(request, &()).await;
        let Form(form) = form.map_err(|_| unreadable("form"))?;
        params.extend(form.into_iter().map(|(name, value)| (name, Value::String(value))));
    } else if kind.starts_with("multipart/form-data") {
        let parts = Multipart::from_request(request, &()).await;
        let mut parts = parts.map_err(|_| unreadable("multipart"))?;
        while let Some(part) = parts.next_field().await.map_err(|_| unreadable("multipart"))? {
            let name = part.name().unwrap_or_default().to_owned();
            let file = part.file_name().map(str::to_owned);
            let bytes = part.bytes().await.map_err(|_| unreadable("multipart"))?;
            let value = match file {
                Some(file) => json!({"file_name": file, "bytes": bytes.len(), "head": &bytes[..bytes.len().min(8)]}),
                None => json!(String::from_utf8_lossy(&bytes)),
            };
            params.insert(name, value);
        }
    }
    params.retain(|_, value| !value.is_null());
    Ok(Params(params))
}
