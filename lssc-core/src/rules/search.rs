//! The days on which a sliding window holds hours enough (RULES 4.3, `earliest_on`; RULES 4.9, 6.1).
//!
//! The hours of a window that slides are not monotonic, so the search halves the stretch of days until all days of each
//! half have one answer: because even the fewest hours that any of them could count suffice, or even the most do not. On
//! the way down it settles the spans whose worth no longer depends on the day: those outside every window of the stretch,
//! inside every one, or covering every one.
//!
//! Days are not walked. On a stretch on which no end of the window meets an end of a span, the exact worth runs along a
//! straight line, so its first and its last day bound all others. Only where totals are cut does rounding leave open days
//! within that many hundredths of an hour of what is asked for, and those are looked at one by one.

use std::ops::ControlFlow;

use crate::date::{Date, Period, Window};
use crate::policy::EligibilityPolicy;
use crate::quantity::Hours;
use crate::record::{Span, SpanHours};
use crate::rules::eligibility::window_at;

/// The first day of `search` at which the hours of the policy's years before it, that day included, suffice.
#[must_use]
pub fn first_met(
    spans: impl Iterator<Item = Span>,
    search: Window,
    policy: &EligibilityPolicy,
) -> Option<Date> {
    let mut first = None;
    changes(spans, search, policy, &mut |day, met| {
        if met {
            first = Some(day);
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    first
}

/// So many spans are searched without allocating.
#[cfg(not(feature = "small"))]
const FEW: usize = 12;
/// A stretch is halved until it is a day; every halving leaves one to be looked at later.
const HALVINGS: usize = 33;

/// Tells whether the hours suffice on the first day of `search`, and then each day from which on it is the other way
/// round, until nobody wants to hear more.
#[cfg(feature = "small")]
pub(crate) fn changes(
    spans: impl Iterator<Item = Span>,
    search: Window,
    policy: &EligibilityPolicy,
    tell: &mut dyn FnMut(Date, bool) -> ControlFlow<()>,
) {
    let mut all = Vec::new();
    spans.for_each(|span| all.push(span));
    changes_of(&mut all, search, policy, tell);
}

/// The same, and a few spans are searched without allocating.
#[cfg(not(feature = "small"))]
pub(crate) fn changes(
    mut spans: impl Iterator<Item = Span>,
    search: Window,
    policy: &EligibilityPolicy,
    tell: &mut dyn FnMut(Date, bool) -> ControlFlow<()>,
) {
    let Some(first) = spans.next() else { return changes_of(&mut [], search, policy, tell) };
    let mut few = [first; FEW];
    let mut count = 1_usize;
    while let Some(span) = spans.next() {
        let Some(place) = few.get_mut(count) else {
            let mut many: Vec<Span> = few.into_iter().chain([span]).chain(spans).collect();
            return changes_of(&mut many, search, policy, tell);
        };
        *place = span;
        count = count.saturating_add(1);
    }
    changes_of(few.get_mut(..count).unwrap_or_default(), search, policy, tell);
}

/// A stretch keeps its open spans at the front of the list; settling moves them about, but never away from there.
fn changes_of(
    spans: &mut [Span],
    search: Window,
    policy: &EligibilityPolicy,
    tell: &mut dyn FnMut(Date, bool) -> ControlFlow<()>,
) {
    let Some(last) = search.from.days_through(search.to).checked_sub(1) else { return };
    let mut told = None;
    let settled = Settled::of_years(policy.experience_years.get());
    let mut stretch = Stretch { first: 0, last, open: spans.len(), settled };
    // What comes later, the earliest on top.
    let mut later: [Option<Stretch>; HALVINGS] = [None; HALVINGS];
    let mut waiting = 0_usize;
    loop {
        #[cfg(test)]
        LOOKED_AT.with(|looked_at| looked_at.set(looked_at.get() + 1));
        let Stretch { first, last, .. } = stretch;
        let (from, to) = (search.from.plus_days(first), search.from.plus_days(last));
        let (earliest, latest) = (window_at(from, policy), window_at(to, policy));
        let open = spans.get_mut(..stretch.open).unwrap_or_default();
        stretch.open = settle(open, &mut stretch.settled, earliest, latest);
        let open = spans.get(..stretch.open).unwrap_or_default();
        let (fewest, most) = stretch.settled.bounds(open, earliest, latest);
        let met = fewest >= policy.experience_hours;
        if met || most < policy.experience_hours || first == last {
            if told.replace(met) != Some(met) && tell(from, met).is_break() {
                return;
            }
            waiting = waiting.saturating_sub(1);
            let Some(next) = later.get_mut(waiting).and_then(Option::take) else { return };
            stretch = next;
            continue;
        }
        let middle = first.midpoint(last);
        let half = Stretch { first: middle.saturating_add(1), ..stretch };
        later.get_mut(waiting).into_iter().for_each(|place| *place = Some(half));
        waiting = waiting.saturating_add(1);
        stretch.last = middle;
    }
}

#[cfg(test)]
thread_local! {
    /// How many stretches were looked at, for the tests that it is not one a day.
    pub(crate) static LOOKED_AT: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Days to search, counted from the first, both ends included.
#[derive(Clone, Copy)]
struct Stretch {
    first: u32,
    last: u32,
    /// How many spans are not settled.
    open: usize,
    settled: Settled,
}

/// Moves the spans that stay open to the front, settles the others, and returns how many are open.
fn settle(spans: &mut [Span], settled: &mut Settled, earliest: Window, latest: Window) -> usize {
    let (mut open, mut place) = (0_usize, 0_usize);
    while let Some(&span) = spans.get(place) {
        let period = span.period();
        let (from, to) = (period.from(), period.to().unwrap_or(latest.to));
        if to < earliest.from || from > latest.to {
            // Outside every window: worth nothing.
        } else if from >= latest.from && to <= earliest.to {
            settled.inside.add(span, from.days_through(to));
        } else if from <= earliest.from && to >= latest.to {
            settled.covering(span);
        } else {
            spans.swap(place, open);
            open = open.saturating_add(1);
        }
        place = place.saturating_add(1);
    }
    open
}

/// Work by the week, in hundredths of an hour times days, and totals in hundredths.
#[derive(Clone, Copy, Default)]
pub(super) struct Sum {
    weekly: u64,
    total: u64,
}

impl Sum {
    /// What `days` of a span are worth (RULES 4.3): each total is rounded down by itself.
    pub(super) fn add(&mut self, span: Span, days: u32) {
        let days = u64::from(days);
        match span.hours() {
            SpanHours::Weekly(hours) => {
                self.weekly = self.weekly.saturating_add(hours.hundredths().saturating_mul(days));
            }
            SpanHours::Total(hours) => {
                let period = span.period();
                // A total always has an end, and so at least one day.
                let own_days = period.to().map_or(1, |to| period.from().days_through(to));
                let worth = hours.hundredths().saturating_mul(days).checked_div(u64::from(own_days));
                self.total = self.total.saturating_add(worth.unwrap_or(0));
            }
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            weekly: self.weekly.saturating_add(other.weekly),
            total: self.total.saturating_add(other.total),
        }
    }

    /// The hours: what is worked by the week is rounded down once.
    pub(super) fn hours(self) -> Hours {
        Hours::from_hundredths((self.weekly / 7).saturating_add(self.total))
    }
}

/// How many lengths a window of so many years can have: it holds more or fewer leap days.
const LENGTHS: usize = 6;
/// The place, among these lengths, of the one with a leap day for each four years.
const USUAL: usize = 3;

/// What the settled spans are worth.
#[derive(Clone, Copy)]
struct Settled {
    inside: Sum,
    /// The spans that cover the window, by the place of its length.
    covering: [Sum; LENGTHS],
    years: u32,
}

impl Settled {
    fn of_years(years: u32) -> Self {
        Self { inside: Sum::default(), covering: Default::default(), years }
    }

    fn covering(&mut self, span: Span) {
        let usual = usual_length(self.years);
        for (more, sum) in (0..).zip(&mut self.covering) {
            sum.add(span, usual.saturating_add(more).saturating_sub(3));
        }
    }

    /// The fewest and the most hours that any day of a stretch counts, with the spans that are open.
    fn bounds(&self, open: &[Span], earliest: Window, latest: Window) -> (Hours, Hours) {
        if let Some(days) = steady(earliest, latest)
            && open.iter().all(|span| is_straight(span.period(), earliest, latest))
        {
            let place = place_of(earliest, self.years);
            let (a, b) = (self.hours(place, open, earliest), self.hours(place, open, latest));
            // Rounding takes less than a hundredth from each total. Work by the week, rounded as one, goes one way.
            let totals = open.iter().filter(|span| days > 0 && matches!(span.hours(), SpanHours::Total(_)));
            let rounding = totals.fold(Hours::ZERO, |sum, _| sum.plus(Hours::from_hundredths(1)));
            return (a.min(b).less(rounding), a.max(b).plus(rounding));
        }
        let common = Window { from: latest.from, to: earliest.to };
        let all = Window { from: earliest.from, to: latest.to };
        let (shortest, longest) = lengths(all, self.years);
        (self.hours(shortest, open, common), self.hours(longest, open, all))
    }

    /// The hours of a window whose length has this place, with the open spans as far as they lie in `counted`.
    fn hours(&self, place: usize, open: &[Span], counted: Window) -> Hours {
        let covering = self.covering.get(place);
        let settled = self.inside.plus(covering.copied().unwrap_or_default());
        sum_in(open.iter().copied(), counted).plus(settled).hours()
    }
}

/// The days of a window of so many years that holds a leap day for each four years, and none for the rest.
fn usual_length(years: u32) -> u32 {
    years.saturating_mul(365).saturating_add(years / 4).saturating_add(1)
}

/// The place of a window's length.
fn place_of(window: Window, years: u32) -> usize {
    let length = window.from.days_through(window.to);
    usize::try_from(length.saturating_add(3).saturating_sub(usual_length(years))).unwrap_or_default()
}

/// The places of the shortest and the longest window of so many years that can lie in these days.
fn lengths(all: Window, years: u32) -> (usize, usize) {
    let skipped = |year: i32| year.div_euclid(100).saturating_sub(year.div_euclid(400));
    if skipped(all.from.year().saturating_sub(1)) == skipped(all.to.year()) {
        // Every fourth year is a leap year.
        return (USUAL, if years.is_multiple_of(4) { USUAL } else { USUAL.saturating_add(1) });
    }
    (0, LENGTHS.saturating_sub(1))
}

/// The days from one window to a later one, if every window between them is as long as they are.
fn steady(earliest: Window, latest: Window) -> Option<i32> {
    let days = earliest.to.days_until(latest.to);
    // Where a leap day is in one year and not in the other, the start of the window stands still or skips a day: once in
    // 365 days at most, so that the second of two such days cannot make up for the first.
    (days < 365 && earliest.from.days_until(latest.from) == days).then_some(days)
}

/// Whether no end of the window meets an end of the period on the way from one window to a later one.
fn is_straight(period: Period, earliest: Window, latest: Window) -> bool {
    let (from, to) = (period.from(), period.to().unwrap_or(latest.to));
    let apart = |day: Date, first: Date, last: Date| day <= first || day >= last;
    // A span that is met by neither end is settled, unless it is in no window on one side.
    apart(from, earliest.from, latest.from)
        && apart(to, earliest.to, latest.to)
        && from <= earliest.to
        && to >= latest.from
}

/// What spans are worth in a window.
pub(super) fn sum_in(spans: impl IntoIterator<Item = Span>, window: Window) -> Sum {
    spans.into_iter().fold(Sum::default(), |mut sum, span| {
        sum.add(span, span.period().days_within(window));
        sum
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Count, Policy};
    use crate::rules::eligibility::counted_hours;
    use crate::{Date, Period};

    /// Every window of 0 to 100 years has one of the lengths that are provided for.
    #[test]
    fn no_window_is_longer_or_shorter_than_is_provided_for() {
        let mut policy = Policy::default().into_parts().eligibility;
        for years in 0..=100 {
            policy.experience_years = Count::new(years).unwrap();
            let years = policy.experience_years.get();
            // The calendar repeats after 146,097 days.
            for step in 0..146_097 {
                let window = window_at(Date::MIN.plus_days(step), &policy);
                let days = window.from.days_through(window.to);
                assert!((0..6).contains(&(days + 3 - usual_length(years))), "{years} years: {window:?}");
                let (shortest, longest) = lengths(window, years);
                let place = place_of(window, years);
                assert!((shortest..=longest).contains(&place), "{years} years: {window:?}");
            }
        }
    }

    /// Walks day by day.
    fn walked(spans: &[Span], search: Window, policy: &EligibilityPolicy) -> Option<Date> {
        let days = search.from.days_through(search.to);
        let mut day = (0..days).map(|day| search.from.plus_days(day));
        day.find(|&day| {
            counted_hours(spans.iter().copied(), window_at(day, policy)) >= policy.experience_hours
        })
    }

    /// Walks day by day, to the end.
    fn walked_changes(spans: &[Span], search: Window, policy: &EligibilityPolicy) -> Vec<(Date, bool)> {
        let mut changes: Vec<(Date, bool)> = Vec::new();
        for day in (0..search.from.days_through(search.to)).map(|day| search.from.plus_days(day)) {
            let met = counted_hours(spans.iter().copied(), window_at(day, policy)) >= policy.experience_hours;
            if changes.last().is_none_or(|&(_, last)| last != met) {
                changes.push((day, met));
            }
        }
        changes
    }

    #[test]
    fn the_search_finds_what_walking_finds() {
        // A small generator of numbers, so that the cases are the same every time.
        let mut state = 7_u64;
        let mut below = |bound: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % bound
        };
        let mut policy = Policy::default().into_parts().eligibility;
        let mut found = 0;
        for _ in 0..1500 {
            let start = Date::new(2010, 1, 1).unwrap();
            let day = |days: u64| start.plus_days(u32::try_from(days).unwrap());
            policy.experience_years = Count::new(below(4)).unwrap();
            policy.experience_hours = Hours::from_hundredths(below(250_000));
            // Hours of a few hundredths over hundreds of days are little but rounding.
            let most = if below(2) == 0 { 2400 } else { 400 };
            let spans: Vec<Span> = (0..below(9))
                .map(|_| {
                    let from = below(2500);
                    let period = Period::new(day(from), Some(day(from + below(900)))).unwrap();
                    match below(3) {
                        0 => {
                            Span::weekly(Period::starting(period.from()), Hours::from_hundredths(below(3000)))
                                .unwrap()
                        }
                        1 => Span::weekly(period, Hours::from_hundredths(below(4000))).unwrap(),
                        _ => Span::total(period, Hours::from_hundredths(below(most))).unwrap(),
                    }
                })
                .collect();
            let from = below(2500);
            let search = Window { from: day(from), to: day(from + below(1500)) };
            // Two times of three only the peaks suffice, or only the troughs do not: there rounding decides.
            let days = (0..search.from.days_through(search.to)).map(|day| search.from.plus_days(day));
            let hours = days.map(|day| counted_hours(spans.iter().copied(), window_at(day, &policy)));
            match below(3) {
                0 => policy.experience_hours = hours.max().unwrap(),
                1 => policy.experience_hours = hours.min().unwrap().plus(Hours::from_hundredths(1)),
                _ => {}
            }
            let mut told = Vec::new();
            changes(spans.iter().copied(), search, &policy, &mut |day, met| {
                told.push((day, met));
                ControlFlow::Continue(())
            });
            assert_eq!(
                told,
                walked_changes(&spans, search, &policy),
                "{spans:?} in {search:?} by {policy:?}"
            );
            let first = first_met(spans.iter().copied(), search, &policy);
            assert_eq!(first, walked(&spans, search, &policy), "{spans:?} in {search:?} by {policy:?}");
            found += u32::from(first.is_some_and(|first| first > search.from));
        }
        assert!(found > 300, "only {found} searches had to go further than the first day");
    }
}
