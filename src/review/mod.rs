//! The review: an answer in, findings with evidence out. Pure: the same text gives the same review.

mod answering;
pub mod chain;
pub mod check;
pub mod checks;
mod common;
pub mod concepts;
pub mod constraint;
pub mod context;
pub mod difference;
pub mod dispute;
pub mod finding;
pub mod grade;
mod harm_tables;
pub mod harms;
pub mod idle;
mod limit;
pub mod measures;
mod naming;
pub mod numbers;
pub mod opinion;
pub mod part;
pub mod parts;
pub mod place;
pub mod reading;
pub mod remote;
pub mod report;
mod run;
pub mod scatter;
pub mod score;
mod sense;
pub mod simple;
pub mod steps;

pub use context::Context;
pub use difference::Difference;
pub use report::Review;
pub use run::{Lack, all_findings, lacks, review, worst};
