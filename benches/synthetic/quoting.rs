//! A made-up folder of a FAQ that quotes a long text, as an editor has it checked.

use std::fmt::Write;

use verbatim::corpus::{File, sha256};

/// What a folder that quotes needs beside its entries.
const HEADING: &str = r#"
title = "Made up"
language = "en"
kind = "general"
about = "The text is about many things."
disclaimer = "This is general information."

[contacts]
person = "the people who run this bot"

[[source]]
id = "all"
file = "sources/all.txt"
sha256 = "SHA256"
title = "Made up"
origin = "Made up"
licence = "None"
retrieved = 2026-11-28

[replies]
welcome = "Hello. You can ask me about many things."
unknown = "I did not find an answer to that. To reach a person, ask {person}."
"#;

/// A folder with so many entries, each with eight phrasings and a sentence of a text that has eleven others for each. No
/// two sentences are the same.
pub(crate) fn folder(entries: usize) -> Vec<File> {
    let (mut text, mut topic) = (String::new(), String::from("title = \"Large\"\n"));
    for entry in 0..entries {
        for number in 0..12 {
            writeln!(text, "{}", sentence(entry, number)).expect("a text takes all that is written");
        }
        let asked: Vec<String> = (0..8).map(|number| format!("how is {number} of number{entry}")).collect();
        let passage = sentence(entry, 0);
        writeln!(
            topic,
            "[[entry]]\nid = \"e{entry}\"\nquestion = \"What is number{entry}?\"\nalso_asked = {asked:?}\npassage = {passage:?}\nrelated = []"
        )
        .expect("a text takes all that is written");
    }
    let heading = HEADING.replace("SHA256", &sha256(&text));
    [("faq.toml", heading), ("sources/all.txt", text), ("topics/all.toml", topic)]
        .map(|(path, text)| File { path: path.to_owned(), text })
        .into()
}

/// The same with another word in every passage than the text has.
pub(crate) fn misquoting_folder(entries: usize) -> Vec<File> {
    let mut files = folder(entries);
    for file in files.iter_mut().filter(|file| file.path.starts_with("topics/")) {
        file.text = file.text.replace("the long list", "a long list");
    }
    files
}

fn sentence(entry: usize, number: usize) -> String {
    format!("Word{entry} is about the thing that has the number {entry} and {number} in the long list of all things.")
}
