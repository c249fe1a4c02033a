use std::hint::black_box;

use bumpalo::Bump;
use datalogic_rs::{DataValue, Engine as JsonLogic, Logic};
use serde_json::{Value, json};

use super::Engine;
use crate::ready::NEVER;

/// Inputs lie in memory of their own, where the engine reads them without copying: the quickest way in that it has.
pub struct Datalogic {
    engine: JsonLogic,
    rules: Logic,
    people: Vec<&'static DataValue<'static>>,
    arena: Bump,
}

impl Datalogic {
    pub fn of(inputs: &[Value]) -> Self {
        let engine = JsonLogic::builder().with_templating(true).build();
        let rules = engine.compile(&rules().to_string()).expect("rules");
        // One program, one run: what it reads may stay.
        let kept: &'static Bump = Box::leak(Box::default());
        let read = |input: &Value| -> &'static DataValue<'static> {
            let text: &'static str = kept.alloc_str(&input.to_string());
            kept.alloc(DataValue::from_str(text, kept).expect("a value"))
        };
        Self { people: inputs.iter().map(read).collect(), engine, rules, arena: Bump::new() }
    }
}

impl Engine for Datalogic {
    fn evaluate(&mut self, nth: usize) {
        self.arena.reset();
        black_box(self.engine.evaluate(&self.rules, self.people[nth], &self.arena).expect("an answer"));
    }

    fn answer(&mut self, nth: usize) -> Value {
        let answer = self.engine.evaluate(&self.rules, self.people[nth], &self.arena).expect("an answer");
        let mut answer: Value = serde_json::from_str(&answer.to_string()).expect("JSON");
        let mut rest = answer["rest"].take();
        while let Some(only) = rest.get_mut(0) {
            rest = only.take();
        }
        if rest["status"] == "early" {
            rest["status"] = json!(if answer["eligible"] == true { "eligible" } else { "ineligible" });
        }
        if let (Some(answer), Some(rest)) = (answer.as_object_mut(), rest.as_object()) {
            answer.extend(rest.clone());
        }
        answer
    }
}

/// A value of the person, seen from so many lists within each other.
fn person(inside: usize, key: &str) -> Value {
    from(inside, &[key])
}

fn from(inside: usize, path: &[&str]) -> Value {
    if inside == 0 {
        return json!({"val": path});
    }
    let mut level = vec![json!([2 * inside])];
    level.extend(path.iter().map(|key| json!(key)));
    json!({"val": level})
}

/// What one step found, for the step within: JSONLogic has no names, but a list of one can be gone through.
fn with(found: &Value, then: &Value) -> Value {
    json!({"map": [[found], then]})
}

fn sum(list: &Value) -> Value {
    json!({"reduce": [list, {"+": [{"val": "accumulator"}, {"val": "current"}]}, 0]})
}

/// The day of the third portfolio of a list; NEVER if there are fewer.
fn third(list: &Value) -> Value {
    json!({"reduce": [{"slice": [list, 2, 3]}, {"val": ["current", "evaluated"]}, NEVER]})
}

/// Whether a day, seen from so many lists within each other, lies in a membership.
fn price(inside: usize, day: &Value, member: u32, other: u32) -> Value {
    let in_one = json!({"and": [{"<=": [{"val": "from"}, day]}, {"<=": [day, {"val": "to"}]}]});
    json!({"if": [{"some": [person(inside, "memberships"), in_one]}, member, other]})
}

fn hours() -> Value {
    let weekly = json!({"map": [{"val": "spans"}, {"*": [{"val": "weekly"}, {"val": "days"}]}]});
    let total = json!({"*": [{"val": "total"}, {"val": "days"}]});
    let totals = json!({"map": [{"val": "spans"}, divided(&total, &json!({"val": "own_days"}))]});
    json!({"+": [divided(&sum(&weekly), &json!(7)), sum(&totals)]})
}

/// Divided and rounded down; neither is negative.
fn divided(one: &Value, other: &Value) -> Value {
    json!({"/": [{"-": [one, {"%": [one, other]}]}, other]})
}

fn cents() -> Value {
    let submitted =
        json!({"filter": [{"val": "portfolios"}, {"<=": [{"val": "submitted"}, person(1, "as_of")]}]});
    let prices = json!({"map": [submitted, price(1, &from(1, &["submitted"]), 5_000, 6_000)]});
    json!({"+": [price(0, &person(1, "reference"), 32_500, 35_000), sum(&prices)]})
}

fn rules() -> Value {
    let credits = json!({"filter": [{"val": "portfolios"}, {"and": [
        {"===": [{"val": "outcome"}, "achieved"]},
        {">=": [{"val": "submitted"}, person(1, "admitted")]},
        {"<=": [{"val": "evaluated"}, person(1, "through")]},
    ]}]});
    let required = json!({"in": [{"val": "set"}, ["foundations-of-library-services", "communication-and-teamwork", "technology"]]});
    let completed = json!({"max": [
        third(&json!({"filter": [{"val": []}, required]})),
        third(&json!({"filter": [{"val": []}, {"!": [required]}]})),
    ]});
    let eligible = json!({"and": [
        {"!==": [{"val": "education"}, "below-high-school"]}, {"!": [{"val": "mls"}]}, {">=": [hours(), 182_000]},
    ]});
    let certified = json!({"if": [
        {"<": [person(2, "recorded"), NEVER]}, person(2, "recorded"),
        {"<": [{"val": []}, NEVER]}, {"max": [{"val": []}, person(2, "admitted")]},
        NEVER,
    ]});
    let rest = json!({"if": [{"<": [{"val": []}, NEVER]}, of_certified(), of_early()]});
    let by_credits = with(&credits, &with(&completed, &with(&certified, &rest)));
    json!({"eligible": eligible, "hours": hours(), "total_cents": cents(), "rest": by_credits})
}

/// Seen from: certified, completed, credits, person.
fn of_early() -> Value {
    json!({"completed_on": from(1, &[]), "status": {"if": [
        {"<": [person(3, "admitted"), NEVER]},
        {"if": [{">": [person(3, "as_of"), person(3, "deadline")]}, "candidacy-expired", "candidate"]},
        person(3, "applied"), "applied",
        "early",
    ]}})
}

/// Seen from: certified, completed, credits, person; within from the term first.
fn of_certified() -> Value {
    let term = json!({"filter": [person(3, "terms"), {"===": [{"val": "day"}, from(1, &[])]}]});
    let counted = json!({"filter": [person(4, "activities"), {"and": [
        {">=": [{"val": "day"}, from(2, &[])]},
        {"<=": [{"val": "day"}, person(5, "as_of")]},
        {"<=": [{"val": "day"}, from(1, &["last"])]},
        {"!!": [{"val": "sets"}]},
    ]}]});
    let contact = json!({"map": [counted, {"val": "hours"}]});
    let technology =
        json!({"map": [counted, {"if": [{"in": ["technology", {"val": "sets"}]}, {"val": "hours"}, 0]}]});
    let as_of = person(4, "as_of");
    json!({"map": [term, {
        "completed_on": from(2, &[]),
        "status": {"if": [
            {"<": [as_of, {"val": "opens"}]}, "certified",
            {"<=": [as_of, {"val": "expires"}]}, "renewal-open",
            {"<=": [as_of, {"val": "last"}]}, "grace",
            "lapsed",
        ]},
        "opens_on": {"val": "opens"}, "expires_on": {"val": "expires"}, "last_day": {"val": "last"},
        "contact_hours": sum(&contact), "technology_hours": sum(&technology),
    }]})
}
