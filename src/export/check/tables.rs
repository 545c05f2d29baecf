//! Tables with cells that are still empty.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{About, Answer, Remark, WHOLE_TABLE};
use crate::text::markdown::options;

pub(super) fn find(answer: &Answer<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let (mut cells, mut empty, mut first) = (0_usize, 0_usize, None);
    let (mut in_head, mut filled) = (false, false);
    let mut place = String::new();
    let mut in_heading = false;
    for (event, span) in Parser::new_ext(answer.body(), options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. }) => (in_heading, place) = (true, String::new()),
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::Text(text) if in_heading => place.push_str(&text),
            Event::Start(Tag::Table(_)) => (cells, empty, first) = (0, 0, None),
            Event::Start(Tag::TableHead) => in_head = true,
            Event::End(TagEnd::TableHead) => in_head = false,
            Event::Start(Tag::TableCell) => filled = false,
            Event::End(TagEnd::TableCell) if !in_head => {
                cells += 1;
                if !filled {
                    empty += 1;
                    first.get_or_insert(span);
                }
            }
            Event::End(TagEnd::Table) => {
                if let Some(first) = first.take() {
                    let name = if place.is_empty() { "a table".to_owned() } else { place.clone() };
                    let what = if empty == cells {
                        format!("{name}: {WHOLE_TABLE}")
                    } else {
                        format!("{name}: {empty} of {cells}")
                    };
                    remarks.push(answer.remark_in_body(About::EmptyCells, &first, what));
                }
            }
            Event::Start(_) | Event::End(_) => {}
            _ => filled = true,
        }
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::export::check::check;

    #[test]
    fn empty_cells_are_counted_and_the_first_is_named() {
        let found = |text: &str| {
            check(text, None, None).into_iter().map(|remark| (remark.line, remark.what)).collect::<Vec<_>>()
        };
        let text = "## A\n\n| a | b |\n|---|---|\n| c | |\n| | `d` |\n\n## B\n\n| |\n|---|\n| |\n\n| x |\n|---|\n| y |\n";
        assert_eq!(found(text), [(5, "A: 2 of 4".to_owned()), (12, "B: the whole table".to_owned())]);
    }
}
