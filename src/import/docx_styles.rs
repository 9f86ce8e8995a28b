//! What the parts of a Word document beside its text say: which styles are headings, how lists are numbered, what notes say.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::archive;
use super::unreadable::UnreadableDocument;

/// Styles may be based on others; a circle of them ends here.
const MOST_STEPS: usize = 16;

/// How the paragraphs of a style are read.
#[derive(Clone, Debug, Default)]
struct ParagraphStyle {
    /// Its name, in lower case; Word gives its own in English in every language.
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: Option<String>,
    list_level: u8,
}

/// What belongs to the document beside its text.
#[derive(Debug, Default)]
pub(super) struct DocxParts {
    styles: HashMap<String, ParagraphStyle>,
    /// By the id of a list and level, how it is numbered.
    lists: HashMap<(String, u8), String>,
    /// Addresses of links by their ids.
    pub links: HashMap<String, String>,
    /// Words of footnotes and endnotes by their kind and id.
    pub notes: HashMap<(&'static str, String), String>,
    /// What stands at the head or foot of every page.
    pub around: Vec<String>,
    /// How many comments there are.
    pub comments: usize,
}

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StyleRole {
    Title,
    Heading(u8),
    Contents,
    Text,
}

pub(super) fn broken(error: impl ToString) -> UnreadableDocument {
    UnreadableDocument::Broken { what: "Word document", why: error.to_string() }
}

/// An attribute of an element.
pub(super) fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok().flatten()?;
    attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

impl DocxParts {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, UnreadableDocument> {
        let mut parts = Self::default();
        let part = |name: &str| -> Result<Option<String>, UnreadableDocument> {
            let member = archive::member_if_any(bytes, name)?;
            Ok(member.map(|member| String::from_utf8_lossy(&member).into_owned()))
        };
        if let Some(xml) = part("word/styles.xml")? {
            parts.read_styles(&xml)?;
        }
        if let Some(xml) = part("word/numbering.xml")? {
            parts.read_lists(&xml)?;
        }
        if let Some(xml) = part("word/_rels/document.xml.rels")? {
            each(&xml, |event| {
                if let Event::Start(tag) | Event::Empty(tag) = event
                    && let Some((id, target)) = value(tag, "Id").zip(value(tag, "Target"))
                    && value(tag, "TargetMode").as_deref() == Some("External")
                {
                    parts.links.insert(id, target);
                }
            })?;
        }
        for (kind, name) in [("w:footnote", "word/footnotes.xml"), ("w:endnote", "word/endnotes.xml")] {
            if let Some(xml) = part(name)? {
                for (id, words) in words_by(&xml, kind)? {
                    parts.notes.insert((kind, id), words);
                }
            }
        }
        if let Some(xml) = part("word/comments.xml")? {
            parts.comments = words_by(&xml, "w:comment")?.len();
        }
        for name in archive::names(bytes)? {
            let is_around = name.starts_with("word/header") || name.starts_with("word/footer");
            if let Some(xml) = part(&name)?.filter(|_| is_around) {
                let of_root = if name.starts_with("word/header") { "w:hdr" } else { "w:ftr" };
                let words = words_by(&xml, of_root)?.into_iter().map(|(_, words)| words);
                parts.around.extend(words.filter(|words| !words.is_empty()));
            }
        }
        parts.around.sort();
        parts.around.dedup();
        Ok(parts)
    }

    fn read_styles(&mut self, xml: &str) -> Result<(), UnreadableDocument> {
        let mut open: Option<(String, ParagraphStyle)> = None;
        each(xml, |event| match event {
            Event::Start(tag) if tag.name().0 == "w:style" => {
                open = value(tag, "w:styleId").map(|id| (id, ParagraphStyle::default()));
            }
            Event::End(tag) if tag.name().0 == "w:style" => self.styles.extend(open.take()),
            Event::Start(tag) | Event::Empty(tag) => {
                let Some((_, style)) = &mut open else { return };
                let value = value(tag, "w:val");
                match tag.name().0 {
                    "w:name" => style.name = value.unwrap_or_default().to_lowercase(),
                    "w:basedOn" => style.based_on = value,
                    "w:numId" => style.list = value.filter(|id| id != "0"),
                    "w:ilvl" => style.list_level = value.and_then(|level| level.parse().ok()).unwrap_or(0),
                    "w:outlineLvl" => style.outline = value.and_then(|level| level.parse().ok()),
                    _ => {}
                }
            }
            _ => {}
        })
    }

    fn read_lists(&mut self, xml: &str) -> Result<(), UnreadableDocument> {
        let mut formats: HashMap<(String, u8), String> = HashMap::new();
        let mut lists: Vec<(String, String)> = Vec::new();
        let (mut plan, mut level, mut list) = (String::new(), 0, String::new());
        each(xml, |event| {
            let (Event::Start(tag) | Event::Empty(tag)) = event else { return };
            let val = || value(tag, "w:val").unwrap_or_default();
            match tag.name().0 {
                "w:abstractNum" => plan = value(tag, "w:abstractNumId").unwrap_or_default(),
                "w:lvl" => level = value(tag, "w:ilvl").and_then(|level| level.parse().ok()).unwrap_or(0),
                "w:numFmt" => {
                    formats.insert((plan.clone(), level), val());
                }
                "w:num" => list = value(tag, "w:numId").unwrap_or_default(),
                "w:abstractNumId" => lists.push((list.clone(), val())),
                _ => {}
            }
        })?;
        for (list, plan) in lists {
            for level in 0..=8 {
                if let Some(format) = formats.get(&(plan.clone(), level)) {
                    self.lists.insert((list.clone(), level), format.clone());
                }
            }
        }
        Ok(())
    }

    /// What the paragraphs of a style are.
    pub(super) fn role(&self, id: &str) -> StyleRole {
        let mut id = id.to_owned();
        for _ in 0..MOST_STEPS {
            let Some(style) = self.styles.get(&id) else { break };
            let level = style.name.strip_prefix("heading ").and_then(|level| level.parse::<u8>().ok());
            match (level, style.outline) {
                _ if style.name == "title" => return StyleRole::Title,
                _ if style.name.starts_with("toc ") || style.name == "toc heading" => return StyleRole::Contents,
                (Some(level), _) => return StyleRole::Heading(level.max(1)),
                (None, Some(outline)) if outline < 9 => return StyleRole::Heading(outline + 1),
                _ => {}
            }
            let Some(based_on) = style.based_on.clone() else { break };
            id = based_on;
        }
        StyleRole::Text
    }

    /// The list and level that the paragraphs of a style are items of.
    pub(super) fn list(&self, id: &str) -> Option<(String, u8)> {
        let mut id = id.to_owned();
        for _ in 0..MOST_STEPS {
            let style = self.styles.get(&id)?;
            if let Some(list) = &style.list {
                return Some((list.clone(), style.list_level));
            }
            id = style.based_on.clone()?;
        }
        None
    }

    /// How a list's level is numbered: `bullet`, `decimal` and so on.
    pub(super) fn numbering(&self, list: &str, level: u8) -> &str {
        self.lists.get(&(list.to_owned(), level)).map_or("bullet", String::as_str)
    }
}

/// Hands every event of a part on.
pub(super) fn each(xml: &str, mut take: impl FnMut(&Event<'_>)) -> Result<(), UnreadableDocument> {
    let mut reader = Reader::from_str(xml);
    // Files that people have are not all well made.
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Eof => return Ok(()),
            event => take(&event),
        }
    }
}

/// What a reference such as `&amp;` or `&#8220;` stands for.
pub(super) fn resolved(reference: &quick_xml::events::BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => quick_xml::escape::resolve_predefined_entity(reference).unwrap_or_default().to_owned(),
    }
}

/// The words within each element of a name, by its id.
fn words_by(xml: &str, element: &str) -> Result<Vec<(String, String)>, UnreadableDocument> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut is_text = false;
    each(xml, |event| match event {
        Event::Start(tag) if tag.name().0 == element => {
            found.push((value(tag, "w:id").unwrap_or_default(), String::new()));
        }
        Event::Start(tag) => is_text = tag.name().0 == "w:t",
        Event::End(tag) => {
            is_text = false;
            if let Some((_, words)) = found.last_mut().filter(|_| tag.name().0 == "w:p") {
                words.push(' ');
            }
        }
        Event::Text(text) => {
            if let Some((_, words)) = found.last_mut().filter(|_| is_text) {
                words.push_str(&text.xml10_content());
            }
        }
        Event::GeneralRef(reference) => {
            if let Some((_, words)) = found.last_mut().filter(|_| is_text) {
                words.push_str(&resolved(reference));
            }
        }
        _ => {}
    })?;
    Ok(found.into_iter().map(|(id, words)| (id, words.trim().to_owned())).collect())
}
