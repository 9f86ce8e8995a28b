//! Replies that no question leads to: the first meeting, browsing, what is kept, what cannot be read.

use super::block::Block;
use super::body::Reply;
use super::button::Action;
use super::excerpt::cut;
use super::link::{Shared, Start};
use super::menu::{topic, with_topics, with_way_back};
use super::wording::Wording;
use super::{command, feedback, source};
use crate::corpus::{Entry, Faq};

/// What the running bot keeps about people, so that `/privacy` says what is true. All days are at least 1, those of
/// questions apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrivacyNotice {
    /// How many days questions are kept as they were asked; 0 when none are.
    pub questions_days: u32,
    /// How many days a message is kept that could not be read or answered.
    pub dead_days: u32,
    /// Whether what people wrote is encrypted where it is stored.
    pub is_sealed: bool,
    /// How many days the number of a handled message (without its words) is remembered, to answer nothing twice.
    pub handled_days: u32,
    /// How many days it is remembered, under a code that does not name the person, that somebody gave feedback on a
    /// message, so that it counts once.
    pub feedback_days: u32,
    /// How many days a count is kept that does not change.
    pub counts_days: u32,
    /// How many days what a person set is kept since it was last noted.
    pub people_days: u32,
    /// How many days codes that run out by themselves are kept at most.
    pub codes_days: u32,
    /// How many days what is known of a group or channel is kept since the bot left it.
    pub chats_days: u32,
    /// How many days what is known of a conversation with a person is kept since it was closed; 0 when there is no desk.
    pub desk_days: u32,
    /// How many days what is done at the desk is kept.
    pub desk_log_days: u32,
    /// How many days it is kept how often what happened on a day.
    pub stats_days: u32,
    /// How many days it is kept what was asked and not answered well, without its words; 0 when nothing is.
    pub missed_days: u32,
    /// So many people must have used a word of that before it can be read.
    pub missed_from: u32,
    /// For how many minutes it is remembered what a person was answered last; 0 when it is not.
    pub follow_up_minutes: u32,
}

/// `/start`: what the bot does and does not, the disclaimer, topics as buttons, a question to try.
#[must_use]
pub fn start(faq: &Faq, wording: &Wording) -> Reply {
    let mut reply = Reply::saying(welcome(faq, wording));
    if !faq.replies.welcome.is_empty() && wording.other_language(faq).is_some() {
        reply = reply.with_text(wording.what_i_do());
    }
    let how = match faq.try_questions.first() {
        Some(question) => wording.how_to_ask_with_example(question),
        None => wording.how_to_ask(),
    };
    let reply = reply.with_text(how).inviting(faq, wording);
    with_topics(with_disclaimer(reply, faq), faq, wording)
}

/// What a link into the private chat opens; what is gone since it was written leads to the first meeting.
#[must_use]
pub fn started(faq: &Faq, wording: &Wording, start: &Start) -> Reply {
    let page = match start {
        // Which groups and channels somebody arranges posts for, and what is held, this room does not know.
        Start::Welcome | Start::Posts | Start::PostsOf { .. } | Start::Held(_) | Start::Human => None,
        Start::Ask => Some(ask_here(faq, wording)),
        Start::Entry(id) => faq.entry(id.as_str()).map(|entry| answered(faq, wording, entry)),
        Start::Topic(id) => faq.topic(id.as_str()).map(|found| topic(faq, wording, found)),
    };
    page.unwrap_or_else(|| self::start(faq, wording))
}

/// `/help`: how to ask, the commands, questions to try.
#[must_use]
pub fn help(faq: &Faq, wording: &Wording) -> Reply {
    let mut reply = Reply::saying(wording.help_text());
    if !faq.try_questions.is_empty() {
        let mut tries = vec![wording.try_questions()];
        tries.extend(faq.try_questions.iter().map(|question| format!("• {question}")));
        reply = reply.with_lines(tries);
    }
    let commands = command::private_commands(wording);
    let commands = commands.iter().map(|command| format!("/{} – {}", command.name, command.description));
    let reply = reply.with_lines(commands.collect()).inviting(faq, wording);
    with_disclaimer(reply, faq).with_button(wording.all_topics(), Action::Topics)
}

/// An entry reached by browsing: the passage, and the way back.
#[must_use]
pub fn shown_entry(faq: &Faq, wording: &Wording, entry: &Entry) -> Reply {
    let reply = Reply::quoting(faq, wording, entry).with_entries(related(faq, entry), Action::Browse);
    with_way_back(with_share(reply, wording, entry), faq, wording, entry)
}

/// An entry that answers a question or was picked from a choice: the passage, feedback, what to read next.
#[must_use]
pub fn answered(faq: &Faq, wording: &Wording, entry: &Entry) -> Reply {
    let reply = with_feedback(faq, wording, entry).with_entries(related(faq, entry), Action::Choose);
    with_share(reply, wording, entry)
}

/// An entry that was picked from a choice, shown in its place: the passage, feedback, and the rest of the choice, so
/// that a wrong tap can be mended.
#[must_use]
pub fn picked<'a>(
    faq: &'a Faq,
    wording: &Wording,
    entry: &'a Entry,
    others: impl IntoIterator<Item = &'a Entry>,
) -> Reply {
    let reply = with_feedback(faq, wording, entry)
        .with_entries(others.into_iter(), Action::Choose)
        .with_button(wording.none_of_these(), Action::NoneOfThese);
    with_share(reply, wording, entry)
}

/// `/about`: what the text covers, its sources with licence and review, the version of the program.
#[must_use]
pub fn about(faq: &Faq, wording: &Wording, version: &str) -> Reply {
    let mut reply = Reply::titled(&faq.title);
    if !faq.about.is_empty() {
        reply = reply.with_text(faq.about.clone());
    }
    for source in &faq.sources {
        reply = reply.with_lines(source::lines(faq, source, wording));
    }
    let (entries, topics, person) = (faq.entries.len(), faq.topics.len(), &faq.contacts.person);
    let program = match person.as_str() {
        "" => wording.program(entries, topics, version),
        person => wording.program_run_by(entries, topics, version, person),
    };
    with_disclaimer(reply.with_text(program).labelled(faq, wording), faq)
}

/// `/privacy`: what is kept, and for how long; first of all the questions, if they are.
#[must_use]
pub fn privacy(wording: &Wording, kept: PrivacyNotice) -> Reply {
    let words = match kept.questions_days {
        0 => vec![wording.privacy_words()],
        days => vec![wording.privacy_questions(days), wording.privacy_other_words()],
    };
    let rest = [
        Some(wording.privacy_dead(kept.dead_days)),
        kept.is_sealed.then(|| wording.privacy_sealed()),
        Some(wording.privacy_handled(kept.handled_days)),
        Some(wording.privacy_feedback(kept.feedback_days)),
        (kept.missed_days > 0).then(|| wording.privacy_missed(kept.missed_days, kept.missed_from)),
        Some(wording.privacy_chosen()),
        Some(wording.privacy_counts(kept.counts_days)),
        Some(wording.privacy_stats(kept.stats_days)),
        Some(wording.privacy_settings(kept.people_days)),
        Some(wording.privacy_posts()),
        Some(wording.privacy_held()),
        (kept.desk_days > 0).then(|| wording.privacy_desk(kept.desk_days, kept.desk_log_days)),
        (kept.follow_up_minutes > 0).then(|| wording.privacy_follow_up(kept.follow_up_minutes)),
        Some(wording.privacy_codes(kept.codes_days)),
        Some(wording.privacy_forget()),
        Some(wording.privacy_groups(kept.chats_days)),
        Some(wording.privacy_telegram()),
    ];
    let mut sentences = words.into_iter().chain(rest.into_iter().flatten());
    let first = Reply::saying(sentences.next().unwrap_or_default());
    sentences.fold(first, |reply, sentence| reply.with_text(sentence))
}

/// For a photo, a voice message or a file without words.
#[must_use]
pub fn text_only(faq: &Faq, wording: &Wording) -> Reply {
    let words = if faq.is_about_health { wording.text_only() } else { wording.text_only_general() };
    with_emergency(Reply::saying(words), faq, wording)
}

/// For `/ask` without a question.
#[must_use]
pub fn ask_how(faq: &Faq, wording: &Wording) -> Reply {
    let example = faq.try_questions.first().map_or("…", String::as_str);
    let reply = Reply::saying(wording.ask_how()).with_text(format!("/ask {example}"));
    reply.inviting(faq, wording)
}

/// For somebody who comes from a group to ask in private.
#[must_use]
pub fn ask_here(faq: &Faq, wording: &Wording) -> Reply {
    let reply = Reply::saying(wording.how_to_ask()).inviting(faq, wording);
    reply.with_button(wording.all_topics(), Action::Topics)
}

/// For who opens the link to a question whose time is over.
#[must_use]
pub fn held_over(faq: &Faq, wording: &Wording) -> Reply {
    Reply::saying(wording.held_over()).inviting(faq, wording)
}

/// For who opens the link to somebody else's question.
#[must_use]
pub fn held_by_another(faq: &Faq, wording: &Wording) -> Reply {
    Reply::saying(wording.held_by_another()).inviting(faq, wording)
}

/// For who opens the link to their question a second time.
#[must_use]
pub fn held_answered(faq: &Faq, wording: &Wording) -> Reply {
    Reply::saying(wording.held_answered()).inviting(faq, wording)
}

/// For a message that could not be handled although it was tried again.
#[must_use]
pub fn went_wrong(faq: &Faq, wording: &Wording) -> Reply {
    with_emergency(Reply::saying(wording.went_wrong()), faq, wording)
}

/// What an empty chat with the bot says, at most 512 characters. A reader of another language than the corpus's reads
/// what the bot does in theirs, in place of the corpus's greeting.
#[must_use]
pub fn description(faq: &Faq, wording: &Wording) -> String {
    let welcome = match wording.other_language(faq) {
        Some(language) => format!("{}\n\n{}", wording.what_i_do(), wording.ask_language(&language)),
        None => welcome(faq, wording),
    };
    let whole = format!("{welcome}\n\n{}", faq.disclaimer);
    cut(if whole.chars().count() <= DESCRIPTION_CHARS { &whole } else { &welcome }, DESCRIPTION_CHARS)
}

/// What the bot's profile says, at most 120 characters.
#[must_use]
pub fn short_description(faq: &Faq, wording: &Wording) -> String {
    let title = faq.title.trim_end_matches('.');
    let words = match faq.is_about_health {
        true => wording.short_description(title),
        false => wording.short_description_general(title),
    };
    cut(&words, SHORT_DESCRIPTION_CHARS)
}

/// Telegram's limit for a bot's description.
const DESCRIPTION_CHARS: usize = 512;

/// Telegram's limit for a bot's short description.
const SHORT_DESCRIPTION_CHARS: usize = 120;

/// To somebody who writes more than can be answered, once.
#[must_use]
pub fn too_many(wording: &Wording) -> Reply {
    Reply::saying(wording.too_many())
}

/// For a command that does not exist.
#[must_use]
pub fn unknown_command(wording: &Wording) -> Reply {
    Reply::saying(wording.unknown_command()).with_button(wording.all_topics(), Action::Topics)
}

/// After "none of these": a person to turn to, and the topics.
#[must_use]
pub fn none_of_these(faq: &Faq, wording: &Wording) -> Reply {
    unknown(faq, wording)
}

/// After "not my question": what else may be meant, and a person behind "none of these". When nothing else is near, the
/// person at once.
#[must_use]
pub fn not_my_question<'a>(faq: &'a Faq, wording: &Wording, near: impl IntoIterator<Item = &'a Entry>) -> Reply {
    let mut near = near.into_iter().peekable();
    if near.peek().is_none() {
        return unknown(faq, wording);
    }
    Reply::saying(wording.choose())
        .labelled(faq, wording)
        .with_entries(near, Action::Choose)
        .with_button(wording.none_of_these(), Action::NoneOfThese)
}

/// For a button whose entry is gone since the FAQ changed.
#[must_use]
pub fn choice_gone(faq: &Faq, wording: &Wording) -> Reply {
    with_topics(Reply::saying(wording.choice_gone()).labelled(faq, wording), faq, wording)
}

/// For a question that nothing fits: says so, names a person, offers the topics.
pub(super) fn unknown(faq: &Faq, wording: &Wording) -> Reply {
    with_topics(nothing_found(faq, wording), faq, wording)
}

/// The corpus's words for it, which one for measuring has not; a reader of another language gets the bot's own too.
pub(super) fn nothing_found(faq: &Faq, wording: &Wording) -> Reply {
    let own = Block::Text(wording.no_answer());
    let reply = match faq.replies.unknown.as_str() {
        "" => Reply::of(own),
        text if wording.other_language(faq).is_some() => Reply::saying(faq.contacts.fill(text)).with_block(own),
        text => Reply::saying(faq.contacts.fill(text)),
    };
    with_help(reply, faq, wording).inviting(faq, wording)
}

/// For a message in another language: which one is understood, and where to find help. The corpus's words would not be.
pub(super) fn other_language(faq: &Faq, wording: &Wording) -> Reply {
    with_topics(not_understood(faq, wording), faq, wording)
}

/// The same without a way on.
pub(super) fn not_understood(faq: &Faq, wording: &Wording) -> Reply {
    let reply = Reply::saying(wording.understands(&wording.corpus_language(faq)));
    let reply = help_line(faq, wording).into_iter().fold(reply, |reply, line| reply.with_block(Block::Strong(line)));
    reply.labelled(faq, wording)
}

/// The safety net below the red flags: a reply to what was not understood, with a line on where to find help.
pub(crate) fn with_help(reply: Reply, faq: &Faq, wording: &Wording) -> Reply {
    help_line(faq, wording).into_iter().fold(reply, |reply, line| reply.with_block(Block::Note(line)))
}

/// Where to find help in an emergency; `None` in a corpus that knows no red flags or no number.
pub(super) fn help_line(faq: &Faq, wording: &Wording) -> Option<String> {
    let (emergency, crisis) = (faq.contacts.emergency.as_str(), faq.contacts.crisis.as_str());
    match () {
        () if faq.safety.red_flags.is_empty() || emergency.is_empty() => None,
        () if crisis.is_empty() || crisis == emergency => Some(wording.emergency_note(emergency)),
        () => Some(wording.help_line(emergency, crisis)),
    }
}

/// The corpus's greeting, or what the bot does if it has none.
fn welcome(faq: &Faq, wording: &Wording) -> String {
    match faq.replies.welcome.as_str() {
        "" => wording.what_i_do(),
        text => faq.contacts.fill(text),
    }
}

/// A passage that answers a question, with the feedback buttons.
fn with_feedback(faq: &Faq, wording: &Wording, entry: &Entry) -> Reply {
    Reply::quoting(faq, wording, entry)
        .with_button(feedback::helped(wording, false), Action::Helped(entry.id.clone()))
        .with_button(feedback::not_my_question(wording, false), Action::NotMyQuestion(entry.id.clone()))
}

/// The button that passes the entry on.
fn with_share(reply: Reply, wording: &Wording, entry: &Entry) -> Reply {
    reply.with_button(wording.share(), Action::Share(Shared::from(entry)))
}

fn with_disclaimer(reply: Reply, faq: &Faq) -> Reply {
    if faq.disclaimer.is_empty() { reply } else { reply.with_block(Block::Note(faq.disclaimer.clone())) }
}

/// The same with whom to call, where red flags are known.
fn with_emergency(reply: Reply, faq: &Faq, wording: &Wording) -> Reply {
    if faq.safety.red_flags.is_empty() {
        return reply.labelled(faq, wording);
    }
    reply.with_block(Block::Note(wording.emergency_note(&faq.contacts.emergency))).labelled(faq, wording)
}

fn related<'a>(faq: &'a Faq, entry: &'a Entry) -> impl Iterator<Item = &'a Entry> {
    entry.related.iter().filter_map(|id| faq.entry(id.as_str()))
}
