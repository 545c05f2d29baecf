//! Many small lists and names in few large pieces. A lexicon holds tens of thousands of them; reading each into memory
//! of its own took longer than the review of an answer.

use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Something small that fits into `N` numbers.
pub(crate) trait Packed<const N: usize> {
    /// It as numbers.
    fn pack(&self) -> [u32; N];
    /// What was packed.
    fn unpack(numbers: [u32; N]) -> Self;
}

impl Packed<1> for u32 {
    fn pack(&self) -> [u32; 1] {
        [*self]
    }

    fn unpack([number]: [u32; 1]) -> Self {
        number
    }
}

/// Lists of small things as one piece of bytes: reading a lexicon thing by thing took longer than matching it.
pub(crate) mod packed {
    use serde::{Deserialize, Deserializer, Serializer};
    use serde_bytes::Bytes;

    use super::Packed;

    /// Writes a list, the lowest byte of each number first.
    pub(crate) fn serialize<S: Serializer, T: Packed<N>, const N: usize>(
        list: &[T],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = list.iter().flat_map(Packed::pack).flat_map(u32::to_le_bytes).collect();
        to.serialize_bytes(&bytes)
    }

    /// Reads what [`serialize`] wrote.
    pub(crate) fn deserialize<'de, D: Deserializer<'de>, T: Packed<N>, const N: usize>(
        from: D,
    ) -> Result<Vec<T>, D::Error> {
        let bytes = <&Bytes>::deserialize(from)?;
        let (numbers, _) = bytes.as_chunks::<4>();
        let (things, _) = numbers.as_chunks::<N>();
        Ok(things.iter().map(|thing| T::unpack(thing.map(u32::from_le_bytes))).collect())
    }
}

/// Lists of numbers, one behind the other.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Lists {
    #[serde(with = "packed")]
    flat: Vec<u32>,
    /// Where each list ends.
    #[serde(with = "packed")]
    ends: Vec<u32>,
}

impl Lists {
    /// How many lists there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The list of a number; empty if there is none.
    pub(crate) fn get(&self, number: usize) -> &[u32] {
        let end = |at: usize| self.ends.get(at).map_or(self.flat.len(), |end| *end as usize);
        let from = number.checked_sub(1).map_or(0, end);
        self.flat.get(from..end(number)).unwrap_or(&[])
    }

    /// These lists.
    pub(crate) fn of(lists: Vec<Vec<u32>>) -> Self {
        let mut all = Self::default();
        lists.into_iter().for_each(|list| all.push(list));
        all
    }

    /// Adds a list.
    pub(crate) fn push(&mut self, list: impl IntoIterator<Item = u32>) {
        self.flat.extend(list);
        self.ends.push(u32::try_from(self.flat.len()).unwrap_or(u32::MAX));
    }
}

/// Numbers by name: most in one text with a table of hashes, those that came later in a map. The table is written with
/// the rest, so that nothing has to be hashed when the program starts.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Names {
    text: String,
    /// Where each name ends in `text`; the names are in the order of their bytes.
    #[serde(with = "packed")]
    ends: Vec<u32>,
    #[serde(with = "packed")]
    numbers: Vec<u32>,
    /// One more than the place of a name, at its hash or behind it; zero where there is none. Its length is a power of
    /// two.
    #[serde(with = "packed")]
    slots: Vec<u32>,
    #[serde(skip)]
    later: FxHashMap<Box<str>, u32>,
}

/// FNV-1a, 32 bits: the hash of every beginning of a name comes up on the way to its own, and it is the same on every
/// machine. Source: the offset basis and prime of <http://www.isthe.com/chongo/tech/comp/fnv/>.
const fn hashed(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

const BASIS: u32 = 0x811c_9dc5;

impl Names {
    /// The number of a name.
    pub(crate) fn get(&self, name: &str) -> Option<u32> {
        self.at(name, name.bytes().fold(BASIS, hashed))
    }

    /// The numbers of all names that a word begins with, the shortest first. Appended to `found`.
    pub(crate) fn beginnings(&self, word: &str, lengths: RangeInclusive<usize>, found: &mut Vec<u32>) {
        let mut hash = BASIS;
        for (at, byte) in word.bytes().enumerate().take(*lengths.end()) {
            hash = hashed(hash, byte);
            if at + 1 >= *lengths.start() {
                found.extend(word.get(..=at).and_then(|beginning| self.at(beginning, hash)));
            }
        }
    }

    /// The number of a name with this hash.
    fn at(&self, name: &str, hash: u32) -> Option<u32> {
        let mut slot = hash as usize;
        while let Some(place) = self.slot(slot).checked_sub(1) {
            if self.name(place as usize) == name {
                return self.numbers.get(place as usize).copied();
            }
            slot += 1;
        }
        if self.later.is_empty() { None } else { self.later.get(name).copied() }
    }

    fn slot(&self, slot: usize) -> u32 {
        self.slots.get(slot & self.slots.len().wrapping_sub(1)).copied().unwrap_or(0)
    }

    /// The number of a name; a new name gets `next`.
    pub(crate) fn number(&mut self, name: &str, next: u32) -> u32 {
        self.get(name).unwrap_or_else(|| *self.later.entry(name.into()).or_insert(next))
    }

    /// Puts what came later to the rest, so that it can be written.
    pub(crate) fn settle(&mut self) {
        let known = (0..self.ends.len()).map(|at| (Box::from(self.name(at)), self.numbers[at]));
        let mut all: Vec<(Box<str>, u32)> = known.collect();
        all.extend(self.later.drain());
        all.sort_unstable();
        *self = Self::default();
        // At least half of the table stays empty, so that a search ends soon.
        self.slots = vec![0; (all.len() * 2 + 1).next_power_of_two()];
        for (place, (name, number)) in (1..).zip(all) {
            let mut slot = name.bytes().fold(BASIS, hashed) as usize;
            while self.slot(slot) > 0 {
                slot += 1;
            }
            let slot = slot & (self.slots.len() - 1);
            self.slots[slot] = place;
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
    fn a_word_is_found_by_its_beginnings() {
        let mut names = Names::default();
        assert_eq!(names.get("rollback"), None);
        for (number, word) in (0..).zip(["rol", "rollb", "é", "rollback", "rollbacks"]) {
            names.number(word, number);
        }
        names.settle();
        let beginnings = |word: &str, lengths| {
            let mut found = Vec::new();
            names.beginnings(word, lengths, &mut found);
            found
        };
        assert_eq!(beginnings("rollback", 1..=12), [0, 1, 3]);
        assert_eq!(beginnings("rollback", 4..=5), [1]);
        assert_eq!(beginnings("été", 1..=2), [2]);
        assert_eq!(beginnings("", 0..=3), [0_u32; 0]);
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
