//! `lssc.AssessedTable`, and the streams of other libraries.

use std::num::NonZero;
use std::sync::{Arc, Mutex, OnceLock};

use arrow_array::RecordBatchReader;
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{Schema, SchemaRef};
use lssc_core::wire::Written;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::MutexExt;
use pyo3::types::{PyCapsule, PyTuple};

use super::source::{of_arrow, open};
use super::stream::{JudgedBatches, Plan, What};
use crate::asking::json;
use crate::python::Failure;
use crate::setting::Setting;
use crate::shown;

/// A register that is assessed as it is read: a stream of Arrow batches, which polars, pyarrow, pandas 3, duckdb and others
/// take as they take a table.
///
/// Each row has the `id` of its record, the columns that were to be carried over, the status, the verdicts, the dates, hours
/// and cents (all null where the record has faults), and `faults`: none, or every fault with its path into the record, its code
/// and its message.
///
/// It can be read as often as its source can: a table always, a stream once.
#[pyclass(module = "lssc", frozen)]
pub struct AssessedTable {
    source: Py<PyAny>,
    plan: Arc<Plan>,
    /// The stream that was opened to see the columns; the first reader takes it.
    opened: Mutex<Option<RecordBatchStreamReader>>,
    source_schema: SchemaRef,
}

/// What a user says of a table beside its setting.
pub struct Options {
    pub carry: Vec<String>,
    pub what: What,
    pub threads: Option<i64>,
}

impl AssessedTable {
    pub fn new(source: &Bound<'_, PyAny>, setting: Setting, options: Options) -> Result<Self, Failure> {
        let opened = open(source)?;
        let source_schema = opened.schema();
        let carried = carried(&source_schema, &options.carry)?;
        let record = record_columns(&source_schema, &carried).map_err(Failure::Faults)?;
        let id = source_schema.index_of("id").unwrap_or_default();
        let schema = Plan::output(&source_schema, id, &carried, options.what);
        if let Some(twice) = repeated(&schema) {
            let message = format!("the result has a column `{twice}` of its own; rename the one to carry");
            return Err(PyValueError::new_err(message).into());
        }
        let threads = match options.threads {
            Some(threads) => {
                let threads = usize::try_from(threads).ok().and_then(NonZero::new);
                threads.ok_or_else(|| PyValueError::new_err("threads must be at least 1"))?
            }
            None => processors(),
        };
        let plan = Plan { setting, record, id, carried, what: options.what, threads, schema };
        Ok(Self {
            source: source.clone().unbind(),
            plan: Arc::new(plan),
            opened: Mutex::new(Some(opened)),
            source_schema,
        })
    }
}

/// How many processors there are; to ask is a call into the system, and more.
fn processors() -> NonZero<usize> {
    static PROCESSORS: OnceLock<NonZero<usize>> = OnceLock::new();
    let available = || std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
    *PROCESSORS.get_or_init(available)
}

/// The stream of a table that has been read before. An iterator, such as a reader of pyarrow, would give what is left of it,
/// without a word.
fn open_again(source: &Bound<'_, PyAny>) -> PyResult<RecordBatchStreamReader> {
    if source.hasattr(pyo3::intern!(source.py(), "__next__"))? {
        return Err(PyValueError::new_err("a stream can be read once; give a table instead"));
    }
    open(source)
}

/// The places of the columns to carry over.
fn carried(schema: &Schema, names: &[String]) -> PyResult<Vec<usize>> {
    let place = |name: &String| {
        schema
            .index_of(name)
            .map_err(|_| PyValueError::new_err(format!("there is no column `{name}` to carry")))
    };
    names.iter().map(place).collect()
}

/// The places of the columns that are keys of a record; the others are faults, unless they are carried over, and so is a
/// key that every record needs. The reader of records knows them.
fn record_columns(schema: &Schema, carried: &[usize]) -> Result<Vec<usize>, lssc_core::Faults> {
    let names = schema.fields().iter().map(|field| field.name().as_str()).enumerate();
    let mut known: Vec<(usize, &str)> =
        names.filter(|(_, name)| crate::record::KEYS.contains(name)).collect();
    let is_plain = known.len() + carried.len() == schema.fields().len()
        && !carried.iter().any(|place| known.iter().any(|(one, _)| one == place));
    known.sort_unstable_by_key(|(_, name)| *name);
    if is_plain
        && known.iter().any(|(_, name)| *name == "id")
        && known.windows(2).all(|two| two[0].1 != two[1].1)
    {
        // As nearly every table is.
        let mut places: Vec<usize> = known.into_iter().map(|(place, _)| place).collect();
        places.sort_unstable();
        return Ok(places);
    }
    let is_key = |name: &str| {
        let text = if name == "id" {
            "{\"id\":\"-\"}".to_owned()
        } else {
            format!("{{\"id\":\"-\",{}:null}}", json(&name))
        };
        Written(text.as_bytes()).record().is_ok()
    };
    let names = schema.fields().iter().map(|field| field.name().as_str()).enumerate();
    let columns: Vec<(usize, &str)> =
        names.filter(|(place, name)| is_key(name) || !carried.contains(place)).collect();
    let entries: Vec<String> = columns
        .iter()
        .map(|(_, name)| format!("{}:{}", json(name), if *name == "id" { "\"-\"" } else { "null" }))
        .collect();
    Written(format!("{{{}}}", entries.join(",")).as_bytes()).record()?;
    Ok(columns.into_iter().map(|(place, _)| place).collect())
}

fn repeated(schema: &Schema) -> Option<&str> {
    let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    names.iter().enumerate().find(|(place, name)| names[..*place].contains(name)).map(|(_, name)| *name)
}

#[pymethods]
impl AssessedTable {
    /// The names of the columns, in order.
    #[getter]
    fn column_names<'py>(&self, py: Python<'py>) -> PyResult<shown::Texts<'py>> {
        let names = self.plan.schema.fields().iter().map(|field| field.name().as_str());
        Ok(shown::Texts(PyTuple::new(py, names.collect::<Vec<_>>())?.into_any()))
    }

    /// The schema, in a PyCapsule of the Arrow C data interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<shown::Anything<'py>> {
        let schema = FFI_ArrowSchema::try_from(&*self.plan.schema).map_err(|error| of_arrow(&error))?;
        let capsule = PyCapsule::new_with_value(py, schema, c"arrow_schema")?;
        Ok(shown::Anything(capsule.into_any()))
    }

    /// The stream of assessed batches, in a PyCapsule of the Arrow C data interface.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<shown::Anything<'py>>,
    ) -> PyResult<shown::Anything<'py>> {
        // A consumer that wants other types casts by itself, as the interface allows.
        let _ = requested_schema;
        let opened =
            self.opened.lock_py_attached(py).unwrap_or_else(std::sync::PoisonError::into_inner).take();
        let source = match opened {
            Some(opened) => opened,
            None => open_again(self.source.bind(py))?,
        };
        let schema = source.schema();
        if !Arc::ptr_eq(&schema, &self.source_schema) && schema != self.source_schema {
            return Err(PyValueError::new_err("the table has other columns than when it was given"));
        }
        let batches = JudgedBatches::new(self.plan.clone(), source);
        let stream = FFI_ArrowArrayStream::new(Box::new(batches));
        let capsule = PyCapsule::new_with_value(py, stream, c"arrow_array_stream")?;
        Ok(shown::Anything(capsule.into_any()))
    }

    fn __repr__(&self) -> String {
        let names = self.plan.schema.fields().iter().map(|field| field.name().as_str());
        format!("<AssessedTable: {}>", names.collect::<Vec<_>>().join(", "))
    }
}
