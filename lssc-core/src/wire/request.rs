//! A request of each operation, read with every fault (RULES 3.3, 8).

#[cfg(feature = "reasons")]
use super::further::{Further, FurtherOperation};
use super::json::{Kind, StandIns, Value};
use super::read::{Field, Reader};
use super::terms::{Question, Terms};
use super::{parts, with_every_fault};
use crate::date::Date;
use crate::fault::{Faults, named_enum};
use crate::order::People;
use crate::policy::Policy;
use crate::record::Record;
use crate::review::Program;
use crate::timeline::DateRange;

named_enum! {
    /// What a request asks for (RULES 8).
    Operation, "an operation" {
        /// Where a record stands on a day: the default.
        Assess = "assess",
        /// Its statuses from one day to another.
        Timeline = "timeline",
        /// A purchase order.
        Order = "order",
        /// Whether every graduate of a program has what certification takes.
        Review = "review",
        /// The cheapest way to complete what is missing.
        Plan = "plan",
        /// The dates ahead, as an iCalendar file.
        Calendar = "calendar",
    }
}

/// A request that has been read: everything in it is valid.
///
/// Like requests can be told apart and taken apart:
///
/// ```
/// use lssc_core::wire::Request;
/// let json = br#"{"op": "order", "as_of": "2024-06-30", "people": []}"#;
/// assert!(matches!(Request::from_json(json)?, Request::Order(people, _, _) if people.is_empty()));
/// # Ok::<(), lssc_core::Faults>(())
/// ```
#[derive(Clone, PartialEq, Debug)]
pub enum Request {
    /// To assess a record on a day (RULES 5).
    Assess(Question, Terms),
    /// For the statuses of a record on the days of a range (RULES 6.1).
    Timeline(Record, Terms, DateRange),
    /// For the purchase order of these people, on a day, at the prices of a policy (RULES 6.2).
    Order(People, Date, Policy),
    /// To review a program (RULES 6.3).
    Review(Program, Policy),
    /// For the cheapest way to complete what is missing (RULES 6.4).
    Plan(Question, Terms),
    /// For the dates ahead as an iCalendar file (RULES 6.6).
    Calendar(Question, Terms),
    /// For what `docs/operations.md` tells of.
    #[cfg(feature = "reasons")]
    Further(Further),
}

/// The keys of a request, by operation; its parts stand in the order of their faults (RULES 3.3, 8).
pub(crate) const QUESTION_KEYS: &[&str; 5] = &["op", "record", "catalog", "policy", "as_of"];
pub(crate) const TIMELINE_KEYS: &[&str; 6] = &["op", "record", "catalog", "policy", "from", "to"];
pub(crate) const ORDER_KEYS: &[&str; 4] = &["op", "people", "as_of", "policy"];
pub(crate) const REVIEW_KEYS: &[&str; 4] = &["op", "requirements", "courses", "policy"];

impl Request {
    /// Reads a request.
    ///
    /// # Errors
    /// Every fault of it, in the order of RULES 3.3; the pointers start at the request.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Faults> {
        with_every_fault(bytes, StandIns::Refused, Self::read)
    }

    pub(super) fn read(r: &mut Reader, document: Value<'_>) -> Option<Self> {
        #[cfg(feature = "reasons")]
        if let Some(operation) = further(document) {
            return Further::read(r, document, operation).map(Self::Further);
        }
        match operation(r, document)? {
            Operation::Assess => asked(r, document).map(|(question, terms)| Self::Assess(question, terms)),
            Operation::Timeline => timeline(r, document),
            Operation::Order => order(r, document),
            Operation::Review => review(r, document),
            Operation::Plan => asked(r, document).map(|(question, terms)| Self::Plan(question, terms)),
            Operation::Calendar => {
                asked(r, document).map(|(question, terms)| Self::Calendar(question, terms))
            }
        }
    }
}

/// Which keys a request has is up to its operation; one that there is not is therefore its only fault.
fn operation(r: &mut Reader, document: Value<'_>) -> Option<Operation> {
    match document.get("op").filter(|op| op.kind() != Kind::Null) {
        Some(op) => r.within("op", |r| r.string(op, "the name of an operation", str::parse)),
        None => Some(Operation::Assess),
    }
}

/// One of the operations that RULES 8 does not name.
#[cfg(feature = "reasons")]
fn further(document: Value<'_>) -> Option<FurtherOperation> {
    document.get("op")?.as_str()?.parse().ok()
}

/// The fields of a request; what is wrong with its own keys comes last.
pub(super) fn fields<'a, const N: usize>(
    r: &mut Reader,
    document: Value<'a>,
    keys: &'static [&'static str; N],
) -> Option<Box<[Field<'a>; N]>> {
    let fields = r.object(document, keys)?;
    r.put_last();
    Some(fields)
}

/// A record on a day, and what it is looked at under.
pub(super) fn asked(r: &mut Reader, document: Value<'_>) -> Option<(Question, Terms)> {
    let [_, record, catalog, policy, as_of] = &*fields(r, document, QUESTION_KEYS)?;
    let (record, terms) = record_and_terms(r, record, catalog, policy);
    let as_of = r.required(as_of, Reader::date);
    Some((Question { record: record?, as_of: as_of? }, terms?))
}

fn timeline(r: &mut Reader, document: Value<'_>) -> Option<Request> {
    let [_, record, catalog, policy, from, to_field] = &*fields(r, document, TIMELINE_KEYS)?;
    let (record, terms) = record_and_terms(r, record, catalog, policy);
    let from = r.required(from, Reader::date);
    r.next_part();
    let to = r.required(to_field, Reader::date);
    let range = r.catch(to_field, DateRange::new(from?, to?));
    Some(Request::Timeline(record?, terms?, range?))
}

fn order(r: &mut Reader, document: Value<'_>) -> Option<Request> {
    let [_, people, as_of, policy] = &*fields(r, document, ORDER_KEYS)?;
    let people = r.required(people, parts::people);
    r.next_part();
    let as_of = r.required(as_of, Reader::date);
    r.next_part();
    let policy = parts::or_default(r, policy, parts::policy);
    Some(Request::Order(people?, as_of?, policy?))
}

fn review(r: &mut Reader, document: Value<'_>) -> Option<Request> {
    let [_, requirements, courses, policy] = &*fields(r, document, REVIEW_KEYS)?;
    let program = parts::program(r, requirements, courses);
    r.next_part();
    let policy = parts::or_default(r, policy, parts::policy);
    Some(Request::Review(program?, policy?))
}

pub(super) fn record_and_terms(
    r: &mut Reader,
    record: &Field<'_>,
    catalog: &Field<'_>,
    policy: &Field<'_>,
) -> (Option<Record>, Option<Terms>) {
    let record = r.required(record, parts::record);
    r.next_part();
    let terms = Terms::of_fields(r, catalog, policy);
    r.next_part();
    (record, terms)
}
