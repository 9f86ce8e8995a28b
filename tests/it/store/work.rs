//! The way of an update through the store, from acceptance to done, and what is kept of it: one story for both
//! databases.

use std::time::Duration;

use sqlx::{AnyConnection, Connection as _};
use verbatim::store::{
    Change, Claimed, Dead, Effects, LetterPlace, Once, PostKind, Pseudonym, QueuedKind, Remaining, Retention, Schedule,
    SendOutcome, Store, Stored, Vote,
};

use super::{Ground, PLANNED, Row, changes, given_up, row, sends, undone, unsent, update};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Everything for ten days.
const TEN_DAYS: Retention = Retention {
    handled: 10,
    dead: 10,
    feedback: 10,
    questions: 10,
    people: 10,
    chats: 10,
    counts: 10,
    desk: 10,
    desk_log: 10,
    stats: 10,
    missed: 10,
};

#[tokio::test]
async fn an_update_from_acceptance_to_done() {
    for ground in Ground::all().await {
        let store = ground.store().await;
        assert_eq!(store.newest().await.expect("readable"), None);
        assert_eq!(store.accept(&[update(20, 7), update(10, 7), update(20, 7)], 1, 0).await.expect("stored").len(), 2);
        assert_eq!(store.accept(&[update(10, 7)], 2, 0).await.expect("stored").len(), 0);
        assert_eq!(store.accept(&[], 2, 0).await.expect("stored").len(), 0);
        // Arrival decides the order; ids start anywhere after a quiet week.
        let heads = store.undone_after(0, 9).await.expect("readable");
        assert_eq!(heads.iter().map(|head| head.update_id).collect::<Vec<_>>(), [20, 10]);
        assert_eq!(store.undone_after(0, 1).await.expect("readable"), heads[..1]);
        assert_eq!(store.newest().await.expect("readable").map(|newest| newest.update_id), Some(10));
        let waiting = store.waiting().await.expect("readable");
        assert_eq!((waiting.count, waiting.oldest_at_ms), (2, Some(1)));

        let seq = heads[0].seq;
        for attempts in 1..=2 {
            let work = store.claim(seq).await.expect("begun");
            assert_eq!(work, Claimed::Handle { payload: "words 20".to_owned(), attempts });
        }
        store.release(seq).await.expect("noted");
        let work = store.claim(seq).await.expect("begun");
        assert_eq!(work, Claimed::Handle { payload: "words 20".to_owned(), attempts: 2 });
        let planned = store.plan(seq, &sends(&["a", "b"]), 3).await.expect("planned");
        assert_eq!(planned, PLANNED);
        let again = store.plan(seq, &sends(&["other"]), 3).await.expect("planned");
        let first = [(0, "a".to_owned()), (1, "b".to_owned())].to_vec();
        assert_eq!(again, Stored::Before(first), "the first plan stands");
        assert_eq!(store.complete(seq, 0, SendOutcome::Sent(None), 3).await.expect("noted"), Remaining::Next(1));
        assert_eq!(store.claim(seq).await.expect("begun"), unsent(&[(1, "b")]));
        assert_eq!(store.complete(seq, 1, SendOutcome::Dropped, 3).await.expect("noted"), Remaining::Done);
        assert_eq!(store.claim(seq).await.expect("begun"), Claimed::Done);
        assert_eq!(store.plan(heads[1].seq, &sends(&[]), 3).await.expect("planned"), PLANNED);
        assert_eq!(undone(&store).await, [0_i64; 0]);
        store.close().await;
    }
}

#[tokio::test]
async fn once_is_once_until_it_is_forgotten() {
    let once = |ttl_ms| Effects {
        requests: vec![row("always")],
        once: Some(Once { code: [1; 32], ttl: Duration::from_millis(ttl_ms), requests: vec![row("once")] }),
        ..Effects::default()
    };
    for ground in Ground::all().await {
        let store = ground.store().await;
        for ((now_ms, is_first), id) in [(0, true), (99, false), (100, true), (150, false)].into_iter().zip(1..) {
            store.accept(&[update(id, 7)], now_ms, 0).await.expect("stored");
            let stored = store.plan(id, &once(100), now_ms).await.expect("planned");
            assert_eq!(stored, Stored::Planned { is_first }, "at {now_ms}");
            let count = if is_first { 2 } else { 1 };
            assert!(matches!(store.claim(id).await, Ok(Claimed::Send { unsent, .. }) if unsent.len() == count));
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
            let vote = Change::Vote(Vote {
                key: [person; 32],
                person: [person; 32],
                entry: entry.to_owned(),
                helped,
                day: id,
            });
            store.accept(&[update(id, 7)], 1, 0).await.expect("stored");
            store.plan(id, &changes(vec![vote]), 1).await.expect("planned");
        }
        let counts = store.feedback().await.expect("readable");
        let counts: Vec<_> = counts.iter().map(|c| (c.entry.as_str(), c.helped, c.not_mine)).collect();
        assert_eq!(counts, [("rfa", 1, 0), ("tace", 0, 1)]);
        store.close().await;
    }
}

#[tokio::test]
async fn old_rows_go_but_never_the_newest_nor_what_is_undone() {
    for ground in Ground::all().await {
        let store = ground.store().await;
        store.accept(&[update(1, 7), update(2, 8), update(3, 9)], 0, 0).await.expect("stored");
        let dead = Dead { reason: "no reason".to_owned(), person: None };
        store.plan(1, &given_up(dead), 0).await.expect("planned");
        store.plan(3, &sends(&[]), 0).await.expect("planned");
        store.prune(TEN_DAYS, 5 * DAY_MS).await.expect("pruned");
        assert_eq!(store.letters().await.expect("readable").len(), 1);
        assert_eq!(store.accept(&[update(1, 7)], 5, 0).await.expect("stored").len(), 0, "still known");
        store.prune(TEN_DAYS, 11 * DAY_MS).await.expect("pruned");
        assert_eq!(store.newest().await.expect("readable").map(|newest| newest.update_id), Some(3));
        assert_eq!(undone(&store).await, [2]);
        assert_eq!(store.letters().await.expect("readable"), []);
        assert_eq!(store.accept(&[update(1, 7)], 11, 0).await.expect("stored").len(), 1, "forgotten");
        store.close().await;
    }
}

#[tokio::test]
async fn what_was_under_way_when_a_process_died_is_sent_again_but_posts_are_not() {
    let post = |method: &str| Row { is_post: true, needs_previous: method == "sendPoll", ..row(method) };
    for ground in Ground::all().await {
        let store = ground.store().await;
        store.accept(&[update(1, -7), update(2, -8), update(3, -9), update(4, -10)], 0, 0).await.expect("accepted");
        let quiz = Effects::from(vec![post("sendMessage"), post("sendPoll")]);
        store.plan(1, &quiz, 0).await.expect("planned");
        store.plan(2, &sends(&["a", "b"]), 0).await.expect("planned");
        store.plan(3, &quiz, 0).await.expect("planned");
        store.claim(4).await.expect("begun");
        // The poll of a quiz whose first message failed does not follow.
        assert_eq!(store.complete(3, 0, SendOutcome::Dropped, 0).await.expect("noted"), Remaining::Done);
        let store = ground.dies(store).await;
        let waits = [(0, "sendMessage".to_owned()), (1, "sendPoll".to_owned())].to_vec();
        let begun = store.claim(1).await.expect("begun");
        assert_eq!(begun, Claimed::Send { unsent: waits, again: 0, given_up: Vec::new() }, "it waited for its turn");
        store.post_under_way(1, 0, true).await.expect("noted");
        let store = ground.dies(store).await;
        let given_up = vec!["sendMessage".to_owned()];
        assert_eq!(store.claim(1).await.expect("begun"), Claimed::Send { unsent: Vec::new(), again: 0, given_up });
        assert_eq!(store.claim(1).await.expect("begun"), Claimed::Done);
        let both = [(0, "a".to_owned()), (1, "b".to_owned())].to_vec();
        let begun = store.claim(2).await.expect("begun");
        assert_eq!(begun, Claimed::Send { unsent: both, again: 1, given_up: Vec::new() }, "an answer is sent again");
        assert_eq!(store.claim(2).await.expect("begun"), unsent(&[(0, "a"), (1, "b")]), "and counted once");
        let attempts = 2;
        assert_eq!(store.claim(4).await.expect("begun"), Claimed::Handle { payload: "words 4".to_owned(), attempts });
        assert_eq!(undone(&store).await, [2, 4]);
        store.close().await;
    }
}

#[tokio::test]
async fn what_is_noted_twice_because_the_answer_was_lost_skips_nothing() {
    let dead = Dead { reason: "Bad Request".to_owned(), person: None };
    for ground in Ground::all().await {
        let store = ground.store().await;
        store.accept(&[update(1, 7)], 0, 0).await.expect("stored");
        store.plan(1, &sends(&["a", "b", "c"]), 0).await.expect("planned");
        for _ in 0..2 {
            assert_eq!(store.complete(1, 0, SendOutcome::Sent(None), 0).await.expect("noted"), Remaining::Next(1));
        }
        for _ in 0..2 {
            assert_eq!(store.give_up(1, 1, &dead, None::<&Row>, 0).await.expect("noted"), Remaining::Next(2));
        }
        assert_eq!(store.claim(1).await.expect("begun"), unsent(&[(2, "c")]));
        assert_eq!(store.letters().await.expect("readable").len(), 1);
        assert_eq!(store.complete(1, 2, SendOutcome::Sent(None), 0).await.expect("noted"), Remaining::Done);
        assert_eq!(store.complete(1, 2, SendOutcome::Sent(None), 0).await.expect("asked"), Remaining::Elsewhere);
        assert_eq!(store.claim(1).await.expect("begun"), Claimed::Done);
        store.close().await;
    }
}

#[tokio::test]
async fn who_asked_for_what_is_given_up_is_told_once_behind_the_rest() {
    let dead = Dead { reason: "Bad Request".to_owned(), person: None };
    let poll = || Row { needs_previous: true, ..row("poll") };
    for ground in Ground::all().await {
        let store = ground.store().await;
        store.accept(&[update(1, 7), update(2, 8), update(3, 9)], 0, 0).await.expect("stored");
        let give_up = async |seq, n, apology: &str| {
            // The second time because the database's answer was lost.
            let first = store.give_up(seq, n, &dead, Some(&row(apology)), 0).await.expect("noted");
            let again = store.give_up(seq, n, &dead, Some(&row(apology)), 0).await.expect("noted");
            assert_eq!(again, if first == Remaining::Done { Remaining::Elsewhere } else { first });
            first
        };
        store.plan(1, &sends(&["a"]), 0).await.expect("planned");
        assert_eq!(give_up(1, 0, "sorry").await, Remaining::Next(1));
        assert_eq!(store.claim(1).await.expect("begun"), unsent(&[(1, "sorry")]));
        assert_eq!(store.complete(1, 1, SendOutcome::Sent(None), 0).await.expect("noted"), Remaining::Done);

        store.plan(2, &sends(&["a", "b", "c"]), 0).await.expect("planned");
        assert_eq!(give_up(2, 0, "sorry").await, Remaining::Next(1));
        assert_eq!(give_up(2, 1, "sorry again").await, Remaining::Next(2));
        assert_eq!(store.claim(2).await.expect("begun"), unsent(&[(2, "c"), (3, "sorry")]));
        assert_eq!(store.complete(2, 2, SendOutcome::Sent(None), 0).await.expect("noted"), Remaining::Next(3));
        let last = store.give_up(2, 3, &dead, Some(&row("sorry again")), 0).await.expect("noted");
        assert_eq!(last, Remaining::Done);

        let effects: Effects<Row> = vec![row("a"), poll()].into();
        store.plan(3, &effects, 0).await.expect("planned");
        assert_eq!(give_up(3, 0, "sorry").await, Remaining::Next(2), "what needs it has failed with it");
        assert_eq!(store.letters().await.expect("readable").len(), 5);
        store.close().await;
    }
}

#[tokio::test]
async fn a_plan_that_the_database_lost_is_made_anew() {
    for ground in Ground::all().await {
        let store = ground.store().await;
        store.accept(&[update(1, 7)], 0, 0).await.expect("stored");
        store.claim(1).await.expect("begun");
        store.plan(1, &sends(&["a", "b"]), 0).await.expect("planned");
        // As a server that was killed comes back: that it was begun was on disk already, and the plan was not.
        let mut connection = AnyConnection::connect(&ground.url).await.expect("opens");
        let lost = "DELETE FROM outbox; UPDATE inbox SET state = 'new', payload = 'words 1'";
        sqlx::raw_sql(lost).execute(&mut connection).await.expect("taken back");
        connection.close().await.expect("closes");
        assert_eq!(store.complete(1, 0, SendOutcome::Sent(None), 0).await.expect("asked"), Remaining::Elsewhere);
        let begun = store.claim(1).await.expect("begun");
        assert_eq!(begun, Claimed::Handle { payload: "words 1".to_owned(), attempts: 2 });
        store.close().await;
    }
}

#[tokio::test]
async fn a_clock_that_jumps_loses_nothing_that_is_undone() {
    for ground in Ground::all().await {
        let store = ground.store().await;
        // The clock says 1970, then a far day, then 1970 again.
        store.accept(&[update(1, 7), update(2, 8), update(3, 9)], 0, 0).await.expect("stored");
        store.plan(1, &sends(&["a"]), 0).await.expect("planned");
        store.plan(3, &sends(&[]), 0).await.expect("planned");
        store.prune(TEN_DAYS, i64::MAX).await.expect("pruned");
        store.accept(&[update(4, 7)], i64::MAX, 0).await.expect("stored");
        store.prune(TEN_DAYS, 0).await.expect("pruned");
        assert_eq!(undone(&store).await, [1, 2, 4]);
        assert_eq!(store.newest().await.expect("readable").map(|newest| newest.update_id), Some(4));
        assert_eq!(store.claim(1).await.expect("begun"), unsent(&[(0, "a")]));
        assert_eq!(store.complete(1, 0, SendOutcome::Sent(None), 0).await.expect("noted"), Remaining::Done);
        assert!(matches!(store.claim(2).await.expect("begun"), Claimed::Handle { .. }));
        store.close().await;
    }
}

#[tokio::test]
async fn a_dead_letter_is_listed_without_its_words_retried_or_dropped() {
    let person: Pseudonym = [7; 32];
    let dead = |reason: &str| Dead { reason: reason.to_owned(), person: Some(person) };
    for ground in Ground::all().await {
        let store = ground.store().await;
        store.accept(&[update(1, 7), update(2, 8)], 1, 0).await.expect("stored");
        store.plan(1, &given_up(dead("its handler panicked")), 2).await.expect("planned");
        store.plan(2, &sends(&["a", "b"]), 2).await.expect("planned");
        for failed in 1..=2 {
            assert_eq!(store.failed_once_more(2, 0).await.expect("noted"), failed);
        }
        let refused = dead("Bad Request");
        assert_eq!(store.give_up(2, 0, &refused, None::<&Row>, 3).await.expect("noted"), Remaining::Next(1));
        assert_eq!(store.complete(2, 1, SendOutcome::Sent(None), 3).await.expect("noted"), Remaining::Done);
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
        assert_eq!(store.letters_after(2).await.expect("readable"), letters[1..]);
        assert_eq!(undone(&store).await, [0_i64; 0]);

        assert!(store.retry(letters[0].id, 5).await.expect("put back"));
        assert!(store.retry(letters[1].id, 5).await.expect("put back"));
        assert!(!store.retry(letters[1].id, 5).await.expect("looked for"), "the second time there is none");
        assert!(store.drop_letter(letters[2].id).await.expect("dropped"));
        assert!(!store.drop_letter(letters[2].id).await.expect("looked for"));
        let heads = store.undone_after(0, 9).await.expect("readable");
        assert_eq!(heads.iter().map(|head| head.chat_id).collect::<Vec<_>>(), [Some(7), Some(8)]);
        let begun = store.claim(heads[0].seq).await.expect("begun");
        assert_eq!(begun, Claimed::Handle { payload: "words 1".to_owned(), attempts: 1 });
        assert_eq!(store.claim(heads[1].seq).await.expect("begun"), unsent(&[(0, "a")]));
        assert_eq!(store.letters().await.expect("readable"), []);
        store.close().await;
    }
}

#[tokio::test]
async fn a_dead_letter_says_what_kind_of_place_it_is_for() {
    let dead = Dead { reason: "Bad Request".to_owned(), person: None };
    let chat = |id, kind: &str| Change::Chat { id, kind: kind.to_owned(), title: "T".to_owned(), is_open: true };
    for ground in Ground::all().await {
        let store = ground.store().await;
        let updates = [(1, 7), (2, -8), (3, -9), (4, -9), (5, -10)].map(|(id, chat)| update(id, chat));
        store.accept(&updates, 0, 0).await.expect("stored");
        store.plan(5, &changes(vec![chat(-8, "supergroup"), chat(-9, "channel")]), 0).await.expect("planned");
        for seq in 1..=4 {
            let post: Effects<Row> = vec![Row { is_post: seq == 4, ..row("a") }].into();
            store.plan(seq, &post, 0).await.expect("planned");
            store.give_up(seq, 0, &dead, None::<&Row>, seq).await.expect("noted");
        }
        store.bury("[1]", "it is no update", 9).await.expect("stored");
        let places = async |store: &Store| {
            let letters = store.letters().await.expect("readable");
            letters.iter().map(|letter| letter.place.map(LetterPlace::name)).collect::<Vec<_>>()
        };
        let named = [Some("private"), Some("group"), Some("channel"), Some("post"), None];
        assert_eq!(places(&store).await, named);
        // A post that is put back stays one: what is under way when its process ends is not sent again.
        let letter = store.letters().await.expect("readable").remove(3);
        assert!(store.retry(letter.id, 10).await.expect("put back"));
        let again = store.undone_after(5, 9).await.expect("readable").remove(0);
        assert_eq!(store.claim(again.seq).await.expect("begun"), unsent(&[(0, "a")]));
        assert!(store.post_under_way(again.seq, 0, true).await.expect("noted"));
        let store = ground.dies(store).await;
        assert_eq!(
            store.claim(again.seq).await.expect("begun"),
            Claimed::Send { unsent: Vec::new(), again: 0, given_up: vec!["a".to_owned()] }
        );
        store.close().await;
    }
}

#[tokio::test]
async fn what_is_done_once_in_a_while_is_done_once_in_it() {
    let (code, other): (Pseudonym, Pseudonym) = ([7; 32], [8; 32]);
    for ground in Ground::all().await {
        let store = ground.store().await;
        assert_eq!(store.seen_until(code).await.expect("readable"), None);
        // Each with until when it is remembered, from when on it counts as over, and whether it is to be done.
        for (code, until_ms, over_ms, is_first) in
            [(code, 100, 0, true), (code, 150, 99, false), (other, 120, 20, true), (code, 200, 100, true)]
        {
            assert_eq!(store.is_first(code, until_ms, over_ms).await.expect("noted"), is_first, "{until_ms}");
        }
        assert_eq!(store.seen_until(code).await.expect("readable"), Some(200));
        store.close().await;
    }
}

#[tokio::test]
async fn a_post_stays_one_when_it_is_given_up_and_tried_again() {
    let daily = Schedule { last_slot: "2026-11-27 00:00".to_owned(), ..Schedule::new(-7, PostKind::Quiz, vec![0]) };
    let group = Change::Chat { id: -7, kind: "group".to_owned(), title: "G".to_owned(), is_open: true };
    for ground in Ground::all().await {
        let store = ground.store().await;
        store.accept(&[update(1, 7)], 0, 0).await.expect("stored");
        store.plan(1, &changes(vec![group.clone(), Change::Schedule(daily.clone())]), 0).await.expect("planned");
        assert!(store.post_due(&daily, "2026-11-28 00:00", "a post", 0).await.expect("put in"));
        let queued = async || store.undone_after(1, 9).await.expect("readable").remove(0);
        let post = queued().await;
        assert_eq!(post.kind, QueuedKind::Post);
        let dead = Dead { reason: "its handler panicked".to_owned(), person: None };
        store.plan(post.seq, &given_up(dead), 1).await.expect("planned");
        let letter = store.letters().await.expect("readable").remove(0);
        assert!(store.retry(letter.id, 2).await.expect("put back"));
        let again = queued().await;
        assert!(again.seq > post.seq && again.kind == QueuedKind::Post, "{again:?}");
        store.close().await;
    }
}
