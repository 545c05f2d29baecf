//! Pointing at a fault: picked from a list where lists can be moved in, else typed.

use std::io;

use super::ask::{Desk, End, FAULTS, Said};
use super::command::Wish;
use crate::cli::explain::parts;
use crate::judgment::read_fault;
use crate::pack::rubric::Rubric;
use crate::review::simple::AnyCheck;
use crate::store::journal::MarkingFault;
use crate::terminal::dialog::{Choice, Reply};

impl Desk<'_> {
    pub(super) fn type_fault(&mut self) -> io::Result<Said<MarkingFault>> {
        let count = self.marking.faults.len();
        if count == 0 && self.shown != Some(self.at) {
            self.shown = Some(self.at);
            self.dialog.say(
                "\nWhich faults weigh most? A check and a line, such as `no-visual 12`; `:checks` lists the checks, \
                 `:find WORD` searches them. An empty line: no more.",
            )?;
        }
        let line = self.dialog.line(&format!("Fault {} of {FAULTS} ({}):", count + 1, self.clock()))?;
        let ids: Vec<&str> = AnyCheck::every(Some(self.rubric)).map(|check| check.id()).collect();
        let most = self.paper.lines.len();
        self.read(line, |line| {
            let pointed = read_fault(line, &ids)?;
            let line = pointed.line.map(|line| known_line(line, most)).transpose()?;
            Ok(MarkingFault { check: pointed.check, line, seen_by: None })
        })
    }

    pub(super) fn pick_fault(&mut self) -> io::Result<Said<MarkingFault>> {
        let named = &self.marking.faults;
        let open = |check: &AnyCheck<'_>| named.iter().all(|fault| fault.check != check.id());
        let choice = |check: AnyCheck<'_>| Choice { id: check.id().into(), label: advice(check) };
        let mut choices = vec![Choice { id: "no more".into(), label: "(no more faults)".into() }];
        choices.extend(AnyCheck::every(Some(self.rubric)).filter(open).map(choice));
        let title = format!("Fault {} of {FAULTS} ({}). Type to search:", named.len() + 1, self.clock());
        match self.dialog.pick(&title, &choices)? {
            Reply::Said(0) | Reply::End => Ok(Said::Nothing),
            Reply::Said(index) => {
                Ok(Said::Mark(MarkingFault { check: choices[index].id.clone(), line: None, seen_by: None }))
            }
            Reply::Interrupted => Ok(Said::Left),
            Reply::Line(_) => {
                let line = self.dialog.line("Command, such as `:sample` or `:back` (Enter for the list):")?;
                let none = |line: &str| Err(format!("`{line}` is no command; `:help` lists them."));
                match self.read(line, none)? {
                    Said::Nothing => Ok(Said::Wish(Wish::Help)),
                    other => Ok(other),
                }
            }
        }
    }

    /// Asks for the line of the fault that was picked last; it is kept already, with no line.
    pub(super) fn ask_line(&mut self) -> io::Result<Option<End>> {
        let (named, most) = (self.marking.faults.len(), self.paper.lines.len());
        while self.marking.faults.len() == named {
            let line = self.dialog.line("Which line of the answer shows it? (Enter for none)")?;
            let number = |line: &str| match line.trim().parse() {
                Ok(number) => known_line(number, most),
                Err(_) => Err(format!("`{}` is no line.", line.trim())),
            };
            match self.read(line, number)? {
                Said::Mark(line) => {
                    if let Some(fault) = self.marking.faults.last_mut() {
                        fault.line = Some(line);
                    }
                    self.keep()?;
                    break;
                }
                Said::Nothing | Said::Wish(Wish::Skip) => break,
                Said::Wish(wish) => {
                    if let Some(end) = self.grant(wish)? {
                        return Ok(Some(end));
                    }
                }
                Said::End => return Ok(Some(End::Finished)),
                Said::Left => return Ok(Some(End::Left)),
            }
        }
        Ok(None)
    }
}

/// The checks with a word, each with its number among all of them.
pub(super) fn listed(rubric: &Rubric, word: &str) -> String {
    let fits = |check: &AnyCheck<'_>| {
        let (_, looks_for) = parts(check)[0];
        [check.id(), check.fix(), looks_for].iter().any(|text| text.to_lowercase().contains(word))
    };
    let found: Vec<String> = (1..)
        .zip(AnyCheck::every(Some(rubric)))
        .filter(|(_, check)| fits(check))
        .map(|(number, check): (usize, _)| format!("  {number}. {}", advice(check)))
        .collect();
    if found.is_empty() {
        return format!("No check mentions `{word}`; `:checks` lists all of them.");
    }
    found.join("\n")
}

/// A check in one line.
fn advice(check: AnyCheck<'_>) -> String {
    format!("{}: {}", check.id(), check.fix())
}

/// A line that the answer has.
fn known_line(line: usize, most: usize) -> Result<u32, String> {
    let known = u32::try_from(line).ok().filter(|_| (1..=most).contains(&line));
    known.ok_or_else(|| format!("The answer has lines 1 to {most}."))
}
