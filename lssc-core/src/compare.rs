//! Two policies over the same records: whom a change of policy touches, and by which clause (RULES 6.5).
//!
//! ```
//! use lssc_core::{Catalog, Clause, ComparisonTable, Policy, Record, Standing, Status, compare};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let catalog = Catalog::default();
//! let faq = Policy::default();
//! let stricter = Policy::from_json(
//!     br#"{"extends": "lssc-faq", "id": "no-grace", "renewal": {"grace_months": 0}}"#,
//! )?;
//! let as_of = "2016-12-01".parse()?;
//! let mut table = ComparisonTable::default();
//! for certified_on in ["2012-10-15", "2014-10-15"] {
//!     let record = format!(r#"{{"id": "certified {certified_on}", "certified_on": "{certified_on}"}}"#);
//!     let record = Record::from_json(record.as_bytes())?;
//!     let comparison = compare(&record, &catalog, &faq, &stricter, as_of);
//!     // The last day to renew is another one for both; one of them has missed it.
//!     assert_eq!(comparison.clause, Some(Clause::Window));
//!     table.add(&comparison);
//! }
//! assert_eq!(table.count(Status::Grace, Status::Lapsed), 1);
//! assert_eq!(table.lost(Standing::Renewable), 1);
//! # Ok(())
//! # }
//! ```
//!
//! Each clause answers for what it decides itself, given what the others say, so that the first one that differs is the
//! reason and no consequence of a later one. What merely repeats the policy, such as the hours asked for, is not compared, but
//! what somebody still lacks of it is: a requirement that they exceed either way does not touch them.
//!
//! | clause | what of an assessment it decides |
//! |---|---|
//! | 4.1, 4.2 | the verdicts on education and on the position held |
//! | 4.3 | the verdict on work in libraries; the hours counted and those missing (all of them, while work is not answered); the earliest day; and *Eligibility*, the three conditions together |
//! | 4.4 | the deadline of the candidacy; whether it expired is settled by the deadline and the certification |
//! | 4.5, 4.6, 4.7 | the sets credited by course, portfolio, agreement: whether, on which day, and whether the credit counts; where a set is credited by different routes, the better credit decides which clause it is, since that one is not there under the other policy |
//! | 4.8 | the verdict on the competency sets, what is earned and what is missing, the day of completion; and the credits in sets that one of the policies alone has |
//! | 4.9 | the certification: its day, the first and last day of the latest term reached under both, and whether it is provisional |
//! | 4.10 | the renewal window of that term, and what became of each renewal; of one that is accepted under one policy and short of hours under the other, the hours decide |
//! | 4.11 | the verdict on contact and technology hours, those counted and those missing (all of them, while activities are not answered) |
//! | 4.12 | the status; it rests on the others, so that no change of it is without one of them before |
//! | 4.13 | the lines of the fees: prices and amounts |

use serde::{Serialize, Serializer};

use crate::assessment::{Assessment, Eligibility, decided};
use crate::case::Case;
use crate::catalog::Catalog;
use crate::clause::Clause;
use crate::competency::{CompetencySet, CompetencySets};
use crate::date::Date;
use crate::fault::named_enum;
use crate::plan::cents_between;
use crate::policy::Policy;
use crate::quantity::Cents;
use crate::record::Record;
use crate::rules::certification::{Term, term};
use crate::rules::completion::Completion;
use crate::rules::credit::Credit;
use crate::rules::renewal::{HoursCount, RenewalResult};
use crate::text::Id;
use crate::verdict::{RejectionReason, Route, Status, Verdict};

named_enum! {
    /// What somebody has on a day, from least to most: what a change of status gains or loses.
    Standing, "a standing" {
        /// Not in the program and not let in, or out of it: `ineligible`, `candidacy-expired`, `lapsed`.
        Out = "out",
        /// Nothing said yet: `undetermined`.
        Undecided = "undecided",
        /// In the program, or let in: `eligible`, `applied`, `candidate`.
        TakingPart = "taking-part",
        /// A certification that has ended and can still be renewed: `grace`.
        Renewable = "renewable",
        /// A certification: `certified`, `renewal-open`.
        Certified = "certified",
    }
}

impl Standing {
    /// What somebody of that status has.
    #[must_use]
    pub const fn of(status: Status) -> Self {
        match status {
            Status::Ineligible | Status::CandidacyExpired | Status::Lapsed => Self::Out,
            Status::Undetermined => Self::Undecided,
            Status::Eligible | Status::Applied | Status::Candidate => Self::TakingPart,
            Status::Grace => Self::Renewable,
            Status::Certified | Status::RenewalOpen => Self::Certified,
        }
    }
}

/// Where somebody stands under one of the two policies.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Compared {
    /// The status.
    pub status: Status,
    /// All lines of the fees, charged or not.
    pub fees_cents: Cents,
}

/// One record under two policies, on one day (RULES 6.5).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Comparison {
    /// The id of the record.
    pub record: Id,
    /// Under the first policy.
    pub a: Compared,
    /// Under the second policy.
    pub b: Compared,
    /// The first clause, in the order of RULES 4, that says something else; `None`: the change does not touch this record.
    pub clause: Option<Clause>,
}

impl Comparison {
    /// What the record has under the second policy and not under the first, where it stands higher.
    ///
    /// It speaks of the status on that day alone: a longer deadline or a lower price is no gain here.
    #[must_use]
    pub fn gained(&self) -> Option<Standing> {
        gained(self.a.status, self.b.status)
    }

    /// What the record has under the first policy and not under the second, where it stands lower.
    #[must_use]
    pub fn lost(&self) -> Option<Standing> {
        gained(self.b.status, self.a.status)
    }

    /// How much more the fees are under the second policy; negative when they are less.
    #[must_use]
    pub fn fees_change_cents(&self) -> i64 {
        cents_between(self.a.fees_cents, self.b.fees_cents)
    }
}

impl Serialize for Comparison {
    /// As `{record, a {status, fees_cents}, b {…}, clause, gained, lost, fees_change_cents}`; what does not apply is null.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { record, a, b, clause } = self;
        let (gained, lost, fees_change_cents) = (self.gained(), self.lost(), self.fees_change_cents());
        ComparisonWire { record, a: *a, b: *b, clause: *clause, gained, lost, fees_change_cents }
            .serialize(serializer)
    }
}

/// One record under two policies, on one day (RULES 6.5).
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ComparisonWire<'a> {
    /// The id of the record.
    record: &'a Id,
    /// Under the first policy.
    a: Compared,
    /// Under the second policy.
    b: Compared,
    /// The first clause, in the order of RULES 4, that says something else; null where the change does not touch this record.
    clause: Option<Clause>,
    /// What the record has under the second policy and not under the first, where it stands higher.
    gained: Option<Standing>,
    /// What the record has under the first policy and not under the second, where it stands lower.
    lost: Option<Standing>,
    /// How much more the fees are under the second policy, in cents; negative when they are less.
    fees_change_cents: i64,
}

#[cfg(feature = "schema")]
crate::object::schema_of!(Comparison, "Comparison", ComparisonWire<'_>);

fn gained(from: Status, to: Status) -> Option<Standing> {
    Some(Standing::of(to)).filter(|&reached| reached > Standing::of(from))
}

/// Decides one record under two policies, and says which clause parts them (RULES 6.5): a pure function of its arguments.
///
/// With the policies exchanged, `a` and `b` are exchanged and the clause is the same.
#[must_use]
pub fn compare(
    record: &Record,
    catalog: &Catalog,
    policy_a: &Policy,
    policy_b: &Policy,
    as_of: Date,
) -> Comparison {
    let under = |policy| Side { policy, assessed: decided(&Case { record, catalog, policy, as_of }).0 };
    let (a, b) = (under(policy_a), under(policy_b));
    let clause = Clause::ALL.iter().copied().find(|&clause| differs(clause, &a, &b));
    Comparison { record: record.id.clone(), a: a.compared(), b: b.compared(), clause }
}

/// An assessment, and the policy it was made under.
struct Side<'a> {
    policy: &'a Policy,
    assessed: Assessment,
}

/// Whether a clause says something else, where all before it say the same.
fn differs(clause: Clause, a: &Side<'_>, b: &Side<'_>) -> bool {
    let (assessed_a, assessed_b) = (&a.assessed, &b.assessed);
    let (eligible_a, eligible_b) = (&assessed_a.eligibility, &assessed_b.eligibility);
    match clause {
        Clause::Education => eligible_a.education != eligible_b.education,
        Clause::SupportStaff => eligible_a.support_staff != eligible_b.support_staff,
        Clause::Experience => work(*eligible_a) != work(*eligible_b),
        Clause::Candidacy => a.deadline() != b.deadline(),
        Clause::Course | Clause::Portfolio | Clause::Agreement => {
            CompetencySet::ALL.into_iter().any(|set| credit_clause(set, a, b) == Some(clause))
        }
        Clause::Completion => {
            a.sets_beside(b) != b.sets_beside(a)
                || sufficiency(&assessed_a.completion) != sufficiency(&assessed_b.completion)
        }
        Clause::Term => {
            let number = a.latest_term_with(b);
            a.term(number) != b.term(number) || a.is_provisional() != b.is_provisional()
        }
        Clause::Window => {
            let number = a.latest_term_with(b);
            a.window(number) != b.window(number)
                || first_renewal(assessed_a, assessed_b).is_some_and(|decisions| !is_by_hours(decisions))
        }
        Clause::ContactHours => {
            a.hours() != b.hours() || first_renewal(assessed_a, assessed_b).is_some_and(is_by_hours)
        }
        Clause::Status => assessed_a.status != assessed_b.status,
        Clause::Fees => assessed_a.fees != assessed_b.fees,
    }
}

impl Side<'_> {
    fn compared(&self) -> Compared {
        Compared { status: self.assessed.status, fees_cents: self.assessed.fees.total_cents }
    }

    fn deadline(&self) -> Option<Date> {
        self.assessed.candidacy.map(|candidacy| candidacy.deadline)
    }

    fn credit(&self, set: CompetencySet) -> Option<Credit> {
        self.assessed.completion.credits.iter().find(|credit| credit.set == set)
    }

    /// The sets credited that the other policy does not have.
    fn sets_beside(&self, other: &Self) -> CompetencySets {
        let credited: CompetencySets =
            self.assessed.completion.credits.iter().map(|credit| credit.set).collect();
        credited.without(other.policy.completion.sets())
    }

    fn term_number(&self) -> u32 {
        self.assessed.certification.map_or(u32::MAX, |certification| certification.term)
    }

    /// The latest term that was reached on both sides. Which term is the current one is up to the renewals.
    fn latest_term_with(&self, other: &Self) -> u32 {
        self.term_number().min(other.term_number())
    }

    fn term_at(&self, number: u32) -> Option<(Date, Term)> {
        let certified_on = self.assessed.certification?.certified_on;
        Some((certified_on, term(certified_on, number, self.policy)))
    }

    fn term(&self, number: u32) -> Option<(Date, Date, Date)> {
        self.term_at(number).map(|(certified_on, term)| (certified_on, term.starts_on, term.expires_on))
    }

    fn window(&self, number: u32) -> Option<(Date, Date)> {
        self.term_at(number).map(|(_, term)| (term.opens_on, term.last_day))
    }

    fn is_provisional(&self) -> bool {
        self.assessed.certification.is_some_and(|certification| certification.provisional)
    }

    fn hours(&self) -> Option<(Verdict, HoursCount, HoursCount)> {
        let renewal = self.assessed.renewal.as_ref()?;
        Some((renewal.verdict, missing(renewal.contact_hours), missing(renewal.technology_hours)))
    }
}

/// The hours counted, and in place of those asked for the ones that are missing.
fn missing(HoursCount { counted, required }: HoursCount) -> HoursCount {
    HoursCount { counted, required: required.less(counted.unwrap_or_default()) }
}

/// What the work comes to, and eligibility as a whole.
fn work(Eligibility { verdict, experience, provisional, .. }: Eligibility) -> impl PartialEq {
    let missing = experience.shortfall_hours.unwrap_or(experience.required_hours);
    (experience.verdict, experience.counted_hours, missing, experience.earliest_on, verdict, provisional)
}

/// What is earned and what is missing, whatever the credits.
fn sufficiency(completion: &Completion) -> impl PartialEq + use<> {
    let Completion { verdict, missing_required, electives_earned, electives_missing, completed_on, .. } =
        *completion;
    (verdict, missing_required, electives_earned, electives_missing, completed_on)
}

/// The clause by which a set that both policies have is credited otherwise, if it is.
fn credit_clause(set: CompetencySet, a: &Side<'_>, b: &Side<'_>) -> Option<Clause> {
    let what = |credit: Credit| (credit.earned_on, credit.route, credit.counts);
    let (in_a, in_b) = (a.credit(set), b.credit(set));
    let both_have_it = a.policy.completion.sets().and(b.policy.completion.sets()).contains(set);
    if !both_have_it || in_a.map(what) == in_b.map(what) {
        return None;
    }
    // The better one would have been taken under the other policy too, had it been there.
    let rank = |credit: Credit| (credit.earned_on, credit.route);
    let better = match (in_a, in_b) {
        (Some(a), Some(b)) => {
            if rank(a) <= rank(b) {
                a
            } else {
                b
            }
        }
        (a, b) => a.or(b)?,
    };
    Some(match better.route {
        Route::Course => Clause::Course,
        Route::Portfolio => Clause::Portfolio,
        Route::Agreement => Clause::Agreement,
    })
}

/// What became of a renewal under both policies: the reason against it, if it was rejected.
type Decisions = [Option<RejectionReason>; 2];

/// The first renewal that was decided otherwise. What becomes of later ones follows from it.
fn first_renewal(a: &Assessment, b: &Assessment) -> Option<Decisions> {
    let (a, b) = (a.renewal.as_ref()?, b.renewal.as_ref()?);
    // Both took the same renewals in the same order.
    let decisions = renewals(a).into_iter().zip(renewals(b));
    decisions.map(|((.., a), (.., b))| [a, b]).find(|[a, b]| a != b)
}

fn renewals(renewal: &RenewalResult) -> Vec<(Date, usize, Option<RejectionReason>)> {
    let accepted = renewal.accepted.iter().map(|renewal| (renewal.renewed_on, renewal.index, None));
    let rejected = renewal.rejected.iter();
    let rejected = rejected.map(|renewal| (renewal.renewed_on, renewal.index, Some(renewal.reason.reason())));
    let mut renewals: Vec<_> = accepted.collect();
    renewals.extend(rejected);
    renewals.sort_unstable();
    renewals
}

/// Whether the hours alone made the difference.
fn is_by_hours(decisions: Decisions) -> bool {
    decisions.iter().all(|reason| reason.is_none_or(|reason| reason == RejectionReason::HoursShort))
}

const STATUSES: usize = Status::ALL.len();

/// So many records, and what their fees differ by.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize)]
pub struct FeesChange {
    /// The records.
    pub records: u64,
    /// The differences together.
    pub total_cents: Cents,
}

impl FeesChange {
    fn add(&mut self, other: Self) {
        self.records = self.records.saturating_add(other.records);
        self.total_cents = self.total_cents.plus(other.total_cents);
    }
}

/// So many records that have one status under the first policy and another, or the same, under the second.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct StatusCount {
    /// The status under the first policy.
    pub a: Status,
    /// The status under the second policy.
    pub b: Status,
    /// The records.
    pub records: u64,
}

/// Many comparisons of the same two policies, counted (RULES 6.5). It takes the same room for any number of records, and
/// tables made apart can be merged, in any order.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct ComparisonTable {
    /// Rows by the status under the first policy, columns by that under the second.
    statuses: [[u64; STATUSES]; STATUSES],
    clauses: [u64; Clause::ALL.len()],
    fees_more: FeesChange,
    fees_less: FeesChange,
}

impl ComparisonTable {
    /// The table that has counted so much, as another one says it: to send it from one process to the next.
    #[must_use]
    pub fn of_counts(
        statuses: impl IntoIterator<Item = StatusCount>,
        clauses: impl IntoIterator<Item = (Clause, u64)>,
        fees_more: FeesChange,
        fees_less: FeesChange,
    ) -> Self {
        let mut table = Self { fees_more, fees_less, ..Self::default() };
        for StatusCount { a, b, records } in statuses {
            let row = table.statuses.get_mut(a as usize);
            increase(row.and_then(|row| row.get_mut(b as usize)), records);
        }
        for (clause, records) in clauses {
            increase(table.clauses.get_mut(clause as usize), records);
        }
        table
    }

    /// Counts one more.
    pub fn add(&mut self, comparison: &Comparison) {
        let (a, b) = (comparison.a, comparison.b);
        let row = self.statuses.get_mut(a.status as usize);
        increase(row.and_then(|row| row.get_mut(b.status as usize)), 1);
        increase(comparison.clause.and_then(|clause| self.clauses.get_mut(clause as usize)), 1);
        let change = comparison.fees_change_cents();
        let difference = FeesChange { records: 1, total_cents: Cents::new(change.unsigned_abs()) };
        match change {
            0 => {}
            1.. => self.fees_more.add(difference),
            _ => self.fees_less.add(difference),
        }
    }

    /// Takes in what another table has counted.
    pub fn merge(&mut self, other: &Self) {
        let rows = self.statuses.iter_mut().flatten().zip(other.statuses.iter().flatten());
        for (count, &more) in rows.chain(self.clauses.iter_mut().zip(&other.clauses)) {
            increase(Some(count), more);
        }
        self.fees_more.add(other.fees_more);
        self.fees_less.add(other.fees_less);
    }

    /// How many records there are.
    #[must_use]
    pub fn records(&self) -> u64 {
        sum(self.statuses().map(|count| count.records))
    }

    /// How many records the change touches: those for which a clause differs.
    #[must_use]
    pub fn touched(&self) -> u64 {
        sum(self.clauses.iter().copied())
    }

    /// How many records have that status under the first policy and that one under the second.
    #[must_use]
    pub fn count(&self, a: Status, b: Status) -> u64 {
        self.statuses.get(a as usize).and_then(|row| row.get(b as usize)).copied().unwrap_or_default()
    }

    /// The whole table, row by row: the status under the first policy, then that under the second, in the order of RULES
    /// 4.12 as [`Status::ALL`] has it. Pairs that no record has are among them.
    pub fn statuses(&self) -> impl Iterator<Item = StatusCount> {
        let pairs = Status::ALL.iter().flat_map(|&a| Status::ALL.iter().map(move |&b| (a, b)));
        pairs.map(|(a, b)| StatusCount { a, b, records: self.count(a, b) })
    }

    /// For how many records that clause is the first that differs.
    #[must_use]
    pub fn first_differs(&self, clause: Clause) -> u64 {
        self.clauses.get(clause as usize).copied().unwrap_or_default()
    }

    /// How many records stand higher under the second policy and have that there (see [`Comparison::gained`]).
    #[must_use]
    pub fn gained(&self, standing: Standing) -> u64 {
        let gain = |count: &StatusCount| gained(count.a, count.b) == Some(standing);
        sum(self.statuses().filter(gain).map(|count| count.records))
    }

    /// How many records stand lower under the second policy and had that under the first.
    #[must_use]
    pub fn lost(&self, standing: Standing) -> u64 {
        let loss = |count: &StatusCount| gained(count.b, count.a) == Some(standing);
        sum(self.statuses().filter(loss).map(|count| count.records))
    }

    /// The records whose fees are higher under the second policy, and by how much together.
    #[must_use]
    pub const fn fees_more(&self) -> FeesChange {
        self.fees_more
    }

    /// The records whose fees are lower under the second policy, and by how much together.
    #[must_use]
    pub const fn fees_less(&self) -> FeesChange {
        self.fees_less
    }

    /// How much more all fees together are under the second policy; negative when they are less.
    #[must_use]
    pub fn fees_change_cents(&self) -> i64 {
        cents_between(self.fees_less.total_cents, self.fees_more.total_cents)
    }
}

impl Serialize for ComparisonTable {
    /// As `{records, touched, statuses [{a, b, records}], clauses [{clause, records}], gained [{standing, records}], lost
    /// [{standing, records}], fees_more {records, total_cents}, fees_less {…}, fees_change_cents}`; what no record has is left
    /// out of the lists.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct ClauseCount {
            clause: Clause,
            records: u64,
        }
        #[derive(Serialize)]
        struct StandingCount {
            standing: Standing,
            records: u64,
        }
        #[derive(Serialize)]
        struct Wire {
            records: u64,
            touched: u64,
            statuses: Vec<StatusCount>,
            clauses: Vec<ClauseCount>,
            gained: Vec<StandingCount>,
            lost: Vec<StandingCount>,
            fees_more: FeesChange,
            fees_less: FeesChange,
            fees_change_cents: i64,
        }
        let clauses = Clause::ALL.iter();
        let clauses = clauses.map(|&clause| ClauseCount { clause, records: self.first_differs(clause) });
        let standings = |records: fn(&Self, Standing) -> u64| -> Vec<StandingCount> {
            let counts = Standing::ALL.iter();
            let counts = counts.map(|&standing| StandingCount { standing, records: records(self, standing) });
            counts.filter(|count| count.records > 0).collect()
        };
        Wire {
            records: self.records(),
            touched: self.touched(),
            statuses: self.statuses().filter(|count| count.records > 0).collect(),
            clauses: clauses.filter(|count| count.records > 0).collect(),
            gained: standings(Self::gained),
            lost: standings(Self::lost),
            fees_more: self.fees_more,
            fees_less: self.fees_less,
            fees_change_cents: self.fees_change_cents(),
        }
        .serialize(serializer)
    }
}

fn increase(count: Option<&mut u64>, by: u64) {
    if let Some(count) = count {
        *count = count.saturating_add(by);
    }
}

fn sum(counts: impl Iterator<Item = u64>) -> u64 {
    counts.fold(0, u64::saturating_add)
}
