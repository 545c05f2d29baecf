//! Tables that were written as HTML. They are the one piece of raw HTML that is more than text: if a block is a plain
//! table without any attribute, it is written as a table, its cells as text.

use super::escape;

/// A table: whether each row is of the head, and its cells.
struct Table {
    rows: Vec<Row>,
}

#[derive(Default)]
struct Row {
    cells: Vec<(bool, String)>,
}

/// The rows of a block of HTML as markup, if it is a plain table and nothing else. The caller frames it.
pub(super) fn rows(block: &str) -> Option<String> {
    let table = read(block)?;
    let head = table.rows.first().filter(|row| row.cells.iter().all(|(heads, _)| *heads))?;
    let mut html = format!("<thead>\n{}</thead>\n", row(head, true));
    if table.rows.len() > 1 {
        let body: String = table.rows[1..].iter().map(|one| row(one, false)).collect();
        html.push_str(&format!("<tbody>\n{body}</tbody>\n"));
    }
    Some(html)
}

fn row(row: &Row, head: bool) -> String {
    let cell = |(heads, text): &(bool, String)| {
        let text = escape::text(text);
        match (*heads && !text.is_empty(), head) {
            (true, true) => format!("<th scope=\"col\">{text}</th>"),
            (true, false) => format!("<th scope=\"row\">{text}</th>"),
            (false, _) => format!("<td>{text}</td>"),
        }
    };
    format!("<tr>{}</tr>\n", row.cells.iter().map(cell).collect::<String>())
}

/// Reads tags and text one after the other; anything unexpected makes the whole block text.
fn read(block: &str) -> Option<Table> {
    let mut open: Vec<String> = Vec::new();
    let mut table = Table { rows: Vec::new() };
    let mut rest = block.trim();
    while !rest.is_empty() {
        let Some(tag) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            add_text(&mut table, &open, &rest[..end])?;
            rest = &rest[end..];
            continue;
        };
        let (inside, after) = tag.split_once('>')?;
        let name = inside.trim_end().to_ascii_lowercase();
        rest = after;
        match name.strip_prefix('/') {
            Some(name) if open.last().is_some_and(|last| last == name) => {
                open.pop();
            }
            Some(_) => return None,
            None if matches!(name.as_str(), "br" | "br/" | "br /") => add_text(&mut table, &open, " ")?,
            None => {
                enter(&mut table, open.last().map(String::as_str), &name)?;
                open.push(name);
            }
        }
    }
    (open.is_empty() && !table.rows.is_empty() && table.rows.iter().all(|row| !row.cells.is_empty()))
        .then_some(table)
}

/// Opens an element where it may stand.
fn enter(table: &mut Table, parent: Option<&str>, name: &str) -> Option<()> {
    match (parent, name) {
        (None, "table") if table.rows.is_empty() => Some(()),
        (Some("table"), "thead" | "tbody" | "tfoot") => Some(()),
        (Some("table" | "thead" | "tbody" | "tfoot"), "tr") => {
            table.rows.push(Row::default());
            Some(())
        }
        (Some("tr"), "td" | "th") => {
            table.rows.last_mut()?.cells.push((name == "th", String::new()));
            Some(())
        }
        _ => None,
    }
}

fn add_text(table: &mut Table, open: &[String], text: &str) -> Option<()> {
    if matches!(open.last().map(String::as_str), Some("td" | "th")) {
        let (_, cell) = table.rows.last_mut()?.cells.last_mut()?;
        // References such as &amp; were written for HTML.
        cell.push_str(&references(text));
        return Some(());
    }
    text.trim().is_empty().then_some(())
}

fn references(text: &str) -> String {
    let mut plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.starts_with(char::is_whitespace) {
        plain.insert(0, ' ');
    }
    for (reference, sign) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", "\u{a0}"), ("&amp;", "&")]
    {
        plain = plain.replace(reference, sign);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn a_plain_table_becomes_one() {
        let html = "<table>\n<thead><tr><th>A</th><th></th></tr></thead>\n<TBODY><tr><th>b &amp; c</th><td>d<br>e\n f</td></tr></TBODY>\n</table>";
        let expected = "<thead>\n<tr><th scope=\"col\">A</th><td></td></tr>\n</thead>\n<tbody>\n\
                        <tr><th scope=\"row\">b &amp; c</th><td>d e f</td></tr>\n</tbody>\n";
        assert_eq!(rows(html).as_deref(), Some(expected));
    }

    #[test]
    fn anything_else_is_not() {
        for html in [
            "",
            "text",
            "<table></table>",
            "<table><tr></tr></table>",
            "<table><tr><td>no head</td></tr></table>",
            "<table class=\"x\"><tr><th>a</th></tr></table>",
            "<table><tr><th onclick=\"x\">a</th></tr></table>",
            "<table><tr><th><script>x</script></th></tr></table>",
            "<table><tr><th><b>a</b></th></tr></table>",
            "<table>text<tr><th>a</th></tr></table>",
            "<table><tr><th>a</th></tr></table><p>b</p>",
            "<table><tr><th>a</tr></th></table>",
            "<table><tr><th>a</th></tr>",
            "<div><table><tr><th>a</th></tr></table></div>",
            "<table><tr><th>a < b</th></tr></table>",
        ] {
            assert_eq!(rows(html), None, "{html}");
        }
    }
}
