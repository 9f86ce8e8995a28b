//! What was missed and what was added, in both databases: shared by people, sealed, moved, and numbered on.

use sqlx::{AnyConnection, Connection as _};
use verbatim::store::{
    Change, Miss, MissKind, MissState, MissedWord, NewPhrasing, PhrasingState, Pseudonym, StateQuery, Store,
};

use super::{Ground, KEY, NEW_KEY, changes, keyring, update};
use crate::test_bot::database_url;

const WORDS: &str = "is there parking";

fn miss(key: u8, person: u8, words: &[&str]) -> Miss {
    let word = |word: &&str| MissedWord { code: code(word), word: (*word).to_owned(), weight: 900 };
    Miss {
        key: [key; 32],
        day_ms: 0,
        person: [person; 32],
        kind: MissKind::Unknown,
        entry: None,
        near: "one:0.30".to_owned(),
        words: words.iter().map(word).collect(),
        question: Some(WORDS.to_owned()),
        fewest: 3,
    }
}

/// A code of a word, for a test.
fn code(word: &str) -> Pseudonym {
    let mut code = [0; 32];
    code[..word.len()].copy_from_slice(word.as_bytes());
    code
}

fn phrasing(key: Option<u8>, text: &str, state: PhrasingState) -> NewPhrasing {
    let key = key.map(|key| [key; 32]);
    let (entry, text) = ("one".to_owned(), text.to_owned());
    NewPhrasing { key, entry, text, person: Some([9; 32]), missed: None, at_ms: 5, state }
}

/// Makes changes, each with an update of its own.
async fn make(store: &Store, from: i64, all: Vec<Change>) {
    for (number, change) in (from..).zip(all) {
        store.accept(&[update(number, 7)], 0, 0).await.expect("stored");
        let head = store.undone_after(0, 1000).await.expect("readable").pop().expect("it is there");
        store.plan(head.seq, &changes(vec![change]), 4).await.expect("planned");
    }
}

#[tokio::test]
async fn words_are_sealed_counted_by_people_and_gone_with_them() {
    for ground in Ground::all().await {
        let store = ground.store_with(&[KEY]).await;
        let all = [miss(1, 1, &["parking", "bus"]), miss(2, 1, &["parking"]), miss(3, 2, &["parking", "bus"])];
        make(&store, 1, all.map(Change::Missed).into()).await;
        assert_eq!(store.missed().await.expect("readable").terms.len(), 0, "two people");
        make(&store, 4, vec![Change::Missed(miss(4, 3, &["parking"]))]).await;
        // The same message again says something else: it takes the place of what it said.
        let kind = MissKind::Chose;
        let again = Miss { kind, entry: Some("one".to_owned()), ..miss(4, 3, &["parking", "lot"]) };
        make(&store, 5, vec![Change::Missed(again)]).await;
        let missed = store.missed().await.expect("readable");
        assert_eq!(missed.terms.into_iter().collect::<Vec<_>>(), [(code("parking"), "parking".to_owned())]);
        let last = missed.misses.last().expect("four");
        assert_eq!((missed.misses.len(), last.kind, last.words.len()), (4, MissKind::Chose, 2));
        assert_eq!(last.question.as_deref(), Some(WORDS));
        let ids: Vec<i64> = missed.misses.iter().map(|miss| miss.id).collect();
        let state = Some(MissState::Gap);
        make(&store, 6, vec![Change::MissedState { ids: ids[..2].to_vec(), state }]).await;
        let query = StateQuery { missed: true, phrasings: true, ..StateQuery::default() };
        let known = store.state(&query, 5).await.expect("readable").missed;
        assert_eq!(known.misses.iter().filter(|miss| miss.state == state).count(), 2);
        make(&store, 7, vec![Change::MissedState { ids: ids[..1].to_vec(), state: None }]).await;
        let known = store.state(&query, 5).await.expect("readable").missed;
        assert_eq!(known.misses.iter().filter(|miss| miss.state == state).count(), 1, "one is taken back");
        // One of three is forgotten.
        let forget = Change::Forget { person: [0; 32], id: 1, chat: [0; 32], counts: Vec::new(), missed: [2; 32] };
        make(&store, 8, vec![forget]).await;
        let missed = store.missed().await.expect("readable");
        assert_eq!((missed.misses.len(), missed.terms.len()), (3, 0));
        store.close().await;
        drop(store);
        let store = ground.store_with(&[NEW_KEY, KEY]).await;
        assert_eq!(store.missed().await.expect("readable").misses[0].question.as_deref(), Some(WORDS));
        store.close().await;
    }
}

#[tokio::test]
async fn what_was_agreed_to_on_a_page_stays_when_the_page_shows_another() {
    for ground in Ground::all().await {
        let store = ground.store().await;
        for text in ["first", "second"] {
            for state in [PhrasingState::Draft, PhrasingState::Accepted] {
                store.add_phrasing(phrasing(Some(1), text, state)).await.expect("stored");
            }
        }
        store.add_phrasing(phrasing(Some(1), "third", PhrasingState::Draft)).await.expect("stored");
        store.add_phrasing(phrasing(Some(1), "fourth", PhrasingState::Draft)).await.expect("stored");
        let all = store.phrasings().await.expect("readable");
        let all: Vec<_> = all.iter().map(|one| (one.text.as_str(), one.state)).collect();
        let (draft, accepted) = (PhrasingState::Draft, PhrasingState::Accepted);
        assert_eq!(all, [("first", accepted), ("second", accepted), ("fourth", draft)]);
        store.close().await;
    }
}

#[tokio::test]
async fn a_phrasing_that_cannot_be_read_is_in_nobodys_way_while_it_is_not_in_use() {
    for ground in Ground::all().await {
        let store = ground.store_with(&[KEY]).await;
        store.add_phrasing(phrasing(None, "agreed", PhrasingState::Accepted)).await.expect("stored");
        store.add_phrasing(phrasing(Some(1), "lost", PhrasingState::Draft)).await.expect("stored");
        let mut connection = AnyConnection::connect(&ground.url).await.expect("opens");
        let spoil = "UPDATE phrasings SET text = 'sealed:lost' WHERE state = 'draft'";
        sqlx::query(spoil).execute(&mut connection).await.expect("changed");
        connection.close().await.expect("closes");
        assert!(store.phrasings().await.is_err());
        let in_use = store.phrasings_in_use().await.expect("readable");
        assert_eq!(in_use.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["agreed"]);
        store.close().await;
    }
}

#[tokio::test]
async fn a_phrasing_is_there_once_and_moves_with_its_number() {
    let [sqlite, postgres] = Ground::all().await;
    let back = tempfile::tempdir().expect("a temporary folder");
    for ground in [&sqlite, &postgres] {
        let store = ground.store().await;
        let draft = phrasing(Some(1), "a draft", PhrasingState::Draft);
        make(&store, 1, vec![Change::Phrasing(draft)]).await;
        assert_eq!(store.accepted_phrasings().await.expect("readable"), [0; 0]);
        let agreed = phrasing(Some(1), "agreed", PhrasingState::Accepted);
        make(&store, 2, vec![Change::Phrasing(agreed.clone()), Change::Phrasing(agreed)]).await;
        store.add_phrasing(phrasing(None, "agreed", PhrasingState::Accepted)).await.expect("stored");
        let all = store.phrasings().await.expect("readable");
        assert_eq!((all.len(), all[0].text.as_str(), all[0].state), (1, "agreed", PhrasingState::Accepted));
        make(&store, 4, vec![Change::PhrasingState { id: all[0].id, state: PhrasingState::Undone }]).await;
        assert_eq!(store.accepted_phrasings().await.expect("readable"), [0; 0]);
        store.add_phrasing(phrasing(None, "agreed", PhrasingState::Accepted)).await.expect("stored");
        assert_eq!(store.accepted_phrasings().await.expect("readable"), [all[0].id], "in use again");
        let forget = Change::Forget { person: [9; 32], id: 1, chat: [0; 32], counts: Vec::new(), missed: [0; 32] };
        make(&store, 5, vec![Change::Missed(miss(1, 1, &["parking"])), forget]).await;
        assert_eq!(store.phrasings().await.expect("readable")[0].person, None, "nobody knows who it was");
        store.close().await;
    }
    let from = postgres.store().await;
    let to = Store::open(&database_url(back.path()), keyring(&[KEY])).await.expect("opens");
    from.move_to(&to).await.expect("moved");
    assert_eq!(to.phrasings().await.expect("readable"), from.phrasings().await.expect("readable"));
    assert_eq!(to.missed().await.expect("readable"), from.missed().await.expect("readable"));
    from.close().await;
    // Back into a server, whose numbers go on behind those that came along.
    let server = crate::postgres::Postgres::start().await;
    let again = Store::open(&server.database().await, keyring(&[KEY])).await.expect("opens");
    to.move_to(&again).await.expect("moved");
    again.add_phrasing(phrasing(None, "another", PhrasingState::Accepted)).await.expect("stored");
    make(&again, 9, vec![Change::Missed(miss(9, 1, &["parking"]))]).await;
    let ids: Vec<i64> = again.phrasings().await.expect("readable").iter().map(|one| one.id).collect();
    assert!(ids.len() == 2 && ids[0] < ids[1], "{ids:?}");
    let in_use = again.accepted_phrasings().await.expect("readable");
    again.let_phrasings_go(in_use[..1].to_vec()).await.expect("stored");
    assert_eq!(again.accepted_phrasings().await.expect("readable"), in_use[1..]);
    again.close().await;
    to.close().await;
}
