//! The format of a FAQ folder, key by key, for people to look up. A test holds it against what the reader knows.

use std::fmt::Write as _;

/// One table of one file.
#[derive(Clone, Copy, Debug)]
pub struct TableFormat {
    /// The file, such as `faq.toml`.
    pub file: &'static str,
    /// How its head is written; empty for what stands at the top of the file.
    pub head: &'static str,
    /// What it holds, in a sentence.
    pub holds: &'static str,
    /// Its keys, in the order in which one writes them.
    pub keys: &'static [KeyFormat],
}

/// One key of a table.
#[derive(Clone, Copy, Debug)]
pub struct KeyFormat {
    /// Its name.
    pub name: &'static str,
    /// What is written there.
    pub type_name: &'static str,
    /// What holds when it is left out; what must not be says `required`.
    pub default: &'static str,
    /// How one is written.
    pub example: &'static str,
    /// What it is for.
    pub meaning: &'static str,
}

const fn key(
    name: &'static str,
    type_name: &'static str,
    default: &'static str,
    example: &'static str,
    meaning: &'static str,
) -> KeyFormat {
    KeyFormat { name, type_name, default, example, meaning }
}

const TEXT: &str = "text";
const TEXTS: &str = "text or list of texts";
const ID: &str = "id";
const IDS: &str = "id or list of ids";
const DATE: &str = "date";
const REQUIRED: &str = "required";
const NONE: &str = "none";
const HEALTH: &str = "required where the text is about health";

const REVIEWED_BY: KeyFormat =
    key("reviewed_by", TEXT, NONE, "\"the ward's consultant\"", "Who reviewed it; goes with `reviewed_on`.");
const REVIEWED_ON: KeyFormat = key("reviewed_on", DATE, NONE, "2026-10-01", "When; goes with `reviewed_by`.");
const REVIEW_DUE: KeyFormat =
    key("review_due", DATE, NONE, "2027-10-01", "When the next review is due; `check` says so from then on.");

/// Every table, in the order in which one reads the files.
pub const FORMAT: &[TableFormat] = &[
    TableFormat {
        file: "faq.toml",
        head: "",
        holds: "What the FAQ is about, whom it points to, its own words.",
        keys: &[
            key("title", TEXT, REQUIRED, "\"Borrowing a cargo bike\"", "What it is about, in a few words."),
            key(
                "kind",
                "`health` or `general`",
                "by the words of the text",
                "\"general\"",
                "Whether it is about health: then red flags, all contacts and all replies are needed, and reviews are spoken of.",
            ),
            key("language", "BCP 47 tag", REQUIRED, "\"en\"", "The language of the passages; one that matching knows."),
            key(
                "quotes",
                "true or false",
                "true",
                "false",
                "Whether it quotes sources; `false` is for measuring alone.",
            ),
            key(
                "disclaimer",
                TEXT,
                REQUIRED,
                "\"The terms as written. The office has the last word.\"",
                "Stands below every passage.",
            ),
            key(
                "short_disclaimer",
                TEXT,
                "the disclaimer",
                "\"The terms as written.\"",
                "The same in a few words, for groups that want it.",
            ),
            key(
                "about",
                TEXT,
                REQUIRED,
                "\"The text covers borrowing, prices and riding.\"",
                "What the text covers and what it does not, for /about.",
            ),
            key("try", TEXTS, NONE, "[\"What does it cost?\"]", "Questions to try, shown on the first page."),
            key("contacts", "table", REQUIRED, "[contacts]", "Whom people can turn to."),
            key("replies", "table", REQUIRED, "[replies]", "The bot's own words that depend on the text."),
            key("source", "tables", REQUIRED, "[[source]]", "The texts that passages are cut from."),
        ],
    },
    TableFormat {
        file: "faq.toml",
        head: "[contacts]",
        holds: "Whom people can turn to, in words that complete a sentence. `VERBATIM_CONTACT_…` puts others in their place.",
        keys: &[
            key("emergency", TEXT, HEALTH, "\"112\"", "The emergency line; any red flag needs it."),
            key(
                "crisis",
                TEXT,
                HEALTH,
                "\"the crisis line, 0800 000 000\"",
                "The line for people who may harm themselves.",
            ),
            key("care_team", TEXT, HEALTH, "\"your doctor or care team\"", "The person's own doctor or care team."),
            key("person", TEXT, REQUIRED, "\"the office\"", "Who runs the bot."),
        ],
    },
    TableFormat {
        file: "faq.toml",
        head: "[replies]",
        holds: "The bot's own words. `{emergency}`, `{crisis}`, `{care_team}` and `{person}` stand for the contacts.",
        keys: &[
            key(
                "welcome",
                TEXT,
                REQUIRED,
                "\"Hello. You can ask me about borrowing a bike.\"",
                "The first word to somebody new.",
            ),
            key("unknown", TEXT, REQUIRED, "\"I did not find that. Ask {person}.\"", "Where nothing fits."),
            key(
                "emergency",
                TEXT,
                HEALTH,
                "\"Call {emergency} now.\"",
                "For a red flag that says `reply = \"emergency\"`.",
            ),
            key("crisis", TEXT, HEALTH, "\"Please contact {crisis} now.\"", "The same for `crisis`."),
            key("same_day", TEXT, HEALTH, "\"Phone {care_team} today.\"", "The same for `same_day`."),
        ],
    },
    TableFormat {
        file: "faq.toml",
        head: "[[source]]",
        holds: "A text that passages are cut from, byte for byte.",
        keys: &[
            key("id", ID, REQUIRED, "\"terms\"", "Its name."),
            key("file", TEXT, REQUIRED, "\"sources/terms.txt\"", "Where it lies in the folder, as UTF-8."),
            key(
                "sha256",
                TEXT,
                REQUIRED,
                "\"9f86d0…\"",
                "Its checksum, so that nobody changes it unseen; `check --fix` writes it where it is empty.",
            ),
            key("title", TEXT, REQUIRED, "\"Terms of borrowing\"", "The title that people see."),
            key("origin", TEXT, REQUIRED, "\"From the scheme's website.\"", "Where it came from."),
            key("licence", TEXT, REQUIRED, "\"CC BY 4.0\"", "By whose leave it is used."),
            key("retrieved", DATE, NONE, "2026-11-28", "When it was fetched."),
            REVIEWED_BY,
            REVIEWED_ON,
            REVIEW_DUE,
            key("unquoted", "tables", NONE, "[[source.unquoted]]", "Sentences that no entry quotes on purpose."),
        ],
    },
    TableFormat {
        file: "faq.toml",
        head: "[[source.unquoted]]",
        holds: "A sentence of the source that is left out on purpose; `check` does not ask for it.",
        keys: &[
            key("text", TEXT, REQUIRED, "\"Copyright of the publisher.\"", "The sentence, word for word."),
            key("reason", TEXT, REQUIRED, "\"It tells readers nothing.\"", "Why it is left out."),
        ],
    },
    TableFormat {
        file: "topics/*.toml",
        head: "",
        holds: "A topic; the file's name is its id.",
        keys: &[
            key("title", TEXT, REQUIRED, "\"Borrowing and booking\"", "The heading that people see."),
            key("order", "whole number", "0", "2", "Topics are shown in rising order, then by id."),
            key("entry", "tables", NONE, "[[entry]]", "Its entries, in the order in which they are shown."),
        ],
    },
    TableFormat {
        file: "topics/*.toml",
        head: "[[entry]]",
        holds: "A question with the passage that answers it.",
        keys: &[
            key("id", ID, REQUIRED, "\"deposit\"", "Its name; links to it and counts about it carry it, so it stays."),
            key("question", TEXT, REQUIRED, "\"Is there a deposit?\"", "The question as people are shown it."),
            key(
                "also_asked",
                TEXTS,
                NONE,
                "[\"how much is the deposit\"]",
                "How else it is asked; eight or more let people find it.",
            ),
            key(
                "passage",
                TEXTS,
                REQUIRED,
                "[\"A deposit of 50 euros is held.\"]",
                "Exact slices of one source, white space apart.",
            ),
            key("source", ID, "the only one", "\"terms\"", "The source they are cut from."),
            key(
                "subject",
                IDS,
                NONE,
                "\"battery\"",
                "The subjects it is about; it answers no question that names another.",
            ),
            key("related", IDS, NONE, "[\"price\"]", "Entries to read next."),
            key(
                "draft",
                "true or false",
                "false",
                "true",
                "Nobody has read it yet: it is checked, and never answers nor stands in a menu until the line is taken away.",
            ),
            REVIEWED_BY,
            REVIEWED_ON,
            REVIEW_DUE,
            key("quiz", "table", NONE, "[entry.quiz]", "A question back to the reader."),
        ],
    },
    TableFormat {
        file: "topics/*.toml",
        head: "[entry.quiz]",
        holds: "A question back to the reader, shown as a poll; the last part of its entry.",
        keys: &[
            key("question", TEXT, REQUIRED, "\"How much is the deposit?\"", "What is asked, up to 300 characters."),
            key(
                "options",
                TEXTS,
                REQUIRED,
                "[\"20 euros\", \"50 euros\"]",
                "2 to 10 to pick from, up to 100 characters each.",
            ),
            key("correct", TEXT, REQUIRED, "\"50 euros\"", "The right one, word for word."),
            key(
                "explanation",
                TEXT,
                REQUIRED,
                "\"A deposit of 50 euros is held.\"",
                "Why: words of the passage, up to 200 characters.",
            ),
        ],
    },
    TableFormat {
        file: "gaps.toml",
        head: "[[gap]]",
        holds: "What people ask that the text does not say.",
        keys: &[
            key("id", ID, REQUIRED, "\"jobs\"", "Its name."),
            key("label", TEXT, REQUIRED, "\"how to work for the scheme\"", "Completes “The text does not say …”."),
            key("also_asked", TEXTS, REQUIRED, "[\"are you hiring\"]", "How people ask for it."),
            key("ask", TEXT, REQUIRED, "\"Write to {person}.\"", "Whom to ask instead."),
            key("nearest", IDS, NONE, "[\"price\"]", "The nearest entries that there are."),
            key(
                "subjects",
                IDS,
                NONE,
                "[\"helmets\"]",
                "Subjects that the text says nothing about; naming one leads here.",
            ),
        ],
    },
    TableFormat {
        file: "courtesies.toml",
        head: "[[courtesy]]",
        holds: "A greeting, a thank-you, a question about the bot itself.",
        keys: &[
            key("id", ID, REQUIRED, "\"hello\"", "Its name."),
            key("also_asked", TEXTS, REQUIRED, "[\"hello\", \"good morning\"]", "How people put it."),
            key("reply", TEXT, REQUIRED, "\"Hello. What would you like to know?\"", "What the bot says."),
        ],
    },
    TableFormat {
        file: "vocabulary.toml",
        head: "[[subject]]",
        holds: "Something that has names, of which a question means one and not another.",
        keys: &[
            key("id", ID, REQUIRED, "\"battery\"", "Its name here."),
            key("name", TEXT, REQUIRED, "\"the battery\"", "Its name as people read it."),
            key(
                "names",
                TEXTS,
                "the name",
                "[\"battery\", \"accumulator\"]",
                "Every name that people use; whole words, the longest wins.",
            ),
        ],
    },
    TableFormat {
        file: "vocabulary.toml",
        head: "[[synonym]]",
        holds: "Words that mean the same here.",
        keys: &[
            key("word", TEXT, REQUIRED, "\"bike\"", "The word of the text."),
            key("also", TEXTS, NONE, "[\"bicycle\", \"cycle\"]", "What people say for it."),
        ],
    },
    TableFormat {
        file: "safety.toml",
        head: "",
        holds: "What a cry for help sounds like. In a phrase, `+` joins parts that stand anywhere, `~` parts that stand near each other; `{name}` is a group, `{38..42}` a range of numbers.",
        keys: &[
            key("groups", "table", NONE, "[groups]", "Lists of wordings by name, for phrases."),
            key("happening", TEXTS, NONE, "[\"right now\"]", "What says that it happens now."),
            key("in_general", TEXTS, NONE, "[\"what if\"]", "What says that it is asked in general."),
            key("long_ago", TEXTS, NONE, "[\"years ago\"]", "What says that it is over."),
            key("fillers", TEXTS, NONE, "[\"really\"]", "Words that may stand between the words of a phrase."),
            key("red_flag", "tables", NONE, "[[red_flag]]", "What is urgent."),
        ],
    },
    TableFormat {
        file: "safety.toml",
        head: "[[red_flag]]",
        holds: "Something urgent.",
        keys: &[
            key("id", ID, REQUIRED, "\"bleeding\"", "Its name."),
            key("reply", "`emergency`, `crisis` or `same_day`", REQUIRED, "\"emergency\"", "Which reply it gets."),
            key("phrases", TEXTS, "none, where there are signs", "[\"bleeding ~ heavily\"]", "What raises it."),
            key(
                "signs",
                TEXTS,
                "none, where there are phrases",
                "[\"vomiting blood\"]",
                "What raises it even where it is asked in general.",
            ),
            key("unless", TEXTS, NONE, "[\"nosebleed ~ child\"]", "What excuses it."),
        ],
    },
];

/// The format as plain text, for a terminal.
#[must_use]
pub fn as_text() -> String {
    let mut text = String::from(INTRODUCTION);
    for table in FORMAT {
        let head = if table.head.is_empty() { String::new() } else { format!("  {}", table.head) };
        let _ = write!(text, "\n\n{}{head}\n{}\n", table.file, table.holds.replace('`', ""));
        for key in table.keys {
            let KeyFormat { name, type_name, default, example, meaning } = key;
            let (type_name, meaning) = (type_name.replace('`', ""), meaning.replace('`', ""));
            let _ =
                write!(text, "\n  {name}: {type_name} ({default})\n      {meaning}\n      {}", written(name, example));
        }
    }
    text.push('\n');
    text
}

/// The format as Markdown, as it stands in `faq/README.md`.
#[must_use]
pub fn as_markdown() -> String {
    let mut text = format!("# The format of a FAQ\n\n{INTRODUCTION}\n");
    for table in FORMAT {
        let head = if table.head.is_empty() { String::new() } else { format!(" `{}`", table.head) };
        let _ = write!(text, "\n## `{}`{head}\n\n{}\n\n", table.file, table.holds);
        text.push_str("| key | what is written there | when left out | for |\n|---|---|---|---|\n");
        for key in table.keys {
            let KeyFormat { name, type_name, default, example, meaning } = key;
            let written = written(name, example);
            let _ = writeln!(text, "| `{name}` | {type_name}: `{written}` | {default} | {meaning} |");
        }
    }
    text
}

const INTRODUCTION: &str = "A FAQ is a folder: faq.toml, sources/*.txt, topics/*.toml, and where they are needed gaps.toml, \
courtesies.toml, vocabulary.toml and safety.toml, all of them TOML (https://toml.io) and UTF-8. An id is 1 to 40 of a-z, 0-9 \
and -. What no key of this page is called does not load.";

/// How a key is written in its table; a table is written by its head.
fn written(name: &str, example: &str) -> String {
    if example.starts_with("[[") || (example.starts_with('[') && !example.starts_with("[\"")) {
        example.to_owned()
    } else {
        format!("{name} = {example}")
    }
}
