//! A page of text for a terminal: headings, paragraphs and entries, wrapped to a width.

use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter, wrap};

use crate::diagnostic::visible;
use crate::terminal::paint::Paint;

/// Lines longer than this are hard to read, whatever the window has room for.
const WIDEST: usize = 96;

/// A page that is being written.
#[derive(Debug)]
pub struct Page {
    text: String,
    width: usize,
    paint: Paint,
}

impl Page {
    /// An empty page for a window of this many columns.
    pub fn new(width: usize, paint: Paint) -> Self {
        Self { text: String::new(), width: width.clamp(20, WIDEST), paint }
    }

    /// The page.
    pub fn finish(self) -> String {
        self.text
    }

    /// A heading, with an empty line before it unless it is the first thing.
    pub fn heading(&mut self, text: &str) -> &mut Self {
        self.gap();
        let shown = visible(text);
        for line in self.wrapped(&shown, "", "") {
            self.text.push_str(&self.paint.heading(&line));
            self.text.push('\n');
        }
        self
    }

    /// A paragraph, with an empty line before it.
    pub fn paragraph(&mut self, text: &str) -> &mut Self {
        self.gap();
        self.lines(text, "", "");
        self
    }

    /// A faint paragraph, with an empty line before it.
    pub fn aside(&mut self, text: &str) -> &mut Self {
        self.gap();
        let shown = visible(text);
        for line in self.wrapped(&shown, "", "") {
            self.text.push_str(&self.paint.faint(&line));
            self.text.push('\n');
        }
        self
    }

    /// A name that can be typed and what it is, the text beside or below the name.
    pub fn entry(&mut self, name: &str, text: &str) -> &mut Self {
        let name = visible(name).into_owned();
        self.text.push_str("  ");
        self.text.push_str(&self.paint.name(&name));
        self.text.push('\n');
        self.lines(text, "    ", "    ");
        self
    }

    /// An item of a list.
    pub fn item(&mut self, text: &str) -> &mut Self {
        self.lines(text, "  - ", "    ");
        self
    }

    /// An item under an entry.
    pub fn detail(&mut self, text: &str) -> &mut Self {
        self.lines(text, "    - ", "      ");
        self
    }

    /// A faint line under an entry.
    pub fn note(&mut self, text: &str) -> &mut Self {
        let shown = visible(text);
        for line in self.wrapped(&shown, "    ", "    ") {
            self.text.push_str(&self.paint.faint(&line));
            self.text.push('\n');
        }
        self
    }

    /// A piece of Markdown, its paragraphs wrapped anew and indented.
    pub fn quote(&mut self, text: &str) -> &mut Self {
        self.gap();
        for line in reflow(text).lines() {
            if line.is_empty() {
                self.text.push('\n');
            } else {
                let deeper = if line.starts_with("- ") { "    " } else { "  " };
                self.lines(line, "  ", deeper);
            }
        }
        self
    }

    /// An empty line, unless the page is empty or has one already.
    pub fn gap(&mut self) -> &mut Self {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        self
    }

    /// A line exactly as it is.
    pub fn raw(&mut self, line: &str) -> &mut Self {
        self.text.push_str(line);
        self.text.push('\n');
        self
    }

    fn lines(&mut self, text: &str, first: &str, rest: &str) {
        let shown = visible(text);
        for line in self.wrapped(&shown, first, rest) {
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    fn wrapped(&self, text: &str, first: &str, rest: &str) -> Vec<String> {
        let options = folding(self.width).initial_indent(first).subsequent_indent(rest);
        text.trim_end()
            .lines()
            .flat_map(|line| wrap(line, &options))
            .map(std::borrow::Cow::into_owned)
            .collect()
    }
}

/// Lines fold between words and never inside one, so that an address can be copied and opened.
fn folding(width: usize) -> Options<'static> {
    Options::new(width)
        .word_separator(WordSeparator::Custom(words))
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false)
}

/// Where a line may fold: as Unicode has it, but not inside an address.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let by_spaces = WordSeparator::AsciiSpace.find_words(line);
    Box::new(by_spaces.flat_map(|word| -> Vec<Word<'_>> {
        // The spaces at the start of a line are a word without letters.
        if word.word.is_empty() || word.word.contains("://") {
            return vec![word];
        }
        let mut pieces: Vec<_> = WordSeparator::UnicodeBreakProperties.find_words(word.word).collect();
        if let Some(last) = pieces.last_mut() {
            last.whitespace = word.whitespace;
        }
        pieces
    }))
}

/// Markdown for reading in a terminal: every paragraph and item on a line of its own, without marks of emphasis.
pub fn reflow(markdown: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in markdown.trim().lines() {
        let line = line.trim().replace("**", "");
        let starts_anew = line.is_empty() || line.starts_with("- ") || line.starts_with('|');
        match lines.last_mut() {
            Some(last) if !starts_anew && !last.is_empty() => {
                last.push(' ');
                last.push_str(&line);
            }
            _ => lines.push(line),
        }
    }
    lines.join("\n")
}

/// A text of whole lines, wrapped to a width.
pub fn wrapped(text: &str, width: usize) -> String {
    let options = folding(width.clamp(20, WIDEST));
    let line = |line: &str| -> String {
        let indent: String = line.chars().take_while(|letter| *letter == ' ').collect();
        let options = options.clone().subsequent_indent(&indent);
        wrap(line, options).join("\n")
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_joined_and_items_are_not() {
        let text = "Hi,\n\nYour **case**\nis here.\n- one\n  more\n- two\n";
        assert_eq!(reflow(text), "Hi,\n\nYour case is here.\n- one more\n- two");
    }

    #[test]
    fn an_address_is_never_folded() {
        assert_eq!(
            wrapped("see https://example.org/a-long/way-to/the-page and-so-on", 20),
            "see\nhttps://example.org/a-long/way-to/the-page\nand-so-on"
        );
        assert_eq!(wrapped("日本語日本語日本語日本語", 20), "日本語日本語日本語日\n本語");
    }

    #[test]
    fn wrapping_keeps_lines_and_indents() {
        assert_eq!(
            wrapped("one two three four five\n\n  six seven eight nine ten", 20),
            "one two three four\nfive\n\n  six seven eight\n  nine ten"
        );
    }
}
