//! Every table: as it is said to be, and emptied when it is said to be.

use std::collections::BTreeMap;

use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Row as _};
use verbatim::store::{Retention, RetentionRule, TABLES, Table};

use crate::store::Ground;

/// What neither holds anything about anybody nor is named in the table of tables: the processes at work, and what the
/// databases' own tools note.
const ASIDE: [&str; 3] = ["replicas", "_sqlx_migrations", "sqlite_sequence"];

const HOUR_MS: i64 = 60 * 60 * 1000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// Another number of days for each, so that none can stand in for another.
const RETENTION: Retention = Retention {
    handled: 2,
    dead: 3,
    feedback: 4,
    questions: 5,
    people: 6,
    chats: 7,
    counts: 8,
    desk: 9,
    desk_log: 10,
    stats: 11,
    missed: 12,
};

/// How long a row may stay.
fn life_ms(kept: RetentionRule, now_ms: i64) -> i64 {
    let days = match kept {
        RetentionRule::Handled | RetentionRule::WithUpdate => RETENTION.handled,
        RetentionRule::Dead => RETENTION.dead,
        RetentionRule::Feedback => RETENTION.feedback,
        RetentionRule::Questions => RETENTION.questions,
        RetentionRule::People => RETENTION.people,
        RetentionRule::Chats => RETENTION.chats,
        RetentionRule::Counts => RETENTION.counts,
        // Whole days go, and this one has begun.
        RetentionRule::Stats => return i64::from(RETENTION.stats) * DAY_MS + now_ms % DAY_MS,
        RetentionRule::Missed | RetentionRule::WithMissed | RetentionRule::Phrasings => RETENTION.missed,
        RetentionRule::Hours(hours) => return i64::from(hours) * HOUR_MS,
        RetentionRule::Minutes(minutes) => return i64::from(minutes) * 60_000,
        // What cannot be deleted is given up after a day.
        RetentionRule::Due => return DAY_MS,
        RetentionRule::Seconds | RetentionRule::UntilTakenBack => 0,
        RetentionRule::Desk => RETENTION.desk,
        RetentionRule::DeskLog => RETENTION.desk_log,
    };
    i64::from(days) * DAY_MS
}

/// What puts a row that was last touched at `$AT` into a table; `$UNTIL` is when what runs out by itself does.
fn row(table: &Table) -> &'static [&'static str] {
    match table.name {
        "inbox" => &["INSERT INTO inbox (seq, update_id, received_at_ms, state) VALUES (1, -5, $AT, 'done')"],
        "outbox" => &[
            "INSERT INTO inbox (seq, update_id, received_at_ms, state) VALUES (1, -5, $AT, 'done')",
            "INSERT INTO outbox (seq, n, method, state) VALUES (1, 0, 'x', 'sent')",
        ],
        "dead" => {
            &["INSERT INTO dead (stage, reason, received_at_ms, died_at_ms, letter) VALUES ('update', '', 0, $AT, '')"]
        }
        "questions" => &["INSERT INTO questions (at_ms, person, question, decision) VALUES ($AT, $CODE, '', '')"],
        "held" => &["INSERT INTO held (code, person, until_ms) VALUES ($CODE, $CODE, $UNTIL)"],
        "deletions" => &["INSERT INTO deletions (chat_id, message_id, due_ms) VALUES (-5, 1, $AT)"],
        "votes" => &["INSERT INTO votes (key, entry, helped, at_ms) VALUES ($CODE, '', 1, $AT)"],
        "feedback" => &["INSERT INTO feedback (entry, at_ms) VALUES ('x', $AT)"],
        "chosen" => &["INSERT INTO chosen (entry, count, at_ms) VALUES ('x', 1, $AT)"],
        "people" => &["INSERT INTO people (person, language, at_ms) VALUES ($CODE, 'de', $AT)"],
        "chats" => &[LEFT],
        "admins" => &["INSERT INTO admins (person, chat_id, at_ms) VALUES ($CODE, -1, $AT)"],
        "schedules" => {
            &[LEFT, "INSERT INTO schedules (chat_id, kind, minutes, last_slot) VALUES (-5, 'quiz', '1', '2026-11-23')"]
        }
        "posted" => &[LEFT, "INSERT INTO posted (chat_id, kind, entry) VALUES (-5, 'quiz', 'x')"],
        "answers" => {
            &["INSERT INTO answers (code, chat, message_id, words, until_ms) VALUES ($CODE, $CODE, 1, $CODE, $UNTIL)"]
        }
        "counts" => &["INSERT INTO counts (code, count, until_ms) VALUES ($CODE, 1, $UNTIL)"],
        "seen" => &["INSERT INTO seen (key, until_ms) VALUES ($CODE, $UNTIL)"],
        "days" => &["INSERT INTO days (day, what, about, count) VALUES ($AT / 86400000, 'asked', '', 1)"],
        "limits" => &["INSERT INTO limits (key, free_us) VALUES ($CODE, $UNTIL * 1000)"],
        "tickets" => &[CLOSED],
        "relays" => {
            &[CLOSED, "INSERT INTO relays (ticket, from_staff, source_id, copy_id, at_ms) VALUES (9, 0, 1, 2, $AT)"]
        }
        "desk_log" => &["INSERT INTO desk_log (at_ms, act, detail) VALUES ($AT, 'x', '')"],
        "missed" => &[MISSED],
        "missed_words" => {
            &[MISSED, "INSERT INTO missed_words (missed_id, word, weight) SELECT max(id), $CODE, 1 FROM missed"]
        }
        "missed_terms" => &[
            MISSED,
            "INSERT INTO missed_words (missed_id, word, weight) SELECT max(id), $CODE, 1 FROM missed",
            "INSERT INTO missed_terms (code, word, fewest) VALUES ($CODE, 'x', 1)",
        ],
        "phrasings" => &["INSERT INTO phrasings (entry, text, at_ms, state) VALUES ('x', '', $AT, 'undone')"],
        name => panic!("{name} is new: say here what a row of it is"),
    }
}

/// A question that had no good answer.
const MISSED: &str = "INSERT INTO missed (key, at_ms, person, kind, near) VALUES ($CODE, $AT, $CODE, 'unknown', '')";

/// A chat that the bot left.
const LEFT: &str = "INSERT INTO chats (chat_id, kind, title, is_open, at_ms) VALUES (-5, 'group', '', 0, $AT)";

/// A code, and that of a person.
fn codes(url: &str) -> (&'static str, &'static str) {
    if url.starts_with("sqlite") { ("x'05'", "x'09'") } else { ("'\\x05'::bytea", "'\\x09'::bytea") }
}

/// What stays at the desk however old it is.
const STAYS_AT_THE_DESK: [&str; 4] = [
    "INSERT INTO tickets (id, code, person, chat_id, language, opened_at_ms, in_charge_since_ms, last_at_ms)
     VALUES (99, $CODE, $PERSON, 7, 'de', 1, 1, 1)",
    "INSERT INTO relays (ticket, from_staff, source_id, copy_id, at_ms) VALUES (99, 0, 1, 2, 1)",
    "INSERT INTO blocked (person, who, at_ms) VALUES ($CODE, 5, 1)",
    "INSERT INTO staff_chats (set_id, chat_id) VALUES (-5, -6)",
];

/// A conversation of the desk that is over.
const CLOSED: &str =
    "INSERT INTO tickets (id, code, person, chat_id, language, state, opened_at_ms, in_charge_since_ms, last_at_ms,
         closed_at_ms)
     VALUES (9, $CODE, $PERSON, 7, 'de', 'closed', 1, 1, 1, $AT)";

async fn execute(url: &str, sql: &str) {
    let mut connection = AnyConnection::connect(url).await.expect("opens");
    let done = sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await;
    done.unwrap_or_else(|error| panic!("{sql}: {error}"));
    connection.close().await.expect("closes");
}

/// Puts a row into a table that was last touched `age_ms` ago.
async fn put(url: &str, table: &Table, now_ms: i64, age_ms: i64) {
    let (code, person) = codes(url);
    let at_ms = now_ms - age_ms;
    for sql in row(table) {
        let until_ms = at_ms + life_ms(table.kept, now_ms);
        let sql = sql.replace("$UNTIL", &until_ms.to_string()).replace("$CODE", code).replace("$PERSON", person);
        execute(url, &sql.replace("$AT", &at_ms.to_string())).await;
    }
}

async fn count(url: &str, table: &Table) -> i64 {
    let mut connection = AnyConnection::connect(url).await.expect("opens");
    let count = sqlx::query_scalar(AssertSqlSafe(format!("SELECT count(*) FROM {}", table.name)));
    let count = count.fetch_one(&mut connection).await.expect("readable");
    connection.close().await.expect("closes");
    count
}

#[tokio::test]
async fn each_table_keeps_a_row_for_its_days_and_no_longer() {
    let now_ms = chrono::Utc::now().timestamp_millis();
    for ground in Ground::all().await {
        let store = ground.store().await;
        let url = &ground.url;
        // What stays however old it is: the newest update, and a chat that the bot is in.
        execute(url, "INSERT INTO inbox (seq, update_id, received_at_ms, state) VALUES (99, 999, 1, 'done')").await;
        execute(url, "INSERT INTO chats (chat_id, kind, title, is_open, at_ms) VALUES (-1, 'group', '', 1, 1)").await;
        // So do an open conversation, who is blocked, and where the staff chat is.
        let (person, code) = codes(url);
        for sql in STAYS_AT_THE_DESK {
            execute(url, &sql.replace("$CODE", code).replace("$PERSON", person)).await;
        }
        for table in &TABLES {
            // Only a server is shared, and has something in it that needs limits.
            if table.kept == RetentionRule::Seconds && !store.is_shared() {
                continue;
            }
            // Nothing but a word of somebody's ends it.
            if table.kept == RetentionRule::UntilTakenBack {
                continue;
            }
            let before = count(url, table).await;
            let life_ms = life_ms(table.kept, now_ms);
            // A minute for what goes by the database's own clock.
            put(url, table, now_ms, life_ms + 60_000).await;
            assert_eq!(count(url, table).await, before + 1, "{}", table.name);
            store.prune(RETENTION, now_ms).await.expect("pruned");
            assert_eq!(count(url, table).await, before, "an old row of {} is there still: {url}", table.name);
            put(url, table, now_ms, life_ms - 60_000).await;
            store.prune(RETENTION, now_ms).await.expect("pruned");
            assert_eq!(count(url, table).await, before + 1, "a young row of {} is gone: {url}", table.name);
            // What is left of it runs out as well, so that the next table finds an empty place.
            store.prune(RETENTION, now_ms + 3600 * DAY_MS).await.expect("pruned");
        }
        for name in ["tickets", "relays", "blocked", "staff_chats"] {
            let table = TABLES.iter().find(|table| table.name == name).expect("a table");
            assert_eq!(count(url, table).await, 1, "{name}: {url}");
        }
        store.close().await;
    }
}

#[tokio::test]
async fn what_is_left_of_a_conversation_whose_person_is_forgotten_goes_after_a_day() {
    let now_ms = chrono::Utc::now().timestamp_millis();
    for ground in Ground::all().await {
        let store = ground.store().await;
        let (code, _) = codes(&ground.url);
        for (id, ago_ms) in [(1, DAY_MS + 60_000), (2, DAY_MS - 60_000)] {
            let at_ms = now_ms - ago_ms;
            let forgotten = CLOSED.replace(
                "VALUES (9, $CODE, $PERSON, 7, 'de', 'closed', 1, 1, 1, $AT)",
                "VALUES ($ID, $N, $N, 0, '', 'closed', 1, 1, $AT, $AT)",
            );
            let sql = forgotten.replace("$ID", &id.to_string()).replace("$AT", &at_ms.to_string());
            execute(&ground.url, &sql.replace("$N", &code.replace("05", &format!("0{id}")))).await;
        }
        store.prune(RETENTION, now_ms).await.expect("pruned");
        let table = TABLES.iter().find(|table| table.name == "tickets").expect("a table");
        assert_eq!(count(&ground.url, table).await, 1, "{}", ground.url);
        store.close().await;
    }
}

#[tokio::test]
async fn the_table_of_tables_names_what_the_databases_have() {
    let columns = |table: &Table| table.columns.iter().map(|column| column.name.to_owned()).collect::<Vec<_>>();
    let expected: BTreeMap<String, Vec<String>> =
        TABLES.iter().map(|table| (table.name.to_owned(), columns(table))).collect();
    for ground in Ground::all().await {
        let store = ground.store().await;
        let sql = if store.is_shared() {
            "SELECT table_name::text, column_name::text FROM information_schema.columns
             WHERE table_schema = 'public' ORDER BY table_name, ordinal_position"
        } else {
            "SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
             WHERE t.type = 'table' ORDER BY t.name, c.cid"
        };
        let mut connection = AnyConnection::connect(&ground.url).await.expect("opens");
        let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in sqlx::query(sql).fetch_all(&mut connection).await.expect("readable") {
            let (table, column): (String, String) = (row.get(0), row.get(1));
            if !ASIDE.contains(&table.as_str()) {
                found.entry(table).or_default().push(column);
            }
        }
        assert_eq!(found, expected, "{}", ground.url);
        connection.close().await.expect("closes");
        store.close().await;
    }
}
