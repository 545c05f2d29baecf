//! Counting words the way a person would.

/// The number of words in a piece of Markdown. Comments, footnotes, table rules and bare punctuation do not count.
pub fn count(markdown: &str) -> usize {
    let is_note = |line: &&str| line.starts_with("[^") && line.contains("]:");
    without_comments(markdown)
        .lines()
        .filter(|line| !is_note(line))
        .flat_map(|line| line.split(|letter: char| letter.is_whitespace() || letter == '|'))
        .filter(|piece| piece.chars().any(char::is_alphanumeric))
        .count()
}

/// The text without its HTML comments. A comment that is never closed stays.
pub fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find("<!--") {
        let Some(close) = rest[open..].find("-->") else { break };
        kept.push_str(&rest[..open]);
        rest = &rest[open + close + 3..];
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_a_person_would_count() {
        let cases = [
            ("", 0),
            ("one two", 2),
            ("- a list - with dashes", 4),
            ("| a | b c |\n|---|---|\n| 5 % | under 2% |", 6),
            ("well-known 12,000 users", 3),
            ("before <!-- ssmr not these --> after", 2),
            ("open <!-- stays here", 3),
            ("naïve café", 2),
            ("cited here[^a]\n\n[^a]: A title, 2025. <https://example.com>", 2),
        ];
        for (text, words) in cases {
            assert_eq!(count(text), words, "{text:?}");
        }
    }
}
