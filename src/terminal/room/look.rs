//! How the room looks. The terminal's own colors of text and ground stay; on top of them come weight, underline,
//! reverse video and few colors, so that nothing is said by color alone.

use ratatui::style::{Color, Modifier, Style};

/// What the ground of the terminal is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Light text on a dark ground.
    Dark,
    /// Dark text on a light ground.
    Light,
    /// The ground is not known: only colors that can be read on both.
    Either,
    /// No color at all.
    Plain,
}

/// The styles of the room.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Plain text.
    pub text: Style,
    /// Headings, and the section at hand.
    pub strong: Style,
    /// Less important text.
    pub faint: Style,
    /// Names of keys.
    pub key: Style,
    /// A clock that runs short.
    pub short: Style,
    /// A clock that ran out, a fault.
    pub over: Style,
    /// What is done.
    pub done: Style,
    /// What is chosen in a list.
    pub chosen: Style,
}

impl Look {
    /// The look of a theme.
    pub fn of(theme: Theme) -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let (accent, short, over, done) = match theme {
            Theme::Dark => {
                (Some(Color::Cyan), Some(Color::Yellow), Some(Color::LightRed), Some(Color::Green))
            }
            Theme::Light => (Some(Color::Blue), Some(Color::Magenta), Some(Color::Red), Some(Color::Green)),
            Theme::Either => (None, Some(Color::Magenta), Some(Color::Red), Some(Color::Green)),
            Theme::Plain => (None, None, None, None),
        };
        let with = |style: Style, color: Option<Color>| color.map_or(style, |color| style.fg(color));
        Self {
            text: plain,
            strong: bold,
            faint: plain.add_modifier(Modifier::DIM),
            key: with(bold, accent),
            short: with(bold, short),
            over: with(bold, over).add_modifier(Modifier::REVERSED),
            done: with(plain, done),
            chosen: plain.add_modifier(Modifier::REVERSED),
        }
    }
}
