//! An answer as blocks, sentences and words over byte ranges of the file.

use std::ops::Range;

use super::intern::Words;
use super::scan::{Sentence, Token};

/// An answer, read once. Every range is in bytes of the text it was read from.
#[derive(Debug, Default)]
pub struct Document {
    /// Blocks in the order of the text.
    pub blocks: Vec<Block>,
    /// Sentences, grouped by block.
    pub sentences: Vec<Sentence>,
    /// Words and numbers.
    pub tokens: Vec<Token>,
    /// The distinct stems.
    pub words: Words,
    /// Headings, real and bold or capital ones, in the order of the text.
    pub headings: Vec<Title>,
    /// Tables, Markdown's and HTML's.
    pub tables: Vec<Table>,
    /// How many images there are.
    pub images: usize,
    /// Targets of links.
    pub links: Vec<String>,
    /// How many footnotes are referred to.
    pub notes: usize,
}

/// A paragraph, item, cell, heading, code.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its bytes, markup included.
    pub span: Range<usize>,
    /// Its sentences.
    pub sentences: Range<usize>,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The heading it stands under.
    pub heading: Option<usize>,
    /// The list item it belongs to.
    pub item: Option<ItemPlace>,
    /// Whether it stands in a block quote.
    pub quoted: bool,
    /// How many tokens at its beginning are its label: bold, or before a colon.
    pub label: usize,
    /// Whether all of it is bold.
    pub strong: bool,
    /// Whether its text ends without a full stop.
    pub open: bool,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// Text of a list item.
    Item,
    /// A cell of a table.
    Cell {
        /// The table.
        table: usize,
        /// The row; the header is row 0.
        row: usize,
        /// The column.
        column: usize,
    },
    /// Fenced code, with its language.
    Code(String),
    /// The text of a diagram.
    Diagram,
    /// A footnote.
    Footnote,
}

/// Where a block stands in lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemPlace {
    /// The innermost list.
    pub list: usize,
    /// The item in it.
    pub index: usize,
    /// 1 for an outer list.
    pub depth: usize,
    /// Whether the list is numbered.
    pub ordered: bool,
}

/// A heading with its place in the tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Title {
    /// 1 to 6; 7 for a bold or capital line that serves as a heading; 8 for a line that might.
    pub level: usize,
    /// Its block.
    pub block: usize,
    /// The heading above it.
    pub parent: Option<usize>,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Rows of block numbers; the first is the header.
    pub rows: Vec<Vec<usize>>,
    /// Its bytes.
    pub span: Range<usize>,
}

impl Document {
    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: usize) -> &[Token] {
        let sentence = &self.sentences[sentence];
        &self.tokens[sentence.first as usize..sentence.last as usize]
    }

    /// The bytes from one token to another.
    pub fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        let (Some(first), Some(last)) =
            (self.tokens.get(tokens.start), self.tokens.get(tokens.end.wrapping_sub(1)))
        else {
            return 0..0;
        };
        first.start as usize..(last.end as usize).max(first.start as usize)
    }

    /// The bytes of a sentence.
    pub fn sentence_bytes(&self, sentence: usize) -> Range<usize> {
        let sentence = &self.sentences[sentence];
        self.bytes(sentence.first as usize..sentence.last as usize)
    }

    /// The sentence of a token.
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        self.sentences.partition_point(|sentence| sentence.first as usize <= token).checked_sub(1)
    }

    /// The sentence in which a byte stands, or behind which; none before the first.
    pub fn sentence_at(&self, byte: usize) -> Option<usize> {
        let starts = |sentence: &Sentence| self.tokens[sentence.first as usize].start as usize <= byte;
        self.sentences.partition_point(starts).checked_sub(1)
    }

    /// The block of a sentence.
    pub fn block_of(&self, sentence: usize) -> &Block {
        &self.blocks[self.sentences[sentence].block as usize]
    }

    /// The headings above a block, the nearest first.
    pub fn path(&self, block: usize) -> impl Iterator<Item = usize> + '_ {
        let mut next = self.blocks[block].heading;
        std::iter::from_fn(move || {
            let now = next?;
            next = self.headings[now].parent;
            Some(now)
        })
    }

    /// The heading that a block is, or might be.
    pub fn title_at(&self, block: usize) -> Option<usize> {
        self.headings.binary_search_by_key(&block, |title| title.block).ok()
    }

    /// Whether sentences of a block are the writer's own words in the text: no heading, code or diagram.
    pub fn is_said(&self, block: usize) -> bool {
        !matches!(self.blocks[block].kind, Kind::Heading | Kind::Code(_) | Kind::Diagram)
    }

    /// The stem of a token.
    pub fn stem(&self, token: &Token) -> &str {
        &self.words.stems()[token.word as usize]
    }
}
