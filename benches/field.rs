//! One key and the frame after it, at 120 columns and 40 rows. The key is typed in the middle of the text and taken
//! back, so that every round starts from the same text.
//!
//! `cargo bench --bench field`. What is wanted: at most 1 ms in an empty answer, 3 ms at 3,000 words, 33 ms at 12,000.
#![allow(missing_docs, reason = "criterion's macros make public items")]

use criterion::{Criterion, criterion_group, criterion_main};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ssmr_coach::terminal::field::{Look, TextField};

fn text(words: usize, per_line: usize) -> String {
    let known = ["the", "harm", "measure,", "people", "who", "gate.", "rollout", "(because)", "it", "five"];
    let word = |at: usize| known[(at * 7 + at / 11) % known.len()];
    let end = |at: usize| if at % per_line == per_line - 1 { "\n" } else { " " };
    (0..words).map(|at| format!("{}{}", word(at), end(at))).collect()
}

fn key_and_frame(criterion: &mut Criterion) {
    let texts = [
        ("empty", text(0, 60)),
        ("3000 words", text(3000, 60)),
        ("3000 words in one line", text(3000, 3000)),
        (
            "3000 words with an accent per line",
            text(3000, 60).replace("gate.\n", "gâté.\n").replace("five\n", "cinq é\n"),
        ),
        ("12000 words", text(12_000, 60)),
        ("40000 words", text(40_000, 60)),
    ];
    for (name, text) in texts {
        let mut field = TextField::new(&text);
        field.set_cursor(text.len() / 2);
        let mut terminal = Terminal::new(TestBackend::new(120, 40)).expect("memory");
        let look = Look::default();
        let letter = KeyEvent::new(KeyCode::Char('x'), KeyModifiers::NONE);
        let back = KeyEvent::new(KeyCode::Backspace, KeyModifiers::NONE);
        let mut typed = false;
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| {
                field.key(if typed { back } else { letter }, 0);
                typed = !typed;
                terminal.draw(|frame| field.draw(frame, frame.area(), &look)).expect("memory");
            });
        });
    }
}

criterion_group!(benches, key_and_frame);
criterion_main!(benches);
