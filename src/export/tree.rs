//! The answer as a tree: where its title, brief, headings and notes are.

use std::collections::{HashMap, HashSet};

use comrak::nodes::{Node, NodeValue};
use comrak::{Arena, Options};

use crate::export::{Heading, diagram};

/// An answer taken apart. Title, brief and notes are cut out of `root`.
pub(super) struct Tree<'a> {
    /// What is left: the body.
    pub root: Node<'a>,
    /// The level-1 heading that opens the answer.
    pub title: Option<Node<'a>>,
    /// The block quote right under it.
    pub brief: Option<Node<'a>>,
    /// One for each heading that is a child of `root`, in order.
    pub headings: Vec<Heading>,
    /// Footnotes by number; those that nothing refers to come last.
    pub notes: Vec<Node<'a>>,
    later_title: Option<String>,
}

impl Tree<'_> {
    /// The text of the first level-1 heading.
    pub fn title_text(&self) -> Option<String> {
        self.title.map(plain).or_else(|| self.later_title.clone())
    }

    /// The words of body and notes, code blocks left out.
    pub fn words(&self) -> usize {
        let blocks = std::iter::once(self.root).chain(self.notes.iter().copied());
        blocks.map(|block| count(&running_text(block))).sum()
    }

    /// The source of every diagram, in order, each once.
    pub fn diagrams(&self) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let blocks = self.brief.into_iter().chain([self.root]).chain(self.notes.iter().copied());
        for node in blocks.flat_map(comrak::arena_tree::Node::descendants) {
            if let NodeValue::CodeBlock(code) = &node.data().value
                && diagram::is_diagram(&code.info)
                && !found.contains(&code.literal)
            {
                found.push(code.literal.clone());
            }
        }
        found
    }
}

/// What the answer may use: GitHub's Markdown with footnotes.
pub(super) fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.alerts = true;
    // Notes that nothing refers to would be thrown away otherwise.
    options.parse.leave_footnote_definitions = true;
    options
}

/// Takes an answer apart. `source` must come from `markdown::source`.
pub(super) fn read<'a>(arena: &'a Arena<'a>, source: &str) -> Tree<'a> {
    let root = comrak::parse_document(arena, source, &options());
    let notes = take_notes(root);
    let mut headings = Vec::new();
    let mut ids = Ids::default();
    let mut ranks = Ranks::default();
    let mut title = None;
    let mut later_title = None;
    let only_sections = has_only_sections(root);
    for node in root.children().collect::<Vec<_>>() {
        let NodeValue::Heading(heading) = node.data().value else { continue };
        let text = plain(node);
        if text.is_empty() {
            node.detach();
        } else if heading.level == 1 && headings.is_empty() && title.is_none() && !only_sections {
            title = Some(node);
        } else {
            if heading.level == 1 && title.is_none() && later_title.is_none() && !only_sections {
                later_title = Some(text.clone());
            }
            headings.push(Heading { level: ranks.level(heading.level), id: ids.take(&text), text });
        }
    }
    let brief = title
        .and_then(|title: Node<'a>| title.next_sibling())
        .filter(|next| matches!(next.data().value, NodeValue::BlockQuote));
    for cut in [title, brief].into_iter().flatten() {
        cut.detach();
    }
    Tree { root, title, brief, headings, notes, later_title }
}

/// Whether level-1 headings are sections and none is the title: there are at least three of them, and text of its own
/// stands below the first.
fn has_only_sections(root: Node<'_>) -> bool {
    let level = |node: Node<'_>| match &node.data().value {
        NodeValue::Heading(heading) => Some(heading.level),
        _ => None,
    };
    let mut tops = root.children().filter(|node| level(node) == Some(1));
    let own_text = tops
        .next()
        .and_then(comrak::arena_tree::Node::next_sibling)
        .is_some_and(|next| level(next).is_none() && !matches!(next.data().value, NodeValue::BlockQuote));
    own_text && tops.count() >= 2
}

/// Cuts the footnotes out of the tree and puts them in order of their numbers.
fn take_notes(root: Node<'_>) -> Vec<Node<'_>> {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut notes = Vec::new();
    for node in root.descendants() {
        match &node.data().value {
            NodeValue::FootnoteReference(reference) => {
                numbers.insert(reference.name.clone(), reference.ix);
            }
            NodeValue::FootnoteDefinition(_) => notes.push(node),
            _ => {}
        }
    }
    notes.iter().for_each(|note| note.detach());
    notes.sort_by_key(|note| match &note.data().value {
        NodeValue::FootnoteDefinition(definition) if definition.total_references > 0 => {
            numbers.get(&definition.name).copied().unwrap_or(u32::MAX)
        }
        _ => u32::MAX,
    });
    notes
}

/// The text of a node without markup, on one line. Raw HTML is text, note marks are not.
pub(super) fn plain(node: Node<'_>) -> String {
    let mut text = String::new();
    for part in node.descendants() {
        match &part.data().value {
            NodeValue::Text(literal) => text.push_str(literal),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::HtmlInline(literal) => text.push_str(literal),
            NodeValue::LineBreak | NodeValue::SoftBreak => text.push(' '),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of a whole subtree, blocks and cells apart from each other.
fn running_text(root: Node<'_>) -> String {
    let mut text = String::new();
    for part in root.descendants() {
        let value = &part.data().value;
        match value {
            NodeValue::Text(literal) => text.push_str(literal),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::HtmlInline(literal) => text.push_str(literal),
            NodeValue::HtmlBlock(block) => text.push_str(&block.literal),
            NodeValue::LineBreak | NodeValue::SoftBreak => text.push(' '),
            _ if value.block() => text.push('\n'),
            _ => {}
        }
    }
    text
}

fn count(text: &str) -> usize {
    text.split_whitespace().filter(|piece| piece.chars().any(char::is_alphanumeric)).count()
}

/// The Markdown inside a block quote: its lines without their marks.
pub(super) fn unquoted(source: &str, quote: Node<'_>) -> String {
    let lines = quote.data().sourcepos;
    let count = (lines.end.line + 1).saturating_sub(lines.start.line);
    let inner = |line: &str| {
        let text = line.trim_start_matches(' ');
        let text = text.strip_prefix('>').map_or(line, |rest| rest.strip_prefix(' ').unwrap_or(rest));
        format!("{text}\n")
    };
    source.lines().skip(lines.start.line.saturating_sub(1)).take(count).map(inner).collect()
}

/// Gives out levels from 2 on without gaps, as pages want them: below `##` a `####` is a level 3.
#[derive(Default)]
struct Ranks {
    /// The written levels of the headings that enclose the place, outermost first.
    open: Vec<u8>,
}

impl Ranks {
    fn level(&mut self, written: u8) -> u8 {
        // There is one title; another level-1 heading ranks with level 2.
        let written = written.max(2);
        self.open.retain(|level| *level < written);
        self.open.push(written);
        // At most 2, 3, 4, 5 and 6 are open.
        self.open.iter().fold(1, |level, _| level + 1)
    }
}

/// Gives out anchors the way GitHub does, each once.
#[derive(Default)]
struct Ids {
    taken: HashSet<String>,
    next: HashMap<String, usize>,
}

impl Ids {
    fn take(&mut self, heading: &str) -> String {
        let slug = slug(heading);
        let next = self.next.entry(slug.clone()).or_default();
        loop {
            let id = if *next == 0 { slug.clone() } else { format!("{slug}-{next}") };
            *next += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Letters, digits, hyphens and underscores of a heading. There is never a colon in it: the page's own anchors have one.
fn slug(heading: &str) -> String {
    let kept = heading.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
    let slug: String =
        kept.flat_map(char::to_lowercase).map(|letter| if letter == ' ' { '-' } else { letter }).collect();
    if slug.trim_matches('-').is_empty() { "section".to_owned() } else { slug }
}
