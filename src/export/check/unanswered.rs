//! Questions of the framework without an answer.

use super::{About, Answer, Remark};
use crate::submission::{is_blank, layout};

pub(super) fn find(answer: &Answer<'_>) -> Vec<Remark> {
    let Some(framework) = answer.form else { return Vec::new() };
    let layout = layout(answer.text, framework);
    let questions = framework.sections.iter().flat_map(|section| section.questions_for(answer.case_type));
    let mut remarks = Vec::new();
    let mut missing = Vec::new();
    for question in questions {
        match layout.block(&question.id) {
            Some(block) if is_blank(question, &answer.text[block.answer.clone()]) => {
                remarks.push(answer.remark(About::Unanswered, block.heading.start, question.heading.clone()));
            }
            Some(_) => {}
            None => missing.push(question.heading.as_str()),
        }
    }
    if !missing.is_empty() {
        let what = format!("no heading in the answer for: {}", missing.join(", "));
        remarks.push(Remark { about: About::Unanswered, line: 0, what });
    }
    remarks
}
