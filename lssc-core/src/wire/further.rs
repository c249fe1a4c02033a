//! The operations of `docs/operations.md`, asked and answered like those of RULES 8.

use serde::Serialize;

use super::difference::compact;
use super::json::{Kind, Value};
use super::parts;
use super::read::{Field, Reader};
use super::request::{asked, fields, record_and_terms};
use super::terms::{Question, Terms};
use super::write::json;
use super::{StandIns, with_every_fault};
use crate::fault::{Faults, Problem, named_enum};
use crate::list::Entries;
use crate::policy::Policy;
use crate::reasons::{
    Bounds, Decision, Goal, Grounds, KeptDecision, Obstacle, Rate, Reading, RecordField, Repair, Robustness,
    Sampled, Told, Verification, Why, audit_sample, bounds, decide, repair, robustness, verify, why, why_not,
};
use crate::record::Record;
use crate::text::{Id, Text};

named_enum! {
    /// What a request asks for beside what RULES 8 names (`docs/operations.md`).
    FurtherOperation, "an operation" {
        /// A smallest set of facts that forces the status: O2.
        Why = "why",
        /// Every minimal reason for which a goal is not reached: O2.
        WhyNot = "why-not",
        /// The least that would reach it: O3.
        Repair = "repair",
        /// The values of one field that reach it: O4.
        Bounds = "bounds",
        /// The readings of a policy: O1.
        Readings = "readings",
        /// Whether an answer holds however the sources are read: O1.
        Robustness = "robustness",
        /// An assessment with all that it rests on, to be kept: O6.
        Decide = "decide",
        /// What differs when a kept decision is made again: O6.
        Verify = "verify",
        /// A draw of people that anybody can repeat: O6.
        AuditSample = "audit-sample",
    }
}

/// A request of one of these operations that has been read: everything in it is valid.
#[derive(Clone, PartialEq, Debug)]
pub enum Further {
    /// For a smallest set of facts that forces the status.
    Why(Question, Terms),
    /// For the reasons for which a goal is not reached.
    WhyNot(Record, Terms, Goal),
    /// For the least that would reach it.
    Repair(Question, Terms, Goal),
    /// For the values of a field that reach it.
    Bounds(Record, Terms, RecordField, Goal),
    /// For the readings of a policy.
    Readings(Policy),
    /// Whether an answer holds however the sources are read.
    Robustness(Question, Terms),
    /// For an assessment to be kept.
    Decide(Question, Terms),
    /// To make a kept decision again.
    Verify(Box<KeptDecision>),
    /// For a draw among these people.
    AuditSample(Entries<Id>, Text, Rate),
}

impl Further {
    pub(super) fn read(r: &mut Reader, document: Value<'_>, operation: FurtherOperation) -> Option<Self> {
        match operation {
            FurtherOperation::Why => asked(r, document).map(|(question, terms)| Self::Why(question, terms)),
            FurtherOperation::WhyNot => why_not_asked(r, document),
            FurtherOperation::Repair => repair_asked(r, document),
            FurtherOperation::Bounds => bounds_asked(r, document),
            FurtherOperation::Readings => readings(r, document),
            FurtherOperation::Robustness => {
                asked(r, document).map(|(question, terms)| Self::Robustness(question, terms))
            }
            FurtherOperation::Decide => {
                asked(r, document).map(|(question, terms)| Self::Decide(question, terms))
            }
            FurtherOperation::Verify => {
                let [_, decision] = &*fields(r, document, &["op", "decision"])?;
                r.required(decision, kept).map(|kept| Self::Verify(Box::new(kept)))
            }
            FurtherOperation::AuditSample => sample(r, document),
        }
    }

    /// The answer, under its own name.
    pub(super) fn reply(&self) -> Vec<u8> {
        match self {
            Self::Why(Question { record, as_of }, Terms { catalog, policy }) => {
                written(&Answer::Why(&why(record, catalog, policy, *as_of)))
            }
            Self::WhyNot(record, Terms { catalog, policy }, goal) => {
                written(&Answer::WhyNot(&why_not(record, *goal, catalog, policy)))
            }
            Self::Repair(Question { record, as_of }, Terms { catalog, policy }, goal) => {
                written(&Answer::Repair(&repair(record, *goal, catalog, policy, *as_of)))
            }
            Self::Bounds(record, Terms { catalog, policy }, field, goal) => {
                written(&Answer::Bounds(&bounds(record, *field, *goal, catalog, policy)))
            }
            Self::Readings(policy) => {
                let told: Vec<Told<'_>> = Reading::ALL.iter().map(|&reading| Told(reading, policy)).collect();
                written(&Answer::Readings(&told))
            }
            Self::Robustness(Question { record, as_of }, Terms { catalog, policy }) => {
                written(&Answer::Robustness(&robustness(record, catalog, policy, *as_of)))
            }
            Self::Decide(Question { record, as_of }, Terms { catalog, policy }) => {
                written(&Answer::Decision(&decide(record, catalog, policy, *as_of)))
            }
            Self::Verify(kept) => written(&Answer::Verification(&verify(kept))),
            Self::AuditSample(people, seed, rate) => {
                // What stands twice has been refused.
                written(&Answer::Sample(&audit_sample(people, seed, *rate).unwrap_or_default()))
            }
        }
    }
}

/// What such a request is answered with.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Answer<'a> {
    Why(&'a Why),
    WhyNot(&'a [Obstacle]),
    Repair(&'a Repair),
    Bounds(&'a Bounds),
    Readings(&'a [Told<'a>]),
    Robustness(&'a Robustness),
    Decision(&'a Decision),
    Verification(&'a Verification),
    Sample(&'a [Sampled]),
}

fn written(answer: &Answer<'_>) -> Vec<u8> {
    json(answer).into_bytes()
}

fn why_not_asked(r: &mut Reader, document: Value<'_>) -> Option<Further> {
    let keys = &["op", "record", "catalog", "policy", "goal", "by"];
    let [_, record, catalog, policy, kind, by] = &*fields(r, document, keys)?;
    let (record, terms) = record_and_terms(r, record, catalog, policy);
    let goal = goal(r, kind, by);
    Some(Further::WhyNot(record?, terms?, goal?))
}

fn repair_asked(r: &mut Reader, document: Value<'_>) -> Option<Further> {
    let keys = &["op", "record", "catalog", "policy", "as_of", "goal", "by"];
    let [_, record, catalog, policy, as_of, kind, by] = &*fields(r, document, keys)?;
    let (record, terms) = record_and_terms(r, record, catalog, policy);
    let as_of = r.required(as_of, Reader::date);
    r.next_part();
    let goal = goal(r, kind, by);
    if let (Some(as_of), Some(goal)) = (as_of, goal)
        && goal.by < as_of
    {
        r.fault_at(by, Problem::earlier(goal.by, "by", as_of, "as_of"));
        return None;
    }
    Some(Further::Repair(Question { record: record?, as_of: as_of? }, terms?, goal?))
}

fn bounds_asked(r: &mut Reader, document: Value<'_>) -> Option<Further> {
    let keys = &["op", "record", "catalog", "policy", "field", "goal", "by"];
    let [_, record, catalog, policy, field, kind, by] = &*fields(r, document, keys)?;
    let (record, terms) = record_and_terms(r, record, catalog, policy);
    // Which fields there are is up to the record.
    let field = match &record {
        Some(record) => r.required(field, |r, value| {
            r.string(value, "a JSON Pointer into the record", |pointer| RecordField::at(record, pointer))
        }),
        None => None,
    };
    r.next_part();
    let goal = goal(r, kind, by);
    Some(Further::Bounds(record?, terms?, field?, goal?))
}

fn goal(r: &mut Reader, kind: &Field<'_>, by: &Field<'_>) -> Option<Goal> {
    let goal = r.required(kind, Reader::named);
    r.next_part();
    let by = r.required(by, Reader::date);
    Some(Goal { goal: goal?, by: by? })
}

fn readings(r: &mut Reader, document: Value<'_>) -> Option<Further> {
    let [_, policy] = &*fields(r, document, &["op", "policy"])?;
    parts::or_default(r, policy, parts::policy).map(Further::Readings)
}

fn sample(r: &mut Reader, document: Value<'_>) -> Option<Further> {
    let [_, people, seed, rate] = &*fields(r, document, &["op", "people", "seed", "rate"])?;
    let people = r.required(people, parts::distinct_ids);
    r.next_part();
    let seed = r.required(seed, Reader::text);
    r.next_part();
    let rate = r.required(rate, Reader::bounded);
    Some(Further::AuditSample(people?, seed?, rate?))
}

impl KeptDecision {
    /// Reads a decision that was kept: `{version, request {record, catalog, policy, as_of}, assessment, sha256}`.
    ///
    /// # Errors
    /// Every fault of it (RULES 3.3), with pointers into the decision.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Faults> {
        with_every_fault(bytes, StandIns::Refused, kept)
    }
}

fn kept(r: &mut Reader, value: Value<'_>) -> Option<KeptDecision> {
    let [version, request, assessment, sha256] =
        &*r.object(value, &["version", "request", "assessment", "sha256"])?;
    let version = r.required(version, Reader::text);
    let request = r.required(request, grounds);
    let assessment = r.required(assessment, object);
    let sha256 = r.required(sha256, Reader::text);
    Some(KeptDecision { version: version?, request: request?, assessment: assessment?, sha256: sha256? })
}

/// All four are asked for: a decision leaves nothing to a default.
fn grounds(r: &mut Reader, value: Value<'_>) -> Option<Grounds> {
    let [record, catalog, policy, as_of] = &*r.object(value, &["record", "catalog", "policy", "as_of"])?;
    let record = r.required(record, parts::record);
    let catalog = r.required(catalog, parts::catalog);
    let policy = r.required(policy, parts::policy);
    let as_of = r.required(as_of, Reader::date);
    Some(Grounds { record: record?, catalog: catalog?, policy: policy?, as_of: as_of? })
}

/// What an object says, whatever it is.
fn object(r: &mut Reader, value: Value<'_>) -> Option<String> {
    if value.kind() != Kind::Object {
        r.wrong_type(value, "an object");
        return None;
    }
    Some(compact(value))
}
