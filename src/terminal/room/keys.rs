//! The keys of the room. One table: the room acts by it, the help panel, `--keys` and the documentation show it.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::terminal::field;

/// What a key of the room does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// The next question.
    Next,
    /// The question before.
    Previous,
    /// Choose a question or section to go to.
    Jump,
    /// Show the brief.
    Brief,
    /// Show or hide the hint.
    Hint,
    /// Show or hide what the section lacks.
    Checklist,
    /// Search the shelf.
    Shelf,
    /// Settings of the clock.
    Timer,
    /// Question by question, or the whole document.
    View,
    /// Write in the person's own editor.
    Editor,
    /// The answer as it was before a rewind.
    Earlier,
    /// End the session.
    Finish,
    /// Show the keys.
    Help,
    /// Save now.
    Save,
    /// Search in the answer.
    Find,
    /// Leave, to go on later.
    Leave,
    /// Draw the screen anew.
    Redraw,
}

/// A key and what it does.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// What it does.
    pub action: Action,
    /// The key as people read it.
    pub shown: &'static str,
    /// A word for the line of keys.
    pub short: &'static str,
    /// What it does, in words.
    pub does: &'static str,
    code: KeyCode,
    control: bool,
}

const fn ctrl(
    letter: char,
    action: Action,
    shown: &'static str,
    short: &'static str,
    does: &'static str,
) -> Key {
    Key { action, shown, short, does, code: KeyCode::Char(letter), control: true }
}

const fn f(number: u8, action: Action, shown: &'static str, short: &'static str, does: &'static str) -> Key {
    Key { action, shown, short, does, code: KeyCode::F(number), control: false }
}

/// The keys of the room, in the order in which they are listed. Ctrl-B is left to tmux, and Ctrl-A, E, K, U, W, Y and
/// Z belong to the editor.
pub const KEYS: &[Key] = &[
    ctrl('n', Action::Next, "Ctrl-N", "next", "the next question; behind the last one, the whole to polish"),
    ctrl('p', Action::Previous, "Ctrl-P", "back", "the question before"),
    ctrl('g', Action::Jump, "Ctrl-G", "go to", "go to a section or question"),
    f(1, Action::Help, "F1", "keys", "these keys"),
    f(2, Action::Brief, "F2", "brief", "the brief of the case"),
    f(3, Action::Hint, "F3", "hint", "a hint for this question"),
    f(4, Action::Checklist, "F4", "checklist", "what this section still lacks"),
    f(5, Action::Shelf, "F5", "shelf", "search harms, principles, mitigations, measures and sources"),
    f(6, Action::Timer, "F6", "clock", "five more minutes, pause, hide the clock"),
    f(7, Action::View, "F7", "whole", "question by question, or the whole document"),
    f(8, Action::Editor, "F8", "editor", "write this answer in your own editor"),
    f(9, Action::Earlier, "F9", "earlier", "the answer before the rewind, or a prepared scope"),
    f(10, Action::Finish, "F10", "finish", "end the session"),
    ctrl('s', Action::Save, "Ctrl-S", "save", "save now; everything is saved by itself as well"),
    ctrl('f', Action::Find, "Ctrl-F", "find", "search in what you wrote"),
    ctrl('c', Action::Leave, "Ctrl-C", "leave", "leave; `ssmr practice --resume` goes on"),
    ctrl('l', Action::Redraw, "Ctrl-L", "redraw", "draw the screen anew"),
];

/// The action of a key, if it is one of the room's.
pub fn action(key: &KeyEvent) -> Option<Action> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let other = key.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::SUPER);
    let code = match key.code {
        KeyCode::Char(letter) => KeyCode::Char(letter.to_ascii_lowercase()),
        other => other,
    };
    let shifted = key.modifiers.contains(KeyModifiers::SHIFT);
    KEYS.iter()
        .find(|known| known.code == code && known.control == control && !other && !shifted)
        .map(|known| known.action)
}

/// The key of an action.
pub fn key(action: Action) -> Option<&'static Key> {
    KEYS.iter().find(|known| known.action == action)
}

/// The letter of an action in the menu.
pub fn letter(action: Action) -> char {
    match action {
        Action::Next => 'n',
        Action::Previous => 'p',
        Action::Jump => 'g',
        Action::Brief => 'b',
        Action::Hint => 'h',
        Action::Checklist => 'c',
        Action::Shelf => 's',
        Action::Timer => 't',
        Action::View => 'w',
        Action::Editor => 'e',
        Action::Earlier => 'a',
        Action::Finish => 'q',
        Action::Help => 'k',
        Action::Save => 'y',
        Action::Find => 'f',
        Action::Leave => 'l',
        Action::Redraw => 'r',
    }
}

/// All keys with what they do, in groups.
pub fn listed() -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let escape = ("Esc", "closes a panel; without one, opens the menu: every command by a letter");
    let room = KEYS.iter().map(|key| (key.shown, key.does)).chain([escape]).collect();
    let fields = field::KEYS.iter().map(|(title, keys)| (*title, keys.to_vec()));
    std::iter::once(("In the room", room)).chain(fields).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_key_has_one_action_and_every_action_one_letter() {
        let keys: BTreeSet<_> = KEYS.iter().map(|key| key.shown).collect();
        let letters: BTreeSet<_> = KEYS.iter().map(|key| letter(key.action)).collect();
        assert_eq!((keys.len(), letters.len()), (KEYS.len(), KEYS.len()));
    }

    #[test]
    fn the_keys_of_readline_and_tmux_are_left_alone() {
        for letter in "abekuwyzxv".chars() {
            let event = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL);
            assert_eq!(action(&event), None, "Ctrl-{letter}");
        }
    }

    #[test]
    fn a_key_is_known_by_code_and_modifiers() {
        let cases = [
            (KeyCode::Char('n'), KeyModifiers::CONTROL, Some(Action::Next)),
            (KeyCode::Char('N'), KeyModifiers::CONTROL, Some(Action::Next)),
            (KeyCode::Char('n'), KeyModifiers::NONE, None),
            (KeyCode::F(10), KeyModifiers::NONE, Some(Action::Finish)),
            (KeyCode::F(10), KeyModifiers::SHIFT, None),
            (KeyCode::Char('f'), KeyModifiers::ALT, None),
        ];
        for (code, modifiers, wanted) in cases {
            assert_eq!(action(&KeyEvent::new(code, modifiers)), wanted, "{code:?} {modifiers:?}");
        }
    }
}
