//! Prompts for a capable terminal, by inquire.

use std::io::{self, Write};

use inquire::list_option::ListOption;
use inquire::ui::{RenderConfig, Styled};
use inquire::{InquireError, MultiSelect, Select, Text};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::diagnostic::visible;
use crate::terminal::dialog::{Choice, Dialog, Reply};
use crate::terminal::page::wrapped;
use crate::terminal::paint::Paint;

/// How many choices a list shows at once.
const PAGE: usize = 12;

/// A conversation with line editing, lists to move in and boxes to tick.
#[derive(Debug)]
pub struct Prompts<W> {
    output: W,
    width: usize,
    config: RenderConfig<'static>,
    paint: Paint,
    /// Ctrl-C came in the middle of a row: the cells are handed over first, the interruption next.
    interrupted: bool,
}

impl<W: Write> Prompts<W> {
    /// Talks in a terminal of this many columns; `output` shows what is said between prompts.
    pub fn new(output: W, color: bool, width: usize) -> Self {
        let config = if color { RenderConfig::default_colored() } else { RenderConfig::empty() };
        Self { output, width, config, paint: Paint::new(color), interrupted: false }
    }
}

/// Gives the terminal back when a signal ends the process in the middle of a prompt.
pub fn give_back() {
    // Nothing is left to do about a terminal that cannot be set.
    let _ = ratatui::crossterm::terminal::disable_raw_mode();
}

/// What inquire gave, as a reply. Escape leaves the question for a command, which starts with a colon.
fn reply<T>(result: Result<T, InquireError>) -> io::Result<Reply<T>> {
    match result {
        Ok(said) => Ok(Reply::Said(said)),
        Err(InquireError::OperationCanceled) => Ok(Reply::Line(":menu".into())),
        Err(InquireError::OperationInterrupted) => Ok(Reply::Interrupted),
        Err(InquireError::NotTTY) => Ok(Reply::End),
        Err(InquireError::IO(error)) => Err(error),
        Err(other) => Err(io::Error::other(other.to_string())),
    }
}

/// One line each: a list that wraps is hard to move in.
fn labels(choices: &[Choice], width: usize) -> Vec<String> {
    choices.iter().map(|choice| cut(&visible(&choice.label), width.saturating_sub(6).max(10))).collect()
}

/// A text cut to a number of columns.
fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut used = 0;
    let fits = |letter: &char| {
        used += letter.width().unwrap_or(0);
        used < columns
    };
    format!("{}…", text.chars().take_while(fits).collect::<String>().trim_end())
}

impl<W: Write> Dialog for Prompts<W> {
    fn say(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.output, "{}", wrapped(&visible(text), self.width))?;
        self.output.flush()
    }

    fn heading(&mut self, text: &str) -> io::Result<()> {
        for line in wrapped(&visible(text), self.width).lines() {
            writeln!(self.output, "{}", self.paint.heading(line))?;
        }
        self.output.flush()
    }

    fn line(&mut self, prompt: &str) -> io::Result<Reply<String>> {
        if self.interrupted {
            return Ok(Reply::Interrupted);
        }
        let prompt = visible(prompt);
        let asked = if prompt == ">" {
            // The mark that inquire puts before a prompt is prompt enough.
            let Styled { style, .. } = self.config.prompt_prefix;
            let mark = Styled::new(">").with_style_sheet(style);
            let config = self.config.with_prompt_prefix(mark).with_answered_prompt_prefix(mark);
            Text::new("").with_render_config(config).prompt()
        } else {
            Text::new(&prompt).with_render_config(self.config).prompt()
        };
        Ok(match reply(asked)? {
            Reply::Line(line) => Reply::Said(line),
            other => other,
        })
    }

    fn pick(&mut self, title: &str, choices: &[Choice]) -> io::Result<Reply<usize>> {
        // Once chosen, the name says it; the whole label would wrap.
        let name = |chosen: ListOption<&String>| {
            choices.get(chosen.index).map_or_else(String::new, |choice| visible(&choice.id).into_owned())
        };
        let asked = Select::new(&visible(title), labels(choices, self.width))
            .with_formatter(&name)
            .with_page_size(PAGE)
            .with_help_message("up and down to move, letters to filter, Enter to choose")
            .with_render_config(self.config)
            .raw_prompt();
        Ok(reply(asked)?.map(|chosen| chosen.index))
    }

    fn tick(&mut self, title: &str, choices: &[Choice]) -> io::Result<Reply<Vec<usize>>> {
        let asked = MultiSelect::new(&visible(title), labels(choices, self.width))
            .with_page_size(PAGE)
            .with_help_message("Space ticks, Enter is done, Esc for a command")
            .with_render_config(self.config)
            .raw_prompt();
        Ok(match reply(asked)? {
            Reply::Said(ticked) if ticked.is_empty() => Reply::Line(".".into()),
            other => other.map(|ticked| ticked.into_iter().map(|one| one.index).collect()),
        })
    }

    fn row(&mut self, number: usize, columns: &[Choice]) -> io::Result<Reply<String>> {
        if self.interrupted {
            return Ok(Reply::Interrupted);
        }
        self.say(&format!("Row {number} (leave the first cell empty to end the table)"))?;
        let mut cells: Vec<String> = Vec::new();
        for column in columns {
            let label = visible(&column.label);
            let title = visible(&column.id);
            let asked = Text::new(&title).with_help_message(&label).with_render_config(self.config).prompt();
            match reply(asked)? {
                Reply::Said(cell)
                    if cells.is_empty() && (cell.trim().is_empty() || cell.starts_with(':')) =>
                {
                    return Ok(Reply::Said(cell));
                }
                Reply::Said(cell) => cells.push(cell.replace('|', "\\|")),
                Reply::Interrupted if !cells.is_empty() => {
                    self.interrupted = true;
                    break;
                }
                // Escape in the middle of a row keeps the cells; the empty rest can be filled later.
                Reply::Line(_) if !cells.is_empty() => break,
                other => return Ok(other.map(|_| String::new())),
            }
        }
        Ok(Reply::Said(cells.join(" | ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_label_is_cut_to_columns() {
        assert_eq!(cut("short", 10), "short");
        assert_eq!(cut("a rather long label", 10), "a rather…");
        assert_eq!(cut("日本語日本語", 6), "日本…");
    }
}
