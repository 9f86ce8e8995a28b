//! Tests of the fake itself, over HTTP as a bot would speak to it.

mod delivery;
mod faults;
mod html;
mod methods;

use std::time::Duration;

use serde_json::Value;

use super::FakeTelegram;
use super::updates::{self, person};
use super::world::TOKEN;

const SOON: Duration = Duration::from_secs(10);
const ADA: i64 = 11;

/// Calls a method with JSON; gives the status and the answer.
async fn call(fake: &FakeTelegram, method: &str, params: Value) -> (u16, Value) {
    try_call(fake, method, params).await.expect("the server answers")
}

async fn try_call(fake: &FakeTelegram, method: &str, params: Value) -> Result<(u16, Value), reqwest::Error> {
    let answer = reqwest::Client::new()
        .post(format!("{}/bot{TOKEN}/{method}", fake.url()))
        .header("content-type", "application/json")
        .body(params.to_string())
        .send()
        .await?;
    let status = answer.status().as_u16();
    let body = answer.bytes().await?;
    Ok((status, serde_json::from_slice(&body).unwrap_or(Value::Null)))
}

/// A server that Ada has written to: her private chat holds message 1.
async fn with_ada() -> FakeTelegram {
    let fake = FakeTelegram::start().await;
    fake.push(updates::text(&person(ADA), "hello there"));
    fake
}
