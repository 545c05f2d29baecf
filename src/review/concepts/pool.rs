//! Many small lists and names in few large pieces. A lexicon holds tens of thousands of them; reading each into memory
//! of its own took longer than the review of an answer.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Lists of numbers, one behind the other.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Lists {
    flat: Vec<u32>,
    /// Where each list ends.
    ends: Vec<u32>,
}

impl Lists {
    /// How many lists there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The list of a number; empty if there is none.
    pub(super) fn get(&self, number: usize) -> &[u32] {
        let end = |at: usize| self.ends.get(at).map_or(self.flat.len(), |end| *end as usize);
        let from = number.checked_sub(1).map_or(0, end);
        self.flat.get(from..end(number)).unwrap_or(&[])
    }

    /// Adds a list.
    pub(super) fn push(&mut self, list: impl IntoIterator<Item = u32>) {
        self.flat.extend(list);
        self.ends.push(u32::try_from(self.flat.len()).unwrap_or(u32::MAX));
    }
}

/// Numbers by name: most in one sorted text, those that came later in a map.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Names {
    text: String,
    /// Where each name ends in `text`; the names are in the order of their bytes.
    ends: Vec<u32>,
    numbers: Vec<u32>,
    #[serde(skip)]
    later: FxHashMap<Box<str>, u32>,
}

impl Names {
    /// The number of a name.
    pub(super) fn get(&self, name: &str) -> Option<u32> {
        if let Some(number) = self.later.get(name) {
            return Some(*number);
        }
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.name(middle).cmp(name) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return self.numbers.get(middle).copied(),
            }
        }
        None
    }

    /// The number of a name; a new name gets `next`.
    pub(super) fn number(&mut self, name: &str, next: u32) -> u32 {
        self.get(name).unwrap_or_else(|| *self.later.entry(name.into()).or_insert(next))
    }

    /// Puts what came later to the rest, so that it can be written.
    pub(super) fn settle(&mut self) {
        let known = (0..self.ends.len()).map(|at| (Box::from(self.name(at)), self.numbers[at]));
        let mut all: Vec<(Box<str>, u32)> = known.collect();
        all.extend(self.later.drain());
        all.sort_unstable();
        *self = Self::default();
        for (name, number) in all {
            self.text.push_str(&name);
            self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
            self.numbers.push(number);
        }
    }

    fn name(&self, at: usize) -> &str {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.text.get(from..self.ends[at] as usize).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::{Lists, Names};

    #[test]
    fn names_are_found_before_and_after_they_are_settled() {
        let mut names = Names::default();
        let words = ["roll", "audit", "é", "a", "rollback"];
        for (number, word) in (0..).zip(words) {
            assert_eq!(names.number(word, number), number);
        }
        names.settle();
        assert_eq!(names.number("later", 9), 9);
        assert_eq!(names.number("audit", 10), 1);
        let found = words.map(|word| names.get(word));
        assert_eq!(found, [0, 1, 2, 3, 4].map(Some));
        assert_eq!((names.get("later"), names.get("aud"), names.get("")), (Some(9), None, None));
    }

    #[test]
    fn lists_keep_their_numbers() {
        let mut lists = Lists::default();
        lists.push([3, 1]);
        lists.push([]);
        lists.push([2]);
        assert_eq!(
            (lists.get(0), lists.get(1), lists.get(2), lists.get(3)),
            (&[3, 1][..], &[][..], &[2][..], &[][..])
        );
        assert_eq!(lists.len(), 3);
    }
}
