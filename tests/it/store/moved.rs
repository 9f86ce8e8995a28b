//! A database with other keys, in another place, or of the other kind: everything is still there.

use std::time::Duration;

use sqlx::{AnyConnection, Connection as _};
use verbatim::store::{
    Arranger, Change, Claimed, Dead, Effects, Once, PostKind, Schedule, StateQuery, Store, TransferError, Vote,
};

use super::{Ground, KEY, NEW_KEY, changes, given_up, keyring, sends, undone, update};
use crate::test_bot::database_url;

#[tokio::test]
async fn what_people_wrote_is_sealed_and_sealed_anew_when_the_key_changes() {
    for ground in Ground::all().await {
        let store = ground.store_with(&[]).await;
        store.accept(&[update(1, 7), update(2, 8), update(3, 9)], 0, 0).await.expect("stored");
        let dead = Dead { reason: "no reason".to_owned(), person: None };
        store.plan(2, &sends(&["words of a reply"]), 0).await.expect("planned");
        store.plan(3, &given_up(dead), 0).await.expect("planned");
        let title =
            Change::Chat { id: -7, kind: "group".to_owned(), title: "words of a title".to_owned(), is_open: true };
        store.accept(&[update(4, 9)], 0, 0).await.expect("stored");
        store.plan(4, &changes(vec![title]), 0).await.expect("planned");
        store.close().await;
        drop(store);
        assert_eq!(words(&ground.url).await, 4, "plain without a key");
        for keys in [&[KEY][..], &[NEW_KEY, KEY], &[NEW_KEY]] {
            let store = ground.store_with(keys).await;
            assert_eq!(words(&ground.url).await, 0, "sealed with a key");
            assert!(
                matches!(store.claim(1).await.expect("begun"), Claimed::Handle { payload, .. } if payload == "words 1")
            );
            assert!(matches!(store.claim(2).await.expect("begun"),
                Claimed::Send { unsent, .. } if unsent == [(0, "words of a reply".to_owned())]));
            let wants = StateQuery { chat: Some(-7), ..StateQuery::default() };
            let known = store.state(&wants, 0).await.expect("readable");
            assert_eq!(known.chat.map(|chat| chat.title).as_deref(), Some("words of a title"));
            store.close().await;
            drop(store);
        }
        let error = Store::open(&ground.url, keyring(&[KEY])).await.expect_err("its key is missing").to_string();
        assert!(error.contains("which is missing"), "{error}");
        let store = ground.store_with(&[NEW_KEY]).await;
        let letter = store.letters().await.expect("readable").remove(0);
        assert!(store.retry(letter.id, 1).await.expect("put back"));
        let seq = store.undone_after(4, 1).await.expect("readable")[0].seq;
        assert!(
            matches!(store.claim(seq).await.expect("begun"), Claimed::Handle { payload, .. } if payload == "words 3")
        );
        store.close().await;
    }
}

/// How many texts hold plain words.
async fn words(url: &str) -> i64 {
    let mut connection = AnyConnection::connect(url).await.expect("opens");
    let mut count = 0;
    for sql in [
        "SELECT count(*) FROM inbox WHERE payload LIKE '%words%'",
        "SELECT count(*) FROM outbox WHERE body LIKE '%words%'",
        "SELECT count(*) FROM dead WHERE letter LIKE '%words%'",
        "SELECT count(*) FROM chats WHERE title LIKE '%words%'",
    ] {
        count += sqlx::query_scalar::<_, i64>(sql).fetch_one(&mut connection).await.expect(sql);
    }
    connection.close().await.expect("closes");
    count
}

#[tokio::test]
async fn a_bot_moves_between_databases_with_everything() {
    let [sqlite, postgres] = Ground::all().await;
    let back = tempfile::tempdir().expect("a temporary folder");
    let store = sqlite.store().await;
    store.accept(&[update(5, 7), update(6, 7), update(7, -8)], 3, 0).await.expect("stored");
    let seq = 2;
    let vote = Vote { key: [1; 32], person: [2; 32], entry: "tace".to_owned(), helped: true, day: 3 };
    let daily = Schedule {
        days: 0b1_1111,
        is_paused: true,
        last_slot: "2026-11-23 01:01".to_owned(),
        arranger: Some(Arranger { id: 7, language: "de".to_owned() }),
        ..Schedule::new(-8, PostKind::Quiz, vec![61, 900])
    };
    let group = Change::Chat { id: -8, kind: "group".to_owned(), title: "Group".to_owned(), is_open: true };
    let admin = Change::Admin { person: [2; 32], chat: -8, is_admin: true };
    let planned = Effects {
        once: Some(Once { code: [3; 32], ttl: Duration::from_secs(1), requests: Vec::new() }),
        changes: vec![Change::Vote(vote), group, Change::Schedule(daily.clone()), admin],
        ..sends(&["a", "b"])
    };
    store.plan(seq, &planned, 4).await.expect("planned");
    store.bury("[]", "it is no update", 5).await.expect("stored");
    let rows = {
        let to = postgres.store().await;
        let rows = store.move_to(&to).await.expect("moved");
        assert!(matches!(store.move_to(&to).await, Err(TransferError::NotEmpty("inbox"))));
        let other = postgres.store().await;
        assert!(matches!(store.move_to(&to).await, Err(TransferError::InUse(1))));
        other.close().await;
        to.close().await;
        rows
    };
    store.close().await;
    // 4 of the inbox, 2 of the outbox, one each of seven others.
    assert_eq!(rows, 4 + 2 + 7 + 1);

    let from = postgres.store().await;
    let to = Store::open(&database_url(back.path()), keyring(&[KEY])).await.expect("opens");
    assert_eq!(from.move_to(&to).await.expect("moved back"), rows);
    for store in [from, to] {
        assert_eq!(undone(&store).await, [5, 6, 7]);
        assert!(
            matches!(store.claim(1).await.expect("begun"), Claimed::Handle { payload, .. } if payload == "words 5")
        );
        assert!(
            matches!(store.claim(2).await.expect("begun"), Claimed::Send { again: 1, unsent, .. } if unsent.len() == 2)
        );
        let wants = StateQuery {
            chat: Some(-8),
            posts: true,
            person: Some([2; 32]),
            administered: true,
            ..StateQuery::default()
        };
        let known = store.state(&wants, 5).await.expect("readable");
        assert_eq!(known.schedules, std::slice::from_ref(&daily));
        assert_eq!(known.administered.iter().map(|chat| chat.title.as_str()).collect::<Vec<_>>(), ["Group"]);
        assert_eq!(store.feedback().await.expect("readable").len(), 1);
        assert_eq!(store.letters().await.expect("readable").len(), 1);
        // New rows go behind the old ones.
        assert_eq!(store.accept(&[update(8, 7)], 9, 0).await.expect("stored").len(), 1);
        assert_eq!(undone(&store).await, [5, 6, 7, 8]);
        store.bury("[]", "it is no update", 5).await.expect("stored");
        store.close().await;
    }
}

#[tokio::test]
async fn a_backup_is_made_while_the_bot_runs_and_can_be_gone_back_to() {
    let [sqlite, postgres] = Ground::all().await;
    let dir = tempfile::tempdir().expect("a temporary folder");
    let bot = sqlite.store().await;
    bot.accept(&[update(1, 7)], 0, 0).await.expect("stored");
    let file = dir.path().join("bot.db");
    let beside = Store::open_beside(&sqlite.url, keyring(&[KEY])).await.expect("opens");
    beside.back_up(&file).await.expect("copied");
    assert!(matches!(beside.back_up(&file).await, Err(TransferError::Exists(_))));
    let missing = dir.path().join("no/folder");
    assert!(beside.back_up(&missing).await.is_err());
    bot.accept(&[update(2, 7)], 0, 0).await.expect("stored");
    let copy = Store::open(&database_url(dir.path()), keyring(&[KEY])).await.expect("opens");
    assert_eq!((undone(&copy).await, undone(&bot).await), (vec![1], vec![1, 2]));
    let server = postgres.store().await;
    assert!(matches!(server.back_up(&dir.path().join("other")).await, Err(TransferError::Postgres)));
    for store in [beside, copy, bot, server] {
        store.close().await;
    }
}
