//! Sentences that are hard to read, and the prose as a whole.

use super::{About, Answer, Remark, quoted};
use crate::text::readability::{counts, hard, prose};

/// A sentence is hard from so many words on, if its grade is this or higher too.
const WORDS: usize = 30;
const GRADE: f64 = 16.0;
/// The whole is hard beyond this grade; from so many words on a grade means something.
const WHOLE: f64 = 14.0;
const ENOUGH: usize = 100;

pub(super) fn find(answer: &Answer<'_>) -> Vec<Remark> {
    let sentences = prose(answer.body());
    let mut remarks: Vec<Remark> = hard(&sentences, WORDS, GRADE)
        .map(|sentence| {
            let what = format!("{} words: {}", sentence.counts.words, quoted(&sentence.text));
            answer.remark_in_body(About::HardToRead, &sentence.span, what)
        })
        .collect();
    let all = counts(&sentences);
    if let Some(grade) = all.grade().filter(|grade| *grade > WHOLE && all.words >= ENOUGH) {
        let what = format!("the prose is at school grade {grade:.0}; 10 to 12 reads well (Flesch-Kincaid)");
        remarks.push(Remark { about: About::HardToRead, line: 0, what });
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::export::check::check;

    #[test]
    fn hard_sentences_are_named_with_their_line_and_the_whole_with_its_grade() {
        let hard = "Notwithstanding considerable organizational heterogeneity, institutional accountability mechanisms necessitate comprehensive \
                    interdisciplinary evaluation methodologies, particularly regarding unanticipated vulnerability amplification across jurisdictional \
                    boundaries and multinational regulatory environments, whose administrative harmonization remains fundamentally incomplete.";
        let found = |text: &str| {
            check(text, None, None).into_iter().map(|remark| (remark.line, remark.what)).collect::<Vec<_>>()
        };
        let one = found(&format!("We test it. We ask people.\n\nEasy words.\n{hard}\n"));
        assert_eq!(one.len(), 1);
        assert_eq!((one[0].0, one[0].1.starts_with("30 words: Notwithstanding")), (4, true), "{one:?}");
        let many = found(&format!("{hard} {hard} {hard} {hard}\n"));
        assert!(many[0].0 == 0 && many[0].1.contains("school grade"), "{many:?}");
    }
}
