//! Spans point at what they say they point at, whatever the text is.

use std::ops::Range;

use proptest::prelude::*;
use ssmr_coach::diagnostic::{Problem, Source, is_unsafe};
use ssmr_coach::text::markdown::headings;
use ssmr_coach::text::{front_matter, words};
use ssmr_coach::yaml::{Node, Value, parse};

/// Text made of pieces that mean something to YAML or Markdown, and of characters of every width.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "a: ",
            "- ",
            "\n",
            "\r\n",
            "\t",
            "  ",
            "\"",
            "'",
            "[",
            "]",
            "{",
            "}",
            "&x ",
            "*x",
            "|\n",
            ">-\n",
            "---\n",
            "...\n",
            "# ",
            "## ",
            "===\n",
            "---",
            "```\n",
            "~~~\n",
            "<!-- ",
            "-->",
            "> ",
            "\u{feff}",
            "\u{202e}",
            "\u{1b}[31m",
            "\0",
            "日本",
            "é",
            "👩‍👩‍👧",
            "x",
            "!!str ",
            "? ",
            ": ",
            "<pre>\n",
            "[^1]",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Every span of a tree, with the spans of what it holds.
fn spans(node: &Node, found: &mut Vec<Range<usize>>) {
    found.push(node.span.clone());
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| spans(item, found)),
        Value::Map(entries) => {
            for entry in entries {
                found.push(entry.key.span.clone());
                spans(&entry.value, found);
            }
        }
        Value::Null | Value::Scalar { .. } => {}
    }
}

/// A mapping of mappings and lists, with what its keys and scalars are.
fn known_tree() -> impl Strategy<Value = Vec<(String, Vec<String>)>> {
    prop::collection::vec(
        ("[a-zé日]{1,6}", prop::collection::vec("[a-zéß日][a-zéß日 ]{0,8}[a-zéß日]", 1..4)),
        1..6,
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn keys_and_scalars_are_where_their_spans_say(tree in known_tree(), crlf: bool, mark: bool) {
        let break_ = if crlf { "\r\n" } else { "\n" };
        let mut text = String::from(if mark { "\u{feff}" } else { "" });
        for (key, items) in &tree {
            text.push_str(&format!("{key}:{break_}"));
            items.iter().for_each(|item| text.push_str(&format!("  - {item}{break_}")));
        }
        let document = parse("a.yaml", &text).expect("plain YAML");
        let source = &document.source.text;
        let Value::Map(entries) = &document.root.value else { panic!("a mapping: {text}") };
        prop_assert_eq!(entries.len(), tree.len());
        for (entry, (key, items)) in entries.iter().zip(&tree) {
            prop_assert_eq!(&source[entry.key.span.clone()], key);
            let Value::List(found) = &entry.value.value else { panic!("a list: {text}") };
            let written: Vec<&str> = found.iter().map(|item| &source[item.span.clone()]).collect();
            prop_assert_eq!(written, items.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }

    #[test]
    fn any_text_is_a_tree_or_a_problem_with_a_place(text in hostile()) {
        match parse("a.yaml", &text) {
            Ok(document) => {
                let mut found = Vec::new();
                spans(&document.root, &mut found);
                for span in found {
                    prop_assert!(document.source.text.get(span.clone()).is_some(), "{:?} of {:?}", span, text);
                }
            }
            Err(problem) => {
                let place = problem.place.as_ref().expect("a place");
                prop_assert!(place.line >= 1 && place.line <= text.lines().count().max(1) + 1, "{:?}", place);
                let drawn = problem.draw(false, 80);
                prop_assert!(!drawn.contains(is_unsafe), "{:?}", drawn);
            }
        }
    }

    #[test]
    fn a_problem_can_be_drawn_at_any_place(text in hostile(), start in 0_usize..200, length in 0_usize..200, width in 0_usize..120) {
        let source = Source::new("a\u{202e}.yaml", text.clone());
        let place = source.place(start..start + length);
        prop_assert!(text.contains(&place.excerpt), "{:?} of {:?}", place, text);
        let back = source.offset(place.line, place.column);
        prop_assert_eq!(source.place(back..back).column, place.column);
        let problem = Problem::error("code", text.clone()).at(place).label(text.clone()).hint(text.clone());
        let drawn = problem.draw(false, width);
        prop_assert!(!drawn.contains(is_unsafe), "{:?}", drawn);
    }

    #[test]
    fn headings_and_front_matter_are_pieces_of_the_text(text in hostile()) {
        let body = front_matter(&text).map_or(0, |front| {
            assert!(text.get(front.yaml.clone()).is_some() && front.whole.end >= front.yaml.end, "{front:?}");
            front.whole.end
        });
        let body = &text[body..];
        let mut last = 0;
        for heading in headings(body) {
            prop_assert!((1..=6).contains(&heading.level));
            prop_assert!(heading.span.start >= last && body.get(heading.span.clone()).is_some(), "{:?}", heading);
            last = heading.span.end;
        }
        prop_assert!(words::count(&text) <= text.chars().count());
    }
}
