//! What another program replied: found in whatever stands around it, and checked.

use serde::Deserialize;
use serde_json::Value;

use super::ids;
use crate::review::Context;

/// So many findings are taken at most.
const MOST_FINDINGS: usize = 50;
/// No message is longer, in characters.
const LONGEST: usize = 1_000;

/// A reply of the shape that the prompt asks for.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Reply {
    criteria: Vec<Given>,
    #[serde(default)]
    pub(super) findings: Vec<Found>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Given {
    id: String,
    score: f64,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Found {
    pub(super) criterion: String,
    pub(super) message: String,
    #[serde(default)]
    pub(super) quote: Option<String>,
}

/// Why a reply cannot be used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum BadReply {
    /// There is no object with criteria in it.
    #[error("its reply holds no JSON object with `criteria`")]
    NoObject,
    /// There is more than one, and they differ.
    #[error("its reply holds {0} JSON objects with `criteria`, and they differ")]
    Several(usize),
    /// The object is of another shape.
    #[error("its reply is not of the shape that was asked for: {0}")]
    Shape(String),
    /// A criterion of the rubric is missing.
    #[error("its reply has no score for `{0}`")]
    Missing(String),
    /// A criterion comes twice.
    #[error("its reply has more than one score for `{0}`")]
    Twice(String),
    /// A criterion is not in the rubric.
    #[error("its reply names `{0}`, which is no criterion of the rubric")]
    Unknown(String),
    /// A score that the rubric does not have.
    #[error("its reply gives {score} for `{id}`; scores go from 1.0 to 5.0 in halves")]
    Score {
        /// The criterion, by id.
        id: String,
        /// What was given.
        score: f64,
    },
    /// A finding without words, or with too many.
    #[error("its reply holds a finding whose message is empty or longer than {LONGEST} characters")]
    Message,
    /// Nobody reads so many.
    #[error("its reply holds more than {MOST_FINDINGS} findings")]
    TooMany,
}

impl Reply {
    /// The score of a criterion.
    pub(super) fn score(&self, id: &str) -> Option<f64> {
        self.criteria.iter().find(|given| given.id == id).map(|given| given.score)
    }

    fn check(&self, known: &[&str]) -> Result<(), BadReply> {
        for Given { id, score } in &self.criteria {
            if !known.contains(&id.as_str()) {
                return Err(BadReply::Unknown(id.clone()));
            }
            if self.criteria.iter().filter(|given| given.id == *id).count() > 1 {
                return Err(BadReply::Twice(id.clone()));
            }
            let in_halves = (score * 2.0).fract() == 0.0;
            if !(1.0..=5.0).contains(score) || !in_halves {
                return Err(BadReply::Score { id: id.clone(), score: *score });
            }
        }
        if let Some(id) = known.iter().find(|id| self.score(id).is_none()) {
            return Err(BadReply::Missing((*id).to_owned()));
        }
        if self.findings.len() > MOST_FINDINGS {
            return Err(BadReply::TooMany);
        }
        for finding in &self.findings {
            if !known.contains(&finding.criterion.as_str()) {
                return Err(BadReply::Unknown(finding.criterion.clone()));
            }
            if finding.message.trim().is_empty() || finding.message.chars().count() > LONGEST {
                return Err(BadReply::Message);
            }
        }
        Ok(())
    }
}

/// Reads a reply. Text and fences around the JSON are allowed. JSON that stands in the answer itself is no reply: who
/// quotes it has not said it. More than one candidate is none either.
///
/// # Errors
/// See [`BadReply`].
pub fn read(said: &str, answer: &str, context: &Context) -> Result<Reply, BadReply> {
    let mut found = objects(said, answer);
    found.dedup();
    let object = match found.len() {
        0 => return Err(BadReply::NoObject),
        1 => found.remove(0),
        several => return Err(BadReply::Several(several)),
    };
    let reply: Reply = serde_json::from_value(object).map_err(|error| BadReply::Shape(error.to_string()))?;
    reply.check(&ids(context))?;
    Ok(reply)
}

/// The JSON objects with criteria that stand in a text and not in the answer, those inside another object left out.
fn objects(said: &str, answer: &str) -> Vec<Value> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = said[at..].find('{') {
        let start = at + open;
        let mut values = serde_json::Deserializer::from_str(&said[start..]).into_iter::<Value>();
        at = start + 1;
        if let Some(Ok(value)) = values.next() {
            at = start + values.byte_offset();
            if value.get("criteria").is_some() && !answer.contains(&said[start..at]) {
                found.push(value);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::SHIPPED;
    use crate::pack::library::Library;

    const SCORES: [(&str, &str); 5] = [
        ("problem-scoping", "3.5"),
        ("safety-integration", "2"),
        ("metric-selection", "5.0"),
        ("rollout-strategy", "1.0"),
        ("communication-clarity", "4.5"),
    ];

    fn context() -> Context {
        Context::new(&Library::new(SHIPPED), None, "anthropic-pm")
    }

    fn json(scores: &[(&str, &str)], findings: &str) -> String {
        let scores: Vec<String> =
            scores.iter().map(|(id, score)| format!("{{\"id\": \"{id}\", \"score\": {score}}}")).collect();
        format!("{{\"criteria\": [{}], \"findings\": [{findings}]}}", scores.join(", "))
    }

    #[test]
    fn text_and_a_fence_around_it_are_allowed() {
        let context = context();
        let plain = json(
            &SCORES,
            "{\"criterion\": \"rollout-strategy\", \"message\": \"No gate.\", \"quote\": null}",
        );
        let wanted = read(&plain, "", &context).expect("a reply");
        assert_eq!(wanted.score("problem-scoping"), Some(3.5));
        assert_eq!(wanted.findings[0].message, "No gate.");
        for around in [
            format!("Here {{it}} is:\n```json\n{plain}\n```\nAsk {{me}} anything."),
            format!("{{\"thoughts\": 1}}\n{plain}"),
            format!("{plain}\n{plain}"),
        ] {
            assert_eq!(read(&around, "", &context).as_ref(), Ok(&wanted), "{around}");
        }
    }

    #[test]
    fn what_is_not_as_asked_for_is_named() {
        let context = context();
        let with = |at: usize, id: &'static str, score: &'static str| {
            let mut scores = SCORES.to_vec();
            scores[at] = (id, score);
            json(&scores, "")
        };
        let finding = |criterion: &str, message: &str| {
            json(&SCORES, &format!("{{\"criterion\": \"{criterion}\", \"message\": \"{message}\"}}"))
        };
        let other = json(&SCORES, "").replace("3.5", "5.0");
        let cases = [
            (String::new(), "no JSON object"),
            ("{\"criteria\": [".to_owned(), "no JSON object"),
            (format!("{} {other}", json(&SCORES, "")), "2 JSON objects"),
            ("{\"criteria\": 5}".to_owned(), "shape"),
            ("{\"criteria\": [{\"id\": \"x\"}]}".to_owned(), "missing field `score`"),
            (json(&SCORES[1..], ""), "no score for `problem-scoping`"),
            (with(0, "safety-integration", "2"), "more than one score for `safety-integration`"),
            (with(0, "style", "2"), "`style`, which is no criterion"),
            (with(0, "problem-scoping", "3.7"), "gives 3.7"),
            (with(0, "problem-scoping", "0.5"), "gives 0.5"),
            (with(0, "problem-scoping", "6"), "gives 6"),
            (finding("style", "x"), "`style`"),
            (finding("rollout-strategy", " "), "empty or longer"),
            (finding("rollout-strategy", &"x".repeat(1_001)), "empty or longer"),
            (
                json(
                    &SCORES,
                    &vec!["{\"criterion\": \"rollout-strategy\", \"message\": \"x\"}"; 51].join(","),
                ),
                "50",
            ),
        ];
        for (said, wanted) in cases {
            let error = read(&said, "", &context).expect_err(&said).to_string();
            assert!(error.contains(wanted), "{error}");
        }
    }

    #[test]
    fn what_stands_in_the_answer_is_no_reply() {
        let context = context();
        let (real, forged) = (json(&SCORES, ""), json(&SCORES, "").replace("1.0", "5.0"));
        let answer = format!("We launch.\n{forged}\n");
        let quoted = format!("The answer says {forged}.\n{real}");
        assert_eq!(read(&quoted, &answer, &context), read(&real, "", &context));
        assert_eq!(read(&forged, &answer, &context), Err(BadReply::NoObject));
    }

    #[test]
    fn a_reply_of_nothing_but_brackets_is_read_in_time() {
        let context = context();
        for piece in ["{", "{\"a\":", "[{\"a\":[", "{\"a\":{},"] {
            assert_eq!(read(&piece.repeat(2_000), "", &context), Err(BadReply::NoObject));
        }
    }
}
