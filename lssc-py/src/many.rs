//! Any iterable of records, in batches, without the GIL: `lssc.assess_many`, `compare_many`, `calendar_many`.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, ThreadId};

use lssc_core::Faults;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::MutexExt;
use pyo3::types::{PyIterator, PyMapping};
use pyo3::{PyTraverseError, PyVisit};

use crate::assessment::{Assessment, Judged};
use crate::class::text_of;
use crate::faults::error;
use crate::python::Failure;
use crate::record::{Record, of_any};
use crate::setting::Setting;
use crate::shown::Assessed;

/// How many records are read ahead and judged together.
const BATCH: usize = 256;

/// What many records come to, one after the other, made in batches as it is asked for.
pub struct Batches<T> {
    state: Mutex<State<T>>,
    /// The thread that is taking records from the iterable, which may run any Python code.
    taking: Mutex<Option<ThreadId>>,
}

struct State<T> {
    /// `None` once it has ended.
    records: Option<Py<PyIterator>>,
    ready: VecDeque<Result<T, Faults>>,
    /// What the iterable raised, to be raised after what came before it.
    raised: Option<PyErr>,
}

/// A record that has been taken from the iterable; JSON text is read without the GIL.
enum Taken {
    Record(Arc<lssc_core::Record>),
    Text(Vec<u8>),
    Faults(Faults),
}

/// A function over many records, by its name, and what to do with something else.
pub struct Function {
    pub name: &'static str,
    /// With a table.
    pub table: &'static str,
    /// With one record.
    pub one: &'static str,
}

/// Refuses what can be iterated over but is no iterable of records.
fn check_iterable(records: &Bound<'_, PyAny>, function: &Function) -> PyResult<()> {
    let py = records.py();
    let is_one =
        text_of(records).is_some() || records.cast::<PyMapping>().is_ok() || records.cast::<Record>().is_ok();
    let hint = if records.hasattr(pyo3::intern!(py, "__arrow_c_stream__"))? {
        function.table
    } else if is_one {
        function.one
    } else {
        return Ok(());
    };
    let class = records.get_type().name()?.to_string_lossy().into_owned();
    let name = function.name;
    Err(PyTypeError::new_err(format!("`{name}` takes an iterable of records, not a `{class}`; {hint}")))
}

impl<T: Send> Batches<T> {
    pub fn new(records: &Bound<'_, PyAny>, function: &Function) -> PyResult<Self> {
        check_iterable(records, function)?;
        let state =
            State { records: Some(records.try_iter()?.unbind()), ready: VecDeque::new(), raised: None };
        Ok(Self { state: Mutex::new(state), taking: Mutex::new(None) })
    }

    /// What the next record comes to, or its faults; `None` after the last one.
    pub fn next<F>(&self, py: Python<'_>, judge: &F) -> PyResult<Option<Result<T, Faults>>>
    where
        F: Fn(Arc<lssc_core::Record>) -> T + Sync,
    {
        if self.taken_by() == Some(thread::current().id()) {
            // As generators do; waiting for oneself would last for ever.
            return Err(PyValueError::new_err("the records are being taken and ask for their own results"));
        }
        let mut state = self.state.lock_py_attached(py).unwrap_or_else(PoisonError::into_inner);
        if state.ready.is_empty() {
            self.set_taken_by(Some(thread::current().id()));
            state.fill(py, judge);
            self.set_taken_by(None);
        }
        match (state.ready.pop_front(), state.raised.take()) {
            (Some(next), raised) => {
                state.raised = raised;
                Ok(Some(next))
            }
            (None, Some(raised)) => Err(raised),
            (None, None) => Ok(None),
        }
    }

    fn taken_by(&self) -> Option<ThreadId> {
        *self.taking.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_taken_by(&self, thread: Option<ThreadId>) {
        *self.taking.lock().unwrap_or_else(PoisonError::into_inner) = thread;
    }

    pub fn traverse(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        // While it is at work it is in use, and nothing that it holds can be garbage.
        match self.state.try_lock() {
            Ok(state) => state.records.as_ref().map_or(Ok(()), |records| visit.call(records)),
            Err(_) => Ok(()),
        }
    }

    pub fn clear(&self) {
        if let Ok(mut state) = self.state.try_lock() {
            state.records = None;
        }
    }
}

impl<T: Send> State<T> {
    fn fill<F>(&mut self, py: Python<'_>, judge: &F)
    where
        F: Fn(Arc<lssc_core::Record>) -> T + Sync,
    {
        let taken = self.take(py);
        let judged = py.detach(|| {
            let one = |taken| match taken {
                Taken::Record(record) => Ok(judge(record)),
                Taken::Text(text) => {
                    lssc_core::Record::from_json(&text).map(|record| judge(Arc::new(record)))
                }
                Taken::Faults(faults) => Err(faults),
            };
            taken.into_iter().map(one).collect::<Vec<_>>()
        });
        self.ready.extend(judged);
    }

    fn take(&mut self, py: Python<'_>) -> Vec<Taken> {
        let mut taken = Vec::new();
        let Some(records) = &self.records else { return taken };
        let mut records = records.bind(py).clone();
        while taken.len() < BATCH {
            let record =
                records.next().map(|record| record.map_err(Failure::Python).and_then(|one| take(&one)));
            match record {
                Some(Ok(record)) => taken.push(record),
                Some(Err(Failure::Faults(faults))) => taken.push(Taken::Faults(faults)),
                Some(Err(Failure::Python(error))) => {
                    self.raised = Some(error);
                    self.records = None;
                    break;
                }
                None => {
                    self.records = None;
                    break;
                }
            }
        }
        taken
    }
}

fn take(object: &Bound<'_, PyAny>) -> Result<Taken, Failure> {
    match text_of(object) {
        Some(text) => Ok(Taken::Text(text?.to_vec())),
        None => of_any(object).map(Taken::Record),
    }
}

/// The assessments of many records, one after the other, made in batches as they are asked for.
#[pyclass(module = "lssc", frozen)]
pub struct Assessments {
    setting: Setting,
    batches: Batches<Judged>,
}

const ASSESS_MANY: Function = Function {
    name: "assess_many",
    table: "for a table there is `assess_table`",
    one: "put one record into a list, or give it to `assess`",
};

impl Assessments {
    pub fn new(records: &Bound<'_, PyAny>, setting: Setting) -> PyResult<Self> {
        Ok(Self { setting, batches: Batches::new(records, &ASSESS_MANY)? })
    }
}

#[pymethods]
impl Assessments {
    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        self.batches.traverse(visit)
    }

    fn __clear__(&self) {
        self.batches.clear();
    }

    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Assessed<'py>>> {
        let judge = |record: Arc<lssc_core::Record>| Judged::new(record, self.setting.clone());
        let next = self.batches.next(py, &judge)?;
        let assessed = next.map(|next| match next {
            Ok(judged) => Ok(Py::new(py, Assessment::new(judged))?.into_bound(py).into_any()),
            Err(faults) => error(py, &faults),
        });
        Ok(assessed.transpose()?.map(Assessed))
    }
}
