//! The review as practice needs it: of whole answers, each with the case and the disputes that it belongs to.

use super::keeper::journal;
use crate::cli::shell::Shell;
use crate::pack::library::Library;
use crate::review::{Context, Review, review};
use crate::submission::read_head;

/// The rubric that practice goes by.
pub(super) const RUBRIC: &str = "anthropic-pm";

/// A review's context.
pub(super) struct Judge {
    context: Context,
}

impl Judge {
    /// For answers like this one: of its case, with what is disputed in its attempt.
    pub(super) fn new(shell: &Shell, library: &Library, text: &str) -> Self {
        let head = read_head("", text).unwrap_or_default();
        let case = head.case.as_deref().and_then(|id| library.case(id));
        let mut context = Context::new(library, case, RUBRIC);
        // A journal that cannot be read disputes nothing.
        let disputes =
            head.attempt.zip(journal(shell).ok()).and_then(|(id, journal)| journal.disputes(&id).ok());
        let disputes = disputes.unwrap_or_default().into_iter();
        context.disputed = disputes.map(|dispute| (dispute.check, dispute.reason)).collect();
        Self { context }
    }

    /// Reviews an answer.
    pub(super) fn review(&self, name: &str, text: &str) -> Review {
        review(name, text, &self.context)
    }
}
