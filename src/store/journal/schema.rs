//! The tables of the journal, version by version. A step that was released is never changed; new ones go to
//! the end.

/// The steps from an empty file to the newest version.
pub(super) const STEPS: [&str; 4] = [FIRST, REVIEWS, MARKINGS, MUTES];

/// Attempts with all that was written in them. Answers and events only grow: a rewrite is a new revision.
const FIRST: &str = "
CREATE TABLE attempts (
    id           TEXT PRIMARY KEY NOT NULL,
    case_id      TEXT,
    case_title   TEXT NOT NULL,
    brief        TEXT NOT NULL,
    framework_id TEXT NOT NULL,
    timing_id    TEXT NOT NULL,
    minutes      INTEGER,
    mode         TEXT NOT NULL CHECK (mode IN ('coached', 'exam', 'warm-up')),
    started_ms   INTEGER NOT NULL,
    finished_ms  INTEGER,
    file         TEXT NOT NULL,
    file_hash    TEXT,
    app_version  TEXT NOT NULL,
    pack_version TEXT NOT NULL,
    setup        TEXT NOT NULL
) STRICT;
CREATE INDEX attempts_by_file ON attempts(file);

CREATE TABLE answers (
    attempt  TEXT NOT NULL REFERENCES attempts(id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    revision INTEGER NOT NULL,
    text     TEXT NOT NULL,
    source   TEXT NOT NULL CHECK (source IN ('typed', 'hand', 'draft-recovered')),
    wall_ms  INTEGER NOT NULL,
    PRIMARY KEY (attempt, question, revision)
) STRICT;

CREATE TABLE drafts (
    attempt  TEXT NOT NULL REFERENCES attempts(id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    text     TEXT NOT NULL,
    cursor   INTEGER NOT NULL,
    wall_ms  INTEGER NOT NULL,
    PRIMARY KEY (attempt, question)
) STRICT;

CREATE TABLE events (
    attempt TEXT NOT NULL REFERENCES attempts(id) ON DELETE CASCADE,
    seq     INTEGER NOT NULL,
    wall_ms INTEGER NOT NULL,
    mono_ms INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (attempt, seq)
) STRICT;

CREATE TABLE beats (
    attempt TEXT PRIMARY KEY NOT NULL REFERENCES attempts(id) ON DELETE CASCADE,
    wall_ms INTEGER NOT NULL,
    mono_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE predictions (
    attempt   TEXT NOT NULL REFERENCES attempts(id) ON DELETE CASCADE,
    criterion TEXT NOT NULL,
    score     REAL NOT NULL,
    wall_ms   INTEGER NOT NULL,
    PRIMARY KEY (attempt, criterion)
) STRICT;

CREATE TRIGGER answers_only_grow BEFORE UPDATE ON answers
BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END;
CREATE TRIGGER events_only_grow BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
";

/// Reviews of attempts, and the findings that their writers dispute.
const REVIEWS: &str = "
CREATE TABLE reviews (
    attempt TEXT NOT NULL REFERENCES attempts(id) ON DELETE CASCADE,
    number  INTEGER NOT NULL,
    wall_ms INTEGER NOT NULL,
    sha256  TEXT NOT NULL,
    review  TEXT NOT NULL,
    PRIMARY KEY (attempt, number)
) STRICT;

CREATE TABLE disputes (
    attempt  TEXT NOT NULL REFERENCES attempts(id) ON DELETE CASCADE,
    check_id TEXT NOT NULL,
    reason   TEXT,
    wall_ms  INTEGER NOT NULL,
    PRIMARY KEY (attempt, check_id)
) STRICT;
";

/// Samples of the library that somebody marked. What the review said then is kept with it, so that the past stays
/// what it was.
const MARKINGS: &str = "
CREATE TABLE markings (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id     TEXT NOT NULL,
    sample      TEXT NOT NULL CHECK (sample IN ('strong', 'weak')),
    sha256      TEXT NOT NULL,
    started_ms  INTEGER NOT NULL,
    finished_ms INTEGER,
    seconds     INTEGER NOT NULL
) STRICT;

CREATE TABLE marking_scores (
    marking   INTEGER NOT NULL REFERENCES markings(number) ON DELETE CASCADE,
    criterion TEXT NOT NULL,
    own       REAL NOT NULL,
    review    REAL,
    PRIMARY KEY (marking, criterion)
) STRICT;

CREATE TABLE marking_faults (
    marking  INTEGER NOT NULL REFERENCES markings(number) ON DELETE CASCADE,
    place    INTEGER NOT NULL,
    check_id TEXT NOT NULL,
    line     INTEGER,
    seen_by  TEXT CHECK (seen_by IN ('author', 'review', 'nobody')),
    PRIMARY KEY (marking, place)
) STRICT;

CREATE TABLE marking_misses (
    marking  INTEGER NOT NULL REFERENCES markings(number) ON DELETE CASCADE,
    check_id TEXT NOT NULL,
    PRIMARY KEY (marking, check_id)
) STRICT;
";

/// Checks that a person has muted, or has asked to hear again.
const MUTES: &str = "
CREATE TABLE mutes (
    check_id TEXT PRIMARY KEY NOT NULL,
    muted    INTEGER NOT NULL CHECK (muted IN (0, 1)),
    wall_ms  INTEGER NOT NULL
) STRICT;
";
