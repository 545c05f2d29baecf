//! Source to drawing, by merman. This is the one place that knows that crate.

use merman::model::semantic::SemanticDiagramModel;
use merman::svg::SvgPipeline;
use merman::{
    MermaidEngine, OperationControl, ParseOptions, RenderError, RenderOutput, RenderRequest, Renderer,
    SourcePresentationConfig, SvgRequest,
};
use serde_json::json;

use super::describe::describe;
use super::labels::{labels, lost, with_entities, without_tags};
use super::{Drawing, Drawn, LARGEST_DRAWING};

/// What the page decides, whatever the source says. Colors and fonts are the page's own: `clean` drops all others.
fn settings() -> serde_json::Value {
    json!({
        "theme": "base",
        "look": "classic",
        "htmlLabels": false,
        "securityLevel": "strict",
        "fontFamily": "Arial",
        "fontSize": 14,
        "themeVariables": { "fontSize": "14px", "fontFamily": "Arial" },
        "flowchart": {
            "htmlLabels": false, "nodeSpacing": 30, "rankSpacing": 34, "wrappingWidth": 118, "padding": 9,
            "diagramPadding": 4
        },
        "gantt": {
            "useWidth": 700, "fontSize": 13, "sectionFontSize": 13, "barHeight": 24, "barGap": 6, "leftPadding": 120,
            "topPadding": 36, "rightPadding": 24, "gridLineStartPadding": 28
        },
        "sequence": {
            "mirrorActors": false, "height": 36, "width": 120, "actorMargin": 40, "messageMargin": 32,
            "diagramMarginX": 4, "diagramMarginY": 4, "boxMargin": 8, "noteMargin": 8, "wrap": true,
            "actorFontSize": 14, "messageFontSize": 14, "noteFontSize": 14
        },
        "state": { "htmlLabels": false, "padding": 6 },
        "secure": [
            "secure", "securityLevel", "startOnLoad", "maxTextSize", "suppressErrorRendering", "maxEdges", "themeCSS",
            "theme", "themeVariables", "look", "htmlLabels", "fontFamily", "altFontFamily", "fontSize", "layout"
        ]
    })
}

pub(super) fn draw(source: &str) -> Drawn {
    let engine = MermaidEngine::new().with_site_config(SourcePresentationConfig::from_value(settings()));
    let renderer =
        Renderer::new().with_presentation_engine(engine).with_parse_options(ParseOptions::strict());
    let parse = |source: &str| {
        let artifact =
            renderer.parse_semantic(source, OperationControl::new()).map_err(|error| fault(&error))?;
        artifact.ok_or_else(no_kind)
    };
    let mut artifact = parse(source)?;
    let mut source = source.to_owned();
    if matches!(artifact.model(), SemanticDiagramModel::Flowchart(_)) && without_tags(&source) != source {
        source = without_tags(&source);
        artifact = parse(&source)?;
    }
    let source = with_entities(&source, artifact.model());
    let words = describe(artifact.model());
    if words.description.is_empty() {
        return Err("there is nothing in it".into());
    }
    // Text as text, not as HTML inside the drawing.
    let request = SvgRequest { pipeline: Some(SvgPipeline::resvg_safe()), ..SvgRequest::default() };
    let output = renderer
        .render(RenderRequest::svg(&source, OperationControl::new(), request))
        .map_err(|error| fault(&error))?;
    let RenderOutput::Svg(Some(svg)) = output else { return Err(no_kind()) };
    let svg = svg.svg().to_owned();
    if svg.len() > LARGEST_DRAWING {
        return Err("the drawing would be too large".into());
    }
    if let Some(label) = lost(&svg, &labels(artifact.model())) {
        return Err(format!("the label `{}` would lose some of its signs", short(label)));
    }
    Ok(Drawing {
        kind: kind(artifact.model()).into(),
        title: words.title,
        description: words.description,
        svg,
    })
}

fn kind(model: &SemanticDiagramModel) -> &'static str {
    match model {
        SemanticDiagramModel::Flowchart(_) => "Flowchart",
        SemanticDiagramModel::Sequence(_) => "Sequence diagram",
        SemanticDiagramModel::Gantt(_) => "Gantt chart",
        SemanticDiagramModel::State(_) => "State diagram",
        _ => "Diagram",
    }
}

fn no_kind() -> String {
    "its first line names no kind of diagram that is drawn: flowchart, sequenceDiagram, gantt or stateDiagram-v2"
        .into()
}

/// What is wrong, without the names that only the crate's own authors know.
fn fault(error: &RenderError) -> String {
    let text = error.to_string();
    if matches!(error, RenderError::NoDiagram)
        || text.starts_with("No Mermaid diagram")
        || text.starts_with("Unsupported diagram")
    {
        return no_kind();
    }
    let told = match text.split_once("): ") {
        Some((kind, rest)) if kind.starts_with("Diagram parse error (") => rest.to_owned(),
        _ => text,
    };
    short(&told)
}

/// The first sentence of a message, on one line and without its full stop.
fn short(text: &str) -> String {
    const MOST: usize = 160;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_end_matches('.');
    if line.chars().count() <= MOST {
        return line.to_owned();
    }
    let cut: String = line.chars().take(MOST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", cut[..end].trim_end_matches([',', ';']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_drawn_and_told_in_words() {
        let cases = [
            ("flowchart TD\n A[One] -->|yes| B{Two}\n", "Flowchart", "One leads to Two (yes)."),
            ("graph LR\n A --> B\n C\n", "Flowchart", "A leads to B. C stands alone."),
            (
                "sequenceDiagram\n participant U as User\n U->>S: ask\n Note over S: slow\n alt ok\n S-->>U: reply\n end\n",
                "Sequence diagram",
                "User to S: ask. Note: slow. If ok: S to User: reply.",
            ),
            (
                "gantt\n dateFormat YYYY-MM-DD\n section A\n Red team :a1, 2027-01-04, 14d\n Gate :milestone, after a1, 0d\n",
                "Gantt chart",
                "A: Red team, 2027-01-04 to 2027-01-18. A: Gate, on 2027-01-18.",
            ),
            (
                "stateDiagram-v2\n [*] --> Draft\n Draft --> Live: signed\n",
                "State diagram",
                "start leads to Draft. Draft leads to Live (signed).",
            ),
        ];
        for (source, kind, description) in cases {
            let drawing = draw(source).unwrap_or_else(|fault| panic!("{source}: {fault}"));
            assert_eq!((drawing.kind.as_str(), drawing.description.as_str()), (kind, description));
            assert!(drawing.svg.starts_with("<svg"), "{source}");
        }
    }

    #[test]
    fn a_wrong_diagram_is_never_drawn() {
        let cases = [
            ("flowchart TD\n A --> [B\n", "Unterminated node label (missing `]`)"),
            ("flowchart TD\n A[open\n", "Unterminated"),
            ("gantt\n section A\n Task: a, 2027-99-01, 3d\n", "Invalid date"),
            ("pie\n \"a\": 5\n", "names no kind of diagram"),
            ("sequenceDiagram\n A->>B: x\n loop y\n", "unexpected end of input"),
            ("flowchrt TD\n A-->B\n", "names no kind of diagram"),
            ("mindmap\n root\n  a\n", "names no kind of diagram"),
            ("", "names no kind of diagram"),
            ("flowchart TD\n", "there is nothing in it"),
        ];
        for (source, expected) in cases {
            let fault = draw(source).expect_err(source);
            assert!(fault.contains(expected), "{source:?}: {fault}");
            assert!(fault.chars().count() <= 165, "{fault}");
        }
    }

    #[test]
    fn no_label_loses_a_sign() {
        let text = |source: &str| {
            let svg = draw(source).unwrap_or_else(|fault| panic!("{source}: {fault}")).svg;
            let svg = svg.rsplit_once("</style>").map_or(svg.as_str(), |(_, rest)| rest).to_owned();
            svg.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect::<String>()
        };
        let flow = text("flowchart LR\n A[risk > 0.8] -- \"x < 1\" --> B[\"> 5 & <= 3\"] --> C[a<b]\n");
        for label in ["risk &gt; 0.8", "x &lt; 1", "&gt; 5 &amp; &lt;= 3", "a&lt;b"] {
            assert!(flow.contains(label), "{label} in {flow}");
        }
        let sequence = text("sequenceDiagram\n A->>B: x > 3 and y < 5\n");
        assert!(
            sequence.contains("x > 3 and y &lt; 5") || sequence.contains("x &gt; 3 and y &lt; 5"),
            "{sequence}"
        );
    }

    #[test]
    fn the_page_decides_over_the_source() {
        let source = "%%{init: {\"theme\": \"dark\", \"htmlLabels\": true, \"flowchart\": {\"htmlLabels\": true}, \"securityLevel\": \"loose\"}}%%\nflowchart TD\n A[x] --> B\n click A \"javascript:alert(1)\"\n";
        let svg = draw(source).expect("drawn").svg;
        assert!(!svg.contains("foreignObject"), "{svg}");
        assert!(!svg.contains("javascript:"), "{svg}");
    }
}
