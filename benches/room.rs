//! What a key costs in the room: the session's step and the whole frame, 120 by 40.
//!
//! `cargo bench --bench room` runs it; `benches/room.py` measures the real program in a pseudo-terminal.

use std::collections::BTreeMap;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ssmr_coach::content::SHIPPED;
use ssmr_coach::pack::library::Library;
use ssmr_coach::session::{Clock, Event, Moment, Plan, State};
use ssmr_coach::terminal::room::look::Theme;
use ssmr_coach::terminal::room::{Desk, Input, Kit};

const START: Moment = Moment { wall_ms: 0, mono_ms: 0 };

fn state() -> State {
    let framework = Library::new(SHIPPED).framework("ssmr").expect("shipped");
    let clock = Clock::Timed { minutes: 180, polish: 30 };
    State::new(Plan::new(framework, None, &clock, None), START)
}

fn desk(words: usize) -> Desk {
    let kit = Kit {
        title: "A case".into(),
        brief: "A brief.".into(),
        mode: "coached".into(),
        offers: BTreeMap::new(),
        shelf: Vec::new(),
        criteria: Vec::new(),
        earlier: None,
        file: "answer.md".into(),
        next: Vec::new(),
        theme: Theme::Dark,
        lacks: None,
        whole: false,
        fresh: false,
    };
    let mut desk = Desk::new(kit, state(), &[], START);
    desk.input(Input::Paste("word ".repeat(words)), START);
    desk
}

fn step(bench: &mut Criterion) {
    let mut state = state();
    let mut now = START;
    bench.bench_function("step: a tick", |run| {
        run.iter(|| {
            now = now.after(16);
            black_box(state.step(&Event::Tick, now));
        });
    });
}

fn frame(bench: &mut Criterion) {
    for words in [0, 3_000, 12_000] {
        let mut desk = desk(words);
        let mut terminal = Terminal::new(TestBackend::new(120, 40)).expect("memory");
        let mut now = START;
        let letter = KeyEvent::new(KeyCode::Char('x'), KeyModifiers::NONE);
        let rubout = KeyEvent::new(KeyCode::Backspace, KeyModifiers::NONE);
        let mut keys = [letter, rubout].into_iter().cycle();
        bench.bench_function(&format!("a key and its frame: {words} words"), |run| {
            run.iter(|| {
                now = now.after(100);
                let key = keys.next().expect("they never end");
                black_box(desk.input(Input::Key(key), now));
                terminal.draw(|frame| desk.draw(frame)).expect("memory");
            });
        });
    }
}

criterion_group!(benches, step, frame);
criterion_main!(benches);
