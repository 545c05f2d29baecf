//! The history of reviews: only of files whose front matter names an attempt of this journal.

use anyhow::Result;

use crate::cli::errors::Failure;
use crate::cli::shell::Shell;
use crate::review::Review;
use crate::store::journal::{Guessed, Journal};

/// The journal with the attempt that a file belongs to, if there is one.
pub(super) struct Keeper {
    open: Option<(Journal, String)>,
}

impl Keeper {
    /// Opens the journal if it knows the attempt. A journal that cannot be opened is no reason not to review.
    pub(super) fn open(shell: &Shell, attempt: Option<String>) -> Self {
        let known = attempt.and_then(|id| {
            let path = shell.home().ok()?.join("journal.sqlite");
            let journal = path.exists().then(|| Journal::open(&path).ok()).flatten()?;
            let known = journal.attempt(&id).ok().flatten().is_some();
            known.then_some((journal, id))
        });
        Self { open: known }
    }

    /// Whether the file belongs to an attempt of the journal.
    pub(super) fn knows_attempt(&self) -> bool {
        self.open.is_some()
    }

    /// The checks that are disputed in this attempt.
    pub(super) fn disputes(&self) -> Vec<(String, Option<String>)> {
        let Some((journal, id)) = &self.open else { return Vec::new() };
        let found = journal.disputes(id).unwrap_or_default();
        found.into_iter().map(|dispute| (dispute.check, dispute.reason)).collect()
    }

    /// The guesses of all attempts that were reviewed, oldest first, and the id of this attempt.
    pub(super) fn guesses(&self) -> (Vec<Guessed>, &str) {
        let Some((journal, id)) = &self.open else { return (Vec::new(), "") };
        (journal.guesses().unwrap_or_default(), id)
    }

    /// Keeps a dispute.
    ///
    /// # Errors
    /// The file belongs to no attempt, or the journal cannot be written.
    pub(super) fn dispute(&mut self, shell: &Shell, check: &str, reason: Option<&str>) -> Result<()> {
        let Some((journal, id)) = &mut self.open else {
            return Err(Failure::usage(
                "this file belongs to no attempt of the journal, so a dispute has nowhere to go",
            )
            .hint(format!("write `<!-- ssmr-ignore {check}: your reason -->` into the file"))
            .into());
        };
        let now = shell.clock.now().wall_ms;
        Ok(journal.dispute(id, check, reason, now).map_err(Failure::from)?)
    }

    /// Keeps a review.
    pub(super) fn keep(&mut self, shell: &Shell, review: &Review) {
        let Some((journal, id)) = &mut self.open else { return };
        let Ok(text) = serde_json::to_string(review) else { return };
        if let Err(error) = journal.keep_review(id, shell.clock.now().wall_ms, &review.sha256, &text) {
            shell.warning(&format!("the review is not kept in the history: {error}"));
        }
    }

    /// The checks that the person has muted. Only answers of their own attempts are spared.
    pub(super) fn muted(&self) -> Vec<String> {
        self.open.as_ref().map(|(journal, _)| journal.muted().unwrap_or_default()).unwrap_or_default()
    }

    /// Offers to mute a check that was disputed in two attempts. Who has muted it or taken that back is not asked again.
    pub(super) fn offers(&self, shell: &Shell, review: &Review) {
        let Some((journal, _)) = &self.open else { return };
        let mut seen: Vec<&str> = Vec::new();
        for check in review.findings.iter().filter(|finding| finding.disputed).map(|finding| &*finding.check)
        {
            let times = journal.times_disputed(check).unwrap_or(0);
            if times >= 2 && !seen.contains(&check) && !journal.knows_mute(check).unwrap_or(true) {
                let times = if times == 2 { "twice".to_owned() } else { format!("{times} times") };
                shell.hint(&format!(
                    "You disputed {check} {times}. `ssmr review --mute {check}` hides it from now on; `--unmute {check}` brings it back."
                ));
                seen.push(check);
            }
        }
    }
}
