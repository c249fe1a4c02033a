//! `lssc.Catalog`.

use std::sync::Arc;

use lssc_core::{Cents, Id, Text};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::class::{UnknownKeys, common, entries, given, repr, text_argument};
use crate::names;
use crate::python::Failure;
use crate::results::{sets, tuple};
use crate::shown::{
    self, Agreements, AgreementsLike, Approvals, ApprovalsLike, ObjectLike, TextLike, date, optional_date,
};

/// What the office has approved: courses, alone or in bundles, and recognition agreements (RULES 3.2).
///
/// Entries are instances (`lssc.Approval`, `lssc.Agreement`) or mappings with the wire's keys. A catalog is read once and can
/// then serve any number of assessments.
///
/// Raises `LsscError` with every fault; the paths point into the catalog.
///
/// >>> import lssc
/// >>> catalog = lssc.Catalog(approvals=[{"id": "a-1", "set": "Technology", "courses": ["nku-tech"],
/// ...                                    "approved_on": "2010-09-01"}])
/// >>> catalog.approvals[0].set
/// <CompetencySet.TECHNOLOGY: 'technology'>
#[pyclass(module = "lssc", frozen)]
pub struct Catalog(Arc<lssc_core::Catalog>);

const KEYS: [&str; 2] = ["approvals", "agreements"];

#[pymethods]
impl Catalog {
    #[new]
    #[pyo3(signature = (approvals=None, agreements=None, **unknown: "None"))]
    fn new<'py>(
        py: Python<'py>,
        approvals: Option<ApprovalsLike<'py>>,
        agreements: Option<AgreementsLike<'py>>,
        unknown: Option<UnknownKeys<'py>>,
    ) -> PyResult<Self> {
        let given = given(
            py,
            KEYS.into_iter().zip([approvals.map(|one| one.0), agreements.map(|one| one.0)]),
            unknown,
        )?;
        Self::read(&given).map_err(|failure| failure.raise(py))
    }

    /// The catalog of a mapping with the wire's keys (RULES 3.2).
    #[staticmethod]
    fn from_dict(py: Python<'_>, catalog: ObjectLike<'_>) -> PyResult<Self> {
        Self::read(&catalog.0).map_err(|failure| failure.raise(py))
    }

    /// The catalog of JSON text: `str`, or UTF-8 `bytes`.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: TextLike<'_>) -> PyResult<Self> {
        let catalog = lssc_core::Catalog::from_json(&text_argument(&text.0)?);
        catalog.map(|catalog| Self(Arc::new(catalog))).map_err(|faults| Failure::Faults(faults).raise(py))
    }

    #[classattr]
    #[pyo3(name = "__match_args__")]
    fn match_args(py: Python<'_>) -> PyResult<shown::CatalogKeys<'_>> {
        Ok(shown::CatalogKeys(PyTuple::new(py, KEYS)?.into_any()))
    }

    /// The approved courses and bundles.
    #[getter]
    fn approvals<'py>(&self, py: Python<'py>) -> PyResult<Approvals<'py>> {
        entries(py, "Approval", Some(self.0.approvals()), |one| {
            (
                one.id.as_str(),
                names::member(py, one.set)?,
                tuple(py, one.courses.iter().map(|course| Ok(Id::as_str(course))))?,
                date(py, one.approved_on)?,
                optional_date(py, one.expires_on)?,
                one.provider.as_ref().map(Text::as_str),
                one.title.as_ref().map(Text::as_str),
                one.price_cents.map(Cents::get),
            )
                .into_pyobject(py)
        })
        .map(Approvals)
    }

    /// The recognition agreements.
    #[getter]
    fn agreements<'py>(&self, py: Python<'py>) -> PyResult<Agreements<'py>> {
        entries(py, "Agreement", Some(self.0.agreements()), |one| {
            (
                one.id.as_str(),
                one.college.as_str(),
                date(py, one.effective_on)?,
                sets(py, one.covers)?,
                one.program.as_ref().map(Text::as_str),
                optional_date(py, one.graduates_from)?,
                optional_date(py, one.ended_on)?,
            )
                .into_pyobject(py)
        })
        .map(Agreements)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        repr(slf.as_any(), "Catalog", &KEYS)
    }
}

common!(Catalog, catalog);
