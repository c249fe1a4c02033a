//! `lssc.Summary`: each attribute is made into Python's own object when it is looked at.

use lssc_core::{Hours, Summary as Summed};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::asking::json;
use crate::class::{hash, parsed};
use crate::names::member;
use crate::results;
use crate::shown::{
    self, CertificationSummary, Day, JsonObject, NextDate, Status, SummaryKeys, Verdict, optional_date,
};

/// Where somebody stands on a day, with the dates and cents that go with it, and without reasons: each attribute is what an
/// `Assessment` says (RULES 5).
///
/// It is frozen, hashable, and equal to every other one that says the same; it can be pickled, copied and matched on.
///
/// >>> import lssc
/// >>> found = lssc.summary(lssc.Record("p-001", certified_on="2012-10-15"), as_of="2016-12-15")
/// >>> match found:
/// ...     case lssc.Summary(status=lssc.Status.GRACE, certification=certification):
/// ...         print("renew by", certification.last_day)
/// renew by 2016-12-15
#[pyclass(module = "lssc", frozen)]
pub struct Summary(Said);

/// What a summary rests on.
enum Said {
    /// The core's own.
    Summed(Summed),
    /// JSON text and the attributes in the order of `KEYS`, from a pickle.
    Remembered(Box<(String, Vec<Py<PyAny>>)>),
}

/// The attributes, in the order of the core's fields.
const KEYS: [&str; 9] = [
    "status",
    "eligibility",
    "counted_hours",
    "deadline",
    "completion",
    "completed_on",
    "certification",
    "total_cents",
    "next_date",
];

impl Summary {
    pub fn new(summed: Summed) -> Self {
        Self(Said::Summed(summed))
    }

    /// The attribute of this place: what was remembered, or what is made of the core's.
    fn attribute<'py>(
        &self,
        py: Python<'py>,
        key: &str,
        made: impl FnOnce(&Summed) -> PyResult<Option<Bound<'py, PyAny>>>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        match &self.0 {
            Said::Summed(summed) => made(summed),
            Said::Remembered(remembered) => {
                let place = KEYS.iter().position(|&one| one == key).unwrap_or_default();
                Ok(Some(remembered.1[place].bind(py).clone()).filter(|value| !value.is_none()))
            }
        }
    }

    /// The same, where it is never `None`.
    fn always<'py>(
        &self,
        py: Python<'py>,
        key: &str,
        made: impl FnOnce(&Summed) -> PyResult<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let found = self.attribute(py, key, |summed| made(summed).map(Some))?;
        Ok(found.unwrap_or_else(|| py.None().into_bound(py)))
    }
}

#[pymethods]
impl Summary {
    /// Makes a summary again from its pickle.
    #[staticmethod]
    fn _remembered(text: String, attributes: shown::State<'_>) -> PyResult<Self> {
        let attributes: Vec<Py<PyAny>> = attributes.0.extract()?;
        if attributes.len() != KEYS.len() {
            return Err(pyo3::exceptions::PyValueError::new_err("this is no pickled summary"));
        }
        Ok(Self(Said::Remembered(Box::new((text, attributes)))))
    }

    #[classattr]
    #[pyo3(name = "__match_args__")]
    fn match_args(py: Python<'_>) -> PyResult<SummaryKeys<'_>> {
        Ok(SummaryKeys(PyTuple::new(py, KEYS)?.into_any()))
    }

    /// Where the person stands (RULES 4.12).
    #[getter]
    fn status<'py>(&self, py: Python<'py>) -> PyResult<Status<'py>> {
        self.always(py, "status", |summed| member(py, summed.status)).map(Status)
    }

    /// Whether the person may take part (RULES 4.1 to 4.3).
    #[getter]
    fn eligibility<'py>(&self, py: Python<'py>) -> PyResult<Verdict<'py>> {
        self.always(py, "eligibility", |summed| member(py, summed.eligibility)).map(Verdict)
    }

    /// The hours of work in the window; `None` while work is not answered (RULES 4.3).
    #[getter]
    fn counted_hours(&self, py: Python<'_>) -> PyResult<Option<f64>> {
        if let Said::Summed(summed) = &self.0 {
            return Ok(summed.counted_hours.map(Hours::to_f64));
        }
        let hours = self.attribute(py, "counted_hours", |_| Ok(None))?;
        hours.map(|hours| hours.extract()).transpose()
    }

    /// The last day to complete the sets, from the admission on (RULES 4.4).
    #[getter]
    fn deadline<'py>(&self, py: Python<'py>) -> PyResult<Option<Day<'py>>> {
        let made = |summed: &Summed| Ok(optional_date(py, summed.deadline)?.map(Bound::into_any));
        Ok(self.attribute(py, "deadline", made)?.map(Day))
    }

    /// Whether the competency sets suffice (RULES 4.8).
    #[getter]
    fn completion<'py>(&self, py: Python<'py>) -> PyResult<Verdict<'py>> {
        self.always(py, "completion", |summed| member(py, summed.completion)).map(Verdict)
    }

    /// The first day by which they do (RULES 4.8).
    #[getter]
    fn completed_on<'py>(&self, py: Python<'py>) -> PyResult<Option<Day<'py>>> {
        let made = |summed: &Summed| Ok(optional_date(py, summed.completed_on)?.map(Bound::into_any));
        Ok(self.attribute(py, "completed_on", made)?.map(Day))
    }

    /// The certification and its renewal, once there is one (RULES 4.9 to 4.11).
    #[getter]
    fn certification<'py>(&self, py: Python<'py>) -> PyResult<Option<CertificationSummary<'py>>> {
        let made = |summed: &Summed| {
            summed.certification.map(|part| results::certification_summary(py, part)).transpose()
        };
        Ok(self.attribute(py, "certification", made)?.map(CertificationSummary))
    }

    /// All fees in US cents, charged or not (RULES 4.13).
    #[getter]
    fn total_cents(&self, py: Python<'_>) -> PyResult<u64> {
        if let Said::Summed(summed) = &self.0 {
            return Ok(summed.total_cents.get());
        }
        self.always(py, "total_cents", |_| Ok(py.None().into_bound(py)))?.extract()
    }

    /// The next date that matters at this status, not before the day of the summary; `None` where no date is set.
    #[getter]
    fn next_date<'py>(&self, py: Python<'py>) -> PyResult<Option<NextDate<'py>>> {
        let made = |summed: &Summed| summed.next_date.map(|part| results::next_date(py, part)).transpose();
        Ok(self.attribute(py, "next_date", made)?.map(NextDate))
    }

    /// The summary as JSON has it: dates and names as text.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<JsonObject<'py>> {
        parsed(py, &self.to_json()).map(JsonObject)
    }

    /// The summary as JSON text.
    fn to_json(&self) -> String {
        match &self.0 {
            Said::Summed(summed) => json(summed),
            Said::Remembered(remembered) => remembered.0.clone(),
        }
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        crate::class::html(py, &self.to_json())
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        crate::class::repr(slf.as_any(), "Summary", &KEYS)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| match (&self.0, &other.get().0) {
            (Said::Summed(one), Said::Summed(other)) => one == other,
            _ => self.to_json() == other.get().to_json(),
        })
    }

    fn __hash__(&self) -> u64 {
        hash(&self.to_json())
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    #[pyo3(signature = (_memo))]
    fn __deepcopy__<'py>(slf: Py<Self>, _memo: shown::Anything<'py>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<shown::State<'py>> {
        let py = slf.py();
        let attributes = results::tuple(py, KEYS.iter().map(|key| slf.getattr(*key)))?;
        let state = (slf.get_type().getattr("_remembered")?, (slf.get().to_json(), attributes));
        Ok(shown::State(state.into_pyobject(py)?.into_any()))
    }
}
