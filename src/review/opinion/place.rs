//! Where a quotation stands in an answer.

use std::ops::Range;

use crate::text::front_matter;

/// Where the answer begins, behind the front matter: that is the coach's and goes to nobody.
pub(super) fn body(text: &str) -> usize {
    front_matter(text).map_or(0, |front| front.whole.end)
}

/// The bytes of a quotation behind `body`: letter by letter, except that any white space stands for any other.
pub(super) fn find(text: &str, body: usize, quote: &str) -> Option<Range<usize>> {
    let answer = &text[body..];
    let mut words = quote.split_whitespace();
    let first = words.next()?;
    let rest: Vec<&str> = words.collect();
    let at = |start: usize| {
        let mut end = start + first.len();
        for word in &rest {
            let here = answer[end..].trim_start();
            let gap = answer.len() - end - here.len();
            if gap == 0 || !here.starts_with(word) {
                return None;
            }
            end += gap + word.len();
        }
        Some(body + start..body + end)
    };
    answer.match_indices(first).find_map(|(start, _)| at(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_white_space_may_differ() {
        let text = "---\ncase: x\n---\n\nWe launch to\n  1 % of students.\nWe launch to all.\n";
        let found = |quote: &str| find(text, body(text), quote).map(|span| &text[span]);
        assert_eq!(found("We launch to 1 %"), Some("We launch to\n  1 %"));
        assert_eq!(found(" We launch\tto all. "), Some("We launch to all."));
        assert_eq!(found("We launch to 1%"), None);
        assert_eq!(found("we launch to all"), None);
        assert_eq!(found("Welaunch"), None);
        assert_eq!(found("case: x"), None, "the front matter is no answer");
        assert_eq!(found("all. \u{85}We"), None);
        assert_eq!(found(""), None);
    }
}
