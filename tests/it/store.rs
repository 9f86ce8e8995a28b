//! What the database keeps and for how long, without a bot around it.

use sqlx::{AnyConnection, Connection as _, SqliteConnection};
use tempfile::TempDir;
use verbatim::store::{
    Code, Dead, Fate, Incoming, Keep, Limit, Once, OpenError, Planned, Row, Settled, Store, Vote, Work,
};

use crate::postgres::Postgres;
use crate::stage::database_url;

/// An empty database of either kind.
struct Ground {
    url: String,
    _dir: TempDir,
    _server: Option<Postgres>,
}

impl Ground {
    /// One of each.
    async fn all() -> [Self; 2] {
        let dir = || tempfile::tempdir().expect("a temporary folder");
        let (sqlite, postgres) = (dir(), dir());
        let server = Postgres::start().await;
        [
            Self { url: database_url(sqlite.path()), _dir: sqlite, _server: None },
            Self { url: server.database().await, _dir: postgres, _server: Some(server) },
        ]
    }

    async fn store(&self) -> Store {
        Store::open(&self.url).await.expect("opens")
    }

    /// Lets a process die that had the database, and gives the next.
    async fn dies(&self, store: Store) -> Store {
        drop(store);
        let mut connection = AnyConnection::connect(&self.url).await.expect("opens");
        sqlx::query("DELETE FROM replicas").execute(&mut connection).await.expect("its lease is over");
        connection.close().await.expect("closes");
        self.store().await
    }
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

fn unsent(bodies: &[(i64, &str)]) -> Work {
    let unsent = bodies.iter().map(|(n, body)| (*n, (*body).to_owned())).collect();
    Work::Send { unsent, again: 0, given_up: 0 }
}

/// The numbers of the updates that are not done, in order.
async fn undone(store: &Store) -> Vec<i64> {
    let heads = store.undone_after(0, 1000).await.expect("readable");
    heads.iter().map(|head| head.update_id).collect()
}

#[tokio::test]
async fn an_update_from_acceptance_to_done() {
    for ground in Ground::all().await {
        let store = ground.store().await;
        assert_eq!(store.newest().await.expect("readable"), None);
        assert_eq!(store.accept(&[update(20, 7), update(10, 7), update(20, 7)], 1).await.expect("stored"), 2);
        assert_eq!(store.accept(&[update(10, 7)], 2).await.expect("stored"), 0);
        assert_eq!(store.accept(&[], 2).await.expect("stored"), 0);
        // Arrival decides the order; ids start anywhere after a quiet week.
        let heads = store.undone_after(0, 9).await.expect("readable");
        assert_eq!(heads.iter().map(|head| head.update_id).collect::<Vec<_>>(), [20, 10]);
        assert_eq!(store.undone_after(0, 1).await.expect("readable"), heads[..1]);
        assert_eq!(store.newest().await.expect("readable").map(|newest| newest.update_id), Some(10));
        let waiting = store.waiting().await.expect("readable");
        assert_eq!((waiting.count, waiting.oldest_at_ms), (2, Some(1)));

        let seq = heads[0].seq;
        for attempts in 1..=2 {
            let work = store.begin(seq).await.expect("begun");
            assert_eq!(work, Work::Handle { payload: "words 20".to_owned(), attempts });
        }
        store.unbegin(seq).await.expect("noted");
        let work = store.begin(seq).await.expect("begun");
        assert_eq!(work, Work::Handle { payload: "words 20".to_owned(), attempts: 2 });
        let planned = store.plan(seq, &sends(&["a", "b"]), 3).await.expect("planned");
        assert_eq!(planned, Some(vec![(0, "a".to_owned()), (1, "b".to_owned())]));
        let again = store.plan(seq, &sends(&["other"]), 3).await.expect("planned");
        assert_eq!(again, planned, "the first plan stands");
        assert_eq!(store.settle(seq, 0, Fate::Sent(None), 3).await.expect("noted"), Settled::Next(1));
        assert_eq!(store.begin(seq).await.expect("begun"), unsent(&[(1, "b")]));
        assert_eq!(store.settle(seq, 1, Fate::Failed(None), 3).await.expect("noted"), Settled::Done);
        assert_eq!(store.begin(seq).await.expect("begun"), Work::Done);
        assert_eq!(store.plan(heads[1].seq, &Planned::default(), 3).await.expect("planned"), Some(vec![]));
        assert_eq!(undone(&store).await, [0_i64; 0]);
        store.close().await;
    }
}

#[tokio::test]
async fn once_is_once_until_it_is_forgotten() {
    let once = |for_ms| Planned {
        sends: vec![row("always")],
        once: Some(Once { key: [1; 32], for_ms, sends: vec![row("once")] }),
        ..Planned::default()
    };
    for ground in Ground::all().await {
        let store = ground.store().await;
        for ((now_ms, count), id) in [(0, 2), (99, 1), (100, 2), (150, 1)].into_iter().zip(1..) {
            store.accept(&[update(id, 7)], now_ms).await.expect("stored");
            let unsent = store.plan(id, &once(100), now_ms).await.expect("planned");
            assert_eq!(unsent.map(|unsent| unsent.len()), Some(count), "at {now_ms}");
        }
        store.close().await;
    }
}

#[tokio::test]
async fn a_vote_is_changed_and_not_repeated() {
    let votes = [(1, "tace", true), (1, "tace", true), (2, "tace", false), (1, "tace", false), (1, "rfa", true)];
    for ground in Ground::all().await {
        let store = ground.store().await;
        for ((person, entry, helped), id) in votes.into_iter().zip(1..) {
            let vote = Some(Vote { key: [person; 32], person: [person; 32], entry: entry.to_owned(), helped });
            store.accept(&[update(id, 7)], 1).await.expect("stored");
            store.plan(id, &Planned { vote, ..Planned::default() }, 1).await.expect("planned");
        }
        let counts = store.feedback().await.expect("readable");
        let counts: Vec<_> = counts.iter().map(|c| (c.entry.as_str(), c.helped, c.not_mine)).collect();
        assert_eq!(counts, [("rfa", 1, 0), ("tace", 0, 1)]);
        store.close().await;
    }
}

#[tokio::test]
async fn old_rows_go_but_never_the_newest_nor_what_is_undone() {
    let keep = Keep {
        handled_ms: 10,
        dead_ms: 10,
        votes_ms: 10,
        questions_ms: 10,
        people_ms: 10,
        chats_ms: 10,
        counts_ms: 10,
    };
    for ground in Ground::all().await {
        let store = ground.store().await;
        store.accept(&[update(1, 7), update(2, 8), update(3, 9)], 0).await.expect("stored");
        let dead = Dead { reason: "no reason".to_owned(), person: None };
        store.plan(1, &Planned { dead: Some(dead), ..Planned::default() }, 0).await.expect("planned");
        store.plan(3, &Planned::default(), 0).await.expect("planned");
        store.prune(keep, 5).await.expect("pruned");
        assert_eq!(store.letters().await.expect("readable").len(), 1);
        assert_eq!(store.accept(&[update(1, 7)], 5).await.expect("stored"), 0, "still known");
        store.prune(keep, 11).await.expect("pruned");
        assert_eq!(store.newest().await.expect("readable").map(|newest| newest.update_id), Some(3));
        assert_eq!(undone(&store).await, [2]);
        assert_eq!(store.letters().await.expect("readable"), []);
        assert_eq!(store.accept(&[update(1, 7)], 11).await.expect("stored"), 1, "forgotten");
        store.close().await;
    }
}

#[tokio::test]
async fn what_was_under_way_when_a_process_died_is_sent_again_but_posts_are_not() {
    let post = |method: &str| Row { is_post: true, needs_previous: method == "sendPoll", ..row(method) };
    for ground in Ground::all().await {
        let store = ground.store().await;
        store.accept(&[update(1, -7), update(2, -8), update(3, -9), update(4, -10)], 0).await.expect("accepted");
        let quiz = Planned { sends: vec![post("sendMessage"), post("sendPoll")], ..Planned::default() };
        store.plan(1, &quiz, 0).await.expect("planned");
        store.plan(2, &sends(&["a", "b"]), 0).await.expect("planned");
        store.plan(3, &quiz, 0).await.expect("planned");
        store.begin(4).await.expect("begun");
        // The poll of a quiz whose first message failed does not follow.
        assert_eq!(store.settle(3, 0, Fate::Failed(None), 0).await.expect("noted"), Settled::Done);
        let store = ground.dies(store).await;
        let waits = [(0, "sendMessage".to_owned()), (1, "sendPoll".to_owned())].to_vec();
        let begun = store.begin(1).await.expect("begun");
        assert_eq!(begun, Work::Send { unsent: waits, again: 0, given_up: 0 }, "it waited for its turn");
        store.post_under_way(1, 0, true).await.expect("noted");
        let store = ground.dies(store).await;
        assert_eq!(store.begin(1).await.expect("begun"), Work::Send { unsent: Vec::new(), again: 0, given_up: 1 });
        assert_eq!(store.begin(1).await.expect("begun"), Work::Done);
        let both = [(0, "a".to_owned()), (1, "b".to_owned())].to_vec();
        let begun = store.begin(2).await.expect("begun");
        assert_eq!(begun, Work::Send { unsent: both, again: 1, given_up: 0 }, "an answer is sent again");
        assert_eq!(store.begin(2).await.expect("begun"), unsent(&[(0, "a"), (1, "b")]), "and counted once");
        let attempts = 2;
        assert_eq!(store.begin(4).await.expect("begun"), Work::Handle { payload: "words 4".to_owned(), attempts });
        assert_eq!(undone(&store).await, [2, 4]);
        store.close().await;
    }
}

#[tokio::test]
async fn a_dead_letter_is_listed_without_its_words_retried_or_dropped() {
    let person: Code = [7; 32];
    let dead = |reason: &str| Dead { reason: reason.to_owned(), person: Some(person) };
    for ground in Ground::all().await {
        let store = ground.store().await;
        store.accept(&[update(1, 7), update(2, 8)], 1).await.expect("stored");
        let given_up = Planned { dead: Some(dead("its handler panicked")), ..Planned::default() };
        store.plan(1, &given_up, 2).await.expect("planned");
        store.plan(2, &sends(&["a", "b"]), 2).await.expect("planned");
        for failed in 1..=2 {
            assert_eq!(store.failed_once_more(2, 0).await.expect("noted"), failed);
        }
        let refused = dead("Bad Request");
        assert_eq!(store.settle(2, 0, Fate::Failed(Some(&refused)), 3).await.expect("noted"), Settled::Next(1));
        assert_eq!(store.settle(2, 1, Fate::Sent(None), 3).await.expect("noted"), Settled::Done);
        store.bury("[1]", "it is no update", 4).await.expect("stored");
        let letters = store.letters().await.expect("readable");
        let shown: Vec<_> = letters
            .iter()
            .map(|letter| (letter.method.as_deref(), letter.reason.as_str(), letter.received_at_ms, letter.died_at_ms))
            .collect();
        assert_eq!(
            shown,
            [
                (None, "its handler panicked", 1, 2),
                (Some("sendMessage"), "Bad Request", 1, 3),
                (None, "it is no update", 4, 4)
            ]
        );
        assert_eq!(undone(&store).await, [0_i64; 0]);

        assert!(store.retry(letters[0].id, 5).await.expect("put back"));
        assert!(store.retry(letters[1].id, 5).await.expect("put back"));
        assert!(!store.retry(letters[1].id, 5).await.expect("looked for"), "the second time there is none");
        assert!(store.drop_letter(letters[2].id).await.expect("dropped"));
        assert!(!store.drop_letter(letters[2].id).await.expect("looked for"));
        let heads = store.undone_after(0, 9).await.expect("readable");
        assert_eq!(heads.iter().map(|head| head.chat_id).collect::<Vec<_>>(), [Some(7), Some(8)]);
        let begun = store.begin(heads[0].seq).await.expect("begun");
        assert_eq!(begun, Work::Handle { payload: "words 1".to_owned(), attempts: 1 });
        assert_eq!(store.begin(heads[1].seq).await.expect("begun"), unsent(&[(0, "a")]));
        assert_eq!(store.letters().await.expect("readable"), []);
        store.close().await;
    }
}

#[tokio::test]
async fn what_one_process_has_in_work_no_other_touches_until_it_is_dead() {
    let server = Postgres::start().await;
    let url = server.database().await;
    let (one, two) = (Store::open(&url).await.expect("opens"), Store::open(&url).await.expect("opens"));
    one.accept(&[update(1, 7), update(2, 8), update(3, 9)], 0).await.expect("stored");
    assert!(matches!(one.begin(1).await.expect("begun"), Work::Handle { .. }));
    assert_eq!(two.begin(1).await.expect("asked"), Work::Elsewhere);
    assert_eq!(two.plan(1, &sends(&["x"]), 0).await.expect("asked"), None);
    one.plan(1, &sends(&["a"]), 0).await.expect("planned");
    assert_eq!(two.begin(1).await.expect("asked"), Work::Elsewhere);
    assert_eq!(two.settle(1, 0, Fate::Sent(None), 0).await.expect("asked"), Settled::Elsewhere);
    // What is done no more is nobody's.
    one.begin(2).await.expect("begun");
    one.unbegin(2).await.expect("noted");
    assert!(matches!(two.begin(2).await.expect("begun"), Work::Handle { .. }));
    one.begin(3).await.expect("begun");
    // One leaves: two takes over what it had, and one can note nothing more.
    let mut connection = AnyConnection::connect(&url).await.expect("opens");
    let first = "DELETE FROM replicas WHERE id = (SELECT owner FROM inbox WHERE seq = 1)";
    sqlx::query(first).execute(&mut connection).await.expect("its lease is over");
    let taken = Work::Send { unsent: vec![(0, "a".to_owned())], again: 1, given_up: 0 };
    assert_eq!(two.begin(1).await.expect("begun"), taken);
    assert_eq!(one.settle(1, 0, Fate::Sent(None), 0).await.expect("asked"), Settled::Elsewhere);
    assert!(matches!(two.begin(3).await.expect("begun"), Work::Handle { attempts: 2, .. }));
    assert_eq!(one.plan(3, &sends(&["a"]), 0).await.expect("asked"), None);
    // It joins again with its next renewal, and finds nothing of its own.
    one.renew().await.expect("renewed");
    assert_eq!(one.begin(1).await.expect("asked"), Work::Elsewhere);
    assert_eq!(two.settle(1, 0, Fate::Sent(None), 0).await.expect("noted"), Settled::Done);
    assert!(one.holds_lease() && two.holds_lease());
    one.close().await;
    two.close().await;
}

#[tokio::test]
async fn one_process_leads_and_the_limits_are_everybodys() {
    let server = Postgres::start().await;
    let url = server.database().await;
    let (one, two) = (Store::open(&url).await.expect("opens"), Store::open(&url).await.expect("opens"));
    let mut lead = one.lead().await.expect("asked").expect("nobody leads");
    assert!(two.lead().await.expect("asked").is_none());
    lead.look().await.expect("it leads");
    drop(lead);
    let taken = async {
        // The server learns a moment later that the connection is gone.
        while two.lead().await.expect("asked").is_none() {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(crate::stage::SOON, taken).await.expect("the other takes the lead");

    let limit = Limit { every: std::time::Duration::from_secs(60), burst: 3 };
    for (store, is_free) in [(&one, true), (&two, true), (&one, true), (&two, false), (&one, false)] {
        let taken = store.take(&[1; 32], limit).await.expect("asked");
        assert_eq!(taken.is_ok(), is_free);
        if let Err(wait) = taken {
            assert!(
                wait > std::time::Duration::from_secs(50) && wait <= std::time::Duration::from_secs(60),
                "{wait:?}"
            );
        }
    }
    assert_eq!(two.take(&[2; 32], limit).await.expect("asked"), Ok(()), "another key");
    one.close().await;
    two.close().await;
}

#[tokio::test]
async fn news_of_many_processes_is_seen_in_the_order_of_its_places() {
    let server = Postgres::start().await;
    let url = server.database().await;
    let looker = Store::open(&url).await.expect("opens");
    let writers = (0..4_i64).map(|writer| {
        let url = url.clone();
        tokio::spawn(async move {
            let store = Store::open(&url).await.expect("opens");
            for n in 1..=50 {
                store.accept(&[update(writer * 1000 + n, writer)], 0).await.expect("stored");
            }
            store.close().await;
        })
    });
    let writers: Vec<_> = writers.collect();
    let (mut last, mut seen) = (0, 0);
    while seen < 200 {
        let heads = looker.undone_after(last, 1000).await.expect("readable");
        seen += heads.len();
        last = heads.last().map_or(last, |head| head.seq);
        // Whoever passed one over would wait here for ever.
        assert!(seen == 200 || writers.iter().any(|writer| !writer.is_finished()) || !heads.is_empty(), "only {seen}");
    }
    looker.close().await;
}

#[tokio::test]
async fn a_database_that_cannot_be_used_is_said() {
    for url in ["mysql://u:secret@h/db", "verbatim.db", ""] {
        let error = Store::open(url).await.expect_err(url);
        assert!(matches!(error, OpenError::Scheme(_)) && !error.to_string().contains("secret"), "{error}");
    }
    let dir = tempfile::tempdir().expect("a temporary folder");
    let url = database_url(dir.path());
    let store = Store::open(&url).await.expect("opens");
    assert!(matches!(Store::open(&url).await, Err(OpenError::InUse(_))));
    store.close().await;
    drop(store);
    let mut other = SqliteConnection::connect(&url).await.expect("opens");
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        VALUES (9999, 'later', 1, x'00', 0)";
    sqlx::query(newer).execute(&mut other).await.expect("inserted");
    other.close().await.expect("closes");
    let error = Store::open(&url).await.expect_err("newer").to_string();
    assert_eq!(error, "the database has schema 9999, and this verbatim knows schemas up to 5: use a newer verbatim");
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
    let migrations = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/migrations/sqlite");
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
    assert_eq!(undone(&store).await, [7, 8]);
    let under_way = vec![(0, "{}".to_owned())];
    assert_eq!(store.begin(2).await.expect("begun"), Work::Send { unsent: under_way, again: 1, given_up: 0 });
    assert_eq!(store.settle(2, 0, Fate::Sent(None), 0).await.expect("noted"), Settled::Done);
    let counts = store.feedback().await.expect("readable");
    assert_eq!(counts.iter().map(|c| (c.entry.as_str(), c.helped)).collect::<Vec<_>>(), [("tace-what", 1)]);
    assert_eq!(store.newest().await.expect("readable").map(|newest| newest.update_id), Some(8));
    store.close().await;
}
