//! The only room that touches files: texts and atomic replacement, the journal, locks, packs on disk.
//!
//! Moments and paths are passed in; nothing here asks the clock or the environment.
#![allow(clippy::disallowed_methods, reason = "this is the room that touches files")]

pub mod files;
pub mod journal;
pub mod lock;
mod migrate;
pub mod packs;
