//! What a plan promises (RULES 6.4): what it buys completes the requirements, nothing on offer does so for less, and
//! what plays no part changes nothing.

use std::cell::RefCell;
use std::collections::BTreeMap;

use lssc_core::rules::candidacy::deadline;
use lssc_core::{
    Approval, ApprovalParts, Cents, CompetencySet, CompetencySets, Count, CourseCompletion, Date, Outcome,
    Plan, PlanItem, Policy, Portfolio, Purchase, RecordParts, Route, Verdict, plan,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::scene::{Scene, check, check_often, entries, id, scene};

/// A scene with prices so few that they tie, and portfolios that cost members more or less.
fn shop() -> impl Strategy<Value = Scene> {
    let price = || select(vec![0_u64, 1000, 2000, 5000, 6000]);
    let approvals = vec(option::weighted(0.8, price()), 6);
    let route = option::weighted(0.4, any::<bool>());
    (scene(), approvals, price(), price(), route).prop_map(
        |(mut scene, prices, member, non_member, route)| {
            scene.approvals = scene
                .approvals
                .iter()
                .zip(prices)
                .map(|(approval, price)| {
                    let price_cents = price.map(Cents::new);
                    Approval::new(ApprovalParts { price_cents, ..approval.into() }).expect("a small price")
                })
                .collect();
            scene.policy.fees.portfolio_cents.member = Cents::new(member);
            scene.policy.fees.portfolio_cents.non_member = Cents::new(non_member);
            // The route is open, closed since yesterday, or as it was drawn.
            match route {
                None => scene.policy.credit.last_portfolio_on = None,
                Some(true) => {
                    let yesterday = scene.as_of.day_before().max(Date::MIN);
                    scene.policy.credit.last_portfolio_on = Some(yesterday);
                }
                Some(false) => {}
            }
            scene
        },
    )
}

fn planned(scene: &Scene) -> Plan {
    plan(&scene.record(), &scene.catalog(), &scene.policy(), scene.as_of)
}

/// The sets with a credit that counts.
fn earned(scene: &Scene) -> CompetencySets {
    scene.assess().completion.credits.counting().map(|credit| credit.set).collect()
}

/// What an offer is preferred by: price, course before portfolio, set, approval.
type Preference = (u64, bool, CompetencySet, Option<String>);

/// Everything on offer for a set, said anew.
fn on_offer(scene: &Scene, set: CompetencySet, member: bool) -> Vec<Preference> {
    let today = scene.as_of;
    let policy = &scene.policy;
    let mut offers: Vec<Preference> = Vec::new();
    for approval in scene.approvals.iter().filter(|approval| approval.set == set) {
        let by_policy = policy.credit.course_approval_years;
        let end = approval.expires_on.or(by_policy.map(|years| approval.approved_on.plus_years(years.get())));
        let is_open = approval.approved_on <= today && end.is_none_or(|end| today <= end);
        if let Some(price) = approval.price_cents.filter(|_| is_open) {
            offers.push((price.get(), false, set, Some(approval.id.to_string())));
        }
    }
    if policy.credit.last_portfolio_on.is_none_or(|last_on| last_on >= today) {
        let prices = &policy.fees.portfolio_cents;
        let price = if member { prices.member } else { prices.non_member };
        offers.push((price.get(), true, set, None));
    }
    offers
}

fn preference(item: &PlanItem) -> Preference {
    let is_portfolio = item.route == Route::Portfolio;
    (item.amount_cents.get(), is_portfolio, item.set, item.approval.as_ref().map(ToString::to_string))
}

/// The least that buys one offer for each of these sets and `needed` of the electives; by trying everything.
fn least(required: &[Vec<u64>], electives: &[Vec<u64>], needed: usize) -> Option<u64> {
    if let [first, rest @ ..] = required {
        let rest = least(rest, electives, needed)?;
        return first.iter().map(|price| price + rest).min();
    }
    let [first, others @ ..] = electives else { return (needed == 0).then_some(0) };
    let without = least(&[], others, needed);
    let with = needed.checked_sub(1).and_then(|needed| least(&[], others, needed));
    let with = with.and_then(|rest| first.iter().map(|price| price + rest).min());
    without.into_iter().chain(with).min()
}

#[test]
fn nothing_on_offer_completes_for_less_and_ties_go_by_the_rule() {
    check(shop(), |scene| {
        let (plan, earned, policy) = (planned(&scene), earned(&scene), scene.policy());
        let required = policy.completion.required.sets().without(earned);
        let electives = policy.completion.electives.sets().without(earned);
        let have = usize::from(policy.completion.electives.sets().and(earned).len());
        let needed = (policy.completion.electives_needed.get() as usize).saturating_sub(have);
        for (purchase, member) in [(&plan.as_non_member, false), (&plan.as_member, true)] {
            let offers = |sets: CompetencySets| -> Vec<(CompetencySet, Vec<Preference>)> {
                let offers = sets.iter().map(|set| (set, on_offer(&scene, set, member)));
                offers.filter(|(_, offers)| !offers.is_empty()).collect()
            };
            let (of_required, of_electives) = (offers(required), offers(electives));
            let prices = |offers: &[(CompetencySet, Vec<Preference>)]| -> Vec<Vec<u64>> {
                offers.iter().map(|(_, offers)| offers.iter().map(|offer| offer.0).collect()).collect()
            };
            let buyable = needed.min(of_electives.len());
            let least = least(&prices(&of_required), &prices(&of_electives), buyable);
            prop_assert_eq!(Some(purchase.total_cents.get()), least);

            // Required sets in set order, then electives in the order of preference; of each set what is preferred.
            let best = |(_, offers): &(CompetencySet, Vec<Preference>)| offers.iter().min().cloned();
            let mut ranked: Vec<_> = of_electives.iter().filter_map(best).collect();
            ranked.sort();
            ranked.truncate(needed);
            let expected: Vec<_> = of_required.iter().filter_map(best).chain(ranked).collect();
            let found: Vec<_> = purchase.items.iter().map(preference).collect();
            prop_assert_eq!(found, expected);

            let missing = |sets: CompetencySets, with: &[(CompetencySet, Vec<Preference>)]| {
                let with: CompetencySets = with.iter().map(|&(set, _)| set).collect();
                sets.without(with).iter().collect::<Vec<_>>()
            };
            let mut unavailable = missing(required, &of_required);
            if of_electives.len() < needed {
                unavailable.extend(missing(electives, &of_electives));
            }
            prop_assert_eq!(&plan.unavailable, &unavailable);
        }
        Ok(())
    });
}

/// The scene once everything is bought and done on the day of the plan, by somebody admitted by then.
fn once_done(mut scene: Scene, purchase: &Purchase) -> Scene {
    let today = scene.as_of;
    let mut courses = scene.record.courses.as_deref().unwrap_or_default().to_vec();
    let mut portfolios = scene.record.portfolios.as_deref().unwrap_or_default().to_vec();
    for item in &purchase.items {
        match &item.approval {
            Some(bought) => {
                let approval = scene.approvals.iter().find(|approval| approval.id == *bought);
                let bundle = approval.expect("an approval of the catalog").courses.iter().cloned();
                courses.extend(bundle.map(|course| CourseCompletion { course, completed_on: today }));
            }
            None => {
                portfolios.push(Portfolio::new(item.set, today, Outcome::Achieved(today)).expect("one day"));
            }
        }
    }
    let admitted_on = scene.record.admitted_on.filter(|&on| on <= today).or(Some(today));
    scene.record = RecordParts {
        applied_on: None,
        admitted_on,
        certified_on: None,
        courses: Some(entries(courses)),
        portfolios: Some(entries(portfolios)),
        ..scene.record
    };
    scene
}

#[test]
fn what_a_plan_buys_completes_what_is_missing() {
    check(shop(), |mut scene| {
        // The deadline plays no part in a plan; of what comes after it, no credit counts, so it is moved out of the way.
        scene.policy.candidacy.years = Count::new(100).expect("a count");
        let admitted_on = scene.record.admitted_on.filter(|&on| on <= scene.as_of);
        if admitted_on.is_some_and(|on| deadline(on, &scene.policy.candidacy) < scene.as_of) {
            return Ok(());
        }
        let plan = planned(&scene);
        let before = scene.assess().completion;
        for purchase in [&plan.as_non_member, &plan.as_member] {
            let after = once_done(scene.clone(), purchase).assess().completion;
            let is_met = after.verdict == Verdict::Met;
            if plan.unavailable.is_empty() {
                prop_assert!(is_met, "{plan:?} leaves {after:?}");
            } else {
                // Everything that is on offer is bought; a course that serves several sets, or a portfolio that a first
                // admission now makes good, may do more.
                let unavailable: CompetencySets = plan.unavailable.iter().copied().collect();
                prop_assert!(unavailable.contains_all(after.missing_required));
            }
            if before.verdict == Verdict::Met {
                prop_assert!(purchase.items.is_empty() && plan.unavailable.is_empty());
            } else {
                prop_assert!(!purchase.items.is_empty() || !plan.unavailable.is_empty());
            }
        }
        Ok(())
    });
}

#[test]
fn totals_are_of_the_items_and_the_saving_lies_between_them() {
    check(shop(), |scene| {
        let plan = planned(&scene);
        for purchase in [&plan.as_non_member, &plan.as_member] {
            let total: u64 = purchase.items.iter().map(|item| item.amount_cents.get()).sum();
            prop_assert_eq!(purchase.total_cents.get(), total);
        }
        let [non_member, member] =
            [&plan.as_non_member, &plan.as_member].map(|purchase| purchase.total_cents.get().cast_signed());
        prop_assert_eq!(plan.membership_saves_cents, non_member - member);
        let prices = &scene.policy.fees.portfolio_cents;
        if prices.member <= prices.non_member {
            prop_assert!(plan.membership_saves_cents >= 0);
        } else {
            prop_assert!(plan.membership_saves_cents <= 0);
        }
        let portfolios = |purchase: &Purchase| {
            purchase.items.iter().filter(|item| item.route == Route::Portfolio).count() as u64
        };
        prop_assert!(
            plan.membership_saves_cents.unsigned_abs()
                <= portfolios(&plan.as_member).max(portfolios(&plan.as_non_member))
                    * prices.member.get().abs_diff(prices.non_member.get())
        );
        Ok(())
    });
}

#[test]
fn status_membership_and_the_order_of_the_catalog_play_no_part() {
    let approvals = Just(()).prop_perturb(|(), mut rng| rng.next_u64());
    check((shop(), shop(), approvals), |(scene, other, seed)| {
        let expected = planned(&scene);
        let mut changed = scene.clone();
        // Whatever decides about credit stays: the admission (for portfolios), courses, portfolios, degrees.
        changed.record = RecordParts {
            id: id("somebody else"),
            applied_on: None,
            admitted_on: scene.record.admitted_on,
            certified_on: None,
            courses: scene.record.courses,
            portfolios: scene.record.portfolios,
            degrees: scene.record.degrees,
            ..other.record
        };
        changed.policy.fees.application_cents = other.policy.fees.application_cents;
        changed.policy.fees.renewal_cents = other.policy.fees.renewal_cents;
        changed.policy.eligibility = other.policy.eligibility;
        let length = changed.approvals.len().max(1);
        changed.approvals.rotate_left(usize::try_from(seed % length as u64).expect("short") % length);
        if seed % 2 == 0 {
            changed.approvals.reverse();
        }
        prop_assert_eq!(planned(&changed), expected);
        Ok(())
    });
}

#[test]
fn the_shops_are_worth_asking() {
    let seen: RefCell<BTreeMap<&str, u32>> = RefCell::default();
    check_often(2048, shop(), |scene| {
        let (plan, policy): (Plan, Policy) = (planned(&scene), scene.policy());
        let items = || plan.as_non_member.items.iter().chain(&plan.as_member.items);
        let required = policy.completion.required.sets();
        let admitted = scene.record.admitted_on.filter(|&on| on <= scene.as_of);
        for (what, is_so) in [
            ("nothing to buy", items().next().is_none() && plan.unavailable.is_empty()),
            ("course", items().any(|item| item.route == Route::Course)),
            ("portfolio", items().any(|item| item.route == Route::Portfolio)),
            ("elective", items().any(|item| !required.contains(item.set))),
            ("for nothing", items().any(|item| item.amount_cents == Cents::ZERO)),
            ("required unavailable", plan.unavailable.iter().any(|&set| required.contains(set))),
            ("elective unavailable", plan.unavailable.iter().any(|&set| !required.contains(set))),
            ("saves", plan.membership_saves_cents > 0),
            ("costs more", plan.membership_saves_cents < 0),
            (
                "other items for members",
                plan.as_member.items.len() == plan.as_non_member.items.len()
                    && plan
                        .as_member
                        .items
                        .iter()
                        .zip(&plan.as_non_member.items)
                        .any(|(a, b)| a.set != b.set),
            ),
            (
                "late credit",
                admitted.is_some() && scene.assess().completion.credits.iter().any(|c| !c.counts),
            ),
        ] {
            *seen.borrow_mut().entry(what).or_default() += u32::from(is_so);
        }
        Ok(())
    });
    let seen = seen.into_inner();
    assert!(seen.values().all(|&times| times >= 10), "{seen:?}");
}
