//! The curated FAQ as plain values: topics, entries with their passages, gaps, courtesies, sources.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use super::date::Date;
use super::id::Id;
use super::place::Place;
use super::safety::{RedFlag, Safety};
use super::vocabulary::Vocabulary;

/// Everything the bot may say, as loaded from one folder.
#[derive(Clone, Debug)]
pub struct Faq {
    /// What the FAQ is about, in a few words.
    pub title: String,
    /// The language of the passages, as a BCP 47 tag such as `en`.
    pub language: String,
    /// Whether answers quote a source. A corpus for measuring says `quotes = false` and has no sources.
    pub quotes: bool,
    /// Whether the text is about health: `kind` says so, or its editors wrote what a cry for help sounds like, or its words
    /// do.
    pub is_about_health: bool,
    /// The standing disclaimer. Never empty when `quotes` is true.
    pub disclaimer: String,
    /// The disclaimer in a few words, for groups that ask for it; empty when the editors wrote none.
    pub short_disclaimer: String,
    /// What the text covers and what it does not.
    pub about: String,
    /// Questions to try.
    pub try_questions: Vec<String>,
    /// Whom people can turn to.
    pub contacts: Contacts,
    /// The bot's own words that depend on the corpus.
    pub replies: Replies,
    /// The texts that passages are cut from.
    pub sources: Vec<Source>,
    /// Topics in the order they are shown.
    pub topics: Vec<Topic>,
    /// Entries, topic by topic.
    pub entries: Vec<Entry>,
    /// Entries that nobody has read yet: they are held against their source, and never asked, shown or matched.
    pub drafts: Vec<Entry>,
    /// What people ask that the text does not say.
    pub gaps: Vec<Gap>,
    /// Greetings and the like.
    pub courtesies: Vec<Courtesy>,
    /// Subjects and synonyms.
    pub vocabulary: Vocabulary,
    /// Red flags.
    pub safety: Safety,
}

impl Faq {
    /// The entry of that id.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id.as_str() == id)
    }

    /// The entries and the drafts, all that an editor wrote.
    pub fn written(&self) -> impl Iterator<Item = &Entry> + Clone {
        self.entries.iter().chain(&self.drafts)
    }

    /// The gap of that id.
    #[must_use]
    pub fn gap(&self, id: &str) -> Option<&Gap> {
        self.gaps.iter().find(|gap| gap.id.as_str() == id)
    }

    /// The courtesy of that id.
    #[must_use]
    pub fn courtesy(&self, id: &str) -> Option<&Courtesy> {
        self.courtesies.iter().find(|courtesy| courtesy.id.as_str() == id)
    }

    /// The red flag of that id.
    #[must_use]
    pub fn red_flag(&self, id: &str) -> Option<&RedFlag> {
        self.safety.red_flags.iter().find(|flag| flag.id.as_str() == id)
    }

    /// The topic of that id.
    #[must_use]
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id.as_str() == id)
    }

    /// The topics that have an entry, in the order they are shown.
    #[must_use]
    pub fn told_topics(&self) -> Vec<&Topic> {
        let told: HashSet<&Id> = self.entries.iter().map(|entry| &entry.topic).collect();
        self.topics.iter().filter(|topic| told.contains(&topic.id)).collect()
    }

    /// The entries of a topic, in the order they are written.
    pub fn entries_of<'a>(&'a self, topic: &'a Topic) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(move |entry| entry.topic == topic.id)
    }

    /// Every phrasing of entries, gaps and courtesies, with whose it is and where that is written.
    pub fn phrasings(&self) -> impl Iterator<Item = (&Id, &Place, &str)> {
        let courtesies =
            self.courtesies.iter().flat_map(|c| c.also_asked.iter().map(|own| (&c.id, &c.place, own.as_str())));
        self.phrasings_of_the_text().chain(courtesies)
    }

    /// Those of entries and gaps alone: what is asked of the text.
    pub(super) fn phrasings_of_the_text(&self) -> impl Iterator<Item = (&Id, &Place, &str)> {
        let entries = self.entries.iter().flat_map(|entry| entry.phrasings().map(|own| (&entry.id, &entry.place, own)));
        let gaps =
            self.gaps.iter().flat_map(|gap| gap.also_asked.iter().map(|own| (&gap.id, &gap.place, own.as_str())));
        entries.chain(gaps)
    }

    /// The source an entry quotes; `None` in a corpus without sources.
    #[must_use]
    pub fn source_of(&self, entry: &Entry) -> Option<&Source> {
        let id = entry.passage.as_ref()?.source.as_str();
        self.sources.iter().find(|source| source.id.as_str() == id)
    }
}

/// One file of `topics/`: a heading with its entries.
#[derive(Clone, Debug)]
pub struct Topic {
    /// The file's name without its ending.
    pub id: Id,
    /// The heading people see.
    pub title: String,
    /// Topics are shown in rising order, then by id.
    pub order: i64,
}

/// A question with the passage that answers it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name.
    pub id: Id,
    /// The topic it stands in.
    pub topic: Id,
    /// The question as people are shown it.
    pub question: String,
    /// Other phrasings of the same question.
    pub also_asked: Vec<String>,
    /// The words of the source; `None` in a corpus that does not quote.
    pub passage: Option<Passage>,
    /// The subjects that the passage is about; empty when it is about none in particular.
    pub subjects: Vec<Id>,
    /// Entries to read next.
    pub related: Vec<Id>,
    /// A review of this entry alone, which goes before its source's.
    pub review: Review,
    /// A question back to the reader, with answers to pick from; `None` when it has none.
    pub quiz: Option<Quiz>,
    /// Where it is written.
    pub place: Place,
}

impl Entry {
    /// The question and all other phrasings.
    pub fn phrasings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.question.as_str()).chain(self.also_asked.iter().map(String::as_str))
    }
}

/// Exact slices of one source, in the order they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The source that every slice is cut from.
    pub source: Id,
    /// The slices, white space folded; never empty.
    pub slices: Vec<String>,
}

impl Passage {
    /// The slices as one text, a paragraph each.
    #[must_use]
    pub fn text(&self) -> String {
        self.slices.join("\n\n")
    }
}

/// A question back to the reader, whose right answer is explained in the entry's own passage, word for word.
///
/// White space is folded in all its texts, so none holds a line feed. The limits are those of a poll in Telegram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quiz {
    /// What is asked: 1 to [`Quiz::QUESTION_CHARS`] characters.
    pub question: String,
    /// What one may pick from: as many as [`Quiz::OPTIONS`] says, all different when folded, each of 1 to
    /// [`Quiz::OPTION_CHARS`] characters.
    pub options: Vec<String>,
    /// Which of the options is right, counted from 0.
    pub correct: usize,
    /// Why: words of one slice of the entry's passage, 1 to [`Quiz::EXPLANATION_CHARS`] characters.
    pub explanation: String,
    /// Where it is written.
    pub place: Place,
}

impl Quiz {
    /// The most characters of a question.
    pub const QUESTION_CHARS: usize = 300;
    /// The fewest and the most options.
    pub const OPTIONS: RangeInclusive<usize> = 2..=10;
    /// The most characters of an option.
    pub const OPTION_CHARS: usize = 100;
    /// The most characters of an explanation.
    pub const EXPLANATION_CHARS: usize = 200;
}

/// A text that passages are cut from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name.
    pub id: Id,
    /// Its path inside the folder.
    pub file: String,
    /// The title people see.
    pub title: String,
    /// Where it came from.
    pub origin: String,
    /// Its licence, or by whose permission it is used.
    pub licence: String,
    /// When it was retrieved, as `YYYY-MM-DD`.
    pub retrieved: Option<Date>,
    /// Who reviewed it clinically, if anybody did.
    pub review: Review,
    /// What of it no entry quotes, on purpose.
    pub unquoted: Vec<Unquoted>,
    /// Where it is named.
    pub place: Place,
    /// The text itself, byte for byte.
    pub text: String,
}

/// Words of a source that are left out on purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unquoted {
    /// The words, white space folded.
    pub text: String,
    /// Why they are left out.
    pub reason: String,
    /// Where that is written.
    pub place: Place,
}

/// A clinical review; empty when nobody reviewed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// Who reviewed.
    pub by: Option<String>,
    /// When.
    pub on: Option<Date>,
    /// When the next review is due.
    pub due: Option<Date>,
}

/// What people ask that the text does not say.
#[derive(Clone, Debug)]
pub struct Gap {
    /// Its name.
    pub id: Id,
    /// What is missing, so that it completes "The text does not say …".
    pub label: String,
    /// How people ask for it.
    pub also_asked: Vec<String>,
    /// Whom to ask instead.
    pub ask: String,
    /// The nearest entries the text does have.
    pub nearest: Vec<Id>,
    /// Subjects the text says nothing about; naming only these leads here.
    pub subjects: Vec<Id>,
    /// Where it is written.
    pub place: Place,
}

/// A greeting, a thank-you, a question about the bot itself.
#[derive(Clone, Debug)]
pub struct Courtesy {
    /// Its name.
    pub id: Id,
    /// How people put it.
    pub also_asked: Vec<String>,
    /// What the bot says.
    pub reply: String,
    /// Where it is written.
    pub place: Place,
}

/// Whom people can turn to, in words that complete a sentence ("call your local emergency number").
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contacts {
    /// The emergency line.
    pub emergency: String,
    /// The crisis line for people who may harm themselves.
    pub crisis: String,
    /// The person's own doctor or care team.
    pub care_team: String,
    /// Who runs the bot.
    pub person: String,
}

impl Contacts {
    /// The placeholders that a reply may use.
    pub const PLACEHOLDERS: [&'static str; 4] = ["emergency", "crisis", "care_team", "person"];

    /// The contact of a placeholder, which may be empty; `None` of one that there is not.
    #[must_use]
    pub fn of(&self, placeholder: &str) -> Option<&str> {
        Some(match placeholder {
            "emergency" => &self.emergency,
            "crisis" => &self.crisis,
            "care_team" => &self.care_team,
            "person" => &self.person,
            _ => return None,
        })
    }

    /// Puts others in place of these; those that are empty leave what is there.
    pub fn override_with(&mut self, others: &Self) {
        let pairs = [
            (&mut self.emergency, &others.emergency),
            (&mut self.crisis, &others.crisis),
            (&mut self.care_team, &others.care_team),
            (&mut self.person, &others.person),
        ];
        for (contact, other) in pairs {
            if !other.is_empty() {
                contact.clone_from(other);
            }
        }
    }

    /// Puts the contacts into `{emergency}`, `{crisis}`, `{care_team}` and `{person}`.
    #[must_use]
    pub fn fill(&self, text: &str) -> String {
        text.replace("{emergency}", &self.emergency)
            .replace("{crisis}", &self.crisis)
            .replace("{care_team}", &self.care_team)
            .replace("{person}", &self.person)
    }
}

/// The bot's own words that depend on the corpus; may hold placeholders of [`Contacts`].
#[derive(Clone, Debug, Default)]
pub struct Replies {
    /// What the bot does and does not do, for a first meeting.
    pub welcome: String,
    /// For a question that nothing fits.
    pub unknown: String,
    /// For a red flag that needs an ambulance.
    pub emergency: String,
    /// For somebody who may harm themselves.
    pub crisis: String,
    /// For a red flag that needs the care team today.
    pub same_day: String,
}

impl Replies {
    /// Each with its key.
    #[must_use]
    pub fn named(&self) -> [(&'static str, &str); 5] {
        [
            ("welcome", &self.welcome),
            ("unknown", &self.unknown),
            ("emergency", &self.emergency),
            ("crisis", &self.crisis),
            ("same_day", &self.same_day),
        ]
    }
}
