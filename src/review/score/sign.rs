//! Signs of quality: what raises a criterion, each with the passages that show it.

use std::ops::Range;

use super::look::{
    View, about, attacked, counted, doubtful, goes_back, goes_back_here, numbers, own_constraint,
};
use super::units::Unit;
use crate::review::measures::Role;
use crate::review::parts::Part;

/// A sign of quality.
#[derive(Debug, Clone, Copy)]
pub struct Sign {
    /// Kebab-case name, as rubrics list it.
    pub id: &'static str,
    /// What was seen, in a few words.
    pub title: &'static str,
    /// What to add, as advice.
    pub advice: &'static str,
    /// Whether it is one of the six kinds of evidence that a high score needs.
    pub kind: bool,
    /// The passages that show it, as ranges of tokens.
    pub find: fn(&View<'_>) -> Vec<Range<usize>>,
}

/// Every sign, in the order in which a rubric would list them.
pub const ALL: &[Sign] = &[
    Sign {
        id: "rejected-alternative",
        title: "an alternative rejected with its reason",
        advice: "Name the option that you rejected and the reason that decided.",
        kind: true,
        find: |view| {
            view.all(&[], |unit| {
                let option =
                    view.has("rejected-option", &unit.tokens) || view.titled("rejected-option", unit);
                let reason =
                    view.has("reason", &unit.tokens) || (!unit.row && view.has("reason", &unit.near));
                option && reason && unit.tokens.len() >= 8
            })
        },
    },
    Sign {
        id: "accepted-risk",
        title: "a remaining risk or price accepted by name",
        advice: "Say which risk remains, how large it is, and that you accept it.",
        kind: true,
        find: |view| {
            view.all(&[], |unit| {
                view.has("accepted-risk", &unit.tokens) && view.number(&unit.near) && !doubtful(view, unit)
            })
        },
    },
    Sign {
        id: "would-change",
        title: "what would change the decision",
        advice: "Say which number or event would make you decide otherwise.",
        kind: true,
        find: |view| {
            view.all(&[], |unit| {
                view.has("would-change", &unit.tokens)
                    && (view.number(&unit.near) || view.has("trigger", &unit.near))
            })
        },
    },
    Sign {
        id: "derived-number",
        title: "a number with its basis beside it",
        advice: "Say where each target comes from: a baseline, a capacity, a calculation, a source.",
        kind: true,
        find: |view| {
            view.all(&[Part::Safety, Part::Metrics, Part::Rollout], |unit| {
                counted(view, &unit.tokens) && view.has("derived", &unit.tokens) && about(view, &unit.tokens)
            })
        },
    },
    Sign {
        id: "constraint-in-design",
        title: "an implied limit that changed the design",
        advice: "Let an implied limit change something: say what it is and what you do because of it.",
        kind: true,
        find: |view| {
            let reading = view.sight.reading;
            view.all(&[], |unit| {
                let limit = ["latency", "privacy", "region"].iter().any(|id| view.has(id, &unit.tokens))
                    || own_constraint(view, &unit.tokens);
                let waved = ["latency-waved", "privacy-waved", "region-waved"]
                    .iter()
                    .any(|id| reading.touches(id, &unit.near));
                limit && !waved && view.has("consequence", &unit.tokens) && unit.tokens.len() >= 7
            })
        },
    },
    Sign {
        id: "honest-cost",
        title: "the cost to honest users, measured",
        advice: "Count what protection costs honest users, with a limit it must stay under.",
        kind: true,
        find: |view| {
            view.all(&[], |unit| {
                (view.has("over-blocking", &unit.tokens) || view.has("honest-cost", &unit.tokens))
                    && (counted(view, &unit.tokens) || (!unit.row && counted(view, &unit.near)))
            })
        },
    },
    Sign {
        id: "pictured-user",
        title: "a user one can picture",
        advice: "Give the user an age or stage, a situation, a habit and a want.",
        kind: false,
        find: |view| {
            let kinds = [
                "persona-age",
                "persona-device",
                "persona-time",
                "persona-place",
                "persona-behaviour",
                "persona-pain",
                "user-intent",
                "named-person",
            ];
            let reading = view.sight.reading;
            view.all(&[Part::Scope], |unit| {
                let own = reading.count(&kinds, &unit.tokens);
                let one = own >= 2 || (own == 1 && reading.touches("single-person", &unit.tokens));
                one && reading.count(&kinds, &unit.near) >= 4
            })
        },
    },
    Sign {
        id: "border",
        title: "what is left out",
        advice: "Say what the product does not do, and why.",
        kind: false,
        find: |view| {
            let parts = [Part::Scope, Part::Safety];
            let firm = |unit: &Unit| {
                let of_somebody = ["single-person", "persona-age"]
                    .iter()
                    .any(|id| view.sight.reading.touches(id, &unit.tokens));
                let titled = unit.part == Some(Part::Scope) && view.titled("boundary", unit) && !of_somebody;
                let left_out = view.has("boundary-firm", &unit.tokens) || titled;
                left_out && unit.tokens.len() >= 4 && !view.has("limitless", &unit.near)
            };
            // "She is ashamed of those she never opened" leaves nobody out: looser words count where they are not
            // about one person.
            let loose = |unit: &Unit| {
                view.has("boundary", &unit.tokens)
                    && !view.sight.reading.touches("single-person", &unit.tokens)
                    && !view.has("limitless", &unit.near)
            };
            let found = view.all(&parts, firm);
            if found.is_empty() { view.all(&[Part::Scope], loose) } else { found }
        },
    },
    Sign {
        id: "stated-intent",
        title: "what the user wants to get done",
        advice: "Say what the user wants to get done, in words a person would use.",
        kind: false,
        find: |view| {
            view.all(&[Part::Scope], |unit| {
                view.has("user-intent", &unit.tokens) || view.has("user-wish", &unit.tokens)
            })
        },
    },
    Sign {
        id: "answered-harm",
        title: "a harm with what is done about it",
        advice: "Put what you do about it beside each harm.",
        kind: false,
        find: |view| {
            let answered = view.sight.harms.iter().filter(|harm| harm.is_answered() && !harm.open);
            let mut found: Vec<Range<usize>> = answered.map(|harm| harm.whole.clone()).collect();
            found.sort_by_key(|tokens| tokens.start);
            found.dedup_by_key(|tokens| tokens.start);
            found
        },
    },
    Sign {
        id: "tied-principle",
        title: "a design choice tied to a principle",
        advice: "Say which principle a design choice serves, and how.",
        kind: false,
        find: |view| {
            view.all(&[], |unit| {
                let named = view.has("principle-named", &unit.tokens) || view.has("principle", &unit.tokens);
                named
                    && !view.sight.reading.touches("principle-waved", &unit.near)
                    && view.has("mitigation", &unit.near)
            })
        },
    },
    Sign {
        id: "ranked-harm",
        title: "harms in order",
        advice: "Put the harms in order by likelihood and severity, and say which one decides.",
        kind: false,
        find: |view| {
            view.all(&[Part::Safety], |unit| {
                view.has("ranked", &unit.tokens) || unit.titles.iter().any(|title| view.has("ranked", title))
            })
        },
    },
    Sign {
        id: "weighed-trade-off",
        title: "a trade-off with numbers on both sides",
        advice: "Put a number on what is gained and on what is lost.",
        kind: false,
        find: |view| {
            view.all(&[], |unit| {
                let tension =
                    view.has("trade-off", &unit.tokens) || (unit.row && view.titled("trade-off", unit));
                tension && numbers(view, &unit.near) >= 2
            })
        },
    },
    Sign {
        id: "success-target",
        title: "a success measure with a number to reach",
        advice: "Give each success measure a number to reach.",
        kind: false,
        find: |view| view.measures(Role::Success).map(|measure| measure.tokens.clone()).collect(),
    },
    Sign {
        id: "safety-target",
        title: "a measure of harm with a number to stay under",
        advice: "Count the harm that you fear most, with a number to stay under.",
        kind: false,
        find: |view| view.measures(Role::Safety).map(|measure| measure.tokens.clone()).collect(),
    },
    Sign {
        id: "measured-how",
        title: "how something is counted",
        advice: "Say how it is counted: on which sample, by whom, how often.",
        kind: false,
        find: |view| view.all(&[Part::Metrics], |unit| view.has("measured-how", &unit.tokens)),
    },
    Sign {
        id: "sized-step",
        title: "a step with size and duration",
        advice: "Give each step of the launch a number of people and a duration.",
        kind: false,
        find: |view| {
            view.sight
                .steps
                .iter()
                .filter(|step| step.size && step.duration)
                .map(|step| step.tokens.clone())
                .collect()
        },
    },
    Sign {
        id: "gate",
        title: "a condition for the next step",
        advice: "Say which numbers must hold, and for how long, before the next step.",
        kind: false,
        find: |view| {
            view.all(&[Part::Rollout], |unit| {
                let gated = view.has("gate", &unit.tokens) || (unit.row && view.titled("gate", unit));
                gated && view.number(&unit.tokens) && !attacked(view, unit) && !goes_back(view, unit)
            })
        },
    },
    Sign {
        id: "named-attack",
        title: "a concrete attack",
        advice: "Name the attacks: who pretends what, in which words, through which door.",
        kind: false,
        find: |view| {
            view.all(&[], |unit| {
                let said = view.has("attack", &unit.tokens)
                    && matches!(unit.part, Some(Part::Rollout) | None)
                    && !goes_back_here(view, unit);
                let titles = ["attack-header", "red-team", "scenario-word"];
                said || (unit.part != Some(Part::Scope) && titles.iter().any(|id| view.titled(id, unit)))
            })
        },
    },
    Sign {
        id: "way-back",
        title: "a way back with trigger, time or owner",
        advice: "Say at which number it goes back, within how long, and who decides.",
        kind: false,
        find: |view| {
            view.all(&[], |unit| {
                let back = view.has("rollback", &unit.tokens)
                    || view.has("stop-action", &unit.tokens)
                    || (unit.row && view.titled("rollback", unit));
                let refused = view.sight.reading.touches("rollback-refused", &unit.near);
                let firm = [
                    view.has("trigger", &unit.near),
                    view.has("fast", &unit.near),
                    view.has("owner", &unit.near),
                    view.number(&unit.near),
                ];
                let elsewhere = matches!(unit.part, Some(Part::Scope | Part::Metrics));
                let of_harm = unit.row && unit.part == Some(Part::Safety);
                !elsewhere
                    && !of_harm
                    && back
                    && !refused
                    && !attacked(view, unit)
                    && firm.iter().filter(|is| **is).count() >= 3
            })
        },
    },
    Sign {
        id: "told-people",
        title: "what people hear after a failure",
        advice: "Say what the people affected hear after a failure, and how soon.",
        kind: false,
        find: |view| {
            view.all(&[], |unit| {
                matches!(unit.part, Some(Part::Rollout | Part::Safety) | None)
                    && view.has("told-people", &unit.tokens)
                    && goes_back(view, unit)
            })
        },
    },
    Sign {
        id: "read-reports",
        title: "reports that a person reads and that change something",
        advice: "Say who reads the reports, by when, and what they change.",
        kind: false,
        find: |view| {
            view.all(&[], |unit| {
                matches!(unit.part, Some(Part::Rollout) | None)
                    && view.has("feedback-loop", &unit.near)
                    && view.has("user-report", &unit.near)
                    && view.has("read-by-person", &unit.tokens)
                    && view.has("report-handled", &unit.tokens)
                    && !attacked(view, unit)
                    && !goes_back_here(view, unit)
                    && (view.has("fast", &unit.near)
                        || view.number(&unit.near)
                        || view.has("changes-something", &unit.near))
            })
        },
    },
    Sign {
        id: "asked-and-audited",
        title: "real consent or a regular audit",
        advice: "Ask before people take part, and let somebody from outside look regularly.",
        kind: false,
        find: |view| {
            view.all(&[], |unit| {
                let asked = view.has("consent", &unit.tokens) && unit.part != Some(Part::Scope);
                (asked || view.has("audit", &unit.tokens))
                    && !view.has("consent-fake", &unit.tokens)
                    && !attacked(view, unit)
            })
        },
    },
    Sign {
        id: "source",
        title: "a source",
        advice: "Give a source for a sentence that decides something.",
        kind: false,
        find: |view| view.cited(),
    },
    Sign {
        id: "plain-decision",
        title: "the decision in plain words",
        advice: "Say in one sentence what you would do and under which condition.",
        kind: false,
        find: |view| view.decided(),
    },
    Sign {
        id: "picture",
        title: "a table or diagram that carries the argument",
        advice: "Put the harms, measures or steps into a table or diagram.",
        kind: false,
        find: |view| {
            let document = &view.sight.reading.document;
            let tables = document.tables.iter().filter(|table| table.rows.len() >= 3);
            let mut found: Vec<Range<usize>> = tables
                .filter_map(|table| {
                    let first = document.blocks[*table.rows[0].first()?].tokens.start;
                    let last = document.blocks[*table.rows[0].last()?].tokens.end;
                    Some(first..last)
                })
                .collect();
            let drawn = document
                .blocks
                .iter()
                .filter(|block| matches!(block.kind, crate::text::document::Kind::Diagram));
            found.extend(drawn.map(|block| block.tokens.clone()));
            found
        },
    },
];

/// The sign of this name.
pub fn find(id: &str) -> Option<&'static Sign> {
    ALL.iter().find(|sign| sign.id == id)
}
