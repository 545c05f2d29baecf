//! A drawing that is not to be trusted, as shapes and text in the classes of the page's style.
//!
//! Only what is listed here survives: elements that draw, attributes that place, values of letters, digits and a few
//! marks. Colors and fonts are the page's own, so that a drawing is legible on light, dark and paper.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Drawing;
use super::labels::NOTHING;
use crate::export::diagram::shapes::{Attributes, Element, Piece};
use crate::export::html::escape;

/// Deeper nesting than this is no drawing.
const DEEPEST: usize = 48;

/// Elements that draw, or hold what draws.
const KEPT: &str = "g path rect circle ellipse line polygon polyline text tspan marker";
/// Elements that go while their content stays.
const OPENED: [&str; 1] = ["defs"];
/// A link becomes a group: it may carry a place.
const LINK: &str = "a";
/// Attributes that place something.
const PLACING: &str = "x y x1 y1 x2 y2 cx cy r rx ry dx dy width height d points transform viewBox refX refY markerWidth \
    markerHeight markerUnits orient text-anchor dominant-baseline font-size font-weight font-style";
/// Classes that the page's style knows, by their names in a drawing. Words that end in a star stand for any ending.
const CLASSES: &str = "node label-container outer-path edgeLabel background cluster cluster-label flowchart-link transition \
    edge-pattern-dotted edge-pattern-dashed edge-thickness-thick edge-thickness-invisible marker cross actor \
    actor-line actor-man messageLine0 messageLine1 messageText loopLine loopText labelBox labelText note noteText \
    sequenceNumber activation* rect tick domain grid section sectionTitle task taskText taskTextOutsideRight \
    taskTextOutsideLeft milestone crit* done* active* titleText state-start divider outer inner label \
    statediagram-state";

pub(super) fn clean(drawing: &Drawing, prefix: &str, label: &str) -> Result<String, String> {
    let read = read(&drawing.svg, prefix).map_err(|_| "the drawing cannot be read".to_owned())?;
    let (root, mut content) = read.ok_or_else(|| "the drawing is empty".to_owned())?;
    let view = root.numbers("viewBox").filter(|view| view.len() == 4 && view[2] > 0.0 && view[3] > 0.0);
    let view = view.ok_or_else(|| "the drawing has no size".to_owned())?;
    let used = content.iter().flat_map(Piece::markers).collect::<Vec<_>>();
    content.iter_mut().for_each(|piece| piece.prune(&used));
    content.retain(|piece| !piece.is_nothing());
    let mut body = String::new();
    content.iter().for_each(|piece| piece.write(&mut body));
    if body.is_empty() {
        return Err("the drawing is empty".into());
    }
    Ok(format!(
        "<svg role=\"img\" aria-labelledby=\"{prefix}:title {prefix}:text\" viewBox=\"{} {} {} {}\" width=\"{:.0}\" height=\"{:.0}\">\n\
         <title id=\"{prefix}:title\">{}</title>\n<desc id=\"{prefix}:text\">{}</desc>\n{body}\n</svg>\n",
        view[0],
        view[1],
        view[2],
        view[3],
        view[2].ceil(),
        view[3].ceil(),
        escape::text(label),
        escape::text(&drawing.description),
    ))
}

/// The attributes of the `<svg>` element and what it holds.
fn read(svg: &str, prefix: &str) -> Result<Option<(Element, Vec<Piece>)>, quick_xml::Error> {
    let mut reader = Reader::from_str(svg);
    let mut root = None;
    let mut stack: Vec<Element> = vec![Element::default()];
    // How many elements are open inside one that goes with all it holds.
    let mut gone = 0_usize;
    // For each open element that stays or is opened: whether it has an entry on the stack.
    let mut open: Vec<bool> = Vec::new();
    loop {
        match reader.read_event()? {
            Event::Start(_) | Event::Empty(_) if open.len() + gone > DEEPEST => return Ok(None),
            Event::Start(tag) if gone > 0 || goes(&tag) => {
                // The outermost element is the drawing itself.
                if root.is_none() && tag.name().as_ref() == "svg" {
                    root = Some(element(&tag, prefix));
                    open.push(false);
                } else {
                    gone += 1;
                }
            }
            Event::Start(tag) => {
                let kept = !OPENED.contains(&tag.name().as_ref());
                open.push(kept);
                if kept {
                    stack.push(element(&tag, prefix));
                }
            }
            Event::End(_) if gone > 0 => gone -= 1,
            Event::End(_) => {
                if open.pop() == Some(true)
                    && let (Some(done), Some(parent)) = (stack.pop(), stack.last_mut())
                {
                    parent.children.push(Piece::Element(done.centered()));
                }
            }
            Event::Empty(tag) if gone == 0 && !goes(&tag) && is_in(KEPT, tag.name().as_ref()) => {
                add(&mut stack, Piece::Element(element(&tag, prefix)));
            }
            Event::Text(text) if gone == 0 => add(&mut stack, Piece::Text(text.xml10_content().into_owned())),
            Event::CData(text) if gone == 0 => {
                add(&mut stack, Piece::Text(text.xml10_content().into_owned()));
            }
            Event::GeneralRef(reference) if gone == 0 => {
                let named =
                    quick_xml::escape::resolve_xml_entity(&reference.xml10_content()).map(str::to_owned);
                let text = match reference.resolve_char_ref()? {
                    Some(letter) => letter.to_string(),
                    None => named.unwrap_or_default(),
                };
                add(&mut stack, Piece::Text(text));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let content = stack.into_iter().next().map(|top| top.children).unwrap_or_default();
    Ok(root.map(|root| (root, content)))
}

fn add(stack: &mut [Element], piece: Piece) {
    if let Some(parent) = stack.last_mut() {
        // White space between elements is no text.
        match piece {
            Piece::Text(_) if !matches!(parent.name.as_str(), "text" | "tspan") => {}
            Piece::Text(text) => parent.children.push(Piece::Text(text.replace(NOTHING, ""))),
            Piece::Element(_) => parent.children.push(piece),
        }
    }
}

/// Whether an element goes with all it holds. The line of today would differ every day.
fn goes(tag: &BytesStart<'_>) -> bool {
    let name = tag.name();
    let name = name.as_ref();
    let known = is_in(KEPT, name) || OPENED.contains(&name) || name == LINK;
    let today = tag
        .attributes()
        .flatten()
        .any(|attribute| attribute.key.as_ref() == "class" && attribute.value == "today");
    !known || today
}

fn element(tag: &BytesStart<'_>, prefix: &str) -> Element {
    let mut attributes = Attributes::default();
    let mut style = String::new();
    for attribute in tag.attributes().flatten() {
        let Ok(value) = quick_xml::escape::unescape(&attribute.value) else { continue };
        match attribute.key.as_ref() {
            "class" => attributes.classes = value.split_ascii_whitespace().filter_map(class).collect(),
            "style" => style = value.into_owned(),
            "id" if tag.name().as_ref() == "marker" => attributes.id = name(&value, prefix),
            key @ ("marker-start" | "marker-end" | "marker-mid") => {
                let target = value.strip_prefix("url(#").and_then(|rest| rest.strip_suffix(')'));
                if let Some(target) = target.and_then(|target| name(target, prefix)) {
                    attributes.markers.push((key.to_owned(), target));
                }
            }
            key if is_in(PLACING, key) && places(&value) => {
                attributes.placing.push((key.to_owned(), value.into_owned()));
            }
            _ => {}
        }
    }
    attributes.take_style(&style);
    attributes.classes.sort();
    attributes.classes.dedup();
    let name = match tag.name().as_ref() {
        LINK => "g".to_owned(),
        name => name.to_owned(),
    };
    Element { name, attributes, children: Vec::new() }.upright()
}

fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// The class of the page's style for a class of a drawing.
fn class(token: &str) -> Option<String> {
    let known = CLASSES.split(' ').find_map(|known| match known.strip_suffix('*') {
        Some(start) => token.starts_with(start).then_some(start),
        None => (token == known).then_some(known),
    })?;
    Some(format!("d-{known}"))
}

/// A name inside the drawing, as a name inside the page.
fn name(raw: &str, prefix: &str) -> Option<String> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    (!raw.is_empty() && raw.chars().all(plain)).then(|| format!("{prefix}:{raw}"))
}

/// Whether a value can place something and do nothing else: no address fits into it.
fn places(value: &str) -> bool {
    let harmless = |letter: char| letter.is_ascii_alphanumeric() || " .,+-()%\n\t".contains(letter);
    !value.is_empty() && value.chars().all(harmless) && !value.contains("NaN") && !value.contains("url")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(inside: &str) -> Result<String, String> {
        let svg = format!("<svg viewBox=\"0 0 10 10\" onload=\"x()\">{inside}</svg>");
        let drawing = Drawing { kind: "K".into(), title: None, description: "d < e".into(), svg };
        clean(&drawing, "p", "T & U")
    }

    /// What is between the description and the end.
    fn body(inside: &str) -> String {
        let whole = cleaned(inside).unwrap_or_else(|fault| fault);
        match whole.split_once("</desc>\n") {
            Some((_, rest)) => rest.trim_end().trim_end_matches("</svg>").trim_end().to_owned(),
            None => whole,
        }
    }

    #[test]
    fn the_frame_names_and_describes_the_drawing() {
        let whole = cleaned("<rect width=\"1\" height=\"2\"/>").expect("clean");
        let head = "<svg role=\"img\" aria-labelledby=\"p:title p:text\" viewBox=\"0 0 10 10\" width=\"10\" height=\"10\">\n\
                    <title id=\"p:title\">T &amp; U</title>\n<desc id=\"p:text\">d &lt; e</desc>\n";
        assert_eq!(whole, format!("{head}<rect height=\"2\" width=\"1\"/>\n</svg>\n"));
    }

    #[test]
    fn only_what_is_listed_survives() {
        let cases = [
            ("<script>alert(1)</script><path d=\"M0 0\"/>", "<path d=\"M0 0\"/>"),
            ("<style>*{fill:red}</style><path d=\"M0 0\"/>", "<path d=\"M0 0\"/>"),
            ("<foreignObject><div>x</div></foreignObject><path d=\"M0 0\"/>", "<path d=\"M0 0\"/>"),
            (
                "<image href=\"http://e.org/x.png\"/><use href=\"#a\"/><path d=\"M0 0\"/>",
                "<path d=\"M0 0\"/>",
            ),
            ("<a href=\"javascript:alert(1)\"><text>a</text></a>", "<g><text>a</text></g>"),
            (
                "<path d=\"M0 0\" onclick=\"x()\" fill=\"url(http://e.org)\" style=\"fill:red\" filter=\"url(#f)\"/>",
                "<path d=\"M0 0\"/>",
            ),
            ("<path d=\"M0 0&quot;><script>\"/>", "the drawing is empty"),
            ("<rect x=\"NaN\" width=\"1\" height=\"1\"/>", "<rect height=\"1\" width=\"1\"/>"),
            (
                "<text>a &lt;b&gt; &amp; &#x3c;i&#62; <![CDATA[<u>]]></text>",
                "<text>a &lt;b&gt; &amp; &lt;i&gt; &lt;u&gt;</text>",
            ),
            (
                "<text font-size=\"14px\" style=\"text-anchor: middle; font-weight: 700\">a</text>",
                "<text font-size=\"14\" font-weight=\"700\" text-anchor=\"middle\">a</text>",
            ),
            (
                "<g class=\"node evil\"><rect class=\"label-container\" width=\"1\" height=\"1\"/></g>",
                "<g class=\"d-node\"><rect class=\"d-label-container\" height=\"1\" width=\"1\"/></g>",
            ),
            ("<g><g></g></g><g><text> </text></g>", "the drawing is empty"),
            (
                "<g><line class=\"today\" x1=\"0\" x2=\"1\"/></g><g class=\"today\"><path d=\"M1 1\"/></g>",
                "the drawing is empty",
            ),
        ];
        for (inside, expected) in cases {
            assert_eq!(body(inside), expected, "{inside}");
        }
    }

    #[test]
    fn markers_are_kept_if_something_ends_in_them() {
        let marker = "<defs><marker id=\"m\" viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></marker><marker id=\"n\"><path d=\"M0 0\"/></marker></defs>";
        let expected = "<marker id=\"p:m\" viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></marker><path d=\"M1 1\" marker-end=\"url(#p:m)\"/>";
        assert_eq!(
            body(&format!(
                "{marker}<path d=\"M1 1\" marker-end=\"url(#m)\" marker-start=\"url(http://e.org#m)\"/>"
            )),
            expected
        );
    }

    #[test]
    fn what_is_no_drawing_is_refused() {
        let deep = format!("{}<path d=\"M0 0\"/>", "<g>".repeat(60));
        for svg in [
            "",
            "text",
            "<svg>",
            "<svg viewBox=\"0 0 0 0\"><path d=\"M0 0\"/></svg>",
            "<svg viewBox=\"0 0 9 9\"></a>",
            &deep,
        ] {
            let drawing =
                Drawing { kind: String::new(), title: None, description: String::new(), svg: svg.into() };
            assert!(clean(&drawing, "p", "T").is_err(), "{svg}");
        }
    }
}
