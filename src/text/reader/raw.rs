//! Raw HTML in Markdown: its tables and its text.

use std::ops::Range;

use super::super::document::{Kind, Table};
use super::super::html;
use super::Reader;

impl Reader<'_> {
    pub(super) fn html_block(&mut self) {
        let Some(span) = self.html.take() else { return };
        let source = &self.text[span.clone()];
        for piece in html::pieces(source) {
            match piece {
                html::Piece::Table => {
                    self.flush();
                    self.tables.push(Table { rows: Vec::new(), span: span.clone() });
                    self.cell = Some((self.tables.len() - 1, 0, 0));
                }
                html::Piece::Row => {
                    if self.cell.is_none() {
                        self.tables.push(Table { rows: Vec::new(), span: span.clone() });
                        self.cell = Some((self.tables.len() - 1, 0, 0));
                    }
                    if let Some(table) = self.tables.last_mut() {
                        table.rows.push(Vec::new());
                        table.span.end = span.end;
                    }
                }
                html::Piece::Cell(inside) => self.html_cell(inside, &span),
                html::Piece::Text(inside) => {
                    let at = span.start + inside.start;
                    let text = self.text[at..span.start + inside.end].to_owned();
                    let kind = self.running_kind();
                    self.begin(kind, at..at);
                    self.inline(&text, at..span.start + inside.end);
                    self.flush();
                }
                html::Piece::EndTable => self.cell = None,
            }
        }
    }

    fn html_cell(&mut self, inside: Vec<Range<usize>>, span: &Range<usize>) {
        let Some((table, ..)) = self.cell else { return };
        let row = self.tables[table].rows.len().saturating_sub(1);
        let column = self.tables[table].rows.last().map_or(0, Vec::len);
        let at = span.start + inside.first().map_or(0, |range| range.start);
        self.begin(Kind::Cell { table, row, column }, at..at);
        for range in inside {
            let bytes = span.start + range.start..span.start + range.end;
            let text = self.text[bytes.clone()].to_owned();
            self.inline(&text, bytes);
            self.inline(" ", span.start + range.end..span.start + range.end);
        }
        let before = self.blocks.len();
        self.flush_cell();
        if let Some(row) = self.tables[table].rows.last_mut() {
            row.push(before);
        }
    }
}
