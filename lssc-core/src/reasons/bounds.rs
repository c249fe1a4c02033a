//! Which values of one field reach a goal.

use std::fmt::Write;

use serde::Serialize;

use super::field::{Domain, FieldValue, RecordField};
use super::goal::Goal;
use crate::case::Case;
use crate::catalog::Catalog;
use crate::date::Date;
use crate::list::known;
use crate::policy::{Count, Policy};
use crate::quantity::Hours;
use crate::record::{Education, Record};
use crate::rules::renewal::Decision;
use crate::verdict::{RejectionReason, Status, Verdict};

/// Values that follow each other, both ends included.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Interval {
    /// The first.
    pub from: FieldValue,
    /// The last.
    pub to: FieldValue,
}

/// The values of one field that reach a goal, the rest of the record as it stands.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Bounds {
    /// Whether the record reaches the goal as it stands.
    pub reached: bool,
    /// Whether it does with the field left out; `None` where it cannot be.
    pub left_out: Option<bool>,
    /// The values that reach it, in order: of dates and amounts every one between the two ends, of answers the answer.
    pub values: Vec<Interval>,
    /// The same as a sentence.
    pub sentence: String,
}

/// Exactly the values of one field that reach a goal, the rest of the record as it stands: at each end of an interval the value
/// inside reaches it, and its neighbor outside does not, or is no value that the record may have.
///
/// ```
/// use lssc_core::{Catalog, FieldValue, Goal, GoalKind, Policy, Record, RecordField, bounds};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let record = Record::from_json(br#"{"id": "p-001", "certified_on": "2020-05-03"}"#)?;
/// let goal = Goal { goal: GoalKind::Certified, by: "2024-05-03".parse()? };
/// let field = RecordField::at(&record, "/certified_on")?;
/// let found = bounds(&record, field, goal, &Catalog::default(), &Policy::default());
/// let ends: Vec<_> = found.values.iter().map(|one| (one.from, one.to)).collect();
/// let date = |text: &str| text.parse().map(FieldValue::Date);
/// assert_eq!(ends, [(date("2020-05-03")?, date("2024-05-03")?)]);
/// assert_eq!(found.sentence, "from 2020-05-03 to 2024-05-03");
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn bounds(record: &Record, field: RecordField, goal: Goal, catalog: &Catalog, policy: &Policy) -> Bounds {
    let look = |value: Option<FieldValue>| -> Option<Trace> {
        Some(trace(&field.put(record, value)?, goal, catalog, policy))
    };
    let reaches =
        |value| field.put(record, value).is_some_and(|found| goal.is_reached(&found, catalog, policy));
    let values = match field.domain(record) {
        Domain::Dates => {
            let day = |nth: u32| FieldValue::Date(Date::MIN.plus_days(nth));
            let walked = walked(record, field, goal, catalog, policy);
            let ways = Ways { look: &|nth| look(Some(day(nth))), reaches: &|nth| reaches(Some(day(nth))) };
            runs(Date::MIN.days_through(Date::MAX), walked, ways, &day)
        }
        Domain::Hours(most) => {
            let hours = |nth: u32| FieldValue::Hours(Hours::from_hundredths(nth.into()));
            let count = u32::try_from(most.hundredths()).unwrap_or(u32::MAX).saturating_add(1);
            let ways =
                Ways { look: &|nth| look(Some(hours(nth))), reaches: &|nth| reaches(Some(hours(nth))) };
            runs(count, 0..0, ways, &hours)
        }
        Domain::Educations => {
            let all = Education::ALL.iter().map(|&education| FieldValue::Education(education));
            all.filter(|&value| reaches(Some(value)))
                .map(|value| Interval { from: value, to: value })
                .collect()
        }
        Domain::Bools => {
            let all = [false, true].map(FieldValue::Bool).into_iter();
            all.filter(|&value| reaches(Some(value)))
                .map(|value| Interval { from: value, to: value })
                .collect()
        }
    };
    let left_out = field.is_optional(record).then(|| reaches(None));
    Bounds {
        reached: goal.is_reached(record, catalog, policy),
        left_out,
        sentence: sentence(&values, field.domain(record)),
        values,
    }
}

/// What a value leads to: the goal, and every decision on the way to it. Each decision turns once as the value grows, as long as
/// those before it stay; so where two values lead to the same decisions, every one between them does.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Trace {
    reached: bool,
    status: Status,
    verdicts: [Option<Verdict>; 4],
    renewals: Vec<(usize, Option<RejectionReason>)>,
}

fn trace(record: &Record, goal: Goal, catalog: &Catalog, policy: &Policy) -> Trace {
    let case = Case { record, catalog, policy, as_of: goal.by };
    let (conditions, completion) = (case.conditions(), case.completion());
    let mut renewals = Vec::new();
    let certified = case.certified(&conditions, &completion, &mut |decision| {
        renewals.push(match decision {
            Decision::Accepted(renewal) => (renewal.index, None),
            Decision::Rejected(renewal) => (renewal.index, Some(renewal.reason.reason())),
        });
    });
    let hours = certified.as_ref().map(|certified| case.renewal_hours(&certified.current).verdict());
    Trace {
        reached: goal.is_reached(record, catalog, policy),
        status: case.status(conditions.verdict(), certified.as_ref()),
        verdicts: [
            Some(conditions.verdict()),
            Some(conditions.experience.verdict),
            Some(completion.verdict),
            hours,
        ],
        renewals,
    }
}

/// The days that are looked at one by one: those from which some rule reaches another date of the record, the catalog or the goal.
/// On the days before and after them no rule turns more than once.
fn walked(
    record: &Record,
    field: RecordField,
    goal: Goal,
    catalog: &Catalog,
    policy: &Policy,
) -> std::ops::Range<u32> {
    let mut first = goal.by;
    let mut take = |date: Date| first = first.min(date);
    record.for_each_date(&mut |place, date| {
        if place != field.place() {
            take(date);
        }
    });
    let approvals = record.courses_once().flat_map(|course| catalog.starting_with(course));
    approvals.for_each(|approval| take(approval.approved_on));
    for degree in known(&record.degrees) {
        if let Some(agreement) = catalog.agreement(&degree.agreement) {
            take(
                agreement
                    .graduates_from
                    .map_or(agreement.effective_on, |from| from.min(agreement.effective_on)),
            );
        }
    }
    let years = [
        policy.eligibility.experience_years.get(),
        policy.candidacy.years.get(),
        policy.credit.lookback_years.get(),
        policy.credit.course_approval_years.map_or(0, Count::get),
        policy.certification.years.get(),
        policy.renewal.grace_months.get() / 12,
    ];
    let reach = years.iter().fold(2_u32, |sum, &years| sum.saturating_add(years));
    let place = |date: Date| Date::MIN.days_through(date.min(Date::MAX));
    let start = place(first.minus_years(reach)).saturating_sub(1);
    start..place(goal.by.plus_days(1))
}

/// What a value leads to, and whether it reaches the goal, which is told for a third of the price.
#[derive(Clone, Copy)]
struct Ways<'a> {
    look: &'a dyn Fn(u32) -> Option<Trace>,
    reaches: &'a dyn Fn(u32) -> bool,
}

/// The runs of values that reach the goal: those of `walked` one by one, the others by halving.
fn runs(
    count: u32,
    walked: std::ops::Range<u32>,
    Ways { look, reaches }: Ways<'_>,
    value: &dyn Fn(u32) -> FieldValue,
) -> Vec<Interval> {
    let mut found = Runs { first: None, runs: Vec::new() };
    let Some(last) = count.checked_sub(1) else { return Vec::new() };
    let (start, end) = (walked.start.min(count), walked.end.min(count));
    found.halve(0, start.checked_sub(1), look);
    for nth in start..end {
        found.tell(nth, reaches(nth));
    }
    found.halve(end.max(start), Some(last), look);
    found.tell(count, false);
    found.runs.iter().map(|&(from, to)| Interval { from: value(from), to: value(to) }).collect()
}

/// Runs of values that reach the goal, put together from left to right.
struct Runs {
    /// Where the run at hand begins.
    first: Option<u32>,
    runs: Vec<(u32, u32)>,
}

impl Runs {
    /// From this value on it is so.
    fn tell(&mut self, nth: u32, reaches: bool) {
        match (self.first, reaches) {
            (None, true) => self.first = Some(nth),
            (Some(first), false) => {
                self.runs.push((first, nth.saturating_sub(1)));
                self.first = None;
            }
            _ => {}
        }
    }

    fn halve(&mut self, first: u32, last: Option<u32>, look: &dyn Fn(u32) -> Option<Trace>) {
        let Some(last) = last.filter(|&last| first <= last) else { return };
        // The leftmost stretch is on top, with what its ends lead to.
        let mut stretches = vec![(first, look(first), last, look(last))];
        while let Some((first, of_first, last, of_last)) = stretches.pop() {
            if of_first == of_last || first == last {
                self.tell(first, of_first.is_some_and(|trace| trace.reached));
            } else {
                let middle = first.midpoint(last);
                stretches.push((middle.saturating_add(1), look(middle.saturating_add(1)), last, of_last));
                stretches.push((first, of_first, middle, look(middle)));
            }
        }
    }
}

fn sentence(values: &[Interval], domain: Domain) -> String {
    let mut sentence = String::new();
    for (nth, interval) in values.iter().enumerate() {
        sentence.push_str(if nth == 0 { "" } else { ", or " });
        // A string takes whatever is written.
        let _ = match (interval.from, interval.to, domain) {
            (FieldValue::Date(from), FieldValue::Date(to), _) => match (from == Date::MIN, to == Date::MAX) {
                (true, true) => write!(sentence, "any date"),
                (true, false) => write!(sentence, "on or before {to}"),
                (false, true) => write!(sentence, "on or after {from}"),
                (false, false) if from == to => write!(sentence, "on {from}"),
                (false, false) => write!(sentence, "from {from} to {to}"),
            },
            (FieldValue::Hours(from), FieldValue::Hours(to), Domain::Hours(most)) => {
                match (from == Hours::ZERO, to == most) {
                    (true, true) => write!(sentence, "any amount"),
                    (true, false) => write!(sentence, "at most {to}"),
                    (false, true) => write!(sentence, "at least {from}"),
                    (false, false) => write!(sentence, "from {from} to {to}"),
                }
            }
            (FieldValue::Education(education), ..) => write!(sentence, "{education}"),
            (FieldValue::Bool(true), ..) => write!(sentence, "yes"),
            _ => write!(sentence, "no"),
        };
    }
    if sentence.is_empty() { "no value".to_owned() } else { sentence }
}
