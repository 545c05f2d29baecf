//! Guessing one's own scores before the review is seen, and the review right after it.

use std::io;
use std::path::Path;

use super::keeper::Keeper;
use super::kit::criteria;
use super::session::Room;
use crate::cli::review;
use crate::cli::shell::Shell;
use crate::judgment::read_score;
use crate::terminal::dialog::Reply;

impl Room<'_> {
    /// The end of a session in its order: the guess, then words and time, then the review if the file is whole.
    /// Whether the review was shown.
    pub(super) fn conclude(&mut self, is_saved: bool) -> io::Result<bool> {
        self.guess()?;
        self.dialog.say(&self.summary())?;
        self.keeper.tell_troubles(self.dialog)?;
        Ok(is_saved && review_after(self.shell, &self.keeper, self.keeper.path()))
    }

    /// Asks for a guess of every criterion. The room with the full screen has a panel for this.
    fn guess(&mut self) -> io::Result<()> {
        // Whoever ended the session by ending the input has nothing more to say.
        let criteria = if self.input_ended { Vec::new() } else { criteria(self.shell, &self.setup) };
        if criteria.is_empty() {
            return Ok(());
        }
        self.dialog.say(
            "\nBefore anything is reviewed: what do you think you scored? From 1 to 5 in halves. An empty line: no \
             guess; `:skip`: no guess at all.",
        )?;
        let mut scores = Vec::new();
        for (id, title) in criteria {
            match self.guess_one(&title)? {
                Guess::Score(score) => scores.push((id, score)),
                Guess::None => {}
                Guess::Over => break,
            }
        }
        if !scores.is_empty() {
            let now = self.shell.clock.now();
            self.keeper.predict(scores, now);
        }
        self.keeper.tell_troubles(self.dialog)
    }

    fn guess_one(&mut self, title: &str) -> io::Result<Guess> {
        loop {
            let line = match self.dialog.line(&format!("{title}:"))? {
                Reply::Said(line) | Reply::Line(line) => line,
                Reply::End | Reply::Interrupted => {
                    self.dialog.say("")?;
                    return Ok(Guess::Over);
                }
            };
            match line.trim() {
                "" => return Ok(Guess::None),
                ":skip" | ":finish" => return Ok(Guess::Over),
                line => match read_score(line) {
                    Ok(score) => return Ok(Guess::Score(score)),
                    Err(remark) => self.dialog.say(&remark)?,
                },
            }
        }
    }
}

/// What came of asking for one guess.
enum Guess {
    Score(f64),
    None,
    Over,
}

/// Shows the review to somebody who has guessed, in a terminal. Elsewhere the path of the answer is all that is printed.
/// Whether it was shown.
pub(super) fn review_after(shell: &Shell, keeper: &Keeper, file: &Path) -> bool {
    if !shell.environment.facts.stdout || !keeper.has_guessed() {
        return false;
    }
    let shown = review::one(shell, file);
    if let Err(error) = &shown {
        shell.warning(&format!("the answer could not be reviewed: {error:#}"));
    }
    shown.is_ok()
}
