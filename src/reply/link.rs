//! Links into the private chat with the bot: where they lead, what their `start` payload says, what is passed on.

use super::excerpt::cut;
use crate::corpus::{Entry, Id};

/// The longest question in characters that a link for passing an entry on carries; more would make it unwieldy.
const SHARED_CHARS: usize = 128;

/// How many hexadecimal digits the code of a question that is held has: more than anybody can try.
pub(crate) const HELD_CODE_LEN: usize = 32;

/// Where a link into the private chat leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// To the first meeting.
    Welcome,
    /// To a question that somebody came to ask.
    Ask,
    /// To the pages on which posts are arranged.
    Posts,
    /// To the page on which the posts of a group are arranged, from one of its forum's threads or from none.
    PostsOf {
        /// The group's id, which is below zero.
        chat: i64,
        /// The thread.
        thread: Option<i32>,
    },
    /// To an entry's passage.
    Entry(Id),
    /// To a topic's questions.
    Topic(Id),
    /// To the answer to a question that is held under this code.
    Held(String),
    /// To a person behind the bot.
    Human,
}

impl Start {
    /// The payload of the link, 1 to 64 of `A-Za-z0-9_-`. Links stay around for years, so the forms must not change.
    /// No id has an underscore, so that none can pass for another form.
    #[must_use]
    pub fn payload(&self) -> String {
        match self {
            Self::Welcome => "welcome_".to_owned(),
            Self::Ask => "ask_".to_owned(),
            Self::Human => "human_".to_owned(),
            Self::Posts => "posts_".to_owned(),
            Self::PostsOf { chat, thread } => format!("posts_{}_{}", chat.unsigned_abs(), thread.unwrap_or_default()),
            Self::Entry(id) => id.to_string(),
            Self::Topic(id) => format!("topic_{id}"),
            Self::Held(code) => format!("held_{code}"),
        }
    }

    /// Where a payload leads. One that nobody here wrote, such as that of a poster, is no mistake of the person who
    /// followed it, and leads to the first meeting.
    #[must_use]
    pub fn of(payload: &str) -> Self {
        match payload {
            "ask_" => return Self::Ask,
            "human_" => return Self::Human,
            "posts_" => return Self::Posts,
            _ => {}
        }
        let posts = payload.strip_prefix("posts_").and_then(|rest| rest.split_once('_')).and_then(posts_of);
        if let Some(posts) = posts {
            return posts;
        }
        if let Some(code) = payload.strip_prefix("held_").filter(|code| is_code(code)) {
            return Self::Held(code.to_owned());
        }
        let topic = payload.strip_prefix("topic_").and_then(Id::new).map(Self::Topic);
        topic.or_else(|| Id::new(payload).map(Self::Entry)).unwrap_or(Self::Welcome)
    }
}

fn posts_of((chat, thread): (&str, &str)) -> Option<Start> {
    let chat = chat.parse::<u64>().ok().and_then(|chat| 0_i64.checked_sub_unsigned(chat)).filter(|chat| *chat < 0)?;
    let thread = thread.parse().ok().filter(|thread| *thread >= 0)?;
    Some(Start::PostsOf { chat, thread: Some(thread).filter(|thread| *thread > 0) })
}

/// Whether it is the code of a question that is held, of [`HELD_CODE_LEN`] hexadecimal digits.
fn is_code(code: &str) -> bool {
    code.len() == HELD_CODE_LEN && code.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// An entry to be passed on to somebody else, by a link to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The entry.
    pub entry: Id,
    /// Its question, cut when it is long: what the link is about.
    pub question: String,
}

impl From<&Entry> for Shared {
    fn from(entry: &Entry) -> Self {
        Self { entry: entry.id.clone(), question: cut(&entry.question, SHARED_CHARS) }
    }
}

#[cfg(test)]
mod tests {
    use super::Start;
    use crate::corpus::Id;

    #[test]
    fn a_payload_leads_back_to_where_it_came_from() {
        let longest = || Id::new(&"z".repeat(Id::MAX_LEN)).expect("well formed");
        let of_group = |thread| Start::PostsOf { chat: -1_009_999_999_999, thread };
        let coded = [of_group(None), of_group(Some(i32::MAX)), Start::Held("09af".repeat(8))];
        let plain =
            [Start::Welcome, Start::Ask, Start::Human, Start::Posts, Start::Entry(longest()), Start::Topic(longest())];
        for start in plain.into_iter().chain(coded) {
            let payload = start.payload();
            let is_clean = payload.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
            assert!(is_clean && (1..=64).contains(&payload.len()), "{payload}");
            assert_eq!(Start::of(&payload), start);
        }
    }

    #[test]
    fn a_payload_of_others_leads_to_the_first_meeting() {
        for payload in [
            "",
            "QR",
            "topic_",
            "topic_No Id",
            "ref_7",
            "posts_7",
            "posts_0_1",
            "posts_7_-1",
            "posts_x_1",
            "held_",
            "held_09AF",
            "a b",
            "ü",
            &"z".repeat(64),
        ] {
            assert_eq!(Start::of(payload), Start::Welcome, "{payload:?}");
        }
    }
}
