//! Why a goal is not reached.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::goal::{Goal, GoalKind};
use crate::case::{Case, Certified};
use crate::catalog::Catalog;
use crate::clause::Clause;
use crate::competency::CompetencySet;
use crate::date::Date;
use crate::fault::named_enum;
use crate::policy::Policy;
use crate::quantity::Hours;
use crate::record::Record;
use crate::rules::renewal::HoursCount;
use crate::verdict::{Status, Verdict};

named_enum! {
    /// What keeps a goal from being reached.
    ObstacleKind, "what keeps a goal from being reached" {
        /// No high school diploma and nothing equivalent.
        Education = "education",
        /// The position held requires a master's degree.
        SupportStaff = "support-staff",
        /// Too few hours of work.
        Experience = "experience",
        /// No admission.
        NotAdmitted = "not-admitted",
        /// A required set without a credit that counts.
        SetMissing = "set-missing",
        /// Too few electives with a credit that counts.
        ElectivesMissing = "electives-missing",
        /// The term has ended.
        TermEnded = "term-ended",
        /// No certification that could be renewed.
        NotCertified = "not-certified",
        /// The renewal window has not opened.
        NotOpen = "not-open",
        /// The renewal window has closed.
        Closed = "closed",
        /// The certification is provisional.
        Provisional = "provisional",
        /// Too few contact hours.
        ContactHours = "contact-hours",
        /// Too few of them in technology.
        TechnologyHours = "technology-hours",
    }
}

/// One reason for which a goal is not reached: whatever else is mended, it is not reached while this one stands.
///
/// On the wire a sentence, `message`, stands beside it, which may change; programs go by the rest.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Obstacle {
    /// What it is.
    pub reason: ObstacleKind,
    /// The clause that decides it.
    pub clause: Clause,
    /// `not-met`, or `unknown` where an answer is missing.
    pub outcome: Verdict,
    /// The required set that is missing.
    pub set: Option<CompetencySet>,
    /// How many electives are missing.
    pub electives: Option<u32>,
    /// How many hours are missing.
    pub hours: Option<Hours>,
    /// The day on which the window opens, the term ended, or the window closed.
    pub on: Option<Date>,
}

impl Serialize for Obstacle {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { reason, clause, outcome, set, electives, hours, on } = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("reason", reason)?;
        map.serialize_entry("clause", clause)?;
        map.serialize_entry("outcome", outcome)?;
        set.map_or(Ok(()), |set| map.serialize_entry("set", &set))?;
        electives.map_or(Ok(()), |electives| map.serialize_entry("electives", &electives))?;
        hours.map_or(Ok(()), |hours| map.serialize_entry("hours", &hours))?;
        on.map_or(Ok(()), |on| map.serialize_entry("on", &on))?;
        map.serialize_entry("message", &self.to_string())?;
        map.end()
    }
}

impl Obstacle {
    const fn new(reason: ObstacleKind, clause: Clause, outcome: Verdict) -> Self {
        Self { reason, clause, outcome, set: None, electives: None, hours: None, on: None }
    }
}

impl fmt::Display for Obstacle {
    /// As a sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hours = self.hours.unwrap_or(Hours::ZERO);
        let unknown = self.outcome == Verdict::Unknown;
        match self.reason {
            ObstacleKind::Education if unknown => f.write_str("the education is not answered"),
            ObstacleKind::Education => f.write_str("a high school diploma or its equivalent is missing"),
            ObstacleKind::SupportStaff if unknown => {
                f.write_str("whether the position requires a master's degree is not answered")
            }
            ObstacleKind::SupportStaff => f.write_str("the position requires a master's degree"),
            ObstacleKind::Experience => write!(f, "{hours} hours of work in libraries are missing"),
            ObstacleKind::NotAdmitted => f.write_str("there is no admission"),
            ObstacleKind::SetMissing => {
                write!(f, "the required set {} is missing", self.set.map_or("", CompetencySet::as_str))
            }
            ObstacleKind::ElectivesMissing => {
                write!(f, "{} electives are missing", self.electives.unwrap_or(0))
            }
            ObstacleKind::NotCertified => f.write_str("there is no certification to renew"),
            ObstacleKind::TermEnded => self.dated(f, "the term ended on"),
            ObstacleKind::NotOpen => self.dated(f, "the renewal window opens on"),
            ObstacleKind::Closed => self.dated(f, "the renewal window closed after"),
            ObstacleKind::Provisional => {
                f.write_str("the certification is provisional until the hours of work are reached")
            }
            ObstacleKind::ContactHours => write!(f, "{hours} contact hours are missing"),
            ObstacleKind::TechnologyHours => write!(f, "{hours} technology hours are missing"),
        }
    }
}

impl Obstacle {
    fn dated(&self, f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
        f.write_str(text)?;
        self.on.map_or(Ok(()), |on| write!(f, " {on}"))
    }
}

/// Every minimal reason for which a goal is not reached: each keeps it from being reached by itself. None when it is reached.
///
/// ```
/// use lssc_core::{Catalog, Goal, GoalKind, ObstacleKind, Policy, Record, why_not};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let record = Record::from_json(br#"{"id": "p-001", "education": "college-degree", "position_requires_mls": true, "experience": []}"#)?;
/// let goal = Goal { goal: GoalKind::Eligible, by: "2024-06-30".parse()? };
/// let reasons = why_not(&record, goal, &Catalog::default(), &Policy::default());
/// let kinds: Vec<_> = reasons.iter().map(|one| one.reason).collect();
/// assert_eq!(kinds, [ObstacleKind::SupportStaff, ObstacleKind::Experience]);
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn why_not(record: &Record, goal: Goal, catalog: &Catalog, policy: &Policy) -> Vec<Obstacle> {
    if goal.is_reached(record, catalog, policy) {
        return Vec::new();
    }
    let case = Case { record, catalog, policy, as_of: goal.by };
    match goal.goal {
        GoalKind::Eligible => not_eligible(&case),
        GoalKind::Certified => not_certified(&case),
        GoalKind::Renewable => not_renewable(&case),
    }
}

fn not_eligible(case: &Case<'_>) -> Vec<Obstacle> {
    let conditions = case.conditions();
    let shortfall = conditions.experience.shortfall_hours.unwrap_or(conditions.experience.required_hours);
    let all = [
        Obstacle::new(ObstacleKind::Education, Clause::Education, conditions.education),
        Obstacle::new(ObstacleKind::SupportStaff, Clause::SupportStaff, conditions.support_staff),
        Obstacle {
            hours: Some(shortfall),
            ..Obstacle::new(ObstacleKind::Experience, Clause::Experience, conditions.work())
        },
    ];
    all.into_iter().filter(|one| one.outcome != Verdict::Met).collect()
}

fn certified(case: &Case<'_>) -> Option<Certified> {
    case.certified(&case.conditions(), &case.completion(), &mut |_| {})
}

fn not_certified(case: &Case<'_>) -> Vec<Obstacle> {
    if let Some(certified) = certified(case) {
        let on = Some(certified.current.term.expires_on);
        return vec![Obstacle {
            on,
            ..Obstacle::new(ObstacleKind::TermEnded, Clause::Window, Verdict::NotMet)
        }];
    }
    let completion = case.completion();
    let mut found = Vec::new();
    if case.admitted_on().is_none() {
        found.push(Obstacle::new(ObstacleKind::NotAdmitted, Clause::Term, Verdict::NotMet));
    }
    let of_sets = Obstacle::new(ObstacleKind::SetMissing, Clause::Completion, completion.verdict);
    found.extend(completion.missing_required.iter().map(|set| Obstacle { set: Some(set), ..of_sets }));
    if completion.electives_missing > 0 {
        let electives = Some(completion.electives_missing);
        found.push(Obstacle { reason: ObstacleKind::ElectivesMissing, electives, ..of_sets });
    }
    found
}

fn not_renewable(case: &Case<'_>) -> Vec<Obstacle> {
    let Some(certified) = certified(case) else {
        return vec![Obstacle::new(ObstacleKind::NotCertified, Clause::Term, Verdict::NotMet)];
    };
    let (term, mut found) = (certified.current.term, Vec::new());
    let window =
        |reason, on| Obstacle { on: Some(on), ..Obstacle::new(reason, Clause::Window, Verdict::NotMet) };
    match term.status_on(case.as_of) {
        Status::Certified => found.push(window(ObstacleKind::NotOpen, term.opens_on)),
        Status::Lapsed => found.push(window(ObstacleKind::Closed, term.last_day)),
        _ => {}
    }
    if certified.provisional {
        found.push(Obstacle::new(ObstacleKind::Provisional, Clause::Term, Verdict::NotMet));
    }
    let hours = case.renewal_hours(&certified.current);
    found.extend(short(ObstacleKind::ContactHours, hours.contact));
    found.extend(short(ObstacleKind::TechnologyHours, hours.technology));
    found
}

fn short(reason: ObstacleKind, hours: HoursCount) -> Option<Obstacle> {
    let missing = hours.required.less(hours.counted.unwrap_or(Hours::ZERO));
    let obstacle = Obstacle::new(reason, Clause::ContactHours, hours.verdict());
    (hours.verdict() != Verdict::Met).then_some(Obstacle { hours: Some(missing), ..obstacle })
}
