//! Bytes of a file to lines, columns and quotations.

use std::ops::Range;

use super::report::Quote;

/// Where the lines of a text begin.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines of a text.
    pub fn new(text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// The line of a byte, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at)
    }

    /// The boundary of a character at or before a byte, or at or behind it.
    fn boundary(&self, at: usize, ahead: bool) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at = if ahead { at + 1 } else { at - 1 };
        }
        at
    }

    /// The quotation of some bytes. White space around it is left out, and a very long one is cut at a character.
    pub fn quote(&self, span: Range<usize>) -> Quote {
        // Text that the reader saw shorter than it stands, such as an entity, may end inside a character.
        let span = self.boundary(span.start, false)..self.boundary(span.end, true);
        let raw = self.text.get(span.clone()).unwrap_or("");
        let start = span.start + (raw.len() - raw.trim_start().len());
        let mut quote = raw.trim();
        if quote.len() > LONGEST {
            let mut cut = LONGEST;
            while !quote.is_char_boundary(cut) {
                cut -= 1;
            }
            quote = quote[..cut].trim_end();
        }
        let line = self.line(start);
        let from = self.starts[line - 1];
        let head = self.text.get(from..start).unwrap_or("");
        // Counting characters of an endless line again and again would take for ever.
        let column = if head.len() > 1_000_000 { head.len() } else { head.chars().count() } + 1;
        Quote { line, column, offset: start, length: quote.len(), quote: quote.to_owned() }
    }
}

/// No quotation is longer, in bytes.
const LONGEST: usize = 600;
