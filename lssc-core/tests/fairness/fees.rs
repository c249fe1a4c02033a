//! A member never pays more, where the prices for members are not above the others (RULES 4.13, FAQ 21).

use lssc_core::{
    Cents, CompetencySet, Count, Date, FeesPolicy, Hours, Outcome, Period, Portfolio, Price, RecordParts,
    Renewal,
};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::people::with_one_more;
use crate::renewing::certified;
use crate::scene::{Scene, date, entries, period, policy, scene};
use crate::theorem::{AtLeast, Said, theorem};

/// The prices of these, with those for members no higher.
fn no_higher(fees: FeesPolicy) -> FeesPolicy {
    let lower = |price: Price| Price { member: price.member.min(price.non_member), ..price };
    FeesPolicy {
        application_cents: lower(fees.application_cents),
        portfolio_cents: lower(fees.portfolio_cents),
        renewal_cents: fees.renewal_cents.map(lower),
    }
}

#[test]
fn a_member_never_pays_more_than_somebody_else() {
    theorem(AtLeast { met: 1000, telling: 700 }, (scene(), policy()), |(mut scene, policy)| {
        scene.policy = policy;
        scene.policy.fees = no_higher(scene.policy.fees);
        let mut pays = |membership: Option<Vec<Period>>| {
            scene.record.ala_membership = membership.map(entries);
            scene.assess().fees.total_cents
        };
        let sometimes = pays(Some(vec![Period::starting(date("2016-06-10"))]));
        let (always, never) = (pays(Some(vec![Period::starting(Date::MIN)])), pays(Some(vec![])));
        prop_assert!(always <= sometimes && sometimes <= never);
        prop_assert_eq!(pays(None), never, "not answered is taken for no");
        Ok(Said::with(always < never))
    });
}

#[test]
fn a_membership_more_never_costs() {
    let strategy = (scene(), period(), any::<Index>());
    theorem(AtLeast { met: 1000, telling: 100 }, strategy, |(mut scene, period, place)| {
        scene.policy.fees = no_higher(scene.policy.fees);
        scene.record.ala_membership.get_or_insert_default();
        let mut more = scene.clone();
        more.record.ala_membership = with_one_more(&scene.record.ala_membership, place, period);
        let (before, after) = (scene.assess().fees.total_cents, more.assess().fees.total_cents);
        prop_assert!(after <= before);
        Ok(Said::with(after < before))
    });
}

#[test]
fn nobody_is_refused_or_let_in_for_a_membership() {
    // RULES 4, *Eligibility*, FAQ 23: whatever is said of a membership changes prices and nothing else.
    theorem(AtLeast { met: 800, telling: 400 }, (scene(), scene()), |(scene, other)| {
        let mut another = scene.clone();
        another.record.ala_membership = other.record.ala_membership;
        if another.record.ala_membership == scene.record.ala_membership {
            return Ok(Said::Nothing);
        }
        let (mut before, mut after) = (scene.assess(), another.assess());
        let paid = before.fees != after.fees;
        (before.findings, after.findings) = (vec![], vec![]);
        after.fees = before.fees.clone();
        prop_assert_eq!(before, after);
        Ok(Said::with(paid))
    });
}

/// Applied on one day, submitted a portfolio on another, renewed on a third.
fn with_three_lines() -> (Scene, [Date; 3]) {
    let mut scene = certified("2012-06-10", &[], &[]);
    let days = ["2011-02-01", "2012-03-01", "2016-05-01"].map(date);
    scene.record.applied_on = Some(days[0]);
    scene.record.admitted_on = Some(days[0]);
    let set = CompetencySet::Technology;
    scene.record.portfolios =
        Some(entries(vec![Portfolio::new(set, days[1], Outcome::Pending).expect("no date")]));
    scene.record.renewals = Some(entries(vec![Renewal { renewed_on: days[2] }]));
    scene.policy.renewal.contact_hours = Hours::ZERO;
    scene.policy.renewal.technology_hours = Hours::ZERO;
    scene.policy.renewal.opens_months_before = Count::new(12).expect("a year");
    scene.as_of = date("2016-06-10");
    (scene, days)
}

#[test]
fn every_order_of_every_price_under_every_membership() {
    // Three prices, each lower, the same or higher for members, or (of renewals) not published; and membership or not on
    // each of the three days. A member pays no more in every case just when no price for members is the higher one.
    let (scene, days) = with_three_lines();
    let orders = [(100, 200), (200, 200), (300, 200)];
    let price =
        |(member, other): (u64, u64)| Price { member: Cents::new(member), non_member: Cents::new(other) };
    let mut told = 0;
    for application in orders {
        for portfolio in orders {
            for renewal in orders.map(Some).into_iter().chain([None]) {
                let mut scene = scene.clone();
                scene.policy.fees = FeesPolicy {
                    application_cents: price(application),
                    portfolio_cents: price(portfolio),
                    renewal_cents: renewal.map(price),
                };
                let pays = |member: u32| {
                    let days = days.iter().zip(0..).filter(|&(_, bit)| member & (1 << bit) != 0);
                    let periods =
                        days.map(|(&day, _)| Period::new(day, Some(day)).expect("one day")).collect();
                    let record =
                        RecordParts { ala_membership: Some(entries(periods)), ..scene.record.clone() };
                    Scene { record, ..scene.clone() }.assess().fees.total_cents.get()
                };
                let lines = [Some(application), Some(portfolio), renewal];
                let fair = lines.iter().flatten().all(|(member, other)| member <= other);
                let never_more = (0..8).all(|member| pays(member) <= pays(0));
                assert_eq!(fair, never_more, "{lines:?}");
                for member in 0..8_u32 {
                    let by_hand = lines.iter().zip(0..).filter_map(|(line, bit)| {
                        line.map(|(yes, no)| if member & (1 << bit) != 0 { yes } else { no })
                    });
                    assert_eq!(pays(member), by_hand.sum::<u64>(), "{lines:?}");
                    told += 1;
                }
            }
        }
    }
    assert_eq!(told, 36 * 8);
}

#[test]
fn a_member_pays_more_where_the_policy_says_so() {
    // What does not hold: RULES 2 has no fault for a price that is higher for members.
    let (mut scene, _) = with_three_lines();
    scene.policy.fees.application_cents = Price { member: Cents::new(300), non_member: Cents::new(200) };
    scene.policy.fees.portfolio_cents = Price { member: Cents::ZERO, non_member: Cents::ZERO };
    let mut pays = |membership: Vec<Period>| {
        scene.record.ala_membership = Some(entries(membership));
        scene.assess().fees.total_cents.get()
    };
    assert_eq!((pays(vec![]), pays(vec![Period::starting(date("2000-01-01"))])), (200, 300));
}
