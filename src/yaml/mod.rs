//! YAML in two steps: text to a tree of spanned keys and values, then a decoder that collects every problem.
//!
//! serde stops at the first problem and loses the place of many; a tree keeps every place, and shows duplicate keys.

mod decode;
mod tree;

pub use decode::{Decode, Decoder, Fields, PLACEHOLDER, choose};
pub use tree::{Document, Entry, Key, Node, Step, Value, parse};

pub(crate) use decode::{choices, record};
