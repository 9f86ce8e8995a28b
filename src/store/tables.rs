//! Every table: what it holds, in which form, and for how long. What moves a database goes by it, and so does what tells
//! a data-protection officer about it.

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What it holds, in a sentence without a full stop.
    pub holds: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column],
    /// How long a row stays.
    pub kept: RetentionRule,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What stands in it.
    pub form: Form,
}

/// In which form something is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A number that says nothing about a person: a time, a count, a place in an order.
    Number,
    /// A word of the bot's own or of the FAQ's: a state, a method, an entry.
    Word,
    /// Telegram's number of a private chat, which is that of the person, or of a group or channel.
    Chat,
    /// What people wrote, or what is written to them; sealed where the operator has set a key.
    Text,
    /// What the admins of a group or channel gave it: its title, its settings.
    Given,
    /// What a member of staff is called in the staff chat.
    StaffName,
    /// A keyed hash, which names nobody without the key; the key is not in the database.
    Code,
}

/// How long something is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetentionRule {
    /// As a handled update is; its text until the reply is planned, its chat until the reply is sent.
    Handled,
    /// As its update is; its text until it is sent.
    WithUpdate,
    /// As dead letters are.
    Dead,
    /// As votes are.
    Feedback,
    /// As questions are.
    Questions,
    /// As what people set is.
    People,
    /// As long as the bot is in the chat, and then as chats are.
    Chats,
    /// As counts are, since the last one.
    Counts,
    /// As what is counted by day is.
    Stats,
    /// Until the time that stands in it, of so many hours at most.
    Hours(u32),
    /// Until the time that stands in it, of so many minutes at most.
    Minutes(u32),
    /// Until the time that stands in it has come and the message is deleted, and given up a day later.
    Due,
    /// For seconds.
    Seconds,
    /// As conversations of the desk are, since they were closed.
    Desk,
    /// As what was done at the desk is.
    DeskLog,
    /// Until it is taken back.
    UntilTakenBack,
    /// As missed questions are.
    Missed,
    /// As long as the missed questions that have it, and as enough people used it.
    WithMissed,
    /// Until it stands in the FAQ's files; what is not in use, as missed questions are.
    Phrasings,
}

/// How many days things are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// The number of a handled update. Telegram offers an update again for 24 hours; the rest is for clocks that are
    /// wrong.
    pub handled: u32,
    /// Updates and requests that were given up.
    pub dead: u32,
    /// Who gave feedback on which message, as a code.
    pub feedback: u32,
    /// Questions as they were asked; 0 when none are kept.
    pub questions: u32,
    /// What a person set and what they were seen to administer, since it was last noted.
    pub people: u32,
    /// What was set in a group or channel, since the bot left it.
    pub chats: u32,
    /// How often something was done with an entry, since it was last done.
    pub counts: u32,
    /// A conversation of the desk, since it was closed.
    pub desk: u32,
    /// What was done at the desk, by whom.
    pub desk_log: u32,
    /// What happened how often, by day.
    pub stats: u32,
    /// What is noted of questions that had no good answer; 0 when nothing is.
    pub missed: u32,
}

const fn column(name: &'static str, form: Form) -> Column {
    Column { name, form }
}

/// All tables, what refers to another after it.
pub const TABLES: [Table; 28] = [
    Table {
        name: "inbox",
        holds: "updates from Telegram in the order they were accepted",
        columns: &[
            column("seq", Form::Number),
            column("update_id", Form::Number),
            column("chat_id", Form::Chat),
            column("received_at_ms", Form::Number),
            column("payload", Form::Text),
            column("state", Form::Word),
            column("attempts", Form::Number),
            column("is_dead", Form::Number),
            column("owner", Form::Number),
            column("kind", Form::Word),
        ],
        kept: RetentionRule::Handled,
    },
    Table {
        name: "outbox",
        holds: "what is to be sent for an update",
        columns: &[
            column("seq", Form::Number),
            column("n", Form::Number),
            column("method", Form::Word),
            column("body", Form::Text),
            column("state", Form::Word),
            column("is_post", Form::Number),
            column("needs_previous", Form::Number),
            column("attempts", Form::Number),
        ],
        kept: RetentionRule::WithUpdate,
    },
    Table {
        name: "dead",
        holds: "updates and requests that were given up, for an operator to have them tried again",
        columns: &[
            column("id", Form::Number),
            column("stage", Form::Word),
            column("method", Form::Word),
            column("reason", Form::Word),
            column("received_at_ms", Form::Number),
            column("died_at_ms", Form::Number),
            column("person", Form::Code),
            column("letter", Form::Text),
        ],
        kept: RetentionRule::Dead,
    },
    Table {
        name: "questions",
        holds: "questions as they were asked, where the operator has them kept",
        columns: &[
            column("id", Form::Number),
            column("at_ms", Form::Number),
            column("person", Form::Code),
            column("question", Form::Text),
            column("decision", Form::Word),
            column("entry", Form::Word),
        ],
        kept: RetentionRule::Questions,
    },
    Table {
        name: "held",
        holds: "questions about oneself that were asked in a group, until they are answered in the private chat",
        columns: &[
            column("id", Form::Number),
            column("code", Form::Code),
            column("person", Form::Code),
            column("question", Form::Text),
            column("until_ms", Form::Number),
        ],
        kept: RetentionRule::Minutes(10),
    },
    Table {
        name: "votes",
        holds: "who said of which message whether it helped, so that it counts once",
        columns: &[
            column("key", Form::Code),
            column("entry", Form::Word),
            column("helped", Form::Number),
            column("at_ms", Form::Number),
            column("person", Form::Code),
            column("day", Form::Number),
        ],
        kept: RetentionRule::Feedback,
    },
    Table {
        name: "feedback",
        holds: "how often each entry helped or did not",
        columns: &[
            column("entry", Form::Word),
            column("helped", Form::Number),
            column("not_mine", Form::Number),
            column("at_ms", Form::Number),
        ],
        kept: RetentionRule::Counts,
    },
    Table {
        name: "chosen",
        holds: "how often each entry was sent to another chat",
        columns: &[column("entry", Form::Word), column("count", Form::Number), column("at_ms", Form::Number)],
        kept: RetentionRule::Counts,
    },
    Table {
        name: "people",
        holds: "the language that a person set",
        columns: &[column("person", Form::Code), column("language", Form::Word), column("at_ms", Form::Number)],
        kept: RetentionRule::People,
    },
    Table {
        name: "chats",
        holds: "groups and channels that the bot was in, with what their admins set",
        columns: &[
            column("chat_id", Form::Chat),
            column("kind", Form::Word),
            column("title", Form::Given),
            column("settings", Form::Given),
            column("is_open", Form::Number),
            column("at_ms", Form::Number),
        ],
        kept: RetentionRule::Chats,
    },
    Table {
        name: "admins",
        holds: "which groups and channels a person was seen to administer",
        columns: &[column("person", Form::Code), column("chat_id", Form::Chat), column("at_ms", Form::Number)],
        kept: RetentionRule::People,
    },
    Table {
        name: "schedules",
        holds: "what a group or channel has posted every day, and who arranged it",
        columns: &[
            column("chat_id", Form::Chat),
            column("kind", Form::Word),
            column("is_paused", Form::Number),
            column("last_slot", Form::Word),
            column("minutes", Form::Word),
            column("days", Form::Number),
            column("person", Form::Chat),
            column("language", Form::Word),
            column("outcome", Form::Word),
            column("ended_at_ms", Form::Number),
            column("failures", Form::Number),
        ],
        kept: RetentionRule::Chats,
    },
    Table {
        name: "posted",
        holds: "what was posted since everything had been",
        columns: &[column("chat_id", Form::Chat), column("kind", Form::Word), column("entry", Form::Word)],
        kept: RetentionRule::Chats,
    },
    Table {
        name: "answers",
        holds: "where an answer stands, so that an edited question changes it",
        columns: &[
            column("code", Form::Code),
            column("chat", Form::Code),
            column("message_id", Form::Number),
            column("words", Form::Code),
            column("until_ms", Form::Number),
        ],
        kept: RetentionRule::Hours(49),
    },
    Table {
        name: "deletions",
        holds: "answers in groups whose admins have them deleted after a while",
        columns: &[column("chat_id", Form::Chat), column("message_id", Form::Number), column("due_ms", Form::Number)],
        kept: RetentionRule::Due,
    },
    Table {
        name: "counts",
        holds: "how often something happened within a while, against floods",
        columns: &[column("code", Form::Code), column("count", Form::Number), column("until_ms", Form::Number)],
        kept: RetentionRule::Hours(2),
    },
    Table {
        name: "seen",
        holds: "what was done already and must be done once",
        columns: &[column("key", Form::Code), column("until_ms", Form::Number)],
        kept: RetentionRule::Hours(90 * 24),
    },
    Table {
        name: "limits",
        holds: "when a chat may be written to again, with PostgreSQL alone",
        columns: &[column("key", Form::Code), column("free_us", Form::Number)],
        kept: RetentionRule::Seconds,
    },
    Table {
        name: "tickets",
        holds: "conversations of people with the staff at the desk",
        columns: &[
            column("id", Form::Number),
            column("code", Form::Code),
            column("person", Form::Code),
            column("chat_id", Form::Chat),
            column("language", Form::Word),
            column("state", Form::Word),
            column("card", Form::Text),
            column("group_id", Form::Chat),
            column("topic", Form::Number),
            column("root", Form::Number),
            column("renewed", Form::Number),
            column("opened_at_ms", Form::Number),
            column("in_charge_since_ms", Form::Number),
            column("waiting_since_ms", Form::Number),
            column("last_at_ms", Form::Number),
            column("assignee", Form::Chat),
            column("assignee_name", Form::StaffName),
            column("reminded_at_ms", Form::Number),
            column("is_disclaimed", Form::Number),
            column("handed_over_at_ms", Form::Number),
            column("closed_at_ms", Form::Number),
            column("is_rated", Form::Number),
        ],
        kept: RetentionRule::Desk,
    },
    Table {
        name: "relays",
        holds: "which message of a conversation became which on the other side",
        columns: &[
            column("ticket", Form::Number),
            column("from_staff", Form::Number),
            column("source_id", Form::Number),
            column("copy_id", Form::Number),
            column("at_ms", Form::Number),
        ],
        kept: RetentionRule::Desk,
    },
    Table {
        name: "desk_log",
        holds: "what was done at the desk, by which member of staff",
        columns: &[
            column("id", Form::Number),
            column("at_ms", Form::Number),
            column("ticket", Form::Number),
            column("who", Form::Chat),
            column("act", Form::Word),
            column("detail", Form::Given),
        ],
        kept: RetentionRule::DeskLog,
    },
    Table {
        name: "blocked",
        holds: "who can open no conversation, and which member of staff blocked them",
        columns: &[column("person", Form::Code), column("who", Form::Chat), column("at_ms", Form::Number)],
        kept: RetentionRule::UntilTakenBack,
    },
    Table {
        name: "staff_chats",
        holds: "where the staff chat of the settings is since it became another",
        columns: &[column("set_id", Form::Chat), column("chat_id", Form::Chat)],
        kept: RetentionRule::UntilTakenBack,
    },
    Table {
        name: "days",
        holds: "how often questions were answered and missed, and what helped, by day and entry, of nobody in particular",
        columns: &[
            column("day", Form::Number),
            column("what", Form::Word),
            column("about", Form::Word),
            column("count", Form::Number),
        ],
        kept: RetentionRule::Stats,
    },
    Table {
        name: "missed",
        holds: "questions that had no good answer, without their words unless questions are kept",
        columns: &[
            column("id", Form::Number),
            column("key", Form::Code),
            column("at_ms", Form::Number),
            column("person", Form::Code),
            column("kind", Form::Word),
            column("entry", Form::Word),
            column("near", Form::Word),
            column("state", Form::Word),
            column("question", Form::Text),
        ],
        kept: RetentionRule::Missed,
    },
    Table {
        name: "missed_words",
        holds: "the content words of those questions as codes, in no order",
        columns: &[column("missed_id", Form::Number), column("word", Form::Code), column("weight", Form::Number)],
        kept: RetentionRule::WithMissed,
    },
    Table {
        name: "missed_terms",
        holds: "the words behind these codes that so many people used that they say nothing about any",
        columns: &[
            column("id", Form::Number),
            column("code", Form::Code),
            column("word", Form::Text),
            column("fewest", Form::Number),
        ],
        kept: RetentionRule::WithMissed,
    },
    Table {
        name: "phrasings",
        holds: "phrasings of entries that the staff added, and who of them, until the FAQ's files have them",
        columns: &[
            column("id", Form::Number),
            column("key", Form::Code),
            column("entry", Form::Word),
            column("text", Form::Text),
            column("person", Form::Code),
            column("at_ms", Form::Number),
            column("state", Form::Word),
            column("missed", Form::Number),
        ],
        kept: RetentionRule::Phrasings,
    },
];

/// The table of the processes at work, which says nothing about anybody.
pub(super) const PROCESSES: &str = "replicas";
