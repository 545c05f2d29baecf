use super::*;
use crate::terminal::field::Look;
use crate::terminal::field::testing::{frame, keys};
use proptest::prelude::*;

fn picks() -> Vec<Pick> {
    [
        ("Economic", "money or work is lost"),
        ("Physical", ""),
        ("Psychological", "fear, shame, dependence"),
        ("Societal", ""),
    ]
    .map(|(label, note)| Pick { label: label.into(), note: note.into() })
    .into()
}

fn press(field: &mut ChoiceField, pressed: &str) {
    for key in keys(pressed) {
        field.key(key, 0);
    }
}

fn after(answer: &str, pressed: &str) -> String {
    let mut field = ChoiceField::new(&picks(), answer);
    press(&mut field, pressed);
    field.text()
}

#[test]
fn space_ticks_and_tab_goes_to_the_reason() {
    let cases = [
        ("", " ", "- Economic"),
        ("", "  ", ""),
        ("", " <down><down> <tab>Because, yes", "- Economic\n- Psychological\n\nBecause, yes"),
        ("", "p p ", "- Physical\n- Psychological"),
        ("", "pP<up> ", "- Physical"),
        ("", "<end> <enter>x", "- Societal\n\nx"),
        ("", "<end><down>x<up> ", "- Societal\n\nx"),
        ("", "q ", "- Economic"),
        ("", " <down> <C-z>", "- Economic"),
        ("", " <down> <C-z><C-z><A-z>", "- Economic"),
        ("- Physical\n\nSo.", " <tab>!", "- Economic\n- Physical\n\nSo.!"),
        ("- physical\n- Own\n\nSo.", "<end> ", "- Physical\n\nSo."),
        ("No list.", " ", "- Economic\n\nNo list."),
        ("", "<tab>x<backtab> <tab>y", "- Economic\n\nxy"),
    ];
    for (answer, pressed, wanted) in cases {
        assert_eq!(after(answer, pressed), wanted, "{answer:?} {pressed}");
    }
}

#[test]
fn an_answer_that_is_only_opened_stays() {
    for answer in
        ["", "- Economic\n- Own\n\nSo.\n\nAnd.", "Only why.\n\n- Economic", "- x\n- y", "* physical\nyes\n\n"]
    {
        let field = ChoiceField::new(&picks(), answer);
        assert_eq!((field.text().as_str(), field.revision()), (answer, 0));
    }
}

#[test]
fn a_cursor_is_found_again() {
    let mut field = ChoiceField::new(&picks(), "- Economic\n\nSo it is.");
    press(&mut field, "<down><down>");
    let in_list = field.cursor();
    press(&mut field, "<tab><left><left>");
    let in_why = field.cursor();
    let mut other = ChoiceField::new(&picks(), &field.text());
    for cursor in [in_list, in_why, 0] {
        other.set_cursor(cursor);
        assert_eq!(other.cursor(), cursor);
    }
    other.set_cursor(usize::MAX);
    assert_eq!(other.cursor(), WHY + "So it is.".len());
}

#[test]
fn what_is_read_only_cannot_be_ticked() {
    let mut field = ChoiceField::new(&picks(), "- Economic\n\nSo.");
    press(&mut field, " ");
    field.set_read_only(true);
    let before = field.text();
    press(&mut field, " <C-z><down> <tab>x<bs>");
    field.paste("x");
    assert_eq!(field.text(), before);
}

#[test]
fn without_a_list_there_is_the_reason() {
    let mut field = ChoiceField::new(&[], "");
    press(&mut field, "x<tab> <up>y");
    assert_eq!(field.text(), "x y");
    frame(20, 4, |frame| field.draw(frame, frame.area(), &Look::default()));
}

#[test]
fn frames() {
    let shown = |width, height, pressed: &str| {
        let mut field =
            ChoiceField::new(&picks(), "- Physical\n- Something of my own\n\nBecause a long reason wraps.");
        press(&mut field, pressed);
        let (text, _, cursor) =
            frame(width, height, |frame| field.draw(frame, frame.area(), &Look::default()));
        format!("{text}\ncursor {cursor}\n")
    };
    let all = [shown(50, 14, "<down>"), shown(30, 9, "<tab>"), shown(20, 4, "<end>"), shown(20, 3, "<tab>")];
    insta::assert_snapshot!(all.join("\n"));
}

proptest! {
    #[test]
    fn nothing_breaks_whatever_is_pressed(
        answer in "(- (Economic|Own|[a-z犬]{1,3})\n){0,3}\n?[a-z 犬\n-]{0,20}",
        acts in prop::collection::vec(0_usize..24, 0..30),
        width in 1_u16..40,
        height in 1_u16..12,
    ) {
        let pressed = keys("a p<up><down><home><end><pgup><pgdn><tab><backtab><enter><bs><left><C-z><A-z><C-w><C-k><esc>");
        let mut field = ChoiceField::new(&picks(), &answer);
        for which in acts {
            match pressed.get(which) {
                Some(key) => field.key(*key, 0),
                None => field.paste("犬\nx"),
            };
            let (_, _, cursor) = frame(width, height, |frame| field.draw(frame, frame.area(), &Look::default()));
            prop_assert!(!cursor.is_empty());
            let text = field.text();
            let mut again = ChoiceField::new(&picks(), &text);
            prop_assert_eq!(again.text(), text);
            again.set_cursor(field.cursor());
        }
    }
}
