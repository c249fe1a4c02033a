//! The enumerations of `lssc._enums`: each member is looked up by the name that the core gives it.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyDict;

/// One enumeration.
pub struct Names {
    class: &'static str,
    members: PyOnceLock<Py<PyDict>>,
}

macro_rules! enumerations {
    ($($name:ident = $class:literal,)+) => {
        $(pub static $name: Names = Names { class: $class, members: PyOnceLock::new() };)+
    };
}

enumerations! {
    ACTIVITY_UNIT = "ActivityUnit",
    BASIS = "Basis",
    COMPETENCY_SET = "CompetencySet",
    EDUCATION = "Education",
    FAULT_CODE = "FaultCode",
    FEE_ITEM = "FeeItem",
    FINDING_CODE = "FindingCode",
    FINDING_OUTCOME = "FindingOutcome",
    MILESTONE = "Milestone",
    ORDER_STATE = "OrderState",
    OUTCOME = "Outcome",
    REJECTION_REASON = "RejectionReason",
    REMARK_CODE = "RemarkCode",
    REMARK_KIND = "RemarkKind",
    ROUTE = "Route",
    STANDING = "Standing",
    STATUS = "Status",
    VERDICT = "Verdict",
}

/// The member of this name.
pub fn member<'py>(py: Python<'py>, names: &'static Names, name: &str) -> PyResult<Bound<'py, PyAny>> {
    let members = names.members.get_or_try_init(py, || {
        let class = py.import("lssc._enums")?.getattr(names.class)?;
        class.getattr("_value2member_map_")?.cast_into::<PyDict>().map(Bound::unbind).map_err(PyErr::from)
    })?;
    members.bind(py).as_any().get_item(name)
}
