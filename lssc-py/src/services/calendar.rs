//! `lssc.calendar` and `lssc.calendar_many`.

use std::sync::{Arc, Mutex, PoisonError};

use lssc_core::{Calendar, Record};
use pyo3::prelude::*;

use crate::class::UnknownKeys;
use crate::faults::error_below;
use crate::many::{Batches, Function};
use crate::setting::Arguments;
use crate::shown::{CatalogLike, DayLike, PolicyLike, RecordLike, RecordsLike};

/// The dates ahead of one person, as the text of an iCalendar file (RULES 6.6, RFC 5545).
///
/// They are the deadline of the candidacy, and the opening, the expiry and the last day of the current term, those on or after
/// the day. Imported again, the file updates the events whose date is the same; one whose date has changed is a new event.
/// Lines end with CRLF: write the text as it is (`newline=""`). The arguments are those of `assess`.
///
/// Raises `LsscError` with every fault of all of them, as `assess` does.
///
/// >>> import lssc
/// >>> text = lssc.calendar({"id": "p-001", "admitted_on": "2024-06-30"}, as_of="2025-01-01")
/// >>> [line for line in text.splitlines() if line.startswith("DTSTART")]
/// ['DTSTART;VALUE=DATE:20280630']
#[pyfunction]
#[pyo3(text_signature = "(record, *, as_of, catalog=None, policy='lssc-faq', **unknown)")]
#[pyo3(signature = (record, *, as_of, catalog=None, policy=PolicyLike::DEFAULT, **unknown: "None"))]
pub fn calendar<'py>(
    py: Python<'py>,
    record: RecordLike<'py>,
    as_of: DayLike<'py>,
    catalog: Option<CatalogLike<'py>>,
    policy: PolicyLike<'py>,
    unknown: Option<UnknownKeys<'py>>,
) -> PyResult<String> {
    let arguments = Arguments::of(&as_of, catalog.as_ref(), &policy, unknown.as_ref());
    let (setting, record) = arguments.with_record(&record.0).map_err(|failure| failure.raise(py))?;
    Ok(setting.calendar(&record))
}

/// The dates ahead of many people, in one iCalendar file (RULES 6.6); its titles name the record.
///
/// `records` is what `assess_many` takes. Their ids must differ, as in a register: events of one id, one kind and one day are
/// one event to a calendar. They are read in batches, without the GIL.
///
/// Raises `LsscError` at once for faults of `as_of`, `catalog` or `policy`, and at the end with every fault of every record
/// (`/records/3/applied_on`): no file leaves anybody out unsaid. Records that have been read before have none.
///
/// >>> import lssc
/// >>> people = [lssc.Record(name, admitted_on="2024-06-30") for name in ("p-001", "p-002")]
/// >>> text = lssc.calendar_many(people, as_of="2025-01-01")
/// >>> [line for line in text.splitlines() if line.startswith("SUMMARY")][-1]
/// 'SUMMARY:LSSC p-002: last day to complete the competency sets'
#[pyfunction]
#[pyo3(text_signature = "(records, *, as_of, catalog=None, policy='lssc-faq', **unknown)")]
#[pyo3(signature = (records, *, as_of, catalog=None, policy=PolicyLike::DEFAULT, **unknown: "None"))]
pub fn calendar_many<'py>(
    py: Python<'py>,
    records: RecordsLike<'py>,
    as_of: DayLike<'py>,
    catalog: Option<CatalogLike<'py>>,
    policy: PolicyLike<'py>,
    unknown: Option<UnknownKeys<'py>>,
) -> PyResult<String> {
    let arguments = Arguments::of(&as_of, catalog.as_ref(), &policy, unknown.as_ref());
    let setting = arguments.setting().map_err(|failure| failure.raise(py))?;
    let batches = Batches::new(&records.0, &CALENDAR_MANY)?;
    let calendar = Mutex::new(Calendar::new());
    let add = |record: Arc<Record>| {
        setting.add_to(&mut calendar.lock().unwrap_or_else(PoisonError::into_inner), &record);
    };
    let mut faulty = Vec::new();
    let mut place = 0_usize;
    while let Some(added) = batches.next(py, &add)? {
        if let Err(faults) = added {
            faulty.push((format!("/records/{place}"), faults));
        }
        place += 1;
    }
    if faulty.is_empty() {
        Ok(calendar.into_inner().unwrap_or_else(PoisonError::into_inner).finish())
    } else {
        Err(PyErr::from_value(error_below(py, &faulty)?))
    }
}

const CALENDAR_MANY: Function = Function {
    name: "calendar_many",
    table: "give it the rows of a table, as dicts",
    one: "put one record into a list, or give it to `calendar`",
};
