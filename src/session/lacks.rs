//! What a section still lacks, as far as the session itself can see: open questions, empty columns, targets without a
//! number, too many words. A review knows more; what it finds comes to the room as the same plain values.

use crate::pack::framework::{Column, ColumnKind, Question, QuestionKind};
use crate::session::state::State;
use crate::submission::{rows, split_notes};

/// Something that is still missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Lack {
    /// The section, by id.
    pub section: String,
    /// The criterion of the rubric that it feeds, by id; none for a plain fact of the session.
    pub criterion: Option<String>,
    /// What is missing, in one line.
    pub text: String,
    /// What it is worth, on the scale of a rubric (100 for the whole).
    pub points: f64,
    /// How long it takes to mend, roughly, in minutes.
    pub minutes: u32,
}

impl State {
    /// What a segment lacks; nothing for polishing, where every section counts.
    pub fn lacks(&self, segment: usize) -> Vec<Lack> {
        let Some(section) = self.plan.framework.sections.get(segment) else {
            return (0..self.plan.framework.sections.len()).flat_map(|section| self.lacks(section)).collect();
        };
        let lack = |text: String, points: f64, minutes: u32| Lack {
            section: section.id.clone(),
            criterion: None,
            text,
            points,
            minutes,
        };
        let mut found = Vec::new();
        let mut counted = 0;
        for question in self.questions_of(segment) {
            let text = self.text(&question.id);
            if !self.is_answered(question) {
                let minutes = minutes_for(question);
                found.push(lack(format!("`{}` has no answer", question.heading), 3.0, minutes));
                continue;
            }
            let words = self.words(question);
            counted += if question.is_counted() { words } else { 0 };
            if let Some(most) = question.words.filter(|most| words > *most as usize) {
                let over = words - most as usize;
                let text = format!("`{}` is {} over its {most} words", question.heading, over);
                found.push(lack(text, 0.25, 1));
            }
            if question.kind == QuestionKind::Table {
                found.extend(
                    table_gaps(question, text).into_iter().map(|(text, points)| lack(text, points, 1)),
                );
            }
        }
        if let Some(most) = section.words.filter(|most| counted > *most as usize) {
            let over = counted - most as usize;
            found.push(lack(format!("{} is {over} over its {most} words", section.title), 0.5, 2));
        }
        found
    }
}

/// How long an answer takes, roughly, in minutes.
fn minutes_for(question: &Question) -> u32 {
    match question.kind {
        QuestionKind::Prose | QuestionKind::List => 3,
        QuestionKind::Choice => 1,
        QuestionKind::Table => 5,
    }
}

/// Columns of a table that lack something, with what that is worth.
fn table_gaps(question: &Question, answer: &str) -> Vec<(String, f64)> {
    let Some(rows) = rows(split_notes(answer).0) else { return Vec::new() };
    let filled: Vec<&Vec<String>> =
        rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
    let mut gaps = Vec::new();
    for (index, column) in question.columns.iter().enumerate() {
        let cells = filled.iter().map(|row| row.get(index).map_or("", String::as_str));
        let (empty, wrong) = cells.fold((0, 0), |(empty, wrong), cell| {
            if cell.is_empty() {
                (empty + 1, wrong)
            } else {
                (empty, wrong + usize::from(!fits(column, cell)))
            }
        });
        let place = format!("`{}` of `{}`", column.title, question.heading);
        if empty > 0 {
            gaps.push((format!("{place} is empty in {}", counted(empty, "row")), 1.0));
        }
        if wrong > 0 && column.kind == ColumnKind::Number {
            gaps.push((format!("{place} has no number in {}", counted(wrong, "row")), 2.0));
        } else if wrong > 0 {
            gaps.push((format!("{place} goes from 1 to 5; {} not", does(wrong)), 0.5));
        }
    }
    let wanted = question.rows.unwrap_or(0) as usize;
    if filled.len() < wanted {
        let text = format!("`{}` has {} of {wanted} rows", question.heading, filled.len());
        gaps.push((text, 1.5));
    }
    gaps
}

fn counted(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

fn does(rows: usize) -> String {
    if rows == 1 { "1 row does".into() } else { format!("{rows} rows do") }
}

fn fits(column: &Column, cell: &str) -> bool {
    match column.kind {
        ColumnKind::Number => cell.chars().any(char::is_numeric),
        ColumnKind::Scale => matches!(cell, "1" | "2" | "3" | "4" | "5"),
        ColumnKind::Text | ColumnKind::Choice => true,
    }
}

/// The lack that gains most per minute among those that still fit into the seconds left; if none fits, the one that
/// takes least.
pub fn most_per_minute(lacks: &[Lack], seconds_left: u64) -> Option<&Lack> {
    let rate = |lack: &Lack| lack.points / f64::from(lack.minutes.max(1));
    let fitting = lacks.iter().filter(|lack| u64::from(lack.minutes) * 60 <= seconds_left);
    let best = fitting.fold(None, |best: Option<&Lack>, lack| match best {
        Some(known) if rate(known) >= rate(lack) => Some(known),
        _ => Some(lack),
    });
    best.or_else(|| lacks.iter().min_by_key(|lack| lack.minutes))
}

/// The lacks that are worth most, best first; equal ones keep their order.
pub fn worth_most(mut lacks: Vec<Lack>, most: usize) -> Vec<Lack> {
    lacks.sort_by(|one, other| other.points.total_cmp(&one.points));
    lacks.truncate(most);
    lacks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::SHIPPED;
    use crate::pack::library::Library;
    use crate::session::{Clock, Event, Moment, Plan};

    const START: Moment = Moment { wall_ms: 0, mono_ms: 0 };

    fn state(answers: &[(&str, &str)]) -> State {
        let framework = Library::new(SHIPPED).framework("ssmr").expect("shipped");
        let mut state = State::new(Plan::new(framework, None, &Clock::Untimed, None), START);
        for (question, text) in answers {
            state.step(&Event::Write { question: (*question).into(), text: (*text).into() }, START);
        }
        state
    }

    fn texts(state: &State, section: &str) -> Vec<String> {
        let segment = state.plan.segments.iter().position(|known| known.id == section).expect("a section");
        state.lacks(segment).into_iter().map(|lack| lack.text).collect()
    }

    #[test]
    fn an_empty_section_lacks_every_answer() {
        let state = state(&[]);
        assert_eq!(state.lacks(0).len(), state.questions_of(0).count());
        let all: usize = (0..4).map(|segment| state.lacks(segment).len()).sum();
        assert_eq!(state.lacks(4).len(), all, "polishing looks at all of them");
    }

    #[test]
    fn a_table_lacks_cells_numbers_and_rows() {
        let table = "| Measure | Baseline | Target | Basis of the target | How measured |\n|---|---|---|---|---|\n\
                     | solved alone | 38 % | soon | | quiz |";
        let found = texts(&state(&[("success-measures", table)]), "metrics");
        assert!(
            found.contains(&"`Target` of `Success measures` has no number in 1 row".to_owned()),
            "{found:?}"
        );
        assert!(found.iter().any(|text| text.ends_with("is empty in 1 row")), "{found:?}");
        assert!(found.contains(&"`Success measures` has 1 of 2 rows".to_owned()), "{found:?}");
    }

    #[test]
    fn words_over_a_budget_are_counted() {
        let found = texts(&state(&[("primary-user", &"word ".repeat(200))]), "scope");
        assert!(found.contains(&"`Primary user` is 155 over its 45 words".to_owned()), "{found:?}");
        assert!(found.contains(&"Scope is 50 over its 150 words".to_owned()), "{found:?}");
    }

    #[test]
    fn short_time_names_what_gains_most_per_minute() {
        let lack = |text: &str, points, minutes| Lack {
            section: "safety".into(),
            criterion: None,
            text: text.into(),
            points,
            minutes,
        };
        let lacks = [lack("table", 3.0, 5), lack("number", 2.0, 1), lack("prose", 3.0, 3)];
        let named = |lacks: &[Lack], left| most_per_minute(lacks, left).map(|lack| lack.text.clone());
        assert_eq!(named(&lacks, 600), Some("number".into()));
        assert_eq!(named(&lacks[..1], 120), Some("table".into()), "better than nothing");
        assert_eq!(named(&[], 120), None);
        assert_eq!(
            worth_most(lacks.to_vec(), 2).iter().map(|one| one.text.as_str()).collect::<Vec<_>>(),
            ["table", "prose"]
        );
    }
}
