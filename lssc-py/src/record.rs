//! `lssc.Record`.

use std::sync::Arc;

use lssc_core::wire::Written;
use lssc_core::{Faults, Hours, Outcome, OutcomeName, SpanHours, Text};
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};

use crate::asking::json;
use crate::class::{UnknownKeys, common, entries, given, repr, text_argument, text_of};
use crate::names;
use crate::plain;
use crate::python::{self, Failure, id};
use crate::results::sets;
use crate::shown::{
    self, Activities, ActivitiesLike, BoolLike, Courses, CoursesLike, DayLike, Degrees, DegreesLike,
    EducationLike, EducationName, Experiences, ExperiencesLike, IdLike, Memberships, MembershipsLike,
    ObjectLike, Portfolios, PortfoliosLike, Renewals, RenewalsLike, TextLike, date, optional_date,
};

/// The record of one person: one candidacy, as far as it is known (RULES 3.1).
///
/// Everything but the id may be left unanswered (`None`), which is not the same as answered with an empty list (RULES 1.5).
/// Dates are `datetime.date` or `YYYY-MM-DD`; hours are `int`, `float` or `Decimal` with at most two decimals; entries of
/// lists are instances (`lssc.Experience` ...) or mappings with the wire's keys.
///
/// A record is frozen, and equal to every other one that says the same.
///
/// Raises `LsscError` with every fault; the paths point into the record.
///
/// >>> import lssc
/// >>> record = lssc.Record("p-001", education="college-degree",
/// ...                      experience=[{"from": "2022-09-01", "hours_per_week": 20}])
/// >>> record.experience[0].from_
/// datetime.date(2022, 9, 1)
/// >>> record.courses is None
/// True
#[pyclass(module = "lssc", frozen)]
pub struct Record(Arc<lssc_core::Record>);

/// The keys, in the order of RULES 3.1.
pub const KEYS: [&str; 13] = [
    "id",
    "education",
    "position_requires_mls",
    "experience",
    "ala_membership",
    "applied_on",
    "admitted_on",
    "certified_on",
    "courses",
    "portfolios",
    "degrees",
    "renewals",
    "activities",
];

/// The record that an object is or holds; `None` where it does not fit.
pub fn strictly(object: &Bound<'_, PyAny>) -> PyResult<Option<Arc<lssc_core::Record>>> {
    match object.cast::<Record>() {
        Ok(record) => Ok(Some(record.get().0.clone())),
        Err(_) => match plain::record(object) {
            Some(record) => Ok(Some(Arc::new(record))),
            None => Ok(python::strictly(object)?.map(Arc::new)),
        },
    }
}

/// Reads an object that is no record yet.
fn read(
    object: &Bound<'_, PyAny>,
    with_every_fault: fn(Written<'_>) -> Result<lssc_core::Record, Faults>,
) -> Result<lssc_core::Record, Failure> {
    plain::record(object).map_or_else(|| python::read(object, with_every_fault), Ok)
}

/// A record as text, where only the faults of what stands beside it are looked for.
pub const ANY: &str = "{\"id\":\"-\"}";

/// A record as text, for the reader that finds every fault.
pub fn text_of_one(object: &Bound<'_, PyAny>) -> PyResult<String> {
    match object.cast::<Record>() {
        Ok(record) => Ok(json(&*record.get().0)),
        Err(_) => python::text(object),
    }
}

/// The record of an object or of JSON text, with pointers into the record.
pub fn of_any(object: &Bound<'_, PyAny>) -> Result<Arc<lssc_core::Record>, Failure> {
    match text_of(object) {
        Some(text) => lssc_core::Record::from_json(&text?).map(Arc::new).map_err(Failure::Faults),
        None => Record::read(object).map(|record| record.0),
    }
}

#[pymethods]
impl Record {
    #[new]
    #[expect(clippy::too_many_arguments, reason = "a record has that many answers")]
    #[pyo3(signature = (
        id, *, education=None, position_requires_mls=None, experience=None, ala_membership=None, applied_on=None,
        admitted_on=None, certified_on=None, courses=None, portfolios=None, degrees=None, renewals=None,
        activities=None, **unknown: "None"
    ))]
    fn new<'py>(
        py: Python<'py>,
        id: IdLike<'py>,
        education: Option<EducationLike<'py>>,
        position_requires_mls: Option<BoolLike<'py>>,
        experience: Option<ExperiencesLike<'py>>,
        ala_membership: Option<MembershipsLike<'py>>,
        applied_on: Option<DayLike<'py>>,
        admitted_on: Option<DayLike<'py>>,
        certified_on: Option<DayLike<'py>>,
        courses: Option<CoursesLike<'py>>,
        portfolios: Option<PortfoliosLike<'py>>,
        degrees: Option<DegreesLike<'py>>,
        renewals: Option<RenewalsLike<'py>>,
        activities: Option<ActivitiesLike<'py>>,
        unknown: Option<UnknownKeys<'py>>,
    ) -> PyResult<Self> {
        let values = [
            Some(id.0),
            education.map(|given| given.0),
            position_requires_mls.map(|given| given.0),
            experience.map(|given| given.0),
            ala_membership.map(|given| given.0),
            applied_on.map(|given| given.0),
            admitted_on.map(|given| given.0),
            certified_on.map(|given| given.0),
            courses.map(|given| given.0),
            portfolios.map(|given| given.0),
            degrees.map(|given| given.0),
            renewals.map(|given| given.0),
            activities.map(|given| given.0),
        ];
        let given = given(py, KEYS.into_iter().zip(values), unknown)?;
        Self::read(&given).map_err(|failure| failure.raise(py))
    }

    /// The record of a mapping with the wire's keys (RULES 3.1).
    ///
    /// >>> import lssc
    /// >>> lssc.Record.from_dict({"id": "p-001", "certified_on": "2012-10-15"}).certified_on
    /// datetime.date(2012, 10, 15)
    #[staticmethod]
    fn from_dict(py: Python<'_>, record: ObjectLike<'_>) -> PyResult<Self> {
        Self::read(&record.0).map_err(|failure| failure.raise(py))
    }

    /// The record of JSON text: `str`, or UTF-8 `bytes`.
    ///
    /// >>> import lssc
    /// >>> lssc.Record.from_json('{"id": "p-001"}')
    /// Record(id='p-001')
    #[staticmethod]
    fn from_json(py: Python<'_>, text: TextLike<'_>) -> PyResult<Self> {
        let record = lssc_core::Record::from_json(&text_argument(&text.0)?);
        record.map(|record| Self(Arc::new(record))).map_err(|faults| Failure::Faults(faults).raise(py))
    }

    #[classattr]
    #[pyo3(name = "__match_args__")]
    fn match_args(py: Python<'_>) -> PyResult<shown::RecordKeys<'_>> {
        Ok(shown::RecordKeys(PyTuple::new(py, KEYS)?.into_any()))
    }

    /// Who it is about.
    #[getter]
    fn id<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        id(py, &self.0.id)
    }

    /// The highest education.
    #[getter]
    fn education<'py>(&self, py: Python<'py>) -> PyResult<Option<EducationName<'py>>> {
        let education = self.0.education.map(|name| names::member(py, name));
        Ok(education.transpose()?.map(EducationName))
    }

    /// Whether the position held requires a Master's of Library and Information Science.
    #[getter]
    fn position_requires_mls(&self) -> Option<bool> {
        self.0.position_requires_mls
    }

    /// The spans of work in libraries.
    #[getter]
    fn experience<'py>(&self, py: Python<'py>) -> PyResult<Experiences<'py>> {
        entries(py, "Experience", self.0.experience.as_deref(), |one| {
            let (weekly, total) = match one.span.hours() {
                SpanHours::Weekly(hours) => (Some(hours), None),
                SpanHours::Total(hours) => (None, Some(hours)),
            };
            let period = one.span.period();
            (
                date(py, period.from())?,
                optional_date(py, period.to())?,
                weekly.map(Hours::to_f64),
                total.map(Hours::to_f64),
                one.volunteer,
                one.library.as_ref().map(Text::as_str),
            )
                .into_pyobject(py)
        })
        .map(Experiences)
    }

    /// The periods of ALA membership.
    #[getter]
    fn ala_membership<'py>(&self, py: Python<'py>) -> PyResult<Memberships<'py>> {
        entries(py, "Membership", self.0.ala_membership.as_deref(), |one| {
            (date(py, one.from())?, optional_date(py, one.to())?).into_pyobject(py)
        })
        .map(Memberships)
    }

    /// The day of the application.
    #[getter]
    fn applied_on<'py>(&self, py: Python<'py>) -> PyResult<Option<shown::Day<'py>>> {
        day(py, self.0.applied_on)
    }

    /// The day of the admission.
    #[getter]
    fn admitted_on<'py>(&self, py: Python<'py>) -> PyResult<Option<shown::Day<'py>>> {
        day(py, self.0.admitted_on)
    }

    /// The day of the certification, where the office recorded one.
    #[getter]
    fn certified_on<'py>(&self, py: Python<'py>) -> PyResult<Option<shown::Day<'py>>> {
        day(py, self.0.certified_on)
    }

    /// The courses completed.
    #[getter]
    fn courses<'py>(&self, py: Python<'py>) -> PyResult<Courses<'py>> {
        entries(py, "CourseCompletion", self.0.courses.as_deref(), |one| {
            (one.course.as_str(), date(py, one.completed_on)?).into_pyobject(py)
        })
        .map(Courses)
    }

    /// The portfolios submitted.
    #[getter]
    fn portfolios<'py>(&self, py: Python<'py>) -> PyResult<Portfolios<'py>> {
        entries(py, "Portfolio", self.0.portfolios.as_deref(), |one| {
            let (outcome, evaluated_on) = match one.outcome() {
                Outcome::Pending => (OutcomeName::Pending, None),
                Outcome::Achieved(on) => (OutcomeName::Achieved, Some(on)),
                Outcome::NotAchieved(on) => (OutcomeName::NotAchieved, Some(on)),
            };
            (
                names::member(py, one.set())?,
                date(py, one.submitted_on())?,
                names::member(py, outcome)?,
                optional_date(py, evaluated_on)?,
            )
                .into_pyobject(py)
        })
        .map(Portfolios)
    }

    /// The degrees and certificates.
    #[getter]
    fn degrees<'py>(&self, py: Python<'py>) -> PyResult<Degrees<'py>> {
        entries(py, "Degree", self.0.degrees.as_deref(), |one| {
            (one.agreement.as_str(), date(py, one.graduated_on)?).into_pyobject(py)
        })
        .map(Degrees)
    }

    /// The renewals made.
    #[getter]
    fn renewals<'py>(&self, py: Python<'py>) -> PyResult<Renewals<'py>> {
        entries(py, "Renewal", self.0.renewals.as_deref(), |one| {
            (date(py, one.renewed_on)?,).into_pyobject(py)
        })
        .map(Renewals)
    }

    /// The educational activities.
    #[getter]
    fn activities<'py>(&self, py: Python<'py>) -> PyResult<Activities<'py>> {
        entries(py, "Activity", self.0.activities.as_deref(), |one| {
            (
                date(py, one.counted.completed_on())?,
                one.counted.quantity().to_f64(),
                names::member(py, one.counted.unit())?,
                sets(py, one.counted.sets())?,
                one.title.as_ref().map(Text::as_str),
            )
                .into_pyobject(py)
        })
        .map(Activities)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        repr(slf.as_any(), "Record", &KEYS)
    }
}

common!(Record, record, read);

fn day<'py>(py: Python<'py>, given: Option<lssc_core::Date>) -> PyResult<Option<shown::Day<'py>>> {
    Ok(optional_date(py, given)?.map(|date| shown::Day(date.into_any())))
}
