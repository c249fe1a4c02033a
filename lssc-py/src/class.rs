//! What the classes for records, catalogs and policies have in common.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString, PyTuple};

use crate::results::tuple;
use crate::shown;

/// What every class over something of the core can do: `Class`, the name of what it is in `Written`, and the way in which it is
/// read of an object.
macro_rules! common {
    ($class:ident, $what:ident) => {
        $crate::class::common!($class, $what, $crate::python::read);
    };
    ($class:ident, $what:ident, $read:path) => {
        impl $class {
            pub fn inner(&self) -> &std::sync::Arc<lssc_core::$class> {
                &self.0
            }

            /// One of these that the core has made.
            pub fn of(inner: lssc_core::$class) -> Self {
                Self(std::sync::Arc::new(inner))
            }

            fn read(object: &Bound<'_, PyAny>) -> Result<Self, $crate::python::Failure> {
                match object.cast::<Self>() {
                    Ok(own) => Ok(Self(own.get().0.clone())),
                    Err(_) => {
                        let read = $read(object, |text| text.$what())?;
                        Ok(Self(std::sync::Arc::new(read)))
                    }
                }
            }
        }

        #[pymethods]
        impl $class {
            /// The same as JSON has it: dates and names as text, without what is not answered.
            fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<$crate::shown::JsonObject<'py>> {
                $crate::class::parsed(py, &self.to_json()).map($crate::shown::JsonObject)
            }

            /// The same as JSON text.
            fn to_json(&self) -> String {
                $crate::asking::json(&*self.0)
            }

            fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
                $crate::class::html(py, &self.to_json())
            }

            fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
                other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
            }

            fn __hash__(&self) -> u64 {
                $crate::class::hash(&self.0)
            }

            fn __copy__(slf: Py<Self>) -> Py<Self> {
                slf
            }

            #[pyo3(signature = (_memo))]
            fn __deepcopy__<'py>(slf: Py<Self>, _memo: $crate::shown::Anything<'py>) -> Py<Self> {
                slf
            }

            fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<$crate::shown::State<'py>> {
                $crate::class::rebuilt(slf.as_any(), slf.get().to_json())
            }
        }
    };
}
pub(crate) use common;

/// What is given by keywords, as a mapping: what is `None` is not answered, and what there is not is said all the same.
pub fn given<'py>(
    py: Python<'py>,
    answers: impl Iterator<Item = (&'static str, Option<Bound<'py, PyAny>>)>,
    unknown: Option<UnknownKeys<'py>>,
) -> PyResult<Bound<'py, PyDict>> {
    let given = PyDict::new(py);
    for (key, value) in answers {
        if let Some(value) = value {
            given.set_item(key, value)?;
        }
    }
    for (key, value) in unknown.iter().flat_map(|unknown| unknown.0.iter()) {
        given.set_item(key, value)?;
    }
    Ok(given)
}

/// Keywords that are no keys of what is being made. The stubs say `None`, so that a type checker finds a misspelt one.
pub struct UnknownKeys<'py>(pub Bound<'py, PyDict>);

impl<'py> FromPyObject<'_, 'py> for UnknownKeys<'py> {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        Ok(Self(object.cast::<PyDict>()?.to_owned()))
    }
}

/// The entries of a list as a tuple of `class`, or `None` where the list is not answered.
pub fn entries<'py, T>(
    py: Python<'py>,
    class: &str,
    list: Option<&[T]>,
    fields: impl Fn(&T) -> PyResult<Bound<'py, PyTuple>>,
) -> PyResult<Bound<'py, PyAny>> {
    let Some(list) = list else { return Ok(py.None().into_bound(py)) };
    let class = py.import("lssc._inputs")?.getattr(class)?;
    tuple(py, list.iter().map(|entry| class.call1(fields(entry)?)))
}

/// JSON text as Python's own values.
pub fn parsed<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (text,))
}

/// What is shown in a notebook.
pub fn html(py: Python<'_>, text: &str) -> PyResult<String> {
    py.import("lssc._html")?.call_method1("table", (parsed(py, text)?,))?.extract()
}

/// `Class(key=value, ...)`, without what is not answered.
pub fn repr(object: &Bound<'_, PyAny>, class: &str, keys: &[&str]) -> PyResult<String> {
    let mut shown = Vec::new();
    for key in keys {
        let value = object.getattr(*key)?;
        if !value.is_none() {
            shown.push(format!("{key}={}", value.repr()?.to_string_lossy()));
        }
    }
    Ok(format!("{class}({})", shown.join(", ")))
}

pub fn hash<T: Hash>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// How pickle makes the object again: from its JSON text.
pub fn rebuilt<'py>(object: &Bound<'py, PyAny>, text: String) -> PyResult<shown::State<'py>> {
    let from_json = object.get_type().getattr("from_json")?;
    Ok(shown::State((from_json, (text,)).into_pyobject(object.py())?.into_any()))
}

/// The bytes of JSON text given as `str` or `bytes`; `None` for another object.
pub fn text_of<'a>(object: &'a Bound<'_, PyAny>) -> Option<PyResult<Cow<'a, [u8]>>> {
    if let Ok(text) = object.cast::<PyString>() {
        return Some(match text.to_str() {
            Ok(text) => Ok(text.as_bytes().into()),
            Err(_) => with_half_pairs(text).map(Cow::Owned),
        });
    }
    object.cast::<PyBytes>().ok().map(|bytes| Ok(bytes.as_bytes().into()))
}

/// The bytes of a text with half a surrogate pair: no UTF-8, so that the reader says what is wrong.
fn with_half_pairs(text: &Bound<'_, PyString>) -> PyResult<Vec<u8>> {
    text.call_method1("encode", ("utf-8", "surrogatepass"))?.extract()
}

/// The JSON text that an argument must be.
pub fn text_argument<'a>(object: &'a Bound<'_, PyAny>) -> PyResult<Cow<'a, [u8]>> {
    text_of(object).unwrap_or_else(|| Err(PyTypeError::new_err("JSON text must be str or bytes")))
}
