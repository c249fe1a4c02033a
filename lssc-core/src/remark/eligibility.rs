//! Remarks on who may take part (RULES 4.1 to 4.3).

use super::days::longest;
use super::people::{self, DAY, example, example_with};
use super::{Observation, Remark};
use crate::competency::CompetencySets;
use crate::date::{Date, Period};
use crate::list::{Entries, MAX_ENTRIES};
use crate::policy::{Count, GraduatesShortOfHours, Policy};
use crate::quantity::Hours;
use crate::record::{Education, RecordParts, Span, WEEK};
use crate::rules::eligibility::window_at;

pub(super) fn remarks(policy: &Policy, found: &mut Vec<Remark>) {
    found.extend(no_experience_asked_for(policy));
    found.extend(everybody_eligible(policy));
    found.extend(too_many_hours(policy).or_else(|| of_one_day(policy)));
}

fn no_experience_asked_for(policy: &Policy) -> Option<Remark> {
    if policy.eligibility.experience_hours > Hours::ZERO {
        return None;
    }
    let covers = CompetencySets::ALL;
    let record = RecordParts { degrees: Some(people::degree(DAY)), ..people::working(Vec::new()) };
    let catalog = people::catalog(Vec::new(), vec![people::agreement(covers, DAY, DAY)]);
    let mut otherwise = policy.clone().into_parts();
    let years = &mut otherwise.eligibility.experience_years;
    *years = if years.get() == 0 { Count::known::<5>() } else { Count::known::<0>() };
    otherwise.credit.graduates_short_of_hours = match otherwise.credit.graduates_short_of_hours {
        GraduatesShortOfHours::Provisional => GraduatesShortOfHours::Refused,
        GraduatesShortOfHours::Refused => GraduatesShortOfHours::Provisional,
    };
    let graduate = example_with(record, catalog, DAY);
    Some(Remark::without_effect(Observation::NoExperienceAskedFor, graduate, otherwise))
}

fn everybody_eligible(policy: &Policy) -> Option<Remark> {
    let asked = &policy.eligibility;
    if asked.high_school || asked.support_position || asked.experience_hours > Hours::ZERO {
        return None;
    }
    let record = RecordParts {
        education: Some(Education::BelowHighSchool),
        position_requires_mls: Some(true),
        experience: Some(Entries::default()),
        ..people::somebody()
    };
    Some(Remark::new(Observation::EverybodyEligible, example(record, DAY)))
}

/// More hours than one position around the clock gives, or than as many as a record can hold.
fn too_many_hours(policy: &Policy) -> Option<Remark> {
    let (hours, years) = (policy.eligibility.experience_hours, policy.eligibility.experience_years.get());
    // No longest window is shorter than this; looking at every day takes a while.
    if hours <= around_the_clock(years.saturating_mul(365)) {
        return None;
    }
    let from = |on: Date| window_at(on, &policy.eligibility).from.max(Date::MIN);
    let (on, days) = longest(|on| Some(from(on).days_through(on)))?;
    let most = around_the_clock(days);
    if hours <= most {
        return None;
    }
    let most_of_a_record = Hours::from_hundredths(most.hundredths().saturating_mul(MAX_ENTRIES as u64));
    let (observation, positions) = if hours > most_of_a_record {
        (Observation::ExperienceBeyondARecord { hours, most: most_of_a_record }, MAX_ENTRIES)
    } else {
        (Observation::ExperienceBeyondTheClock { hours, most, years }, 1)
    };
    let span = Span::of_checked_weekly(Period::starting(from(on)), WEEK);
    Some(Remark::new(observation, example(people::working(vec![span; positions]), on)))
}

/// The hours of so many days.
pub(super) fn around_the_clock(days: u32) -> Hours {
    Hours::whole(24).times(days)
}

/// What counts is the work of the reference day alone.
fn of_one_day(policy: &Policy) -> Option<Remark> {
    let (hours, years) = (policy.eligibility.experience_hours, policy.eligibility.experience_years.get());
    if years > 0 || hours == Hours::ZERO {
        return None;
    }
    let worked = Period::new(DAY.minus_years(5), Some(DAY.day_before())).ok()?;
    let record = people::working(vec![Span::of_checked_weekly(worked, Hours::whole(40))]);
    Some(Remark::new(Observation::ExperienceOfOneDay { hours }, example(record, DAY)))
}
