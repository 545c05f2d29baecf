//! The table of the weighing: what words and concepts say for and against each fault.

use serde::{Deserialize, Serialize};

use super::pool::{Names, packed};

/// Weights of passages are kept in this part of a natural logarithm of odds.
pub const UNIT: f32 = 32.0;

/// Weights of whole answers are many and small: they are kept in this part.
pub const FINE: f32 = 256.0;

/// What words and concepts say for and against each fault, in natural logarithms of odds.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Table {
    /// The faults, by the ids of their checks.
    pub faults: Vec<Fault>,
    names: Names,
    /// What words say of passages: every place but the whole, one behind the other, so that one row is read for all.
    passages: Rows,
    whole: Rows,
}

/// A fault as the table knows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// The id of its check.
    pub check: String,
    /// Its odds before anything is read, by how the answer stands.
    pub base: [f32; 4],
    /// What a finding of the check adds to them, by how the answer stands.
    pub found: [f32; 4],
    /// A passage that says more than this for the fault shows it.
    pub plain: f32,
    /// A passage that says more than this against it comes near to what the fault is the lack of.
    pub near: f32,
    /// What it counts that a check quotes a passage, where it is asked which passage shows the fault.
    pub quoted: f32,
}

/// Weights by row: pairs of a fault and a weight, one row behind the other.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Rows {
    #[serde(with = "packed")]
    ends: Vec<u32>,
    #[serde(with = "serde_bytes")]
    faults: Vec<u8>,
    /// With their sign as a byte.
    #[serde(with = "serde_bytes")]
    weights: Vec<u8>,
}

impl Rows {
    /// Adds the pairs of a cell to the row that is being read; `from` is the number of the first fault of its place.
    fn extend(&mut self, cell: &str, from: usize) {
        for pair in cell.split(' ') {
            let Some((fault, weight)) = pair.split_once(':') else { continue };
            let place = fault.parse::<usize>().ok().and_then(|fault| u8::try_from(from + fault).ok());
            if let (Some(place), Ok(weight)) = (place, weight.parse::<i8>()) {
                self.faults.push(place);
                self.weights.push(weight.cast_unsigned());
            }
        }
    }

    fn end(&mut self) {
        self.ends.push(u32::try_from(self.faults.len()).unwrap_or(u32::MAX));
    }

    fn add(&self, row: u32, sums: &mut Sums) {
        let end = |row: usize| self.ends.get(row).map_or(self.faults.len(), |end| *end as usize);
        let range = (row as usize).checked_sub(1).map_or(0, end)..end(row as usize);
        for (fault, weight) in self.faults[range.clone()].iter().zip(&self.weights[range]) {
            sums[usize::from(*fault)] += i32::from(weight.cast_signed());
        }
    }
}

/// What a word in a passage is asked, and where it stands: each has a sum for every fault, one behind the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Whether the fault shows, in the passage itself.
    Own,
    /// The same, in the passage before or behind.
    Near,
    /// Whether what the fault is the lack of shows, in the passage itself.
    Shows,
    /// The same, in the passage before or behind.
    ShowsNear,
}

/// Sums of weights, in parts of a logarithm: a fault in a place is a byte, so none needs to be looked up.
pub type Sums = [i32; 256];

impl Table {
    /// Reads the table as it stands in its file: `= fault base… found… plain near quoted`, then a name and, behind tabs,
    /// what it says in each place.
    pub fn parse(text: &str) -> Self {
        let mut table = Self::default();
        for line in text.lines().filter(|line| !line.starts_with("##")) {
            if let Some(fault) = line.strip_prefix("= ") {
                let mut words = fault.split(' ');
                let check = words.next().unwrap_or_default().to_owned();
                let numbers: Vec<f32> = words.filter_map(|word| word.parse().ok()).collect();
                if let [a, b, c, d, e, f, g, h, plain, near, quoted] = *numbers.as_slice() {
                    let (base, found) = ([a, b, c, d], [e, f, g, h]);
                    table.faults.push(Fault { check, base, found, plain, near, quoted });
                }
                continue;
            }
            let cells: Vec<&str> = line.split('\t').collect();
            let &[name, own, near, whole, shows, shows_near] = cells.as_slice() else { continue };
            let next = u32::try_from(table.whole.ends.len()).unwrap_or(u32::MAX);
            if table.names.number(name, next) == next {
                let faults = table.faults.len();
                for (place, cell) in [own, near, shows, shows_near].into_iter().enumerate() {
                    table.passages.extend(cell, place * faults);
                }
                table.whole.extend(whole, 0);
                table.passages.end();
                table.whole.end();
            }
        }
        table.names.settle();
        table
    }

    /// The row of a word or `@concept`.
    pub fn row(&self, name: &str) -> Option<u32> {
        self.names.get(name)
    }

    /// Adds what a row says of a passage to the sums of every place.
    pub fn add(&self, row: u32, sums: &mut Sums) {
        self.passages.add(row, sums);
    }

    /// Adds what a row says of the whole answer to the sum of every fault.
    pub fn add_whole(&self, row: u32, sums: &mut Sums) {
        self.whole.add(row, sums);
    }
}
