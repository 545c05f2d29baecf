//! Findings that the writer disputes in the file: `<!-- ssmr-ignore no-visual: reason -->`.

/// A dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// The check, by id.
    pub check: String,
    /// The writer's reason.
    pub reason: Option<String>,
    /// The line it stands on, from 1.
    pub line: usize,
    /// Whether it stands above the first heading or is the only one of its check, and so counts for the whole file.
    pub everywhere: bool,
}

impl Dispute {
    /// Whether a finding of a check on a line is disputed: an absence by any, a passage by one on its line or above it.
    pub fn fits(&self, check: &str, line: Option<usize>) -> bool {
        self.check == check
            && line.is_none_or(|line| self.everywhere || line == self.line || line == self.line + 1)
    }
}

const OPENS: &str = "<!-- ssmr-ignore";

/// Every dispute of a text, in order.
pub fn disputes(text: &str) -> Vec<Dispute> {
    let mut found: Vec<Dispute> = Vec::new();
    let mut line = 1;
    let mut at = 0;
    while let Some(next) = text[at..].find(OPENS) {
        line += text[at..at + next].matches('\n').count();
        let inside = at + next + OPENS.len();
        let Some(end) = text[inside..].find("-->") else { break };
        let comment = text[inside..inside + end].trim();
        let (check, reason) =
            comment.split_once(':').map_or((comment, None), |(check, reason)| (check, Some(reason.trim())));
        let reason = reason.filter(|reason| !reason.is_empty()).map(str::to_owned);
        if !check.is_empty() {
            found.push(Dispute { check: check.trim().to_owned(), reason, line, everywhere: false });
        }
        line += text[at + next..inside + end].matches('\n').count();
        at = inside + end;
    }
    let checks: Vec<String> = found.iter().map(|dispute| dispute.check.clone()).collect();
    for dispute in &mut found {
        dispute.everywhere = checks.iter().filter(|check| **check == dispute.check).count() == 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_read_with_their_reasons_and_lines() {
        let text = "a\n<!-- ssmr-ignore no-visual: a voice product -->\n\n<!-- ssmr-ignore jargon -->\n<!-- ssmr-ignore open";
        let found = disputes(text);
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].check.as_str(), found[0].reason.as_deref(), found[0].line),
            ("no-visual", Some("a voice product"), 2)
        );
        assert_eq!((found[1].check.as_str(), found[1].reason.as_deref(), found[1].line), ("jargon", None, 4));
    }

    #[test]
    fn several_of_one_check_count_where_they_stand() {
        let text = "<!-- ssmr-ignore jargon -->\nRAG\n\n<!-- ssmr-ignore jargon -->\nDPO\n";
        let found = disputes(text);
        assert!(found[0].fits("jargon", Some(2)) && !found[0].fits("jargon", Some(5)));
        assert!(found[1].fits("jargon", None));
    }
}
