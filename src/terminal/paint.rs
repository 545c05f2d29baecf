//! Color, or none. The decision is made once per stream; nothing is said by color alone.

use colored::{Color, ColoredString, Colorize};

/// How text is marked on one stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paint {
    color: bool,
}

impl Paint {
    /// With color, or without.
    pub fn new(color: bool) -> Self {
        // The crate looks at standard output by itself; here each stream decides.
        colored::control::set_override(true);
        Self { color }
    }

    /// Whether color is used.
    pub fn is_colored(self) -> bool {
        self.color
    }

    fn mark(self, text: &str, style: impl FnOnce(&str) -> ColoredString) -> String {
        if self.color { style(text).to_string() } else { text.to_owned() }
    }

    /// A heading.
    pub fn heading(self, text: &str) -> String {
        self.mark(text, |text| text.bold())
    }

    /// A name that can be typed.
    pub fn name(self, text: &str) -> String {
        self.mark(text, |text| text.color(Color::Cyan))
    }

    /// Something of less weight.
    pub fn faint(self, text: &str) -> String {
        self.mark(text, |text| text.dimmed())
    }

    /// Something to look at.
    pub fn warning(self, text: &str) -> String {
        self.mark(text, |text| text.color(Color::Yellow))
    }

    /// Something wrong.
    pub fn error(self, text: &str) -> String {
        self.mark(text, |text| text.color(Color::Red).bold())
    }
}
