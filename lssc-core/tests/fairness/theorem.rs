//! How a theorem is held against drawn cases: with a count of those that it speaks of.

use std::cell::Cell;

use lssc_core::{Assessment, Date, DateRange, Standing, Status, Stretch, Verdict, timeline};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::scene::{Scene, check_often};

/// What a case says of a theorem that it does not contradict.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Said {
    /// Nothing: its premise is not met.
    Nothing,
    /// It holds, and both sides are the same.
    Holds,
    /// It holds, and what the theorem is about made a difference.
    Tells,
}

impl Said {
    /// That it holds; `difference`: whether the two sides differ.
    pub const fn with(difference: bool) -> Self {
        if difference { Self::Tells } else { Self::Holds }
    }
}

/// The least number of cases of a thousand in which the premise is met, and in which it makes a difference.
#[derive(Clone, Copy, Debug)]
pub struct AtLeast {
    pub met: u32,
    pub telling: u32,
}

/// Holds a theorem against drawn cases, and asserts that enough of them are cases of it: a theorem whose premise is
/// never met says nothing, and neither does one whose two sides are always the same.
#[track_caller]
pub fn theorem<S: Strategy>(
    at_least: AtLeast,
    strategy: S,
    holds: impl Fn(S::Value) -> Result<Said, TestCaseError>,
) {
    theorem_often(2048, at_least, strategy, holds);
}

/// The same, drawn more or less often.
#[track_caller]
pub fn theorem_often<S: Strategy>(
    times: u32,
    at_least: AtLeast,
    strategy: S,
    holds: impl Fn(S::Value) -> Result<Said, TestCaseError>,
) {
    let (drawn, met, telling) = (Cell::new(0_u32), Cell::new(0_u32), Cell::new(0_u32));
    check_often(times, strategy, |value| {
        let said = holds(value)?;
        drawn.set(drawn.get() + 1);
        met.set(met.get() + u32::from(said != Said::Nothing));
        telling.set(telling.get() + u32::from(said == Said::Tells));
        Ok(())
    });
    let (drawn, met, telling) = (drawn.get(), met.get(), telling.get());
    println!("{drawn} drawn, {met} of them cases of it, {telling} telling");
    assert!(met * 1000 >= at_least.met * drawn, "its premise is met by {met} of {drawn}");
    assert!(telling * 1000 >= at_least.telling * drawn, "it makes a difference to {telling} of {drawn}");
}

/// A verdict is higher the more is achieved.
pub const fn height(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::NotMet => 0,
        Verdict::Unknown => 1,
        Verdict::Met => 2,
    }
}

/// Whether somebody of this status holds a certification that can still be renewed.
pub const fn is_certified(status: Status) -> bool {
    matches!(status, Status::Certified | Status::RenewalOpen | Status::Grace)
}

/// The number of the term; 0 without a certification.
pub fn term_of(assessment: &Assessment) -> u32 {
    assessment.certification.map_or(0, |certification| certification.term)
}

/// Every day that inputs can name.
pub fn all_days() -> DateRange {
    DateRange::new(Date::MIN, Date::MAX).expect("in order")
}

/// How the scene is lived: each day with what is known on it. What it is asked about plays no part.
pub fn lived(scene: &Scene) -> Vec<Stretch> {
    timeline(&scene.record(), &scene.catalog(), &scene.policy(), all_days())
}

/// The days on which a certification runs.
pub fn certified_days(life: &[Stretch]) -> u32 {
    let certified = life.iter().filter(|stretch| Standing::of(stretch.status) == Standing::Certified);
    certified.map(|stretch| stretch.from.days_through(stretch.to)).sum()
}

/// The first day on which one stands worse than the other, with the two statuses. Both lives are of the same days.
pub fn worse_day(life: &[Stretch], than: &[Stretch]) -> Option<(Date, Status, Status)> {
    let status_on = |life: &[Stretch], day: Date| {
        let place = life.partition_point(|stretch| stretch.to < day);
        life[place].status
    };
    let days = life.iter().chain(than).map(|stretch| stretch.from);
    let both = days.map(|day| (day, status_on(life, day), status_on(than, day)));
    both.filter(|&(_, is, was)| Standing::of(is) < Standing::of(was)).min_by_key(|&(day, ..)| day)
}
