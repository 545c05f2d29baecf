//! What a pack says that only the review can judge: phrases that cannot be read, samples of simple checks that do not
//! behave as declared. Run by `ssmr pack check`.

use crate::diagnostic::Problem;
use crate::pack::concepts::{Concept, ConceptSet, WordClass};
use crate::pack::load::{Loaded, PackFiles};
use crate::pack::rubric::Rubric;
use crate::review::concepts::faults;
use crate::review::{Context, simple};
use crate::yaml::{Document, Node, Step};

/// Every problem of a pack's phrases and simple checks. `base` holds the concepts of the packs below it.
pub fn prove(pack: &PackFiles, base: ConceptSet) -> Vec<Problem> {
    let mut set = base;
    pack.concepts.iter().for_each(|(_, file)| set.add(&file.value));
    let mut problems = Vec::new();
    for (_, file) in pack.concepts.iter().filter(|(_, file)| !file.flawed) {
        for (number, concept) in file.value.concepts.iter().enumerate() {
            let path = ["concepts".into(), number.into()];
            unreadable(&file.document, &path, concept, &set.classes, &mut problems);
        }
    }
    for (_, file) in pack.rubrics.iter().filter(|(_, file)| !file.flawed) {
        rubric(file, &set, &mut problems);
    }
    problems
}

fn rubric(file: &Loaded<Rubric>, set: &ConceptSet, problems: &mut Vec<Problem>) {
    if file.value.simple_checks.is_empty() {
        return;
    }
    let own = simple::concepts(&file.value);
    let before = problems.len();
    for (number, concept) in own.iter().enumerate() {
        let path = ["simple_checks".into(), number.into()];
        unreadable(&file.document, &path, concept, &set.classes, problems);
    }
    // Without the concepts of the library nothing can be read: a pack that replaces it may lack them.
    if problems.len() > before || set.concepts.is_empty() {
        return;
    }
    let mut context = Context::of_concepts(set);
    context.concepts.extend(&own, &set.classes);
    for misfit in simple::misfits(&file.value, &context) {
        let check = &file.value.simple_checks[misfit.check];
        let (list, what) = if misfit.passes {
            ("passes", "is a fault by the rule")
        } else {
            ("fails", "is no fault by the rule")
        };
        let path: [Step<'_>; 4] =
            ["simple_checks".into(), misfit.check.into(), list.into(), misfit.sample.into()];
        let problem =
            Problem::error("sample-misfit", format!("this sample under `{list}` of `{}` {what}", check.id))
                .hint("change the phrases, or move the sample to the other list");
        problems.push(problem.at(file.place(&path)));
    }
}

/// Names the phrases of a concept that cannot be read.
fn unreadable(
    document: &Document,
    path: &[Step<'_>],
    concept: &Concept,
    classes: &[WordClass],
    problems: &mut Vec<Problem>,
) {
    let alone = ConceptSet { classes: classes.to_vec(), concepts: vec![concept.clone()] };
    for (_, phrase) in faults(&alone) {
        let unknown = phrase.split(['|', ' ']).find_map(|word| word.strip_prefix('@')).filter(|class| {
            let class = class.trim_end_matches('?');
            classes.iter().all(|known| known.id != class)
        });
        let problem = match unknown {
            Some(class) => Problem::error("unreadable-phrase", format!("no word class is called `{class}`"))
                .hint("declare it under `classes:`, or write the words"),
            None => Problem::error(
                "unreadable-phrase",
                format!("the phrase `{phrase}` holds no word to look for"),
            )
            .hint("a phrase needs at least one word, number or percentage that may not be left out"),
        };
        problems.push(problem.at(place(document, path, &phrase)));
    }
}

/// The place of a phrase: where its words stand under `phrases` or `unless`.
fn place(document: &Document, path: &[Step<'_>], phrase: &str) -> crate::diagnostic::Place {
    let node = |key: &'static str| -> Option<&Node> {
        let mut node = &document.root;
        for step in path.iter().copied().chain([key.into()]) {
            node = node.step(step)?;
        }
        Some(node)
    };
    let found = ["phrases", "unless"].into_iter().filter_map(node).find_map(|node| {
        let text = document.source.text.get(node.span.clone())?;
        let at = node.span.start + text.find(phrase)?;
        Some(at..at + phrase.len())
    });
    found.map_or_else(|| document.place(path), |span| document.source.place(span))
}
