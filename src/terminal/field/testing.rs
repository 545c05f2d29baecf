//! Keys from text and frames as text, for the tests of all fields.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::style::Modifier;
use ratatui::{Frame, layout::Position};

pub fn key(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

pub fn ctrl(letter: char) -> KeyEvent {
    KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)
}

/// Keys from a text: letters as they are, others in angle brackets, such as `<C-S-left>` or `<A-b>`.
pub fn keys(text: &str) -> Vec<KeyEvent> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if let Some((name, after)) = rest.strip_prefix('<').and_then(|inner| inner.split_once('>')) {
            found.push(named(name));
            rest = after;
        } else {
            found.push(key(KeyCode::Char(letter)));
            rest = &rest[letter.len_utf8()..];
        }
    }
    found
}

fn named(name: &str) -> KeyEvent {
    let mut modifiers = KeyModifiers::NONE;
    let mut name = name;
    for (mark, modifier) in
        [("C-", KeyModifiers::CONTROL), ("A-", KeyModifiers::ALT), ("S-", KeyModifiers::SHIFT)]
    {
        if let Some(after) = name.strip_prefix(mark) {
            modifiers |= modifier;
            name = after;
        }
    }
    // The marks stand in one order; `C-A-` and `C-S-` are read, `S-C-` is not.
    let code = match name {
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "bs" => KeyCode::Backspace,
        "del" => KeyCode::Delete,
        "ins" => KeyCode::Insert,
        "enter" => KeyCode::Enter,
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "esc" => KeyCode::Esc,
        "space" => KeyCode::Char(' '),
        other => KeyCode::Char(other.chars().next().expect("a letter")),
    };
    KeyEvent::new(code, modifiers)
}

/// Draws one frame; gives its text with `|` at the end of each row, its cells, and the cursor as `x,y` or nothing.
pub fn frame(width: u16, height: u16, draw: impl FnOnce(&mut Frame)) -> (String, Buffer, String) {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("memory");
    let buffer = terminal.draw(draw).expect("memory").buffer.clone();
    let cursor = if terminal.backend().cursor_visible() {
        let Position { x, y } = terminal.get_cursor_position().expect("memory");
        format!("{x},{y}")
    } else {
        String::new()
    };
    let rows: Vec<String> = (0..height).map(|y| row(&buffer, y)).collect();
    (rows.join("\n"), buffer, cursor)
}

fn row(buffer: &Buffer, y: u16) -> String {
    use ratatui::buffer::CellWidth;
    let mut text = String::new();
    let mut x = 0;
    while x < buffer.area.width {
        let symbol = buffer[(x, y)].symbol();
        text.push_str(symbol);
        x += symbol.cell_width().max(1);
    }
    text + "|"
}

/// The styles of a frame: `R` reversed, `U` underlined, `B` bold, `D` dim, `.` none.
pub fn style_map(buffer: &Buffer) -> String {
    let mark = |x, y| {
        let modifier = buffer[(x, y)].modifier;
        let marks = [
            (Modifier::REVERSED, 'R'),
            (Modifier::UNDERLINED, 'U'),
            (Modifier::BOLD, 'B'),
            (Modifier::DIM, 'D'),
        ];
        marks.iter().find(|(wanted, _)| modifier.contains(*wanted)).map_or('.', |(_, mark)| *mark)
    };
    let area = buffer.area;
    (0..area.height)
        .map(|y| (0..area.width).map(|x| mark(x, y)).collect::<String>())
        .collect::<Vec<_>>()
        .join("\n")
}
