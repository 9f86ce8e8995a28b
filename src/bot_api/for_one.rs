//! What one person in a group alone sees, which Telegram calls an ephemeral message. It takes one from a bot that
//! administers the group, or in reply to one within seconds, and does not promise that it arrives.
//!
//! Such a message has a number of another kind than those that all see. In this program it stands below zero, so that
//! neither can pass for the other.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// A request whose message one person alone sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForOne<R> {
    /// The person.
    pub receiver: u64,
    /// The request as it would be if all were to see it.
    pub request: R,
    /// What is sent when Telegram does not take it; `None` for nothing.
    pub instead: Option<R>,
}

impl<R: PartialEq> ForOne<R> {
    /// Whether nobody else may see it: it is not what is sent to all when Telegram does not take it.
    pub(super) fn is_secret(&self) -> bool {
        self.instead.as_ref() != Some(&self.request)
    }
}

impl<R> ForOne<R> {
    /// The parameters of the request for all, as those of the same for one.
    pub(super) fn parameters(&self, mut parameters: Value) -> Value {
        let message = parameters["message_id"].as_i64().or_else(|| parameters["message_ids"][0].as_i64());
        let Some(message) = message else {
            parameters["ephemeral_message_parameters"] = json!({"receiver_user_id": self.receiver});
            if let Some(asked) = parameters["reply_parameters"]["message_id"].as_i64().filter(|asked| *asked < 0) {
                parameters["reply_parameters"] = json!({"ephemeral_message_id": asked.unsigned_abs()});
            }
            return parameters;
        };
        if let Some(parameters) = parameters.as_object_mut() {
            parameters.retain(|name, _| name != "message_id" && name != "message_ids");
        }
        parameters["receiver_user_id"] = json!(self.receiver);
        parameters["ephemeral_message_id"] = json!(message.unsigned_abs());
        parameters
    }
}

/// The method that does for one what this one does for all.
pub(super) fn method(of_all: &'static str) -> &'static str {
    match of_all {
        "editMessageText" => "editEphemeralMessageText",
        "editMessageReplyMarkup" => "editEphemeralMessageReplyMarkup",
        "deleteMessages" => "deleteEphemeralMessage",
        method => method,
    }
}

/// The number below zero that such a message has in this program.
pub(super) fn number(ephemeral_message_id: i32) -> i32 {
    -ephemeral_message_id.abs()
}

/// The number of a raw message, of either kind.
pub(super) fn number_of(message: &Map<String, Value>) -> Option<i32> {
    let read = |key: &str| i32::try_from(message.get(key)?.as_i64()?).ok();
    read("ephemeral_message_id").map(number).or_else(|| read("message_id"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::ForOne;

    #[track_caller]
    fn check(of_all: Value, expected: Value) {
        let one = ForOne { receiver: 7, request: (), instead: None };
        assert_eq!(one.parameters(of_all), expected);
    }

    #[test]
    fn parameters_are_those_that_telegram_names_for_one() {
        let whose = json!({"receiver_user_id": 7});
        let reply = |id: i64| json!({"message_id": id, "allow_sending_without_reply": true});
        let expected = |reply| json!({"chat_id": -5, "reply_parameters": reply, "ephemeral_message_parameters": whose});
        check(json!({"chat_id": -5, "reply_parameters": reply(3)}), expected(reply(3)));
        check(json!({"chat_id": -5, "reply_parameters": reply(-3)}), expected(json!({"ephemeral_message_id": 3})));
        let edited = json!({"chat_id": -5, "receiver_user_id": 7, "ephemeral_message_id": 9, "text": "a"});
        check(json!({"chat_id": -5, "message_id": -9, "text": "a"}), edited);
        let deleted = json!({"chat_id": -5, "receiver_user_id": 7, "ephemeral_message_id": 9});
        check(json!({"chat_id": -5, "message_ids": [-9]}), deleted);
    }
}
