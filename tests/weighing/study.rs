//! What is learned of a fault: from passages, from whole answers, and from both together.

use super::answers::{Answer, GROUPS, Sentence};
use super::lessons::{Lessons, Valued};
use super::support::logistic::{Example, Model, learn};

/// Costs of an error: of a passage that fails, of one that shows, of an answer, of the odds put together.
const COSTS: [f64; 4] = [0.3, 0.15, 0.01, 1.0];

/// What a sentence counts that was not quoted, in an answer that shows the thing elsewhere: it may show it too.
const UNQUOTED: f64 = 0.5;

/// A fault of fewer answers is not learned, nor what a thing looks like that fewer answers show.
const LEAST: usize = 8;

/// So many ways an answer can stand.
pub const STANDINGS: usize = 4;

/// Faults that no single sentence refutes.
const IN_NO_SENTENCE: [&str; 2] = ["scope-over-150-words", "section-out-of-order"];

/// What was learned of one fault.
pub struct Learned {
    pub models: Models,
    /// How much the passage, the whole, and what is shown count, then the odds by standing.
    together: Model,
    /// The odds of each answer, learned from answers of other writers; none where readers differ.
    pub odds: Vec<Option<f64>>,
}

/// The models of one fault.
pub struct Models {
    /// A passage in which it shows.
    pub passage: Model,
    /// A passage that shows what it is the lack of, if enough answers show it.
    pub shows: Option<Model>,
    /// An answer that has it.
    pub whole: Model,
}

impl Learned {
    /// How much a passage, the whole, and what is shown count: never against what they say.
    pub fn counts(&self) -> [f64; 3] {
        let [passage, whole, shows] = [0, 1, 2].map(|at| self.together.weights[at]);
        [passage.max(0.0), whole.max(0.0), (-shows).max(0.0)]
    }

    /// The odds of an answer that stands so and says nothing.
    pub fn base(&self, lessons: &Lessons, standing: usize) -> f64 {
        let [passage, whole, shows] = self.counts();
        let own = lessons.wholes.by_name.get(&format!("={standing}"));
        let own = own.map_or(0.0, |number| self.models.whole.weights[*number as usize] * 3.0);
        self.together.intercept
            + self.together.weights[3 + standing]
            + passage * self.models.passage.intercept
            + whole * (self.models.whole.intercept + own)
            - shows * self.models.shows.as_ref().map_or(0.0, |model| model.intercept)
    }
}

/// The passage, the whole and what is shown of an answer, with its standing.
fn put_together(lessons: &Lessons, answers: &[Answer], at: usize, models: &Models) -> Valued {
    let best = |model: &Model, credited: bool| {
        let sentences = lessons.sentences[at].iter().zip(&answers[at].sentences);
        let counts = sentences.filter(|(all, own)| !all.is_empty() && (own.credited || !credited));
        counts.map(|(all, _)| model.odds(all)).fold(-12.0, f64::max)
    };
    let standing = 3 + u32::try_from(answers[at].standing).expect("four");
    vec![
        (0, best(&models.passage, false)),
        (1, models.whole.odds(&lessons.answers[at])),
        (2, models.shows.as_ref().map_or(0.0, |model| best(model, true))),
        (standing, 1.0),
    ]
}

/// How each sentence of an answer speaks of a fault: whether it shows it, and how much that counts.
fn failing(answer: &Answer, fault: &str) -> Vec<Option<(bool, f64)>> {
    let line = answer.label.defects.get(fault).copied().flatten();
    let quoted = answer.fails.get(fault);
    let one = |(at, sentence): (usize, &Sentence)| {
        let named = line == Some(sentence.line);
        match quoted {
            Some(quoted) if quoted.contains(&at) => Some((true, 1.0)),
            // The line is named, the sentence is not: another of its sentences is meant.
            Some(_) if named => None,
            Some(_) => Some((false, 1.0)),
            None => Some((named, 1.0)),
        }
    };
    answer.sentences.iter().enumerate().map(one).collect()
}

/// How each sentence of an answer shows what a fault is the lack of.
fn showing(answer: &Answer, fault: &str, holds: bool) -> Vec<Option<(bool, f64)>> {
    let quoted = answer.shows.get(fault);
    let one = |(at, sentence): (usize, &Sentence)| match quoted {
        _ if !sentence.credited => None,
        _ if holds => Some((false, 1.0)),
        Some(quoted) if quoted.contains(&at) => Some((true, 1.0)),
        Some(_) => Some((false, UNQUOTED)),
        None => None,
    };
    answer.sentences.iter().enumerate().map(one).collect()
}

fn models(lessons: &Lessons, answers: &[Answer], fault: &str, without: Option<usize>) -> Models {
    let (mut failed, mut shown, mut wholes) = (Vec::new(), Vec::new(), Vec::new());
    for (at, answer) in answers.iter().enumerate().filter(|(_, answer)| Some(answer.group) != without) {
        let Some(holds) = answer.holds(fault) else { continue };
        let sides = [(&mut failed, failing(answer, fault)), (&mut shown, showing(answer, fault, holds))];
        for (examples, told) in sides {
            for (features, told) in lessons.sentences[at].iter().zip(told) {
                let Some((is_case, weight)) = told.filter(|_| !features.is_empty()) else { continue };
                examples.push(Example { features: features.clone(), is_case, weight });
            }
        }
        wholes.push(Example { features: lessons.answers[at].clone(), is_case: holds, weight: 1.0 });
    }
    let seen = shown.iter().filter(|example| example.is_case).count() >= LEAST;
    let words = lessons.words.names.len();
    Models {
        passage: learn(&failed, words, COSTS[0]),
        shows: (seen && !IN_NO_SENTENCE.contains(&fault)).then(|| learn(&shown, words, COSTS[1])),
        whole: learn(&wholes, lessons.wholes.names.len(), COSTS[2]),
    }
}

/// Learns of a fault; none if too few answers have it.
pub fn study(lessons: &Lessons, answers: &[Answer], fault: &str) -> Option<Learned> {
    if answers.iter().filter(|answer| answer.holds(fault) == Some(true)).count() < LEAST {
        return None;
    }
    let mut told: Vec<Option<Valued>> = vec![None; answers.len()];
    for group in 0..GROUPS {
        let models = models(lessons, answers, fault, Some(group));
        for (at, _) in answers.iter().enumerate().filter(|(_, answer)| answer.group == group) {
            told[at] = Some(put_together(lessons, answers, at, &models));
        }
    }
    let known = answers.iter().zip(&told).filter_map(|(answer, told)| {
        Some(Example { features: told.clone()?, is_case: answer.holds(fault)?, weight: 1.0 })
    });
    let together = learn(&known.collect::<Vec<_>>(), 3 + STANDINGS, COSTS[3]);
    let open = |(answer, told): (&Answer, &Option<Valued>)| {
        answer.holds(fault).and(told.as_ref()).map(|told| together.odds(told))
    };
    let odds = answers.iter().zip(&told).map(open).collect();
    Some(Learned { models: models(lessons, answers, fault, None), together, odds })
}

/// How odds and findings are put beside each other.
pub struct Beside {
    model: Model,
}

/// How much what is one fault's own counts beside what all share: of its findings, of its odds.
const OWN: [f64; 2] = [0.5, 0.3];

impl Beside {
    /// Learns it from answers on which no check was tuned.
    pub fn learn(answers: &[Answer], known: &[(&str, Learned)]) -> Self {
        let mut examples = Vec::new();
        for (fault, (check, learned)) in known.iter().enumerate() {
            for (answer, odds) in answers.iter().zip(&learned.odds) {
                let (Some(found), Some(odds), Some(is_case)) = (&answer.found, *odds, answer.holds(check))
                else {
                    continue;
                };
                let [of_found, of_odds] = Self::own(fault);
                let standing = u32::try_from(answer.standing).expect("four");
                let mut features = vec![(0, odds), (5 + standing, 1.0), (of_odds, OWN[1])];
                if found.contains(*check) {
                    features.extend([(1 + standing, 1.0), (of_found, OWN[0])]);
                }
                examples.push(Example { features, is_case, weight: 1.0 });
            }
        }
        Self { model: learn(&examples, 9 + 2 * known.len(), COSTS[3]) }
    }

    /// The numbers of what is a fault's own.
    fn own(fault: usize) -> [u32; 2] {
        let first = u32::try_from(9 + 2 * fault).expect("few");
        [first, first + 1]
    }

    /// What odds are multiplied by.
    pub fn scale(&self) -> f64 {
        self.model.weights[0]
    }

    /// What is added to the odds of a fault, and what its being found adds, for an answer that stands so.
    pub fn adds(&self, fault: usize, standing: usize) -> [f64; 2] {
        let weight = |number: usize| self.model.weights[number];
        let [of_found, of_odds] = Self::own(fault).map(|number| weight(number as usize));
        let odds = self.model.intercept + weight(5 + standing) + OWN[1] * of_odds;
        [odds, weight(1 + standing) + OWN[0] * of_found]
    }
}
