//! A report as JSON, for scripts.

use crate::export::Report;

/// The report as indented JSON with a line break at the end.
pub fn write(report: &Report) -> String {
    // A report is strings, numbers and lists: none of them can fail to serialize.
    let mut text = serde_json::to_string_pretty(report).expect("a report is plain data");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Meta;

    #[test]
    fn what_is_not_known_is_null_and_the_line_ends() {
        let text = write(&Report::assemble("# T\n", Meta::default()));
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(value["title"], "T");
        assert_eq!(value["candidate"], serde_json::Value::Null);
        assert_eq!(value["lang"], "en");
        assert!(text.ends_with("}\n"));
    }
}
