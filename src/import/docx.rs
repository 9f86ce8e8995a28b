//! Word documents: paragraphs as they read with all changes accepted, headings by their styles, lists and tables.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::archive;
use super::block_text::{BlockText, leave_out_link};
use super::document::{Document, DocumentPlace, beginning};
use super::docx_styles::{DocxParts, StyleRole, each, resolved, value};
use super::passed_over::PassedOver;
use super::unreadable::UnreadableDocument;

/// What is not read, with all that is in it: text taken out under tracked changes, a second rendering of a drawing.
const PASSED_OVER: [&str; 5] = ["w:del", "w:moveFrom", "mc:Fallback", "w:rt", "w:pPrChange"];

pub(super) fn read(bytes: &[u8]) -> Result<Document, UnreadableDocument> {
    let xml = archive::member(bytes, "word/document.xml")?;
    let xml = String::from_utf8_lossy(&xml);
    let mut page = DocxReader { parts: DocxParts::read(bytes)?, ..DocxReader::default() };
    each(&xml, |event| page.take(event))?;
    Ok(page.end())
}

/// A Word document while it is read.
#[derive(Debug, Default)]
struct DocxReader {
    parts: DocxParts,
    document: Document,
    block: BlockText,
    /// The blocks that text boxes interrupt.
    interrupted: Vec<BlockText>,
    paragraph: usize,
    role: Option<StyleRole>,
    list: Option<(String, u8)>,
    /// How far each list's level has come.
    numbers: HashMap<(String, u8), usize>,
    passed_over: PassedOver,
    tables: usize,
    is_text: bool,
    is_run: bool,
    is_hidden: bool,
    link: Option<(String, String)>,
    taken_out: usize,
    put_in: usize,
    contents: usize,
}

impl DocxReader {
    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.open(tag, false),
            Event::Empty(tag) => self.open(tag, true),
            Event::End(tag) => self.close(tag.name().0),
            Event::Text(text) if self.is_text => self.say(&text.xml10_content()),
            Event::CData(text) if self.is_text => self.say(text),
            Event::GeneralRef(reference) if self.is_text => self.say(&resolved(reference)),
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        if self.is_hidden || self.role == Some(StyleRole::Contents) {
            return;
        }
        self.block.add(text);
        if let Some((_, words)) = &mut self.link {
            words.push_str(text);
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>, is_empty: bool) {
        let name = tag.name().0;
        if self.passed_over.opens(name, is_empty) {
            return;
        }
        if PASSED_OVER.contains(&name) {
            if !is_empty {
                self.taken_out += usize::from(name == "w:del" || name == "w:moveFrom");
                self.passed_over.begin(name);
            }
            return;
        }
        let is_on = || !matches!(value(tag, "w:val").as_deref(), Some("0" | "false" | "off"));
        match name {
            "w:p" => {
                self.paragraph += 1;
                (self.role, self.list) = (None, None);
                self.block.set_heading(None);
                self.block.clear_mark();
            }
            "w:pStyle" => {
                let style = value(tag, "w:val").unwrap_or_default();
                self.role = Some(self.parts.role(&style));
                self.list = self.parts.list(&style);
            }
            "w:outlineLvl" => {
                let level = value(tag, "w:val").and_then(|level| level.parse::<u8>().ok()).filter(|level| *level < 9);
                self.role = level.map(|level| StyleRole::Heading(level + 1)).or(self.role);
            }
            "w:ilvl" => {
                let level = value(tag, "w:val").and_then(|level| level.parse().ok()).unwrap_or(0);
                self.list = Some((String::new(), level));
            }
            "w:numId" => {
                let level = self.list.as_ref().map_or(0, |(_, level)| *level);
                self.list = value(tag, "w:val").filter(|id| id != "0").map(|id| (id, level));
            }
            "w:r" => (self.is_run, self.is_hidden) = (true, false),
            "w:vanish" if self.is_run => self.is_hidden = is_on(),
            "w:t" => self.is_text = !is_empty,
            "w:tab" if self.is_run => self.say(" "),
            "w:br" | "w:cr" => self.say(" "),
            "w:noBreakHyphen" => self.say("-"),
            "w:ins" => self.put_in += usize::from(!is_empty),
            "w:tbl" => self.tables += 1,
            "w:tr" if self.tables == 1 => self.block.begin_row(),
            "w:hyperlink" => self.link = value(tag, "r:id").map(|id| (id, String::new())),
            "w:txbxContent" => self.interrupted.push(std::mem::take(&mut self.block)),
            "wp:docPr" => self.image(tag),
            "w:footnoteReference" => self.note("w:footnote", "a footnote", tag),
            "w:endnoteReference" => self.note("w:endnote", "an endnote", tag),
            _ => {}
        }
        if is_empty && name == "w:p" {
            self.close("w:p");
        }
    }

    fn close(&mut self, name: &str) {
        if self.passed_over.closes(name) {
            return;
        }
        match name {
            "w:t" => self.is_text = false,
            "w:r" => (self.is_run, self.is_hidden) = (false, false),
            "w:pPr" => self.begin_block(),
            "w:p" => self.block.end(&mut self.document),
            "w:tc" if self.tables == 1 => self.block.end_cell(),
            "w:tr" if self.tables == 1 => self.block.end_row(&mut self.document),
            "w:tbl" => self.tables = self.tables.saturating_sub(1),
            "w:txbxContent" => {
                self.block.end(&mut self.document);
                self.block = self.interrupted.pop().unwrap_or_default();
            }
            "w:hyperlink" => {
                if let Some((id, words)) = self.link.take()
                    && let Some(address) = self.parts.links.get(&id)
                {
                    leave_out_link(&mut self.document, DocumentPlace::Paragraph(self.paragraph), &words, address);
                }
            }
            _ => {}
        }
    }

    /// What the paragraph is, once all that is said of it is read.
    fn begin_block(&mut self) {
        match self.role {
            Some(StyleRole::Title) => self.block.set_heading(Some(0)),
            Some(StyleRole::Heading(level)) => self.block.set_heading(Some(level)),
            Some(StyleRole::Contents) => self.contents += 1,
            Some(StyleRole::Text) | None => {
                if let Some((list, level)) = self.list.clone().filter(|(list, _)| !list.is_empty()) {
                    let mark = self.mark(&list, level);
                    self.block.set_mark(mark);
                }
            }
        }
    }

    fn mark(&mut self, list: &str, level: u8) -> String {
        let number = self.numbers.entry((list.to_owned(), level)).or_default();
        *number += 1;
        let number = *number;
        self.numbers.retain(|(other, deeper), _| other != list || *deeper <= level);
        let letter =
            || u8::try_from(number).ok().filter(|number| *number <= 26).map(|number| (b'a' + number - 1) as char);
        match self.parts.numbering(list, level) {
            "bullet" | "none" => "•".to_owned(),
            "lowerLetter" => letter().map_or_else(|| format!("{number}."), |letter| format!("{letter}.")),
            _ => format!("{number}."),
        }
    }

    fn image(&mut self, tag: &BytesStart<'_>) {
        let said = value(tag, "descr").filter(|said| !said.trim().is_empty());
        let what = said.map_or("an image".to_owned(), |said| format!("an image, described as {}", beginning(&said)));
        self.document.leave_out(DocumentPlace::Paragraph(self.paragraph), what);
    }

    fn note(&mut self, kind: &'static str, what: &str, tag: &BytesStart<'_>) {
        let words = value(tag, "w:id").and_then(|id| self.parts.notes.get(&(kind, id)));
        let words = words.map(|words| format!(": {}", beginning(words))).unwrap_or_default();
        self.document.leave_out(DocumentPlace::Paragraph(self.paragraph), format!("{what}{words}"));
    }

    fn end(mut self) -> Document {
        self.block.end(&mut self.document);
        for words in &self.parts.around {
            let what = format!("at the head or foot of the pages: {}", beginning(words));
            self.document.leave_out(DocumentPlace::Whole, what);
        }
        for (number, what) in [(self.parts.comments, "comments"), (self.contents, "lines of the table of contents")] {
            if number > 0 {
                self.document.leave_out(DocumentPlace::Whole, format!("{number} {what}"));
            }
        }
        if self.taken_out + self.put_in > 0 {
            self.document.remarks.push(format!(
                "it has tracked changes, and was read as if all were accepted: {} put in, {} taken out",
                self.put_in, self.taken_out
            ));
        }
        self.document
    }
}
