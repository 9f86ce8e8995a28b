//! What is written together: one that fails costs itself alone, and a group that cannot be committed costs nothing.

use futures_util::future::join_all;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};
use verbatim::store::{Change, Claimed, Effects, Remaining, SendOutcome, StateQuery, Stored};

use super::{Ground, row, sends, undone, update};

/// For each kind of database: statements that make the plan for update 3 fail, and every commit of a plan, and that undo
/// it.
struct Faults {
    one: [&'static str; 2],
    commit: [&'static str; 2],
}

const OF_SQLITE: Faults = Faults {
    one: [
        "CREATE TRIGGER one BEFORE INSERT ON outbox WHEN NEW.seq = 3 BEGIN SELECT RAISE(ABORT, 'no'); END",
        "DROP TRIGGER one",
    ],
    commit: [
        "CREATE TABLE parents (id INTEGER PRIMARY KEY);
         CREATE TABLE children (id INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED);
         CREATE TRIGGER orphan AFTER INSERT ON outbox BEGIN INSERT INTO children VALUES (1); END",
        "DROP TRIGGER orphan; DROP TABLE children; DROP TABLE parents",
    ],
};

const OF_POSTGRES: Faults = Faults {
    one: [
        "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
         CREATE TRIGGER one BEFORE INSERT ON outbox FOR EACH ROW WHEN (NEW.seq = 3) EXECUTE FUNCTION no()",
        "DROP TRIGGER one ON outbox",
    ],
    commit: [
        "CREATE CONSTRAINT TRIGGER orphan AFTER INSERT ON outbox DEFERRABLE INITIALLY DEFERRED
         FOR EACH ROW EXECUTE FUNCTION no()",
        "DROP TRIGGER orphan ON outbox",
    ],
};

async fn change(url: &str, sql: &'static str) {
    let mut connection = AnyConnection::connect(url).await.expect("opens");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.expect(sql);
    connection.close().await.expect("closes");
}

#[tokio::test]
async fn one_that_fails_costs_itself_alone_and_a_group_that_is_not_committed_costs_nothing() {
    for (ground, faults) in Ground::all().await.iter().zip([OF_SQLITE, OF_POSTGRES]) {
        let store = ground.store().await;
        let updates: Vec<_> = (1..=40).map(|id| update(id, id)).collect();
        // Many are accepted at once, each by itself; one of them comes twice.
        let accepted =
            join_all(updates.iter().chain([&updates[0]]).map(|one| store.accept(std::slice::from_ref(one), 0, 0)));
        let new: usize = accepted.await.into_iter().map(|new| new.expect("stored").len()).sum();
        assert_eq!(new, 40);
        let heads = store.undone_after(0, 100).await.expect("readable");
        let begun = join_all(heads.iter().map(|head| store.claim(head.seq))).await;
        for (head, work) in heads.iter().zip(begun) {
            let payload = format!("words {}", head.update_id);
            assert_eq!(work.expect("begun"), Claimed::Handle { payload, attempts: 1 });
        }
        let seqs: Vec<i64> = heads.iter().map(|head| head.seq).collect();
        let code = [9; 32];
        let effects = Effects { changes: vec![Change::Count { code, until_ms: 1000 }], ..sends(&["a"]) };
        let plan = async || join_all(seqs.iter().map(|seq| store.plan(*seq, &effects, 0))).await;
        let count = async || {
            let wants = StateQuery { counts: vec![code], ..StateQuery::default() };
            store.state(&wants, 0).await.expect("readable").counts.first().map(|(_, count)| *count)
        };

        change(&ground.url, faults.one[0]).await;
        change(&ground.url, faults.commit[0]).await;
        assert!(plan().await.iter().all(Result::is_err), "nothing is committed");
        assert_eq!(count().await, None);
        change(&ground.url, faults.commit[1]).await;
        let planned = plan().await;
        for (seq, stored) in seqs.iter().zip(&planned) {
            assert_eq!(stored.is_err(), *seq == 3, "{seq}: {stored:?}");
        }
        assert_eq!(count().await, Some(39));
        change(&ground.url, faults.one[1]).await;
        let stored = store.plan(3, &effects, 0).await.expect("planned");
        assert_eq!(stored, Stored::Planned { is_first: false });
        assert_eq!(count().await, Some(40));

        let settled = join_all(seqs.iter().map(|seq| store.complete(*seq, 0, SendOutcome::Sent(None), 0))).await;
        assert!(settled.into_iter().all(|settled| settled.expect("noted") == Remaining::Done));
        assert_eq!(undone(&store).await, [0_i64; 0]);
        store.close().await;
    }
}

#[tokio::test]
async fn who_asks_and_goes_away_breaks_nothing() {
    for ground in Ground::all().await {
        let store = ground.store().await;
        let updates: Vec<_> = (1..=20).map(|id| update(id, id)).collect();
        store.accept(&updates, 0, 0).await.expect("stored");
        for seq in 1..=20 {
            let effects = Effects::from(vec![row("a")]);
            // It is asked for, and nobody waits.
            let plan = store.plan(seq, &effects, 0);
            tokio::select! {
                biased;
                planned = plan => drop(planned.expect("planned")),
                () = tokio::task::yield_now() => {}
            }
        }
        for seq in 1..=20 {
            let work = store.claim(seq).await.expect("begun");
            let unsent = vec![(0, "a".to_owned())];
            assert_eq!(work, Claimed::Send { unsent, again: 0, given_up: Vec::new() });
            assert_eq!(store.complete(seq, 0, SendOutcome::Sent(None), 0).await.expect("noted"), Remaining::Done);
        }
        store.close().await;
    }
}
