//! The rows of the journal as plain values.

use rusqlite::{Result, Row};

/// An attempt that starts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewAttempt {
    /// Unique in the journal; stands in the submission's front matter.
    pub id: String,
    /// The case, by id; none for an own brief.
    pub case_id: Option<String>,
    /// The title of the case.
    pub case_title: String,
    /// The brief as it was.
    pub brief: String,
    /// The framework, by id.
    pub framework_id: String,
    /// The clock by name.
    pub timing_id: String,
    /// The clock in minutes; none without a limit.
    pub minutes: Option<u32>,
    /// `coached`, `exam` or `warm-up`; they are never mixed in a trend.
    pub mode: String,
    /// When it started, in milliseconds since 1970.
    pub started_ms: i64,
    /// The submission file.
    pub file: String,
    /// The SHA-256 of what was written there last.
    pub file_hash: Option<String>,
    /// The program that wrote it.
    pub app_version: String,
    /// The packs in use.
    pub pack_version: String,
    /// What the session was set up with, as JSON.
    pub setup: String,
}

/// An attempt as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Unique in the journal.
    pub id: String,
    /// The case, by id; none for an own brief.
    pub case_id: Option<String>,
    /// The title of the case.
    pub case_title: String,
    /// The brief as it was.
    pub brief: String,
    /// `coached`, `exam` or `warm-up`.
    pub mode: String,
    /// When it started, in milliseconds since 1970.
    pub started_ms: i64,
    /// When it was finished; none if it was not.
    pub finished_ms: Option<i64>,
    /// The submission file.
    pub file: String,
    /// The SHA-256 of what was written there last.
    pub file_hash: Option<String>,
    /// What the session was set up with, as JSON.
    pub setup: String,
}

impl Attempt {
    pub(super) fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            case_id: row.get("case_id")?,
            case_title: row.get("case_title")?,
            brief: row.get("brief")?,
            mode: row.get("mode")?,
            started_ms: row.get("started_ms")?,
            finished_ms: row.get("finished_ms")?,
            file: row.get("file")?,
            file_hash: row.get("file_hash")?,
            setup: row.get("setup")?,
        })
    }
}

/// What is appended together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// Events, in order.
    pub events: Vec<StoredEvent>,
    /// Answers; each becomes a new revision.
    pub answers: Vec<NewAnswer>,
    /// Answers that are being typed; each replaces the draft of its question.
    pub drafts: Vec<Draft>,
    /// Questions whose drafts are done with.
    pub cleared_drafts: Vec<String>,
}

/// An event as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEvent {
    /// When, by the wall clock, in milliseconds since 1970.
    pub wall_ms: i64,
    /// When, by the monotonic clock of the process, in milliseconds.
    pub mono_ms: u64,
    /// The kind of event, to search by.
    pub kind: String,
    /// The event as JSON.
    pub payload: String,
}

impl StoredEvent {
    pub(super) fn from_row(row: &Row<'_>) -> Result<Self> {
        let mono_ms: i64 = row.get("mono_ms")?;
        Ok(Self {
            wall_ms: row.get("wall_ms")?,
            mono_ms: u64::try_from(mono_ms).unwrap_or(0),
            kind: row.get("kind")?,
            payload: row.get("payload")?,
        })
    }
}

/// An answer to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAnswer {
    /// The question, by id.
    pub question: String,
    /// The answer as it was typed.
    pub text: String,
    /// `typed`, or `hand` for an edit of the file.
    pub source: String,
    /// When, in milliseconds since 1970.
    pub wall_ms: i64,
}

/// A revision of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The question, by id.
    pub question: String,
    /// Counted from 1.
    pub revision: i64,
    /// The answer as it was typed.
    pub text: String,
    /// `typed`, or `hand` for an edit of the file.
    pub source: String,
    /// When, in milliseconds since 1970.
    pub wall_ms: i64,
}

impl Answer {
    pub(super) fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            question: row.get("question")?,
            revision: row.get("revision")?,
            text: row.get("text")?,
            source: row.get("source")?,
            wall_ms: row.get("wall_ms")?,
        })
    }
}

/// An answer that is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The question, by id.
    pub question: String,
    /// What was typed so far.
    pub text: String,
    /// Where the cursor stands, in bytes.
    pub cursor: usize,
    /// When, in milliseconds since 1970.
    pub wall_ms: i64,
}

impl Draft {
    pub(super) fn from_row(row: &Row<'_>) -> Result<Self> {
        let cursor: i64 = row.get("cursor")?;
        Ok(Self {
            question: row.get("question")?,
            text: row.get("text")?,
            cursor: usize::try_from(cursor).unwrap_or(0),
            wall_ms: row.get("wall_ms")?,
        })
    }
}
