//! What a corpus must have because of what it is about and of what it says: whoever asks about health may be in danger
//! while they ask, and who raises a red flag must be told whom to call. A corpus of another field needs none of it.

use super::entry::{Contacts, Faq};
use super::finding::Finding;
use super::finding_kind::FindingKind;
use super::place::Place;
use super::safety::Urgency;

/// Where what is missing belongs.
pub(super) struct HeadingPlaces {
    /// `faq.toml`.
    pub(super) root: Place,
    /// `[contacts]`.
    pub(super) contacts: Option<Place>,
    /// `[replies]`.
    pub(super) replies: Option<Place>,
}

/// Why a key is needed.
#[derive(Clone, Copy)]
enum Why<'a> {
    /// Every corpus that quotes needs it.
    Always,
    /// A text about health does.
    Health,
    /// A red flag does.
    RedFlag(&'a str),
}

impl Why<'_> {
    fn words(self) -> String {
        match self {
            Self::Always => String::new(),
            Self::Health => "; a text about health needs it, and one that is not says kind = \"general\"".to_owned(),
            Self::RedFlag(id) => format!("; the red flag `{id}` needs it"),
        }
    }
}

/// What is missing in a corpus that quotes.
pub(super) fn missing(faq: &Faq, places: &HeadingPlaces) -> Vec<Finding> {
    if !faq.quotes {
        return Vec::new();
    }
    let mut problems = Vec::new();
    if let Some(place) = &places.contacts {
        problems.extend(of_table(place, &contacts(faq)));
    }
    if let Some(place) = &places.replies {
        problems.extend(of_table(place, &replies(faq)));
    }
    if faq.is_about_health && faq.safety.red_flags.is_empty() {
        let problem = "the text is about health and there is no red flag; write in safety.toml what a cry for help sounds \
                       like, or it gets a passage (a text that is not about health says kind = \"general\")";
        problems.push(Finding::new(FindingKind::NoRedFlags, places.root.clone(), problem));
    }
    problems
}

/// The keys of a table that are needed and say nothing, each once and for the first reason.
fn of_table(place: &Place, needed: &[(&'static str, &str, Why<'_>)]) -> Vec<Finding> {
    let mut named = Vec::new();
    let mut problems = Vec::new();
    for (key, text, why) in needed {
        if text.is_empty() && !named.contains(key) {
            named.push(key);
            let problem = format!("`{key}` is missing{}", why.words());
            problems.push(Finding::new(FindingKind::MissingKey, place.clone(), problem));
        }
    }
    problems
}

fn contacts(faq: &Faq) -> Vec<(&'static str, &str, Why<'_>)> {
    let Contacts { emergency, crisis, care_team, person } = &faq.contacts;
    let mut needed = vec![("person", person.as_str(), Why::Always)];
    if faq.is_about_health {
        let of_health = [("emergency", emergency), ("crisis", crisis), ("care_team", care_team)];
        needed.extend(of_health.map(|(key, text)| (key, text.as_str(), Why::Health)));
    }
    // A reader of another language is told in theirs whom to call.
    needed.extend(
        faq.safety.red_flags.iter().map(|flag| ("emergency", emergency.as_str(), Why::RedFlag(flag.id.as_str()))),
    );
    needed
}

fn replies(faq: &Faq) -> Vec<(&'static str, &str, Why<'_>)> {
    let of_urgency = |urgency| match urgency {
        Urgency::Emergency => ("emergency", faq.replies.emergency.as_str()),
        Urgency::Crisis => ("crisis", faq.replies.crisis.as_str()),
        Urgency::SameDay => ("same_day", faq.replies.same_day.as_str()),
    };
    let mut needed = vec![
        ("welcome", faq.replies.welcome.as_str(), Why::Always),
        ("unknown", faq.replies.unknown.as_str(), Why::Always),
    ];
    if faq.is_about_health {
        let all = [Urgency::Emergency, Urgency::Crisis, Urgency::SameDay].map(of_urgency);
        needed.extend(all.map(|(key, text)| (key, text, Why::Health)));
    }
    needed.extend(faq.safety.red_flags.iter().map(|flag| {
        let (key, text) = of_urgency(flag.urgency);
        (key, text, Why::RedFlag(flag.id.as_str()))
    }));
    needed
}
