//! Which sample to mark next.

/// How good a sample is meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quality {
    /// Without a firm fault.
    Strong,
    /// With the faults that its case names.
    Weak,
}

impl Quality {
    /// Both.
    pub const ALL: [Quality; 2] = [Quality::Strong, Quality::Weak];

    /// The word for it; files and the journal use it.
    pub fn word(self) -> &'static str {
        match self {
            Quality::Strong => "strong",
            Quality::Weak => "weak",
        }
    }

    /// The quality that a word names.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|quality| quality.word() == word)
    }
}

/// A sample answer of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The case, by id.
    pub case: String,
    /// How good it is meant to be.
    pub quality: Quality,
}

/// The sample to mark next: one that was marked least often, of a case that was marked least often, and never the last
/// one again if there is another; `seen` is what was marked, oldest first. The seed decides among equals.
pub fn choose<'a>(samples: &'a [Sample], seen: &[Sample], seed: u64) -> Option<&'a Sample> {
    let times = |sample: &Sample| seen.iter().filter(|one| *one == sample).count();
    let of_case = |sample: &Sample| seen.iter().filter(|one| one.case == sample.case).count();
    let is_last = |sample: &Sample| seen.last() == Some(sample);
    // Whoever saw one sample of a case can tell what the other one is, so a fresh case comes first.
    let rank = |sample: &Sample| (times(sample), is_last(sample), of_case(sample));
    let best = samples.iter().map(rank).min()?;
    let equals: Vec<&Sample> = samples.iter().filter(|sample| rank(sample) == best).collect();
    let count = u64::try_from(equals.len()).ok()?;
    // The low bits alone would always take strong after weak.
    equals.get(usize::try_from(mixed(seed) % count).ok()?).copied()
}

/// A number in which every bit of the seed counts.
fn mixed(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(cases: &[&str]) -> Vec<Sample> {
        let both = |case: &&str| Quality::ALL.map(|quality| Sample { case: (*case).to_owned(), quality });
        cases.iter().flat_map(both).collect()
    }

    #[test]
    fn every_sample_comes_once_before_one_comes_twice() {
        let all = samples(&["a", "b", "c"]);
        for seed in 0..50 {
            let mut past: Vec<Sample> = Vec::new();
            for round in 1..=3 {
                for _ in 0..all.len() {
                    let next = choose(&all, &past, seed).expect("one");
                    assert!(past.last() != Some(next), "twice in a row");
                    past.push(next.clone());
                }
                for sample in &all {
                    assert_eq!(past.iter().filter(|one| *one == sample).count(), round);
                }
            }
        }
    }

    #[test]
    fn a_fresh_case_comes_before_the_other_sample_of_a_known_one() {
        let all = samples(&["a", "b"]);
        for seed in 0..50 {
            let first = choose(&all, &[], seed).expect("one");
            let second = choose(&all, std::slice::from_ref(first), seed).expect("one");
            assert_ne!(first.case, second.case);
        }
    }

    #[test]
    fn seeds_reach_every_sample() {
        let all = samples(&["a", "b", "c"]);
        for sample in &all {
            assert!((0..50).any(|seed| choose(&all, &[], seed) == Some(sample)), "{sample:?}");
        }
        assert_eq!(choose(&[], &[], 1), None);
    }

    #[test]
    fn a_quality_is_read_back_from_its_word() {
        assert_eq!(Quality::ALL.map(|quality| Quality::of(quality.word())), Quality::ALL.map(Some));
        assert_eq!(Quality::of("middling"), None);
    }
}
