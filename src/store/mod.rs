//! Files and the journal. The only room that touches the disk.
//!
//! Moments and paths are passed in: this room asks neither the clock nor the environment.
//!
//! - [`files`]: whole files, read with limits and replaced in one step.
//! - [`packs`]: the files of a pack folder.
//! - [`journal`]: attempts, answers and events in one SQLite file.
//! - [`migrate`]: the versions of that file.
//! - [`lock`]: one process for each attempt.

#![allow(clippy::disallowed_methods, reason = "this is the room that touches files")]

pub mod files;
pub mod journal;
pub mod lock;
pub mod migrate;
pub mod packs;
