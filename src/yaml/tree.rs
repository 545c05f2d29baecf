//! Text to a tree in which every key and value knows its place.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy};
use serde_saphyr::{DefaultMessageFormatter, Error, MessageFormatter, Options, Spanned};

use crate::diagnostic::{Place, Problem, Source};

/// More nodes than any honest file of ours has; a bomb of aliases stops here.
const MAX_NODES: usize = 200_000;
/// Packs have no use for aliases; a few are tolerated.
const MAX_ALIASES: usize = 16;
/// Deeper than any honest file of ours.
const MAX_DEPTH: usize = 64;

/// A parsed file.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The text it came from.
    pub source: Source,
    /// The tree.
    pub root: Node,
}

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The bytes of the text that it stands in; a collection has only its start.
    pub span: Range<usize>,
    /// The value.
    pub value: Value,
}

/// What stands at a place.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing, or `~`, or `null`.
    Null,
    /// Any scalar as it was written.
    Scalar {
        /// The text, without quotes.
        text: String,
        /// Whether YAML takes it for a number or a truth value; quoted and block text never is.
        bare: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A mapping in the order of the file; duplicate keys are all here.
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: Key,
    /// The value.
    pub value: Node,
}

/// A key and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// The key as text.
    pub text: String,
    /// The bytes it stands in.
    pub span: Range<usize>,
}

/// One step of a path through a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// Into a mapping.
    Key(&'a str),
    /// Into a list, from 0.
    Index(usize),
}

impl<'a> From<&'a str> for Step<'a> {
    fn from(key: &'a str) -> Self {
        Step::Key(key)
    }
}

impl From<usize> for Step<'_> {
    fn from(index: usize) -> Self {
        Step::Index(index)
    }
}

impl Document {
    /// The place of the node at a path; of the deepest node on the way if the path does not exist.
    pub fn place(&self, path: &[Step<'_>]) -> Place {
        let mut node = &self.root;
        for step in path {
            match node.step(*step) {
                Some(next) => node = next,
                None => break,
            }
        }
        self.source.place(node.span.clone())
    }
}

impl Node {
    /// The node one step down.
    pub fn step(&self, step: Step<'_>) -> Option<&Node> {
        match (&self.value, step) {
            (Value::Map(entries), Step::Key(key)) => {
                entries.iter().find(|entry| entry.key.text == key).map(|entry| &entry.value)
            }
            (Value::List(items), Step::Index(index)) => items.get(index),
            _ => None,
        }
    }
}

/// Reads a text as YAML.
///
/// # Errors
/// A single problem with its place if the text is not YAML, or is larger or deeper than any honest file.
pub fn parse(name: &str, text: &str) -> Result<Document, Box<Problem>> {
    let source = Source::new(name, text.strip_prefix('\u{feff}').unwrap_or(text));
    match serde_saphyr::from_str_with_options::<Raw>(&source.text, options()) {
        Ok(raw) => {
            let root = raw.into_node(&source.text);
            Ok(Document { source, root })
        }
        Err(error) => Err(Box::new(syntax_problem(&source, &error))),
    }
}

fn options() -> Options {
    serde_saphyr::options! {
        strict_indentation: true,
        strict_booleans: true,
        with_snippet: false,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        budget: serde_saphyr::budget! {
            max_aliases: MAX_ALIASES,
            max_nodes: MAX_NODES,
            max_depth: MAX_DEPTH,
            max_documents: 1,
        },
    }
}

fn syntax_problem(source: &Source, error: &Error) -> Problem {
    let message = DefaultMessageFormatter.format_message(error.without_snippet()).into_owned();
    let problem = Problem::error("yaml-syntax", message);
    let found = error.location();
    let span = found.as_ref().and_then(span_of).or_else(|| {
        // Without bytes there may still be a line and a column.
        let location = found?;
        let at =
            source.offset(usize::try_from(location.line()).ok()?, usize::try_from(location.column()).ok()?);
        Some(at..at)
    });
    problem.at(source.place(span.unwrap_or(0..0)))
}

/// The bytes of a location; none if the parser had to make one up.
fn span_of(location: &serde_saphyr::Location) -> Option<Range<usize>> {
    let span = location.span();
    let start = usize::try_from(span.byte_offset()?).ok()?;
    let len = usize::try_from(span.byte_len().unwrap_or(0)).ok()?;
    Some(start..start + len)
}

/// A node while serde drives: scalars that are not text still have to be read from the source.
struct Raw {
    span: Range<usize>,
    defined: Range<usize>,
    value: RawValue,
}

enum RawValue {
    Null,
    Text(String),
    /// A bare number or boolean; the tree keeps what was written.
    Bare,
    List(Vec<Raw>),
    Map(Vec<(Spanned<String>, Raw)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<RawValue>::deserialize(deserializer)?;
        let span = span_of(&spanned.referenced).unwrap_or(0..0);
        let defined = span_of(&spanned.defined).unwrap_or_else(|| span.clone());
        Ok(Raw { span, defined, value: spanned.value })
    }
}

impl<'de> Deserialize<'de> for RawValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = RawValue;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("YAML")
    }

    fn visit_unit<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null)
    }

    fn visit_none<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<RawValue, E> {
        Ok(RawValue::Bare)
    }

    fn visit_i64<E>(self, _: i64) -> Result<RawValue, E> {
        Ok(RawValue::Bare)
    }

    fn visit_u64<E>(self, _: u64) -> Result<RawValue, E> {
        Ok(RawValue::Bare)
    }

    fn visit_i128<E>(self, _: i128) -> Result<RawValue, E> {
        Ok(RawValue::Bare)
    }

    fn visit_u128<E>(self, _: u128) -> Result<RawValue, E> {
        Ok(RawValue::Bare)
    }

    fn visit_f64<E>(self, _: f64) -> Result<RawValue, E> {
        Ok(RawValue::Bare)
    }

    fn visit_str<E>(self, text: &str) -> Result<RawValue, E> {
        Ok(RawValue::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<RawValue, E> {
        Ok(RawValue::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<RawValue, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(RawValue::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<RawValue, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(RawValue::Map(map))
    }
}

impl Raw {
    fn into_node(self, text: &str) -> Node {
        let value = match self.value {
            RawValue::Null => Value::Null,
            RawValue::Bare => {
                Value::Scalar { text: written(text, &self.defined).trim().to_owned(), bare: true }
            }
            RawValue::Text(content) => Value::Scalar { text: content, bare: false },
            RawValue::List(items) => {
                Value::List(items.into_iter().map(|item| item.into_node(text)).collect())
            }
            RawValue::Map(entries) => {
                Value::Map(entries.into_iter().map(|entry| into_entry(entry, text)).collect())
            }
        };
        Node { span: self.span, value }
    }
}

fn into_entry((key, value): (Spanned<String>, Raw), text: &str) -> Entry {
    let span = span_of(&key.referenced).unwrap_or(0..0);
    Entry { key: Key { text: key.value, span }, value: value.into_node(text) }
}

fn written<'a>(text: &'a str, span: &Range<usize>) -> &'a str {
    text.get(span.clone()).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scalar<'a>(document: &'a Document, path: &[Step<'_>]) -> (&'a str, bool, &'a str) {
        let mut node = &document.root;
        for step in path {
            node = node.step(*step).expect("the path exists");
        }
        match &node.value {
            Value::Scalar { text, bare } => (text, *bare, &document.source.text[node.span.clone()]),
            other => panic!("not a scalar: {other:?}"),
        }
    }

    #[test]
    fn scalars_keep_what_was_written_and_where() {
        let text = "id: 007\nflag: no\nname: \"7\"\nwörter:\n  - é x\n  - 3.10\n";
        let document = parse("a.yaml", text).expect("valid");
        assert_eq!(scalar(&document, &["id".into()]), ("007", true, "007"));
        assert_eq!(scalar(&document, &["flag".into()]), ("no", false, "no"));
        assert!(!scalar(&document, &["name".into()]).1);
        assert_eq!(scalar(&document, &["wörter".into(), 0.into()]), ("é x", false, "é x"));
        assert_eq!(scalar(&document, &["wörter".into(), 1.into()]), ("3.10", true, "3.10"));
    }

    #[test]
    fn duplicate_keys_are_all_kept() {
        let document = parse("a.yaml", "a: 1\na: 2\n").expect("valid");
        let Value::Map(entries) = &document.root.value else { panic!("a mapping") };
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[1].key.span, 5..6);
    }

    #[test]
    fn block_text_is_never_bare() {
        let document = parse("a.yaml", "brief: |\n  one\n  two\n").expect("valid");
        let (text, bare, _) = scalar(&document, &["brief".into()]);
        assert_eq!((text, bare), ("one\ntwo\n", false));
    }

    #[test]
    fn a_byte_order_mark_and_crlf_are_accepted() {
        let document = parse("a.yaml", "\u{feff}a: 1\r\nb: x\r\n").expect("valid");
        assert_eq!(scalar(&document, &["b".into()]), ("x", false, "x"));
    }

    #[test]
    fn an_empty_text_is_null() {
        assert_eq!(parse("a.yaml", "").expect("valid").root.value, Value::Null);
        assert_eq!(parse("a.yaml", "# only a comment\n").expect("valid").root.value, Value::Null);
    }

    #[test]
    fn hostile_texts_are_refused_with_a_place() {
        let brackets = "[".repeat(100_000);
        let mut bomb = String::from("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (name, before) in ["b", "c", "d", "e", "f", "g"].iter().zip(["a", "b", "c", "d", "e", "f"]) {
            let uses = vec![format!("*{before}"); 10].join(", ");
            bomb.push_str(&format!("{name}: &{name} [{uses}]\n"));
        }
        for text in
            [brackets.as_str(), bomb.as_str(), "a:\n\t- b\n", "a: \"open\n", "a: b: c\n", "--- 1\n--- 2\n"]
        {
            let problem = parse("a.yaml", text).expect_err("refused");
            assert!(problem.place.is_some(), "{problem:?}");
            assert!(!problem.message.is_empty());
        }
    }
}
