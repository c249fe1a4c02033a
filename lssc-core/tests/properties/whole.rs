//! What belongs together in an assessment (RULES 4, 5).

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use lssc_core::rules::certification::term;
use lssc_core::rules::eligibility::window_at;
use lssc_core::rules::renewal::Rejection;
use lssc_core::{
    Assessment, Basis, CompetencySets, Date, FeeItem, Finding, FindingCode, RejectionReason, Status, Verdict,
    assess, status, summary,
};
use proptest::prelude::*;

use crate::scene::{check, check_often, scene};
use crate::shortened::shortened;

#[test]
fn the_status_alone_is_that_of_the_assessment() {
    check(scene(), |scene| {
        let found = status(&scene.record(), &scene.catalog(), &scene.policy(), scene.as_of);
        prop_assert_eq!(found, scene.assess().status);
        Ok(())
    });
}

#[test]
fn a_summary_says_what_the_assessment_says() {
    check_often(4096, scene(), |scene| {
        let found = summary(&scene.record(), &scene.catalog(), &scene.policy(), scene.as_of);
        prop_assert_eq!(found, shortened(&scene.assess()));
        Ok(())
    });
}

#[test]
fn the_scenes_reach_every_status_route_and_finding() {
    // Not a property of the library but of the tests: what is drawn is worth drawing.
    let seen: RefCell<BTreeSet<String>> = RefCell::default();
    let cases = Cell::new(0);
    check_often(4096, scene(), |scene| {
        let assessment = scene.assess();
        let mut seen = seen.borrow_mut();
        seen.insert(assessment.status.to_string());
        seen.extend(assessment.findings.iter().map(|finding| finding.code().to_string()));
        seen.extend(assessment.completion.credits.iter().map(|credit| credit.route.to_string()));
        let renewal = assessment.renewal.iter();
        seen.extend(
            renewal
                .clone()
                .flat_map(|renewal| &renewal.rejected)
                .map(|rejected| rejected.reason.reason().to_string()),
        );
        seen.extend(
            renewal.flat_map(|renewal| &renewal.accepted).map(|accepted| format!("term {}", accepted.term)),
        );
        cases.set(cases.get() + 1);
        Ok(())
    });
    let expected = Status::NAMES.iter().chain(FindingCode::NAMES).chain(RejectionReason::NAMES).chain(&[
        "course",
        "portfolio",
        "agreement",
        "term 2",
        "term 3",
    ]);
    let missing: Vec<_> = expected.filter(|name| !seen.borrow().contains(**name)).collect();
    assert!(missing.is_empty(), "never seen in {} scenes: {missing:?}", cases.get());
}

// RULES 5: what is asked for still.

#[test]
fn unknowns_name_the_open_questions_that_could_settle_the_status_and_no_others() {
    check(scene(), |scene| {
        let (record, assessment) = (&scene.record, scene.assess());
        let Assessment { eligibility, status, .. } = &assessment;
        let named = |questions: &[(&str, bool)]| -> Vec<String> {
            questions.iter().filter(|(_, open)| *open).map(|(name, _)| format!("/{name}")).collect()
        };
        let unknown = |verdict: Verdict| verdict == Verdict::Unknown;
        let expected = match status {
            Status::Undetermined => named(&[
                ("education", unknown(eligibility.education)),
                ("position_requires_mls", unknown(eligibility.support_staff)),
                ("experience", unknown(eligibility.experience.verdict)),
            ]),
            Status::Candidate | Status::CandidacyExpired => named(&[
                ("courses", record.courses.is_none()),
                ("portfolios", record.portfolios.is_none()),
                ("degrees", record.degrees.is_none()),
            ]),
            status if status.is_certified() => named(&[("activities", record.activities.is_none())]),
            _ => vec![],
        };
        let found: Vec<String> = assessment.unknowns.iter().map(ToString::to_string).collect();
        prop_assert_eq!(&found, &expected);
        // None open: the status is settled, and so is the verdict behind it.
        match status {
            Status::Undetermined => prop_assert!(!found.is_empty() && unknown(eligibility.verdict)),
            Status::Candidate | Status::CandidacyExpired => {
                prop_assert_eq!(found.is_empty(), assessment.completion.verdict == Verdict::NotMet);
            }
            _ => {}
        }
        // Each is a question that the record leaves open.
        let written = serde_json::to_value(scene.record()).expect("JSON");
        for question in found {
            prop_assert!(written.pointer(&question).is_none(), "{question} is answered");
        }
        Ok(())
    });
}

#[test]
fn verdicts_and_totals_add_up() {
    check(scene(), |scene| {
        let (policy, assessment) = (scene.policy(), scene.assess());
        let Assessment { eligibility, completion, fees, .. } = &assessment;
        let experience = &eligibility.experience;
        // Short hours may be passed over for a graduate, and then the other two decide (RULES 4, *Eligibility*).
        let others = eligibility.education.and(eligibility.support_staff);
        let passed_over = experience.verdict == Verdict::NotMet && eligibility.verdict != Verdict::NotMet;
        let hours = if passed_over { Verdict::Met } else { experience.verdict };
        prop_assert_eq!(eligibility.verdict, others.and(hours));
        prop_assert_eq!(eligibility.provisional, passed_over && others == Verdict::Met);
        if let Some(counted) = experience.counted_hours {
            prop_assert_eq!(experience.shortfall_hours, Some(experience.required_hours.less(counted)));
            prop_assert_eq!(experience.verdict, Verdict::of(counted >= experience.required_hours));
        } else {
            prop_assert_eq!((experience.shortfall_hours, experience.verdict), (None, Verdict::Unknown));
        }
        // Met on the reference date: that is the earliest (RULES 4.3).
        let at_once = experience.earliest_on == Some(eligibility.reference_date);
        prop_assert_eq!(experience.verdict == Verdict::Met, at_once);

        let (required, electives) = (policy.completion.required.sets(), policy.completion.electives.sets());
        let earned: CompetencySets = completion.credits.counting().map(|credit| credit.set).collect();
        prop_assert_eq!(completion.missing_required, required.without(earned));
        prop_assert_eq!(completion.electives_earned, u32::from(earned.and(electives).len()));
        let needed = policy.completion.electives_needed.get();
        prop_assert_eq!(completion.electives_missing, needed.saturating_sub(completion.electives_earned));
        let suffices = completion.missing_required.is_empty() && completion.electives_missing == 0;
        prop_assert_eq!(suffices, policy.completion.is_met_by(earned));
        prop_assert_eq!(completion.verdict == Verdict::Met, suffices);
        prop_assert_eq!(completion.completed_on.is_some(), suffices);
        prop_assert!(completion.completed_on.is_none_or(|on| on <= scene.as_of));
        let order: Vec<_> = completion.credits.iter().map(|credit| credit.set).collect();
        prop_assert!(order.is_sorted_by(|a, b| a < b), "at most one credit a set, in set order");

        let total: u64 = fees.lines.iter().map(|line| line.amount_cents.get()).sum();
        prop_assert_eq!(fees.total_cents.get(), total);
        Ok(())
    });
}

#[test]
fn fee_lines_are_those_of_the_facts_in_order() {
    check(scene(), |scene| {
        let (record, assessment) = (scene.record(), scene.assess());
        let lines = &assessment.fees.lines;
        prop_assert_eq!(lines[0].item, FeeItem::Application);
        prop_assert_eq!(lines[0].on, assessment.eligibility.reference_date);
        let started = [record.applied_on, record.admitted_on, record.certified_on];
        let started = started.into_iter().flatten().any(|on| on <= scene.as_of);
        prop_assert_eq!(lines[0].charged, started);
        let rest = || lines[1..].iter();
        prop_assert!(rest().is_sorted_by_key(|line| (line.on, line.item, !line.charged, line.set)));
        let portfolios =
            record.portfolios.iter().flatten().filter(|p| p.submitted_on() <= scene.as_of).count();
        prop_assert_eq!(rest().filter(|line| line.item == FeeItem::Portfolio).count(), portfolios);
        let accepted = assessment.renewal.as_ref().map_or(0, |renewal| renewal.accepted.len());
        let open = matches!(assessment.status, Status::RenewalOpen | Status::Grace);
        let (renewals, to_come) = match scene.policy.fees.renewal_cents {
            Some(_) => (accepted, usize::from(open)),
            None => (0, 0),
        };
        let of_renewals =
            |charged| rest().filter(|l| l.item == FeeItem::Renewal && l.charged == charged).count();
        prop_assert_eq!((of_renewals(true), of_renewals(false)), (renewals, to_come));
        for line in lines {
            let member =
                record.ala_membership.as_ref().map(|list| list.iter().any(|period| period.contains(line.on)));
            let basis = match member {
                None => Basis::AssumedNonMember,
                Some(true) => Basis::Member,
                Some(false) => Basis::NonMember,
            };
            prop_assert_eq!(line.basis, basis);
        }
        Ok(())
    });
}

#[test]
fn computed_dates_belong_together() {
    check(scene(), |scene| {
        let (record, policy, assessment) = (scene.record(), scene.policy(), scene.assess());
        let known = |date: Option<Date>| date.filter(|&date| date <= scene.as_of);
        let (applied, admitted, recorded) =
            (known(record.applied_on), known(record.admitted_on), known(record.certified_on));
        let reference = applied.or(admitted).or(recorded).unwrap_or(scene.as_of);
        prop_assert_eq!(assessment.eligibility.reference_date, reference);
        prop_assert_eq!(assessment.eligibility.experience.window, window_at(reference, &policy.eligibility));
        prop_assert_eq!(assessment.candidacy.map(|c| c.admitted_on), admitted);
        if let Some(candidacy) = assessment.candidacy {
            let deadline = candidacy.admitted_on.plus_years(policy.candidacy.years.get());
            prop_assert_eq!(candidacy.deadline, deadline);
            let expired = scene.as_of > deadline && assessment.certification.is_none();
            prop_assert_eq!(candidacy.expired, expired);
        }
        let computed =
            assessment.completion.completed_on.zip(admitted).map(|(done, admitted)| done.max(admitted));
        prop_assert_eq!(assessment.certification.map(|c| c.certified_on), recorded.or(computed));
        prop_assert_eq!(assessment.renewal.is_some(), assessment.certification.is_some());
        prop_assert_eq!(assessment.status.is_certified(), assessment.certification.is_some());
        if let (Some(certification), Some(renewal)) = (assessment.certification, &assessment.renewal) {
            let term = term(certification.certified_on, certification.term, &policy);
            prop_assert_eq!(
                (certification.term_starts, certification.expires_on),
                (term.starts_on, term.expires_on)
            );
            prop_assert_eq!(
                (renewal.opens_on, renewal.expires_on, renewal.last_day),
                (term.opens_on, term.expires_on, term.last_day)
            );
            prop_assert!(term.opens_on <= term.expires_on && term.expires_on <= term.last_day);
            prop_assert!(
                !certification.provisional || (certification.term == 1 && assessment.eligibility.provisional)
            );
        }
        Ok(())
    });
}

#[test]
fn renewals_are_accepted_inside_their_windows_and_rejected_for_the_first_reason() {
    check(scene(), |scene| {
        let (record, policy, assessment) = (scene.record(), scene.policy(), scene.assess());
        let known =
            record.renewals.iter().flatten().filter(|renewal| renewal.renewed_on <= scene.as_of).count();
        let (Some(certification), Some(renewal)) = (assessment.certification, &assessment.renewal) else {
            return Ok(());
        };
        prop_assert_eq!(renewal.accepted.len() + renewal.rejected.len(), known, "each is decided");
        let dates = record.renewals.as_deref().unwrap_or_default();
        for (accepted, number) in renewal.accepted.iter().zip(2..) {
            prop_assert_eq!(accepted.term, number, "each starts the next term");
            prop_assert_eq!(dates[accepted.index].renewed_on, accepted.renewed_on);
            let ended = term(certification.certified_on, number - 1, &policy);
            prop_assert!(ended.opens_on <= accepted.renewed_on && accepted.renewed_on <= ended.last_day);
            prop_assert_eq!(accepted.hours_unknown, record.activities.is_none());
        }
        prop_assert_eq!(certification.term as usize, renewal.accepted.len() + 1);
        let in_order = |order: Vec<(Date, usize)>| order.is_sorted_by(|a, b| a < b);
        prop_assert!(in_order(renewal.accepted.iter().map(|a| (a.renewed_on, a.index)).collect()));
        prop_assert!(in_order(renewal.rejected.iter().map(|r| (r.renewed_on, r.index)).collect()));
        for rejected in &renewal.rejected {
            let accepted = renewal.accepted.iter();
            let earlier =
                accepted.filter(|a| (a.renewed_on, a.index) < (rejected.renewed_on, rejected.index)).count();
            let current = term(certification.certified_on, u32::try_from(earlier).expect("few") + 1, &policy);
            prop_assert_eq!(rejected.term, current);
            let (early, late) =
                (rejected.renewed_on < current.opens_on, rejected.renewed_on > current.last_day);
            match rejected.reason {
                Rejection::TooEarly => prop_assert!(early),
                Rejection::TooLate => prop_assert!(late && !early),
                Rejection::HoursNotReached => {
                    prop_assert!(
                        !late && !early && current.number == 1 && assessment.eligibility.provisional
                    );
                }
                Rejection::HoursShort(hours) => {
                    prop_assert!(!late && !early && hours.verdict() == Verdict::NotMet);
                }
            }
        }
        Ok(())
    });
}

#[test]
fn a_next_date_is_not_before_today() {
    check(scene(), |scene| {
        let assessment = scene.assess();
        prop_assert!(assessment.next_date().is_none_or(|next| next.on >= scene.as_of));
        Ok(())
    });
}

/// The findings that RULES 5 names in one breath stand together, in the order of what they are about.
const fn turn(code: FindingCode) -> FindingCode {
    match code {
        FindingCode::CourseOutsideWindow => FindingCode::CourseNotApproved,
        FindingCode::GraduationOutsideWindow => FindingCode::AgreementUnknown,
        FindingCode::PortfolioRouteClosed | FindingCode::PortfolioSetNotInPolicy => {
            FindingCode::PortfolioBeforeAdmission
        }
        code => code,
    }
}

#[test]
fn findings_give_each_verdict_once_in_order_and_cite() {
    check(scene(), |scene| {
        let assessment = scene.assess();
        let findings = &assessment.findings;
        // Credits after the deadline come from several lists; these stand in the order of RULES 3.1.
        let lists = ["courses", "portfolios", "degrees", "renewals", "activities"];
        let place = |finding: &Finding| {
            let list = finding.path().key().and_then(|key| lists.iter().position(|list| *list == key));
            (turn(finding.code()), list, finding.path().index())
        };
        prop_assert!(findings.iter().is_sorted_by_key(place), "in the order of RULES 5, then by index");
        let mut verdicts = vec![
            (FindingCode::Education, assessment.eligibility.education),
            (FindingCode::SupportStaff, assessment.eligibility.support_staff),
            (FindingCode::Experience, assessment.eligibility.experience.verdict),
            (FindingCode::Completion, assessment.completion.verdict),
        ];
        if let Some(renewal) = &assessment.renewal {
            verdicts.push((FindingCode::ContactHours, renewal.contact_hours.verdict()));
            verdicts.push((FindingCode::TechnologyHours, renewal.technology_hours.verdict()));
            prop_assert_eq!(
                renewal.verdict,
                renewal.contact_hours.verdict().and(renewal.technology_hours.verdict())
            );
        }
        let expected: Vec<_> =
            verdicts.into_iter().map(|(code, verdict)| (code, verdict.to_string())).collect();
        let given: Vec<_> =
            findings[..expected.len()].iter().map(|f| (f.code(), f.outcome().to_string())).collect();
        prop_assert_eq!(given, expected);
        let record = serde_json::to_value(scene.record()).expect("JSON");
        for finding in &findings[4..] {
            prop_assert!(!finding.message().is_empty());
            prop_assert!(finding.cites().last().is_some_and(|clause| clause.starts_with("RULES 4.")));
            if finding.path().index().is_some() {
                let path = finding.path().to_string();
                prop_assert!(record.pointer(&path).is_some(), "{path} names an entry");
            }
        }
        Ok(())
    });
}

#[test]
fn the_same_question_has_the_same_answer() {
    check(scene(), |scene| {
        let once = assess(&scene.record(), &scene.catalog(), &scene.policy(), scene.as_of);
        prop_assert_eq!(once, scene.assess());
        Ok(())
    });
}
