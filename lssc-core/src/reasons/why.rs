//! On which facts a status rests.

use serde::Serialize;

use super::facts;
use crate::assessment::status;
use crate::case::Case;
use crate::catalog::Catalog;
use crate::date::Date;
use crate::pointer::Pointer;
use crate::policy::Policy;
use crate::record::Record;
use crate::rules::eligibility::window_at;
use crate::verdict::Status;

/// A status, and the facts that it rests on.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Why {
    /// The status.
    pub status: Status,
    /// The answers and entries that lead to it by themselves, and none of which could be taken away. A pointer to a list stands for
    /// the answer that there is nothing else in it.
    pub facts: Vec<Pointer>,
}

/// A smallest set of facts that forces the status on a day: the record with these facts alone has it, and takes on another one when
/// any of them is taken away.
///
/// A fact is an answer, an entry of a list, or that a list is answered at all. Of entries that could stand in for each other those
/// worth most are kept, so that few are.
///
/// ```
/// use lssc_core::{Catalog, Policy, Record, forces, why};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let record = Record::from_json(
///     br#"{"id": "p-001", "education": "below-high-school", "position_requires_mls": false, "experience": []}"#,
/// )?;
/// let (catalog, policy, as_of) = (Catalog::default(), Policy::default(), "2024-06-30".parse()?);
/// let why = why(&record, &catalog, &policy, as_of);
/// assert_eq!(why.facts.iter().map(ToString::to_string).collect::<Vec<_>>(), ["/education"], "one of the three is enough");
/// assert!(forces(&record, &why.facts, why.status, &catalog, &policy, as_of));
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn why(record: &Record, catalog: &Catalog, policy: &Policy, as_of: Date) -> Why {
    let found = status(record, catalog, policy, as_of);
    let holds = |facts: &[Pointer]| status(&facts::alone(record, facts), catalog, policy, as_of) == found;
    let reference = Case { record, catalog, policy, as_of }.started_on().unwrap_or(as_of);
    let window = window_at(reference, &policy.eligibility);
    let mut kept = needed(&holds, &[], facts::by_weight(record, window, policy));
    while let Some(place) = spare(&holds, &kept) {
        kept.remove(place);
    }
    let order = facts::all(record);
    kept.sort_by_key(|fact| order.iter().position(|one| one == fact));
    Why { status: found, facts: kept }
}

/// Whether a record with these facts of it alone has the status, and another one without any of them: what makes them a smallest
/// set.
#[must_use]
pub fn forces(
    record: &Record,
    facts: &[Pointer],
    found: Status,
    catalog: &Catalog,
    policy: &Policy,
    as_of: Date,
) -> bool {
    let holds = |facts: &[Pointer]| status(&facts::alone(record, facts), catalog, policy, as_of) == found;
    holds(facts) && spare(&holds, facts).is_none()
}

/// A fact that can be taken away.
fn spare(holds: &dyn Fn(&[Pointer]) -> bool, facts: &[Pointer]) -> Option<usize> {
    (0..facts.len()).find(|&place| {
        let mut others = facts.to_vec();
        others.remove(place);
        holds(&others)
    })
}

/// Those of the facts that are needed beside `kept`, by halving: what is not needed is left out by the half.
fn needed(holds: &dyn Fn(&[Pointer]) -> bool, kept: &[Pointer], facts: Vec<Pointer>) -> Vec<Pointer> {
    if holds(kept) {
        return Vec::new();
    }
    if facts.len() <= 1 {
        return facts;
    }
    let (first, last) = facts.split_at(facts.len() / 2);
    let of_last = needed(holds, &[kept, first].concat(), last.to_vec());
    let of_first = needed(holds, &[kept, &of_last].concat(), first.to_vec());
    [of_first, of_last].concat()
}
