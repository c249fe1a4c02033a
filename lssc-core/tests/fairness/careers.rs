//! Careers: certifications of several terms, whose renewals and activities lie at the ends of the windows and next to them.

use lssc_core::rules::certification::{Term, term};
use lssc_core::{
    Activity, ActivityUnit, CompetencySet, CompetencySets, Count, CountedActivity, Date, GraceTerms, Hours,
    HoursFrom, Policy, PolicyParts, RecordParts, Renewal, TermEnds, TermYears,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::scene::{Scene, date, edition, entries, id};

/// A day of a term: which one, which of its dates, and how far from it.
#[derive(Clone, Copy, Debug)]
struct Moment {
    term: u32,
    which: usize,
    offset: i32,
}

impl Moment {
    fn of(self, certified_on: Date, policy: &Policy) -> Date {
        let Term { starts_on, opens_on, expires_on, last_day, .. } = term(certified_on, self.term, policy);
        let day = [starts_on, opens_on, expires_on, last_day, opens_on.plus_months(4)][self.which];
        let days = self.offset.unsigned_abs();
        let day = if self.offset < 0 {
            (0..days).fold(day, |day, _| day.day_before())
        } else {
            day.plus_days(days)
        };
        day.clamp(Date::MIN, Date::MAX)
    }
}

/// A day at the end of a window of one of the first terms, or beside it.
fn moment() -> impl Strategy<Value = Moment> {
    let offset = select(vec![-40, -1, 0, 0, 0, 1, 40]);
    (1..=3_u32, 0..5_usize, offset).prop_map(|(term, which, offset)| Moment { term, which, offset })
}

/// A day on which a renewal is most often made: in the window.
fn renewal_moment() -> impl Strategy<Value = Moment> {
    let usual = (1..=3_u32, 1..5_usize).prop_map(|(term, which)| Moment { term, which, offset: 0 });
    prop_oneof![3 => usual, 1 => moment()]
}

/// An activity of so many hours, related to so many sets.
pub fn activity_of(completed_on: Date, hundredths: u64, sets: &[CompetencySet]) -> Activity {
    let sets: CompetencySets = sets.iter().copied().collect();
    let quantity = Hours::from_hundredths(hundredths);
    let counted = CountedActivity::new(completed_on, quantity, ActivityUnit::ContactHour, sets);
    Activity { counted: counted.expect("up to 1000"), title: None }
}

/// What an activity is worth, in hundredths, and which sets it is related to.
fn worth() -> impl Strategy<Value = (u64, &'static [CompetencySet])> {
    use CompetencySet::{AccessServices, Technology};
    let hundredths = select(vec![99, 100, 399, 400, 1600, 2800, 3199, 3200, 3200, 3200, 4000]);
    let sets: [&[CompetencySet]; 6] =
        [&[Technology], &[Technology], &[Technology], &[Technology], &[AccessServices], &[]];
    (hundredths, select(sets.to_vec()))
}

/// A policy with other terms, windows and hours, whose grace is no longer than a term (see
/// `with_a_grace_longer_than_a_term_a_renewal_can_end_it`).
pub fn terms() -> impl Strategy<Value = PolicyParts> {
    let term = (select(vec![1_u64, 2, 4, 4, 4]), select(TermEnds::ALL));
    let window = (
        select(vec![12_u64, 12, 0, 1, 11, 47]),
        select(vec![2_u64, 2, 0, 1, 12, 48]),
        select(GraceTerms::ALL),
    );
    let hours =
        (select(vec![3200_u64, 3200, 1600, 0]), select(vec![400_u64, 400, 0]), select(HoursFrom::ALL));
    (edition(), term, window, hours, any::<bool>()).prop_map(|(mut policy, term, window, hours, shipped)| {
        if shipped {
            return policy;
        }
        policy.id = id("other-terms");
        policy.certification.years = TermYears::new(term.0).expect("1 to 4");
        policy.certification.ends = term.1;
        let months = 12 * term.0;
        policy.renewal.opens_months_before = Count::new(window.0.min(months - 1)).expect("within the term");
        policy.renewal.grace_months = Count::new(window.1.min(months)).expect("at most the term");
        policy.renewal.grace_terms = window.2;
        policy.renewal.contact_hours = Hours::from_hundredths(hours.0);
        policy.renewal.technology_hours = Hours::from_hundredths(hours.1.min(hours.0));
        policy.renewal.hours_from = hours.2;
        policy
    })
}

/// Somebody certified, with up to so many renewals, as of the end of a century.
pub fn career(renewals: usize) -> impl Strategy<Value = Scene> {
    let day =
        select(vec!["2012-06-10", "2012-02-29", "2011-03-01", "2012-12-31", "2013-08-31", "2096-02-29"]);
    let activities = vec((moment(), worth()), 1..=8);
    // Whether there are hours enough just before the window of each term, and as it opens.
    let enough = vec(select(vec![None, Some(-1), Some(-1), Some(0), Some(40)]), 3);
    (day, terms(), vec(renewal_moment(), 0..=renewals), activities, enough).prop_map(
        |(certified_on, policy, renewals, activities, enough)| {
            let certified_on = date(certified_on);
            let parts = policy.clone();
            let policy = Policy::new(policy).expect("its parameters fit together");
            let renewals = renewals.into_iter();
            let renewals = renewals.map(|m| Renewal { renewed_on: m.of(certified_on, &policy) }).collect();
            let enough = enough.into_iter().zip(1..).filter_map(|(offset, term)| {
                offset.map(|offset| {
                    (Moment { term, which: 1, offset }, (3200, &[CompetencySet::Technology][..]))
                })
            });
            let activities = activities.into_iter().chain(enough);
            let activities =
                activities.map(|(m, (worth, sets))| activity_of(m.of(certified_on, &policy), worth, sets));
            let record = RecordParts {
                certified_on: Some(certified_on),
                renewals: Some(entries(renewals)),
                activities: Some(entries(activities.collect())),
                ..RecordParts::new(id("p"))
            };
            Scene { record, approvals: vec![], agreements: vec![], policy: parts, as_of: Date::MAX }
        },
    )
}
