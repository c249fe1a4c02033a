//! That what remarks say of dates is so on every day that an input can hold: 109,573 of them, so walking is a proof.

use lssc_core::rules::certification::{Term, term};
use lssc_core::{Date, GraceTerms, Observation, Policy, TermEnds};

use crate::odd::{changed, count, years};

fn every_day() -> impl Iterator<Item = Date> {
    (0..Date::MIN.days_through(Date::MAX)).map(|days| Date::MIN.plus_days(days))
}

fn policy(term_years: u64, ends: TermEnds, opens: u64, grace: u64) -> Policy {
    changed(|policy| {
        policy.certification.years = years(term_years);
        policy.certification.ends = ends;
        policy.renewal.opens_months_before = count(opens);
        policy.renewal.grace_months = count(grace);
    })
}

/// Of how many certifications the first two terms are so: none, some or all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum OfHowMany {
    None,
    Some,
    All,
}

fn of_how_many(policy: &Policy, is_so: impl Fn(Term, Term) -> bool) -> OfHowMany {
    let (mut some, mut all) = (false, true);
    for on in every_day() {
        let is_so = is_so(term(on, 1, policy), term(on, 2, policy));
        (some, all) = (some || is_so, all && is_so);
    }
    match (some, all) {
        (_, true) => OfHowMany::All,
        (true, false) => OfHowMany::Some,
        (false, false) => OfHowMany::None,
    }
}

fn said(policy: &Policy, always: impl Fn(&Observation) -> Option<bool>) -> OfHowMany {
    match policy.remarks().iter().find_map(|remark| always(remark.observation())) {
        None => OfHowMany::None,
        Some(false) => OfHowMany::Some,
        Some(true) => OfHowMany::All,
    }
}

fn overlap_said(policy: &Policy) -> OfHowMany {
    said(policy, |observation| match observation {
        Observation::WindowsOverlap { always, .. } => Some(*always),
        _ => None,
    })
}

fn over_said(policy: &Policy) -> OfHowMany {
    said(policy, |observation| match observation {
        Observation::TermOverWhenRenewed { always, .. } => Some(*always),
        _ => None,
    })
}

/// Every end of a term, every length of it up to the longest that a grace can outlast, around the boundary.
#[test]
fn overlaps_are_said_of_the_days_on_which_they_are() {
    let mut found = [0; 3];
    for &ends in TermEnds::ALL {
        for term_years in 1..=8 {
            for (opens, off) in [(0, 0), (1, 0), (11, 0), (5, 1)] {
                for grace in [12 * term_years - opens - off, 12 * term_years - opens + off] {
                    let policy = policy(term_years, ends, opens, grace);
                    let overlaps = of_how_many(&policy, |first, second| second.opens_on <= first.last_day);
                    assert_eq!(overlap_said(&policy), overlaps, "{ends}, {term_years}, {opens}, {grace}");
                    let is_over = of_how_many(&policy, |first, second| second.expires_on < first.last_day);
                    assert_eq!(over_said(&policy), is_over, "{ends}, {term_years}, {opens}, {grace}");
                    found[overlaps as usize] += 1;
                    found[is_over as usize] += 1;
                }
            }
        }
    }
    assert!(found.iter().all(|&times| times > 5), "none, some, all: {found:?}");
}

/// The end of a term can be so odd that the day of the month decides.
#[test]
fn a_grace_as_long_as_a_term_can_outlast_the_next_one_by_a_day() {
    let policy = policy(4, TermEnds::DayBefore, 1, 48);
    assert_eq!(over_said(&policy), OfHowMany::Some);
    // 2096-02-29 less a day, 48 months later; and 2100-02-28 less a day.
    let certified_on: Date = "2092-02-29".parse().expect("a date");
    let (first, second) = (term(certified_on, 1, &policy), term(certified_on, 2, &policy));
    assert_eq!(
        (first.last_day.to_string(), second.expires_on.to_string()),
        ("2100-02-28".into(), "2100-02-27".into())
    );
}

/// Under any other length of the grace and of the window: no day of the month can make up for a month.
#[test]
fn a_month_more_or_less_settles_it_on_every_day() {
    for &ends in TermEnds::ALL {
        for (term_years, opens, grace) in
            [(1, 1, 10), (1, 0, 11), (2, 12, 11), (4, 12, 35), (8, 0, 95), (8, 95, 0)]
        {
            let fewer = policy(term_years, ends, opens, grace);
            assert_eq!(
                of_how_many(&fewer, |first, second| second.opens_on <= first.last_day),
                OfHowMany::None
            );
            assert_eq!(overlap_said(&fewer), OfHowMany::None);
            let more = policy(term_years, ends, opens, grace + 2);
            assert_eq!(of_how_many(&more, |first, second| second.opens_on <= first.last_day), OfHowMany::All);
            assert_eq!(overlap_said(&more), OfHowMany::All);
        }
    }
}

/// After the first term the windows lie as they do after it, or do not overlap at all.
#[test]
fn later_terms_overlap_as_the_first_two_do() {
    for &ends in TermEnds::ALL {
        for (grace, expected) in [(35, false), (37, true)] {
            let mut parts = policy(4, ends, 12, grace).into_parts();
            for grace_terms in [GraceTerms::Initial, GraceTerms::Every] {
                parts.renewal.grace_terms = grace_terms;
                let policy = Policy::new(parts.clone()).expect("its parameters fit together");
                for (on, number) in
                    every_day().step_by(7).flat_map(|on| (2..6).map(move |number| (on, number)))
                {
                    let overlaps =
                        term(on, number, &policy).last_day >= term(on, number + 1, &policy).opens_on;
                    assert_eq!(overlaps, expected && grace_terms == GraceTerms::Every, "{on}, term {number}");
                }
            }
        }
    }
}

/// The window of work is longest where the remark says, on no day longer, and never shorter than its years of 365 days and a
/// day: so nothing is missed where no day is looked at.
#[test]
fn no_window_of_work_is_longer_than_is_said() {
    for of_years in 0..=100 {
        let window = |on: Date| on.minus_years(of_years).max(Date::MIN).days_through(on);
        let longest = every_day().map(window).max().expect("there are days");
        assert!(longest > of_years * 365);
        let hours = u64::from(longest) * 2400;
        if hours >= 10_000_000 {
            continue;
        }
        let most = |hundredths: u64| {
            let policy = changed(|policy| {
                policy.eligibility.experience_years = count(of_years.into());
                policy.eligibility.experience_hours = crate::odd::hundredths(hundredths);
            });
            policy.remarks().iter().find_map(|remark| match remark.observation() {
                Observation::ExperienceBeyondTheClock { most, .. } => Some(most.hundredths()),
                _ => None,
            })
        };
        assert_eq!((most(hours), most(hours + 1)), (None, Some(hours)), "{of_years} years");
    }
}

/// The first term with its grace likewise.
#[test]
fn no_term_is_longer_than_is_said() {
    for (ends, term_years, grace) in [
        (TermEnds::Anniversary, 1, 0),
        (TermEnds::EndOfMonth, 2, 1),
        (TermEnds::DayBefore, 4, 2),
        (TermEnds::EndOfMonth, 3, 90),
    ] {
        let of = |contact: u64| {
            let mut parts = policy(term_years, ends, 0, grace).into_parts();
            parts.renewal.contact_hours = crate::odd::hundredths(contact);
            Policy::new(parts).expect("its parameters fit together")
        };
        let faq = of(3200);
        let days = |on: Date| {
            Some(term(on, 1, &faq).last_day)
                .filter(|&last| last <= Date::MAX)
                .map(|last| on.days_through(last))
        };
        let longest = every_day().filter_map(days).max().expect("there are terms");
        assert!(u64::from(longest) > term_years * 365 - 1);
        let hours = u64::from(longest) * 2400;
        let most = |contact: u64| {
            of(contact).remarks().iter().find_map(|remark| match remark.observation() {
                Observation::ContactHoursBeyondTheClock { most, .. } => Some(most.hundredths()),
                _ => None,
            })
        };
        assert_eq!((most(hours), most(hours + 1)), (None, Some(hours)), "{ends}, {term_years}, {grace}");
    }
}
