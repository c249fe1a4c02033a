//! `lssc.Policy`.

use std::sync::Arc;

use lssc_core::Parameter;
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};

use crate::class::{common, parsed, text_argument};
use crate::python::{Failure, id};
use crate::remarks::remark;
use crate::results::tuple;
use crate::shown::{self, EditionLike, ObjectLike, Parameters, Remarks, TextLike};

/// The parameters of the program (RULES 2): a shipped policy by its name, a whole one, or an overlay over a shipped one.
///
/// A policy is read once and can then serve any number of assessments.
///
/// Raises `LsscError` with every fault; the paths point into the policy (of an overlay, into the merged policy).
///
/// >>> import lssc
/// >>> lssc.Policy("lssc-faq")["renewal.contact_hours"]
/// 32
/// >>> state = lssc.Policy.from_dict({"extends": "lssc-faq", "id": "my-state", "renewal": {"contact_hours": 40}})
/// >>> [(one.name, one.value, one.cites) for one in state.parameters if one.changed]
/// [('renewal.contact_hours', 40, ('policy my-state',))]
#[pyclass(module = "lssc", frozen)]
pub struct Policy(Arc<lssc_core::Policy>);

impl Policy {
    /// The parameters with their values as JSON has them.
    fn values<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<impl Iterator<Item = PyResult<(Parameter, Bound<'py, PyAny>)>>> {
        let whole = parsed(py, &self.to_json())?;
        Ok(Parameter::ALL.iter().map(move |&parameter| {
            let value = parameter.as_str().split('.').try_fold(whole.clone(), |part, key| part.get_item(key));
            Ok((parameter, value?))
        }))
    }
}

#[pymethods]
impl Policy {
    #[new]
    #[pyo3(signature = (name=None))]
    fn new<'py>(py: Python<'py>, name: Option<EditionLike<'py>>) -> PyResult<Self> {
        match name {
            Some(name) if !name.0.is_instance_of::<PyString>() => {
                Err(pyo3::exceptions::PyTypeError::new_err(
                    "a policy's name must be str; from_dict takes a mapping",
                ))
            }
            Some(name) => Self::read(&name.0).map_err(|failure| failure.raise(py)),
            None => Ok(Self(Arc::default())),
        }
    }

    /// The policy of a mapping with the wire's keys (RULES 2): a whole one, or an overlay (`extends`).
    #[staticmethod]
    fn from_dict(py: Python<'_>, policy: ObjectLike<'_>) -> PyResult<Self> {
        Self::read(&policy.0).map_err(|failure| failure.raise(py))
    }

    /// The policy of JSON text: `str`, or UTF-8 `bytes`.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: TextLike<'_>) -> PyResult<Self> {
        let policy = lssc_core::Policy::from_json(&text_argument(&text.0)?);
        policy.map(|policy| Self(Arc::new(policy))).map_err(|faults| Failure::Faults(faults).raise(py))
    }

    #[classattr]
    #[pyo3(name = "__match_args__")]
    fn match_args(py: Python<'_>) -> PyResult<shown::PolicyKeys<'_>> {
        Ok(shown::PolicyKeys(PyTuple::new(py, ["id", "title"])?.into_any()))
    }

    /// Its id.
    #[getter]
    fn id<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        id(py, &self.0.id)
    }

    /// What it is called.
    #[getter]
    fn title(&self) -> String {
        self.0.title.to_string()
    }

    /// Every parameter: its value, where that comes from, the reading taken, and whether `lssc-faq` has another.
    #[getter]
    fn parameters<'py>(&self, py: Python<'py>) -> PyResult<Parameters<'py>> {
        let class = py.import("lssc._results")?.getattr("Parameter")?;
        let shown = self.values(py)?.map(|entry| {
            let (parameter, value) = entry?;
            let cites = tuple(py, self.0.cites(&[parameter]).iter().map(|cite| Ok(cite.as_ref())))?;
            class.call1((
                parameter.as_str(),
                value,
                cites,
                self.0.reading(parameter),
                self.0.changes(parameter),
            ))
        });
        tuple(py, shown).map(Parameters)
    }

    /// What no one can satisfy, what has no effect and what is surprising about this policy, each with an example person. None of
    /// it is a fault, and that there is none does not make a policy a good one.
    ///
    /// >>> import lssc
    /// >>> state = lssc.Policy.from_dict({"extends": "lssc-faq", "id": "my-state", "renewal": {"grace_months": 0}})
    /// >>> for remark in state.remarks:
    /// ...     print(remark.kind, remark.code, remark.parameters)
    /// no-effect grace-terms-without-grace ('renewal.grace_months', 'renewal.grace_terms')
    /// >>> example = state.remarks[0].example
    /// >>> lssc.assess(example.record, as_of=example.as_of, catalog=example.catalog, policy=state).status
    /// <Status.LAPSED: 'lapsed'>
    #[getter]
    fn remarks<'py>(&self, py: Python<'py>) -> PyResult<Remarks<'py>> {
        tuple(py, self.0.remarks().iter().map(|one| remark(py, one))).map(Remarks)
    }

    /// The value of a parameter by its dotted name, as JSON has it. Raises `KeyError`.
    fn __getitem__<'py>(&self, py: Python<'py>, name: &str) -> PyResult<shown::Anything<'py>> {
        for entry in self.values(py)? {
            let (parameter, value) = entry?;
            if parameter.as_str() == name {
                return Ok(shown::Anything(value));
            }
        }
        Err(PyKeyError::new_err(name.to_owned()))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("Policy({})", id(py, &self.0.id).repr()?.to_string_lossy()))
    }
}

common!(Policy, policy);
