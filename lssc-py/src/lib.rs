//! The native half of the Python package `lssc`: conversion, and nothing else. Every rule, number and date lives in
//! `lssc-core`; enumerations, result classes and exceptions are plain Python.

#![deny(unsafe_code)]
#![warn(clippy::undocumented_unsafe_blocks)]

mod arrow;
mod asking;
mod assessment;
mod catalog;
mod class;
mod faults;
mod many;
mod names;
mod node;
mod plain;
mod policy;
mod python;
mod record;
mod remarks;
mod results;
mod services;
mod setting;
mod shown;
mod summary;

use pyo3::prelude::*;

/// What `lssc` is made of.
#[pymodule(gil_used = false)]
mod _native {
    use std::sync::Mutex;

    use lssc_core::wire;
    use pyo3::exceptions::PyTypeError;
    use pyo3::prelude::*;
    use pyo3::sync::MutexExt;
    use pyo3::types::{PyBytes, PyDict};

    use crate::arrow::{Options, What};
    use crate::assessment::Judged;
    use crate::class::UnknownKeys;
    use crate::setting::Arguments;
    use crate::shown::{
        Carried, CatalogLike, DayLike, Names, PolicyLike, RecordLike, RecordsLike, TableLike,
    };

    #[pymodule_export]
    use crate::{
        arrow::AssessedTable,
        assessment::Assessment,
        catalog::Catalog,
        many::Assessments,
        policy::Policy,
        record::Record,
        services::calendar::{calendar, calendar_many},
        services::compare::{Comparisons, compare, compare_many},
        services::further::{Committee, further, verified},
        services::order::{next_order_state, order, step_order},
        services::plan::plan,
        services::program::{Program, review},
        services::table::ComparisonTable,
        services::timeline::timeline,
        summary::Summary,
    };

    /// The most bytes that a request may have (RULES 3.3).
    #[pymodule_export]
    const MAX_BYTES: usize = wire::MAX_BYTES;

    /// The version of the package.
    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "Python calls it so")]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    /// Decides one record as of one day (RULES 4, 5).
    ///
    /// `record` is a `Record` or a mapping with the wire's keys. `as_of` is a date (never a `datetime`) or `YYYY-MM-DD`; there
    /// is no default, since nothing here asks a clock. `catalog` is a `Catalog` or a mapping; without one nothing is approved.
    /// `policy` is the name of a shipped policy, a `Policy`, or a mapping: a whole policy or an overlay; `None` is the default.
    ///
    /// Raises `LsscError` with every fault of all of them; the paths point into the request (`/record/…`, `/as_of`). Being
    /// ineligible is an answer, never an error.
    ///
    /// >>> import lssc
    /// >>> found = lssc.assess({"id": "p-001", "certified_on": "2012-10-15"}, as_of="2016-01-31")
    /// >>> str(found.status), found.renewal.last_day
    /// ('renewal-open', datetime.date(2016, 12, 15))
    #[pyfunction]
    #[pyo3(text_signature = "(record, *, as_of, catalog=None, policy='lssc-faq', **unknown)")]
    #[pyo3(signature = (record, *, as_of, catalog=None, policy=PolicyLike::DEFAULT, **unknown: "None"))]
    fn assess<'py>(
        py: Python<'py>,
        record: RecordLike<'py>,
        as_of: DayLike<'py>,
        catalog: Option<CatalogLike<'py>>,
        policy: PolicyLike<'py>,
        unknown: Option<UnknownKeys<'py>>,
    ) -> PyResult<Assessment> {
        let arguments = Arguments::of(&as_of, catalog.as_ref(), &policy, unknown.as_ref());
        let (setting, record) = arguments.with_record(&record.0).map_err(|failure| failure.raise(py))?;
        Ok(Assessment::new(Judged::new(record, setting)))
    }

    /// Where somebody stands on one day, with the dates and cents that go with it, and without reasons: what an assessment
    /// says, for a fraction of its price.
    ///
    /// The arguments are those of `assess`. Raises `LsscError` as it does.
    ///
    /// >>> import lssc
    /// >>> found = lssc.summary({"id": "p-001", "certified_on": "2012-10-15"}, as_of="2016-01-31")
    /// >>> str(found.status), found.certification.last_day, found.total_cents
    /// ('renewal-open', datetime.date(2016, 12, 15), 35000)
    #[pyfunction]
    #[pyo3(text_signature = "(record, *, as_of, catalog=None, policy='lssc-faq', **unknown)")]
    #[pyo3(signature = (record, *, as_of, catalog=None, policy=PolicyLike::DEFAULT, **unknown: "None"))]
    fn summary<'py>(
        py: Python<'py>,
        record: RecordLike<'py>,
        as_of: DayLike<'py>,
        catalog: Option<CatalogLike<'py>>,
        policy: PolicyLike<'py>,
        unknown: Option<UnknownKeys<'py>>,
    ) -> PyResult<Summary> {
        let arguments = Arguments::of(&as_of, catalog.as_ref(), &policy, unknown.as_ref());
        let (setting, record) = arguments.with_record(&record.0).map_err(|failure| failure.raise(py))?;
        Ok(Summary::new(setting.summary(&record)))
    }

    /// Decides many records as of one day, lazily and in order.
    ///
    /// `records` is any iterable of records, mappings, or JSON text (`str`, `bytes`; a file of JSON lines is one). A record with
    /// faults gives an `LsscError` in its place, which is not raised, so that it loses none of the others; its paths point into
    /// that record. Up to 256 records are read ahead and assessed together, without the GIL, so that threads run side by side.
    ///
    /// Raises `LsscError` at once for faults of `as_of`, `catalog` or `policy`.
    ///
    /// >>> import lssc
    /// >>> people = [{"id": "p-001"}, {"id": "p-002", "applied_on": "2024-02-30"}, '{"id": "p-003"}']
    /// >>> for found in lssc.assess_many(people, as_of="2024-06-30"):
    /// ...     match found:
    /// ...         case lssc.Assessment(record=person, status=status):
    /// ...             print(person, status)
    /// ...         case lssc.LsscError(faults=faults):
    /// ...             print(faults[0].path, faults[0].code)
    /// p-001 undetermined
    /// /applied_on bad-date
    /// p-003 undetermined
    #[pyfunction]
    #[pyo3(text_signature = "(records, *, as_of, catalog=None, policy='lssc-faq', **unknown)")]
    #[pyo3(signature = (records, *, as_of, catalog=None, policy=PolicyLike::DEFAULT, **unknown: "None"))]
    fn assess_many<'py>(
        py: Python<'py>,
        records: RecordsLike<'py>,
        as_of: DayLike<'py>,
        catalog: Option<CatalogLike<'py>>,
        policy: PolicyLike<'py>,
        unknown: Option<UnknownKeys<'py>>,
    ) -> PyResult<Assessments> {
        let arguments = Arguments::of(&as_of, catalog.as_ref(), &policy, unknown.as_ref());
        let setting = arguments.setting().map_err(|failure| failure.raise(py))?;
        Assessments::new(&records.0, setting)
    }

    /// Decides a whole register as of one day: Arrow in, Arrow out.
    ///
    /// `table` is anything with an Arrow stream (polars, pyarrow, pandas 3, duckdb ...), a row a record; its columns are the
    /// keys of a record (RULES 3.1), `experience`, `courses` and the like as lists of structs. A column that is absent, or null
    /// in a row, is not answered. Dates are dates, texts `YYYY-MM-DD`, or times without a zone at midnight. Any other column is
    /// a fault, unless `carry` names it: then it goes over as it is. A row with faults has them in the column `faults`, and loses
    /// none of the others.
    ///
    /// The rows are assessed as the result is read, a piece at a time, on `threads` threads (default: as many as there are
    /// processors), without the GIL: a register larger than memory passes through. With `findings=True` there is a column with
    /// every finding.
    ///
    /// Raises `LsscError` at once for faults of `as_of`, `catalog`, `policy` or the names of the columns, `ValueError` for a
    /// column to carry that is not there or has the name of one of the result.
    ///
    /// >>> import lssc, pyarrow
    /// >>> people = pyarrow.table({"id": ["p-001", "p-002"], "certified_on": ["2012-10-15", "2012-15-10"]})
    /// >>> found = pyarrow.table(lssc.assess_table(people, as_of="2016-12-15"))
    /// >>> found["status"].to_pylist()
    /// ['grace', None]
    /// >>> found["faults"][1].as_py()[0]["code"]
    /// 'bad-date'
    #[pyfunction]
    #[expect(clippy::too_many_arguments, reason = "each is an option of its own")]
    #[pyo3(
        text_signature = "(table, *, as_of, catalog=None, policy='lssc-faq', carry=None, findings=False, threads=None, **unknown)"
    )]
    #[pyo3(signature = (
        table, *, as_of, catalog=None, policy=PolicyLike::DEFAULT, carry=None, findings=false, threads=None, **unknown: "None"
    ))]
    fn assess_table<'py>(
        py: Python<'py>,
        table: TableLike<'py>,
        as_of: DayLike<'py>,
        catalog: Option<CatalogLike<'py>>,
        policy: PolicyLike<'py>,
        carry: Option<Carried<'py>>,
        findings: bool,
        threads: Option<i64>,
        unknown: Option<UnknownKeys<'py>>,
    ) -> PyResult<AssessedTable> {
        let arguments = Arguments::of(&as_of, catalog.as_ref(), &policy, unknown.as_ref());
        let setting = arguments.setting().map_err(|failure| failure.raise(py))?;
        let what = What::Assessment { with_findings: findings };
        let options = Options { carry: names(carry)?, what, threads };
        AssessedTable::new(&table.0, setting, options).map_err(|failure| failure.raise(py))
    }

    /// Where everybody of a register stands as of one day, with the dates and cents that go with it, and without reasons: Arrow
    /// in, Arrow out.
    ///
    /// The arguments are those of `assess_table`, and the columns those of its columns that a `Summary` has, and `faults`. It
    /// takes a fraction of the time. Raises `LsscError` and `ValueError` as that does.
    ///
    /// >>> import lssc, pyarrow
    /// >>> people = pyarrow.table({"id": ["p-001", "p-002"], "certified_on": ["2012-10-15", "2012-15-10"]})
    /// >>> found = pyarrow.table(lssc.summary_table(people, as_of="2016-12-15"))
    /// >>> found["status"].to_pylist(), found["total_cents"].to_pylist()
    /// (['grace', None], [35000, None])
    #[pyfunction]
    #[expect(clippy::too_many_arguments, reason = "each is an option of its own")]
    #[pyo3(
        text_signature = "(table, *, as_of, catalog=None, policy='lssc-faq', carry=None, threads=None, **unknown)"
    )]
    #[pyo3(signature = (
        table, *, as_of, catalog=None, policy=PolicyLike::DEFAULT, carry=None, threads=None, **unknown: "None"
    ))]
    fn summary_table<'py>(
        py: Python<'py>,
        table: TableLike<'py>,
        as_of: DayLike<'py>,
        catalog: Option<CatalogLike<'py>>,
        policy: PolicyLike<'py>,
        carry: Option<Carried<'py>>,
        threads: Option<i64>,
        unknown: Option<UnknownKeys<'py>>,
    ) -> PyResult<AssessedTable> {
        let arguments = Arguments::of(&as_of, catalog.as_ref(), &policy, unknown.as_ref());
        let setting = arguments.setting().map_err(|failure| failure.raise(py))?;
        let options = Options { carry: names(carry)?, what: What::Summary, threads };
        AssessedTable::new(&table.0, setting, options).map_err(|failure| failure.raise(py))
    }

    /// The names of columns.
    fn names(given: Option<Carried<'_>>) -> PyResult<Vec<String>> {
        let names =
            given.map(|names| names.0.extract::<Vec<String>>().map_err(|_| not_names())).transpose()?;
        Ok(names.unwrap_or_default())
    }

    fn not_names() -> PyErr {
        PyTypeError::new_err("carry must be a list of names of columns")
    }

    /// Answers requests as bytes, one after the other (RULES 8): what `lssc.conform` runs.
    ///
    /// It reads a repeated policy and catalog once.
    #[pyclass(module = "lssc", frozen)]
    struct Session(Mutex<wire::Session>);

    #[pymethods]
    impl Session {
        #[new]
        fn new() -> Self {
            Self(Mutex::default())
        }

        /// The answer to one request: `{"assessment": …}`, `{"timeline": …}` and so on, or `{"faults": …}`; never an exception.
        fn answer<'py>(&self, py: Python<'py>, request: &[u8]) -> Bound<'py, PyBytes> {
            let mut session = self.0.lock_py_attached(py).unwrap_or_else(std::sync::PoisonError::into_inner);
            PyBytes::new(py, &session.answer(request))
        }
    }

    /// The line and the column, both from 1, at which JSON text holds what a JSON Pointer names, or the nearest thing around
    /// it; `None` when the text is not JSON.
    #[pyfunction]
    fn locate(text: &[u8], path: &str) -> Option<(usize, usize)> {
        wire::locate(text, path).map(|place| (place.line, place.column))
    }

    /// The title of a competency set.
    #[pyfunction]
    fn set_title(set: &str) -> PyResult<&'static str> {
        let set = set.parse::<lssc_core::CompetencySet>();
        set.map(lssc_core::CompetencySet::title)
            .map_err(|problem| pyo3::exceptions::PyValueError::new_err(problem.to_string()))
    }

    /// Every name of every enumeration of the core, for the test that compares `lssc._enums` with them.
    #[pyfunction]
    fn core_names(py: Python<'_>) -> PyResult<Names<'_>> {
        use lssc_core as core;
        let all = PyDict::new(py);
        let sets: Vec<&str> = core::CompetencySet::ALL.iter().map(|set| set.as_str()).collect();
        for (enumeration, names) in [
            ("ActivityUnit", core::ActivityUnit::NAMES),
            ("Basis", core::Basis::NAMES),
            ("CompetencySet", sets.as_slice()),
            ("Edition", core::Edition::NAMES),
            ("Education", core::Education::NAMES),
            ("FaultCode", core::FaultCode::NAMES),
            ("FeeItem", core::FeeItem::NAMES),
            ("FindingCode", core::FindingCode::NAMES),
            ("FindingOutcome", core::FindingOutcome::NAMES),
            ("Goal", core::GoalKind::NAMES),
            ("Milestone", core::Milestone::NAMES),
            ("OrderState", core::OrderState::NAMES),
            ("Outcome", core::OutcomeName::NAMES),
            ("RejectionReason", core::RejectionReason::NAMES),
            ("RemarkCode", core::RemarkCode::NAMES),
            ("RemarkKind", core::RemarkKind::NAMES),
            ("Route", core::Route::NAMES),
            ("Standing", core::Standing::NAMES),
            ("Status", core::Status::NAMES),
            ("Verdict", core::Verdict::NAMES),
        ] {
            all.set_item(enumeration, pyo3::types::PyTuple::new(py, names)?)?;
        }
        Ok(Names(all.into_any()))
    }
}
