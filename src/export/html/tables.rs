//! Tables.

use std::fmt::{self, Write};

use comrak::nodes::{Node, NodeValue, TableAlignment};

use super::nodes::Out;

/// From how many columns a table needs more room than paper has.
const WIDE: usize = 8;

/// Tables scroll by themselves on narrow screens; a keyboard can scroll them too.
pub(super) fn table(context: &mut Out<'_, '_>, node: Node<'_>, entering: bool) -> fmt::Result {
    context.cr()?;
    if entering {
        context.user.tables += 1;
        let label = context.user.name("Table", context.user.tables);
        let columns = match &node.data().value {
            NodeValue::Table(table) => table.num_columns,
            _ => 0,
        };
        let class = if columns >= WIDE { "table wide" } else { "table" };
        write!(context, "<div class=\"{class}\" role=\"region\" tabindex=\"0\" aria-label=\"")?;
        context.escape(&label)?;
        return context.write_str("\">\n<table>\n");
    }
    let has_body =
        node.last_child().is_some_and(|row| matches!(row.data().value, NodeValue::TableRow(false)));
    if has_body {
        context.write_str("</tbody>\n")?;
    }
    context.write_str("</table>\n</div>\n")
}

pub(super) fn row(context: &mut Out<'_, '_>, node: Node<'_>, entering: bool, head: bool) -> fmt::Result {
    context.cr()?;
    if !entering {
        return context.write_str(if head { "</tr>\n</thead>\n" } else { "</tr>\n" });
    }
    context.user.column = 0;
    let after_head =
        node.previous_sibling().is_some_and(|row| matches!(row.data().value, NodeValue::TableRow(true)));
    context.write_str(match (head, after_head) {
        (true, _) => "<thead>\n<tr>",
        (false, true) => "<tbody>\n<tr>",
        (false, false) => "<tr>",
    })
}

/// A cell of the head that says nothing is no head of anything.
pub(super) fn cell(context: &mut Out<'_, '_>, node: Node<'_>, entering: bool) -> fmt::Result {
    let Some(row) = node.parent() else { return Ok(()) };
    let heads = matches!(row.data().value, NodeValue::TableRow(true)) && node.first_child().is_some();
    if !entering {
        return context.write_str(if heads { "</th>" } else { "</td>" });
    }
    let column = context.user.column;
    context.user.column += 1;
    let alignment = row.parent().and_then(|table| match &table.data().value {
        NodeValue::Table(table) => table.alignments.get(column).copied(),
        _ => None,
    });
    context.cr()?;
    context.write_str(if heads { "<th scope=\"col\"" } else { "<td" })?;
    context.write_str(match alignment {
        Some(TableAlignment::Left) => " class=\"left\">",
        Some(TableAlignment::Center) => " class=\"center\">",
        Some(TableAlignment::Right) => " class=\"right\">",
        Some(TableAlignment::None) | None => ">",
    })
}
