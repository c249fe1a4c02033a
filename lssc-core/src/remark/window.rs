//! Remarks on when a certification can be renewed (RULES 4.10).

use super::days::{certified_with_terms, term_over_when_renewed, windows_overlap};
use super::people::{certified, example};
use super::{Observation, Remark};
use crate::policy::{GraceTerms, Policy};
use crate::rules::certification::term;

pub(super) fn remarks(policy: &Policy, found: &mut Vec<Remark>) {
    found.extend(grace_terms_without_grace(policy));
    found.extend(renewal_on_one_day(policy));
    found.extend(overlap(policy));
    found.extend(over_when_renewed(policy));
}

/// Whose second term ended yesterday.
fn grace_terms_without_grace(policy: &Policy) -> Option<Remark> {
    if policy.renewal.grace_months.get() > 0 {
        return None;
    }
    let mut otherwise = policy.clone().into_parts();
    otherwise.renewal.grace_terms = match otherwise.renewal.grace_terms {
        GraceTerms::Initial => GraceTerms::Every,
        GraceTerms::Every => GraceTerms::Initial,
    };
    let on = certified_with_terms(policy, 2);
    let (first, second) = (term(on, 1, policy), term(on, 2, policy));
    let holder = example(certified(on, &[first.expires_on]), second.expires_on.plus_days(1));
    Some(Remark::without_effect(Observation::GraceTermsWithoutGrace, holder, otherwise))
}

/// Who renews a day too early, and learns of it a day too late.
fn renewal_on_one_day(policy: &Policy) -> Option<Remark> {
    let renewal = &policy.renewal;
    let from_term = match (renewal.opens_months_before.get(), renewal.grace_months.get(), renewal.grace_terms)
    {
        (0, 0, _) => 1,
        (0, _, GraceTerms::Initial) => 2,
        _ => return None,
    };
    let on = certified_with_terms(policy, from_term);
    let term = |number| term(on, number, policy);
    let too_early = term(from_term).opens_on.day_before();
    // The terms before it were renewed when they ended.
    let mut renewals: Vec<_> = (1..from_term).map(|number| term(number).expires_on).collect();
    renewals.push(too_early);
    let too_late = term(from_term).last_day.plus_days(1);
    let observation = Observation::RenewalOnOneDay { from_term };
    Some(Remark::new(observation, example(certified(on, &renewals), too_late)))
}

/// Who renews the first term on its last day, on which the second is open already.
fn overlap(policy: &Policy) -> Option<Remark> {
    let held = windows_overlap(policy)?;
    let (first, second) = (term(held.certified_on, 1, policy), term(held.certified_on, 2, policy));
    let (opens_on, last_day) = (second.opens_on, first.last_day);
    let observation = Observation::WindowsOverlap { always: held.always, opens_on, last_day };
    Some(Remark::new(observation, example(certified(held.certified_on, &[last_day]), last_day)))
}

/// Who renews the first term on its last day, on which the second is over already.
fn over_when_renewed(policy: &Policy) -> Option<Remark> {
    let held = term_over_when_renewed(policy)?;
    let (first, second) = (term(held.certified_on, 1, policy), term(held.certified_on, 2, policy));
    let (last_day, expires_on) = (first.last_day, second.expires_on);
    let grace_terms = policy.renewal.grace_terms;
    let always = held.always;
    let observation = Observation::TermOverWhenRenewed { always, expires_on, last_day, grace_terms };
    Some(Remark::new(observation, example(certified(held.certified_on, &[last_day]), last_day)))
}
