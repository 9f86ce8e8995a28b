//! `setWebhook`, `deleteWebhook`, `getWebhookInfo`: the server keeps the settings and leaves delivery to the test.

use serde_json::{Value, json};

use super::links;
use super::validate::{ApiError, Params};
use super::world::World;

/// `setWebhook` and `deleteWebhook`; an empty URL deletes.
pub(crate) fn set(world: &mut World, method: &str, params: &Params) -> Result<Value, ApiError> {
    let url = if method == "setWebhook" { params.text("url") } else { String::new() };
    if !url.is_empty() {
        if !url.starts_with("https://") {
            return Err(ApiError::bad("bad webhook: An HTTPS URL must be provided for webhook"));
        }
        links::check(&url).map_err(|_| ApiError::bad("invalid webhook URL specified"))?;
        let port = url["https://".len()..].split(['/', '?', '#']).next().and_then(|host| host.rsplit_once(':'));
        if port.is_some_and(|(_, port)| !matches!(port, "443" | "80" | "88" | "8443")) {
            return Err(ApiError::bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"));
        }
        let secret = params.text("secret_token");
        if secret.len() > 256 {
            return Err(ApiError::bad("secret token is too long"));
        }
        if !secret.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-') {
            return Err(ApiError::bad("secret token contains unallowed characters"));
        }
    }
    if params.flag("drop_pending_updates") {
        world.queue.clear();
    }
    remember_allowed(world, params);
    world.webhook = (!url.is_empty()).then(|| {
        json!({
            "url": url, "secret_token": params.text("secret_token"),
            "max_connections": params.int("max_connections").unwrap_or(40).clamp(1, 100),
        })
    });
    Ok(json!(true))
}

/// `getWebhookInfo`.
pub(crate) fn info(world: &World) -> Value {
    let mut info = json!({"url": "", "has_custom_certificate": false, "pending_update_count": world.queue.len()});
    if let Some(webhook) = &world.webhook {
        info["url"] = webhook["url"].clone();
        info["max_connections"] = webhook["max_connections"].clone();
        info["ip_address"] = json!("203.0.113.7");
    }
    if let Some(allowed) = &world.allowed_updates {
        info["allowed_updates"] = json!(allowed);
    }
    info
}

/// Keeps `allowed_updates` for good; left out, the last one stays; empty, Telegram's default comes back.
pub(crate) fn remember_allowed(world: &mut World, params: &Params) {
    let Ok(Some(Value::Array(kinds))) = params.json("allowed_updates") else {
        return;
    };
    let kinds: Vec<String> = kinds.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    world.allowed_updates = (!kinds.is_empty()).then_some(kinds);
}
