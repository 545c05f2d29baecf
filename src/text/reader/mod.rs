//! Markdown to a [`Document`]. Any text is read; nothing is an error.

mod raw;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::document::{Block, Document, ItemPlace, Kind, Table, Title};
use super::lines::{Mark, is_capital, label_length, mark, numbered, starts_numbered, title_level, window};
use super::markdown::options;
use super::scan::{BlockText, Scanned, Token, scan};

/// How deep lists and quotes are followed; deeper ones are read as if they stood at this depth.
const DEEPEST: usize = 40;

/// No line that serves as a heading is longer, in bytes.
const LONGEST_TITLE: usize = 400;

/// Reads a text. Front matter is skipped.
pub fn read(text: &str) -> Document {
    let body = super::front_matter(text).map_or(0, |front| front.whole.end);
    let mut reader = Reader { text, ..Reader::default() };
    for (event, span) in Parser::new_ext(&text[body..], options()).into_offset_iter() {
        reader.event(event, span.start + body..span.end + body);
    }
    reader.finish()
}

/// A block that is being read.
#[derive(Default)]
pub(super) struct Open {
    pub(super) kind: Option<Kind>,
    pub(super) text: BlockText,
    span: Range<usize>,
    /// Text length when the bold run at the beginning ended.
    pub(super) bold: usize,
    pub(super) level: usize,
    /// The place of an item that Markdown does not take for one.
    item: Option<ItemPlace>,
}

#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    scanned: Scanned,
    blocks: Vec<Block>,
    headings: Vec<Title>,
    tables: Vec<Table>,
    images: usize,
    links: Vec<String>,
    notes: usize,
    open: Option<Open>,
    quotes: usize,
    /// Innermost last: list number, items so far, whether it is numbered.
    lists: Vec<(usize, usize, bool)>,
    list_count: usize,
    /// The same for lists that Markdown does not take for ones: mark, list number, items so far.
    typed: Vec<(Mark, usize, usize)>,
    item_starts: Vec<usize>,
    strong: usize,
    footnote: bool,
    html: Option<Range<usize>>,
    /// The table, row and column that a cell goes to.
    cell: Option<(usize, usize, usize)>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) | Event::Code(text) if self.html.is_none() => self.inline(&text, span),
            Event::SoftBreak => self.line_break(span, false),
            Event::HardBreak => self.line_break(span, true),
            Event::Html(_) => {
                let html = self.html.get_or_insert_with(|| span.clone());
                html.end = html.end.max(span.end);
            }
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => self.inline(" ", span),
            Event::FootnoteReference(_) => self.notes += 1,
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                let line = &self.text[span.clone()];
                // A lone line such as `I. Scope` is a heading.
                let alone = mark(line) == Some(Mark::Capital) && !line.trim_end().contains('\n');
                self.begin_line(span, alone);
            }
            Tag::Heading { level, .. } => {
                self.typed.clear();
                self.begin(Kind::Heading, span);
                if let Some(open) = &mut self.open {
                    open.level = level as usize;
                }
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push((self.list_count, 0, first.is_some()));
                self.list_count += 1;
            }
            Tag::Item => {
                self.flush();
                self.item_starts.push(span.start);
            }
            Tag::CodeBlock(kind) => self.code(&kind, span),
            Tag::Table(_) => {
                self.flush();
                self.tables.push(Table { rows: Vec::new(), span });
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            Tag::TableCell => {
                let table = self.tables.len().saturating_sub(1);
                let rows = self.tables.last().map_or(0, |table| table.rows.len());
                let column = self.tables.last().and_then(|table| table.rows.last()).map_or(0, Vec::len);
                self.begin(Kind::Cell { table, row: rows.saturating_sub(1), column }, span);
            }
            Tag::FootnoteDefinition(_) => {
                self.flush();
                self.footnote = true;
            }
            Tag::Strong | Tag::Emphasis => self.strong += 1,
            Tag::Link { dest_url, .. } => self.links.push(dest_url.into_string()),
            Tag::Image { .. } => self.images += 1,
            Tag::HtmlBlock => {
                self.flush();
                self.html = Some(span);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, _span: Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock => self.flush(),
            TagEnd::TableCell => {
                let before = self.blocks.len();
                self.flush_cell();
                if let Some(row) = self.tables.last_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(before);
                }
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.flush();
                self.item_starts.pop();
                if let Some(list) = self.lists.last_mut() {
                    list.1 += 1;
                }
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.footnote = false;
            }
            TagEnd::Strong | TagEnd::Emphasis => {
                self.strong = self.strong.saturating_sub(1);
            }
            TagEnd::HtmlBlock => self.html_block(),
            _ => {}
        }
    }

    fn running_kind(&self) -> Kind {
        if self.footnote {
            Kind::Footnote
        } else if self.lists.is_empty() {
            Kind::Paragraph
        } else {
            Kind::Item
        }
    }

    fn begin(&mut self, kind: Kind, span: Range<usize>) {
        self.flush();
        self.open = Some(Open { kind: Some(kind), span, ..Open::default() });
    }

    /// Begins a paragraph, or an item that Markdown does not take for one.
    fn begin_line(&mut self, span: Range<usize>, plain: bool) {
        let kind = self.running_kind();
        let line = window(&self.text[span.start.min(self.text.len())..]);
        let found = mark(line).filter(|_| kind == Kind::Paragraph && !plain);
        let Some(mark) = found else {
            self.typed.clear();
            return self.begin(kind, span);
        };
        if let Some(at) = self.typed.iter().position(|list| list.0 == mark) {
            self.typed.truncate(at + 1);
            self.typed[at].2 += 1;
        } else {
            self.typed.push((mark, self.list_count, 0));
            self.list_count += 1;
        }
        self.begin(Kind::Item, span);
        let depth = self.typed.len();
        let place = self.typed.last().map(|(mark, list, index)| ItemPlace {
            ordered: *mark != Mark::Sign,
            list: *list,
            index: *index,
            depth,
        });
        if let Some(open) = &mut self.open {
            open.item = place;
        }
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>, span: Range<usize>) {
        let kind = match kind {
            CodeBlockKind::Indented => Kind::Paragraph,
            CodeBlockKind::Fenced(info) => {
                let language = info.split_whitespace().next().unwrap_or("").to_lowercase();
                if language == "mermaid" { Kind::Diagram } else { Kind::Code(language) }
            }
        };
        self.begin(kind, span);
    }

    fn inline(&mut self, text: &str, span: Range<usize>) {
        if self.open.is_none() {
            let kind = self.running_kind();
            self.begin(kind, span.clone());
        }
        let source = self.text.get(span.clone()).unwrap_or("");
        let at = span.start + if source == text { 0 } else { inside(source, text) };
        let bold = self.strong > 0;
        if let Some(open) = &mut self.open {
            let whole = open.bold == open.text.text.trim_end().len();
            open.text.push(text, at);
            open.span.end = open.span.end.max(span.end);
            if bold && whole {
                open.bold = open.text.text.trim_end().len();
            }
        }
    }

    /// A line break may end a line that serves as a heading.
    fn line_break(&mut self, span: Range<usize>, hard: bool) {
        let Some(open) = &self.open else { return };
        let begins = starts_numbered(window(&self.text[span.end.min(self.text.len())..]));
        if open.text.text.len() > LONGEST_TITLE {
            return if begins && (open.kind == Some(Kind::Paragraph) || open.item.is_some()) {
                self.begin_line(span.end..span.end, false);
            } else {
                self.inline(" ", span);
            };
        }
        let line = open.text.text.trim();
        let bold = !line.is_empty() && open.bold >= open.text.text.trim_end().len();
        let short = line.split_whitespace().count() <= 6;
        let ends = line.ends_with(':') && short && line.len() > 2;
        let title = (bold && line.split_whitespace().count() <= 12)
            || ends
            || (short && is_capital(line))
            || hard && bold;
        let paragraph = open.kind == Some(Kind::Paragraph);
        if (title || begins) && paragraph || begins && open.item.is_some() {
            self.begin_line(span.end..span.end, false);
        } else {
            self.inline(" ", span);
        }
    }

    /// A cell becomes a block even if it is empty, so that columns stay columns.
    fn flush_cell(&mut self) {
        if let Some(open) = self.open.take() {
            self.close(open);
        }
    }

    fn flush(&mut self) {
        let Some(open) = self.open.take() else { return };
        if !open.text.text.trim().is_empty() {
            self.close(open);
        }
    }

    fn close(&mut self, open: Open) {
        let kind = open.kind.clone().unwrap_or(Kind::Paragraph);
        let number = self.blocks.len();
        let (tokens, sentences) = (self.scanned.tokens.len(), self.scanned.sentences.len());
        scan(&open.text, u32::try_from(number).unwrap_or(u32::MAX), &mut self.scanned);
        let tokens = tokens..self.scanned.tokens.len();
        let text = open.text.text.trim();
        if numbered(text)
            && let Some(token) = self.scanned.tokens.get_mut(tokens.start)
        {
            token.flags |= Token::LABEL;
        }
        let strong = open.bold > 0 && open.bold >= open.text.text.trim_end().len();
        let item = self.lists.last().map(|(list, index, ordered)| ItemPlace {
            ordered: *ordered,
            list: *list,
            index: *index,
            depth: self.lists.len().min(DEEPEST),
        });
        let item = item.or(open.item);
        let label = label_length(&open, &self.scanned, &tokens);
        let ends_open = !text.ends_with(['.', '!', '?', ';']);
        let level = title_level(&kind, &open, text, strong, self.quotes > 0, item);
        let mut heading = self.headings.len().checked_sub(1);
        // A line that might be a heading stays what it is; a reader of the document decides.
        let kind = if level.is_some_and(|level| level < 8) { Kind::Heading } else { kind };
        if let Some(level) = level {
            let parent = self.parent(level);
            heading = parent;
            self.headings.push(Title { level, block: number, parent });
        }
        self.blocks.push(Block {
            kind,
            span: open.span,
            sentences: sentences..self.scanned.sentences.len(),
            tokens,
            heading,
            item: item.filter(|_| level.is_none_or(|level| level == 8)),
            quoted: self.quotes > 0,
            label,
            strong,
            open: ends_open,
        });
    }

    fn parent(&self, level: usize) -> Option<usize> {
        let mut next = self.headings.len().checked_sub(1);
        while let Some(at) = next {
            if self.headings[at].level < level {
                return Some(at);
            }
            next = self.headings[at].parent;
        }
        None
    }

    fn finish(mut self) -> Document {
        self.flush();
        if self.html.is_some() {
            self.html_block();
        }
        Document {
            blocks: self.blocks,
            sentences: self.scanned.sentences,
            tokens: self.scanned.tokens,
            words: self.scanned.words,
            headings: self.headings,
            tables: self.tables,
            images: self.images,
            links: self.links,
            notes: self.notes,
        }
    }
}

/// Where a text begins in its source: behind the marks of inline code, or at once for entities.
fn inside(source: &str, text: &str) -> usize {
    let marks = source.len() - source.trim_start_matches('`').len();
    let first = text.chars().next();
    let rest = &source[marks..];
    let blank = rest.chars().next().filter(|letter| letter.is_whitespace() && Some(*letter) != first);
    if marks > 0 { marks + blank.map_or(0, char::len_utf8) } else { source.find(text).unwrap_or(0) }
}
