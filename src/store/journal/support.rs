//! Values for the tests of the journal.

use super::{Journal, Mode, NewAnswer, NewAttempt, Source, StoredEvent};

/// A journal in memory with these attempts, begun in this order.
pub(super) fn journal(ids: &[&str]) -> Journal {
    let mut journal = Journal::in_memory().expect("journal");
    for id in ids {
        journal.begin(&attempt(id)).expect("begun");
    }
    journal
}

/// An attempt that is like any other but for its id.
pub(super) fn attempt(id: &str) -> NewAttempt {
    NewAttempt {
        id: id.to_owned(),
        case_id: Some("tutoring-assistant".into()),
        case_title: "A tutoring assistant".into(),
        brief: "Design it.".into(),
        framework_id: "ssmr".into(),
        timing_id: "take-home".into(),
        minutes: Some(180),
        mode: Mode::Coached,
        started_ms: 1_000,
        file: format!("/home/{id}.md").into(),
        file_hash: None,
        app_version: "0.1.0".into(),
        pack_version: "1".into(),
        setup: "{}".into(),
    }
}

/// A typed answer.
pub(super) fn answer(question: &str, text: &str) -> NewAnswer {
    NewAnswer { question: question.into(), text: text.into(), source: Source::Typed, wall_ms: 2_000 }
}

/// An event with this number.
pub(super) fn event(seq: u64) -> StoredEvent {
    StoredEvent { seq, wall_ms: 2_000, mono_ms: seq, kind: "tick".into(), payload: "{}".into() }
}
