//! Which sample is marked: the one that was begun, the one that was named, or one by the seed.

use anyhow::Result;

use super::Args;
use super::paper::Paper;
use crate::cli::cases::find_case;
use crate::cli::errors::Failure;
use crate::cli::shell::Shell;
use crate::judgment::{Quality, Sample, choose};
use crate::pack::library::Library;
use crate::store::journal::{Journal, Marking, NewMarking};

/// A sample and the marking of it.
pub(super) struct Begun {
    pub(super) paper: Paper,
    pub(super) marking: Marking,
    /// Whether it was begun before.
    pub(super) resumed: bool,
}

/// Takes up the marking that was left, or begins one.
///
/// # Errors
/// The case is unknown or has no such sample, or the journal cannot be written.
pub(super) fn begin(shell: &Shell, args: &Args, library: &Library, journal: &mut Journal) -> Result<Begun> {
    let samples = samples(args, library)?;
    let past = journal.markings().map_err(Failure::from)?;
    let (ended, left): (Vec<Marking>, Vec<Marking>) =
        past.into_iter().partition(|marking| marking.finished_ms.is_some());
    for marking in left.into_iter().rev() {
        let paper = samples.iter().find(|sample| is(&marking, sample)).and_then(|one| paper(library, one));
        if let Some(paper) = paper.filter(|paper| paper.hash() == marking.begun.sha256) {
            return Ok(Begun { paper, marking, resumed: true });
        }
    }
    let sample = choose(&samples, &seen(&ended), shell.clock.seed());
    let paper = sample.and_then(|sample| paper(library, sample));
    let paper = paper.ok_or_else(|| Failure::input("no case has a sample answer to mark"))?;
    let begun = NewMarking {
        case_id: paper.case.id.clone(),
        sample: paper.quality.word().into(),
        sha256: paper.hash(),
        started_ms: shell.clock.now().wall_ms,
    };
    let number = journal.begin_marking(&begun).map_err(Failure::from)?;
    let marking = Marking {
        number,
        begun,
        finished_ms: None,
        seconds: 0,
        scores: Vec::new(),
        faults: Vec::new(),
        missed: Vec::new(),
    };
    Ok(Begun { paper, marking, resumed: false })
}

/// The samples that were asked for.
fn samples(args: &Args, library: &Library) -> Result<Vec<Sample>> {
    let cases = match &args.case {
        Some(id) => vec![find_case(library, id)?.id],
        None => library.cases().into_iter().map(|case| case.id).collect(),
    };
    let wanted = args.sample.map(Quality::from);
    let mut samples = Vec::new();
    for case in &cases {
        for quality in Quality::ALL.into_iter().filter(|quality| wanted.is_none_or(|one| one == *quality)) {
            samples.push(Sample { case: case.clone(), quality });
        }
    }
    samples.retain(|sample| paper(library, sample).is_some());
    match &args.case {
        Some(id) if samples.is_empty() => {
            Err(Failure::input(format!("the case `{id}` has no such sample answer"))
                .hint("`ssmr mark` picks another case")
                .into())
        }
        _ => Ok(samples),
    }
}

fn paper(library: &Library, sample: &Sample) -> Option<Paper> {
    let case = library.case(&sample.case)?;
    let text = library.sample(&case, sample.quality.word())?;
    Some(Paper::new(case, sample.quality, text))
}

fn is(marking: &Marking, sample: &Sample) -> bool {
    marking.begun.case_id == sample.case && marking.begun.sample == sample.quality.word()
}

/// What was marked, oldest first.
fn seen(ended: &[Marking]) -> Vec<Sample> {
    let sample = |marking: &Marking| {
        let quality = Quality::of(&marking.begun.sample)?;
        Some(Sample { case: marking.begun.case_id.clone(), quality })
    };
    ended.iter().filter_map(sample).collect()
}
