//! Claims about dates, decided over every day that an input can hold (RULES 1.1).

use std::cmp::Ordering;

use crate::date::Date;
use crate::policy::Policy;
use crate::rules::certification::term;

/// Where a search over the days begins: examples read best near to now.
const FIRST_LOOKED_AT: Date = Date::known(2020, 6, 15);
/// From here on the days come last.
const EARLY: Date = Date::known(1900, 6, 15);

/// Whether a claim holds of certifications that began on any day, and one of which it does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Held {
    pub(super) always: bool,
    pub(super) certified_on: Date,
}

/// Every day that an input can hold, once.
fn every_day() -> impl Iterator<Item = Date> {
    let from = |first: Date, last: Date| (0..first.days_through(last)).map(move |days| first.plus_days(days));
    from(FIRST_LOOKED_AT, Date::MAX).chain(from(Date::MIN, FIRST_LOOKED_AT.day_before()))
}

/// A certification of which as many terms as asked for, with their grace, lie in the calendar of inputs.
pub(super) fn certified_with_terms(policy: &Policy, terms: u32) -> Date {
    let fits = |on: &Date| term(*on, terms, policy).last_day < Date::MAX;
    Some(FIRST_LOOKED_AT).filter(fits).unwrap_or(EARLY)
}

/// Whether the second term opens for renewal while the first can still be renewed (RULES 4.10).
pub(super) fn windows_overlap(policy: &Policy) -> Option<Held> {
    let months = policy.renewal.opens_months_before.get().saturating_add(policy.renewal.grace_months.get());
    held(policy, months, |on| term(on, 1, policy).last_day >= term(on, 2, policy).opens_on)
}

/// Whether the first term can still be renewed when the second is over (RULES 4.10).
pub(super) fn term_over_when_renewed(policy: &Policy) -> Option<Held> {
    held(policy, policy.renewal.grace_months.get(), |on| {
        term(on, 1, policy).last_day > term(on, 2, policy).expires_on
    })
}

/// Of which certifications a claim holds that needs so many months to make up for the second term.
///
/// The ends of two terms lie as many months apart as a term has: an anniversary moves within its month only, and so does
/// the end of a month; the day before lies in the month before exactly for those certified on a first. Moving a date by
/// months never leaves the month arrived at. So with fewer months, one date lies in an earlier month than the other, with
/// more in a later one, and only with as many does the day of the month decide.
fn held(policy: &Policy, months: u32, holds: impl Fn(Date) -> bool) -> Option<Held> {
    match months.cmp(&policy.certification.years.get().saturating_mul(12)) {
        Ordering::Less => None,
        Ordering::Greater => Some(Held { always: true, certified_on: certified_with_terms(policy, 1) }),
        Ordering::Equal => {
            let is_input = |on: &Date| term(*on, 1, policy).last_day <= Date::MAX;
            let certified_on = every_day().filter(is_input).find(|&on| holds(on))?;
            Some(Held { always: every_day().all(holds), certified_on })
        }
    }
}

/// The last day of the longest stretch that ends there, over every day that an input can hold, and its days.
pub(super) fn longest(days_of: impl Fn(Date) -> Option<u32>) -> Option<(Date, u32)> {
    let mut longest: Option<(Date, u32)> = None;
    for (on, days) in every_day().filter_map(|on| days_of(on).map(|days| (on, days))) {
        if longest.is_none_or(|(_, most)| days > most) {
            longest = Some((on, days));
        }
    }
    longest
}
