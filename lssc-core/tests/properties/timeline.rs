//! A timeline is what assessing every day gives, and says what began each of its stretches (RULES 6.1).
//!
//! Every drawn scene is walked day by day over 12 years. `PROPTEST_CASES` draws more of them.

use std::cell::RefCell;
use std::collections::BTreeSet;

use lssc_core::rules::eligibility::{counted_hours, window_at};
use lssc_core::{
    Because, Catalog, Count, Date, DateRange, Education, Experience, FaultCode, Hours, Outcome, Period,
    Pointer, Policy, Portfolio, Record, RecordParts, Span, Status, Stretch, status, timeline,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::scene::{Scene, check, check_often, date, entries, scene};

/// The days of 12 years, three of them leap years.
const DAYS: u32 = 12 * 365 + 3;

fn twelve_years() -> impl Strategy<Value = DateRange> {
    let start = prop_oneof![
        // Around the days of which most scenes are made.
        12 => (0..3000_u32).prop_map(|days| date("2007-06-10").plus_days(days)),
        1 => select(vec!["1900-01-01", "2090-03-01", "2188-01-01"]).prop_map(date),
    ];
    start.prop_map(|from| DateRange::new(from, from.plus_days(DAYS - 1)).expect("in order"))
}

fn drawn(scene: &Scene, range: DateRange) -> Vec<Stretch> {
    timeline(&scene.record(), &scene.catalog(), &scene.policy(), range)
}

/// Asks for the status of every day.
fn walked(scene: &Scene, range: DateRange) -> Vec<(Date, Date, Status)> {
    let (record, catalog, policy) = (scene.record(), scene.catalog(), scene.policy());
    let mut stretches: Vec<(Date, Date, Status)> = Vec::new();
    for day in (0..range.from().days_through(range.to())).map(|days| range.from().plus_days(days)) {
        let status = status(&record, &catalog, &policy, day);
        match stretches.last_mut() {
            Some((_, to, last)) if *last == status => *to = day,
            _ => stretches.push((day, day, status)),
        }
    }
    stretches
}

/// The days on which what a pointer names happened.
fn days_of(record: &RecordParts, pointer: Pointer) -> Vec<Option<Date>> {
    let place = pointer.index();
    match (pointer.key().expect("a fact"), place) {
        ("applied_on", None) => vec![record.applied_on],
        ("admitted_on", None) => vec![record.admitted_on],
        ("certified_on", None) => vec![record.certified_on],
        ("courses", Some(place)) => vec![Some(record.courses.as_ref().expect("given")[place].completed_on)],
        ("portfolios", Some(place)) => match record.portfolios.as_ref().expect("given")[place].outcome() {
            Outcome::Achieved(on) => vec![Some(on)],
            _ => vec![],
        },
        ("degrees", Some(place)) => vec![Some(record.degrees.as_ref().expect("given")[place].graduated_on)],
        ("renewals", Some(place)) => vec![Some(record.renewals.as_ref().expect("given")[place].renewed_on)],
        other => panic!("{other:?} begins nothing"),
    }
}

/// The scene as though nothing had been recorded on this day.
fn without_facts_of(scene: &Scene, day: Date) -> Scene {
    let mut scene = scene.clone();
    let record = &mut scene.record;
    for date in [&mut record.applied_on, &mut record.admitted_on, &mut record.certified_on] {
        *date = date.filter(|&date| date != day);
    }
    let pending = |portfolio: Portfolio| match portfolio.outcome() {
        Outcome::Achieved(on) | Outcome::NotAchieved(on) if on == day => {
            Portfolio::new(portfolio.set(), portfolio.submitted_on(), Outcome::Pending).expect("no date")
        }
        _ => portfolio,
    };
    record.courses = record
        .courses
        .take()
        .map(|list| entries(list.into_iter().filter(|entry| entry.completed_on != day).collect()));
    record.portfolios = record.portfolios.take().map(|list| entries(list.into_iter().map(pending).collect()));
    record.degrees = record
        .degrees
        .take()
        .map(|list| entries(list.into_iter().filter(|entry| entry.graduated_on != day).collect()));
    record.renewals = record
        .renewals
        .take()
        .map(|list| entries(list.into_iter().filter(|entry| entry.renewed_on != day).collect()));
    scene
}

/// Holds every reason against the status that the day would have had without what was recorded on it.
fn check_reasons(scene: &Scene, stretches: &[Stretch]) -> Result<(), TestCaseError> {
    prop_assert_eq!(stretches.first().map(|first| first.because), Some(None));
    for stretch in &stretches[1..] {
        let day = stretch.from;
        let cut = without_facts_of(scene, day);
        let without = status(&cut.record(), &cut.catalog(), &cut.policy(), day);
        match stretch.because {
            None => prop_assert!(false, "nothing began {:?}", stretch),
            Some(Because::Fact(pointer)) => {
                let days = days_of(&scene.record, pointer);
                prop_assert!(days.contains(&Some(day)), "{} began {:?}", pointer, stretch);
                // A boundary that would have done as well on the same day comes after the fact: the catalog's alone can.
                let catalog = scene.catalog();
                let set_by_catalog = catalog.approvals().iter().any(|approval| approval.approved_on == day)
                    || catalog.agreements().iter().any(|agreement| agreement.effective_on == day);
                prop_assert!(set_by_catalog || without != stretch.status, "{} began {:?}", pointer, stretch);
            }
            Some(Because::Clause(clause)) => {
                prop_assert_eq!(without, stretch.status, "{} began {:?}", clause, stretch);
            }
        }
    }
    Ok(())
}

fn check_walked(scene: &Scene, range: DateRange) -> Result<(), TestCaseError> {
    let stretches = drawn(scene, range);
    let plain: Vec<_> = stretches.iter().map(|s| (s.from, s.to, s.status)).collect();
    prop_assert_eq!(plain, walked(scene, range));
    check_reasons(scene, &stretches)
}

#[test]
fn it_is_what_assessing_every_day_gives() {
    check_often(2048, (scene(), twelve_years()), |(scene, range)| check_walked(&scene, range));
}

/// Somebody whose hours on some day are what is asked for, or a few hundredths more or less.
fn close_to_the_hours() -> impl Strategy<Value = Scene> {
    let day = || (0..6000_u32).prop_map(|days| date("2005-01-01").plus_days(days));
    let span = (day(), option::weighted(0.8, 0..2500_u32), 0..2400_u64, any::<bool>()).prop_map(
        |(from, days, hours, total)| {
            let period = Period::new(from, days.map(|days| from.plus_days(days))).expect("in order");
            match days {
                Some(days) if total => {
                    let hours = Hours::from_hundredths(hours * u64::from(days + 1) / 7);
                    Span::total(period, hours).expect("at most 4 hours a day")
                }
                _ => Span::weekly(period, Hours::from_hundredths(hours)).expect("up to 24"),
            }
        },
    );
    let asked = (day(), -3..=3_i64, 0..6_u64);
    (scene(), vec(span, 1..6), asked, any::<bool>(), any::<bool>()).prop_map(
        |(mut scene, spans, (day, more, years), started, graduate)| {
            let policy = &mut scene.policy.eligibility;
            policy.experience_years = Count::new(years).expect("few");
            let hours = counted_hours(spans.iter().copied(), window_at(day, policy));
            policy.experience_hours = Hours::from_hundredths(hours.hundredths().saturating_add_signed(more));
            scene.record.experience = Some(entries(spans.into_iter().map(Experience::from).collect()));
            scene.record.education = Some(Education::CollegeDegree);
            scene.record.position_requires_mls = Some(false);
            if !started {
                scene.record =
                    RecordParts { applied_on: None, admitted_on: None, certified_on: None, ..scene.record };
            }
            if !graduate {
                scene.record.degrees = None;
            }
            scene
        },
    )
}

#[test]
fn hours_close_to_what_is_asked_for_are_what_assessing_every_day_gives() {
    check_often(2048, (close_to_the_hours(), twelve_years()), |(scene, range)| check_walked(&scene, range));
}

#[test]
fn a_part_of_a_range_says_what_the_whole_says() {
    let range = (1900..2199_i32, 1..=366_u32, 0..40_000_u32);
    check((scene(), range, 0..40_000_u32, 0..40_000_u32), |(scene, (year, day, days), a, b)| {
        let from = Date::new(year, 1, 1).expect("in the calendar").plus_days(day);
        let whole = DateRange::new(from, from.plus_days(days)).expect("in order");
        let (a, b) = (a.min(b) % (days + 1), a.max(b) % (days + 1));
        let (first, last) = (from.plus_days(a.min(b)), from.plus_days(a.max(b)));
        let part = drawn(&scene, DateRange::new(first, last).expect("in order"));
        let cut = drawn(&scene, whole).into_iter().filter(|s| s.from <= last && s.to >= first);
        let cut: Vec<Stretch> = cut
            .map(|s| Stretch {
                from: s.from.max(first),
                to: s.to.min(last),
                because: s.because.filter(|_| s.from > first),
                ..s
            })
            .collect();
        prop_assert_eq!(part, cut);
        Ok(())
    });
}

#[test]
fn the_scenes_reach_every_status_and_whatever_can_begin_it() {
    // Not a property of the library but of the tests: what is drawn is worth drawing.
    let seen: RefCell<BTreeSet<String>> = RefCell::default();
    let drawn_scene = prop_oneof![3 => scene(), 1 => close_to_the_hours()];
    check_often(8192, (drawn_scene, twelve_years()), |(scene, range)| {
        for stretch in drawn(&scene, range) {
            let because = match stretch.because {
                None => "nothing",
                Some(Because::Clause(clause)) => clause.as_str(),
                Some(Because::Fact(pointer)) => pointer.key().expect("a fact"),
            };
            seen.borrow_mut().insert(format!("{} because {because}", stretch.status));
        }
        Ok(())
    });
    let seen = seen.into_inner();
    for status in Status::NAMES {
        assert!(seen.contains(&format!("{status} because nothing")), "no first stretch is {status}");
    }
    let expected = [
        "applied because applied_on",
        "candidacy-expired because 4.4",
        "candidate because admitted_on",
        "certified because 4.5",
        "certified because 4.7",
        "certified because admitted_on",
        "certified because certified_on",
        "certified because courses",
        "certified because degrees",
        "certified because portfolios",
        "certified because renewals",
        "eligible because 4.3",
        "eligible because 4.7",
        "eligible because degrees",
        "grace because 4.10",
        "ineligible because 4.3",
        "lapsed because 4.10",
        "lapsed because renewals",
        "renewal-open because 4.10",
        "renewal-open because renewals",
        "undetermined because 4.3",
        "undetermined because 4.7",
        "undetermined because degrees",
    ];
    let missing: Vec<_> = expected.into_iter().filter(|&name| !seen.contains(name)).collect();
    assert!(missing.is_empty(), "never seen: {missing:?}");
}

#[test]
fn it_is_written_as_the_specification_has_it() {
    let record = Record::from_json(
        br#"{"id": "p", "admitted_on": "2010-05-01", "certified_on": "2012-10-15", "renewals": [
            {"renewed_on": "2014-01-01"}, {"renewed_on": "2016-10-16"}]}"#,
    )
    .expect("a record");
    let range = DateRange::new(date("2012-10-15"), date("2020-10-16")).expect("in order");
    let stretches = timeline(&record, &Catalog::default(), &Policy::default(), range);
    let expected = concat!(
        r#"[{"from":"2012-10-15","to":"2015-10-14","status":"certified","because":null},"#,
        r#"{"from":"2015-10-15","to":"2016-10-15","status":"renewal-open","because":"4.10"},"#,
        r#"{"from":"2016-10-16","to":"2019-10-14","status":"certified","because":"/renewals/1"},"#,
        r#"{"from":"2019-10-15","to":"2020-10-15","status":"renewal-open","because":"4.10"},"#,
        r#"{"from":"2020-10-16","to":"2020-10-16","status":"lapsed","because":"4.10"}]"#,
    );
    assert_eq!(serde_json::to_string(&stretches).expect("it can be written"), expected);
}

#[test]
fn a_range_that_ends_before_it_begins_is_a_fault() {
    let day = date("2024-02-29");
    assert_eq!(DateRange::new(day, day).map(|range| (range.from(), range.to())), Ok((day, day)));
    let problem = DateRange::new(day, day.day_before()).expect_err("reversed");
    assert_eq!(problem.code(), FaultCode::Conflict);
    assert_eq!(problem.to_string(), "`to` (2024-02-28) is before `from` (2024-02-29); correct one of them");
}

#[test]
fn a_fact_is_told_before_a_boundary_and_earlier_ones_first() {
    // (what the record says, the status that begins on 2016-06-10, what began it)
    let portfolio = r#""portfolios": [{"set": "technology", "submitted_on": "2016-01-01", "outcome": "achieved",
        "evaluated_on": "2016-06-10"}]"#;
    let course = r#""courses": [{"course": "c", "completed_on": "2016-06-10"}]"#;
    let earlier = r#""courses": [{"course": "c", "completed_on": "2015-06-10"}]"#;
    let stories = [
        (r#""applied_on": "2016-06-10", "admitted_on": "2016-06-10""#.to_owned(), "/admitted_on"),
        (format!(r#""admitted_on": "2016-06-10", {course}"#), "/admitted_on"),
        (r#""admitted_on": "2016-06-10", "certified_on": "2016-06-10""#.to_owned(), "/certified_on"),
        (format!(r#""admitted_on": "2015-06-10", "certified_on": "2016-06-10", {course}"#), "/certified_on"),
        (format!(r#""admitted_on": "2015-06-10", {portfolio}, {course}"#), "/courses/0"),
        (format!(r#""admitted_on": "2015-06-10", {portfolio}, {earlier}"#), "/portfolios/0"),
        (format!(r#""admitted_on": "2015-06-10", {earlier}"#), "4.5"),
        // The deadline has passed on the day before.
        (format!(r#""admitted_on": "2012-06-09", {course}"#), "4.4"),
    ];
    let catalog = Catalog::from_json(
        br#"{"approvals": [
            {"id": "a", "set": "access-services", "courses": ["c"], "approved_on": "2016-06-10"},
            {"id": "b", "set": "youth-services", "courses": ["c"], "approved_on": "2016-06-10"}]}"#,
    )
    .expect("a catalog");
    let policy = Policy::from_json(
        br#"{"extends": "lssc-faq", "id": "short", "completion": {"required": [], "electives_needed": 1,
            "electives": ["technology", "access-services"]}}"#,
    )
    .expect("a policy");
    for (keys, expected) in stories {
        let record = Record::from_json(format!(r#"{{"id": "p", {keys}}}"#).as_bytes()).expect("a record");
        let range = DateRange::new(date("2016-06-09"), date("2016-06-10")).expect("in order");
        let stretches = timeline(&record, &catalog, &policy, range);
        let began = stretches.last().map(|stretch| serde_json::to_string(&stretch.because).expect("a text"));
        assert_eq!(began, Some(format!("\"{expected}\"")), "{keys}");
    }
}
