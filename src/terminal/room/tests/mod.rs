//! The room without a terminal: keys and ticks in, orders and whole frames out.

mod evening;
mod frames;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::keys::{Action, KEYS};
use super::look::Theme;
use super::*;
use crate::content::SHIPPED;
use crate::pack::library::Library;
use crate::session::{Clock, Moment, Plan};

const START: Moment = Moment { wall_ms: 1_700_000_000_000, mono_ms: 0 };

/// A room, its moment, and what it ordered.
struct Evening {
    desk: Desk,
    now: Moment,
    orders: Vec<Order>,
}

fn kit() -> Kit {
    let library = Library::new(SHIPPED);
    let case = library.case("tutoring-assistant").expect("shipped");
    let rubric = library.rubric("anthropic-pm").expect("shipped");
    Kit {
        title: case.title,
        brief: case.brief,
        mode: "coached".into(),
        offers: BTreeMap::new(),
        shelf: shelf::items(&library.shelf()),
        criteria: rubric.criteria.into_iter().map(|criterion| (criterion.id, criterion.title)).collect(),
        earlier: None,
        file: "tutoring-assistant-2026-11-24.md".into(),
        next: vec!["To make a page to hand in:".into(), "  ssmr export FILE".into()],
        theme: Theme::Plain,
        lacks: None,
        whole: false,
        fresh: false,
    }
}

fn plan(clock: &Clock) -> Plan {
    Plan::new(Library::new(SHIPPED).framework("ssmr").expect("shipped"), None, clock, None)
}

fn take_home() -> Plan {
    plan(&Clock::Timed { minutes: 180, polish: 30 })
}

impl Evening {
    fn of(kit: Kit, plan: Plan) -> Self {
        let desk = Desk::new(kit, State::new(plan, START), &[], START);
        Self { desk, now: START, orders: Vec::new() }
    }

    fn new() -> Self {
        Self::of(kit(), take_home())
    }

    fn input(&mut self, input: Input) {
        self.orders.extend(self.desk.input(input, self.now));
    }

    fn key(&mut self, code: KeyCode, modifiers: KeyModifiers) -> &mut Self {
        self.input(Input::Key(KeyEvent::new(code, modifiers)));
        self
    }

    fn press(&mut self, codes: &[KeyCode]) -> &mut Self {
        for code in codes {
            self.key(*code, KeyModifiers::NONE);
        }
        self
    }

    fn act(&mut self, action: Action) -> &mut Self {
        let key = KEYS.iter().find(|key| key.action == action).expect("every action has a key");
        match key.shown.strip_prefix("Ctrl-") {
            Some(letter) => {
                let letter = letter.to_lowercase().chars().next().expect("a letter");
                self.key(KeyCode::Char(letter), KeyModifiers::CONTROL)
            }
            None => self.press(&[KeyCode::F(key.shown[1..].parse().expect("a number"))]),
        }
    }

    fn write(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.press(&[if letter == '\n' { KeyCode::Enter } else { KeyCode::Char(letter) }]);
        }
        self
    }

    /// Lets seconds pass, one by one.
    fn pass(&mut self, seconds: u64) -> &mut Self {
        for _ in 0..seconds {
            self.now = self.now.after(1_000);
            self.input(Input::Tick);
        }
        self
    }

    fn frame(&mut self, width: u16, height: u16) -> String {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("memory");
        terminal.draw(|frame| self.desk.draw(frame)).expect("memory");
        let text = terminal.backend().to_string();
        let lines = text.lines().map(|line| line.trim_matches('"').trim_end());
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Every run of cells that looks different from plain text, with how.
    fn styles(&mut self, width: u16, height: u16) -> String {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("memory");
        terminal.draw(|frame| self.desk.draw(frame)).expect("memory");
        let buffer = terminal.backend().buffer().clone();
        let mut runs: Vec<(String, String)> = Vec::new();
        for y in 0..height {
            let mut last = String::new();
            for x in 0..width {
                let cell = &buffer[(x, y)];
                let style = format!("{:?} {:?} {:?}", cell.fg, cell.bg, cell.modifier);
                match runs.last_mut() {
                    Some((known, text)) if *known == style && last == style => text.push_str(cell.symbol()),
                    _ => runs.push((style.clone(), cell.symbol().to_owned())),
                }
                last = style;
            }
        }
        // Rules between the parts tell nothing about a theme.
        runs.retain(|(style, text)| style != "Reset Reset NONE" && !text.starts_with(['─', '│']));
        runs.iter().map(|(style, text)| format!("{style}: {}\n", text.trim_end())).collect()
    }

    fn committed(&self) -> Vec<(&str, &str)> {
        let commits = self.orders.iter().filter_map(|order| match order {
            Order::Commit { question, text } => Some((question.as_str(), text.as_str())),
            _ => None,
        });
        commits.collect()
    }

    fn answer(&self, question: &str) -> &str {
        self.desk.state().text(question)
    }
}
