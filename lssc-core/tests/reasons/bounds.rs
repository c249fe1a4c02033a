//! O4: the values of one field that reach a goal, and no others.

use std::cell::Cell;

use lssc_core::{
    Bounds, Catalog, Date, FieldValue, Goal, GoalKind, Hours, Policy, Record, RecordField, bounds,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::scene::{Scene, check_often, scene};

/// The fields of a record, each by its pointer, from its JSON.
fn fields(record: &Record) -> Vec<String> {
    let json = serde_json::to_value(record).expect("JSON");
    let mut found: Vec<String> =
        ["education", "position_requires_mls", "applied_on", "admitted_on", "certified_on"]
            .map(|key| format!("/{key}"))
            .to_vec();
    for (key, value) in json.as_object().expect("an object") {
        for (place, entry) in value.as_array().into_iter().flatten().enumerate() {
            let keys = entry.as_object().into_iter().flat_map(|entry| entry.keys());
            found.extend(keys.map(|inner| format!("/{key}/{place}/{inner}")));
        }
    }
    found.retain(|pointer| RecordField::at(record, pointer).is_ok());
    found
}

/// The record with another value at a pointer, by way of its JSON; nothing where that is no record.
fn with(record: &Record, pointer: &str, value: &Value) -> Option<Record> {
    let mut json = serde_json::to_value(record).expect("JSON");
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    json.pointer_mut(parent)?.as_object_mut()?.insert(key.to_owned(), value.clone());
    Record::from_json(json.to_string().as_bytes()).ok()
}

fn holds(found: &Bounds, value: FieldValue) -> bool {
    found.values.iter().any(|interval| interval.from <= value && value <= interval.to)
}

fn in_json(value: FieldValue) -> Value {
    match value {
        FieldValue::Hours(hours) => serde_json::from_str(&hours.to_string()).expect("a number"),
        other => serde_json::to_value(other).expect("JSON"),
    }
}

/// The values next to one; an answer has none.
fn around(value: FieldValue) -> Vec<FieldValue> {
    match value {
        FieldValue::Date(date) => {
            let days = [Some(date.day_before()), Some(date.plus_days(1))].into_iter().flatten();
            days.filter(|day| (Date::MIN..=Date::MAX).contains(day)).map(FieldValue::Date).collect()
        }
        FieldValue::Hours(hours) => {
            let below = hours.hundredths().checked_sub(1);
            [below, Some(hours.hundredths() + 1)]
                .into_iter()
                .flatten()
                .map(Hours::from_hundredths)
                .map(FieldValue::Hours)
                .collect()
        }
        _ => Vec::new(),
    }
}

fn goal() -> impl Strategy<Value = (GoalKind, usize, Vec<u32>)> {
    let kinds = prop::sample::select(GoalKind::ALL);
    (
        kinds,
        any::<prop::sample::Index>().prop_map(|place| place.index(1 << 20)),
        prop::collection::vec(any::<u32>(), 24),
    )
}

#[test]
fn the_values_are_those_that_reach_the_goal_and_no_others() {
    let (seen, both) = (Cell::new(0), Cell::new(0));
    check_often(256, (scene(), goal()), |(scene, (kind, place, drawn)): (Scene, _)| {
        let (record, catalog, policy) = (scene.record(), scene.catalog(), scene.policy());
        let goal = Goal { goal: kind, by: scene.as_of };
        let pointers = fields(&record);
        let pointer = &pointers[place % pointers.len()];
        let field = RecordField::at(&record, pointer).expect("a field");
        let found = bounds(&record, field, goal, &catalog, &policy);
        let reaches = |value: FieldValue| {
            with(&record, pointer, &in_json(value))
                .is_some_and(|record| goal.is_reached(&record, &catalog, &policy))
        };
        // Both ends of each interval, and their neighbors outside.
        for end in found.values.iter().flat_map(|interval| [interval.from, interval.to]) {
            prop_assert!(reaches(end), "{pointer}: {end:?} of {found:?}");
            for next in around(end) {
                prop_assert_eq!(
                    reaches(next),
                    holds(&found, next),
                    "{}: {:?} beside {:?}",
                    pointer,
                    next,
                    found
                );
            }
        }
        // Values drawn from everywhere, and around the goal's day.
        for number in drawn {
            let value = match pointer.rsplit('/').next() {
                Some("hours_per_week") => FieldValue::Hours(Hours::from_hundredths((number % 16_801).into())),
                Some("quantity") => FieldValue::Hours(Hours::from_hundredths((number % 100_001).into())),
                Some("total_hours") => FieldValue::Hours(Hours::from_hundredths((number % 400_000).into())),
                Some("education" | "position_requires_mls") => continue,
                _ if number % 2 == 0 => FieldValue::Date(Date::MIN.plus_days(number % 109_573)),
                _ => FieldValue::Date(goal.by.minus_months(number % 160).plus_days(number % 31)),
            };
            prop_assert_eq!(reaches(value), holds(&found, value), "{}: {:?} in {:?}", pointer, value, found);
        }
        prop_assert_eq!(found.reached, goal.is_reached(&record, &catalog, &policy));
        if let Some(left_out) = found.left_out {
            let without = with(&record, pointer, &Value::Null).expect("it may be left out");
            prop_assert_eq!(left_out, goal.is_reached(&without, &catalog, &policy));
        }
        seen.set(seen.get() + usize::from(!found.values.is_empty()));
        both.set(both.get() + usize::from(found.values.len() > 1));
        Ok(())
    });
    assert!(
        seen.get() > 10 && both.get() > 0,
        "{} with values, {} with several runs",
        seen.get(),
        both.get()
    );
}

#[test]
fn a_bound_can_be_said() {
    let check = |record: Value, pointer: &str, kind: GoalKind, by: &str, sentence: &str| {
        let record = Record::from_json(record.to_string().as_bytes()).expect("a record");
        let field = RecordField::at(&record, pointer).expect("a field");
        let goal = Goal { goal: kind, by: by.parse().expect("a day") };
        let found = bounds(&record, field, goal, &Catalog::default(), &Policy::default());
        assert_eq!(found.sentence, sentence, "{pointer} of {record:?}");
    };
    let worker = json!({"id": "p", "education": "college-degree", "position_requires_mls": false,
        "experience": [{"from": "2022-06-30", "to": "2024-06-29", "hours_per_week": 10}]});
    check(worker.clone(), "/experience/0/hours_per_week", GoalKind::Eligible, "2024-06-30", "at least 17.43");
    check(worker.clone(), "/experience/0/from", GoalKind::Eligible, "2024-06-30", "on or before 2021-01-03");
    check(worker.clone(), "/education", GoalKind::Eligible, "2024-06-30", "no value");
    let mut longer = worker;
    longer["experience"][0]["from"] = json!("2019-06-30");
    check(
        longer,
        "/education",
        GoalKind::Eligible,
        "2024-06-30",
        "high-school-diploma, or high-school-equivalency, or college-degree",
    );
    let certified = json!({"id": "p", "certified_on": "2020-05-03", "activities": [
        {"completed_on": "2021-05-03", "quantity": 30, "unit": "contact-hour", "sets": ["technology"]}]});
    check(certified, "/activities/0/quantity", GoalKind::Renewable, "2024-01-02", "at least 32");
}

#[test]
fn only_a_field_of_the_record_has_bounds() {
    let json = r#"{"id": "p", "experience": [{"from": "2020-01-01", "hours_per_week": 10}],
        "portfolios": [{"set": "technology", "submitted_on": "2020-01-01", "outcome": "pending"}]}"#;
    let record = Record::from_json(json.as_bytes()).expect("a record");
    let check = |pointer: &str, is_field: bool| {
        assert_eq!(RecordField::at(&record, pointer).is_ok(), is_field, "{pointer}");
    };
    check("/applied_on", true);
    check("/experience/0/to", true);
    check("/experience/0/hours_per_week", true);
    check("/experience/0/total_hours", false);
    check("/experience/00/to", false);
    check("/experience/1/to", false);
    check("/experience/0", false);
    check("/experience/0/to/0", false);
    check("/portfolios/0/submitted_on", true);
    check("/portfolios/0/evaluated_on", false);
    check("/id", false);
    check("", false);
    check("applied_on", false);
}
