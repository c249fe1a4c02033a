//! `lssc.Program` and `lssc.review`.

use std::sync::Arc;

use lssc_core::wire::{Request, Written};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};

use super::results;
use crate::asking::{self, Asked, Part, has_unknown, json};
use crate::class::{UnknownKeys, common, given, parsed, repr, text_argument};
use crate::python::{Failure, read_with_every_fault, text};
use crate::results::sets;
use crate::shown::{
    Changes, Covers, CoversLike, JsonObject, Matrix, ObjectLike, PolicyLike, ProgramKeys, ProgramLike,
    Review, TextLike,
};

/// Whether every graduate of a program has what certification takes, and if not, one who has not (RULES 6.3, FAQ 12).
///
/// `program` is a `Program` or a mapping with the keys `requirements` and `courses`. It is exact over every way of graduating.
///
/// Raises `LsscError` with every fault; the paths are `/requirements/…`, `/courses/…`, `/policy/…`.
///
/// >>> import lssc
/// >>> every = [one.value for one in lssc.CompetencySet]
/// >>> program = {"requirements": {"choose": 1, "from": [{"course": "all"}, {"course": "computers"}]},
/// ...            "courses": {"all": every, "computers": ["technology"]}}
/// >>> found = lssc.review(program)
/// >>> found.qualifies, found.graduate, found.electives_missing
/// (False, ('computers',), 3)
#[pyfunction]
#[pyo3(text_signature = "(program, *, policy='lssc-faq', **unknown)")]
#[pyo3(signature = (program, *, policy=PolicyLike::DEFAULT, **unknown: "None"))]
pub fn review<'py>(
    py: Python<'py>,
    program: ProgramLike<'py>,
    policy: PolicyLike<'py>,
    unknown: Option<UnknownKeys<'py>>,
) -> PyResult<Review<'py>> {
    let asked = asked(&program.0, policy.0.as_ref(), unknown.as_ref().map(|given| &given.0));
    let (program, policy) = asked.map_err(|failure| failure.raise(py))?;
    let review = py.detach(|| lssc_core::review(&program, &policy));
    results::review(py, &review).map(Review)
}

type ProgramAndPolicy = (Arc<lssc_core::Program>, Arc<lssc_core::Policy>);

fn asked<'py>(
    program: &Bound<'py, PyAny>,
    policy: Part<'_, 'py>,
    unknown: Option<&Bound<'py, PyDict>>,
) -> Result<ProgramAndPolicy, Failure> {
    let read = program.cast::<Program>().ok().map(|program| program.get().0.clone());
    if let (Some(program), Some(policy), false) = (&read, asking::policy(policy)?, has_unknown(unknown)) {
        return Ok((program.clone(), policy));
    }
    let text = match read {
        Some(program) => json(&*program),
        None => text(program)?,
    };
    if !text.starts_with('{') {
        // What is no mapping has no parts that could stand in a request.
        Written(text.as_bytes()).program().map_err(Failure::Faults)?;
    }
    // A program has no policy of its own: with one before it, that would be a second one.
    let asked = match policy {
        Some(_) => Asked::of("review").with_policy("policy", policy)?,
        None => Asked::of("review").with("policy", "null"),
    };
    asked.with_keys_of(&KEYS, &text).with_unknown(unknown)?.request(|request| match request {
        Request::Review(program, policy) => Some((Arc::new(program), Arc::new(policy))),
        _ => None,
    })
}

/// A course of study: what it takes to graduate, and the sets that each course covers (RULES 6.3).
///
/// `requirements` is a tree of `{"course": id}`, `{"all": [...]}` and `{"choose": n, "from": [...]}`; `courses` says of each
/// course, by its id, the sets that it covers. A program is read once and can then be reviewed under any policy.
///
/// Raises `LsscError` with every fault; the paths point into the program.
///
/// >>> import lssc
/// >>> program = lssc.Program({"all": [{"course": "core"}, {"course": "computers"}]},
/// ...                        {"core": ["Access Services"], "computers": ["technology"]})
/// >>> program.courses["computers"]
/// (<CompetencySet.TECHNOLOGY: 'technology'>,)
#[pyclass(module = "lssc", frozen)]
pub struct Program(Arc<lssc_core::Program>);

const KEYS: [&str; 2] = ["requirements", "courses"];

#[pymethods]
impl Program {
    #[new]
    #[pyo3(signature = (requirements, courses, **unknown: "None"))]
    fn new<'py>(
        py: Python<'py>,
        requirements: ObjectLike<'py>,
        courses: CoversLike<'py>,
        unknown: Option<UnknownKeys<'py>>,
    ) -> PyResult<Self> {
        let given = given(py, KEYS.into_iter().zip([Some(requirements.0), Some(courses.0)]), unknown)?;
        Self::read(&given).map_err(|failure| failure.raise(py))
    }

    /// The program of a mapping with the keys `requirements` and `courses`.
    #[staticmethod]
    fn from_dict(py: Python<'_>, program: ObjectLike<'_>) -> PyResult<Self> {
        Self::read(&program.0).map_err(|failure| failure.raise(py))
    }

    /// The program of JSON text: `str`, or UTF-8 `bytes`.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: TextLike<'_>) -> PyResult<Self> {
        let program = lssc_core::Program::from_json(&text_argument(&text.0)?);
        program.map(|program| Self(Arc::new(program))).map_err(|faults| Failure::Faults(faults).raise(py))
    }

    #[classattr]
    #[pyo3(name = "__match_args__")]
    fn match_args(py: Python<'_>) -> PyResult<ProgramKeys<'_>> {
        Ok(ProgramKeys(PyTuple::new(py, KEYS)?.into_any()))
    }

    /// What it takes to graduate, as JSON has it.
    #[getter]
    fn requirements<'py>(&self, py: Python<'py>) -> PyResult<JsonObject<'py>> {
        parsed(py, &json(self.0.requirements())).map(JsonObject)
    }

    /// The sets that each course covers, by its id; ids in the order of code points.
    #[getter]
    fn courses<'py>(&self, py: Python<'py>) -> PyResult<Covers<'py>> {
        let courses = PyDict::new(py);
        for (id, covers) in self.0.courses() {
            courses.set_item(id.as_str(), sets(py, covers)?)?;
        }
        Ok(Covers(courses.into_any()))
    }

    /// The courses by the sets they cover, and what every graduate has.
    ///
    /// >>> import lssc
    /// >>> program = lssc.Program({"choose": 1, "from": [{"course": "b"}, {"course": "a"}]},
    /// ...                        {"a": ["technology"], "b": ["technology", "access-services"]})
    /// >>> [(row.course, row.compulsory) for row in program.matrix().rows]
    /// [('a', False), ('b', False)]
    /// >>> [str(one) for one in program.matrix().every_graduate]
    /// ['technology']
    fn matrix<'py>(&self, py: Python<'py>) -> PyResult<Matrix<'py>> {
        let matrix = py.detach(|| lssc_core::matrix(&self.0));
        results::matrix(py, &matrix).map(Matrix)
    }

    /// Every single change to the requirements after which the program qualifies: courses made compulsory, then choices raised,
    /// then branches removed. None where it qualifies as it is, or where no single change is enough.
    ///
    /// `policy` is what `assess` takes. Raises `LsscError` with every fault of it.
    ///
    /// >>> import lssc
    /// >>> every = [one.value for one in lssc.CompetencySet]
    /// >>> program = lssc.Program({"choose": 1, "from": [{"course": "all"}, {"course": "computers"}]},
    /// ...                        {"all": every, "computers": ["technology"]})
    /// >>> for change in program.closing_changes():
    /// ...     match change:
    /// ...         case lssc.MakeCompulsory(course):
    /// ...             print("everybody takes", course)
    /// ...         case lssc.RaiseChoice(at, choose):
    /// ...             print("choose", choose, "at", repr(at))
    /// ...         case lssc.RemoveBranch(at):
    /// ...             print("no longer offer", at)
    /// everybody takes all
    /// choose 2 at ''
    /// no longer offer /from/1
    #[pyo3(text_signature = "($self, *, policy='lssc-faq', **unknown)")]
    #[pyo3(signature = (*, policy=PolicyLike::DEFAULT, **unknown: "None"))]
    fn closing_changes<'py>(
        slf: &Bound<'py, Self>,
        policy: PolicyLike<'py>,
        unknown: Option<UnknownKeys<'py>>,
    ) -> PyResult<Changes<'py>> {
        let (py, unknown) = (slf.py(), unknown.as_ref().map(|given| &given.0));
        let asked = asked(slf.as_any(), policy.0.as_ref(), unknown);
        let (program, policy) = asked.map_err(|failure| failure.raise(py))?;
        let changes = py.detach(|| lssc_core::closing_changes(&program, &policy));
        let changes = changes.iter().map(|one| results::change(py, one)).collect::<PyResult<Vec<_>>>()?;
        Ok(Changes(PyList::new(py, changes)?.into_any()))
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        repr(slf.as_any(), "Program", &KEYS)
    }
}

common!(Program, program, read_with_every_fault);
