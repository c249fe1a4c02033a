//! The least that somebody must do to reach a goal.

use std::fmt;

use serde::{Serialize, Serializer};

use super::goal::{Goal, GoalKind};
use super::obstacle::{Obstacle, ObstacleKind, why_not};
use crate::case::Case;
use crate::catalog::{Approval, Catalog};
use crate::competency::{CompetencySet, CompetencySets};
use crate::date::{Date, Period};
use crate::list::{Entries, known};
use crate::plan::is_open;
use crate::policy::{Policy, Price};
use crate::quantity::{Cents, Hours};
use crate::record::{
    Activity, ActivityUnit, CountedActivity, CourseCompletion, Education, Experience, MAX_QUANTITY, Outcome,
    Portfolio, Record, RecordParts, Renewal, Span, SpanHours, WEEK,
};
use crate::rules::candidacy;
use crate::rules::certification::term;
use crate::rules::credit::{completion_window, completions_used};
use crate::rules::fees;
use crate::text::Id;

/// Something to do.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Deed {
    /// To have this education.
    Education {
        /// The least that suffices.
        education: Education,
    },
    /// To hold a position of support staff.
    SupportPosition,
    /// To work.
    Work {
        /// The hours a week.
        hours_per_week: Hours,
        /// For so many days.
        days: u32,
    },
    /// To be admitted.
    Admission,
    /// To have a portfolio evaluated positively.
    Portfolio {
        /// For this set.
        set: CompetencySet,
    },
    /// To complete the courses of an approval that are still missing.
    Courses {
        /// The set that they give together.
        set: CompetencySet,
        /// The approval.
        approval: Id,
        /// The courses.
        courses: Vec<Id>,
    },
    /// To take part in activities worth so many contact hours.
    Activities {
        /// How many.
        hours: Hours,
        /// Whether they must be in technology.
        technology: bool,
    },
    /// To renew.
    Renewal,
}

/// Something to do, what it costs, and until when it helps.
///
/// On the wire a sentence, `message`, stands beside it, which may change; programs go by the rest.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Step {
    /// What to do.
    pub deed: Deed,
    /// What it costs, as far as that is known.
    pub amount_cents: Option<Cents>,
    /// The first day on which it can be done.
    pub from: Date,
    /// The last day on which it still helps.
    pub by: Date,
}

#[derive(Serialize)]
struct StepWire<'a> {
    #[serde(flatten)]
    deed: &'a Deed,
    amount_cents: Option<Cents>,
    from: Date,
    by: Date,
    message: String,
}

impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { deed, amount_cents, from, by } = self;
        let (amount_cents, from, by) = (*amount_cents, *from, *by);
        StepWire { deed, amount_cents, from, by, message: self.to_string() }.serialize(serializer)
    }
}

/// What mends one reason, or several of them together.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Part {
    /// The reasons.
    pub reasons: Vec<Obstacle>,
    /// How many of the options are needed; of those for one set only one counts.
    pub choose: u32,
    /// What can be done, the cheapest first, and of those at one price the one that can wait longest.
    pub options: Vec<Step>,
}

/// What to do to reach a goal. Every part is needed.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Repair {
    /// Whether the goal is reached as it is.
    pub reached: bool,
    /// What is needed.
    pub parts: Vec<Part>,
    /// What the first options cost together; `None` where a price is not known, or the goal is out of reach.
    pub total_cents: Option<Cents>,
    /// The reasons that none of these deeds, done between the two days, mends: such as a window that has not opened, or hours that
    /// an accepted renewal rests on and that nobody has told. Where there are any, the parts do not reach the goal.
    pub out_of_reach: Vec<Obstacle>,
}

/// The smallest things to do, from `as_of` on, to reach a goal by its day: the record with the first options of every part reaches
/// it, and does not with any part left out.
///
/// Only what would be enough is named; what nobody can do between the two days, such as opening a renewal window, is
/// `out_of_reach`. A price that a catalog does not name is not known.
///
/// ```
/// use lssc_core::{Catalog, Goal, GoalKind, Policy, Record, repair};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let record = Record::from_json(
///     br#"{"id": "p-001", "education": "college-degree", "position_requires_mls": false,
///          "experience": [{"from": "2022-01-01", "to": "2023-05-31", "hours_per_week": 20}]}"#,
/// )?;
/// let goal = Goal { goal: GoalKind::Eligible, by: "2025-06-30".parse()? };
/// let repair = repair(&record, goal, &Catalog::default(), &Policy::default(), "2024-06-30".parse()?);
/// let said: Vec<String> = repair.parts.iter().flat_map(|part| part.sentences()).collect();
/// assert_eq!(said, ["18 more weeks at 20 hours, by 2025-06-30", "at least 6.62 hours a week until 2025-06-30"]);
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn repair(record: &Record, goal: Goal, catalog: &Catalog, policy: &Policy, as_of: Date) -> Repair {
    let reached = goal.is_reached(record, catalog, policy);
    let mut found =
        Repair { reached, parts: Vec::new(), total_cents: Some(Cents::ZERO), out_of_reach: Vec::new() };
    if !reached {
        let office = Office { record, goal, catalog, policy, as_of };
        Office { as_of: office.first_day(), ..office }.mend(&mut found);
        if found.out_of_reach.is_empty() {
            if office.is_reached_by(&found.parts) {
                office.spare(&mut found.parts);
            } else {
                // Answering makes new questions, as where an earlier renewal rests on hours that were not known.
                found.out_of_reach.extend(found.parts.drain(..).flat_map(|part| part.reasons));
            }
        }
    }
    let total_cents = cents(found.parts.iter().flat_map(Part::chosen));
    found.total_cents = total_cents;
    if !found.out_of_reach.is_empty() {
        found.total_cents = None;
    }
    found
}

/// What steps cost together, if every price is known.
fn cents<'a>(mut steps: impl Iterator<Item = &'a Step>) -> Option<Cents> {
    steps.try_fold(Cents::ZERO, |sum, step| Some(sum.plus(step.amount_cents?)))
}

/// The record once all of this was done.
fn all_done<'a>(record: &Record, mut steps: impl Iterator<Item = &'a Step>) -> Option<Record> {
    steps.try_fold(record.clone(), |record, step| step.done(&record))
}

impl Part {
    /// The first options, as many as are needed, each for another set.
    pub fn chosen(&self) -> impl Iterator<Item = &Step> {
        let mut sets = CompetencySets::NONE;
        let first_of_set = move |step: &&Step| {
            let Some(set) = step.deed.set() else { return true };
            let is_new = !sets.contains(set);
            sets = sets.with(set);
            is_new
        };
        self.options.iter().filter(first_of_set).take(usize::try_from(self.choose).unwrap_or(usize::MAX))
    }
}

impl Deed {
    fn set(&self) -> Option<CompetencySet> {
        match self {
            Self::Portfolio { set } | Self::Courses { set, .. } => Some(*set),
            _ => None,
        }
    }
}

impl Step {
    /// The record once this was done on its first day; a renewal, on its last. `None` where the record has no room for it.
    #[must_use]
    pub fn done(&self, record: &Record) -> Option<Record> {
        let mut parts = RecordParts::clone(record);
        let on = self.from;
        match &self.deed {
            Deed::Education { education } => parts.education = Some(*education),
            Deed::SupportPosition => parts.position_requires_mls = Some(false),
            Deed::Work { hours_per_week, days } => {
                let period = Period::new(on, Some(on.plus_days(days.saturating_sub(1)))).ok()?;
                let span = Span::weekly(period, *hours_per_week).ok()?;
                push(&mut parts.experience, [Experience::from(span)])?;
            }
            Deed::Admission => parts.admitted_on = Some(on),
            Deed::Portfolio { set } => {
                push(&mut parts.portfolios, [Portfolio::new(*set, on, Outcome::Achieved(on)).ok()?])?;
            }
            Deed::Courses { courses, .. } => {
                let done = courses
                    .iter()
                    .map(|course| CourseCompletion { course: course.clone(), completed_on: on });
                push(&mut parts.courses, done)?;
            }
            Deed::Activities { hours, technology } => {
                push(&mut parts.activities, activities(on, *hours, *technology))?;
            }
            Deed::Renewal => push(&mut parts.renewals, [Renewal { renewed_on: self.by }])?,
        }
        Record::new(parts).ok()
    }
}

fn push<T: Clone>(list: &mut Option<Entries<T>>, more: impl IntoIterator<Item = T>) -> Option<()> {
    let entries = known(list).iter().cloned().chain(more).collect::<Vec<T>>();
    *list = Some(Entries::new(entries).ok()?);
    Some(())
}

/// Activities worth so many hours: one holds a limited quantity.
fn activities(on: Date, hours: Hours, technology: bool) -> Vec<Activity> {
    let set =
        if technology { CompetencySet::Technology } else { CompetencySet::FoundationsOfLibraryServices };
    let (mut left, mut all) = (hours, Vec::new());
    while left > Hours::ZERO {
        let quantity = left.min(MAX_QUANTITY);
        left = left.less(quantity);
        let counted =
            CountedActivity::new(on, quantity, ActivityUnit::ContactHour, [set].into_iter().collect());
        all.extend(counted.ok().map(|counted| Activity { counted, title: None }));
    }
    all
}

/// What a repair is looked for under.
#[derive(Clone, Copy)]
struct Office<'a> {
    record: &'a Record,
    goal: Goal,
    catalog: &'a Catalog,
    policy: &'a Policy,
    as_of: Date,
}

impl Office<'_> {
    /// Finds a part for each reason, and what is out of reach.
    fn mend(&self, found: &mut Repair) {
        let reasons = why_not(self.record, self.goal, self.catalog, self.policy);
        let (of_hours, others): (Vec<Obstacle>, Vec<Obstacle>) = reasons.into_iter().partition(is_of_hours);
        for reason in others {
            if reason.reason == ObstacleKind::TermEnded {
                self.renew(reason, found);
                continue;
            }
            let mut options = self.options(&reason);
            let choose = reason.electives.unwrap_or(1);
            // A price that is not known comes last.
            options.sort_by_key(|step| {
                (step.amount_cents.is_none(), step.amount_cents, std::cmp::Reverse(step.by))
            });
            let part = Part { reasons: vec![reason], choose, options };
            if part.chosen().count() < usize::try_from(choose).unwrap_or(usize::MAX) {
                found.out_of_reach.push(reason);
            } else {
                found.parts.push(part);
            }
        }
        self.hours(&of_hours, found);
    }

    fn is_reached_by(&self, parts: &[Part]) -> bool {
        let record = all_done(self.record, parts.iter().flat_map(Part::chosen));
        record.is_some_and(|record| self.goal.is_reached(&record, self.catalog, self.policy))
    }

    /// Takes away what another part does already: one course may give two sets.
    fn spare(&self, parts: &mut Vec<Part>) {
        let mut place = 0;
        while place < parts.len() {
            let mut fewer = parts.clone();
            let Some(part) = fewer.get_mut(place) else { return };
            part.choose = part.choose.saturating_sub(1);
            if part.choose == 0 {
                let spared = fewer.remove(place);
                // What does it instead is one of the parts that are left.
                fewer.first_mut().into_iter().for_each(|part| part.reasons.extend(&spared.reasons));
            }
            if !fewer.is_empty() && self.is_reached_by(&fewer) {
                *parts = fewer;
            } else {
                place = place.saturating_add(1);
            }
        }
    }

    /// The first day on which a certification can begin that has not ended on the day of the goal.
    fn first_day(&self) -> Date {
        let lasts = |days: u32| {
            let ends_on = term(self.as_of.plus_days(days), 1, self.policy).expires_on;
            ends_on >= self.goal.by
        };
        let is_earned = self.goal.goal == GoalKind::Certified && self.case().recorded_on().is_none();
        if !is_earned || lasts(0) {
            return self.as_of;
        }
        let days = self.as_of.days_through(self.goal.by).saturating_sub(1);
        least(days, &lasts).map_or(self.as_of, |days| self.as_of.plus_days(days))
    }

    fn options(&self, reason: &Obstacle) -> Vec<Step> {
        let policy = self.policy;
        match (reason.reason, reason.set) {
            (ObstacleKind::Education, _) => {
                vec![self.step(Deed::Education { education: Education::HighSchoolDiploma }, self.goal.by)]
            }
            (ObstacleKind::SupportStaff, _) => vec![self.step(Deed::SupportPosition, self.goal.by)],
            (ObstacleKind::Experience | ObstacleKind::Provisional, _) => self.work(reason),
            (ObstacleKind::NotAdmitted, _) => {
                let is_charged = Case { as_of: self.as_of, ..self.case() }.started_on().is_none();
                let amount =
                    if is_charged { self.price(&policy.fees.application_cents) } else { Cents::ZERO };
                vec![Step { amount_cents: Some(amount), ..self.step(Deed::Admission, self.goal.by) }]
            }
            (ObstacleKind::SetMissing, Some(set)) => self.credit(set),
            (ObstacleKind::ElectivesMissing, _) => {
                let earned = self.case().completion().credits.counting().map(|credit| credit.set).collect();
                let electives = policy.completion.electives.sets().without(earned);
                electives.iter().flat_map(|set| self.credit(set)).collect()
            }
            _ => Vec::new(),
        }
        .into_iter()
        .filter(|step| step.from <= step.by)
        .collect()
    }

    fn case(&self) -> Case<'_> {
        Case { record: self.record, catalog: self.catalog, policy: self.policy, as_of: self.goal.by }
    }

    fn step(&self, deed: Deed, by: Date) -> Step {
        Step { deed, amount_cents: Some(Cents::ZERO), from: self.as_of, by }
    }

    fn price(&self, price: &Price) -> Cents {
        let memberships = self.record.ala_membership.as_ref().map(|list| list.iter().copied());
        fees::price(price, fees::basis(memberships, self.as_of))
    }

    /// Whether the reason is gone once the step was done.
    fn is_mended_by(&self, step: &Step, reason: ObstacleKind) -> bool {
        step.done(self.record).is_some_and(|record| {
            why_not(&record, self.goal, self.catalog, self.policy).iter().all(|left| left.reason != reason)
        })
    }

    /// More work: so many whole weeks at the rate of the last span, or so many hours a week for the whole time.
    fn work(&self, reason: &Obstacle) -> Vec<Step> {
        let reference = self.case().started_on().unwrap_or(self.goal.by);
        let by = if reason.reason == ObstacleKind::Experience { reference } else { self.goal.by };
        let days = self.as_of.days_through(by);
        let at = |hours_per_week, days| self.step(Deed::Work { hours_per_week, days }, by);
        let mended = |step: Step| self.is_mended_by(&step, reason.reason).then_some(step);
        let weeks_at = |rate: Hours| {
            let weeks = least(days / 7, &|weeks| mended(at(rate, weeks.saturating_mul(7))).is_some())?;
            mended(at(rate, weeks.saturating_mul(7)))
        };
        let most = u32::try_from(WEEK.hundredths()).unwrap_or(u32::MAX);
        let evenly = least(most, &|rate| mended(at(Hours::from_hundredths(rate.into()), days)).is_some());
        let evenly = evenly.and_then(|rate| mended(at(Hours::from_hundredths(rate.into()), days)));
        self.rate().and_then(weeks_at).into_iter().chain(evenly).collect()
    }

    /// The hours a week of the span that began last.
    fn rate(&self) -> Option<Hours> {
        let spans = known(&self.record.experience).iter().map(|experience| experience.span);
        let last = spans
            .filter(|span| span.period().from() <= self.as_of)
            .max_by_key(|span| span.period().from())?;
        match last.hours() {
            SpanHours::Weekly(hours) => Some(hours),
            SpanHours::Total(_) => None,
        }
    }

    /// What gives a set by the day of the goal and the deadline.
    fn credit(&self, set: CompetencySet) -> Vec<Step> {
        let deadline = self.case().admitted_on().map(|on| candidacy::deadline(on, &self.policy.candidacy));
        let by = deadline.map_or(self.goal.by, |deadline| deadline.min(self.goal.by));
        let closes = self.policy.credit.last_portfolio_on.map_or(by, |last_on| last_on.min(by));
        let amount = self.price(&self.policy.fees.portfolio_cents);
        let portfolio = Step { amount_cents: Some(amount), ..self.step(Deed::Portfolio { set }, closes) };
        let approvals = self.catalog.approvals().iter().filter(|approval| approval.set == set);
        let courses = approvals.filter_map(|approval| self.courses(approval, by));
        std::iter::once(portfolio)
            .chain(courses)
            .filter(|step| step.from <= step.by && self.gives(step, set))
            .collect()
    }

    /// The courses of an approval that are not completed in its window.
    fn courses(&self, approval: &Approval, by: Date) -> Option<Step> {
        if !is_open(approval, &self.policy.credit, self.as_of) {
            return None;
        }
        let used = completions_used(approval, self.record, &self.policy.credit, self.goal.by);
        let missing = approval.courses.iter().zip(used).filter(|(_, used)| used.is_none());
        let courses: Vec<Id> = missing.map(|(course, _)| course.clone()).collect();
        let deed = Deed::Courses { set: approval.set, approval: approval.id.clone(), courses };
        let closes = completion_window(approval, &self.policy.credit).to();
        let by = closes.map_or(by, |closes| closes.min(by));
        Some(Step { amount_cents: approval.price_cents, ..self.step(deed, by) })
    }

    /// Whether the set counts once the step was done, the admission included.
    fn gives(&self, step: &Step, set: CompetencySet) -> bool {
        let admitted = match self.case().admitted_on() {
            Some(_) => Some(self.record.clone()),
            None => self.step(Deed::Admission, self.goal.by).done(self.record),
        };
        let record = admitted.and_then(|record| step.done(&record));
        record.is_some_and(|record| {
            let case = Case { record: &record, ..self.case() };
            case.completion().credits.counting().any(|credit| credit.set == set)
        })
    }

    /// The hours for a renewal: technology first, which counts twice.
    fn hours(&self, reasons: &[Obstacle], found: &mut Repair) {
        let missing = |kind| {
            let of_kind = reasons.iter().find(|reason| reason.reason == kind);
            of_kind.and_then(|reason| reason.hours).unwrap_or(Hours::ZERO)
        };
        let case = self.case();
        let Some(certified) = case.certified(&case.conditions(), &case.completion(), &mut |_| {}) else {
            return;
        };
        // Hours before a renewal that was rejected for want of them would make another one of it.
        let renewed =
            self.record.renewals_in_order().map(|(_, on)| on).filter(|&on| on <= self.goal.by).max();
        let after = renewed.map_or(certified.current.hours_after, |on| on.max(certified.current.hours_after));
        let from = self.as_of.max(after.plus_days(1));
        let least = self.policy.renewal.min_activity_hours;
        let at_least = |hours: Hours| if hours == Hours::ZERO { hours } else { hours.max(least) };
        let technology = at_least(missing(ObstacleKind::TechnologyHours));
        let contact = at_least(missing(ObstacleKind::ContactHours).less(technology));
        for (hours, in_technology) in [(technology, true), (contact, false)] {
            // Each reason is mended where its hours are; where it asks for none, by the other's.
            let kinds = |reason: &&Obstacle| match reason.reason {
                ObstacleKind::TechnologyHours => in_technology == (technology > Hours::ZERO),
                _ => in_technology == (technology > Hours::ZERO && contact == Hours::ZERO),
            };
            let reasons: Vec<Obstacle> = reasons.iter().filter(kinds).copied().collect();
            let deed = Deed::Activities { hours, technology: in_technology };
            let step = Step { from, ..self.step(deed, self.goal.by) };
            let can_be_done = step.from <= step.by && step.done(self.record).is_some();
            // Where no hours are asked for, an answer is enough.
            let is_answer = !in_technology && technology == Hours::ZERO && !reasons.is_empty();
            match (hours == Hours::ZERO && !is_answer, can_be_done) {
                (true, _) => {}
                (false, true) => found.parts.push(Part { reasons, choose: 1, options: vec![step] }),
                (false, false) => found.out_of_reach.extend(reasons),
            }
        }
    }

    /// To renew a term that ends before the day of the goal, with the hours that takes.
    fn renew(&self, reason: Obstacle, found: &mut Repair) {
        let case = self.case();
        let certified = case.certified(&case.conditions(), &case.completion(), &mut |_| {});
        let Some(term) = certified.map(|certified| certified.current.term) else { return };
        let by = term.last_day.min(self.goal.by);
        let goal = Goal { goal: GoalKind::Renewable, by };
        let before = Office { goal, ..*self };
        let mut of_renewal =
            Repair { reached: false, parts: Vec::new(), total_cents: None, out_of_reach: Vec::new() };
        before.mend(&mut of_renewal);
        let amount = self.policy.fees.renewal_cents.as_ref().map(|price| self.price(price));
        let step =
            Step { deed: Deed::Renewal, amount_cents: amount, from: self.as_of.max(term.opens_on), by };
        let record = all_done(self.record, of_renewal.parts.iter().flat_map(Part::chosen).chain([&step]));
        let is_reached =
            record.is_some_and(|record| self.goal.is_reached(&record, self.catalog, self.policy));
        if step.from <= step.by && is_reached && of_renewal.out_of_reach.is_empty() {
            found.parts.append(&mut of_renewal.parts);
            found.parts.push(Part { reasons: vec![reason], choose: 1, options: vec![step] });
        } else {
            found.out_of_reach.push(reason);
        }
    }
}

fn is_of_hours(reason: &Obstacle) -> bool {
    matches!(reason.reason, ObstacleKind::ContactHours | ObstacleKind::TechnologyHours)
}

/// The least number from 1 to `most` of which it holds, if what holds of one holds of every larger one.
fn least(most: u32, holds: &dyn Fn(u32) -> bool) -> Option<u32> {
    let (mut below, mut least) = (0_u32, most);
    if most == 0 || !holds(most) {
        return None;
    }
    while below.saturating_add(1) < least {
        let middle = below.midpoint(least);
        if holds(middle) {
            least = middle;
        } else {
            below = middle;
        }
    }
    Some(least)
}

impl fmt::Display for Step {
    /// As a sentence: what, for how much, and by when.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let by = self.by;
        match &self.deed {
            Deed::Education { .. } => write!(f, "a high school diploma or its equivalent")?,
            Deed::SupportPosition => write!(f, "a position that requires no master's degree")?,
            Deed::Work { hours_per_week, days } if days % 7 == 0 && *days < self.from.days_through(by) => {
                write!(f, "{} more weeks at {hours_per_week} hours", days / 7)?;
            }
            Deed::Work { hours_per_week, .. } => {
                return write!(f, "at least {hours_per_week} hours a week until {by}");
            }
            Deed::Admission => write!(f, "the admission")?,
            Deed::Portfolio { set } => write!(f, "a portfolio in {set}")?,
            Deed::Courses { set, approval, courses } => {
                write!(f, "the courses of {approval} for {set}:")?;
                courses.iter().try_for_each(|course| write!(f, " {course}"))?;
            }
            Deed::Activities { hours, technology: true } => write!(f, "{hours} more technology hours")?,
            Deed::Activities { hours: Hours::ZERO, .. } => write!(f, "an answer about activities")?,
            Deed::Activities { hours, .. } => write!(f, "{hours} more contact hours")?,
            Deed::Renewal => write!(f, "the renewal")?,
        }
        match self.amount_cents {
            Some(Cents::ZERO) => {}
            Some(cents) => write!(f, ", {cents}")?,
            None => f.write_str(", at a price that is not known")?,
        }
        write!(f, ", by {by}")
    }
}

impl Part {
    /// The options as sentences, cheapest first; portfolios at one price are one.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let is_portfolio = |step: &&Step| matches!(step.deed, Deed::Portfolio { .. });
        let portfolios = self.options.iter().filter(is_portfolio).count();
        let mut told = false;
        self.options
            .iter()
            .filter_map(|step| match (&step.deed, step.amount_cents) {
                (Deed::Portfolio { .. }, Some(cents)) if portfolios > 1 => {
                    let first = !std::mem::replace(&mut told, true);
                    let each = if self.choose > 1 { " each" } else { "" };
                    let count = if self.choose == 1 {
                        "one portfolio".to_owned()
                    } else {
                        format!("{} portfolios", self.choose)
                    };
                    first.then(|| {
                        format!("{count} in any of {portfolios} electives, {cents}{each}, by {}", step.by)
                    })
                }
                _ => Some(step.to_string()),
            })
            .collect()
    }
}
