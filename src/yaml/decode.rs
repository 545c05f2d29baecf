//! A decoder that goes on after a problem, so that one run shows all of them.

use std::ops::Range;

use crate::diagnostic::{Problem, Source, nearest};
use crate::yaml::{Document, Entry, Node, Value};

/// A type that can be read from a node.
pub trait Decode: Sized {
    /// What a reader of an error should have written, such as `text` or `a list`.
    fn wants() -> String;

    /// Reads a node; `None` after a problem was recorded.
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self>;

    /// The value of a key that is not there; `None` if the key is required.
    fn absent() -> Option<Self> {
        None
    }

    /// What stands in for a value that could not be read, so that the rest of the file can still be checked.
    fn placeholder() -> Self;
}

/// The text that stands in for one that could not be read. No file can hold it.
pub const PLACEHOLDER: &str = "\u{0}";

/// Collects the problems of one document.
#[derive(Debug)]
pub struct Decoder<'a> {
    source: &'a Source,
    problems: Vec<Problem>,
}

impl<'a> Decoder<'a> {
    /// Reads a whole document: the value, with placeholders where it could not be read, and every problem in the
    /// order of the file.
    pub fn read<T: Decode>(document: &'a Document) -> (T, Vec<Problem>) {
        let mut decoder = Decoder { source: &document.source, problems: Vec::new() };
        let value = T::decode(&document.root, &mut decoder);
        decoder.problems.sort_by_key(|problem| problem.place.as_ref().map(|at| (at.line, at.column)));
        (value.unwrap_or_else(T::placeholder), decoder.problems)
    }

    /// Records a problem at a range of bytes.
    pub fn problem(&mut self, problem: Problem, span: Range<usize>) {
        self.problems.push(problem.at(self.source.place(span)));
    }

    /// Records that a node is not of the kind wanted.
    pub fn mismatch<T>(&mut self, node: &Node, wanted: &str) -> Option<T> {
        let problem =
            Problem::error("wrong-type", format!("expected {wanted}, got {}", describe(node))).label(wanted);
        self.problem(problem, node.span.clone());
        None
    }

    /// The entries of a mapping, after unknown and duplicate keys were recorded.
    pub fn fields<'n>(&mut self, node: &'n Node, known: &'static [&'static str]) -> Option<Fields<'n>> {
        let Value::Map(entries) = &node.value else {
            let problem = Problem::error("wrong-type", format!("expected a mapping, got {}", describe(node)))
                .hint(format!("known keys: {}", known.join(", ")));
            self.problem(problem, node.span.clone());
            return None;
        };
        for (at, entry) in entries.iter().enumerate() {
            let key = entry.key.text.as_str();
            if !known.contains(&key) {
                self.unknown_key(entry, known);
            } else if entries[..at].iter().any(|earlier| earlier.key.text == key) {
                let problem = Problem::error("duplicate-key", format!("the key `{key}` is given twice"))
                    .label("second time")
                    .hint("keep one of the two");
                self.problem(problem, entry.key.span.clone());
            }
        }
        Some(Fields { entries, span: node.span.clone() })
    }

    /// Records that a key is missing; further ones of the same mapping join the first.
    fn missing(&mut self, key: &str, wants: &str, span: Range<usize>) {
        let hint = format!("add `{key}:` with {wants}");
        let place = self.source.place(span);
        let last = self
            .problems
            .last_mut()
            .filter(|last| last.code == "missing-key" && last.place.as_ref() == Some(&place));
        if let Some(last) = last {
            last.message =
                last.message.replace("the key ", "the keys ").replace(" is missing", " are missing");
            last.message = last.message.replace(" are missing", &format!(", `{key}` are missing"));
            last.hints.push(hint);
        } else {
            let problem = Problem::error("missing-key", format!("the key `{key}` is missing"));
            self.problems.push(problem.at(place).hint(hint));
        }
    }

    fn unknown_key(&mut self, entry: &Entry, known: &[&str]) {
        let key = entry.key.text.as_str();
        let mut problem = Problem::error("unknown-key", format!("unknown key `{key}`"));
        if let Some(name) = nearest(key, known.iter().copied()) {
            problem = problem.label(format!("did you mean `{name}`?"));
        }
        self.problem(problem.hint(format!("known keys: {}", known.join(", "))), entry.key.span.clone());
    }
}

/// The entries of a mapping.
#[derive(Debug)]
pub struct Fields<'n> {
    entries: &'n [Entry],
    span: Range<usize>,
}

impl Fields<'_> {
    /// The value of a key; `None` after a problem was recorded.
    pub fn get<T: Decode>(&self, key: &str, decoder: &mut Decoder<'_>) -> Option<T> {
        let found = self.entries.iter().find(|entry| entry.key.text == key);
        match found.map(|entry| &entry.value) {
            Some(Node { value: Value::Null, span }) => T::absent().or_else(|| {
                let problem = Problem::error("missing-value", format!("`{key}` has no value"))
                    .label(format!("expected {}", T::wants()));
                decoder.problem(problem, span.clone());
                None
            }),
            Some(node) => T::decode(node, decoder),
            None => T::absent().or_else(|| {
                decoder.missing(key, &T::wants(), self.span.clone());
                None
            }),
        }
    }
}

/// What stands there, in words.
fn describe(node: &Node) -> String {
    match &node.value {
        Value::Null => "nothing".to_owned(),
        Value::List(_) => "a list".to_owned(),
        Value::Map(_) => "a mapping".to_owned(),
        Value::Scalar { text, .. } => {
            let short: String = text.chars().take(40).collect();
            let more = if short.len() < text.len() { "…" } else { "" };
            format!("`{}{more}`", short.replace('\n', " "))
        }
    }
}

impl Decode for String {
    fn wants() -> String {
        "text".to_owned()
    }

    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        match &node.value {
            Value::Scalar { text, .. } if text.trim().is_empty() => {
                decoder.problem(
                    Problem::error("empty-text", "expected text, got an empty one"),
                    node.span.clone(),
                );
                None
            }
            Value::Scalar { text, .. } => Some(text.trim_end().to_owned()),
            _ => decoder.mismatch(node, &Self::wants()),
        }
    }

    fn placeholder() -> Self {
        PLACEHOLDER.to_owned()
    }
}

/// A number read by its own parser; quoted text is not a number.
fn number<T: std::str::FromStr + Decode>(node: &Node, decoder: &mut Decoder<'_>) -> Option<T> {
    let parsed = match &node.value {
        Value::Scalar { text, bare: true } => text.parse().ok(),
        _ => None,
    };
    parsed.or_else(|| decoder.mismatch(node, &T::wants()))
}

impl Decode for u32 {
    fn wants() -> String {
        "a whole number".to_owned()
    }

    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        number(node, decoder)
    }

    fn placeholder() -> Self {
        1
    }
}

impl Decode for f64 {
    fn wants() -> String {
        "a number".to_owned()
    }

    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        number(node, decoder).filter(|value: &f64| value.is_finite())
    }

    fn placeholder() -> Self {
        1.0
    }
}

impl Decode for bool {
    fn wants() -> String {
        "`true` or `false`".to_owned()
    }

    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        number(node, decoder)
    }

    fn placeholder() -> Self {
        false
    }
}

impl<T: Decode> Decode for Option<T> {
    fn wants() -> String {
        T::wants()
    }

    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        T::decode(node, decoder).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn placeholder() -> Self {
        None
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn wants() -> String {
        format!("a list; each item {}", T::wants())
    }

    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Value::List(items) = &node.value else {
            return decoder.mismatch(node, "a list");
        };
        // An item that cannot be read keeps its number, so that the places of the others stay right.
        Some(items.iter().map(|item| T::decode(item, decoder).unwrap_or_else(T::placeholder)).collect())
    }

    fn absent() -> Option<Self> {
        Some(Vec::new())
    }

    fn placeholder() -> Self {
        Vec::new()
    }
}

/// Reads one of a fixed set of words, exactly as they are spelled.
pub fn choose<T: Copy>(node: &Node, decoder: &mut Decoder<'_>, known: &[(&'static str, T)]) -> Option<T> {
    let names = known.iter().map(|(name, _)| *name);
    let wanted = format!("one of {}", names.clone().collect::<Vec<_>>().join(", "));
    let Value::Scalar { text, .. } = &node.value else {
        return decoder.mismatch(node, &wanted);
    };
    if let Some((_, value)) = known.iter().find(|(name, _)| name == text) {
        return Some(*value);
    }
    let mut problem = Problem::error("unknown-word", format!("expected {wanted}, got {}", describe(node)));
    if let Some(name) = nearest(text, names) {
        problem = problem.label(format!("did you mean `{name}`?"));
    }
    decoder.problem(problem, node.span.clone());
    None
}

/// Declares the keys of a mapping type: each field is read by its own type, under its own name or the one after `as`.
macro_rules! record {
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $name:literal) => { $name };
    ($type:ident { $($field:ident $(as $name:literal)?),+ $(,)? }) => {
        impl $crate::yaml::Decode for $type {
            fn wants() -> String {
                "a mapping".to_owned()
            }

            fn decode(
                node: &$crate::yaml::Node,
                decoder: &mut $crate::yaml::Decoder<'_>,
            ) -> Option<Self> {
                const KEYS: &[&str] = &[$($crate::yaml::record!(@key $field $($name)?)),+];
                let fields = decoder.fields(node, KEYS)?;
                Some(Self {
                    $($field: fields
                        .get($crate::yaml::record!(@key $field $($name)?), decoder)
                        .unwrap_or_else($crate::yaml::Decode::placeholder)),+
                })
            }

            fn placeholder() -> Self {
                Self { $($field: $crate::yaml::Decode::placeholder()),+ }
            }
        }
    };
}

/// Declares the words of a choice type.
macro_rules! choices {
    ($type:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $crate::yaml::Decode for $type {
            fn wants() -> String {
                format!("one of {}", [$($word),+].join(", "))
            }

            fn decode(
                node: &$crate::yaml::Node,
                decoder: &mut $crate::yaml::Decoder<'_>,
            ) -> Option<Self> {
                $crate::yaml::choose(node, decoder, Self::ALL)
            }

            fn placeholder() -> Self {
                Self::ALL[0].1
            }
        }

        impl $type {
            /// Every value with its word, in the order of the type.
            #[allow(dead_code)]
            pub const ALL: &'static [(&'static str, Self)] = &[$(($word, Self::$variant)),+];

            /// The word that stands for this value in files.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }
        }
    };
}

pub(crate) use {choices, record};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::draw_all;
    use crate::yaml::parse;

    #[derive(Debug, PartialEq)]
    struct Part {
        id: String,
        minutes: u32,
        share: Option<f64>,
        counted: Option<bool>,
        kind: Color,
        tags: Vec<String>,
    }
    record!(Part { id, minutes, share, counted, kind as "type", tags });

    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Color {
        Red,
        Green,
    }
    choices!(Color { Red = "red", Green = "green" });

    fn read(text: &str) -> Result<Vec<Part>, String> {
        let document = parse("part.yaml", text).expect("valid YAML");
        let (parts, problems) = Decoder::read(&document);
        if problems.is_empty() { Ok(parts) } else { Err(draw_all(&problems, false, 80)) }
    }

    #[test]
    fn a_good_mapping_is_read() {
        let part = &read("- {id: 7, minutes: 40, share: 2.5, type: red, tags: [a, b]}\n").unwrap()[0];
        assert_eq!((part.id.as_str(), part.minutes, part.share, part.counted), ("7", 40, Some(2.5), None));
        assert_eq!((part.kind, part.tags.len(), Color::Green.word()), (Color::Red, 2, "green"));
    }

    #[test]
    fn every_problem_is_shown_at_once() {
        let text = "- id: ''\n  minuts: 40\n  share: '2'\n  counted: no\n  type: rde\n  tags: a\n- 3\n- id: x\n  id: y\n  minutes: forty\n  type:\n";
        insta::assert_snapshot!(read(text).unwrap_err());
    }
}
