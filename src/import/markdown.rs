//! Markdown: its words without the marks, its headings, lists and tables as they are.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::block_text::{BlockText, leave_out_link};
use super::decoding::DecodedText;
use super::document::{Document, DocumentPlace, beginning};
use super::html;
use super::open_lists::OpenLists;

pub(super) fn read(decoded: &DecodedText) -> Document {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut page = MarkdownPage { lines: line_starts(decoded), ..MarkdownPage::default() };
    for (event, range) in Parser::new_ext(decoded, options).into_offset_iter() {
        page.take(event, &range);
    }
    page.block.end(&mut page.document);
    page.document.remarks.extend(decoded.remark.clone());
    page.document
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

/// A text in Markdown while it is read.
#[derive(Debug, Default)]
struct MarkdownPage {
    document: Document,
    block: BlockText,
    lines: Vec<usize>,
    lists: OpenLists,
    link: Option<(String, String)>,
    /// How deep one is in what is left out: a footnote, a picture, data about the text.
    left_out: usize,
    /// The words of what is left out.
    words: String,
}

impl MarkdownPage {
    fn place(&self, range: &Range<usize>) -> DocumentPlace {
        DocumentPlace::Line(self.lines.partition_point(|start| *start <= range.start))
    }

    fn take(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(tag) => self.close(tag, range),
            Event::Text(text) | Event::Code(text) if self.left_out > 0 => self.words.push_str(&text),
            _ if self.left_out > 0 => {}
            Event::Text(text) | Event::Code(text) => {
                self.block.add(&text);
                if let Some((_, words)) = &mut self.link {
                    words.push_str(&text);
                }
            }
            Event::SoftBreak | Event::HardBreak => self.block.add(" "),
            Event::InlineHtml(text) | Event::Html(text) => {
                let said = html::plain(&text).text;
                self.block.add(&said);
            }
            Event::Rule => self.block.end(&mut self.document),
            Event::FootnoteReference(name) => {
                let at = self.place(range);
                self.document.leave_out(at, format!("the mark of the footnote {name}"));
            }
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn open(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Image { .. } | Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => {
                self.left_out += 1;
                self.words.clear();
            }
            _ if self.left_out > 0 => {}
            Tag::Heading { level, .. } => {
                self.block.end(&mut self.document);
                self.block.set_heading(Some(level as u8));
            }
            Tag::List(first) => {
                self.block.end(&mut self.document);
                self.lists.open(first);
            }
            Tag::Item => {
                self.block.end(&mut self.document);
                self.block.set_mark(self.lists.mark());
            }
            Tag::TableHead | Tag::TableRow => self.block.begin_row(),
            Tag::Link { dest_url, .. } => self.link = Some((dest_url.into_string(), String::new())),
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::Table(_) | Tag::HtmlBlock => {
                self.block.end(&mut self.document);
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd, range: &Range<usize>) {
        let at = self.place(range);
        match tag {
            TagEnd::Image | TagEnd::FootnoteDefinition | TagEnd::MetadataBlock(_) => {
                self.left_out = self.left_out.saturating_sub(1);
                let what = match tag {
                    TagEnd::Image => "an image",
                    TagEnd::FootnoteDefinition => "a footnote",
                    _ => "data about the text",
                };
                let words = if self.words.is_empty() { String::new() } else { format!(": {}", beginning(&self.words)) };
                self.document.leave_out(at, format!("{what}{words}"));
            }
            _ if self.left_out > 0 => {}
            TagEnd::Heading(_) => {
                self.block.end(&mut self.document);
                self.block.set_heading(None);
            }
            TagEnd::List(_) => {
                self.block.end(&mut self.document);
                self.lists.close();
            }
            TagEnd::Item => {
                self.block.end(&mut self.document);
                self.block.clear_mark();
            }
            TagEnd::TableCell => self.block.end_cell(),
            TagEnd::TableHead | TagEnd::TableRow => self.block.end_row(&mut self.document),
            TagEnd::Link => {
                if let Some((address, words)) = self.link.take() {
                    leave_out_link(&mut self.document, at, &words, &address);
                }
            }
            TagEnd::Paragraph | TagEnd::BlockQuote(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                self.block.end(&mut self.document);
            }
            _ => {}
        }
    }
}
