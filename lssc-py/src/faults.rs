//! Faults as Python sees them: `lssc.LsscError` and `lssc.Fault`.

use lssc_core::{Fault, Faults};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyTuple, PyType};

use crate::names;

/// The exception that holds these faults.
pub fn raised(py: Python<'_>, faults: &Faults) -> PyErr {
    match error(py, faults) {
        Ok(error) => PyErr::from_value(error),
        Err(error) => error,
    }
}

/// `LsscError` with these faults, as a value.
pub fn error<'py>(py: Python<'py>, faults: &Faults) -> PyResult<Bound<'py, PyAny>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let faults = faults.iter().map(|one| fault(py, one)).collect::<PyResult<Vec<_>>>()?;
    CLASS.import(py, "lssc._faults", "LsscError")?.call1((PyTuple::new(py, faults)?,))
}

fn fault<'py>(py: Python<'py>, fault: &Fault) -> PyResult<Bound<'py, PyAny>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let code = names::member(py, &names::FAULT_CODE, fault.code().as_str())?;
    CLASS.import(py, "lssc._faults", "Fault")?.call1((fault.path(), code, fault.message()))
}
