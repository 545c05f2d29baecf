//! Whole frames of the room.

use super::*;

#[test]
fn frames_at_every_size() {
    for (width, height) in [(60, 16), (80, 24), (120, 40)] {
        let mut evening = Evening::new();
        evening.write("Nadia, 16, takes AP Biology and works evenings.").pass(75);
        evening.act(Action::Next).write("At 23:10, two cards due.").pass(3);
        insta::assert_snapshot!(format!("question_{width}x{height}"), evening.frame(width, height));
    }
}

#[test]
fn a_table_is_a_form_and_in_a_wide_window_a_grid() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut evening = Evening::new();
        let number = evening.desk.state().plan.number_of("success-measures").expect("shipped") + 1;
        evening.act(Action::Jump).write(&number.to_string()).press(&[KeyCode::Enter]);
        for cell in [
            "Problems solved alone, of 100 begun",
            "38 %",
            "60 %",
            "last spring's pilot",
            "quiz after each unit",
        ] {
            evening.write(cell).press(&[KeyCode::Tab]);
        }
        evening.write("Returned with a new problem");
        insta::assert_snapshot!(format!("table_{width}x{height}"), evening.frame(width, height));
        evening.act(Action::Next);
        let table = evening.answer("success-measures");
        assert!(table.starts_with("| Measure |") && table.lines().count() == 4, "{table}");
    }
}

#[test]
fn a_theme_changes_colors_and_nothing_else() {
    let themed = |theme| {
        let mut evening = Evening::of(Kit { theme, ..kit() }, take_home());
        evening.write("Nadia.").act(Action::Checklist).pass(1_600);
        (evening.frame(120, 40), evening.styles(120, 40))
    };
    let (plain, plain_styles) = themed(Theme::Plain);
    for color in ["Cyan", "Blue", "Red", "Magenta", "Yellow", "Green"] {
        assert!(!plain_styles.contains(color), "{plain_styles}");
    }
    for (name, theme) in [("dark", Theme::Dark), ("light", Theme::Light), ("either", Theme::Either)] {
        let (text, styles) = themed(theme);
        assert_eq!(text, plain);
        insta::assert_snapshot!(format!("styles_{name}"), styles);
    }
}

#[test]
fn a_window_that_is_too_small_says_so_and_loses_nothing() {
    let mut evening = Evening::new();
    evening.write("Nadia");
    assert!(evening.frame(59, 16).contains("needs 60×16"));
    assert!(evening.frame(60, 15).contains("needs 60×16"));
    evening.frame(3, 1);
    evening.write(", 16.");
    assert!(evening.frame(60, 16).contains("Nadia, 16."));
}

#[test]
fn every_panel_has_a_frame() {
    let panels = [
        (Action::Help, "help"),
        (Action::Brief, "brief"),
        (Action::Timer, "timer"),
        (Action::Jump, "jump"),
        (Action::Shelf, "shelf"),
        (Action::Find, "find"),
        (Action::Leave, "leave"),
        (Action::Finish, "finish"),
    ];
    for (action, name) in panels {
        let mut evening = Evening::new();
        evening.write("Nadia.").act(action);
        insta::assert_snapshot!(format!("panel_{name}"), evening.frame(80, 24));
    }
    let mut evening = Evening::new();
    evening.press(&[KeyCode::Esc]);
    insta::assert_snapshot!("panel_menu", evening.frame(80, 24));
}
