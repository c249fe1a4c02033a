//! The enumerations of `lssc._enums`: each member is looked up by the place that the core gives its name.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyList;

/// The members of one enumeration, in the order of the core's names.
pub struct Members {
    class: &'static str,
    members: PyOnceLock<Vec<Py<PyAny>>>,
}

/// A name of the core that Python has as a member of an enumeration.
pub trait Member: Copy {
    fn members() -> &'static Members;
    /// Its place among all of its kind.
    fn place(self) -> usize;
}

macro_rules! enumerations {
    ($($name:ident = $class:literal,)+) => {
        $(impl Member for lssc_core::$name {
            fn members() -> &'static Members {
                static MEMBERS: Members = Members { class: $class, members: PyOnceLock::new() };
                &MEMBERS
            }

            fn place(self) -> usize {
                self as usize
            }
        })+
    };
}

enumerations! {
    ActivityUnit = "ActivityUnit",
    Basis = "Basis",
    CompetencySet = "CompetencySet",
    Education = "Education",
    FaultCode = "FaultCode",
    FeeItem = "FeeItem",
    FindingCode = "FindingCode",
    FindingOutcome = "FindingOutcome",
    Milestone = "Milestone",
    OrderState = "OrderState",
    OutcomeName = "Outcome",
    RejectionReason = "RejectionReason",
    RemarkCode = "RemarkCode",
    RemarkKind = "RemarkKind",
    Route = "Route",
    Standing = "Standing",
    Status = "Status",
    Verdict = "Verdict",
}

/// The member that a name of the core is.
pub fn member<T: Member>(py: Python<'_>, name: T) -> PyResult<Bound<'_, PyAny>> {
    let all = T::members();
    let members = all.members.get_or_try_init(py, || {
        let class = py.import("lssc._enums")?.getattr(all.class)?;
        let members = py.get_type::<PyList>().call1((class,))?.cast_into::<PyList>()?;
        Ok::<_, PyErr>(members.iter().map(Bound::unbind).collect())
    })?;
    Ok(members[name.place()].bind(py).clone())
}
