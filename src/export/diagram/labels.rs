//! Labels must come out as they went in. The drawing crate takes `<` and `>` in flowcharts for HTML and drops them, so
//! they are written as entities first; and whatever it drops else is noticed.

use merman::model::families::flowchart::FlowchartModel;
use merman::model::semantic::SemanticDiagramModel;

/// A space of no width, which keeps a sign from being the first. `clean` takes it out.
pub(super) const NOTHING: char = '\u{200b}';

/// Every label of a diagram as its author wrote it.
pub(super) fn labels(model: &SemanticDiagramModel) -> Vec<String> {
    match model {
        SemanticDiagramModel::Flowchart(chart) => of_flowchart(chart),
        SemanticDiagramModel::Sequence(chart) => {
            let actors = chart.actors.values().map(|actor| actor.description.clone());
            actors.chain(chart.messages.iter().map(|message| message.message_text().to_owned())).collect()
        }
        SemanticDiagramModel::Gantt(chart) => {
            chart.tasks.iter().map(|task| task.task.clone()).chain(chart.sections.iter().cloned()).collect()
        }
        SemanticDiagramModel::State(chart) => chart.edges.iter().map(|edge| edge.label.clone()).collect(),
        _ => Vec::new(),
    }
}

fn of_flowchart(chart: &FlowchartModel) -> Vec<String> {
    let nodes = chart.nodes.iter().filter_map(|node| node.label.clone());
    let edges = chart.edges.iter().filter_map(|edge| edge.label.clone());
    nodes.chain(edges).chain(chart.subgraphs.iter().map(|group| group.title.clone())).collect()
}

/// A source in which every `<` is an entity that can be no part of an arrow and starts no line break: where it stands
/// in a label, the parser would take what follows for HTML.
pub(super) fn without_tags(source: &str) -> String {
    let mut result = String::with_capacity(source.len() + 8);
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        result.push_str(&rest[..at]);
        let next: Vec<char> = rest[at + 1..].chars().take(2).collect();
        let text = |letter: Option<&char>| {
            letter.is_some_and(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '/'))
        };
        let sign = text(next.first()) || (next.first() == Some(&'=') && text(next.get(1)));
        let entity = sign && line_break(&rest[at..]).is_none();
        result.push_str(if entity { "&lt;" } else { "<" });
        rest = &rest[at + 1..];
    }
    result.push_str(rest);
    result
}

/// The source of a flowchart with the angle brackets of its labels as entities.
pub(super) fn with_entities(source: &str, model: &SemanticDiagramModel) -> String {
    let SemanticDiagramModel::Flowchart(chart) = model else { return source.to_owned() };
    // As `without_tags` left them in the source.
    let mut labels: Vec<String> =
        of_flowchart(chart).iter().map(|label| without_tags(&decoded(label))).collect();
    labels.retain(|label| label.contains(['<', '>']));
    // A label may be a part of another one.
    labels.sort_by_key(|label| std::cmp::Reverse(label.len()));
    labels.dedup();
    labels.iter().fold(source.to_owned(), |source, label| replaced(&source, label, &escaped(&decoded(label))))
}

/// The source with a label replaced where it stands behind something that opens a label; an arrow may look like it.
fn replaced(source: &str, label: &str, by: &str) -> String {
    let mut result = String::with_capacity(source.len() + by.len());
    let mut rest = source;
    while let Some(at) = rest.find(label) {
        result.push_str(&rest[..at]);
        let opens = result.trim_end_matches(' ').ends_with(['"', '[', '(', '{', '|', '/', '\\', '`']);
        result.push_str(if opens { by } else { label });
        rest = &rest[at + label.len()..];
    }
    result.push_str(rest);
    result
}

/// The label with `<` and `>` as entities, but for line breaks.
fn escaped(label: &str) -> String {
    let mut result = String::with_capacity(label.len() + 8);
    let mut rest = label;
    while let Some(at) = rest.find(['<', '>']) {
        result.push_str(&rest[..at]);
        if let Some(length) = line_break(&rest[at..]) {
            result.push_str("<br>");
            rest = &rest[at + length..];
        } else {
            result.push_str(if rest[at..].starts_with('<') { "&lt;" } else { "&gt;" });
            rest = &rest[at + 1..];
        }
    }
    result.push_str(rest);
    // At the start of a label the sign would be taken for that of a quotation.
    if result.starts_with("&gt;") { format!("{NOTHING}{result}") } else { result }
}

/// The bytes of a `<br>` that a text starts with.
fn line_break(text: &str) -> Option<usize> {
    let end = text.find('>')?;
    let tag = text.get(1..end)?.trim_end_matches('/').trim();
    (text.starts_with('<') && tag.eq_ignore_ascii_case("br")).then_some(end + 1)
}

/// The first label that is not in a drawing as it was written.
pub(super) fn lost<'a>(svg: &str, labels: &'a [String]) -> Option<&'a str> {
    let shown = squeezed(&text_of(svg));
    labels.iter().map(String::as_str).find(|label| {
        let plain = label.replace("<br>", "").replace("<br/>", "").replace("<br />", "");
        let plain =
            quick_xml::escape::unescape(&plain).map_or_else(|_| plain.clone(), std::borrow::Cow::into_owned);
        // Entities of Mermaid's own, such as `#35;`, are what it makes of them.
        !plain.contains('#') && !shown.contains(&squeezed(&plain))
    })
}

/// The text of a drawing, without its style.
fn text_of(svg: &str) -> String {
    let pieces = svg.split('<').filter(|piece| !piece.starts_with("style"));
    let text: String = pieces.map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
    decoded(&text)
}

/// A text with its entities as the signs that they stand for.
fn decoded(text: &str) -> String {
    let Ok(decoded) = quick_xml::escape::unescape(text) else { return text.to_owned() };
    decoded.into_owned()
}

/// Letters, digits and signs: without white space, without the marks of emphasis, and without hyphens, of which
/// breaking a long word makes one.
fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace() && *letter != NOTHING && !"*_`\"-".contains(*letter))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn angle_brackets_become_entities_but_line_breaks_stay() {
        let cases = [
            ("a > b", "a &gt; b"),
            ("a<br/>b < c", "a<br>b &lt; c"),
            ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
            ("a", "a"),
            ("<", "&lt;"),
            ("<BR >", "<br>"),
        ];
        for (label, expected) in cases {
            assert_eq!(escaped(label), expected);
        }
    }

    #[test]
    fn what_would_be_taken_for_a_tag_is_an_entity() {
        let cases = [
            ("A[a<b] <--> B", "A[a&lt;b] <--> B"),
            ("A <==> B[\"x <= 3, < 4\"]", "A <==> B[\"x &lt;= 3, &lt; 4\"]"),
            ("A[a<br/>b</b>]", "A[a<br/>b&lt;/b>]"),
            ("A <-.-> B", "A <-.-> B"),
        ];
        for (source, expected) in cases {
            assert_eq!(without_tags(source), expected);
        }
    }

    #[test]
    fn a_label_that_lost_something_is_found() {
        let svg = "<svg><style>x{}</style><text>risk<tspan> &gt; 0.8</tspan></text><text>long-</text><text>word</text></svg>";
        let labels = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(lost(svg, &labels(&["risk > 0.8", "longword", "", "**risk**", "risk &gt; 0.8"])), None);
        assert_eq!(lost(svg, &labels(&["risk", "risk < 0.8"])), Some("risk < 0.8"));
        assert_eq!(replaced("A --> 5[> 5] -- \"> 5\" --> B", "> 5", "x"), "A --> 5[x] -- \"x\" --> B");
    }
}
