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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::SHIPPED;
    use crate::pack::library::Library;
    use crate::review::{Context, review};

    const TEXT: &str = "## Scope\n\nOur users are busy professionals who want to learn. There are no limits at all.\n\n\
        ## Metrics\n\n- Daily active users\n- Teacher satisfaction\n- Teacher satisfaction\n\n\
        ## Rollout\n\nWe launch to all users at once, and we never go back. Nobody is asked and nothing is audited.\n";

    fn read(text: &str) -> Review {
        let context = Context::new(&Library::new(SHIPPED), None, "anthropic-pm");
        review("a.md", text, &context)
    }

    #[test]
    fn a_name_stays_while_the_words_stay_and_means_one_finding() {
        let (one, moved) = (read(TEXT), read(&format!("# A title\n\n{TEXT}")));
        let ids = |review: &Review| review.findings.iter().map(|found| found.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&one), ids(&moved));
        assert!(one.findings.len() > 5);
        for finding in &one.findings {
            assert_eq!(one.named(&finding.id), [finding]);
            assert_eq!(one.named(one.name(finding)), [finding]);
            assert_eq!(one.named(&finding.check).len(), one.count(&finding.check));
        }
    }

    #[test]
    fn the_same_words_twice_have_two_names() {
        let mut both = vec![read(TEXT).findings[0].clone(); 2];
        name_all(&mut both);
        assert_eq!(both[1].id, format!("{}-2", both[0].id));
    }

    #[test]
    fn what_is_worth_most_counts_and_gains_most() {
        let mut review = read(TEXT);
        let ids: Vec<String> = review.findings.iter().map(|finding| finding.id.clone()).collect();
        review.findings.iter_mut().for_each(|finding| finding.gain = Some(0.1));
        review.findings[2].gain = Some(0.3);
        review.findings[3].gain = Some(0.9);
        review.findings[3].disputed = true;
        assert_eq!(review.worth_most().map(|finding| &finding.id), Some(&ids[2]));
        review.findings.iter_mut().for_each(|finding| finding.gain = None);
        assert_eq!(review.worth_most().map(|finding| &finding.id), Some(&ids[0]), "the first");
        review.findings.clear();
        assert_eq!(review.worth_most(), None);
    }
}
