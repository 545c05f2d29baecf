//! The elements of a clean drawing.

use crate::export::html::escape;

/// An element or a piece of text.
#[derive(Debug)]
pub(super) enum Piece {
    Element(Element),
    Text(String),
}

/// An element that draws, or a group of them.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub name: String,
    pub attributes: Attributes,
    pub children: Vec<Piece>,
}

/// The attributes that survive, each kind apart.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    pub id: Option<String>,
    pub classes: Vec<String>,
    pub placing: Vec<(String, String)>,
    pub markers: Vec<(String, String)>,
}

impl Attributes {
    /// Takes the few things out of a `style` that place text.
    pub fn take_style(&mut self, style: &str) {
        for (key, value) in style.split(';').filter_map(|part| part.split_once(':')) {
            let (key, value) = (key.trim(), value.trim());
            let known = match key {
                "text-anchor" => matches!(value, "start" | "middle" | "end"),
                "font-weight" => matches!(value, "bold" | "600" | "700"),
                "font-size" => true,
                _ => false,
            };
            if known && !self.placing.iter().any(|(given, _)| given == key) {
                self.placing.push((key.to_owned(), value.to_owned()));
            }
        }
        self.placing.retain_mut(|(key, value)| key != "font-size" || sized(value));
        self.placing.sort();
    }
}

/// Font sizes are pixels between what can be read and what shouts.
fn sized(value: &mut String) -> bool {
    let Ok(size) = value.trim_end_matches("px").parse::<f64>() else { return false };
    *value = size.clamp(11.0, 18.0).to_string();
    true
}

impl Element {
    /// The label of a state starts at the left edge of its box, which is wider than it: it goes to the middle.
    pub fn centered(mut self) -> Self {
        let has =
            |element: &Element, class: &str| element.attributes.classes.iter().any(|given| given == class);
        if !has(&self, "d-statediagram-state") || !has(&self, "d-node") {
            return self;
        }
        for child in &mut self.children {
            if let Piece::Element(label) = child
                && has(label, "d-label")
                && let Some((_, place)) =
                    label.attributes.placing.iter_mut().find(|(key, _)| key == "transform")
                && let Some((_, down)) = place.split_once(',')
            {
                *place = format!("translate(0,{down}");
            }
        }
        self
    }

    /// The numbers of an attribute, apart by spaces or commas.
    pub fn numbers(&self, key: &str) -> Option<Vec<f64>> {
        let (_, value) = self.attributes.placing.iter().find(|(given, _)| given == key)?;
        let parts = value.split([' ', ',']).filter(|part| !part.is_empty());
        parts.map(|part| part.parse().ok().filter(|number: &f64| number.is_finite())).collect()
    }

    fn number(&self, key: &str) -> Option<f64> {
        self.numbers(key)?.first().copied()
    }

    /// A milestone is a square that its own style would turn on its corner.
    pub fn upright(mut self) -> Self {
        if self.name != "rect" || !self.attributes.classes.iter().any(|class| class == "d-milestone") {
            return self;
        }
        let box_of = |element: &Element| {
            Some((
                element.number("x")?,
                element.number("y")?,
                element.number("width")?,
                element.number("height")?,
            ))
        };
        if let Some((x, y, width, height)) = box_of(&self) {
            let (cx, cy, half) = (x + width / 2.0, y + height / 2.0, height * 0.36);
            let points = format!(
                "{cx} {} {} {cy} {cx} {} {} {cy}",
                cy - half * 1.4,
                cx + half * 1.4,
                cy + half * 1.4,
                cx - half * 1.4
            );
            self.name = "polygon".into();
            self.attributes.placing = vec![("points".into(), points)];
        }
        self
    }
}

impl Piece {
    /// The markers that something in here ends in.
    pub fn markers(&self) -> Vec<String> {
        match self {
            Piece::Text(_) => Vec::new(),
            Piece::Element(element) => {
                let own = element.attributes.markers.iter().map(|(_, target)| target.clone());
                own.chain(element.children.iter().flat_map(Piece::markers)).collect()
            }
        }
    }

    /// Takes out what draws nothing: empty groups and texts, boxes without a size, markers that nothing ends in.
    pub fn prune(&mut self, used: &[String]) {
        if let Piece::Element(element) = self {
            element.children.iter_mut().for_each(|child| child.prune(used));
            element.children.retain(|child| !child.is_nothing());
            if element.name == "marker" && !element.attributes.id.as_ref().is_some_and(|id| used.contains(id))
            {
                element.children.clear();
            }
            let blank = |child: &Piece| matches!(child, Piece::Text(text) if text.trim().is_empty());
            if matches!(element.name.as_str(), "text" | "tspan") && element.children.iter().all(blank) {
                element.children.clear();
            }
        }
    }

    pub fn is_nothing(&self) -> bool {
        match self {
            Piece::Text(text) => text.is_empty(),
            Piece::Element(element) => match element.name.as_str() {
                "g" | "text" | "tspan" | "marker" => element.children.is_empty(),
                "path" => !element.has("d"),
                "polygon" | "polyline" => !element.has("points"),
                "rect" => !(element.has("width") && element.has("height")),
                _ => false,
            },
        }
    }

    pub fn write(&self, out: &mut String) {
        match self {
            Piece::Text(text) => out.push_str(&escape::text(text)),
            Piece::Element(element) => element.write(out),
        }
    }
}

impl Element {
    fn has(&self, key: &str) -> bool {
        self.attributes.placing.iter().any(|(given, _)| given == key)
    }

    fn write(&self, out: &mut String) {
        let Attributes { id, classes, placing, markers } = &self.attributes;
        let mut all: Vec<(&str, String)> = Vec::new();
        all.extend(id.iter().map(|id| ("id", id.clone())));
        if !classes.is_empty() {
            all.push(("class", classes.join(" ")));
        }
        all.extend(placing.iter().map(|(key, value)| (key.as_str(), value.clone())));
        all.extend(markers.iter().map(|(key, target)| (key.as_str(), format!("url(#{target})"))));
        out.push_str(&format!("<{}", self.name));
        for (key, value) in all {
            out.push_str(&format!(" {key}=\"{}\"", escape::text(&value)));
        }
        if self.children.is_empty() {
            return out.push_str("/>");
        }
        out.push('>');
        self.children.iter().for_each(|child| child.write(out));
        out.push_str(&format!("</{}>", self.name));
    }
}
