//! The pairs as they are written in the tables beside this file, and how each of their two questions is asked.

use std::path::Path;

use lssc_core::{
    Catalog, CompetencySets, Date, Hours, Id, OrderState, Policy, Program, Record, Requirement, assess,
    closing_changes, matrix, wire,
};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde_json::{Map, Value, json};

/// Two inputs that differ in one place, and what the answer to each of them shows.
pub struct Pair {
    /// `rules/credit.rs recognizes`, the condition, and the single condition.
    pub name: [String; 3],
    /// What the pair is, in words.
    pub shows: String,
    /// The two inputs.
    pub asked: [Value; 2],
    /// Where the answers are looked at.
    pub at: String,
    /// What stands there.
    pub is: [Value; 2],
    /// The constants in whose place the single condition cannot be told from outside, with the reason.
    pub untold: Map<String, Value>,
}

/// A single condition without a pair.
pub struct Excused {
    pub name: [String; 3],
    pub reason: String,
}

/// All pairs of the tables in this folder, and the single conditions that cannot have one.
pub fn tables(folder: &Path) -> (Vec<Pair>, Vec<Excused>) {
    let read = |path: &Path| -> Value {
        let text = std::fs::read_to_string(path).expect("a table");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let people = read(&folder.join("people.json"));
    let mut files: Vec<_> = std::fs::read_dir(folder.join("tables"))
        .expect("a folder")
        .map(|file| file.expect("a file").path())
        .collect();
    files.sort();
    let (mut pairs, mut excused) = (Vec::new(), Vec::new());
    for condition in files.iter().flat_map(|file| list(&read(file))) {
        let named = |single: &str| [text(&condition, "in"), text(&condition, "condition"), single.to_owned()];
        for single in list(&condition["pairs"]) {
            let name = named(&text(&single, "single"));
            if single.get("reason").is_some() {
                excused.push(Excused { name, reason: text(&single, "reason") });
            } else {
                pairs.push(pair(name, &single, &people));
            }
        }
    }
    (pairs, excused)
}

fn pair(name: [String; 3], row: &Value, people: &Value) -> Pair {
    let mut asked = people.get(text(row, "who")).unwrap_or_else(|| panic!("nobody: {row}")).clone();
    for (pointer, value) in row.get("with").and_then(Value::as_object).into_iter().flatten() {
        put(&mut asked, pointer, value);
    }
    let change = row["change"].as_object().expect("a change");
    assert_eq!(change.len(), 1, "one thing changes: {row}");
    let asked = [0, 1].map(|side| {
        let mut asked = asked.clone();
        for (pointer, values) in change {
            assert_ne!(values[0], values[1], "something changes: {row}");
            put(&mut asked, pointer, &values[side]);
        }
        asked
    });
    let is = [0, 1].map(|side| row["is"][side].clone());
    let untold = row.get("untold").and_then(Value::as_object).cloned().unwrap_or_default();
    Pair { name, shows: text(row, "shows"), asked, at: text(row, "at"), is, untold }
}

/// Puts a value where a pointer says; objects on the way there are made.
fn put(into: &mut Value, pointer: &str, value: &Value) {
    let at = pointer.split('/').skip(1).fold(into, |at, key| match at {
        Value::Array(list) => &mut list[key.parse::<usize>().expect("a place in a list")],
        at => &mut at[key],
    });
    *at = value.clone();
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().expect("a list").clone()
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_else(|| panic!("no `{key}` in {value}")).to_owned()
}

/// What stands at this place of the answer: at a JSON Pointer; the message of the advice on an entry (`advice on /courses/0`).
pub fn seen(asked: &Value, at: &str) -> Value {
    let answer = answer(asked);
    let found = match at.strip_prefix("advice on ") {
        None => answer.pointer(at),
        Some(path) => answer["assessment"]["findings"].as_array().into_iter().flatten().find_map(|finding| {
            (finding["outcome"] == "advice" && finding["path"] == path).then_some(&finding["message"])
        }),
    };
    found.cloned().unwrap_or(Value::Null)
}

/// What the library answers: to a request of RULES 8, or to what is asked of it beside those.
fn answer(asked: &Value) -> Value {
    let bytes = asked.to_string().into_bytes();
    let wired = |answer: Vec<u8>| serde_json::from_slice(&answer).expect("JSON");
    match asked["ask"].as_str() {
        None => wired(wire::answer(&bytes)),
        Some("compare") => wired(wire::compare(without_ask(asked).to_string().as_bytes())),
        Some("changes") => {
            let (program, policy) = program(asked);
            json!(closing_changes(&program, &policy))
        }
        Some("matrix") => json!(matrix(&program(asked).0)),
        Some("program") => {
            let ids = |names: Vec<Value>| -> Vec<Id> {
                names.iter().map(|name| name.as_str().expect("a name").parse().expect("an id")).collect()
            };
            let named = ids(list(&asked["named"])).into_iter().map(Requirement::course).collect();
            let courses = ids(list(&asked["courses"])).into_iter().map(|id| (id, CompetencySets::NONE));
            match Program::new(Requirement::all(named).expect("requirements"), courses.collect()) {
                Ok(program) => json!(program),
                Err(faults) => json!({ "faults": faults }),
            }
        }
        Some("next-date") => {
            let part = |key: &str| asked[key].to_string().into_bytes();
            let record = Record::from_json(&part("record")).expect("a record");
            let catalog = Catalog::from_json(&part("catalog")).expect("a catalog");
            let as_of: Date = text(asked, "as_of").parse().expect("a date");
            json!(assess(&record, &catalog, &policy(asked), as_of).next_date())
        }
        Some("step") => {
            let state = |key: &str| text(asked, key).parse::<OrderState>().expect("a state");
            match state("from").step(state("to")) {
                Ok(state) => json!(state),
                Err(error) => json!(error.to_string()),
            }
        }
        Some("hours") => {
            // What JSON cannot write, another format may bring.
            let value = asked["value"].as_f64().unwrap_or(f64::INFINITY);
            let hours = match asked["most"].as_u64() {
                Some(most) => {
                    let least = asked["least"].as_u64().expect("a bound");
                    let [least, most] = [least, most].map(Hours::from_hundredths);
                    Hours::from_f64(value, least, most).map_err(|problem| problem.to_string())
                }
                None => Hours::deserialize(value.into_deserializer())
                    .map_err(|error: serde::de::value::Error| error.to_string()),
            };
            hours.map_or_else(Value::from, |hours| json!(hours))
        }
        Some(other) => panic!("nothing is asked by `{other}`"),
    }
}

fn without_ask(asked: &Value) -> Value {
    let mut asked = asked.clone();
    asked.as_object_mut().expect("an object").remove("ask");
    asked
}

fn policy(asked: &Value) -> Policy {
    match &asked["policy"] {
        Value::Null => Policy::default(),
        policy => Policy::from_json(policy.to_string().as_bytes()).expect("a policy"),
    }
}

fn program(asked: &Value) -> (Program, Policy) {
    let program = Program::from_json(asked["program"].to_string().as_bytes());
    (program.expect("a program"), policy(asked))
}
