//! What a finding says, in words: one English sentence for each reason, made when it is asked for.

use std::fmt;

use super::{ActivityReason, Reason};
use crate::competency::{CompetencySet, CompetencySets};
use crate::date::Date;
use crate::fault::list;
use crate::policy::MeasuredBy;
use crate::quantity::Hours;
use crate::rules::renewal::{HoursCount, Rejected, Rejection, RenewalHours};

fn titles(sets: CompetencySets) -> String {
    list(&mut sets.iter().map(CompetencySet::title))
}

/// `1 elective`, `2 electives`.
pub(crate) fn count(number: u32, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// What is missing of the requirements: required sets by title, then how many electives.
fn missing(required: CompetencySets, electives: u32) -> String {
    match (titles(required), count(electives, "elective")) {
        (sets, _) if electives == 0 => sets,
        (sets, electives) if sets.is_empty() => electives,
        (sets, electives) => format!("{sets} and {electives}"),
    }
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
            Self::Experience { counted: Some(counted), required, window, earliest_on, searched_to, as_of } => {
                write!(f, "{counted} of {required} hours between {} and {}", window.from, window.to)?;
                if counted >= required {
                    return Ok(());
                }
                write!(f, "; {} missing", required.less(*counted))?;
                match earliest_on {
                    Some(on) if on > as_of => write!(f, ", reached on {on} if the work goes on as recorded"),
                    Some(on) => write!(f, ", reached on {on}"),
                    None => write!(f, ", and not reached by {searched_to} with the work recorded"),
                }
            }
            Self::Completion {
                missing_required,
                required,
                electives_earned,
                electives_needed,
                completed_on,
                is_unknown,
            } => {
                let earned = required.saturating_sub(u32::from(missing_required.len()));
                let electives = electives_earned.min(electives_needed);
                write!(f, "{earned} of {required} required sets and {electives} of {electives_needed} electives")?;
                if electives_earned > electives_needed {
                    write!(f, " ({electives_earned} earned)")?;
                }
                if let Some(on) = completed_on {
                    write!(f, ", complete on {on}")?;
                } else {
                    let electives = electives_needed.saturating_sub(*electives_earned);
                    write!(f, "; missing: {}", missing(*missing_required, electives))?;
                }
                f.write_str(if *is_unknown { UNANSWERED } else { "" })
            }
            Self::ContactHours { hours, from, through } => {
                hours_sentence(f, "contact hours", *hours, *from, *through)
            }
            Self::TechnologyHours { hours, from, through } => {
                hours_sentence(f, "technology hours", *hours, *from, *through)
            }
            Self::ProvisionalEligibility { shortfall, reference, reached_on } => {
                write!(
                    f,
                    "eligible provisionally: a degree under a recognition agreement covers all requirements, and the \
                     {shortfall} hours of work missing on {reference} "
                )?;
                match reached_on {
                    Some(on) => write!(f, "were there on {on}"),
                    None => f.write_str("may follow"),
                }
            }
            Self::ProvisionalCertification { required, years } => write!(
                f,
                "certified provisionally, until there are {required} hours of work in libraries within {}; it cannot be \
                 renewed before",
                count(*years, "year")
            ),
            Self::ComputerSkills => f.write_str(
                "no condition, but expected: word processing, email and handling files, and access to a computer",
            ),
            Self::CourseNotApproved { course, portfolios_open } => {
                write!(f, "no approval names the course `{course}`, so it gives no credit")?;
                let advice = "; what was learned there may go into a portfolio";
                f.write_str(if *portfolios_open { advice } else { "" })
            }
            Self::CourseOutsideWindow { course, completed_on, window, approvals, .. } => {
                write!(f, "the course `{course}` was completed on {completed_on}; ")?;
                match approvals {
                    0 | 1 => f.write_str("its approval counts completions ")?,
                    _ => write!(f, "none of its {approvals} approvals counts that, the nearest counts completions ")?,
                }
                between(f, window.from(), window.to())
            }
            Self::AgreementUnknown { agreement } => {
                write!(f, "no recognition agreement `{agreement}` is known, so the degree gives no credit")
            }
            Self::GraduationOutsideWindow { agreement, graduated_on, from, to, .. } => {
                write!(f, "graduated on {graduated_on}; the agreement `{agreement}` recognizes graduates ")?;
                between(f, *from, *to)
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
            Self::CreditAfterDeadline { credit, measured_by, deadline } => {
                let (measured, on) = match measured_by {
                    MeasuredBy::Earned => ("earned", credit.earned_on),
                    MeasuredBy::Done => ("done", credit.done_on),
                };
                let title = credit.set.title();
                write!(f, "`{title}`, {measured} on {on}, came after the deadline of {deadline} and does not count")
            }
            Self::CompletionShared { sets } => {
                write!(f, "this one completion serves {}", titles(*sets))
            }
            Self::CertifiedOnDiffers { recorded, computed } => {
                write!(f, "the office recorded {recorded}, which stands; the credits and the admission give {computed}")
            }
            Self::CertifiedWithoutCompletion { recorded, is_unknown: false } => write!(
                f,
                "the office recorded {recorded}, which stands; the credits in the record do not complete the \
                 requirements"
            ),
            Self::CertifiedWithoutCompletion { recorded, is_unknown: true } => write!(
                f,
                "the office recorded {recorded}, which stands; the record shows no completion{UNANSWERED}"
            ),
            Self::RenewalRejected { rejected, experience_hours } => {
                rejection_sentence(f, rejected, *experience_hours)
            }
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
            Self::MembershipAssumed { member, non_member } => {
                write!(f, "`ala_membership` is not answered, so the prices are those for non-members")?;
                if member == non_member {
                    return Ok(());
                }
                write!(f, ": {non_member} for the application, {member} for members")
            }
            Self::RenewalFeeNotPublished { policy } => {
                write!(f, "the policy `{policy}` names no renewal fee; ask the office")
            }
        }
    }
}

/// What a sentence adds where an answer could still change it.
const UNANSWERED: &str = "; courses, portfolios and degrees are not all answered yet";

/// `from 2012-06-10 to 2016-06-10`, `from 2012-06-10 on`.
fn between(f: &mut fmt::Formatter<'_>, from: Date, to: Option<Date>) -> fmt::Result {
    match to {
        Some(to) if to < from => write!(f, "from {from} on, but ended on {to}"),
        Some(to) => write!(f, "from {from} to {to}"),
        None => write!(f, "from {from} on"),
    }
}

fn rejection_sentence(
    f: &mut fmt::Formatter<'_>,
    rejected: &Rejected,
    experience_hours: Hours,
) -> fmt::Result {
    let Rejected { renewed_on, term, reason, .. } = rejected;
    write!(f, "the renewal of {renewed_on} is rejected: ")?;
    match reason {
        Rejection::TooEarly => write!(f, "term {} opens for renewal on {}", term.number, term.opens_on),
        Rejection::TooLate => {
            write!(f, "the last day for the renewal of term {} was {}", term.number, term.last_day)
        }
        Rejection::HoursNotReached => write!(
            f,
            "the certification was provisional, and the {experience_hours} hours of work were not there by then"
        ),
        Rejection::HoursShort(RenewalHours { contact, technology }) => write!(
            f,
            "{} of {} contact hours and {} of {} technology hours by then",
            contact.counted.unwrap_or_default(),
            contact.required,
            technology.counted.unwrap_or_default(),
            technology.required
        ),
    }
}

fn activity_sentence(f: &mut fmt::Formatter<'_>, completed_on: Date, reason: ActivityReason) -> fmt::Result {
    write!(f, "the activity of {completed_on} does not count: ")?;
    match reason {
        ActivityReason::NoSet => f.write_str("it is related to no competency set"),
        ActivityReason::TooShort { worth, least, .. } => {
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
