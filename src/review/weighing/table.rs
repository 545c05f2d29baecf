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
    rows: [Rows; 5],
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
    fn push(&mut self, cell: &str) {
        for pair in cell.split(' ') {
            let Some((fault, weight)) = pair.split_once(':') else { continue };
            if let (Ok(fault), Ok(weight)) = (fault.parse(), weight.parse::<i8>()) {
                self.faults.push(fault);
                self.weights.push(weight.cast_unsigned());
            }
        }
        self.ends.push(u32::try_from(self.faults.len()).unwrap_or(u32::MAX));
    }

    fn add(&self, row: u32, unit: f32, sums: &mut [f32]) {
        let end = |row: usize| self.ends.get(row).map_or(self.faults.len(), |end| *end as usize);
        let range = (row as usize).checked_sub(1).map_or(0, end)..end(row as usize);
        for (fault, weight) in self.faults[range.clone()].iter().zip(&self.weights[range]) {
            if let Some(sum) = sums.get_mut(usize::from(*fault)) {
                *sum += f32::from(weight.cast_signed()) / unit;
            }
        }
    }
}

/// Where a word stands, and what it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the passage itself: whether the fault shows there.
    Own,
    /// In the passage before or behind.
    Near,
    /// Anywhere in the answer.
    Whole,
    /// In the passage itself: whether it shows what the fault is the lack of.
    Shows,
    /// In the passage before or behind.
    ShowsNear,
}

impl Place {
    fn unit(self) -> f32 {
        if self == Self::Whole { FINE } else { UNIT }
    }
}

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
            let mut cells = line.split('\t');
            let next = u32::try_from(table.rows[0].ends.len()).unwrap_or(u32::MAX);
            if table.names.number(cells.next().unwrap_or_default(), next) == next {
                table.rows.iter_mut().for_each(|rows| rows.push(cells.next().unwrap_or_default()));
            }
        }
        table.names.settle();
        table
    }

    /// The row of a word or `@concept`.
    pub fn row(&self, name: &str) -> Option<u32> {
        self.names.get(name)
    }

    /// Adds what a row says, in a place, to the sum of every fault.
    pub fn add(&self, row: u32, place: Place, sums: &mut [f32]) {
        self.rows[place as usize].add(row, place.unit(), sums);
    }
}
