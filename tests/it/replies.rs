//! Replies: what a person reads, on every surface.

use proptest::prelude::*;
use verbatim::reply::{self, Action, Reply};
use verbatim::text::Question;

use crate::decisions::ENGINE;

fn reply_to(text: &str) -> Reply {
    reply::render(ENGINE.faq(), &ENGINE.decide(&Question::new(text)).decision)
}

/// The disclaimer is in the last message, the passage is word for word in the source, and every message fits.
#[track_caller]
fn check_safe(reply: &Reply) {
    let faq = ENGINE.faq();
    let html = reply.html();
    assert!(!html.is_empty() && html.iter().all(|message| !message.is_empty()));
    if let Some(quoted) = reply.quoted() {
        let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(quoted.disclaimer, faq.disclaimer);
        assert!(reply.plain().contains(&faq.disclaimer));
        assert!(html.last().is_some_and(|message| message.contains(&faq.disclaimer)));
        assert!(quoted.source.contains("not clinically reviewed"));
        for slice in quoted.passage.split("\n\n") {
            assert!(fold(&faq.sources[0].text).contains(slice), "{slice}");
        }
    }
}

#[test]
fn every_entry_is_quoted_with_source_and_disclaimer() {
    let faq = ENGINE.faq();
    for entry in &faq.entries {
        for reply in [reply::answered(faq, entry), reply::shown_entry(faq, entry)] {
            assert!(reply.quoted().is_some(), "{}", entry.id);
            check_safe(&reply);
        }
    }
}

#[test]
fn a_reply_that_asks_back_quotes_nothing() {
    for text in ["tell me about the procedure", "how much does TACE cost", "hello", "asdf qwer", "i am vomiting blood"]
    {
        let reply = reply_to(text);
        check_safe(&reply);
        assert!(reply.quoted().is_none(), "{text}");
    }
}

#[test]
fn an_urgent_reply_has_nothing_else_to_tap() {
    let reply = reply_to("I am vomiting blood");
    assert!(reply.buttons().is_empty());
    assert!(reply.plain().contains("your local emergency number"), "{}", reply.plain());
}

#[test]
fn nothing_found_has_a_way_on() {
    let reply = reply_to("asdf qwer");
    assert!(reply.buttons().iter().any(|button| matches!(button.action, Action::Topic(_))));
    assert!(reply.plain().contains("your doctor or care team"), "{}", reply.plain());
}

#[test]
fn no_placeholder_is_left_in_any_reply() {
    let faq = ENGINE.faq();
    let gaps =
        faq.gaps.iter().map(|gap| verbatim::decide::Decision::Gap { id: gap.id.clone(), offered: gap.nearest.clone() });
    let courtesies = faq.courtesies.iter().map(|courtesy| verbatim::decide::Decision::Courtesy(courtesy.id.clone()));
    let flags = faq.safety.red_flags.iter().map(|flag| verbatim::decide::Decision::Urgent(flag.id.clone()));
    for decision in gaps.chain(courtesies).chain(flags) {
        let text = reply::render(faq, &decision).plain();
        assert!(!text.contains('{') && !text.is_empty(), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_gets_a_safe_reply(text in "\\PC{0,200}") {
        check_safe(&reply_to(&text));
    }
}
