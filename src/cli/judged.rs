//! One's own scores beside those of the review, as `ssmr mark` and `ssmr review` show them.

use crate::judgment::{Beside, Trend, lean, mean_size, total, trend};
use crate::terminal::page::Page;

/// So many judgments of the past are shown.
const SHOWN: usize = 8;

/// The scores in two columns, `own` above one's own. The row of totals is left out unless everything was scored.
pub fn table(page: &mut Page, criteria: &[Beside], own: &str) {
    let titles = criteria.iter().map(|one| one.title.chars().count());
    let width = titles.max().unwrap_or(0).max("Total".len());
    let own_width = own.chars().count().max(4);
    page.gap();
    page.raw(&format!("  {:width$}  {own:>own_width$}  review", ""));
    let mut row = |title: &str, own: Option<f64>, reviewed: Option<f64>| {
        let shown = |score: Option<f64>| score.map_or("-".to_owned(), |score| format!("{score:.1}"));
        let difference = own.zip(reviewed).map_or(String::new(), |(own, reviewed)| compared(own - reviewed));
        let line =
            format!("  {title:width$}  {:>own_width$}  {:>6}   {difference}", shown(own), shown(reviewed));
        page.raw(line.trim_end());
    };
    for one in criteria {
        row(&one.title, one.own, one.reviewed);
    }
    if let Some((own, reviewed)) = total(criteria) {
        // As they are shown, so that the difference is that of the two numbers that stand there.
        let round = |score: f64| (score * 10.0).round() / 10.0;
        row("Total", Some(round(own)), Some(round(reviewed)));
    }
}

/// A difference in words.
fn compared(difference: f64) -> String {
    let size = difference.abs();
    if size < 0.05 {
        "the same".to_owned()
    } else {
        format!("{size:.1} {}", if difference > 0.0 { "higher" } else { "lower" })
    }
}

/// How the distance to the review changed, oldest judgment first; nothing for a first one. `verb` is what the person
/// does, such as `score`.
pub fn over_time(page: &mut Page, judgments: &[Vec<Beside>], verb: &str) {
    let sizes: Vec<f64> = judgments.iter().filter_map(|one| mean_size(one)).collect();
    if sizes.len() < 2 {
        return;
    }
    let from = sizes.len().saturating_sub(SHOWN);
    let shown: Vec<String> = sizes[from..].iter().map(|size| format!("{size:.1}")).collect();
    let change = match trend(&sizes) {
        Trend::Early => "",
        Trend::Closer => " You come closer.",
        Trend::Farther => " The distance grows.",
        Trend::Steady => " It stays about the same.",
    };
    page.paragraph(&format!("Difference per criterion, oldest first: {}.{change}", shown.join(", ")));
    if let Some(lean) = lean(judgments) {
        let size = compared(lean.by);
        page.paragraph(&format!(
            "You {verb} {} {size} than the review, on average of {}.",
            lean.title, lean.times
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::paint::Paint;

    fn judged(own: f64) -> Vec<Beside> {
        let one = |title: &str, weight, own, reviewed| Beside {
            id: title.into(),
            title: title.into(),
            weight,
            own: Some(own),
            reviewed,
        };
        vec![one("Scope", 40, own, Some(2.0)), one("Safety and more", 60, 3.0, Some(3.0))]
    }

    fn drawn(draw: impl FnOnce(&mut Page)) -> String {
        let mut page = Page::new(80, Paint::new(false));
        draw(&mut page);
        page.finish()
    }

    #[test]
    fn scores_stand_in_columns_with_their_difference() {
        insta::assert_snapshot!(drawn(|page| table(page, &judged(3.5), "you")), @r"
                            you  review
          Scope             3.5     2.0   1.5 higher
          Safety and more   3.0     3.0   the same
          Total             3.2     2.6   0.6 higher
        ");
        let mut open = judged(1.0);
        open[1].own = None;
        open[0].reviewed = None;
        insta::assert_snapshot!(drawn(|page| table(page, &open, "expected")), @r"
                           expected  review
          Scope                 1.0       -
          Safety and more         -     3.0
        ");
    }

    #[test]
    fn the_past_is_a_row_of_numbers_a_trend_and_a_lean() {
        let past: Vec<Vec<Beside>> = [5.0, 4.0, 3.5, 3.0].map(judged).into();
        insta::assert_snapshot!(drawn(|page| over_time(page, &past, "score")), @r"
        Difference per criterion, oldest first: 1.5, 1.0, 0.8, 0.5. You come closer.

        You score Scope 1.9 higher than the review, on average of 4.
        ");
        assert_eq!(drawn(|page| over_time(page, &past[..1], "score")), "");
    }
}
