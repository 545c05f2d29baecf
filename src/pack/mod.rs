//! Packs: frameworks, prompts, rubrics and the reference shelf, as plain model types.
//!
//! Texts become models in [`load`], links and sums are checked in [`verify`]. What ships with the program was put
//! through both when it was built; [`library`] answers from there, and from packs laid over it.

pub mod concepts;
pub mod framework;
pub mod library;
pub mod load;
pub mod prompt;
pub mod reference;
pub mod rubric;
pub mod shelf;
pub mod simple;
pub mod verify;

/// A kebab-case name that other content points to.
pub type Id = String;

/// The version of the file formats that this release reads.
pub const FORMAT: u32 = 1;
