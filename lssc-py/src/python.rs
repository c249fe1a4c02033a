//! Python objects as [`Node`]s.

use std::borrow::Cow;

use lssc_core::wire::Written;
use lssc_core::{Date, Faults, Id};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{
    PyBool, PyDate, PyDateTime, PyDict, PyFloat, PyInt, PyList, PyMapping, PyString, PyTuple, PyType,
};
use serde::de::DeserializeOwned;

use crate::faults::raised;
use crate::node::{Node, Refusal, Seen, Strict, beyond, write};

/// A Python object.
pub struct Object<'py>(pub Bound<'py, PyAny>);

impl Node for Object<'_> {
    type Error = PyErr;

    fn look(&self) -> PyResult<Seen<'_, Self>> {
        let object = &self.0;
        if let Ok(text) = object.cast::<PyString>() {
            return Ok(match text.to_str() {
                Ok(text) => Seen::Text(text.into()),
                Err(_) => Seen::Other("a text with half a surrogate pair".into()),
            });
        }
        if object.is_none() {
            return Ok(Seen::Null);
        }
        if let Ok(value) = object.cast::<PyBool>() {
            return Ok(Seen::Bool(value.is_true()));
        }
        if object.cast::<PyInt>().is_ok() {
            return whole(object);
        }
        if let Ok(value) = object.cast::<PyFloat>() {
            return Ok(float(value.value()));
        }
        if let Ok(entries) = object.cast::<PyDict>() {
            // All are taken before any key is asked for its text, which may run Python code that changes the dict.
            let entries: Vec<_> = entries.iter().collect();
            return object_of(entries.into_iter().map(Ok));
        }
        if let Ok(items) = object.cast::<PyList>() {
            return Ok(Seen::List(items.iter().map(Object).collect()));
        }
        if let Ok(items) = object.cast::<PyTuple>() {
            return Ok(Seen::List(items.iter().map(Object).collect()));
        }
        if let Ok(date) = object.cast::<PyDate>() {
            return seen_date(date);
        }
        look_further(object)
    }
}

fn whole<'a, N>(number: &Bound<'_, PyAny>) -> PyResult<Seen<'a, N>> {
    match number.extract() {
        Ok(number) => Ok(Seen::Whole(number)),
        Err(_) => Ok(beyond(number.lt(0)?, number.extract::<f64>().is_ok())),
    }
}

fn float<'a, N>(value: f64) -> Seen<'a, N> {
    if value.is_nan() {
        Seen::Other("NaN".into())
    } else if value.is_infinite() {
        Seen::Other("an infinite number".into())
    } else {
        Seen::Float(value)
    }
}

/// A date, unless it is one with a time of day.
fn seen_date<'a>(date: &Bound<'_, PyDate>) -> PyResult<Seen<'a, Object<'a>>> {
    if date.cast::<PyDateTime>().is_ok() {
        return Ok(Seen::Other("a `datetime` (use its `.date()`)".into()));
    }
    Ok(Seen::Text(date.call_method0("isoformat")?.extract::<String>()?.into()))
}

fn object_of<'a, 'py: 'a>(
    entries: impl Iterator<Item = PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)>>,
) -> PyResult<Seen<'a, Object<'py>>> {
    let key = |key: Bound<'py, PyAny>| Ok::<_, PyErr>(Cow::Owned(key.str()?.to_string_lossy().into_owned()));
    let entries = entries.map(|entry| entry.and_then(|(name, value)| Ok((key(name)?, Object(value)))));
    entries.collect::<PyResult<_>>().map(Seen::Object)
}

/// Objects that are neither built in nor a date: a part of a record as one of our own classes, a decimal number, any other
/// mapping, a number of numpy.
fn look_further<'a, 'py: 'a>(object: &Bound<'py, PyAny>) -> PyResult<Seen<'a, Object<'py>>> {
    let (py, class) = (object.py(), object.get_type());
    if let Ok(keys) = class.getattr(pyo3::intern!(py, "__lssc_keys__")) {
        let keys: Vec<(String, String)> = keys.extract()?;
        let entry = |(key, attribute): (String, String)| {
            Ok((Cow::Owned(key), Object(object.getattr(attribute.as_str())?)))
        };
        return keys.into_iter().map(entry).collect::<PyResult<_>>().map(Seen::Object);
    }
    if object.is_instance(decimal_class(py)?)? {
        return decimal(object);
    }
    if let Ok(mapping) = object.cast::<PyMapping>() {
        let items = mapping.items()?;
        return object_of(items.iter().map(|item| item.extract()));
    }
    if class.module().is_ok_and(|module| module == "numpy") && object.hasattr("item")? {
        let item = object.call_method0("item")?;
        // An array of one entry has an `item` too, and is no number.
        // Nor is `NaT` an answer that was left out.
        if !object.hasattr("__len__")? && !item.get_type().is(&class) && !item.is_none() {
            return Object(item).look().map(Seen::owned);
        }
    }
    Ok(Seen::Other(format!("a `{}`", class.name()?.to_string_lossy()).into()))
}

impl<'py> Seen<'_, Object<'py>> {
    fn owned<'a>(self) -> Seen<'a, Object<'py>> {
        match self {
            Seen::Null => Seen::Null,
            Seen::Bool(value) => Seen::Bool(value),
            Seen::Whole(value) => Seen::Whole(value),
            Seen::OutOfRange(digits) => Seen::OutOfRange(digits),
            Seen::Float(value) => Seen::Float(value),
            Seen::Decimal(digits) => Seen::Decimal(digits),
            Seen::Text(text) => Seen::Text(text.into_owned().into()),
            Seen::List(items) => Seen::List(items),
            Seen::Object(entries) => Seen::Object(
                entries.into_iter().map(|(key, value)| (key.into_owned().into(), value)).collect(),
            ),
            Seen::Other(what) => Seen::Other(what),
        }
    }
}

fn decimal_class(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    CLASS.import(py, "decimal", "Decimal")
}

/// A decimal number in the digits that JSON has; one of thousands of digits is out of every range.
fn decimal<'a, 'py: 'a>(number: &Bound<'py, PyAny>) -> PyResult<Seen<'a, Object<'py>>> {
    if !number.call_method0("is_finite")?.is_truthy()? {
        return Ok(Seen::Other(format!("the `Decimal` {}", number.str()?.to_string_lossy()).into()));
    }
    if number.call_method0("adjusted")?.extract::<i64>()?.abs() > 30 {
        // Too large, or too small to be anything but too precise.
        return Ok(Seen::Float(
            number.extract::<f64>().ok().filter(|value| value.is_finite()).unwrap_or(f64::MAX),
        ));
    }
    Ok(Seen::Decimal(number.call_method1("__format__", ("f",))?.extract()?))
}

/// Why something could not be read: its faults, or an exception of Python's own.
pub enum Failure {
    Faults(Faults),
    Python(PyErr),
}

impl Failure {
    /// The exception to raise.
    pub fn raise(self, py: Python<'_>) -> PyErr {
        match self {
            Self::Faults(faults) => raised(py, &faults),
            Self::Python(error) => error,
        }
    }
}

impl From<PyErr> for Failure {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

/// Reads an object by the strict reader; `None` where it does not fit.
pub fn strictly<T: DeserializeOwned>(object: &Bound<'_, PyAny>) -> PyResult<Option<T>> {
    match T::deserialize(Strict(Object(object.clone()))) {
        Ok(value) => Ok(Some(value)),
        Err(Refusal::Unfit) => Ok(None),
        Err(Refusal::Failed(error)) => Err(error),
    }
}

/// A day, where the strict reader takes it.
pub fn day(object: &Bound<'_, PyAny>) -> PyResult<Option<Date>> {
    match object.is_exact_instance_of::<PyDate>() {
        true => day_of(object),
        false => strictly(object),
    }
}

/// The day of a `datetime.date`, if it is one that an input may hold.
pub fn day_of(date: &Bound<'_, PyAny>) -> PyResult<Option<Date>> {
    /// What `date.toordinal` says of 1970-01-01.
    const ORDINAL_OF_1970: i32 = 719_163;
    let ordinal: i32 = date.call_method0(pyo3::intern!(date.py(), "toordinal"))?.extract()?;
    Ok(Date::from_days_since_1970(ordinal - ORDINAL_OF_1970).ok())
}

/// An object as text, for the reader that finds every fault.
pub fn text(object: &Bound<'_, PyAny>) -> PyResult<String> {
    let mut text = String::new();
    write(&Object(object.clone()), &mut text)?;
    Ok(text)
}

/// Reads an object: by the strict reader, or, when that refuses, with every fault.
pub fn read<T: DeserializeOwned>(
    object: &Bound<'_, PyAny>,
    with_every_fault: fn(Written<'_>) -> Result<T, Faults>,
) -> Result<T, Failure> {
    match strictly(object)? {
        Some(value) => Ok(value),
        None => read_with_every_fault(object, with_every_fault),
    }
}

/// Reads an object by the reader that finds every fault.
pub fn read_with_every_fault<T>(
    object: &Bound<'_, PyAny>,
    with_every_fault: fn(Written<'_>) -> Result<T, Faults>,
) -> Result<T, Failure> {
    with_every_fault(Written(text(object)?.as_bytes())).map_err(Failure::Faults)
}

/// An id as Python's own string.
pub fn id<'py>(py: Python<'py>, id: &Id) -> Bound<'py, PyString> {
    PyString::new(py, id.as_str())
}
