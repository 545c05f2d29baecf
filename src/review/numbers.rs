//! Every number of an answer, and what it rests on.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::parts::Part;
use super::reading::Reading;
use crate::text::document::Kind;
use crate::text::number::read_number;
use crate::text::reader::read;
use crate::text::scan::Token;

/// What a number rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// The brief gives it.
    Given,
    /// It is assumed or measured, and the answer says on what basis.
    Assumed,
    /// A source stands beside it.
    Cited,
    /// It is aimed at, or part of a plan.
    Target,
    /// It stands alone.
    Unsupported,
}

/// A number of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its token.
    pub token: usize,
    /// Its sentence.
    pub sentence: usize,
    /// Its value.
    pub value: f64,
    /// Whether it is a percentage.
    pub percent: bool,
    /// What it rests on.
    pub ground: Ground,
}

/// Classes every number that counts something. Small counts of things (under ten, in words or bare) are left out.
pub fn figures(reading: &Reading<'_>, context: &Context) -> Vec<Figure> {
    let given = given(context);
    let mut found = Vec::new();
    for (number, sentence) in reading.document.sentences.iter().enumerate() {
        let block = sentence.block as usize;
        if !reading.said[block] || reading.document.blocks[block].kind == Kind::Footnote {
            continue;
        }
        for at in sentence.first as usize..sentence.last as usize {
            let token = &reading.document.tokens[at];
            let counts =
                token.is_quantity() && (token.has(Token::PERCENT | Token::MONEY) || token.value >= 10.0);
            if counts {
                let ground = ground(reading, number, at, &given);
                found.push(Figure {
                    token: at,
                    sentence: number,
                    value: token.value,
                    percent: token.has(Token::PERCENT),
                    ground,
                });
            }
        }
    }
    found
}

/// The numbers of the brief, in digits and in words.
fn given(context: &Context) -> Vec<f64> {
    let Some(case) = &context.case else { return Vec::new() };
    let texts = std::iter::once(&case.brief).chain(&case.facts);
    let mut found = Vec::new();
    for text in texts {
        found.extend(read(text).tokens.iter().filter(|token| token.is_quantity()).map(|token| token.value));
        let mut at = 0;
        while let Some(next) = text[at..].find(|letter: char| letter.is_ascii_digit()) {
            let number = read_number(&text[at + next..]);
            found.push(number.value);
            at += next + number.length;
        }
    }
    found
}

fn ground(reading: &Reading<'_>, sentence: usize, at: usize, given: &[f64]) -> Ground {
    let document = &reading.document;
    let block = document.sentences[sentence].block as usize;
    let value = document.tokens[at].value;
    let near = reading.around(sentence, 1);
    let own = reading.sentence(sentence);
    if given.iter().any(|known| (known - value).abs() < 1e-9) {
        return Ground::Given;
    }
    let plan = matches!(reading.parts.of_block[block], Some(Part::Metrics | Part::Rollout));
    let aimed = document.tokens[at].has(Token::BOUND)
        || reading.touches("figure-aim", &own)
        || reading.touches("duration", &own);
    let scope = reading.touches("persona-age", &own) || reading.touches("latency", &own);
    if plan || aimed || scope {
        return Ground::Target;
    }
    let noted = reading.text[document.sentence_bytes(sentence).start..]
        .get(..document.sentence_bytes(sentence).len() + 12)
        .is_some_and(|text| text.contains("[^"));
    if noted || reading.touches("citation", &near) {
        return Ground::Cited;
    }
    if reading.touches("basis", &near) {
        return Ground::Assumed;
    }
    Ground::Unsupported
}
