//! What staff order in the staff chat, as tables of update → what is sent, what is remembered.

use serde_json::{Value, json};
use verbatim::bot::desk::{Desk, QueuedDue, due};
use verbatim::bot::{BotContext, Context, Lookup};
use verbatim::bot_api::Outgoing;
use verbatim::config::{DeskConfig, OfficeHours};
use verbatim::store::{Assignee, Change, DeskChange, DeskState, Effects, QueuedKind, Relay, State, Ticket};

use crate::telegram::updates::{Person, callback_query, forum, person, text};
use crate::test_bot::handlers;

const STAFF_CHAT: i64 = -1_001_234_567_890;
const NOW_MS: i64 = 1_795_500_000_000;
const HOUR_MS: i64 = 3_600_000;
const TOPIC: i64 = 50;

/// A bot with a desk.
fn bot() -> BotContext {
    BotContext { desk: Some(Desk::new(&DeskConfig::new(STAFF_CHAT), STAFF_CHAT)), ..handlers() }
}

/// A member of staff.
fn nurse() -> Person {
    person(21).with("first_name", "Nora")
}

/// Another.
fn colleague() -> Person {
    person(22).with("first_name", "Omar")
}

/// An open conversation whose person waits since an hour.
fn ticket(bot: &BotContext) -> Ticket {
    Ticket {
        id: 12,
        code: [3; 32],
        person: bot.pseudonym.code("person", &[&7_i64]),
        chat: 7,
        language: "de".to_owned(),
        is_open: true,
        card: None,
        group: STAFF_CHAT,
        topic: Some(i32::try_from(TOPIC).expect("small")),
        root: Some(51),
        renewed: 0,
        opened_at_ms: NOW_MS - 2 * HOUR_MS,
        in_charge_since_ms: NOW_MS - 2 * HOUR_MS,
        waiting_since_ms: Some(NOW_MS - HOUR_MS),
        last_at_ms: NOW_MS - HOUR_MS,
        assignee: None,
        reminded_at_ms: None,
        is_disclaimed: false,
        handed_over_at_ms: None,
        closed_at_ms: None,
        is_rated: false,
    }
}

/// What is known with this conversation.
fn knowing(ticket: Ticket) -> DeskState {
    DeskState { ticket: Some(ticket), conversations: 1, ..DeskState::default() }
}

/// A command of the staff in the conversation's topic.
fn order(from: &Person, words: &str) -> Value {
    let mut update = Value::from(text(from, words).within(&forum(STAFF_CHAT)).topic(TOPIC).numbered(60));
    update["update_id"] = json!(1);
    update["message"]["date"] = json!(NOW_MS / 1000);
    update
}

/// A tap on a button in the staff chat, below a message that replies to a command.
fn tap(from: &Person, command: &str, data: &str) -> Value {
    let asked = order(&nurse(), command)["message"].clone();
    let button = json!({"inline_keyboard": [[{"text": "x", "callback_data": data}]]});
    let message = json!({
        "message_id": 61, "date": NOW_MS / 1000, "chat": forum(STAFF_CHAT), "text": "x", "reply_markup": button,
        "message_thread_id": TOPIC, "is_topic_message": true, "reply_to_message": asked,
    });
    let mut update = callback_query(from, &message, data);
    update["update_id"] = json!(1);
    update["callback_query"]["id"] = json!("1");
    update
}

/// What an update leads to, where these are in the staff chat.
fn plan(bot: &BotContext, update: &Value, known: DeskState, members: &[i64]) -> Effects<Outgoing> {
    let parsed = bot.read(QueuedKind::Update, &update.to_string()).expect("it can be read");
    let mut context = Context::new(State { desk: Box::new(known), ..State::default() }, NOW_MS);
    loop {
        match bot.plan(&parsed, &context) {
            Ok(effects) => return effects,
            Err(Lookup::Member(asked)) => {
                assert_eq!(asked.chat, STAFF_CHAT);
                context.members.push((asked, members.contains(&i64::try_from(asked.user).expect("small"))));
            }
            Err(other) => panic!("nobody must ask {other:?}"),
        }
    }
}

/// What is sent, as `method chat: text [button] …`, without markup.
fn sent(effects: &Effects<Outgoing>) -> Vec<String> {
    let line = |outgoing: &Outgoing| {
        let (method, parameters) = outgoing.request("faq_bot");
        let text = ["text", "caption"].iter().find_map(|key| parameters[*key].as_str()).unwrap_or_default();
        let mut plain = String::new();
        let mut is_tag = false;
        for c in text.chars() {
            match c {
                '<' => is_tag = true,
                '>' => is_tag = false,
                _ if !is_tag => plain.push(c),
                _ => {}
            }
        }
        let rows = parameters["reply_markup"]["inline_keyboard"].as_array().cloned().unwrap_or_default();
        let buttons: Vec<String> = rows
            .iter()
            .flat_map(|row| row.as_array().cloned().unwrap_or_default())
            .map(|button| {
                let does = button["callback_data"].as_str().or(button["url"].as_str()).unwrap_or_default().to_owned();
                format!(" [{} → {does}]", button["text"].as_str().unwrap_or_default())
            })
            .collect();
        let to = match parameters["chat_id"].as_i64() {
            Some(7) => "person",
            Some(STAFF_CHAT | 0) => "staff",
            _ => "-",
        };
        format!("{method} {to}: {}{}", plain.replace('\n', " "), buttons.concat())
    };
    let once = effects.once.iter().flat_map(|once| &once.requests);
    effects.requests.iter().chain(once).map(line).collect()
}

/// Whether each line of what is sent begins with what is expected.
#[track_caller]
fn check(row: &str, effects: &Effects<Outgoing>, expected: &[&str]) {
    let lines = sent(effects);
    let fits = lines.len() == expected.len() && lines.iter().zip(expected).all(|(line, start)| line.starts_with(start));
    assert!(fits, "{row}\nexpected: {expected:#?}\nsent: {lines:#?}");
}

/// What changes at the desk.
fn of_desk(effects: &Effects<Outgoing>) -> impl Iterator<Item = &DeskChange> {
    effects.changes.iter().filter_map(|change| if let Change::Desk(change) = change { Some(change) } else { None })
}

/// Who did what, with what more is said of it.
type LoggedAct<'a> = (Option<i64>, &'a str, &'a str);

/// What was noted in the log.
fn logged(effects: &Effects<Outgoing>) -> Vec<LoggedAct<'_>> {
    let entry = |change| match change {
        &DeskChange::Log { who, act, ref detail, .. } => Some((who, act, detail.as_str())),
        _ => None,
    };
    of_desk(effects).filter_map(entry).collect()
}

/// What else changes.
fn changes(effects: &Effects<Outgoing>) -> Vec<&DeskChange> {
    of_desk(effects).filter(|change| !matches!(change, DeskChange::Log { .. })).collect()
}

#[test]
fn a_passage_is_found_seen_and_sent_word_for_word() {
    let bot = bot();
    let known = || knowing(ticket(&bot));
    let found = plan(&bot, &order(&nurse(), "/faq what is TACE"), known(), &[21]);
    let lines = sent(&found);
    assert!(lines[0].starts_with("sendMessage staff: These come nearest to “what is TACE”."), "{lines:#?}");
    assert!(lines[0].contains(" [What is TACE? → k:p:12:tace-what]"), "{lines:#?}");
    assert_eq!(lines[0].matches("k:p:12:").count(), 5, "{lines:#?}");
    assert!(found.changes.is_empty(), "to look is no act");

    let seen = plan(&bot, &tap(&nurse(), "/faq what is TACE", "k:p:12:tace-what"), known(), &[21]);
    let lines = sent(&seen);
    assert_eq!(lines[0], "answerCallbackQuery -: ");
    assert!(
        lines[1].starts_with("editMessageText staff: This is what the person will get:  What is TACE?"),
        "{lines:#?}"
    );
    assert!(lines[1].ends_with(" [Send → k:s:12:tace-what] [Back → k:f:12]"), "{lines:#?}");

    let back = plan(&bot, &tap(&nurse(), "/faq what is TACE", "k:f:12"), known(), &[21]);
    assert!(
        sent(&back)[1].starts_with("editMessageText staff: These come nearest to “what is TACE”."),
        "{:#?}",
        sent(&back)
    );

    let done = plan(&bot, &tap(&nurse(), "/faq what is TACE", "k:s:12:tace-what"), known(), &[21]);
    let lines = sent(&done);
    let entry = bot.faq().entry("tace-what").expect("there");
    let passage = entry.passage.as_ref().expect("a passage").text().replace('\n', " ");
    assert!(lines[1].starts_with("sendMessage person: 👤 "), "below the label: {lines:#?}");
    assert!(lines[1].contains(&passage), "word for word: {lines:#?}");
    assert!(lines[1].contains(&bot.faq().disclaimer.replace('\n', " ")), "{lines:#?}");
    assert!(lines[2].starts_with("editMessageText staff: ✓ Sent to the person: What is TACE?"), "{lines:#?}");
    assert_eq!(lines.len(), 3);
    assert_eq!(logged(&done), [(Some(21), "faq", "tace-what")]);
    assert_eq!(changes(&done), [&DeskChange::Wrote { ticket: 12, is_staff: true }, &DeskChange::Disclaimed(12),]);
}

#[test]
fn a_passage_is_sent_once_and_to_nobody_who_is_not_there_any_more() {
    let bot = bot();
    let send = tap(&nurse(), "/faq what is TACE", "k:s:12:tace-what");
    let toast = |known: DeskState, members: &[i64], words: &str| {
        let effects = plan(&bot, &send, known, members);
        check(words, &effects, &[&format!("answerCallbackQuery -: {words}")]);
        assert!(effects.changes.is_empty(), "{words}");
    };
    let sent_before = Relay { ticket: 12, from_staff: true, source: 61, copy: 5 };
    toast(DeskState { edited: vec![sent_before], ..knowing(ticket(&bot)) }, &[21], "It was sent already.");
    toast(knowing(Ticket { is_open: false, ..ticket(&bot) }), &[21], "This talk is closed.");
    toast(DeskState::default(), &[21], "This button");
    toast(knowing(ticket(&bot)), &[22], "Only members of this group can do that.");
    let gone = plan(&bot, &tap(&nurse(), "/faq x", "k:s:12:no-such"), knowing(ticket(&bot)), &[21]);
    check("gone", &gone, &["answerCallbackQuery", "editMessageText staff: That passage is not there any more."]);
}

#[test]
fn orders_are_answered_where_they_are_given() {
    let bot = bot();
    let rows: [(&str, &[&str], &[LoggedAct<'_>]); 11] = [
        ("/faq", &["sendMessage staff: Write what to look for behind it"], &[]),
        ("/faq qwertz asdf", &["sendMessage staff: I found no passage for that."], &[]),
        ("/faq tace-what", &["sendMessage staff: These come nearest to “tace-what”"], &[]),
        ("/note", &["sendMessage staff: Write the note behind it"], &[]),
        ("/note call again on Monday", &["sendMessage staff: Noted. It stays here."], &[(Some(21), "note", "")]),
        ("/assign", &["sendMessage staff: Nora has #12 now."], &[(Some(21), "assign", "21")]),
        ("/assign @omar", &["sendMessage staff: Who do you mean?"], &[]),
        ("/unassign", &["sendMessage staff: #12 is for everyone now."], &[(Some(21), "unassign", "")]),
        ("/help", &["sendMessage staff: What you write in a talk goes to the person."], &[]),
        ("/asign", &["sendMessage staff: I do not know that command, so I did not send it"], &[]),
        ("/poll@other_bot now", &[], &[]),
    ];
    for (words, expected, log) in rows {
        let effects = plan(&bot, &order(&nurse(), words), knowing(ticket(&bot)), &[21]);
        check(words, &effects, expected);
        assert_eq!(logged(&effects), log, "{words}");
        let stranger = plan(&bot, &order(&nurse(), words), knowing(ticket(&bot)), &[]);
        assert_eq!(stranger, Effects::default(), "{words} of who has left");
    }
}

#[test]
fn a_conversation_is_given_to_who_is_meant() {
    let bot = bot();
    let assign = |update: Value, members: &[i64]| plan(&bot, &update, knowing(ticket(&bot)), members);
    let to = |id: i64, name: &str| DeskChange::Assign { ticket: 12, to: Some(Assignee { id, name: name.to_owned() }) };
    let of_colleague = json!({
        "message_id": 58, "date": NOW_MS / 1000, "chat": forum(STAFF_CHAT), "from": colleague().to_json(), "text": "x",
    });
    let mut replying = order(&nurse(), "/assign");
    replying["message"]["reply_to_message"] = of_colleague;
    let effects = assign(replying.clone(), &[21, 22]);
    check("in reply", &effects, &["sendMessage staff: Omar has #12 now."]);
    assert_eq!((changes(&effects), logged(&effects)), (vec![&to(22, "Omar")], vec![(Some(21), "assign", "22")]));
    let effects = assign(replying, &[21]);
    check("who has left", &effects, &["sendMessage staff: Omar is not in this group, so I cannot give it to them."]);
    assert!(effects.changes.is_empty());

    let mut mentioning = order(&nurse(), "/assign Omar");
    let entities = mentioning["message"]["entities"].as_array_mut().expect("the command is one");
    entities.push(json!({"type": "text_mention", "offset": 8, "length": 4, "user": colleague().to_json()}));
    let effects = assign(mentioning, &[21, 22]);
    assert_eq!(changes(&effects), [&to(22, "Omar")]);

    let mut hidden = order(&nurse(), "/assign");
    hidden["message"]["from"] =
        json!({"id": 1_087_968_824, "is_bot": true, "first_name": "Group", "username": "GroupAnonymousBot"});
    hidden["message"]["sender_chat"] = forum(STAFF_CHAT);
    let effects = assign(hidden, &[]);
    check("an admin who hides", &effects, &["sendMessage staff: An admin has #12 now."]);
    assert_eq!(changes(&effects), [&to(STAFF_CHAT, "An admin")]);
}

#[test]
fn who_is_blocked_is_told_once_and_the_conversation_ends() {
    let bot = bot();
    let person = ticket(&bot).person;
    let blocked = plan(&bot, &order(&nurse(), "/block"), knowing(ticket(&bot)), &[21]);
    check(
        "block",
        &blocked,
        &[
            "sendMessage staff: The person of #12 can write to the desk no more",
            "sendMessage person: Die Menschen hier nehmen von Ihnen keine Nachrichten mehr an.",
            "closeForumTopic staff",
        ],
    );
    assert_eq!(changes(&blocked), [&DeskChange::Block { person, by: Some(21) }, &DeskChange::Close(12)]);
    assert_eq!(logged(&blocked), [(Some(21), "block", "")]);

    let again = DeskState { is_blocked: true, ..knowing(Ticket { is_open: false, ..ticket(&bot) }) };
    let twice = plan(&bot, &order(&nurse(), "/block"), again.clone(), &[21]);
    check("twice", &twice, &["sendMessage staff: The person of #12 is blocked already."]);
    assert!(twice.changes.is_empty());
    let closed = plan(&bot, &order(&nurse(), "/block"), knowing(Ticket { is_open: false, ..ticket(&bot) }), &[21]);
    check("a closed one", &closed, &["sendMessage staff: The person of #12 can write to the desk no more"]);

    let unblocked = plan(&bot, &order(&nurse(), "/unblock"), again, &[21]);
    check("unblock", &unblocked, &["sendMessage staff: The person of #12 can write to the desk again."]);
    assert_eq!(changes(&unblocked), [&DeskChange::Block { person, by: None }]);
    let not = plan(&bot, &order(&nurse(), "/unblock"), knowing(ticket(&bot)), &[21]);
    check("not blocked", &not, &["sendMessage staff: The person of #12 is not blocked."]);
}

#[test]
fn open_conversations_are_listed_in_pages_with_links() {
    let bot = bot();
    let of_number = |id: i64| Ticket {
        id,
        topic: Some(i32::try_from(100 + id).expect("small")),
        waiting_since_ms: Some(NOW_MS - (60 - id) * HOUR_MS),
        ..ticket(&bot)
    };
    let mut open: Vec<Ticket> = (1..=11).map(of_number).collect();
    open[1].assignee = Some(Assignee { id: 22, name: "Omar".to_owned() });
    open[10].waiting_since_ms = None;
    let known = || DeskState { open: open.clone(), ..DeskState::default() };
    let mut anywhere = order(&nurse(), "/tickets");
    anywhere["message"]["message_thread_id"] = Value::Null;
    anywhere["message"]["is_topic_message"] = Value::Null;
    let first = sent(&plan(&bot, &anywhere, known(), &[21])).remove(0);
    assert!(first.starts_with("sendMessage staff: Still open: 11. Who waits longest comes first."), "{first}");
    assert!(first.contains(" [#1 waits for 2 days → https://t.me/c/1234567890/101]"), "{first}");
    assert!(first.contains(" [#2 waits for 2 days · Omar → "), "{first}");
    assert!(first.contains(" → k:t:2]") && !first.contains("#11"), "{first}");
    let second = sent(&plan(&bot, &tap(&colleague(), "/tickets", "k:t:2"), known(), &[22])).remove(1);
    assert!(second.contains(" [#11 answered, 1 h ago → https://t.me/c/1234567890/111]"), "{second}");
    assert!(second.contains(" → k:t:1]") && !second.contains("#10"), "{second}");
    let none = plan(&bot, &anywhere, DeskState::default(), &[21]);
    check("none", &none, &["sendMessage staff: Nothing is open. Well done!"]);
}

#[test]
fn outside_of_a_conversation_it_is_said_where_an_order_belongs() {
    let bot = bot();
    let rows: [(&str, &[&str]); 6] = [
        ("/faq TACE", &["sendMessage staff: Which talk do you mean?"]),
        ("/block", &["sendMessage staff: Which talk do you mean?"]),
        ("/close", &["sendMessage staff: Which talk do you mean?"]),
        ("/id", &["sendMessage staff: The id of this group is -1001234567890."]),
        ("/weather", &[]),
        ("hello", &[]),
    ];
    for (words, expected) in rows {
        check(words, &plan(&bot, &order(&nurse(), words), DeskState::default(), &[21]), expected);
    }
}

#[test]
fn figures_and_what_was_missed_are_for_the_members_of_the_staff_chat() {
    let bot = bot();
    let known = || knowing(ticket(&bot));
    for (words, start) in [
        ("/stats", "sendPhoto staff: The last 7 days"),
        ("/missed", "sendMessage staff: "),
        ("/phrasings", "sendMessage staff: "),
    ] {
        let update = order(&nurse(), words);
        for known in [known(), DeskState::default()] {
            let shown = plan(&bot, &update, known, &[21]);
            check(words, &shown, &[start]);
            let (_, parameters) = shown.requests[0].request("faq_bot");
            assert_eq!(parameters["message_thread_id"], json!(TOPIC), "{words}");
        }
        check(words, &plan(&bot, &update, known(), &[22]), &[]);
    }
    let asks = |update: &Value| {
        let query = bot.read(QueuedKind::Update, &update.to_string()).expect("it can be read").state_query().clone();
        (query.days, query.missed, query.phrasings)
    };
    assert_eq!(asks(&order(&nurse(), "/stats")), (Some(7), false, false));
    assert_eq!(asks(&order(&nurse(), "/missed")), (None, true, false));
    // Whoever is a member turns the pages that another asked for.
    let page = tap(&colleague(), "/stats", "z:30d");
    assert_eq!(asks(&page), (Some(30), false, false));
    check("turned", &plan(&bot, &page, known(), &[22]), &["answerCallbackQuery", "editMessageMedia"]);
    let refused = &["answerCallbackQuery -: Only members of this group can do that."];
    check("by nobody else", &plan(&bot, &page, known(), &[21]), refused);
}

#[test]
fn whether_it_helped_is_counted_of_who_it_is_about_alone() {
    let bot = bot();
    let rate = |from: &Person| {
        let button = json!({"inline_keyboard": [[{"text": "👍", "callback_data": "k:r:12:1"}]]});
        let message = json!({
            "message_id": 61, "date": NOW_MS / 1000, "chat": from.chat(), "text": "x", "reply_markup": button,
        });
        let mut update = callback_query(from, &message, "k:r:12:1");
        update["update_id"] = json!(1);
        update["callback_query"]["id"] = json!("1");
        plan(&bot, &update, knowing(Ticket { is_open: false, ..ticket(&bot) }), &[])
    };
    let theirs = rate(&person(7));
    check("theirs", &theirs, &["answerCallbackQuery", "editMessageText person: Thank you. I count it"]);
    assert_eq!(changes(&theirs), [&DeskChange::Rated(12)]);
    let counted = |change: &Change| matches!(change, Change::Tally(tally) if tally.what == "desk_helped" && tally.about.is_empty());
    assert_eq!(theirs.changes.iter().filter(|change| counted(change)).count(), 1);
    assert!(logged(&theirs).is_empty(), "nobody notes who said what");
    let forged = rate(&person(8));
    assert!(forged.changes.is_empty(), "{:?}", forged.changes);
}

/// What the clock of the desk brings at a time, planned with these conversations.
fn due_at(bot: &BotContext, tickets: &[Ticket], now_ms: i64) -> Vec<Effects<Outgoing>> {
    let plan = |due: &QueuedDue| {
        let parsed = bot.read(QueuedKind::Post, &due.payload).expect("it can be read");
        let query = parsed.state_query().desk.clone().expect("it asks for the desk");
        let ticket = tickets.iter().find(|ticket| Some(ticket.id) == query.ticket).cloned();
        let open = if query.open { tickets.to_vec() } else { Vec::new() };
        let known = DeskState { ticket, open, ..DeskState::default() };
        let context = Context::new(State { desk: Box::new(known), ..State::default() }, now_ms);
        bot.plan(&parsed, &context).expect("nobody must be asked")
    };
    due(bot, tickets, now_ms).iter().map(plan).collect()
}

#[test]
fn the_clock_reminds_within_the_hours_and_hands_over_at_opening() {
    let hours = OfficeHours::read("Mo-Fr 9-17", "UTC", "").expect("hours");
    let config = DeskConfig { hours: Some(hours), ..DeskConfig::new(STAFF_CHAT) };
    let bot = BotContext { desk: Some(Desk::new(&config, STAFF_CHAT)), ..handlers() };
    // A Monday, at midnight.
    let monday_ms = 1_795_392_000_000;
    let waiting = |id: i64, hour: i64| Ticket {
        id,
        topic: Some(i32::try_from(100 + id).expect("small")),
        waiting_since_ms: Some(monday_ms + hour * HOUR_MS),
        last_at_ms: monday_ms + hour * HOUR_MS,
        ..ticket(&bot)
    };
    let (late, day) = (waiting(1, 20), waiting(2, 16));
    assert!(due_at(&bot, &[late.clone(), day.clone()], monday_ms + 23 * HOUR_MS).is_empty(), "nobody is there");
    let opening = due_at(&bot, &[late.clone(), day.clone()], monday_ms + 33 * HOUR_MS);
    let [handed_over] = &opening[..] else { panic!("{opening:#?}") };
    let words = "sendMessage staff: ☀️ While nobody was here, 1 person wrote and waits: \
                 [#1 waits for 13 h → https://t.me/c/1234567890/101]";
    check("opening", handed_over, &[words]);
    assert_eq!(changes(handed_over), [&DeskChange::HandedOver(1)]);
    let told = Ticket { handed_over_at_ms: Some(monday_ms + 33 * HOUR_MS), ..late };
    assert!(due_at(&bot, &[told.clone(), day.clone()], monday_ms + 34 * HOUR_MS).is_empty());
    let noon = due_at(
        &bot,
        &[told, Ticket { assignee: Some(Assignee { id: 22, name: "O & Co".to_owned() }), ..day }],
        monday_ms + 36 * HOUR_MS,
    );
    let [reminded] = &noon[..] else { panic!("{noon:#?}") };
    check("four hours", reminded, &["sendMessage staff: ⏰ #2 waits for an answer: 20 h by now. O &amp; Co"]);
    assert_eq!((changes(reminded), logged(reminded)), (vec![&DeskChange::Reminded(2)], vec![(None, "remind", "")]));
}
