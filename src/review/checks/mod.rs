//! The registry of checks: one file each, one line here.

mod absolute_claim;
mod broken_harm_chain;
mod challenges_principles;
mod contains_code;
mod engagement_as_goal;
mod failure_mode_without_mitigation;
mod fewer_than_three_red_team_scenarios;
mod generic_framework;
mod jargon;
mod metric_without_target;
mod misattributed_source;
mod missed_constraint;
mod missed_harm;
mod missing_section;
mod no_boundaries;
mod no_citation;
mod no_consent_or_audit;
mod no_decision;
mod no_failure_modes;
mod no_feedback_loop;
mod no_harm_categories;
mod no_over_blocking_measure;
mod no_phased_rollout;
mod no_principles;
mod no_red_team;
mod no_rollback_plan;
mod no_safety_metric;
mod no_trade_off;
mod no_user_intent;
mod no_visual;
mod over_engineered;
mod phase_without_size_or_duration;
mod readability_out_of_range;
mod safety_toggle;
mod scope_over_150_words;
mod section_out_of_order;
mod silent_constraint_language_region;
mod silent_constraint_latency;
mod silent_constraint_privacy;
mod too_few_kpis;
mod too_many_kpis;
pub(super) mod too_many_personas;
mod uneven_sections;
mod unquantified_trade_off;
mod unranked_harms;
mod unsupported_number;
mod unverified_figure;
mod vague_persona;

use super::check::Check;

/// Every check, in the order of ids.
pub const ALL: &[Check] = &[
    absolute_claim::CHECK,
    broken_harm_chain::CHECK,
    challenges_principles::CHECK,
    contains_code::CHECK,
    engagement_as_goal::CHECK,
    failure_mode_without_mitigation::CHECK,
    fewer_than_three_red_team_scenarios::CHECK,
    generic_framework::CHECK,
    jargon::CHECK,
    metric_without_target::CHECK,
    misattributed_source::CHECK,
    missed_constraint::CHECK,
    missed_harm::CHECK,
    missing_section::CHECK,
    no_boundaries::CHECK,
    no_citation::CHECK,
    no_consent_or_audit::CHECK,
    no_decision::CHECK,
    no_failure_modes::CHECK,
    no_feedback_loop::CHECK,
    no_harm_categories::CHECK,
    no_over_blocking_measure::CHECK,
    no_phased_rollout::CHECK,
    no_principles::CHECK,
    no_red_team::CHECK,
    no_rollback_plan::CHECK,
    no_safety_metric::CHECK,
    no_trade_off::CHECK,
    no_user_intent::CHECK,
    no_visual::CHECK,
    over_engineered::CHECK,
    phase_without_size_or_duration::CHECK,
    readability_out_of_range::CHECK,
    safety_toggle::CHECK,
    scope_over_150_words::CHECK,
    section_out_of_order::CHECK,
    silent_constraint_language_region::CHECK,
    silent_constraint_latency::CHECK,
    silent_constraint_privacy::CHECK,
    too_few_kpis::CHECK,
    too_many_kpis::CHECK,
    too_many_personas::CHECK,
    uneven_sections::CHECK,
    unquantified_trade_off::CHECK,
    unranked_harms::CHECK,
    unsupported_number::CHECK,
    unverified_figure::CHECK,
    vague_persona::CHECK,
];

/// The check of an id.
pub fn find(id: &str) -> Option<&'static Check> {
    ALL.iter().find(|check| check.id == id)
}
