//! Checks and signs that speak of the same thing.

/// Checks whose passage is wrong as such.
const SPOILING: [&str; 7] = [
    "absolute-claim",
    "challenges-principles",
    "engagement-as-goal",
    "misattributed-source",
    "over-engineered",
    "safety-toggle",
    "unverified-figure",
];

/// The check that knows best whether a passage shows a sign; none where only phrases know it.
pub fn known_by(sign: &str) -> Option<&'static str> {
    SHOWN.iter().chain(&CONTRARY).find(|(id, _)| *id == sign).map(|(_, check)| *check)
}

/// Whether what a check quotes raises nothing: it is wrong as such, or refuses what the check looks for.
pub fn spoils(check: &str) -> bool {
    SPOILING.contains(&check) || check.starts_with("no-") || check.starts_with("silent-constraint-")
}

/// Signs, each with a check that says the contrary.
pub const CONTRARY: [(&str, &str); 16] = [
    ("pictured-user", "vague-persona"),
    ("stated-intent", "no-user-intent"),
    ("border", "no-boundaries"),
    ("plain-decision", "no-decision"),
    ("tied-principle", "no-principles"),
    ("weighed-trade-off", "no-trade-off"),
    ("weighed-trade-off", "unquantified-trade-off"),
    ("safety-target", "no-safety-metric"),
    ("honest-cost", "no-over-blocking-measure"),
    ("sized-step", "no-phased-rollout"),
    ("named-attack", "no-red-team"),
    ("way-back", "no-rollback-plan"),
    ("read-reports", "no-feedback-loop"),
    ("asked-and-audited", "no-consent-or-audit"),
    ("source", "no-citation"),
    ("picture", "no-visual"),
];

/// Signs whose passages a check that they do not deny knows best.
const SHOWN: [(&str, &str); 5] = [
    ("answered-harm", "failure-mode-without-mitigation"),
    ("ranked-harm", "no-failure-modes"),
    ("success-target", "metric-without-target"),
    ("sized-step", "phase-without-size-or-duration"),
    ("gate", "no-rollback-plan"),
];
