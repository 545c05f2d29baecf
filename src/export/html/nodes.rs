//! How each kind of node is written where the plain way will not do.

use std::collections::{HashSet, VecDeque};
use std::fmt::{self, Write};

use comrak::html::{ChildRendering, Context, format_node_default};
use comrak::nodes::{
    Node, NodeAlert, NodeCodeBlock, NodeFootnoteDefinition, NodeFootnoteReference, NodeLink, NodeTaskItem,
    NodeValue,
};

use super::tables::{cell, row, table};
use super::{drawing, link, plain_table};
use crate::export::{Diagram, Heading, diagram, tree};

/// What has to be remembered from one node to the next.
#[derive(Default)]
pub(super) struct State {
    /// The headings of the body that are still to come.
    headings: VecDeque<Heading>,
    /// The diagrams of the answer.
    pub diagrams: Vec<Diagram>,
    /// How many diagrams were written.
    pub drawings: usize,
    /// The text of the last heading, to name what stands below it.
    pub place: String,
    /// The level of that heading.
    level: u8,
    /// The level of the heading that is being written.
    open_heading: u8,
    in_section: bool,
    /// The names of the sections so far.
    sections: HashSet<String>,
    /// How many tables were written.
    pub tables: usize,
    /// The column of the cell that is written next.
    pub column: usize,
    notes: usize,
    /// One entry for each open link: whether it was written as a link.
    links: Vec<bool>,
}

impl State {
    /// `headings` must be those of the tree that is written.
    pub(super) fn new(headings: Vec<Heading>, diagrams: Vec<Diagram>) -> State {
        State { headings: headings.into(), diagrams, ..State::default() }
    }

    /// Names something by its number and the heading that it stands under.
    pub(super) fn name(&self, kind: &str, number: usize) -> String {
        if self.place.is_empty() {
            format!("{kind} {number}")
        } else {
            format!("{kind} {number}: {}", self.place)
        }
    }

    /// Says under which heading the next nodes stand, and of which level it is.
    pub(super) fn enter(&mut self, place: &str, level: u8) {
        place.clone_into(&mut self.place);
        self.level = level;
    }

    fn in_link(&self) -> bool {
        self.links.contains(&true)
    }
}

pub(super) type Out<'o, 'c> = Context<'o, 'c, State>;

comrak::create_formatter!(Nodes<State>, {
    NodeValue::Document => |context, entering| {
        if !entering { close_section(context)?; }
    },
    NodeValue::Heading(..) => |context, node, entering| { heading(context, node, entering)?; },
    NodeValue::HtmlBlock(ref block) => |context, entering| {
        if entering { raw_block(context, &block.literal)?; }
    },
    NodeValue::HtmlInline(ref literal) => |context, entering| {
        if entering { context.escape(literal)?; }
    },
    NodeValue::CodeBlock(ref block) => |context, entering| {
        if entering { code_block(context, block)?; }
    },
    NodeValue::ThematicBreak => |context, entering| {
        if entering {
            context.cr()?;
            context.write_str("<hr>\n")?;
        }
    },
    NodeValue::LineBreak => |context, entering| {
        if entering { context.write_str("<br>\n")?; }
    },
    NodeValue::Link(ref target) => |context, node, entering| { link(context, node, entering, target)?; },
    NodeValue::Image(ref target) => |context, node, entering| {
        if entering { image(context, node, target)?; }
        return Ok(ChildRendering::Skip);
    },
    NodeValue::Table(..) => |context, node, entering| { table(context, node, entering)?; },
    NodeValue::TableRow(head) => |context, node, entering| { row(context, node, entering, head)?; },
    NodeValue::TableCell => |context, node, entering| { cell(context, node, entering)?; },
    NodeValue::TaskItem(ref task) => |context, entering| { task_item(context, entering, task)?; },
    NodeValue::Alert(ref kind) => |context, entering| { alert(context, entering, kind)?; },
    NodeValue::FootnoteReference(ref mark) => |context, entering| {
        if entering { note_mark(context, mark)?; }
    },
    NodeValue::FootnoteDefinition(ref note) => |context, node, entering| {
        note_item(context, node, entering, note)?;
    },
    NodeValue::Paragraph => |context, node, entering| { return paragraph(context, node, entering); },
});

fn is_in_document(node: Node<'_>) -> bool {
    node.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::Document))
}

/// A heading of the body gets its anchor, one of level 2 a section of its own. A heading inside a quote or a list is
/// only a heading, one level below the place where it stands.
fn heading(context: &mut Out<'_, '_>, node: Node<'_>, entering: bool) -> fmt::Result {
    if !entering {
        let level = context.user.open_heading;
        return writeln!(context, "</h{level}>");
    }
    context.cr()?;
    let in_document = is_in_document(node);
    let Some(known) = context.user.headings.pop_front_if(|_| in_document) else {
        let level = (context.user.level + 1).clamp(2, 6);
        context.user.open_heading = level;
        return write!(context, "<h{level}>");
    };
    if known.level == 2 {
        close_section(context)?;
        open_section(context, &known)?;
    }
    write!(context, "<h{} id=\"", known.level)?;
    context.escape(&known.id)?;
    context.user.open_heading = known.level;
    context.user.enter(&known.text, known.level);
    context.write_str("\">")
}

/// A section is named by its heading, unless another has the same name already: two places of one name help nobody.
fn open_section(context: &mut Out<'_, '_>, heading: &Heading) -> fmt::Result {
    context.user.in_section = true;
    if !context.user.sections.insert(heading.text.clone()) {
        return context.write_str("<section>\n");
    }
    context.write_str("<section aria-labelledby=\"")?;
    context.escape(&heading.id)?;
    context.write_str("\">\n")
}

fn close_section(context: &mut Out<'_, '_>) -> fmt::Result {
    if std::mem::take(&mut context.user.in_section) {
        context.cr()?;
        context.write_str("</section>\n")?;
    }
    Ok(())
}

/// Raw HTML as the text that it is, or as a table if it is a plain one.
fn raw_block(context: &mut Out<'_, '_>, literal: &str) -> fmt::Result {
    context.cr()?;
    if let Some(rows) = plain_table::rows(literal) {
        context.user.tables += 1;
        let label = context.user.name("Table", context.user.tables);
        context.write_str("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"")?;
        context.escape(&label)?;
        return write!(context, "\">\n<table>\n{rows}</table>\n</div>\n");
    }
    context.write_str("<p class=\"raw\">")?;
    context.escape(literal.trim_end())?;
    context.write_str("</p>\n")
}

fn code_block(context: &mut Out<'_, '_>, block: &NodeCodeBlock) -> fmt::Result {
    if diagram::is_diagram(&block.info) {
        return drawing::write(context, block);
    }
    code(context, block)
}

/// Code as it was written.
pub(super) fn code(context: &mut Out<'_, '_>, block: &NodeCodeBlock) -> fmt::Result {
    context.cr()?;
    context.write_str("<pre tabindex=\"0\"><code")?;
    if let Some(language) = block.info.split_whitespace().next() {
        context.write_str(" class=\"language-")?;
        context.escape(language)?;
        context.write_str("\"")?;
    }
    context.write_str(">")?;
    context.escape(&block.literal)?;
    context.write_str("</code></pre>\n")
}

/// A link that must not work, or that stands inside another, is its label.
fn link(context: &mut Out<'_, '_>, node: Node<'_>, entering: bool, link: &NodeLink) -> fmt::Result {
    if !entering {
        return match context.user.links.pop() {
            Some(true) => context.write_str("</a>"),
            _ => Ok(()),
        };
    }
    let target = link::target(&link.url).filter(|_| !context.user.in_link());
    context.user.links.push(target.is_some());
    match target {
        Some(target) => open_link(context, &target, &link.title, &tree::plain(node)),
        None => Ok(()),
    }
}

/// Opens a link. `bare` marks the one whose label is its address, which need not be printed twice.
fn open_link(context: &mut Out<'_, '_>, target: &str, title: &str, label: &str) -> fmt::Result {
    let without_scheme =
        |text: &str| text.split_once(':').map_or(text, |(_, rest)| rest.trim_matches('/')).to_owned();
    let bare = without_scheme(target) == without_scheme(label)
        || target.contains(label) && target.starts_with("mailto:");
    context.write_str("<a href=\"")?;
    context.escape(target)?;
    if !title.is_empty() {
        context.write_str("\" title=\"")?;
        context.escape(title)?;
    }
    context.write_str(if link::is_web(target) && !bare { "\" class=\"web\">" } else { "\">" })
}

/// A picture is its description, and a link to it where it is on the web: the page never loads anything.
fn image(context: &mut Out<'_, '_>, node: Node<'_>, image: &NodeLink) -> fmt::Result {
    let target = link::target(&image.url).filter(|target| link::is_web(target) && !context.user.in_link());
    let words = tree::plain(node);
    context.write_str("<span class=\"image\">")?;
    match target {
        Some(target) => {
            let label = if words.is_empty() { target.clone() } else { words };
            open_link(context, &target, &image.title, &label)?;
            context.escape(&label)?;
            context.write_str("</a>")?;
        }
        None => context.escape(&words)?,
    }
    context.write_str("</span>")
}

fn task_item(context: &mut Out<'_, '_>, entering: bool, task: &NodeTaskItem) -> fmt::Result {
    if !entering {
        return context.write_str("</li>\n");
    }
    context.cr()?;
    let mark = if task.symbol.is_some() { '☑' } else { '☐' };
    write!(context, "<li class=\"task\"><span class=\"mark\">{mark}</span> ")
}

fn alert(context: &mut Out<'_, '_>, entering: bool, alert: &NodeAlert) -> fmt::Result {
    context.cr()?;
    if !entering {
        return context.write_str("</div>\n");
    }
    let kind = alert.alert_type.default_title();
    write!(context, "<div class=\"callout {}\" role=\"note\">\n<p class=\"label\">", kind.to_lowercase())?;
    context.escape(alert.title.as_deref().unwrap_or(kind))?;
    context.write_str("</p>\n")
}

fn note_mark(context: &mut Out<'_, '_>, mark: &NodeFootnoteReference) -> fmt::Result {
    let NodeFootnoteReference { ix, ref_num, .. } = mark;
    if context.user.in_link() {
        return write!(context, "<sup id=\"mark:{ix}:{ref_num}\">{ix}</sup>");
    }
    write!(
        context,
        "<sup id=\"mark:{ix}:{ref_num}\"><a href=\"#note:{ix}\" role=\"doc-noteref\">{ix}</a></sup>"
    )
}

/// A note with the way back behind its last words. A definition that stands where none is expected is written alike.
fn note_item(
    context: &mut Out<'_, '_>,
    node: Node<'_>,
    entering: bool,
    note: &NodeFootnoteDefinition,
) -> fmt::Result {
    context.cr()?;
    if entering {
        context.user.notes += 1;
        let number = context.user.notes;
        return writeln!(context, "<li id=\"note:{number}\">");
    }
    let ends_in_text =
        node.last_child().is_some_and(|last| matches!(last.data().value, NodeValue::Paragraph));
    if !ends_in_text && note.total_references > 0 {
        context.write_str("<p>")?;
        ways_back(context, note)?;
        context.write_str("</p>\n")?;
    }
    context.write_str("</li>\n")
}

fn ways_back(context: &mut Out<'_, '_>, note: &NodeFootnoteDefinition) -> fmt::Result {
    let number = context.user.notes;
    for mark in 1..=note.total_references {
        write!(context, " <a href=\"#mark:{number}:{mark}\" class=\"back\" role=\"doc-backlink\" ")?;
        write!(context, "aria-label=\"Back to reference {number}")?;
        if note.total_references > 1 {
            write!(context, ", place {mark}")?;
        }
        context.write_str("\">↩</a>")?;
    }
    Ok(())
}

fn paragraph(
    context: &mut Out<'_, '_>,
    node: Node<'_>,
    entering: bool,
) -> Result<ChildRendering, fmt::Error> {
    if !entering
        && node.next_sibling().is_none()
        && let Some(parent) = node.parent()
        && let NodeValue::FootnoteDefinition(ref note) = parent.data().value
    {
        ways_back(context, note)?;
        context.write_str("</p>\n")?;
        return Ok(ChildRendering::HTML);
    }
    format_node_default(context, node, entering)
}
