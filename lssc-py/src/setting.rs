//! What records are judged by: a catalog, a policy and a day.

use std::sync::Arc;

use lssc_core::wire::{Question, Request, Terms};
use lssc_core::{
    Assessment, Calendar, Date, Plan, Record, Robustness, Summary, assess, plan, robustness, summary,
};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::asking::{self, Asked, Part, has_unknown};
use crate::class::UnknownKeys;
use crate::python::{self, Failure};
use crate::record;
use crate::shown::{CatalogLike, DayLike, PolicyLike};

/// The arguments that say how records are judged, as Python gives them.
pub struct Arguments<'a, 'py> {
    pub as_of: &'a Bound<'py, PyAny>,
    pub catalog: Part<'a, 'py>,
    pub policy: Part<'a, 'py>,
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

    pub fn summary(&self, record: &Record) -> Summary {
        summary(record, &self.catalog, &self.policy, self.as_of)
    }

    pub fn plan(&self, record: &Record) -> Plan {
        plan(record, &self.catalog, &self.policy, self.as_of)
    }

    pub fn robustness(&self, record: &Record) -> Robustness {
        robustness(record, &self.catalog, &self.policy, self.as_of)
    }

    pub fn calendar(&self, record: &Record) -> String {
        lssc_core::calendar(record, &self.catalog, &self.policy, self.as_of)
    }

    pub fn add_to(&self, calendar: &mut Calendar, record: &Record) {
        calendar.add(record, &self.catalog, &self.policy, self.as_of);
    }
}

impl<'a, 'py> Arguments<'a, 'py> {
    /// The arguments of a function.
    pub fn of(
        as_of: &'a DayLike<'py>,
        catalog: Option<&'a CatalogLike<'py>>,
        policy: &'a PolicyLike<'py>,
        unknown: Option<&'a UnknownKeys<'py>>,
    ) -> Self {
        Self {
            as_of: &as_of.0,
            catalog: catalog.map(|given| &given.0),
            policy: policy.0.as_ref(),
            unknown: unknown.map(|given| &given.0),
        }
    }

    /// Reads them.
    pub fn setting(&self) -> Result<Setting, Failure> {
        if let Some(setting) = self.strictly()? {
            return Ok(setting);
        }
        self.with_every_fault(record::ANY).map(|(setting, _)| setting)
    }

    /// Reads them together with a record.
    pub fn with_record(&self, record: &Bound<'py, PyAny>) -> Result<(Setting, Arc<Record>), Failure> {
        if let (Some(setting), Some(record)) = (self.strictly()?, record::strictly(record)?) {
            return Ok((setting, record));
        }
        self.with_every_fault(&record::text_of_one(record)?)
    }

    fn strictly(&self) -> PyResult<Option<Setting>> {
        if has_unknown(self.unknown) {
            return Ok(None);
        }
        let as_of = python::day(self.as_of)?;
        let (catalog, policy) = (asking::catalog(self.catalog)?, asking::policy(self.policy)?);
        Ok(match (catalog, policy, as_of) {
            (Some(catalog), Some(policy), Some(as_of)) => Some(Setting { catalog, policy, as_of }),
            _ => None,
        })
    }

    /// Reads them as a request: the operations that take a record and a day have the same keys.
    fn with_every_fault(&self, record: &str) -> Result<(Setting, Arc<Record>), Failure> {
        let asked = Asked::of("assess").with("record", record).with_catalog(self.catalog)?;
        let asked = asked.with_policy("policy", self.policy)?.with_given("as_of", self.as_of)?;
        let asked = asked.with_unknown(self.unknown)?;
        let (Question { record, as_of }, Terms { catalog, policy }) =
            asked.request(|request| match request {
                Request::Assess(question, terms) => Some((question, terms)),
                _ => None,
            })?;
        let setting = Setting { catalog: Arc::new(catalog), policy: Arc::new(policy), as_of };
        Ok((setting, Arc::new(record)))
    }
}
