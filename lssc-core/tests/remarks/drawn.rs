//! That what remarks say of everybody is so of whoever can be drawn.

use std::cell::RefCell;
use std::collections::BTreeMap;

use lssc_core::rules::certification::term;
use lssc_core::{
    Activity, ActivityUnit, Approval, ApprovalParts, Assessment, Basis, CompetencySet, Entries, FeeItem,
    Hours, MeasuredBy, Observation, Policy, Remark, RemarkCode, Route, Verdict,
};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use serde_json::Value;

use crate::edges::{GROUPS, under};
use crate::odd::odd_policy;
use crate::scene::{Scene, check, check_often, entries, scene, scene_under};

/// What is decided of somebody: the assessment without its findings and the id of the policy, and without what the remark
/// says merely repeats or counts up a value (see `Remark::otherwise`).
pub fn decisions(assessment: &Assessment, remark: &Remark, policy: &Policy) -> Value {
    let mut decided = serde_json::to_value(assessment).expect("it can be written");
    let mut without = |pointer: &str| {
        if let Some(value) = decided.pointer_mut(pointer) {
            *value = Value::Null;
        }
    };
    without("/findings");
    without("/policy");
    let merely: &[&str] = match remark.code() {
        RemarkCode::NoExperienceAskedFor => {
            &["/eligibility/experience/counted_hours", "/eligibility/experience/window"]
        }
        RemarkCode::ElectivesNotNeeded => &["/completion/electives_earned"],
        RemarkCode::EveryElectiveNeeded => {
            &["/completion/missing_required", "/completion/electives_earned", "/completion/electives_missing"]
        }
        RemarkCode::NoHoursAskedFor => {
            &["/renewal/contact_hours/counted", "/renewal/technology_hours/counted"]
        }
        RemarkCode::HoursBelowTheLeast => {
            &["/renewal/contact_hours/required", "/renewal/technology_hours/required"]
        }
        _ => &[],
    };
    merely.iter().for_each(|pointer| without(pointer));
    if remark.code() == RemarkCode::ElectivesNotNeeded {
        let required = policy.completion.required.sets();
        let credits = decided["completion"]["credits"].as_array_mut().expect("a list");
        credits.retain(|credit| {
            let set: CompetencySet = credit["set"].as_str().expect("a set").parse().expect("a set");
            required.contains(set)
        });
    }
    decided
}

fn same(scene: &Scene, other: &Scene, remark: &Remark) -> TestCaseResult {
    let policy = scene.policy();
    let decided = |scene: &Scene| decisions(&scene.assess(), remark, &policy);
    prop_assert_eq!(decided(scene), decided(other), "{:?}", remark);
    Ok(())
}

/// The same without the activities of which something is so.
fn without_activities(scene: &Scene, are: impl Fn(&Activity) -> bool) -> Scene {
    let mut other = scene.clone();
    let kept = |list: &Entries<Activity>| entries(list.iter().filter(|each| !are(each)).cloned().collect());
    other.record.activities = scene.record.activities.as_ref().map(kept);
    other
}

fn in_units(scene: &Scene, units: &[ActivityUnit]) -> Scene {
    without_activities(scene, |activity| units.contains(&activity.counted.unit()))
}

/// Whether what a remark says of everybody is so of the person of a scene, whose policy it is about.
fn is_so(scene: &Scene, remark: &Remark) -> TestCaseResult {
    let policy = scene.policy();
    let found = scene.assess();
    if let Some(otherwise) = remark.otherwise() {
        let other = Scene { policy: otherwise.clone().into_parts(), ..scene.clone() };
        return same(scene, &other, remark);
    }
    match remark.observation() {
        Observation::ExperienceBeyondARecord { .. } => {
            prop_assert!(found.eligibility.experience.verdict != Verdict::Met);
        }
        Observation::NoActivityCounts { .. } => {
            let accepted = found.renewal.is_some_and(|renewal| !renewal.accepted.is_empty());
            prop_assert!(!accepted || scene.record.activities.is_none());
        }
        Observation::UnitNeverCounts { units, .. } => {
            let units: Vec<ActivityUnit> = units.iter().map(|worth| worth.unit).collect();
            same(scene, &in_units(scene, &units), remark)?;
        }
        Observation::UnitWorthNothing { units } => same(scene, &in_units(scene, units), remark)?,
        Observation::UnitTooSmallAlone { units, .. } => {
            let small = |activity: &Activity| {
                activity.counted.quantity() <= Hours::whole(1)
                    && units.iter().any(|worth| worth.unit == activity.counted.unit())
            };
            same(scene, &without_activities(scene, small), remark)?;
        }
        Observation::EverybodyEligible => prop_assert_eq!(found.eligibility.verdict, Verdict::Met),
        Observation::ExperienceBeyondTheClock { .. } => {
            let mut one = scene.clone();
            one.record.experience =
                scene.record.experience.as_ref().map(|list| entries(list.iter().take(1).cloned().collect()));
            prop_assert!(one.assess().eligibility.experience.verdict != Verdict::Met);
        }
        Observation::ExperienceOfOneDay { .. } => {
            let on = found.eligibility.reference_date;
            let mut that_day = scene.clone();
            that_day.record.experience = scene.record.experience.as_ref().map(|list| {
                entries(list.iter().filter(|each| each.span.period().contains(on)).cloned().collect())
            });
            let verdict = |scene: &Scene| scene.assess().eligibility.experience.verdict;
            prop_assert_eq!(verdict(scene), verdict(&that_day));
        }
        Observation::CandidacyOfOneDay => {
            let by_done = policy.candidacy.measured_by == MeasuredBy::Done;
            for credit in found.completion.credits.iter() {
                let on = if by_done { credit.done_on } else { credit.earned_on };
                let in_time = found.candidacy.is_none_or(|candidacy| on <= candidacy.admitted_on);
                prop_assert_eq!(credit.counts, in_time);
            }
        }
        Observation::SetLeftOut { sets } => {
            prop_assert!(found.completion.credits.iter().all(|credit| !sets.contains(credit.set)));
        }
        Observation::ApprovalEndsAtOnce { lookback_years } => {
            let mut endless = scene.clone();
            for approval in &mut endless.approvals {
                let parts = ApprovalParts { expires_on: None, ..(&*approval).into() };
                *approval = Approval::new(parts).expect("as before");
            }
            let found = endless.assess();
            let mut courses = found.completion.credits.iter().filter(|credit| credit.route == Route::Course);
            let at_once = courses.all(|credit| {
                credit.done_on <= credit.earned_on
                    && (*lookback_years > 0 || credit.done_on == credit.earned_on)
                    && endless.approvals.iter().any(|approval| approval.approved_on == credit.earned_on)
            });
            prop_assert!(at_once);
        }
        Observation::PortfolioChargedInVain { last_on, .. } => {
            let mut portfolios =
                found.completion.credits.iter().filter(|credit| credit.route == Route::Portfolio);
            prop_assert!(portfolios.all(|credit| credit.done_on <= *last_on));
        }
        Observation::RenewalOnOneDay { from_term } => {
            let (Some(certification), Some(renewal)) = (found.certification, found.renewal) else {
                return Ok(());
            };
            for accepted in renewal.accepted {
                let renewed = term(certification.certified_on, accepted.term - 1, &policy);
                prop_assert!(
                    renewed.number < *from_term || accepted.renewed_on == renewed.expires_on,
                    "{:?}",
                    renewed
                );
            }
        }
        Observation::TechnologyIsEverything { .. } => {
            let mut others = without_activities(scene, |activity| {
                !activity.counted.sets().contains(CompetencySet::Technology)
            })
            .assess();
            let (mut found, contact) = (found, |assessment: &mut Assessment| {
                if let Some(renewal) = &mut assessment.renewal {
                    renewal.contact_hours.counted = None;
                }
                let renewal = assessment.renewal.take();
                renewal.map(|renewal| {
                    let rejected = renewal.rejected.iter().map(|one| (one.index, one.reason.reason()));
                    (renewal.verdict, renewal.accepted, rejected.collect::<Vec<_>>())
                })
            });
            prop_assert_eq!(contact(&mut found), contact(&mut others));
            prop_assert_eq!(found.status, others.status);
        }
        Observation::MemberPaysMore { item, price } => {
            for line in found.fees.lines.iter().filter(|line| line.item == *item) {
                let of_members = if line.basis == Basis::Member { price.member } else { price.non_member };
                prop_assert!(line.amount_cents == of_members && price.member > price.non_member);
            }
        }
        Observation::MembershipChangesNoPrice => {
            let mut other = scene.clone();
            other.record.ala_membership = match &scene.record.ala_membership {
                None => Some(Entries::default()),
                Some(_) => None,
            };
            let amounts = |scene: &Scene| {
                let lines = scene.assess().fees.lines;
                lines.iter().map(|line| (line.item, line.amount_cents)).collect::<Vec<(FeeItem, _)>>()
            };
            prop_assert_eq!(amounts(scene), amounts(&other));
        }
        // What these say is of somebody or of dates: `examples.rs` and `dates.rs`.
        Observation::LaterWorkDisplaces
        | Observation::WindowsOverlap { .. }
        | Observation::TermOverWhenRenewed { .. }
        | Observation::ContactHoursBeyondTheClock { .. }
        | Observation::TechnologyWithoutTheSet { .. }
        | Observation::HoursLostBetweenTerms { .. } => {}
        other => panic!("{other:?} is held against nobody"),
    }
    Ok(())
}

/// Holds each remark on a policy against people, and counts how often each code was.
fn hold(
    policy: &Policy,
    people: impl Fn(&Remark) -> Vec<Scene>,
    seen: &RefCell<BTreeMap<RemarkCode, usize>>,
) -> TestCaseResult {
    for remark in policy.remarks() {
        for scene in people(&remark) {
            is_so(&scene, &remark)?;
        }
        *seen.borrow_mut().entry(remark.code()).or_default() += 1;
    }
    Ok(())
}

fn check_seen(seen: &BTreeMap<RemarkCode, usize>, least: usize) {
    for code in RemarkCode::ALL {
        assert!(
            seen.get(code).is_some_and(|&times| times >= least),
            "{code} was seen {:?} times",
            seen.get(code)
        );
    }
}

#[test]
fn what_remarks_say_of_everybody_is_so() {
    let seen = RefCell::default();
    check_often(6000, scene_under(odd_policy()), |scene| {
        hold(&scene.policy(), |_| vec![scene.clone()], &seen)
    });
    check_seen(&seen.into_inner(), 20);
}

#[test]
fn it_is_so_under_policies_that_are_not_made_to_be_odd() {
    check(scene(), |scene| hold(&scene.policy(), |_| vec![scene.clone()], &RefCell::default()));
}

/// People who are drawn seldom stand where a value too many or too few would show; these do.
#[test]
fn what_remarks_say_of_everybody_is_so_of_people_at_the_edges() {
    let seen = RefCell::default();
    check_often(256, odd_policy(), |parts| {
        let policy = Policy::new(parts).expect("its parameters fit together");
        let people = |remark: &Remark| {
            let both = [&policy, remark.otherwise().unwrap_or(&policy)];
            let people = GROUPS.iter().flat_map(|people| people(both));
            people.map(|scene| under(&policy, &scene)).collect()
        };
        hold(&policy, people, &seen)
    });
    check_seen(&seen.into_inner(), 1);
}
