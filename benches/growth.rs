//! Records that grow in one list while the others stay typical.

use lssc_core::{CompetencySet, Record};
use serde_json::{Value, json};

/// The lists that grow.
pub const LISTS: [&str; 4] = ["experience", "portfolios", "activities", "renewals"];

/// The entries that each list has.
pub const SIZES: [usize; 5] = [16, 64, 256, 1024, 4096];

/// A certified person with so many entries in that list.
///
/// # Panics
/// When there is no such list.
#[must_use]
pub fn record(list: &str, size: usize) -> Record {
    let mut record = json!({
        "id": "growing",
        "education": "high-school-diploma",
        "position_requires_mls": false,
        "experience": entries("experience", 3),
        "ala_membership": [{"from": "2018-01-01"}],
        "applied_on": "2017-11-01",
        "admitted_on": "2017-12-01",
        "courses": [],
        "portfolios": entries("portfolios", 8),
        "degrees": [],
        "activities": entries("activities", 6),
        "renewals": [],
    });
    record[list] = entries(list, size);
    Record::from_json(record.to_string().as_bytes()).expect("a record")
}

fn entries(list: &str, size: usize) -> Value {
    let entry: fn(usize) -> Value = match list {
        "experience" => span,
        "portfolios" => portfolio,
        "activities" => activity,
        "renewals" => renewal,
        other => panic!("no list {other}"),
    };
    (0..size).map(entry).collect()
}

/// A day among twelve years, another one for each of the first thousands.
fn day(first_year: usize, years: usize, nth: usize) -> String {
    let nth = nth * 37;
    format!("{}-{:02}-{:02}", first_year + nth / 336 % years, 1 + nth / 28 % 12, 1 + nth % 28)
}

fn span(nth: usize) -> Value {
    let from = day(2009, 8, nth);
    match nth % 3 {
        0 => json!({"from": from, "hours_per_week": 0.01}),
        1 => json!({"from": from, "to": "2017-11-30", "hours_per_week": 0.02}),
        _ => json!({"from": from, "to": "2017-12-31", "total_hours": 1}),
    }
}

fn portfolio(nth: usize) -> Value {
    let set = CompetencySet::ALL[nth % CompetencySet::ALL.len()];
    json!({"set": set, "submitted_on": day(2018, 1, nth), "outcome": "achieved", "evaluated_on": day(2019, 2, nth)})
}

fn activity(nth: usize) -> Value {
    json!({"completed_on": day(2020, 6, nth), "quantity": 1.5, "unit": "contact-hour", "sets": ["technology"]})
}

fn renewal(nth: usize) -> Value {
    json!({"renewed_on": day(2020, 6, nth)})
}

#[cfg(test)]
mod tests {
    use lssc_core::{Catalog, Policy, summary};

    use super::{LISTS, SIZES, record};

    #[test]
    fn everybody_who_grows_is_certified_so_that_every_list_is_looked_at() {
        for (list, size) in LISTS.iter().flat_map(|list| SIZES.map(|size| (list, size))) {
            let as_of = crate::people::AS_OF.parse().expect("a day");
            let found = summary(&record(list, size), &Catalog::default(), &Policy::default(), as_of);
            assert!(found.certification.is_some(), "{size} entries of {list}: {found:?}");
        }
    }
}
