//! That where somebody stands is said without allocating: counted for typical people on many days.
//!
//! This file is a program of its own, since a global allocator is a program's.

#![expect(unsafe_code, reason = "an allocator that counts is one, and hands everything on to the system's")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use lssc_core::{Catalog, Date, Policy, Record, Status, assess, status, summary};

struct Counting;

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

fn counted() -> u64 {
    COUNT.with(Cell::get)
}

fn count() {
    COUNT.with(|count| count.set(count.get() + 1));
}

// SAFETY: every call goes on to the system's allocator as it came; counting touches a cell of the thread alone, which is
// initialized by a constant and never dropped.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: what the caller promises holds for the system's allocator, too.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as above; every pointer came from there.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        // SAFETY: as above.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// People with work, portfolios, courses, a degree, activities and renewals, so that every status is there.
fn people() -> Vec<Record> {
    let sets = lssc_core::CompetencySet::ALL;
    let list = |entries: &mut dyn Iterator<Item = String>| entries.collect::<Vec<_>>().join(",");
    let careers = (0..12).map(|nth| {
        let portfolios = list(&mut (0..8).map(|place| {
            let set = sets[(nth / 4 + place) % sets.len()];
            format!(
                r#"{{"set": "{set}", "submitted_on": "2018-0{}-15", "outcome": "achieved", "evaluated_on": "2019-0{}-20"}}"#,
                1 + place, 1 + (place + nth) % 8
            )
        }));
        let activities = list(&mut (0..6).map(|place| {
            format!(
                r#"{{"completed_on": "2021-0{}-03", "quantity": {}, "unit": "contact-hour", "sets": ["technology"]}}"#,
                1 + place, 2 + nth
            )
        }));
        let stage = [r#""applied_on": "2017-11-02","#, "", r#""admitted_on": "2017-12-01","#, r#""certified_on": "2019-05-06","#];
        let stages = if nth % 4 == 0 { stage[0].to_owned() } else if nth % 4 == 1 { String::new() } else { stage[2..=nth % 4].concat() };
        format!(
            r#"{{"id": "p-{nth}", {stages} "education": "college-degree", "position_requires_mls": {},
                "experience": [{{"from": "2012-03-04", "to": "2014-09-30", "hours_per_week": {}}},
                               {{"from": "2015-01-01", "to": "2015-12-31", "total_hours": 700.5}},
                               {{"from": "2016-02-03", "hours_per_week": 6.25}}],
                "ala_membership": [{{"from": "2017-01-01", "to": "2018-06-30"}}, {{"from": "2022-01-01"}}],
                "portfolios": [{portfolios}], "activities": [{activities}],
                "courses": [{{"course": "c-1", "completed_on": "2018-05-04"}}, {{"course": "c-2", "completed_on": "2018-06-04"}}],
                "degrees": [{{"agreement": "a-1", "graduated_on": "2018-05-04"}}],
                "renewals": [{{"renewed_on": "2022-11-02"}}, {{"renewed_on": "2023-01-02"}}]}}"#,
            nth == 1, 2 * nth
        )
    });
    careers.map(|json| Record::from_json(json.as_bytes()).expect("a record")).collect()
}

#[test]
fn where_somebody_stands_is_said_without_allocating() {
    let catalog = Catalog::from_json(
        br#"{"approvals": [{"id": "x", "set": "technology", "courses": ["c-1", "c-2"], "approved_on": "2017-01-01"}],
             "agreements": [{"id": "a-1", "college": "C", "effective_on": "2016-01-01", "covers": ["technology"]}]}"#,
    );
    let (catalog, policy) = (catalog.expect("a catalog"), Policy::default());
    let mut seen = std::collections::BTreeSet::new();
    for record in people() {
        for months in 0..240 {
            let as_of = Date::new(2012, 6, 30).expect("a day").plus_months(months);
            let before = counted();
            let (found, short) =
                (summary(&record, &catalog, &policy, as_of), status(&record, &catalog, &policy, as_of));
            assert_eq!(counted(), before, "{} on {as_of} allocates", record.id);
            assert_eq!(found.status, short);
            seen.insert(found.status);
        }
    }
    let all = Status::ALL.iter().copied().filter(|&status| status != Status::Undetermined);
    assert!(all.clone().count() == seen.len(), "{seen:?}");
    let before = counted();
    assert!(!assess(&people()[0], &catalog, &policy, Date::MAX).findings.is_empty());
    assert!(counted() > before, "this counter counts");
}
