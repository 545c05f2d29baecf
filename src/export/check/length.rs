//! Sections and answers over their budgets of words.

use super::{About, Answer, Remark};
use crate::submission::{is_blank, layout};
use crate::text::words::count;

/// An answer may be over its own budget by this share, in percent; a section may not be over.
const SLACK: usize = 25;

pub(super) fn find(answer: &Answer<'_>) -> Vec<Remark> {
    let Some(framework) = answer.form else { return Vec::new() };
    let layout = layout(answer.text, framework);
    let mut remarks = Vec::new();
    for section in &framework.sections {
        let mut used = 0;
        let mut first = None;
        for question in section.questions_for(answer.case_type) {
            let Some(block) = layout.block(&question.id) else { continue };
            let said = &answer.text[block.answer.clone()];
            let words = if is_blank(question, said) { 0 } else { count(said) };
            first.get_or_insert(block.heading.start);
            used += if question.is_counted() { words } else { 0 };
            if let Some(most) =
                question.words.map(|most| most as usize).filter(|most| words * 100 > most * (100 + SLACK))
            {
                let what = format!("{}: {words} words, meant to be {most}", question.heading);
                remarks.push(answer.remark(About::TooLong, block.heading.start, what));
            }
        }
        if let (Some(most), Some(at)) =
            (section.words.map(|most| most as usize).filter(|most| used > *most), first)
        {
            remarks.push(answer.remark(
                About::TooLong,
                at,
                format!("{}: {used} words, at most {most} are asked for", section.title),
            ));
        }
    }
    remarks
}
