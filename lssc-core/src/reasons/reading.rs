//! The readings of RULES.md: what its sources leave open, as questions with the answers that a policy can give.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::fault::named_enum;
use crate::policy::{
    Count, GraceTerms, GraduatesShortOfHours, HoursFrom, MeasuredBy, Parameter, Policy, PolicyParts, TermEnds,
};

named_enum! {
    /// A question that the sources leave open and a policy answers, by the parameter that holds the answer (RULES 2).
    Reading, "a reading" {
        /// What the deadline of a candidacy is held against.
        MeasuredBy = "candidacy.measured_by",
        /// Whether an approval without an end date ends.
        ApprovalYears = "credit.course_approval_years",
        /// What becomes of graduates who lack hours.
        GraduatesShortOfHours = "credit.graduates_short_of_hours",
        /// On which day a term ends.
        TermEnds = "certification.ends",
        /// Which terms have a grace period.
        GraceTerms = "renewal.grace_terms",
        /// From when hours count for the next renewal.
        HoursFrom = "renewal.hours_from",
    }
}

/// One answer to the question of a [`Reading`]: the value of its parameter.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Choice {
    /// For [`Reading::MeasuredBy`].
    MeasuredBy(MeasuredBy),
    /// For [`Reading::ApprovalYears`]; `None`: it does not end.
    ApprovalYears(Option<Count>),
    /// For [`Reading::GraduatesShortOfHours`].
    GraduatesShortOfHours(GraduatesShortOfHours),
    /// For [`Reading::TermEnds`].
    TermEnds(TermEnds),
    /// For [`Reading::GraceTerms`].
    GraceTerms(GraceTerms),
    /// For [`Reading::HoursFrom`].
    HoursFrom(HoursFrom),
}

/// The years after which the edition of 2019 ends an approval: the other answer that the program itself has given.
const APPROVAL_YEARS: Count = Count::known::<4>();

impl Reading {
    /// The question, as it can be put to a committee.
    #[must_use]
    pub const fn question(self) -> &'static str {
        match self {
            Self::MeasuredBy => {
                "Must a credit be earned by the deadline of the candidacy, or is it enough that the candidate did the work by then?"
            }
            Self::ApprovalYears => "Does the approval of a course end when it names no end?",
            Self::GraduatesShortOfHours => {
                "May graduates under an agreement take part before they have the hours of work?"
            }
            Self::TermEnds => "On which day does the term of a certification end?",
            Self::GraceTerms => "Does a term after the first one have a grace period?",
            Self::HoursFrom => {
                "Do hours for the next renewal count from the last renewal, or only from the start of the term?"
            }
        }
    }

    /// The parameter that holds the answer; its [`source`](Parameter::source) is that of the question.
    #[must_use]
    pub const fn parameter(self) -> Parameter {
        match self {
            Self::MeasuredBy => Parameter::CandidacyMeasuredBy,
            Self::ApprovalYears => Parameter::CourseApprovalYears,
            Self::GraduatesShortOfHours => Parameter::GraduatesShortOfHours,
            Self::TermEnds => Parameter::CertificationEnds,
            Self::GraceTerms => Parameter::GraceTerms,
            Self::HoursFrom => Parameter::HoursFrom,
        }
    }

    /// The answers, that of `lssc-faq` first.
    #[must_use]
    pub const fn choices(self) -> &'static [Choice] {
        match self {
            Self::MeasuredBy => {
                &[Choice::MeasuredBy(MeasuredBy::Earned), Choice::MeasuredBy(MeasuredBy::Done)]
            }
            Self::ApprovalYears => {
                &[Choice::ApprovalYears(None), Choice::ApprovalYears(Some(APPROVAL_YEARS))]
            }
            Self::GraduatesShortOfHours => &[
                Choice::GraduatesShortOfHours(GraduatesShortOfHours::Provisional),
                Choice::GraduatesShortOfHours(GraduatesShortOfHours::Refused),
            ],
            Self::TermEnds => &[
                Choice::TermEnds(TermEnds::Anniversary),
                Choice::TermEnds(TermEnds::DayBefore),
                Choice::TermEnds(TermEnds::EndOfMonth),
            ],
            Self::GraceTerms => {
                &[Choice::GraceTerms(GraceTerms::Initial), Choice::GraceTerms(GraceTerms::Every)]
            }
            Self::HoursFrom => {
                &[Choice::HoursFrom(HoursFrom::LastRenewal), Choice::HoursFrom(HoursFrom::Term)]
            }
        }
    }

    /// The answer of a policy, which may be one of its own.
    #[must_use]
    pub fn of(self, policy: &Policy) -> Choice {
        match self {
            Self::MeasuredBy => Choice::MeasuredBy(policy.candidacy.measured_by),
            Self::ApprovalYears => Choice::ApprovalYears(policy.credit.course_approval_years),
            Self::GraduatesShortOfHours => {
                Choice::GraduatesShortOfHours(policy.credit.graduates_short_of_hours)
            }
            Self::TermEnds => Choice::TermEnds(policy.certification.ends),
            Self::GraceTerms => Choice::GraceTerms(policy.renewal.grace_terms),
            Self::HoursFrom => Choice::HoursFrom(policy.renewal.hours_from),
        }
    }

    /// The answers that differ from that of a policy.
    pub(crate) fn others(self, policy: &Policy) -> impl Iterator<Item = Choice> + Clone {
        let own = self.of(policy);
        self.choices().iter().copied().filter(move |&choice| choice != own)
    }
}

impl Choice {
    /// The question that it answers.
    #[must_use]
    pub const fn reading(self) -> Reading {
        match self {
            Self::MeasuredBy(_) => Reading::MeasuredBy,
            Self::ApprovalYears(_) => Reading::ApprovalYears,
            Self::GraduatesShortOfHours(_) => Reading::GraduatesShortOfHours,
            Self::TermEnds(_) => Reading::TermEnds,
            Self::GraceTerms(_) => Reading::GraceTerms,
            Self::HoursFrom(_) => Reading::HoursFrom,
        }
    }

    /// Puts the answer where a policy has it.
    fn put_into(self, parts: &mut PolicyParts) {
        match self {
            Self::MeasuredBy(value) => parts.candidacy.measured_by = value,
            Self::ApprovalYears(value) => parts.credit.course_approval_years = value,
            Self::GraduatesShortOfHours(value) => parts.credit.graduates_short_of_hours = value,
            Self::TermEnds(value) => parts.certification.ends = value,
            Self::GraceTerms(value) => parts.renewal.grace_terms = value,
            Self::HoursFrom(value) => parts.renewal.hours_from = value,
        }
    }
}

/// The policy with these answers in place of its own. None of them breaks a bound of RULES 2, which no reading takes part in.
pub(crate) fn with(policy: &Policy, choices: &[Choice]) -> Policy {
    let mut parts = policy.clone().into_parts();
    for choice in choices {
        choice.put_into(&mut parts);
    }
    Policy::of_checked(parts)
}

/// The value of the parameter, as a policy holds it.
struct Value(Choice);

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Choice::MeasuredBy(value) => value.serialize(serializer),
            Choice::ApprovalYears(value) => value.serialize(serializer),
            Choice::GraduatesShortOfHours(value) => value.serialize(serializer),
            Choice::TermEnds(value) => value.serialize(serializer),
            Choice::GraceTerms(value) => value.serialize(serializer),
            Choice::HoursFrom(value) => value.serialize(serializer),
        }
    }
}

impl Serialize for Choice {
    /// As `{reading, value}`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Choice", 2)?;
        object.serialize_field("reading", &self.reading())?;
        object.serialize_field("value", &Value(*self))?;
        object.end()
    }
}

/// A reading as it is told: `{reading, question, value, others, cites}`.
pub(crate) struct Told<'a>(pub(crate) Reading, pub(crate) &'a Policy);

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(reading, policy) = *self;
        let others: Vec<Value> = reading.others(policy).map(Value).collect();
        let mut object = serializer.serialize_struct("Reading", 5)?;
        object.serialize_field("reading", &reading)?;
        object.serialize_field("question", reading.question())?;
        object.serialize_field("value", &Value(reading.of(policy)))?;
        object.serialize_field("others", &others)?;
        object.serialize_field("cites", reading.parameter().source().cites)?;
        object.end()
    }
}
