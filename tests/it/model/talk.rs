//! Random messages of people: in private, in groups, to the bot and to each other.

use serde_json::{Value, json};
use verbatim::decide::Decision;

use super::expected::{BOT, Means, Person};
use super::script::{Writer, known, without_reply};
use crate::telegram::updates::{self, Post};

const COMMANDS: [(&str, &str, &str); 11] = [
    ("/start", "start", ""),
    ("/start tace-what", "start", "tace-what"),
    ("/start ask_", "start", "ask_"),
    ("/START topic_tace", "start", "topic_tace"),
    ("/help", "help", ""),
    ("/topics", "topics", ""),
    ("/about", "about", ""),
    ("/privacy", "privacy", ""),
    ("/forget", "forget", ""),
    ("/ask", "ask", ""),
    ("/nonsense", "nonsense", ""),
];

impl Writer<'_> {
    pub(super) fn private(&mut self, chat: usize) {
        let who = self.chats[chat].members[0];
        let question = self.question();
        let asked = |words: &str| Means::Question { words: words.to_owned(), of: 0, to_bot: true };
        match self.random.below(100) {
            0..55 => {
                let (words, means) = self.in_private(&question);
                let (message, post) = self.message(chat, who, &words, means);
                self.says("in private", chat, message, post, None);
            }
            55..75 => {
                let (words, name, rest) = self.random.pick(&COMMANDS);
                let (message, post) = self.message(chat, who, words, Means::Command { name, rest });
                self.says("a command", chat, message, post, None);
            }
            75..78 => {
                let (message, post) = self.message(chat, who, "/settings", Means::Settings);
                self.says("a command", chat, message, post, None);
            }
            78..84 => {
                let (message, _) = self.message(chat, who, "", Means::NoWords);
                self.says("a photo", chat, message, updates::photo(&known(who), ""), None);
            }
            84..90 => {
                let (message, _) = self.message(chat, who, "", asked(&question));
                self.says("a photo with a question", chat, message, updates::photo(&known(who), &question), None);
            }
            90..95 => {
                let album = format!("album{}", self.chats[chat].last_id / 3);
                let (message, _) = self.message(chat, who, "", Means::Album(album.clone()));
                let post = updates::photo(&known(who), "").with("media_group_id", album);
                self.says("of an album", chat, message, post, None);
            }
            _ => {
                let (message, post) = self.message(chat, who, "/help@other_bot", Means::Nothing);
                self.says("another bot's command", chat, message, post, None);
            }
        }
    }

    pub(super) fn in_private(&mut self, question: &str) -> (String, Means) {
        let means = Means::Question { words: question.to_owned(), of: 0, to_bot: true };
        let words = match self.random.below(10) {
            0 => format!("/ask {question}"),
            1 => format!("@{BOT} {question}"),
            _ => question.to_owned(),
        };
        (words, means)
    }

    /// A question in a group in one of the ways that the bot is asked, or that it is not.
    pub(super) fn in_group(&mut self, question: &str, to_bot: bool) -> (String, Means) {
        let words = match self.random.below(5) {
            _ if !to_bot => question.to_owned(),
            0 => format!("/ask@{BOT} {question}"),
            1 => format!("@Verbatim_Test_Bot {question}"),
            2 => format!("@{BOT}: {question}"),
            _ => format!("/ask {question}"),
        };
        (words, Means::Question { words: question.to_owned(), of: 0, to_bot })
    }

    pub(super) fn group(&mut self, chat: usize) {
        let who = self.random.pick(&self.chats[chat].members.clone());
        let question = self.question();
        let ask = format!("/ask {question}");
        let says_of = |of: i64| Means::Question { words: question.clone(), of, to_bot: true };
        let info = self.chats[chat].info.clone();
        match self.random.below(100) {
            0..20 => {
                let (words, means) = self.in_group(&question, false);
                let (message, post) = self.message(chat, who, &words, means);
                self.says("talk", chat, message, post, None);
            }
            20..52 => {
                let (words, means) = self.in_group(&question, true);
                let (message, post) = self.message(chat, who, &words, means);
                self.says("asked", chat, message, post, None);
            }
            52..60 => {
                let own = self.model.own.get(&self.chats[chat].id).and_then(|own| own.last().cloned());
                let outcome = self.model.decide(&question);
                // What asks nothing in a mere reply is passed over.
                let is_courtesy = matches!(outcome.decision, Decision::Courtesy(_));
                let is_about_it = outcome.is_understood && !is_courtesy;
                let asks = outcome.is_question || outcome.foreign.is_some() || is_about_it;
                let means = if asks { says_of(0) } else { Means::Nothing };
                let (mut message, post) = self.message(chat, who, &question, means);
                let Some(own) = own else { return };
                message.thread = own.thread;
                let above = self.own_message(chat, &own, own.versions.last().expect("it was sent"));
                let is_comment = info["type"] == "supergroup" && message.thread.is_none();
                // A chain of replies outside of forums has a thread too, which is no topic.
                let post = if is_comment { post.with("message_thread_id", 7) } else { post };
                self.says("a reply to the bot", chat, message, post, Some(without_reply(&above)));
            }
            60..68 => {
                let other = self.random.pick(&self.chats[chat].members.clone());
                let (above_words, _) = self.in_group(&question, false);
                let (above, above_post) = self.message(chat, other, &above_words, Means::Nothing);
                let (mut message, post) = self.message(chat, who, "/ask", says_of(above.id));
                message.thread = above.thread;
                let above_post = Value::from(self.placed(chat, &above, above_post, None));
                let above = without_reply(&above_post["message"]);
                self.chats[chat].seen.insert(message.id - 1, above.clone());
                self.says("/ask below somebody's question", chat, message, post, Some(above));
            }
            68..71 => {
                let (message, post) =
                    self.message(chat, who, &format!("@{BOT}"), Means::Command { name: "ask", rest: "" });
                self.says("the bot's name", chat, message, post, None);
            }
            71..78 => {
                let (words, name, rest) = self.random.pick(&COMMANDS);
                let (command, argument) = words.split_once(' ').unwrap_or((words, ""));
                let words = format!("{command}@{BOT} {argument}");
                let (message, post) = self.message(chat, who, &words, Means::Command { name, rest });
                self.says("a command", chat, message, post, None);
            }
            n => {
                let words = if n < 82 { "/help" } else { &ask };
                let channel = updates::channel(-1_003_000_000_000);
                // An anonymous admin asks; a copy of a channel's post is heard only when it is a cry for help.
                let is_urgent = matches!(self.model.decide(&question).decision, Decision::Urgent(_));
                let means = match n {
                    78..82 => Means::Command { name: "help", rest: "" },
                    86..90 => says_of(0),
                    90..94 if is_urgent => says_of(0),
                    _ => Means::Nothing,
                };
                let (mut message, post) = self.message(chat, who, words, means);
                match n {
                    86..90 => message.from = Person { id: self.chats[chat].id, language: "en" },
                    90..94 => message.from = Person { id: channel["id"].as_i64().expect("a number"), language: "en" },
                    _ => {}
                }
                let placed = |post: Post| post.within(&info);
                let (what, post) = match n {
                    78..82 => ("a command for any bot", post),
                    82..86 => ("another bot", updates::text(&updates::other_bot(9), &ask)),
                    86..90 => ("an anonymous admin", placed(post).anonymous_admin()),
                    90..94 => ("the channel's post", placed(post).automatic_forward(&channel)),
                    94..97 => ("a photo", updates::photo(&known(who), "")),
                    _ => ("another bot's question", updates::text(&known(who), &format!("/ask@other_bot {question}"))),
                };
                self.says(what, chat, message, post, None);
            }
        }
    }

    pub(super) fn settings(&mut self, chat: usize) {
        let members = self.chats[chat].members.clone();
        let who = if self.random.percent(80) { members[0] } else { self.random.pick(&members) };
        let (message, post) = self.message(chat, who, &format!("/settings@{BOT}"), Means::Settings);
        self.says("settings", chat, message, post, None);
    }

    pub(super) fn joins(&mut self, chat: usize) {
        let (id, who) = (self.chats[chat].id, self.chats[chat].members[0]);
        let mut update = updates::my_chat_member(&known(who), &self.chats[chat].info, "left", "member");
        update["my_chat_member"]["date"] = json!(self.date);
        let expected = self.model.joined(id, who);
        self.push("the bot joins", Some(id), update, expected);
    }
}
