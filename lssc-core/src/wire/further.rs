//! The operations of `docs/operations.md`, asked and answered like those of RULES 8.

use serde::Serialize;

use super::difference::compact;
use super::json::{Kind, Value};
use super::parts;
use super::read::Reader;
use super::request::{asked, fields};
use super::terms::{Question, Terms};
use super::write::json;
use super::{StandIns, with_every_fault};
use crate::fault::{Faults, named_enum};
use crate::list::Entries;
use crate::policy::Policy;
use crate::reasons::{
    Decision, Grounds, KeptDecision, Rate, Reading, Robustness, Sampled, Told, Verification, audit_sample,
    decide, robustness, verify,
};
use crate::text::{Id, Text};

named_enum! {
    /// What a request asks for beside what RULES 8 names (`docs/operations.md`).
    FurtherOperation, "an operation" {
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
    Readings(&'a [Told<'a>]),
    Robustness(&'a Robustness),
    Decision(&'a Decision),
    Verification(&'a Verification),
    Sample(&'a [Sampled]),
}

fn written(answer: &Answer<'_>) -> Vec<u8> {
    json(answer).into_bytes()
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
