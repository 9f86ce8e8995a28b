//! What of a FAQ is words and names alone: contacts, replies, gaps, courtesies, vocabulary, reviews, what is left out.

use super::entry::{Contacts, Courtesy, Gap, Replies, Review, Unquoted};
use super::finding_kind::FindingKind;
use super::reader::{Placed, Reader, values};
use super::slices::Cutter;
use super::vocabulary::{Subject, Synonym, Vocabulary};
use crate::language::{known_languages, language_data};
use crate::text::one_line;

/// The language of the corpus, one that matching knows: in another its questions would be read as if they were English.
pub(super) fn language(root: &Reader<'_>) -> String {
    let tag = root.text("language");
    if !tag.value.is_empty() && language_data(&tag.value).is_none() {
        let known = known_languages();
        let problem = format!(
            "language `{}`: matching knows {known} alone; a text in another language needs its words in src/language first",
            tag.value
        );
        root.error(FindingKind::UnknownLanguage, tag.place, problem);
    }
    tag.value
}

/// Sentences that are left out on purpose, each with its reason.
pub(super) fn unquoted(table: &Reader<'_>, source: &str) -> Vec<Unquoted> {
    let cutter = Cutter::new(source);
    let one = |left_out: Reader<'_>| {
        let (text, reason) = (left_out.text("text"), left_out.text("reason").value);
        let is_there = cutter.position(&text.value).is_some();
        if !source.is_empty() && !text.value.is_empty() && !is_there {
            let problem = format!("`{}` is left out, and the source does not say it", text.value);
            left_out.error(FindingKind::StrayUnquoted, text.place.clone(), problem);
        }
        let unquoted = Unquoted { text: one_line(&text.value), reason, place: text.place };
        left_out.finish();
        unquoted
    };
    table.tables("unquoted").into_iter().map(one).collect()
}

pub(super) fn review(table: &Reader<'_>) -> Review {
    let review = Review {
        by: table.text_if_any("reviewed_by").map(|placed| placed.value),
        on: table.date("reviewed_on"),
        due: table.date("review_due"),
    };
    if review.by.is_some() != review.on.is_some() {
        table.error(
            FindingKind::HalfReview,
            table.place.clone(),
            "`reviewed_by` and `reviewed_on` go together: a review has a reviewer and a date",
        );
    }
    review
}

/// A text that may use the placeholders of the [`Contacts`] that there are, and no others.
fn template(table: &Reader<'_>, key: &'static str, contacts: &Contacts) -> String {
    checked(table, key, table.text(key), contacts)
}

/// The same, which may be missing.
fn template_if_any(table: &Reader<'_>, key: &'static str, contacts: &Contacts) -> String {
    table.text_if_any(key).map_or_else(String::new, |text| checked(table, key, text, contacts))
}

fn checked(table: &Reader<'_>, key: &str, text: Placed<String>, contacts: &Contacts) -> String {
    let error = |problem: String| table.error(FindingKind::UnknownPlaceholder, text.place.clone(), problem);
    let mut rest = text.value.as_str();
    while let Some((_, after)) = rest.split_once('{') {
        let name = after.split_once('}').map_or(after, |(name, _)| name);
        match contacts.of(name) {
            None => {
                let known = Contacts::PLACEHOLDERS.map(|name| format!("{{{name}}}")).join(", ");
                error(format!("unknown placeholder `{{{name}}}` in `{key}`; there are {known}"));
            }
            // Without any, that is what is reported.
            Some("") if *contacts != Contacts::default() => {
                error(format!("`{{{name}}}` in `{key}`: [contacts] has no `{name}`"));
            }
            Some(_) => {}
        }
        rest = after;
    }
    text.value
}

/// Which of these are needed follows from what the text is about.
pub(super) fn contacts(table: Reader<'_>) -> Contacts {
    let text = |key| table.text_if_any(key).map_or_else(String::new, |text| text.value);
    let contacts = Contacts {
        emergency: text("emergency"),
        crisis: text("crisis"),
        care_team: text("care_team"),
        person: text("person"),
    };
    table.finish();
    contacts
}

/// The same.
pub(super) fn replies(table: Reader<'_>, contacts: &Contacts) -> Replies {
    let replies = Replies {
        welcome: template_if_any(&table, "welcome", contacts),
        unknown: template_if_any(&table, "unknown", contacts),
        emergency: template_if_any(&table, "emergency", contacts),
        crisis: template_if_any(&table, "crisis", contacts),
        same_day: template_if_any(&table, "same_day", contacts),
    };
    table.finish();
    replies
}

/// Whether the text is about health, as its editors say.
pub(super) fn kind(root: &Reader<'_>) -> Option<bool> {
    let kind = root.text_if_any("kind")?;
    match kind.value.as_str() {
        "health" => Some(true),
        "general" => Some(false),
        other => {
            let problem = format!("`kind` must be health or general, not `{other}`");
            root.error(FindingKind::WrongType, kind.place, problem);
            None
        }
    }
}

pub(super) fn gap(table: Reader<'_>, contacts: &Contacts) -> Option<Gap> {
    let id = table.id();
    let gap = Gap {
        id: id?,
        label: table.text("label").value,
        also_asked: phrasings(&table),
        ask: template(&table, "ask", contacts),
        nearest: values(table.ids("nearest")),
        subjects: values(table.ids("subjects")),
        place: table.place.clone(),
    };
    table.finish();
    Some(gap)
}

pub(super) fn courtesy(table: Reader<'_>, contacts: &Contacts) -> Option<Courtesy> {
    let id = table.id();
    let courtesy = Courtesy {
        id: id?,
        also_asked: phrasings(&table),
        reply: template(&table, "reply", contacts),
        place: table.place.clone(),
    };
    table.finish();
    Some(courtesy)
}

fn phrasings(table: &Reader<'_>) -> Vec<String> {
    let phrasings = values(table.texts("also_asked"));
    if phrasings.is_empty() {
        table.error(FindingKind::MissingKey, table.place.clone(), "`also_asked` needs one phrasing at least");
    }
    phrasings
}

pub(super) fn vocabulary(root: &Reader<'_>) -> Vocabulary {
    let subjects = root.tables("subject").into_iter().filter_map(|table| {
        let id = table.id();
        let name = table.text("name").value;
        let mut names = values(table.texts("names"));
        if names.is_empty() {
            names.push(name.clone());
        }
        let subject = Subject { id: id?, name, names, place: table.place.clone() };
        table.finish();
        Some(subject)
    });
    let subjects = subjects.collect();
    let synonyms = root.tables("synonym").into_iter().map(|table| {
        let synonym =
            Synonym { word: table.text("word").value, also: values(table.texts("also")), place: table.place.clone() };
        table.finish();
        synonym
    });
    Vocabulary { subjects, synonyms: synonyms.collect() }
}
