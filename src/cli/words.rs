//! Counts and lists in words.

/// `1 case`, `2 cases`.
pub fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// Minutes as people say them: `45 min`, `3 h`, `2 h 30 min`.
pub fn minutes(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest} min"),
    }
}

/// A path as it can be typed in a shell: in quotes if it needs them.
pub fn argument(path: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "/\\:._-+,@%".contains(letter);
    if path.chars().all(plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_quoted_where_a_shell_would_split_it() {
        assert_eq!(argument("/tmp/a-1.md"), "/tmp/a-1.md");
        assert_eq!(argument("my case's.md"), r"'my case'\''s.md'");
    }

    #[test]
    fn counts_lists_and_minutes_read_well() {
        assert_eq!(
            (count(1, "case"), count(0, "case"), count(4, "case")),
            ("1 case".into(), "0 cases".into(), "4 cases".into())
        );
        let three = ["a", "b", "c"].map(String::from);
        assert_eq!(
            [list(&three[..0]), list(&three[..1]), list(&three[..2]), list(&three)],
            ["", "a", "a and b", "a, b and c"]
        );
        assert_eq!([minutes(45), minutes(180), minutes(150)], ["45 min", "3 h", "2 h 30 min"]);
    }
}
