//! `ssmr`: a coach for AI-safety product case studies.
//!
//! The core is pure: values in, values out. The clock, the seed, files and the terminal are passed in. Data flows one
//! way, and every arrow is a plain value that can be saved, printed and compared:
//!
//! ```text
//! frameworks + prompts + rubrics --load--> pack --plan--> session --answers--> submission --> review, export
//!        lines, keys, ticks --------------------step---------^  |
//!        journal <------------------every event----------------+
//! ```
//!
//! The rooms, from the ground up. A room uses only rooms above it in this list, and not all of those;
//! `tests/house.rs` holds the table and fails on anything else.
//!
//! - `diagnostic`: a problem as people see it: what happened, where, the line itself, what to do.
//! - `text`: an answer as text: front matter, headings, words over byte ranges.
//! - `yaml`: text to a tree of spanned keys and values, and a decoder that collects every problem.
//! - `pack`: the models of frameworks, cases, rubrics and the reference shelf; loading, checking, looking up.
//! - `content`: what ships with the program, decoded when it was built.
//! - `submission`: the one Markdown file: blank, read back, changed in place.
//! - `session`: a timed session as a state machine: event in, state and effects out.
//! - `review`: an answer in, findings with evidence out: concepts in sentences, one file per check.
//! - `judgment`: a person's own scores and faults beside those of the review, and how both change over time.
//! - `export`: a submission as a document to hand in: a report is a value, a writer turns it into text.
//! - `store`: the only room that touches files: texts, the journal, locks, packs on disk.
//! - `system`: the only other impure room: clocks, seed, environment, child processes, signals.
//! - `terminal`: a thin shell that shows and asks: plain lines, prompts, pages, and the full-screen room with its fields.
//! - `cli`: one file per command, and what they share. Nothing imports it but `main`.

pub mod cli;
pub mod content;
pub mod diagnostic;
pub mod export;
pub mod judgment;
pub mod pack;
pub mod review;
pub mod session;
pub mod store;
pub mod submission;
pub mod system;
pub mod terminal;
pub mod text;
pub mod yaml;
