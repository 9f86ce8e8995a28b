//! What the bot said, as the model keeps it: its messages, their numbers and their buttons.

use serde_json::{Value, json};
use verbatim::bot_api::{Outgoing, WireButton};
use verbatim::reply::{Button, Reply};

use super::expected::{Answer, BOT, MINUTE_MS, Message, Model, OWN, Own, Request, Say, request};

impl Model<'_> {
    pub(super) fn say(&mut self, message: &Message, say: Say, now: i64) -> Vec<Request> {
        let (mut requests, last) = self.send((message.chat, message.thread, say.reply_to), &say.reply);
        for request in requests.iter_mut().filter(|_| say.points) {
            request.params["reply_parameters"]["allow_sending_without_reply"] = json!(false);
        }
        if let Some(words) = say.answers {
            let answer = Answer { message: last, words, until: now + 49 * 60 * MINUTE_MS };
            self.answers.insert((message.chat, message.id), answer);
        }
        if let Some((entry, until)) = say.said {
            self.said.insert((message.chat, message.thread, entry), (last, until));
        }
        requests
    }

    /// New messages in a place (chat, topic, message that is answered), and the last one's number.
    pub(super) fn send(&mut self, place: (i64, Option<i64>, Option<i64>), reply: &Reply) -> (Vec<Request>, i64) {
        let texts = reply.html();
        let count = texts.len();
        let texts = texts.into_iter().enumerate();
        let requests = texts.map(|(n, text)| self.new_message(place, &text, (n + 1 == count).then_some(reply)));
        let requests = requests.collect();
        (requests, self.own.get(&place.0).and_then(|own| own.last()).map_or(0, |own| own.id))
    }

    fn new_message(&mut self, place: (i64, Option<i64>, Option<i64>), text: &str, buttons: Option<&Reply>) -> Request {
        let (chat, thread, reply_to) = place;
        let mut params = json!({
            "chat_id": chat, "text": text, "parse_mode": "HTML", "link_preview_options": {"is_disabled": true},
        });
        if let Some(thread) = thread {
            params["message_thread_id"] = json!(thread);
        }
        if self.is_hushed {
            params["disable_notification"] = json!(true);
        }
        if let Some(id) = reply_to {
            params["reply_parameters"] = json!({"message_id": id, "allow_sending_without_reply": true});
        }
        let buttons = buttons.map_or(&[][..], Reply::buttons);
        if !buttons.is_empty() {
            params["reply_markup"] = keyboard(buttons);
        }
        let own = self.own.entry(chat).or_default();
        let id = OWN + 1 + i64::try_from(own.len()).expect("few messages");
        own.push(Own { id, thread, reply_to, versions: vec![read(buttons)] });
        request("sendMessage", params)
    }

    /// A reply in place of a message, and the number of the last message that it takes.
    pub(super) fn show(
        &mut self,
        old: i64,
        place: (i64, Option<i64>, Option<i64>),
        reply: &Reply,
    ) -> (Vec<Request>, i64) {
        let texts = reply.html();
        let mut last = old;
        let mut requests = Vec::new();
        for (n, text) in texts.iter().enumerate() {
            let buttons = (n + 1 == texts.len()).then_some(reply);
            if n > 0 {
                requests.push(self.new_message(place, text, buttons));
                last = self.own[&place.0].last().map_or(0, |own| own.id);
                continue;
            }
            let buttons = buttons.map_or(&[][..], Reply::buttons);
            let params = json!({
                "chat_id": place.0, "message_id": old, "text": text, "parse_mode": "HTML",
                "link_preview_options": {"is_disabled": true}, "reply_markup": keyboard(buttons),
            });
            requests.push(request("editMessageText", params));
            self.changed(place.0, old, read(buttons));
        }
        (requests, last)
    }

    pub(super) fn changed(&mut self, chat: i64, id: i64, buttons: Vec<Button>) {
        let own = self.own.get_mut(&chat).and_then(|own| own.iter_mut().find(|own| own.id == id));
        own.expect("the bot's own message").versions.push(buttons);
    }
}

/// Buttons as Telegram shows them: with the labels that were sent.
fn read(buttons: &[Button]) -> Vec<Button> {
    buttons.iter().map(|button| Button { label: WireButton::from(button).label, ..button.clone() }).collect()
}

/// Buttons as they are written on the wire.
pub(super) fn keyboard(buttons: &[Button]) -> Value {
    let buttons = buttons.iter().map(WireButton::from).collect();
    let (_, mut params) = Outgoing::Buttons { chat: 1, message: 1, buttons }.request(BOT);
    params["reply_markup"].take()
}
