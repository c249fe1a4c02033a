//! What renews a certification (RULES 4.10, 4.11, FAQ 19 and the renewal policy).
//!
//! ```
//! use lssc_core::rules::renewal::{Decision, decide, hours};
//! use lssc_core::{ActivityUnit, CompetencySet, CountedActivity, Date, Hours, Policy, Verdict};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let policy = Policy::default();
//! let technology = [CompetencySet::Technology].into_iter().collect();
//! let course = CountedActivity::new(Date::new(2098, 5, 2)?, Hours::whole(3), ActivityUnit::SemesterCredit, technology)?;
//! let certified_on = Date::new(2096, 2, 29)?;
//!
//! // Three semester credits are worth 45 contact hours.
//! let counted = hours(Some([course].into_iter()), certified_on.day_before(), Date::new(2100, 1, 10)?, &policy.renewal);
//! assert_eq!(counted.contact.counted, Some(Hours::whole(45)));
//! assert_eq!(counted.verdict(), Verdict::Met);
//!
//! // RULES 7: renewed on 2100-01-10, the second term ends on a leap day again.
//! let renewals = [(0, Date::new(2100, 1, 10)?)].into_iter();
//! let mut accepted = 0;
//! let current = decide(certified_on, renewals, Some([course].into_iter()), |_| false, &policy, |decision| {
//!     accepted += i32::from(matches!(decision, Decision::Accepted(_)));
//! });
//! assert_eq!((accepted, current.term.number), (1, 2));
//! assert_eq!(current.term.expires_on.to_string(), "2104-02-29");
//! # Ok(())
//! # }
//! ```

use serde::{Serialize, Serializer};

use crate::competency::CompetencySet;
use crate::date::Date;
use crate::list::are_few;
use crate::policy::{HoursFrom, Policy, RenewalPolicy};
use crate::quantity::Hours;
use crate::record::{ActivityUnit, CountedActivity};
use crate::rules::certification::{Term, term};
use crate::verdict::{RejectionReason, Verdict};

/// Hours counted and asked for (RULES 4.11).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HoursCount {
    /// The hours counted; `None` while activities are not answered.
    pub counted: Option<Hours>,
    /// The hours asked for.
    pub required: Hours,
}

impl HoursCount {
    /// Whether they suffice.
    #[must_use]
    pub fn verdict(self) -> Verdict {
        self.counted.map_or(Verdict::Unknown, |counted| Verdict::of(counted >= self.required))
    }
}

/// The two counts that a renewal needs (RULES 4.11).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RenewalHours {
    /// All contact hours.
    pub contact: HoursCount,
    /// Those in technology.
    pub technology: HoursCount,
}

impl RenewalHours {
    /// Whether both suffice.
    #[must_use]
    pub fn verdict(self) -> Verdict {
        self.contact.verdict().and(self.technology.verdict())
    }
}

/// What an activity is worth, in contact hours, whether or not it counts (RULES 4.11, policy page).
#[must_use]
pub fn worth(activity: CountedActivity, policy: &RenewalPolicy) -> Hours {
    let units = &policy.unit_hours;
    let hours = match activity.unit() {
        ActivityUnit::ContactHour => 1,
        ActivityUnit::SemesterCredit => units.semester_credit.get(),
        ActivityUnit::QuarterCredit => units.quarter_credit.get(),
        ActivityUnit::ConferenceDay => units.conference_day.get(),
    };
    activity.quantity().times(hours)
}

/// What an activity counts for, whatever its day: what it is worth, if it is related to a competency set and worth the
/// least that the policy asks for (RULES 4.11).
#[must_use]
pub fn counted_worth(activity: CountedActivity, policy: &RenewalPolicy) -> Option<Hours> {
    let worth = worth(activity, policy);
    (!activity.sets().is_empty() && worth >= policy.min_activity_hours).then_some(worth)
}

/// The hours of the activities after `after` and up to `through`, the latter inclusive (RULES 4.11). `None`:
/// activities are not answered.
#[must_use]
pub fn hours(
    activities: Option<impl Iterator<Item = CountedActivity>>,
    after: Date,
    through: Date,
    policy: &RenewalPolicy,
) -> RenewalHours {
    let counted = activities.map(|activities| {
        activities.fold(Sums::default(), |sums, activity| {
            let in_time = activity.completed_on() > after && activity.completed_on() <= through;
            if in_time { sums.with(activity, policy) } else { sums }
        })
    });
    required(counted, policy)
}

/// The hours counted, beside those that the policy asks for.
fn required(counted: Option<Sums>, policy: &RenewalPolicy) -> RenewalHours {
    RenewalHours {
        contact: HoursCount { counted: counted.map(|sums| sums.contact), required: policy.contact_hours },
        technology: HoursCount {
            counted: counted.map(|sums| sums.technology),
            required: policy.technology_hours,
        },
    }
}

/// Hours of activities: all that count, and those in technology.
#[derive(Clone, Copy, Default)]
struct Sums {
    contact: Hours,
    technology: Hours,
}

impl Sums {
    /// These, and what an activity counts for.
    #[inline]
    fn with(self, activity: CountedActivity, policy: &RenewalPolicy) -> Self {
        let worth = counted_worth(activity, policy).unwrap_or_default();
        let is_technology = activity.sets().contains(CompetencySet::Technology);
        let technology = if is_technology { worth } else { Hours::ZERO };
        Self { contact: self.contact.plus(worth), technology: self.technology.plus(technology) }
    }
}

/// The activities, asked about again and again: a few renewals look at all of them, more look up sums by the day.
struct Counting<'a, I> {
    activities: Option<I>,
    policy: &'a RenewalPolicy,
    asked: usize,
    /// The activities in order of day, each with the sums of those before it and its own; empty while few ask.
    by_day: Vec<(Date, Sums)>,
}

impl<I: Iterator<Item = CountedActivity> + Clone> Counting<'_, I> {
    /// What [`hours`] says.
    fn hours(&mut self, after: Date, through: Date) -> RenewalHours {
        self.asked = self.asked.saturating_add(1);
        if are_few(self.asked) {
            return hours(self.activities.clone(), after, through, self.policy);
        }
        let counted = self.activities.clone().map(|activities| {
            if self.by_day.is_empty() {
                self.by_day = sums_by_day(activities, self.policy);
            }
            let (all, before) = (self.sums_until(through), self.sums_until(after));
            Sums {
                contact: all.contact.less(before.contact),
                technology: all.technology.less(before.technology),
            }
        });
        required(counted, self.policy)
    }

    fn sums_until(&self, last: Date) -> Sums {
        let count = self.by_day.partition_point(|&(day, _)| day <= last);
        count
            .checked_sub(1)
            .and_then(|place| self.by_day.get(place))
            .map_or(Sums::default(), |&(_, sums)| sums)
    }
}

fn sums_by_day(
    activities: impl Iterator<Item = CountedActivity>,
    policy: &RenewalPolicy,
) -> Vec<(Date, Sums)> {
    let mut in_order: Vec<CountedActivity> = activities.collect();
    in_order.sort_unstable_by_key(|activity| activity.completed_on());
    let mut sums = Sums::default();
    let dated = in_order.into_iter().map(|activity| {
        sums = sums.with(activity, policy);
        (activity.completed_on(), sums)
    });
    dated.collect()
}

/// A renewal that was accepted (RULES 4.10).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "AcceptedRenewal"))]
pub struct Accepted {
    /// Its place in the record's list.
    pub index: usize,
    /// The day it was made.
    pub renewed_on: Date,
    /// The term it starts.
    pub term: u32,
    /// Whether the contact hours were not answered.
    #[serde(skip)]
    pub hours_unknown: bool,
}

/// Why a renewal is rejected, with what was counted (RULES 4.10).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Rejection {
    /// Before the renewal window opens.
    TooEarly,
    /// After its last day.
    TooLate,
    /// The certification was still provisional.
    HoursNotReached,
    /// Too few contact hours or technology hours: those of the day of the renewal.
    HoursShort(RenewalHours),
}

impl Rejection {
    /// The reason by its name.
    #[must_use]
    pub const fn reason(self) -> RejectionReason {
        match self {
            Self::TooEarly => RejectionReason::TooEarly,
            Self::TooLate => RejectionReason::TooLate,
            Self::HoursNotReached => RejectionReason::HoursNotReached,
            Self::HoursShort(_) => RejectionReason::HoursShort,
        }
    }
}

impl Serialize for Rejection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.reason().serialize(serializer)
    }
}

/// A renewal that was rejected, and why; it changes nothing (RULES 4.10).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "RejectedRenewal"))]
pub struct Rejected {
    /// Its place in the record's list.
    pub index: usize,
    /// The first reason that applies.
    #[cfg_attr(feature = "schema", schemars(with = "RejectionReason"))]
    pub reason: Rejection,
    /// The day it was made.
    #[serde(skip)]
    pub renewed_on: Date,
    /// The term it was for, with its window.
    #[serde(skip)]
    pub term: Term,
}

/// What became of one renewal.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Decision {
    /// It starts the next term.
    Accepted(Accepted),
    /// It changes nothing.
    Rejected(Rejected),
}

/// Where a certification stands once every known renewal is decided.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CurrentTerm {
    /// The term.
    pub term: Term,
    /// The day after which activities count for its renewal (RULES 4.11, `B_(k-1)`).
    pub hours_after: Date,
}

/// Decides the renewals of a certification, one by one (RULES 4.10).
///
/// `renewals` are places and dates in order of date, then place; `provisional_on` says whether the certification
/// would be provisional on a day of term 1; `decided` is told each decision in turn. The next term always runs
/// from the end of the last, whatever the renewal's date.
pub fn decide(
    certified_on: Date,
    renewals: impl Iterator<Item = (usize, Date)>,
    activities: Option<impl Iterator<Item = CountedActivity> + Clone>,
    provisional_on: impl Fn(Date) -> bool,
    policy: &Policy,
    mut decided: impl FnMut(Decision),
) -> CurrentTerm {
    let mut current =
        CurrentTerm { term: term(certified_on, 1, policy), hours_after: certified_on.day_before() };
    let mut counting = Counting { activities, policy: &policy.renewal, asked: 0, by_day: Vec::new() };
    for (index, renewed_on) in renewals {
        let old = current.term;
        let refuse = |reason| Rejected { index, reason, renewed_on, term: old };
        let provisional = || old.number == 1 && provisional_on(renewed_on);
        if let Some(reason) = rejection(renewed_on, old, provisional) {
            decided(Decision::Rejected(refuse(reason)));
            continue;
        }
        let hours = counting.hours(current.hours_after, renewed_on);
        if hours.verdict() == Verdict::NotMet {
            decided(Decision::Rejected(refuse(Rejection::HoursShort(hours))));
            continue;
        }
        let number = old.number.saturating_add(1);
        let hours_unknown = hours.verdict() == Verdict::Unknown;
        decided(Decision::Accepted(Accepted { index, renewed_on, term: number, hours_unknown }));
        current = CurrentTerm {
            term: term(certified_on, number, policy),
            hours_after: hours_after(renewed_on, old, &policy.renewal),
        };
    }
    current
}

/// The day after which hours count for the term that follows `ended` (RULES 4.11, `B_k`).
#[must_use]
pub fn hours_after(renewed_on: Date, ended: Term, policy: &RenewalPolicy) -> Date {
    match policy.hours_from {
        HoursFrom::LastRenewal => renewed_on,
        HoursFrom::Term => renewed_on.max(ended.expires_on),
    }
}

/// The first reason against a renewal of `term`, before its hours are looked at (RULES 4.10).
fn rejection(renewed_on: Date, term: Term, provisional: impl Fn() -> bool) -> Option<Rejection> {
    if renewed_on < term.opens_on {
        Some(Rejection::TooEarly)
    } else if renewed_on > term.last_day {
        Some(Rejection::TooLate)
    } else if provisional() {
        Some(Rejection::HoursNotReached)
    } else {
        None
    }
}

/// The renewal of the current term, at every certified status (RULES 5).
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RenewalResult {
    /// Whether the hours suffice, on the earlier of the day of the assessment and `last_day`.
    pub verdict: Verdict,
    /// The first day of the window.
    pub opens_on: Date,
    /// The last day of the term.
    pub expires_on: Date,
    /// The last day of the window.
    pub last_day: Date,
    /// All contact hours.
    pub contact_hours: HoursCount,
    /// Those in technology.
    pub technology_hours: HoursCount,
    /// The renewals accepted, in the order taken.
    pub accepted: Vec<Accepted>,
    /// The renewals rejected, in the order taken.
    pub rejected: Vec<Rejected>,
}

/// The window in which a term can be renewed, with the end of the term; all days inclusive (RULES 4.10).
#[derive(Clone, Copy)]
pub(crate) struct RenewalWindow {
    pub(crate) opens_on: Date,
    pub(crate) expires_on: Date,
    pub(crate) last_day: Date,
}

impl RenewalResult {
    pub(crate) fn window(&self) -> RenewalWindow {
        let Self { opens_on, expires_on, last_day, .. } = *self;
        RenewalWindow { opens_on, expires_on, last_day }
    }
}

impl From<Term> for RenewalWindow {
    fn from(term: Term) -> Self {
        let Term { opens_on, expires_on, last_day, .. } = term;
        Self { opens_on, expires_on, last_day }
    }
}
