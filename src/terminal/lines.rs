//! Plain lines: no cursor movement, no color. For screen readers, pipes and terminals that can do no more.

use std::io::{self, BufRead, Write};

use crate::diagnostic::{nearest, visible};
use crate::terminal::dialog::{Choice, Dialog, Reply};
use crate::terminal::page::wrapped;

/// A terminal in line mode hands over at most this many bytes of a line and drops the rest without a word.
const TERMINAL_LINE: usize = 4_095;

/// A conversation in plain lines.
#[derive(Debug)]
pub struct Lines<R, W> {
    input: R,
    output: W,
    /// Whether the input is a terminal, which cuts long lines.
    terminal: bool,
    /// Lines are wrapped to this many columns; none leaves them whole.
    width: Option<usize>,
}

impl<R: BufRead, W: Write> Lines<R, W> {
    /// Talks over these streams.
    pub fn new(input: R, output: W, terminal: bool) -> Self {
        Self { input, output, terminal, width: None }
    }

    /// Wraps what is said to the width of a terminal.
    #[must_use]
    pub fn wrapped(self, width: usize) -> Self {
        Self { width: Some(width), ..self }
    }

    fn list(&mut self, title: &str, choices: &[Choice]) -> io::Result<()> {
        writeln!(self.output, "{}", visible(title))?;
        for (index, choice) in choices.iter().enumerate() {
            writeln!(self.output, "  {}. {}", index + 1, visible(&choice.label))?;
        }
        Ok(())
    }

    fn read(&mut self) -> io::Result<Option<String>> {
        let mut bytes = Vec::new();
        if self.input.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        if self.terminal && bytes.len() >= TERMINAL_LINE {
            writeln!(
                self.output,
                "That line was as long as the terminal allows; look at its end, or use :edit."
            )?;
        }
        while bytes.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            bytes.pop();
        }
        match String::from_utf8(bytes) {
            Ok(line) => Ok(Some(line)),
            Err(error) => {
                writeln!(self.output, "That line had bytes that are not UTF-8; they are kept as \u{fffd}.")?;
                Ok(Some(String::from_utf8_lossy(error.as_bytes()).into_owned()))
            }
        }
    }
}

impl<R: BufRead, W: Write> Dialog for Lines<R, W> {
    fn say(&mut self, text: &str) -> io::Result<()> {
        let text = visible(text);
        match self.width {
            Some(width) => writeln!(self.output, "{}", wrapped(&text, width))?,
            None => writeln!(self.output, "{text}")?,
        }
        self.output.flush()
    }

    fn line(&mut self, prompt: &str) -> io::Result<Reply<String>> {
        if !prompt.is_empty() {
            write!(self.output, "{} ", visible(prompt))?;
        }
        self.output.flush()?;
        Ok(self.read()?.map_or(Reply::End, Reply::Said))
    }

    fn pick(&mut self, title: &str, choices: &[Choice]) -> io::Result<Reply<usize>> {
        self.list(title, choices)?;
        loop {
            let line = match self.line("Number or name:")? {
                Reply::Said(line) => line,
                other => return Ok(other.map(|_| 0)),
            };
            if line.trim_start().starts_with(':') {
                return Ok(Reply::Line(line));
            }
            match find(&line, choices) {
                Ok(index) => return Ok(Reply::Said(index)),
                Err(remark) => self.say(&remark)?,
            }
        }
    }

    fn tick(&mut self, title: &str, choices: &[Choice]) -> io::Result<Reply<Vec<usize>>> {
        self.list(title, choices)?;
        loop {
            let line = match self.line("Numbers or names, with commas:")? {
                Reply::Said(line) => line,
                other => return Ok(other.map(|_| Vec::new())),
            };
            if line.trim_start().starts_with(':') || line.trim() == "." || line.trim().is_empty() {
                return Ok(Reply::Line(line));
            }
            let names = line.split(',').map(str::trim).filter(|name| !name.is_empty());
            match names.map(|name| find(name, choices)).collect::<Result<Vec<_>, _>>() {
                Ok(mut ticked) => {
                    ticked.sort_unstable();
                    ticked.dedup();
                    return Ok(Reply::Said(ticked));
                }
                Err(remark) => self.say(&remark)?,
            }
        }
    }

    fn row(&mut self, number: usize, columns: &[Choice]) -> io::Result<Reply<String>> {
        if number == 1 {
            let titles: Vec<&str> = columns.iter().map(|column| column.id.as_str()).collect();
            self.say(&format!(
                "One row a line, cells split by |. An empty line ends the table.\n  {}",
                titles.join(" | ")
            ))?;
        }
        self.line(&format!("Row {number}:"))
    }
}

/// The choice of a number, an id or a label.
fn find(typed: &str, choices: &[Choice]) -> Result<usize, String> {
    let typed = typed.trim();
    if let Ok(number) = typed.parse::<usize>() {
        let known = (1..=choices.len()).contains(&number);
        return if known {
            Ok(number - 1)
        } else {
            Err(format!("There is no number {number}; 1 to {} are there.", choices.len()))
        };
    }
    let same = |name: &str| name.eq_ignore_ascii_case(typed);
    if let Some(index) = choices.iter().position(|choice| same(&choice.id) || same(&choice.label)) {
        return Ok(index);
    }
    let mut remark = format!("Nothing here is called `{typed}`.");
    if let Some(name) = nearest(typed, choices.iter().map(|choice| choice.id.as_str())) {
        remark.push_str(&format!(" Did you mean `{name}`?"));
    }
    Err(remark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices() -> Vec<Choice> {
        ["physical", "economic"].map(|id| Choice { id: id.into(), label: format!("{id} impact") }).into()
    }

    fn talk<T>(input: &[u8], ask: impl FnOnce(&mut Lines<&[u8], Vec<u8>>) -> io::Result<T>) -> (T, String) {
        let mut lines = Lines::new(input, Vec::new(), false);
        let reply = ask(&mut lines).expect("memory does not fail");
        (reply, String::from_utf8(lines.output).expect("text"))
    }

    #[test]
    fn a_choice_is_made_by_number_name_or_after_a_slip() {
        let cases: [(&[u8], Reply<usize>); 6] = [
            (b"2\n", Reply::Said(1)),
            (b"Economic\n", Reply::Said(1)),
            (b"9\nphysicl\nphysical\n", Reply::Said(0)),
            (b":skip\n", Reply::Line(":skip".into())),
            (b"", Reply::End),
            (b"zebra\n", Reply::End),
        ];
        for (input, wanted) in cases {
            assert_eq!(talk(input, |lines| lines.pick("Which?", &choices())).0, wanted);
        }
    }

    #[test]
    fn several_are_ticked_once_each_in_order() {
        let (reply, _) = talk(b"economic, 1,2\n", |lines| lines.tick("Which?", &choices()));
        assert_eq!(reply, Reply::Said(vec![0, 1]));
    }

    #[test]
    fn a_slip_is_answered_with_the_nearest_name() {
        let (_, shown) = talk(b"econmic\n", |lines| lines.pick("Which?", &choices()));
        assert!(shown.contains("Did you mean `economic`?"), "{shown}");
    }

    #[test]
    fn bytes_that_are_no_text_are_kept_visible() {
        let (reply, shown) = talk(b"a\xffb\r\n", |lines| lines.line(">"));
        assert_eq!(reply, Reply::Said("a\u{fffd}b".into()));
        assert!(shown.contains("not UTF-8"));
    }

    #[test]
    fn what_is_said_cannot_steer_the_terminal() {
        let ((), shown) = talk(b"", |lines| lines.say("a\u{1b}[2Jb"));
        assert_eq!(shown, "a\\u{1b}[2Jb\n");
    }
}
