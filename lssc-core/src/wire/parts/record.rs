//! A record, read with every fault (RULES 3.1).

use super::{Field, Reader, Value, sets};
use crate::competency::CompetencySet;
use crate::date::{Date, Period};
use crate::fault::{Conflict, Problem};
use crate::quantity::Hours;
use crate::record::{
    self, Activity, ActivityWire, CountedActivity, CourseCompletion, Degree, Experience, ExperienceWire,
    MAX_QUANTITY, Outcome, OutcomeName, PeriodWire, Portfolio, PortfolioWire, Record, RecordParts, Renewal,
    Span, WEEK,
};

pub(crate) fn record(r: &mut Reader, value: Value<'_>) -> Option<Record> {
    let faults = r.count();
    let [
        id,
        education,
        position_requires_mls,
        experience_field,
        ala_membership,
        applied,
        admitted,
        certified,
        courses,
        portfolios,
        degrees,
        renewals,
        activities,
    ] = &*r.object(value, RecordParts::KEYS)?;
    let id = r.required(id, Reader::text);
    let education = r.optional(education, Reader::named);
    let position_requires_mls = r.optional(position_requires_mls, Reader::bool);
    let experience = r.optional(experience_field, |r, list| r.entries(list, experience));
    let ala_membership = r.optional(ala_membership, |r, list| r.entries(list, membership));
    let applied_on = r.optional(applied, Reader::date);
    let admitted_on = r.optional(admitted, Reader::date);
    let certified_on = r.optional(certified, Reader::date);
    let courses = r.optional(courses, |r, list| r.entries(list, completion));
    let portfolios = r.optional(portfolios, |r, list| r.entries(list, portfolio));
    let degrees = r.optional(degrees, |r, list| r.entries(list, degree));
    let renewals = r.optional(renewals, |r, list| r.entries(list, renewal));
    let activities = r.optional(activities, |r, list| r.entries(list, activity));
    for (key, problem) in record::stages_out_of_order([applied_on, admitted_on, certified_on]) {
        let field = if key == "admitted_on" { admitted } else { certified };
        r.fault_at(field, problem);
    }
    if r.count() > faults {
        return None;
    }
    let parts = RecordParts {
        id: id?,
        education,
        position_requires_mls,
        experience,
        ala_membership,
        applied_on,
        admitted_on,
        certified_on,
        courses,
        portfolios,
        degrees,
        renewals,
        activities,
    };
    Some(Record::of_checked(parts))
}

/// The end of a period, held against its start; `None` where either is faulty.
fn period(r: &mut Reader, from: Option<Date>, to_field: &Field<'_>) -> Option<Period> {
    let to = r.optional(to_field, Reader::date);
    if to_field.answered().is_some() && to.is_none() {
        return None;
    }
    let period = Period::new(from?, to);
    r.catch(to_field, period)
}

fn membership(r: &mut Reader, value: Value<'_>) -> Option<Period> {
    let faults = r.count();
    let [from, to] = &*r.object(value, PeriodWire::KEYS)?;
    let from = r.required(from, Reader::date);
    let period = period(r, from, to);
    period.filter(|_| r.count() == faults)
}

fn experience(r: &mut Reader, value: Value<'_>) -> Option<Experience> {
    let faults = r.count();
    let [from, to, weekly_field, total_field, volunteer, library] =
        &*r.object(value, ExperienceWire::KEYS)?;
    let from = r.required(from, Reader::date);
    let period = period(r, from, to);
    let weekly = r
        .optional(weekly_field, |r, value| r.hours(value, |hours| Hours::from_f64(hours, Hours::ZERO, WEEK)));
    let total = r.optional(total_field, |r, value| r.hours(value, Hours::nearest));
    let volunteer = r.optional(volunteer, Reader::bool);
    let library = r.optional(library, Reader::text);
    if weekly_field.answered().is_none() && total_field.answered().is_none() {
        r.fault(value, Problem::MissingHours);
    }
    if weekly.is_some() && total.is_some() {
        r.fault(value, Conflict::BothHours.into());
    }
    if total.is_some() && to.answered().is_none() {
        r.fault_at(to, Problem::Missing { key: "to" });
    }
    let by_week =
        period.zip(weekly).and_then(|(period, hours)| r.catch(weekly_field, Span::weekly(period, hours)));
    let in_all = period
        .filter(|period| period.to().is_some())
        .zip(total)
        .and_then(|(period, hours)| r.catch(total_field, Span::total(period, hours)));
    let span = by_week.or(in_all)?;
    (r.count() == faults).then_some(Experience { span, volunteer, library })
}

fn completion(r: &mut Reader, value: Value<'_>) -> Option<CourseCompletion> {
    let faults = r.count();
    let [course, completed_on] = &*r.object(value, CourseCompletion::KEYS)?;
    let course = r.required(course, Reader::text);
    let completed_on = r.required(completed_on, Reader::date);
    let completion = CourseCompletion { course: course?, completed_on: completed_on? };
    (r.count() == faults).then_some(completion)
}

fn portfolio(r: &mut Reader, value: Value<'_>) -> Option<Portfolio> {
    let faults = r.count();
    let [set, submitted_on, outcome, evaluated] = &*r.object(value, PortfolioWire::KEYS)?;
    let set = r.required(set, Reader::text);
    let submitted_on = r.required(submitted_on, Reader::date);
    let name: Option<OutcomeName> = r.required(outcome, Reader::named);
    let evaluated_on = r.optional(evaluated, Reader::date);
    let is_faulty = evaluated.answered().is_some() && evaluated_on.is_none();
    let outcome = match name {
        Some(name) if !is_faulty => r.catch(evaluated, record::outcome(name, evaluated_on)),
        _ => None,
    };
    // One fault is enough for a date that must not be there at all.
    if let (Some(submitted_on), Some(evaluated_on), false) =
        (submitted_on, evaluated_on, name == Some(OutcomeName::Pending))
    {
        r.catch(evaluated, record::check_evaluated(submitted_on, evaluated_on));
    }
    let (set, submitted_on, outcome): (CompetencySet, Date, Outcome) = (set?, submitted_on?, outcome?);
    if r.count() > faults { None } else { Portfolio::new(set, submitted_on, outcome).ok() }
}

fn degree(r: &mut Reader, value: Value<'_>) -> Option<Degree> {
    let faults = r.count();
    let [agreement, graduated_on] = &*r.object(value, Degree::KEYS)?;
    let agreement = r.required(agreement, Reader::text);
    let graduated_on = r.required(graduated_on, Reader::date);
    let degree = Degree { agreement: agreement?, graduated_on: graduated_on? };
    (r.count() == faults).then_some(degree)
}

fn renewal(r: &mut Reader, value: Value<'_>) -> Option<Renewal> {
    let faults = r.count();
    let [renewed_on] = &*r.object(value, Renewal::KEYS)?;
    let renewed_on = r.required(renewed_on, Reader::date)?;
    (r.count() == faults).then_some(Renewal { renewed_on })
}

fn activity(r: &mut Reader, value: Value<'_>) -> Option<Activity> {
    let faults = r.count();
    let [completed_on, quantity, unit, sets_field, title] = &*r.object(value, ActivityWire::KEYS)?;
    let completed_on = r.required(completed_on, Reader::date);
    let quantity = r.required(quantity, |r, value| {
        r.hours(value, |quantity| Hours::from_f64(quantity, Hours::ZERO, MAX_QUANTITY))
    });
    let unit = r.required(unit, Reader::named);
    let sets = r.required(sets_field, sets);
    let title = r.optional(title, Reader::text);
    let counted = CountedActivity::new(completed_on?, quantity?, unit?, sets?).ok()?;
    (r.count() == faults).then_some(Activity { counted, title })
}
