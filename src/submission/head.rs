//! The front matter of a submission. All of it is optional when a file is read.

use crate::diagnostic::Problem;
use crate::submission::FORMAT;
use crate::text::front_matter;
use crate::yaml::{Node, Step, Value, parse};

/// What the front matter says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The case, by id; none for an own brief.
    pub case: Option<String>,
    /// The framework, by id.
    pub framework: Option<String>,
    /// Who wrote it.
    pub candidate: Option<String>,
    /// When it was started, as RFC 3339.
    pub started: Option<String>,
    /// The clock: a timing id, minutes such as `45`, or `untimed`.
    pub timing: Option<String>,
    /// `coached`, `exam` or `warm-up`.
    pub mode: Option<String>,
    /// The attempt in the journal.
    pub attempt: Option<String>,
    /// Seconds used per section, in order.
    pub seconds: Vec<(String, u64)>,
    /// The version of the program that wrote it.
    pub app: Option<String>,
}

impl Head {
    /// The front matter as text, fences included.
    pub fn to_yaml(&self) -> String {
        let mut text = format!("---\nssmr: {FORMAT}\n");
        let fields = [
            ("case", &self.case),
            ("framework", &self.framework),
            ("candidate", &self.candidate),
            ("started", &self.started),
            ("timing", &self.timing),
            ("mode", &self.mode),
            ("attempt", &self.attempt),
            ("app", &self.app),
        ];
        for (key, value) in fields {
            if let Some(value) = value {
                text.push_str(&format!("{key}: {}\n", scalar(value)));
            }
        }
        if !self.seconds.is_empty() {
            text.push_str(&seconds_line(&self.seconds));
            text.push('\n');
        }
        text.push_str("---\n");
        text
    }
}

/// The line that keeps the seconds used, without its line break.
pub(super) fn seconds_line(seconds: &[(String, u64)]) -> String {
    let parts: Vec<_> = seconds.iter().map(|(id, used)| format!("{}: {used}", scalar(id))).collect();
    format!("seconds: {{{}}}", parts.join(", "))
}

/// A YAML scalar: bare where that is safe, quoted otherwise. A JSON string is a YAML string.
pub(super) fn scalar(value: &str) -> String {
    let safe =
        value.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '_'))
            && value.starts_with(|letter: char| letter.is_ascii_alphanumeric())
            && !matches!(
                value.to_ascii_lowercase().as_str(),
                "true" | "false" | "null" | "yes" | "no" | "on" | "off"
            );
    if safe { value.to_owned() } else { serde_json::to_string(value).unwrap_or_default() }
}

/// Reads the front matter of a text. Front matter of another tool, or of a newer format, is not ours to judge: what
/// is known in it is taken, the rest is left alone.
///
/// # Errors
/// The front matter is not YAML; the problem carries the place in the whole text.
pub fn read_head(name: &str, text: &str) -> Result<Head, Box<Problem>> {
    let Some(front) = front_matter(text) else {
        return Ok(Head::default());
    };
    // The opening fence becomes an empty line, so that lines and columns are those of the file.
    let padded = format!("\n{}", &text[front.yaml]);
    let root = parse(name, &padded)?.root;
    let text_of = |key: &str| scalar_text(root.step(Step::Key(key)));
    let seconds = match root.step(Step::Key("seconds")).map(|node| &node.value) {
        Some(Value::Map(entries)) => entries
            .iter()
            .filter_map(|entry| {
                Some((entry.key.text.clone(), scalar_text(Some(&entry.value))?.parse().ok()?))
            })
            .collect(),
        _ => Vec::new(),
    };
    Ok(Head {
        case: text_of("case"),
        framework: text_of("framework"),
        candidate: text_of("candidate"),
        started: text_of("started"),
        timing: text_of("timing"),
        mode: text_of("mode"),
        attempt: text_of("attempt"),
        app: text_of("app"),
        seconds,
    })
}

fn scalar_text(node: Option<&Node>) -> Option<String> {
    match &node?.value {
        Value::Scalar { text, .. } if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> Head {
        Head {
            case: Some("tutoring-assistant".into()),
            framework: Some("ssmr".into()),
            candidate: Some("Zoë \"Z\": Q\n".trim().into()),
            started: Some("2026-11-24T09:00:00Z".into()),
            timing: Some("take-home".into()),
            mode: Some("coached".into()),
            attempt: Some("20261124-x".into()),
            app: Some("0.1.0".into()),
            seconds: vec![("scope".into(), 12), ("safety".into(), 0)],
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let text = format!("{}\n# T\n", head().to_yaml());
        assert_eq!(read_head("a.md", &text), Ok(head()));
        assert_eq!(read_head("a.md", &text.replace('\n', "\r\n")), Ok(head()));
        assert_eq!(read_head("a.md", &format!("\u{feff}{text}")), Ok(head()));
    }

    #[test]
    fn no_front_matter_is_an_empty_head() {
        assert_eq!(read_head("a.md", "# T\n"), Ok(Head::default()));
        assert_eq!(read_head("a.md", "---\ncase: x\nnever closed\n"), Ok(Head::default()));
    }

    #[test]
    fn broken_front_matter_is_a_problem_with_its_line() {
        let problem = read_head("a.md", "---\ncase: x\nbad: [1\n---\ntext\n").expect_err("broken");
        let place = problem.place.expect("a place");
        assert!(place.line >= 3, "{place:?}");
    }
}
