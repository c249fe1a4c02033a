//! Records read straight from Python's own dicts, lists, texts, numbers and dates, as most are. Whatever is odd in any way, and
//! every instance of another class, is left to the reader of [`Object`](crate::python::Object)s, which takes all that can be
//! taken and finds every fault.

use std::str::FromStr;

use lssc_core::{
    Activity, CompetencySets, CountedActivity, CourseCompletion, Date, Degree, Entries, Experience, Hours,
    MAX_ENTRIES, Outcome, OutcomeName, Period, Portfolio, Record, RecordParts, Renewal, Span,
};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDate, PyDict, PyFloat, PyInt, PyList, PyString};

use crate::python::day_of;

/// What is left to the other reader.
struct Odd;

type Taken<T> = Result<T, Odd>;

fn odd<E>(_: E) -> Odd {
    Odd
}

/// The record of a dict; `None` for what is odd.
pub fn record(object: &Bound<'_, PyAny>) -> Option<Record> {
    whole(object).ok()
}

type Value<'a, 'py> = &'a Bound<'py, PyAny>;

/// Reads a dict, each value by its key: nothing here runs code in Python, which could change it meanwhile.
fn each(object: Value<'_, '_>, mut read: impl FnMut(&str, Value<'_, '_>) -> Taken<()>) -> Taken<()> {
    if !object.is_exact_instance_of::<PyDict>() {
        return Err(Odd);
    }
    object.cast::<PyDict>().map_err(odd)?.iter().try_for_each(|(key, value)| read(text(&key)?, &value))
}

/// Reads a list, each entry by itself.
fn entries<T>(value: Value<'_, '_>, read: impl Fn(Value<'_, '_>) -> Taken<T>) -> Taken<Vec<T>> {
    if !value.is_exact_instance_of::<PyList>() {
        return Err(Odd);
    }
    let list = value.cast::<PyList>().map_err(odd)?;
    if list.len() > MAX_ENTRIES {
        return Err(Odd);
    }
    let mut entries = Vec::with_capacity(list.len());
    for entry in list {
        entries.push(read(&entry)?);
    }
    Ok(entries)
}

fn list<T>(value: Value<'_, '_>, read: impl Fn(Value<'_, '_>) -> Taken<T>) -> Taken<Option<Entries<T>>> {
    optional(value, |value| entries(value, read)?.try_into().map_err(odd))
}

/// A value, unless it is not answered.
fn optional<'a, 'py, T>(
    value: Value<'a, 'py>,
    read: impl FnOnce(Value<'a, 'py>) -> Taken<T>,
) -> Taken<Option<T>> {
    if value.is_none() { Ok(None) } else { read(value).map(Some) }
}

/// A text; a member of an enumeration of texts is one too.
fn text<'a>(value: Value<'a, '_>) -> Taken<&'a str> {
    value.cast::<PyString>().map_err(odd)?.to_str().map_err(odd)
}

/// What a text says: an id, a name.
fn said<T: FromStr>(value: Value<'_, '_>) -> Taken<T> {
    text(value)?.parse().map_err(odd)
}

fn day(value: Value<'_, '_>) -> Taken<Date> {
    if value.is_exact_instance_of::<PyDate>() {
        return day_of(value).map_err(odd)?.ok_or(Odd);
    }
    said(value)
}

fn boolean(value: Value<'_, '_>) -> Taken<bool> {
    value.cast::<PyBool>().map(|value| value.is_true()).map_err(odd)
}

fn hours(value: Value<'_, '_>) -> Taken<Hours> {
    if value.is_exact_instance_of::<PyFloat>() {
        let value = value.cast::<PyFloat>().map_err(odd)?.value();
        return Hours::from_f64(value, Hours::ZERO, Hours::MAX).map_err(odd);
    }
    if value.is_exact_instance_of::<PyInt>() {
        return value.extract().map(Hours::whole).map_err(odd);
    }
    Err(Odd)
}

fn whole(object: Value<'_, '_>) -> Taken<Record> {
    let (mut id, mut parts) = (None, RecordParts::new("-".parse().map_err(odd)?));
    each(object, |key, value| {
        match key {
            "id" => id = Some(said(value)?),
            "education" => parts.education = optional(value, said)?,
            "position_requires_mls" => parts.position_requires_mls = optional(value, boolean)?,
            "experience" => parts.experience = list(value, experience)?,
            "ala_membership" => parts.ala_membership = list(value, period)?,
            "applied_on" => parts.applied_on = optional(value, day)?,
            "admitted_on" => parts.admitted_on = optional(value, day)?,
            "certified_on" => parts.certified_on = optional(value, day)?,
            "courses" => parts.courses = list(value, course)?,
            "portfolios" => parts.portfolios = list(value, portfolio)?,
            "degrees" => parts.degrees = list(value, degree)?,
            "renewals" => parts.renewals = list(value, renewal)?,
            "activities" => parts.activities = list(value, activity)?,
            _ => return Err(Odd),
        }
        Ok(())
    })?;
    parts.id = id.ok_or(Odd)?;
    Record::new(parts).map_err(odd)
}

fn experience(entry: Value<'_, '_>) -> Taken<Experience> {
    let (mut from, mut to, mut weekly, mut total, mut volunteer, mut library) = Default::default();
    each(entry, |key, value| {
        match key {
            "from" => from = optional(value, day)?,
            "to" => to = optional(value, day)?,
            "hours_per_week" => weekly = optional(value, hours)?,
            "total_hours" => total = optional(value, hours)?,
            "volunteer" => volunteer = optional(value, boolean)?,
            "library" => library = optional(value, said)?,
            _ => return Err(Odd),
        }
        Ok(())
    })?;
    let period = Period::new(from.ok_or(Odd)?, to).map_err(odd)?;
    let span = match (weekly, total) {
        (Some(hours), None) => Span::weekly(period, hours),
        (None, Some(hours)) => Span::total(period, hours),
        _ => return Err(Odd),
    };
    Ok(Experience { span: span.map_err(odd)?, volunteer, library })
}

fn period(entry: Value<'_, '_>) -> Taken<Period> {
    let (mut from, mut to) = Default::default();
    each(entry, |key, value| {
        match key {
            "from" => from = optional(value, day)?,
            "to" => to = optional(value, day)?,
            _ => return Err(Odd),
        }
        Ok(())
    })?;
    Period::new(from.ok_or(Odd)?, to).map_err(odd)
}

fn course(entry: Value<'_, '_>) -> Taken<CourseCompletion> {
    let (mut course, mut completed_on) = Default::default();
    each(entry, |key, value| {
        match key {
            "course" => course = optional(value, said)?,
            "completed_on" => completed_on = optional(value, day)?,
            _ => return Err(Odd),
        }
        Ok(())
    })?;
    Ok(CourseCompletion { course: course.ok_or(Odd)?, completed_on: completed_on.ok_or(Odd)? })
}

fn portfolio(entry: Value<'_, '_>) -> Taken<Portfolio> {
    let (mut set, mut submitted_on, mut outcome, mut evaluated_on) = Default::default();
    each(entry, |key, value| {
        match key {
            "set" => set = optional(value, said)?,
            "submitted_on" => submitted_on = optional(value, day)?,
            "outcome" => outcome = optional(value, said)?,
            "evaluated_on" => evaluated_on = optional(value, day)?,
            _ => return Err(Odd),
        }
        Ok(())
    })?;
    let outcome = match (outcome.ok_or(Odd)?, evaluated_on) {
        (OutcomeName::Pending, None) => Outcome::Pending,
        (OutcomeName::Achieved, Some(on)) => Outcome::Achieved(on),
        (OutcomeName::NotAchieved, Some(on)) => Outcome::NotAchieved(on),
        _ => return Err(Odd),
    };
    Portfolio::new(set.ok_or(Odd)?, submitted_on.ok_or(Odd)?, outcome).map_err(odd)
}

fn degree(entry: Value<'_, '_>) -> Taken<Degree> {
    let (mut agreement, mut graduated_on) = Default::default();
    each(entry, |key, value| {
        match key {
            "agreement" => agreement = optional(value, said)?,
            "graduated_on" => graduated_on = optional(value, day)?,
            _ => return Err(Odd),
        }
        Ok(())
    })?;
    Ok(Degree { agreement: agreement.ok_or(Odd)?, graduated_on: graduated_on.ok_or(Odd)? })
}

fn renewal(entry: Value<'_, '_>) -> Taken<Renewal> {
    let mut renewed_on = None;
    each(entry, |key, value| {
        match key {
            "renewed_on" => renewed_on = optional(value, day)?,
            _ => return Err(Odd),
        }
        Ok(())
    })?;
    Ok(Renewal { renewed_on: renewed_on.ok_or(Odd)? })
}

fn activity(entry: Value<'_, '_>) -> Taken<Activity> {
    let (mut completed_on, mut quantity, mut unit, mut sets, mut title) = Default::default();
    each(entry, |key, value| {
        match key {
            "completed_on" => completed_on = optional(value, day)?,
            "quantity" => quantity = optional(value, hours)?,
            "unit" => unit = optional(value, said)?,
            "sets" => sets = optional(value, all_sets)?,
            "title" => title = optional(value, said)?,
            _ => return Err(Odd),
        }
        Ok(())
    })?;
    let (completed_on, quantity) = (completed_on.ok_or(Odd)?, quantity.ok_or(Odd)?);
    let counted = CountedActivity::new(completed_on, quantity, unit.ok_or(Odd)?, sets.ok_or(Odd)?);
    Ok(Activity { counted: counted.map_err(odd)?, title })
}

fn all_sets(value: Value<'_, '_>) -> Taken<CompetencySets> {
    Ok(entries(value, said)?.into_iter().collect())
}
