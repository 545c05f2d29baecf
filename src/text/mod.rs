//! An answer as text: front matter, headings and words over byte ranges. Nothing here changes what somebody wrote.

pub mod markdown;
pub mod words;

use std::ops::Range;

/// Where the front matter of a text stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// From the opening fence to the end of the closing fence's line.
    pub whole: Range<usize>,
    /// The YAML between the fences.
    pub yaml: Range<usize>,
}

/// Finds YAML front matter: a first line `---`, closed by a line `---` or `...`. A byte order mark before it is
/// allowed. Front matter that is never closed is none: the text is read whole.
pub fn front_matter(text: &str) -> Option<FrontMatter> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = text[start..].split_inclusive('\n').scan(start, |at, line| {
        let from = *at;
        *at += line.len();
        Some((from, line))
    });
    let (_, first) = lines.next()?;
    if first.trim_end() != "---" || !first.ends_with('\n') {
        return None;
    }
    let yaml_start = start + first.len();
    let (close, line) = lines.find(|(_, line)| matches!(line.trim_end(), "---" | "..."))?;
    Some(FrontMatter { whole: start..close + line.len(), yaml: yaml_start..close })
}

/// The line break that a text uses; `\n` if it has none.
pub fn line_break(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_found_between_fences() {
        let cases = [
            ("---\na: 1\n---\n# T\n", Some("a: 1\n")),
            ("\u{feff}---\r\na: 1\r\n---\r\nx", Some("a: 1\r\n")),
            ("---\na: 1\n...\nx", Some("a: 1\n")),
            ("---\n---", Some("")),
            ("---\na: 1\n# never closed\n", None),
            ("----\na: 1\n---\n", None),
            ("text\n---\na: 1\n---\n", None),
            ("", None),
            ("---", None),
        ];
        for (text, yaml) in cases {
            assert_eq!(front_matter(text).map(|found| &text[found.yaml]), yaml, "{text:?}");
        }
    }

    #[test]
    fn the_line_break_of_a_text_is_that_of_its_first_line() {
        assert_eq!(line_break("a\r\nb\n"), "\r\n");
        assert_eq!(line_break("a\nb\r\n"), "\n");
        assert_eq!(line_break("a"), "\n");
    }
}
