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
    error_of(py, faults.iter().map(|one| fault(py, one, "")))
}

/// `LsscError` with the faults of several things, each with the path at which it stands.
pub fn error_below<'py>(py: Python<'py>, faulty: &[(String, Faults)]) -> PyResult<Bound<'py, PyAny>> {
    let faults = faulty.iter().flat_map(|(below, faults)| faults.iter().map(move |one| (below, one)));
    error_of(py, faults.map(|(below, one)| fault(py, one, below)))
}

fn error_of<'py>(
    py: Python<'py>,
    faults: impl Iterator<Item = PyResult<Bound<'py, PyAny>>>,
) -> PyResult<Bound<'py, PyAny>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let faults = PyTuple::new(py, faults.collect::<PyResult<Vec<_>>>()?)?;
    CLASS.import(py, "lssc._faults", "LsscError")?.call1((faults,))
}

fn fault<'py>(py: Python<'py>, fault: &Fault, below: &str) -> PyResult<Bound<'py, PyAny>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let code = names::member(py, fault.code())?;
    let path = format!("{below}{}", fault.path());
    CLASS.import(py, "lssc._faults", "Fault")?.call1((path, code, fault.message()))
}
