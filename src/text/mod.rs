//! An answer as text: front matter, headings and words over byte ranges. Nothing here changes what somebody wrote.

pub mod document;
pub mod html;
pub mod intern;
mod lines;
pub mod markdown;
pub mod number;
pub mod plain;
pub mod readability;
pub mod reader;
pub mod scan;
pub mod stem;
pub mod syllables;
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

/// Finds YAML front matter: a first line `---`, at least one key below it, closed by a line `---` or `...`. A byte
/// order mark before it is allowed. What is never closed is none, and so is a rule with text below it: the text is read
/// whole.
pub fn front_matter(text: &str) -> Option<FrontMatter> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut end = start;
    let mut yaml_start = start;
    let mut keys = 0;
    for (index, line) in text[start..].split_inclusive('\n').enumerate() {
        let from = end;
        end += line.len();
        match (index, line.trim_end()) {
            (0, "---") => yaml_start = end,
            // A rule with text below it, not a fence.
            (0, _) | (1, "") => return None,
            (_, "---" | "...") if keys > 0 || index == 1 => {
                return Some(FrontMatter { whole: start..end, yaml: yaml_start..from });
            }
            (_, "---" | "...") => return None,
            (_, content) => keys += usize::from(is_key(content)),
        }
    }
    None
}

fn is_key(line: &str) -> bool {
    let Some((key, rest)) = line.split_once(':') else { return false };
    let bare =
        key.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '"' | '\''));
    bare && !key.is_empty() && (rest.is_empty() || rest.starts_with([' ', '\t']))
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
            ("---\n\n# T\n\nNote: text\n\n---\n", None),
            ("---\n# T\n---\n", None),
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
