//! One request, one answer (RULES 8): bytes in, bytes out, the same in every language.
//!
//! ```
//! let answer = lssc_core::wire::answer(br#"{"record": {"id": "p-001", "education": 7}, "as_of": "2024-06-30"}"#);
//! assert_eq!(
//!     String::from_utf8(answer)?,
//!     r#"{"faults":[{"path":"/record/education","code":"wrong-type","message":"must be a text, not a number"}]}"#,
//! );
//! # Ok::<(), std::string::FromUtf8Error>(())
//! ```
//!
//! Documents on their own are read by [`Record::from_json`], [`Catalog::from_json`] and [`Policy::from_json`],
//! with pointers into that document.

mod json;
mod number;
mod parts;
mod read;
mod terms;
mod write;
mod written;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

pub use json::{MAX_BYTES, MAX_DEPTH, Place, locate, place};
pub use terms::{Question, Terms, assess_apart};
pub use written::Written;

use crate::assessment::{Assessment, NextDate, assess};
use crate::catalog::Catalog;
use crate::date::Date;
use crate::fault::{Fault, Faults, Problem, named_enum};
use crate::order::{Order, People};
use crate::policy::Policy;
use crate::record::Record;
use crate::review::Program;
use json::{StandIns, Value};
use read::Reader;

named_enum! {
    /// What a request asks for (RULES 8).
    Operation, "an operation" {
        /// To assess a record: the default.
        Assess = "assess",
    }
}

/// A request that has been read: everything in it is valid.
#[derive(Clone, PartialEq, Debug)]
pub struct Request {
    /// The record.
    pub record: Record,
    /// The catalog; empty when it was not given.
    pub catalog: Catalog,
    /// The policy; `lssc-faq` when it was not given.
    pub policy: Policy,
    /// The day.
    pub as_of: Date,
}

pub(crate) const REQUEST_KEYS: &[&str; 5] = &["op", "record", "catalog", "policy", "as_of"];

impl Request {
    /// Reads a request.
    ///
    /// # Errors
    /// Every fault of it, in the order of RULES 3.3; the pointers start at the request.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Faults> {
        Self::of_text(bytes, StandIns::Refused)
    }

    fn of_text(bytes: &[u8], stand_ins: StandIns) -> Result<Self, Faults> {
        let document = json::check(bytes, stand_ins).map_err(|problem| Faults::one("", problem))?;
        let mut reader = Reader::default();
        let request = Self::read(&mut reader, document);
        request.map_err(|faults| Faults::none_or(faults).err().unwrap_or_else(unsaid))
    }

    fn read(r: &mut Reader, document: Value<'_>) -> Result<Self, Vec<Fault>> {
        let Some([op, record, catalog, policy, as_of]) = &r.object(document, REQUEST_KEYS) else {
            return Err(r.take());
        };
        let own = r.take();
        let is_named = op.answered().is_some();
        let operation: Option<Operation> =
            r.optional(op, |r, op| r.string(op, "the name of an operation", str::parse));
        if is_named && operation.is_none() {
            return Err(r.take());
        }
        let record = r.required(record, parts::record);
        r.next_part();
        let terms = Terms::of_fields(r, catalog, policy);
        r.next_part();
        let as_of = r.required(as_of, Reader::date);
        let mut faults = r.take();
        faults.extend(own);
        match (record, terms, as_of) {
            (Some(record), Some(Terms { catalog, policy }), Some(as_of)) if faults.is_empty() => {
                Ok(Self { record, catalog, policy, as_of })
            }
            _ => Err(faults),
        }
    }

    /// The assessment that it asks for.
    #[must_use]
    pub fn assess(&self) -> Assessment {
        assess(&self.record, &self.catalog, &self.policy, self.as_of)
    }
}

/// What is said of a document that could not be read without a fault being found; a property test shows that there
/// is none.
fn unsaid() -> Faults {
    Faults::one("", Problem::BadJson { line: 1, column: 1, reason: "this could not be read" })
}

/// Reads a document on its own: by the strict reader, or, when that refuses, with every fault.
fn document<T: for<'de> Deserialize<'de>>(
    bytes: &[u8],
    read: fn(&mut Reader, Value<'_>) -> Option<T>,
) -> Result<T, Faults> {
    if bytes.len() <= MAX_BYTES
        && let Ok(value) = serde_json::from_slice(bytes)
    {
        return Ok(value);
    }
    with_every_fault(bytes, StandIns::Refused, read)
}

fn with_every_fault<T>(
    bytes: &[u8],
    stand_ins: StandIns,
    read: fn(&mut Reader, Value<'_>) -> Option<T>,
) -> Result<T, Faults> {
    let document = json::check(bytes, stand_ins).map_err(|problem| Faults::one("", problem))?;
    let mut reader = Reader::default();
    let value = read(&mut reader, document);
    Faults::none_or(reader.take())?;
    value.ok_or_else(unsaid)
}

impl Record {
    /// Reads a record on its own.
    ///
    /// # Errors
    /// Every fault of it (RULES 3.3), with pointers into the record.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Faults> {
        document(bytes, parts::record)
    }
}

impl Catalog {
    /// Reads a catalog on its own.
    ///
    /// # Errors
    /// Every fault of it (RULES 3.3), with pointers into the catalog.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Faults> {
        document(bytes, parts::catalog)
    }
}

impl People {
    /// Reads the list of people of a purchase order on its own (RULES 6.2).
    ///
    /// # Errors
    /// Every fault of it (RULES 3.3), with pointers into the list.
    ///
    /// ```
    /// let people = br#"[{"name": "Pat", "email": "pat@library.example", "ala_member": true}, {"name": " ", "email": "PAT@library.example"}]"#;
    /// let faults = lssc_core::People::from_json(people).unwrap_err();
    /// let found: Vec<_> = faults.iter().map(|fault| (fault.path(), fault.code().as_str())).collect();
    /// assert_eq!(found, [("/1/ala_member", "missing"), ("/1/name", "bad-text"), ("/1/email", "duplicate")]);
    /// ```
    pub fn from_json(bytes: &[u8]) -> Result<Self, Faults> {
        document(bytes, parts::people)
    }
}

impl Policy {
    /// Reads a policy on its own: the name of a shipped one (as a JSON string), a whole one, or an overlay.
    ///
    /// # Errors
    /// Every fault of it (RULES 2, 3.3), with pointers into the policy; of an overlay, into the merged policy.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Faults> {
        document(bytes, parts::policy)
    }
}

impl Program {
    /// Reads a program on its own, `{"requirements", "courses"}`.
    ///
    /// ```
    /// use lssc_core::Program;
    /// let json = br#"{"requirements": {"choose": 1, "from": [{"course": "c-1"}]}, "courses": {"c-1": ["Technology"]}}"#;
    /// assert_eq!(Program::from_json(json)?.courses().count(), 1);
    /// # Ok::<(), lssc_core::Faults>(())
    /// ```
    ///
    /// # Errors
    /// Every fault of it (RULES 6.3, 3.3), with pointers into the document.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Faults> {
        with_every_fault(bytes, StandIns::Refused, program)
    }
}

fn program(r: &mut Reader, value: Value<'_>) -> Option<Program> {
    let [requirements, courses] = &r.object(value, &["requirements", "courses"])?;
    parts::program(r, requirements, courses)
}

impl Assessment {
    /// The JSON of the assessment alone (RULES 5).
    #[must_use]
    pub fn to_json(&self) -> String {
        write::json(self)
    }
}

impl Order {
    /// The JSON of the order alone (RULES 8).
    #[must_use]
    pub fn to_json(&self) -> String {
        write::json(self)
    }
}

impl NextDate {
    /// The JSON of the date and what it brings.
    #[must_use]
    pub fn to_json(&self) -> String {
        write::json(self)
    }
}

impl Policy {
    /// The JSON of the whole policy; of an overlay, as it was merged (RULES 2).
    #[must_use]
    pub fn to_json(&self) -> String {
        write::json(self)
    }
}

impl Faults {
    /// The JSON of the faults alone (RULES 3.3).
    #[must_use]
    pub fn to_json(&self) -> String {
        write::json(self)
    }
}

/// A request as the strict reader takes it: the record typed at once, catalog and policy as text, so that they are
/// read once for many requests.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope<'a> {
    #[serde(default)]
    op: Option<Operation>,
    record: Record,
    #[serde(borrow, default)]
    catalog: Option<&'a RawValue>,
    #[serde(borrow, default)]
    policy: Option<&'a RawValue>,
    as_of: Date,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Answer<'a> {
    Assessment(&'a Assessment),
    Faults(&'a Faults),
}

/// Answers one request (RULES 8). Bad input is answered with faults; nothing is ever a failure.
///
/// For many requests, [`Session`] gives the same answers and reads a repeated policy and catalog once.
#[must_use]
pub fn answer(request: &[u8]) -> Vec<u8> {
    Session::default().answer(request)
}

/// The answer to a request that has been read (RULES 8): [`answer`] without the strict reader, for a binding that must stay
/// small.
///
/// ```
/// use lssc_core::wire::{Request, answer, reply};
/// let request = br#"{"record": {"id": "p-001"}, "as_of": "2024-06-30"}"#;
/// assert_eq!(reply(&Request::from_json(request)), answer(request));
/// ```
#[must_use]
pub fn reply(request: &Result<Request, Faults>) -> Vec<u8> {
    match request {
        Ok(request) => written(&Answer::Assessment(&request.assess())),
        Err(faults) => written(&Answer::Faults(faults)),
    }
}

/// Answers requests one after the other, and reads policy and catalog anew only when their text changes.
///
/// What it remembers never changes an answer; each is that of [`answer`].
#[derive(Debug, Default)]
pub struct Session {
    catalog: Remembered<Catalog>,
    policy: Remembered<Policy>,
}

#[derive(Debug, Default)]
struct Remembered<T> {
    text: Option<String>,
    value: T,
}

impl<T: Default> Remembered<T> {
    /// The value of `text`, read only if it is not the text of the last time; without a text the default.
    fn recall<E>(&mut self, text: Option<&str>, read: fn(&[u8]) -> Result<T, E>) -> Option<&T> {
        if self.text.as_deref() != text {
            let value = text.map_or(Ok(T::default()), |text| read(text.as_bytes())).ok()?;
            *self = Self { text: text.map(str::to_owned), value };
        }
        Some(&self.value)
    }
}

impl Session {
    /// Answers one request.
    #[must_use]
    pub fn answer(&mut self, request: &[u8]) -> Vec<u8> {
        if let Some(assessment) = self.answer_strictly(request) {
            return written(&Answer::Assessment(&assessment));
        }
        reply(&Request::from_json(request))
    }

    /// The answer to a request that the strict reader takes; `None` leaves it to the other one.
    fn answer_strictly(&mut self, request: &[u8]) -> Option<Assessment> {
        // The derived reader would also take an array for the request.
        let is_object = request.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
        if !is_object || request.len() > MAX_BYTES {
            return None;
        }
        let Envelope { op, record, catalog, policy, as_of } = serde_json::from_slice(request).ok()?;
        let catalog = self.catalog.recall(catalog.map(RawValue::get), Catalog::from_json)?;
        let policy = self.policy.recall(policy.map(RawValue::get), Policy::from_json)?;
        match op.unwrap_or(Operation::Assess) {
            Operation::Assess => Some(assess(&record, catalog, policy, as_of)),
        }
    }
}

fn written(answer: &Answer<'_>) -> Vec<u8> {
    write::json(answer).into_bytes()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn a_repeated_text_is_read_once() {
        static READ: AtomicUsize = AtomicUsize::new(0);
        fn read(text: &[u8]) -> Result<usize, ()> {
            READ.fetch_add(1, Ordering::Relaxed);
            if text == b"bad" { Err(()) } else { Ok(text.len()) }
        }
        let mut remembered = Remembered::<usize>::default();
        let mut check = |text, value, times| {
            assert_eq!(remembered.recall(text, read).copied(), value, "{text:?}");
            assert_eq!(READ.load(Ordering::Relaxed), times, "{text:?}");
        };
        check(None, Some(0), 0);
        check(Some("one"), Some(3), 1);
        check(Some("one"), Some(3), 1);
        check(Some("three"), Some(5), 2);
        check(Some("bad"), None, 3);
        check(Some("three"), Some(5), 3);
        check(None, Some(0), 3);
        check(Some("three"), Some(5), 4);
    }
}
