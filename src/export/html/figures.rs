//! Figures as tables, with shapes that repeat the numbers beside them.

use super::escape::text;
use crate::export::figures::{Chain, Figure, Matrix, Measures, Risk, Timeline};

/// The width of the shapes in a table, in pixels.
const WIDTH: f64 = 220.0;

/// The figures as a section of their own.
pub(super) fn write(figures: &[Figure]) -> String {
    if figures.is_empty() {
        return String::new();
    }
    let all: String = figures.iter().enumerate().map(|(index, figure)| one(index + 1, figure)).collect();
    format!(
        "<section class=\"figures\" aria-labelledby=\"page:figures\">\n<h2 id=\"page:figures\">Figures</h2>\n{all}</section>\n"
    )
}

fn one(number: usize, figure: &Figure) -> String {
    let (caption, table, below) = match figure {
        Figure::RiskMatrix(matrix) => {
            (format!("Risk matrix, from \u{201c}{}\u{201d}", matrix.from), risks(matrix), key(matrix))
        }
        Figure::HarmChain(chain) => (
            "Every harm with what holds it off, what measures it, and the way back".to_owned(),
            links(chain),
            gaps(chain).to_owned(),
        ),
        Figure::Measures(measures) => {
            ("Measures with baselines and targets".to_owned(), targets(measures), shares(measures).to_owned())
        }
        Figure::Timeline(timeline) => (
            format!("Rollout, from \u{201c}{}\u{201d}", timeline.from),
            phases(timeline),
            "\u{25c6} is the gate at the end of a phase.".to_owned(),
        ),
    };
    let below = if below.is_empty() { below } else { format!("<p class=\"key\">{}</p>\n", text(&below)) };
    format!(
        "<figure>\n<figcaption>Figure {number}. {}</figcaption>\n<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Figure {number}\">\n\
         {table}</div>\n{below}</figure>\n",
        text(&caption)
    )
}

fn risks(matrix: &Matrix) -> String {
    let head: String =
        (1..=5).map(|severity| format!("<th scope=\"col\">Severity {severity}</th>")).collect();
    let rows: String = (1..=5)
        .rev()
        .map(|likelihood| {
            let cells: String = (1..=5).map(|severity| risk_cell(matrix, likelihood, severity)).collect();
            format!("<tr><th scope=\"row\">Likelihood {likelihood}</th>{cells}</tr>\n")
        })
        .collect();
    format!(
        "<table class=\"matrix\">\n<thead>\n<tr><td></td>{head}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )
}

fn risk_cell(matrix: &Matrix, likelihood: u8, severity: u8) -> String {
    let here = matrix.risks.iter().filter(|risk| (risk.likelihood, risk.severity) == (likelihood, severity));
    let names: String = here.map(|risk| format!("<br>{}", text(&risk.name))).collect();
    let product = Risk::product(likelihood, severity);
    let (word, level) = Risk::level(product);
    if names.is_empty() {
        return format!("<td class=\"heat-{level}\">{product}</td>");
    }
    format!("<td class=\"heat-{level}\"><strong>{product} {word}</strong>{names}</td>")
}

fn key(matrix: &Matrix) -> String {
    let mut key =
        "Numbers are likelihood times severity: under 8 is low, 8 to 14 medium, 15 and more high.".to_owned();
    if !matrix.unplaced.is_empty() {
        key.push_str(&format!(" Not rated from 1 to 5: {}.", matrix.unplaced.join(", ")));
    }
    key
}

fn links(chain: &Chain) -> String {
    let rows: String = chain
        .links
        .iter()
        .map(|link| {
            let cells: String = [&link.failures, &link.mitigations, &link.measures, &link.ways_back]
                .into_iter()
                .map(|told| list(told))
                .collect();
            format!("<tr><th scope=\"row\">{}</th>{cells}</tr>\n", text(&link.harm))
        })
        .collect();
    table("chain", &["Harm", "How it happens", "Held off by", "Measured by", "Way back"], &rows)
}

fn gaps(chain: &Chain) -> &'static str {
    if chain.has_gaps() { "A dash: no row of that table has this harm in its name." } else { "" }
}

fn list(told: &[String]) -> String {
    if told.is_empty() {
        return "<td class=\"none\">\u{2014}</td>".to_owned();
    }
    format!("<td>{}</td>", told.iter().map(|one| text(one)).collect::<Vec<_>>().join("<br>"))
}

fn targets(measures: &Measures) -> String {
    let mut group = "";
    let mut rows = String::new();
    for measure in &measures.measures {
        if measure.group != group {
            group = &measure.group;
            rows.push_str(&format!(
                "<tr><th scope=\"colgroup\" colspan=\"4\" class=\"group\">{}</th></tr>\n",
                text(group)
            ));
        }
        rows.push_str(&format!(
            "<tr><td>{}</td><td>{}</td><td>{}</td><td class=\"shape\">{}</td></tr>\n",
            text(&measure.name),
            text(&measure.baseline),
            text(&measure.target),
            track(measure.baseline_percent, measure.target_percent)
        ));
    }
    table("measures", &["Measure", "Baseline", "Target", "0% to 100%"], &rows)
}

fn shares(measures: &Measures) -> &'static str {
    let any = measures.measures.iter().any(|one| one.target_percent.is_some());
    if any { "\u{25cb} is the baseline, \u{25cf} the target." } else { "" }
}

/// From the baseline to the target on a line from 0 to 100%.
fn track(baseline: Option<f64>, target: Option<f64>) -> String {
    let Some(target) = target else { return String::new() };
    let at = |share: f64| 8.0 + share / 100.0 * (WIDTH - 16.0);
    let mut shapes = format!("<path class=\"axis\" d=\"M8 4V12M8 8H{0}M{0} 4V12\"/>", WIDTH - 8.0);
    if let Some(baseline) = baseline {
        shapes.push_str(&format!(
            "<path class=\"way\" d=\"M{:.1} 8H{:.1}\"/><circle class=\"open\" cx=\"{:.1}\" cy=\"8\" r=\"4.5\"/>",
            at(baseline), at(target), at(baseline)
        ));
    }
    shapes.push_str(&format!("<circle class=\"full\" cx=\"{:.1}\" cy=\"8\" r=\"4.5\"/>", at(target)));
    picture(&shapes)
}

fn phases(timeline: &Timeline) -> String {
    let known: Vec<f64> = timeline.phases.iter().filter_map(|phase| phase.weeks).collect();
    let longest = known.iter().copied().fold(0.0, f64::max);
    // A phase of unknown length is drawn open at its end, as long as the others on average.
    let open = if known.is_empty() {
        1.0
    } else {
        known.iter().sum::<f64>() / f64::from(u32::try_from(known.len()).unwrap_or(1))
    };
    let length = |weeks: Option<f64>| weeks.unwrap_or(open).max(longest / 40.0).max(f64::MIN_POSITIVE);
    let total: f64 = timeline.phases.iter().map(|phase| length(phase.weeks)).sum();
    let mut start = 0.0;
    let rows: String = timeline.phases.iter().map(|phase| {
        let end = start + length(phase.weeks);
        let shape = bar(start / total, end / total, phase.weeks.is_some(), !phase.gate.is_empty());
        start = end;
        format!(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td class=\"shape\">{shape}</td><td>{}</td></tr>\n",
            text(&phase.name), text(&phase.size), text(&phase.duration), text(&phase.gate)
        )
    }).collect();
    table("phases", &["Phase", "Size", "Duration", "When", "Gate"], &rows)
}

fn bar(start: f64, end: f64, closed: bool, gated: bool) -> String {
    let at = |share: f64| 2.0 + share * (WIDTH - 14.0);
    let (from, to) = (at(start), at(end));
    let class = if closed { "bar" } else { "bar open-end" };
    let mut shapes = format!(
        "<rect class=\"{class}\" x=\"{from:.1}\" y=\"3\" width=\"{:.1}\" height=\"10\"/>",
        (to - from).max(1.0)
    );
    if gated {
        shapes.push_str(&format!(
            "<path class=\"full\" d=\"M{to:.1} 1L{:.1} 8L{to:.1} 15L{:.1} 8Z\"/>",
            to + 7.0,
            to - 7.0
        ));
    }
    picture(&shapes)
}

/// The shapes say nothing that the cells beside them do not say.
fn picture(shapes: &str) -> String {
    format!(
        "<svg viewBox=\"0 0 {WIDTH} 16\" width=\"{WIDTH}\" height=\"16\" aria-hidden=\"true\">{shapes}</svg>"
    )
}

fn table(class: &str, head: &[&str], rows: &str) -> String {
    let head: String = head.iter().map(|title| format!("<th scope=\"col\">{title}</th>")).collect();
    format!(
        "<table class=\"{class}\">\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )
}
