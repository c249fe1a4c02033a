#![doc = include_str!("lib.md")]
#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![warn(clippy::pedantic)]
#![expect(clippy::needless_pass_by_value, reason = "iterators over small values are copied, not borrowed")]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::todo,
        clippy::unimplemented,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::arithmetic_side_effects,
        clippy::float_arithmetic
    )
)]

/// The README's code runs with the tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

mod assessment;
mod calendar;
mod case;
mod catalog;
mod civil;
mod clause;
mod compare;
mod competency;
mod date;
mod fault;
mod finding;
mod icalendar;
mod list;
mod object;
mod order;
mod plan;
mod pointer;
mod policy;
mod quantity;
mod record;
#[cfg(feature = "remarks")]
mod remark;
mod review;
pub mod rules;
#[cfg(feature = "schema")]
pub mod schema;
mod summary;
mod text;
mod timeline;
mod verdict;
pub mod wire;

pub use assessment::{Assessment, Eligibility, Milestone, NextDate, assess, status};
pub use calendar::{Calendar, calendar};
pub use catalog::{Agreement, AgreementParts, Approval, ApprovalParts, Catalog};
pub use clause::Clause;
pub use compare::{Compared, Comparison, ComparisonTable, FeesChange, Standing, StatusCount, compare};
pub use competency::{CompetencySet, CompetencySets};
pub use date::{Date, Period, Window};
pub use fault::{Conflict, Fault, FaultCode, Faults, Problem};
pub use finding::{ActivityReason, Finding, FindingCode, FindingOutcome, Reason};
pub use list::{Entries, MAX_ENTRIES};
pub use order::{Order, OrderLine, OrderState, People, Person, StepError, order};
pub use plan::{Plan, PlanItem, Purchase, plan};
pub use pointer::Pointer;
pub use policy::{
    CandidacyPolicy, CertificationPolicy, CompletionPolicy, Count, CreditPolicy, Edition, EligibilityPolicy,
    FeesPolicy, GraceTerms, GraduatesShortOfHours, HoursFrom, MeasuredBy, Parameter, ParameterSource, Policy,
    PolicyParts, Price, RenewalPolicy, SetList, TermEnds, TermYears, UnitHours, UnitHoursPolicy,
};
pub use quantity::{Cents, Hours, Whole};
pub use record::{
    Activity, ActivityUnit, CountedActivity, CourseCompletion, Degree, Education, Experience, Outcome,
    OutcomeName, Portfolio, Record, RecordParts, Renewal, Span, SpanHours,
};
#[cfg(feature = "remarks")]
pub use remark::{Example, Observation, Remark, RemarkCode, RemarkKind, UnitWorth};
pub use review::{Change, Matrix, MatrixRow, Program, Requirement, Review, closing_changes, matrix, review};
pub use summary::{CertificationSummary, Summary, summary};
pub use text::{Email, Id, MAX_ID, MAX_TEXT, Name, Text};
pub use timeline::{Because, DateRange, Stretch, timeline};
pub use verdict::{Basis, FeeItem, RejectionReason, Route, Status, Verdict};
