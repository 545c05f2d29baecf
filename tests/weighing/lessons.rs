//! Answers in numbers, as the learning wants them.

use std::collections::BTreeMap;

use super::answers::Answer;

/// A word of fewer sentences is left out, and one of fewer answers says nothing of a whole answer.
const LEAST: usize = 5;

/// Features by number, with their values.
pub type Valued = Vec<(u32, f64)>;

/// Numbers for names.
#[derive(Default)]
pub struct Numbers {
    pub names: Vec<String>,
    pub by_name: BTreeMap<String, u32>,
}

impl Numbers {
    /// Of the names that come often enough.
    fn of(counts: BTreeMap<String, usize>) -> Self {
        let often = counts.into_iter().filter(|(_, count)| *count >= LEAST).map(|(name, _)| name);
        let names: Vec<String> = often.collect();
        let by_name = (0..).zip(&names).map(|(number, name)| (name.clone(), number)).collect();
        Self { names, by_name }
    }

    fn features(&self, named: impl Iterator<Item = (String, f64)>) -> Valued {
        let mut sums: BTreeMap<u32, f64> = BTreeMap::new();
        for (name, value) in named {
            if let Some(number) = self.by_name.get(&name) {
                *sums.entry(*number).or_default() += value;
            }
        }
        sums.into_iter().collect()
    }
}

/// Everything that is learned from, in numbers.
pub struct Lessons {
    /// Names in passages: `o` and `n` before a name tell what stands in the passage and what beside it.
    pub words: Numbers,
    /// Names of whole answers, the standing among them.
    pub wholes: Numbers,
    /// Each answer's sentences.
    pub sentences: Vec<Vec<Valued>>,
    /// Each answer as a whole.
    pub answers: Vec<Valued>,
}

fn passage(answer: &Answer, at: usize) -> Vec<(String, f64)> {
    let own = answer.sentences[at].features.iter().map(|name| (format!("o{name}"), 1.0));
    let before = at.checked_sub(1).filter(|before| answer.sentences[*before].beside);
    let next = Some(at + 1).filter(|_| answer.sentences[at].beside);
    let near = before.into_iter().chain(next).flat_map(|beside| &answer.sentences[beside].features);
    own.chain(near.map(|name| (format!("n{name}"), 0.5))).collect()
}

fn whole(answer: &Answer) -> Vec<(String, f64)> {
    let standing = (format!("={}", answer.standing), 3.0);
    answer.whole.iter().map(|name| (format!("w{name}"), 1.0)).chain([standing]).collect()
}

/// The answers in numbers.
pub fn lessons(answers: &[Answer]) -> Lessons {
    let count = |names: Vec<(String, f64)>, counts: &mut BTreeMap<String, usize>| {
        names.into_iter().for_each(|(name, _)| *counts.entry(name).or_default() += 1);
    };
    let (mut words, mut wholes) = (BTreeMap::new(), BTreeMap::new());
    for answer in answers {
        (0..answer.sentences.len()).for_each(|at| count(passage(answer, at), &mut words));
        count(whole(answer), &mut wholes);
    }
    let (words, wholes) = (Numbers::of(words), Numbers::of(wholes));
    let sentences = answers
        .iter()
        .map(|answer| {
            let all = 0..answer.sentences.len();
            all.map(|at| words.features(passage(answer, at).into_iter())).collect()
        })
        .collect();
    let whole = answers.iter().map(|answer| wholes.features(whole(answer).into_iter())).collect();
    Lessons { words, wholes, sentences, answers: whole }
}
