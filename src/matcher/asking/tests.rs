//! What is set aside, what asks and what tells, row by row.

use super::segmenter::{Segment, Segmenter};
use crate::language::english;
use crate::matcher::Token;
use crate::matcher::reading::Reading;
use crate::text::{fold, words};

/// The words of each part, with a mark behind what asks.
fn take_apart_words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words: Vec<_> = words(&folded).map(Token::as_typed).collect();
    let reading = Reading { words, ..Reading::default() };
    let part = |part: &Segment| {
        let words: Vec<_> = part.words.iter().map(|&at| reading.words[at].text).collect();
        words.join(" ") + if part.asks { "?" } else { "" }
    };
    Segmenter::new(english()).take_apart(&reading).segments.iter().map(part).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(take_apart_words(text), expected, "{text}");
}

/// Each message asks only `asked`, whatever stands around it.
#[track_caller]
fn check_around(asked: &str, messages: &[&str]) {
    let expected = format!("{asked}?");
    for message in messages {
        check(message, &[&expected]);
    }
}

/// Nothing is set aside of these; each is one thing that is asked, or told.
#[track_caller]
fn check_whole(asks: &str, messages: &[&str]) {
    for message in messages {
        let kept = fold(message).trim_end_matches(['?', '.']).to_owned() + asks;
        check(message, &[&kept]);
    }
}

#[test]
fn what_opens_a_message_is_set_aside() {
    check_around(
        "what is rfa",
        &[
            "What is RFA?",
            "Hello, what is RFA?",
            "hello what is rfa",
            "HELLO!!! WHAT IS RFA",
            "Hello\nwhat is RFA",
            "hi there what is rfa",
            "Good morning, what is RFA?",
            "good evening dear doctor what is rfa",
            "Dear Sir or Madam, what is RFA?",
            "Dear team,\n\nwhat is RFA?",
            "To whom it may concern: what is RFA?",
            "Salaam, what is RFA?",
            "Hi, hope you are well. What is RFA?",
            "I hope this message finds you well. What is RFA?",
            "how are you? what is rfa?",
            "Thank you. What is RFA?",
            "Thanks for your answer! What is RFA?",
            "thank you so much that was very helpful. what is rfa",
            "Sorry to bother you again, what is RFA?",
            "sorry for my bad english. what is rfa?",
            "Excuse me, what is RFA?",
            "I am new here. What is RFA?",
            "My name is Sam. What is RFA?",
            "hmm ok so what is rfa",
            "um, well, what is RFA?",
            "And what is RFA?",
            "One more question: what is RFA?",
            "quick question what is rfa",
            "Can I ask you something? What is RFA?",
            "is anyone there? what is rfa",
            "Can you help me? What is RFA?",
            "please help me what is rfa",
            "i have a question. what is rfa",
            "I've got a quick question. What is RFA?",
            "just a quick question: what is rfa",
            "I'm new here. What is RFA?",
            "That's helpful. What is RFA?",
            "This is urgent! What is RFA?",
            "I need some help. What is RFA?",
        ],
    );
    check("thanks for your help yesterday, how hot does it get", &["how hot does it get?"]);
    check("not sure if this is the right place, but how hot is RFA?", &["how hot is rfa?"]);
}

#[test]
fn what_leads_up_to_a_question_is_set_aside() {
    check_around(
        "what is rfa",
        &[
            "Hello doctor please tell me what is RFA",
            "could you please tell me what is RFA",
            "Can anyone explain to me what is RFA?",
            "I would like to know what is RFA",
            "I was wondering what is RFA?",
            "just wondering what is rfa",
            "I don't really know what is RFA",
            "do you know what is rfa",
            "not sure what is rfa",
            "any idea what is rfa",
            "may I ask what is RFA?",
            "what i want to know is what is rfa",
            "My question is: what is RFA?",
            "id be grateful if you could tell me what is rfa",
            "please let me know what is rfa",
        ],
    );
    check_around(
        "the beads",
        &[
            "i would like to know about the beads pls",
            "I have a question about the beads.",
            "what do you know about the beads?",
            "what can you tell me about the beads",
        ],
    );
    check("sorry to bother you but could you please explain how TACE works?", &["how tace works?"]);
}

#[test]
fn what_closes_a_message_is_set_aside() {
    check_around(
        "what is rfa",
        &[
            "What is RFA? Thank you.",
            "what is rfa thanks",
            "what is RFA please",
            "What is RFA? Thanks in advance!",
            "what is rfa thank you so much",
            "What is RFA?\nKind regards,\nSam",
            "What is RFA? Best wishes, Sam",
            "What is RFA? Any help would be appreciated.",
            "what is rfa does anyone know",
            "What is RFA, do you know?",
            "what is rfa pls reply asap",
            "What is RFA? Looking forward to your reply.",
            "What is RFA? Sorry for the long message.",
            "What is RFA? God bless you.",
            "What is RFA? Have a nice day",
            "what is rfa lol",
            "What is RFA?\nSent from my phone",
            "what is rfa if you don't mind",
            "What is RFA? That's all.",
            "What is RFA? That is all for now",
        ],
    );
    check_around(
        "how tace works",
        &["sorry to bother you but could you please explain how TACE works? Thanks in advance, kind regards, Sam"],
    );
    check_around("what is rfa", &["good morning dear team\n\nwhat is RFA\n\nthank you so much\nSent from my phone"]);
}

#[test]
fn the_head_of_a_line_from_a_log_is_set_aside() {
    check_around("what is rfa", &["Me: what is RFA?", "me: what is rfa", "You: what is RFA?"]);
    for text in ["RFA: what is it?", "surgery: what is it?"] {
        let parts = take_apart_words(text);
        assert!(parts.concat().contains(&text[..3].to_lowercase()), "{text}: {parts:?}");
    }
}

#[test]
fn a_message_that_is_frames_alone_asks_nothing() {
    for text in [
        "",
        "Hello",
        "hello doctor",
        "Good morning!",
        "Thank you so much",
        "sorry to bother you",
        "Bye bye",
        "Hello, thank you, goodbye",
        "please",
        "hmm ok",
        "Kind regards",
    ] {
        check(text, &[]);
    }
}

#[test]
fn what_says_only_that_something_is_asked_is_set_aside() {
    check_around(
        "does rfa hurt",
        &[
            "My cousin wants to know: does RFA hurt?",
            "My aunt asked, does RFA hurt?",
            "Nobody has replied yet, so once more: does RFA hurt?",
            "I tried asking in the other chat yesterday. Does RFA hurt?",
            "Perhaps a silly one... does RFA hurt?",
            "Oh my god does RFA hurt",
            "I don't know what to do. Does RFA hurt?",
        ],
    );
    check("My sister asks: RFA hurts?", &["rfa hurts?"]);
    // What says anything else is told, and what asks is asked.
    check("My aunt had RFA yesterday: does it hurt?", &["my aunt had rfa yesterday", "does it hurt?"]);
    check("RFA: does it hurt?", &["rfa?", "does it hurt?"]);
    check("Who asks the questions, does a nurse?", &["who asks the questions?", "does a nurse?"]);
    check("Nobody answers", &[]);
}

#[test]
fn what_only_looks_like_a_frame_is_part_of_the_question() {
    check_whole(
        "?",
        &[
            "is there a second opinion",
            "which treatment is best for small tumors",
            "no chemo before surgery?",
            "how do I take care of the wound?",
            "should I take care of the wound",
            "is a good day for surgery known in advance?",
            "what is a kind word?",
            "do the best doctors do RFA?",
            "is hello a word",
            "what time is good night rest?",
            "what does advance mean",
            "will my friends know",
            "may I travel after RFA",
            "can I talk after surgery?",
            "how can you tell if it worked",
            "is that all it does?",
        ],
    );
    check_whole(
        "",
        &["TACE", "second opinion", "take care of the wound", "best treatment for small tumors", "parking and help"],
    );
}

#[test]
fn stories_are_told_from_what_is_asked() {
    check(
        "My dad was told about RFA on Monday. How hot does it get?",
        &["my dad was told about rfa on monday", "how hot does it get?"],
    );
    check(
        "my dad had his scan on monday and i was wondering how hot rfa gets",
        &["my dad had his scan on monday", "how hot rfa gets?"],
    );
    check("What is TACE and how hot does RFA get?", &["what is tace?", "how hot does rfa get?"]);
    check("what is the\ndifference between TACE\nand chemo", &["what is the difference between tace and chemo?"]);
    check("what is RFA\nmy dad has it next week", &["what is rfa?", "my dad has it next week"]);
    check("we live far away and he is 62 does it hurt thank you", &["we live far away and he is 62", "does it hurt?"]);
}

#[test]
fn a_story_may_stand_before_and_behind() {
    check(
        "My mum had a scan on Monday. What is RFA? She is 70.",
        &["my mum had a scan on monday", "what is rfa?", "she is 70"],
    );
    check("what is rfa? my mum had a scan", &["what is rfa?", "my mum had a scan"]);
    check("what is rfa\nmy mum had a scan", &["what is rfa?", "my mum had a scan"]);
    check("my mum had a scan\nwhat is rfa", &["my mum had a scan", "what is rfa?"]);
    check("my mum had a scan... what is rfa", &["my mum had a scan", "what is rfa?"]);
    check("My mum had a scan, and now what is RFA?", &["my mum had a scan and now", "what is rfa?"]);
}

#[test]
fn several_questions_are_several_parts() {
    check("What is RFA? What is TACE?", &["what is rfa?", "what is tace?"]);
    check("what is rfa and what is tace", &["what is rfa?", "what is tace?"]);
    check("what is rfa\nwhat is tace\nhow hot is it", &["what is rfa?", "what is tace?", "how hot is it?"]);
    check("1. What is RFA?\n2. What is TACE?", &["1", "what is rfa?", "2", "what is tace?"]);
    check("Is it RFA or is it TACE?", &["is it rfa or is it tace?"]);
    check("is rfa or tace better", &["is rfa or tace better?"]);
    check("what is the difference between rfa and tace", &["what is the difference between rfa and tace?"]);
}

#[test]
fn a_reported_question_is_asked() {
    check("my dad wants to know how hot rfa gets", &["my dad wants to know", "how hot rfa gets?"]);
    check(
        "I asked the nurse about it yesterday but i was wondering whether rfa hurts",
        &["i asked the nurse about it yesterday", "rfa hurts?"],
    );
}

#[test]
fn a_line_end_alone_divides_nothing() {
    check("what is the\ndifference between rfa\nand tace", &["what is the difference between rfa and tace?"]);
    check("how hot does\nrfa get", &["how hot does rfa get?"]);
    check("how hot does rfa get\n\nwhat is tace", &["how hot does rfa get?", "what is tace?"]);
}

#[test]
fn what_somebody_has_is_told() {
    check(
        "my brother came to stay with his dogs and everybody has an opinion on everything",
        &["my brother came to stay with his dogs and everybody has an opinion on everything"],
    );
    check(
        "he was ill for a long time and now has the liver grown back",
        &["he was ill for a long time and now", "has the liver grown back?"],
    );
}
