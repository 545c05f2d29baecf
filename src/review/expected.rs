//! The harms that a case expects, held against the harms that an answer names in words of its own.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::check::Sight;
use super::harms::{Harm, content};
use super::reading::Reading;
use crate::pack::prompt::ExpectedHarm;

/// How near an answer comes to a harm that its case expects.
#[derive(Debug, Clone, PartialEq)]
pub enum Nearness {
    /// A phrase of the case names it, or a row or sentence has the event and the sufferer.
    There,
    /// A row or sentence is of the same family; tokens of its name.
    Near(Range<usize>),
    /// Nothing comes near.
    Absent,
}

/// What a text says: the stems that carry meaning, and the families of harms in it.
struct Said {
    stems: FxHashSet<String>,
    families: FxHashSet<usize>,
}

/// How near an answer comes to each harm that its case expects, in the order of the case.
pub fn expected<'s>(sight: &'s Sight<'_>) -> Vec<(&'s ExpectedHarm, Nearness)> {
    let Some(case) = &sight.context.case else { return Vec::new() };
    let families = sight.reading.concepts.beginning("family-");
    let listed = sight.harms.iter().any(|harm| harm.listed);
    let harms = sight.harms.iter().filter(|harm| harm.listed || !listed);
    let rows: Vec<(&Harm, Said)> = harms.map(|harm| (harm, row(sight.reading, harm, &families))).collect();
    let wanted = wanted(sight.reading, &case.harms, &families);
    let near = |(harm, wanted)| (harm, nearness(sight, harm, wanted, &rows));
    case.harms.iter().zip(&wanted).map(near).collect()
}

fn nearness(sight: &Sight<'_>, harm: &ExpectedHarm, wanted: &Said, rows: &[(&Harm, Said)]) -> Nearness {
    if sight.sees(&format!("case-harm-{}", harm.id)) {
        return Nearness::There;
    }
    let mut near = None;
    for (row, said) in rows {
        let stems = wanted.stems.intersection(&said.stems).count();
        let family = wanted.families.intersection(&said.families).next().is_some();
        if stems >= 2 || (family && stems >= 1) {
            return Nearness::There;
        }
        if family {
            near = near.or_else(|| Some(row.name.clone()));
        }
    }
    near.map_or(Nearness::Absent, Nearness::Near)
}

/// What the case says of its harms: the stems of who is hurt, how, and the phrases for it, without those that several
/// harms share, because "student" tells none of them; the families of who is hurt and how.
fn wanted(answer: &Reading<'_>, harms: &[ExpectedHarm], families: &[&str]) -> Vec<Said> {
    let each = harms.iter().map(|harm| {
        let text = format!("{}\n\n{}", harm.what, harm.signs.join("\n\n"));
        let reading = Reading::new(&text, answer.concepts);
        let what = reading.document.blocks.first().map_or(0..0, |block| block.tokens.clone());
        let all = 0..reading.document.tokens.len();
        Said { stems: stems(&reading, &all), families: among(&reading, &what, families) }
    });
    let mut each: Vec<Said> = each.collect();
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    for stem in each.iter().flat_map(|said| &said.stems) {
        *counts.entry(stem.clone()).or_default() += 1;
    }
    each.iter_mut().for_each(|said| said.stems.retain(|stem| counts.get(stem) == Some(&1)));
    each
}

/// What an answer says of a harm, in its name and the cells beside it; what is done about it does not say what it is,
/// and neither does a category.
fn row(reading: &Reading<'_>, harm: &Harm, families: &[&str]) -> Said {
    let done = harm.mitigation.clone().filter(|done| *done != harm.whole).unwrap_or(0..0);
    let mut found = Said { stems: FxHashSet::default(), families: FxHashSet::default() };
    let inside = |tokens: &Range<usize>| harm.whole.start <= tokens.start && tokens.end <= harm.whole.end;
    let blocks = reading.document.blocks.iter().map(|block| block.tokens.clone());
    let cells: Vec<Range<usize>> = blocks.filter(|tokens| !tokens.is_empty() && inside(tokens)).collect();
    // A harm in a sentence is no block of its own.
    let pieces = if cells.is_empty() { vec![harm.whole.clone()] } else { cells };
    for tokens in pieces {
        let category = tokens.len() <= 2 && reading.touches("harm-category", &tokens);
        if tokens != done && !category {
            found.stems.extend(stems(reading, &tokens));
            found.families.extend(among(reading, &tokens, families));
        }
    }
    found
}

fn stems(reading: &Reading<'_>, tokens: &Range<usize>) -> FxHashSet<String> {
    let all = reading.document.words.stems();
    let words = content(reading, tokens).into_iter();
    words.filter_map(|word| all.get(word as usize)).map(ToString::to_string).collect()
}

fn among(reading: &Reading<'_>, tokens: &Range<usize>, families: &[&str]) -> FxHashSet<usize> {
    let inside = families.iter().enumerate().filter(|(_, id)| reading.touches(id, tokens));
    inside.map(|(number, _)| number).collect()
}
