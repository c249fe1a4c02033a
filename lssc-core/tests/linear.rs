//! That what a record costs grows with its entries and not with their product, up to the most there can be, and that what is
//! looked up by the day says what walking says.

use std::time::{Duration, Instant};

use lssc_core::rules::renewal::{Decision, Rejection, decide, hours};
use lssc_core::{
    ActivityUnit, Basis, Catalog, CompetencySet, CountedActivity, Date, Hours, MAX_ENTRIES, Policy, Record,
    assess, summary,
};

fn list(count: usize, entry: impl Fn(usize) -> String) -> String {
    (0..count).map(entry).collect::<Vec<_>>().join(",")
}

fn day(first: &str, days: usize) -> Date {
    first.parse::<Date>().expect("a day").plus_days(u32::try_from(days).expect("few"))
}

/// Renewals that are all refused for too few hours, activities, memberships and portfolios; completions of one course that
/// many approvals name, each outside their windows.
fn large(count: usize) -> (Record, Catalog) {
    let json = format!(
        r#"{{"id": "p", "certified_on": "2012-10-15", "admitted_on": "2010-01-01",
            "experience": [{}], "ala_membership": [{}], "portfolios": [{}], "activities": [{}], "renewals": [{}], "courses": [{}]}}"#,
        list(count, |n| format!(r#"{{"from": "{}", "hours_per_week": 0.01}}"#, day("2008-01-01", n % 1000))),
        list(count, |n| {
            let from = day("2005-01-01", (2 * n) % 8000);
            format!(r#"{{"from": "{from}", "to": "{from}"}}"#)
        }),
        list(count, |n| {
            let on = day("2010-02-01", n % 900);
            let set = CompetencySet::ALL[n % 10];
            format!(
                r#"{{"set": "{set}", "submitted_on": "{on}", "outcome": "achieved", "evaluated_on": "{on}"}}"#
            )
        }),
        list(count, |n| format!(
            r#"{{"completed_on": "{}", "quantity": 0.01, "unit": "semester-credit", "sets": ["technology"]}}"#,
            day("2012-11-01", (37 * n) % 1400)
        )),
        list(count, |n| format!(r#"{{"renewed_on": "{}"}}"#, day("2015-10-16", n % 400))),
        list(count, |n| format!(r#"{{"course": "c", "completed_on": "{}"}}"#, day("1980-01-01", n))),
    );
    let catalog = format!(
        r#"{{"approvals": [{}]}}"#,
        list(count, |n| format!(
            r#"{{"id": "a-{n}", "set": "technology", "courses": ["c"], "approved_on": "{}"}}"#,
            day("1999-01-01", n)
        ))
    );
    let record = Record::from_json(json.as_bytes()).expect("a record");
    (record, Catalog::from_json(catalog.as_bytes()).expect("a catalog"))
}

/// The shortest of a few runs: others may keep the processor.
fn shortest(mut run: impl FnMut()) -> Duration {
    let once = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..7).map(once).min().expect("runs")
}

#[test]
fn four_times_the_entries_cost_about_four_times_as_much() {
    let (policy, as_of) = (Policy::default(), Date::new(2016, 11, 30).expect("a day"));
    let times = [MAX_ENTRIES / 4, MAX_ENTRIES].map(|count| {
        let (record, catalog) = large(count);
        let findings = assess(&record, &catalog, &policy, as_of).findings.len();
        assert!(findings > 2 * count, "{findings} findings of {count} entries of each kind");
        let short = shortest(|| {
            std::hint::black_box(summary(&record, &catalog, &policy, as_of));
        });
        let whole = shortest(|| drop(std::hint::black_box(assess(&record, &catalog, &policy, as_of))));
        [short, whole]
    });
    let [few, many] = times;
    for (few, many) in few.into_iter().zip(many) {
        assert!(
            many < 9 * few,
            "{few:?} for a quarter, {many:?} for all: products cost sixteen times as much"
        );
    }
}

#[test]
fn many_renewals_are_told_the_hours_that_walking_counts() {
    let policy = Policy::default();
    let certified_on = Date::new(2012, 10, 15).expect("a day");
    let technology = [CompetencySet::Technology].into_iter().collect();
    let access = [CompetencySet::AccessServices].into_iter().collect();
    let activities: Vec<CountedActivity> = (0..200)
        .map(|n| {
            let sets = if n % 3 == 0 { technology } else { access };
            let on = day("2012-09-01", (53 * n) % 1700);
            let quantity = Hours::from_hundredths(10 + 7 * n as u64 % 13);
            CountedActivity::new(on, quantity, ActivityUnit::SemesterCredit, sets).expect("an activity")
        })
        .collect();
    let renewals = (0..60).map(|n| (n, day("2015-10-16", 7 * n)));
    let (mut short, mut accepted) = (0, 0);
    let mut last = certified_on.day_before();
    decide(
        certified_on,
        renewals,
        Some(activities.iter().copied()),
        |_| false,
        &policy,
        |decision| match decision {
            Decision::Rejected(renewal) => {
                if let Rejection::HoursShort(found) = renewal.reason {
                    let walked =
                        hours(Some(activities.iter().copied()), last, renewal.renewed_on, &policy.renewal);
                    assert_eq!(found, walked, "{}", renewal.renewed_on);
                    short += 1;
                }
            }
            Decision::Accepted(renewal) => {
                last = renewal.renewed_on;
                accepted += 1;
            }
        },
    );
    assert!(short > 20 || accepted > 0, "{short} are refused for their hours, {accepted} accepted");
}

#[test]
fn many_memberships_cover_the_days_that_each_of_them_covers() {
    let periods: Vec<(Date, Option<Date>)> = (0..40)
        .map(|n| {
            let from = day("2010-01-01", (97 * n) % 1300);
            (from, (n != 17).then(|| from.plus_days(u32::try_from(n * n % 29).expect("few"))))
        })
        .collect();
    let last =
        periods.iter().filter(|(_, to)| to.is_none()).map(|&(from, _)| from).min().expect("one goes on");
    let memberships = list(periods.len(), |n| match periods[n] {
        (from, Some(to)) => format!(r#"{{"from": "{from}", "to": "{to}"}}"#),
        (from, None) => format!(r#"{{"from": "{from}"}}"#),
    });
    let (mut member, mut other) = (0, 0);
    for days in 0..1500 {
        let on = day("2009-12-20", days);
        let json = format!(r#"{{"id": "p", "applied_on": "{on}", "ala_membership": [{memberships}]}}"#);
        let record = Record::from_json(json.as_bytes()).expect("a record");
        let found = assess(&record, &Catalog::default(), &Policy::default(), on).fees.lines[0].basis;
        let is_member = periods.iter().any(|&(from, to)| from <= on && to.is_none_or(|to| on <= to));
        assert_eq!(found, if is_member { Basis::Member } else { Basis::NonMember }, "{on}");
        if is_member { member += 1 } else { other += 1 }
    }
    assert!(
        member > 300 && other > 100,
        "{member} days of members, {other} of others, the last from {last} on"
    );
}
