//! Numbers that nothing near them supports.
//!
//! A number is supported by a note, a link, a word such as "assumed" or "brief" in the same passage or table row, or by
//! a cell under a title such as "basis". Targets, gates and sizes of one's own plan need no source.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{About, Answer, Remark, quoted};
use crate::text::markdown::options;

/// Words that say where a number comes from, or that it is one's own.
const SUPPORT: [&str; 31] = [
    "assum",
    "estimat",
    "brief",
    "basis",
    "based on",
    "because",
    "source",
    "according",
    "measured",
    "baseline",
    "target",
    "guess",
    "hypothe",
    "would",
    "at most",
    "at least",
    "no more",
    "under ",
    "below ",
    "within",
    "fewer",
    "up to",
    "unknown",
    "limit",
    "cap",
    "gate",
    "stop",
    "trigger",
    "we will",
    "goal",
    "per the",
];
/// Titles of columns whose cells say so, or whose numbers are one's own plan.
const COLUMNS: [&str; 14] = [
    "basis",
    "source",
    "target",
    "baseline",
    "gate",
    "trigger",
    "size",
    "duration",
    "rollback",
    "likelihood",
    "severity",
    "rank",
    "how measured",
    "mitigation",
];

/// Headings under which the numbers are one's own plan.
const PLANS: [&str; 7] = ["metric", "measure", "rollout", "phase", "target", "launch", "kpi"];

/// A passage: its text, its bytes, and whether something in it supports its numbers.
#[derive(Default)]
struct Passage {
    text: String,
    span: Range<usize>,
    supported: bool,
}

pub(super) fn find(answer: &Answer<'_>) -> Vec<Remark> {
    let (passages, given) = read(answer.body());
    let mut remarks = Vec::new();
    for passage in passages {
        let small = passage.text.to_lowercase();
        if passage.supported || SUPPORT.iter().any(|word| small.contains(word)) {
            continue;
        }
        let numbers = figures(&passage.text);
        if let Some(number) = numbers.iter().find(|number| !given.contains(*number)) {
            let what = format!("{number}: {}", quoted(&passage.text));
            remarks.push(answer.remark_in_body(About::Unsourced, &passage.span, what));
        }
    }
    remarks
}

/// Every passage, and the numbers of the quotations: the brief, which is given.
fn read(body: &str) -> (Vec<Passage>, HashSet<String>) {
    let (mut passages, mut given) = (Vec::new(), HashSet::new());
    let mut open: Option<Passage> = None;
    let (mut quotes, mut apart, mut in_head, mut backed) = (0_usize, 0_usize, false, false);
    // The headings that enclose the place, by level.
    let mut headings: [String; 7] = Default::default();
    let mut heading = None;
    for (event, span) in Parser::new_ext(body, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => quotes = quotes.saturating_sub(1),
            Event::Start(Tag::Heading { level, .. }) => {
                let level = level as usize;
                headings[level..].iter_mut().for_each(String::clear);
                heading = Some(level);
                apart += 1;
            }
            Event::Start(Tag::CodeBlock(_) | Tag::FootnoteDefinition(_)) => apart += 1,
            Event::End(TagEnd::Heading(_)) => {
                heading = None;
                apart = apart.saturating_sub(1);
            }
            Event::Text(text) if heading.is_some() => {
                headings[heading.unwrap_or(0)].push_str(&text.to_lowercase());
            }
            Event::End(TagEnd::CodeBlock | TagEnd::FootnoteDefinition) => apart = apart.saturating_sub(1),
            Event::Start(Tag::Table(_)) => backed = false,
            Event::Start(Tag::TableHead) => in_head = true,
            Event::End(TagEnd::TableHead) => {
                in_head = false;
                let titles = open.take().map(|head| head.text.to_lowercase()).unwrap_or_default();
                backed = COLUMNS.iter().any(|column| titles.contains(column));
            }
            Event::Start(Tag::Paragraph | Tag::Item | Tag::TableRow) => {
                passages.extend(open.replace(Passage {
                    span,
                    supported: (backed && !in_head)
                        || headings.iter().any(|text| PLANS.iter().any(|plan| text.contains(plan))),
                    ..Passage::default()
                }));
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableRow) => passages.extend(open.take()),
            Event::End(TagEnd::Table) => backed = false,
            Event::Text(text) if quotes > 0 => given.extend(figures(&text)),
            Event::Text(text) | Event::Code(text) if apart == 0 => {
                open.get_or_insert_default().text.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) if apart == 0 => {
                if let Some(passage) = &mut open {
                    passage.text.push(' ');
                }
            }
            Event::FootnoteReference(_) | Event::Start(Tag::Link { .. }) => {
                if let Some(passage) = &mut open {
                    passage.supported = true;
                }
            }
            _ => {}
        }
    }
    (passages, given)
}

/// The numbers that claim something: shares, and numbers of three digits and more that are no year.
fn figures(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in text
        .split(|letter: char| letter.is_whitespace() || matches!(letter, '(' | ')' | ';' | '"' | '/' | '|'))
    {
        let word = word.trim_start_matches(['€', '$', '£', '~', '<', '>', '≤', '≥', '≈', '±', '“', '+']);
        let word = word.trim_end_matches(|letter: char| !letter.is_alphanumeric() && letter != '%');
        let digits = word.chars().filter(char::is_ascii_digit).count();
        let starts = word.starts_with(|letter: char| letter.is_ascii_digit());
        if !starts || digits == 0 {
            continue;
        }
        let number: String = word
            .chars()
            .take_while(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ','))
            .collect();
        let year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
        let share = word.ends_with('%');
        if share || (digits >= 3 && !year && word.len() == number.len()) {
            found.push(word.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::figures;
    use crate::export::check::check;

    #[test]
    fn only_claims_are_figures() {
        assert_eq!(
            figures("In 2026, 12% of 40,000 users (1.5%) wrote 3 mails; 24/7, v1.2.3, 300 ms"),
            ["12%", "40,000", "1.5%", "300"]
        );
        assert_eq!(figures("a1000 100x 5-10 §200"), Vec::<String>::new());
    }

    #[test]
    fn a_number_is_supported_by_what_stands_near() {
        let found =
            |text: &str| check(text, None, None).into_iter().map(|remark| remark.what).collect::<Vec<_>>();
        let supported = [
            "We lose 12% (assumed).\n",
            "We lose 12%.[^1]\n\n[^1]: A note.\n",
            "We lose [12%](https://e.org).\n",
            "> The brief: 12% leave.\n\nAs said, 12% leave.\n",
            "| Measure | Target |\n|---|---|\n| a | 12% |\n",
            "We stop at 12%.\n",
            "```\n12%\n```\n\n## 12% of all\n",
            "## Metrics\n\n### Safety\n\nShare of wrong steps: 12%\n",
        ];
        for text in supported {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(found("# Metrics\n\n# Other\n\nWe lose 12% of them.\n"), ["12%: We lose 12% of them."]);
        assert_eq!(found("| A | B |\n|---|---|\n| a | 12% |\n"), ["12%: a 12%"]);
    }
}
