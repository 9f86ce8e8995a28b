//! Files → [`Faq`]: reads every file, reports every finding, and loads nothing that is wrong.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use sha2::{Digest, Sha256};
use toml::Spanned;
use toml::de::DeTable;

use super::entry::{Contacts, Entry, Faq, Passage, Source, Topic};
use super::finding::{Finding, Findings, Mend};
use super::finding_kind::FindingKind;
use super::health;
use super::id::Id;
use super::names::{self, KNOWN, topic_id};
use super::needs::{self, HeadingPlaces};
use super::parse_quiz;
use super::parse_safety;
use super::parse_words::{contacts, courtesy, gap, kind, language, replies, review, unquoted, vocabulary};
use super::place::Place;
use super::reader::{Lines, Placed, Reader, nearest, values};
use super::safety::Safety;
use super::slices::{Cutter, not_the_sources_words};
use super::vocabulary::Vocabulary;
use crate::text::one_line;

/// One file of a FAQ folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path inside the folder with `/` between its parts, such as `topics/tace.toml`.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// Reads a FAQ folder as far as it can be read, with every finding that keeps it from being used; `None` when there is
/// nothing to look at.
pub(super) fn read(files: &[File]) -> (Option<Faq>, Findings) {
    let findings = RefCell::new(Findings::default());
    let loader = Loader { files, findings: &findings, causes: RefCell::default() };
    let faq = loader.faq();
    loader.tell_causes();
    (faq, findings.into_inner())
}

/// Reads a FAQ folder.
///
/// # Errors
/// Every finding that keeps the folder from being used, not only the first. Findings that do not are those of
/// [`check`](super::check()).
pub fn load(files: &[File]) -> Result<Faq, Findings> {
    let (faq, findings) = read(files);
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

/// The sources made ready for looking slices up, by id.
type Cutters<'a> = HashMap<&'a str, Cutter>;

struct Loader<'a> {
    files: &'a [File],
    findings: &'a RefCell<Findings>,
    /// Findings that only follow from what is wrong with a file, by its path: how many.
    causes: RefCell<BTreeMap<String, usize>>,
}

impl Loader<'_> {
    fn error(&self, kind: FindingKind, place: Place, problem: impl Into<String>) {
        self.findings.borrow_mut().add(kind, place, problem);
    }

    /// Counts what only follows from what is wrong with a file.
    fn follows(&self, path: &str, count: usize) {
        *self.causes.borrow_mut().entry(path.to_owned()).or_default() += count;
    }

    /// Says of each cause how much follows from it.
    fn tell_causes(&self) {
        let mut findings = self.findings.borrow_mut();
        for (path, count) in self.causes.borrow().iter() {
            findings.follow(*count, |finding| match finding.kind {
                FindingKind::Syntax => *finding.place.path == **path,
                FindingKind::MissingSource => finding.about.as_deref() == Some(path),
                _ => false,
            });
        }
    }

    /// The first file that cannot be read to its end, of those whose path fits.
    fn broken(&self, fits: impl Fn(&str) -> bool) -> Option<String> {
        let findings = self.findings.borrow();
        let mut paths = findings.iter().filter(|finding| finding.kind == FindingKind::Syntax);
        paths.find(|finding| fits(&finding.place.path)).map(|finding| finding.place.path.to_string())
    }

    /// Whether a file cannot be read to its end.
    fn is_cut_off(&self, path: &str) -> bool {
        self.broken(|broken| broken == path).is_some()
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
            self.error(
                FindingKind::Syntax,
                place,
                format!("not valid TOML: {}", error.message().trim().replace('\n', ", ")),
            );
        }
        let reader = Reader::new(&lines, self.findings, root.get_ref(), 0);
        let before = self.findings.borrow().len();
        let value = read(&reader);
        // What a syntax error cut off would only be reported a second time as an unknown key.
        if errors.is_empty() {
            reader.finish();
        } else {
            // What the error cut off is not missing.
            let is_cut_off = |kind| matches!(kind, FindingKind::MissingKey | FindingKind::SilentRedFlag);
            let cut_off = self.findings.borrow_mut().take_back(before, |finding| is_cut_off(finding.kind));
            self.follows(path, cut_off);
        }
        Some(value)
    }

    fn faq(&self) -> Option<Faq> {
        let Some((mut faq, heading)) = self.read("faq.toml", |root| self.heading(root)) else {
            self.error(
                FindingKind::MissingFile,
                Place::top("faq.toml"),
                "the file is missing; a FAQ folder has faq.toml and topics/*.toml",
            );
            self.unknown_files(None);
            return None;
        };
        self.unknown_files(Some(&faq));
        let mut paths: Vec<_> = self.files.iter().filter(|file| topic_id(&file.path).is_some()).collect();
        paths.sort_by(|a, b| a.path.cmp(&b.path));
        let cutters: Cutters<'_> =
            faq.sources.iter().map(|source| (source.id.as_str(), Cutter::new(&source.text))).collect();
        let mut topics = Vec::new();
        for file in paths {
            let topic = self.read(&file.path, |root| self.topic(root, &file.path, &faq, &cutters));
            topics.extend(topic.flatten());
        }
        drop(cutters);
        topics.sort_by(|(a, _), (b, _)| (a.order, &a.id).cmp(&(b.order, &b.id)));
        for (topic, entries) in topics {
            faq.topics.push(topic);
            for (entry, is_draft) in entries {
                if is_draft { faq.drafts.push(entry) } else { faq.entries.push(entry) }
            }
        }
        if faq.entries.is_empty() && faq.drafts.is_empty() && !self.findings.borrow().has_errors() {
            self.error(
                FindingKind::NoEntry,
                Place::top("topics"),
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
        // What an error cut off is not missing, nor what stands in a file of another name.
        let is_unread = self.findings.borrow().iter().any(|finding| finding.kind == FindingKind::UnreadFile);
        if !is_unread && self.broken(|_| true).is_none() {
            self.findings.borrow_mut().extend(needs::missing(&faq, &heading.places));
        }
        self.names(&faq);
        without_drafts(&mut faq);
        Some(faq)
    }

    /// Files that nothing reads; `faq` says which sources are, and without one only names are looked at.
    fn unknown_files(&self, faq: Option<&Faq>) {
        for File { path, .. } in self.files {
            let is_source = faq.is_some_and(|faq| faq.sources.iter().any(|source| source.file == *path));
            if KNOWN.contains(&path.as_str()) || topic_id(path).is_some() || is_source {
                continue;
            }
            let place = || Place::top(path);
            if let Some(meant) = names::meant(path, |path| self.file(path).is_some()) {
                self.error(
                    FindingKind::UnreadFile,
                    place(),
                    format!("no file of this name is read; rename it to {meant}, or take it away"),
                );
            } else if path.ends_with(".toml") {
                self.error(FindingKind::UnreadFile, place(), "no file of this name is read");
            } else if faq.is_some() && path.starts_with("sources/") {
                self.error(FindingKind::UnnamedSource, place(), "no [[source]] in faq.toml names this file");
            }
        }
    }

    fn heading(&self, root: &Reader<'_>) -> (Faq, Heading) {
        let quotes = root.boolean("quotes").unwrap_or(true);
        let text = |key| {
            if quotes { root.text(key).value } else { root.text_if_any(key).map_or_else(String::new, |t| t.value) }
        };
        let (contacts_table, replies_table) = (root.table("contacts"), root.table("replies"));
        let places = HeadingPlaces {
            root: root.place.clone(),
            contacts: contacts_table.as_ref().map(|table| table.place.clone()),
            replies: replies_table.as_ref().map(|table| table.place.clone()),
        };
        let kind = kind(root);
        let own_contacts = contacts_table.map(contacts).unwrap_or_default();
        let own_replies = replies_table.map(|table| replies(table, &own_contacts)).unwrap_or_default();
        let faq = Faq {
            title: root.text("title").value,
            language: language(root),
            quotes,
            is_about_health: false,
            disclaimer: text("disclaimer"),
            short_disclaimer: root.text_if_any("short_disclaimer").map_or_else(String::new, |t| t.value),
            about: text("about"),
            try_questions: root.texts("try").into_iter().map(|placed| placed.value).collect(),
            contacts: own_contacts,
            replies: own_replies,
            sources: root.tables("source").into_iter().filter_map(|source| self.source(source)).collect(),
            topics: Vec::new(),
            entries: Vec::new(),
            drafts: Vec::new(),
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
                        FindingKind::MissingKey,
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
        let sum = table.text_if_any("sha256").unwrap_or(Placed { value: String::new(), place: table.place.clone() });
        let text = self.file(&file.value).map(|file| file.text.clone());
        if let Some(text) = &text {
            let actual = sha256(text);
            if sum.value.is_empty() {
                let problem =
                    format!("`sha256` is missing; that of {} is {actual}: check --fix writes it here", file.value);
                let finding = Finding::new(FindingKind::UnsummedSource, sum.place, problem);
                table.report(finding.mended_by(Mend::Sum { file: file.value.clone(), sha256: actual }));
            } else if actual != sum.value {
                table.error(
                    FindingKind::ChangedSource,
                    sum.place,
                    format!("{} is not the text that was curated: its sha256 is {actual}; restore the text, or read it again and write the new sum here", file.value),
                );
            }
        } else if !file.value.is_empty() {
            let problem = format!("the file `{}` is missing", file.value);
            table.report(Finding::new(FindingKind::MissingSource, file.place, problem).about(&file.value));
        }
        let source = Source {
            id: id?,
            file: file.value,
            title: table.text("title").value,
            origin: table.text("origin").value,
            licence: table.text("licence").value,
            retrieved: table.date("retrieved"),
            review: review(&table),
            unquoted: unquoted(&table, text.as_deref().unwrap_or_default()),
            place: table.place.clone(),
            text: text.unwrap_or_default(),
        };
        table.finish();
        Some(source)
    }

    /// A topic with its entries, and whether each is a draft.
    fn topic(
        &self,
        root: &Reader<'_>,
        path: &str,
        faq: &Faq,
        cutters: &Cutters<'_>,
    ) -> Option<(Topic, Vec<(Entry, bool)>)> {
        let name = topic_id(path)?;
        let Some(id) = Id::new(name) else {
            root.error(
                FindingKind::BadId,
                root.place.clone(),
                format!("the file name `{name}` must be 1 to {} of a-z, 0-9 and -", Id::MAX_LEN),
            );
            return None;
        };
        let topic =
            Topic { id: id.clone(), title: root.text("title").value, order: root.integer("order").unwrap_or(0) };
        let tables = root.tables("entry").into_iter();
        let entries = tables.filter_map(|table| self.entry(table, &id, faq, cutters)).collect();
        Some((topic, entries))
    }

    /// An entry, and whether it is a draft.
    fn entry(&self, table: Reader<'_>, topic: &Id, faq: &Faq, cutters: &Cutters<'_>) -> Option<(Entry, bool)> {
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
        let is_draft = table.boolean("draft").unwrap_or(false);
        table.finish();
        id.map(|_| (entry, is_draft))
    }

    fn passage(&self, table: &Reader<'_>, faq: &Faq, cutters: &Cutters<'_>) -> Option<Passage> {
        let named = table.ids("source").into_iter().next();
        let slices: Vec<_> = table.texts("passage").into_iter().filter(|slice| !slice.value.is_empty()).collect();
        if slices.is_empty() {
            if faq.quotes {
                table.error(
                    FindingKind::MissingKey,
                    table.place.clone(),
                    "`passage` is missing; it holds one or more exact slices of the source",
                );
            }
            return None;
        }
        let source = match (&named, faq.sources.as_slice()) {
            (Some(named), sources) => {
                let found = sources.iter().find(|source| source.id == named.value);
                if found.is_none() && self.is_cut_off("faq.toml") {
                    self.follows("faq.toml", 1);
                } else if found.is_none() {
                    let hint = did_you_mean(&named.value, sources.iter().map(|source| &source.id));
                    let problem = format!("no source is called `{}`{hint}", named.value);
                    let finding = Finding::new(FindingKind::UnknownName, named.place.clone(), problem);
                    table.report(finding.about(named.value.as_str()));
                }
                found?
            }
            (None, [only]) => only,
            (None, _) if self.is_cut_off("faq.toml") => {
                self.follows("faq.toml", 1);
                return None;
            }
            (None, _) => {
                table.error(
                    FindingKind::MissingKey,
                    table.place.clone(),
                    "`source` is missing; there is more than one source or none",
                );
                return None;
            }
        };
        if self.file(&source.file).is_none() {
            self.follows(&source.file, slices.len());
        }
        for slice in slices.iter().filter(|_| self.file(&source.file).is_some()) {
            if let Some(Err(divergence)) = cutters.get(source.id.as_str()).map(|cutter| cutter.find(&slice.value)) {
                table.report(not_the_sources_words("passage", source, &slice.place, &divergence));
            }
        }
        let slices = slices.iter().map(|slice| one_line(&slice.value)).collect();
        Some(Passage { source: source.id.clone(), slices })
    }

    /// Names must be unique, and what refers to a name must find it.
    fn names(&self, faq: &Faq) {
        let mut seen: HashMap<&Id, &Place> = HashMap::new();
        let named = (faq.written().map(|entry| (&entry.id, &entry.place)))
            .chain(faq.gaps.iter().map(|gap| (&gap.id, &gap.place)))
            .chain(faq.courtesies.iter().map(|courtesy| (&courtesy.id, &courtesy.place)))
            .chain(faq.safety.red_flags.iter().map(|flag| (&flag.id, &flag.place)));
        for (id, place) in named {
            if let Some(first) = seen.insert(id, place) {
                self.error(
                    FindingKind::TakenId,
                    place.clone(),
                    format!("the id `{id}` is taken by {}:{}", first.path, first.line),
                );
            }
        }
        let entry_ids = || faq.written().map(|entry| &entry.id);
        let subject_ids = || faq.vocabulary.subjects.iter().map(|subject| &subject.id);
        for entry in faq.written() {
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
            if known.clone().any(|known| known == id) {
                continue;
            }
            let is_home = |path: &str| match kind {
                "entry" => path.starts_with("topics/"),
                _ => path == "vocabulary.toml",
            };
            if let Some(broken) = self.broken(is_home) {
                self.follows(&broken, 1);
            } else {
                let hint = did_you_mean(id, known.clone());
                let problem = format!("no {kind} is called `{id}`{hint}");
                let finding = Finding::new(FindingKind::UnknownName, place.clone(), problem);
                self.findings.borrow_mut().extend([finding.about(id.as_str())]);
            }
        }
    }
}

/// Nothing that people are shown leads to a draft.
fn without_drafts(faq: &mut Faq) {
    let drafts: HashSet<Id> = faq.drafts.iter().map(|draft| draft.id.clone()).collect();
    let related = faq.entries.iter_mut().map(|entry| &mut entry.related);
    for ids in related.chain(faq.gaps.iter_mut().map(|gap| &mut gap.nearest)) {
        ids.retain(|id| !drafts.contains(id));
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
