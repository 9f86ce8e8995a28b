//! What the database keeps and for how long, without a bot around it.

use sqlx::{Connection as _, SqliteConnection};
use tempfile::TempDir;
use verbatim::store::{Fate, Incoming, Keep, Once, OpenError, Planned, Row, Store, Vote, Work};

use crate::stage::database_url;

async fn store() -> (Store, TempDir) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    (Store::open(&database_url(dir.path())).await.expect("opens"), dir)
}

fn update(update_id: i64, chat: i64) -> Incoming {
    Incoming { update_id, chat_id: Some(chat), payload: format!("words {update_id}") }
}

fn row(body: &str) -> Row {
    Row { method: "sendMessage".to_owned(), body: body.to_owned(), is_post: false, needs_previous: false }
}

fn sends(bodies: &[&str]) -> Planned {
    Planned { sends: bodies.iter().map(|body| row(body)).collect(), ..Planned::default() }
}

#[tokio::test]
async fn an_update_from_acceptance_to_done() {
    let (store, _dir) = store().await;
    assert_eq!(store.newest().await.expect("readable"), None);
    assert_eq!(store.accept(&[update(20, 7), update(10, 7), update(20, 7)], 1).await.expect("stored"), 2);
    assert_eq!(store.accept(&[update(10, 7)], 2).await.expect("stored"), 0);
    // Arrival decides the order; ids start anywhere after a quiet week.
    let heads = store.undone_after(0).await.expect("readable");
    assert_eq!(heads.iter().map(|head| head.update_id).collect::<Vec<_>>(), [20, 10]);
    assert_eq!(store.newest().await.expect("readable").map(|newest| newest.update_id), Some(10));

    let seq = heads[0].seq;
    for attempts in 1..=2 {
        let work = store.begin(seq).await.expect("begun");
        assert_eq!(work, Some(Work::Handle { payload: "words 20".to_owned(), attempts }));
    }
    let unsent = store.plan(seq, &sends(&["a", "b"]), 3).await.expect("planned");
    assert_eq!(unsent, [(0, "a".to_owned()), (1, "b".to_owned())]);
    assert_eq!(store.under_way().await.expect("readable"), 1);
    assert_eq!(store.plan(seq, &sends(&["other"]), 3).await.expect("planned"), unsent, "the first plan stands");
    store.settle(seq, 0, Fate::Sent, None).await.expect("noted");
    assert_eq!(store.begin(seq).await.expect("begun"), Some(Work::Send(vec![(1, "b".to_owned())])));
    store.settle(seq, 1, Fate::Failed, None).await.expect("noted");
    assert_eq!(store.begin(seq).await.expect("begun"), None);
    assert_eq!(store.plan(heads[1].seq, &Planned::default(), 3).await.expect("planned"), []);
    assert_eq!(store.undone_after(0).await.expect("readable"), []);
    assert_eq!(store.under_way().await.expect("readable"), 0);
}

#[tokio::test]
async fn once_is_once_until_it_is_forgotten() {
    let (store, _dir) = store().await;
    let once = |for_ms| Planned {
        sends: vec![row("always")],
        once: Some(Once { key: [1; 32], for_ms, sends: vec![row("once")] }),
        ..Planned::default()
    };
    let rows = [(0, 2), (99, 1), (100, 2), (150, 1)];
    for ((now_ms, count), id) in rows.into_iter().zip(1..) {
        store.accept(&[update(id, 7)], now_ms).await.expect("stored");
        let unsent = store.plan(id, &once(100), now_ms).await.expect("planned");
        assert_eq!(unsent.len(), count, "at {now_ms}");
    }
}

#[tokio::test]
async fn a_vote_is_changed_and_not_repeated() {
    let (store, _dir) = store().await;
    let votes = [(1, "tace", true), (1, "tace", true), (2, "tace", false), (1, "tace", false), (1, "rfa", true)];
    for ((person, entry, helped), id) in votes.into_iter().zip(1..) {
        let vote = Some(Vote { key: [person; 32], person: [person; 32], entry: entry.to_owned(), helped });
        store.accept(&[update(id, 7)], 1).await.expect("stored");
        store.plan(id, &Planned { vote, ..Planned::default() }, 1).await.expect("planned");
    }
    let counts = store.feedback().await.expect("readable");
    let counts: Vec<_> = counts.iter().map(|c| (c.entry.as_str(), c.helped, c.not_mine)).collect();
    assert_eq!(counts, [("rfa", 1, 0), ("tace", 0, 1)]);
}

#[tokio::test]
async fn old_rows_go_but_never_the_newest_nor_what_is_undone() {
    let (store, _dir) = store().await;
    store.accept(&[update(1, 7), update(2, 8), update(3, 9)], 0).await.expect("stored");
    store.plan(1, &Planned::default(), 0).await.expect("planned");
    store.plan(3, &Planned::default(), 0).await.expect("planned");
    let keep = Keep { handled_ms: 10, votes_ms: 10 };
    store.prune(keep, 5).await.expect("pruned");
    assert_eq!(store.accept(&[update(1, 7)], 5).await.expect("stored"), 0, "still known");
    store.prune(keep, 11).await.expect("pruned");
    assert_eq!(store.newest().await.expect("readable").map(|newest| newest.update_id), Some(3));
    assert_eq!(store.undone_after(0).await.expect("readable").len(), 1);
    assert_eq!(store.accept(&[update(1, 7)], 11).await.expect("stored"), 1, "forgotten");
}

#[tokio::test]
async fn a_database_that_cannot_be_used_is_said() {
    for url in ["mysql://u:secret@h/db", "verbatim.db", ""] {
        let error = Store::open(url).await.expect_err(url);
        assert!(matches!(error, OpenError::Scheme(_)) && !error.to_string().contains("secret"), "{error}");
    }
    let (store, dir) = store().await;
    let url = database_url(dir.path());
    assert!(matches!(Store::open(&url).await, Err(OpenError::InUse(_))));
    store.close().await;
    drop(store);
    let mut other = SqliteConnection::connect(&url).await.expect("opens");
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        VALUES (9999, 'later', 1, x'00', 0)";
    sqlx::query(newer).execute(&mut other).await.expect("inserted");
    other.close().await.expect("closes");
    let error = Store::open(&url).await.expect_err("newer").to_string();
    assert_eq!(error, "the database has schema 9999, and this verbatim knows schemas up to 4: use a newer verbatim");
    let missing = format!("sqlite:{}", dir.path().join("no/folder/bot.db").display());
    assert!(matches!(Store::open(&missing).await, Err(OpenError::Lock { .. })));
}

#[tokio::test]
async fn a_database_of_the_first_version_is_brought_up_to_date_with_its_data() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let url = database_url(dir.path());
    let first = dir.path().join("migrations");
    std::fs::create_dir(&first).expect("created");
    let name = "0001_inbox_outbox_feedback.sql";
    let migrations = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/migrations");
    std::fs::copy(migrations.join(name), first.join(name)).expect("copied");
    let migrator = sqlx::migrate::Migrator::new(first.as_path()).await.expect("readable");
    let mut database = SqliteConnection::connect(&format!("{url}?mode=rwc")).await.expect("created");
    migrator.run(&mut database).await.expect("the first schema");
    for sql in [
        "INSERT INTO inbox (update_id, chat_id, received_at_ms, payload) VALUES (7, 1, 0, '{}')",
        "INSERT INTO inbox (update_id, chat_id, received_at_ms, state) VALUES (8, 2, 0, 'planned')",
        "INSERT INTO outbox (seq, n, method, body, state) VALUES (2, 0, 'sendMessage', '{}', 'sending')",
        "INSERT INTO votes (key, entry, helped, at_ms) VALUES (x'01', 'tace-what', 1, 0)",
        "INSERT INTO feedback (entry, helped) VALUES ('tace-what', 1)",
    ] {
        sqlx::query(sql).execute(&mut database).await.expect(sql);
    }
    database.close().await.expect("closes");

    let store = Store::open(&url).await.expect("opens");
    let undone = store.undone_after(0).await.expect("readable");
    assert_eq!(undone.iter().map(|head| head.update_id).collect::<Vec<_>>(), [7, 8]);
    assert_eq!(store.give_up_posts().await.expect("none of them is a post"), 0);
    assert_eq!(store.under_way().await.expect("readable"), 1);
    assert_eq!(store.settle(2, 0, Fate::Sent, None).await.expect("noted"), None);
    let counts = store.feedback().await.expect("readable");
    assert_eq!(counts.iter().map(|c| (c.entry.as_str(), c.helped)).collect::<Vec<_>>(), [("tace-what", 1)]);
    assert_eq!(store.newest().await.expect("readable").map(|newest| newest.update_id), Some(8));
    store.close().await;
}
