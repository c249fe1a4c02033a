//! The same people as rule engines are handed them: what none of them has words for is ready-made.

use chrono::{Months, NaiveDate};
use lssc_benches::people::{Sample, as_of};
use serde_json::{Map, Value, json};

/// A day after all days: stands for a date that is not there.
pub const NEVER: i64 = 10_000_000;

pub const NOTE: &str = "handed ready-made: days as numbers, the days of each span in the window, the dates months away \
                        (deadline, and the term that each day would start), portfolios in order of their evaluation";

fn number(date: NaiveDate) -> i64 {
    i64::from(date.to_epoch_days())
}

fn date(value: &Value) -> Option<NaiveDate> {
    value.as_str().map(|text| text.parse().expect("a day"))
}

fn day(value: &Value) -> i64 {
    date(value).map_or(NEVER, number)
}

fn hundredths(value: &Value) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "hours are small")]
    value.as_f64().map_or(0, |hours| (hours * 100.0).round() as i64)
}

fn entries(record: &Value, key: &str) -> Vec<Value> {
    record[key].as_array().expect("a list").clone()
}

/// The input of an engine.
pub fn input(sample: &Sample) -> Value {
    let (record, as_of) = (&sample.record, as_of());
    let known = |key: &str| date(&record[key]).filter(|&date| date <= as_of);
    let admitted = known("admitted_on");
    let recorded = known("certified_on");
    let reference = known("applied_on").or(admitted).or(recorded).unwrap_or(as_of);
    let deadline = admitted.map_or(NEVER, |admitted| number(admitted + Months::new(48)));
    let mut portfolios: Vec<Value> = entries(record, "portfolios").iter().map(portfolio).collect();
    portfolios.sort_by_key(|portfolio| portfolio["evaluated"].as_i64());
    let mut starts: Vec<NaiveDate> =
        entries(record, "portfolios").iter().filter_map(|one| date(&one["evaluated_on"])).collect();
    starts.extend(admitted.into_iter().chain(recorded));
    starts.sort_unstable();
    starts.dedup();
    json!({
        "as_of": number(as_of),
        "reference": number(reference),
        "education": record["education"],
        "mls": record["position_requires_mls"],
        "applied": known("applied_on").is_some(),
        "admitted": admitted.map_or(NEVER, number),
        "recorded": recorded.map_or(NEVER, number),
        "deadline": deadline,
        "through": deadline.min(number(as_of)),
        "spans": entries(record, "experience").iter().map(|one| span(one, reference)).collect::<Vec<_>>(),
        "memberships": entries(record, "ala_membership").iter()
            .map(|one| json!({"from": day(&one["from"]), "to": day(&one["to"])})).collect::<Vec<_>>(),
        "portfolios": portfolios,
        "activities": entries(record, "activities").iter().map(|one| json!({
            "day": day(&one["completed_on"]), "hours": hundredths(&one["quantity"]), "sets": one["sets"],
        })).collect::<Vec<_>>(),
        "terms": starts.into_iter().map(term).collect::<Vec<_>>(),
        "term": sample.answer.expires_on.map(|expires| term_of(None, expires)),
        "begins": number(reference - Months::new(60)),
        "applied_on": known("applied_on").map_or(NEVER, number),
    })
}

fn portfolio(one: &Value) -> Value {
    json!({
        "set": one["set"],
        "outcome": one["outcome"],
        "submitted": day(&one["submitted_on"]),
        "evaluated": day(&one["evaluated_on"]),
    })
}

fn span(one: &Value, reference: NaiveDate) -> Value {
    let first = number(reference - Months::new(60));
    let (from, to) = (day(&one["from"]), day(&one["to"]));
    json!({
        "weekly": hundredths(&one["hours_per_week"]),
        "total": hundredths(&one["total_hours"]),
        "from": from,
        "to": to,
        "days": (to.min(number(reference)) - from.max(first) + 1).max(0),
        "own_days": to - from + 1,
    })
}

fn term(start: NaiveDate) -> Value {
    term_of(Some(start), start + Months::new(48))
}

fn term_of(start: Option<NaiveDate>, expires: NaiveDate) -> Value {
    let (opens, last) = (expires - Months::new(12), expires + Months::new(2));
    json!({"day": start.map(number), "opens": number(opens), "expires": number(expires), "last": number(last)})
}

/// Whether an engine's answer is the right one. What is not there may be left out, null, or NEVER.
pub fn is_right(sample: &Sample, answer: &Value) -> bool {
    let wanted = serde_json::to_value(sample.answer).expect("an answer");
    let wanted: &Map<String, Value> = wanted.as_object().expect("an object");
    wanted.iter().all(|(key, wanted)| same(wanted, answer.get(key).unwrap_or(&Value::Null)))
}

fn same(wanted: &Value, found: &Value) -> bool {
    let number = found.as_f64();
    match wanted {
        Value::Null => found.is_null() || number == Some(NEVER as f64),
        Value::String(text) => match text.parse::<NaiveDate>() {
            Ok(date) => number == Some(self::number(date) as f64),
            Err(_) => found.as_str() == Some(text),
        },
        Value::Number(_) => number == wanted.as_f64(),
        other => other == found,
    }
}
