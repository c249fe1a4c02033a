//! Who may take part (RULES 4.1 to 4.3, FAQ 3, 6).
//!
//! ```
//! use lssc_core::rules::eligibility::{counted_hours, experience};
//! use lssc_core::{Date, Hours, Period, Policy, Span, Verdict};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // RULES 7: 20 hours a week since 2022-09-01, applied on 2024-06-30.
//! let applied_on = Date::new(2024, 6, 30)?;
//! let spans = [Span::weekly(Period::new(Date::new(2022, 9, 1)?, None)?, Hours::whole(20))?];
//! let result = experience(Some(spans.into_iter()), applied_on, applied_on, &Policy::default().eligibility);
//! assert_eq!(result.counted_hours, Some(Hours::from_hundredths(191_142)));
//! assert_eq!(result.verdict, Verdict::Met);
//! assert_eq!(counted_hours(spans, result.window), Hours::from_hundredths(191_142));
//! # Ok(())
//! # }
//! ```

use serde::Serialize;

use crate::date::{Date, Window};
use crate::policy::EligibilityPolicy;
use crate::quantity::Hours;
use crate::record::{Education, Span};
use crate::rules::search;
pub use crate::rules::search::first_met;
use crate::verdict::Verdict;

/// Whether the education suffices (RULES 4.1, FAQ 6). `None`: not answered.
#[must_use]
pub fn education(education: Option<Education>, policy: &EligibilityPolicy) -> Verdict {
    match education {
        _ if !policy.high_school => Verdict::Met,
        None => Verdict::Unknown,
        Some(education) => Verdict::of(education != Education::BelowHighSchool),
    }
}

/// Whether the position held is one of support staff (RULES 4.2, FAQ 3, 6): it is the position that counts, not
/// the person's degree. `None`: not answered.
#[must_use]
pub fn support_staff(position_requires_mls: Option<bool>, policy: &EligibilityPolicy) -> Verdict {
    match position_requires_mls {
        _ if !policy.support_position => Verdict::Met,
        None => Verdict::Unknown,
        Some(requires_mls) => Verdict::of(!requires_mls),
    }
}

/// What the work in libraries comes to (RULES 4.3).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExperienceResult {
    /// Whether the hours suffice.
    pub verdict: Verdict,
    /// The hours in the window; `None` while work is not answered.
    pub counted_hours: Option<Hours>,
    /// The hours asked for.
    pub required_hours: Hours,
    /// The hours missing, zero when met; `None` while work is not answered.
    pub shortfall_hours: Option<Hours>,
    /// The days in which hours count, both ends included.
    pub window: Window,
    /// The first day from the reference date on, within the policy's years, at which the hours suffice.
    pub earliest_on: Option<Date>,
}

/// Whether there is work enough in libraries (RULES 4.3, FAQ 6) on the reference date, of the spans known at
/// `as_of`. `None`: work is not answered.
#[must_use]
pub fn experience(
    spans: Option<impl Iterator<Item = Span> + Clone>,
    reference: Date,
    as_of: Date,
    policy: &EligibilityPolicy,
) -> ExperienceResult {
    let earliest_on = earliest_on(spans.clone(), reference, as_of, policy);
    let known = spans.map(|spans| spans.filter(|span| span.period().from() <= as_of));
    ExperienceResult { earliest_on, ..judged(known, reference, policy) }
}

/// The rule on the reference date alone, without the search for the first day on which it is met. No span that begins
/// later counts anything in a window that ends there.
pub(crate) fn judged(
    spans: Option<impl Iterator<Item = Span>>,
    reference: Date,
    policy: &EligibilityPolicy,
) -> ExperienceResult {
    let window = window_at(reference, policy);
    let required_hours = policy.experience_hours;
    let nothing_asked_for = (required_hours == Hours::ZERO).then_some(Hours::ZERO);
    let counted = spans.map(|spans| counted_hours(spans, window)).or(nothing_asked_for);
    ExperienceResult {
        verdict: counted.map_or(Verdict::Unknown, |counted| Verdict::of(counted >= required_hours)),
        counted_hours: counted,
        required_hours,
        shortfall_hours: counted.map(|counted| required_hours.less(counted)),
        window,
        earliest_on: None,
    }
}

/// The first day from the reference date on, within the policy's years, at which the hours suffice, over the spans
/// known at `as_of` (RULES 4.3).
pub(crate) fn earliest_on(
    spans: Option<impl Iterator<Item = Span> + Clone>,
    reference: Date,
    as_of: Date,
    policy: &EligibilityPolicy,
) -> Option<Date> {
    let search = search_at(reference, policy);
    match spans {
        Some(spans) => {
            let known = spans.filter(|span| span.period().from() <= as_of);
            first_met(known, search, policy)
        }
        None => (policy.experience_hours == Hours::ZERO).then_some(reference),
    }
}

/// The days in which work counts for somebody whose reference date is `reference`.
#[must_use]
pub fn window_at(reference: Date, policy: &EligibilityPolicy) -> Window {
    Window { from: reference.minus_years(policy.experience_years.get()), to: reference }
}

/// The days among which the first one is looked for at which the hours of somebody whose reference date is `reference`
/// suffice (RULES 4.3, `earliest_on`).
#[must_use]
pub fn search_at(reference: Date, policy: &EligibilityPolicy) -> Window {
    Window { from: reference, to: reference.plus_years(policy.experience_years.get()) }
}

/// The hours of the spans in the window (RULES 4.3): what is worked by the week is added exactly and rounded down
/// to hundredths once, each total is rounded down by itself.
#[must_use]
pub fn counted_hours(spans: impl IntoIterator<Item = Span>, window: Window) -> Hours {
    search::sum_in(spans, window).hours()
}
