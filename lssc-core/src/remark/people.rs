//! The people whom remarks are about: whoever does as much as can be done, or to whom it happens.

use super::Example;
use crate::catalog::{Agreement, AgreementParts, Approval, ApprovalParts, Catalog};
use crate::competency::{CompetencySet, CompetencySets};
use crate::date::{Date, Period};
use crate::list::Entries;
use crate::policy::Policy;
use crate::quantity::Hours;
use crate::record::{
    Activity, ActivityUnit, CountedActivity, CourseCompletion, Degree, Education, Experience, MAX_QUANTITY,
    Outcome, Portfolio, Record, RecordParts, Renewal, Span,
};
use crate::rules::renewal::worth;
use crate::text::{Id, Text};

/// A day on which examples happen.
pub(super) const DAY: Date = Date::known(2024, 6, 3);

/// Somebody of whom nothing is known yet.
pub(super) fn somebody() -> RecordParts {
    RecordParts::new(Id::known("example"))
}

/// Somebody who is eligible but for the hours of work, with these spans.
pub(super) fn working(spans: Vec<Span>) -> RecordParts {
    RecordParts {
        education: Some(Education::CollegeDegree),
        position_requires_mls: Some(false),
        experience: Some(Entries::of_checked(spans.into_iter().map(Experience::from).collect())),
        ..somebody()
    }
}

/// Somebody with this certification, of whom the office knows no hours, and who renewed on these days.
pub(super) fn certified(on: Date, renewals: &[Date]) -> RecordParts {
    let renewals = renewals.iter().map(|&renewed_on| Renewal { renewed_on }).collect();
    RecordParts { certified_on: Some(on), renewals: Some(Entries::of_checked(renewals)), ..somebody() }
}

/// The same with these activities.
pub(super) fn active(on: Date, renewals: &[Date], activities: Vec<CountedActivity>) -> RecordParts {
    let activities = activities.into_iter().map(|counted| Activity { counted, title: None }).collect();
    RecordParts { activities: Some(Entries::of_checked(activities)), ..certified(on, renewals) }
}

/// Somebody admitted on a day, with one portfolio, achieved on the day it was submitted.
pub(super) fn with_portfolio(admitted_on: Date, set: CompetencySet, submitted_on: Date) -> RecordParts {
    let portfolio = Portfolio::of_checked(set, submitted_on, Outcome::Achieved(submitted_on));
    RecordParts {
        admitted_on: Some(admitted_on),
        portfolios: Some(Entries::of_checked(vec![portfolio])),
        ala_membership: Some(Entries::default()),
        ..somebody()
    }
}

/// Somebody admitted on a day who has these sets by courses, each approved on the day on which it was completed: so
/// neither look-back nor end of an approval plays a part.
pub(super) fn with_courses(admitted_on: Date, sets: &[(CompetencySet, Date)]) -> (RecordParts, Catalog) {
    let courses =
        sets.iter().map(|&(set, completed_on)| CourseCompletion { course: course(set), completed_on });
    let approvals = sets.iter().map(|&(set, on)| approval(set, on)).collect();
    let record = RecordParts {
        admitted_on: Some(admitted_on),
        courses: Some(Entries::of_checked(courses.collect())),
        portfolios: Some(Entries::default()),
        degrees: Some(Entries::default()),
        ..somebody()
    };
    (record, catalog(approvals, Vec::new()))
}

fn course(set: CompetencySet) -> Id {
    Id::known(set.as_str())
}

/// An approval of a course for a set, without an end of its own.
pub(super) fn approval(set: CompetencySet, approved_on: Date) -> Approval {
    Approval::of_checked(ApprovalParts {
        id: course(set),
        set,
        courses: Entries::of_checked(vec![course(set)]),
        approved_on,
        expires_on: None,
        provider: None,
        title: None,
        price_cents: None,
    })
}

/// An agreement that covers these sets for everybody who graduated from a day on.
pub(super) fn agreement(covers: CompetencySets, graduates_from: Date, effective_on: Date) -> Agreement {
    Agreement::of_checked(AgreementParts {
        id: Id::known("agreement"),
        college: Text::known("College"),
        program: None,
        effective_on,
        graduates_from: Some(graduates_from),
        ended_on: None,
        covers,
    })
}

pub(super) fn degree(graduated_on: Date) -> Entries<Degree> {
    Entries::of_checked(vec![Degree { agreement: Id::known("agreement"), graduated_on }])
}

pub(super) fn catalog(approvals: Vec<Approval>, agreements: Vec<Agreement>) -> Catalog {
    Catalog::of_checked(Entries::of_checked(approvals), Entries::of_checked(agreements))
}

/// The example of a person, with nothing approved.
pub(super) fn example(record: RecordParts, as_of: Date) -> Example {
    example_with(record, Catalog::default(), as_of)
}

pub(super) fn example_with(record: RecordParts, catalog: Catalog, as_of: Date) -> Example {
    Example { record: Record::of_checked(record), catalog, as_of }
}

/// A membership that began on a day and goes on.
pub(super) fn member_since(on: Date) -> Entries<Period> {
    Entries::of_checked(vec![Period::starting(on)])
}

pub(super) fn activity(
    on: Date,
    quantity: Hours,
    unit: ActivityUnit,
    sets: CompetencySets,
) -> CountedActivity {
    CountedActivity::of_checked(on, quantity, unit, sets)
}

/// What so much of a unit is worth.
fn worth_of(quantity: Hours, unit: ActivityUnit, policy: &Policy) -> Hours {
    worth(activity(DAY, quantity, unit, CompetencySets::NONE), &policy.renewal)
}

/// What one of a unit is worth.
pub(super) fn worth_of_one(unit: ActivityUnit, policy: &Policy) -> Hours {
    worth_of(Hours::whole(1), unit, policy)
}

/// The most that one activity in a unit can be worth.
pub(super) fn most_of(unit: ActivityUnit, policy: &Policy) -> Hours {
    worth_of(MAX_QUANTITY, unit, policy)
}

/// Activities of one day that suffice for a renewal if they count for it: one if there can be such a one, else as few as
/// there can be. `None` where no activity can count.
pub(super) fn enough(policy: &Policy, on: Date, sets: CompetencySets) -> Option<Vec<CountedActivity>> {
    let (asked, least) = (policy.renewal.contact_hours, policy.renewal.min_activity_hours);
    let in_one = asked.max(least);
    if in_one <= MAX_QUANTITY {
        return Some(vec![activity(on, in_one, ActivityUnit::ContactHour, sets)]);
    }
    let unit = *ActivityUnit::ALL.iter().max_by_key(|&&unit| most_of(unit, policy))?;
    let most = Some(most_of(unit, policy)).filter(|&most| most >= least)?;
    let times = asked.max(most).hundredths().div_ceil(most.hundredths().max(1));
    Some((0..times).map(|_| activity(on, MAX_QUANTITY, unit, sets)).collect())
}
