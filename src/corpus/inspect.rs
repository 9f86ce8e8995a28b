//! Everything that is to be said of a FAQ folder in one run, whether it loads or not.

use std::collections::{BTreeSet, HashMap};

use super::check::check;
use super::date::Date;
use super::entry::Faq;
use super::finding::{Finding, Findings};
use super::finding_kind::FindingKind;
use super::parse::{File, read};
use super::place::Place;
use super::reader::Lines;

/// Every finding about a folder; the FAQ too when it loads.
#[must_use]
pub fn inspect(files: &[File], today: Date) -> (Option<Faq>, Findings) {
    let (faq, mut findings) = read(files);
    if let Some(faq) = &faq {
        let more = check(faq, today);
        let unsure = Unsure::of(&findings, faq);
        findings.extend(more.iter().filter(|finding| !unsure.hides(finding)).cloned());
    }
    let faq = faq.filter(|_| !findings.has_errors());
    let mut narrow = Findings::default();
    narrow.extend(narrowed(findings.iter().cloned().collect(), files));
    (faq, narrow.sorted())
}

/// The same findings, each where the words stand that it is about, if they stand in its file.
#[must_use]
pub fn narrowed(findings: Vec<Finding>, files: &[File]) -> Vec<Finding> {
    let lines: HashMap<&str, (&File, Lines)> =
        files.iter().map(|file| (file.path.as_str(), (file, Lines::new(&file.path, &file.text)))).collect();
    let narrow = |finding: Finding| {
        let file = lines.get(&*finding.place.path);
        let place = file.and_then(|(file, lines)| place_of(&finding, &file.text, lines));
        Finding { place: place.unwrap_or(finding.place), ..finding }
    };
    findings.into_iter().map(narrow).collect()
}

/// What cannot be said for sure while there are errors.
struct Unsure {
    /// A file cannot be read to its end, so that much seems to be missing.
    is_cut_off: bool,
    /// Sources of which a passage is not what it should be: what seems to be left out may be what was meant.
    sources: BTreeSet<String>,
}

impl Unsure {
    fn of(findings: &Findings, faq: &Faq) -> Self {
        let is = |kind| findings.iter().any(|finding| finding.kind == kind);
        let is_wrong = is(FindingKind::NotTheSource) || is(FindingKind::MissingSource) || is(FindingKind::UnknownName);
        let sources = faq.sources.iter().filter(|_| is_wrong).map(|source| source.file.clone());
        Self { is_cut_off: is(FindingKind::Syntax) || is(FindingKind::NoEntry), sources: sources.collect() }
    }

    fn hides(&self, finding: &Finding) -> bool {
        match finding.kind {
            FindingKind::UncoveredSentence => self.is_cut_off || self.sources.contains(&*finding.place.path),
            FindingKind::UntoldSubject
            | FindingKind::EmptyTopic
            | FindingKind::ThinEntry
            | FindingKind::NoRedFlags
            | FindingKind::RaggedSlice
            | FindingKind::UntrueOption => self.is_cut_off,
            _ => false,
        }
    }
}

/// Where the words stand that a finding is about: behind the place of what it is about, in the same file.
fn place_of(finding: &Finding, text: &str, lines: &Lines) -> Option<Place> {
    let words = finding.about.as_deref()?;
    let is_phrasing = matches!(
        finding.kind,
        FindingKind::TwinPhrasing
            | FindingKind::RepeatedPhrasing
            | FindingKind::NearTwins
            | FindingKind::SentElsewhere
            | FindingKind::TripsRedFlag
    );
    let start = lines.offset(&finding.place)?;
    let next = |table| text[start..].get(1..).and_then(|rest| rest.find(table));
    let end = next("\n[[entry]]").or_else(|| next("\n[[gap]]")).map_or(text.len(), |end| start + end + 1);
    let part = &text[start..end];
    let quoted = format!("\"{words}\"");
    // The id of what a phrasing belongs to may say the same.
    let from = if is_phrasing { phrasings_begin(part) } else { 0 };
    let rest = &part[from..];
    let at = if finding.kind == FindingKind::RepeatedPhrasing {
        rest.rfind(&quoted).or_else(|| rest.rfind(words))
    } else {
        rest.find(&quoted).or_else(|| rest.find(words))
    };
    Some(lines.place(start + from + at?))
}

/// Where the phrasings of an entry, gap or courtesy begin in its text.
fn phrasings_begin(part: &str) -> usize {
    ["\nquestion", "\nalso_asked"].iter().filter_map(|key| part.find(key)).min().unwrap_or_default()
}
