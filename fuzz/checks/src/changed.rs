//! What may not change an assessment: the order of entries (RULES 1.7), and what is dated later than its day (1.4).

use lssc_core::wire::{Question, Request, Terms};
use lssc_core::{Assessment, Date, MeasuredBy};
use serde_json::{Value, json};

/// The request in the form in which it is easily changed.
fn document(question: &Question, terms: &Terms) -> Value {
    json!({
        "record": question.record,
        "catalog": terms.catalog,
        "policy": terms.policy,
        "as_of": question.as_of,
    })
}

fn assessed(request: &Value) -> Assessment {
    match Request::from_json(request.to_string().as_bytes()) {
        Ok(Request::Assess(question, terms)) => terms.assess(&question),
        other => panic!("changed to something that is not valid: {request}\n{other:?}"),
    }
}

/// Every list in another order; a number decides which.
fn shuffle(value: &mut Value, seed: &mut u64) {
    match value {
        Value::Array(items) => {
            for last in (1..items.len()).rev() {
                *seed ^= *seed << 13;
                *seed ^= *seed >> 7;
                *seed ^= *seed << 17;
                items.swap(last, usize::try_from(*seed % (last as u64 + 1)).expect("a place in the list"));
            }
            items.iter_mut().for_each(|item| shuffle(item, seed));
        }
        Value::Object(entries) => entries.values_mut().for_each(|value| shuffle(value, seed)),
        _ => {}
    }
}

/// The assessment before its findings, without what names entries.
fn unnumbered(assessment: &Assessment) -> Value {
    let mut parts = json!(assessment);
    parts["findings"].take();
    for list in ["/completion/credits", "/renewal/accepted", "/renewal/rejected"] {
        for entry in parts.pointer_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
            let entry = entry.as_object_mut().expect("an object");
            entry.remove("evidence");
            entry.remove("index");
        }
    }
    parts
}

/// Holds the assessment against the one of the same facts in another order. Under `done` the rules themselves let the order
/// decide whether a credit counts (`docs/readings.md`).
pub fn order(question: &Question, terms: &Terms, assessment: &Assessment, seed: u64) {
    if terms.policy.candidacy.measured_by == MeasuredBy::Done {
        return;
    }
    let mut request = document(question, terms);
    let mut seed = seed | 1;
    shuffle(&mut request["record"], &mut seed);
    shuffle(&mut request["catalog"], &mut seed);
    assert_eq!(unnumbered(&assessed(&request)), unnumbered(assessment));
}

/// Holds the assessment against the one of a record and a catalog that say more, all of it later.
pub fn later(question: &Question, terms: &Terms, assessment: &Assessment) {
    if question.as_of >= Date::MAX {
        return;
    }
    let mut request = document(question, terms);
    let day = question.as_of.plus_days(1);
    let sets = ["technology", "access-services", "foundations-of-library-services"];
    let more = [
        ("/record/experience", json!({"from": day, "hours_per_week": 40})),
        ("/record/ala_membership", json!({"from": day})),
        ("/record/courses", json!({"course": "c0", "completed_on": day})),
        (
            "/record/portfolios",
            json!({"set": sets[0], "submitted_on": day, "outcome": "achieved", "evaluated_on": day}),
        ),
        ("/record/degrees", json!({"agreement": "g0", "graduated_on": day})),
        ("/record/renewals", json!({"renewed_on": day})),
        (
            "/record/activities",
            json!({"completed_on": day, "quantity": 40, "unit": "contact-hour", "sets": sets}),
        ),
        (
            "/catalog/approvals",
            json!({"id": "later a", "set": sets[0], "courses": ["c0"], "approved_on": day, "price_cents": 1}),
        ),
        ("/catalog/agreements", json!({"id": "later g", "college": "", "effective_on": day, "covers": sets})),
    ];
    for (list, entry) in more {
        // A list that is not answered stays so: an entry would answer it. One that is full has no room.
        if let Some(list) = request.pointer_mut(list).and_then(Value::as_array_mut)
            && list.len() < 4096
            && list.iter().all(|other| other["id"].is_null() || other["id"] != entry["id"])
        {
            list.push(entry);
        }
    }
    if request["record"]["certified_on"].is_null() {
        let stages = [question.record.applied_on, question.record.admitted_on];
        let last = stages.into_iter().flatten().fold(day, Date::max);
        request["record"]["certified_on"] = json!(last);
    }
    assert_eq!(&assessed(&request), assessment);
}
