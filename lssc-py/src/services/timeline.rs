//! `lssc.timeline`.

use std::sync::Arc;

use lssc_core::wire::{Request, Terms};
use lssc_core::{DateRange, Record};
use pyo3::prelude::*;
use pyo3::types::PyList;

use super::results;
use crate::asking::{self, Asked, Part, has_unknown};
use crate::class::UnknownKeys;
use crate::python::{Failure, strictly};
use crate::record;
use crate::shown::{CatalogLike, DayLike, PolicyLike, RecordLike, Timeline};

/// Where somebody stood, stands and will stand (RULES 6.1).
///
/// The days from `from_` to `to`, both inclusive, in stretches on which the status is the same: in order and without a gap. The
/// status on each day is that of `assess` on that day. What is `because` of a stretch is the clause whose boundary began it
/// (`4.10`), or the fact of the record (`/certified_on`). The other arguments are those of `assess`.
///
/// Raises `LsscError` with every fault of all of them; `to` before `from_` is one, at `/to`.
///
/// >>> import lssc
/// >>> record = lssc.Record("p-001", admitted_on="2010-05-01", certified_on="2012-10-15")
/// >>> for stretch in lssc.timeline(record, from_="2012-01-01", to="2017-12-31"):
/// ...     print(stretch.from_, stretch.to, stretch.status, stretch.because)
/// 2012-01-01 2012-10-14 candidate None
/// 2012-10-15 2015-10-14 certified /certified_on
/// 2015-10-15 2016-10-15 renewal-open 4.10
/// 2016-10-16 2016-12-15 grace 4.10
/// 2016-12-16 2017-12-31 lapsed 4.10
#[pyfunction]
#[pyo3(text_signature = "(record, *, from_, to, catalog=None, policy='lssc-faq', **unknown)")]
#[pyo3(signature = (record, *, from_, to, catalog=None, policy=PolicyLike::DEFAULT, **unknown: "None"))]
pub fn timeline<'py>(
    py: Python<'py>,
    record: RecordLike<'py>,
    from_: DayLike<'py>,
    to: DayLike<'py>,
    catalog: Option<CatalogLike<'py>>,
    policy: PolicyLike<'py>,
    unknown: Option<UnknownKeys<'py>>,
) -> PyResult<Timeline<'py>> {
    let arguments = Arguments {
        record: &record.0,
        catalog: catalog.as_ref().map(|given| &given.0),
        policy: policy.0.as_ref(),
        from: &from_.0,
        to: &to.0,
    };
    let unknown = unknown.as_ref();
    let lived = arguments.read(unknown).map_err(|failure| failure.raise(py))?;
    let stretches = py.detach(|| lived.timeline());
    let stretches = stretches.iter().map(|one| results::stretch(py, one)).collect::<PyResult<Vec<_>>>()?;
    Ok(Timeline(PyList::new(py, stretches)?.into_any()))
}

struct Arguments<'a, 'py> {
    record: &'a Bound<'py, PyAny>,
    catalog: Part<'a, 'py>,
    policy: Part<'a, 'py>,
    from: &'a Bound<'py, PyAny>,
    to: &'a Bound<'py, PyAny>,
}

/// The same, read.
struct Lived {
    record: Arc<Record>,
    catalog: Arc<lssc_core::Catalog>,
    policy: Arc<lssc_core::Policy>,
    range: DateRange,
}

impl Lived {
    fn timeline(&self) -> Vec<lssc_core::Stretch> {
        lssc_core::timeline(&self.record, &self.catalog, &self.policy, self.range)
    }
}

impl<'py> Arguments<'_, 'py> {
    fn read(&self, unknown: Option<&UnknownKeys<'py>>) -> Result<Lived, Failure> {
        let unknown = unknown.map(|given| &given.0);
        if !has_unknown(unknown)
            && let Some(lived) = self.strictly()?
        {
            return Ok(lived);
        }
        let asked = Asked::of("timeline").with("record", &record::text_of_one(self.record)?);
        let asked = asked.with_catalog(self.catalog)?.with_policy("policy", self.policy)?;
        let asked = asked.with_given("from", self.from)?.with_given("to", self.to)?;
        let (record, Terms { catalog, policy }, range) =
            asked.with_unknown(unknown)?.request(|request| match request {
                Request::Timeline(record, terms, range) => Some((record, terms, range)),
                _ => None,
            })?;
        Ok(Lived { record: Arc::new(record), catalog: Arc::new(catalog), policy: Arc::new(policy), range })
    }

    fn strictly(&self) -> PyResult<Option<Lived>> {
        let record = record::strictly(self.record)?;
        let (catalog, policy) = (asking::catalog(self.catalog)?, asking::policy(self.policy)?);
        let (from, to) = (strictly(self.from)?, strictly(self.to)?);
        let lived = || {
            let range = DateRange::new(from?, to?).ok()?;
            Some(Lived { record: record?, catalog: catalog?, policy: policy?, range })
        };
        Ok(lived())
    }
}
