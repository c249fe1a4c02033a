//! `lssc.Catalog`.

use std::sync::Arc;

use lssc_core::{Cents, Id, Text};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::class::{UnknownKeys, entries, hash, html, parsed, rebuilt, repr, text_argument};
use crate::names;
use crate::python::{Failure, read};
use crate::results::{sets, tuple};
use crate::setting::json;
use crate::shown::{
    self, Agreements, AgreementsLike, Approvals, ApprovalsLike, JsonObject, ObjectLike, TextLike, date,
    optional_date,
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

impl Catalog {
    pub fn inner(&self) -> &Arc<lssc_core::Catalog> {
        &self.0
    }

    fn read(object: &Bound<'_, PyAny>) -> Result<Self, Failure> {
        if let Ok(catalog) = object.cast::<Self>() {
            return Ok(Self(catalog.get().0.clone()));
        }
        read(object, |text| text.catalog()).map(|catalog| Self(Arc::new(catalog)))
    }
}

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
        let given = PyDict::new(py);
        for (key, value) in KEYS.iter().zip([approvals.map(|one| one.0), agreements.map(|one| one.0)]) {
            if let Some(value) = value {
                given.set_item(key, value)?;
            }
        }
        for (key, value) in unknown.iter().flat_map(|unknown| unknown.0.iter()) {
            given.set_item(key, value)?;
        }
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
                names::member(py, &names::COMPETENCY_SET, one.set.as_str())?,
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

    /// The catalog as JSON has it.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<JsonObject<'py>> {
        parsed(py, &self.to_json()).map(JsonObject)
    }

    /// The catalog as JSON text.
    fn to_json(&self) -> String {
        json(&*self.0)
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        html(py, &self.to_json())
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        repr(slf.as_any(), "Catalog", &KEYS)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        hash(&self.0)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    #[pyo3(signature = (_memo))]
    fn __deepcopy__<'py>(slf: Py<Self>, _memo: shown::Anything<'py>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<shown::State<'py>> {
        rebuilt(slf.as_any(), slf.get().to_json())
    }
}
