//! The distinct stems of a text, as numbers.

use rustc_hash::FxHashMap;

use super::stem::stem;

/// The distinct stems of a text.
#[derive(Debug, Clone, Default)]
pub struct Words {
    by_form: FxHashMap<Box<str>, u32>,
    by_stem: FxHashMap<Box<str>, u32>,
    stems: Vec<Box<str>>,
}

impl Words {
    /// The number of a word in lower case, new or known.
    pub fn intern(&mut self, form: &str) -> u32 {
        if let Some(known) = self.by_form.get(form) {
            return *known;
        }
        let stem = stem(form).into_boxed_str();
        let next = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
        let number = *self.by_stem.entry(stem.clone()).or_insert(next);
        if number == next {
            self.stems.push(stem);
        }
        self.by_form.insert(form.into(), number);
        number
    }

    /// Every stem, by number.
    pub fn stems(&self) -> &[Box<str>] {
        &self.stems
    }
}
