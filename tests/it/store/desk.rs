//! Conversations of the desk as they are remembered.

use verbatim::store::{
    Change, DeskChange, DeskQuery, DeskState, NewTicket, Relay, StaffPlace, StateQuery, Store, Stored,
};

use super::{Ground, changes, update};

const STAFF: i64 = -500;

fn opens(person: u8, chat: i64) -> DeskChange {
    DeskChange::Open(Box::new(NewTicket {
        code: [person + 100; 32],
        person: [person; 32],
        chat,
        language: "en".to_owned(),
        card: "a title\nwords of a card".to_owned(),
    }))
}

/// Makes changes, each as an update of its own.
async fn change(store: &Store, n: &mut i64, all: Vec<DeskChange>) {
    *n += 1;
    let accepted = store.accept(&[update(*n, 7)], 0, 0).await.expect("stored");
    let all = all.into_iter().map(Change::Desk).collect();
    let stored = store.plan(accepted[0].update.seq, &changes(all), 1000 * *n).await.expect("planned");
    assert_eq!(stored, Stored::Planned { is_first: false });
}

async fn look(store: &Store, query: DeskQuery) -> DeskState {
    let query = StateQuery { desk: Some(Box::new(query)), ..StateQuery::default() };
    *store.state(&query, 0).await.expect("readable").desk
}

fn of_person(person: u8) -> DeskQuery {
    DeskQuery { person: Some([person; 32]), history: true, ..DeskQuery::default() }
}

#[tokio::test]
async fn a_person_has_one_open_conversation_and_the_staff_find_it_by_its_place() {
    for ground in Ground::all().await {
        let store = ground.store().await;
        let mut n = 0;
        assert_eq!(look(&store, of_person(1)).await, DeskState::default());
        change(&store, &mut n, vec![opens(1, 7), opens(2, 8)]).await;
        // A second one of the same person is none, and neither is one of the same name.
        change(&store, &mut n, vec![opens(1, 7)]).await;
        let known = look(&store, of_person(1)).await;
        let ticket = known.ticket.clone().expect("it is open");
        assert_eq!((ticket.id, ticket.chat, ticket.is_open, known.conversations), (1, 7, true, 1));
        assert_eq!(ticket.card.as_deref(), Some("a title\nwords of a card"));
        assert_eq!((ticket.waiting_since_ms, ticket.last_at_ms), (Some(1000), 1000));

        assert_eq!(store.link_topic(1, STAFF, 30).await.expect("linked"), 30);
        assert_eq!(store.link_topic(1, STAFF, 31).await.expect("linked"), 30, "the first stays");
        store.link_root(1, STAFF, 40, 5).await.expect("linked");
        store.link_root(2, STAFF, 50, 5).await.expect("linked");
        for (from_staff, source, copy) in [(false, 5, 41), (true, 42, 6)] {
            store.note_relay(Relay { ticket: 1, from_staff, source, copy }, 5).await.expect("noted");
        }
        store.note_relay(Relay { ticket: 2, from_staff: false, source: 5, copy: 51 }, 5).await.expect("noted");
        let at = |topic, replied| DeskQuery {
            place: Some(StaffPlace { group: STAFF, topic }),
            replied,
            ..DeskQuery::default()
        };
        let found = async |query| look(&store, query).await.ticket.map(|ticket| ticket.id);
        assert_eq!(found(at(Some(30), None)).await, Some(1));
        assert_eq!(found(at(Some(99), None)).await, None);
        assert_eq!(found(at(None, Some(50))).await, Some(2), "by its card");
        assert_eq!(found(at(None, Some(51))).await, Some(2), "by a copy");
        assert_eq!(found(at(None, Some(41))).await, None, "what stands in a topic is found there alone");
        let elsewhere = DeskQuery { place: Some(StaffPlace { group: -9, topic: Some(30) }), ..DeskQuery::default() };
        assert_eq!(found(elsewhere).await, None);
        let replied = look(&store, at(Some(30), Some(41))).await.replied;
        assert_eq!(replied.iter().map(|relay| relay.side(false)).collect::<Vec<_>>(), [5]);
        let replied = look(&store, DeskQuery { replied: Some(6), ..of_person(1) }).await.replied;
        assert_eq!(replied.iter().map(|relay| relay.side(true)).collect::<Vec<_>>(), [42]);

        // The group becomes another, whose messages have other numbers.
        assert_eq!(store.staff_chat(STAFF).await.expect("noted"), STAFF);
        store.staff_chat_moved(STAFF, -1_001_500).await.expect("noted");
        assert_eq!(store.staff_chat(STAFF).await.expect("known"), -1_001_500);
        let ticket = store.ticket(&[101; 32]).await.expect("readable").expect("there");
        assert_eq!((ticket.group, ticket.topic, ticket.root, ticket.renewed), (-1_001_500, None, None, 1));
        assert_eq!(look(&store, DeskQuery { replied: Some(6), ..of_person(1) }).await.replied, []);
        store.close().await;
    }
}

#[tokio::test]
async fn what_stood_in_another_staff_chat_leads_to_nobody_in_this_one() {
    const OTHER: i64 = -600;
    for ground in Ground::all().await {
        let store = ground.store().await;
        change(&store, &mut 0, vec![opens(1, 7), opens(2, 8)]).await;
        for ticket in [1, 2] {
            let number = i32::try_from(ticket).expect("small") * 100;
            store.link_root(ticket, STAFF, number, 5).await.expect("linked");
            for (from_staff, source, copy) in [(false, 5, number + 1), (true, number + 2, 6)] {
                store.note_relay(Relay { ticket, from_staff, source, copy }, 5).await.expect("noted");
            }
        }
        // One goes on below a card, the other in a topic.
        store.link_root(1, OTHER, 40, 9).await.expect("linked");
        assert_eq!(store.link_topic(2, OTHER, 30).await.expect("linked"), 30);
        let at = |topic, message| DeskQuery {
            place: Some(StaffPlace { group: OTHER, topic }),
            replied: Some(message),
            ..DeskQuery::default()
        };
        let found = async |query| look(&store, query).await.ticket.map(|ticket| ticket.id);
        assert_eq!(found(at(None, 40)).await, Some(1));
        for stale in [100, 101, 102, 200, 201, 202] {
            assert_eq!(found(at(None, stale)).await, None, "{stale} is another message here");
        }
        assert_eq!(look(&store, at(Some(30), 202)).await.replied, []);
        assert_eq!(store.staff_copies(1, 0).await.expect("readable"), [40]);
        assert_eq!(store.staff_copies(2, 0).await.expect("readable"), [0; 0]);
        store.close().await;
    }
}

#[tokio::test]
async fn a_conversation_ends_goes_on_and_ends_for_good() {
    for ground in Ground::all().await {
        let store = ground.store().await;
        let mut n = 0;
        change(&store, &mut n, vec![opens(1, 7)]).await;
        change(&store, &mut n, vec![DeskChange::Wrote { ticket: 1, is_staff: true }]).await;
        let ticket = look(&store, of_person(1)).await.ticket.expect("open");
        assert_eq!((ticket.waiting_since_ms, ticket.last_at_ms), (None, 2000));
        change(&store, &mut n, vec![DeskChange::Wrote { ticket: 1, is_staff: false }]).await;
        change(&store, &mut n, vec![DeskChange::Wrote { ticket: 1, is_staff: false }]).await;
        let ticket = look(&store, of_person(1)).await.ticket.expect("open");
        assert_eq!((ticket.waiting_since_ms, ticket.last_at_ms), (Some(3000), 4000), "the oldest waits");
        change(&store, &mut n, vec![DeskChange::Close(1)]).await;
        let known = look(&store, of_person(1)).await;
        assert_eq!((known.open_ticket, known.ticket.map(|ticket| ticket.closed_at_ms)), (None, Some(Some(5000))));
        change(&store, &mut n, vec![DeskChange::Reopen(1), DeskChange::Disclaimed(1)]).await;
        assert_eq!(look(&store, of_person(1)).await.open_ticket, Some(1));
        change(&store, &mut n, vec![DeskChange::End(1), DeskChange::Reopen(1)]).await;
        let ticket = look(&store, of_person(1)).await.ticket.expect("known");
        assert!(ticket.is_over() && !ticket.is_open && ticket.card.is_none() && ticket.is_disclaimed, "{ticket:?}");
        let block = |by| DeskChange::Block { person: [1; 32], by };
        change(&store, &mut n, vec![block(Some(21))]).await;
        assert!(look(&store, of_person(1)).await.is_blocked);
        change(&store, &mut n, vec![block(None)]).await;
        assert!(!look(&store, of_person(1)).await.is_blocked);
        let acts = store.desk_log(0, 0, 10).await.expect("readable");
        assert_eq!(acts.iter().map(|(_, act)| act.act.as_str()).collect::<Vec<_>>(), ["open"]);
        assert!(store.desk_due([9; 32], 10, 7, "{}", 1).await.expect("put in"));
        assert!(!store.desk_due([9; 32], 10, 7, "{}", 1).await.expect("known"), "once");
        store.close().await;
    }
}
