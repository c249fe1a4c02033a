//! What `lssc._reasons` asks the core: the operations of `docs/operations.md`, as JSON text.

use std::sync::{Mutex, PoisonError};

use lssc_core::wire::{self, Further, Request};
use lssc_core::{CommitteeTable, KeptDecision};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::asking::{Asked, json};
use crate::class::text_argument;
use crate::python::Failure;
use crate::record;
use crate::setting::{Arguments, Setting};
use crate::shown::{CatalogLike, DayLike, ObjectLike, PolicyLike, RecordLike, TextLike};

/// The parts of a request beside the record and what it is looked at under, in the order of their faults.
const PARTS: [&str; 7] = ["as_of", "field", "goal", "by", "people", "seed", "rate"];

/// The answer to an operation of `docs/operations.md`, as JSON text. Raises `LsscError` with every fault of its parts.
#[pyfunction]
pub fn further<'py>(py: Python<'py>, operation: &str, parts: ObjectLike<'py>) -> PyResult<String> {
    let request = asked(operation, parts.0.cast::<PyDict>()?).and_then(|asked| asked.request(Some));
    reply(py, request.map_err(|failure| failure.raise(py))?)
}

fn asked(operation: &str, parts: &Bound<'_, PyDict>) -> Result<Asked, Failure> {
    let mut asked = Asked::of(operation);
    if let Some(record) = parts.get_item("record")? {
        asked = asked.with("record", &record::text_of_one(&record)?);
    }
    let (catalog, policy) = (parts.get_item("catalog")?, parts.get_item("policy")?);
    asked = asked.with_catalog(catalog.as_ref())?.with_policy("policy", policy.as_ref())?;
    for key in PARTS {
        if let Some(value) = parts.get_item(key)? {
            asked = asked.with_given(key, &value)?;
        }
    }
    Ok(asked)
}

/// What differs when a kept decision, which is JSON text, is made again: likewise.
#[pyfunction]
pub fn verified<'py>(py: Python<'py>, decision: TextLike<'py>) -> PyResult<String> {
    let text = text_argument(&decision.0)?;
    let kept = KeptDecision::from_json(&text).map_err(|faults| Failure::Faults(faults).raise(py))?;
    reply(py, Request::Further(Further::Verify(Box::new(kept))))
}

fn reply(py: Python<'_>, request: Request) -> PyResult<String> {
    let answer = py.detach(|| wire::reply(&Ok(request)));
    Ok(String::from_utf8(answer)?)
}

/// The readings that the people of a register hang on, person by person.
#[pyclass(module = "lssc._native", frozen)]
pub struct Committee {
    setting: Setting,
    table: Mutex<CommitteeTable>,
}

#[pymethods]
impl Committee {
    #[new]
    #[pyo3(signature = (*, as_of, catalog=None, policy=PolicyLike::DEFAULT))]
    fn new<'py>(
        py: Python<'py>,
        as_of: DayLike<'py>,
        catalog: Option<CatalogLike<'py>>,
        policy: PolicyLike<'py>,
    ) -> PyResult<Self> {
        let arguments = Arguments::of(&as_of, catalog.as_ref(), &policy, None);
        let setting = arguments.setting().map_err(|failure| failure.raise(py))?;
        Ok(Self { setting, table: Mutex::default() })
    }

    /// Takes a person in: whether the answer holds however the sources are read, as JSON text.
    fn add<'py>(&self, py: Python<'py>, record: RecordLike<'py>) -> PyResult<String> {
        let record = record::of_any(&record.0).map_err(|failure| failure.raise(py))?;
        let found = py.detach(|| self.setting.robustness(&record));
        self.table().add(&found);
        Ok(json(&found))
    }

    /// How many people were taken in.
    #[getter]
    fn people(&self) -> usize {
        self.table().people()
    }

    /// How many of them stand elsewhere under another reading.
    #[getter]
    fn contested(&self) -> usize {
        self.table().contested()
    }

    /// The questions on which anybody hangs, by how many, as JSON text.
    fn questions(&self) -> String {
        json(&self.table().questions())
    }
}

impl Committee {
    fn table(&self) -> std::sync::MutexGuard<'_, CommitteeTable> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
