//! `lssc.order`, and the steps of an order.

use std::str::FromStr;
use std::sync::Arc;

use lssc_core::wire::Request;
use lssc_core::{OrderState, People, StepError};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyType};

use super::results;
use crate::asking::{self, Asked, has_unknown};
use crate::class::UnknownKeys;
use crate::names::member;
use crate::python::{Failure, strictly};
use crate::shown::{DayLike, Order, OrderState as StateName, PeopleLike, PolicyLike};

/// The purchase order by which an institution pays the applications of several people (RULES 6.2, FAQ 22).
///
/// `people` is a list of `lssc.Person` or mappings with the keys `name`, `email` and `ala_member`, all three required; no
/// email twice, whatever its case. None make an empty order. The order begins as `applied`; `Order.step` takes it on.
///
/// Raises `LsscError` with every fault; the paths are `/people/0/email`, `/as_of`, `/policy/…`.
///
/// >>> import lssc
/// >>> people = [lssc.Person("Pat Doe", "pat@library.example", ala_member=True),
/// ...           {"name": "Sam Roe", "email": "sam@library.example", "ala_member": False}]
/// >>> order = lssc.order(people, as_of="2024-06-30")
/// >>> order.total_cents, [str(line.basis) for line in order.lines]
/// (67500, ['member', 'non-member'])
/// >>> order = order.step("order-received")
/// >>> order.step("paid")
/// Traceback (most recent call last):
/// ...
/// lssc._faults.StepError: an order that is `order-received` becomes `invoiced` next, not `paid`
#[pyfunction]
#[pyo3(text_signature = "(people, *, as_of, policy='lssc-faq', **unknown)")]
#[pyo3(signature = (people, *, as_of, policy=PolicyLike::DEFAULT, **unknown: "None"))]
pub fn order<'py>(
    py: Python<'py>,
    people: PeopleLike<'py>,
    as_of: DayLike<'py>,
    policy: PolicyLike<'py>,
    unknown: Option<UnknownKeys<'py>>,
) -> PyResult<Order<'py>> {
    let order = ordered(&people.0, &as_of.0, policy.0.as_ref(), unknown.as_ref().map(|given| &given.0));
    results::order(py, &order.map_err(|failure| failure.raise(py))?).map(Order)
}

fn ordered<'py>(
    people: &Bound<'py, PyAny>,
    as_of: &Bound<'py, PyAny>,
    policy: Option<&Bound<'py, PyAny>>,
    unknown: Option<&Bound<'py, PyDict>>,
) -> Result<lssc_core::Order, Failure> {
    if !has_unknown(unknown) {
        let (read, day): (Option<People>, _) = (strictly(people)?, strictly(as_of)?);
        if let (Some(people), Some(day), Some(policy)) = (read, day, asking::policy(policy)?) {
            return Ok(lssc_core::order(&people, &policy, day));
        }
    }
    let asked = Asked::of("order").with_given("people", people)?.with_given("as_of", as_of)?;
    let asked = asked.with_policy("policy", policy)?.with_unknown(unknown)?;
    let (people, as_of, policy) = asked.request(|request| match request {
        Request::Order(people, as_of, policy) => Some((people, as_of, Arc::new(policy))),
        _ => None,
    })?;
    Ok(lssc_core::order(&people, &policy, as_of))
}

/// The state of an order that is taken one step on.
#[pyfunction]
pub fn step_order<'py>(py: Python<'py>, from_: &str, to: &str) -> PyResult<StateName<'py>> {
    let (from, to) = (state(from_)?, state(to)?);
    match from.step(to) {
        Ok(state) => member(py, state).map(StateName),
        Err(error) => Err(raised(py, error)),
    }
}

/// The state that follows, or `None` after the last one.
#[pyfunction]
pub fn next_order_state<'py>(py: Python<'py>, state_: &str) -> PyResult<Option<StateName<'py>>> {
    let next = state(state_)?.next();
    next.map(|next| member(py, next).map(StateName)).transpose()
}

fn state(name: &str) -> PyResult<OrderState> {
    OrderState::from_str(name).map_err(|problem| PyValueError::new_err(problem.to_string()))
}

fn raised(py: Python<'_>, error: StepError) -> PyErr {
    let made = || {
        static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        let named = |state: OrderState| member(py, state);
        let (from, to, expected) = match error {
            StepError::NotNext { from, to, expected } => (from, to, Some(named(expected)?)),
            StepError::Ended { from, to } => (from, to, None),
        };
        let class = CLASS.import(py, "lssc._faults", "StepError")?;
        class.call1((error.to_string(), named(from)?, named(to)?, expected))
    };
    made().map_or_else(|error: PyErr| error, PyErr::from_value)
}
