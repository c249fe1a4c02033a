//! What a comparison promises (RULES 6.5): the clause is the one at which two assessments part, a change of one parameter is
//! put down to its own clause, and tables count.

use std::cell::RefCell;
use std::collections::BTreeMap;

use lssc_core::rules::certification::term;
use lssc_core::{
    Assessment, Clause, Comparison, ComparisonTable, Date, Policy, PolicyParts, Standing, Status, compare,
};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::scene::{Scene, check, check_often, entries, policy, scene};

/// A scene, and another policy to hold against its own: any other, or one that takes the values of some parameters from it.
fn pair() -> impl Strategy<Value = (Scene, Policy)> {
    let taken =
        prop_oneof![1 => Just(u32::MAX), 3 => any::<u32>(), 2 => (0..26_u32).prop_map(|bit| 1 << bit)];
    (scene(), policy(), taken).prop_map(|(scene, other, taken)| {
        let mut mixed = scene.policy.clone();
        for (number, (take, _)) in PARAMETERS.iter().enumerate() {
            if taken & (1 << number) != 0 {
                take(&mut mixed, &other);
            }
        }
        mixed.id = other.id;
        // Parameters of two policies need not fit together; then it is the other one as a whole.
        let policy =
            Policy::new(mixed).or_else(|_| Policy::new(scene.policy.clone())).expect("it fits together");
        (scene, policy)
    })
}

fn compared((scene, other): &(Scene, Policy)) -> Comparison {
    compare(&scene.record(), &scene.catalog(), &scene.policy(), other, scene.as_of)
}

fn both((scene, other): &(Scene, Policy)) -> [Assessment; 2] {
    [scene.assess(), Scene { policy: other.clone().into_parts(), ..scene.clone() }.assess()]
}

/// A parameter, and the clauses that may be the first to differ when nothing else does.
type Parameter = (fn(&mut PolicyParts, &PolicyParts), &'static [Clause]);

macro_rules! parameters {
    ($($group:ident . $name:ident: [$($clause:ident),+],)+) => {
        [$((|to, from| to.$group.$name.clone_from(&from.$group.$name), &[$(Clause::$clause),+]),)+]
    };
}

const PARAMETERS: [Parameter; 26] = parameters! {
    eligibility.high_school: [Education],
    eligibility.support_position: [SupportStaff],
    // The hours also end a provisional certification, and until they do no renewal is accepted.
    eligibility.experience_hours: [Experience, Term, Window],
    eligibility.experience_years: [Experience, Term, Window],
    candidacy.years: [Candidacy],
    candidacy.measured_by: [Course, Portfolio, Agreement],
    // A degree that covers the full requirements stands in for hours.
    completion.required: [Experience, Completion],
    completion.electives: [Experience, Completion],
    completion.electives_needed: [Experience, Completion],
    credit.lookback_years: [Experience, Course, Agreement],
    credit.course_approval_years: [Course],
    credit.last_portfolio_on: [Portfolio],
    credit.graduates_short_of_hours: [Experience],
    certification.years: [Term],
    certification.ends: [Term],
    renewal.opens_months_before: [Window],
    renewal.grace_months: [Window],
    renewal.grace_terms: [Window],
    renewal.contact_hours: [ContactHours],
    renewal.technology_hours: [ContactHours],
    renewal.hours_from: [ContactHours],
    renewal.min_activity_hours: [ContactHours],
    renewal.unit_hours: [ContactHours],
    fees.application_cents: [Fees],
    fees.portfolio_cents: [Fees],
    fees.renewal_cents: [Fees],
};

#[test]
fn a_change_of_one_parameter_is_put_down_to_its_own_clause() {
    let seen: RefCell<BTreeMap<(usize, Clause), u32>> = RefCell::default();
    check_often(4096, (scene(), policy()), |(scene, other)| {
        for (number, (take, clauses)) in PARAMETERS.iter().enumerate() {
            let mut changed = scene.policy.clone();
            take(&mut changed, &other);
            let Ok(changed) = Policy::new(changed) else { continue };
            let comparison = compared(&(scene.clone(), changed));
            if let Some(clause) = comparison.clause {
                prop_assert!(clauses.contains(&clause), "parameter {number}: {clause}");
                *seen.borrow_mut().entry((number, clause)).or_default() += 1;
            }
        }
        Ok(())
    });
    // Every parameter touches somebody, nearly every one by each of its clauses.
    let seen = seen.into_inner();
    let missing: Vec<usize> =
        (0..PARAMETERS.len()).filter(|&number| !seen.keys().any(|&(seen, _)| seen == number)).collect();
    assert!(missing.is_empty(), "never touched anybody: {missing:?} of {seen:?}");
}

#[test]
fn a_policy_differs_nowhere_from_itself() {
    check(scene(), |scene| {
        let mut renamed = scene.policy.clone();
        renamed.id = "another name".parse().expect("an id");
        renamed.title = "Another title".parse().expect("a text");
        let comparison = compared(&(scene.clone(), Policy::new(renamed).expect("as before")));
        prop_assert_eq!(comparison.clause, None);
        prop_assert_eq!(comparison.a, comparison.b);
        prop_assert_eq!((comparison.gained(), comparison.lost()), (None, None));
        prop_assert_eq!(comparison.fees_change_cents(), 0);
        let assessment = scene.assess();
        prop_assert_eq!(comparison.record, assessment.record);
        prop_assert_eq!(comparison.a.status, assessment.status);
        prop_assert_eq!(comparison.a.fees_cents, assessment.fees.total_cents);
        Ok(())
    });
}

#[test]
fn the_policies_exchanged_exchange_the_sides_alone() {
    check(pair(), |pair| {
        let forth = compared(&pair);
        let (scene, other) = pair;
        let exchanged = (Scene { policy: other.into_parts(), ..scene.clone() }, scene.policy());
        let back = compared(&exchanged);
        prop_assert_eq!((forth.a, forth.b, forth.clause), (back.b, back.a, back.clause));
        prop_assert_eq!((forth.gained(), forth.lost()), (back.lost(), back.gained()));
        prop_assert_eq!(forth.fees_change_cents(), -back.fees_change_cents());
        Ok(())
    });
}

/// An assessment as JSON, without what repeats the policy or names an entry: with the hours missing in place of those
/// asked for.
fn essence(assessment: &Assessment) -> Value {
    let mut value = serde_json::to_value(assessment).expect("JSON");
    for key in ["policy", "findings"] {
        value.as_object_mut().expect("an object").remove(key);
    }
    for credit in value["completion"]["credits"].as_array_mut().expect("a list") {
        credit.as_object_mut().expect("an object").remove("evidence");
    }
    let experience = value["eligibility"]["experience"].as_object_mut().expect("an object");
    experience.remove("window");
    let required = experience.remove("required_hours");
    if experience["shortfall_hours"].is_null() {
        experience["shortfall_hours"] = required.expect("a number");
    }
    for hours in ["contact_hours", "technology_hours"] {
        let Some(hours) = value["renewal"].get_mut(hours) else { continue };
        let hundredths = |key: &str| (hours[key].as_f64().unwrap_or(0.0) * 100.0).round();
        hours["required"] = json!((hundredths("required") - hundredths("counted")).max(0.0));
    }
    value
}

#[test]
fn no_clause_differs_just_when_the_assessments_are_the_same() {
    let touched = RefCell::new([0, 0]);
    check_often(4096, pair(), |pair| {
        let comparison = compared(&pair);
        let [a, b] = both(&pair).map(|assessment| essence(&assessment));
        touched.borrow_mut()[usize::from(comparison.clause.is_some())] += 1;
        prop_assert_eq!(comparison.clause.is_none(), a == b, "{:?}: {} {}", comparison.clause, a, b);
        Ok(())
    });
    assert!(touched.borrow().iter().all(|&times| times > 500), "{touched:?}");
}

/// The clauses that differ, from the JSON of both assessments; of the policies, only the sets and the ends of terms are
/// asked for.
fn differing(a: &Value, b: &Value, policies: [&Policy; 2]) -> Option<&'static str> {
    let differ = |pointers: &[&str]| pointers.iter().any(|pointer| a.pointer(pointer) != b.pointer(pointer));
    for (clause, pointers) in [
        ("4.1", &["/eligibility/education"][..]),
        ("4.2", &["/eligibility/support_staff"]),
        ("4.3", &["/eligibility/experience", "/eligibility/verdict", "/eligibility/provisional"]),
        ("4.4", &["/candidacy/deadline"]),
    ] {
        if differ(pointers) {
            return Some(clause);
        }
    }
    if let Some(clause) = differing_credit(a, b, policies) {
        return Some(clause);
    }
    let completion = [
        "/completion/credits",
        "/completion/verdict",
        "/completion/missing_required",
        "/completion/electives_earned",
        "/completion/electives_missing",
        "/completion/completed_on",
    ];
    if differ(&completion) {
        return Some("4.8");
    }
    if a["certification"].is_object() {
        // The latest term that both have come to.
        let number = |side: &Value| side["certification"]["term"].as_u64().expect("a number");
        let (in_a, in_b) = (number(a), number(b));
        let common = u32::try_from(in_a.min(in_b)).expect("few");
        let certified_on = |side: &Value| -> Date {
            side["certification"]["certified_on"].as_str().expect("a date").parse().expect("a date")
        };
        let [term_a, term_b] =
            [term(certified_on(a), common, policies[0]), term(certified_on(b), common, policies[1])];
        if certified_on(a) != certified_on(b)
            || (term_a.starts_on, term_a.expires_on) != (term_b.starts_on, term_b.expires_on)
            || differ(&["/certification/provisional"])
        {
            return Some("4.9");
        }
        let fate = differing_renewal(a, b);
        if (term_a.opens_on, term_a.last_day) != (term_b.opens_on, term_b.last_day) || fate == Some("4.10") {
            return Some("4.10");
        }
        if fate.is_some()
            || differ(&["/renewal/verdict", "/renewal/contact_hours", "/renewal/technology_hours"])
        {
            return Some("4.11");
        }
    }
    if differ(&["/status"]) {
        return Some("4.12");
    }
    differ(&["/fees"]).then_some("4.13")
}

/// The first of the clauses by which a set that both policies have is credited otherwise.
fn differing_credit(a: &Value, b: &Value, policies: [&Policy; 2]) -> Option<&'static str> {
    let routes = [("agreement", "4.7"), ("course", "4.5"), ("portfolio", "4.6")];
    let sets = policies[0].completion.sets().and(policies[1].completion.sets());
    let clauses = sets.iter().filter_map(|set| {
        let credit = |side: &Value| {
            let credits = side["completion"]["credits"].as_array().expect("a list").clone();
            credits.into_iter().find(|credit| credit["set"] == set.as_str())
        };
        let (in_a, in_b) = (credit(a), credit(b));
        if in_a == in_b {
            return None;
        }
        let rank = |credit: &Value| {
            let place = routes.iter().position(|(route, _)| credit["route"] == *route).expect("a route");
            (credit["earned_on"].as_str().expect("a date").to_owned(), place)
        };
        let better = in_a.iter().chain(&in_b).map(rank).min().expect("one of them");
        Some(routes[better.1].1)
    });
    clauses.min()
}

/// Which clause decided the first renewal otherwise.
fn differing_renewal(a: &Value, b: &Value) -> Option<&'static str> {
    let fates = |side: &Value| -> BTreeMap<u64, String> {
        let list = |key: &str| side["renewal"][key].as_array().expect("a list").clone();
        let fate = |renewal: Value| {
            let reason = renewal["reason"].as_str().unwrap_or("accepted").to_owned();
            (renewal["index"].as_u64().expect("a place"), reason)
        };
        list("accepted").into_iter().chain(list("rejected")).map(fate).collect()
    };
    let (in_a, in_b) = (fates(a), fates(b));
    let (a, b) = in_a.values().zip(in_b.values()).find(|(a, b)| a != b)?;
    let is_by_hours = [a, b].iter().all(|fate| ["accepted", "hours-short"].contains(&fate.as_str()));
    Some(if is_by_hours { "4.11" } else { "4.10" })
}

#[test]
fn the_first_clause_is_the_first_that_differs_in_the_json_of_both() {
    let seen: RefCell<BTreeMap<Option<Clause>, u32>> = RefCell::default();
    check_often(8192, pair(), |mut pair| {
        // In the order of their days, so that the indexes in the JSON say in which order they were taken.
        if let Some(renewals) = &mut pair.0.record.renewals {
            let mut sorted = renewals.to_vec();
            sorted.sort_by_key(|renewal| renewal.renewed_on);
            *renewals = entries(sorted);
        }
        let comparison = compared(&pair);
        *seen.borrow_mut().entry(comparison.clause).or_default() += 1;
        let [a, b] = both(&pair).map(|assessment| essence(&assessment));
        let expected = differing(&a, &b, [&pair.0.policy(), &pair.1]);
        prop_assert_eq!(comparison.clause.map(Clause::as_str), expected, "{} {}", a, b);
        Ok(())
    });
    // What is drawn comes to every clause but 4.12: no status changes without something that it rests on.
    let seen = seen.into_inner();
    for &clause in Clause::ALL {
        assert_eq!(seen.contains_key(&Some(clause)), clause != Clause::Status, "{clause}: {seen:?}");
    }
}

#[test]
fn gains_and_losses_are_about_what_one_has() {
    check(pair(), |pair| {
        let comparison = compared(&pair);
        let [a, b] = [comparison.a.status, comparison.b.status];
        let certified = |status| matches!(status, Status::Certified | Status::RenewalOpen);
        prop_assert_eq!(comparison.gained() == Some(Standing::Certified), !certified(a) && certified(b));
        prop_assert_eq!(comparison.lost() == Some(Standing::Certified), certified(a) && !certified(b));
        prop_assert!(comparison.gained().is_none() || comparison.lost().is_none());
        prop_assert!(comparison.gained().is_none() || comparison.clause.is_some());
        if a == b {
            prop_assert_eq!((comparison.gained(), comparison.lost()), (None, None));
        }
        // Nobody moves into the program or out of it by a policy alone: the facts of it are the record's.
        let stage = |status| match status {
            Status::Undetermined | Status::Ineligible | Status::Eligible => 0,
            Status::Applied => 1,
            _ => 2,
        };
        prop_assert_eq!(stage(a), stage(b));
        Ok(())
    });
}

#[test]
fn a_table_counts_each_comparison_once_in_whatever_parts() {
    let rounds = vec(pair(), 0..12);
    check_often(256, (rounds, any::<prop::sample::Index>()), |(pairs, cut)| {
        let comparisons: Vec<Comparison> = pairs.iter().map(compared).collect();
        let table = |comparisons: &[Comparison]| {
            let mut table = ComparisonTable::default();
            comparisons.iter().for_each(|comparison| table.add(comparison));
            table
        };
        let whole = table(&comparisons);
        let (first, second) = comparisons.split_at(cut.index(comparisons.len() + 1));
        let (mut forth, mut back) = (table(first), table(second));
        forth.merge(&table(second));
        back.merge(&table(first));
        prop_assert_eq!(&forth, &whole);
        prop_assert_eq!(&back, &whole);

        let count =
            |which: &dyn Fn(&Comparison) -> bool| comparisons.iter().filter(|c| which(c)).count() as u64;
        prop_assert_eq!(whole.records(), comparisons.len() as u64);
        prop_assert_eq!(whole.touched(), count(&|c| c.clause.is_some()));
        prop_assert_eq!(whole.statuses().count(), 100);
        for cell in whole.statuses() {
            prop_assert_eq!(cell.records, count(&|c| (c.a.status, c.b.status) == (cell.a, cell.b)));
            prop_assert_eq!(cell.records, whole.count(cell.a, cell.b));
        }
        for &clause in Clause::ALL {
            prop_assert_eq!(whole.first_differs(clause), count(&|c| c.clause == Some(clause)));
        }
        for &standing in Standing::ALL {
            prop_assert_eq!(whole.gained(standing), count(&|c| c.gained() == Some(standing)));
            prop_assert_eq!(whole.lost(standing), count(&|c| c.lost() == Some(standing)));
        }
        let changes = || comparisons.iter().map(Comparison::fees_change_cents);
        prop_assert_eq!(whole.fees_change_cents(), changes().sum::<i64>());
        prop_assert_eq!(whole.fees_more().records, changes().filter(|&change| change > 0).count() as u64);
        prop_assert_eq!(whole.fees_less().records, changes().filter(|&change| change < 0).count() as u64);
        let less: i64 = changes().filter(|&change| change < 0).sum();
        prop_assert_eq!(whole.fees_less().total_cents.get(), less.unsigned_abs());
        Ok(())
    });
}
