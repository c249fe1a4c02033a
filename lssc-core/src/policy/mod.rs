//! The policy: every parameter of the rules, as data (RULES 2).
//!
//! A policy is one of the shipped [`Edition`]s, or a whole one, or an overlay on a shipped one:
//!
//! ```
//! use lssc_core::{Edition, Policy};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let faq = Policy::from(Edition::LsscFaq);
//! let state = Policy::from_json(
//!     br#"{"extends": "lssc-faq", "id": "example-state", "renewal": {"contact_hours": 50}}"#,
//! )?;
//! assert_eq!(faq.renewal.contact_hours.to_string(), "32");
//! assert_eq!(state.renewal.contact_hours.to_string(), "50");
//! assert_eq!(state.renewal.technology_hours, faq.renewal.technology_hours);
//! # Ok(())
//! # }
//! ```

mod editions;
mod parameters;

use std::borrow::Cow;
use std::ops::Deref;

use serde::{Deserialize, Deserializer};

pub use editions::Edition;
pub use parameters::{Parameter, ParameterSource};

use crate::competency::{CompetencySet, CompetencySets};
use crate::date::Date;
use crate::fault::{Conflict, Fault, Faults, Problem, named_enum};
use crate::list::Entries;
use crate::object::object;
use crate::quantity::{Cents, Hours, Whole};
use crate::text::{Id, Text};

/// Years, months and counts: 0 to 100.
pub type Count = Whole<0, 100>;
/// The years of a certification: 1 to 100.
pub type TermYears = Whole<1, 100>;
/// The hours that a unit is worth: 0 to 1000.
pub type UnitHours = Whole<0, 1000>;

named_enum! {
    /// What the deadline of a candidacy is held against (`candidacy.measured_by`, a reading of FAQ 18).
    MeasuredBy, "what a deadline is measured by" {
        /// The day a credit was earned.
        Earned = "earned",
        /// The day the candidate did the work.
        Done = "done",
    }
}

named_enum! {
    /// What becomes of graduates who lack hours (`credit.graduates_short_of_hours`, a reading of FAQ 12).
    GraduatesShortOfHours, "what becomes of graduates short of hours" {
        /// They are eligible, provisionally.
        Provisional = "provisional",
        /// They wait for their hours.
        Refused = "refused",
    }
}

named_enum! {
    /// On which day a term ends (`certification.ends`, a reading of FAQ 19).
    TermEnds, "when a term ends" {
        /// On the anniversary.
        Anniversary = "anniversary",
        /// On the day before the anniversary.
        DayBefore = "day-before",
        /// On the last day of the anniversary's month.
        EndOfMonth = "end-of-month",
    }
}

named_enum! {
    /// Which terms have a grace period (`renewal.grace_terms`, FAQ 19).
    GraceTerms, "which terms have a grace period" {
        /// The first one only: the literal reading.
        Initial = "initial",
        /// Every one.
        Every = "every",
    }
}

named_enum! {
    /// From when hours count for the next renewal (`renewal.hours_from`, a reading of FAQ 19).
    HoursFrom, "from when hours count" {
        /// From the day after the last renewal.
        LastRenewal = "last-renewal",
        /// From the start of the term, where that is later.
        Term = "term",
    }
}

object! {
    /// Who may take part (RULES 4.1 to 4.3).
    pub struct EligibilityPolicy {
        /// Whether a high school diploma or its equivalent is asked for.
        required high_school: bool,
        /// Whether the position held must be one of support staff.
        required support_position: bool,
        /// The hours of work in libraries asked for, 0 to 100000.
        #[cfg_attr(feature = "schema", schemars(extend("maximum" = MAX_HOURS)))]
        required experience_hours: Hours,
        /// The years back from the reference date in which they count.
        required experience_years: Count,
    }
}

object! {
    /// How long a candidacy lasts (RULES 4.4).
    pub struct CandidacyPolicy {
        /// The years from admission to the deadline.
        required years: Count,
        /// What the deadline is held against.
        required measured_by: MeasuredBy,
    }
}

object! {
    /// What a certification takes (RULES 4.8).
    pub struct CompletionPolicy {
        /// The sets that everybody needs.
        required required: SetList,
        /// The sets to choose from.
        required electives: SetList,
        /// How many electives are needed.
        required electives_needed: Count,
    }
}

impl CompletionPolicy {
    /// The sets that can earn credit: required and elective ones (RULES 4.8).
    #[must_use]
    pub fn sets(&self) -> CompetencySets {
        self.required.sets().or(self.electives.sets())
    }

    /// Whether these sets meet the requirements: all required ones and enough electives (RULES 4.8).
    #[must_use]
    pub fn is_met_by(&self, sets: CompetencySets) -> bool {
        self.missing_required(sets).is_empty() && self.electives_missing(sets) == 0
    }

    /// The required sets that are not among these.
    #[must_use]
    pub fn missing_required(&self, sets: CompetencySets) -> CompetencySets {
        self.required.sets().without(sets)
    }

    /// How many electives are needed beside those among these sets, never negative.
    #[must_use]
    pub fn electives_missing(&self, sets: CompetencySets) -> u32 {
        let electives = u32::from(sets.and(self.electives.sets()).len());
        self.electives_needed.get().saturating_sub(electives)
    }
}

object! {
    /// What gives credit (RULES 4.5 to 4.7).
    pub struct CreditPolicy {
        /// The years before an approval or agreement from which earlier work counts.
        required lookback_years: Count,
        /// The years after which an approval without `expires_on` ends; `None`: never.
        nullable course_approval_years: Count,
        /// The last day on which a portfolio may be submitted; `None`: the route is open.
        nullable last_portfolio_on: Date,
        /// What becomes of graduates who lack hours.
        required graduates_short_of_hours: GraduatesShortOfHours,
    }
}

object! {
    /// How long a certification lasts (RULES 4.9).
    pub struct CertificationPolicy {
        /// The years of a term.
        required years: TermYears,
        /// On which day a term ends.
        required ends: TermEnds,
    }
}

object! {
    /// What one unit of an activity is worth, in contact hours (RULES 4.11).
    pub struct UnitHoursPolicy {
        /// A semester credit.
        required semester_credit = "semester-credit": UnitHours,
        /// A quarter credit.
        required quarter_credit = "quarter-credit": UnitHours,
        /// A day at a conference.
        required conference_day = "conference-day": UnitHours,
    }
}

object! {
    /// How a certification is renewed (RULES 4.10, 4.11).
    pub struct RenewalPolicy {
        /// How many months before the end of a term its renewal opens.
        required opens_months_before: Count,
        /// How many months after the end of a term it may still be made, where grace applies.
        required grace_months: Count,
        /// Which terms have that grace.
        required grace_terms: GraceTerms,
        /// The contact hours asked for, 0 to 100000.
        #[cfg_attr(feature = "schema", schemars(extend("maximum" = MAX_HOURS)))]
        required contact_hours: Hours,
        /// How many of them must be in technology.
        #[cfg_attr(feature = "schema", schemars(extend("maximum" = MAX_HOURS)))]
        required technology_hours: Hours,
        /// From when hours count for the next renewal.
        required hours_from: HoursFrom,
        /// The least hours an activity must have to count, 0 to 100000.
        #[cfg_attr(feature = "schema", schemars(extend("maximum" = MAX_HOURS)))]
        required min_activity_hours: Hours,
        /// What the other units are worth.
        required unit_hours: UnitHoursPolicy,
    }
}

object! {
    /// A price for members and for everybody else (RULES 4.13).
    pub struct Price {
        /// For those who are ALA members on the day.
        required member: Cents,
        /// For all others.
        required non_member: Cents,
    }
}

object! {
    /// What the program charges (RULES 4.13, FAQ 21).
    pub struct FeesPolicy {
        /// For the application.
        required application_cents: Price,
        /// For each portfolio.
        required portfolio_cents: Price,
        /// For each renewal; `None` where it is not published.
        nullable renewal_cents: Price,
    }
}

object! {
    /// Every parameter of the rules (RULES 2).
    ///
    /// What a [`Policy`] is made of.
    #[cfg_attr(feature = "schema", schemars(transform = crate::schema::extends_none))]
    pub struct PolicyParts {
        /// Its id.
        required id: Id,
        /// What it is called.
        required title: Text,
        /// Who may take part.
        required eligibility: EligibilityPolicy,
        /// How long a candidacy lasts.
        required candidacy: CandidacyPolicy,
        /// What a certification takes.
        required completion: CompletionPolicy,
        /// What gives credit.
        required credit: CreditPolicy,
        /// How long a certification lasts.
        required certification: CertificationPolicy,
        /// How a certification is renewed.
        required renewal: RenewalPolicy,
        /// What the program charges.
        required fees: FeesPolicy,
    }
}

/// A list of sets, none twice.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct SetList(CompetencySets);

impl SetList {
    /// These sets.
    #[must_use]
    pub const fn new(sets: CompetencySets) -> Self {
        Self(sets)
    }

    /// The sets.
    #[must_use]
    pub const fn sets(self) -> CompetencySets {
        self.0
    }
}

impl serde::Serialize for SetList {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for SetList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let list = Entries::<CompetencySet>::deserialize(deserializer)?;
        let sets: CompetencySets = list.iter().copied().collect();
        if usize::from(sets.len()) < list.len() {
            return Err(D::Error::custom("a competency set stands twice"));
        }
        Ok(Self(sets))
    }
}

/// The most hours a parameter may hold.
pub(crate) const MAX_HOURS: Hours = Hours::whole(100_000);

fn check_hours(hours: Hours) -> Result<(), Problem> {
    if hours <= MAX_HOURS {
        Ok(())
    } else {
        Err(Problem::HoursOutOfRange { min: Hours::ZERO, max: Some(MAX_HOURS) })
    }
}

/// More electives needed than listed, or nothing required at all; what is `None` is not known.
pub(crate) fn check_electives(
    required: Option<usize>,
    electives: Option<usize>,
    needed: Option<Count>,
) -> Result<(), Problem> {
    let Some(needed) = needed.map(Count::get) else { return Ok(()) };
    if required == Some(0) && needed == 0 {
        return Err(Conflict::NothingRequired.into());
    }
    match electives {
        Some(listed) if usize::try_from(needed).is_ok_and(|needed| needed > listed) => {
            Err(Conflict::TooFewElectives { needed, listed }.into())
        }
        _ => Ok(()),
    }
}

/// A renewal window as long as the term it belongs to.
pub(crate) fn check_opens(months: Count, years: TermYears) -> Result<(), Problem> {
    let (months, term_months) = (months.get(), years.get().saturating_mul(12));
    if months < term_months {
        Ok(())
    } else {
        Err(Conflict::OpensBeforeTermStarts { months, term_months }.into())
    }
}

/// More technology hours than contact hours.
pub(crate) fn check_technology(technology: Hours, total: Hours) -> Result<(), Problem> {
    if technology <= total {
        Ok(())
    } else {
        Err(Conflict::TechnologyAboveTotal { technology, total }.into())
    }
}

/// A policy whose parameters fit together (RULES 2). Reads as [`PolicyParts`]; [`Policy::from_json`] also takes
/// an overlay.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Policy {
    parts: PolicyParts,
    changed: parameters::Changed,
}

impl Policy {
    /// The policy of these parts.
    ///
    /// # Errors
    /// Every fault that RULES 2 names, with the pointer of the parameter.
    pub fn new(parts: PolicyParts) -> Result<Self, Faults> {
        Self::check(&parts)?;
        Ok(Self::of_checked(parts))
    }

    fn check(parts: &PolicyParts) -> Result<(), Faults> {
        let PolicyParts { eligibility, completion, certification, renewal, fees, .. } = parts;
        let (required, electives) = (completion.required.sets(), completion.electives.sets());
        let lengths = [required, electives].map(|sets| Some(usize::from(sets.len())));
        let prices = [
            ("/fees/application_cents", Some(&fees.application_cents)),
            ("/fees/portfolio_cents", Some(&fees.portfolio_cents)),
            ("/fees/renewal_cents", fees.renewal_cents.as_ref()),
        ];
        let mut faults = Vec::new();
        let mut check = |path: &str, result: Result<(), Problem>| {
            faults.extend(result.err().map(|problem| Fault::new(path.to_owned(), problem)));
        };
        check("/eligibility/experience_hours", check_hours(eligibility.experience_hours));
        check(
            "/completion/electives_needed",
            check_electives(lengths[0], lengths[1], Some(completion.electives_needed)),
        );
        check("/renewal/opens_months_before", check_opens(renewal.opens_months_before, certification.years));
        check("/renewal/contact_hours", check_hours(renewal.contact_hours));
        check(
            "/renewal/technology_hours",
            check_hours(renewal.technology_hours)
                .and_then(|()| check_technology(renewal.technology_hours, renewal.contact_hours)),
        );
        check("/renewal/min_activity_hours", check_hours(renewal.min_activity_hours));
        for set in required.and(electives).iter() {
            check("/completion/electives", Err(Problem::duplicate(set.as_str())));
        }
        let last_portfolio = parts.credit.last_portfolio_on.map_or(Ok(()), Date::check_input);
        check("/credit/last_portfolio_on", last_portfolio);
        for (path, price) in prices.into_iter().filter_map(|(path, price)| Some((path, price?))) {
            check(&format!("{path}/member"), price.member.check_input());
            check(&format!("{path}/non_member"), price.non_member.check_input());
        }
        Faults::none_or(faults)
    }

    /// The policy of parameters that fit together.
    pub(crate) fn of_checked(parts: PolicyParts) -> Self {
        debug_assert_eq!(Self::check(&parts), Ok(()));
        let changed = parameters::Changed::between(&parts, &editions::lssc_faq());
        Self { parts, changed }
    }

    /// The parts, to change them and make another policy.
    #[must_use]
    pub fn into_parts(self) -> PolicyParts {
        self.parts
    }

    /// Whether this policy gives `parameter` another value than `lssc-faq` does.
    #[must_use]
    pub fn changes(&self, parameter: Parameter) -> bool {
        self.changed.contains(parameter)
    }

    /// The reading by which this policy has the value of `parameter`, where the sources leave it open; `None` where this
    /// policy gives it another value than `lssc-faq` does, which rests on no reading of the FAQ.
    #[must_use]
    pub fn reading(&self, parameter: Parameter) -> Option<&'static str> {
        if self.changes(parameter) { None } else { parameter.source().reading }
    }

    /// Where the values of these parameters come from, none twice: the parameter's own sources where this policy has its
    /// value from `lssc-faq`, else this policy.
    #[must_use]
    pub fn cites(&self, parameters: &[Parameter]) -> Vec<Cow<'static, str>> {
        let mut cites: Vec<Cow<'static, str>> = Vec::new();
        let mut cite = |source: Cow<'static, str>| {
            if !cites.contains(&source) {
                cites.push(source);
            }
        };
        for &parameter in parameters {
            if self.changes(parameter) {
                cite(format!("policy {}", self.id).into());
            } else {
                parameter.source().cites.iter().for_each(|&source| cite(source.into()));
            }
        }
        cites
    }
}

impl Default for Policy {
    /// `lssc-faq`.
    fn default() -> Self {
        Self::from(Edition::LsscFaq)
    }
}

impl From<Edition> for Policy {
    fn from(edition: Edition) -> Self {
        Self::of_checked(edition.parts())
    }
}

impl Deref for Policy {
    type Target = PolicyParts;

    fn deref(&self) -> &PolicyParts {
        &self.parts
    }
}

impl serde::Serialize for Policy {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.parts.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Policy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        PolicyParts::deserialize(deserializer).and_then(|parts| Self::new(parts).map_err(D::Error::custom))
    }
}
