//! A picture as a message: its parameters and the file that goes with them.

use serde_json::{Value, json};

use super::keyboard::{WireButton, keyboard};
use super::message_text::MessageText;

/// The name of the part that holds the file.
pub(super) const PART: &str = "photo";

/// The method that sends a picture, or puts it in place of a message.
pub(super) fn method(message: Option<i32>) -> &'static str {
    if message.is_some() { "editMessageMedia" } else { "sendPhoto" }
}

/// The parameters beside the file, but for where a new message goes within its chat.
pub(super) fn parameters(
    chat: i64,
    message: Option<i32>,
    text: &MessageText,
    buttons: &[WireButton],
    bot: &str,
) -> Value {
    let (words, mode) = text.parts();
    let mut caption = json!({ "caption": words });
    if let Some(mode) = mode {
        caption["parse_mode"] = json!(mode);
    }
    let mut request = json!({ "chat_id": chat });
    match message {
        Some(message) => {
            request["message_id"] = message.into();
            caption["type"] = "photo".into();
            caption["media"] = format!("attach://{PART}").into();
            request["media"] = caption;
        }
        None => {
            if let (Some(request), Some(caption)) = (request.as_object_mut(), caption.as_object_mut()) {
                request.append(caption);
            }
        }
    }
    if !buttons.is_empty() {
        request["reply_markup"] = json!(keyboard(buttons, bot));
    }
    request
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::keyboard::WireButton;
    use super::super::message_text::MessageText;
    use super::{method, parameters};

    #[test]
    fn a_picture_is_sent_with_its_words_and_put_in_place_of_a_message() {
        let text = MessageText::Html("<b>a</b>".to_owned());
        let buttons = [WireButton::new("x", "T".to_owned(), None, false)];
        let keyboard = json!({"inline_keyboard": [[{"text": "x", "callback_data": "T"}]]});
        assert_eq!((method(None), method(Some(5))), ("sendPhoto", "editMessageMedia"));
        assert_eq!(
            parameters(7, None, &text, &buttons, "bot"),
            json!({"chat_id": 7, "caption": "<b>a</b>", "parse_mode": "HTML", "reply_markup": keyboard})
        );
        let media = json!({"type": "photo", "media": "attach://photo", "caption": "<b>a</b>", "parse_mode": "HTML"});
        assert_eq!(
            parameters(7, Some(5), &text, &buttons, "bot"),
            json!({"chat_id": 7, "message_id": 5, "media": media, "reply_markup": keyboard})
        );
    }
}
