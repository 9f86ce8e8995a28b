//! Answers to callback, inline and guest queries: taken once, while the query is young.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::links;
use super::validate::{self, ApiError, Params};
use super::world::World;

/// Takes the answer to a query that is still open.
fn take(world: &mut World, id: &str, answer: Value) -> Result<Value, ApiError> {
    match world.queries.get_mut(id) {
        Some(is_open) if *is_open => {
            *is_open = false;
            world.answers.insert(id.to_owned(), answer);
            Ok(json!(true))
        }
        _ => Err(ApiError::bad("query is too old and response timeout expired or query ID is invalid")),
    }
}

/// `answerCallbackQuery`.
pub(crate) fn callback_query(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    if params.text("text").chars().count() > 200 {
        return Err(ApiError::bad("MESSAGE_TOO_LONG"));
    }
    let url = params.text("url");
    if !url.is_empty() && links::check(&url).is_err() {
        return Err(ApiError::bad("URL_INVALID"));
    }
    take(world, &params.text("callback_query_id"), json!(params.0))
}

/// `answerInlineQuery`.
pub(crate) fn inline_query(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let results = params.json("results");
    let results = results.map_err(|()| ApiError::bad("Can't parse JSON encoded inline query results"))?;
    let results = results.unwrap_or_else(|| json!([]));
    let results = results.as_array().ok_or_else(|| ApiError::bad("Expected an Array of inline query results"))?;
    if results.len() > 50 {
        return Err(ApiError::bad("Too many inline query results specified"));
    }
    let mut ids = HashSet::new();
    let mut violations = Vec::new();
    for result in results {
        let id = check_result(result, &mut violations)?;
        if !ids.insert(id) {
            return Err(ApiError::bad("RESULT_ID_DUPLICATE"));
        }
    }
    if params.text("next_offset").len() > 64 {
        return Err(ApiError::bad("NEXT_OFFSET_INVALID"));
    }
    check_button(params)?;
    world.violations.append(&mut violations);
    take(world, &params.text("inline_query_id"), json!(params.0))
}

/// `answerGuestQuery`: what is said stands in the chat at once.
pub(crate) fn guest_query(world: &mut World, params: &Params) -> Result<Value, ApiError> {
    let result = params.json("result").map_err(|()| ApiError::bad("Can't parse JSON encoded guest query result"))?;
    let result = result.ok_or_else(|| ApiError::bad("Guest query result isn't specified"))?;
    let mut violations = Vec::new();
    check_result(&result, &mut violations)?;
    world.violations.append(&mut violations);
    take(world, &params.text("guest_query_id"), json!(params.0))?;
    let id = format!("guest-{}", world.query_id());
    world.inline_messages.insert(id.clone(), result);
    world.posted += 1;
    Ok(json!({"inline_message_id": id}))
}

/// The button above the results: a text, and a start parameter or a web app.
fn check_button(params: &Params) -> Result<(), ApiError> {
    let button = params.json("button");
    let button = button.map_err(|()| ApiError::bad("Can't parse inline query results button JSON object"))?;
    let Some(button) = button else { return Ok(()) };
    let wrong = |why: &str| ApiError::bad(format!("Can't parse inline query results button: {why}"));
    let text = button["text"].as_str().ok_or_else(|| wrong("Can't find field \"text\""))?;
    if text.is_empty() {
        return Err(ApiError::bad("SWITCH_PM_TEXT_EMPTY"));
    }
    match (button["start_parameter"].as_str(), button["web_app"].is_object()) {
        (Some(start), _) => {
            let is_clean = start.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
            if (1..=64).contains(&start.len()) && is_clean { Ok(()) } else { Err(ApiError::bad("START_PARAM_INVALID")) }
        }
        (None, true) => Ok(()),
        (None, false) => Err(wrong("InlineQueryResultsButton must have exactly one optional field")),
    }
}

/// One result, whose id it gives: strict for articles, which are what a text bot sends; other types are noted as unchecked.
fn check_result<'r>(result: &'r Value, violations: &mut Vec<String>) -> Result<&'r str, ApiError> {
    let wrong = |why: &str| ApiError::bad(format!("Can't parse inline query result: {why}"));
    let object = result.as_object().ok_or_else(|| wrong("Inline query result must be an object"))?;
    for field in ["type", "id"] {
        let value = object.get(field).ok_or_else(|| wrong(&format!("Can't find field \"{field}\"")))?;
        value.as_str().ok_or_else(|| wrong(&format!("Field \"{field}\" must be of type String")))?;
    }
    let id = result["id"].as_str().unwrap_or_default();
    if !(1..=64).contains(&id.len()) {
        return Err(ApiError::bad("RESULT_ID_INVALID"));
    }
    let markup = validate::markup(object.get("reply_markup").cloned())?;
    violations.extend(markup.violations);
    if result["type"] != "article" {
        violations.push(format!("inline results of type {} are not checked by the fake", result["type"]));
        return Ok(id);
    }
    const FIELDS: [&str; 11] = [
        "type",
        "id",
        "title",
        "input_message_content",
        "reply_markup",
        "url",
        "hide_url",
        "description",
        "thumbnail_url",
        "thumbnail_width",
        "thumbnail_height",
    ];
    for key in object.keys().filter(|key| !FIELDS.contains(&key.as_str())) {
        violations.push(format!("an inline article has the unknown field `{key}`"));
    }
    let content = &result["input_message_content"];
    let text = content["message_text"].as_str().ok_or_else(|| wrong("Can't find field \"message_text\""))?;
    let mode = content["parse_mode"].as_str().unwrap_or_default();
    let text = validate::message_text(text, mode, content.get("entities").cloned())
        .map_err(|error| wrong(error.description.trim_start_matches("Bad Request: ")))?;
    violations.extend(text.violations);
    let title = result["title"].as_str().ok_or_else(|| wrong("Can't find field \"title\""))?;
    if title.is_empty() { Err(ApiError::bad("ARTICLE_TITLE_EMPTY")) } else { Ok(id) }
}
