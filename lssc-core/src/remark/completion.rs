//! Remarks on the deadline, on what gives credit, and on how much of it is needed (RULES 4.4 to 4.8).

use super::people::{self, DAY, example, example_with};
use super::{Observation, Remark};
use crate::competency::{CompetencySet, CompetencySets};
use crate::date::Date;
use crate::policy::{Count, MeasuredBy, Policy, Price, SetList};
use crate::quantity::Cents;
use crate::record::RecordParts;
use crate::rules::candidacy::deadline;

pub(super) fn remarks(policy: &Policy, found: &mut Vec<Remark>) {
    found.extend(electives_not_needed(policy));
    found.extend(every_elective_needed(policy));
    found.extend(candidacy_of_one_day(policy));
    found.extend(later_work_displaces(policy));
    found.extend(set_left_out(policy));
    found.extend(approval_ends_at_once(policy));
    found.extend(portfolio_route_never_closes(policy));
    found.extend(portfolio_charged_in_vain(policy));
}

/// Each of these sets, on one day.
fn all_on(sets: CompetencySets, day: Date) -> Vec<(CompetencySet, Date)> {
    sets.iter().map(|set| (set, day)).collect()
}

fn electives_not_needed(policy: &Policy) -> Option<Remark> {
    let completion = &policy.completion;
    let electives = completion.electives.sets();
    if electives.is_empty() || completion.electives_needed.get() > 0 {
        return None;
    }
    let later = DAY.plus_months(1);
    let mut sets = all_on(completion.required.sets(), DAY);
    sets.extend(all_on(electives, later));
    let (record, catalog) = people::with_courses(later, &sets);
    let mut otherwise = policy.clone().into_parts();
    otherwise.completion.electives = SetList::default();
    let candidate = example_with(record, catalog, later);
    Some(Remark::without_effect(Observation::ElectivesNotNeeded { electives }, candidate, otherwise))
}

fn every_elective_needed(policy: &Policy) -> Option<Remark> {
    let completion = &policy.completion;
    let electives = completion.electives.sets();
    let last = electives.iter().last()?;
    if completion.electives_needed.get() != u32::from(electives.len()) {
        return None;
    }
    let all_but_one = completion.sets().without(CompetencySets::NONE.with(last));
    let (record, catalog) = people::with_courses(DAY, &all_on(all_but_one, DAY));
    let mut otherwise = policy.clone().into_parts();
    otherwise.completion.required = SetList::new(completion.sets());
    otherwise.completion.electives = SetList::default();
    otherwise.completion.electives_needed = Count::known::<0>();
    let candidate = example_with(record, catalog, DAY);
    Some(Remark::without_effect(Observation::EveryElectiveNeeded { electives }, candidate, otherwise))
}

fn candidacy_of_one_day(policy: &Policy) -> Option<Remark> {
    if policy.candidacy.years.get() > 0 {
        return None;
    }
    let next = DAY.plus_days(1);
    let (record, catalog) = people::with_courses(DAY, &all_on(policy.completion.sets(), next));
    Some(Remark::new(Observation::CandidacyOfOneDay, example_with(record, catalog, next)))
}

/// A degree of the day of the admission, recognized late, and a course after the deadline that is earned before that.
fn later_work_displaces(policy: &Policy) -> Option<Remark> {
    let set = policy.completion.sets().iter().next()?;
    if policy.candidacy.measured_by != MeasuredBy::Done {
        return None;
    }
    let late = deadline(DAY, &policy.candidacy).plus_days(1);
    let recognized_on = late.plus_days(1);
    let (record, _) = people::with_courses(DAY, &[(set, late)]);
    let agreement = people::agreement(CompetencySets::NONE.with(set), DAY, recognized_on);
    let catalog = people::catalog(vec![people::approval(set, late)], vec![agreement]);
    let record = RecordParts { degrees: Some(people::degree(DAY)), ..record };
    let candidate = example_with(record, catalog, recognized_on);
    Some(Remark::new(Observation::LaterWorkDisplaces, candidate))
}

/// Somebody who was charged for this portfolio, as a member only if nobody else is.
fn charged(price: &Price, admitted_on: Date, set: CompetencySet, submitted_on: Date) -> RecordParts {
    let record = people::with_portfolio(admitted_on, set, submitted_on);
    if price.non_member > Cents::ZERO {
        return record;
    }
    RecordParts { ala_membership: Some(people::member_since(submitted_on)), ..record }
}

const fn is_charged(price: &Price) -> bool {
    price.member.get() > 0 || price.non_member.get() > 0
}

fn set_left_out(policy: &Policy) -> Option<Remark> {
    let price = &policy.fees.portfolio_cents;
    let sets = CompetencySets::ALL.without(policy.completion.sets());
    let set = sets.iter().next().filter(|_| is_charged(price))?;
    // The route must be open, so that it is the set alone for which the portfolio earns nothing.
    let day = policy.credit.last_portfolio_on.map_or(DAY, |last_on| last_on.min(DAY));
    let candidate = example(charged(price, day, set, day), day);
    Some(Remark::new(Observation::SetLeftOut { sets }, candidate))
}

fn approval_ends_at_once(policy: &Policy) -> Option<Remark> {
    let set = policy.completion.sets().iter().next()?;
    if policy.credit.course_approval_years? != Count::known::<0>() {
        return None;
    }
    let next = DAY.plus_days(1);
    let (record, _) = people::with_courses(next, &[(set, next)]);
    let catalog = people::catalog(vec![people::approval(set, DAY)], Vec::new());
    let lookback_years = policy.credit.lookback_years.get();
    let observation = Observation::ApprovalEndsAtOnce { lookback_years };
    Some(Remark::new(observation, example_with(record, catalog, next)))
}

fn portfolio_route_never_closes(policy: &Policy) -> Option<Remark> {
    let set = policy.completion.sets().iter().next()?;
    if policy.credit.last_portfolio_on? != Date::MAX {
        return None;
    }
    let mut otherwise = policy.clone().into_parts();
    otherwise.credit.last_portfolio_on = None;
    let candidate = example(people::with_portfolio(Date::MAX, set, Date::MAX), Date::MAX);
    Some(Remark::without_effect(Observation::PortfolioRouteNeverCloses, candidate, otherwise))
}

fn portfolio_charged_in_vain(policy: &Policy) -> Option<Remark> {
    let (last_on, price) = (policy.credit.last_portfolio_on?, &policy.fees.portfolio_cents);
    let set = policy.completion.sets().iter().next()?;
    if last_on >= Date::MAX || !is_charged(price) {
        return None;
    }
    let next = last_on.plus_days(1);
    let observation = Observation::PortfolioChargedInVain { last_on, price: price.clone() };
    Some(Remark::new(observation, example(charged(price, next, set, next), next)))
}
