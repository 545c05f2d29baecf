//! Logistic regression with a penalty on the size of the weights, for sparse examples.

/// An example: the numbers of its features with their values, and whether it is a case.
pub struct Example {
    /// Features, each once.
    pub features: Vec<(u32, f64)>,
    /// Whether it is a case.
    pub is_case: bool,
    /// How much it counts; one, as a rule.
    pub weight: f64,
}

/// What was learned: a weight for each feature, and the intercept.
#[derive(Debug, Clone)]
pub struct Model {
    /// By the number of the feature.
    pub weights: Vec<f64>,
    /// The log-odds of an example without features.
    pub intercept: f64,
}

impl Model {
    /// The natural logarithm of the odds of an example.
    pub fn odds(&self, features: &[(u32, f64)]) -> f64 {
        let told = |(feature, value): &(u32, f64)| self.weights[*feature as usize] * value;
        self.intercept + features.iter().map(told).sum::<f64>()
    }
}

/// Learns from examples by coordinate descent on the dual problem, one example after the other (Yu, Huang and Lin, *Dual
/// coordinate descent methods for logistic regression and maximum entropy models*, 2011). `cost` weighs an error against
/// the size of the weights. The same examples give the same model.
pub fn learn(examples: &[Example], features: usize, cost: f64) -> Model {
    let mut weights = vec![0.0; features];
    let mut intercept = 0.0;
    let sizes: Vec<f64> = examples
        .iter()
        .map(|example| 1.0 + example.features.iter().map(|(_, value)| value * value).sum::<f64>())
        .collect();
    // Each multiplier and its rest up to the cost; both stay above nothing.
    let mut alphas: Vec<[f64; 2]> = vec![[(cost * 0.001).min(1e-8), 0.0]; examples.len()];
    for (alpha, example) in alphas.iter_mut().zip(examples) {
        alpha[1] = cost * example.weight - alpha[0];
        let step = sign(example) * alpha[0];
        intercept += step;
        example.features.iter().for_each(|(feature, value)| weights[*feature as usize] += step * value);
    }
    for _ in 0..ROUNDS {
        let mut moved: f64 = 0.0;
        for ((alpha, example), size) in alphas.iter_mut().zip(examples).zip(&sizes) {
            let told = |(feature, value): &(u32, f64)| weights[*feature as usize] * value;
            let margin = sign(example) * (intercept + example.features.iter().map(told).sum::<f64>());
            let most = cost * example.weight;
            let (old, new) = (alpha[0], best(*alpha, *size, margin, most));
            *alpha = [new, most - new];
            let step = sign(example) * (new - old);
            if step.abs() > 1e-12 {
                intercept += step;
                example
                    .features
                    .iter()
                    .for_each(|(feature, value)| weights[*feature as usize] += step * value);
            }
            moved = moved.max((new - old).abs());
        }
        if moved < cost * 1e-4 {
            break;
        }
    }
    Model { weights, intercept }
}

/// So many rounds over all examples at most.
const ROUNDS: usize = 60;

fn sign(example: &Example) -> f64 {
    if example.is_case { 1.0 } else { -1.0 }
}

/// The best multiplier of one example, the others kept: the root of `log(z / (C - z)) + size (z - old) + margin`, which
/// rises with `z`, by halving.
fn best([old, _]: [f64; 2], size: f64, margin: f64, cost: f64) -> f64 {
    let slope = |z: f64| (z / (cost - z)).ln() + size * (z - old) + margin;
    let (mut low, mut high) = (0.0, cost);
    for _ in 0..26 {
        let middle = f64::midpoint(low, high);
        if slope(middle) > 0.0 { high = middle } else { low = middle }
    }
    f64::midpoint(low, high).clamp(cost * 1e-12, cost * (1.0 - 1e-12))
}
