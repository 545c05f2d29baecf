//! Finding words in a text: literal, and blind to capitals unless the needle has some.

use std::ops::Range;

/// Where `needle` stands in `text`, in order, without overlaps.
pub fn matches(text: &str, needle: &str) -> Vec<Range<usize>> {
    if needle.is_empty() {
        return Vec::new();
    }
    if needle.chars().any(char::is_uppercase) {
        return text.match_indices(needle).map(|(at, found)| at..at + found.len()).collect();
    }
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        if let Some(length) = folded_prefix(&text[at..], needle) {
            found.push(at..at + length);
            at += length;
        } else {
            at += letter.len_utf8();
        }
    }
    found
}

/// How many bytes of `text` read like `needle` when capitals do not count.
fn folded_prefix(text: &str, needle: &str) -> Option<usize> {
    let mut wanted = needle.chars();
    for (at, letter) in text.char_indices() {
        let mut rest = wanted.clone();
        let Some(next) = rest.next() else { return Some(at) };
        let matched = if letter.is_ascii() {
            letter.to_ascii_lowercase() == next
        } else {
            // Some capitals become two letters.
            rest = wanted.clone();
            letter.to_lowercase().all(|lower| rest.next() == Some(lower))
        };
        if !matched {
            return None;
        }
        wanted = rest;
    }
    wanted.next().is_none().then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_count_only_if_asked_for() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("Harm harm HARM", "harm", &["Harm", "harm", "HARM"]),
            ("Harm harm HARM", "Harm", &["Harm"]),
            ("aaaa", "aa", &["aa", "aa"]),
            ("Éte\u{301} été", "été", &["été"]),
            ("ÉTÉ", "été", &["ÉTÉ"]),
            ("İstanbul", "i", &[]),
            ("İstanbul", "i\u{307}s", &["İs"]),
            ("a.c abc", "a.c", &["a.c"]),
            ("", "a", &[]),
            ("a", "", &[]),
            ("line\nbreak", "e\nb", &["e\nb"]),
            ("犬猫犬", "犬", &["犬", "犬"]),
        ];
        for (text, needle, wanted) in cases {
            let found: Vec<&str> = matches(text, needle).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, *wanted, "{needle:?} in {text:?}");
        }
    }
}
