//! Findings: what is true of a record, why it matters, and where that comes from (RULES 5).
//!
//! A finding holds the parameters of its sentence; the sentence is made when it is asked for. Programs key
//! on [`Finding::code`], or match on [`Finding::reason`]; the sentence may change.

mod codes;
mod collect;
mod reason;
mod sentence;

use std::borrow::Cow;

use serde::{Serialize, Serializer};

pub use codes::{FindingCode, FindingOutcome};
pub(crate) use collect::findings;
pub use reason::{ActivityReason, Reason};
pub(crate) use sentence::count;

use crate::pointer::Pointer;

/// One verdict or one piece of advice: what it is about, what was compared with what, and its sources (RULES 5).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Finding {
    outcome: FindingOutcome,
    path: Pointer,
    reason: Reason,
    cites: Vec<Cow<'static, str>>,
}

impl Finding {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> FindingCode {
        self.reason.code()
    }

    /// The rule, by its name in RULES 4: `eligibility.experience`.
    #[must_use]
    pub const fn rule(&self) -> &'static str {
        self.code().rule()
    }

    /// The verdict, or that it is advice.
    #[must_use]
    pub const fn outcome(&self) -> FindingOutcome {
        self.outcome
    }

    /// The answer or entry of the record it is about.
    #[must_use]
    pub const fn path(&self) -> Pointer {
        self.path
    }

    /// What it says, to match on.
    #[must_use]
    pub const fn reason(&self) -> &Reason {
        &self.reason
    }

    /// What it says, in one English sentence.
    #[must_use]
    pub fn message(&self) -> String {
        self.reason.to_string()
    }

    /// Where it comes from: items of the FAQ (or the policy that changes what they say), then the clause of RULES.
    #[must_use]
    pub fn cites(&self) -> &[Cow<'static, str>] {
        &self.cites
    }
}

/// One verdict or one piece of advice: what it is about, what was compared with what, and its sources (RULES 5).
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct FindingWire<'a> {
    /// The rule, by its name in RULES 4.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Rule"))]
    rule: &'static str,
    /// The verdict, or that it is advice.
    outcome: FindingOutcome,
    /// The answer or entry of the record it is about.
    path: Pointer,
    /// What it says, in one English sentence, which may change.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    message: Sentence<'a>,
    /// Where it comes from: items of the FAQ (or the policy that changes what they say), then the clause of RULES.
    cites: &'a [Cow<'static, str>],
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (rule, message) = (self.rule(), Sentence(&self.reason));
        FindingWire { rule, outcome: self.outcome, path: self.path, message, cites: &self.cites }
            .serialize(serializer)
    }
}

/// What a finding says, made while it is written.
struct Sentence<'a>(&'a Reason);

impl Serialize for Sentence<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self.0)
    }
}

#[cfg(feature = "schema")]
crate::object::schema_of!(Finding, "Finding", FindingWire<'_>);
