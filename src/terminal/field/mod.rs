//! The fields in which one writes on a full screen. A field takes keys and pastes, keeps text and cursor, and draws
//! itself; it knows nothing of clocks, files or the session.

mod any;
pub mod choice;
pub mod table;
pub mod text;

pub use any::{Field, Offers, Pick};
pub use choice::ChoiceField;
pub use table::TableField;
pub use text::TextField;

use ratatui::style::{Modifier, Style};

/// The keys of all fields, for lists of keys.
pub const KEYS: [(&str, &[(&str, &str)]); 3] =
    [("In a text", text::KEYS), ("In a choice", choice::KEYS), ("In a table", table::KEYS)];

/// What a key or a paste did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The text is another one now.
    Changed,
    /// The text is the same; cursor, selection or clipboard may not be.
    Moved,
    /// The field has no use for it.
    Ignored,
}

/// How a field looks. The default shows everything without colors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The text, and the ground it stands on.
    pub text: Style,
    /// What stands in an empty field.
    pub placeholder: Style,
    /// What is selected. It must differ by more than color.
    pub selection: Style,
    /// What a search found. It must differ by more than color.
    pub found: Style,
    /// Labels, heads of columns, the line at hand.
    pub label: Style,
    /// Remarks and notes.
    pub note: Style,
    /// Lines between cells.
    pub rule: Style,
    /// Whether the terminal's cursor is put into the field.
    pub cursor: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            text: Style::new(),
            placeholder: Style::new().add_modifier(Modifier::DIM),
            selection: Style::new().add_modifier(Modifier::REVERSED),
            found: Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            label: Style::new().add_modifier(Modifier::BOLD),
            note: Style::new().add_modifier(Modifier::DIM),
            rule: Style::new().add_modifier(Modifier::DIM),
            cursor: true,
        }
    }
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
