//! Mermaid diagrams: from source to a drawing that a page can hold.
//!
//! `draw` turns source into a drawing. It runs in a child process, because nobody can promise how long foreign layout
//! code takes over hostile source. `clean` is what makes a drawing harmless, whoever made it.

#[cfg(feature = "diagrams")]
mod clean;
#[cfg(feature = "diagrams")]
mod describe;
#[cfg(feature = "diagrams")]
mod draw;
#[cfg(feature = "diagrams")]
mod labels;
#[cfg(feature = "diagrams")]
mod shapes;

use serde::{Deserialize, Serialize};

/// No source is longer than this, in bytes: about 150 nodes, more than anybody reads.
pub const LONGEST_SOURCE: usize = 12 * 1024;
/// No drawing is larger than this, in bytes.
pub const LARGEST_DRAWING: usize = 1024 * 1024;
/// No answer has more diagrams drawn than this.
pub const MOST: usize = 24;

/// A diagram as it was drawn, before `clean`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawing {
    /// What it is, such as `Flowchart`.
    pub kind: String,
    /// The title that its author gave it.
    pub title: Option<String>,
    /// What it shows, in words, for people who do not see it.
    pub description: String,
    /// The drawing as SVG. It is not to be trusted.
    pub svg: String,
}

/// A drawing, or what is wrong with the source: a clause without a full stop, such as `node D has no end`.
pub type Drawn = Result<Drawing, String>;

/// Whether the info string of a code fence says that a diagram stands in it.
pub fn is_diagram(info: &str) -> bool {
    info.split([' ', '\t', ',', '{']).next().is_some_and(|word| word.eq_ignore_ascii_case("mermaid"))
}

/// Draws a diagram. May take long over hostile source: call it in a process that can be ended.
///
/// # Errors
/// What is wrong with the source.
#[cfg(feature = "diagrams")]
pub fn draw(source: &str) -> Drawn {
    if source.len() > LONGEST_SOURCE {
        return Err(too_long(source));
    }
    draw::draw(source)
}

/// Draws nothing: this build cannot.
///
/// # Errors
/// Always.
#[cfg(not(feature = "diagrams"))]
pub fn draw(_source: &str) -> Drawn {
    Err("this build of the program draws no diagrams".into())
}

/// What is said of a source that is not even tried.
pub fn too_long(source: &str) -> String {
    format!("it is {} bytes long, and at most {LONGEST_SOURCE} are drawn", source.len())
}

/// A drawing as an `<svg>` element that holds nothing but shapes and text, in the classes of the page's style. Every
/// name in it starts with `prefix`. `label` is what it is called.
///
/// # Errors
/// It is no SVG, or nothing of it is left.
#[cfg(feature = "diagrams")]
pub(super) fn clean(drawing: &Drawing, prefix: &str, label: &str) -> Result<String, String> {
    clean::clean(drawing, prefix, label)
}

#[cfg(not(feature = "diagrams"))]
pub(super) fn clean(_: &Drawing, _: &str, _: &str) -> Result<String, String> {
    Err("this build of the program draws no diagrams".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_says_what_stands_in_it() {
        for info in ["mermaid", "Mermaid", "mermaid theme=x", "mermaid{1}"] {
            assert!(is_diagram(info), "{info}");
        }
        for info in ["", "mermaids", "rust", " mermaid"] {
            assert!(!is_diagram(info), "{info}");
        }
    }
}
