//! What the database keeps and for how long, without a bot around it.

use sqlx::{AnyConnection, Connection as _, SqliteConnection};
use tempfile::TempDir;
use verbatim::reply::PostKind;
use verbatim::store::{
    Change, Code, Dead, Fate, Incoming, Keep, Limit, Once, OpenError, Planned, Row, Schedule, Settled, Store,
    TransferError, Vault, Vote, Wants, Work,
};

use crate::postgres::Postgres;
use crate::stage::database_url;

/// An empty database of either kind.
pub(crate) struct Ground {
    pub(crate) url: String,
    _dir: TempDir,
    _server: Option<Postgres>,
}

impl Ground {
    /// One of each.
    pub(crate) async fn all() -> [Self; 2] {
        let dir = || tempfile::tempdir().expect("a temporary folder");
        let (sqlite, postgres) = (dir(), dir());
        let server = Postgres::start().await;
        [
            Self { url: database_url(sqlite.path()), _dir: sqlite, _server: None },
            Self { url: server.database().await, _dir: postgres, _server: Some(server) },
        ]
    }

    pub(crate) async fn store(&self) -> Store {
        self.store_with(&[KEY]).await
    }

    async fn store_with(&self, keys: &[&str]) -> Store {
        Store::open(&self.url, vault(keys)).await.expect("opens")
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

/// What the stories' texts are sealed with: 32 bytes in base64.
const KEY: &str = "a2V5IG9mIHRoZSBzdG9yaWVzLCB3aXRoIDMyIGIuLi4=";
const NEW_KEY: &str = "bmV3ZXIga2V5IG9mIHRoZSBzdG9yaWVzLCAzMiBiLi4=";

fn vault(keys: &[&str]) -> Vault {
    Vault::new(keys.iter().map(|key| key.parse().expect("a key")).collect())
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
async fn what_is_noted_twice_because_the_answer_was_lost_skips_nothing() {
    let dead = Dead { reason: "Bad Request".to_owned(), person: None };
    for ground in Ground::all().await {
        let store = ground.store().await;
        store.accept(&[update(1, 7)], 0).await.expect("stored");
        store.plan(1, &sends(&["a", "b", "c"]), 0).await.expect("planned");
        for _ in 0..2 {
            assert_eq!(store.settle(1, 0, Fate::Sent(None), 0).await.expect("noted"), Settled::Next(1));
        }
        for _ in 0..2 {
            assert_eq!(store.settle(1, 1, Fate::Failed(Some(&dead)), 0).await.expect("noted"), Settled::Next(2));
        }
        assert_eq!(store.begin(1).await.expect("begun"), unsent(&[(2, "c")]));
        assert_eq!(store.letters().await.expect("readable").len(), 1);
        assert_eq!(store.settle(1, 2, Fate::Sent(None), 0).await.expect("noted"), Settled::Done);
        assert_eq!(store.settle(1, 2, Fate::Sent(None), 0).await.expect("asked"), Settled::Elsewhere);
        assert_eq!(store.begin(1).await.expect("begun"), Work::Done);
        store.close().await;
    }
}

#[tokio::test]
async fn a_plan_that_the_database_lost_is_made_anew() {
    for ground in Ground::all().await {
        let store = ground.store().await;
        store.accept(&[update(1, 7)], 0).await.expect("stored");
        store.begin(1).await.expect("begun");
        store.plan(1, &sends(&["a", "b"]), 0).await.expect("planned");
        // As a server that was killed comes back: that it was begun was on disk already, and the plan was not.
        let mut connection = AnyConnection::connect(&ground.url).await.expect("opens");
        let lost = "DELETE FROM outbox; UPDATE inbox SET state = 'new', payload = 'words 1'";
        sqlx::raw_sql(lost).execute(&mut connection).await.expect("taken back");
        connection.close().await.expect("closes");
        assert_eq!(store.settle(1, 0, Fate::Sent(None), 0).await.expect("asked"), Settled::Elsewhere);
        let begun = store.begin(1).await.expect("begun");
        assert_eq!(begun, Work::Handle { payload: "words 1".to_owned(), attempts: 2 });
        store.close().await;
    }
}

#[tokio::test]
async fn a_clock_that_jumps_loses_nothing_that_is_undone() {
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
        // The clock says 1970, then a far day, then 1970 again.
        store.accept(&[update(1, 7), update(2, 8), update(3, 9)], 0).await.expect("stored");
        store.plan(1, &sends(&["a"]), 0).await.expect("planned");
        store.plan(3, &Planned::default(), 0).await.expect("planned");
        store.prune(keep, i64::MAX).await.expect("pruned");
        store.accept(&[update(4, 7)], i64::MAX).await.expect("stored");
        store.prune(keep, 0).await.expect("pruned");
        assert_eq!(undone(&store).await, [1, 2, 4]);
        assert_eq!(store.newest().await.expect("readable").map(|newest| newest.update_id), Some(4));
        assert_eq!(store.begin(1).await.expect("begun"), unsent(&[(0, "a")]));
        assert_eq!(store.settle(1, 0, Fate::Sent(None), 0).await.expect("noted"), Settled::Done);
        assert!(matches!(store.begin(2).await.expect("begun"), Work::Handle { .. }));
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
    let (one, two) = (crate::stage::open(&url).await.expect("opens"), crate::stage::open(&url).await.expect("opens"));
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
    let post = Row { is_post: true, ..row("post") };
    one.accept(&[update(4, 10)], 0).await.expect("stored");
    one.plan(4, &Planned { sends: vec![post], ..Planned::default() }, 0).await.expect("planned");
    assert!(!two.post_under_way(4, 0, true).await.expect("asked"), "it is one's to post");
    // One leaves: two takes over what it had, and one can note nothing more.
    let mut connection = AnyConnection::connect(&url).await.expect("opens");
    let first = "DELETE FROM replicas WHERE id = (SELECT owner FROM inbox WHERE seq = 1)";
    sqlx::query(first).execute(&mut connection).await.expect("its lease is over");
    let taken = Work::Send { unsent: vec![(0, "a".to_owned())], again: 1, given_up: 0 };
    assert_eq!(two.begin(1).await.expect("begun"), taken);
    assert_eq!(one.settle(1, 0, Fate::Sent(None), 0).await.expect("asked"), Settled::Elsewhere);
    assert!(matches!(two.begin(3).await.expect("begun"), Work::Handle { attempts: 2, .. }));
    assert_eq!(one.plan(3, &sends(&["a"]), 0).await.expect("asked"), None);
    assert!(matches!(two.begin(4).await.expect("begun"), Work::Send { given_up: 0, .. }));
    assert!(!one.post_under_way(4, 0, true).await.expect("asked"), "it is two's to post");
    assert!(two.post_under_way(4, 0, true).await.expect("noted"));
    // It joins again with its next renewal, and finds nothing of its own.
    one.renew().await.expect("renewed");
    assert_eq!(one.begin(1).await.expect("asked"), Work::Elsewhere);
    assert_eq!(two.settle(1, 0, Fate::Sent(None), 0).await.expect("noted"), Settled::Done);
    assert!(one.term().is_some() && two.term().is_some());
    one.close().await;
    two.close().await;
}

#[tokio::test]
async fn one_process_leads_and_the_limits_are_everybodys() {
    let server = Postgres::start().await;
    let url = server.database().await;
    let (one, two) = (crate::stage::open(&url).await.expect("opens"), crate::stage::open(&url).await.expect("opens"));
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
    let looker = crate::stage::open(&url).await.expect("opens");
    let writers = (0..4_i64).map(|writer| {
        let url = url.clone();
        tokio::spawn(async move {
            let store = crate::stage::open(&url).await.expect("opens");
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
        let error = crate::stage::open(url).await.expect_err(url);
        assert!(matches!(error, OpenError::Scheme(_)) && !error.to_string().contains("secret"), "{error}");
    }
    let dir = tempfile::tempdir().expect("a temporary folder");
    let url = database_url(dir.path());
    let store = crate::stage::open(&url).await.expect("opens");
    assert!(matches!(crate::stage::open(&url).await, Err(OpenError::InUse(_))));
    store.close().await;
    drop(store);
    let mut other = SqliteConnection::connect(&url).await.expect("opens");
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        VALUES (9999, 'later', 1, x'00', 0)";
    sqlx::query(newer).execute(&mut other).await.expect("inserted");
    other.close().await.expect("closes");
    let error = crate::stage::open(&url).await.expect_err("newer").to_string();
    assert_eq!(error, "the database has schema 9999, and this verbatim knows schemas up to 5: use a newer verbatim");
    let missing = format!("sqlite:{}", dir.path().join("no/folder/bot.db").display());
    assert!(matches!(crate::stage::open(&missing).await, Err(OpenError::Lock { .. })));
}

#[tokio::test]
async fn what_people_wrote_is_sealed_and_sealed_anew_when_the_key_changes() {
    for ground in Ground::all().await {
        let store = ground.store_with(&[]).await;
        store.accept(&[update(1, 7), update(2, 8), update(3, 9)], 0).await.expect("stored");
        let dead = Dead { reason: "no reason".to_owned(), person: None };
        store.plan(2, &sends(&["words of a reply"]), 0).await.expect("planned");
        store.plan(3, &Planned { dead: Some(dead), ..Planned::default() }, 0).await.expect("planned");
        let title =
            Change::Chat { id: -7, kind: "group".to_owned(), title: "words of a title".to_owned(), is_open: true };
        store.accept(&[update(4, 9)], 0).await.expect("stored");
        store.plan(4, &Planned { changes: vec![title], ..Planned::default() }, 0).await.expect("planned");
        store.close().await;
        drop(store);
        assert_eq!(words(&ground.url).await, 4, "plain without a key");
        for keys in [&[KEY][..], &[NEW_KEY, KEY], &[NEW_KEY]] {
            let store = ground.store_with(keys).await;
            assert_eq!(words(&ground.url).await, 0, "sealed with a key");
            assert!(
                matches!(store.begin(1).await.expect("begun"), Work::Handle { payload, .. } if payload == "words 1")
            );
            assert!(matches!(store.begin(2).await.expect("begun"),
                Work::Send { unsent, .. } if unsent == [(0, "words of a reply".to_owned())]));
            let wants = Wants { chat: Some(-7), ..Wants::default() };
            let known = store.known(&wants, 0).await.expect("readable");
            assert_eq!(known.chat.map(|chat| chat.title).as_deref(), Some("words of a title"));
            store.close().await;
            drop(store);
        }
        let error = Store::open(&ground.url, vault(&[KEY])).await.expect_err("its key is missing").to_string();
        assert!(error.contains("which is missing"), "{error}");
        let store = ground.store_with(&[NEW_KEY]).await;
        let letter = store.letters().await.expect("readable").remove(0);
        assert!(store.retry(letter.id, 1).await.expect("put back"));
        let seq = store.undone_after(4, 1).await.expect("readable")[0].seq;
        assert!(matches!(store.begin(seq).await.expect("begun"), Work::Handle { payload, .. } if payload == "words 3"));
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
    store.accept(&[update(5, 7), update(6, 7), update(7, -8)], 3).await.expect("stored");
    let seq = 2;
    let vote = Vote { key: [1; 32], person: [2; 32], entry: "tace".to_owned(), helped: true };
    let daily =
        Schedule { chat: -8, kind: PostKind::Quiz, minute: 61, is_paused: true, last_day: "2026-11-23".to_owned() };
    let group = Change::Chat { id: -8, kind: "group".to_owned(), title: "Group".to_owned(), is_open: true };
    let planned = Planned {
        vote: Some(vote),
        once: Some(Once { key: [3; 32], for_ms: 1000, sends: Vec::new() }),
        changes: vec![group, Change::Schedule(daily), Change::Admin { person: [2; 32], chat: -8, is_admin: true }],
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
    // 4 of the inbox, 2 of the outbox, one each of six others.
    assert_eq!(rows, 4 + 2 + 6 + 1);

    let from = postgres.store().await;
    let to = Store::open(&database_url(back.path()), vault(&[KEY])).await.expect("opens");
    assert_eq!(from.move_to(&to).await.expect("moved back"), rows);
    for store in [from, to] {
        assert_eq!(undone(&store).await, [5, 6, 7]);
        assert!(matches!(store.begin(1).await.expect("begun"), Work::Handle { payload, .. } if payload == "words 5"));
        assert!(
            matches!(store.begin(2).await.expect("begun"), Work::Send { again: 1, unsent, .. } if unsent.len() == 2)
        );
        let wants =
            Wants { chat: Some(-8), posts: true, person: Some([2; 32]), administered: true, ..Wants::default() };
        let known = store.known(&wants, 5).await.expect("readable");
        assert_eq!(
            known.schedules.iter().map(|daily| (daily.minute, daily.is_paused)).collect::<Vec<_>>(),
            [(61, true)]
        );
        assert_eq!(known.administered.iter().map(|chat| chat.title.as_str()).collect::<Vec<_>>(), ["Group"]);
        assert_eq!(store.feedback().await.expect("readable").len(), 1);
        assert_eq!(store.letters().await.expect("readable").len(), 1);
        // New rows go behind the old ones.
        assert_eq!(store.accept(&[update(8, 7)], 9).await.expect("stored"), 1);
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
    bot.accept(&[update(1, 7)], 0).await.expect("stored");
    let file = dir.path().join("bot.db");
    let beside = Store::open_beside(&sqlite.url, vault(&[KEY])).await.expect("opens");
    beside.back_up(&file).await.expect("copied");
    assert!(matches!(beside.back_up(&file).await, Err(TransferError::Exists(_))));
    let missing = dir.path().join("no/folder");
    assert!(beside.back_up(&missing).await.is_err());
    bot.accept(&[update(2, 7)], 0).await.expect("stored");
    let copy = Store::open(&database_url(dir.path()), vault(&[KEY])).await.expect("opens");
    assert_eq!((undone(&copy).await, undone(&bot).await), (vec![1], vec![1, 2]));
    let server = postgres.store().await;
    assert!(matches!(server.back_up(&dir.path().join("other")).await, Err(TransferError::Postgres)));
    for store in [beside, copy, bot, server] {
        store.close().await;
    }
}

#[tokio::test]
async fn a_damaged_file_is_refused() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let url = database_url(dir.path());
    let store = crate::stage::open(&url).await.expect("opens");
    let updates: Vec<Incoming> = (1..500).map(|id| update(id, id)).collect();
    store.accept(&updates, 0).await.expect("stored");
    store.close().await;
    drop(store);
    let file = dir.path().join("bot.db");
    let whole = std::fs::read(&file).expect("readable");
    let middle = whole.len() / 2 / 4096 * 4096;
    for place in [0, middle] {
        let mut damaged = whole.clone();
        damaged[place..place + 200].fill(0xee);
        std::fs::write(&file, &damaged).expect("written");
        let error = crate::stage::open(&url).await.expect_err("damaged").to_string();
        assert!(error.contains("is damaged") && error.contains("put a backup in its place"), "{error}");
    }
    std::fs::write(&file, &whole).expect("written");
    let store = crate::stage::open(&url).await.expect("opens again");
    assert_eq!(undone(&store).await.len(), 499);
    store.close().await;
    let other = dir.path().join("none.db");
    let beside = Store::open_beside(&format!("sqlite:{}", other.display()), Vault::plain()).await;
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
        let of_version = [
            (1, "INSERT INTO inbox (update_id, chat_id, received_at_ms, payload) VALUES (7, 1, 0, '{}')"),
            (1, "INSERT INTO inbox (update_id, chat_id, received_at_ms, state) VALUES (8, 2, 0, 'planned')"),
            (1, "INSERT INTO outbox (seq, n, method, body, state) VALUES (2, 0, 'sendMessage', '{}', 'sending')"),
            (1, "INSERT INTO votes (key, entry, helped, at_ms) VALUES (x'01', 'tace-what', 1, 0)"),
            (1, "INSERT INTO feedback (entry, helped) VALUES ('tace-what', 1)"),
            (2, "INSERT INTO chats (chat_id, kind, title, settings, is_open) VALUES (-7, 'group', 'G', '{}', 1)"),
            (2, "INSERT INTO counts (code, count, until_ms) VALUES (zeroblob(32), 3, 99)"),
            (3, "INSERT INTO chosen (entry, count) VALUES ('tace-what', 4)"),
            (4, "INSERT INTO schedules (chat_id, kind, minute, last_day) VALUES (-7, 'quiz', 5, '2026-01-01')"),
        ];
        for (_, sql) in of_version.into_iter().filter(|(since, _)| *since <= version) {
            sqlx::query(sql).execute(&mut database).await.expect(sql);
        }
        database.close().await.expect("closes");

        let store = crate::stage::open(&url).await.expect("opens");
        assert_eq!(undone(&store).await, [7, 8]);
        let under_way = vec![(0, "{}".to_owned())];
        assert_eq!(store.begin(2).await.expect("begun"), Work::Send { unsent: under_way, again: 1, given_up: 0 });
        assert_eq!(store.settle(2, 0, Fate::Sent(None), 0).await.expect("noted"), Settled::Done);
        let counts = store.feedback().await.expect("readable");
        assert_eq!(counts.iter().map(|c| (c.entry.as_str(), c.helped)).collect::<Vec<_>>(), [("tace-what", 1)]);
        let wants = Wants { chat: Some(-7), posts: true, counts: vec![[0; 32]], ..Wants::default() };
        let known = store.known(&wants, 0).await.expect("readable");
        assert_eq!(known.chat.map(|chat| chat.title), (version >= 2).then(|| "G".to_owned()));
        assert_eq!(known.counts.len(), usize::from(version >= 2));
        assert_eq!(known.schedules.len(), usize::from(version >= 4));
        assert_eq!(store.chosen().await.expect("readable").len(), usize::from(version >= 3));
        assert_eq!(store.newest().await.expect("readable").map(|newest| newest.update_id), Some(8));
        store.close().await;
    }
}
