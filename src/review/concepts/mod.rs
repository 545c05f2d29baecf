//! Concepts in a text: phrases over stems, each seen inside its sentence.
//!
//! Whether a hit is meant follows two published methods as algorithms, with word lists of our own: `NegEx` (Chapman et
//! al., *A Simple Algorithm for Identifying Negated Findings and Diseases in Discharge Summaries*, 2001) for negation,
//! and `ConText` (Harkema et al., 2009) for what is put off, supposed, asked, or said of somebody else. Both work by
//! triggers that open a scope before or behind themselves, and by words that end a scope.

mod assertion;
mod lexicon;
mod matcher;
mod phrase;
pub(crate) mod pool;

pub use lexicon::{Concepts, faults};
pub use matcher::{Hit, Hits, State, find};
