//! Problems as people see them: what happened, where, the line itself, and what to do.
//!
//! A [`Problem`] is a plain value. It is drawn with a caret under the place, or serialized for scripts.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle};
use serde::Serialize;

/// Lines longer than this many bytes are not drawn whole; a piece around the place is shown instead.
const LONGEST_LINE: usize = 1_000;
/// How many characters of a long line are shown on either side of the place.
const PIECE: usize = 40;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The input cannot be used.
    Error,
    /// The input can be used, and somebody should look at it.
    Warning,
}

/// Something wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// A kebab-case name for the kind of problem, stable for scripts.
    pub code: &'static str,
    /// What happened, in one sentence without a full stop.
    pub message: String,
    /// Where, if there is a place.
    pub place: Option<Place>,
    /// A few words beside the caret.
    pub label: Option<String>,
    /// What to do.
    pub hints: Vec<String>,
}

/// A place in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The name of the file, as the person knows it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The line itself, without its line break; a piece of it when it is very long.
    pub excerpt: String,
    /// The bytes of `excerpt` that the caret points at.
    #[serde(skip)]
    caret: Range<usize>,
    /// Whether `excerpt` is a piece of a longer line.
    #[serde(skip)]
    cut: bool,
}

/// A named text with an index of its lines, so that many places are found fast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name of the file, as the person knows it.
    pub name: String,
    /// The whole text.
    pub text: String,
    line_starts: Vec<usize>,
}

impl Source {
    /// Indexes the lines of a text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let line_starts = std::iter::once(0).chain(breaks).collect();
        Self { name: name.into(), text, line_starts }
    }

    /// The byte at a line and a column in characters, both from 1; the nearest one if there is none.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let last = self.line_starts.len() - 1;
        let start = self.line_starts[line.saturating_sub(1).min(last)];
        let rest = self.text[start..].split('\n').next().unwrap_or("");
        start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
    }

    /// The place of a range of bytes. A range outside the text, or inside a character, is moved to the nearest
    /// boundary before it.
    pub fn place(&self, span: Range<usize>) -> Place {
        let start = floor_boundary(&self.text, span.start);
        let line = self.line_starts.partition_point(|begin| *begin <= start) - 1;
        let line_start = self.line_starts[line];
        let rest = &self.text[line_start..];
        let content = rest.split('\n').next().unwrap_or("").trim_end_matches('\r');
        let start = start.min(line_start + content.len());
        let end = floor_boundary(&self.text, span.end).clamp(start, line_start + content.len());
        let column = content[..start - line_start].chars().count() + 1;
        let (excerpt, caret, cut) = excerpt(content, start - line_start..end - line_start);
        Place { file: self.name.clone(), line: line + 1, column, excerpt, caret, cut }
    }
}

/// The line to show and where the caret goes in it; a long line is cut to a piece.
fn excerpt(line: &str, caret: Range<usize>) -> (String, Range<usize>, bool) {
    if line.len() <= LONGEST_LINE {
        return (line.to_owned(), caret, false);
    }
    let from = line[..caret.start].char_indices().rev().take(PIECE).last().map_or(caret.start, |(at, _)| at);
    let piece: String = line[from..].chars().take(2 * PIECE).collect();
    let start = caret.start - from;
    let end = floor_boundary(&piece, (caret.end - from).min(piece.len())).max(start);
    (piece, start..end, true)
}

/// The nearest character boundary at or before a byte offset.
fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl Problem {
    /// An error without a place.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            place: None,
            label: None,
            hints: Vec::new(),
        }
    }

    /// A warning without a place.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Points at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds a few words beside the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Draws the problem, ending with a line break. `width` is in columns.
    pub fn draw(&self, color: bool, width: usize) -> String {
        let message = visible(&self.message);
        let label = self.label.as_deref().map(visible);
        let hints: Vec<_> = self.hints.iter().map(|hint| visible(hint)).collect();
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let mut group: Group<'_> = Group::with_title(level.primary_title(&*message));
        let file = self.place.as_ref().map(|place| visible(&place.file));
        let piece = self.place.as_ref().filter(|place| place.cut).map(cut_line);
        let line = self.place.as_ref().map(shown_line);
        if let (Some(place), Some(file), Some((line, caret))) = (&self.place, &file, &line) {
            if let Some(piece) = &piece {
                group = group.element(Origin::path(&**file).line(place.line).char_column(place.column));
                group = group.element(Level::NOTE.message(&**piece));
                group = group.elements(label.as_deref().map(|label| Level::NOTE.message(label)));
            } else {
                let mut caret = AnnotationKind::Primary.span(caret.clone());
                if let Some(label) = label.as_deref() {
                    caret = caret.label(label);
                }
                let snippet = Snippet::source(&**line).line_start(place.line).path(&**file).annotation(caret);
                group = group.element(snippet);
            }
        }
        group = group.elements(hints.iter().map(|hint| Level::HELP.message(&**hint)));
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let mut drawn = renderer.decor_style(DecorStyle::Ascii).term_width(width.max(20)).render(&[group]);
        drawn.push('\n');
        drawn
    }
}

/// The line to draw and where the caret goes in it. Characters that the drawing would let through are replaced one by
/// one, so that columns stay; control characters below the space it shows by itself.
fn shown_line(place: &Place) -> (String, Range<usize>) {
    let harmless = |text: &str| -> String {
        let shown = |letter: char| if is_unsafe(letter) && letter > ' ' { '\u{fffd}' } else { letter };
        text.chars().map(shown).collect()
    };
    let start = harmless(&place.excerpt[..place.caret.start]);
    let marked = harmless(&place.excerpt[place.caret.clone()]);
    let caret = start.len()..start.len() + marked.len();
    (format!("{start}{marked}{}", harmless(&place.excerpt[place.caret.end..])), caret)
}

/// What to say of a line that is too long to draw.
fn cut_line(place: &Place) -> String {
    format!("the line is very long; around this place it reads: {}", visible(&place.excerpt))
}

/// Draws problems one after the other, a blank line between them.
pub fn draw_all(problems: &[Problem], color: bool, width: usize) -> String {
    problems.iter().map(|problem| problem.draw(color, width)).collect::<Vec<_>>().join("\n")
}

/// The known name nearest to what was typed, if one is near enough to be a slip.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&typed, &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness > 0.78)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

/// Makes control and bidirectional characters visible, so that text from a file cannot steer a terminal.
/// Line breaks and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        if is_unsafe(letter) {
            shown.extend(letter.escape_unicode());
        } else {
            shown.push(letter);
        }
    }
    Cow::Owned(shown)
}

/// Whether a character could steer a terminal or reorder what is shown around it.
pub fn is_unsafe(letter: char) -> bool {
    (letter.is_control() && letter != '\n' && letter != '\t')
        || matches!(letter, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
        || ('\u{202a}'..='\u{202e}').contains(&letter)
        || ('\u{2066}'..='\u{2069}').contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_lines_and_characters() {
        let source = Source::new("a.yaml", "eins\nzwei: müßig x\r\n");
        let at = source.text.find('x').unwrap();
        let place = source.place(at..at + 1);
        assert_eq!((place.line, place.column), (2, 13));
        assert_eq!(place.excerpt, "zwei: müßig x");
    }

    #[test]
    fn a_place_outside_the_text_is_its_end() {
        let source = Source::new("a", "ab\n");
        assert_eq!(source.place(99..120).line, 2);
        assert_eq!(Source::new("a", "").place(0..0).column, 1);
    }

    #[test]
    fn a_place_inside_a_character_moves_before_it() {
        let source = Source::new("a", "é");
        assert_eq!(source.place(1..2).column, 1);
    }

    #[test]
    fn a_problem_is_drawn_with_caret_and_hints() {
        let source = Source::new("case.yaml", "id: x\nminuts: 40\n");
        let problem = Problem::error("unknown-key", "unknown key `minuts`")
            .at(source.place(6..12))
            .label("did you mean `minutes`?")
            .hint("known keys: id, minutes");
        insta::assert_snapshot!(problem.draw(false, 80));
    }

    #[test]
    fn a_very_long_line_is_shown_in_part_with_its_true_column() {
        let line = format!("{}bad{}", "x".repeat(700_000), "y".repeat(700_000));
        let source = Source::new("long.yaml", line);
        let problem = Problem::error("syntax", "stray text").at(source.place(700_000..700_003));
        let drawn = problem.draw(false, 80);
        assert!(drawn.contains("long.yaml:1:700001"), "{drawn}");
        assert!(drawn.len() < 1_000, "{}", drawn.len());
    }

    #[test]
    fn nothing_unsafe_is_drawn() {
        let text = "id: \u{1b}[31mred\u{202e}evil\u{7}\n";
        let source = Source::new("a\u{1b}.yaml", text);
        let problem =
            Problem::error("x", text.trim()).at(source.place(4..9)).label(text.trim()).hint(text.trim());
        let drawn = problem.draw(false, 80);
        assert!(!drawn.chars().any(is_unsafe), "{drawn:?}");
    }

    #[test]
    fn the_nearest_name_is_a_slip_away() {
        let known = ["tutoring-assistant", "phishing-emails"];
        assert_eq!(nearest("tutoring-asistant", known), Some("tutoring-assistant"));
        assert_eq!(nearest("phishing", known), Some("phishing-emails"));
        assert_eq!(nearest("zebra", known), None);
    }
}
