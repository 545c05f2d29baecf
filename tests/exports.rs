//! Submissions in, finished files out: golden reports, and properties that hold for any text.
#![allow(clippy::disallowed_methods, reason = "tests look at the tree")]

use comrak::nodes::NodeValue;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use ssmr_coach::export::{Annex, AnnexPart, Format, Meta, Paper, Report, diagram, markdown};

const TORTURE: &str = include_str!("exports/torture.md");
const COACH: &str = include_str!("exports/coach.md");
const FIGURES: &str = include_str!("exports/figures.md");

fn torture() -> Report {
    Report::assemble(TORTURE, Meta::default())
}

fn coach() -> Report {
    let meta = Meta {
        case_title: Some("Tutoring assistant".into()),
        candidate: Some("Zoë Example".into()),
        date: Some("2026-11-24".into()),
        lang: "en".into(),
    };
    Report::assemble(COACH, meta)
}

fn figures() -> Report {
    let mut report = Report::assemble(FIGURES, Meta::default());
    report.draw(diagram::draw);
    report.add_figures();
    report.annex = Some(Annex {
        title: "Review <draft>".into(),
        parts: vec![
            AnnexPart::Heading("Findings & fixes".into()),
            AnnexPart::Paragraph("Two things are missing.".into()),
            AnnexPart::Table {
                head: vec!["Check".into(), "Line".into()],
                rows: vec![vec!["a<b".into(), "3".into()]],
            },
        ],
    });
    report
}

#[test]
fn golden_reports() {
    insta::with_settings!({ snapshot_path => "exports", prepend_module_to_snapshot => false, omit_expression => true }, {
        for (name, report) in [("torture", torture()), ("coach", coach()), ("figures", figures())] {
            if name == "figures" && !cfg!(feature = "diagrams") {
                continue;
            }
            for format in [Format::Markdown, Format::Html, Format::Json] {
                let file = format!("{name}.{}", format.name());
                insta::assert_snapshot!(file, without_style(&format.write(&report, Paper::A4)));
            }
        }
    });
}

/// The style is the same in every page.
fn without_style(text: &str) -> String {
    match (text.split_once("<style>\n"), text.split_once("</style>")) {
        (Some((start, _)), Some((_, end))) => format!("{start}<style>…</style>{end}"),
        _ => text.to_owned(),
    }
}

#[test]
fn nothing_tells_how_the_answer_was_made() {
    for format in [Format::Markdown, Format::Html, Format::Json] {
        let text = format.write(&coach(), Paper::Letter).to_lowercase();
        for word in
            ["ssmr", "coach", "attempt", "take-home", "1712", "0.1.0", "<!--", "boundaries", "guardrails"]
        {
            assert!(!text.contains(word), "{format:?} holds {word:?}");
        }
    }
}

#[test]
fn no_word_of_the_answer_is_lost() {
    let shown = text_of(&Format::Html.write(&torture(), Paper::A4));
    for word in [
        "it is shown all the same",
        "never closed",
        "The end.",
        "alert(\"block\")",
        "two[3]",
        "unknown[^nowhere]",
    ] {
        let word = word.replace("[3]", "1");
        assert!(shown.contains(&word), "{word:?} is missing");
    }
}

#[test]
fn every_anchor_is_unique_and_every_place_on_the_page_exists() {
    for report in [torture(), coach(), figures()] {
        let html = Format::Html.write(&report, Paper::A4);
        let ids = values(&html, " id=\"");
        let mut unique = ids.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), ids.len(), "{ids:?}");
        let own = ["note:", "mark:"];
        let targets =
            values(&html, "href=\"#").into_iter().filter(|to| own.iter().any(|start| to.starts_with(start)));
        let listed =
            report.headings.iter().filter(|heading| heading.level <= 3).map(|heading| heading.id.as_str());
        for target in targets.chain(listed) {
            assert!(ids.contains(&target), "{target:?}");
        }
        for label in values(&html, "aria-labelledby=\"").iter().flat_map(|labels| labels.split(' ')) {
            assert!(ids.contains(&label), "{label:?}");
        }
        for place in html.split("url(#").skip(1).filter_map(|rest| rest.split(')').next()) {
            assert!(ids.contains(&place), "{place:?}");
        }
    }
}

#[test]
fn paper_is_chosen() {
    let report = coach();
    assert!(Format::Html.write(&report, Paper::A4).contains("@page { size: A4; }"));
    assert!(Format::Html.write(&report, Paper::Letter).contains("@page { size: letter; }"));
}

#[test]
fn cleaning_twice_changes_nothing_more() {
    for text in [TORTURE, COACH] {
        let once = markdown::clean(text);
        assert_eq!(markdown::clean(&once), once);
    }
}

#[test]
fn both_parsers_see_the_same_structure() {
    for text in [TORTURE, COACH] {
        let clean = markdown::clean(text);
        assert_eq!(structure_by_offsets(&clean), structure_by_tree(&clean));
    }
}

/// What a text consists of, by either parser: `h2`, `table 3x4`, `fence rust`.
fn structure_by_offsets(text: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let mut found = Vec::new();
    let mut table = (0, 0);
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => found.push(format!("h{}", level as usize)),
            Event::Start(Tag::CodeBlock(kind)) => match kind {
                pulldown_cmark::CodeBlockKind::Fenced(info) => found.push(format!("fence {info}")),
                pulldown_cmark::CodeBlockKind::Indented => found.push("indented".into()),
            },
            Event::Start(Tag::Table(columns)) => table = (columns.len(), 1),
            Event::Start(Tag::TableRow) => table.1 += 1,
            Event::End(TagEnd::Table) => found.push(format!("table {}x{}", table.0, table.1)),
            _ => {}
        }
    }
    found
}

fn structure_by_tree(text: &str) -> Vec<String> {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.alerts = true;
    options.parse.leave_footnote_definitions = true;
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, text, &options);
    root.descendants()
        .filter_map(|node| match &node.data().value {
            NodeValue::Heading(heading) => Some(format!("h{}", heading.level)),
            NodeValue::CodeBlock(block) if block.fenced => Some(format!("fence {}", block.info)),
            NodeValue::CodeBlock(_) => Some("indented".into()),
            NodeValue::Table(table) => {
                Some(format!("table {}x{}", table.num_columns, node.children().count()))
            }
            _ => None,
        })
        .collect()
}

/// The values of an attribute, which is given with its opening quote.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    html.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// A page without its tags.
fn text_of(html: &str) -> String {
    let body = html.split_once("</head>").map_or(html, |(_, body)| body);
    let pieces = body.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    pieces
        .collect::<String>()
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// Texts made of the pieces that could do harm, in any order.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "# ",
            "## ",
            "### ",
            "> ",
            "- ",
            "1. ",
            "- [x] ",
            "```",
            "~~~",
            "    ",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "---",
            "===",
            "|",
            "|---|",
            "\n|---|---|\n",
            "<!--",
            "-->",
            "<!-- ssmr q: -->",
            "<script>",
            "</script>",
            "</style>",
            "<div>",
            "<img src=x onerror=alert(1)>",
            "[a](",
            "javascript:alert(1)",
            ")",
            "[",
            "]",
            "![",
            "<javascript:a>",
            "[^1]",
            "[^1]: ",
            "[b]: ",
            "https://e.org/",
            "\"",
            "'",
            "\\",
            "*",
            "**",
            "_",
            "~",
            "`",
            "``",
            "&#106;",
            "&lt;",
            "&#x202e;",
            "&#0;",
            "\u{202e}",
            "\u{0}",
            "\u{feff}",
            "\u{7f}",
            "é",
            "🙂",
            " ",
            "\t",
            "[!NOTE]\n",
            "> [!TIP]\n",
            "{=html}",
            "a",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Drawings made of the pieces that could do harm.
fn hostile_drawing() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<g>",
        "</g>",
        "<g class=\"node\">",
        "<a href=\"javascript:alert(1)\">",
        "</a>",
        "<script>alert(1)</script>",
        "<style>*{}</style>",
        "<foreignObject>",
        "</foreignObject>",
        "<rect width=\"1\" height=\"1\" onload=\"x\" fill=\"url(http://e.org)\"/>",
        "<path d=\"M0 0\" marker-end=\"url(#m)\"/>",
        "<path d=\"&quot;><script>\"/>",
        "<marker id=\"m\"><path d=\"M0 0\"/></marker>",
        "<marker id='\"><img src=x>'><path d='M0'/></marker>",
        "<text>",
        "</text>",
        "<tspan x=\"0\">",
        "</tspan>",
        "a < b",
        "&lt;script&gt;",
        "&#60;b",
        "<![CDATA[<script>]]>",
        "<!-- <script> -->",
        "<image href=\"http://e.org/\"/>",
        "<use href=\"#x\"/>",
        "<svg>",
        "</svg>",
        "<!DOCTYPE x [<!ENTITY y \"z\">]>",
        "&y;",
        "<animate attributeName=\"href\"/>",
        "<text style=\"font-size:expression(1)\">t</text>",
        "\u{202e}",
    ]);
    prop::collection::vec(piece, 0..30)
        .prop_map(|pieces| format!("<svg viewBox=\"0 0 10 10\"><path d=\"M1 1\"/>{}</svg>", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_text_becomes_a_harmless_page(text in hostile()) {
        let report = Report::assemble(&text, Meta { case_title: Some(text.clone()), candidate: Some(text.clone()), date: Some(text.clone()), lang: text.clone() });
        let html = Format::Html.write(&report, Paper::A4);
        let body = html.split_once("<body>").map_or("", |(_, body)| body);
        let lower = html.to_lowercase();
        prop_assert!(!lower.contains("<script"));
        prop_assert!(!lower.contains("<img"));
        prop_assert!(!lower.contains("<!--"));
        prop_assert_eq!(lower.matches("</style").count(), 1);
        for target in values(&html, "href=\"") {
            let harmless = ["#", "http://", "https://", "mailto:"].iter().any(|start| target.starts_with(start));
            prop_assert!(harmless, "{}", target);
        }
        prop_assert!(html.chars().all(|letter| matches!(letter, '\n' | '\t') || !letter.is_control()));
        let turned = html.contains('\u{202e}');
        prop_assert!(!turned);
        prop_assert_eq!(tags(body), vec![] as Vec<String>);
        serde_json::from_str::<serde_json::Value>(&Format::Json.write(&report, Paper::A4)).expect("JSON");
    }

    #[test]
    fn any_drawing_becomes_harmless_shapes(svg in hostile_drawing()) {
        let mut report = Report::assemble("```mermaid\nx\n```\n", Meta::default());
        report.draw(|_| {
            Ok(diagram::Drawing { kind: "<b>".into(), title: Some("\"t".into()), description: "<i> & \u{202e}".into(), svg: svg.clone() })
        });
        let html = Format::Html.write(&report, Paper::A4);
        let body = html.split_once("<body>").map_or("", |(_, body)| body);
        prop_assert_eq!(tags(body), vec![] as Vec<String>, "{}", svg);
        for piece in body.split('<').skip(1) {
            let name: String = piece.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
            let foreign = ["script", "style", "foreignObject", "image", "use", "a", "animate", "iframe"];
            prop_assert!(!foreign.contains(&name.as_str()), "{} of {}", name, svg);
        }
        for address in body.split("url(").skip(1) {
            prop_assert!(address.starts_with("#drawing:1:"), "{}", svg);
        }
    }

    #[test]
    fn what_is_cut_is_cut_out_of_what_was_written(text in hostile()) {
        let clean = markdown::clean(&text);
        prop_assert!(clean.len() <= text.len());
        // Whatever is left stands in the text in the same order.
        let mut rest = text.chars();
        for letter in clean.chars() {
            prop_assert!(rest.any(|other| other == letter), "{:?} of {:?}", clean, text);
        }
    }
}

/// Tags that are left open or closed without having been opened, and tags or attributes that the page never uses.
fn tags(body: &str) -> Vec<String> {
    const VOID: [&str; 2] = ["hr", "br"];
    const ATTRIBUTES: [&str; 30] = [
        "viewBox",
        "width",
        "height",
        "x",
        "y",
        "d",
        "r",
        "cx",
        "cy",
        "points",
        "transform",
        "marker-end",
        "marker-start",
        "font-size",
        "text-anchor",
        "colspan",
        "aria-hidden",
        "orient",
        "refX",
        "id",
        "class",
        "href",
        "title",
        "role",
        "tabindex",
        "scope",
        "start",
        "datetime",
        "aria-label",
        "aria-labelledby",
    ];
    let mut wrong = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    for tag in body.split('<').skip(1).filter_map(|piece| piece.split_once('>')).map(|(tag, _)| tag) {
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if let Some(name) = name.strip_prefix('/') {
            if open.last() == Some(&name) {
                open.pop();
            } else if !matches!(name, "body" | "html") {
                wrong.push(format!("closed: {name}"));
            }
        } else if !VOID.contains(&name) && !name.ends_with('/') {
            open.push(name);
        }
        if attributes.ends_with('/') {
            open.pop();
        }
        let outside_quotes = attributes.split('"').step_by(2);
        for attribute in outside_quotes.filter_map(|text| text.trim().strip_suffix('=')) {
            if !ATTRIBUTES.contains(&attribute) {
                wrong.push(format!("attribute: {attribute}"));
            }
        }
    }
    wrong.extend(open.into_iter().map(|name| format!("open: {name}")));
    wrong
}
