//! `verbatim privacy`: a record of what is stored, in which form and for how long, made from the tables themselves and
//! the settings in force.

use std::io::{self, Write};

use clap::Args;
use secrecy::ExposeSecret as _;
use serde::Serialize;

use super::database::StoreArgs;
use super::keep::RetentionArgs;
use super::output::to_stdout;
use crate::store::Retention;
use crate::store::{self, DatabasePlace, Form, Keyring, RetentionRule, TABLES, Table};

/// Print a record of what is stored about people, in which form and for how long
///
/// For whoever answers for data protection. The record is made from the program's own tables and from the settings that
/// are given here: give those that the bot runs with. The database is not opened, and what is in it is not shown.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbatim privacy --key-file key --keep dead=3 > record.txt
  set -a; . /etc/verbatim/verbatim.env; verbatim privacy --json")]
pub(super) struct PrivacyArgs {
    #[command(flatten)]
    store: StoreArgs,
    #[command(flatten)]
    keep: RetentionArgs,
    /// As one JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Record {
    program: String,
    database: String,
    encryption: Encryption,
    tables: Vec<TableRecord>,
    /// Sentences under headings.
    sections: Vec<Section>,
}

#[derive(Serialize)]
struct Encryption {
    /// The key that encrypts.
    key: Option<String>,
    state: String,
}

/// What a table holds.
#[derive(Serialize)]
struct TableRecord {
    table: &'static str,
    holds: &'static str,
    kept: String,
    columns: Vec<ColumnRecord>,
}

#[derive(Serialize)]
struct ColumnRecord {
    column: &'static str,
    form: &'static str,
    is_encrypted: bool,
}

#[derive(Serialize)]
struct Section {
    heading: &'static str,
    sentences: Vec<String>,
}

pub(super) fn privacy(args: &PrivacyArgs) -> anyhow::Result<u8> {
    let place = DatabasePlace::of(args.store.database_url().expose_secret())?;
    let record = record(&place, &Keyring::new(args.store.keys()?), &args.keep.retention()?);
    to_stdout(|out| match args.json {
        true => writeln!(out, "{}", serde_json::to_string_pretty(&record)?),
        false => write(&record, out),
    })
}

fn record(place: &DatabasePlace, keyring: &Keyring, retention: &Retention) -> Record {
    let key = keyring.key_id().map(|id| id.to_string());
    let state = match &key {
        Some(key) => format!(
            "what is marked as encrypted is, with XChaCha20-Poly1305 under the key {key}; the key is not in the database"
        ),
        None => "nothing is encrypted by the program, for no key is set; `verbatim key` says how to set one".to_owned(),
    };
    let held = |table: &Table| TableRecord {
        table: table.name,
        holds: table.holds,
        kept: kept(table.kept, retention),
        columns: table.columns.iter().map(|column| stored(table, column, key.is_some())).collect(),
    };
    Record {
        program: concat!("verbatim ", env!("CARGO_PKG_VERSION")).to_owned(),
        database: place.shown.clone(),
        tables: TABLES.iter().map(held).collect(),
        sections: vec![leaving(place), logged(), readable(place, retention), rights(retention)],
        encryption: Encryption { key, state },
    }
}

fn stored(table: &Table, column: &store::Column, has_key: bool) -> ColumnRecord {
    let form = match column.form {
        Form::Number => "a number that says nothing about a person",
        Form::Word => "a word of the program's, of Telegram's or of the FAQ's",
        Form::Chat => "Telegram's number of a chat; that of a private chat is the person's",
        Form::Text => "what people wrote or what is written to them",
        Form::Given => "what admins gave their group or channel",
        Form::StaffName => "what a member of staff is called in the staff chat",
        Form::Code => "a code: a keyed hash, whose key comes from the bot's token",
    };
    ColumnRecord { column: column.name, form, is_encrypted: has_key && store::is_encrypted(table.name, column.name) }
}

/// How long a row stays. What has run out is deleted within the hour.
fn kept(kept: RetentionRule, retention: &Retention) -> String {
    match kept {
        RetentionRule::Handled => format!(
            "{} after it was accepted, or until it is done, and the newest until another comes; its text until the \
             reply is planned, its chat until the reply is sent",
            days(retention.handled)
        ),
        RetentionRule::WithUpdate => "as long as its update; its text until it is sent".to_owned(),
        RetentionRule::Dead => {
            format!(
                "{} after it was given up, or until an operator has it tried again or drops it",
                days(retention.dead)
            )
        }
        RetentionRule::Feedback => format!("{} after the vote", days(retention.feedback)),
        RetentionRule::Questions if retention.questions == 0 => "no questions are kept".to_owned(),
        RetentionRule::Questions => format!("{} after it was asked", days(retention.questions)),
        RetentionRule::People => format!("{} after it was last noted", days(retention.people)),
        RetentionRule::Chats => format!("as long as the bot is in the chat, and then {}", days(retention.chats)),
        RetentionRule::Counts => format!("{} after it last changed", days(retention.counts)),
        RetentionRule::Stats => format!("{} after the day", days(retention.stats)),
        RetentionRule::Hours(hours) => format!("until the time that stands in the row: at most {hours} hours"),
        RetentionRule::Minutes(minutes) => format!("until the time that stands in the row: at most {minutes} minutes"),
        RetentionRule::Due => "until the message is deleted, at most two days".to_owned(),
        RetentionRule::Seconds => "some seconds".to_owned(),
        RetentionRule::Desk => format!("{} after the conversation was closed", days(retention.desk)),
        RetentionRule::DeskLog => format!("{} after it was done", days(retention.desk_log)),
        RetentionRule::UntilTakenBack => "until it is taken back".to_owned(),
        RetentionRule::Missed if retention.missed == 0 => "nothing is noted".to_owned(),
        RetentionRule::Missed if retention.questions == 0 => {
            format!("{} after the day of the question; its words are not kept", days(retention.missed))
        }
        RetentionRule::Missed => format!(
            "{} after the day of the question; its words {}",
            days(retention.missed),
            days(retention.questions.min(retention.missed))
        ),
        RetentionRule::WithMissed => "as long as a missed question has it".to_owned(),
        RetentionRule::Phrasings => format!(
            "until it stands in the FAQ's files; what was taken back {}, what was not agreed to 1 day",
            days(retention.missed)
        ),
    }
}

fn days(days: u32) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

fn leaving(place: &DatabasePlace) -> Section {
    let mut sentences = vec![
        "To Telegram, or the Bot API server that is set instead: the replies, and whether somebody administers a group. \
         What people write to the bot, they write through Telegram, which stores it under its own terms.",
        "To the staff chat at Telegram, where one is set: what a person lets be passed on, as long as they let it; without \
         their name, user name or number.",
        "To nobody else: questions are answered on this machine, and no other service is asked or told anything.",
        "Health and figures go to whoever asks at the address that is set for them, if one is; they hold counts and \
         times, and nothing about a person.",
    ];
    if place.is_server {
        sentences.push("Everything in the tables goes to the database server, over the connection that its URL sets.");
    }
    Section { heading: "What leaves this machine", sentences: owned(&sentences) }
}

fn logged() -> Section {
    let sentences = [
        "What happens, with the numbers of updates and with what Telegram and the database say of errors, on standard \
         error. How long that is kept is up to what takes it from there.",
        "At no level: what people write, their names and numbers, or the token.",
    ];
    Section { heading: "What is logged", sentences: owned(&sentences) }
}

fn readable(place: &DatabasePlace, retention: &Retention) -> Section {
    let mut sentences = vec![
        "Whoever may read the database reads what is not encrypted; with the key, the rest as well.",
        "With the bot's token besides, whoever knows a person's Telegram number can make the person's code and look for \
         it. Without the token a code leads to nobody.",
        "A backup holds what the database held when it was made, for as long as it is kept.",
    ];
    if retention.missed > 0 {
        sentences.push(
            "Of missed questions: the nearest entries, the day, how many people asked, and words that as many people used \
             as are set; of all other words codes. With the bot's token, whoever guesses a word can see whether it was used.",
        );
    }
    sentences.push(match retention.questions {
        0 => "`verbatim dead` shows no words, and `verbatim questions` has none to show.",
        _ => {
            "`verbatim questions` shows the questions that are kept, word for word, to whoever may read the database \
              and has the key; `verbatim dead` shows no words."
        }
    });
    sentences.push(if place.is_server {
        "What is deleted is gone for every query at once; from PostgreSQL's files it goes with VACUUM, and from its log \
         and backups when they run out."
    } else {
        "What is deleted is overwritten in the file, and gone from the file's log within seconds while the bot runs."
    });
    Section { heading: "Who can read it", sentences: owned(&sentences) }
}

fn rights(retention: &Retention) -> Section {
    let of_person = TABLES
        .iter()
        .filter(|table| table.name != "phrasings" && table.columns.iter().any(|column| column.name == "person"));
    // Who could undo a block by it would not be blocked.
    let of_person: Vec<&str> = of_person.map(|table| table.name).filter(|name| *name != "blocked").collect();
    let mut sentences = vec![
        "To know: /privacy tells everybody, in their language, what is kept, from the settings that the bot runs with."
            .to_owned(),
        format!(
            "To be deleted: /forget deletes what stands under the person's code ({}), where answers stand in their \
             private chat (answers), and what was counted of them but for the minute that runs (counts).",
            of_person.join(", ")
        ),
        "What /forget cannot find, for no code of it can be made from the person's number alone, runs out by itself: \
         where answers stand in groups (answers), what was done once (seen), and what was given up without a sign of \
         whose it is (dead), also when it quotes the person in somebody else's message."
            .to_owned(),
        "Of conversations at the desk /forget takes out whose they were and ends them (tickets); a number without a person is \
         left for a day, so that what stands in the staff chat can be deleted there: the topic where the bot has the right, \
         else its own messages of the last 48 hours. What staff wrote there themselves is theirs to delete. A block of the \
         staff's (blocked) stays until they take it back."
            .to_owned(),
        "Missed questions (missed, with missed_words) stand under a code of their own, which is in no other table; /forget \
         makes it from the person's number. A word that fewer people used without them goes as well (missed_terms)."
            .to_owned(),
        "Of a phrasing that somebody of the staff added (phrasings), /forget takes away who it was. The phrasing is the \
         FAQ's and stays until it is taken back, also when it was made of somebody's question."
            .to_owned(),
        "To be corrected: /settings changes the language, an admin's /settings what is known of a group.".to_owned(),
    ];
    if retention.questions > 0 {
        sentences.push(
            "Never kept as questions: what may be an emergency, what the bot overhears in groups, what somebody else \
             than the asker wrote, what is typed in inline mode, what it is asked as a \
             guest, and commands."
                .to_owned(),
        );
    }
    if retention.missed > 0 {
        sentences.push(
            "Never noted as missed: what may be an emergency, what is in another language than the FAQ's, what the bot \
             overhears in groups, inline queries, what it is asked as a guest, and in a FAQ about health what somebody says \
             of themselves; in another FAQ that is noted without the sentence."
                .to_owned(),
        );
    }
    Section { heading: "Rights of people", sentences }
}

fn owned(sentences: &[&str]) -> Vec<String> {
    sentences.iter().map(|sentence| (*sentence).to_owned()).collect()
}

fn write(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    let Record { program, database, encryption, tables, sections } = record;
    writeln!(out, "What {program} stores\n")?;
    writeln!(out, "Database: {database}")?;
    writeln!(out, "Encryption: {}", encryption.state)?;
    writeln!(out, "What has run out is deleted within the hour while the bot runs.")?;
    for TableRecord { table, holds, kept, columns } in tables {
        writeln!(out, "\n{table}: {holds}\n  kept: {kept}")?;
        for ColumnRecord { column, form, is_encrypted } in columns {
            writeln!(out, "  {column:<15} {form}{}", if *is_encrypted { ", encrypted" } else { "" })?;
        }
    }
    for Section { heading, sentences } in sections {
        writeln!(out, "\n{heading}")?;
        for sentence in sentences {
            writeln!(out, "  {sentence}")?;
        }
    }
    Ok(())
}
