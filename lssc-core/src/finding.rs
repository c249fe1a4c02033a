//! Findings: what is true of a record, why it matters, and where that comes from (RULES 5).
//!
//! A finding holds the parameters of its sentence; the sentence is made when it is asked for. Programs key
//! on [`Finding::code`], or match on [`Finding::reason`]; the sentence may change.

use std::borrow::Cow;
use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::assessment::Assessment;
use crate::case::{Case, Certified};
use crate::competency::CompetencySets;
use crate::date::{Date, Period, Window};
use crate::fault::named_enum;
use crate::pointer::Pointer;
use crate::policy::{GraceTerms, Parameter, Policy};
use crate::quantity::{Cents, Hours};
use crate::record::{CountedActivity, Education, Outcome};
use crate::rules::credit::{self, Credit};
use crate::rules::renewal::{self, HoursCount, Rejected, RenewalResult};
use crate::rules::{certification, completion};
use crate::text::Id;
use crate::verdict::{RejectionReason, Status, Verdict};

named_enum! {
    /// The kind of a finding: stable, documented in `docs/codes.md`, in the order of RULES 5.
    FindingCode, "the code of a finding" {
        /// The verdict on education.
        Education = "education",
        /// The verdict on the position held.
        SupportStaff = "support-staff",
        /// The verdict on work in libraries.
        Experience = "experience",
        /// The verdict on the competency sets.
        Completion = "completion",
        /// The verdict on contact hours.
        ContactHours = "contact-hours",
        /// The verdict on technology hours.
        TechnologyHours = "technology-hours",
        /// A degree stands in for hours that are missing.
        ProvisionalEligibility = "provisional-eligibility",
        /// The certification waits for the hours.
        ProvisionalCertification = "provisional-certification",
        /// Computer skills are expected.
        ComputerSkills = "computer-skills",
        /// No approval names the course.
        CourseNotApproved = "course-not-approved",
        /// The course was completed outside the window of its approval.
        CourseOutsideWindow = "course-outside-window",
        /// No agreement of this id is known.
        AgreementUnknown = "agreement-unknown",
        /// The graduation lies outside the window of its agreement.
        GraduationOutsideWindow = "graduation-outside-window",
        /// The agreement covers less than the full requirements.
        AgreementPartial = "agreement-partial",
        /// The portfolio came before the admission.
        PortfolioBeforeAdmission = "portfolio-before-admission",
        /// The portfolio came after the route was closed.
        PortfolioRouteClosed = "portfolio-route-closed",
        /// The policy does not have the portfolio's set.
        PortfolioSetNotInPolicy = "portfolio-set-not-in-policy",
        /// The credit came after the deadline.
        CreditAfterDeadline = "credit-after-deadline",
        /// One completion serves several sets.
        CompletionShared = "completion-shared",
        /// The recorded certification differs from the computed one.
        CertifiedOnDiffers = "certified-on-differs",
        /// The recorded certification has no completion behind it.
        CertifiedWithoutCompletion = "certified-without-completion",
        /// The renewal is rejected.
        RenewalRejected = "renewal-rejected",
        /// The renewal is accepted though its hours are not answered.
        RenewalHoursUnknown = "renewal-hours-unknown",
        /// The activity does not count.
        ActivityNotCounted = "activity-not-counted",
        /// The term has no grace period.
        NoGrace = "no-grace",
        /// Membership is not answered.
        MembershipAssumed = "membership-assumed",
        /// The price of the renewal is not published.
        RenewalFeeNotPublished = "renewal-fee-not-published",
    }
}

impl FindingCode {
    /// The rule it belongs to, by its name in RULES 4.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Education => "eligibility.education",
            Self::SupportStaff => "eligibility.support-staff",
            Self::Experience | Self::ProvisionalEligibility | Self::ComputerSkills => {
                "eligibility.experience"
            }
            Self::Completion => "completion",
            Self::ContactHours | Self::ActivityNotCounted => "renewal.contact-hours",
            Self::TechnologyHours => "renewal.technology-hours",
            Self::ProvisionalCertification | Self::CertifiedOnDiffers | Self::CertifiedWithoutCompletion => {
                "certification.term"
            }
            Self::CourseNotApproved | Self::CourseOutsideWindow | Self::CompletionShared => "credit.course",
            Self::AgreementUnknown | Self::GraduationOutsideWindow | Self::AgreementPartial => {
                "credit.agreement"
            }
            Self::PortfolioBeforeAdmission | Self::PortfolioRouteClosed | Self::PortfolioSetNotInPolicy => {
                "credit.portfolio"
            }
            Self::CreditAfterDeadline => "candidacy.deadline",
            Self::RenewalRejected | Self::RenewalHoursUnknown | Self::NoGrace => "renewal.window",
            Self::MembershipAssumed => "fees.application",
            Self::RenewalFeeNotPublished => "fees.renewal",
        }
    }

    /// The clause of RULES that says so.
    #[must_use]
    pub const fn clause(self) -> &'static str {
        match self {
            Self::Education => "RULES 4.1",
            Self::SupportStaff => "RULES 4.2",
            Self::Experience | Self::ProvisionalEligibility | Self::ComputerSkills => "RULES 4.3",
            Self::CreditAfterDeadline => "RULES 4.4",
            Self::CourseNotApproved | Self::CourseOutsideWindow | Self::CompletionShared => "RULES 4.5",
            Self::PortfolioBeforeAdmission | Self::PortfolioRouteClosed => "RULES 4.6",
            Self::AgreementUnknown | Self::GraduationOutsideWindow | Self::AgreementPartial => "RULES 4.7",
            Self::Completion | Self::PortfolioSetNotInPolicy => "RULES 4.8",
            Self::ProvisionalCertification | Self::CertifiedOnDiffers | Self::CertifiedWithoutCompletion => {
                "RULES 4.9"
            }
            Self::RenewalRejected | Self::RenewalHoursUnknown | Self::NoGrace => "RULES 4.10",
            Self::ContactHours | Self::TechnologyHours | Self::ActivityNotCounted => "RULES 4.11",
            Self::MembershipAssumed | Self::RenewalFeeNotPublished => "RULES 4.13",
        }
    }

    /// The parameters of the policy it rests on.
    #[must_use]
    pub const fn parameters(self) -> &'static [Parameter] {
        match self {
            Self::Education => &[Parameter::HighSchool],
            Self::SupportStaff => &[Parameter::SupportPosition],
            Self::Experience => &[Parameter::ExperienceHours, Parameter::ExperienceYears],
            Self::Completion | Self::PortfolioSetNotInPolicy => {
                &[Parameter::CompletionRequired, Parameter::CompletionElectives, Parameter::ElectivesNeeded]
            }
            Self::ContactHours => &[Parameter::ContactHours],
            Self::TechnologyHours => &[Parameter::TechnologyHours],
            Self::ProvisionalEligibility | Self::ProvisionalCertification => {
                &[Parameter::GraduatesShortOfHours]
            }
            Self::CourseOutsideWindow => &[Parameter::LookbackYears, Parameter::CourseApprovalYears],
            Self::GraduationOutsideWindow => &[Parameter::LookbackYears],
            Self::AgreementPartial => &[Parameter::GraduatesShortOfHours, Parameter::ElectivesNeeded],
            Self::PortfolioRouteClosed => &[Parameter::LastPortfolioOn],
            Self::CreditAfterDeadline => &[Parameter::CandidacyYears, Parameter::CandidacyMeasuredBy],
            Self::CertifiedOnDiffers => &[Parameter::CertificationYears],
            Self::CertifiedWithoutCompletion => &[Parameter::ElectivesNeeded],
            Self::RenewalRejected => &[Parameter::OpensMonthsBefore, Parameter::GraceMonths],
            Self::RenewalHoursUnknown => &[Parameter::ContactHours, Parameter::TechnologyHours],
            Self::ActivityNotCounted => &[Parameter::ContactHours, Parameter::MinActivityHours],
            Self::NoGrace => &[Parameter::GraceTerms],
            Self::RenewalFeeNotPublished => &[Parameter::RenewalCents],
            Self::ComputerSkills
            | Self::CourseNotApproved
            | Self::AgreementUnknown
            | Self::PortfolioBeforeAdmission
            | Self::CompletionShared
            | Self::MembershipAssumed => &[],
        }
    }

    /// The items of the FAQ it rests on, where no parameter names them.
    const fn own_cites(self) -> &'static [&'static str] {
        match self {
            Self::ComputerSkills => &["FAQ 6"],
            Self::CourseNotApproved => &["FAQ 16"],
            Self::AgreementUnknown => &["FAQ 12", "FAQ 14"],
            Self::PortfolioBeforeAdmission | Self::CompletionShared => &["FAQ 10"],
            Self::MembershipAssumed => &["FAQ 21"],
            _ => &[],
        }
    }
}

named_enum! {
    /// What a finding says: a verdict, or advice (RULES 5).
    FindingOutcome, "the outcome of a finding" {
        /// The verdict is met.
        Met = "met",
        /// The verdict is not met.
        NotMet = "not-met",
        /// The verdict is unknown.
        Unknown = "unknown",
        /// Not a verdict: something to know.
        Advice = "advice",
    }
}

impl From<Verdict> for FindingOutcome {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Met => Self::Met,
            Verdict::NotMet => Self::NotMet,
            Verdict::Unknown => Self::Unknown,
        }
    }
}

/// Why an activity does not count (RULES 4.11).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ActivityReason {
    /// It is related to no competency set.
    NoSet,
    /// It is worth less than the least.
    TooShort {
        /// What it is worth.
        worth: Hours,
        /// The least.
        least: Hours,
    },
    /// It came before the certification.
    BeforeCertification {
        /// The day of the certification.
        certified_on: Date,
    },
    /// It came between a renewal and the start of the term for which hours count.
    BetweenTerms {
        /// The day after which hours count.
        after: Date,
    },
    /// It came after the last day for the renewal.
    AfterLastDay {
        /// That day.
        last_day: Date,
    },
}

/// What a finding says, with the parameters of its sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each variant is documented at its code, each field by its name")]
pub enum Reason {
    Education {
        asked_for: bool,
        education: Option<Education>,
    },
    SupportStaff {
        asked_for: bool,
        position_requires_mls: Option<bool>,
    },
    Experience {
        counted: Option<Hours>,
        required: Hours,
        window: Window,
        earliest_on: Option<Date>,
        as_of: Date,
    },
    Completion {
        missing_required: CompetencySets,
        required: u32,
        electives_earned: u32,
        electives_needed: u32,
        completed_on: Option<Date>,
        answered: bool,
    },
    ContactHours {
        hours: HoursCount,
        from: Date,
        through: Date,
    },
    TechnologyHours {
        hours: HoursCount,
        from: Date,
        through: Date,
    },
    ProvisionalEligibility {
        shortfall: Hours,
        reference: Date,
    },
    ProvisionalCertification {
        required: Hours,
    },
    ComputerSkills,
    CourseNotApproved {
        course: Id,
    },
    CourseOutsideWindow {
        course: Id,
        completed_on: Date,
        window: Period,
    },
    AgreementUnknown {
        agreement: Id,
    },
    GraduationOutsideWindow {
        agreement: Id,
        graduated_on: Date,
        from: Date,
        to: Option<Date>,
    },
    AgreementPartial {
        agreement: Id,
        missing_required: CompetencySets,
        electives_missing: u32,
    },
    PortfolioBeforeAdmission {
        submitted_on: Date,
        admitted_on: Option<Date>,
    },
    PortfolioRouteClosed {
        submitted_on: Date,
        last_on: Date,
    },
    PortfolioSetNotInPolicy {
        policy: Id,
    },
    CreditAfterDeadline {
        credit: Credit,
        deadline: Date,
    },
    CompletionShared {
        sets: CompetencySets,
    },
    CertifiedOnDiffers {
        recorded: Date,
        computed: Date,
    },
    CertifiedWithoutCompletion {
        recorded: Date,
    },
    RenewalRejected {
        rejected: Rejected,
    },
    RenewalHoursUnknown {
        renewed_on: Date,
    },
    ActivityNotCounted {
        completed_on: Date,
        reason: ActivityReason,
    },
    NoGrace {
        term: u32,
        expires_on: Date,
    },
    MembershipAssumed {
        member: Cents,
        non_member: Cents,
    },
    RenewalFeeNotPublished {
        policy: Id,
    },
}

impl Reason {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> FindingCode {
        match self {
            Self::Education { .. } => FindingCode::Education,
            Self::SupportStaff { .. } => FindingCode::SupportStaff,
            Self::Experience { .. } => FindingCode::Experience,
            Self::Completion { .. } => FindingCode::Completion,
            Self::ContactHours { .. } => FindingCode::ContactHours,
            Self::TechnologyHours { .. } => FindingCode::TechnologyHours,
            Self::ProvisionalEligibility { .. } => FindingCode::ProvisionalEligibility,
            Self::ProvisionalCertification { .. } => FindingCode::ProvisionalCertification,
            Self::ComputerSkills => FindingCode::ComputerSkills,
            Self::CourseNotApproved { .. } => FindingCode::CourseNotApproved,
            Self::CourseOutsideWindow { .. } => FindingCode::CourseOutsideWindow,
            Self::AgreementUnknown { .. } => FindingCode::AgreementUnknown,
            Self::GraduationOutsideWindow { .. } => FindingCode::GraduationOutsideWindow,
            Self::AgreementPartial { .. } => FindingCode::AgreementPartial,
            Self::PortfolioBeforeAdmission { .. } => FindingCode::PortfolioBeforeAdmission,
            Self::PortfolioRouteClosed { .. } => FindingCode::PortfolioRouteClosed,
            Self::PortfolioSetNotInPolicy { .. } => FindingCode::PortfolioSetNotInPolicy,
            Self::CreditAfterDeadline { .. } => FindingCode::CreditAfterDeadline,
            Self::CompletionShared { .. } => FindingCode::CompletionShared,
            Self::CertifiedOnDiffers { .. } => FindingCode::CertifiedOnDiffers,
            Self::CertifiedWithoutCompletion { .. } => FindingCode::CertifiedWithoutCompletion,
            Self::RenewalRejected { .. } => FindingCode::RenewalRejected,
            Self::RenewalHoursUnknown { .. } => FindingCode::RenewalHoursUnknown,
            Self::ActivityNotCounted { .. } => FindingCode::ActivityNotCounted,
            Self::NoGrace { .. } => FindingCode::NoGrace,
            Self::MembershipAssumed { .. } => FindingCode::MembershipAssumed,
            Self::RenewalFeeNotPublished { .. } => FindingCode::RenewalFeeNotPublished,
        }
    }
}

fn titles(sets: CompetencySets) -> String {
    sets.iter().map(|set| format!("`{}`", set.title())).collect::<Vec<_>>().join(", ")
}

/// `1 elective`, `2 electives`.
fn count(number: u32, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// What is missing of the requirements: required sets by title, then how many electives.
fn missing(required: CompetencySets, electives: u32) -> String {
    let sets = (!required.is_empty()).then(|| titles(required));
    let electives = (electives > 0).then(|| count(electives, "elective"));
    [sets, electives].into_iter().flatten().collect::<Vec<_>>().join(" and ")
}

fn hours_sentence(
    f: &mut fmt::Formatter<'_>,
    kind: &str,
    hours: HoursCount,
    from: Date,
    through: Date,
) -> fmt::Result {
    let required = hours.required;
    let Some(counted) = hours.counted else {
        return write!(f, "{required} {kind} from {from} on are asked for; `activities` is not answered yet");
    };
    write!(f, "{counted} of {required} {kind} ")?;
    if from <= through {
        write!(f, "between {from} and {through}")?;
    } else {
        write!(f, "so far; they count from {from} on")?;
    }
    match required.less(counted) {
        Hours::ZERO => Ok(()),
        short => write!(f, "; {short} missing"),
    }
}

impl fmt::Display for Reason {
    #[expect(clippy::too_many_lines, reason = "one sentence for each variant, side by side")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Education { asked_for: false, .. } => f.write_str("this policy asks for no high school diploma"),
            Self::Education { education: Some(education), .. } => {
                write!(f, "a high school diploma or its equivalent is asked for; the record says `{education}`")
            }
            Self::Education { education: None, .. } => f.write_str(
                "a high school diploma or its equivalent is asked for; `education` is not answered yet",
            ),
            Self::SupportStaff { asked_for: false, .. } => {
                f.write_str("this policy takes people in any library position")
            }
            Self::SupportStaff { position_requires_mls: Some(true), .. } => f.write_str(
                "support staff hold a position that requires no Master's of Library and Information Science; \
                 this one does, whatever degree the person has",
            ),
            Self::SupportStaff { position_requires_mls: Some(false), .. } => {
                f.write_str("the position requires no Master's of Library and Information Science")
            }
            Self::SupportStaff { position_requires_mls: None, .. } => f.write_str(
                "support staff hold a position that requires no Master's of Library and Information Science; \
                 `position_requires_mls` is not answered yet",
            ),
            Self::Experience { counted: None, required, window, .. } => write!(
                f,
                "{required} hours of work in libraries between {} and {} are asked for; `experience` is not \
                 answered yet",
                window.from, window.to
            ),
            Self::Experience { counted: Some(counted), required, window, earliest_on, as_of } => {
                write!(f, "{counted} of {required} hours between {} and {}", window.from, window.to)?;
                if counted >= required {
                    return Ok(());
                }
                write!(f, "; {} missing", required.less(*counted))?;
                match earliest_on {
                    Some(on) if on > as_of => write!(f, ", reached on {on} if the work goes on as recorded"),
                    Some(on) => write!(f, ", reached on {on}"),
                    None => f.write_str(", and not reached by the work recorded"),
                }
            }
            Self::Completion { completed_on: Some(on), required, electives_earned, .. } => write!(
                f,
                "{} and {}, the last that was needed earned on {on}",
                count(*required, "required set"),
                count(*electives_earned, "elective")
            ),
            Self::Completion { missing_required, required, electives_earned, electives_needed, answered, .. } => {
                let earned = required.saturating_sub(u32::from(missing_required.len()));
                write!(
                    f,
                    "{earned} of {required} required sets and {electives_earned} of {electives_needed} electives; \
                     missing: {}",
                    missing(*missing_required, electives_needed.saturating_sub(*electives_earned))
                )?;
                if *answered {
                    Ok(())
                } else {
                    f.write_str("; courses, portfolios and degrees are not all answered yet")
                }
            }
            Self::ContactHours { hours, from, through } => {
                hours_sentence(f, "contact hours", *hours, *from, *through)
            }
            Self::TechnologyHours { hours, from, through } => {
                hours_sentence(f, "technology hours", *hours, *from, *through)
            }
            Self::ProvisionalEligibility { shortfall, reference } => write!(
                f,
                "eligible provisionally: a degree under a recognition agreement covers all requirements, and the \
                 {shortfall} hours of work missing on {reference} may follow"
            ),
            Self::ProvisionalCertification { required } => write!(
                f,
                "certified provisionally, until {required} hours of work in libraries are reached; it cannot be \
                 renewed before"
            ),
            Self::ComputerSkills => f.write_str(
                "no condition, but expected: word processing, email and handling files, and access to a computer",
            ),
            Self::CourseNotApproved { course } => write!(
                f,
                "no approval names the course `{course}`, so it gives no credit; what was learned there may go \
                 into a portfolio"
            ),
            Self::CourseOutsideWindow { course, completed_on, window } => {
                write!(f, "the course `{course}` was completed on {completed_on}; its approval counts completions ")?;
                match window.to() {
                    Some(to) => write!(f, "from {} to {to}", window.from()),
                    None => write!(f, "from {} on", window.from()),
                }
            }
            Self::AgreementUnknown { agreement } => {
                write!(f, "no recognition agreement `{agreement}` is known, so the degree gives no credit")
            }
            Self::GraduationOutsideWindow { agreement, graduated_on, from, to } => {
                write!(f, "graduated on {graduated_on}; the agreement `{agreement}` recognizes graduates ")?;
                match to {
                    Some(to) => write!(f, "from {from} to {to}"),
                    None => write!(f, "from {from} on"),
                }
            }
            Self::AgreementPartial { agreement, missing_required, electives_missing } => write!(
                f,
                "the agreement `{agreement}` covers less than the full requirements; it lacks {}",
                missing(*missing_required, *electives_missing)
            ),
            Self::PortfolioBeforeAdmission { submitted_on, admitted_on: Some(admitted_on) } => {
                write!(f, "submitted on {submitted_on}, before the admission on {admitted_on}, so it earns nothing")
            }
            Self::PortfolioBeforeAdmission { submitted_on, admitted_on: None } => {
                write!(f, "submitted on {submitted_on}, but no admission is known, so it earns nothing")
            }
            Self::PortfolioRouteClosed { submitted_on, last_on } => {
                write!(f, "submitted on {submitted_on}; portfolios were taken until {last_on}")
            }
            Self::PortfolioSetNotInPolicy { policy } => {
                write!(f, "its set is neither required nor elective in the policy `{policy}`, so it earns nothing")
            }
            Self::CreditAfterDeadline { credit, deadline } => write!(
                f,
                "`{}`, done on {} and earned on {}, came after the deadline of {deadline} and does not count",
                credit.set.title(),
                credit.done_on,
                credit.earned_on
            ),
            Self::CompletionShared { sets } => {
                write!(f, "this one completion serves {}", titles(*sets))
            }
            Self::CertifiedOnDiffers { recorded, computed } => {
                write!(f, "the office recorded {recorded}, which stands; the credits and the admission give {computed}")
            }
            Self::CertifiedWithoutCompletion { recorded } => write!(
                f,
                "the office recorded {recorded}, which stands; the credits in the record do not complete the \
                 requirements"
            ),
            Self::RenewalRejected { rejected } => rejection_sentence(f, rejected),
            Self::RenewalHoursUnknown { renewed_on } => write!(
                f,
                "the renewal of {renewed_on} is accepted though `activities` is not answered, so its hours are not \
                 checked"
            ),
            Self::ActivityNotCounted { completed_on, reason } => activity_sentence(f, *completed_on, *reason),
            Self::NoGrace { term, expires_on } => write!(
                f,
                "grace is given after the initial term alone, read literally: term {term} must be renewed by \
                 {expires_on}"
            ),
            Self::MembershipAssumed { member, non_member } => write!(
                f,
                "`ala_membership` is not answered, so the prices are those for non-members: {non_member} for the \
                 application, {member} for members"
            ),
            Self::RenewalFeeNotPublished { policy } => {
                write!(f, "the policy `{policy}` names no renewal fee; ask the office")
            }
        }
    }
}

fn rejection_sentence(f: &mut fmt::Formatter<'_>, rejected: &Rejected) -> fmt::Result {
    let Rejected { renewed_on, term, hours, reason, .. } = rejected;
    write!(f, "the renewal of {renewed_on} is rejected: ")?;
    match reason {
        RejectionReason::TooEarly => write!(f, "term {} opens for renewal on {}", term.number, term.opens_on),
        RejectionReason::TooLate => {
            write!(f, "the last day for the renewal of term {} was {}", term.number, term.last_day)
        }
        RejectionReason::HoursNotReached => {
            f.write_str("the certification was provisional, and the hours of work were not reached by then")
        }
        RejectionReason::HoursShort => {
            let [contact, technology] = [hours.contact, hours.technology];
            write!(
                f,
                "{} of {} contact hours and {} of {} technology hours by then",
                contact.counted.unwrap_or_default(),
                contact.required,
                technology.counted.unwrap_or_default(),
                technology.required
            )
        }
    }
}

fn activity_sentence(f: &mut fmt::Formatter<'_>, completed_on: Date, reason: ActivityReason) -> fmt::Result {
    write!(f, "the activity of {completed_on} does not count: ")?;
    match reason {
        ActivityReason::NoSet => f.write_str("it is related to no competency set"),
        ActivityReason::TooShort { worth, least } => {
            write!(f, "it is worth {worth} contact hours, and {least} is the least")
        }
        ActivityReason::BeforeCertification { certified_on } => {
            write!(f, "it came before the certification on {certified_on}")
        }
        ActivityReason::BetweenTerms { after } => {
            write!(f, "it came after a renewal, and hours for the next one count after {after}")
        }
        ActivityReason::AfterLastDay { last_day } => {
            write!(f, "it came after {last_day}, the last day for the renewal")
        }
    }
}

/// One verdict or one piece of advice: what it is about, what was compared with what, and its sources (RULES 5).
#[derive(Clone, PartialEq, Eq, Debug)]
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

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut finding = serializer.serialize_struct("Finding", 5)?;
        finding.serialize_field("rule", self.rule())?;
        finding.serialize_field("outcome", &self.outcome)?;
        finding.serialize_field("path", &self.path)?;
        finding.serialize_field("message", &self.message())?;
        finding.serialize_field("cites", &self.cites)?;
        finding.end()
    }
}

/// The sources of a finding: its own, those of its parameters under the policy, then the clause.
fn cites(code: FindingCode, policy: &Policy) -> Vec<Cow<'static, str>> {
    let own = code.own_cites().iter().map(|&source| source.into());
    own.chain(policy.cites(code.parameters())).chain([code.clause().into()]).collect()
}

struct Findings<'a> {
    policy: &'a Policy,
    list: Vec<Finding>,
}

impl Findings<'_> {
    fn verdict(&mut self, verdict: Verdict, path: Pointer, reason: Reason) {
        self.push(verdict.into(), path, reason);
    }

    fn advice(&mut self, path: Pointer, reason: Reason) {
        self.push(FindingOutcome::Advice, path, reason);
    }

    fn push(&mut self, outcome: FindingOutcome, path: Pointer, reason: Reason) {
        let cites = cites(reason.code(), self.policy);
        self.list.push(Finding { outcome, path, reason, cites });
    }
}

/// Every finding of an assessment, in the order of RULES 5.
pub(crate) fn findings(
    case: &Case<'_>,
    assessment: &Assessment,
    certified: Option<&Certified>,
) -> Vec<Finding> {
    let mut findings = Findings { policy: case.policy, list: Vec::new() };
    verdicts(&mut findings, case, assessment, certified);
    eligibility(&mut findings, case, assessment);
    courses(&mut findings, case);
    degrees(&mut findings, case);
    portfolios(&mut findings, case);
    credits(&mut findings, case, assessment);
    if let (Some(certified), Some(renewal)) = (certified, &assessment.renewal) {
        recorded_date(&mut findings, case, &assessment.completion);
        renewals(&mut findings, renewal);
        activities(&mut findings, case, renewal, certified);
        no_grace(&mut findings, case, renewal, certified);
    }
    fees(&mut findings, case, assessment);
    findings.list
}

fn verdicts(
    findings: &mut Findings<'_>,
    case: &Case<'_>,
    assessment: &Assessment,
    certified: Option<&Certified>,
) {
    let Assessment { eligibility, completion, .. } = assessment;
    let (policy, experience) = (&case.policy.eligibility, &eligibility.experience);
    findings.verdict(
        eligibility.education,
        Pointer::field("education"),
        Reason::Education { asked_for: policy.high_school, education: case.record.education },
    );
    findings.verdict(
        eligibility.support_staff,
        Pointer::field("position_requires_mls"),
        Reason::SupportStaff {
            asked_for: policy.support_position,
            position_requires_mls: case.record.position_requires_mls,
        },
    );
    findings.verdict(
        experience.verdict,
        Pointer::field("experience"),
        Reason::Experience {
            counted: experience.counted_hours,
            required: experience.required_hours,
            window: experience.window,
            earliest_on: experience.earliest_on,
            as_of: case.as_of,
        },
    );
    findings.verdict(
        completion.verdict,
        Pointer::RECORD,
        Reason::Completion {
            missing_required: completion.missing_required,
            required: case.policy.completion.required.sets().len().into(),
            electives_earned: completion.electives_earned,
            electives_needed: case.policy.completion.electives_needed.get(),
            completed_on: completion.completed_on,
            answered: completion.verdict != Verdict::Unknown,
        },
    );
    if let (Some(certified), Some(renewal)) = (certified, &assessment.renewal) {
        let from = certified.current.hours_after.plus_days(1);
        let through = case.as_of.min(renewal.last_day);
        let path = Pointer::field("activities");
        let (contact, technology) = (renewal.contact_hours, renewal.technology_hours);
        findings.verdict(contact.verdict(), path, Reason::ContactHours { hours: contact, from, through });
        findings.verdict(
            technology.verdict(),
            path,
            Reason::TechnologyHours { hours: technology, from, through },
        );
    }
}

fn eligibility(findings: &mut Findings<'_>, case: &Case<'_>, assessment: &Assessment) {
    let experience = &assessment.eligibility.experience;
    let path = Pointer::field("experience");
    if assessment.eligibility.provisional {
        let shortfall = experience.shortfall_hours.unwrap_or_default();
        findings.advice(
            path,
            Reason::ProvisionalEligibility { shortfall, reference: assessment.eligibility.reference_date },
        );
    }
    if assessment.certification.is_some_and(|certification| certification.provisional) {
        findings.advice(path, Reason::ProvisionalCertification { required: experience.required_hours });
    }
    if case.started_on().is_none() {
        findings.advice(Pointer::RECORD, Reason::ComputerSkills);
    }
}

fn courses(findings: &mut Findings<'_>, case: &Case<'_>) {
    for (completion, index) in case.record.courses.iter().flatten().zip(0..) {
        if completion.completed_on > case.as_of {
            continue;
        }
        let course = || completion.course.clone();
        let known =
            case.catalog.naming(&completion.course).filter(|approval| approval.approved_on <= case.as_of);
        let mut windows = known.map(|approval| credit::completion_window(approval, &case.policy.credit));
        let Some(first) = windows.next() else {
            findings.advice(Pointer::entry("courses", index), Reason::CourseNotApproved { course: course() });
            continue;
        };
        let completed_on = completion.completed_on;
        if !first.contains(completed_on) && !windows.any(|window| window.contains(completed_on)) {
            findings.advice(
                Pointer::entry("courses", index),
                Reason::CourseOutsideWindow { course: course(), completed_on, window: first },
            );
        }
    }
}

fn degrees(findings: &mut Findings<'_>, case: &Case<'_>) {
    let known =
        || case.record.degrees.iter().flatten().zip(0..).filter(|(d, _)| d.graduated_on <= case.as_of);
    for (degree, index) in known() {
        let path = Pointer::entry("degrees", index);
        let graduated_on = degree.graduated_on;
        let agreement = case
            .catalog
            .agreement(&degree.agreement)
            .filter(|agreement| agreement.effective_on <= case.as_of);
        match agreement {
            None => findings.advice(path, Reason::AgreementUnknown { agreement: degree.agreement.clone() }),
            Some(agreement) if !credit::recognizes(agreement, graduated_on, &case.policy.credit) => {
                let from = credit::recognized_from(agreement, &case.policy.credit);
                let (agreement, to) = (agreement.id.clone(), agreement.ended_on);
                findings.advice(path, Reason::GraduationOutsideWindow { agreement, graduated_on, from, to });
            }
            Some(_) => {}
        }
    }
    for (degree, index) in known() {
        let credited = credit::credited_agreement(degree, case.catalog, &case.policy.credit, case.as_of);
        let Some((agreement, _)) =
            credited.filter(|(agreement, _)| !case.policy.is_completed_by(agreement.covers))
        else {
            continue;
        };
        let policy = &case.policy.completion;
        let electives = u32::from(agreement.covers.and(policy.electives.sets()).len());
        findings.advice(
            Pointer::entry("degrees", index),
            Reason::AgreementPartial {
                agreement: agreement.id.clone(),
                missing_required: policy.required.sets().without(agreement.covers),
                electives_missing: policy.electives_needed.get().saturating_sub(electives),
            },
        );
    }
}

fn portfolios(findings: &mut Findings<'_>, case: &Case<'_>) {
    let admitted_on = case.admitted_on();
    for (&portfolio, index) in case.record.portfolios.iter().flatten().zip(0..) {
        let Some(Outcome::Achieved(_)) = credit::outcome_at(portfolio, case.as_of) else { continue };
        let submitted_on = portfolio.submitted_on();
        let last_on = case.policy.credit.last_portfolio_on.filter(|&last| submitted_on > last);
        let reason = if admitted_on.is_none_or(|admitted_on| submitted_on < admitted_on) {
            Reason::PortfolioBeforeAdmission { submitted_on, admitted_on }
        } else if let Some(last_on) = last_on {
            Reason::PortfolioRouteClosed { submitted_on, last_on }
        } else if !case.policy.sets().contains(portfolio.set()) {
            Reason::PortfolioSetNotInPolicy { policy: case.policy.id.clone() }
        } else {
            continue;
        };
        findings.advice(Pointer::entry("portfolios", index), reason);
    }
}

fn credits(findings: &mut Findings<'_>, case: &Case<'_>, assessment: &Assessment) {
    let credits = &assessment.completion.credits;
    if let Some(candidacy) = assessment.candidacy {
        for credit in credits.iter().filter(|credit| !credit.counts) {
            let reason = Reason::CreditAfterDeadline { credit, deadline: candidacy.deadline };
            findings.advice(credit.evidence(), reason);
        }
    }
    for (index, sets) in
        credit::sets_by_completion(credits, case.record, case.catalog, case.policy, case.as_of)
    {
        if sets.len() > 1 {
            findings.advice(Pointer::entry("courses", index), Reason::CompletionShared { sets });
        }
    }
}

fn recorded_date(findings: &mut Findings<'_>, case: &Case<'_>, completion: &completion::Completion) {
    let Some(recorded) = case.recorded_on() else { return };
    let path = Pointer::field("certified_on");
    if completion.verdict != Verdict::Met {
        findings.advice(path, Reason::CertifiedWithoutCompletion { recorded });
    } else if let Some(computed) = case.computed_on(completion).filter(|&computed| computed != recorded) {
        findings.advice(path, Reason::CertifiedOnDiffers { recorded, computed });
    }
}

fn renewals(findings: &mut Findings<'_>, renewal: &RenewalResult) {
    let mut rejected: Vec<&Rejected> = renewal.rejected.iter().collect();
    rejected.sort_by_key(|rejected| rejected.index);
    for &rejected in rejected {
        findings.advice(Pointer::entry("renewals", rejected.index), Reason::RenewalRejected { rejected });
    }
    let mut unknown: Vec<_> = renewal.accepted.iter().filter(|accepted| accepted.hours_unknown).collect();
    unknown.sort_by_key(|accepted| accepted.index);
    for accepted in unknown {
        let renewed_on = accepted.renewed_on;
        findings
            .advice(Pointer::entry("renewals", accepted.index), Reason::RenewalHoursUnknown { renewed_on });
    }
}

fn activities(findings: &mut Findings<'_>, case: &Case<'_>, renewal: &RenewalResult, certified: &Certified) {
    // After each renewal, hours for the next one count from some later day on.
    let gaps: Vec<Window> = renewal
        .accepted
        .iter()
        .map(|renewal| {
            let ended = certification::term(certified.since, renewal.term.saturating_sub(1), case.policy);
            let after = renewal::hours_after(renewal.renewed_on, ended, &case.policy.renewal);
            Window { from: renewal.renewed_on, to: after }
        })
        .collect();
    for (activity, index) in case.activities().into_iter().flatten().zip(0..) {
        if activity.completed_on() > case.as_of {
            continue;
        }
        if let Some(reason) = not_counted(activity, &gaps, case, certified) {
            let completed_on = activity.completed_on();
            let path = Pointer::entry("activities", index);
            findings.advice(path, Reason::ActivityNotCounted { completed_on, reason });
        }
    }
}

fn not_counted(
    activity: CountedActivity,
    gaps: &[Window],
    case: &Case<'_>,
    certified: &Certified,
) -> Option<ActivityReason> {
    let (day, policy) = (activity.completed_on(), &case.policy.renewal);
    let (worth, least) = (renewal::worth(activity, policy), policy.min_activity_hours);
    let gap = gaps.iter().find(|gap| gap.from < day && day <= gap.to);
    if activity.sets().is_empty() {
        Some(ActivityReason::NoSet)
    } else if worth < least {
        Some(ActivityReason::TooShort { worth, least })
    } else if day < certified.since {
        Some(ActivityReason::BeforeCertification { certified_on: certified.since })
    } else if let Some(gap) = gap {
        Some(ActivityReason::BetweenTerms { after: gap.to })
    } else if day > certified.current.term.last_day {
        Some(ActivityReason::AfterLastDay { last_day: certified.current.term.last_day })
    } else {
        None
    }
}

fn no_grace(findings: &mut Findings<'_>, case: &Case<'_>, renewal: &RenewalResult, certified: &Certified) {
    let term = certified.current.term;
    let later = term.number > 1 && case.policy.renewal.grace_terms == GraceTerms::Initial;
    if let Some(renewed) = renewal.accepted.last().filter(|_| later) {
        let path = Pointer::entry("renewals", renewed.index);
        findings.advice(path, Reason::NoGrace { term: term.number, expires_on: term.expires_on });
    }
}

fn fees(findings: &mut Findings<'_>, case: &Case<'_>, assessment: &Assessment) {
    let fees = &case.policy.fees;
    if case.record.ala_membership.is_none() {
        let price = &fees.application_cents;
        findings.advice(
            Pointer::field("ala_membership"),
            Reason::MembershipAssumed { member: price.member, non_member: price.non_member },
        );
    }
    let open = matches!(assessment.status, Status::RenewalOpen | Status::Grace);
    if open && fees.renewal_cents.is_none() {
        findings.advice(Pointer::RECORD, Reason::RenewalFeeNotPublished { policy: case.policy.id.clone() });
    }
}
