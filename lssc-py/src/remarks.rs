//! What is remarked of a policy as the classes of `lssc._remarks`.

use lssc_core::{Clause, Example, Remark};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

use crate::catalog::Catalog;
use crate::names::member;
use crate::policy::Policy;
use crate::record::Record;
use crate::results::tuple;
use crate::shown::date;

/// A class of `lssc._remarks`, looked up once.
macro_rules! class {
    ($py:expr, $name:literal) => {{
        static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        CLASS.import($py, "lssc._remarks", $name)?
    }};
}

pub fn remark<'py>(py: Python<'py>, part: &Remark) -> PyResult<Bound<'py, PyAny>> {
    class!(py, "Remark").call1((
        member(py, part.code())?,
        member(py, part.kind())?,
        tuple(py, part.parameters().iter().map(|parameter| Ok(parameter.as_str())))?,
        part.message(),
        part.code().help(),
        part.clause().map(Clause::as_str),
        example(py, part.example())?,
        part.otherwise().cloned().map(Policy::of),
    ))
}

fn example<'py>(py: Python<'py>, part: &Example) -> PyResult<Bound<'py, PyAny>> {
    class!(py, "Example").call1((
        Record::of(part.record.clone()),
        Catalog::of(part.catalog.clone()),
        date(py, part.as_of)?,
    ))
}
