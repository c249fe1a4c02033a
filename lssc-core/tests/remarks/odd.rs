//! Policies that give cause for remarks.

use lssc_core::{
    Cents, Count, Date, Edition, GraceTerms, GraduatesShortOfHours, Hours, HoursFrom, MeasuredBy, Policy,
    PolicyParts, Price, RemarkCode, SetList, TermEnds, TermYears, UnitHours,
};
use proptest::prelude::*;
use proptest::sample::select;

use crate::scene::policy;

/// `lssc-faq` under an id of its own.
pub fn ours() -> PolicyParts {
    renamed(Policy::default().into_parts())
}

fn renamed(mut policy: PolicyParts) -> PolicyParts {
    policy.id = "ours".parse().expect("an id");
    policy
}

/// `lssc-faq` with a change.
pub fn changed(change: impl FnOnce(&mut PolicyParts)) -> Policy {
    let mut policy = ours();
    change(&mut policy);
    Policy::new(policy).expect("its parameters fit together")
}

pub fn count(number: u64) -> Count {
    Count::new(number).expect("up to 100")
}

pub fn years(number: u64) -> TermYears {
    TermYears::new(number).expect("1 to 100")
}

pub fn units(number: u64) -> UnitHours {
    UnitHours::new(number).expect("up to 1000")
}

pub fn hundredths(number: u64) -> Hours {
    Hours::from_hundredths(number)
}

pub fn price(member: u64, non_member: u64) -> Price {
    Price { member: Cents::new(member), non_member: Cents::new(non_member) }
}

/// The codes of what is remarked, without that a policy is a shipped one by another name.
pub fn codes(policy: &Policy) -> Vec<RemarkCode> {
    let codes = policy.remarks().into_iter().map(|remark| remark.code());
    codes.filter(|&code| code != RemarkCode::SameAsShipped).collect()
}

/// A change of one part of a policy, drawn from the values of which something is to be said.
fn change(policy: &mut PolicyParts, what: usize, which: usize) {
    fn of<T: Clone>(values: &[T], which: usize) -> T {
        values[which % values.len()].clone()
    }
    let hours = |values: &[u64]| hundredths(of(values, which));
    match what {
        0 => policy.eligibility.high_school = which.is_multiple_of(2),
        1 => policy.eligibility.support_position = which.is_multiple_of(2),
        2 => policy.eligibility.experience_hours = hours(&[0, 800, 2401, 10_000_000, 9_830_401]),
        3 => policy.eligibility.experience_years = of(&[0, 1].map(count), which),
        4 => policy.candidacy.years = count(0),
        5 => policy.candidacy.measured_by = MeasuredBy::Done,
        6 => policy.completion.electives_needed = count(0),
        7 => {
            let electives = policy.completion.electives.sets().len();
            policy.completion.electives_needed = count(electives.into());
        }
        8 => policy.completion.electives = SetList::default(),
        9 => policy.credit.lookback_years = of(&[0, 1].map(count), which),
        10 => policy.credit.course_approval_years = Some(count(0)),
        11 => policy.credit.last_portfolio_on = Some(of(&[Date::MAX, Date::MAX.day_before()], which)),
        12 => policy.credit.graduates_short_of_hours = of(GraduatesShortOfHours::ALL, which),
        13 => policy.certification.years = of(&[1, 2, 4].map(years), which),
        14 => policy.certification.ends = of(TermEnds::ALL, which),
        15 => policy.renewal.opens_months_before = of(&[0, 0, 1, 11].map(count), which),
        16 => policy.renewal.grace_months = of(&[0, 0, 1, 12, 13, 36, 37, 48, 49].map(count), which),
        17 => policy.renewal.grace_terms = of(GraceTerms::ALL, which),
        18 => policy.renewal.hours_from = of(HoursFrom::ALL, which),
        19 => policy.renewal.contact_hours = hours(&[0, 0, 1, 100, 400, 3200, 10_000_000]),
        20 => policy.renewal.technology_hours = hours(&[0, 1, 400, 3200]),
        21 => policy.renewal.min_activity_hours = hours(&[0, 1, 2, 400, 700, 100_001, 5_000_000]),
        22 => policy.renewal.unit_hours.semester_credit = of(&[0, 1, 1000].map(units), which),
        23 => policy.renewal.unit_hours.conference_day = of(&[0, 1].map(units), which),
        24 => policy.fees.application_cents = of(&[price(5, 4), price(4, 4)], which),
        25 => policy.fees.portfolio_cents = of(&[price(5, 4), price(4, 4), price(0, 0)], which),
        _ => policy.fees.renewal_cents = of(&[None, Some(price(5, 4)), Some(price(4, 4))], which),
    }
}

/// What no policy may say, mended.
fn mended(mut policy: PolicyParts) -> PolicyParts {
    let completion = &mut policy.completion;
    if completion.required.sets().is_empty() && completion.electives_needed == count(0) {
        completion.required = SetList::new(completion.electives.sets());
        completion.electives = SetList::default();
    }
    if completion.required.sets().is_empty() {
        completion.required = ours().completion.required;
    }
    let (required, electives) = (completion.required.sets(), completion.electives.sets());
    completion.electives = SetList::new(electives.without(required));
    let listed = completion.electives.sets().len().into();
    completion.electives_needed = completion.electives_needed.min(count(listed));
    let months = u64::from(policy.certification.years.get() * 12 - 1);
    policy.renewal.opens_months_before = policy.renewal.opens_months_before.min(count(months));
    policy.renewal.technology_hours = policy.renewal.technology_hours.min(policy.renewal.contact_hours);
    policy
}

/// A policy some parts of which are odd.
pub fn odd_policy() -> BoxedStrategy<PolicyParts> {
    let changes = proptest::collection::vec((0..27_usize, 0..100_usize), 0..12);
    let base =
        prop_oneof![policy(), select(Edition::ALL).prop_map(|edition| Policy::from(edition).into_parts())];
    (base, changes)
        .prop_map(|(base, changes)| {
            let mut policy = renamed(base);
            for (what, which) in changes {
                change(&mut policy, what, which);
            }
            mended(policy)
        })
        .boxed()
}
