//! Opening a database: what is refused, and what an earlier version left.

use sqlx::{Connection as _, SqliteConnection};
use verbatim::store::{Claimed, Incoming, Keyring, OpenError, Remaining, Schedule, SendOutcome, StateQuery, Store};

use super::{undone, update};
use crate::test_bot::database_url;

#[tokio::test]
async fn a_database_that_cannot_be_used_is_said() {
    for url in ["mysql://u:secret@h/db", "verbatim.db", ""] {
        let error = crate::test_bot::open(url).await.expect_err(url);
        assert!(matches!(error, OpenError::Scheme(_)) && !error.to_string().contains("secret"), "{error}");
    }
    let dir = tempfile::tempdir().expect("a temporary folder");
    let url = database_url(dir.path());
    let store = crate::test_bot::open(&url).await.expect("opens");
    assert!(matches!(crate::test_bot::open(&url).await, Err(OpenError::InUse(_))));
    store.close().await;
    drop(store);
    let mut other = SqliteConnection::connect(&url).await.expect("opens");
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        VALUES (9999, 'later', 1, x'00', 0)";
    sqlx::query(newer).execute(&mut other).await.expect("inserted");
    other.close().await.expect("closes");
    let error = crate::test_bot::open(&url).await.expect_err("newer").to_string();
    assert_eq!(error, "the database has schema 9999, and this verbatim knows schemas up to 11: use a newer verbatim");
    let missing = format!("sqlite:{}", dir.path().join("no/folder/bot.db").display());
    assert!(matches!(crate::test_bot::open(&missing).await, Err(OpenError::Lock { .. })));
}

#[tokio::test]
async fn a_damaged_file_is_refused() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let url = database_url(dir.path());
    let store = crate::test_bot::open(&url).await.expect("opens");
    let updates: Vec<Incoming> = (1..500).map(|id| update(id, id)).collect();
    store.accept(&updates, 0, 0).await.expect("stored");
    store.close().await;
    drop(store);
    let file = dir.path().join("bot.db");
    let whole = std::fs::read(&file).expect("readable");
    let middle = whole.len() / 2 / 4096 * 4096;
    for place in [0, middle] {
        let mut damaged = whole.clone();
        damaged[place..place + 200].fill(0xee);
        std::fs::write(&file, &damaged).expect("written");
        let error = crate::test_bot::open(&url).await.expect_err("damaged").to_string();
        assert!(error.contains("is damaged") && error.contains("put a backup in its place"), "{error}");
    }
    std::fs::write(&file, &whole).expect("written");
    let store = crate::test_bot::open(&url).await.expect("opens again");
    assert_eq!(undone(&store).await.len(), 499);
    store.close().await;
    let other = dir.path().join("none.db");
    let beside = Store::open_beside(&format!("sqlite:{}", other.display()), Keyring::plain()).await;
    assert!(matches!(beside, Err(OpenError::Missing(_))) && !other.exists(), "nothing is made beside");
}

#[tokio::test]
async fn a_database_of_each_earlier_version_is_brought_up_to_date_with_its_data() {
    let all = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/migrations/sqlite");
    let mut names: Vec<_> = std::fs::read_dir(&all)
        .expect("readable")
        .map(|file| file.expect("readable").file_name().into_string().expect("a name"))
        .collect();
    names.sort();
    for (version, _) in (1..).zip(&names) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let url = database_url(dir.path());
        let earlier = dir.path().join("migrations");
        std::fs::create_dir(&earlier).expect("created");
        for name in &names[..version] {
            std::fs::copy(all.join(name), earlier.join(name)).expect("copied");
        }
        let migrator = sqlx::migrate::Migrator::new(earlier.as_path()).await.expect("readable");
        let mut database = SqliteConnection::connect(&format!("{url}?mode=rwc")).await.expect("created");
        migrator.run(&mut database).await.expect("an earlier schema");
        let schedule = match version {
            ..7 => "INSERT INTO schedules (chat_id, kind, minute, last_day) VALUES (-7, 'quiz', 5, '2026-01-01')",
            _ => {
                "INSERT INTO schedules (chat_id, kind, minutes, last_slot) VALUES (-7, 'quiz', '5', '2026-01-01 23:59')"
            }
        };
        let of_version = [
            (1, "INSERT INTO inbox (update_id, chat_id, received_at_ms, payload) VALUES (7, 1, 0, '{}')"),
            (1, "INSERT INTO inbox (update_id, chat_id, received_at_ms, state) VALUES (8, 2, 0, 'planned')"),
            (1, "INSERT INTO outbox (seq, n, method, body, state) VALUES (2, 0, 'sendMessage', '{}', 'sending')"),
            (1, "INSERT INTO votes (key, entry, helped, at_ms) VALUES (x'01', 'tace-what', 1, 0)"),
            (1, "INSERT INTO feedback (entry, helped) VALUES ('tace-what', 1)"),
            (2, "INSERT INTO chats (chat_id, kind, title, settings, is_open) VALUES (-7, 'group', 'G', '{}', 1)"),
            (2, "INSERT INTO counts (code, count, until_ms) VALUES (zeroblob(32), 3, 99)"),
            (3, "INSERT INTO chosen (entry, count) VALUES ('tace-what', 4)"),
            (4, schedule),
        ];
        for (_, sql) in of_version.into_iter().filter(|(since, _)| *since <= version) {
            sqlx::query(sql).execute(&mut database).await.expect(sql);
        }
        database.close().await.expect("closes");

        let store = crate::test_bot::open(&url).await.expect("opens");
        assert_eq!(undone(&store).await, [7, 8]);
        let under_way = vec![(0, "{}".to_owned())];
        assert_eq!(
            store.claim(2).await.expect("begun"),
            Claimed::Send { unsent: under_way, again: 1, given_up: Vec::new() }
        );
        assert_eq!(store.complete(2, 0, SendOutcome::Sent(None), 0).await.expect("noted"), Remaining::Done);
        let counts = store.feedback().await.expect("readable");
        assert_eq!(counts.iter().map(|c| (c.entry.as_str(), c.helped)).collect::<Vec<_>>(), [("tace-what", 1)]);
        let wants = StateQuery { chat: Some(-7), posts: true, counts: vec![[0; 32]], ..StateQuery::default() };
        let known = store.state(&wants, 0).await.expect("readable");
        assert_eq!(known.chat.map(|chat| chat.title), (version >= 2).then(|| "G".to_owned()));
        assert_eq!(known.counts.len(), usize::from(version >= 2));
        let times = known.schedules.iter().map(|daily| (daily.minutes.clone(), daily.last_slot.as_str(), daily.days));
        let kept = (version >= 4).then(|| (vec![5], "2026-01-01 23:59", Schedule::EVERY_DAY));
        assert_eq!(times.collect::<Vec<_>>(), kept.into_iter().collect::<Vec<_>>());
        assert_eq!(store.chosen().await.expect("readable").len(), usize::from(version >= 3));
        assert_eq!(store.newest().await.expect("readable").map(|newest| newest.update_id), Some(8));
        store.close().await;
    }
}
