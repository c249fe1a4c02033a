//! Remarks on the hours that a renewal takes (RULES 4.11).

use super::days::{certified_with_terms, longest};
use super::eligibility::around_the_clock;
use super::observation::UnitWorth;
use super::people::{active, activity, enough, example, most_of, worth_of_one};
use super::{Observation, Remark};
use crate::competency::{CompetencySet, CompetencySets};
use crate::date::Date;
use crate::policy::{HoursFrom, Policy, UnitHours};
use crate::quantity::Hours;
use crate::record::{ActivityUnit, CountedActivity, MAX_QUANTITY};
use crate::rules::certification::term;

const TECHNOLOGY: CompetencySets = CompetencySets::NONE.with(CompetencySet::Technology);
/// The least that can be more than nothing.
const LITTLE: Hours = Hours::from_hundredths(1);

pub(super) fn remarks(policy: &Policy, found: &mut Vec<Remark>) {
    if policy.renewal.contact_hours == Hours::ZERO {
        found.push(no_hours_asked_for(policy));
        return;
    }
    found.extend(beyond_the_clock(policy));
    found.extend(unit_worth_nothing(policy));
    if let Some(remark) = no_activity_counts(policy) {
        // What could otherwise be said of activities that count is not so of none.
        found.push(remark);
        return;
    }
    found.extend(unit_never_counts(policy));
    found.extend(unit_too_small_alone(policy));
    found.extend(least_without_effect(policy));
    found.extend(below_the_least(policy));
    found.extend(hours_from_without_early_renewals(policy));
    found.extend(lost_between_terms(policy));
    found.extend(technology_is_everything(policy));
    found.extend(technology_without_the_set(policy));
}

const fn other(hours_from: HoursFrom) -> HoursFrom {
    match hours_from {
        HoursFrom::LastRenewal => HoursFrom::Term,
        HoursFrom::Term => HoursFrom::LastRenewal,
    }
}

fn no_hours_asked_for(policy: &Policy) -> Remark {
    let mut otherwise = policy.clone().into_parts();
    let renewal = &mut otherwise.renewal;
    renewal.hours_from = other(renewal.hours_from);
    let least = &mut renewal.min_activity_hours;
    *least = if *least == Hours::ZERO { Hours::whole(1) } else { Hours::ZERO };
    let units = &mut renewal.unit_hours;
    for hours in [&mut units.semester_credit, &mut units.quarter_credit, &mut units.conference_day] {
        *hours = if hours.get() == 0 { UnitHours::known::<1>() } else { UnitHours::known::<0>() };
    }
    let on = certified_with_terms(policy, 1);
    let renewed_on = term(on, 1, policy).expires_on;
    let holder = example(active(on, &[renewed_on], Vec::new()), renewed_on);
    Remark::without_effect(Observation::NoHoursAskedFor, holder, otherwise)
}

/// Somebody who renews on the last day of the first term, by these activities of the first day.
fn renewing(policy: &Policy, activities: impl Fn(Date) -> Vec<CountedActivity>) -> super::Example {
    let on = certified_with_terms(policy, 1);
    let renewed_on = term(on, 1, policy).expires_on;
    example(active(on, &[renewed_on], activities(on)), renewed_on)
}

/// The units, each with the most that an activity can be worth.
fn most_of_each(policy: &Policy) -> Vec<UnitWorth> {
    ActivityUnit::ALL.iter().map(|&unit| UnitWorth { unit, hours: most_of(unit, policy) }).collect()
}

/// As much as can be in each of these units, related to every set.
fn as_much_as_can_be(units: &[UnitWorth], on: Date) -> Vec<CountedActivity> {
    units.iter().map(|worth| activity(on, MAX_QUANTITY, worth.unit, CompetencySets::ALL)).collect()
}

fn no_activity_counts(policy: &Policy) -> Option<Remark> {
    let (units, least) = (most_of_each(policy), policy.renewal.min_activity_hours);
    let most = units.iter().map(|unit| unit.hours).max()?;
    let holder = || renewing(policy, |on| as_much_as_can_be(&units, on));
    (most < least).then(|| Remark::new(Observation::NoActivityCounts { least, most }, holder()))
}

fn unit_never_counts(policy: &Policy) -> Option<Remark> {
    let least = policy.renewal.min_activity_hours;
    let mut units = most_of_each(policy);
    units.retain(|unit| unit.hours > Hours::ZERO && unit.hours < least);
    if units.is_empty() {
        return None;
    }
    let holder = renewing(policy, |on| as_much_as_can_be(&units, on));
    Some(Remark::new(Observation::UnitNeverCounts { least, units }, holder))
}

fn unit_worth_nothing(policy: &Policy) -> Option<Remark> {
    let mut worths = most_of_each(policy);
    worths.retain(|unit| unit.hours == Hours::ZERO);
    if worths.is_empty() {
        return None;
    }
    let units = worths.iter().map(|worth| worth.unit).collect();
    let holder = renewing(policy, |on| as_much_as_can_be(&worths, on));
    Some(Remark::new(Observation::UnitWorthNothing { units }, holder))
}

fn unit_too_small_alone(policy: &Policy) -> Option<Remark> {
    let least = policy.renewal.min_activity_hours;
    let mut units = most_of_each(policy);
    // An hour is an hour: that fewer than the least do not count is what the least says.
    units.retain(|most| most.unit != ActivityUnit::ContactHour && most.hours >= least);
    for worth in &mut units {
        worth.hours = worth_of_one(worth.unit, policy);
    }
    units.retain(|one| one.hours > Hours::ZERO && one.hours < least);
    let first = units.first()?.unit;
    let holder = renewing(policy, |on| vec![activity(on, Hours::whole(1), first, CompetencySets::ALL)]);
    Some(Remark::new(Observation::UnitTooSmallAlone { least, units }, holder))
}

fn least_without_effect(policy: &Policy) -> Option<Remark> {
    let least = policy.renewal.min_activity_hours;
    if least != LITTLE {
        return None;
    }
    let mut otherwise = policy.clone().into_parts();
    otherwise.renewal.min_activity_hours = Hours::ZERO;
    let holder = renewing(policy, |on| {
        [Hours::ZERO, LITTLE]
            .map(|quantity| activity(on, quantity, ActivityUnit::ContactHour, CompetencySets::ALL))
            .into()
    });
    Some(Remark::without_effect(Observation::LeastWithoutEffect { least }, holder, otherwise))
}

/// Each activity that counts is worth more than is asked for.
fn below_the_least(policy: &Policy) -> Option<Remark> {
    let least = policy.renewal.min_activity_hours;
    let below = |hours: Hours| Some(hours).filter(|&hours| hours > Hours::ZERO && hours < least);
    let (contact, technology) = (below(policy.renewal.contact_hours), below(policy.renewal.technology_hours));
    if contact.is_none() && technology.is_none() {
        return None;
    }
    let mut otherwise = policy.clone().into_parts();
    otherwise.renewal.contact_hours = policy.renewal.contact_hours.max(least);
    if technology.is_some() {
        otherwise.renewal.technology_hours = least;
    }
    // Hours enough, if it is not these that are below the least, and activities that nearly count.
    let nearly = least.less(LITTLE).min(MAX_QUANTITY);
    let holder = renewing(policy, |on| {
        let others = CompetencySets::ALL.without(TECHNOLOGY);
        let mut activities =
            if contact.is_none() { enough(policy, on, others) } else { None }.unwrap_or_default();
        activities.extend([activity(on, nearly, ActivityUnit::ContactHour, CompetencySets::ALL); NEARLY]);
        activities
    });
    let observation = Observation::HoursBelowTheLeast { least, contact, technology };
    Some(Remark::without_effect(observation, holder, otherwise))
}

/// How often somebody does nearly enough.
const NEARLY: usize = 3;

fn hours_from_without_early_renewals(policy: &Policy) -> Option<Remark> {
    if policy.renewal.opens_months_before.get() > 0 {
        return None;
    }
    let on = certified_with_terms(policy, 1);
    let renewed_on = term(on, 1, policy).expires_on;
    let mut activities = enough(policy, on, CompetencySets::ALL)?;
    activities.extend(enough(policy, renewed_on.plus_days(1), CompetencySets::ALL)?);
    let mut otherwise = policy.clone().into_parts();
    otherwise.renewal.hours_from = other(otherwise.renewal.hours_from);
    let holder = example(active(on, &[renewed_on], activities), renewed_on.plus_days(1));
    Some(Remark::without_effect(Observation::HoursFromWithoutEarlyRenewals, holder, otherwise))
}

/// Who renews on the first day of the window, and is active again the day after.
fn lost_between_terms(policy: &Policy) -> Option<Remark> {
    let opens_months_before = policy.renewal.opens_months_before.get();
    if opens_months_before == 0 || policy.renewal.hours_from == HoursFrom::LastRenewal {
        return None;
    }
    let on = certified_with_terms(policy, 1);
    let first = term(on, 1, policy);
    let mut activities = enough(policy, on, CompetencySets::ALL)?;
    activities.extend(enough(policy, first.opens_on.plus_days(1), CompetencySets::ALL)?);
    let holder = example(active(on, &[first.opens_on], activities), first.expires_on);
    Some(Remark::new(Observation::HoursLostBetweenTerms { opens_months_before }, holder))
}

fn technology_is_everything(policy: &Policy) -> Option<Remark> {
    let hours = policy.renewal.technology_hours;
    if hours != policy.renewal.contact_hours {
        return None;
    }
    let holder = without_technology(policy, CompetencySets::ALL)?;
    Some(Remark::new(Observation::TechnologyIsEverything { hours }, holder))
}

fn technology_without_the_set(policy: &Policy) -> Option<Remark> {
    let (hours, sets) = (policy.renewal.technology_hours, policy.completion.sets());
    if hours == Hours::ZERO || sets.contains(CompetencySet::Technology) {
        return None;
    }
    let holder = without_technology(policy, sets)?;
    Some(Remark::new(Observation::TechnologyWithoutTheSet { hours }, holder))
}

/// Somebody with hours enough in all of these sets but technology.
fn without_technology(policy: &Policy, sets: CompetencySets) -> Option<super::Example> {
    let sets = sets.without(TECHNOLOGY);
    let activities = enough(policy, certified_with_terms(policy, 1), sets)?;
    Some(renewing(policy, |_| activities.clone()))
}

/// More hours than there are in the longest first term, grace included.
fn beyond_the_clock(policy: &Policy) -> Option<Remark> {
    let hours = policy.renewal.contact_hours;
    // No longest term is shorter than this; looking at every day takes a while.
    if hours <= around_the_clock(policy.certification.years.get().saturating_mul(365)) {
        return None;
    }
    let last_day = |on: Date| Some(term(on, 1, policy).last_day).filter(|&last_day| last_day <= Date::MAX);
    let (on, days) = longest(|on| Some(on.days_through(last_day(on)?)))?;
    let most = around_the_clock(days);
    if hours <= most {
        return None;
    }
    let renewed_on = last_day(on)?;
    let holder = example(active(on, &[renewed_on], without_a_pause(on, most)), renewed_on);
    Some(Remark::new(Observation::ContactHoursBeyondTheClock { hours, most }, holder))
}

/// So many hours in a row from a day on, in activities as large as they may be.
fn without_a_pause(from: Date, hours: Hours) -> Vec<CountedActivity> {
    let (mut done, mut activities) = (Hours::ZERO, Vec::new());
    while done < hours {
        let quantity = hours.less(done).min(MAX_QUANTITY);
        done = done.plus(quantity);
        let days = done.hundredths().div_ceil(around_the_clock(1).hundredths());
        let on = from.plus_days(u32::try_from(days).unwrap_or_default()).day_before();
        activities.push(activity(on, quantity, ActivityUnit::ContactHour, CompetencySets::ALL));
    }
    activities
}
