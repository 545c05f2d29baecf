//! A passage of an answer that follows no question of the framework: the text below its nearest heading.

use crate::pack::framework::{Framework, Question, QuestionKind, Section};
use crate::submission::COMMENT;
use crate::text::front_matter;
use crate::text::markdown::{headings, without_open_fences};

/// What the only question is called.
pub(super) const ID: &str = "passage";
/// A type that no case has: for a question that only ends the passage.
const NEVER: &str = "never-asked";

/// A passage made ready for writing it again.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Passage {
    /// The text, with a comment below the heading that says where the passage begins.
    pub text: String,
    /// A framework whose only question is the passage.
    pub framework: Framework,
}

impl Passage {
    /// The passage around a byte, for a section of the framework. None if no heading stands above it.
    pub(super) fn around(text: &str, at: usize, framework: &Framework, section: &Section) -> Option<Self> {
        let mark = format!("{COMMENT} {ID}: written once more -->\n");
        let at = at - text[..at].matches(&mark).count() * mark.len();
        let text = text.replace(&mark, "");
        let body = front_matter(&text).map_or(0, |front| front.whole.end);
        let all = headings(&without_open_fences(&text[body..]));
        let number = all.iter().rposition(|heading| heading.span.start + body <= at)?;
        let heading = &all[number];
        let asked = question(ID, heading.text.trim(), None);
        let end = all.get(number + 1).map(|next| question("next", next.text.trim(), Some(NEVER)));
        let own = Section { questions: vec![asked], ..section.clone() };
        let rest = end.map(|end| Section {
            id: "rest".into(),
            title: "The rest".into(),
            questions: vec![end],
            ..section.clone()
        });
        let sections = std::iter::once(own).chain(rest).collect();
        let framework = Framework { sections, warm_up: None, ..framework.clone() };
        let below = heading.span.end + body;
        let gap = if text[..below].ends_with('\n') { "" } else { "\n" };
        let text = format!("{}{gap}{mark}{}", &text[..below], &text[below..]);
        Some(Self { text, framework })
    }

    /// The section with its only question.
    pub(super) fn place(&self) -> (&Section, &Question) {
        let section = &self.framework.sections[0];
        (section, &section.questions[0])
    }
}

fn question(id: &str, heading: &str, when: Option<&str>) -> Question {
    Question {
        id: id.into(),
        heading: heading.into(),
        ask: "Write this passage anew, so that the finding goes away and nothing else gets lost.".into(),
        why: "A reader stops at the weakest passage.".into(),
        hint: "Say the same in fewer words first. Then add what was missing.".into(),
        kind: QuestionKind::Prose,
        options: Vec::new(),
        columns: Vec::new(),
        rows: None,
        words: None,
        counted: None,
        when: when.map(str::to_owned),
        starter: None,
        checks: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::SHIPPED;
    use crate::pack::library::Library;
    use crate::submission::{layout, put};

    const TEXT: &str = "---\ncase: x\n---\n\n# T\n\n## Safety\n\nIt may be wrong.\n\n### Harms\n\nOne.\n\n## Launch\n\nTo all.\n";

    fn passage(text: &str, at: &str) -> Option<Passage> {
        let framework = Library::new(SHIPPED).framework("ssmr").expect("shipped");
        Passage::around(text, text.find(at).expect("there"), &framework, &framework.sections[1])
    }

    #[test]
    fn it_reaches_from_its_heading_to_the_next() {
        for (at, answer) in
            [("may be", "It may be wrong."), ("One", "One."), ("Harms", "One."), ("To all", "To all.")]
        {
            let found = passage(TEXT, at).expect("a passage");
            let block = layout(&found.text, &found.framework).block(ID).cloned().expect("its block");
            assert_eq!(&found.text[block.answer], answer, "{at}");
            let new = put(&found.text, &found.framework, ID, "Anew.");
            let mark = format!("{COMMENT} {ID}: written once more -->\n");
            let plain = new.replace(&mark, "");
            assert_eq!(
                plain.split_whitespace().collect::<Vec<_>>(),
                TEXT.replace(answer, "Anew.").split_whitespace().collect::<Vec<_>>()
            );
            // The next rewind leaves one mark, wherever it goes.
            let again = passage(&new, "T").expect("a passage");
            assert_eq!(again.text.matches(&mark).count(), 1);
        }
        assert_eq!(passage("No heading.\n", "No"), None);
    }
}
