//! `lssc.Assessment`: what it says beside the status is worked out, and made into Python's own objects, only when looked at.

use std::sync::{Arc, OnceLock};

use lssc_core::{Assessment as Decided, Record, Summary};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;

use crate::asking::json;
use crate::class::{hash, parsed};
use crate::names::member;
use crate::results;
use crate::setting::Setting;
use crate::shown::{
    self, Candidacy, Certification, Completion, Day, Eligibility, Fees, Findings, JsonObject, NextDate,
    RenewalResult, Status, Texts, date,
};

/// What the rules say of one record on one day, and why (RULES 5).
///
/// It is frozen, hashable, and equal to every other one whose JSON text is the same; it can be pickled, copied and matched on.
///
/// >>> import lssc
/// >>> found = lssc.assess(lssc.Record("p-001", certified_on="2012-10-15"), as_of="2016-12-15")
/// >>> match found:
/// ...     case lssc.Assessment(status=lssc.Status.GRACE, renewal=renewal):
/// ...         print("renew by", renewal.last_day)
/// renew by 2016-12-15
#[pyclass(module = "lssc", frozen)]
pub struct Assessment {
    said: Said,
    /// The attributes, in the order of `KEYS`, each made when it is asked for; boxed, since most are asked for the status alone.
    attributes: OnceLock<Box<Attributes>>,
}

type Attributes = [PyOnceLock<Py<PyAny>>; KEYS.len()];

/// A record and what it is judged by, none of which can change, and what they come to.
pub struct Judged {
    record: Arc<Record>,
    setting: Setting,
    summary: Summary,
    /// The same with its lists and findings, once they are asked for.
    decided: OnceLock<Box<Decided>>,
}

impl Judged {
    pub fn new(record: Arc<Record>, setting: Setting) -> Self {
        let summary = setting.summary(&record);
        Self { record, setting, summary, decided: OnceLock::new() }
    }

    /// Other threads go on meanwhile, as in `assess_many`.
    fn decided(&self, py: Python<'_>) -> &Decided {
        match self.decided.get() {
            Some(decided) => decided,
            None => py.detach(|| self.decided.get_or_init(|| Box::new(self.setting.assess(&self.record)))),
        }
    }

    fn made<'py>(&self, py: Python<'py>, key: &str) -> PyResult<Bound<'py, PyAny>> {
        match key {
            "record" => Ok(crate::python::id(py, &self.record.id).into_any()),
            "policy" => Ok(crate::python::id(py, &self.setting.policy.id).into_any()),
            "as_of" => Ok(date(py, self.setting.as_of)?.into_any()),
            "status" => member(py, self.summary.status),
            "next_date" => optional(py, self.summary.next_date.map(|part| results::next_date(py, part))),
            _ => made(py, self.decided(py), key),
        }
    }
}

/// What an assessment rests on.
enum Said {
    Judged(Judged),
    /// JSON text, from a pickle; the attributes came with it.
    Remembered(String),
}

/// The attributes: the keys of RULES 5, and the next date.
const KEYS: [&str; 13] = [
    "record",
    "policy",
    "as_of",
    "status",
    "eligibility",
    "candidacy",
    "completion",
    "certification",
    "renewal",
    "fees",
    "unknowns",
    "findings",
    "next_date",
];

impl Assessment {
    pub fn new(judged: Judged) -> Self {
        Self { said: Said::Judged(judged), attributes: OnceLock::new() }
    }

    /// The attribute of this place.
    fn attribute<'py>(&self, py: Python<'py>, place: usize) -> PyResult<Bound<'py, PyAny>> {
        let attributes = self.attributes.get_or_init(|| Box::new(std::array::from_fn(|_| PyOnceLock::new())));
        let made = attributes[place].get_or_try_init(py, || match &self.said {
            Said::Judged(judged) => Ok(judged.made(py, KEYS[place])?.unbind()),
            // Nothing is missing from what was remembered.
            Said::Remembered(_) => Ok(py.None()),
        });
        made.map(|made| made.bind(py).clone())
    }

    fn named<'py>(&self, py: Python<'py>, key: &str) -> PyResult<Bound<'py, PyAny>> {
        let place = KEYS.iter().position(|&one| one == key).unwrap_or_default();
        self.attribute(py, place)
    }
}

fn optional<'py>(py: Python<'py>, part: Option<PyResult<Bound<'py, PyAny>>>) -> PyResult<Bound<'py, PyAny>> {
    part.unwrap_or_else(|| Ok(py.None().into_bound(py)))
}

/// What only the whole assessment says.
fn made<'py>(py: Python<'py>, decided: &Decided, key: &str) -> PyResult<Bound<'py, PyAny>> {
    match key {
        "eligibility" => results::eligibility(py, &decided.eligibility),
        "candidacy" => optional(py, decided.candidacy.map(|part| results::candidacy(py, part))),
        "completion" => results::completion(py, &decided.completion),
        "certification" => optional(py, decided.certification.map(|part| results::certification(py, part))),
        "renewal" => optional(py, decided.renewal.as_ref().map(|part| results::renewal(py, part))),
        "fees" => results::fees(py, &decided.fees),
        "unknowns" => results::tuple(py, decided.unknowns.iter().map(|pointer| Ok(pointer.to_string()))),
        _ => results::tuple(py, decided.findings.iter().map(|one| results::finding(py, one))),
    }
}

#[pymethods]
impl Assessment {
    /// Makes an assessment again from its pickle.
    #[staticmethod]
    fn _remembered<'py>(py: Python<'py>, text: String, attributes: shown::State<'py>) -> PyResult<Self> {
        let attributes: Vec<Py<PyAny>> = attributes.0.extract()?;
        let attributes: [Py<PyAny>; KEYS.len()] = attributes
            .try_into()
            .map_err(|_| pyo3::exceptions::PyValueError::new_err("this is no pickled assessment"))?;
        let attributes = attributes.map(|attribute| {
            let made = PyOnceLock::new();
            made.get_or_init(py, || attribute);
            made
        });
        Ok(Self { said: Said::Remembered(text), attributes: Box::new(attributes).into() })
    }

    #[classattr]
    #[pyo3(name = "__match_args__")]
    fn match_args(py: Python<'_>) -> PyResult<shown::AssessmentKeys<'_>> {
        Ok(shown::AssessmentKeys(PyTuple::new(py, KEYS)?.into_any()))
    }

    /// The id of the record.
    #[getter]
    fn record(&self, py: Python<'_>) -> PyResult<String> {
        self.named(py, "record")?.extract()
    }

    /// The id of the policy.
    #[getter]
    fn policy(&self, py: Python<'_>) -> PyResult<String> {
        self.named(py, "policy")?.extract()
    }

    /// The day; nothing dated later is taken into account.
    #[getter]
    fn as_of<'py>(&self, py: Python<'py>) -> PyResult<Day<'py>> {
        self.named(py, "as_of").map(Day)
    }

    /// Where the person stands (RULES 4.12).
    #[getter]
    fn status<'py>(&self, py: Python<'py>) -> PyResult<Status<'py>> {
        match &self.said {
            // What is asked for most is at hand.
            Said::Judged(judged) => member(py, judged.summary.status).map(Status),
            Said::Remembered(_) => self.named(py, "status").map(Status),
        }
    }

    /// Whether the person may take part (RULES 4.1 to 4.3).
    #[getter]
    fn eligibility<'py>(&self, py: Python<'py>) -> PyResult<Eligibility<'py>> {
        self.named(py, "eligibility").map(Eligibility)
    }

    /// The candidacy, from the admission on (RULES 4.4).
    #[getter]
    fn candidacy<'py>(&self, py: Python<'py>) -> PyResult<Option<Candidacy<'py>>> {
        self.named(py, "candidacy").map(|part| (!part.is_none()).then_some(Candidacy(part)))
    }

    /// What the competency sets come to (RULES 4.5 to 4.8).
    #[getter]
    fn completion<'py>(&self, py: Python<'py>) -> PyResult<Completion<'py>> {
        self.named(py, "completion").map(Completion)
    }

    /// The certification, once there is one (RULES 4.9).
    #[getter]
    fn certification<'py>(&self, py: Python<'py>) -> PyResult<Option<Certification<'py>>> {
        self.named(py, "certification").map(|part| (!part.is_none()).then_some(Certification(part)))
    }

    /// The renewal of the current term (RULES 4.10, 4.11).
    #[getter]
    fn renewal<'py>(&self, py: Python<'py>) -> PyResult<Option<RenewalResult<'py>>> {
        self.named(py, "renewal").map(|part| (!part.is_none()).then_some(RenewalResult(part)))
    }

    /// What it costs, in US cents (RULES 4.13).
    #[getter]
    fn fees<'py>(&self, py: Python<'py>) -> PyResult<Fees<'py>> {
        self.named(py, "fees").map(Fees)
    }

    /// The questions whose answers could still settle something: JSON Pointers into the record.
    #[getter]
    fn unknowns<'py>(&self, py: Python<'py>) -> PyResult<Texts<'py>> {
        self.named(py, "unknowns").map(Texts)
    }

    /// Every verdict and every piece of advice, with its reason and its source.
    #[getter]
    fn findings<'py>(&self, py: Python<'py>) -> PyResult<Findings<'py>> {
        self.named(py, "findings").map(Findings)
    }

    /// The next date that matters at this status, not before the day of the assessment; `None` where no date is set.
    #[getter]
    fn next_date<'py>(&self, py: Python<'py>) -> PyResult<Option<NextDate<'py>>> {
        self.named(py, "next_date").map(|part| (!part.is_none()).then_some(NextDate(part)))
    }

    /// The assessment as JSON has it: dates and names as text.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<JsonObject<'py>> {
        parsed(py, &self.to_json(py)).map(JsonObject)
    }

    /// The assessment as JSON text: the same bytes in every language (RULES 5).
    fn to_json(&self, py: Python<'_>) -> String {
        match &self.said {
            Said::Judged(judged) => json(judged.decided(py)),
            Said::Remembered(text) => text.clone(),
        }
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<String> {
        slf.py().import("lssc._html")?.call_method1("assessment", (slf,))?.extract()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let shown = |key: &str| Ok::<_, PyErr>(self.named(py, key)?.str()?.to_string_lossy().into_owned());
        let mut text =
            format!("<Assessment of {} as of {}: {}", shown("record")?, shown("as_of")?, shown("status")?);
        let next = self.named(py, "next_date")?;
        if !next.is_none() {
            let part = |key: &str| Ok::<_, PyErr>(next.getattr(key)?.str()?.to_string_lossy().into_owned());
            text = format!("{text}; {} on {}", part("milestone")?, part("on")?);
        }
        Ok(text + ">")
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let py = other.py();
        other.cast::<Self>().is_ok_and(|other| self.to_json(py) == other.get().to_json(py))
    }

    fn __hash__(&self, py: Python<'_>) -> u64 {
        hash(&self.to_json(py))
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    #[pyo3(signature = (_memo))]
    fn __deepcopy__<'py>(slf: Py<Self>, _memo: shown::Anything<'py>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<shown::State<'py>> {
        let (py, this) = (slf.py(), slf.get());
        let attributes = results::tuple(py, (0..KEYS.len()).map(|place| this.attribute(py, place)))?;
        let state = (slf.get_type().getattr("_remembered")?, (this.to_json(py), attributes));
        Ok(shown::State(state.into_pyobject(py)?.into_any()))
    }
}
