//! `lssc.compare` and `lssc.compare_many`.

use std::sync::Arc;

use lssc_core::{Comparison, Date, Policy, Record};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use pyo3::{PyTraverseError, PyVisit};

use super::results;
use crate::asking::{self, Asked, Part, has_unknown};
use crate::class::UnknownKeys;
use crate::faults::error;
use crate::many::{Batches, Function};
use crate::python::{Failure, strictly};
use crate::record;
use crate::setting;
use crate::shown::{self, CatalogLike, ComparedOrNot, DayLike, PolicyLike, RecordLike, RecordsLike};

/// One record under two policies on one day: where somebody stands under each, and the first clause that parts them (RULES 6.5).
///
/// The policies are what `assess` takes as `policy`, and so are the other arguments. A record that the change does not touch has
/// no `clause`.
///
/// Raises `LsscError` with every fault of all of them; the paths are `/record/…`, `/catalog/…`, `/policy_a/…`, `/policy_b/…` and
/// `/as_of`.
///
/// >>> import lssc
/// >>> stricter = {"extends": "lssc-faq", "id": "no-grace", "renewal": {"grace_months": 0}}
/// >>> record = {"id": "p-001", "certified_on": "2012-10-15"}
/// >>> found = lssc.compare(record, policy_a="lssc-faq", policy_b=stricter, as_of="2016-12-01")
/// >>> str(found.a.status), str(found.b.status), found.clause, str(found.lost)
/// ('grace', 'lapsed', '4.10', 'renewable')
#[pyfunction]
#[pyo3(signature = (record, *, policy_a, policy_b, as_of, catalog=None, **unknown: "None"))]
pub fn compare<'py>(
    py: Python<'py>,
    record: RecordLike<'py>,
    policy_a: PolicyLike<'py>,
    policy_b: PolicyLike<'py>,
    as_of: DayLike<'py>,
    catalog: Option<CatalogLike<'py>>,
    unknown: Option<UnknownKeys<'py>>,
) -> PyResult<shown::Comparison<'py>> {
    let arguments = Arguments {
        catalog: catalog.as_ref().map(|given| &given.0),
        policies: [&policy_a, &policy_b].map(|policy| policy.0.as_ref()),
        as_of: &as_of.0,
        unknown: unknown.as_ref().map(|given| &given.0),
    };
    let comparison = arguments.compare(&record.0).map_err(|failure| failure.raise(py))?;
    results::comparison(py, &comparison).map(shown::Comparison)
}

/// Many records under two policies on one day, lazily and in order.
///
/// `records` is what `assess_many` takes, and is taken in the same way: a record with faults gives an `LsscError` in its place,
/// which is not raised; batches are compared without the GIL. `ComparisonTable` counts what comes of it.
///
/// Raises `LsscError` at once for faults of `as_of`, `catalog` or one of the policies.
///
/// >>> import lssc
/// >>> people = [{"id": f"p-{year}", "certified_on": f"{year}-10-15"} for year in (2012, 2014)]
/// >>> stricter = {"extends": "lssc-faq", "id": "no-grace", "renewal": {"grace_months": 0}}
/// >>> table = lssc.ComparisonTable()
/// >>> for found in lssc.compare_many(people, policy_a="lssc-faq", policy_b=stricter, as_of="2016-12-01"):
/// ...     match found:
/// ...         case lssc.Comparison():
/// ...             table.add(found)
/// ...         case lssc.LsscError(faults=faults):
/// ...             print(faults)
/// >>> table.records, table.count("grace", "lapsed"), table.lost(lssc.Standing.RENEWABLE)
/// (2, 1, 1)
#[pyfunction]
#[pyo3(signature = (records, *, policy_a, policy_b, as_of, catalog=None, **unknown: "None"))]
pub fn compare_many<'py>(
    py: Python<'py>,
    records: RecordsLike<'py>,
    policy_a: PolicyLike<'py>,
    policy_b: PolicyLike<'py>,
    as_of: DayLike<'py>,
    catalog: Option<CatalogLike<'py>>,
    unknown: Option<UnknownKeys<'py>>,
) -> PyResult<Comparisons> {
    let arguments = Arguments {
        catalog: catalog.as_ref().map(|given| &given.0),
        policies: [&policy_a, &policy_b].map(|policy| policy.0.as_ref()),
        as_of: &as_of.0,
        unknown: unknown.as_ref().map(|given| &given.0),
    };
    let sides = arguments.sides().map_err(|failure| failure.raise(py))?;
    Ok(Comparisons { sides, batches: Batches::new(&records.0, &COMPARE_MANY)? })
}

const COMPARE_MANY: Function = Function {
    name: "compare_many",
    table: "give it the rows of a table, as dicts",
    one: "put one record into a list, or give it to `compare`",
};

struct Arguments<'a, 'py> {
    catalog: Part<'a, 'py>,
    policies: [Part<'a, 'py>; 2],
    as_of: &'a Bound<'py, PyAny>,
    unknown: Option<&'a Bound<'py, PyDict>>,
}

/// What records are compared by.
struct Sides {
    catalog: Arc<lssc_core::Catalog>,
    policies: [Arc<Policy>; 2],
    as_of: Date,
}

impl Sides {
    fn compare(&self, record: &Record) -> Comparison {
        let [a, b] = &self.policies;
        lssc_core::compare(record, &self.catalog, a, b, self.as_of)
    }
}

impl<'py> Arguments<'_, 'py> {
    fn compare(&self, record: &Bound<'py, PyAny>) -> Result<Comparison, Failure> {
        if let (Some(sides), Some(record)) = (self.strictly()?, record::strictly(record)?) {
            return Ok(sides.compare(&record));
        }
        self.with_every_fault(&record::text_of_one(record)?)
    }

    fn sides(&self) -> Result<Sides, Failure> {
        if let Some(sides) = self.strictly()? {
            return Ok(sides);
        }
        self.with_every_fault(record::ANY)?;
        // Nothing is wrong with them; each side is what `assess` takes.
        let [a, b] = self.policies.map(|policy| {
            let Self { catalog, as_of, .. } = *self;
            setting::Arguments { as_of, catalog, policy, unknown: None }.setting()
        });
        let (a, b) = (a?, b?);
        Ok(Sides { catalog: a.catalog, policies: [a.policy, b.policy], as_of: a.as_of })
    }

    fn strictly(&self) -> PyResult<Option<Sides>> {
        if has_unknown(self.unknown) {
            return Ok(None);
        }
        let as_of: Option<Date> = strictly(self.as_of)?;
        let [a, b] = self.policies;
        let catalog = asking::catalog(self.catalog)?;
        let (a, b) = (asking::policy(a)?, asking::policy(b)?);
        let sides = || Some(Sides { catalog: catalog?, policies: [a?, b?], as_of: as_of? });
        Ok(sides())
    }

    fn with_every_fault(&self, record: &str) -> Result<Comparison, Failure> {
        let [a, b] = self.policies;
        let asked = Asked::plain().with("record", record).with_catalog(self.catalog)?;
        let asked = asked.with_policy("policy_a", a)?.with_policy("policy_b", b)?;
        asked.with_given("as_of", self.as_of)?.with_unknown(self.unknown)?.comparison()
    }
}

/// The comparisons of many records, one after the other, made in batches as they are asked for.
#[pyclass(module = "lssc", frozen)]
pub struct Comparisons {
    sides: Sides,
    batches: Batches<Comparison>,
}

#[pymethods]
impl Comparisons {
    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        self.batches.traverse(visit)
    }

    fn __clear__(&self) {
        self.batches.clear();
    }

    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<ComparedOrNot<'py>>> {
        let next = self.batches.next(py, &|record: Arc<Record>| self.sides.compare(&record))?;
        let compared = next.map(|next| match next {
            Ok(comparison) => results::comparison(py, &comparison),
            Err(faults) => error(py, &faults),
        });
        Ok(compared.transpose()?.map(ComparedOrNot))
    }
}
