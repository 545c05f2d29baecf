//! Panels of the room: what is open beside the answer, and what keys do in it.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::terminal::room::keys::{Action, KEYS, letter};
use crate::terminal::room::shelf::{Insert, Item, search};

/// How far Page Up and Page Down go.
const LEAF: usize = 10;

/// What is open beside the answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Panel {
    /// The keys.
    Help(usize),
    /// Every command by a letter.
    Menu,
    /// The brief.
    Brief(usize),
    /// The answers before a rewind, or a prepared scope.
    Earlier(usize),
    /// Settings of the clock.
    Timer,
    /// A list of the questions; the number is what is chosen, the text what was typed.
    Jump(usize, String),
    /// The shelf: what is searched, and which entry is chosen.
    Shelf(String, usize),
    /// A search in the answer, and whether it found nothing.
    Find(String, bool),
    /// Leave or stay?
    Leave,
    /// Finish or stay?
    Finish,
    /// The clock stands still, and why.
    Paused(String),
    /// The session is over: guess your scores; which criterion is at hand.
    Predict(usize, Vec<Option<f64>>),
    /// The session is over: what was done.
    Summary(usize),
}

/// What a key in a panel asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Deed {
    /// Nothing but what the panel did itself.
    Stay,
    /// Close the panel.
    Close,
    /// Close the panel; the key is meant for the answer.
    Pass,
    /// Do what a key of the room does.
    Act(Action),
    /// Go to a question; the number of questions is polishing.
    Go(usize),
    /// Put something into the answer.
    Insert(Insert),
    /// Five more minutes.
    Add,
    /// Stop the clock.
    Pause,
    /// Let the clock go on.
    Resume,
    /// Hide or show the clock.
    Hide,
    /// Search on (true) or back.
    Find(bool),
    /// Leave, to go on later.
    Leave,
    /// End the session.
    Finish,
    /// Keep the guesses.
    Predict,
    /// The person has seen everything.
    Done,
}

/// What a panel has to know to move in it.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// How many questions there are.
    pub questions: usize,
    /// The numbers of the first questions of the sections.
    pub sections: &'a [usize],
    /// The entries of the shelf.
    pub shelf: &'a [Item],
}

impl Panel {
    /// Takes a key.
    pub fn key(&mut self, key: &KeyEvent, around: Surroundings<'_>) -> Deed {
        let plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        if key.code == KeyCode::Esc {
            return self.escaped();
        }
        match self {
            Panel::Help(scroll) | Panel::Brief(scroll) | Panel::Earlier(scroll) => scrolled(scroll, key),
            Panel::Menu => menu(key, plain),
            Panel::Timer => timer(key, plain),
            Panel::Jump(at, typed) => jump(at, typed, key, around),
            Panel::Shelf(query, at) => shelf(query, at, key, plain, around.shelf),
            Panel::Find(needle, missed) => {
                *missed = false;
                find(needle, key, plain)
            }
            Panel::Leave => match key.code {
                KeyCode::Enter | KeyCode::Char('l' | 'L' | 'y' | 'Y') => Deed::Leave,
                KeyCode::Char('f' | 'F') => Deed::Act(Action::Finish),
                KeyCode::Char('s' | 'S' | 'n' | 'N') => Deed::Close,
                _ => Deed::Stay,
            },
            Panel::Finish => match key.code {
                KeyCode::Enter | KeyCode::Char('f' | 'F' | 'y' | 'Y') => Deed::Finish,
                KeyCode::Char('s' | 'S' | 'n' | 'N') => Deed::Close,
                _ => Deed::Stay,
            },
            Panel::Paused(_) => match key.code {
                KeyCode::Enter | KeyCode::Char(' ') => Deed::Resume,
                _ => Deed::Stay,
            },
            Panel::Predict(at, scores) => predict(at, scores, key),
            Panel::Summary(scroll) => match key.code {
                KeyCode::Enter | KeyCode::Char('q' | 'Q') => Deed::Done,
                _ => match scrolled(scroll, key) {
                    Deed::Pass | Deed::Close => Deed::Stay,
                    other => other,
                },
            },
        }
    }

    fn escaped(&self) -> Deed {
        match self {
            Panel::Paused(_) => Deed::Resume,
            Panel::Summary(_) => Deed::Done,
            _ => Deed::Close,
        }
    }

    /// Whether it is a page to read.
    pub fn is_page(&self) -> bool {
        matches!(self, Panel::Help(_) | Panel::Brief(_) | Panel::Earlier(_))
    }

    /// Takes pasted text; only searches have room for it.
    pub fn paste(&mut self, text: &str) {
        let line: String = text.chars().filter(|letter| !letter.is_control()).take(200).collect();
        match self {
            Panel::Shelf(query, at) => {
                query.push_str(&line);
                *at = 0;
            }
            Panel::Find(needle, _) => needle.push_str(&line),
            _ => {}
        }
    }
}

/// Moves in a list or page; whether the key was one that moves.
fn moved(at: &mut usize, last: usize, key: &KeyEvent) -> bool {
    *at = match key.code {
        KeyCode::Up => at.saturating_sub(1),
        KeyCode::Down => at.saturating_add(1),
        KeyCode::PageUp => at.saturating_sub(LEAF),
        KeyCode::PageDown => at.saturating_add(LEAF),
        KeyCode::Home => 0,
        KeyCode::End => last,
        _ => return false,
    }
    .min(last);
    true
}

/// The end of a page is not known here; drawing stops at it.
const FAR: usize = 10_000;

fn scrolled(scroll: &mut usize, key: &KeyEvent) -> Deed {
    if moved(scroll, FAR, key) {
        return Deed::Stay;
    }
    match key.code {
        KeyCode::Enter | KeyCode::Char(' ') => Deed::Close,
        // Whoever types while reading means the answer.
        KeyCode::Char(_) if !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => {
            Deed::Pass
        }
        _ => Deed::Stay,
    }
}

fn menu(key: &KeyEvent, plain: bool) -> Deed {
    match key.code {
        KeyCode::Char(typed) if plain => KEYS
            .iter()
            .find(|known| letter(known.action) == typed.to_ascii_lowercase())
            .map_or(Deed::Stay, |known| Deed::Act(known.action)),
        KeyCode::Enter => Deed::Close,
        _ => Deed::Stay,
    }
}

fn timer(key: &KeyEvent, plain: bool) -> Deed {
    match key.code {
        KeyCode::Char('a' | 'A' | '5' | '+') if plain => Deed::Add,
        KeyCode::Char('p' | 'P') if plain => Deed::Pause,
        KeyCode::Char('h' | 'H') if plain => Deed::Hide,
        KeyCode::Enter => Deed::Close,
        _ => Deed::Stay,
    }
}

fn jump(at: &mut usize, typed: &mut String, key: &KeyEvent, around: Surroundings<'_>) -> Deed {
    let last = around.questions;
    if moved(at, last, key) {
        typed.clear();
        return Deed::Stay;
    }
    match key.code {
        KeyCode::Enter => return Deed::Go((*at).min(last)),
        KeyCode::Left => {
            *at = around.sections.iter().rev().find(|first| **first < *at).copied().unwrap_or(0);
        }
        KeyCode::Right | KeyCode::Tab => {
            *at = around.sections.iter().find(|first| **first > *at).copied().unwrap_or(last);
        }
        KeyCode::Char(digit) if digit.is_ascii_digit() => {
            typed.push(digit);
            if !(1..=last).contains(&typed.parse().unwrap_or(0)) {
                *typed = digit.to_string();
            }
            *at = typed.parse::<usize>().unwrap_or(1).saturating_sub(1).min(last);
        }
        _ => {}
    }
    Deed::Stay
}

fn shelf(query: &mut String, at: &mut usize, key: &KeyEvent, plain: bool, items: &[Item]) -> Deed {
    let found = search(items, query);
    let last = found.len().saturating_sub(1);
    if !matches!(key.code, KeyCode::Home | KeyCode::End) && moved(at, last, key) {
        return Deed::Stay;
    }
    if key.code == KeyCode::Enter {
        return found.get(*at).map_or(Deed::Stay, |item| Deed::Insert(item.insert.clone()));
    }
    if typed(query, key, plain) {
        *at = 0;
    }
    Deed::Stay
}

fn find(needle: &mut String, key: &KeyEvent, plain: bool) -> Deed {
    match key.code {
        KeyCode::Enter | KeyCode::Down => Deed::Find(true),
        KeyCode::Up => Deed::Find(false),
        _ => {
            typed(needle, key, plain);
            Deed::Stay
        }
    }
}

/// Edits a line of search; whether the key did.
fn typed(line: &mut String, key: &KeyEvent, plain: bool) -> bool {
    match key.code {
        KeyCode::Char('u') if key.modifiers.contains(KeyModifiers::CONTROL) => line.clear(),
        KeyCode::Char(letter) if plain => line.push(letter),
        KeyCode::Backspace => {
            line.pop();
        }
        _ => return false,
    }
    true
}

fn predict(at: &mut usize, scores: &mut [Option<f64>], key: &KeyEvent) -> Deed {
    let last = scores.len().saturating_sub(1);
    match key.code {
        KeyCode::Up => *at = at.saturating_sub(1),
        KeyCode::Down | KeyCode::Tab => *at = (*at + 1).min(last),
        KeyCode::Left | KeyCode::Char('-') => change(scores, *at, -0.5),
        KeyCode::Right | KeyCode::Char('+') => change(scores, *at, 0.5),
        KeyCode::Char(digit @ '1'..='5') => {
            if let Some(score) = scores.get_mut(*at) {
                *score = digit.to_digit(10).map(f64::from);
            }
            *at = (*at + 1).min(last);
        }
        KeyCode::Enter => return Deed::Predict,
        _ => {}
    }
    Deed::Stay
}

/// A guess starts from the middle of the scale; one that was never touched is none.
fn change(scores: &mut [Option<f64>], at: usize, by: f64) {
    if let Some(score) = scores.get_mut(at) {
        *score = Some((score.unwrap_or(3.0) + by).clamp(1.0, 5.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AROUND: Surroundings<'_> = Surroundings { questions: 21, sections: &[0, 6, 16, 19], shelf: &[] };

    fn press(panel: &mut Panel, codes: &[KeyCode]) -> Deed {
        codes.iter().fold(Deed::Stay, |_, code| panel.key(&KeyEvent::new(*code, KeyModifiers::NONE), AROUND))
    }

    #[test]
    fn a_question_is_chosen_by_arrows_numbers_and_sections() {
        let cases: [(&[KeyCode], usize); 6] = [
            (&[KeyCode::Down, KeyCode::Down, KeyCode::Up, KeyCode::Enter], 1),
            (&[KeyCode::Char('1'), KeyCode::Char('2'), KeyCode::Enter], 11),
            (&[KeyCode::Char('9'), KeyCode::Char('9'), KeyCode::Enter], 8),
            (&[KeyCode::Right, KeyCode::Right, KeyCode::Enter], 16),
            (&[KeyCode::Right, KeyCode::Left, KeyCode::Enter], 0),
            (&[KeyCode::End, KeyCode::Down, KeyCode::Enter], 21),
        ];
        for (keys, wanted) in cases {
            assert_eq!(press(&mut Panel::Jump(0, String::new()), keys), Deed::Go(wanted), "{keys:?}");
        }
    }

    #[test]
    fn scores_move_by_halves_and_stay_on_the_scale() {
        let mut panel = Panel::Predict(0, vec![None; 2]);
        let keys = [KeyCode::Right, KeyCode::Down, KeyCode::Char('5'), KeyCode::Right, KeyCode::Enter];
        assert_eq!(press(&mut panel, &keys), Deed::Predict);
        assert_eq!(panel, Panel::Predict(1, vec![Some(3.5), Some(5.0)]));
    }

    #[test]
    fn every_panel_but_the_last_ones_closes_on_escape() {
        let panels = [
            Panel::Help(0),
            Panel::Menu,
            Panel::Brief(3),
            Panel::Timer,
            Panel::Shelf("x".into(), 0),
            Panel::Find("x".into(), true),
            Panel::Leave,
            Panel::Finish,
        ];
        for mut panel in panels {
            assert_eq!(press(&mut panel, &[KeyCode::Esc]), Deed::Close, "{panel:?}");
        }
        assert_eq!(press(&mut Panel::Summary(0), &[KeyCode::Esc]), Deed::Done);
        assert_eq!(press(&mut Panel::Paused(String::new()), &[KeyCode::Esc]), Deed::Resume);
    }

    #[test]
    fn the_menu_reaches_every_action() {
        for known in KEYS {
            let typed = KeyCode::Char(letter(known.action));
            assert_eq!(press(&mut Panel::Menu, &[typed]), Deed::Act(known.action));
        }
    }
}
