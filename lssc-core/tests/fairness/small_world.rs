//! A world so small that everybody in it can be asked: one certification, eight days on which it may be renewed, five
//! activities, and every policy of two values for each parameter of renewals (RULES 4.10, 4.11).

use lssc_core::rules::renewal::{CurrentTerm, Decision, decide};
use lssc_core::{
    CompetencySet, Count, CountedActivity, Date, GraceTerms, Hours, HoursFrom, Policy, TermEnds,
};

use crate::careers::activity_of;
use crate::scene::{date, id};

const CERTIFIED_ON: &str = "2012-02-29";

/// The days of the renewals: the ends of the first three windows, and days beside them, under one policy or another.
const RENEWALS: [&str; 8] = [
    "2015-02-27",
    "2016-01-31",
    "2016-02-29",
    "2016-03-31",
    "2016-04-29",
    "2019-02-28",
    "2020-02-29",
    "2020-04-29",
];

/// The activities, with their worth in hundredths.
const ACTIVITIES: [(&str, u64, CompetencySet); 5] = [
    ("2015-02-27", 3200, CompetencySet::Technology),
    ("2016-01-31", 1600, CompetencySet::AccessServices),
    ("2016-02-29", 1600, CompetencySet::Technology),
    ("2016-04-29", 1600, CompetencySet::Technology),
    ("2016-05-01", 1600, CompetencySet::Technology),
];

/// The switches of a policy: each set asks for less than when it is not.
const SWITCHES: u32 = 6;

fn policy(switches: u32, ends: TermEnds) -> Policy {
    let has = |bit: u32| switches & (1 << bit) != 0;
    let mut parts = Policy::default().into_parts();
    parts.id = id("small");
    parts.certification.ends = ends;
    let renewal = &mut parts.renewal;
    renewal.opens_months_before = Count::new(if has(0) { 13 } else { 12 }).expect("a year or so");
    renewal.grace_months = Count::new(if has(1) { 2 } else { 1 }).expect("few");
    renewal.grace_terms = if has(2) { GraceTerms::Every } else { GraceTerms::Initial };
    renewal.contact_hours = Hours::whole(if has(3) { 16 } else { 32 });
    renewal.technology_hours = Hours::whole(if has(4) { 0 } else { 16 });
    renewal.hours_from = if has(5) { HoursFrom::LastRenewal } else { HoursFrom::Term };
    Policy::new(parts).expect("in bounds")
}

/// Where a certification stands with some of the renewals, and the term that each of these started.
#[derive(Clone, Copy)]
struct Stood {
    current: CurrentTerm,
    started: [u32; RENEWALS.len()],
}

/// Everybody's standing: by the renewals made, as bits.
struct World {
    days: [Date; RENEWALS.len()],
    stood: Vec<Stood>,
}

impl World {
    /// Of people with these activities, as bits, under this policy.
    fn of(activities: u32, policy: &Policy) -> Self {
        let days = RENEWALS.map(date);
        let activities: Vec<CountedActivity> = ACTIVITIES
            .into_iter()
            .zip(0..)
            .filter(|&(_, bit)| activities & (1_u32 << bit) != 0)
            .map(|((on, worth, set), _)| activity_of(date(on), worth, &[set]).counted)
            .collect();
        let stood = (0..1_usize << days.len()).map(|made| {
            let renewals = days.into_iter().enumerate().filter(|(place, _)| made & (1 << place) != 0);
            let mut started = [0; RENEWALS.len()];
            let hours = Some(activities.iter().copied());
            let current = decide(
                date(CERTIFIED_ON),
                renewals,
                hours,
                |_| false,
                policy,
                |decision| {
                    if let Decision::Accepted(accepted) = decision {
                        started[accepted.index] = accepted.term;
                    }
                },
            );
            Stood { current, started }
        });
        Self { days, stood: stood.collect() }
    }

    /// Whether whoever made one list of renewals stands as well, from the last of them on, as whoever made the other. Days
    /// before that are those of other people in this world, who made fewer of them.
    fn is_no_worse(&self, made: usize, other: &World, than: usize) -> bool {
        let (has, had) = (self.stood[made].current.term, other.stood[than].current.term);
        let last = (0..self.days.len()).rev().find(|&place| (made | than) & (1 << place) != 0);
        let is_over = last.is_some_and(|place| had.last_day < self.days[place]);
        has.number >= had.number && (has.last_day >= had.last_day || is_over)
    }
}

#[test]
fn in_a_small_world_everybody_renews_as_early_as_possible_without_loss() {
    // 3 readings of the end of a term x 64 policies x 32 lists of activities x 256 lists of renewals: every renewal that
    // was accepted, moved to each earlier day on which it is accepted for the same term as well; and every one left out.
    let (mut moved, mut left_out) = (0, 0);
    for &ends in TermEnds::ALL {
        for switches in 0..1 << SWITCHES {
            let policy = policy(switches, ends);
            for activities in 0..1 << ACTIVITIES.len() {
                let world = World::of(activities, &policy);
                for made in 0..world.stood.len() {
                    for place in (0..RENEWALS.len()).filter(|&place| world.stood[made].started[place] > 0) {
                        let without = made & !(1 << place);
                        assert!(
                            world.is_no_worse(made, &world, without),
                            "{made:b} and {without:b} of {activities:b}"
                        );
                        left_out += 1;
                        for earlier in (0..place).filter(|&earlier| made & (1 << earlier) == 0) {
                            let early = without | 1 << earlier;
                            if world.stood[early].started[earlier] == world.stood[made].started[place] {
                                assert!(
                                    world.is_no_worse(early, &world, made),
                                    "{early:b}, {made:b} of {activities:b}"
                                );
                                moved += 1;
                            }
                        }
                    }
                }
            }
        }
    }
    println!("{moved} moved, {left_out} left out");
    assert!(moved > 300_000 && left_out > 600_000, "{moved} moved, {left_out} left out");
}

#[test]
fn in_a_small_world_no_policy_that_asks_for_less_at_renewals_rejects_more() {
    // The same people; each policy against each that asks for less by one parameter.
    let mut better = 0;
    for &ends in TermEnds::ALL {
        let policies: Vec<Policy> = (0..1 << SWITCHES).map(|switches| policy(switches, ends)).collect();
        for activities in 0..1 << ACTIVITIES.len() {
            let worlds: Vec<World> = policies.iter().map(|policy| World::of(activities, policy)).collect();
            for strict in 0..worlds.len() {
                for milder in (0..SWITCHES).map(|bit| strict | 1 << bit).filter(|&milder| milder != strict) {
                    for made in 0..worlds[strict].stood.len() {
                        assert!(
                            worlds[milder].is_no_worse(made, &worlds[strict], made),
                            "{made:b} of {activities:b} under {milder:b} and {strict:b}"
                        );
                        let terms =
                            [milder, strict].map(|world| worlds[world].stood[made].current.term.number);
                        better += u32::from(terms[0] > terms[1]);
                    }
                }
            }
        }
    }
    println!("{better} reach a later term");
    assert!(better > 100_000, "{better} reach a later term");
}
