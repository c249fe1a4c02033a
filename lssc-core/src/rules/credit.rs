//! What gives credit for a competency set (RULES 4.5 to 4.7, FAQ 10, 12, 16).
//!
//! ```
//! use lssc_core::rules::credit::credits;
//! use lssc_core::{Catalog, Policy, Record};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // RULES 7: finished exactly two years before its approval.
//! let catalog = Catalog::from_json(
//!     br#"{"approvals": [{"id": "a", "set": "technology", "courses": ["c"], "approved_on": "2012-06-10"}]}"#,
//! )?;
//! let record = Record::from_json(br#"{"id": "p", "courses": [{"course": "c", "completed_on": "2010-06-10"}]}"#)?;
//! let credits = credits(&record, &catalog, &Policy::default(), "2013-01-01".parse()?);
//! let earned: Vec<String> = credits.iter().map(|credit| credit.earned_on.to_string()).collect();
//! assert_eq!(earned, ["2012-06-10"]);
//! # Ok(())
//! # }
//! ```

use serde::{Serialize, Serializer};

use crate::catalog::{Agreement, Approval, Catalog};
use crate::competency::{CompetencySet, CompetencySets};
use crate::date::{Date, Period};
use crate::list::known;
use crate::pointer::Pointer;
use crate::policy::{CreditPolicy, MeasuredBy, Policy};
use crate::record::{Degree, Outcome, Portfolio, Record};
use crate::rules::candidacy;
use crate::verdict::Route;

/// A competency set achieved, by what and when. Small and `Copy`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Credit {
    /// The set.
    pub set: CompetencySet,
    /// By what it was achieved.
    pub route: Route,
    /// The day it was earned: never before the approval or agreement existed.
    pub earned_on: Date,
    /// The day of what the candidate did: the latest completion, the submission, the graduation.
    pub done_on: Date,
    /// The place, in its list of the record, of the entry that shows it.
    pub entry: usize,
    /// Whether it came within the deadline of the candidacy (RULES 4.4).
    pub counts: bool,
}

impl Credit {
    /// Whether both come from the same fact, whatever the deadline makes of it.
    fn is_same_as(self, other: Self) -> bool {
        Self { counts: other.counts, ..self } == other
    }

    /// The entry of the record that shows it.
    #[must_use]
    pub const fn evidence(self) -> Pointer {
        let list = match self.route {
            Route::Agreement => "degrees",
            Route::Course => "courses",
            Route::Portfolio => "portfolios",
        };
        Pointer::entry(list, self.entry)
    }
}

/// A competency set achieved, by what and when (RULES 4.5 to 4.7).
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct CreditWire {
    /// The set.
    set: CompetencySet,
    /// By what it was achieved.
    route: Route,
    /// The day it was earned: never before the approval or agreement existed.
    earned_on: Date,
    /// The entry of the record that shows it.
    evidence: Pointer,
    /// Whether it came within the deadline of the candidacy (RULES 4.4).
    counts: bool,
}

impl Serialize for Credit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { set, route, earned_on, counts, .. } = *self;
        CreditWire { set, route, earned_on, evidence: self.evidence(), counts }.serialize(serializer)
    }
}

#[cfg(feature = "schema")]
crate::object::schema_of!(Credit, "Credit", CreditWire);

/// The days on which a completion counts for an approval, both ends included (RULES 4.5, FAQ 16).
#[must_use]
pub fn completion_window(approval: &Approval, policy: &CreditPolicy) -> Period {
    let from = approval.approved_on.minus_years(policy.lookback_years.get());
    let by_policy = policy.course_approval_years.map(|years| approval.approved_on.plus_years(years.get()));
    // The end is never before the approval, and so never before the start.
    Period::new(from, approval.expires_on.or(by_policy)).unwrap_or(Period::starting(from))
}

/// The days of graduation that an agreement recognizes, both ends included (RULES 4.7, FAQ 16).
#[must_use]
pub fn recognizes(agreement: &Agreement, graduated_on: Date, policy: &CreditPolicy) -> bool {
    graduated_on >= recognized_from(agreement, policy)
        && agreement.ended_on.is_none_or(|end| graduated_on <= end)
}

/// The first day of graduation that an agreement recognizes (RULES 4.7).
#[must_use]
pub fn recognized_from(agreement: &Agreement, policy: &CreditPolicy) -> Date {
    let lookback = || agreement.effective_on.minus_years(policy.lookback_years.get());
    agreement.graduates_from.unwrap_or_else(lookback)
}

/// The completions that meet an approval, each with its place in the record: for each of its courses the earliest
/// one in the approval's window that is known at `as_of` (RULES 4.5). `None` when one is missing.
pub(crate) fn completions_used<'a>(
    approval: &'a Approval,
    record: &'a Record,
    policy: &CreditPolicy,
    as_of: Date,
) -> impl Iterator<Item = Option<(usize, Date)>> + 'a {
    let window = completion_window(approval, policy);
    approval.courses.iter().map(move |course| {
        let first = record.first_completion(course, window.from());
        first.filter(|&(_, date)| date <= as_of && window.contains(date))
    })
}

/// What an approval gives to the record (RULES 4.5).
fn by_approval(approval: &Approval, record: &Record, policy: &Policy, as_of: Date) -> Option<Credit> {
    // The first entry of the last day, and the last of all entries.
    let (mut done_on, mut on_that_day, mut last) = (Date::MIN, None, None);
    for completion in completions_used(approval, record, &policy.credit, as_of) {
        let (place, date) = completion?;
        if date > done_on {
            (done_on, on_that_day) = (date, None);
        }
        if date == done_on {
            on_that_day = Some(on_that_day.map_or(place, |first: usize| first.min(place)));
        }
        last = last.max(Some(place));
    }
    let earned_on = done_on.max(approval.approved_on);
    let entry = if done_on == earned_on { on_that_day } else { last }?;
    Some(Credit { set: approval.set, route: Route::Course, earned_on, done_on, entry, counts: true })
}

/// Why an achieved portfolio earns nothing (RULES 4.6).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PortfolioRefusal {
    /// It was submitted before the admission, or no admission is known.
    BeforeAdmission,
    /// It was submitted after the last day on which portfolios were taken.
    RouteClosed {
        /// That day.
        last_on: Date,
    },
}

/// The first reason for which a portfolio earns nothing, whatever its outcome (RULES 4.6). `admitted_on`, if known.
#[must_use]
pub fn portfolio_refusal(
    portfolio: Portfolio,
    admitted_on: Option<Date>,
    policy: &CreditPolicy,
) -> Option<PortfolioRefusal> {
    let submitted_on = portfolio.submitted_on();
    if admitted_on.is_none_or(|admitted_on| submitted_on < admitted_on) {
        return Some(PortfolioRefusal::BeforeAdmission);
    }
    let closed = policy.last_portfolio_on.filter(|&last_on| submitted_on > last_on);
    closed.map(|last_on| PortfolioRefusal::RouteClosed { last_on })
}

/// What a portfolio gives (RULES 4.6). `admitted_on`, if known at `as_of`.
fn by_portfolio(
    portfolio: Portfolio,
    entry: usize,
    admitted_on: Option<Date>,
    policy: &CreditPolicy,
    as_of: Date,
) -> Option<Credit> {
    let Outcome::Achieved(earned_on) = outcome_at(portfolio, as_of)? else { return None };
    let (set, done_on) = (portfolio.set(), portfolio.submitted_on());
    let credit = Credit { set, route: Route::Portfolio, earned_on, done_on, entry, counts: true };
    portfolio_refusal(portfolio, admitted_on, policy).is_none().then_some(credit)
}

/// The outcome of a portfolio as known at `as_of`: pending until it is evaluated; `None` before it is submitted
/// (RULES 3.1).
#[must_use]
pub fn outcome_at(portfolio: Portfolio, as_of: Date) -> Option<Outcome> {
    if portfolio.submitted_on() > as_of {
        return None;
    }
    Some(match portfolio.outcome() {
        Outcome::Achieved(on) | Outcome::NotAchieved(on) if on > as_of => Outcome::Pending,
        outcome => outcome,
    })
}

/// The agreement that a degree names, unless it takes effect after `as_of` (RULES 1.4).
#[must_use]
pub fn known_agreement<'a>(degree: &Degree, catalog: &'a Catalog, as_of: Date) -> Option<&'a Agreement> {
    catalog.agreement(&degree.agreement).filter(|agreement| agreement.effective_on <= as_of)
}

/// The agreement under which a degree gives credit at `as_of`, and the day of that credit (RULES 4.7).
#[must_use]
pub fn credited_agreement<'a>(
    degree: &Degree,
    catalog: &'a Catalog,
    policy: &CreditPolicy,
    as_of: Date,
) -> Option<(&'a Agreement, Date)> {
    let agreement = known_agreement(degree, catalog, as_of)?;
    let known = degree.graduated_on <= as_of;
    let earned_on = degree.graduated_on.max(agreement.effective_on);
    (known && recognizes(agreement, degree.graduated_on, policy)).then_some((agreement, earned_on))
}

/// The credit for each set, at most one, in set order (RULES 4, *Credits*). Small and `Copy`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Credits([Option<Credit>; CompetencySet::ALL.len()]);

impl Credits {
    /// The credits, in set order.
    pub fn iter(&self) -> impl Iterator<Item = Credit> {
        self.0.iter().filter_map(|credit| *credit)
    }

    /// Those that came within the deadline of the candidacy.
    pub fn counting(&self) -> impl Iterator<Item = Credit> {
        self.iter().filter(|credit| credit.counts)
    }

    /// Takes a credit in, where it is the first for its set or better than the one there: the earliest earned;
    /// then by route, entry and what was done first.
    fn offer(&mut self, credit: Credit) {
        let rank = |credit: &Credit| (credit.earned_on, credit.route, credit.entry, credit.done_on);
        let slot = self.0.get_mut(credit.set as usize);
        if let Some(slot) = slot.filter(|slot| slot.is_none_or(|taken| rank(&credit) < rank(&taken))) {
            *slot = Some(credit);
        }
    }
}

impl FromIterator<Credit> for Credits {
    /// The best credit for each set, whatever their order: the earliest earned; then by route, entry and what was done
    /// first.
    fn from_iter<I: IntoIterator<Item = Credit>>(offered: I) -> Self {
        offered.into_iter().fold(Self::default(), |mut credits, credit| {
            credits.offer(credit);
            credits
        })
    }
}

impl Serialize for Credits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// The credits of a record as of a day (RULES 4.5 to 4.7 and *Credits*).
#[must_use]
pub fn credits(record: &Record, catalog: &Catalog, policy: &Policy, as_of: Date) -> Credits {
    let mut credits = Credits::default();
    offers(record, catalog, policy, as_of, &mut |credit| credits.offer(credit));
    credits
}

/// Whatever gives a set of the policy, each as though nothing else gave it (RULES 4.5 to 4.7).
pub(crate) fn offers(
    record: &Record,
    catalog: &Catalog,
    policy: &Policy,
    as_of: Date,
    take: &mut dyn FnMut(Credit),
) {
    let admitted_on = record.admitted_on.filter(|&on| on <= as_of);
    let deadline = admitted_on.map(|admitted_on| candidacy::deadline(admitted_on, &policy.candidacy));
    let sets = policy.completion.sets();
    let mut offer = |credit: Credit| {
        if sets.contains(credit.set) {
            take(within_deadline(credit, deadline, policy.candidacy.measured_by));
        }
    };
    for degree in known(&record.degrees).iter().zip(0..) {
        by_degree(degree, catalog, &policy.credit, as_of).for_each(&mut offer);
    }
    for course in record.courses_once() {
        let approvals = catalog.starting_with(course).filter(|approval| approval.approved_on <= as_of);
        approvals.filter_map(|approval| by_approval(approval, record, policy, as_of)).for_each(&mut offer);
    }
    for (&portfolio, entry) in known(&record.portfolios).iter().zip(0..) {
        by_portfolio(portfolio, entry, admitted_on, &policy.credit, as_of).into_iter().for_each(&mut offer);
    }
}

/// What a degree gives: every set that its agreement covers (RULES 4.7).
fn by_degree(
    (degree, entry): (&Degree, usize),
    catalog: &Catalog,
    policy: &CreditPolicy,
    as_of: Date,
) -> impl Iterator<Item = Credit> {
    let credited = credited_agreement(degree, catalog, policy, as_of);
    let covers = credited.map_or(CompetencySets::NONE, |(agreement, _)| agreement.covers);
    let (earned_on, done_on) = (credited.map_or(degree.graduated_on, |(_, on)| on), degree.graduated_on);
    covers.iter().map(move |set| Credit {
        set,
        route: Route::Agreement,
        earned_on,
        done_on,
        entry,
        counts: true,
    })
}

/// The credit, which counts unless it came after the deadline (RULES 4.4, *Credits*).
fn within_deadline(credit: Credit, deadline: Option<Date>, measured_by: MeasuredBy) -> Credit {
    let measured = match measured_by {
        MeasuredBy::Earned => credit.earned_on,
        MeasuredBy::Done => credit.done_on,
    };
    Credit { counts: deadline.is_none_or(|deadline| measured <= deadline), ..credit }
}

/// The sets that each completion serves by course, in the order of the record.
pub(crate) fn sets_by_completion(
    credits: &Credits,
    record: &Record,
    catalog: &Catalog,
    policy: &Policy,
    as_of: Date,
) -> Vec<CompetencySets> {
    let mut served = vec![CompetencySets::NONE; known(&record.courses).len()];
    for taken in credits.iter().filter(|credit| credit.route == Route::Course) {
        for course in record.courses_once() {
            // Several approvals may give the very same credit; which of them stands first decides nothing.
            let approvals = catalog.starting_with(course).filter(|approval| approval.set == taken.set);
            for approval in approvals {
                let credit = by_approval(approval, record, policy, as_of);
                if !credit.is_some_and(|credit| credit.is_same_as(taken)) {
                    continue;
                }
                for (place, _) in completions_used(approval, record, &policy.credit, as_of).flatten() {
                    served.get_mut(place).into_iter().for_each(|sets| *sets = sets.with(taken.set));
                }
            }
        }
    }
    served
}

/// The first day on which one degree alone credits all required sets and enough electives, if there is one known
/// at `as_of` (RULES 4, *Eligibility*).
#[must_use]
pub fn full_degree_on(record: &Record, catalog: &Catalog, policy: &Policy, as_of: Date) -> Option<Date> {
    full_degrees(record, catalog, policy, as_of).map(|(_, earned_on)| earned_on).min()
}

/// The places of the degrees each of which alone credits all required sets and enough electives, known at `as_of`, and the
/// days from which on they do.
pub(crate) fn full_degrees(
    record: &Record,
    catalog: &Catalog,
    policy: &Policy,
    as_of: Date,
) -> impl Iterator<Item = (usize, Date)> {
    known(&record.degrees).iter().zip(0..).filter_map(move |(degree, entry)| {
        let (agreement, earned_on) = credited_agreement(degree, catalog, &policy.credit, as_of)?;
        policy.completion.is_met_by(agreement.covers).then_some((entry, earned_on))
    })
}
