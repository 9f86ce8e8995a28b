//! What is counted by day, on both databases.

use std::sync::Arc;

use sqlx::{AnyConnection, Connection as _};
use verbatim::store::{Change, DayCount, Tally, Vote};

use super::{Ground, changes, update};

fn tally(day: i64, about: &str) -> Change {
    Change::Tally(Tally { day, what: "asked", about: about.to_owned() })
}

fn counted(day: i64, about: &str, count: i64) -> DayCount {
    DayCount { day, what: "asked".to_owned(), about: about.to_owned(), count }
}

/// How many rows there are.
async fn rows(ground: &Ground) -> i64 {
    let mut connection = AnyConnection::connect(&ground.url).await.expect("opens");
    let rows = sqlx::query_scalar("SELECT count(*) FROM days").fetch_one(&mut connection).await.expect("readable");
    connection.close().await.expect("closes");
    rows
}

#[tokio::test]
async fn what_is_planned_is_counted_once_and_summed() {
    for ground in Ground::all().await {
        let store = ground.store().await;
        for id in 1..=5 {
            store.accept(&[update(id, 7)], 1, 0).await.expect("stored");
            let planned = changes(vec![tally(10, "a"), tally(10 + id % 2, "b"), tally(10, "a")]);
            store.plan(id, &planned, 1).await.expect("planned");
            // A plan that is stored already counts nothing more.
            store.plan(id, &planned, 1).await.expect("planned");
        }
        let expected = [counted(10, "a", 10), counted(10, "b", 2), counted(11, "b", 3)];
        assert_eq!(store.days(10, 11).await.expect("readable"), expected);
        assert_eq!(store.days(11, 12).await.expect("readable"), expected[2..]);
        assert_eq!(rows(&ground).await, 10);
        store.sum_days(11).await.expect("summed");
        assert_eq!(rows(&ground).await, 8, "of the day before nothing is touched: {}", ground.url);
        for _ in 0..2 {
            store.sum_days(0).await.expect("summed");
            assert_eq!(rows(&ground).await, 3, "{}", ground.url);
            assert_eq!(store.days(0, 99).await.expect("readable"), expected);
        }
        store.close().await;
    }
}

#[tokio::test]
async fn a_vote_is_taken_back_on_the_day_that_it_was_counted_on() {
    for ground in Ground::all().await {
        let store = ground.store().await;
        for (id, day, helped) in [(1, 10, true), (2, 12, false)] {
            let vote = Vote { key: [1; 32], person: [2; 32], entry: "tace".to_owned(), helped, day };
            store.accept(&[update(id, 7)], 1, 0).await.expect("stored");
            store.plan(id, &changes(vec![Change::Vote(vote)]), 1).await.expect("planned");
        }
        let counts = store.days(0, 99).await.expect("readable");
        let counts: Vec<_> = counts.iter().map(|row| (row.day, row.what.as_str(), row.count)).collect();
        assert_eq!(counts, [(10, "helped", 0), (12, "not_helped", 1)], "{}", ground.url);
        // One from before days were counted takes nothing back.
        let mut connection = AnyConnection::connect(&ground.url).await.expect("opens");
        sqlx::query("UPDATE votes SET day = NULL").execute(&mut connection).await.expect("changed");
        connection.close().await.expect("closes");
        let vote = Vote { key: [1; 32], person: [2; 32], entry: "tace".to_owned(), helped: true, day: 12 };
        store.accept(&[update(3, 7)], 1, 0).await.expect("stored");
        store.plan(3, &changes(vec![Change::Vote(vote)]), 1).await.expect("planned");
        let counts = store.days(12, 12).await.expect("readable");
        let counts: Vec<_> = counts.iter().map(|row| (row.what.as_str(), row.count)).collect();
        assert_eq!(counts, [("helped", 1), ("not_helped", 1)], "{}", ground.url);
        store.close().await;
    }
}

#[tokio::test]
async fn nobody_waits_in_a_circle_and_nothing_is_lost_while_others_sum() {
    const EACH: i64 = 60;
    for ground in Ground::all().await {
        let store = Arc::new(ground.store().await);
        let other = if store.is_shared() { Arc::new(ground.store().await) } else { Arc::clone(&store) };
        let count = |store: Arc<verbatim::store::Store>, from: i64| async move {
            for id in from..from + EACH {
                let (first, second) = if id % 2 == 0 { ("a", "b") } else { ("b", "a") };
                let seqs = store.accept(&[update(id, id)], 1, 0).await.expect("stored");
                let seq = seqs.first().expect("it is new").update.seq;
                // With a change besides, it is a transaction of its own.
                let mut all = vec![tally(10, first), tally(10, second)];
                all.extend((id % 3 == 0).then(|| Change::Chosen(first.to_owned())));
                store.plan(seq, &changes(all), 1).await.expect("planned");
            }
        };
        let sum = |store: Arc<verbatim::store::Store>| async move {
            for _ in 0..20 {
                store.sum_days(0).await.expect("summed");
                tokio::task::yield_now().await;
            }
        };
        let counting = [(1, &store), (1_001, &other), (2_001, &store), (3_001, &other)];
        let counting = counting.map(|(from, store)| tokio::spawn(count(Arc::clone(store), from)));
        let summing = [&store, &other].map(|store| tokio::spawn(sum(Arc::clone(store))));
        for task in counting.into_iter().chain(summing) {
            task.await.expect("it ends");
        }
        let all = 4 * EACH;
        assert_eq!(store.days(10, 10).await.expect("readable"), [counted(10, "a", all), counted(10, "b", all)]);
        store.close().await;
        other.close().await;
    }
}
