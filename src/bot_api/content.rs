//! What a message holds: words that somebody wrote, words that something else carries, such as a poll, or none.
//!
//! Telegram tells kinds of messages apart by which fields there are, and gets new ones each year. So the fields that say
//! nothing about the content are known here, and those of service messages; whatever else there is, is content.

use serde_json::{Map, Value};

use super::rich_text::flatten;

/// Fields that messages of every kind have.
const ENVELOPE: [&str; 50] = [
    "message_id",
    "message_thread_id",
    "direct_messages_topic",
    "ephemeral_message_id",
    "receiver_user",
    "from",
    "sender_chat",
    "sender_boost_count",
    "sender_business_bot",
    "sender_tag",
    "business_connection_id",
    "guest_query_id",
    "guest_bot_caller_user",
    "guest_bot_caller_chat",
    "date",
    "chat",
    "forward_origin",
    "forward_from",
    "forward_from_chat",
    "forward_from_message_id",
    "forward_signature",
    "forward_sender_name",
    "forward_date",
    "is_topic_message",
    "is_automatic_forward",
    "reply_to_message",
    "external_reply",
    "quote",
    "reply_to_story",
    "reply_to_checklist_task_id",
    "reply_to_poll_option_id",
    "via_bot",
    "edit_date",
    "has_protected_content",
    "is_from_offline",
    "is_paid_post",
    "media_group_id",
    "author_signature",
    "paid_star_count",
    "text",
    "entities",
    "link_preview_options",
    "suggested_post_info",
    "effect_id",
    "rich_message",
    "caption",
    "caption_entities",
    "show_caption_above_media",
    "has_media_spoiler",
    "reply_markup",
];

/// Messages that tell of something that happened in the chat, or that the person did with a button.
const SERVICE: [&str; 50] = [
    "new_chat_members",
    "left_chat_member",
    "new_chat_title",
    "new_chat_photo",
    "delete_chat_photo",
    "group_chat_created",
    "supergroup_chat_created",
    "channel_chat_created",
    "message_auto_delete_timer_changed",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "pinned_message",
    "successful_payment",
    "refunded_payment",
    "users_shared",
    "user_shared",
    "chat_shared",
    "connected_website",
    "write_access_allowed",
    "passport_data",
    "proximity_alert_triggered",
    "boost_added",
    "chat_background_set",
    "chat_owner_left",
    "chat_owner_changed",
    "checklist_tasks_done",
    "checklist_tasks_added",
    "poll_option_added",
    "poll_option_deleted",
    "direct_message_price_changed",
    "paid_message_price_changed",
    "managed_bot_created",
    "community_chat_added",
    "community_chat_removed",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_closed",
    "forum_topic_reopened",
    "general_forum_topic_hidden",
    "general_forum_topic_unhidden",
    "giveaway_created",
    "giveaway_completed",
    "suggested_post_approved",
    "suggested_post_approval_failed",
    "suggested_post_declined",
    "suggested_post_paid",
    "suggested_post_refunded",
    "video_chat_scheduled",
    "video_chat_started",
    "web_app_data",
];

/// Those of them whose words somebody wrote just now.
const ADDED: [&str; 2] = ["checklist_tasks_added", "poll_option_added"];

/// Files and places, which hold no words but names and titles that nobody wrote to the bot.
const MEDIA: [&str; 14] = [
    "animation",
    "audio",
    "document",
    "live_photo",
    "paid_media",
    "photo",
    "sticker",
    "story",
    "video",
    "video_note",
    "voice",
    "dice",
    "location",
    "unique_gift",
];

/// What a message without words holds, as it is counted. What comes with a second field for apps that are older stands
/// before that.
pub const WORDLESS: [&str; 24] = [
    "animation",
    "audio",
    "live_photo",
    "photo",
    "paid_media",
    "sticker",
    "story",
    "video",
    "video_note",
    "voice",
    "document",
    "checklist",
    "contact",
    "dice",
    "game",
    "poll",
    "venue",
    "location",
    "invoice",
    "gift",
    "unique_gift",
    "giveaway",
    "giveaway_winners",
    OTHER,
];

const OTHER: &str = "other";

/// What a message holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Content {
    /// What somebody wrote, without white space around it: a text, a caption, a rich message.
    pub(crate) written: Option<String>,
    /// What else there is to read: a poll or a checklist, the note of a contact, what comes with a gift. May be empty.
    pub(crate) carried: String,
    /// What of it may be put to the bot: the question of a poll, without the options, or a checklist. May be empty.
    pub(crate) asks: String,
    /// Whether it is a quiz, which asks its readers.
    pub(crate) is_quiz: bool,
    /// Whether it tells of something that happened.
    pub(crate) is_service: bool,
    /// What it is, one of [`WORDLESS`].
    pub(crate) kind: &'static str,
}

impl Content {
    /// Reads the content of a raw message.
    pub(super) fn read(message: &Map<String, Value>) -> Self {
        Self {
            written: written(message),
            carried: carried(message),
            asks: asks(message),
            is_quiz: message.get("poll").is_some_and(|poll| poll["type"] == "quiz"),
            is_service: message.keys().any(|key| is_service(key)),
            kind: WORDLESS.into_iter().find(|kind| message.contains_key(*kind)).unwrap_or(OTHER),
        }
    }

    /// The words that may be a question.
    pub(crate) fn question(&self) -> Option<&str> {
        self.written.as_deref().or(Some(self.asks.as_str()).filter(|asks| !asks.is_empty()))
    }
}

fn asks(message: &Map<String, Value>) -> String {
    let poll = message.get("poll").map(|poll| &poll["question"]);
    poll.or(message.get("checklist")).map(flatten).unwrap_or_default()
}

fn written(message: &Map<String, Value>) -> Option<String> {
    let text = |key: &str| message.get(key).and_then(Value::as_str).map(|text| text.trim().to_owned());
    let rich = || message.get("rich_message").map(flatten);
    [text("text"), text("caption")].into_iter().flatten().chain(rich()).find(|words| !words.is_empty())
}

/// The words in the content of a message that nobody wrote as a message.
fn carried(message: &Map<String, Value>) -> String {
    let is_envelope = |key: &str| ENVELOPE.contains(&key) || (is_service(key) && !ADDED.contains(&key));
    let words = message.iter().filter(|(key, value)| {
        !is_envelope(key) && !MEDIA.contains(&key.as_str()) && (value.is_object() || value.is_array())
    });
    let mut all: Vec<String> =
        words.map(|(key, value)| if key == "contact" { note(value) } else { flatten(value) }).collect();
    all.retain(|words| !words.is_empty());
    all.join("\n")
}

fn is_service(key: &str) -> bool {
    SERVICE.contains(&key) || key.starts_with("video_chat_") || key.starts_with("voice_chat_")
}

/// The notes of a contact, which stand in its vCard (RFC 6350): lines that begin with `NOTE`, where a line that begins
/// with a space goes on with the one before.
fn note(contact: &Value) -> String {
    let card =
        contact["vcard"].as_str().unwrap_or_default().replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    let notes = card.lines().filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        let name = name.split(';').next()?;
        // `item1.NOTE` is a note too.
        let name = name.rsplit('.').next()?;
        name.eq_ignore_ascii_case("note").then(|| value.replace("\\n", "\n").replace("\\N", "\n").replace('\\', ""))
    });
    notes.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Content, ENVELOPE, MEDIA, SERVICE};

    fn read(message: &Value) -> Content {
        Content::read(message.as_object().expect("an object"))
    }

    #[track_caller]
    fn check(message: Value, written: Option<&str>, carried: &str) {
        let content = read(&message);
        assert_eq!((content.written.as_deref(), content.carried.as_str()), (written, carried), "{message}");
    }

    #[test]
    fn words_are_read_wherever_they_are() {
        let rich = json!({"blocks": [{"type": "paragraph", "text": " why? "}]});
        check(json!({"text": " why? \n"}), Some("why?"), "");
        check(json!({"photo": [], "caption": "why?"}), Some("why?"), "");
        check(json!({"rich_message": rich}), Some("why?"), "");
        check(json!({"text": " ", "caption": "", "rich_message": rich}), Some("why?"), "");
        check(json!({"text": 7, "rich_message": {"blocks": []}}), None, "");
        check(json!({"hologram": {"text": "why?"}}), None, "why?");
        check(
            json!({"text": "so", "hologram": {"text": "why?"}, "telepathy": "no", "is_new": true}),
            Some("so"),
            "why?",
        );
    }

    #[test]
    fn what_carries_words_is_read() {
        let options = json!([{"persistent_id": "0", "text": "yes", "voter_count": 0}, {"text": "no"}]);
        check(
            json!({"poll": {"id": "7", "type": "regular", "question": "Well?", "options": options}}),
            None,
            "Well?\nyes\nno",
        );
        let tasks = json!([{"id": 1, "text": "rest", "completed_by_user": {"first_name": "Ada"}}]);
        check(json!({"checklist": {"title": "Today", "tasks": tasks}}), None, "Today\nrest");
        check(json!({"checklist_tasks_added": {"checklist_message": {"text": "old"}, "tasks": tasks}}), None, "rest");
        check(json!({"poll_option_added": {"option_persistent_id": "3", "option_text": "more"}}), None, "more");
        check(
            json!({"venue": {"title": "Here", "address": "Street 1", "location": {"latitude": 1.5}}, "location": {}}),
            None,
            "Here\nStreet 1",
        );
        check(json!({"gift": {"gift": {"id": "5", "sticker": {"emoji": "x"}}, "text": "thanks"}}), None, "thanks");
        check(json!({"giveaway": {"prize_description": "a book", "country_codes": ["DE"]}}), None, "a book");
        check(json!({"game": {"title": "Chess", "description": "mate", "photo": []}}), None, "Chess\nmate");
    }

    #[test]
    fn the_note_of_a_contact_is_read_and_the_contact_is_not() {
        let card = |lines: &str| json!({"contact": {"phone_number": "1", "first_name": "Ada", "vcard": lines}});
        check(card("BEGIN:VCARD\r\nFN:Ada\r\nNOTE:well\\, so\\nit is\r\nEND:VCARD"), None, "well, so\nit is");
        check(card("item1.NOTE;CHARSET=UTF-8:one\nnote:a lo\n ng one\nTEL:5\nNOTED:no"), None, "one\na long one");
        check(card(""), None, "");
        check(json!({"contact": {"first_name": "Ada"}}), None, "");
    }

    #[test]
    fn what_is_no_words_is_none() {
        for key in MEDIA.iter().chain(&SERVICE).filter(|key| !key.ends_with("_added")) {
            check(json!({*key: {"text": "x", "title": "x", "file_name": "x"}}), None, "");
        }
        for key in ENVELOPE {
            assert_eq!(read(&json!({key: {"title": "x"}})).carried, "", "{key}");
        }
    }

    #[test]
    fn kinds_are_told_apart() {
        let kind = |message: Value| (read(&message).kind, read(&message).is_service);
        assert_eq!(kind(json!({"voice": {}})), ("voice", false));
        assert_eq!(kind(json!({"document": {}, "animation": {}})), ("animation", false));
        assert_eq!(kind(json!({"location": {}, "venue": {}})), ("venue", false));
        assert_eq!(kind(json!({"hologram": {}})), ("other", false));
        assert_eq!(kind(json!({"pinned_message": {}})), ("other", true));
        assert_eq!(kind(json!({"video_chat_dimmed": {}})), ("other", true));
        assert!(read(&json!({"poll": {"type": "quiz"}})).is_quiz);
    }

    #[test]
    fn the_options_of_a_poll_ask_nothing() {
        let asks = |message: Value| read(&message).question().map(str::to_owned);
        let poll = json!({"question": "Well?", "options": [{"text": "no"}]});
        assert_eq!(asks(json!({ "poll": poll })).as_deref(), Some("Well?"));
        assert_eq!(asks(json!({"poll": poll, "text": "so?"})).as_deref(), Some("so?"));
        assert_eq!(asks(json!({"checklist": {"title": "a", "tasks": [{"text": "b"}]}})).as_deref(), Some("a\nb"));
        assert_eq!(asks(json!({"poll": 7})), None);
        assert_eq!(asks(json!({"venue": {"title": "a"}})), None);
    }
}
