//! `lssc.plan`.

use pyo3::prelude::*;

use super::results;
use crate::class::UnknownKeys;
use crate::setting::Arguments;
use crate::shown::{CatalogLike, DayLike, Plan, PolicyLike, RecordLike};

/// The cheapest way to complete what is missing, for an ALA member and for everybody else (RULES 6.4).
///
/// What is on offer are the approvals of the catalog that have a price and are open on the day, and portfolios, unless the
/// policy has closed that route. Each set is bought by itself. The arguments are those of `assess`.
///
/// Raises `LsscError` with every fault of all of them, as `assess` does.
///
/// >>> import lssc
/// >>> catalog = lssc.Catalog([lssc.Approval("a-1", "technology", ["nku-tech"], "2023-09-01", price_cents=4500)])
/// >>> found = lssc.plan({"id": "p-001", "admitted_on": "2024-01-15"}, as_of="2024-06-30", catalog=catalog)
/// >>> found.as_non_member.total_cents, found.membership_saves_cents
/// (34500, 5000)
/// >>> [(str(item.route), item.approval) for item in found.as_member.items][:3]
/// [('portfolio', None), ('portfolio', None), ('course', 'a-1')]
#[pyfunction]
#[pyo3(text_signature = "(record, *, as_of, catalog=None, policy='lssc-faq', **unknown)")]
#[pyo3(signature = (record, *, as_of, catalog=None, policy=PolicyLike::DEFAULT, **unknown: "None"))]
pub fn plan<'py>(
    py: Python<'py>,
    record: RecordLike<'py>,
    as_of: DayLike<'py>,
    catalog: Option<CatalogLike<'py>>,
    policy: PolicyLike<'py>,
    unknown: Option<UnknownKeys<'py>>,
) -> PyResult<Plan<'py>> {
    let arguments = Arguments::of(&as_of, catalog.as_ref(), &policy, unknown.as_ref());
    let (setting, record) = arguments.with_record(&record.0).map_err(|failure| failure.raise(py))?;
    results::plan(py, &setting.plan(&record)).map(Plan)
}
