//! What people and staff read at the support desk. What a button sends back is given, for the shell alone knows it.

use super::body::Reply;
use super::button::Action;
use super::excerpt::cut;
use super::link::Start;
use super::pages;
use super::wording::{Language, Wording};
use crate::corpus::Faq;
use crate::decide::Decision;
use crate::engine::Outcome;
use crate::text::one_line;

/// How much of a question is shown in the card, in characters, of which each may count twice at Telegram; the rest follows
/// as the message itself.
pub(crate) const MOST_QUESTION: usize = 1_200;

/// How much of it names its topic.
const TITLE_CHARS: usize = 60;

/// How much of it the person is shown before it is passed on.
const SHOWN_CHARS: usize = 300;

/// A button that sends this back.
fn button(reply: Reply, label: String, data: String) -> Reply {
    reply.with_button(label, Action::Data(data))
}

/// What happens when it is passed on, and whether it may be.
pub(crate) fn consent(
    faq: &Faq,
    wording: &Wording,
    question: Option<&str>,
    when: &str,
    [pass_on, no]: [String; 2],
) -> Reply {
    let mut reply = Reply::saying(wording.desk_what_next()).with_text(when);
    let urgent = wording.desk_not_urgent();
    reply = reply.with_text(match faq.contacts.emergency.as_str() {
        "" => urgent,
        emergency => format!("{urgent} {}", wording.emergency_note(emergency)),
    });
    reply = match question {
        Some(question) => reply
            .with_text(wording.desk_question(&cut(question, SHOWN_CHARS)))
            .with_text(wording.desk_staff_see())
            .with_text(wording.desk_consent()),
        None => reply.with_text(wording.desk_staff_see_none()).with_text(wording.desk_consent_none()),
    };
    button(button(reply, wording.desk_pass_on(), pass_on), wording.desk_no(), no).in_columns(2, 2)
}

/// That nothing is passed on.
pub(crate) fn declined(wording: &Wording) -> Reply {
    Reply::saying(wording.desk_declined())
}

/// That a person is in charge now.
pub(crate) fn opened(wording: &Wording, has_question: bool, when: &str, take_back: String) -> Reply {
    let reply = Reply::saying(wording.desk_open());
    let reply = if has_question { reply } else { reply.with_text(wording.desk_write()) };
    button(reply.with_text(when), wording.desk_take_back(), take_back)
}

/// That a person is in charge already.
pub(crate) fn opened_already(wording: &Wording, take_back: String) -> Reply {
    button(Reply::saying(wording.desk_open_already()), wording.desk_take_back(), take_back)
}

/// That the bot answers again, for the person took everything back.
pub(crate) fn withdrawn(wording: &Wording) -> Reply {
    Reply::saying(wording.desk_withdrawn())
}

/// That the bot answers again, for the person wants it to.
pub(crate) fn resumed(wording: &Wording) -> Reply {
    Reply::saying(wording.desk_resumed())
}

/// That there is no conversation to end.
pub(crate) fn none_open(wording: &Wording, human: String) -> Reply {
    button(Reply::saying(wording.desk_none_open()), wording.desk_button(), human)
}

/// That staff closed the conversation, and whether it is solved.
pub(crate) fn closed(wording: &Wording, [yes, no]: [String; 2]) -> Reply {
    let reply = button(Reply::saying(wording.desk_closed()), wording.desk_yes(), yes);
    button(reply, wording.desk_still_open(), no).in_columns(2, 2)
}

/// Thanks for saying that it is solved.
pub(crate) fn solved(wording: &Wording) -> Reply {
    Reply::saying(wording.desk_solved())
}

/// That it goes on.
pub(crate) fn reopened(wording: &Wording) -> Reply {
    Reply::saying(wording.desk_reopened())
}

/// That it cannot go on.
pub(crate) fn cannot_reopen(wording: &Wording) -> Reply {
    Reply::saying(wording.desk_cannot_reopen())
}

/// That the bot answers again after a long silence, with a way to go on.
pub(crate) fn silent(wording: &Wording, go_on: String) -> Reply {
    button(Reply::saying(wording.desk_silent()), wording.desk_go_on(), go_on)
}

/// That the staff take nothing more from this person.
pub(crate) fn blocked(faq: &Faq, wording: &Wording) -> Reply {
    pages::with_help(Reply::saying(wording.desk_blocked()), faq, wording)
}

/// That what the person wrote could not be brought to anybody; and, if it ends with that, that the bot answers again.
pub(crate) fn undelivered(faq: &Faq, wording: &Wording, ends: bool) -> Reply {
    let reply = Reply::saying(wording.desk_undelivered());
    let reply = if ends { reply.with_text(wording.desk_resumed()) } else { reply };
    pages::with_help(reply, faq, wording)
}

/// In a group: the way into the private chat.
pub(crate) fn in_private(wording: &Wording) -> Reply {
    Reply::saying(wording.desk_in_private()).with_button(wording.desk_button(), Action::Open(Start::Human))
}

/// That a message is deleted on the other side too.
pub(crate) fn deleted(wording: &Wording) -> Reply {
    Reply::saying(wording.desk_deleted())
}

/// That a message could not be deleted on the other side.
pub(crate) fn not_deleted(wording: &Wording) -> Reply {
    Reply::saying(wording.desk_not_deleted())
}

/// How to delete a message on the other side.
pub(crate) fn delete_how(wording: &Wording) -> Reply {
    Reply::saying(wording.desk_delete_how())
}

/// A reply with the way to a person below it: by a tap, or from a group by a link.
pub(crate) fn offered(reply: Reply, wording: &Wording, human: Option<String>) -> Reply {
    match human {
        Some(data) => button(reply, wording.desk_button(), data),
        None => reply.with_button(wording.desk_button(), Action::Open(Start::Human)),
    }
}

/// What stands above the words of staff.
pub(crate) fn label(wording: &Wording, name: Option<&str>) -> String {
    match name {
        Some(name) => wording.desk_label_named(name),
        None => wording.desk_label(),
    }
}

/// What a topic is called, after its number.
pub(crate) fn card_title(wording: &Wording, question: Option<&str>) -> String {
    question
        .map(one_line)
        .filter(|line| !line.is_empty())
        .map_or_else(|| wording.desk_card_new(), |line| cut(&line, TITLE_CHARS))
}

/// What staff see of a conversation first.
pub(crate) fn card(
    faq: &Faq,
    wording: &Wording,
    question: Option<(&str, &Outcome)>,
    language: Language,
    earlier: u32,
) -> Reply {
    let reply = match question {
        Some((words, outcome)) => {
            let shown = cut(words, MOST_QUESTION);
            let is_cut = shown != words.trim();
            let reply = Reply::titled(&wording.desk_card_asks()).with_text(shown);
            let reply = if is_cut { reply.with_text(wording.desk_card_cut()) } else { reply };
            reply.with_text(said(faq, wording, &outcome.decision))
        }
        None => Reply::titled(&wording.desk_card_new()).with_text(wording.desk_card_no_question()),
    };
    reply.with_lines(vec![wording.desk_card_language(language.name()), wording.desk_card_earlier(earlier)])
}

/// What the bot said to a question, and so why, in a sentence.
fn said(faq: &Faq, wording: &Wording, decision: &Decision) -> String {
    let title = |id: &crate::corpus::Id| faq.entry(id.as_str()).map(|entry| entry.question.as_str());
    match decision {
        Decision::Urgent(_) => wording.desk_card_urgent(),
        Decision::Answer(id) => wording.desk_card_shown(title(id).unwrap_or_default()),
        Decision::Choose(ids) => {
            wording.desk_card_offered(&ids.iter().filter_map(title).collect::<Vec<_>>().join(" · "))
        }
        Decision::Gap { id, .. } => match faq.gap(id.as_str()) {
            Some(gap) => wording.desk_card_gap(&gap.label),
            None => wording.desk_card_unknown(),
        },
        Decision::Courtesy(_) | Decision::Unknown => wording.desk_card_unknown(),
    }
}

/// A word to the staff.
pub(crate) fn to_staff(words: String) -> Reply {
    Reply::saying(words)
}
