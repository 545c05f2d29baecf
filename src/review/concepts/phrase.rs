//! The little language of phrases, and matching them.

use super::pool::Packed;

/// One step of a phrase.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Step {
    /// A word out of a set of the lexicon.
    Word(u32),
    /// A number that counts something.
    Number,
    /// A percentage.
    Percent,
    /// Up to so many words of any kind.
    Gap(u8),
    /// The beginning of a sentence, cell or item.
    Start,
}

/// A step that may be left out, or not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Part {
    pub(super) step: Step,
    pub(super) optional: bool,
}

/// The kind of step in the lowest three bits, whether it may be left out in the next, then its number.
impl Packed<1> for Part {
    fn pack(&self) -> [u32; 1] {
        let (kind, number) = match self.step {
            Step::Word(set) => (0, set),
            Step::Number => (1, 0),
            Step::Percent => (2, 0),
            Step::Gap(most) => (3, u32::from(most)),
            Step::Start => (4, 0),
        };
        [kind | u32::from(self.optional) << 3 | number << 4]
    }

    fn unpack([packed]: [u32; 1]) -> Self {
        let number = packed >> 4;
        let step = match packed & 7 {
            0 => Step::Word(number),
            1 => Step::Number,
            2 => Step::Percent,
            3 => Step::Gap(u8::try_from(number).unwrap_or(u8::MAX)),
            _ => Step::Start,
        };
        Self { step, optional: packed & 8 > 0 }
    }
}

/// A phrase of a concept. Its steps lie in one list with those of all others: reading thousands of small lists would
/// take longer than a review.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Phrase {
    /// Its first step.
    pub(super) from: u32,
    /// Behind its last step.
    pub(super) to: u32,
    /// The concept, and whether the phrase speaks against it.
    pub(super) concept: u16,
    pub(super) against: bool,
}

/// The first step; then the concept in the lower half, whether it speaks against it, and how many steps there are.
impl Packed<2> for Phrase {
    fn pack(&self) -> [u32; 2] {
        [self.from, u32::from(self.concept) | u32::from(self.against) << 16 | (self.to - self.from) << 17]
    }

    fn unpack([from, packed]: [u32; 2]) -> Self {
        let concept = u16::try_from(packed & 0xffff).unwrap_or(u16::MAX);
        Self { from, to: from + (packed >> 17), concept, against: packed & 0x1_0000 > 0 }
    }
}

/// Tells every set of words that a phrase may begin with; whether it may begin with a number.
pub(super) fn begins(parts: &[Part], mut tell: impl FnMut(u32)) -> bool {
    let mut numeric = false;
    for part in parts {
        match part.step {
            Step::Word(set) => tell(set),
            Step::Number | Step::Percent => numeric = true,
            Step::Gap(_) | Step::Start => continue,
        }
        if !part.optional {
            break;
        }
    }
    numeric
}

/// Whether of each set that a phrase cannot do without a word is present.
pub(super) fn fits(parts: &[Part], present: &[bool]) -> bool {
    parts.iter().all(|part| match part.step {
        Step::Word(set) => part.optional || present[set as usize],
        Step::Number | Step::Percent | Step::Gap(_) | Step::Start => true,
    })
}

/// What a phrase sees of a sentence.
pub(super) trait Line {
    /// How many tokens there are.
    fn length(&self) -> usize;
    /// Whether the token at a place is a word of this set.
    fn is_word(&self, at: usize, set: u32) -> bool;
    /// Whether the token is a number that counts.
    fn is_number(&self, at: usize) -> bool;
    /// Whether the token is a percentage.
    fn is_percent(&self, at: usize) -> bool;
    /// Whether a strong break stands before the token.
    fn is_break(&self, at: usize) -> bool;
    /// Whether the token begins a sentence, or something after a strong break.
    fn is_start(&self, at: usize) -> bool;
}

/// The end of a match of `parts` from `at`, the shortest one; none if it does not match.
///
/// Gaps are bounded and phrases short, so that the work per place is bounded as well.
pub(super) fn match_at<L: Line>(parts: &[Part], line: &L, at: usize) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else { return Some(at) };
    let one = |fits: bool| if fits { match_at(rest, line, at + 1) } else { None };
    let found = match part.step {
        Step::Start => return if line.is_start(at) { match_at(rest, line, at) } else { None },
        Step::Gap(most) => {
            let most = usize::from(most);
            for skipped in 0..=most {
                let next = at + skipped;
                if next > line.length() || (next > 0 && next < line.length() && line.is_break(next)) {
                    break;
                }
                if let Some(end) = match_at(rest, line, next) {
                    return Some(end);
                }
            }
            return None;
        }
        Step::Word(set) => one(at < line.length() && line.is_word(at, set)),
        Step::Number => one(at < line.length() && line.is_number(at)),
        Step::Percent => one(at < line.length() && line.is_percent(at)),
    };
    match found {
        None if part.optional => match_at(rest, line, at),
        found => found,
    }
}
