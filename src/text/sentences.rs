//! Where sentences end. Made for the prose of answers: abbreviations, decimals and initials end none.

use std::ops::Range;

/// Short forms that a sentence goes on after, in small letters and without their last dot.
const GOES_ON: [&str; 26] = [
    "e.g", "i.e", "cf", "vs", "approx", "ca", "incl", "excl", "resp", "dr", "mr", "mrs", "ms", "prof", "st",
    "no", "nos", "fig", "figs", "sec", "ch", "p", "pp", "vol", "dept", "ed",
];

/// Short forms that may end a sentence: it does if a capital follows that is no digit or small letter.
const MAY_END: [&str; 12] =
    ["etc", "inc", "ltd", "co", "corp", "al", "a.m", "p.m", "u.s", "u.k", "e.u", "jr"];

/// The sentences of a piece of running text, without the white space around them.
pub fn split(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices().filter(|(_, letter)| matches!(letter, '.' | '!' | '?' | '…')) {
        if at < start {
            continue;
        }
        let end = after_closers(text, at + mark.len_utf8());
        if ends_here(text, at, mark, end) {
            push(&mut found, text, start..end);
            start = end;
        }
    }
    push(&mut found, text, start..text.len());
    found
}

/// The end of a run of end marks with the quotes and brackets that close behind it.
fn after_closers(text: &str, from: usize) -> usize {
    let closes =
        |letter: char| matches!(letter, '.' | '!' | '?' | '…' | '"' | '\'' | '”' | '’' | '»' | ')' | ']');
    from + text[from..].chars().take_while(|letter| closes(*letter)).map(char::len_utf8).sum::<usize>()
}

fn ends_here(text: &str, at: usize, mark: char, end: usize) -> bool {
    let rest = text[end..].trim_start();
    if rest.is_empty() {
        return true;
    }
    if rest.len() == text[end..].len() {
        return false;
    }
    let next = rest.trim_start_matches(['"', '\'', '“', '‘', '«', '(', '[']).chars().next();
    let goes_on = next.is_some_and(char::is_lowercase);
    if mark != '.' {
        // "Really?" she asked: a question inside a sentence.
        return !goes_on;
    }
    let word = text[..at]
        .rsplit(|letter: char| letter.is_whitespace() || matches!(letter, '(' | '[' | '"' | '“'))
        .next();
    let word = word.unwrap_or_default().to_lowercase();
    let starts_with_capital = next.is_some_and(char::is_uppercase);
    if GOES_ON.contains(&word.as_str()) {
        // "No." is a sentence where a capital follows; "no. 5" is not.
        return matches!(word.as_str(), "no" | "st" | "ed") && starts_with_capital;
    }
    if MAY_END.contains(&word.as_str()) {
        return starts_with_capital;
    }
    let initial = word.chars().count() == 1 && text[..at].chars().next_back().is_some_and(char::is_uppercase);
    !goes_on && !initial
}

fn push(found: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let piece = &text[range.clone()];
    let start = range.start + piece.len() - piece.trim_start().len();
    let end = range.start + piece.trim_end().len();
    if start < end {
        found.push(start..end);
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = split(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn sentences_end_where_a_reader_stops() {
        check("One. Two! Three? Four", &["One.", "Two!", "Three?", "Four"]);
        check("  One.  \n Two. ", &["One.", "Two."]);
        check(
            "He said \"stop.\" Then he left (early). Fine…",
            &["He said \"stop.\"", "Then he left (early).", "Fine…"],
        );
        check("Wait... what? Yes.", &["Wait... what?", "Yes."]);
        check("", &[]);
        check(" . ", &["."]);
    }

    #[test]
    fn abbreviations_decimals_and_initials_end_none() {
        check("Under 1.2 s in v2.0 tests. Good.", &["Under 1.2 s in v2.0 tests.", "Good."]);
        check("Tools, e.g. Jira, cost. So.", &["Tools, e.g. Jira, cost.", "So."]);
        check(
            "Dr. Smith of the U.S. agency came at 5 p.m. today.",
            &["Dr. Smith of the U.S. agency came at 5 p.m. today."],
        );
        check("See Fig. 3 (p. 12) vs. no. 4.", &["See Fig. 3 (p. 12) vs. no. 4."]);
        check("Ask J. Doe et al. about it.", &["Ask J. Doe et al. about it."]);
        check("We sell pens etc. They sell ink.", &["We sell pens etc.", "They sell ink."]);
        check("Is it safe? No. We stop.", &["Is it safe?", "No.", "We stop."]);
        check("\"Really?\" she asked.", &["\"Really?\" she asked."]);
        check("It ends at 5. Then 6 follows.", &["It ends at 5.", "Then 6 follows."]);
        check("Read example.org/a.b. Fine.", &["Read example.org/a.b.", "Fine."]);
    }
}
