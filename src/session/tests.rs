use super::*;
use crate::content::SHIPPED;
use crate::pack::framework::Framework;
use crate::pack::library::Library;
use proptest::prelude::*;

fn framework() -> Framework {
    Library::new(SHIPPED).framework("ssmr").expect("shipped")
}

const START: Moment = Moment { wall_ms: 1_700_000_000_000, mono_ms: 0 };

fn session(clock: &Clock) -> State {
    State::new(Plan::new(framework(), None, clock, None), START)
}

fn take_home() -> State {
    let framework = framework();
    session(&Clock::of(framework.timing("take-home").expect("shipped")))
}

fn answer(text: &str) -> Event {
    Event::Answer { text: text.into() }
}

#[test]
fn the_shares_of_a_clock_sum_to_the_whole() {
    for minutes in 1..=400 {
        let budget = shares(&framework(), &Clock::minutes(&framework(), minutes));
        let sum: u64 = budget.sections.iter().flatten().sum::<u64>() + budget.polish.unwrap_or(0);
        assert_eq!(sum, u64::from(minutes) * 60);
    }
}

#[test]
fn the_take_home_clock_is_the_documented_one() {
    let state = take_home();
    let minutes: Vec<u64> =
        state.plan.segments.iter().map(|segment| segment.seconds.unwrap_or(0) / 60).collect();
    assert_eq!(minutes, [30, 60, 30, 30, 30]);
}

#[test]
fn questions_of_another_case_type_are_not_asked() {
    let count = |case_type| Plan::new(framework(), case_type, &Clock::Untimed, None).questions.len();
    assert!(count(Some("misuse-mitigation")) > count(None));
    assert!(count(Some("capability-trade-off")) > count(None));
    assert_eq!(count(Some("safety-feature-design")), count(None));
}

#[test]
fn time_goes_to_the_section_of_the_question_at_hand() {
    let mut state = take_home();
    state.step(&answer("x"), START.after(60_000));
    assert_eq!(state.used_ms[0], 60_000);
    let safety = state.plan.questions.iter().position(|planned| planned.section == 1).expect("a question");
    state.step(&Event::Go(safety), START.after(90_000));
    state.step(&Event::Tick, START.after(100_000));
    assert_eq!((state.used_ms[0], state.used_ms[1]), (90_000, 10_000));
}

#[test]
fn a_paused_clock_stands_still() {
    let mut state = take_home();
    state.step(&Event::Pause, START.after(1_000));
    state.step(&Event::Tick, START.after(500_000));
    state.step(&Event::Resume, START.after(600_000));
    state.step(&Event::Tick, START.after(601_000));
    assert_eq!(state.used_ms.iter().sum::<u64>(), 2_000);
}

#[test]
fn a_machine_that_slept_pauses_the_clock() {
    let mut state = take_home();
    let woken = Moment { wall_ms: START.wall_ms + 2_700_000, mono_ms: 4_000 };
    let effects = state.step(&Event::Tick, woken);
    assert_eq!(effects, [Effect::Jumped { seconds: 2_696 }]);
    assert!(state.paused);
    assert_eq!(state.used_ms[0], 4_000, "the time awake counts");
}

#[test]
fn a_clock_set_back_is_a_jump_as_well() {
    let mut state = take_home();
    let moment = Moment { wall_ms: START.wall_ms - 3_600_000, mono_ms: 1_000 };
    assert!(matches!(state.step(&Event::Tick, moment)[..], [Effect::Jumped { .. }]));
}

#[test]
fn five_seconds_apart_are_no_jump() {
    let mut state = take_home();
    let moment = Moment { wall_ms: START.wall_ms + 15_000, mono_ms: 10_000 };
    assert_eq!(state.step(&Event::Tick, moment), []);
}

#[test]
fn a_stopped_process_loses_no_time() {
    let mut state = take_home();
    state.step(&Event::Suspended { ms: 50_000 }, START.after(60_000));
    assert_eq!((state.used_ms[0], state.paused), (10_000, false));
}

#[test]
fn time_between_a_kill_and_the_resume_does_not_count() {
    let mut state = take_home();
    state.step(&Event::Tick, START.after(10_000));
    let other_process = Moment { wall_ms: START.wall_ms + 86_400_000, mono_ms: 5 };
    assert_eq!(state.step(&Event::Reopened, other_process), []);
    state.step(&Event::Tick, other_process.after(2_000));
    assert_eq!((state.used_ms[0], state.paused), (12_000, false));
}

#[test]
fn warnings_come_once_each_in_order() {
    let mut state = session(&Clock::Timed { minutes: 180, polish: 30 });
    let mut heard = Vec::new();
    for second in 0..=1_900 {
        for effect in state.step(&Event::Tick, START.after(second * 1_000)) {
            heard.push((second, effect));
        }
    }
    let warning = |at| Effect::Warn(Warning { segment: Some(0), at });
    assert_eq!(
        heard,
        [
            (900, warning(WarningAt::Half)),
            (1_500, warning(WarningAt::FiveMinutes)),
            (1_800, warning(WarningAt::Zero)),
        ]
    );
}

#[test]
fn added_minutes_bring_warnings_back() {
    let mut state = take_home();
    state.step(&Event::Tick, START.after(1_800_000));
    state.step(&Event::AddMinutes(5), START.after(1_800_000));
    let effects = state.step(&Event::Tick, START.after(2_100_000));
    assert_eq!(effects, [Effect::Warn(Warning { segment: Some(0), at: WarningAt::Zero })]);
    assert_eq!(state.whole_budget(), Some(185 * 60));
}

#[test]
fn a_whole_session_ends_in_polishing_and_stays_finished() {
    let mut state = take_home();
    let count = state.plan.questions.len();
    let mut effects = Vec::new();
    for number in 0..count {
        effects = state.step(&answer(&format!("answer {number}")), START.after(number as u64 * 1_000));
    }
    assert!(effects.contains(&Effect::Polish));
    assert!(state.polishing() && state.unanswered().is_empty());
    assert_eq!(state.step(&Event::Finish, START.after(99_000)), [Effect::Finished]);
    assert_eq!(state.step(&Event::Tick, START.after(999_000)), []);
}

#[test]
fn the_view_counts_words_of_counted_answers_only() {
    let mut state = take_home();
    state.step(&answer("four words are here"), START);
    let table = state.plan.number_of("assumptions").expect("shipped");
    state.step(&Event::Go(table), START);
    state.step(&answer("| many | words | that | do | not | count |"), START);
    let view = state.view();
    assert_eq!((view.segments[0].words, view.segments[0].word_budget), (4, Some(150)));
}

#[test]
fn clocks_read_like_clocks() {
    let cases = [
        (0, None, "0:00 used"),
        (3_723, None, "1:02:03 used"),
        (60, Some(1_800), "29:00 left"),
        (1_800, Some(1_800), "0:00 left"),
        (1_925, Some(1_800), "2:05 over"),
    ];
    for (used, budget, text) in cases {
        assert_eq!(clock_text(used, budget), text);
    }
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        Just(Event::Tick),
        ".{0,20}".prop_map(|text| Event::Answer { text }),
        Just(Event::Skip),
        Just(Event::Back),
        (0_usize..99).prop_map(Event::Go),
        Just(Event::Pause),
        Just(Event::Resume),
        (0_u64..9_000).prop_map(|ms| Event::Suspended { ms }),
        Just(Event::Reopened),
        (1_u32..9).prop_map(Event::AddMinutes),
    ]
}

proptest! {
    #[test]
    fn replaying_the_events_gives_the_same_state(events in prop::collection::vec((any_event(), 0_u64..400_000), 0..60)) {
        let mut now = START;
        let mut live = take_home();
        let mut journal = Vec::new();
        for (event, ms) in events {
            now = now.after(ms);
            live.step(&event, now);
            journal.push((event, now));
        }
        prop_assert_eq!(&take_home().replay(journal), &live);
        prop_assert!(live.at <= live.plan.questions.len());
        prop_assert!(live.used_ms.iter().sum::<u64>() <= now.mono_ms);
    }

    #[test]
    fn events_survive_the_journal(event in any_event()) {
        let text = serde_json::to_string(&event).expect("plain data");
        let back: Event = serde_json::from_str(&text).expect("what was written");
        let same = match (&event, &back) {
            (Event::Answer { .. }, Event::Answer { text }) => text.is_empty(),
            _ => event == back,
        };
        prop_assert!(same, "{} became {:?}", text, back);
    }
}
