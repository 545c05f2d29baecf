//! `too-many-personas`: more than two primary users.

use std::ops::Range;

use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::Hit;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;
use crate::text::scan::Token;

/// The check.
pub const CHECK: Check = Check {
    id: "too-many-personas",
    severity: Severity::Medium,
    basis: Basis::Guide,
    fix: "Keep one primary user, two at most, and call everybody else a stakeholder.",
    doc: Doc {
        looks_for: "\
        Holds when more than two primary users are named, in a list or in words. Stakeholders and secondary \
         readers do not count.",
        matters: "Three users have three intents and three ways to be harmed. The answer grows wide and stays thin.",
        weak: "We serve students, teachers, parents, principals and lifelong learners.",
        stronger: "\
        The primary user is a first-year teacher. Parents and principals are stakeholders: they read the weekly \
         report.",
        origin: "\
        The preparation guide limits the answer to one or two primary users; unverified as a rule of any hiring \
         team.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let message = "Choose one primary user, two at most. Each further one brings an intent and a harm of its own that the answer has no room for.";
    let said = reading.stated("many-users").find(|hit| {
        !reading.touches("secondary", &reading.sentence(hit.sentence))
            && reading.part(hit).is_none_or(|part| part == Part::Scope)
    });
    if let Some(hit) = said {
        return vec![Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Scope)];
    }
    let passages = reading.user_passages();
    for (at, tokens) in passages.iter().enumerate() {
        // "Developers, testers, students. All of them want it.": the sentence behind a bare list may say what it is.
        let next = passages.get(at + 1).filter(|_| tokens.len() <= 16);
        let before = at.checked_sub(1).map(|before| &passages[before]).filter(|before| before.len() <= 8);
        let addressed = [before, Some(tokens), next]
            .into_iter()
            .flatten()
            .any(|near| reading.touches("user-address", near));
        let addressed = addressed || headed(sight, tokens);
        // "Widows, apprentices": a stage of life that names a group paints no portrait, unless an age stands with it.
        let aged = |hit: &Hit| hit.tokens.len() > 1;
        let portrait = reading.within("persona-age", tokens).any(aged) || reading.has_age(tokens);
        if addressed && !portrait && !reading.touches("secondary", tokens) && listed(sight, tokens) >= 3 {
            return vec![Fault::at(reading.document.bytes(tokens.clone()), message).part(Part::Scope)];
        }
    }
    let span = personas(sight).or_else(|| tabled(sight)).or_else(|| introduced(sight, &passages));
    span.map(|span| Fault::at(span, message).part(Part::Scope)).into_iter().collect()
}

/// Whether a heading above a short passage asks for whom it is.
fn headed(sight: &Sight<'_>, tokens: &Range<usize>) -> bool {
    let reading = sight.reading;
    let document = &reading.document;
    let block = document.blocks.partition_point(|block| block.tokens.end <= tokens.start);
    let first = document.tokens.get(tokens.start).map(|token| document.stem(token));
    !matches!(first, Some("they" | "she" | "he" | "it" | "we" | "i" | "who"))
        && tokens.len() <= 16
        && document.path(block).any(|title| {
            reading.touches("user-address", &document.blocks[document.headings[title].block].tokens)
        })
}

/// The third of three sentences that each introduce somebody else: "Citizens who want a permit. Clerks who grant it.",
/// "Lea, 17, wants to pass. Mr Okoye, 44, grades."
fn introduced(sight: &Sight<'_>, passages: &[Range<usize>]) -> Option<Range<usize>> {
    let reading = sight.reading;
    let document = &reading.document;
    let mut known: Vec<u32> = Vec::new();
    let own =
        |tokens: &&Range<usize>| !reading.touches("secondary", tokens) && !reading.touches("anyone", tokens);
    for tokens in passages.iter().filter(own) {
        let head = tokens.start..tokens.end.min(tokens.start + 4);
        let named = reading.has_age(&(tokens.start..tokens.end.min(tokens.start + 5))).then_some(head.start);
        let group = reading.within("people-noun", &head).last().map(|hit| hit.tokens.end - 1).filter(|at| {
            let behind = at + 1..tokens.end.min(at + 4);
            behind
                .into_iter()
                .any(|at| matches!(document.stem(&document.tokens[at]), "who" | "want" | "need" | "wish"))
        });
        let Some(at) = named.or(group) else { continue };
        let word = document.tokens[at].word;
        if !known.contains(&word) {
            known.push(word);
        }
        if known.len() >= 3 {
            return Some(document.bytes(tokens.clone()));
        }
    }
    None
}

/// Words, as stems, behind the name of a group.
const GOES_ON: [&str; 13] =
    ["who", "whom", "that", "with", "of", "in", "at", "from", "on", "for", "themselv", "alike", "all"];

/// How many different groups of people stand in one enumeration: short pieces between commas, "and" and "or".
fn listed(sight: &Sight<'_>, tokens: &Range<usize>) -> usize {
    const LONGEST: usize = 7;
    const SHORT: usize = 5;
    let reading = sight.reading;
    let document = &reading.document;
    let joins = |at: usize| {
        let token = &document.tokens[at];
        token.has(Token::COMMA) || matches!(document.stem(token), "and" | "or" | "plus")
    };
    let mut groups: Vec<u32> = Vec::new();
    let denies = reading.touches("negation-before", tokens);
    let (mut most, mut run) = (0, 0);
    let mut from = tokens.start;
    for at in tokens.clone().skip(1).filter(|at| joins(*at)).chain([tokens.end]) {
        // What follows a colon behind a group says something of all of them.
        let ends = (from + 1..at).find(|at| document.tokens[*at].has(Token::COLON) && from > tokens.start);
        let piece = from..ends.unwrap_or(at);
        from = at;
        // The first piece may lead in and the last one may go on, but between them only short ones make a list.
        let near = piece.start.max(piece.end.saturating_sub(LONGEST))..piece.end;
        let first = groups.is_empty();
        let seen = if first { near } else { piece.start..piece.end.min(piece.start + LONGEST) };
        // "customer messages" names no group: what names one ends the piece or goes on with what they do.
        let heads = |at: usize| {
            let behind = document.tokens.get(at).filter(|_| at < piece.end);
            behind.is_none_or(|token| GOES_ON.contains(&document.stem(token)))
        };
        let hits = reading.within("people-noun", &seen).filter(|hit| heads(hit.tokens.end));
        let group = hits.map(|hit| document.tokens[hit.tokens.start].word).last();
        // Between two groups that are known, short pieces are groups too: "nomads, families, retirees, road warriors".
        run = if (1..=SHORT).contains(&piece.len()) { run + 1 } else { usize::from(piece.len() <= LONGEST) };
        if groups.len() + usize::from(group.is_some()) >= 2 && run >= 4 && !denies
            || run >= 5 && group.is_some() && !denies
        {
            most = most.max(3);
        }
        if piece.len() > LONGEST && !first {
            groups.extend(group.filter(|word| !groups.contains(word)));
            most = most.max(groups.len());
            groups.clear();
        } else if let Some(word) = group.filter(|word| !groups.contains(word)) {
            groups.push(word);
        }
        most = most.max(groups.len());
    }
    most
}

/// A table of users in the Scope part: three or more rows that each begin with a group of people, none of them called
/// the first or the second.
fn tabled(sight: &Sight<'_>) -> Option<Range<usize>> {
    let reading = sight.reading;
    let document = &reading.document;
    let cell = |row: &Vec<usize>| row.first().map(|cell| &document.blocks[*cell]);
    document.tables.iter().enumerate().find_map(|(number, table)| {
        let head = cell(table.rows.first()?)?;
        let scoped = reading.part_at(head.tokens.start) == Some(Part::Scope);
        let all = head.tokens.start..reading.row(number, table.rows.len() - 1).end;
        let ranked = ["secondary", "boundary-firm"].iter().any(|id| reading.touches(id, &all));
        let first = |at: usize| matches!(document.stem(&document.tokens[at]), "primari" | "main" | "core");
        let groups = table.rows.iter().skip(1).filter_map(cell);
        let groups =
            groups.filter(|cell| cell.tokens.len() <= 5 && reading.touches("people-noun", &cell.tokens));
        let users = scoped && !ranked && reading.touches("user-address", &head.tokens);
        (users && !all.clone().any(first) && groups.count() >= 3).then(|| document.bytes(head.tokens.clone()))
    })
}

/// Three or more items in the Scope part that each begin with a group of people, below a line about users.
fn personas(sight: &Sight<'_>) -> Option<Range<usize>> {
    let reading = sight.reading;
    let document = &reading.document;
    let mut count = 0;
    let mut first = None;
    let mut list = None;
    for (number, block) in reading.blocks(Part::Scope) {
        let Some(place) = block.item.filter(|place| place.depth == 1) else { continue };
        if list != Some(place.list) {
            (count, list) = (0, Some(place.list));
            let lead = number.checked_sub(1).map(|before| document.blocks[before].tokens.clone());
            let asks = lead.is_some_and(|tokens| reading.touches("user-address", &tokens));
            first = asks.then(|| block.span.clone());
        }
        let label = block.tokens.start..block.tokens.start + block.label;
        let bare = block.label == 0 && block.tokens.len() <= 4;
        let label = if bare { block.tokens.clone() } else { label };
        let person = (bare || (1..=5).contains(&block.label))
            && reading.touches("people-noun", &label)
            && !reading.touches("secondary", &block.tokens)
            && !reading.touches("boundary", &label)
            && !reading.touches("primary-user", &label);
        if person {
            count += 1;
        }
        if count >= 3 && first.is_some() {
            return first;
        }
    }
    None
}
