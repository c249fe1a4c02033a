//! A field of a record, and the record with another value in it.

use serde::{Serialize, Serializer};

use crate::date::{Date, Period};
use crate::fault::Problem;
use crate::list::Entries;
use crate::pointer::Pointer;
use crate::quantity::Hours;
use crate::record::{
    Activity, CountedActivity, CourseCompletion, Degree, Education, Experience, MAX_QUANTITY, Outcome,
    Portfolio, Record, RecordParts, Renewal, Span, SpanHours, WEEK,
};

/// A field of a record that has a value of its own: an answer, or a date or an amount of an entry of a list.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RecordField {
    at: Pointer,
    /// The key in the entry.
    key: Option<&'static str>,
}

/// A value that a field may have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FieldValue {
    /// A date.
    Date(Date),
    /// Hours, or another amount that is exact to hundredths.
    Hours(Hours),
    /// An education.
    Education(Education),
    /// Yes or no.
    Bool(bool),
}

impl Serialize for FieldValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Date(value) => value.serialize(serializer),
            Self::Hours(value) => value.serialize(serializer),
            Self::Education(value) => value.serialize(serializer),
            Self::Bool(value) => value.serialize(serializer),
        }
    }
}

/// What values a field may have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Domain {
    /// Every date that an input may hold.
    Dates,
    /// So many hundredths of an hour and fewer.
    Hours(Hours),
    Educations,
    Bools,
}

/// The fields of the entries of each list.
const OF_ENTRIES: [(&str, &[&str]); 7] = [
    ("experience", &["from", "to", "hours_per_week", "total_hours"]),
    ("ala_membership", &["from", "to"]),
    ("courses", &["completed_on"]),
    ("portfolios", &["submitted_on", "evaluated_on"]),
    ("degrees", &["graduated_on"]),
    ("renewals", &["renewed_on"]),
    ("activities", &["completed_on", "quantity"]),
];
/// The fields that are answers.
const ANSWERS: [&str; 5] =
    ["education", "position_requires_mls", "applied_on", "admitted_on", "certified_on"];

impl RecordField {
    /// The field of this record at which a JSON Pointer points, `/applied_on` or `/experience/0/hours_per_week`. An answer may be
    /// missing; an entry and its hours must be there.
    ///
    /// # Errors
    /// [`Problem::UnknownValue`] where the record has no such field.
    pub fn at(record: &Record, pointer: &str) -> Result<Self, Problem> {
        Self::find(record, pointer).ok_or_else(|| Problem::unknown_value(pointer, &ANSWERS))
    }

    fn find(record: &Record, pointer: &str) -> Option<Self> {
        let mut steps = pointer.strip_prefix('/')?.split('/');
        let (list, index, key) = (steps.next()?, steps.next(), steps.next());
        let Some(index) = index else {
            let answer = ANSWERS.into_iter().find(|&answer| answer == list)?;
            return Some(Self { at: Pointer::field(answer), key: None });
        };
        let (list, keys) = OF_ENTRIES.into_iter().find(|&(name, _)| name == list)?;
        let key = keys.iter().copied().find(|&name| Some(name) == key)?;
        let place: usize = index.parse().ok()?;
        // One spelling of each: no sign, no zeros before it, nothing after it.
        let is_plain = place.to_string() == index && steps.next().is_none();
        let field = Self { at: Pointer::entry(list, place), key: Some(key) };
        (is_plain && field.is_in(record)).then_some(field)
    }

    fn is_in(self, record: &Record) -> bool {
        let has = |length: Option<usize>| self.at.index().is_some_and(|place| Some(place) < length);
        match (self.at.key(), self.key) {
            (Some("experience"), key) => {
                let span =
                    record.experience.as_ref().zip(self.at.index()).and_then(|(list, place)| list.get(place));
                span.is_some_and(|one| match one.span.hours() {
                    SpanHours::Weekly(_) => key != Some("total_hours"),
                    SpanHours::Total(_) => key != Some("hours_per_week"),
                })
            }
            (Some("ala_membership"), _) => has(record.ala_membership.as_ref().map(|list| list.len())),
            (Some("courses"), _) => has(record.courses.as_ref().map(|list| list.len())),
            (Some("portfolios"), key) => {
                let list = record.portfolios.as_ref().zip(self.at.index());
                let portfolio = list.and_then(|(list, place)| list.get(place));
                portfolio.is_some_and(|one| key == Some("submitted_on") || one.outcome() != Outcome::Pending)
            }
            (Some("degrees"), _) => has(record.degrees.as_ref().map(|list| list.len())),
            (Some("renewals"), _) => has(record.renewals.as_ref().map(|list| list.len())),
            _ => has(record.activities.as_ref().map(|list| list.len())),
        }
    }

    /// Where the answer or the entry stands.
    pub(super) const fn place(self) -> Pointer {
        self.at
    }

    pub(super) fn domain(self, record: &Record) -> Domain {
        match self.key.or(self.at.key()) {
            Some("education") => Domain::Educations,
            Some("position_requires_mls") => Domain::Bools,
            Some("hours_per_week") => Domain::Hours(WEEK),
            Some("quantity") => Domain::Hours(MAX_QUANTITY),
            Some("total_hours") => {
                let span =
                    record.experience.as_ref().zip(self.at.index()).and_then(|(list, place)| list.get(place));
                let days = span.map_or(0, |one| {
                    let period = one.span.period();
                    period.to().map_or(0, |to| period.from().days_through(to))
                });
                Domain::Hours(Hours::whole(24).times(days))
            }
            _ => Domain::Dates,
        }
    }

    /// Whether the field may be left out.
    pub(super) fn is_optional(self, record: &Record) -> bool {
        match (self.at.key(), self.key) {
            (_, None) => true,
            (Some("experience"), Some("to")) => self.domain_of_hours(record) != Some("total_hours"),
            (_, key) => key == Some("to"),
        }
    }

    fn domain_of_hours(self, record: &Record) -> Option<&'static str> {
        let span =
            record.experience.as_ref().zip(self.at.index()).and_then(|(list, place)| list.get(place))?;
        Some(match span.span.hours() {
            SpanHours::Weekly(_) => "hours_per_week",
            SpanHours::Total(_) => "total_hours",
        })
    }

    /// The record with this value in the field, `None` for none; nothing where no record may have it.
    pub(super) fn put(self, record: &Record, value: Option<FieldValue>) -> Option<Record> {
        let mut parts = RecordParts::clone(record);
        let date = match value {
            Some(FieldValue::Date(date)) => Some(date),
            _ => None,
        };
        match (self.at.key()?, self.at.index()) {
            ("education", _) => {
                parts.education = match value {
                    Some(FieldValue::Education(education)) => Some(education),
                    _ => None,
                }
            }
            ("position_requires_mls", _) => {
                parts.position_requires_mls = match value {
                    Some(FieldValue::Bool(answer)) => Some(answer),
                    _ => None,
                }
            }
            ("applied_on", _) => parts.applied_on = date,
            ("admitted_on", _) => parts.admitted_on = date,
            ("certified_on", _) => parts.certified_on = date,
            (list, place) => self.put_into(&mut parts, list, place?, value)?,
        }
        Record::new(parts).ok()
    }

    fn put_into(
        self,
        parts: &mut RecordParts,
        list: &str,
        place: usize,
        value: Option<FieldValue>,
    ) -> Option<()> {
        let key = self.key?;
        match list {
            "experience" => change(&mut parts.experience, place, |one| {
                Some(Experience { span: span(one.span, key, value)?, ..one.clone() })
            }),
            "ala_membership" => change(&mut parts.ala_membership, place, |&one| period(one, key, value)),
            "courses" => change(&mut parts.courses, place, |one| {
                Some(CourseCompletion { completed_on: date(value)?, ..one.clone() })
            }),
            "portfolios" => change(&mut parts.portfolios, place, |&one| portfolio(one, key, date(value)?)),
            "degrees" => change(&mut parts.degrees, place, |one| {
                Some(Degree { graduated_on: date(value)?, ..one.clone() })
            }),
            "renewals" => change(&mut parts.renewals, place, |_| Some(Renewal { renewed_on: date(value)? })),
            _ => change(&mut parts.activities, place, |one| {
                Some(Activity { counted: activity(one.counted, value?)?, title: one.title.clone() })
            }),
        }
    }
}

/// Puts another entry into a list.
fn change<T: Clone>(
    list: &mut Option<Entries<T>>,
    place: usize,
    changed: impl FnOnce(&T) -> Option<T>,
) -> Option<()> {
    let mut entries: Vec<T> = list.as_ref()?.to_vec();
    let entry = entries.get_mut(place)?;
    *entry = changed(entry)?;
    *list = Some(Entries::of_checked(entries));
    Some(())
}

fn date(value: Option<FieldValue>) -> Option<Date> {
    match value? {
        FieldValue::Date(date) => Some(date),
        _ => None,
    }
}

fn hours(value: Option<FieldValue>) -> Option<Hours> {
    match value? {
        FieldValue::Hours(hours) => Some(hours),
        _ => None,
    }
}

fn period(old: Period, key: &str, value: Option<FieldValue>) -> Option<Period> {
    match key {
        "from" => Period::new(date(value)?, old.to()).ok(),
        _ => Period::new(old.from(), date(value)).ok(),
    }
}

fn span(old: Span, key: &str, value: Option<FieldValue>) -> Option<Span> {
    let (period, amount) = match key {
        "from" | "to" => (period(old.period(), key, value)?, old.hours()),
        "hours_per_week" => (old.period(), SpanHours::Weekly(hours(value)?)),
        _ => (old.period(), SpanHours::Total(hours(value)?)),
    };
    match amount {
        SpanHours::Weekly(hours) => Span::weekly(period, hours).ok(),
        SpanHours::Total(hours) => Span::total(period, hours).ok(),
    }
}

fn portfolio(old: Portfolio, key: &str, on: Date) -> Option<Portfolio> {
    let (submitted_on, outcome) = match (key, old.outcome()) {
        ("submitted_on", outcome) => (on, outcome),
        (_, Outcome::Achieved(_)) => (old.submitted_on(), Outcome::Achieved(on)),
        (_, Outcome::NotAchieved(_)) => (old.submitted_on(), Outcome::NotAchieved(on)),
        (_, Outcome::Pending) => return None,
    };
    Portfolio::new(old.set(), submitted_on, outcome).ok()
}

fn activity(old: CountedActivity, value: FieldValue) -> Option<CountedActivity> {
    let (completed_on, quantity) = match value {
        FieldValue::Date(on) => (on, old.quantity()),
        FieldValue::Hours(quantity) => (old.completed_on(), quantity),
        _ => return None,
    };
    CountedActivity::new(completed_on, quantity, old.unit(), old.sets()).ok()
}
