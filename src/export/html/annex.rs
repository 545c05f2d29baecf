//! What is appended to an answer.

use super::escape;
use crate::export::{Annex, AnnexPart};

/// The annex as a section of its own, which starts a new page on paper.
pub(super) fn write(annex: &Annex) -> String {
    let parts: String = annex.parts.iter().enumerate().map(|(index, piece)| part(index, piece)).collect();
    format!(
        "<section class=\"annex\" aria-labelledby=\"page:annex\">\n<h2 id=\"page:annex\">{}</h2>\n{parts}</section>\n",
        escape::text(&annex.title)
    )
}

fn part(index: usize, part: &AnnexPart) -> String {
    match part {
        AnnexPart::Heading(text) => format!("<h3>{}</h3>\n", escape::text(text)),
        AnnexPart::Paragraph(text) => format!("<p>{}</p>\n", escape::text(text)),
        AnnexPart::Table { head, rows } => {
            let cells = |row: &[String], tag: &str, end: &str| -> String {
                row.iter().map(|cell| format!("<{tag}>{}</{end}>", escape::text(cell))).collect()
            };
            let rows: String =
                rows.iter().map(|row| format!("<tr>{}</tr>\n", cells(row, "td", "td"))).collect();
            format!(
                "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Annex, table {}\">\n<table>\n\
                 <thead>\n<tr>{}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n",
                index + 1,
                cells(head, "th scope=\"col\"", "th"),
            )
        }
    }
}
