//! Finding questions without an answer and sections without one, and cutting them out.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{events, is_container};

/// What of a text matters here, each list in order.
#[derive(Default)]
struct Outline {
    /// Level and bytes of every heading outside quotes and lists.
    headings: Vec<(usize, Range<usize>)>,
    /// The bytes of tables without a filled cell below the head.
    empty_tables: Vec<Range<usize>>,
    /// The bytes of footnotes and link targets. They answer nothing, but other answers need them, wherever they stand.
    definitions: Vec<Range<usize>>,
}

/// Cuts blank questions (level 3), then blank sections (level 2). `traces` are the places where comments were. If
/// the text is not `coached`, only headings with such a trace below them go.
pub(super) fn cut(text: &str, traces: &[usize], coached: bool) -> String {
    if traces.is_empty() && !coached {
        return text.to_owned();
    }
    let outline = outline(text);
    let touched = |range: &Range<usize>| {
        let next = traces.partition_point(|trace| *trace <= range.start);
        coached || traces.get(next).is_some_and(|trace| *trace <= range.end)
    };
    let nothing = sorted(&[&outline.empty_tables, &outline.definitions]);
    let questions = blank_blocks(text, &outline.headings, 3, &nothing, touched);
    let nothing = sorted(&[&nothing, &questions]);
    let sections = blank_blocks(text, &outline.headings, 2, &nothing, touched);
    without(text, &sorted(&[&questions, &sections]), &outline.definitions)
}

fn sorted(lists: &[&[Range<usize>]]) -> Vec<Range<usize>> {
    let mut all = lists.concat();
    all.sort_by_key(|range| range.start);
    all
}

/// The blocks under headings of one level in which stands nothing but what counts as `nothing`.
fn blank_blocks(
    text: &str,
    headings: &[(usize, Range<usize>)],
    level: usize,
    nothing: &[Range<usize>],
    touched: impl Fn(&Range<usize>) -> bool,
) -> Vec<Range<usize>> {
    let bounds: Vec<_> = headings.iter().filter(|(found, _)| *found <= level).collect();
    let ends = bounds.iter().skip(1).map(|(_, next)| next.start).chain([text.len()]);
    let blocks = bounds.iter().zip(ends).filter(|((found, _), _)| *found == level);
    blocks
        .filter(|((_, heading), end)| gaps(heading.end..*end, nothing).all(|gap| text[gap].trim().is_empty()))
        .map(|((_, heading), end)| heading.start..end)
        .filter(touched)
        .collect()
}

/// What of a range is in none of the `holes`, which are in order.
fn gaps(range: Range<usize>, holes: &[Range<usize>]) -> impl Iterator<Item = Range<usize>> {
    let first = holes.partition_point(|hole| hole.start < range.start);
    let inside = holes[first..].iter().take_while(move |hole| hole.start < range.end);
    let ends = inside.clone().map(|hole| hole.start).chain([range.end]);
    let starts = [range.start].into_iter().chain(inside.map(|hole| hole.end));
    starts.zip(ends).filter(|(start, end)| start < end).map(|(start, end)| start..end)
}

/// The text without some blocks, but with the definitions in them.
fn without(text: &str, blocks: &[Range<usize>], definitions: &[Range<usize>]) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for block in blocks {
        for gap in gaps(block.clone(), definitions).filter(|gap| !text[gap.clone()].trim().is_empty()) {
            // A blank section holds blank questions, which are then gone already.
            kept.push_str(&text[at..gap.start.max(at)]);
            at = at.max(gap.end);
        }
    }
    kept.push_str(&text[at..]);
    let end = kept.trim_end().len();
    if at == text.len() && !blocks.is_empty() {
        let line = kept[end..].find('\n').map_or(kept.len(), |at| end + at + 1);
        kept.truncate(line);
    }
    kept
}

fn outline(text: &str) -> Outline {
    let mut outline = Outline::default();
    let mut depth = 0_usize;
    let mut table: Option<(Range<usize>, bool)> = None;
    let mut in_body_cell = false;
    let mut in_head = false;
    let events = events(text);
    outline.definitions =
        events.reference_definitions().iter().map(|(_, target)| target.span.clone()).collect();
    for (event, span) in events {
        match event {
            Event::Start(Tag::Heading { level, .. }) if depth == 0 => {
                outline.headings.push((level as usize, span));
            }
            Event::Start(Tag::Table(_)) if depth == 0 => table = Some((span, true)),
            Event::Start(Tag::TableHead) => in_head = true,
            Event::End(TagEnd::TableHead) => in_head = false,
            Event::Start(Tag::TableCell) => in_body_cell = !in_head,
            Event::End(TagEnd::TableCell) => in_body_cell = false,
            Event::End(TagEnd::Table) => {
                outline.empty_tables.extend(table.take().filter(|(_, empty)| *empty).map(|(span, _)| span));
            }
            Event::Start(Tag::FootnoteDefinition(_)) if depth == 0 => {
                outline.definitions.push(span);
                depth += 1;
            }
            Event::Start(tag) if is_container(&tag) => depth += 1,
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::FootnoteDefinition) => {
                depth = depth.saturating_sub(1);
            }
            _ if in_body_cell => {
                if let Some((_, empty)) = &mut table {
                    *empty = false;
                }
            }
            _ => {}
        }
    }
    outline.definitions.sort_by_key(|definition| definition.start);
    outline
}
