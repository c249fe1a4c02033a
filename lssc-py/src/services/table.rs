//! `lssc.ComparisonTable`.

use std::str::FromStr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use lssc_core::{
    Cents, Clause, Compared, Comparison, ComparisonTable as Counted, FeesChange as Change, Problem, Standing,
    Status, StatusCount,
};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;

use super::results;
use crate::asking::json;
use crate::class::{html, parsed};
use crate::results::tuple;
use crate::shown::{self, FeesChange, JsonObject, StandingLike, State, StatusCounts, StatusLike};

/// Many comparisons of the same two policies, counted (RULES 6.5).
///
/// It takes the same room for any number of records. Tables made apart, by several threads or processes, can be merged in any
/// order; a table can be pickled.
///
/// >>> import lssc
/// >>> stricter = {"extends": "lssc-faq", "id": "no-grace", "renewal": {"grace_months": 0}}
/// >>> how = {"policy_a": "lssc-faq", "policy_b": stricter, "as_of": "2016-12-01"}
/// >>> table = lssc.ComparisonTable()
/// >>> table.add(lssc.compare({"id": "p-001", "certified_on": "2012-10-15"}, **how))
/// >>> table.count("grace", "lapsed"), table.first_differs("4.10"), table.fees_change_cents
/// (1, 1, 0)
/// >>> table.to_dict()["statuses"]
/// [{'a': 'grace', 'b': 'lapsed', 'records': 1}]
#[pyclass(module = "lssc", frozen)]
pub struct ComparisonTable(Mutex<Counted>);

impl ComparisonTable {
    /// The counts; nothing is done with them that may wait for anything.
    fn counted(&self) -> MutexGuard<'_, Counted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn named<T: FromStr<Err = Problem>>(name: &Bound<'_, PyAny>) -> PyResult<T> {
    let name: String = name.extract()?;
    name.parse().map_err(wrong)
}

fn wrong(problem: Problem) -> PyErr {
    PyValueError::new_err(problem.to_string())
}

fn compared(side: &Bound<'_, PyAny>) -> PyResult<Compared> {
    let fees_cents = Cents::new(side.getattr("fees_cents")?.extract()?);
    Ok(Compared { status: named(&side.getattr("status")?)?, fees_cents })
}

fn comparison(object: &Bound<'_, PyAny>) -> PyResult<Comparison> {
    if !results::is_comparison(object)? {
        let class = object.get_type().name()?.to_string_lossy().into_owned();
        return Err(PyTypeError::new_err(format!("`add` takes a `Comparison`, not a `{class}`")));
    }
    let clause = object.getattr("clause")?;
    Ok(Comparison {
        record: named(&object.getattr("record")?)?,
        a: compared(&object.getattr("a")?)?,
        b: compared(&object.getattr("b")?)?,
        clause: if clause.is_none() { None } else { Some(named(&clause)?) },
    })
}

/// What a pickle holds: the counts of all pairs of statuses and of all clauses, and both changes of the fees.
type Counts = (Vec<u64>, Vec<u64>, (u64, u64), (u64, u64));

#[pymethods]
impl ComparisonTable {
    #[new]
    fn new() -> Self {
        Self(Mutex::default())
    }

    /// Counts one more. Raises `TypeError` for what is no `Comparison`, as the `LsscError` that stands in the place of one.
    fn add(&self, comparison: shown::Comparison<'_>) -> PyResult<()> {
        let comparison = self::comparison(&comparison.0)?;
        self.counted().add(&comparison);
        Ok(())
    }

    /// Takes in what another table has counted.
    fn merge(&self, other: &Self) {
        // Not while the other one is held: it may be this one.
        let more = other.counted().clone();
        self.counted().merge(&more);
    }

    /// How many records there are.
    #[getter]
    fn records(&self) -> u64 {
        self.counted().records()
    }

    /// How many records the change touches: those for which a clause differs.
    #[getter]
    fn touched(&self) -> u64 {
        self.counted().touched()
    }

    /// How many records have the one status under the first policy and the other under the second.
    fn count(&self, a: StatusLike<'_>, b: StatusLike<'_>) -> PyResult<u64> {
        let (a, b) = (named(&a.0)?, named(&b.0)?);
        Ok(self.counted().count(a, b))
    }

    /// The whole table, row by row: every pair of statuses, also those that no record has.
    #[getter]
    fn statuses<'py>(&self, py: Python<'py>) -> PyResult<StatusCounts<'py>> {
        let counted = self.counted().clone();
        tuple(py, counted.statuses().map(|count| results::status_count(py, count))).map(StatusCounts)
    }

    /// For how many records that clause (`4.10`) is the first that differs.
    fn first_differs(&self, clause: shown::ClauseLike<'_>) -> PyResult<u64> {
        let clause: Clause = named(&clause.0)?;
        Ok(self.counted().first_differs(clause))
    }

    /// How many records stand higher under the second policy and have that there.
    fn gained(&self, standing: StandingLike<'_>) -> PyResult<u64> {
        let standing: Standing = named(&standing.0)?;
        Ok(self.counted().gained(standing))
    }

    /// How many records stand lower under the second policy and had that under the first.
    fn lost(&self, standing: StandingLike<'_>) -> PyResult<u64> {
        let standing: Standing = named(&standing.0)?;
        Ok(self.counted().lost(standing))
    }

    /// The records whose fees are higher under the second policy, and by how much together.
    #[getter]
    fn fees_more<'py>(&self, py: Python<'py>) -> PyResult<FeesChange<'py>> {
        let change = self.counted().fees_more();
        results::fees_change(py, change).map(FeesChange)
    }

    /// The records whose fees are lower under the second policy, and by how much together.
    #[getter]
    fn fees_less<'py>(&self, py: Python<'py>) -> PyResult<FeesChange<'py>> {
        let change = self.counted().fees_less();
        results::fees_change(py, change).map(FeesChange)
    }

    /// How much more all fees together are under the second policy; negative when they are less.
    #[getter]
    fn fees_change_cents(&self) -> i64 {
        self.counted().fees_change_cents()
    }

    /// The table as JSON has it; what no record has is left out of its lists.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<JsonObject<'py>> {
        parsed(py, &self.to_json()).map(JsonObject)
    }

    /// The same as JSON text.
    fn to_json(&self) -> String {
        json(&*self.counted())
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        html(py, &self.to_json())
    }

    fn __repr__(&self) -> String {
        let counted = self.counted();
        format!("<ComparisonTable of {} records: {} touched>", counted.records(), counted.touched())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let Ok(other) = other.cast::<Self>() else { return false };
        let other = other.get().counted().clone();
        *self.counted() == other
    }

    fn __copy__(&self) -> Self {
        Self(Mutex::new(self.counted().clone()))
    }

    #[pyo3(signature = (_memo))]
    fn __deepcopy__(&self, _memo: shown::Anything<'_>) -> Self {
        self.__copy__()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<State<'py>> {
        let counted = slf.get().counted().clone();
        let pair = |change: Change| (change.records, change.total_cents.get());
        let counts: Counts = (
            counted.statuses().map(|count| count.records).collect(),
            Clause::ALL.iter().map(|&clause| counted.first_differs(clause)).collect(),
            pair(counted.fees_more()),
            pair(counted.fees_less()),
        );
        let again = (slf.get_type().getattr("_remembered")?, (counts,));
        Ok(State(again.into_pyobject(slf.py())?.into_any()))
    }

    /// Makes a table again from its pickle.
    #[staticmethod]
    fn _remembered(counts: State<'_>) -> PyResult<Self> {
        let (statuses, clauses, fees_more, fees_less): Counts = counts.0.extract()?;
        let pairs = Status::ALL.iter().flat_map(|&a| Status::ALL.iter().map(move |&b| (a, b)));
        let statuses = pairs.zip(statuses).map(|((a, b), records)| StatusCount { a, b, records });
        let change = |(records, cents)| Change { records, total_cents: Cents::new(cents) };
        let clauses = Clause::ALL.iter().copied().zip(clauses);
        Ok(Self(Mutex::new(Counted::of_counts(statuses, clauses, change(fees_more), change(fees_less)))))
    }
}
