//! The files of a FAQ to begin with.

use toml_edit::Value;

use crate::corpus::{File, is_sentence, sentences, sha256};
use crate::text::one_line;

/// The text of a FAQ that nobody gave one.
const TEXT: &str = "The desk\n\nThe desk is open from nine to five, from Monday to Friday. On Saturdays it closes at \
noon. You need no appointment.\n";

const QUESTION: &str = "When is the desk open?";

const ALSO_ASKED: [&str; 9] = [
    "opening hours",
    "how long are you open",
    "are you open on Saturday",
    "do you close at noon",
    "do I need an appointment",
    "can I just come by",
    "when do you close",
    "are you there on Mondays",
    "at what time do you start",
];

/// About how long the first passage is, in bytes.
const PASSAGE_LEN: usize = 400;

/// A FAQ to begin with.
pub(super) struct Starter<'a> {
    text: &'a str,
    title: String,
    language: &'a str,
    is_about_health: bool,
    question: String,
    also_asked: Vec<String>,
    /// Slices of the text.
    passage: Vec<&'a str>,
}

impl<'a> Starter<'a> {
    /// From a text, or from one that shows how; `None` when there is no sentence in it.
    pub(super) fn new(
        text: Option<&'a str>,
        title: Option<&str>,
        language: &'a str,
        is_about_health: bool,
    ) -> Option<Self> {
        let is_given = text.is_some();
        let text = text.unwrap_or(TEXT);
        let all: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
        let first = all.iter().position(|part| is_sentence(part))?;
        let heading = all[..first].last().map(|heading| heading.trim_end_matches([':', '.']));
        let title = title.or(heading).unwrap_or("A FAQ to begin with").to_owned();
        let about = heading.unwrap_or(&title).to_owned();
        let mut length = 0;
        let is_next = |part: &&&str| {
            length += part.len();
            is_sentence(part) && length <= PASSAGE_LEN
        };
        let more = all[first + 1..].iter().take_while(is_next);
        let passage = all[..first].iter().rev().take(1).chain([&all[first]]).chain(more).copied().collect();
        let (question, also_asked) = match is_given {
            true => (format!("What does the text say about {about}?"), vec![about]),
            false => (QUESTION.to_owned(), ALSO_ASKED.map(str::to_owned).to_vec()),
        };
        Some(Self { text, title, language, is_about_health, question, also_asked, passage })
    }

    /// Every file of the folder, with ten lines for labelled questions beside the FAQ.
    pub(super) fn files(&self) -> Vec<File> {
        let file = |path: &str, text: String| File { path: path.to_owned(), text };
        let mut files = vec![
            file("faq.toml", self.faq()),
            file("sources/text.txt", self.text.to_owned()),
            file("topics/first.toml", self.topic()),
            file("gaps.toml", GAPS.to_owned()),
            file("courtesies.toml", COURTESIES.to_owned()),
            file("vocabulary.toml", VOCABULARY.to_owned()),
            file("questions.jsonl", QUESTIONS.repeat(10)),
        ];
        if self.is_about_health {
            files.push(file("safety.toml", SAFETY.to_owned()));
        }
        files
    }

    fn faq(&self) -> String {
        let Self { title, language, question, is_about_health, .. } = self;
        let (kind, contacts, replies) = match is_about_health {
            true => ("health", CONTACTS_OF_HEALTH, REPLIES_OF_HEALTH),
            false => ("general", "", ""),
        };
        let (title, language, question) = (quoted(title), quoted(language), quoted(question));
        let sum = sha256(self.text);
        format!(
            r#"# What the FAQ is about, whom it points to, and its own words. Everything else it says is quoted.
# `verbatim help faq` explains every key.

title = {title}
# health or general: a text about health needs red flags and people to turn to in an emergency.
kind = "{kind}"
language = {language}
# Stands below every passage.
disclaimer = "These are the words of the text. Ask us when you are not sure."
about = "Say here what the text covers, and what it does not."
# Shown on the first page.
try = [{question}]

# Words that complete a sentence such as "Ask …".
[contacts]
person = "the people who run this bot"
{contacts}
[[source]]
id = "text"
file = "sources/text.txt"
# Nobody changes the text unseen: `verbatim check` says the new sum after you did.
sha256 = "{sum}"
title = {title}
origin = "Say here where the text came from."
licence = "Say here by whose leave you use it."

[replies]
welcome = "Hello. I answer with passages of one text, word for word. Where it has no answer, I say so."
unknown = "I did not find an answer to that in the text. You can try other words. To reach a person, ask {{person}}."
{replies}"#
        )
    }

    fn topic(&self) -> String {
        let also_asked =
            self.also_asked.iter().map(|phrasing| format!("  {},\n", quoted(phrasing))).collect::<String>();
        let passage = self.passage.iter().map(|slice| format!("  {},\n", quoted(slice))).collect::<String>();
        let (title, question) = (quoted(&self.title), quoted(&self.question));
        format!(
            r#"# One file a topic; its name is the topic's id. One [[entry]] a question.

title = {title}
order = 1

[[entry]]
# Links to it and counts about it carry this name, so it stays.
id = "first"
question = {question}
# How people really ask it, typed in a hurry: eight or more let them find it.
also_asked = [
{also_asked}]
# Exact slices of the text. `verbatim check` shows where one is not.
passage = [
{passage}]
related = []
"#
        )
    }
}

/// A text as TOML writes it, white space folded.
fn quoted(text: &str) -> String {
    Value::from(one_line(text)).to_string()
}

const CONTACTS_OF_HEALTH: &str = r#"# Set your own numbers and names before you go live.
emergency = "your local emergency number"
crisis = "your local crisis line"
care_team = "your doctor or care team"
"#;

const REPLIES_OF_HEALTH: &str = r#"emergency = "This could be an emergency. Call {emergency} now. I am a program and cannot check on anyone."
crisis = "You do not have to face this alone. Please contact {crisis} now. If anyone is in danger, call {emergency}."
same_day = "Please phone {care_team} today. If things get worse, call {emergency}."
"#;

const GAPS: &str = r#"# What people ask that the text does not say. A label completes "The text does not say …".

[[gap]]
id = "cost"
label = "what it costs"
also_asked = ["how much does it cost", "what is the price", "is it free", "what do I have to pay"]
ask = "Ask {person}."
nearest = ["first"]
"#;

const COURTESIES: &str = r#"# Small talk. Short replies in the bot's own words.

[[courtesy]]
id = "hello"
also_asked = ["hello", "hi", "good morning", "good evening", "hey there"]
reply = "Hello. What would you like to know?"

[[courtesy]]
id = "thanks"
also_asked = ["thank you", "thanks a lot", "many thanks", "cheers"]
reply = "You are welcome."

[[courtesy]]
id = "who-are-you"
also_asked = ["who are you", "are you a robot", "am I talking to a person"]
reply = "I am a program that answers with passages of one text, word for word. For a person, ask {person}."
"#;

const VOCABULARY: &str = r#"# Words that mean the same here. They match whole words; the longest match wins.

[[synonym]]
word = "appointment"
also = ["date", "time slot"]

# Something that has names, of which a question means one and not another, is a subject:
# [[subject]]
# id = "battery"
# name = "the battery"
# names = ["battery", "accumulator"]
"#;

const SAFETY: &str = r#"# What a cry for help sounds like. It comes before everything else and gets no passage.
# In a phrase, + joins parts that stand anywhere and ~ parts that stand near each other; {name} is one of the groups.
# These are a beginning: write down what people in danger would say about your subject.

[groups]
much = ["heavily", "a lot", "badly"]

[[red_flag]]
id = "emergency"
reply = "emergency"
phrases = ["bleeding ~ {much}", "chest pain", "cannot breathe", "can't breathe", "is unconscious", "vomiting blood"]

[[red_flag]]
id = "crisis"
reply = "crisis"
phrases = ["kill myself", "want to die", "end my life"]

[[red_flag]]
id = "same-day"
reply = "same_day"
phrases = ["high fever", "shaking chills"]
"#;

const QUESTIONS: &str = "{\"text\": \"\", \"gold\": []}\n";
