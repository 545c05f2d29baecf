//! What the journal keeps, as plain values.
//!
//! `wall_ms` is milliseconds since 1970 by the wall clock, `mono_ms` milliseconds since some point by the
//! monotonic one.

use std::path::PathBuf;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

/// How an attempt is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// With help on request.
    Coached,
    /// No help and no pause.
    Exam,
    /// Not counted.
    WarmUp,
}

/// Where a revision of an answer came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Typed in the session.
    Typed,
    /// Changed in the file by other means.
    Hand,
    /// Taken from the draft of a session that was cut off.
    DraftRecovered,
}

/// Gives an enum its words in the database.
macro_rules! words {
    ($kind:ty { $($value:ident = $word:literal),+ }) => {
        impl $kind {
            /// The word for it, as it is stored.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$value => $word),+ }
            }
        }

        impl ToSql for $kind {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.word().into())
            }
        }

        impl FromSql for $kind {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                match value.as_str()? {
                    $($word => Ok(Self::$value),)+
                    other => Err(FromSqlError::Other(format!("`{other}` is no word for it").into())),
                }
            }
        }
    };
}

words!(Mode { Coached = "coached", Exam = "exam", WarmUp = "warm-up" });
words!(Source { Typed = "typed", Hand = "hand", DraftRecovered = "draft-recovered" });

/// An attempt as it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAttempt {
    /// Unique among all attempts; also in the front matter of the file.
    pub id: String,
    /// The case; none for a brief of one's own.
    pub case_id: Option<String>,
    /// The title of the case or brief.
    pub case_title: String,
    /// The brief as it was shown.
    pub brief: String,
    /// The framework.
    pub framework_id: String,
    /// The timing preset.
    pub timing_id: String,
    /// The time in minutes; none if untimed.
    pub minutes: Option<u32>,
    /// How it is made.
    pub mode: Mode,
    /// When it began, by the wall clock.
    pub started_ms: i64,
    /// The submission file. A full path, so that it is found from any folder.
    pub file: PathBuf,
    /// The hash of the file as we last wrote it; none before the first time.
    pub file_hash: Option<String>,
    /// The version of this program.
    pub app_version: String,
    /// The version of the pack.
    pub pack_version: String,
    /// The rest of what the session needs to go on, as JSON. The journal does not look into it.
    pub setup: String,
}

/// An attempt as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// How it began; the file and its hash are the newest ones.
    pub begun: NewAttempt,
    /// When it was finished; none if it can go on.
    pub finished_ms: Option<i64>,
}

/// An attempt in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// See [`NewAttempt::id`].
    pub id: String,
    /// See [`NewAttempt::case_id`].
    pub case_id: Option<String>,
    /// See [`NewAttempt::case_title`].
    pub case_title: String,
    /// See [`NewAttempt::framework_id`].
    pub framework_id: String,
    /// See [`NewAttempt::timing_id`].
    pub timing_id: String,
    /// See [`NewAttempt::minutes`].
    pub minutes: Option<u32>,
    /// See [`NewAttempt::mode`].
    pub mode: Mode,
    /// See [`NewAttempt::started_ms`].
    pub started_ms: i64,
    /// See [`Attempt::finished_ms`].
    pub finished_ms: Option<i64>,
    /// When somebody was last seen at it: its beat, or its start.
    pub last_ms: i64,
    /// See [`NewAttempt::file`].
    pub file: PathBuf,
    /// How many questions have an answer that is not blank.
    pub answered: u32,
}

/// A revision of an answer, before it has its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAnswer {
    /// The question, by id.
    pub question: String,
    /// The answer; empty if it was taken back.
    pub text: String,
    /// Where it came from.
    pub source: Source,
    /// When, by the wall clock.
    pub wall_ms: i64,
}

/// A revision of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The question, by id.
    pub question: String,
    /// Its number among the revisions of this answer, from 1.
    pub revision: u32,
    /// The answer; empty if it was taken back.
    pub text: String,
    /// Where it came from.
    pub source: Source,
    /// When, by the wall clock.
    pub wall_ms: i64,
}

/// Something that happened in a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEvent {
    /// Its place in the attempt. Two events with one number are refused; gaps are not.
    pub seq: u64,
    /// When, by the wall clock.
    pub wall_ms: i64,
    /// When, by the monotonic clock.
    pub mono_ms: u64,
    /// Its name.
    pub kind: String,
    /// What belongs to it, as JSON. The journal does not look into it.
    pub payload: String,
}

/// What is being typed and is no answer yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The question, by id.
    pub question: String,
    /// The text so far.
    pub text: String,
    /// Where the cursor stands, in bytes of the text.
    pub cursor: usize,
    /// When, by the wall clock.
    pub wall_ms: i64,
}

/// The last moment at which a session was known to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beat {
    /// By the wall clock.
    pub wall_ms: i64,
    /// By the monotonic clock.
    pub mono_ms: u64,
}

/// What somebody expects to score.
#[derive(Debug, Clone, PartialEq)]
pub struct Prediction {
    /// The criterion, by id.
    pub criterion: String,
    /// The score that is expected, 1.0 to 5.0.
    pub score: f64,
    /// When, by the wall clock.
    pub wall_ms: i64,
}

/// What is saved together: all of it or, if the power goes, none of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// New events.
    pub events: Vec<StoredEvent>,
    /// New revisions of answers.
    pub answers: Vec<NewAnswer>,
    /// Questions whose drafts are done with. They go first, so that a new draft of the same question stays.
    pub cleared_drafts: Vec<String>,
    /// Drafts as they are now, one for each question.
    pub drafts: Vec<Draft>,
    /// The moment of saving.
    pub beat: Option<Beat>,
}
