//! A diagram in words, for people who do not see it.

use std::collections::HashMap;

use merman::model::families::flowchart::FlowchartModel;
use merman::model::families::gantt::GanttDiagramModel;
use merman::model::families::sequence::{
    SequenceControlRole, SequenceDiagramModel, SequenceMessage, SequenceMessageKind,
};
use merman::model::families::state::StateDiagramModel;
use merman::model::semantic::SemanticDiagramModel;

/// A title and a description. The description is empty if there is nothing to see.
#[derive(Default)]
pub(super) struct Words {
    pub title: Option<String>,
    pub description: String,
}

/// More sentences than this are not read out; the rest is counted.
const MOST: usize = 60;

pub(super) fn describe(model: &SemanticDiagramModel) -> Words {
    match model {
        SemanticDiagramModel::Flowchart(chart) => {
            words([chart.acc_title.as_deref()], chart.acc_descr.as_deref(), flowchart(chart))
        }
        SemanticDiagramModel::Sequence(chart) => words(
            [chart.acc_title.as_deref(), chart.title.as_deref()],
            chart.acc_descr.as_deref(),
            sequence(chart),
        ),
        SemanticDiagramModel::Gantt(chart) => words(
            [chart.acc_title.as_deref(), chart.title.as_deref()],
            chart.acc_descr.as_deref(),
            gantt(chart),
        ),
        SemanticDiagramModel::State(chart) => {
            words([chart.acc_title.as_deref()], chart.acc_descr.as_deref(), state(chart))
        }
        _ => Words::default(),
    }
}

/// What the author wrote for this purpose comes first, and is enough.
fn words<const N: usize>(titles: [Option<&str>; N], written: Option<&str>, sentences: Vec<String>) -> Words {
    let said = |text: Option<&str>| text.map(one_line).filter(|text| !text.is_empty());
    let description =
        if sentences.is_empty() { String::new() } else { said(written).unwrap_or_else(|| joined(sentences)) };
    Words { title: titles.into_iter().find_map(said), description }
}

fn joined(mut sentences: Vec<String>) -> String {
    let more = sentences.len().saturating_sub(MOST);
    sentences.truncate(MOST);
    if more > 0 {
        sentences.push(format!("And {more} more."));
    }
    sentences.join(" ")
}

fn flowchart(chart: &FlowchartModel) -> Vec<String> {
    let groups = chart.subgraphs.iter().map(|group| (group.id.as_str(), label(&group.title)));
    let nodes =
        chart.nodes.iter().map(|node| (node.id.as_str(), label(node.label.as_deref().unwrap_or(&node.id))));
    let names: HashMap<&str, String> = groups.chain(nodes).collect();
    let name =
        |id: &str| names.get(id).cloned().filter(|name| !name.is_empty()).unwrap_or_else(|| id.to_owned());
    let mut sentences: Vec<String> = chart
        .edges
        .iter()
        .map(|edge| leads(&name(&edge.from), &name(&edge.to), edge.label.as_deref().unwrap_or_default()))
        .collect();
    let linked = |id: &str| chart.edges.iter().any(|edge| edge.from == id || edge.to == id);
    let alone = chart.nodes.iter().filter(|node| !linked(&node.id));
    sentences.extend(alone.map(|node| format!("{} stands alone.", name(&node.id))));
    sentences
}

fn leads(from: &str, to: &str, why: &str) -> String {
    match label(why) {
        why if why.is_empty() => format!("{from} leads to {to}."),
        why => format!("{from} leads to {to} ({why})."),
    }
}

fn sequence(chart: &SequenceDiagramModel) -> Vec<String> {
    let name = |id: &Option<String>| {
        let id = id.as_deref().unwrap_or_default();
        chart.actors.get(id).map_or_else(|| id.to_owned(), |actor| label(&actor.description))
    };
    let mut sentences = Vec::new();
    for message in &chart.messages {
        let text = label(message.message_text());
        match message.semantic_kind() {
            SequenceMessageKind::Signal => {
                let (from, to) = (name(&message.from), name(&message.to));
                sentences.push(if text.is_empty() {
                    format!("{from} to {to}.")
                } else {
                    format!("{from} to {to}: {text}.")
                });
            }
            SequenceMessageKind::Note if !text.is_empty() => sentences.push(format!("Note: {text}.")),
            SequenceMessageKind::Control => sentences.extend(control(message, &text)),
            _ => {}
        }
    }
    if sentences.is_empty() {
        let actors = chart.actor_order.iter().map(|id| format!("{} stands alone.", name(&Some(id.clone()))));
        sentences.extend(actors);
    }
    sentences
}

fn control(message: &SequenceMessage, text: &str) -> Option<String> {
    let semantics = message.control_semantics()?;
    let word = match (semantics.role, semantics.kind.keyword()) {
        (SequenceControlRole::End, _) | (_, "rect") => return None,
        (SequenceControlRole::Start, "alt" | "opt") => "If",
        (SequenceControlRole::Separator, "alt") if text.is_empty() => "Else",
        (SequenceControlRole::Separator, "alt") => "Else if",
        (SequenceControlRole::Start, "loop") => "Repeated",
        (SequenceControlRole::Start, "break") => "Stop if",
        (SequenceControlRole::Start, "critical") => "Critical",
        (SequenceControlRole::Separator, "critical") => "Option",
        _ => "At the same time",
    };
    Some(if text.is_empty() { format!("{word}:") } else { format!("{word} {text}:") })
}

fn gantt(chart: &GanttDiagramModel) -> Vec<String> {
    let task = |task: &merman::model::families::gantt::GanttTask| {
        let section = label(&task.section);
        let place = if section.is_empty() { String::new() } else { format!("{section}: ") };
        let (start, end) = (day(task.start_ms), day(task.end_ms));
        let when =
            if task.milestone || start == end { format!("on {start}") } else { format!("{start} to {end}") };
        format!("{place}{}, {when}.", label(&task.task))
    };
    chart.tasks.iter().map(task).collect()
}

fn day(milliseconds: i64) -> String {
    jiff::Timestamp::from_millisecond(milliseconds)
        .map(|moment| jiff::tz::TimeZone::UTC.to_datetime(moment).date().to_string())
        .unwrap_or_default()
}

fn state(chart: &StateDiagramModel) -> Vec<String> {
    let names: HashMap<&str, String> = chart
        .nodes
        .iter()
        .map(|node| {
            (
                node.id.as_str(),
                label(node.label.as_ref().and_then(|label| label.as_str()).unwrap_or_default()),
            )
        })
        .collect();
    let name = |id: &str| {
        let end = [("_start", "start"), ("_end", "end")].into_iter().find(|(ending, _)| id.ends_with(ending));
        match end {
            Some((_, word)) => word.to_owned(),
            None => names.get(id).cloned().filter(|name| !name.is_empty()).unwrap_or_else(|| id.to_owned()),
        }
    };
    chart.edges.iter().map(|edge| leads(&name(&edge.start), &name(&edge.end), &edge.label)).collect()
}

/// A label without line breaks and markup.
fn label(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        plain.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('>') else { break };
        plain.push(' ');
        rest = &rest[open + close + 1..];
    }
    plain.push_str(rest);
    one_line(plain.trim_matches('"')).trim_end_matches('.').to_owned()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
