//! What records are assessed by: a catalog, a policy and a day.

use std::str::FromStr;
use std::sync::Arc;

use lssc_core::wire::Written;
use lssc_core::{Assessment, Date, Edition, Record, assess};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyString};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::catalog::Catalog;
use crate::policy::Policy;
use crate::python::{Failure, strictly, text};
use crate::record;

/// The arguments that say how records are assessed, as Python gives them.
pub struct Arguments<'a, 'py> {
    pub as_of: &'a Bound<'py, PyAny>,
    pub catalog: Option<&'a Bound<'py, PyAny>>,
    pub policy: Option<&'a Bound<'py, PyAny>>,
    /// Keywords that there are not.
    pub unknown: Option<&'a Bound<'py, PyDict>>,
}

/// The same, read.
#[derive(Clone)]
pub struct Setting {
    pub catalog: Arc<lssc_core::Catalog>,
    pub policy: Arc<lssc_core::Policy>,
    pub as_of: Date,
}

impl Setting {
    pub fn assess(&self, record: &Record) -> Assessment {
        assess(record, &self.catalog, &self.policy, self.as_of)
    }
}

impl<'py> Arguments<'_, 'py> {
    /// Reads them.
    pub fn setting(&self) -> Result<Setting, Failure> {
        if let Some(setting) = self.strictly()? {
            return Ok(setting);
        }
        // Any record will do: only the faults of the others are looked for.
        self.with_every_fault("{\"id\":\"-\"}").map(|(setting, _)| setting)
    }

    /// Reads them together with a record.
    pub fn with_record(&self, record: &Bound<'py, PyAny>) -> Result<(Setting, Arc<Record>), Failure> {
        if let (Some(setting), Some(record)) = (self.strictly()?, record::strictly(record)?) {
            return Ok((setting, record));
        }
        let text = match record.cast::<record::Record>() {
            Ok(record) => json(&**record.get().inner()),
            Err(_) => text(record)?,
        };
        self.with_every_fault(&text)
    }

    fn strictly(&self) -> PyResult<Option<Setting>> {
        if self.unknown.is_some_and(|unknown| !unknown.is_empty()) {
            return Ok(None);
        }
        let as_of: Option<Date> = strictly(self.as_of)?;
        let catalog = part(self.catalog, Catalog::inner)?;
        let policy = match self.policy.map(|policy| policy.cast::<PyString>()) {
            Some(Ok(name)) => shipped(name),
            _ => part(self.policy, Policy::inner)?,
        };
        Ok(match (catalog, policy, as_of) {
            (Some(catalog), Some(policy), Some(as_of)) => Some(Setting { catalog, policy, as_of }),
            _ => None,
        })
    }

    /// The request as text, for the reader that finds every fault of it.
    fn with_every_fault(&self, record: &str) -> Result<(Setting, Arc<Record>), Failure> {
        let mut request = format!("{{\"record\":{record}");
        let mut push = |key: &str, value: &str| {
            request.push(',');
            request.push_str(&json(&key));
            request.push(':');
            request.push_str(value);
        };
        if let Some(catalog) = self.catalog {
            push("catalog", &part_text(catalog, Catalog::inner)?);
        }
        if let Some(policy) = self.policy {
            push("policy", &part_text(policy, Policy::inner)?);
        }
        push("as_of", &text(self.as_of)?);
        for (key, value) in self.unknown.into_iter().flatten() {
            let key = key.str()?;
            if key == "op" || key == "record" {
                // The request has them, the function does not.
                return Err(PyTypeError::new_err(format!("unexpected keyword argument `{key}`")).into());
            }
            push(&key.to_string_lossy(), &text(&value)?);
        }
        request.push('}');
        let request = Written(request.as_bytes()).request().map_err(Failure::Faults)?;
        let setting = Setting {
            catalog: Arc::new(request.catalog),
            policy: Arc::new(request.policy),
            as_of: request.as_of,
        };
        Ok((setting, Arc::new(request.record)))
    }
}

/// A part that is given as an instance of its class, as a mapping, or not at all.
fn part<'py, P: pyo3::PyClass<Frozen = pyo3::pyclass::boolean_struct::True> + Sync, T>(
    given: Option<&Bound<'py, PyAny>>,
    inner: fn(&P) -> &Arc<T>,
) -> PyResult<Option<Arc<T>>>
where
    T: DeserializeOwned + Default,
{
    let Some(given) = given else { return Ok(Some(Arc::default())) };
    match given.cast::<P>() {
        Ok(class) => Ok(Some(inner(class.get()).clone())),
        Err(_) => Ok(strictly(given)?.map(Arc::new)),
    }
}

fn part_text<P: pyo3::PyClass<Frozen = pyo3::pyclass::boolean_struct::True> + Sync, T: Serialize>(
    given: &Bound<'_, PyAny>,
    inner: fn(&P) -> &Arc<T>,
) -> PyResult<String> {
    match given.cast::<P>() {
        Ok(class) => Ok(json(&**inner(class.get()))),
        Err(_) => text(given),
    }
}

/// The shipped policy of this name; each is made once.
fn shipped(name: &Bound<'_, PyString>) -> Option<Arc<lssc_core::Policy>> {
    static POLICIES: PyOnceLock<Vec<Arc<lssc_core::Policy>>> = PyOnceLock::new();
    let edition = Edition::from_str(name.to_str().ok()?).ok()?;
    let policies = POLICIES.get_or_init(name.py(), || {
        Edition::ALL.iter().map(|&edition| Arc::new(lssc_core::Policy::from(edition))).collect()
    });
    let place = Edition::ALL.iter().position(|&one| one == edition)?;
    policies.get(place).cloned()
}

/// What the core has, as JSON text.
pub fn json<T: Serialize>(value: &T) -> String {
    // Nothing of the core can fail to be written.
    serde_json::to_string(value).unwrap_or_default()
}
