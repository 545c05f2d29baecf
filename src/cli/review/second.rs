//! `ssmr review --reviewer CMD`: a second opinion of another program, beside the review and without a say in it.

use std::io::Write;

use anyhow::Result;

use super::quote::source;
use crate::cli::errors::Failure;
use crate::cli::shell::Shell;
use crate::cli::words;
use crate::review::opinion::{AGAIN, SecondFinding, SecondOpinion, prompt, read};
use crate::review::score::range;
use crate::review::{Context, Review};
use crate::system::{Leash, NoAnswer, Program, TimedError, leash};
use crate::terminal::page::Page;
use crate::terminal::spinner::Spinner;

/// No reply is longer, in bytes.
const MOST: usize = 1024 * 1024;
/// So often it is asked.
const TRIES: u32 = 2;
/// So much of its complaints is shown, in characters.
const COMPLAINTS: usize = 300;

/// A program to ask, as it was given on the command line.
pub(super) struct Reviewer<'a> {
    command: &'a str,
    program: Program,
    seconds: u64,
}

/// Why there is no opinion, in words and with what to do.
struct Trouble {
    what: String,
    hint: String,
    /// Whether asking again could help.
    passing: bool,
}

impl<'a> Reviewer<'a> {
    /// Reads the command.
    ///
    /// # Errors
    /// It names no program.
    pub(super) fn new(command: &'a str, seconds: u64) -> Result<Self> {
        let program = Program::new(command).map_err(|error| {
            Failure::usage(format!("the reviewer `{command}` cannot be run: {error}"))
                .hint("name a program with its arguments, such as --reviewer 'claude -p'")
        })?;
        Ok(Self { command, program, seconds })
    }

    /// Asks for an opinion on a text, which goes into the review. A failure comes back, to be told behind the review.
    pub(super) fn ask(
        &self,
        shell: &Shell,
        context: &Context,
        text: &str,
        review: &mut Review,
    ) -> Result<Option<Failure>> {
        if !review.assessed {
            shell.status("The reviewer was not asked: there is nothing to assess.");
            return Ok(None);
        }
        let leash = leash(|| {
            // There is nobody to tell when standard error is gone.
            let _ = writeln!(std::io::stderr(), "\nThe reviewer was ended. Nothing was changed.");
        })?;
        let prompt = prompt(text, context);
        let mut asked = 0;
        let trouble = loop {
            asked += 1;
            let again = if asked > 1 { format!("{prompt}\n{AGAIN}") } else { prompt.clone() };
            let said = self.once(shell, &leash, &again);
            let read =
                said.and_then(|said| read(&said, text, context).map_err(|bad| unusable(&bad.to_string())));
            match read {
                Ok(reply) => {
                    let opinion = SecondOpinion::of(self.command, asked, &reply, text, review);
                    review.second_opinion = Some(opinion);
                    return Ok(None);
                }
                Err(trouble) if trouble.passing && asked < TRIES => {
                    shell.status(&format!("The reviewer is asked once more: {}.", trouble.what));
                }
                Err(trouble) => break trouble,
            }
        };
        review.second_opinion = Some(SecondOpinion::none(self.command, asked, trouble.what.clone()));
        let times = if asked > 1 { ", twice" } else { "" };
        let failure =
            Failure::input(format!("no second opinion from `{}`{times}: {}", self.command, trouble.what));
        Ok(Some(failure.hint(trouble.hint).hint("the review itself is whole; nothing of it came from there")))
    }

    fn once(&self, shell: &Shell, leash: &Leash, prompt: &str) -> Result<String, Trouble> {
        let mut spinner = Spinner::new("asking the reviewer", shell.err_moves());
        let said = self.program.ask(prompt, self.seconds, MOST, leash, &mut || spinner.tick());
        said.map_err(|error| trouble(&error))
    }
}

fn trouble(error: &NoAnswer) -> Trouble {
    let complaints = last(&error.complaints);
    let said = if complaints.is_empty() { String::new() } else { format!("; it said: {complaints}") };
    let hint = match error.why {
        TimedError::Start(_) => "check the name of the program; nothing of the answer was sent",
        TimedError::TooSlow(_) => "give it more time with --reviewer-timeout SECONDS, or name a faster one",
        TimedError::Failed(_) => "run the program by hand; it gets the prompt on standard input",
        TimedError::TooMuch(_) => "it has to print one JSON object and little else",
    };
    let passing = !matches!(error.why, TimedError::Start(_));
    Trouble { what: format!("{}{said}", error.why), hint: hint.to_owned(), passing }
}

fn unusable(what: &str) -> Trouble {
    let hint = "it has to print one JSON object with `criteria` and `findings`; the prompt shows the shape";
    Trouble { what: last(what), hint: hint.to_owned(), passing: true }
}

/// The end of a text in one line.
fn last(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = line.chars().count().saturating_sub(COMPLAINTS);
    let kept: String = line.chars().skip(cut).collect();
    if cut > 0 { format!("…{kept}") } else { kept }
}

/// The opinion without its scores.
pub(super) fn hidden(opinion: &mut SecondOpinion) {
    opinion.criteria.clear();
    opinion.total = None;
}

/// Draws the opinion behind the review.
pub(super) fn draw(page: &mut Page, shell: &Shell, text: &str, review: &Review) {
    let Some(opinion) = &review.second_opinion else { return };
    page.heading(&format!("Second opinion, from `{}`", opinion.reviewer));
    if let Some(error) = &opinion.error {
        page.paragraph(&format!("There is none: {error}."));
        return;
    }
    page.paragraph(
        "This is the opinion of another program. It changes no score, and this review does not vouch for it.",
    );
    table(page, review, opinion);
    if opinion.findings.is_empty() {
        page.paragraph("It found nothing.");
    }
    for (number, finding) in opinion.findings.iter().enumerate() {
        one(page, shell, text, review, finding, number + 1);
    }
    if opinion.dropped > 0 {
        let (verb, whose) = if opinion.dropped == 1 { ("was", "it quotes") } else { ("were", "they quote") };
        let dropped = words::count(opinion.dropped, "more finding");
        page.aside(&format!("{dropped} {verb} dropped: what {whose} is not in the answer."));
    }
}

fn table(page: &mut Page, review: &Review, opinion: &SecondOpinion) {
    if opinion.criteria.is_empty() {
        return;
    }
    let width = opinion.criteria.iter().map(|score| score.title.chars().count()).max().unwrap_or(0);
    page.gap();
    page.raw(&format!("  {:width$}  ours  theirs  difference", ""));
    for score in &opinion.criteria {
        let ours = score.ours.map_or("-".to_owned(), |ours| format!("{ours:.1}"));
        let difference = score.difference.map_or("-".to_owned(), signed);
        page.raw(&format!("  {:width$}  {ours:>4}  {:>6.1}  {difference:>10}", score.title, score.theirs));
    }
    let shown = |total: f64| {
        let (low, high) = range(total);
        format!("{low:.1}\u{2013}{high:.1}")
    };
    if let (Some(ours), Some(theirs)) = (review.total, opinion.total) {
        page.paragraph(&format!("Total: ours {}, theirs {}.", shown(ours), shown(theirs)));
    }
}

/// A difference with its sign.
pub(super) fn signed(difference: f64) -> String {
    match difference {
        gain if gain > 0.0 => format!("+{gain:.1}"),
        loss if loss < 0.0 => format!("\u{2212}{:.1}", -loss),
        _ => "0.0".to_owned(),
    }
}

fn one(page: &mut Page, shell: &Shell, text: &str, review: &Review, finding: &SecondFinding, number: usize) {
    let known = review.criteria.iter().find(|view| view.id == finding.criterion);
    let title = known.map_or(finding.criterion.as_str(), |view| view.title.as_str());
    page.gap();
    page.raw(&format!("{number}. {title} · theirs"));
    page.note(&finding.message.split_whitespace().collect::<Vec<_>>().join(" "));
    match &finding.evidence {
        Some(quote) => source(page, shell, text, quote),
        None => {
            page.note("It says that this is missing; it quotes nothing.");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complaints_become_one_line_and_keep_their_end() {
        assert_eq!(last(" a\n\n b\t"), "a b");
        let long = format!("{} the end", "x".repeat(400));
        assert!(last(&long).starts_with('…') && last(&long).ends_with("the end"));
        assert_eq!(last(&long).chars().count(), COMPLAINTS + 1);
    }

    #[test]
    fn a_difference_has_its_sign() {
        assert_eq!([signed(0.5), signed(-1.0), signed(0.0), signed(-0.0)], ["+0.5", "−1.0", "0.0", "0.0"]);
    }
}
