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

mod compared;
#[cfg(feature = "reasons")]
mod difference;
#[cfg(feature = "reasons")]
mod further;
mod json;
mod number;
mod parts;
mod quick;
mod read;
mod request;
mod terms;
mod write;
mod written;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

pub use compared::{compare, compared};
#[cfg(feature = "reasons")]
pub use difference::Difference;
#[cfg(feature = "reasons")]
pub(crate) use difference::differences;
#[cfg(feature = "reasons")]
pub use further::{Further, FurtherOperation};
pub use json::{MAX_BYTES, MAX_DEPTH, Place, locate, place};
pub use quick::{packed_question, quick_record};
#[cfg(feature = "schema")]
pub(crate) use request::{ORDER_KEYS, QUESTION_KEYS, REVIEW_KEYS, TIMELINE_KEYS};
pub use request::{Operation, Request};
pub use terms::{Question, Terms, assess_apart, assessed};
#[cfg(feature = "reasons")]
pub(crate) use write::json;
pub use written::Written;

use crate::assessment::{Assessment, NextDate, assess};
use crate::calendar::calendar;
use crate::catalog::Catalog;
use crate::compare::Comparison;
use crate::date::Date;
use crate::fault::{Faults, Problem};
use crate::order::{Order, People, order};
use crate::plan::{Plan, plan};
use crate::policy::Policy;
use crate::record::Record;
use crate::review::{Program, Review, review};
use crate::timeline::{DateRange, Stretch, timeline};
use json::{StandIns, Value};
use read::Reader;

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
        && let Some(value) = strictly(bytes)
    {
        return Ok(value);
    }
    with_every_fault(bytes, StandIns::Refused, read)
}

/// What the strict reader takes. Whether the text is UTF-8 is looked at once, and not for every text in it.
fn strictly<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Option<T> {
    serde_json::from_str(std::str::from_utf8(bytes).ok()?).ok()
}

fn with_every_fault<T>(
    bytes: &[u8],
    stand_ins: StandIns,
    read: fn(&mut Reader, Value<'_>) -> Option<T>,
) -> Result<T, Faults> {
    let mut value = None;
    read_all(bytes, stand_ins, &mut |reader, document| value = read(reader, document))?;
    value.ok_or_else(unsaid)
}

fn read_all(
    bytes: &[u8],
    stand_ins: StandIns,
    read: &mut dyn FnMut(&mut Reader, Value<'_>),
) -> Result<(), Faults> {
    let of_all = match json::check(bytes, stand_ins) {
        Ok(document) => {
            let mut reader = Reader::of_length(bytes.len());
            read(&mut reader, document);
            if !reader.is_full() {
                return Faults::none_or(reader.take());
            }
            Problem::TooLarge
        }
        Err(problem) => problem,
    };
    Err(Faults::one("", of_all))
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
    let [requirements, courses] = &*r.object(value, &["requirements", "courses"])?;
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

impl Review {
    /// The JSON of the review alone (RULES 8).
    #[must_use]
    pub fn to_json(&self) -> String {
        write::json(self)
    }
}

impl Plan {
    /// The JSON of the plan alone (RULES 8).
    #[must_use]
    pub fn to_json(&self) -> String {
        write::json(self)
    }
}

impl Comparison {
    /// The JSON of the comparison alone.
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
/// read once for many requests. Those that are not about a record are left to the other reader.
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
    #[serde(default, deserialize_with = "given")]
    as_of: Option<Date>,
    #[serde(default, deserialize_with = "given")]
    from: Option<Date>,
    #[serde(default, deserialize_with = "given")]
    to: Option<Date>,
}

/// A key that is there has a value: one that an operation does not have is unknown, also with null.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    Date::deserialize(deserializer).map(Some)
}

/// What a request is answered with; each under its own name (RULES 8).
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Answer<'a> {
    Assessment(&'a Assessment),
    Timeline(&'a [Stretch]),
    Order(&'a Order),
    Review(&'a Review),
    Plan(&'a Plan),
    Calendar(&'a str),
    Comparison(&'a Comparison),
    Days(i64),
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
        Ok(request) => reply_to(request),
        Err(faults) => written(&Answer::Faults(faults)),
    }
}

fn reply_to(request: &Request) -> Vec<u8> {
    match request {
        Request::Assess(question, terms) => written(&Answer::Assessment(&terms.assess(question))),
        Request::Timeline(record, terms, range) => timeline_of(record, &terms.catalog, &terms.policy, *range),
        Request::Order(people, as_of, policy) => written(&Answer::Order(&order(people, policy, *as_of))),
        Request::Review(program, policy) => written(&Answer::Review(&review(program, policy))),
        Request::Plan(Question { record, as_of }, Terms { catalog, policy }) => {
            plan_of(record, catalog, policy, *as_of)
        }
        Request::Calendar(Question { record, as_of }, Terms { catalog, policy }) => {
            calendar_of(record, catalog, policy, *as_of)
        }
        #[cfg(feature = "reasons")]
        Request::Further(further) => further.reply(),
    }
}

fn timeline_of(record: &Record, catalog: &Catalog, policy: &Policy, range: DateRange) -> Vec<u8> {
    written(&Answer::Timeline(&timeline(record, catalog, policy, range)))
}

fn plan_of(record: &Record, catalog: &Catalog, policy: &Policy, as_of: Date) -> Vec<u8> {
    written(&Answer::Plan(&plan(record, catalog, policy, as_of)))
}

fn calendar_of(record: &Record, catalog: &Catalog, policy: &Policy, as_of: Date) -> Vec<u8> {
    written(&Answer::Calendar(&calendar(record, catalog, policy, as_of)))
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
        self.answer_strictly(request).unwrap_or_else(|| reply(&Request::from_json(request)))
    }

    /// The answer to a request that the strict reader takes; `None` leaves it to the other one.
    fn answer_strictly(&mut self, request: &[u8]) -> Option<Vec<u8>> {
        // The derived reader would also take an array for the request.
        let is_object = request.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
        if !is_object || request.len() > MAX_BYTES {
            return None;
        }
        let Envelope { op, record, catalog, policy, as_of, from, to } = strictly(request)?;
        let catalog = self.catalog.recall(catalog.map(RawValue::get), Catalog::from_json)?;
        let policy = self.policy.recall(policy.map(RawValue::get), Policy::from_json)?;
        Some(match (op.unwrap_or(Operation::Assess), as_of, from, to) {
            (Operation::Assess, Some(as_of), None, None) => {
                written(&Answer::Assessment(&assess(&record, catalog, policy, as_of)))
            }
            (Operation::Plan, Some(as_of), None, None) => plan_of(&record, catalog, policy, as_of),
            (Operation::Calendar, Some(as_of), None, None) => calendar_of(&record, catalog, policy, as_of),
            (Operation::Timeline, None, Some(from), Some(to)) => {
                timeline_of(&record, catalog, policy, DateRange::new(from, to).ok()?)
            }
            _ => return None,
        })
    }
}

/// The answer to how many days lie between two dates, `{"days"}`, or to what was wrong with them.
///
/// ```
/// use lssc_core::wire::{self, Written};
/// assert_eq!(wire::days(&Written(br#"{"from": "2024-03-01", "to": "2024-02-28"}"#).days()), br#"{"days":-2}"#);
/// ```
#[must_use]
pub fn days(days: &Result<i32, Faults>) -> Vec<u8> {
    written(&match days {
        Ok(days) => Answer::Days((*days).into()),
        Err(faults) => Answer::Faults(faults),
    })
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
