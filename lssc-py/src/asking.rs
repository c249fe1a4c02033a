//! The arguments of a function as parts of a request: read strictly where they fit, else written as text for the reader that
//! finds every fault.

use std::str::FromStr;
use std::sync::{Arc, OnceLock};

use lssc_core::wire::{Request, Written};
use lssc_core::{Catalog, Comparison, Edition, Faults, Policy};
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyString};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::python::{Failure, strictly, text};
use crate::{catalog, policy};

/// A catalog or a policy as Python gives it: an instance of its class, a mapping or a name, or nothing.
pub type Part<'a, 'py> = Option<&'a Bound<'py, PyAny>>;

/// A request as text. Its keys go in the order of RULES 8.
pub struct Asked {
    text: String,
    keys: Vec<&'static str>,
}

impl Asked {
    /// A request of this operation.
    pub fn of(operation: &str) -> Self {
        Self { text: format!("{{\"op\":{}", json(&operation)), keys: vec!["op"] }
    }

    /// A request that has no operation.
    pub fn plain() -> Self {
        Self { text: "{".to_owned(), keys: vec!["op"] }
    }

    /// With this part, which is JSON text.
    pub fn with(mut self, key: &'static str, value: &str) -> Self {
        self.keys.push(key);
        self.push(key, value);
        self
    }

    /// With this part as it is given.
    pub fn with_given(self, key: &'static str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(self.with(key, &text(value)?))
    }

    pub fn with_catalog(self, catalog: Part<'_, '_>) -> PyResult<Self> {
        self.with_part("catalog", catalog, catalog::Catalog::inner)
    }

    pub fn with_policy(self, key: &'static str, policy: Part<'_, '_>) -> PyResult<Self> {
        self.with_part(key, policy, policy::Policy::inner)
    }

    /// With a part that its class may hold; what is not given is not said.
    fn with_part<P: Class, T: Serialize>(
        self,
        key: &'static str,
        part: Part<'_, '_>,
        inner: fn(&P) -> &Arc<T>,
    ) -> PyResult<Self> {
        let Some(part) = part else { return Ok(self) };
        match part.cast::<P>() {
            Ok(class) => Ok(self.with(key, &json(&**inner(class.get())))),
            Err(_) => self.with_given(key, part),
        }
    }

    /// With the keys of an object, which is JSON text; the request knows them by these names.
    pub fn with_keys_of(mut self, keys: &[&'static str], object: &str) -> Self {
        self.keys.extend(keys);
        let inside = object.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or_default();
        if !inside.is_empty() {
            self.separate();
            self.text.push_str(inside);
        }
        self
    }

    /// With keywords that are no keys of it.
    pub fn with_unknown(mut self, unknown: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        for (key, value) in unknown.into_iter().flatten() {
            let key = key.str()?.to_string_lossy().into_owned();
            if self.keys.contains(&key.as_str()) {
                // The request has it, the function does not.
                return Err(PyTypeError::new_err(format!("unexpected keyword argument `{key}`")));
            }
            self.push(&key, &text(&value)?);
        }
        Ok(self)
    }

    fn push(&mut self, key: &str, value: &str) {
        self.separate();
        self.text.push_str(&json(&key));
        self.text.push(':');
        self.text.push_str(value);
    }

    fn separate(&mut self) {
        if self.text.len() > 1 {
            self.text.push(',');
        }
    }

    /// What is in the request, or every fault of it; `parts` takes one of its operation apart.
    pub fn request<T>(self, parts: fn(Request) -> Option<T>) -> Result<T, Failure> {
        let request = self.read(|text| text.request())?;
        parts(request).ok_or_else(|| PyRuntimeError::new_err("this is another operation's request").into())
    }

    /// What comes of the request as one of two policies over a record, or every fault of it.
    pub fn comparison(self) -> Result<Comparison, Failure> {
        self.read(|text| text.comparison())
    }

    fn read<T>(mut self, read: fn(Written<'_>) -> Result<T, Faults>) -> Result<T, Failure> {
        self.text.push('}');
        read(Written(self.text.as_bytes())).map_err(Failure::Faults)
    }
}

/// A frozen class, which can be read from any thread.
pub trait Class: pyo3::PyClass<Frozen = pyo3::pyclass::boolean_struct::True> + Sync {}

impl<P: pyo3::PyClass<Frozen = pyo3::pyclass::boolean_struct::True> + Sync> Class for P {}

/// Whether there are keywords that no function has.
pub fn has_unknown(unknown: Option<&Bound<'_, PyDict>>) -> bool {
    unknown.is_some_and(|unknown| !unknown.is_empty())
}

/// The catalog that is given, where the strict reader takes it.
pub fn catalog(given: Part<'_, '_>) -> PyResult<Option<Arc<Catalog>>> {
    static NOTHING: OnceLock<Arc<Catalog>> = OnceLock::new();
    part(given, catalog::Catalog::inner, &NOTHING)
}

/// The policy that is given, where the strict reader takes it.
pub fn policy(given: Part<'_, '_>) -> PyResult<Option<Arc<Policy>>> {
    static USUAL: OnceLock<Arc<Policy>> = OnceLock::new();
    match given.map(|policy| policy.cast::<PyString>()) {
        Some(Ok(name)) => Ok(shipped(name)),
        _ => part(given, policy::Policy::inner, &USUAL),
    }
}

/// A part that is given as an instance of its class, as a mapping, or not at all: then it is the default, made once.
fn part<P: Class, T: DeserializeOwned + Default>(
    given: Part<'_, '_>,
    inner: fn(&P) -> &Arc<T>,
    default: &OnceLock<Arc<T>>,
) -> PyResult<Option<Arc<T>>> {
    let Some(given) = given else { return Ok(Some(default.get_or_init(Arc::default).clone())) };
    match given.cast::<P>() {
        Ok(class) => Ok(Some(inner(class.get()).clone())),
        Err(_) => Ok(strictly(given)?.map(Arc::new)),
    }
}

/// The shipped policy of this name; each is made once.
fn shipped(name: &Bound<'_, PyString>) -> Option<Arc<Policy>> {
    static POLICIES: PyOnceLock<Vec<Arc<Policy>>> = PyOnceLock::new();
    let edition = Edition::from_str(name.to_str().ok()?).ok()?;
    let policies = POLICIES.get_or_init(name.py(), || {
        Edition::ALL.iter().map(|&edition| Arc::new(Policy::from(edition))).collect()
    });
    let place = Edition::ALL.iter().position(|&one| one == edition)?;
    policies.get(place).cloned()
}

/// What the core has, as JSON text.
pub fn json<T: Serialize>(value: &T) -> String {
    // Nothing of the core can fail to be written.
    serde_json::to_string(value).unwrap_or_default()
}
