//! What a remark says, in words: one English sentence for each observation, made when it is asked for.

use std::fmt;

use super::observation::{Observation, UnitWorth};
use crate::competency::{CompetencySet, CompetencySets};
use crate::fault::list;
use crate::list::MAX_ENTRIES;
use crate::policy::GraceTerms;
use crate::record::ActivityUnit;
use crate::verdict::FeeItem;

fn titles(sets: CompetencySets) -> String {
    list(&mut sets.iter().map(CompetencySet::title))
}

fn names(units: &[ActivityUnit]) -> String {
    list(&mut units.iter().map(|unit| unit.as_str()))
}

/// `1 hour`, `32 hours`.
fn number(of: impl fmt::Display, what: &str) -> String {
    let of = of.to_string();
    let ending = if of == "1" { "" } else { "s" };
    format!("{of} {what}{ending}")
}

/// `semester-credit` (15 hours), and so on.
fn worths(units: &[UnitWorth]) -> String {
    let worths: Vec<String> =
        units.iter().map(|worth| format!("`{}` ({})", worth.unit, number(worth.hours, "hour"))).collect();
    worths.join(", ")
}

/// For whom something on the calendar is so.
const fn whenever(always: bool) -> &'static str {
    if always { "whenever a certification began" } else { "for certifications that began on some days" }
}

impl fmt::Display for Observation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ExperienceBeyondARecord { .. }
            | Self::NoExperienceAskedFor
            | Self::EverybodyEligible
            | Self::ExperienceBeyondTheClock { .. }
            | Self::ExperienceOfOneDay { .. } => eligibility(self, f),
            Self::ElectivesNotNeeded { .. }
            | Self::EveryElectiveNeeded { .. }
            | Self::PortfolioRouteNeverCloses
            | Self::CandidacyOfOneDay
            | Self::LaterWorkDisplaces
            | Self::SetLeftOut { .. }
            | Self::ApprovalEndsAtOnce { .. }
            | Self::PortfolioChargedInVain { .. } => credit(self, f),
            Self::GraceTermsWithoutGrace
            | Self::RenewalOnOneDay { .. }
            | Self::WindowsOverlap { .. }
            | Self::TermOverWhenRenewed { .. } => window(self, f),
            Self::SameAsShipped { edition } => {
                write!(f, "every value is that of the shipped policy `{edition}`: only the name differs")
            }
            Self::MemberPaysMore { item, price } => {
                let what = match item {
                    FeeItem::Application => "the application",
                    FeeItem::Portfolio => "a portfolio",
                    FeeItem::Renewal => "a renewal",
                };
                write!(
                    f,
                    "ALA members pay more than others for {what}: {}, not {}",
                    price.member, price.non_member
                )
            }
            Self::MembershipChangesNoPrice => f.write_str(
                "every price is the same for ALA members and for others: membership changes nothing",
            ),
            _ => hours(self, f),
        }
    }
}

fn eligibility(observation: &Observation, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match observation {
        Observation::ExperienceBeyondARecord { hours, most } => write!(
            f,
            "{hours} hours of work are asked for, and a record holds {most} at most: {MAX_ENTRIES} spans around the \
             clock on the reference day, the only one that counts"
        ),
        Observation::NoExperienceAskedFor => f.write_str(
            "no hours of work are asked for, so nobody is ever short of them: neither the years in which they would \
             count nor what becomes of graduates short of hours decides anything",
        ),
        Observation::EverybodyEligible => f.write_str(
            "no diploma, no support position and no hours of work are asked for: everybody is eligible, without a \
             question answered",
        ),
        Observation::ExperienceBeyondTheClock { hours, most, years } => write!(
            f,
            "{hours} hours of work within {} are more than one position gives around the clock ({most}): only \
             positions that overlap reach them",
            number(years, "year")
        ),
        Observation::ExperienceOfOneDay { hours } => write!(
            f,
            "only the work of the reference day itself counts, and it must come to {}",
            number(hours, "hour")
        ),
        _ => Ok(()),
    }
}

fn credit(observation: &Observation, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match observation {
        Observation::ElectivesNotNeeded { electives } => {
            write!(f, "no elective is needed, so those listed decide nothing: {}", titles(*electives))
        }
        Observation::EveryElectiveNeeded { electives } => write!(
            f,
            "every elective is needed, so there is no choice: {} could as well be required",
            titles(*electives)
        ),
        Observation::PortfolioRouteNeverCloses => f.write_str(
            "the last day for portfolios is the last day that a date can be, so the route never closes",
        ),
        Observation::CandidacyOfOneDay => f.write_str(
            "the day of the admission is the deadline as well: what comes the day after does not count",
        ),
        Observation::LaterWorkDisplaces => f.write_str(
            "a set's credit is the one earned first, and the deadline is held against the day of the work: a course \
             more, taken after the deadline, can displace a credit that counts",
        ),
        Observation::SetLeftOut { sets } => write!(
            f,
            "neither required nor elective: {}; a portfolio there is charged and earns nothing",
            titles(*sets)
        ),
        Observation::ApprovalEndsAtOnce { lookback_years: 0 } => f.write_str(
            "an approval without an end of its own gives credit for courses completed on its very day, and on no other",
        ),
        Observation::ApprovalEndsAtOnce { .. } => f.write_str(
            "an approval without an end of its own ends on the day it is given: it gives credit for courses completed \
             before, and for none after",
        ),
        Observation::PortfolioChargedInVain { last_on, price } => {
            write!(f, "a portfolio submitted after {last_on} earns nothing, and is charged all the same: ")?;
            if price.member == price.non_member {
                write!(f, "{}", price.member)
            } else {
                write!(f, "{} to members, {} to others", price.member, price.non_member)
            }
        }
        _ => Ok(()),
    }
}

fn window(observation: &Observation, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match observation {
        Observation::GraceTermsWithoutGrace => {
            f.write_str("there are no months of grace, so it does not matter which terms have them")
        }
        Observation::RenewalOnOneDay { from_term } => {
            let terms = if *from_term == 1 { "every term" } else { "every term after the first" };
            write!(
                f,
                "{terms} can be renewed on one day only, the last of the term: neither before nor after"
            )
        }
        Observation::WindowsOverlap { always, opens_on, last_day } => write!(
            f,
            "{}, the second term is open for renewal before the first one's last day to renew is over: as {}",
            whenever(*always),
            if opens_on == last_day {
                format!("on {opens_on}")
            } else {
                format!("from {opens_on} to {last_day}")
            }
        ),
        Observation::TermOverWhenRenewed { always, expires_on, last_day, grace_terms } => {
            let then = match grace_terms {
                GraceTerms::Initial => {
                    "whoever renews late has lapsed by it, and would have grace left without it"
                }
                GraceTerms::Every => "whoever renews late is in grace at once",
            };
            write!(
                f,
                "{}, the grace of the first term outlasts the whole second one ({last_day} and {expires_on}): {then}",
                whenever(*always)
            )
        }
        _ => Ok(()),
    }
}

fn hours(observation: &Observation, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match observation {
        Observation::NoActivityCounts { least, most } => write!(
            f,
            "an activity must be worth {} to count, and none can be worth more than {most}: the hours for a renewal \
             cannot be had",
            number(least, "hour")
        ),
        Observation::UnitNeverCounts { least, units } => write!(
            f,
            "an activity must be worth {} to count, and in these units none can be, at most: {}",
            number(least, "hour"),
            worths(units)
        ),
        Observation::HoursFromWithoutEarlyRenewals => f.write_str(
            "no renewal can come before the end of its term, so the last renewal is never before the start of the next \
             term: from which of the two hours count does not matter",
        ),
        Observation::NoHoursAskedFor => f.write_str(
            "no contact hours are asked for at a renewal: from when they would count, the least of an activity and what \
             units are worth decide nothing",
        ),
        Observation::HoursBelowTheLeast { least, contact, technology } => {
            let asked = match (contact, technology) {
                (Some(contact), Some(technology)) => {
                    format!("{} and {}", number(contact, "contact hour"), number(technology, "technology hour"))
                }
                (Some(contact), None) => number(contact, "contact hour"),
                (None, Some(technology)) => number(technology, "technology hour"),
                (None, None) => String::new(),
            };
            write!(
                f,
                "a renewal asks for {asked}, and no activity worth less than {} counts: one that counts is enough, and \
                 asking for {least} would decide the same",
                number(least, "hour")
            )
        }
        Observation::LeastWithoutEffect { least } => {
            let least = number(least, "hour");
            write!(f, "an activity worth less than {least} is worth nothing: the least shuts none out")
        }
        Observation::ContactHoursBeyondTheClock { hours, most } => write!(
            f,
            "{hours} contact hours are more than there are from a certification to the last day of its renewal ({most})"
        ),
        Observation::TechnologyIsEverything { hours } => {
            write!(f, "every contact hour ({hours}) must be in technology: hours in any other set are of no use")
        }
        Observation::TechnologyWithoutTheSet { hours } => write!(
            f,
            "a renewal asks for {} in technology, and Technology is neither required nor elective",
            number(hours, "hour")
        ),
        Observation::HoursLostBetweenTerms { .. } => f.write_str(
            "hours count from the start of the new term: those between an early renewal and the end of the old term \
             count for neither",
        ),
        Observation::UnitWorthNothing { units } => {
            write!(f, "no hours are given for an activity in {}", names(units))
        }
        Observation::UnitTooSmallAlone { least, units } => write!(
            f,
            "an activity must be worth {} to count, and one alone is worth less: {}",
            number(least, "hour"),
            worths(units)
        ),
        _ => Ok(()),
    }
}
