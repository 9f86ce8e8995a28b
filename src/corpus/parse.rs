//! Files → [`Faq`]: reads every file, reports every finding, and loads nothing that is wrong.

use std::cell::RefCell;
use std::collections::HashMap;

use sha2::{Digest, Sha256};
use toml::Spanned;
use toml::de::DeTable;

use super::entry::{Contacts, Courtesy, Entry, Faq, Gap, Passage, Replies, Review, Source, Topic};
use super::finding::Findings;
use super::health;
use super::id::Id;
use super::names::{self, KNOWN, topic_id};
use super::needs::{self, HeadingPlaces};
use super::parse_quiz;
use super::parse_safety;
use super::place::Place;
use super::reader::{Lines, Placed, Reader, nearest, values};
use super::safety::Safety;
use super::slices::{Cutter, fold_space, not_the_sources_words};
use super::vocabulary::{Subject, Synonym, Vocabulary};
use crate::language::{known_languages, language_data};

/// One file of a FAQ folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path inside the folder with `/` between its parts, such as `topics/tace.toml`.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// Reads a FAQ folder.
///
/// # Errors
/// Every finding that keeps the folder from being used, not only the first. Findings that do not are those of
/// [`check`](super::check()).
pub fn load(files: &[File]) -> Result<Faq, Findings> {
    let findings = RefCell::new(Findings::default());
    let loader = Loader { files, findings: &findings };
    let faq = loader.faq();
    let findings = findings.into_inner();
    match faq {
        Some(faq) if !findings.has_errors() => Ok(faq),
        _ => Err(findings.sorted()),
    }
}

/// What `faq.toml` says that is needed once everything is read.
struct Heading {
    /// Whether the text is about health; `None` when that is for its words to say.
    kind: Option<bool>,
    places: HeadingPlaces,
}

struct Loader<'a> {
    files: &'a [File],
    findings: &'a RefCell<Findings>,
}

impl Loader<'_> {
    fn error(&self, place: Place, problem: impl Into<String>) {
        self.findings.borrow_mut().error(place, problem);
    }

    fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Parses one file and hands its root table to `read`; `None` when the file is missing.
    fn read<T>(&self, path: &str, read: impl FnOnce(&Reader<'_>) -> T) -> Option<T> {
        let file = self.file(path)?;
        let lines = Lines::new(&file.path, &file.text);
        let (root, errors): (Spanned<DeTable<'_>>, _) = DeTable::parse_recoverable(&file.text);
        for error in &errors {
            let place = lines.place(error.span().map_or(0, |span| span.start));
            self.error(place, format!("not valid TOML: {}", error.message().trim().replace('\n', ", ")));
        }
        let reader = Reader::new(&lines, self.findings, root.get_ref(), 0);
        let value = read(&reader);
        // What a syntax error cut off would only be reported a second time as an unknown key.
        if errors.is_empty() {
            reader.finish();
        }
        Some(value)
    }

    fn faq(&self) -> Option<Faq> {
        let Some((mut faq, heading)) = self.read("faq.toml", |root| self.heading(root)) else {
            let place = Place { path: "faq.toml".into(), line: 1 };
            self.error(place, "the file is missing; a FAQ folder has faq.toml and topics/*.toml");
            self.unknown_files(None);
            return None;
        };
        self.unknown_files(Some(&faq));
        let mut paths: Vec<_> = self.files.iter().filter(|file| topic_id(&file.path).is_some()).collect();
        paths.sort_by(|a, b| a.path.cmp(&b.path));
        let mut topics = Vec::new();
        for file in paths {
            let topic = self.read(&file.path, |root| self.topic(root, &file.path, &faq));
            topics.extend(topic.flatten());
        }
        topics.sort_by(|(a, _), (b, _)| (a.order, &a.id).cmp(&(b.order, &b.id)));
        for (topic, entries) in topics {
            faq.topics.push(topic);
            faq.entries.extend(entries);
        }
        if faq.entries.is_empty() && !self.findings.borrow().has_errors() {
            self.error(
                Place { path: "topics".into(), line: 1 },
                "there is no entry; write one as [[entry]] in a file of topics/",
            );
        }
        let contacts = &faq.contacts;
        let gaps = self.read("gaps.toml", |root| {
            root.tables("gap").into_iter().filter_map(|table| gap(table, contacts)).collect()
        });
        let courtesies = self.read("courtesies.toml", |root| {
            root.tables("courtesy").into_iter().filter_map(|table| courtesy(table, contacts)).collect()
        });
        (faq.gaps, faq.courtesies) = (gaps.unwrap_or_default(), courtesies.unwrap_or_default());
        faq.vocabulary = self.read("vocabulary.toml", vocabulary).unwrap_or_default();
        faq.safety = self.read("safety.toml", parse_safety::safety).unwrap_or_default();
        faq.is_about_health = heading.kind.unwrap_or_else(|| health::is_health(&faq));
        for (place, problem) in needs::missing(&faq, &heading.places) {
            self.error(place, problem);
        }
        self.names(&faq);
        Some(faq)
    }

    /// Files that nothing reads; `faq` says which sources are, and without one only names are looked at.
    fn unknown_files(&self, faq: Option<&Faq>) {
        for File { path, .. } in self.files {
            let is_source = faq.is_some_and(|faq| faq.sources.iter().any(|source| source.file == *path));
            if KNOWN.contains(&path.as_str()) || topic_id(path).is_some() || is_source {
                continue;
            }
            let place = || Place { path: path.as_str().into(), line: 1 };
            if let Some(meant) = names::meant(path, |path| self.file(path).is_some()) {
                self.error(place(), format!("no file of this name is read; rename it to {meant}, or take it away"));
            } else if path.ends_with(".toml") {
                self.error(place(), "no file of this name is read");
            } else if faq.is_some() && path.starts_with("sources/") {
                self.error(place(), "no [[source]] in faq.toml names this file");
            }
        }
    }

    fn heading(&self, root: &Reader<'_>) -> (Faq, Heading) {
        let quotes = root.boolean("quotes").unwrap_or(true);
        let text = |key| {
            if quotes { root.text(key).value } else { root.text_if_any(key).map_or_else(String::new, |t| t.value) }
        };
        let (contacts, replies) = (root.table("contacts"), root.table("replies"));
        let places = HeadingPlaces {
            root: root.place.clone(),
            contacts: contacts.as_ref().map(|table| table.place.clone()),
            replies: replies.as_ref().map(|table| table.place.clone()),
        };
        let kind = kind(root);
        let contacts = contacts.map(contacts_of).unwrap_or_default();
        let replies = replies.map(|table| replies_of(table, &contacts)).unwrap_or_default();
        let faq = Faq {
            title: root.text("title").value,
            language: language(root),
            quotes,
            is_about_health: false,
            disclaimer: text("disclaimer"),
            short_disclaimer: root.text_if_any("short_disclaimer").map_or_else(String::new, |t| t.value),
            about: text("about"),
            try_questions: root.texts("try").into_iter().map(|placed| placed.value).collect(),
            contacts,
            replies,
            sources: root.tables("source").into_iter().filter_map(|source| self.source(source)).collect(),
            topics: Vec::new(),
            entries: Vec::new(),
            gaps: Vec::new(),
            courtesies: Vec::new(),
            vocabulary: Vocabulary::default(),
            safety: Safety::default(),
        };
        if quotes {
            for (name, missing) in [
                ("[contacts]", faq.contacts == Contacts::default()),
                ("[replies]", places.replies.is_none()),
                ("[[source]]", faq.sources.is_empty()),
            ] {
                if missing {
                    root.error(
                        root.place.clone(),
                        format!("{name} is missing; a corpus that quotes needs it, or says quotes = false"),
                    );
                }
            }
        }
        (faq, Heading { kind, places })
    }

    fn source(&self, table: Reader<'_>) -> Option<Source> {
        let id = table.id();
        let file = table.text("file");
        let sum = table.text("sha256");
        let text = self.file(&file.value).map(|file| file.text.clone());
        if let Some(text) = &text {
            let actual = sha256(text);
            if !sum.value.is_empty() && actual != sum.value {
                table.error(
                    sum.place,
                    format!("{} is not the text that was curated: its sha256 is {actual}; restore the text, or read it again and write the new sum here", file.value),
                );
            }
        } else if !file.value.is_empty() {
            table.error(file.place, format!("the file `{}` is missing", file.value));
        }
        let source = Source {
            id: id?,
            file: file.value,
            title: table.text("title").value,
            origin: table.text("origin").value,
            licence: table.text("licence").value,
            retrieved: table.date("retrieved"),
            review: review(&table),
            text: text.unwrap_or_default(),
        };
        table.finish();
        Some(source)
    }

    fn topic(&self, root: &Reader<'_>, path: &str, faq: &Faq) -> Option<(Topic, Vec<Entry>)> {
        let name = topic_id(path)?;
        let Some(id) = Id::new(name) else {
            root.error(
                root.place.clone(),
                format!("the file name `{name}` must be 1 to {} of a-z, 0-9 and -", Id::MAX_LEN),
            );
            return None;
        };
        let topic =
            Topic { id: id.clone(), title: root.text("title").value, order: root.integer("order").unwrap_or(0) };
        let cutters: HashMap<&str, Cutter> =
            faq.sources.iter().map(|source| (source.id.as_str(), Cutter::new(&source.text))).collect();
        let entries =
            root.tables("entry").into_iter().filter_map(|table| self.entry(table, &id, faq, &cutters)).collect();
        Some((topic, entries))
    }

    fn entry(&self, table: Reader<'_>, topic: &Id, faq: &Faq, cutters: &HashMap<&str, Cutter>) -> Option<Entry> {
        let id = table.id();
        let passage = self.passage(&table, faq, cutters);
        let quoted = passage.as_ref().and_then(|passage| {
            let source = faq.sources.iter().find(|source| source.id == passage.source)?;
            Some(parse_quiz::QuotedPassage { passage, source, cutter: cutters.get(source.id.as_str())? })
        });
        let entry = Entry {
            id: id.clone().unwrap_or_else(|| topic.clone()),
            topic: topic.clone(),
            question: table.text("question").value,
            also_asked: values(table.texts("also_asked")),
            subjects: values(table.ids("subject")),
            related: values(table.ids("related")),
            review: review(&table),
            quiz: table.table("quiz").map(|quiz| parse_quiz::quiz(quiz, quoted.as_ref())),
            passage,
            place: table.place.clone(),
        };
        table.finish();
        id.map(|_| entry)
    }

    fn passage(&self, table: &Reader<'_>, faq: &Faq, cutters: &HashMap<&str, Cutter>) -> Option<Passage> {
        let named = table.ids("source").into_iter().next();
        let slices: Vec<_> = table.texts("passage").into_iter().filter(|slice| !slice.value.is_empty()).collect();
        if slices.is_empty() {
            if faq.quotes {
                table.error(
                    table.place.clone(),
                    "`passage` is missing; it holds one or more exact slices of the source",
                );
            }
            return None;
        }
        let source = match (&named, faq.sources.as_slice()) {
            (Some(named), sources) => {
                let found = sources.iter().find(|source| source.id == named.value);
                if found.is_none() {
                    let hint = did_you_mean(&named.value, sources.iter().map(|source| &source.id));
                    table.error(named.place.clone(), format!("no source is called `{}`{hint}", named.value));
                }
                found?
            }
            (None, [only]) => only,
            (None, _) => {
                table.error(table.place.clone(), "`source` is missing; there is more than one source or none");
                return None;
            }
        };
        for slice in &slices {
            if let Some(Err(divergence)) = cutters.get(source.id.as_str()).map(|cutter| cutter.find(&slice.value)) {
                table.error(slice.place.clone(), not_the_sources_words("passage", source, &divergence));
            }
        }
        let slices = slices.iter().map(|slice| fold_space(&slice.value)).collect();
        Some(Passage { source: source.id.clone(), slices })
    }

    /// Names must be unique, and what refers to a name must find it.
    fn names(&self, faq: &Faq) {
        let mut seen: HashMap<&Id, &Place> = HashMap::new();
        let named = (faq.entries.iter().map(|entry| (&entry.id, &entry.place)))
            .chain(faq.gaps.iter().map(|gap| (&gap.id, &gap.place)))
            .chain(faq.courtesies.iter().map(|courtesy| (&courtesy.id, &courtesy.place)))
            .chain(faq.safety.red_flags.iter().map(|flag| (&flag.id, &flag.place)));
        for (id, place) in named {
            if let Some(first) = seen.insert(id, place) {
                self.error(place.clone(), format!("the id `{id}` is taken by {}:{}", first.path, first.line));
            }
        }
        let entry_ids = || faq.entries.iter().map(|entry| &entry.id);
        let subject_ids = || faq.vocabulary.subjects.iter().map(|subject| &subject.id);
        for entry in &faq.entries {
            self.references(&entry.place, "entry", &entry.related, entry_ids());
            self.references(&entry.place, "subject", &entry.subjects, subject_ids());
        }
        for gap in &faq.gaps {
            self.references(&gap.place, "entry", &gap.nearest, entry_ids());
            self.references(&gap.place, "subject", &gap.subjects, subject_ids());
        }
    }

    fn references<'i>(
        &self,
        place: &Place,
        kind: &str,
        references: &[Id],
        known: impl Iterator<Item = &'i Id> + Clone,
    ) {
        for id in references {
            if !known.clone().any(|known| known == id) {
                let hint = did_you_mean(id, known.clone());
                self.error(place.clone(), format!("no {kind} is called `{id}`{hint}"));
            }
        }
    }
}

fn did_you_mean<'i>(id: &Id, known: impl Iterator<Item = &'i Id>) -> String {
    nearest(id.as_str(), known.map(Id::as_str)).map_or_else(String::new, |known| format!(", did you mean `{known}`?"))
}

/// The SHA-256 of a source text in lower-case hexadecimal, as `faq.toml` states it.
#[must_use]
pub fn sha256(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// The language of the corpus, one that matching knows: in another its questions would be read as if they were English.
fn language(root: &Reader<'_>) -> String {
    let tag = root.text("language");
    if !tag.value.is_empty() && language_data(&tag.value).is_none() {
        let known = known_languages();
        let problem = format!(
            "language `{}`: matching knows {known} alone; a text in another language needs its words in src/language first",
            tag.value
        );
        root.error(tag.place, problem);
    }
    tag.value
}

fn review(table: &Reader<'_>) -> Review {
    let review = Review {
        by: table.text_if_any("reviewed_by").map(|placed| placed.value),
        on: table.date("reviewed_on"),
        due: table.date("review_due"),
    };
    if review.by.is_some() != review.on.is_some() {
        table.error(
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
    let mut rest = text.value.as_str();
    while let Some((_, after)) = rest.split_once('{') {
        let name = after.split_once('}').map_or(after, |(name, _)| name);
        match contacts.of(name) {
            None => {
                let known = Contacts::PLACEHOLDERS.map(|name| format!("{{{name}}}")).join(", ");
                let problem = format!("unknown placeholder `{{{name}}}` in `{key}`; there are {known}");
                table.error(text.place.clone(), problem);
            }
            // Without any, that is what is reported.
            Some("") if *contacts != Contacts::default() => {
                table.error(text.place.clone(), format!("`{{{name}}}` in `{key}`: [contacts] has no `{name}`"));
            }
            Some(_) => {}
        }
        rest = after;
    }
    text.value
}

/// Which of these are needed follows from what the text is about.
fn contacts_of(table: Reader<'_>) -> Contacts {
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
fn replies_of(table: Reader<'_>, contacts: &Contacts) -> Replies {
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
fn kind(root: &Reader<'_>) -> Option<bool> {
    let kind = root.text_if_any("kind")?;
    match kind.value.as_str() {
        "health" => Some(true),
        "general" => Some(false),
        other => {
            root.error(kind.place, format!("`kind` must be health or general, not `{other}`"));
            None
        }
    }
}

fn gap(table: Reader<'_>, contacts: &Contacts) -> Option<Gap> {
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

fn courtesy(table: Reader<'_>, contacts: &Contacts) -> Option<Courtesy> {
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
        table.error(table.place.clone(), "`also_asked` needs one phrasing at least");
    }
    phrasings
}

fn vocabulary(root: &Reader<'_>) -> Vocabulary {
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
