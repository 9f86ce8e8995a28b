//! What several processes on one database may do, and must not.

use std::time::Duration;

use futures_util::future::join_all;
use sqlx::{AnyConnection, Connection as _};
use tokio::task::JoinHandle;
use verbatim::store::{Acquire, Claimed, Effects, Limit, Remaining, SendOutcome, Stored};

use super::{Row, row, sends, update};
use crate::postgres::Postgres;
use crate::test_bot::{SOON, comes_true};

#[tokio::test]
async fn what_one_process_has_in_work_no_other_touches_until_it_is_dead() {
    let server = Postgres::start().await;
    let url = server.database().await;
    let (one, two) =
        (crate::test_bot::open(&url).await.expect("opens"), crate::test_bot::open(&url).await.expect("opens"));
    one.accept(&[update(1, 7), update(2, 8), update(3, 9)], 0, 0).await.expect("stored");
    assert!(matches!(one.claim(1).await.expect("begun"), Claimed::Handle { .. }));
    assert_eq!(two.claim(1).await.expect("asked"), Claimed::Elsewhere);
    assert_eq!(two.plan(1, &sends(&["x"]), 0).await.expect("asked"), Stored::Elsewhere);
    one.plan(1, &sends(&["a"]), 0).await.expect("planned");
    assert_eq!(two.claim(1).await.expect("asked"), Claimed::Elsewhere);
    assert_eq!(two.complete(1, 0, SendOutcome::Sent(None), 0).await.expect("asked"), Remaining::Elsewhere);
    // What is done no more is nobody's.
    one.claim(2).await.expect("begun");
    one.release(2).await.expect("noted");
    assert!(matches!(two.claim(2).await.expect("begun"), Claimed::Handle { .. }));
    one.claim(3).await.expect("begun");
    let post = Row { is_post: true, ..row("post") };
    one.accept(&[update(4, 10)], 0, 0).await.expect("stored");
    one.plan(4, &Effects::from(vec![post]), 0).await.expect("planned");
    assert!(!two.post_under_way(4, 0, true).await.expect("asked"), "it is one's to post");
    // One leaves: two takes over what it had, and one can note nothing more.
    let mut connection = AnyConnection::connect(&url).await.expect("opens");
    let first = "DELETE FROM replicas WHERE id = (SELECT owner FROM inbox WHERE seq = 1)";
    sqlx::query(first).execute(&mut connection).await.expect("its lease is over");
    let taken = Claimed::Send { unsent: vec![(0, "a".to_owned())], again: 1, given_up: Vec::new() };
    assert_eq!(two.claim(1).await.expect("begun"), taken);
    assert_eq!(one.complete(1, 0, SendOutcome::Sent(None), 0).await.expect("asked"), Remaining::Elsewhere);
    assert!(matches!(two.claim(3).await.expect("begun"), Claimed::Handle { attempts: 2, .. }));
    assert_eq!(one.plan(3, &sends(&["a"]), 0).await.expect("asked"), Stored::Elsewhere);
    let Claimed::Send { given_up, .. } = two.claim(4).await.expect("begun") else { panic!("it is two's now") };
    assert_eq!(given_up, Vec::<String>::new());
    assert!(!one.post_under_way(4, 0, true).await.expect("asked"), "it is two's to post");
    assert!(two.post_under_way(4, 0, true).await.expect("noted"));
    // It joins again with its next renewal, and finds nothing of its own.
    one.renew().await.expect("renewed");
    assert_eq!(one.claim(1).await.expect("asked"), Claimed::Elsewhere);
    assert_eq!(two.complete(1, 0, SendOutcome::Sent(None), 0).await.expect("noted"), Remaining::Done);
    assert!(one.lease_epoch().is_some() && two.lease_epoch().is_some());
    one.close().await;
    two.close().await;
}

#[tokio::test]
async fn one_process_leads_and_the_limits_are_everybodys() {
    let server = Postgres::start().await;
    let url = server.database().await;
    let (one, two) =
        (crate::test_bot::open(&url).await.expect("opens"), crate::test_bot::open(&url).await.expect("opens"));
    let mut lead = one.leader_lock().await.expect("asked").expect("nobody leads");
    assert!(two.leader_lock().await.expect("asked").is_none());
    lead.look().await.expect("it leads");
    drop(lead);
    // The server learns a moment later that the connection is gone.
    let is_taken = comes_true(SOON, async || two.leader_lock().await.expect("asked").is_some());
    assert!(is_taken.await, "the other takes the lead");

    let limit = Limit { every: Duration::from_secs(60), burst: 3 };
    for (store, is_free) in [(&one, true), (&two, true), (&one, true), (&two, false), (&one, false)] {
        let taken = store.acquire(&[([1; 32], limit)]).await.expect("asked");
        assert_eq!(taken == Acquire::Granted, is_free);
        if let Acquire::RetryAfter(_, wait) = taken {
            assert!(wait > Duration::from_secs(50) && wait <= Duration::from_secs(60), "{wait:?}");
        }
    }
    assert_eq!(two.acquire(&[([2; 32], limit)]).await.expect("asked"), Acquire::Granted, "another key");
    // Many at once get no more than one after the other, and who does not get the first takes nothing of the second.
    let both = [([3; 32], limit), ([4; 32], Limit { burst: 4, ..limit })];
    assert_eq!(one.acquire(&both).await.expect("asked"), Acquire::Granted, "the first ever is had by one alone");
    let asked = join_all([&one, &two].iter().cycle().take(20).map(|store| store.acquire(&both))).await;
    let places = asked.into_iter().map(|asked| match asked.expect("asked") {
        Acquire::Granted => 2,
        Acquire::RetryAfter(place, _) => place,
    });
    let mut places: Vec<usize> = places.collect();
    places.sort_unstable();
    assert_eq!(places, [[0; 18].as_slice(), &[2; 2]].concat());
    assert_eq!(one.acquire(&both[1..]).await.expect("asked"), Acquire::Granted, "one is left");
    assert!(matches!(two.acquire(&both[1..]).await.expect("asked"), Acquire::RetryAfter(0, _)));
    one.close().await;
    two.close().await;
}

#[tokio::test]
async fn what_is_claimed_when_it_is_accepted_is_its_process_s_alone_until_that_ends() {
    let server = Postgres::start().await;
    let url = server.database().await;
    let (one, two) =
        (crate::test_bot::open(&url).await.expect("opens"), crate::test_bot::open(&url).await.expect("opens"));
    one.accept(&[update(1, 7)], 0, 0).await.expect("stored");
    let accepted = one.accept(&[update(1, 7), update(2, 8), update(3, 9)], 0, 2).await.expect("stored");
    let places = accepted.iter().map(|accepted| (accepted.update.update_id, accepted.is_claimed));
    assert_eq!(
        places.collect::<Vec<_>>(),
        [(2, true), (3, false)],
        "the first of the two that may be was there before"
    );
    let seq = accepted[0].update.seq;
    assert_eq!(two.claim(seq).await.expect("asked"), Claimed::Elsewhere);
    assert_eq!(two.plan(seq, &sends(&["x"]), 0).await.expect("asked"), Stored::Elsewhere);
    assert!(matches!(two.claim(accepted[1].update.seq).await.expect("begun"), Claimed::Handle { attempts: 1, .. }));
    one.close().await;
    assert!(matches!(two.claim(seq).await.expect("begun"), Claimed::Handle { attempts: 2, .. }));
    two.close().await;
}

#[tokio::test]
async fn news_of_many_processes_is_seen_in_the_order_of_its_places() {
    let server = Postgres::start().await;
    let url = server.database().await;
    let looker = crate::test_bot::open(&url).await.expect("opens");
    let writers = (0..4_i64).map(|writer| {
        let url = url.clone();
        tokio::spawn(async move {
            let store = crate::test_bot::open(&url).await.expect("opens");
            for n in 1..=50 {
                store.accept(&[update(writer * 1000 + n, writer)], 0, 0).await.expect("stored");
            }
            store.close().await;
        })
    });
    let writers: Vec<_> = writers.collect();
    let (mut last, mut seen) = (0, 0);
    while seen < 200 {
        // Asked before the look: what is all there then must be seen.
        let is_all = writers.iter().all(JoinHandle::is_finished);
        let heads = looker.undone_after(last, 1000).await.expect("readable");
        seen += heads.len();
        last = heads.last().map_or(last, |head| head.seq);
        assert!(seen == 200 || !is_all, "only {seen} were seen");
    }
    looker.close().await;
}
