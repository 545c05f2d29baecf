//! The faults that somebody pointed at, beside those that are there.

/// A fault that somebody pointed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointed {
    /// The check, by id.
    pub check: String,
    /// The line of the sample; none if none was named.
    pub line: Option<usize>,
}

/// Who sees a fault that somebody pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreed {
    /// The author put it there.
    Author,
    /// The author did not mean it, and the review finds it.
    Review,
    /// Neither.
    Nobody,
}

impl Agreed {
    /// The word for it, as the journal keeps it.
    pub fn word(self) -> &'static str {
        match self {
            Agreed::Author => "author",
            Agreed::Review => "review",
            Agreed::Nobody => "nobody",
        }
    }
}

/// What was pointed at and what was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// Every fault that was pointed at, in that order, once per check.
    pub named: Vec<(Pointed, Agreed)>,
    /// Faults of the author that were not pointed at.
    pub missed: Vec<String>,
    /// Faults that only the review finds and that were not pointed at.
    pub beyond: Vec<String>,
}

impl Compared {
    /// How many of the faults that were pointed at are there.
    pub fn hit(&self) -> usize {
        self.named.iter().filter(|(_, agreed)| *agreed != Agreed::Nobody).count()
    }

    /// How many of them nobody else sees.
    pub fn wrong(&self) -> usize {
        self.named.len() - self.hit()
    }
}

/// Compares with the labels of the author and the checks that find something firm.
pub fn compare(pointed: &[Pointed], author: &[String], review: &[String]) -> Compared {
    let mut named: Vec<(Pointed, Agreed)> = Vec::new();
    for fault in pointed {
        if named.iter().any(|(known, _)| known.check == fault.check) {
            continue;
        }
        let agreed = if author.contains(&fault.check) {
            Agreed::Author
        } else if review.contains(&fault.check) {
            Agreed::Review
        } else {
            Agreed::Nobody
        };
        named.push((fault.clone(), agreed));
    }
    let open = |check: &&String| named.iter().all(|(known, _)| known.check != **check);
    let missed: Vec<String> = author.iter().filter(open).cloned().collect();
    let mut beyond: Vec<String> =
        review.iter().filter(open).filter(|check| !author.contains(check)).cloned().collect();
    beyond.dedup();
    Compared { named, missed, beyond }
}

/// The fault that a line points at: a check by id or by its number in the list from 1, then, if wanted, the line of the
/// sample.
///
/// # Errors
/// The line says something else; the words say what would do.
pub fn read_fault(line: &str, checks: &[&str]) -> Result<Pointed, String> {
    let clean = line.replace([',', ':'], " ");
    let mut words = clean.split_whitespace().filter(|word| !word.eq_ignore_ascii_case("line"));
    let name = words.next().unwrap_or("");
    let check = match name.parse::<usize>() {
        Ok(number) => number.checked_sub(1).and_then(|at| checks.get(at)),
        Err(_) => checks.iter().find(|check| check.eq_ignore_ascii_case(name)),
    };
    let Some(check) = check else {
        let near = crate::diagnostic::nearest(name, checks.iter().copied());
        let way = near.map_or_else(
            || "`:checks` lists them, `:find WORD` searches.".to_owned(),
            |near| format!("Did you mean `{near}`? `:checks` lists them."),
        );
        return Err(format!("No check is called `{name}`. {way}"));
    };
    let line = match words.next() {
        None => None,
        Some(word) => Some(read_line(word)?),
    };
    match words.next() {
        Some(more) => Err(format!("`{more}` is too much. Name a check and a line, such as `{check} 12`.")),
        None => Ok(Pointed { check: (*check).to_owned(), line }),
    }
}

fn read_line(word: &str) -> Result<usize, String> {
    let line = word.parse().ok().filter(|line| *line > 0);
    line.ok_or_else(|| format!("`{word}` is no line. Name a check and a line, such as `no-visual 12`."))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHECKS: [&str; 3] = ["jargon", "no-visual", "no-red-team"];

    fn at(check: &str, line: Option<usize>) -> Pointed {
        Pointed { check: check.into(), line }
    }

    #[test]
    fn a_fault_is_named_by_id_or_number_with_a_line_or_without() {
        let cases = [
            ("no-visual", at("no-visual", None)),
            (" No-Visual  12 ", at("no-visual", Some(12))),
            ("jargon, line 3", at("jargon", Some(3))),
            ("jargon:3", at("jargon", Some(3))),
            ("3 40", at("no-red-team", Some(40))),
        ];
        for (line, wanted) in cases {
            assert_eq!(read_fault(line, &CHECKS), Ok(wanted), "{line}");
        }
    }

    #[test]
    fn a_slip_is_answered_with_what_would_do() {
        let cases = [
            ("jargn", "Did you mean `jargon`?"),
            ("qqqqqqqq", "`:checks` lists them"),
            ("0", "No check is called `0`"),
            ("4", "No check is called `4`"),
            ("jargon x", "`x` is no line"),
            ("jargon 0", "`0` is no line"),
            ("jargon 3 4", "`4` is too much"),
        ];
        for (line, wanted) in cases {
            let remark = read_fault(line, &CHECKS).expect_err(line);
            assert!(remark.contains(wanted), "{remark}");
        }
    }

    #[test]
    fn what_is_named_is_hit_or_false_and_what_is_not_is_missed() {
        let texts = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        let pointed =
            [at("jargon", Some(2)), at("no-visual", None), at("no-red-team", None), at("jargon", None)];
        let found = compare(&pointed, &texts(&["jargon", "vague-persona"]), &texts(&["no-visual", "x", "x"]));
        assert_eq!(
            found,
            Compared {
                named: vec![
                    (at("jargon", Some(2)), Agreed::Author),
                    (at("no-visual", None), Agreed::Review),
                    (at("no-red-team", None), Agreed::Nobody),
                ],
                missed: texts(&["vague-persona"]),
                beyond: texts(&["x"]),
            }
        );
        assert_eq!((found.hit(), found.wrong()), (2, 1));
    }
}
