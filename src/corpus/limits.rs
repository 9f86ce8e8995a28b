//! What of a FAQ comes near what Telegram lets a message hold, and what cannot be told apart on a button.

use std::collections::HashMap;

use super::entry::{Entry, Faq};
use super::finding::Finding;
use super::finding_kind::FindingKind;
use super::id::Id;
use super::place::Place;

/// What a message holds, in UTF-16 units.
const MESSAGE: usize = 4096;

/// Up to here a text leaves room for what the bot says around it.
const ROOMY: usize = 3_600;

/// The buttons that a message holds.
const BUTTONS: usize = 100;

/// Up to here they leave room for the bot's own.
const ROOMY_BUTTONS: usize = 90;

/// As much of a text as a button shows, in characters.
const ON_A_BUTTON: usize = 64;

/// Everything that is near a limit, or beyond it.
pub(super) fn near_limits(faq: &Faq) -> Vec<Finding> {
    let mut problems = long_texts(faq);
    problems.extend(faq.entries.iter().filter(|entry| entry.related.len() > ROOMY_BUTTONS).map(|entry| {
        let (id, related) = (&entry.id, entry.related.len());
        let problem = format!("`{id}` has {related} related entries; a message holds {BUTTONS} buttons");
        Finding::new(FindingKind::NearLimit, entry.place.clone(), problem)
    }));
    if faq.topics.len() > ROOMY_BUTTONS {
        let problem = format!(
            "there are {} topics; the settings of a group list all of them, and a message holds {BUTTONS} buttons",
            faq.topics.len()
        );
        problems.push(Finding::new(FindingKind::NearLimit, heading(), problem));
    }
    problems.extend(topics_on_buttons(faq));
    problems.extend(alike_on_buttons(faq));
    problems
}

/// Texts that may not fit into one message. What does not comes in parts, which neither follow an edit nor are shown
/// inline.
fn long_texts(faq: &Faq) -> Vec<Finding> {
    let own =
        faq.replies.named().into_iter().map(|(name, text)| (heading(), format!("the reply `{name}`"), units(text)));
    let courtesies = faq
        .courtesies
        .iter()
        .map(|courtesy| (courtesy.place.clone(), format!("the reply of `{}`", courtesy.id), units(&courtesy.reply)));
    let gaps = faq
        .gaps
        .iter()
        .map(|gap| (gap.place.clone(), format!("the reply of `{}`", gap.id), units(&gap.label) + units(&gap.ask)));
    let answers = faq
        .entries
        .iter()
        .map(|entry| (entry.place.clone(), format!("the answer of `{}`", entry.id), answer(faq, entry)));
    let long = own.chain(courtesies).chain(gaps).chain(answers).filter(|(_, _, units)| *units > ROOMY);
    long.map(|(place, what, units)| {
        let problem = format!("{what} has {units} characters with all that goes with it; a message holds {MESSAGE}");
        Finding::new(FindingKind::NearLimit, place, problem)
    })
    .collect()
}

/// How long an answer is: the question, the passage, where it is from, the disclaimer.
fn answer(faq: &Faq, entry: &Entry) -> usize {
    let passage = entry.passage.as_ref().map_or(0, |passage| units(&passage.text()));
    let source = faq.source_of(entry).map_or(0, |source| units(&source.title) + units(&source.origin));
    units(&entry.question) + passage + source + units(&faq.disclaimer)
}

fn heading() -> Place {
    Place::top("faq.toml")
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Titles that a button cuts, and topics that have nothing to show.
fn topics_on_buttons(faq: &Faq) -> Vec<Finding> {
    let told = faq.told_topics();
    let mut problems = Vec::new();
    for topic in &faq.topics {
        let place = || Place::top(&format!("topics/{}.toml", topic.id));
        let chars = topic.title.chars().count();
        if chars > ON_A_BUTTON {
            let problem = format!("the title has {chars} characters; a button shows {ON_A_BUTTON}");
            problems.push(Finding::new(FindingKind::AlikeOnButtons, place(), problem));
        }
        let has_drafts = faq.drafts.iter().any(|draft| draft.topic == topic.id);
        if !has_drafts && !told.iter().any(|told| told.id == topic.id) {
            problems.push(Finding::new(
                FindingKind::EmptyTopic,
                place(),
                "the topic has no entry, so no menu shows it",
            ));
        }
    }
    problems
}

/// Questions of one topic that begin alike for as long as a button shows them.
fn alike_on_buttons(faq: &Faq) -> Vec<Finding> {
    let mut seen: HashMap<(&Id, String), &Id> = HashMap::new();
    let mut problems = Vec::new();
    for entry in &faq.entries {
        let shown = entry.question.chars().take(ON_A_BUTTON).collect();
        if let Some(first) = seen.insert((&entry.topic, shown), &entry.id) {
            let problem = format!("on buttons the question of `{}` looks like that of `{first}`", entry.id);
            problems.push(Finding::new(FindingKind::AlikeOnButtons, entry.place.clone(), problem));
        }
    }
    problems
}
