//! A request read in two parts: what many records are assessed under, read once, and the rest.

use serde::Serialize;

use super::json::{StandIns, Value};
use super::read::{Field, Reader};
use super::write::json;
use super::{Answer, Written, parts, with_every_fault, written};
use crate::assessment::{Assessment, NextDate, assess};
use crate::catalog::Catalog;
use crate::date::Date;
use crate::fault::Faults;
use crate::policy::Policy;
use crate::record::Record;
use crate::summary::{Summary, summary};

/// A catalog and a policy: a request without what changes from one person to the next.
///
/// ```
/// use lssc_core::wire::Written;
/// let terms = Written(br#"{"policy": "lssc-2019"}"#).terms()?;
/// let question = Written(br#"{"record": {"id": "p-001"}, "as_of": "2024-06-30"}"#).question()?;
/// assert_eq!(terms.assess(&question).policy.as_str(), "lssc-2019");
/// # Ok::<(), lssc_core::Faults>(())
/// ```
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Terms {
    /// The catalog; empty when it was not given.
    pub catalog: Catalog,
    /// The policy; `lssc-faq` when it was not given.
    pub policy: Policy,
}

/// The rest of a request: a record and a day.
#[derive(Clone, PartialEq, Debug)]
pub struct Question {
    /// The record.
    pub record: Record,
    /// The day.
    pub as_of: Date,
}

impl Terms {
    /// The assessment of a record on a day.
    #[must_use]
    pub fn assess(&self, question: &Question) -> Assessment {
        assess(&question.record, &self.catalog, &self.policy, question.as_of)
    }

    /// The same without reasons.
    #[must_use]
    pub fn summary(&self, question: &Question) -> Summary {
        summary(&question.record, &self.catalog, &self.policy, question.as_of)
    }

    pub(super) fn read(r: &mut Reader, value: Value<'_>) -> Option<Self> {
        let [catalog, policy] = &*r.object(value, &["catalog", "policy"])?;
        Self::of_fields(r, catalog, policy)
    }

    /// The two, each as it is when it is not answered.
    pub(super) fn of_fields(r: &mut Reader, catalog: &Field<'_>, policy: &Field<'_>) -> Option<Self> {
        let catalog = parts::or_default(r, catalog, parts::catalog);
        r.next_part();
        let policy = parts::or_default(r, policy, parts::policy);
        Some(Self { catalog: catalog?, policy: policy? })
    }
}

/// The assessment of a question under these terms, or every fault of the two, in the order of a request (RULES 3.3).
///
/// # Errors
/// The faults: those of the record, of catalog and policy, of the day. A text that could not be read at all is heard of alone.
///
/// ```
/// use lssc_core::wire::{Written, assess_apart};
/// let terms = Written(br#"{"policy": "lssc-2020"}"#).terms();
/// let question = Written(br#"{"record": {"id": 7}, "as_of": "soon"}"#).question();
/// let faults = assess_apart(&terms, &question).unwrap_err();
/// let paths: Vec<&str> = faults.iter().map(|fault| fault.path()).collect();
/// assert_eq!(paths, ["/record/id", "/policy", "/as_of"]);
/// ```
pub fn assess_apart(
    terms: &Result<Terms, Faults>,
    question: &Result<Question, Faults>,
) -> Result<Assessment, Faults> {
    match (terms, question) {
        (Ok(terms), Ok(question)) => Ok(terms.assess(question)),
        (Err(faults), Ok(_)) | (Ok(_), Err(faults)) => Err(faults.clone()),
        (_, Err(unread)) | (Err(unread), _) if unread.iter().any(|fault| fault.path().is_empty()) => {
            Err(unread.clone())
        }
        (Err(of_terms), Err(of_question)) => {
            let day = of_question.iter().position(|fault| fault.path() == "/as_of");
            Err(of_question.with(day.unwrap_or(of_question.len()), of_terms))
        }
    }
}

/// An assessment with the next date that matters, which RULES 8 does not ask for: `{"assessment", "next_date"}`, or
/// `{"faults"}`.
///
/// ```
/// use lssc_core::wire::{Terms, Written, assessed};
/// let question = Written(br#"{"record": {"id": "p-001"}, "as_of": "2024-06-30"}"#).question();
/// let text = assessed(&question.map(|question| Terms::default().assess(&question)));
/// assert!(text.ends_with(b",\"next_date\":null}"));
/// ```
#[must_use]
pub fn assessed(assessment: &Result<Assessment, Faults>) -> Vec<u8> {
    match assessment {
        Ok(assessment) => json(&Assessed { assessment, next_date: assessment.next_date() }).into_bytes(),
        Err(faults) => written(&Answer::Faults(faults)),
    }
}

#[derive(Serialize)]
struct Assessed<'a> {
    assessment: &'a Assessment,
    next_date: Option<NextDate>,
}

impl Question {
    /// Reads a record from its own text, as somebody else wrote it, and `{"as_of"}` as a binding did.
    ///
    /// # Errors
    /// Every fault of the two, with pointers as in a request. A text that could not be read at all is heard of alone.
    ///
    /// ```
    /// use lssc_core::wire::{Question, Written};
    /// let faults = Question::of_texts(br#"{"id": 7}"#, Written(br#"{"as_of": "soon"}"#)).unwrap_err();
    /// let paths: Vec<&str> = faults.iter().map(|fault| fault.path()).collect();
    /// assert_eq!(paths, ["/record/id", "/as_of"]);
    /// ```
    pub fn of_texts(record: &[u8], day: Written<'_>) -> Result<Self, Faults> {
        let record = with_every_fault(record, StandIns::Refused, |r, value| {
            r.within("record", |r| parts::record(r, value))
        });
        let as_of = with_every_fault(day.0, StandIns::Allowed, |r, value| {
            let [as_of] = &*r.object(value, &["as_of"])?;
            r.required(as_of, Reader::date)
        });
        match (record, as_of) {
            (Ok(record), Ok(as_of)) => Ok(Self { record, as_of }),
            (Err(faults), Ok(_)) | (Ok(_), Err(faults)) => Err(faults),
            (Err(unread), _) if unread.iter().any(|fault| fault.path().is_empty()) => Err(unread),
            (Err(of_record), Err(of_day)) => Err(of_record.with(of_record.len(), &of_day)),
        }
    }

    pub(super) fn read(r: &mut Reader, value: Value<'_>) -> Option<Self> {
        let [record, as_of] = &*r.object(value, &["record", "as_of"])?;
        let record = r.required(record, parts::record);
        r.next_part();
        let as_of = r.required(as_of, Reader::date);
        Some(Self { record: record?, as_of: as_of? })
    }
}
