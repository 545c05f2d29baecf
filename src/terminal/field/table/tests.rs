use super::*;
use crate::terminal::field::Look;
use crate::terminal::field::testing::{frame, keys, style_map};
use proptest::prelude::*;

fn columns() -> Vec<Column> {
    let column = |id: &str, title: &str, kind, hint: &str| Column {
        id: id.into(),
        title: title.into(),
        kind,
        hint: hint.into(),
        options: Vec::new(),
    };
    vec![
        column("harm", "Harm", ColumnKind::Text, "who is hurt, and how"),
        column("type", "Type", ColumnKind::Choice, "a published impact"),
        column("severity", "Severity", ColumnKind::Scale, "how bad"),
        column("target", "Target", ColumnKind::Number, "a number and a unit"),
    ]
}

fn offers() -> Offers {
    let names = ["Economic", "Physical", "Psychological", "Societal"].map(str::to_owned);
    Offers { columns: [("type".to_owned(), names.into())].into(), ..Offers::default() }
}

const HEAD: &str = "| Harm | Type | Severity | Target |\n|---|---|---|---|";

fn answer(rows: &[&str]) -> String {
    std::iter::once(HEAD).chain(rows.iter().copied()).collect::<Vec<_>>().join("\n")
}

fn field(rows: &[&str]) -> TableField {
    let answer = if rows.is_empty() { String::new() } else { answer(rows) };
    TableField::read(&answer, &columns(), &offers()).expect("a table")
}

fn press(field: &mut TableField, pressed: &str) {
    for (index, key) in keys(pressed).into_iter().enumerate() {
        field.key(key, index as u64);
    }
}

/// The rows that keys make, cells parted by `|`, in a form.
fn after(rows: &[&str], pressed: &str) -> Vec<String> {
    let mut field = field(rows);
    press(&mut field, pressed);
    field.rows().iter().map(|row| row.join("|")).collect()
}

#[test]
fn cells_are_filled_one_after_the_other() {
    let cases: &[(&[&str], &str, &[&str])] = &[
        (&[], "fall<tab>", &["fall|||"]),
        (&[], "fall<tab>Physical<tab>4<tab>2 %<tab>loss", &["fall|Physical|4|2 %", "loss|||"]),
        (&[], "<tab><tab><tab><tab><tab>x", &["|||x"]),
        (&[], "a<tab>b<backtab>c<backtab>d", &["acd|b||"]),
        (&[], "a<enter>b<C-j>3", &["a|b|3|"]),
        (&[], "a<S-tab>b", &["ab|||"]),
        (&["| a | b | 1 | 2 |", "| c | d | 3 | 4 |"], "<C-down>x<C-up>y", &["ay|b|1|2", "cx|d|3|4"]),
        (&["| a | b | 1 | 2 |", "| c | d | 3 | 4 |"], "<pgdn>x<up>y", &["a|b|1|2y", "cx|d|3|4"]),
        (&["| a | b | 1 | 2 |", "| c | d | 3 | 4 |"], "<A-down>x", &["c|d|3|4", "ax|b|1|2"]),
        (&["| a | b | 1 | 2 |", "| c | d | 3 | 4 |"], "<A-down><A-down><A-up>", &["a|b|1|2", "c|d|3|4"]),
        (&["| a | b | 1 | 2 |", "| c | d | 3 | 4 |"], "<C-del>x", &["cx|d|3|4"]),
        (&["| a | b | 1 | 2 |", "| c | d | 3 | 4 |"], "<C-down><A-bs>x", &["ax|b|1|2"]),
        (&["| a | b | 1 | 2 |"], "<tab><C-del>x", &["x|||"]),
    ];
    for (rows, pressed, wanted) in cases {
        assert_eq!(after(rows, pressed), *wanted, "{pressed}");
    }
}

#[test]
fn everything_can_be_undone() {
    let rows = &["| a | b | 1 | 2 |", "| c | d | 3 | 4 |"];
    let cases: &[(&str, &str, &[&str])] = &[
        ("<C-del>", "<C-z>", &["a|b|1|2", "c|d|3|4"]),
        ("<C-del><C-del>", "<C-z><C-z>x", &["ax|b|1|2", "c|d|3|4"]),
        ("<C-del>", "<C-z><A-z>", &["c|d|3|4"]),
        ("<A-down>", "<C-z>", &["a|b|1|2", "c|d|3|4"]),
        (" one two", "<C-z>", &["a one |b|1|2", "c|d|3|4"]),
        (" one two", "<C-z><C-z><C-z>", &["a|b|1|2", "c|d|3|4"]),
        ("x<tab>y", "<C-z>", &["ax|b|1|2", "c|d|3|4"]),
        ("x<tab>y", "<C-z><C-z><A-z><C-S-z>", &["ax|by|1|2", "c|d|3|4"]),
        ("<tab><down>", "<C-z>", &["a|b|1|2", "c|d|3|4"]),
        ("<backtab><C-down><tab><tab><tab>x<tab>y", "<C-z><C-z>", &["a|b|1|2", "c|d|3|4x"]),
        ("x<C-z>y", "<A-z>", &["ay|b|1|2", "c|d|3|4"]),
    ];
    for (pressed, undone, wanted) in cases {
        assert_eq!(after(rows, &format!("{pressed}{undone}")), *wanted, "{pressed} {undone}");
    }
}

#[test]
fn names_are_picked_and_typed() {
    let cases = [
        ("<tab><down>", "Economic"),
        ("<tab><down><down>", "Physical"),
        ("<tab><up>", "Societal"),
        ("<tab>p<down>", "Physical"),
        ("<tab>p<down><down>", "Psychological"),
        ("<tab>p<down><down><down>", "Physical"),
        ("<tab>my own", "my own"),
        ("<tab>zzz<down>", "Economic"),
        ("<tab>p<down>!", "Physical!"),
        ("<tab>Physical<down>", "Psychological"),
    ];
    for (pressed, wanted) in cases {
        assert_eq!(after(&[], pressed), [format!("|{wanted}||")], "{pressed}");
    }
}

#[test]
fn a_cell_has_one_line() {
    let mut field = field(&[]);
    field.set_clip("c\nd");
    field.paste("a\r\nb|");
    press(&mut field, "<C-v>");
    field.insert("e\nf");
    assert_eq!(field.rows()[0][0], "a b|c de f");
    assert_eq!(field.text(), answer(&["| a b\\|c de f |  |  |  |"]));
    assert_eq!(TableField::read(&field.text(), &columns(), &offers()).expect("a table").rows(), field.rows());
}

#[test]
fn what_is_no_plain_table_is_left_to_a_text() {
    let read = |text: &str| TableField::read(text, &columns(), &offers()).map(|field| field.rows().len());
    assert_eq!(read(""), Ok(1));
    assert_eq!(read(&format!("\n{HEAD}\n| a |\n\n")), Ok(1));
    let cases = [
        format!("Before.\n\n{HEAD}\n| a |"),
        format!("{HEAD}\n| a |\n\nBehind."),
        "| Other | Type | Severity | Target |\n|---|---|---|---|\n| a |".to_owned(),
        "| Harm | Type | Severity |\n|---|---|---|\n| a |".to_owned(),
        answer(&["| a | b | c | d | e |"]),
        "prose".to_owned(),
    ];
    for text in cases {
        assert!(read(&text).is_err(), "{text}");
    }
}

#[test]
fn a_table_that_is_only_opened_stays() {
    let text = "| Harm | Type | Severity | Target |\n|:--|:-:|---|--:|\n|  |  |  |  |\n|a|\n";
    let mut field = TableField::read(text, &columns(), &offers()).expect("a table");
    press(&mut field, "<tab><tab><backtab><C-down>");
    assert_eq!((field.text().as_str(), field.revision()), (text, 0));
    press(&mut field, "<C-z>");
    assert_eq!(field.revision(), 0);
    press(&mut field, "x");
    assert_eq!(field.text(), answer(&["| a | x |  |  |"]));
}

#[test]
fn a_cursor_is_found_again() {
    let mut field = field(&["| abc | b | 1 | 2 |", "| c | def | 3 | 4 |"]);
    for cursor in [0, 2, 3 * CELL, 5 * CELL + 1] {
        field.set_cursor(cursor);
        assert_eq!(field.cursor(), cursor);
    }
    field.set_cursor(usize::MAX);
    assert_eq!(field.cursor(), 7 * CELL + 1);
}

#[test]
fn what_is_read_only_can_only_be_read() {
    let mut field = field(&["| a | b | 1 | 2 |"]);
    press(&mut field, "x");
    field.set_read_only(true);
    let before = field.text();
    press(&mut field, "y<C-z><C-del><A-bs><A-down><tab><down>z<tab><tab><tab><enter>w");
    assert_eq!((field.paste("p"), field.insert("q")), (Outcome::Ignored, Outcome::Ignored));
    assert_eq!((field.text(), field.cursor()), (before, 3 * CELL + 1));
}

#[test]
fn keys_of_the_room_are_left_alone() {
    let mut field = field(&["| a | b | 1 | 2 |"]);
    let before = field.cursor();
    for key in keys("<esc><backtab><up><C-n><C-p><C-s><C-c><C-o><C-g><C-t><C-b>") {
        assert_eq!(field.key(key, 0), Outcome::Ignored, "{key:?}");
    }
    assert_eq!(field.cursor(), before);
}

fn shown(width: u16, height: u16, pressed: &str) -> String {
    let mut field = field(&[
        "| A learner believes a wrong answer about a dose and takes too much | Physical | 5 | under 2 % |",
        "| Trust is lost | own words | 9 | soon |",
        "| 犬 | Econ |  |  |",
    ]);
    let (_, _, _) = frame(width, height, |frame| field.draw(frame, frame.area(), &Look::default()));
    press(&mut field, pressed);
    let (text, buffer, cursor) =
        frame(width, height, |frame| field.draw(frame, frame.area(), &Look::default()));
    let styles = if height < 8 { String::new() } else { format!("{}\n", style_map(&buffer)) };
    format!("{text}\n{styles}cursor {cursor}\n")
}

#[test]
fn frames_of_a_grid() {
    let all = [shown(100, 16, "<down><tab><tab>"), shown(120, 7, "<down><down><tab><down>")];
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn frames_of_a_form() {
    let all = [
        shown(60, 10, "<C-down><tab><tab><tab>"),
        shown(34, 12, "<C-down><C-down><tab>"),
        shown(20, 4, "<tab><tab><tab>"),
        shown(20, 1, ""),
    ];
    insta::assert_snapshot!(all.join("\n"));
}

proptest! {
    #[test]
    fn nothing_breaks_whatever_is_pressed(
        rows in prop::collection::vec("\\| [a-z犬 |\\\\]{0,12} \\|", 0..4),
        acts in prop::collection::vec(0_usize..34, 0..40),
        width in prop_oneof![1_u16..60, 95_u16..130],
        height in 1_u16..14,
    ) {
        let pressed = keys("ab 1|p<up><down><C-up><C-down><A-up><A-down><tab><backtab><enter><C-del><A-bs><C-z><A-z>\
            <bs><left><home><pgup><pgdn><C-w><C-k><C-v><A-a><esc><S-up>");
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let Ok(mut field) = TableField::read(&answer(&rows), &columns(), &offers()) else { return Ok(()) };
        let start = field.rows().to_vec();
        for which in acts {
            let (before, revision) = (field.text(), field.revision());
            match pressed.get(which) {
                Some(key) => field.key(*key, 0),
                None => field.paste("x\n犬 \\| y"),
            };
            prop_assert!(field.text() == before || field.revision() != revision);
            let (_, _, cursor) = frame(width, height, |frame| field.draw(frame, frame.area(), &Look::default()));
            prop_assert!(!cursor.is_empty());
            let mut again = TableField::read(&field.text(), &columns(), &offers()).expect("a table");
            again.set_cursor(field.cursor());
            let said = |field: &TableField| -> Vec<Vec<String>> {
                let rows = field.rows().iter().filter(|row| !is_blank(row));
                rows.map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).collect()
            };
            prop_assert_eq!(said(&again), said(&field));
        }
        while field.key(keys("<A-z>")[0], 0) == Outcome::Changed {}
        let end = field.rows().to_vec();
        while field.key(keys("<C-z>")[0], 0) == Outcome::Changed {}
        prop_assert_eq!(field.rows(), start);
        while field.key(keys("<A-z>")[0], 0) == Outcome::Changed {}
        prop_assert_eq!(field.rows(), end);
    }
}
