//! The parts of an assessment as the classes of `lssc._results`.

use lssc_core::rules::candidacy::Candidacy;
use lssc_core::rules::certification::Certification;
use lssc_core::rules::completion::Completion;
use lssc_core::rules::credit::Credit;
use lssc_core::rules::eligibility::ExperienceResult;
use lssc_core::rules::fees::{FeeLine, Fees};
use lssc_core::rules::renewal::{Accepted, HoursCount, Rejected, RenewalResult};
use lssc_core::{
    CertificationSummary, CompetencySet, CompetencySets, Eligibility, Finding, Hours, NextDate, Verdict,
};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyTuple, PyType};

use crate::names::member;
use crate::shown::{date, optional_date};

/// A class of `lssc._results`, looked up once.
macro_rules! class {
    ($py:expr, $name:literal) => {{
        static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        CLASS.import($py, "lssc._results", $name)?
    }};
}

/// A tuple of what an iterator yields.
pub fn tuple<'py, T: IntoPyObject<'py>>(
    py: Python<'py>,
    entries: impl Iterator<Item = PyResult<T>>,
) -> PyResult<Bound<'py, PyAny>> {
    let entries = entries.collect::<PyResult<Vec<T>>>()?;
    Ok(PyTuple::new(py, entries)?.into_any())
}

/// Competency sets as a tuple, in set order.
pub fn sets(py: Python<'_>, sets: CompetencySets) -> PyResult<Bound<'_, PyAny>> {
    tuple(py, sets.iter().map(|one| set(py, one)))
}

pub fn set(py: Python<'_>, set: CompetencySet) -> PyResult<Bound<'_, PyAny>> {
    member(py, set)
}

fn verdict(py: Python<'_>, verdict: Verdict) -> PyResult<Bound<'_, PyAny>> {
    member(py, verdict)
}

pub fn eligibility<'py>(py: Python<'py>, part: &Eligibility) -> PyResult<Bound<'py, PyAny>> {
    class!(py, "Eligibility").call1((
        verdict(py, part.verdict)?,
        date(py, part.reference_date)?,
        verdict(py, part.education)?,
        verdict(py, part.support_staff)?,
        experience(py, &part.experience)?,
        part.provisional,
    ))
}

fn experience<'py>(py: Python<'py>, part: &ExperienceResult) -> PyResult<Bound<'py, PyAny>> {
    let window = class!(py, "Window").call1((date(py, part.window.from)?, date(py, part.window.to)?))?;
    class!(py, "ExperienceResult").call1((
        verdict(py, part.verdict)?,
        part.counted_hours.map(Hours::to_f64),
        part.required_hours.to_f64(),
        part.shortfall_hours.map(Hours::to_f64),
        window,
        optional_date(py, part.earliest_on)?,
    ))
}

pub fn candidacy(py: Python<'_>, part: Candidacy) -> PyResult<Bound<'_, PyAny>> {
    let (admitted_on, deadline) = (date(py, part.admitted_on)?, date(py, part.deadline)?);
    class!(py, "Candidacy").call1((admitted_on, deadline, part.expired))
}

pub fn completion<'py>(py: Python<'py>, part: &Completion) -> PyResult<Bound<'py, PyAny>> {
    class!(py, "Completion").call1((
        verdict(py, part.verdict)?,
        tuple(py, part.credits.iter().map(|one| credit(py, one)))?,
        sets(py, part.missing_required)?,
        part.electives_earned,
        part.electives_missing,
        optional_date(py, part.completed_on)?,
    ))
}

fn credit(py: Python<'_>, part: Credit) -> PyResult<Bound<'_, PyAny>> {
    class!(py, "Credit").call1((
        set(py, part.set)?,
        member(py, part.route)?,
        date(py, part.earned_on)?,
        part.evidence().to_string(),
        part.counts,
    ))
}

pub fn certification(py: Python<'_>, part: Certification) -> PyResult<Bound<'_, PyAny>> {
    class!(py, "Certification").call1((
        date(py, part.certified_on)?,
        part.term,
        date(py, part.term_starts)?,
        date(py, part.expires_on)?,
        part.provisional,
    ))
}

pub fn certification_summary(py: Python<'_>, part: CertificationSummary) -> PyResult<Bound<'_, PyAny>> {
    class!(py, "CertificationSummary").call1((
        date(py, part.certified_on)?,
        part.term,
        date(py, part.opens_on)?,
        date(py, part.expires_on)?,
        date(py, part.last_day)?,
        part.provisional,
        verdict(py, part.renewal)?,
        part.contact_hours.map(Hours::to_f64),
        part.technology_hours.map(Hours::to_f64),
    ))
}

pub fn renewal<'py>(py: Python<'py>, part: &RenewalResult) -> PyResult<Bound<'py, PyAny>> {
    class!(py, "RenewalResult").call1((
        verdict(py, part.verdict)?,
        date(py, part.opens_on)?,
        date(py, part.expires_on)?,
        date(py, part.last_day)?,
        hours(py, part.contact_hours)?,
        hours(py, part.technology_hours)?,
        tuple(py, part.accepted.iter().map(|one| accepted(py, one)))?,
        tuple(py, part.rejected.iter().map(|one| rejected(py, one)))?,
    ))
}

fn hours(py: Python<'_>, part: HoursCount) -> PyResult<Bound<'_, PyAny>> {
    class!(py, "HoursCount").call1((part.counted.map(Hours::to_f64), part.required.to_f64()))
}

fn accepted<'py>(py: Python<'py>, part: &Accepted) -> PyResult<Bound<'py, PyAny>> {
    class!(py, "Accepted").call1((part.index, date(py, part.renewed_on)?, part.term))
}

fn rejected<'py>(py: Python<'py>, part: &Rejected) -> PyResult<Bound<'py, PyAny>> {
    let reason = part.reason.reason();
    class!(py, "Rejected").call1((part.index, member(py, reason)?))
}

pub fn fees<'py>(py: Python<'py>, part: &Fees) -> PyResult<Bound<'py, PyAny>> {
    let lines = tuple(py, part.lines.iter().map(|line| fee_line(py, line)))?;
    class!(py, "Fees").call1((lines, part.total_cents.get()))
}

fn fee_line<'py>(py: Python<'py>, part: &FeeLine) -> PyResult<Bound<'py, PyAny>> {
    class!(py, "FeeLine").call1((
        member(py, part.item)?,
        part.set.map(|one| set(py, one)).transpose()?,
        date(py, part.on)?,
        member(py, part.basis)?,
        part.amount_cents.get(),
        part.charged,
    ))
}

pub fn finding<'py>(py: Python<'py>, part: &Finding) -> PyResult<Bound<'py, PyAny>> {
    class!(py, "Finding").call1((
        member(py, part.code())?,
        part.rule(),
        member(py, part.outcome())?,
        part.path().to_string(),
        part.message(),
        tuple(py, part.cites().iter().map(|cite| Ok(cite.as_ref())))?,
    ))
}

pub fn next_date(py: Python<'_>, part: NextDate) -> PyResult<Bound<'_, PyAny>> {
    let milestone = member(py, part.milestone)?;
    class!(py, "NextDate").call1((date(py, part.on)?, milestone, part.in_days))
}
