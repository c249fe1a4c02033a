use std::hint::black_box;

use bumpalo::Bump;
use datalogic_rs::{DataValue, Engine as JsonLogic, Logic};
use serde_json::{Map, Value, json};

use super::Engine;
use crate::ready::NEVER;

/// No day, as the rules have it.
const FAR: i64 = 1_000_000_000;

/// In this order.
const STAGES: [&str; 5] = ["zero", "first", "one", "two", "three"];

/// Stages of rules, each of which sees what those before it said: the same as `benches/node` gives to JSON Logic there. Inputs lie in
/// memory of their own, where the engine reads them without copying: the quickest way in that it has.
pub struct Datalogic {
    engine: JsonLogic,
    stages: Vec<(&'static str, Logic)>,
    people: Vec<&'static DataValue<'static>>,
    arena: Bump,
}

impl Datalogic {
    pub fn of(inputs: &[Value]) -> Self {
        let engine = JsonLogic::builder().with_templating(true).build();
        let stages: Map<String, Value> =
            serde_json::from_str(include_str!("../../../rules/json-logic.json")).expect("rules");
        let compile = |name| (name, engine.compile(&stages[name].to_string()).expect("rules"));
        let stages = STAGES.map(compile).into();
        // One program, one run: what it reads may stay.
        let kept: &'static Bump = Box::leak(Box::default());
        let read = |input: &Value| -> &'static DataValue<'static> {
            let text: &'static str = kept.alloc_str(&given(input).to_string());
            kept.alloc(DataValue::from_str(text, kept).expect("a value"))
        };
        let people = inputs.iter().map(read).collect();
        Self { engine, stages, people, arena: Bump::new() }
    }

    fn run(&self, nth: usize) -> DataValue<'_> {
        let mut said: Vec<(&str, DataValue<'_>)> = vec![("given", *self.people[nth])];
        for (name, rules) in &self.stages {
            let seen: &DataValue<'_> =
                self.arena.alloc(DataValue::Object(self.arena.alloc_slice_copy(&said)));
            said.push((name, *self.engine.evaluate(rules, seen, &self.arena).expect("an answer")));
        }
        DataValue::Object(self.arena.alloc_slice_copy(&said))
    }
}

impl Engine for Datalogic {
    fn evaluate(&mut self, nth: usize) {
        self.arena.reset();
        black_box(self.run(nth));
    }

    fn answer(&mut self, nth: usize) -> Value {
        let said: Value = serde_json::from_str(&self.run(nth).to_string()).expect("JSON");
        let (given, one, two, three) = (&said["given"], &said["one"], &said["two"], &said["three"]);
        let is_certified = two["certified"].as_i64() < Some(FAR);
        let day = |value: &Value| if value.as_i64() < Some(FAR) { value.clone() } else { Value::Null };
        let of_term = |value: &Value| if is_certified { value.clone() } else { Value::Null };
        json!({
            "status": three["status"], "eligible": two["eligible"], "hours": one["hours"],
            "completed_on": day(&two["completed"]), "total_cents": three["total_cents"],
            "opens_on": of_term(&given["opens"]), "expires_on": of_term(&given["expires"]), "last_day": of_term(&given["last"]),
            "contact_hours": of_term(&three["contact_hours"]), "technology_hours": of_term(&three["technology_hours"]),
        })
    }
}

/// What the rules are handed, in their words.
fn given(input: &Value) -> Value {
    let day = |value: &Value| match value.as_i64() {
        Some(NEVER) | None => json!(FAR),
        Some(day) => json!(day),
    };
    let list = |key: &str| input[key].as_array().expect("a list").clone();
    let membership = |place: usize| {
        let one = &input["memberships"][place];
        json!({"from": day(&one["from"]), "to": day(&one["to"])})
    };
    let term = &input["term"];
    json!({
        "as_of": input["as_of"],
        "applied": day(&input["applied_on"]),
        "admitted": day(&input["admitted"]),
        "recorded": day(&input["recorded"]),
        "reference": input["reference"],
        "begins": input["begins"],
        "deadline": day(&input["deadline"]),
        "until": input["through"],
        "opens": day(&term["opens"]),
        "expires": day(&term["expires"]),
        "last": day(&term["last"]),
        "last_counted": day(&term["last"]).as_i64().min(input["as_of"].as_i64()),
        "education": input["education"],
        "position_requires_mls": input["mls"],
        "experience": list("spans").iter().map(|one| json!({
            "from": one["from"], "to": day(&one["to"]), "own": one["own_days"], "weekly": one["weekly"], "total": one["total"],
        })).collect::<Vec<_>>(),
        "memberships": [membership(0), membership(1)],
        "portfolios": list("portfolios").iter().map(|one| json!({
            "set": one["set"], "outcome": one["outcome"], "submitted": one["submitted"], "evaluated": day(&one["evaluated"]),
        })).collect::<Vec<_>>(),
        "activities": list("activities").iter().map(|one| json!({
            "on": one["day"], "quantity": one["hours"], "sets": one["sets"],
        })).collect::<Vec<_>>(),
    })
}
