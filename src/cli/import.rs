//! `verbatim import`: a document into a folder of drafts that an editor finishes.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::bar::new_bar;
use super::exit::FINE;
use super::new::Kind;
use super::new::folder::{NewFolder, OWN_IDS, must_be_free, quoted, write};
use super::output::to_stdout;
use crate::corpus::{self, File, Id, is_heading, is_sentence, sentences};
use crate::import::{self, Columns, Document, DocumentFormat, DraftedFaq, DraftedTopic, ReadOptions};
use crate::language::{known_languages, language_data};
use crate::printed::count;
use crate::text::one_line;

/// No document is larger, in bytes.
const MOST_BYTES: u64 = 200 << 20;

/// More of what was left out is not read; all of it is in `--json`.
const MOST_LEFT_OUT: usize = 20;

/// Draft a FAQ from a document
///
/// Reads text, Markdown, HTML, Word documents and PDF, and tables of questions and answers (CSV, spreadsheets, FAQPage
/// data), and writes a FAQ folder whose entries quote it word for word. Every entry is a draft: it is checked, and never
/// answers until an editor has read it and taken its line `draft = true` away.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbatim import rules.docx
  verbatim import handbook.pdf --into handbook --title \"The handbook\"
  verbatim import questions.csv --columns Frage,Antwort
  verbatim check --faq rules                    what is to be mended in it")]
pub(super) struct ImportArgs {
    /// The document
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The folder to write; it must not be there, or be empty. The file's name without its ending when it is not said
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
    /// What the file is; by its content and name when it is not said
    #[arg(long, value_name = "FORMAT")]
    format: Option<DocumentFormat>,
    /// The columns of questions and answers, and perhaps of topics, by their heads or numbers; found when not said
    #[arg(long, value_name = "QUESTION,ANSWER[,TOPIC]")]
    columns: Option<String>,
    /// What the FAQ is about, in a few words; what the document calls itself when it is not said
    #[arg(long)]
    title: Option<String>,
    /// The name of the source text in the FAQ
    #[arg(long, value_name = "ID", default_value = "text")]
    source_id: String,
    /// The language of the text, as a BCP 47 tag
    #[arg(long, default_value = "en")]
    language: String,
    /// Whether it is about health; by the words of the text when it is not said
    #[arg(long)]
    kind: Option<Kind>,
    /// Print one JSON object: what was made, and what was left out
    #[arg(long)]
    json: bool,
}

impl ValueEnum for DocumentFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

pub(super) fn import(args: &ImportArgs) -> anyhow::Result<u8> {
    let shown = args.file.display();
    if language_data(&args.language).is_none() {
        bail!("--language {}: matching knows {} alone", args.language, known_languages());
    }
    if Id::new(&args.source_id).is_none() {
        bail!("--source-id {}: an id is 1 to {} of a-z, 0-9 and -", args.source_id, Id::MAX_LEN);
    }
    let folder = args.folder()?;
    must_be_free(&folder)?;
    let options = ReadOptions { format: args.format, columns: args.columns.as_deref().map(columns).transpose()? };
    let document = read(&args.file, &options)?;
    let drafted = import::draft(&document, &OWN_IDS);
    let files = args.files(&document, &drafted);
    corpus::load(&files).map_err(|findings| anyhow::anyhow!("{shown}: the folder would not load:\n{findings}"))?;
    write(&folder, &files)?;
    report(args, &folder, &document, &drafted)
}

impl ImportArgs {
    fn folder(&self) -> anyhow::Result<PathBuf> {
        let shown = self.file.display();
        match (&self.into, self.file.file_stem()) {
            (Some(into), _) => Ok(into.clone()),
            (None, Some(stem)) if Path::new(stem) != self.file => Ok(PathBuf::from(stem)),
            _ => bail!("{shown} has no ending that its folder could go without: name a folder with --into"),
        }
    }

    fn files(&self, document: &Document, drafted: &DraftedFaq) -> Vec<File> {
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let stem = self.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let title = self.title.as_deref().or(drafted.title.as_deref()).map(one_line).unwrap_or(stem);
        let topics = drafted.topics.iter().zip(1..).map(|(topic, order)| topic_file(document, topic, order));
        let folder = NewFolder {
            title: &title,
            language: &self.language,
            is_about_health: match self.kind {
                Some(kind) => kind == Kind::Health,
                None => corpus::is_about_health(&document.text),
            },
            source_id: &self.source_id,
            text: &document.text,
            origin: &format!("Read from {name}. Say here where it came from."),
            unquoted: &drafted.unquoted,
            first: None,
            topics: topics.collect(),
        };
        folder.files()
    }
}

/// Two or three names with commas between them.
fn columns(named: &str) -> anyhow::Result<Columns> {
    let names: Vec<&str> = named.split(',').map(str::trim).collect();
    let topic = match &names[..] {
        [_, _] => None,
        [_, _, topic] => Some((*topic).to_owned()),
        _ => bail!("--columns {named}: name two columns, or three with that of topics, such as question,answer or 2,3"),
    };
    if names.iter().any(|name| name.is_empty()) || names[0] == names[1] {
        bail!("--columns {named}: name two different columns, such as question,answer or 2,3");
    }
    Ok(Columns { question: names[0].to_owned(), answer: names[1].to_owned(), topic })
}

fn read(path: &Path, options: &ReadOptions) -> anyhow::Result<Document> {
    let shown = path.display();
    let size = fs::metadata(path).with_context(|| format!("cannot read {shown}"))?;
    if size.is_dir() {
        bail!("{shown} is a folder: name one file in it");
    }
    if size.len() > MOST_BYTES {
        bail!("{shown} has more than {} MB: import its parts one by one", MOST_BYTES >> 20);
    }
    let bytes = fs::read(path).with_context(|| format!("cannot read {shown}"))?;
    if bytes.is_empty() {
        bail!("{shown}: it is empty: there is nothing to quote");
    }
    let bar = new_bar(0, "");
    let mut progress = |done: usize, all: usize| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    };
    // What gives up over a page is told of in our own words.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let name = path.to_string_lossy();
    let document = import::read(&name, &bytes, options, &mut progress);
    std::panic::set_hook(hook);
    bar.finish_and_clear();
    document.with_context(|| shown.to_string())
}

fn topic_file(document: &Document, topic: &DraftedTopic, order: usize) -> File {
    let mut text = format!(
        "# Drafts: read each entry, put its question as people would, write how else it is asked into also_asked\n\
         # (eight or more), then take its line `draft = true` away. What you do not want, delete.\n\n\
         title = {}\norder = {order}\n",
        quoted(&topic.title)
    );
    for entry in &topic.entries {
        let list = |texts: Vec<String>| texts.iter().map(|text| format!("  {text},\n")).collect::<String>();
        let also_asked = list(entry.also_asked.iter().map(|phrasing| quoted(phrasing)).collect());
        let also_asked = if also_asked.is_empty() { "[]".to_owned() } else { format!("[\n{also_asked}]") };
        let passage = list(entry.passage.iter().map(|range| quoted(&document.text[range.clone()])).collect());
        text.push_str(&format!(
            "\n[[entry]]\nid = \"{}\"\ndraft = true\nquestion = {}\nalso_asked = {also_asked}\npassage = [\n{passage}]\n",
            entry.id,
            quoted(&entry.question)
        ));
    }
    File { path: format!("topics/{}.toml", topic.id), text }
}

/// What was made, as other programs read it. The names are a contract.
#[derive(Serialize)]
struct ImportReport<'a> {
    file: String,
    format: &'static str,
    folder: String,
    topics: usize,
    drafts: usize,
    /// Sentences of the text, and how many of them stand in a draft.
    sentences: usize,
    quoted: usize,
    remarks: &'a [String],
    left_out: Vec<LeftOutLine<'a>>,
}

#[derive(Serialize)]
struct LeftOutLine<'a> {
    place: String,
    what: &'a str,
}

fn report(args: &ImportArgs, folder: &Path, document: &Document, drafted: &DraftedFaq) -> anyhow::Result<u8> {
    let text = &document.text;
    let entries = || drafted.topics.iter().flat_map(|topic| &topic.entries);
    let is_said = |part: &std::ops::Range<usize>| is_sentence(&text[part.clone()]) && !is_heading(text, part);
    let said: Vec<_> = sentences(text).into_iter().filter(is_said).collect();
    let mut passages: Vec<_> = entries().flat_map(|entry| &entry.passage).collect();
    passages.sort_by_key(|range| range.start);
    let is_quoted = |part: &&std::ops::Range<usize>| {
        let next = passages.partition_point(|range| range.start <= part.start);
        next.checked_sub(1).is_some_and(|at| part.end <= passages[at].end)
    };
    let left_out = document.left_out.iter();
    let report = ImportReport {
        file: args.file.display().to_string(),
        format: document.format.map_or("text", DocumentFormat::name),
        folder: folder.display().to_string(),
        topics: drafted.topics.len(),
        drafts: entries().count(),
        sentences: said.len(),
        quoted: said.iter().filter(is_quoted).count(),
        remarks: &document.remarks,
        left_out: left_out.map(|left| LeftOutLine { place: left.at.to_string(), what: &left.what }).collect(),
    };
    if args.json {
        let line = serde_json::to_string(&report)?;
        return to_stdout(|out| writeln!(out, "{line}"));
    }
    to_stdout(|out| {
        let ImportReport { file, format, folder, topics, drafts, sentences, quoted, .. } = &report;
        let drafts = count(*drafts, "draft", "drafts");
        let topics = count(*topics, "topic", "topics");
        writeln!(
            out,
            "{folder}: {drafts} in {topics} from {file} ({format}); {quoted} of {sentences} sentences stand in one."
        )?;
        for remark in report.remarks {
            writeln!(out, "  note: {remark}")?;
        }
        if !report.left_out.is_empty() {
            writeln!(out, "Left out ({}):", report.left_out.len())?;
        }
        for LeftOutLine { place, what } in report.left_out.iter().take(MOST_LEFT_OUT) {
            writeln!(out, "  {place}: {what}")?;
        }
        if let Some(more) = report.left_out.len().checked_sub(MOST_LEFT_OUT).filter(|more| *more > 0) {
            writeln!(out, "  and {more} more; --json lists all of them")?;
        }
        writeln!(out, "A draft never answers. What to do next:")?;
        writeln!(out, "  read topics/*.toml, mend the questions, add phrasings, take `draft = true` away")?;
        writeln!(out, "  verbatim check --faq {folder}              what is to be mended, and which drafts are left")?;
        writeln!(out, "  verbatim ask --faq {folder} \"…\"           once an entry is no draft")
    })?;
    Ok(FINE)
}
