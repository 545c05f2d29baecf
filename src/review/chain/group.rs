//! Words for many harms at once: "all five harms within target", "any guardrail", "one of the limits".

use std::ops::Range;

use crate::review::measures::Role;
use crate::review::reading::Reading;

/// Whom a passage means, beyond those it names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Group {
    /// Every harm.
    harms: bool,
    /// Every harm that a guardrail counts.
    guards: bool,
    /// Every harm that anything counts.
    counted: bool,
}

impl Group {
    /// The group that a passage speaks of.
    pub(super) fn of(reading: &Reading<'_>, tokens: &Range<usize>) -> Self {
        Self {
            harms: reading.touches("group-harms", tokens),
            guards: reading.touches("group-guards", tokens),
            counted: reading.touches("group-counted", tokens),
        }
    }

    /// Whether a harm belongs to it that a measure of such a role counts; none if nothing counts the harm.
    pub(super) fn covers(self, measure: Option<Role>) -> bool {
        // Who speaks of guardrails means them, though limits stand in the same sentence.
        self.harms
            || match measure {
                Some(Role::Safety) => self.guards || self.counted,
                Some(_) => self.counted && !self.guards,
                None => false,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guardrails_mean_the_harms_they_count() {
        let guards = Group { guards: true, ..Group::default() };
        let counted = Group { counted: true, ..Group::default() };
        let harms = Group { harms: true, ..Group::default() };
        let roles = [Some(Role::Safety), Some(Role::Success), None];
        assert_eq!(roles.map(|role| guards.covers(role)), [true, false, false]);
        assert_eq!(roles.map(|role| counted.covers(role)), [true, true, false]);
        assert_eq!(roles.map(|role| harms.covers(role)), [true, true, true]);
    }
}
