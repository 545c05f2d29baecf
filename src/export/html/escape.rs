//! Making text harmless and visible in a page.

/// Text for an element or a quoted attribute.
pub(in crate::export) fn text(raw: &str) -> String {
    let mut safe = String::with_capacity(raw.len());
    for letter in raw.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            _ => safe.push(letter),
        }
    }
    safe
}

/// Text for a quoted string of CSS that stands in a page: every sign that could end it or the style is a number.
pub(in crate::export) fn css_string(raw: &str) -> String {
    let mut safe = String::with_capacity(raw.len());
    for letter in raw.chars().filter(|letter| !is_hidden(*letter)) {
        if letter.is_alphanumeric() || matches!(letter, ' ' | '.' | ',' | '-' | '…') {
            safe.push(letter);
        } else {
            // The space belongs to the number.
            safe.push_str(&format!("\\{:x} ", u32::from(letter)));
        }
    }
    safe
}

/// A whole page with everything that cannot be seen, but changes what is seen, written out: `\u{202e}`. It runs last
/// because a character reference in the answer becomes its character only when the answer is parsed.
pub(in crate::export) fn visible(page: String) -> String {
    if !page.chars().any(is_hidden) {
        return page;
    }
    let mut shown = String::with_capacity(page.len() + 64);
    for letter in page.chars() {
        if is_hidden(letter) {
            shown.extend(letter.escape_unicode());
        } else {
            shown.push(letter);
        }
    }
    shown
}

/// Control characters other than tab and line feed, marks that turn the direction of writing, and code points that
/// no page may hold.
fn is_hidden(letter: char) -> bool {
    let code = u32::from(letter);
    match letter {
        '\t' | '\n' => false,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        '\u{fdd0}'..='\u{fdef}' => true,
        _ => letter.is_control() || code & 0xfffe == 0xfffe,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(text("<a b=\"c\">&amp;'"), "&lt;a b=&quot;c&quot;&gt;&amp;amp;'");
    }

    #[test]
    fn nothing_ends_a_string_of_css() {
        assert_eq!(css_string("a \"b\" </style>\\ é% a"), "a \\22 b\\22  \\3c \\2f style\\3e \\5c  é\\25  a");
    }

    #[test]
    fn what_cannot_be_seen_is_written_out() {
        let cases = [
            ("plain\ttext\n é 🙂\u{200d}\u{a0}", "plain\ttext\n é 🙂\u{200d}\u{a0}"),
            ("a\u{202e}b\u{2066}", "a\\u{202e}b\\u{2066}"),
            ("\u{61c}\u{200e}\u{200f}", "\\u{61c}\\u{200e}\\u{200f}"),
            ("\u{0}\u{1b}\r\u{7f}\u{9b}", "\\u{0}\\u{1b}\\u{d}\\u{7f}\\u{9b}"),
            ("\u{fdd0}\u{ffff}\u{1fffe}", "\\u{fdd0}\\u{ffff}\\u{1fffe}"),
        ];
        for (raw, shown) in cases {
            assert_eq!(visible(raw.to_owned()), shown, "{raw:?}");
        }
    }
}
