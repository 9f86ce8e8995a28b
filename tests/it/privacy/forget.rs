//! A person who did everything that a person can, and is forgotten: no byte of them is left.

use nix::sys::signal::Signal;
use serde_json::{Value, json};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};
use verbatim::bot::{BotContext, Context};
use verbatim::bot_api::Outgoing;
use verbatim::store::{Change, Effects, Pseudonym, QueuedKind, State, TABLES};

use crate::store::Ground;
use crate::telegram::FakeTelegram;
use crate::telegram::faults::Fault;
use crate::telegram::updates::{Person, callback_query, forum, person, supergroup, text};
use crate::test_bot::{Process, SOON, comes_true, handlers};

/// Six bytes that stand next to each other nowhere by chance, in text and as SQLite stores a number.
const ID: i64 = 0x2B6D_35C9_A7E1;

/// What the person is called and speaks of, in no text of anybody else's.
const WORD: &str = "quokka";

const ROOM: i64 = -1_001_000;

/// Where the staff of the desk are.
const STAFF: i64 = -1_001_000_000_500;

/// Where something of the person stands.
fn traces(place: &str, bytes: &[u8]) -> Vec<String> {
    let lower = bytes.to_ascii_lowercase();
    let has = |part: &[u8]| lower.windows(part.len()).any(|window| window == part);
    let number = ID.to_be_bytes()[2..].to_ascii_lowercase();
    let parts = [("the word", WORD.as_bytes()), ("the number", ID.to_string().as_bytes()), ("its bytes", &number)]
        .map(|(name, part)| has(part).then(|| format!("{name} in {place}")));
    parts.into_iter().flatten().collect()
}

/// What is left of the person in the database: in every byte of SQLite's files, in every row of PostgreSQL's tables.
async fn left(ground: &Ground) -> Vec<String> {
    let mut connection = AnyConnection::connect(&ground.url).await.expect("opens");
    let mut found = Vec::new();
    if let Some(file) = ground.url.strip_prefix("sqlite:") {
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut connection).await.expect("the log is emptied");
        let folder = std::path::Path::new(file).parent().expect("a folder");
        for item in std::fs::read_dir(folder).expect("readable") {
            let path = item.expect("readable").path();
            found.extend(traces(&path.display().to_string(), &std::fs::read(&path).expect("readable")));
        }
    } else {
        for table in &TABLES {
            let rows = format!("SELECT t::text FROM {} t", table.name);
            let rows: Vec<String> =
                sqlx::query_scalar(AssertSqlSafe(rows)).fetch_all(&mut connection).await.expect("readable");
            found.extend(rows.iter().flat_map(|row| traces(table.name, row.as_bytes())));
        }
    }
    connection.close().await.expect("closes");
    found
}

/// Waits until the bot has nothing left to do.
async fn quiet(fake: &FakeTelegram, ground: &Ground) {
    let mut connection = AnyConnection::connect(&ground.url).await.expect("opens");
    let undone = "SELECT count(*) FROM inbox WHERE state <> 'done'";
    let is_done = async || {
        fake.pending().is_empty()
            && sqlx::query_scalar::<_, i64>(undone).fetch_one(&mut connection).await.expect("readable") == 0
    };
    assert!(comes_true(SOON, is_done).await, "work is done in time");
    connection.close().await.expect("closes");
}

async fn count(ground: &Ground, table: &str) -> i64 {
    let mut connection = AnyConnection::connect(&ground.url).await.expect("opens");
    let count = sqlx::query_scalar(AssertSqlSafe(format!("SELECT count(*) FROM {table}")));
    let count = count.fetch_one(&mut connection).await.expect("readable");
    connection.close().await.expect("closes");
    count
}

/// The daily posts whose failure somebody is told, as a table.
const ARRANGED: &str = "(SELECT person FROM schedules WHERE person IS NOT NULL) AS arranged";

/// Conversations that are somebody's, as a table.
const WITH_A_PERSON: &str = "(SELECT id FROM tickets WHERE person <> code OR chat_id <> 0 OR card IS NOT NULL OR
     assignee IS NOT NULL OR language <> '') AS theirs";

/// The chats in which answers stand, as a table.
const CHATS: &str = "(SELECT DISTINCT chat FROM answers) AS chats";

fn quokka() -> Person {
    person(ID).with("first_name", "Quokka").with("last_name", "Of the quokkas").with("username", "quokka_user")
}

/// Everything that leaves something behind, and much of it, so that pages of the database fill and split.
async fn live(fake: &FakeTelegram, ground: &Ground) {
    let me = quokka();
    let room = supergroup(ROOM);
    fake.add_chat(&room);
    fake.set_member(ROOM, &me, "administrator");
    let push = async |update: Value| {
        fake.push_anyway(update);
        quiet(fake, ground).await;
    };
    let asks = |words: &str, minute: i64| Value::from(text(&me, words).with("date", 60_000 + 60 * minute));
    push(asks("/settings", 0)).await;
    let page = fake.replies(ID).pop().expect("the settings").message_id;
    fake.press_as(&me, ID, page, "Deutsch");
    push(text(&me, "/settings").within(&room).into()).await;
    push(text(&me, "/post").into()).await;
    let page = fake.replies(ID).pop().expect("the groups").message_id;
    for button in ["Supergroup", "Jeden Tag eine Textstelle: aus", "09:00", "09:15"] {
        fake.press_as(&me, ID, page, button);
        quiet(fake, ground).await;
    }
    push(text(&me, "/ask what is TACE, said the quokka").within(&room).into()).await;
    push(text(&me, "the quokka talks to others").within(&room).into()).await;
    push(text(&me, "/ask I have two lesions and a quokka, should I have TACE?").within(&room).into()).await;

    for minute in 1..=2 {
        push(asks("what is TACE?", minute)).await;
        let answer = fake.replies(ID).pop().expect("an answer").message_id;
        fake.press_as(&me, ID, answer, "✓ Das hat geholfen");
        quiet(fake, ground).await;
        fake.press_as(&me, ID, answer, "✗ Nicht meine Frage");
        quiet(fake, ground).await;
        push(asks(&format!("does a quokka bite {}?", "very ".repeat(100)), minute)).await;
        push(text(&me, "does the quokka bite?").edited(fake.replies(ID)[0].message_id + 5000).into()).await;
    }
    // Updates that cannot be read, with and without a sender, and a reply that Telegram does not take.
    let chat = me.chat();
    push(json!({"message": {"date": "soon", "chat": chat, "from": me.to_json(), "text": "my quokka is ill"}})).await;
    push(json!({"message": {"date": "soon", "chat": chat, "text": "my quokka is very ill"}})).await;
    for n in 0..40 {
        let talk = format!("my quokka {}", "talks and talks ".repeat(10 * n));
        push(json!({"message": {"date": "soon", "chat": chat, "from": me.to_json(), "text": talk}})).await;
    }
    push(json!({"telepathic_message": {"from": me.to_json(), "thought": "quokka"}})).await;
    fake.fail_in(ID, "sendMessage", 1, Fault::Status(400, "Bad Request: no".to_owned()));
    push(asks("what is a quokka?", 20)).await;
    // A conversation with the staff.
    push(asks("/human my quokka is sad", 22)).await;
    let page = fake.replies(ID).pop().expect("it asks").message_id;
    fake.press_as(&me, ID, page, "Weitergeben");
    quiet(fake, ground).await;
    push(asks("it is the quokka with the hat", 23)).await;
    let topic = fake.replies(STAFF).pop().and_then(|seen| seen.thread).expect("a topic");
    let nurse = person(21);
    push(text(&nurse, "which quokka?").within(&forum(STAFF)).topic(topic).into()).await;
    push(text(&nurse, "/assign").within(&forum(STAFF)).topic(topic).into()).await;
    assert!(fake.replies(STAFF).iter().any(|seen| seen.text.contains("quokka")));
    // Somebody else, who stays.
    push(text(&person(8), "what is TACE?").into()).await;
}

async fn ask_to_be_forgotten(fake: &FakeTelegram, ground: &Ground) {
    let me = quokka();
    fake.push(text(&me, "/forget"));
    quiet(fake, ground).await;
    let page = fake.replies(ID).pop().expect("the question").message_id;
    fake.press_as(&me, ID, page, "Ja, mich vergessen");
    quiet(fake, ground).await;
    let in_staff_chat = fake.replies(STAFF);
    assert!(!in_staff_chat.iter().any(|seen| seen.text.contains("quokka")), "the topic is deleted: {in_staff_chat:#?}");
    let told = fake.messages(ID).into_iter().find(|seen| seen.message_id == page).expect("it stands");
    assert!(told.text.starts_with("Erledigt. Gelöscht sind Ihre Sprache, Ihre Bewertungen, "), "{}", told.text);
}

#[tokio::test]
async fn who_is_forgotten_leaves_nothing_behind() {
    sqlx::any::install_default_drivers();
    for ground in Ground::all().await {
        let fake = FakeTelegram::start().await;
        let dir = tempfile::tempdir().expect("a temporary folder");
        fake.add_chat(&forum(STAFF));
        fake.set_bot_member(STAFF, "administrator");
        let staff_chat = format!("--staff-chat={STAFF}");
        let arguments = ["--database-url", &ground.url, "--keep-questions", "30", &staff_chat];
        let mut bot = Process::start_told(&fake, dir.path(), &arguments, &[("VERBATIM_LOG", "trace")]);
        bot.says("the bot is running").await;
        live(&fake, &ground).await;
        let before = left(&ground).await;
        assert!(before.iter().any(|trace| trace.starts_with("the word")), "the test sees what is there: {before:?}");
        assert!(before.iter().any(|trace| trace.starts_with("the number")), "{before:?}");
        let mut own = Vec::new();
        for table in [
            "people",
            "admins",
            "votes",
            "dead",
            "questions",
            "held",
            "answers",
            "counts",
            "seen",
            "tickets",
            "relays",
            "missed",
            "missed_words",
        ] {
            own.push((table, count(&ground, table).await));
        }
        assert!(own.iter().all(|(_, count)| *count > 0), "{own:?}");
        assert_eq!(count(&ground, ARRANGED).await, 1);
        assert_eq!(count(&ground, CHATS).await, 3, "the person's chat, somebody else's, and the group");

        ask_to_be_forgotten(&fake, &ground).await;
        assert_eq!(left(&ground).await, [""; 0]);
        for table in ["people", "admins", "votes", "dead", "held", "missed", "missed_words"] {
            assert_eq!(count(&ground, table).await, 0, "{table}");
        }
        assert_eq!(
            (count(&ground, ARRANGED).await, count(&ground, "schedules").await),
            (0, 1),
            "the group's posts go on"
        );
        assert_eq!(count(&ground, "questions").await, 1, "somebody else's");
        assert_eq!(
            (count(&ground, WITH_A_PERSON).await, count(&ground, "tickets").await),
            (0, 1),
            "nobody's for a day"
        );
        assert_eq!(count(&ground, CHATS).await, 2, "somebody else's, and the group");
        bot.signal(Signal::SIGTERM);
        assert_eq!(bot.ends().await.code(), Some(0), "{:#?}", bot.said);
        assert_eq!(left(&ground).await, [""; 0]);
        let log = bot.said.join("\n");
        assert!(log.contains("TRACE") || log.contains("DEBUG"), "it says what it can: {log}");
        assert_eq!(traces("the log", log.as_bytes()), [""; 0], "{log}");
    }
}

/// What an update leads to at a time in seconds.
fn plan(handlers: &BotContext, update: impl Into<Value>, now_s: i64) -> Effects<Outgoing> {
    let mut update = update.into();
    update["update_id"] = json!(1);
    let draft = handlers.read(QueuedKind::Update, &update.to_string()).expect("it can be read");
    let facts = Context::new(State::default(), now_s * 1000);
    handlers.plan(&draft, &facts).expect("nobody must be asked")
}

#[test]
fn what_was_counted_is_forgotten_but_for_the_minute_that_runs() {
    let handlers = handlers();
    let (me, now_s) = (quokka(), 1_795_430_430);
    let counted = |person: &Person, at_s: i64| -> Pseudonym {
        let plan = plan(&handlers, text(person, "/help").numbered(1).with("date", at_s), at_s);
        let [Change::Count { code, .. }] = plan.changes[..] else { panic!("{plan:?}") };
        code
    };
    let button = json!({"inline_keyboard": [[{"text": "x", "callback_data": "Y"}]]});
    let page = json!({"message_id": 9, "date": now_s, "chat": me.chat(), "text": "x", "reply_markup": button});
    let mut tap = callback_query(&me, &page, "Y");
    tap["callback_query"]["id"] = json!("1");
    let plan = plan(&handlers, tap, now_s);
    let [Change::Forget { counts, .. }] = &plan.changes[..] else { panic!("{plan:?}") };
    for (ago_s, is_forgotten) in [(0, false), (30, false), (31, true), (60, true), (3600, true), (7200, true)] {
        assert_eq!(counts.contains(&counted(&me, now_s - ago_s)), is_forgotten, "{ago_s} seconds ago");
    }
    assert!(!counts.contains(&counted(&person(8), now_s - 60)), "somebody else's");
}
