//! What the services give as the classes of `lssc._services`.

use lssc_core::{
    Because, Change, Clause, Compared, Comparison, FeesChange, Id, Matrix, MatrixRow, Order, OrderLine, Plan,
    PlanItem, Purchase, Review, Standing, Status, StatusCount, Stretch,
};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

use crate::names::member;
use crate::results::{set, sets, tuple};
use crate::shown::date;

/// A class of `lssc._services`, looked up once.
macro_rules! class {
    ($py:expr, $name:literal) => {{
        static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        CLASS.import($py, "lssc._services", $name)?
    }};
}

fn status(py: Python<'_>, status: Status) -> PyResult<Bound<'_, PyAny>> {
    member(py, status)
}

fn standing(py: Python<'_>, standing: Option<Standing>) -> PyResult<Option<Bound<'_, PyAny>>> {
    standing.map(|one| member(py, one)).transpose()
}

pub fn stretch<'py>(py: Python<'py>, part: &Stretch) -> PyResult<Bound<'py, PyAny>> {
    let because = part.because.map(|because| match because {
        Because::Clause(clause) => clause.to_string(),
        Because::Fact(pointer) => pointer.to_string(),
    });
    let (from, to) = (date(py, part.from)?, date(py, part.to)?);
    class!(py, "Stretch").call1((from, to, status(py, part.status)?, because))
}

pub fn order<'py>(py: Python<'py>, part: &Order) -> PyResult<Bound<'py, PyAny>> {
    class!(py, "Order").call1((
        date(py, part.as_of)?,
        tuple(py, part.lines.iter().map(|line| order_line(py, line)))?,
        part.total_cents.get(),
        member(py, part.state())?,
    ))
}

fn order_line<'py>(py: Python<'py>, part: &OrderLine) -> PyResult<Bound<'py, PyAny>> {
    let basis = member(py, part.basis)?;
    class!(py, "OrderLine").call1((part.name.as_str(), part.email.as_str(), basis, part.amount_cents.get()))
}

pub fn review<'py>(py: Python<'py>, part: &Review) -> PyResult<Bound<'py, PyAny>> {
    let graduate = part.graduate.as_ref();
    class!(py, "Review").call1((
        part.qualifies,
        graduate.map(|courses| tuple(py, courses.iter().map(|one| Ok(one.as_str())))).transpose()?,
        sets(py, part.missing_required)?,
        part.electives_missing,
    ))
}

pub fn matrix<'py>(py: Python<'py>, part: &Matrix) -> PyResult<Bound<'py, PyAny>> {
    let rows = tuple(py, part.rows.iter().map(|row| matrix_row(py, row)))?;
    class!(py, "Matrix").call1((rows, sets(py, part.every_graduate)?))
}

fn matrix_row<'py>(py: Python<'py>, part: &MatrixRow) -> PyResult<Bound<'py, PyAny>> {
    let covers = sets(py, part.covers)?;
    class!(py, "MatrixRow").call1((part.course.as_str(), covers, part.named, part.compulsory))
}

pub fn change<'py>(py: Python<'py>, part: &Change) -> PyResult<Bound<'py, PyAny>> {
    match part {
        Change::Compulsory { course } => class!(py, "MakeCompulsory").call1((course.as_str(),)),
        Change::Raise { at, choose } => class!(py, "RaiseChoice").call1((at, choose)),
        Change::Remove { at } => class!(py, "RemoveBranch").call1((at,)),
    }
}

pub fn plan<'py>(py: Python<'py>, part: &Plan) -> PyResult<Bound<'py, PyAny>> {
    class!(py, "Plan").call1((
        purchase(py, &part.as_non_member)?,
        purchase(py, &part.as_member)?,
        part.membership_saves_cents,
        tuple(py, part.unavailable.iter().map(|&one| set(py, one)))?,
    ))
}

fn purchase<'py>(py: Python<'py>, part: &Purchase) -> PyResult<Bound<'py, PyAny>> {
    let items = tuple(py, part.items.iter().map(|item| plan_item(py, item)))?;
    class!(py, "Purchase").call1((items, part.total_cents.get()))
}

fn plan_item<'py>(py: Python<'py>, part: &PlanItem) -> PyResult<Bound<'py, PyAny>> {
    let route = member(py, part.route)?;
    let approval = part.approval.as_ref().map(Id::as_str);
    class!(py, "PlanItem").call1((set(py, part.set)?, route, approval, part.amount_cents.get()))
}

pub fn comparison<'py>(py: Python<'py>, part: &Comparison) -> PyResult<Bound<'py, PyAny>> {
    class!(py, "Comparison").call1((
        part.record.as_str(),
        compared(py, part.a)?,
        compared(py, part.b)?,
        part.clause.map(Clause::as_str),
        standing(py, part.gained())?,
        standing(py, part.lost())?,
        part.fees_change_cents(),
    ))
}

fn compared(py: Python<'_>, part: Compared) -> PyResult<Bound<'_, PyAny>> {
    class!(py, "Compared").call1((status(py, part.status)?, part.fees_cents.get()))
}

/// Whether an object is a comparison, and not what stands in the place of one.
pub fn is_comparison(object: &Bound<'_, PyAny>) -> PyResult<bool> {
    object.is_instance(class!(object.py(), "Comparison"))
}

pub fn status_count(py: Python<'_>, part: StatusCount) -> PyResult<Bound<'_, PyAny>> {
    class!(py, "StatusCount").call1((status(py, part.a)?, status(py, part.b)?, part.records))
}

pub fn fees_change(py: Python<'_>, part: FeesChange) -> PyResult<Bound<'_, PyAny>> {
    class!(py, "FeesChange").call1((part.records, part.total_cents.get()))
}
