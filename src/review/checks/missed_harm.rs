//! `missed-harm`: a harm that this case expects is absent.

use std::ops::Range;

use crate::pack::prompt::ExpectedHarm;
use crate::review::check::{Check, Doc, Sight};
use crate::review::expected::{Nearness, expected};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "missed-harm",
    severity: Severity::Medium,
    basis: Basis::Craft,
    fix: "Ask who else is hurt here, beyond the harms already named.",
    doc: Doc {
        looks_for: "\
        Compares the answer with the harms that the case expects, by the case's phrases, by the words for event and \
         sufferer, and by families of harms. A row that comes near is asked about and costs nothing. Two harms are \
         shown in full and the others by name. Only cases of the library can be compared; with an own brief this is \
         not assessed.",
        matters: "The harms a case expects are the ones a reviewer will ask about.",
        weak: "(A phishing answer that names stolen money and never the honest mail that is stopped.)",
        stronger: "(The same answer with the 36,000 honest drafts a day, who writes them, and how they appeal.)",
        origin: "Written for each case of the library.",
    },
    run,
};

/// So many of the harms that are missed get a finding of their own.
const SHOWN: usize = 2;

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let all = expected(sight);
    let absent: Vec<&ExpectedHarm> =
        all.iter().filter(|(_, near)| *near == Nearness::Absent).map(|(harm, _)| *harm).collect();
    let there = all.iter().filter(|(_, near)| *near == Nearness::There).count();
    let few = there * 2 >= all.len();
    let mut faults: Vec<Fault> = absent.iter().take(SHOWN).map(|harm| missed(harm, few)).collect();
    if let (Some(last), Some(rest)) = (faults.last_mut(), absent.get(SHOWN..).filter(|rest| !rest.is_empty()))
    {
        let names: Vec<String> = rest.iter().map(|harm| name(harm)).collect();
        last.message
            .push_str(&format!(" Look at these as well, none of them was found: {}.", names.join(", ")));
    }
    faults.extend(all.iter().filter_map(|(harm, near)| match near {
        Nearness::Near(row) => Some(asked(sight, harm, row)),
        _ => None,
    }));
    faults
}

fn missed(harm: &ExpectedHarm, few: bool) -> Fault {
    let message = format!("Add this harm, or say why it is out. {} {}", harm.what, harm.why);
    let fault =
        Fault::absent(format!("the harm \"{}\", in any words", name(harm)), message).part(Part::Safety);
    if few { fault.asked() } else { fault }
}

/// A harm to which something in the answer comes near.
fn asked(sight: &Sight<'_>, harm: &ExpectedHarm, row: &Range<usize>) -> Fault {
    let message = format!("Does this cover the following harm? If not, add it. {}", harm.what);
    Fault::at(sight.reading.document.bytes(row.clone()), message).part(Part::Safety).asked()
}

/// The name of a harm as people read it.
fn name(harm: &ExpectedHarm) -> String {
    harm.id.replace('-', " ")
}
