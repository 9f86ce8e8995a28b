//! Pages of the web: headings, paragraphs, lists and tables; what leads around the page is passed over.

use std::cell::RefCell;

use html5ever::Attribute;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::block_text::{BlockText, leave_out_link};
use super::decoding::DecodedText;
use super::document::{Document, DocumentPlace, beginning};
use super::open_lists::OpenLists;
use super::passed_over::PassedOver;
use crate::text::one_line;

/// What leads around a page or works in it, and is no part of what it says.
const PASSED_OVER: [&str; 13] = [
    "nav", "footer", "aside", "form", "button", "select", "svg", "template", "noscript", "dialog", "iframe", "object",
    "math",
];

/// What may be hidden as a whole.
const HIDEABLE: [&str; 6] = ["div", "section", "span", "ul", "table", "article"];

/// What begins or ends a block.
const BLOCKS: [&str; 27] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "body",
    "ul",
    "ol",
    "dl",
    "dd",
    "figure",
    "figcaption",
    "blockquote",
    "pre",
    "details",
    "table",
    "thead",
    "tbody",
    "address",
    "hr",
    "fieldset",
    "center",
    "menu",
    "caption",
    "tfoot",
    "hgroup",
];

/// Reads a page.
pub(super) fn read(decoded: &DecodedText) -> Document {
    let mut document = read_part(decoded);
    document.remarks.extend(decoded.remark.clone());
    document
}

/// A text that may be marked up, such as an answer in a cell, as its paragraphs, a line each; with its links.
pub(super) fn plain(text: &str) -> Document {
    read_part(text)
}

/// Whether a text is marked up.
pub(super) fn is_marked_up(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["</", "<br", "<p>", "<li>", "&nbsp;", "&amp;", "&quot;"].iter().any(|mark| text.contains(mark))
}

fn read_part(text: &str) -> Document {
    let has_main = text.to_ascii_lowercase().contains("<main");
    let page = Page { has_main, ..Page::default() };
    let tokenizer = Tokenizer::new(PageSink { page: RefCell::new(page) }, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
    tokenizer.end();
    let mut page = tokenizer.sink.page.into_inner();
    page.block.end(&mut page.document);
    page.document
}

struct PageSink {
    page: RefCell<Page>,
}

impl TokenSink for PageSink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut page = self.page.borrow_mut();
        page.line = usize::try_from(line).unwrap_or(usize::MAX);
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return page.open(&tag),
            Token::TagToken(tag) => page.close(&tag.name),
            Token::CharacterTokens(text) => page.say(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// A page while it is read.
#[derive(Debug, Default)]
struct Page {
    document: Document,
    block: BlockText,
    line: usize,
    has_main: bool,
    is_in_main: bool,
    passed_over: PassedOver,
    /// Script, style or title, whose text is its own.
    raw: Option<String>,
    lists: OpenLists,
    /// The link that is open: its address and words.
    link: Option<(String, String)>,
    /// The level of the last heading.
    last_level: u8,
}

impl Page {
    fn open(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if let "script" | "style" | "title" | "textarea" = name {
            self.raw = Some(name.to_owned());
            let kind = match name {
                "script" => RawKind::ScriptData,
                "style" => RawKind::Rawtext,
                _ => RawKind::Rcdata,
            };
            return TokenSinkResult::RawData(kind);
        }
        if self.passed_over.opens(name, tag.self_closing) {
            return TokenSinkResult::Continue;
        }
        let is_hidden = HIDEABLE.contains(&name)
            && (has(&tag.attrs, "hidden")
                || attribute(&tag.attrs, "aria-hidden") == Some("true")
                || attribute(&tag.attrs, "role") == Some("navigation"));
        if (PASSED_OVER.contains(&name) && !tag.self_closing) || is_hidden {
            self.block.end(&mut self.document);
            let is_read = self.is_read();
            self.passed_over.begin(name);
            if is_read {
                let what = if is_hidden { "hidden" } else { "leads around the page or works in it" };
                self.leave_out(format!("<{name}>, which {what}").replace("which hidden", "hidden"));
            }
            return TokenSinkResult::Continue;
        }
        self.open_read(name, tag);
        TokenSinkResult::Continue
    }

    /// Opens something that is read.
    fn open_read(&mut self, name: &str, tag: &Tag) {
        match name {
            "main" => self.is_in_main = true,
            "img" | "video" | "audio" if self.is_read() => {
                let what = if name == "img" { "an image" } else { "a recording" };
                match attribute(&tag.attrs, "alt").map(str::trim).filter(|alt| !alt.is_empty()) {
                    Some(alt) => self.leave_out(format!("{what}, described as {}", beginning(alt))),
                    None => self.leave_out(what.to_owned()),
                }
            }
            "a" => self.link = attribute(&tag.attrs, "href").map(|address| (address.trim().to_owned(), String::new())),
            "br" => self.block.add(" "),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.block.end(&mut self.document);
                self.last_level = name.as_bytes()[1] - b'0';
                self.block.set_heading(Some(self.last_level));
            }
            // A question that unfolds its answer is a heading below the last one.
            "summary" | "dt" => {
                self.block.end(&mut self.document);
                self.block.set_heading(Some(self.last_level + 1));
            }
            "li" => {
                self.block.end(&mut self.document);
                self.block.set_mark(self.lists.mark());
            }
            "tr" => {
                self.block.end(&mut self.document);
                self.block.begin_row();
            }
            _ if BLOCKS.contains(&name) => {
                self.block.end(&mut self.document);
                match name {
                    "ul" | "menu" => self.lists.open(None),
                    "ol" => {
                        let start = attribute(&tag.attrs, "start").and_then(|start| start.parse().ok());
                        self.lists.open(Some(start.unwrap_or(1)));
                    }
                    "dd" => self.block.set_heading(None),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if self.raw.as_deref() == Some(name) {
            self.raw = None;
            return;
        }
        if self.passed_over.closes(name) {
            return;
        }
        match name {
            "main" => {
                self.block.end(&mut self.document);
                self.is_in_main = false;
            }
            "a" => {
                let is_read = self.is_read();
                if let Some((address, words)) = self.link.take().filter(|_| is_read) {
                    leave_out_link(&mut self.document, DocumentPlace::Line(self.line), &words, &address);
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary" | "dt" => {
                self.block.end(&mut self.document);
                self.block.set_heading(None);
            }
            "li" => {
                self.block.end(&mut self.document);
                self.block.clear_mark();
            }
            "td" | "th" => self.block.end_cell(),
            "tr" => self.block.end_row(&mut self.document),
            "ul" | "ol" | "menu" => {
                self.block.end(&mut self.document);
                self.lists.close();
            }
            _ if BLOCKS.contains(&name) => self.block.end(&mut self.document),
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        match self.raw.as_deref() {
            Some("title") if self.document.title.is_none() => {
                self.document.title = Some(one_line(text)).filter(|title| !title.is_empty());
            }
            Some(_) => {}
            None if self.is_read() => {
                self.block.add(text);
                if let Some((_, words)) = &mut self.link {
                    words.push_str(text);
                }
            }
            None => {}
        }
    }

    /// Whether what stands here belongs to what the page says.
    fn is_read(&self) -> bool {
        !self.passed_over.is_within() && (self.is_in_main || !self.has_main)
    }

    fn leave_out(&mut self, what: String) {
        self.document.leave_out(DocumentPlace::Line(self.line), what);
    }
}

fn attribute<'a>(attributes: &'a [Attribute], name: &str) -> Option<&'a str> {
    attributes.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

fn has(attributes: &[Attribute], name: &str) -> bool {
    attribute(attributes, name).is_some()
}
