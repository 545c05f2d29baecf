//! Asking one question: shows it, reads lines until the answer is done, and tells apart answers and commands.

use std::io;

use crate::pack::framework::{Question, QuestionKind};
use crate::submission::{cells, row_remarks};
use crate::terminal::dialog::{Choice, Dialog, Reply};

/// What a person wants instead of, or after, an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// The lines of an answer; empty lines and all.
    Answer(Vec<String>),
    /// Leave it for later.
    Skip,
    /// The question before.
    Back,
    /// A question by its number from 1 or its id.
    Go(String),
    /// Show the brief.
    Brief,
    /// Show the hint.
    Hint,
    /// Write in the editor, starting from these lines.
    Edit(Vec<String>),
    /// Show all questions and what is answered.
    List,
    /// Stop the clock.
    Pause,
    /// More minutes on the clock.
    Add(u32),
    /// End the session.
    Finish,
    /// Show the commands.
    Help,
    /// There is no more input.
    End,
    /// Ctrl-C.
    Interrupted,
}

/// The commands, each with what it does.
pub const COMMANDS: &[(&str, &str)] = &[
    (":skip", "leave this question for later"),
    (":back", "the question before"),
    (":go N", "question N, by number or name; the answer can be changed"),
    (":list", "all questions and what is answered"),
    (":brief", "the brief"),
    (":hint", "a hint for this question"),
    (":edit", "write this answer in your editor"),
    (":pause", "stop the clock"),
    (":add N", "N more minutes"),
    (":finish", "end the session"),
    (":help", "this list"),
];

/// A command, if the line is one. `Err` is a remark about a line that looks like one and is none.
///
/// # Errors
/// The line starts with a colon and a word that is nearly a command.
pub fn command(line: &str) -> Result<Option<Wish>, String> {
    let Some(rest) = line.trim().strip_prefix(':') else { return Ok(None) };
    let (word, argument) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let argument = argument.trim();
    Ok(Some(match word {
        "skip" => Wish::Skip,
        "back" => Wish::Back,
        "go" if !argument.is_empty() => Wish::Go(argument.to_owned()),
        "go" | "list" => Wish::List,
        "brief" => Wish::Brief,
        "hint" | "why" => Wish::Hint,
        "edit" => Wish::Edit(Vec::new()),
        "pause" => Wish::Pause,
        "add" => match argument.parse() {
            Ok(minutes @ 1..=600) => Wish::Add(minutes),
            _ => return Err("`:add` takes minutes from 1 to 600, such as `:add 5`.".to_owned()),
        },
        "finish" | "quit" | "q" => Wish::Finish,
        "help" | "menu" | "h" => Wish::Help,
        _ => return unknown(word, argument),
    }))
}

fn unknown(word: &str, argument: &str) -> Result<Option<Wish>, String> {
    let names = COMMANDS.iter().map(|(name, _)| name.trim_start_matches(':').split(' ').next().unwrap_or(""));
    let clean = !word.is_empty() && word.chars().all(|letter| letter.is_ascii_alphabetic());
    let nearest = crate::diagnostic::nearest(word, names).filter(|_| clean);
    let way_out = match nearest {
        Some(name) => format!("Did you mean `:{name}`?"),
        None if clean && argument.is_empty() => "`:help` lists them.".to_owned(),
        None => return Ok(None),
    };
    Err(format!(
        "There is no command `:{word}`. {way_out} To write this line as text, put a space before it."
    ))
}

/// Reads the answer to a question. `draft` are lines typed earlier; `keep` is told every line as it comes.
///
/// # Errors
/// The terminal cannot be read or written, or `keep` fails.
pub fn read_answer(
    dialog: &mut dyn Dialog,
    question: &Question,
    options: &[Choice],
    draft: Vec<String>,
    keep: &mut dyn FnMut(&[String]) -> io::Result<()>,
) -> io::Result<Wish> {
    let mut reader = Reader { dialog, lines: draft, keep };
    match question.kind {
        QuestionKind::Prose | QuestionKind::List => reader.text(),
        QuestionKind::Choice => reader.choice(question, options),
        QuestionKind::Table => reader.table(question),
    }
}

struct Reader<'a> {
    dialog: &'a mut dyn Dialog,
    lines: Vec<String>,
    keep: &'a mut dyn FnMut(&[String]) -> io::Result<()>,
}

/// What a line turned out to be.
enum Read {
    Text(String),
    Wish(Wish),
    Again,
}

impl Reader<'_> {
    fn text(&mut self) -> io::Result<Wish> {
        loop {
            let reply = self.dialog.line(">")?;
            match self.sort(reply)? {
                Read::Text(line) if line.trim() == "." => return Ok(self.done()),
                Read::Text(line) if line.trim() == ".." => self.take(".".to_owned())?,
                Read::Text(line) => self.take(line)?,
                Read::Wish(wish) => return Ok(wish),
                Read::Again => {}
            }
        }
    }

    fn choice(&mut self, question: &Question, options: &[Choice]) -> io::Result<Wish> {
        while self.lines.is_empty() {
            let reply = self.dialog.tick(&question.heading, options)?;
            let line = match reply {
                Reply::Said(ticked) => {
                    let names = ticked.iter().filter_map(|index| options.get(*index));
                    let named: Vec<&str> = names.map(|choice| choice.label.as_str()).collect();
                    self.take(named.join("; "))?;
                    break;
                }
                other => other.map(|_| String::new()),
            };
            match self.sort(line)? {
                Read::Text(_) => return Ok(self.done()),
                Read::Wish(wish) => return Ok(wish),
                Read::Again => {}
            }
        }
        loop {
            let reply = self.dialog.line("Why, in one line:")?;
            match self.sort(reply)? {
                Read::Text(line) if matches!(line.trim(), "" | ".") => return Ok(self.done()),
                Read::Text(line) => {
                    self.take(line)?;
                    return Ok(self.done());
                }
                Read::Wish(wish) => return Ok(wish),
                Read::Again => {}
            }
        }
    }

    fn table(&mut self, question: &Question) -> io::Result<Wish> {
        let columns: Vec<Choice> = question
            .columns
            .iter()
            .map(|column| Choice { id: column.title.clone(), label: column.hint.clone() })
            .collect();
        loop {
            let reply = self.dialog.row(self.lines.len() + 1, &columns)?;
            match self.sort(reply)? {
                Read::Text(line) if matches!(line.trim(), "" | ".") => return Ok(self.done()),
                Read::Text(line) => {
                    let remarks = row_remarks(&question.columns, &cells(&line));
                    self.take(line)?;
                    if !remarks.is_empty() {
                        self.dialog.say(&format!("Kept. Still open in this row: {}.", remarks.join("; ")))?;
                    }
                }
                Read::Wish(wish) => return Ok(wish),
                Read::Again => {}
            }
        }
    }

    fn take(&mut self, line: String) -> io::Result<()> {
        self.lines.push(line);
        (self.keep)(&self.lines)
    }

    fn done(&mut self) -> Wish {
        Wish::Answer(std::mem::take(&mut self.lines))
    }

    fn sort(&mut self, reply: Reply<String>) -> io::Result<Read> {
        let line = match reply {
            Reply::Said(line) | Reply::Line(line) => line,
            Reply::End => return Ok(Read::Wish(Wish::End)),
            Reply::Interrupted => return Ok(Read::Wish(Wish::Interrupted)),
        };
        match command(&line) {
            Ok(None) => Ok(Read::Text(line)),
            Ok(Some(Wish::Edit(_))) => Ok(Read::Wish(Wish::Edit(std::mem::take(&mut self.lines)))),
            Ok(Some(wish)) => Ok(Read::Wish(wish)),
            Err(remark) => {
                self.dialog.say(&remark)?;
                Ok(Read::Again)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::framework::{Column, ColumnKind};
    use crate::terminal::lines::Lines;

    fn question(kind: QuestionKind) -> Question {
        let column = |id: &str, kind| Column {
            id: id.into(),
            title: id.into(),
            kind,
            hint: "x".into(),
            options: Vec::new(),
        };
        Question {
            id: "q".into(),
            heading: "Q".into(),
            ask: "?".into(),
            why: "w".into(),
            hint: "h".into(),
            kind,
            options: Vec::new(),
            columns: vec![column("Measure", ColumnKind::Text), column("Target", ColumnKind::Number)],
            rows: None,
            words: None,
            counted: None,
            when: None,
            starter: None,
            checks: Vec::new(),
        }
    }

    fn ask(kind: QuestionKind, input: &str) -> (Wish, Vec<String>) {
        let mut lines = Lines::new(input.as_bytes(), Vec::new(), false);
        let options =
            ["physical", "economic"].map(|id| Choice { id: id.into(), label: format!("{id} impact") });
        let mut kept = Vec::new();
        let wish = read_answer(&mut lines, &question(kind), &options, Vec::new(), &mut |now| {
            kept = now.to_vec();
            Ok(())
        });
        (wish.expect("memory does not fail"), kept)
    }

    fn answer(lines: &[&str]) -> Wish {
        Wish::Answer(lines.iter().map(|line| (*line).to_owned()).collect())
    }

    #[test]
    fn prose_ends_with_a_dot_and_keeps_empty_lines() {
        assert_eq!(ask(QuestionKind::Prose, "one\n\ntwo\n..\n.\n").0, answer(&["one", "", "two", "."]));
    }

    #[test]
    fn every_line_is_kept_before_the_next_is_read() {
        assert_eq!(ask(QuestionKind::Prose, "one\ntwo\n").1, ["one", "two"]);
        assert_eq!(ask(QuestionKind::Prose, "one\n").0, Wish::End);
    }

    #[test]
    fn commands_are_told_from_text() {
        let cases = [
            (":skip", Ok(Some(Wish::Skip))),
            (" :go 3", Ok(Some(Wish::Go("3".into())))),
            (":add 5", Ok(Some(Wish::Add(5)))),
            (":)", Ok(None)),
            (":smile: yes", Ok(None)),
            ("skip", Ok(None)),
        ];
        for (line, wanted) in cases {
            assert_eq!(command(line), wanted, "{line}");
        }
        assert!(command(":finsh").expect_err("a slip").contains("`:finish`"));
        assert!(command(":add much").is_err());
        assert!(command(":foo").expect_err("no command").contains("`:help`"));
    }

    #[test]
    fn a_choice_takes_names_and_a_reason() {
        let (wish, _) = ask(QuestionKind::Choice, "1, economic\nMoney is lost.\n");
        assert_eq!(wish, answer(&["physical impact; economic impact", "Money is lost."]));
    }

    #[test]
    fn a_table_ends_with_an_empty_line() {
        let (wish, _) = ask(QuestionKind::Table, "Solved | 80 %\nFast | soon\n\n");
        assert_eq!(wish, answer(&["Solved | 80 %", "Fast | soon"]));
    }

    #[test]
    fn the_editor_gets_the_lines_so_far() {
        assert_eq!(ask(QuestionKind::Prose, "one\n:edit\n").0, Wish::Edit(vec!["one".into()]));
    }
}
