//! Figures made from the tables of the answer itself: they show nothing that it does not say.

mod chain;
mod matrix;
mod measures;
mod tables;
mod timeline;

use serde::Serialize;

pub use chain::{Chain, Link};
pub use matrix::{Matrix, Risk};
pub use measures::{Measure, Measures};
pub use tables::Table;
pub use timeline::{Phase, Timeline};

/// A figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Figure {
    /// Harms by likelihood and severity.
    RiskMatrix(Matrix),
    /// From each harm to what holds it off, measures it and takes it back.
    HarmChain(Chain),
    /// Measures with baselines and targets.
    Measures(Measures),
    /// The phases of the rollout, one after the other.
    Timeline(Timeline),
}

/// Every figure that can be made from the tables of a clean answer.
pub fn find(body: &str) -> Vec<Figure> {
    let tables = tables::read(body);
    let mut found = Vec::new();
    found.extend(matrix::find(&tables).map(Figure::RiskMatrix));
    found.extend(chain::find(&tables).map(Figure::HarmChain));
    found.extend(measures::find(&tables).map(Figure::Measures));
    found.extend(timeline::find(&tables).map(Figure::Timeline));
    found
}

#[cfg(test)]
pub(super) const ANSWER: &str = "## Safety\n\n### Harms ranked\n\n| Rank | Harm | Likelihood | Severity |\n|---|---|---|---|\n\
    | 1 | Missed emergency | 3 | 5 |\n| 2 | Turned away | high | 3/5 |\n| 3 | Odd | often | 2 |\n\n\
    ### Failure modes\n\n| Failure mode | Likelihood | Severity | Mitigation |\n|---|---|---|---|\n\
    | Missed emergency: slang | 3 | 5 | Lists of *words* |\n| Turned away: queue full | 4 | 3 | Callback |\n\n\
    ### If a mitigation fails\n\n| Attack | Trigger | Way back | Owner |\n|---|---|---|---|\n\
    | Emergency is missed | One | Topic closed | Lead |\n\n## Metrics\n\n### Success\n\n| Measure | Baseline | Target |\n|---|---|---|\n\
    | Members turned away | 40% | 20% |\n\n### Safety measures\n\n| Measure | Baseline | Target |\n|---|---|---|\n| Errors | unknown | 0 in 200 |\n\n\
    ## Rollout\n\n| Phase | Size | Duration | Gate |\n|---|---|---|---|\n| Red team | 10 people | 2 weeks | No open finding |\n\
    | Beta | 500 users | 1 month | Under 1% |\n| Everybody | all | ongoing | |\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_without_tables_has_no_figures() {
        for body in [
            "",
            "## A\n\ntext\n",
            "| a | b |\n|---|---|\n| 1 | 2 |\n",
            "| Likelihood | Severity |\n|---|---|\n",
        ] {
            assert_eq!(find(body), [], "{body:?}");
        }
    }

    #[test]
    fn a_whole_answer_has_all_four() {
        assert_eq!(find(ANSWER).len(), 4);
    }
}
