//! That each remark is true of its example.

use std::collections::BTreeMap;

use lssc_core::rules::certification::term;
use lssc_core::{
    Assessment, CompetencySet, Entries, FeeItem, Hours, HoursFrom, MeasuredBy, Observation, Policy,
    PolicyParts, Record, RejectionReason, Remark, RemarkCode, RemarkKind, Route, Status, Verdict,
};
use proptest::prelude::*;

use crate::drawn::decisions;
use crate::odd::{count, odd_policy, units};
use crate::scene::check_often;

fn reasons(assessment: &Assessment) -> Vec<RejectionReason> {
    let renewal = assessment.renewal.as_ref().expect("certified");
    renewal.rejected.iter().map(|rejected| rejected.reason.reason()).collect()
}

fn accepted(assessment: &Assessment) -> usize {
    assessment.renewal.as_ref().expect("certified").accepted.len()
}

fn counted(assessment: &Assessment) -> Hours {
    assessment.renewal.as_ref().expect("certified").contact_hours.counted.expect("answered")
}

/// The example under the policy with a change.
fn under(remark: &Remark, policy: &Policy, change: impl FnOnce(&mut PolicyParts)) -> Assessment {
    let mut parts = policy.clone().into_parts();
    change(&mut parts);
    remark.example().assess(&Policy::new(parts).expect("its parameters fit together"))
}

/// The example as somebody who is no member.
fn as_non_member(remark: &Remark, policy: &Policy) -> Assessment {
    let mut example = remark.example().clone();
    let mut parts = example.record.into_parts();
    parts.ala_membership = Some(Entries::default());
    example.record = Record::new(parts).expect("as before");
    example.assess(policy)
}

/// Whether the example shows what the remark says, and that it is for nothing else.
pub fn shows(remark: &Remark, policy: &Policy) -> bool {
    let found = remark.example().assess(policy);
    if let Some(otherwise) = remark.otherwise() {
        let other = remark.example().assess(otherwise);
        if decisions(&found, remark, policy) != decisions(&other, remark, policy) {
            return false;
        }
    }
    match remark.code() {
        RemarkCode::ExperienceBeyondARecord => {
            let more =
                under(remark, policy, |parts| parts.eligibility.experience_hours = Hours::whole(98_304));
            found.eligibility.experience.verdict == Verdict::NotMet
                && found.eligibility.experience.counted_hours == Some(Hours::whole(98_304))
                && more.eligibility.experience.verdict == Verdict::Met
        }
        RemarkCode::ExperienceBeyondTheClock => {
            let Observation::ExperienceBeyondTheClock { most, .. } = *remark.observation() else {
                return false;
            };
            let less = under(remark, policy, |parts| parts.eligibility.experience_hours = most);
            found.eligibility.experience.verdict == Verdict::NotMet
                && less.eligibility.experience.verdict == Verdict::Met
        }
        RemarkCode::ExperienceOfOneDay => {
            let more = under(remark, policy, |parts| parts.eligibility.experience_years = count(1));
            found.eligibility.verdict == Verdict::NotMet && more.eligibility.verdict == Verdict::Met
        }
        RemarkCode::NoActivityCounts | RemarkCode::UnitNeverCounts => {
            let all = under(remark, policy, |parts| parts.renewal.min_activity_hours = Hours::ZERO);
            reasons(&found) == [RejectionReason::HoursShort]
                && found
                    .renewal
                    .as_ref()
                    .is_some_and(|renewal| renewal.contact_hours.counted == Some(Hours::ZERO))
                && (accepted(&all) == 1 || policy.renewal.contact_hours > Hours::whole(1000))
        }
        RemarkCode::NoExperienceAskedFor => {
            found.eligibility.experience.verdict == Verdict::Met && !found.eligibility.provisional
        }
        RemarkCode::ElectivesNotNeeded => {
            found.completion.completed_on.is_some_and(|on| on < remark.example().as_of)
        }
        RemarkCode::EveryElectiveNeeded => {
            found.completion.verdict == Verdict::NotMet && found.completion.electives_missing == 1
        }
        RemarkCode::PortfolioRouteNeverCloses => found.completion.credits.iter().count() == 1,
        RemarkCode::GraceTermsWithoutGrace => {
            found.status == Status::Lapsed
                && found.certification.is_some_and(|certification| certification.term == 2)
        }
        RemarkCode::HoursFromWithoutEarlyRenewals => {
            accepted(&found) == 1 && counted(&found) >= policy.renewal.contact_hours
        }
        RemarkCode::NoHoursAskedFor => accepted(&found) == 1 && counted(&found) == Hours::ZERO,
        RemarkCode::HoursBelowTheLeast | RemarkCode::LeastWithoutEffect => {
            reasons(&found) == [RejectionReason::HoursShort]
                || remark.code() == RemarkCode::LeastWithoutEffect
        }
        RemarkCode::SameAsShipped => found.status == Status::Certified,
        RemarkCode::EverybodyEligible => found.status == Status::Eligible,
        RemarkCode::CandidacyOfOneDay => {
            let longer = under(remark, policy, |parts| parts.candidacy.years = count(1));
            found.status == Status::CandidacyExpired && longer.completion.verdict == Verdict::Met
        }
        RemarkCode::LaterWorkDisplaces => {
            let earned = under(remark, policy, |parts| parts.candidacy.measured_by = MeasuredBy::Earned);
            let mut without = remark.example().clone();
            let mut parts = without.record.into_parts();
            parts.courses = Some(Entries::default());
            without.record = Record::new(parts).expect("as before");
            let without = without.assess(policy);
            found.completion.credits.iter().all(|credit| credit.route == Route::Course && !credit.counts)
                && without.completion.credits.iter().all(|credit| credit.counts)
                && without.completion.credits.iter().count() == 1
                && earned.completion.credits.iter().count() == 1
        }
        RemarkCode::SetLeftOut | RemarkCode::PortfolioChargedInVain => {
            let charged =
                found.fees.lines.iter().any(|line| {
                    line.item == FeeItem::Portfolio && line.charged && line.amount_cents.get() > 0
                });
            let mended = under(remark, policy, |parts| {
                parts.credit.last_portfolio_on = None;
                parts.completion = Policy::default().into_parts().completion;
            });
            charged
                && found.completion.credits.iter().count() == 0
                && mended.completion.credits.iter().count() == 1
        }
        RemarkCode::ApprovalEndsAtOnce => {
            let longer = under(remark, policy, |parts| parts.credit.course_approval_years = Some(count(1)));
            found.completion.credits.iter().count() == 0 && longer.completion.credits.iter().count() == 1
        }
        RemarkCode::RenewalOnOneDay => {
            let earlier = under(remark, policy, |parts| parts.renewal.opens_months_before = count(1));
            found.status == Status::Lapsed
                && reasons(&found) == [RejectionReason::TooEarly]
                && reasons(&earlier).is_empty()
        }
        RemarkCode::WindowsOverlap => accepted(&found) == 1 && found.status != Status::Certified,
        RemarkCode::TermOverWhenRenewed => {
            let mut without = remark.example().clone();
            let mut parts = without.record.into_parts();
            parts.renewals = Some(Entries::default());
            without.record = Record::new(parts).expect("as before");
            let ended = match policy.renewal.grace_terms {
                lssc_core::GraceTerms::Initial => Status::Lapsed,
                lssc_core::GraceTerms::Every => Status::Grace,
            };
            accepted(&found) == 1 && found.status == ended && without.assess(policy).status == Status::Grace
        }
        RemarkCode::ContactHoursBeyondTheClock => {
            let Observation::ContactHoursBeyondTheClock { most, .. } = *remark.observation() else {
                return false;
            };
            let less = under(remark, policy, |parts| {
                parts.renewal.contact_hours = most;
                parts.renewal.technology_hours = Hours::ZERO;
                parts.renewal.min_activity_hours = Hours::ZERO;
            });
            reasons(&found) == [RejectionReason::HoursShort] && accepted(&less) == 1
        }
        RemarkCode::TechnologyIsEverything | RemarkCode::TechnologyWithoutTheSet => {
            let less = under(remark, policy, |parts| parts.renewal.technology_hours = Hours::ZERO);
            reasons(&found) == [RejectionReason::HoursShort] && accepted(&less) == 1
        }
        RemarkCode::HoursLostBetweenTerms => {
            let kept = under(remark, policy, |parts| parts.renewal.hours_from = HoursFrom::LastRenewal);
            accepted(&found) == 1
                && counted(&found) == Hours::ZERO
                && accepted(&kept) == 1
                && counted(&kept) >= policy.renewal.contact_hours
        }
        RemarkCode::UnitWorthNothing => {
            let worth = under(remark, policy, |parts| {
                let all = &mut parts.renewal.unit_hours;
                (all.semester_credit, all.quarter_credit, all.conference_day) =
                    (units(1), units(1), units(1));
                parts.renewal.min_activity_hours = Hours::ZERO;
            });
            counted(&found) == Hours::ZERO && (accepted(&worth) == 1 || counted(&worth) > Hours::ZERO)
        }
        RemarkCode::UnitTooSmallAlone => {
            let all = under(remark, policy, |parts| parts.renewal.min_activity_hours = Hours::whole(1));
            counted(&found) == Hours::ZERO && (accepted(&all) == 1 || counted(&all) > Hours::ZERO)
        }
        RemarkCode::MemberPaysMore => {
            found.fees.total_cents > as_non_member(remark, policy).fees.total_cents
                || policy.fees.application_cents.member < policy.fees.application_cents.non_member
        }
        RemarkCode::MembershipChangesNoPrice => {
            found.fees.total_cents == as_non_member(remark, policy).fees.total_cents
        }
    }
}

/// That a term ends after it began, whatever the example: so that a claim about its end is one.
fn dates_are_right(remark: &Remark, policy: &Policy) -> bool {
    let Some(certified_on) = remark.example().record.certified_on else { return true };
    let first = term(certified_on, 1, policy);
    first.starts_on < first.expires_on && first.opens_on <= first.last_day
}

#[test]
fn every_remark_on_a_drawn_policy_is_true_of_its_example() {
    let seen = std::cell::RefCell::new(BTreeMap::<RemarkCode, usize>::new());
    check_often(3000, odd_policy(), |parts| {
        let policy = Policy::new(parts).expect("its parameters fit together");
        let remarks = policy.remarks();
        prop_assert!(remarks.is_sorted_by_key(Remark::code));
        for remark in &remarks {
            prop_assert!(shows(remark, &policy), "{:?} of {:?}", remark, policy);
            prop_assert!(dates_are_right(remark, &policy), "{:?}", remark);
            prop_assert_eq!(remark.otherwise().is_some(), remark.kind() == RemarkKind::NoEffect);
            prop_assert!(remark.otherwise() != Some(&policy));
            *seen.borrow_mut().entry(remark.code()).or_default() += 1;
        }
        Ok(())
    });
    let seen = seen.into_inner();
    for code in RemarkCode::ALL {
        assert!(
            seen.get(code).is_some_and(|&times| times >= 5),
            "{code} was seen {:?} times",
            seen.get(code)
        );
    }
}

/// Every example is somebody whom an office could send: the JSON of it is read back as the same.
#[test]
fn an_example_can_be_sent_as_json() {
    check_often(300, odd_policy(), |parts| {
        let policy = Policy::new(parts).expect("its parameters fit together");
        for remark in policy.remarks() {
            let example = remark.example();
            let json = serde_json::to_vec(&example.record).expect("it can be written");
            prop_assert_eq!(&Record::from_json(&json).expect("it is right"), &example.record);
            let json = serde_json::to_vec(&example.catalog).expect("it can be written");
            prop_assert_eq!(&lssc_core::Catalog::from_json(&json).expect("it is right"), &example.catalog);
            prop_assert!(example.as_of.to_string().parse::<lssc_core::Date>().is_ok());
            if let Some(otherwise) = remark.otherwise() {
                let json = serde_json::to_vec(otherwise).expect("it can be written");
                prop_assert_eq!(&Policy::from_json(&json).expect("it is right"), otherwise);
            }
        }
        Ok(())
    });
}

#[test]
fn a_set_left_out_is_named() {
    let policy = crate::odd::changed(|policy| {
        let left_out = [CompetencySet::YouthServices].into_iter().collect();
        policy.completion.electives =
            lssc_core::SetList::new(policy.completion.electives.sets().without(left_out));
    });
    let remarks = policy.remarks();
    let [remark] = &remarks[..] else { panic!("{remarks:?}") };
    let Observation::SetLeftOut { sets } = *remark.observation() else { panic!("{remark:?}") };
    assert_eq!(sets.iter().collect::<Vec<_>>(), [CompetencySet::YouthServices]);
    assert!(shows(remark, &policy));
}
