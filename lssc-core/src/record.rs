//! The record of one person: one candidacy, as far as it is known (RULES 3.1).
//!
//! Everything but the id may be left unanswered, which is not the same as answered with an empty list
//! (RULES 1.5).
//!
//! ```
//! use lssc_core::{Date, Experience, Education, Hours, Period, Record, RecordParts, Span};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let since = Period::new(Date::new(2022, 9, 1)?, None)?;
//! let record = Record::new(RecordParts {
//!     education: Some(Education::CollegeDegree),
//!     experience: Some(vec![Experience::from(Span::weekly(since, Hours::whole(20))?)].try_into()?),
//!     ..RecordParts::new("p-001".parse()?)
//! })?;
//! let same: Record = serde_json::from_str(
//!     r#"{"id": "p-001", "education": "college-degree",
//!         "experience": [{"from": "2022-09-01", "hours_per_week": 20}]}"#,
//! )?;
//! assert_eq!(record, same);
//! # Ok(())
//! # }
//! ```

use std::ops::Deref;

use crate::competency::{CompetencySet, CompetencySets};
use crate::date::{Date, Period};
use crate::fault::{Conflict, Fault, Faults, Problem, named_enum};
use crate::list::{Entries, are_few, known};
use crate::object::{carried_by, object};
use crate::pointer::Pointer;
use crate::quantity::Hours;
use crate::text::{Id, Text};

named_enum! {
    /// The highest education a candidate has (RULES 3.1, 4.1).
    Education, "an education" {
        /// No high school diploma and nothing equivalent.
        BelowHighSchool = "below-high-school",
        /// A high school diploma.
        HighSchoolDiploma = "high-school-diploma",
        /// An equivalent of a high school diploma.
        HighSchoolEquivalency = "high-school-equivalency",
        /// A college degree.
        CollegeDegree = "college-degree",
    }
}

named_enum! {
    /// What the quantity of an [`Activity`] counts (RULES 3.1, 4.11).
    ActivityUnit, "a unit of an activity" {
        /// One hour each.
        ContactHour = "contact-hour",
        /// A semester credit; its hours are the policy's.
        SemesterCredit = "semester-credit",
        /// A quarter credit; its hours are the policy's.
        QuarterCredit = "quarter-credit",
        /// A day at a conference; its hours are the policy's.
        ConferenceDay = "conference-day",
    }
}

named_enum! {
    /// The outcome of a portfolio, as it is written in a record.
    #[cfg_attr(feature = "schema", schemars(rename = "Outcome"))]
    OutcomeName, "an outcome" {
        /// Not evaluated yet.
        Pending = "pending",
        /// Positively evaluated.
        Achieved = "achieved",
        /// Evaluated, and not positively.
        NotAchieved = "not-achieved",
    }
}

/// The most hours a week has.
pub(crate) const WEEK: Hours = Hours::whole(168);
/// The largest quantity of one activity.
pub(crate) const MAX_QUANTITY: Hours = Hours::whole(1000);

/// How the hours of a span of work are stated (RULES 3.1).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SpanHours {
    /// Hours a week, 0 to 168.
    Weekly(Hours),
    /// Hours over the whole span.
    Total(Hours),
}

/// A span of work, paid or volunteer: its days and its hours. Small and `Copy`: what the rules count (RULES 4.3).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Span {
    period: Period,
    hours: SpanHours,
}

impl Span {
    /// A span of so many hours a week.
    ///
    /// # Errors
    /// [`Problem::HoursOutOfRange`] above 168.
    pub fn weekly(period: Period, hours: Hours) -> Result<Self, Problem> {
        check_weekly(hours)?;
        Ok(Self { period, hours: SpanHours::Weekly(hours) })
    }

    /// A span of hours a week that are known to be no more than a week has.
    #[cfg(feature = "remarks")]
    pub(crate) fn of_checked_weekly(period: Period, hours: Hours) -> Self {
        debug_assert_eq!(check_weekly(hours), Ok(()));
        Self { period, hours: SpanHours::Weekly(hours) }
    }

    /// A span of so many hours in all.
    ///
    /// # Errors
    /// [`Problem::Missing`] when the period has no end, [`Problem::MoreThanTheSpan`] for more than 24 hours a day.
    pub fn total(period: Period, hours: Hours) -> Result<Self, Problem> {
        let to = period.to().ok_or(Problem::Missing { key: "to" })?;
        let days = period.from().days_through(to);
        if hours > Hours::whole(24).times(days) {
            return Err(Problem::MoreThanTheSpan { days });
        }
        Ok(Self { period, hours: SpanHours::Total(hours) })
    }

    /// The days, both ends included.
    #[must_use]
    pub fn period(self) -> Period {
        self.period
    }

    /// The hours.
    #[must_use]
    pub fn hours(self) -> SpanHours {
        self.hours
    }
}

fn check_weekly(hours: Hours) -> Result<(), Problem> {
    at_most(hours, WEEK)
}

fn check_quantity(quantity: Hours) -> Result<(), Problem> {
    at_most(quantity, MAX_QUANTITY)
}

fn at_most(hours: Hours, max: Hours) -> Result<(), Problem> {
    if hours <= max { Ok(()) } else { Err(Problem::HoursOutOfRange { min: Hours::ZERO, max: Some(max) }) }
}

/// A span of work with what else the record says of it (RULES 3.1). Paid and volunteer work count alike.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Experience {
    /// The days and hours.
    pub span: Span,
    /// Whether it was volunteer work.
    pub volunteer: Option<bool>,
    /// The library, of any type.
    pub library: Option<Text>,
}

impl From<Span> for Experience {
    fn from(span: Span) -> Self {
        Self { span, volunteer: None, library: None }
    }
}

object! {
    /// A span of work in a library, with either its weekly or its total hours (RULES 3.1). Paid and volunteer work count
    /// alike.
    #[cfg_attr(feature = "schema", schemars(transform = crate::schema::one_kind_of_hours))]
    pub(crate) struct ExperienceWire {
        /// The first day.
        required from: Date,
        /// The last day; without one the work goes on. Total hours need one.
        optional to: Date,
        /// The hours a week, 0 to 168.
        #[cfg_attr(feature = "schema", schemars(extend("maximum" = WEEK)))]
        optional hours_per_week: Hours,
        /// The hours over the whole span, at most 24 a day.
        optional total_hours: Hours,
        /// Whether it was volunteer work.
        optional volunteer: bool,
        /// The library, of any type.
        optional library: Text,
    }
}
carried_by!(Experience, ExperienceWire);

impl TryFrom<ExperienceWire> for Experience {
    type Error = Problem;

    fn try_from(wire: ExperienceWire) -> Result<Self, Problem> {
        let period = Period::new(wire.from, wire.to)?;
        let span = match (wire.hours_per_week, wire.total_hours) {
            (Some(hours), None) => Span::weekly(period, hours)?,
            (None, Some(hours)) => Span::total(period, hours)?,
            (None, None) => return Err(Problem::MissingHours),
            (Some(_), Some(_)) => return Err(Conflict::BothHours.into()),
        };
        Ok(Self { span, volunteer: wire.volunteer, library: wire.library })
    }
}

impl From<&Experience> for ExperienceWire {
    fn from(experience: &Experience) -> Self {
        let (hours_per_week, total_hours) = match experience.span.hours {
            SpanHours::Weekly(hours) => (Some(hours), None),
            SpanHours::Total(hours) => (None, Some(hours)),
        };
        Self {
            from: experience.span.period.from(),
            to: experience.span.period.to(),
            hours_per_week,
            total_hours,
            volunteer: experience.volunteer,
            library: experience.library.clone(),
        }
    }
}

object! {
    /// A stretch of days, as of a membership; both ends belong to it (RULES 3.1).
    pub(crate) struct PeriodWire {
        /// The first day.
        required from: Date,
        /// The last day; without one it goes on.
        optional to: Date,
    }
}
carried_by!(Period, PeriodWire);

impl TryFrom<PeriodWire> for Period {
    type Error = Problem;

    fn try_from(wire: PeriodWire) -> Result<Self, Problem> {
        Self::new(wire.from, wire.to)
    }
}

impl From<&Period> for PeriodWire {
    fn from(period: &Period) -> Self {
        Self { from: period.from(), to: period.to() }
    }
}

object! {
    /// A course that the candidate completed successfully (RULES 3.1).
    pub struct CourseCompletion {
        /// The course, as approvals name it.
        required course: Id,
        /// The day it was completed.
        required completed_on: Date,
    }
}

/// What became of a portfolio (RULES 3.1).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Outcome {
    /// Not evaluated yet.
    Pending,
    /// Positively evaluated on this day.
    Achieved(Date),
    /// Evaluated on this day, and not positively.
    NotAchieved(Date),
}

/// A portfolio submitted for one competency set (RULES 3.1).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Portfolio {
    set: CompetencySet,
    submitted_on: Date,
    outcome: Outcome,
}

impl Portfolio {
    /// A portfolio and its outcome.
    ///
    /// # Errors
    /// [`Problem::Conflict`] when it was evaluated before it was submitted.
    pub fn new(set: CompetencySet, submitted_on: Date, outcome: Outcome) -> Result<Self, Problem> {
        match outcome {
            Outcome::Achieved(on) | Outcome::NotAchieved(on) => check_evaluated(submitted_on, on)?,
            Outcome::Pending => {}
        }
        Ok(Self { set, submitted_on, outcome })
    }

    /// A portfolio that is known to be evaluated on or after the day of its submission.
    #[cfg(feature = "remarks")]
    pub(crate) fn of_checked(set: CompetencySet, submitted_on: Date, outcome: Outcome) -> Self {
        debug_assert!(Self::new(set, submitted_on, outcome).is_ok());
        Self { set, submitted_on, outcome }
    }

    /// The set it is for.
    #[must_use]
    pub fn set(self) -> CompetencySet {
        self.set
    }

    /// The day it was submitted.
    #[must_use]
    pub fn submitted_on(self) -> Date {
        self.submitted_on
    }

    /// What became of it.
    #[must_use]
    pub fn outcome(self) -> Outcome {
        self.outcome
    }
}

pub(crate) fn check_evaluated(submitted_on: Date, evaluated_on: Date) -> Result<(), Problem> {
    if evaluated_on < submitted_on {
        return Err(Problem::earlier(evaluated_on, "evaluated_on", submitted_on, "submitted_on"));
    }
    Ok(())
}

/// The outcome that a name and a date make together.
pub(crate) fn outcome(name: OutcomeName, evaluated_on: Option<Date>) -> Result<Outcome, Problem> {
    match (name, evaluated_on) {
        (OutcomeName::Pending, None) => Ok(Outcome::Pending),
        (OutcomeName::Pending, Some(_)) => Err(Conflict::EvaluatedWhilePending.into()),
        (_, None) => Err(Problem::Missing { key: "evaluated_on" }),
        (OutcomeName::Achieved, Some(on)) => Ok(Outcome::Achieved(on)),
        (OutcomeName::NotAchieved, Some(on)) => Ok(Outcome::NotAchieved(on)),
    }
}

object! {
    /// A portfolio submitted for one competency set (RULES 3.1).
    #[cfg_attr(feature = "schema", schemars(transform = crate::schema::evaluated_or_pending))]
    pub(crate) struct PortfolioWire {
        /// The set it is for.
        required set: CompetencySet,
        /// The day it was submitted.
        required submitted_on: Date,
        /// What became of it.
        required outcome: OutcomeName,
        /// The day it was evaluated; none while it is pending.
        optional evaluated_on: Date,
    }
}
carried_by!(Portfolio, PortfolioWire);

impl TryFrom<PortfolioWire> for Portfolio {
    type Error = Problem;

    fn try_from(wire: PortfolioWire) -> Result<Self, Problem> {
        Self::new(wire.set, wire.submitted_on, outcome(wire.outcome, wire.evaluated_on)?)
    }
}

impl From<&Portfolio> for PortfolioWire {
    fn from(portfolio: &Portfolio) -> Self {
        let (outcome, evaluated_on) = match portfolio.outcome {
            Outcome::Pending => (OutcomeName::Pending, None),
            Outcome::Achieved(on) => (OutcomeName::Achieved, Some(on)),
            Outcome::NotAchieved(on) => (OutcomeName::NotAchieved, Some(on)),
        };
        Self { set: portfolio.set, submitted_on: portfolio.submitted_on, outcome, evaluated_on }
    }
}

object! {
    /// A degree or certificate from a college that may have a recognition agreement (RULES 3.1).
    pub struct Degree {
        /// The agreement, as the catalog names it.
        required agreement: Id,
        /// The day of graduation.
        required graduated_on: Date,
    }
}

object! {
    /// A renewal that was made (RULES 3.1); whether it is accepted is for the rules to say.
    pub struct Renewal {
        /// The day of the renewal.
        required renewed_on: Date,
    }
}

/// An educational activity for the renewal (RULES 3.1).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Activity {
    /// What the rules count.
    pub counted: CountedActivity,
    /// What it was.
    pub title: Option<Text>,
}

/// The part of an [`Activity`] that the rules count: small and `Copy` (RULES 4.11).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CountedActivity {
    completed_on: Date,
    quantity: Hours,
    unit: ActivityUnit,
    sets: CompetencySets,
}

impl CountedActivity {
    /// So much of `unit`, related to `sets`.
    ///
    /// # Errors
    /// [`Problem::HoursOutOfRange`] when `quantity`, exact to hundredths like hours, is above 1000.
    pub fn new(
        completed_on: Date,
        quantity: Hours,
        unit: ActivityUnit,
        sets: CompetencySets,
    ) -> Result<Self, Problem> {
        check_quantity(quantity)?;
        Ok(Self { completed_on, quantity, unit, sets })
    }

    /// So much of `unit` as is known to be no more than 1000.
    #[cfg(feature = "remarks")]
    pub(crate) fn of_checked(
        completed_on: Date,
        quantity: Hours,
        unit: ActivityUnit,
        sets: CompetencySets,
    ) -> Self {
        debug_assert_eq!(check_quantity(quantity), Ok(()));
        Self { completed_on, quantity, unit, sets }
    }

    /// The day it was completed.
    #[must_use]
    pub fn completed_on(self) -> Date {
        self.completed_on
    }

    /// How much of the unit, 0 to 1000.
    #[must_use]
    pub fn quantity(self) -> Hours {
        self.quantity
    }

    /// What the quantity counts.
    #[must_use]
    pub fn unit(self) -> ActivityUnit {
        self.unit
    }

    /// The competency sets it relates to.
    #[must_use]
    pub fn sets(self) -> CompetencySets {
        self.sets
    }
}

object! {
    /// An educational activity for the renewal (RULES 3.1).
    pub(crate) struct ActivityWire {
        /// The day it was completed.
        required completed_on: Date,
        /// How much of the unit, 0 to 1000, exact to hundredths.
        #[cfg_attr(feature = "schema", schemars(extend("maximum" = MAX_QUANTITY)))]
        required quantity: Hours,
        /// What the quantity counts.
        required unit: ActivityUnit,
        /// The competency sets it relates to; without one it does not count.
        required sets: CompetencySets,
        /// What it was.
        optional title: Text,
    }
}
carried_by!(Activity, ActivityWire);

impl TryFrom<ActivityWire> for Activity {
    type Error = Problem;

    fn try_from(wire: ActivityWire) -> Result<Self, Problem> {
        let counted = CountedActivity::new(wire.completed_on, wire.quantity, wire.unit, wire.sets)?;
        Ok(Self { counted, title: wire.title })
    }
}

impl From<&Activity> for ActivityWire {
    fn from(activity: &Activity) -> Self {
        let CountedActivity { completed_on, quantity, unit, sets } = activity.counted;
        Self { completed_on, quantity, unit, sets, title: activity.title.clone() }
    }
}

object! {
    /// One person's candidacy, as far as it is known: what is absent or `None` is not answered, which is not the same as
    /// an empty list (RULES 3.1, 1.5).
    ///
    /// What a [`Record`] is made of.
    pub struct RecordParts {
        /// Who it is about.
        required id: Id,
        /// The highest education.
        optional education: Education,
        /// Whether the position held requires a Master's of Library and Information Science.
        optional position_requires_mls: bool,
        /// The spans of work in libraries.
        optional experience: Entries<Experience>,
        /// The periods of ALA membership.
        optional ala_membership: Entries<Period>,
        /// The day of the application.
        optional applied_on: Date,
        /// The day of the admission.
        optional admitted_on: Date,
        /// The day of the certification, where the office recorded one.
        optional certified_on: Date,
        /// The courses completed.
        optional courses: Entries<CourseCompletion>,
        /// The portfolios submitted.
        optional portfolios: Entries<Portfolio>,
        /// The degrees and certificates.
        optional degrees: Entries<Degree>,
        /// The renewals made.
        optional renewals: Entries<Renewal>,
        /// The educational activities.
        optional activities: Entries<Activity>,
    }
}

impl RecordParts {
    /// A record of which nothing is answered yet.
    #[must_use]
    pub fn new(id: Id) -> Self {
        Self {
            id,
            education: None,
            position_requires_mls: None,
            experience: None,
            ala_membership: None,
            applied_on: None,
            admitted_on: None,
            certified_on: None,
            courses: None,
            portfolios: None,
            degrees: None,
            renewals: None,
            activities: None,
        }
    }

    /// The dates that were computed and that no input may hold (RULES 1.1).
    fn dates_out_of_range(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        self.for_each_date(&mut |pointer, date| {
            if let Err(problem) = date.check_input() {
                faults.push(Fault::new(pointer.to_string(), problem));
            }
        });
        faults
    }

    /// Every date, with the answer or the entry where it stands.
    pub(crate) fn for_each_date(&self, each: &mut dyn FnMut(Pointer, Date)) {
        let stages = [
            ("applied_on", self.applied_on),
            ("admitted_on", self.admitted_on),
            ("certified_on", self.certified_on),
        ];
        for (key, date) in stages {
            if let Some(date) = date {
                each(Pointer::field(key), date);
            }
        }
        let mut ends = |list, place, period: Period| {
            each(Pointer::entry(list, place), period.from());
            if let Some(to) = period.to() {
                each(Pointer::entry(list, place), to);
            }
        };
        for (experience, place) in known(&self.experience).iter().zip(0..) {
            ends("experience", place, experience.span.period);
        }
        for (&period, place) in known(&self.ala_membership).iter().zip(0..) {
            ends("ala_membership", place, period);
        }
        for (course, place) in known(&self.courses).iter().zip(0..) {
            each(Pointer::entry("courses", place), course.completed_on);
        }
        for (portfolio, place) in known(&self.portfolios).iter().zip(0..) {
            each(Pointer::entry("portfolios", place), portfolio.submitted_on);
            if let Outcome::Achieved(on) | Outcome::NotAchieved(on) = portfolio.outcome {
                each(Pointer::entry("portfolios", place), on);
            }
        }
        for (degree, place) in known(&self.degrees).iter().zip(0..) {
            each(Pointer::entry("degrees", place), degree.graduated_on);
        }
        for (renewal, place) in known(&self.renewals).iter().zip(0..) {
            each(Pointer::entry("renewals", place), renewal.renewed_on);
        }
        for (activity, place) in known(&self.activities).iter().zip(0..) {
            each(Pointer::entry("activities", place), activity.counted.completed_on);
        }
    }
}

/// The places of entries, in order of name, then date, then place.
fn places_in_order(entries: &mut dyn Iterator<Item = (&str, Date)>) -> Box<[usize]> {
    let mut placed: Vec<((&str, Date), usize)> = entries.zip(0..).collect();
    placed.sort_unstable();
    placed.into_iter().map(|(_, place)| place).collect()
}

/// The days of these periods, in order, as periods that have no day in common.
fn joined(periods: &[Period]) -> Box<[Period]> {
    let mut in_order = periods.to_vec();
    in_order.sort_unstable_by_key(|period| period.from());
    let mut joined: Vec<Period> = Vec::new();
    for period in in_order {
        match joined.last_mut() {
            Some(last) if last.contains(period.from()) => *last = last.joined(period),
            _ => joined.push(period),
        }
    }
    joined.into()
}

/// The record of one person; its dates are in order (RULES 3.1). Reads as [`RecordParts`].
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Record {
    parts: RecordParts,
    /// The places of the completions, by course, then date, then place: what credit is looked up in.
    by_course: Box<[usize]>,
    /// The places of the renewals, by date, then place.
    renewals_in_order: Box<[usize]>,
    /// Many memberships, as periods with no day in common; nothing where they are few.
    memberships: Box<[Period]>,
}

impl Record {
    /// The record of these parts.
    ///
    /// # Errors
    /// A `conflict` at `admitted_on` or `certified_on` that is before the nearest date given before it; `out-of-range`
    /// for a computed date that no input may hold.
    pub fn new(parts: RecordParts) -> Result<Self, Faults> {
        Self::check(&parts)?;
        Ok(Self::of_checked(parts))
    }

    fn check(parts: &RecordParts) -> Result<(), Faults> {
        Self::check_stages(parts, parts.dates_out_of_range())
    }

    /// Whether the stages are in order, and there is no fault beside.
    fn check_stages(parts: &RecordParts, mut faults: Vec<Fault>) -> Result<(), Faults> {
        let stages = [parts.applied_on, parts.admitted_on, parts.certified_on];
        faults
            .extend(stages_out_of_order(stages).map(|(key, problem)| Fault::new(format!("/{key}"), problem)));
        Faults::none_or(faults)
    }

    /// The record of parts whose dates are right.
    pub(crate) fn of_checked(parts: RecordParts) -> Self {
        debug_assert_eq!(Self::check(&parts), Ok(()));
        let courses = known(&parts.courses).iter();
        let by_course =
            places_in_order(&mut courses.map(|course| (course.course.as_str(), course.completed_on)));
        let renewals = known(&parts.renewals).iter();
        let renewals_in_order = places_in_order(&mut renewals.map(|renewal| ("", renewal.renewed_on)));
        let memberships = known(&parts.ala_membership);
        let memberships = if are_few(memberships.len()) { Box::default() } else { joined(memberships) };
        Self { parts, by_course, renewals_in_order, memberships }
    }

    /// The parts, to change them and make another record.
    #[must_use]
    pub fn into_parts(self) -> RecordParts {
        self.parts
    }

    /// The earliest completion of `course` on or after `not_before`, with its place in the record; of several
    /// on one day the lowest-numbered.
    pub(crate) fn first_completion(&self, course: &Id, not_before: Date) -> Option<(usize, Date)> {
        let courses: &[CourseCompletion] = self.parts.courses.as_deref().unwrap_or_default();
        let earlier = |&place: &usize| {
            courses.get(place).is_some_and(|c| (&c.course, c.completed_on) < (course, not_before))
        };
        let place = *self.by_course.get(self.by_course.partition_point(earlier))?;
        let completion = courses.get(place).filter(|completion| completion.course == *course)?;
        Some((place, completion.completed_on))
    }

    /// Memberships that cover a day where any does; `None` while membership is not answered.
    pub(crate) fn memberships_on(&self, day: Date) -> Option<impl Iterator<Item = Period>> {
        let all = self.parts.ala_membership.as_ref()?;
        let few = if are_few(all.len()) { all } else { self.joined_on(day) };
        Some(few.iter().copied())
    }

    /// Of many memberships, joined, the one that can cover a day.
    fn joined_on(&self, day: Date) -> &[Period] {
        let begun = self.memberships.partition_point(|period| period.from() <= day);
        begun.checked_sub(1).and_then(|place| self.memberships.get(place..begun)).unwrap_or_default()
    }

    /// The courses completed, each once.
    pub(crate) fn courses_once(&self) -> impl Iterator<Item = &Id> {
        let courses: &[CourseCompletion] = self.parts.courses.as_deref().unwrap_or_default();
        let mut before: Option<&Id> = None;
        self.by_course.iter().filter_map(move |&place| {
            let course = &courses.get(place)?.course;
            let again = before.replace(course) == Some(course);
            (!again).then_some(course)
        })
    }

    /// The renewals with their places, by date, on one day in order of place (RULES 4.10).
    pub(crate) fn renewals_in_order(&self) -> impl Iterator<Item = (usize, Date)> {
        let renewals: &[Renewal] = self.parts.renewals.as_deref().unwrap_or_default();
        let dated = |&place: &usize| renewals.get(place).map(|renewal| (place, renewal.renewed_on));
        self.renewals_in_order.iter().filter_map(dated)
    }
}

impl Deref for Record {
    type Target = RecordParts;

    fn deref(&self) -> &RecordParts {
        &self.parts
    }
}

/// Applied, admitted, certified: each against the nearest one given before it (RULES 3.1).
pub(crate) fn stages_out_of_order(
    stages: [Option<Date>; 3],
) -> impl Iterator<Item = (&'static str, Problem)> {
    let mut before: Option<(Date, &'static str)> = None;
    stages.into_iter().zip(["applied_on", "admitted_on", "certified_on"]).filter_map(move |(date, key)| {
        let date = date?;
        let problem = match before {
            Some((than, than_key)) if date < than => Some(Problem::earlier(date, key, than, than_key)),
            _ => None,
        };
        before = Some((date, key));
        problem.map(|problem| (key, problem))
    })
}

impl serde::Serialize for Record {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.parts.serialize(serializer)
    }
}

impl<'de> serde::Deserialize<'de> for Record {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let parts = RecordParts::deserialize(deserializer)?;
        // A date that was read is one that an input may hold.
        Self::check_stages(&parts, Vec::new()).map_err(D::Error::custom)?;
        Ok(Self::of_checked(parts))
    }
}
