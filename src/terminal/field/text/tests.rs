use super::*;
use crate::terminal::field::Look;
use crate::terminal::field::testing::{ctrl, frame, key, keys, style_map};
use proptest::prelude::*;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

const FAMILY: &str = "👨‍👩‍👧‍👦";

/// A field from a text in which `|` is the cursor and a `^` before or behind it the other end of the selection.
fn field(marked: &str) -> TextField {
    let bare = marked.replace(['|', '^'], "");
    let offset = |mark: char| marked.find(mark).map(|at| marked[..at].replace(['|', '^'], "").len());
    let mut field = TextField::new(&bare);
    if let Some(at) = offset('|') {
        field.set_cursor(at);
    }
    field.anchor = offset('^');
    field
}

fn marked(field: &TextField) -> String {
    let mut text = field.text().to_owned();
    let mut marks = vec![(field.cursor(), '|')];
    if field.selection().is_some() {
        marks.extend(field.anchor.map(|anchor| (anchor, '^')));
    }
    marks.sort_unstable();
    for (at, mark) in marks.into_iter().rev() {
        text.insert(at, mark);
    }
    text
}

/// What keys make of a text; keys as in `testing::keys`.
fn after(start: &str, pressed: &str) -> String {
    let mut field = field(start);
    for (index, key) in keys(pressed).into_iter().enumerate() {
        field.key(key, index as u64);
    }
    marked(&field)
}

#[test]
fn keys_do_what_a_shell_and_an_editor_taught() {
    let cases = [
        ("a|b", "x", "ax|b"),
        ("a|b", "<left>", "|ab"),
        ("|", "<left><right><up><down>", "|"),
        ("one two|", "<C-a>", "|one two"),
        ("on|e\ntwo", "<C-e>", "one|\ntwo"),
        ("one t|wo\nx", "<C-k>", "one t|\nx"),
        ("one|\nx", "<C-k>", "one|x"),
        ("one|\ntwo|", "<C-k><C-k><C-y>", "one\ntwo|"),
        ("one t|wo", "<C-u>", "|wo"),
        ("one, two|", "<C-w>", "one, |"),
        ("one, two|", "<C-w><C-w><C-y>", "one, two|"),
        ("one\n|two", "<C-w>", "one|two"),
        ("one (two)|", "<A-bs>", "one (|"),
        ("|one two", "<A-d>", "| two"),
        ("|one two", "<C-del>", "| two"),
        ("one two|", "<A-b>", "one |two"),
        ("one two|", "<C-left><C-left>", "|one two"),
        ("|one two", "<A-f>", "one| two"),
        ("|one two", "<C-right><C-right>", "one two|"),
        ("one\ntw|o", "<C-home>", "|one\ntwo"),
        ("o|ne\ntwo", "<C-end>", "one\ntwo|"),
        ("one|", "<S-left><S-left>", "o|ne^"),
        ("one|", "<S-left><S-right>", "one|"),
        ("one two|", "<C-S-left>", "one |two^"),
        ("a\nb|", "<C-S-home>", "|a\nb^"),
        ("o^n|e", "<left>", "o|ne"),
        ("o|n^e", "<right>", "on|e"),
        ("o^n|e", "x", "ox|e"),
        ("o^n|e", "<bs>", "o|e"),
        ("o^n|e", "<del>", "o|e"),
        ("o^n|e", "<C-x>", "o|e"),
        ("o^n|e", "<C-x><C-e><C-v>", "oen|"),
        ("o^n|e", "<A-c><C-e><C-y>", "onen|"),
        ("o^n|e", "<C-ins><end><S-ins>", "onen|"),
        ("o|ne", "<A-a>", "^one|"),
        ("one|", "<C-x><A-c>", "one|"),
        ("ab|c", "<C-h>", "a|c"),
        ("ab|c", "<C-j>", "ab\n|c"),
        ("|é", "<C-A-@>", "@|é"),
        ("a|", "<C-A-x>", "a|"),
    ];
    for (start, pressed, wanted) in cases {
        assert_eq!(after(start, pressed), wanted, "{start:?} {pressed}");
    }
}

#[test]
fn clusters_are_moved_over_and_deleted_whole() {
    for cluster in ["e\u{301}", FAMILY, "犬", "🇩🇪"] {
        let text = format!("a{cluster}|b");
        assert_eq!(after(&text, "<left>"), format!("a|{cluster}b"));
        assert_eq!(after(&text, "<left><right>"), text);
        assert_eq!(after(&text, "<bs>"), "a|b");
        assert_eq!(after(&text, "<left><del>"), "a|b");
        assert_eq!(after(&text, "<S-left>"), format!("a|{cluster}^b"));
    }
}

#[test]
fn undo_goes_by_word_pause_and_act() {
    let cases = [
        ("one two", "<C-z>", "one |"),
        ("one two", "<C-z><C-z>", "|"),
        ("one two", "<C-z><C-z><A-z>", "one |"),
        ("one two", "<C-z><C-z><C-S-z><A-z>", "one two|"),
        ("one two<bs><bs>", "<C-z>", "one two|"),
        ("one<left>x", "<C-z>", "on|e"),
        ("- a<enter>b", "<C-z><C-z>", "- a|"),
        ("one two<C-w>", "<C-z>", "one two|"),
        ("one<A-a>x", "<C-z>", "one|"),
        ("one<A-z>", "<C-z><C-z><C-z>", "|"),
    ];
    for (typed, undone, wanted) in cases {
        assert_eq!(after("|", &format!("{typed}{undone}")), wanted, "{typed} {undone}");
    }
}

#[test]
fn a_pause_starts_a_new_step() {
    let mut field = TextField::new("");
    for (letter, at_ms) in [('a', 0), ('b', 900), ('c', 1800), ('d', 2800)] {
        field.key(key(KeyCode::Char(letter)), at_ms);
    }
    field.key(ctrl('z'), 2801);
    assert_eq!(marked(&field), "abc|");
}

#[test]
fn lists_go_on_at_enter() {
    let cases = [
        ("- one|", "<enter>two", "- one\n- two|"),
        ("9. one|", "<enter>", "9. one\n10. |"),
        ("- one\n- |", "<enter>x", "- one\nx|"),
        ("- o|ne", "<enter>", "- o\n- |ne"),
        ("|- one", "<enter>", "\n|- one"),
        ("- one|", "<A-enter>", "- one\n|"),
        ("- o^n|e", "<enter>", "- o\n|e"),
        ("text|", "<enter>", "text\n|"),
    ];
    for (start, pressed, wanted) in cases {
        assert_eq!(after(start, pressed), wanted, "{start:?}");
    }
}

#[test]
fn rows_are_moved_over_as_they_are_seen() {
    let shown = |text: &str, pressed: &str| {
        let mut field = field(text);
        frame(10, 4, |frame| field.draw(frame, frame.area(), &Look::default()));
        for key in keys(pressed) {
            field.key(key, 0);
        }
        marked(&field)
    };
    let text = "one two three\nx\n犬犬犬犬";
    let at = |at: usize| format!("{}|{}", &text[..at], &text[at..]);
    let cases = [
        (11, "<up>", 3),
        (3, "<down>", 11),
        (11, "<down>", 15),
        (11, "<down><down>", 19),
        (11, "<down><down><up><up>", 11),
        (3, "<end>", 7),
        (3, "<end><end>", 13),
        (9, "<home>", 8),
        (9, "<home><home>", 0),
        (0, "<pgdn>", 16),
        (0, "<pgdn><pgdn>", 16),
        (22, "<pgup>", 4),
        (2, "<up>", 2),
    ];
    for (from, pressed, to) in cases {
        assert_eq!(shown(&at(from), pressed), at(to), "{from} {pressed}");
    }
}

#[test]
fn keys_of_the_room_are_left_alone() {
    let mut field = field("o^n|e");
    let codes = [KeyCode::Esc, KeyCode::Tab, KeyCode::BackTab, KeyCode::F(1), KeyCode::F(12)];
    let mut room: Vec<KeyEvent> = codes.into_iter().map(key).collect();
    room.extend("bcdfgilnopqrst".chars().map(ctrl));
    room.extend(
        [KeyCode::Up, KeyCode::Down, KeyCode::PageUp].map(|code| KeyEvent::new(code, KeyModifiers::ALT)),
    );
    for key in room {
        assert_eq!(field.key(key, 0), Outcome::Ignored, "{key:?}");
    }
    assert_eq!(marked(&field), "o^n|e");
}

#[test]
fn what_is_read_only_can_be_read_and_copied() {
    let mut field = field("one t^w|o");
    field.set_read_only(true);
    for key in keys("x<enter><bs><del><C-k><C-u><C-w><C-x><C-v><C-z><A-d>") {
        assert_eq!(field.key(key, 0), Outcome::Ignored, "{key:?}");
    }
    assert_eq!((field.paste("x"), field.insert("x")), (Outcome::Ignored, Outcome::Ignored));
    assert_eq!(marked(&field), "one t^w|o");
    field.key(keys("<A-c>")[0], 0);
    assert_eq!(field.clip(), "w");
    field.key(key(KeyCode::Left), 0);
    assert_eq!(marked(&field), "one t|wo");
}

#[test]
fn a_paste_is_cleaned_and_is_one_step() {
    let mut field = field("a^b|c");
    assert_eq!(field.paste("1\r\n2\r3\u{7}\t4"), Outcome::Changed);
    assert_eq!(marked(&field), "a1\n2\n3\t4|c");
    field.key(ctrl('z'), 0);
    assert_eq!(marked(&field), "ab|c");
    assert_eq!(field.paste(""), Outcome::Moved);
    let long = "word ".repeat(40_000);
    field.paste(&long);
    assert_eq!(field.text().len(), long.len() + 3);
    field.set_cursor(usize::MAX);
    assert_eq!(field.cursor(), long.len() + 3);
}

#[test]
fn the_place_counts_lines_and_clusters() {
    assert_eq!(field("|").place(), (1, 1));
    assert_eq!(field(&format!("a\n犬{FAMILY}|b")).place(), (2, 3));
}

#[test]
fn a_text_from_elsewhere_is_one_step() {
    let mut field = field("one|");
    let before = field.revision();
    assert_eq!(field.set_text("one"), Outcome::Moved);
    assert_eq!(field.revision(), before);
    assert_eq!(field.set_text("one\r\ntwo\u{1}"), Outcome::Changed);
    assert_eq!((marked(&field).as_str(), field.revision() > before), ("one|\ntwo\u{1}", true));
    field.key(ctrl('z'), 0);
    assert_eq!(marked(&field), "one|");
}

#[test]
fn finding_goes_around_and_counts() {
    let mut field = field("|Harm and harm, no ham");
    assert!(field.find("h", true));
    assert_eq!((field.cursor(), field.found()), (0, (1, 3)));
    assert!(field.find("ha", true) && field.find("har", true));
    assert_eq!((field.cursor(), field.found()), (0, (1, 2)));
    assert!(field.find("har", true));
    assert_eq!(field.cursor(), 9);
    assert!(field.find("har", true));
    assert_eq!(field.cursor(), 0);
    assert!(field.find("har", false));
    assert_eq!((field.cursor(), field.found()), (9, (2, 2)));
    assert!(!field.find("zebra", true));
    assert_eq!((field.cursor(), field.found()), (9, (0, 0)));
    field.stop_find();
    assert_eq!(field.found(), (0, 0));
}

#[test]
fn a_frame_shows_wrap_selection_and_finds() {
    let mut field =
        field(&format!("The ^harm\nhits| people {FAMILY} and harms others, e\u{301}tude\u{1b}[31m"));
    field.find("harm", true);
    field.cursor = 13;
    field.anchor = Some(4);
    let (text, buffer, cursor) = frame(16, 6, |frame| field.draw(frame, frame.area(), &Look::default()));
    insta::assert_snapshot!(format!("{text}\n{}\n{cursor}", style_map(&buffer)));
}

#[test]
fn an_empty_field_shows_its_placeholder() {
    let mut field = TextField::new("");
    field.set_placeholder("Two sentences are enough.");
    let (text, _, cursor) = frame(16, 3, |frame| field.draw(frame, frame.area(), &Look::default()));
    assert_eq!(text, "Two sentences   |\nare enough.     |\n                |");
    assert_eq!(cursor, "0,0");
}

#[test]
fn the_cursor_is_always_seen_and_scrolling_is_least() {
    let mut field = TextField::new(&(1..=9).map(|n| n.to_string()).collect::<Vec<_>>().join("\n"));
    let top = |field: &mut TextField| {
        let (text, _, cursor) = frame(4, 3, |frame| field.draw(frame, frame.area(), &Look::default()));
        (text.chars().next().unwrap(), cursor)
    };
    assert_eq!(top(&mut field), ('7', "1,2".into()));
    for key in keys("<up><up>") {
        field.key(key, 0);
    }
    assert_eq!(top(&mut field), ('7', "1,0".into()));
    field.key(key(KeyCode::Up), 0);
    assert_eq!(top(&mut field), ('6', "1,0".into()));
    field.set_cursor(0);
    assert_eq!(top(&mut field), ('1', "0,0".into()));
    assert_eq!(field.spread(), Spread { top: 0, height: 3, rows: 9 });
}

proptest! {
    #[test]
    fn nothing_breaks_whatever_is_pressed(
        start in "[a-c \n犬e\u{301}👨\u{200d}👩\t1.-]{0,30}",
        acts in prop::collection::vec((0_usize..44, 0_u64..3000), 0..40),
        width in 1_u16..24,
        height in 1_u16..6,
    ) {
        let pressed = keys("ab .\u{301}\u{200d}👨<enter><bs><del><left><right><up><down><home><end><pgup><pgdn>\
            <S-left><S-right><S-up><S-down><C-left><C-right><C-home><C-end><C-S-left><C-a><C-e><C-k><C-u><C-w><C-y>\
            <C-x><A-c><A-a><C-z><A-z><A-d><A-bs><A-enter><S-pgup>");
        let mut field = TextField::new(&start);
        let mut clock = 0;
        for (which, wait) in acts {
            clock += wait;
            let (before, revision) = (field.text().to_owned(), field.revision());
            match pressed.get(which) {
                Some(key) => field.key(*key, clock),
                None => field.paste("x\r\n犬 y"),
            };
            prop_assert!(field.text() == before || field.revision() != revision);
            prop_assert!(field.text().is_char_boundary(field.cursor()));
            prop_assert!(field.selection().is_none_or(|range| field.text().get(range).is_some()));
            let (_, _, cursor) = frame(width, height, |frame| field.draw(frame, frame.area(), &Look::default()));
            prop_assert!(!cursor.is_empty());
        }
        while field.redo() == Outcome::Changed {}
        let end = field.text().to_owned();
        while field.undo() == Outcome::Changed {}
        let at_start = TextField::new(&start);
        prop_assert_eq!(field.text(), at_start.text());
        while field.redo() == Outcome::Changed {}
        prop_assert_eq!(field.text(), end);
    }
}
