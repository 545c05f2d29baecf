//! Markdown lists that go on at Enter.

/// What Enter does on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Enter {
    /// A new line.
    Plain,
    /// A new line that starts with this.
    Item(String),
    /// The item is empty: its mark goes away and the list ends.
    End,
}

/// What Enter does with `before` left of the cursor on its line and `after` right of it.
pub fn enter(before: &str, after: &str) -> Enter {
    let Some((mark, rest)) = mark(before) else { return Enter::Plain };
    if rest.trim().is_empty() && after.trim().is_empty() { Enter::End } else { Enter::Item(next(mark)) }
}

/// The mark of a list item, indent and space included, and what follows it.
fn mark(line: &str) -> Option<(&str, &str)> {
    let body = line.trim_start_matches([' ', '\t']);
    let indent = line.len() - body.len();
    let digits = body.len() - body.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let length = match body.as_bytes() {
        [b'-' | b'*' | b'+', b' ', ..] => 2,
        // Longer numbers do not start a list in CommonMark.
        _ if (1..=9).contains(&digits)
            && matches!(body.as_bytes().get(digits..digits + 2), Some(b". " | b") ")) =>
        {
            digits + 2
        }
        _ => return None,
    };
    let boxed = ["[ ] ", "[x] ", "[X] "].iter().any(|task| body[length..].starts_with(task));
    Some(line.split_at(indent + length + if boxed { 4 } else { 0 }))
}

/// The mark of the item after this one: numbers go on, a new task is open.
fn next(mark: &str) -> String {
    let mark = mark.replace("[x]", "[ ]").replace("[X]", "[ ]");
    let digits: String = mark.chars().filter(char::is_ascii_digit).collect();
    match digits.parse::<u64>() {
        Ok(number) => mark.replacen(&digits, &(number + 1).to_string(), 1),
        Err(_) => mark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_go_on_and_end() {
        let item = |mark: &str| Enter::Item(mark.into());
        let cases = [
            ("- one", "", item("- ")),
            ("* one", " two", item("* ")),
            ("+ one", "", item("+ ")),
            ("  - one", "", item("  - ")),
            ("\t- one", "", item("\t- ")),
            ("1. one", "", item("2. ")),
            ("  9) one", "", item("  10) ")),
            ("- [x] done", "", item("- [ ] ")),
            ("- [ ] open", "", item("- [ ] ")),
            ("3. [X] done 7", "", item("4. [ ] ")),
            ("- ", "one", item("- ")),
            ("- ", "", Enter::End),
            ("  2. ", "", Enter::End),
            ("- [ ] ", " ", Enter::End),
            ("-", " one", Enter::Plain),
            ("-one", "", Enter::Plain),
            ("--- ", "", Enter::Plain),
            ("1.5 percent", "", Enter::Plain),
            ("2026 was", "", Enter::Plain),
            ("1234567890. x", "", Enter::Plain),
            ("text", "", Enter::Plain),
            ("", "", Enter::Plain),
        ];
        for (before, after, wanted) in cases {
            assert_eq!(enter(before, after), wanted, "{before:?} | {after:?}");
        }
    }
}
