//! What a check hands back: a fault with its evidence, or with what was looked for and where.

use std::ops::Range;

use super::parts::Part;

pub use crate::pack::simple::{Basis, Severity};

/// A fault that a check saw.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// Where it shows: bytes of the file; none if something is absent.
    pub span: Option<Range<usize>>,
    /// What was looked for, if something is absent.
    pub looked_for: Option<String>,
    /// The part it belongs to.
    pub part: Option<Part>,
    /// What to say: the recommendation first.
    pub message: String,
    /// The fix, in one sentence; the check's own if none.
    pub fix: Option<String>,
    /// A question: worth no points.
    pub question: bool,
}

impl Fault {
    /// A fault that shows at these bytes.
    pub fn at(span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            span: Some(span),
            looked_for: None,
            part: None,
            message: message.into(),
            fix: None,
            question: false,
        }
    }

    /// Something that was not found.
    pub fn absent(looked_for: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            span: None,
            looked_for: Some(looked_for.into()),
            part: None,
            message: message.into(),
            fix: None,
            question: false,
        }
    }

    /// The part it belongs to.
    #[must_use]
    pub fn part(mut self, part: Part) -> Self {
        self.part = Some(part);
        self
    }

    /// A fix of its own.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<String>) -> Self {
        self.fix = Some(fix.into());
        self
    }

    /// Makes it a question.
    #[must_use]
    pub fn asked(mut self) -> Self {
        self.question = true;
        self
    }
}
