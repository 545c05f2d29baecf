//! Names of findings that can be typed, and the finding that is worth most.

use sha2::{Digest, Sha256};

use super::report::{Evidence, Finding, Review};

/// Gives every finding its id: the check, and four letters made from what it rests on. It stays as long as those words
/// stay, wherever they move.
pub(super) fn name_all(findings: &mut [Finding]) {
    let mut taken: Vec<String> = Vec::new();
    for finding in findings {
        let rests_on = match &finding.evidence {
            Evidence::Quoted(quote) => &quote.quote,
            Evidence::Missing { absent } => &absent.looked_for,
        };
        let hash = Sha256::digest(rests_on.as_bytes());
        let id = format!("{}.{:02x}{:02x}", finding.check, hash[0], hash[1]);
        let same = taken.iter().filter(|known| **known == id).count();
        taken.push(id.clone());
        finding.id = if same == 0 { id } else { format!("{id}-{}", same + 1) };
    }
}

impl Review {
    /// The findings that count: no questions, and nothing that is disputed.
    pub fn firm(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| !finding.question && !finding.disputed)
    }

    /// How many findings a check has.
    pub fn count(&self, check: &str) -> usize {
        self.findings.iter().filter(|finding| finding.check == check).count()
    }

    /// The shortest name of a finding: its check, if that has no other one.
    pub fn name<'a>(&self, finding: &'a Finding) -> &'a str {
        if self.count(&finding.check) == 1 { &finding.check } else { &finding.id }
    }

    /// The findings that a name means: one by its id, or all of a check.
    pub fn named(&self, name: &str) -> Vec<&Finding> {
        self.findings.iter().filter(|finding| finding.id == name || finding.check == name).collect()
    }

    /// The finding whose fix raises the total most, each of a check counted for its share; the first of them if scores
    /// are not known.
    pub fn worth_most(&self) -> Option<&Finding> {
        let share = |finding: &Finding| {
            let count = u32::try_from(self.count(&finding.check)).unwrap_or(u32::MAX);
            finding.gain.unwrap_or(0.0) / f64::from(count.max(1))
        };
        self.firm().reduce(|best, finding| if share(finding) > share(best) { finding } else { best })
    }
}
