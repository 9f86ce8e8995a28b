//! The files of a FAQ folder that is new, whatever its entries came from.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use toml_edit::Value;

use crate::corpus::{File, sha256};
use crate::text::one_line;

/// A FAQ folder before it is written.
pub(in crate::cli) struct NewFolder<'a> {
    pub(in crate::cli) title: &'a str,
    pub(in crate::cli) language: &'a str,
    pub(in crate::cli) is_about_health: bool,
    pub(in crate::cli) source_id: &'a str,
    pub(in crate::cli) text: &'a str,
    pub(in crate::cli) origin: &'a str,
    /// Sentences that are left out, each with the reason.
    pub(in crate::cli) unquoted: &'a [(String, &'static str)],
    /// A question to try and the entry that answers it; `None` when none does yet.
    pub(in crate::cli) first: Option<(&'a str, &'a str)>,
    pub(in crate::cli) topics: Vec<File>,
}

/// Ids that a new folder uses for its own.
pub(in crate::cli) const OWN_IDS: [&str; 7] =
    ["cost", "hello", "thanks", "who-are-you", "emergency", "crisis", "same-day"];

impl NewFolder<'_> {
    /// Every file, with ten lines for labelled questions beside the FAQ.
    pub(in crate::cli) fn files(self) -> Vec<File> {
        let file = |path: &str, text: String| File { path: path.to_owned(), text };
        // What a text that nobody has read yet does not say, nobody knows.
        let gaps = match self.first {
            Some((_, id)) => format!("{GAPS}nearest = [\"{id}\"]\n"),
            None => {
                GAPS.lines()
                    .map(|line| {
                        if line.is_empty() || line.starts_with('#') {
                            format!("{line}\n")
                        } else {
                            format!("# {line}\n")
                        }
                    })
                    .collect()
            }
        };
        let mut files = vec![
            file("faq.toml", self.faq()),
            file(&format!("sources/{}.txt", self.source_id), self.text.to_owned()),
            file("gaps.toml", gaps),
            file("courtesies.toml", COURTESIES.to_owned()),
            file("vocabulary.toml", VOCABULARY.to_owned()),
            file("questions.jsonl", QUESTIONS.repeat(10)),
        ];
        if self.is_about_health {
            files.push(file("safety.toml", SAFETY.to_owned()));
        }
        files.extend(self.topics);
        files
    }

    fn faq(&self) -> String {
        let (kind, contacts, replies) = match self.is_about_health {
            true => ("health", CONTACTS_OF_HEALTH, REPLIES_OF_HEALTH),
            false => ("general", "", ""),
        };
        let (title, language, origin) = (quoted(self.title), quoted(self.language), quoted(self.origin));
        let tried = match self.first {
            Some((question, _)) => format!("# Shown on the first page.\ntry = [{}]\n", quoted(question)),
            None => "# Shown on the first page, once entries answer them:\n# try = [\"…\"]\n".to_owned(),
        };
        let unquoted = |(text, reason): &(String, &str)| {
            format!("\n[[source.unquoted]]\ntext = {}\nreason = {}\n", quoted(text), quoted(reason))
        };
        let unquoted = self.unquoted.iter().map(unquoted).collect::<String>();
        let (id, sum) = (self.source_id, sha256(self.text));
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
{tried}
# Words that complete a sentence such as "Ask …".
[contacts]
person = "the people who run this bot"
{contacts}
[replies]
welcome = "Hello. I answer with passages of one text, word for word. Where it has no answer, I say so."
unknown = "I did not find an answer to that in the text. You can try other words. To reach a person, ask {{person}}."
{replies}
[[source]]
id = "{id}"
file = "sources/{id}.txt"
# Nobody changes the text unseen: `verbatim check` says the new sum after you did.
sha256 = "{sum}"
title = {title}
origin = {origin}
licence = "Say here by whose leave you use it."
{unquoted}"#
        )
    }
}

/// Nothing that is there is written over.
pub(in crate::cli) fn must_be_free(folder: &Path) -> anyhow::Result<()> {
    match fs::read_dir(folder).map(Iterator::count) {
        Ok(0) => Ok(()),
        Ok(_) => bail!("{} is there and not empty: name another folder", folder.display()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error).with_context(|| format!("cannot look into {}", folder.display())),
    }
}

/// Writes the files of a folder.
pub(in crate::cli) fn write(folder: &Path, files: &[File]) -> anyhow::Result<()> {
    for File { path, text } in files {
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// A text as TOML writes it, white space folded.
pub(in crate::cli) fn quoted(text: &str) -> String {
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
