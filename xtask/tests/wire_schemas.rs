//! The schemas that the core gives of its own wire, held against the conformance cases by an independent validator.

use std::fs;
use std::path::Path;

use jsonschema::Validator;
use lssc_core::{CompetencySet, schema, wire};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Case<'a> {
    id: String,
    #[serde(borrow)]
    request: &'a RawValue,
}

impl Case<'_> {
    /// The line that is the request: a string holds one whose spelling matters.
    fn line(&self) -> String {
        serde_json::from_str(self.request.get()).unwrap_or_else(|_| self.request.get().to_owned())
    }
}

fn for_each_case(mut each: impl FnMut(&Case<'_>)) {
    let mut cases = 0;
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "jsonl") {
            for line in fs::read_to_string(&path).unwrap().lines() {
                each(&serde_json::from_str(line).unwrap());
                cases += 1;
            }
        }
    }
    assert!(cases > 1000, "{cases} cases");
}

fn answer(line: &str) -> Value {
    serde_json::from_slice(&wire::answer(line.as_bytes())).unwrap()
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::new(schema).unwrap()
}

fn faults(validator: &Validator, value: &Value) -> String {
    let faults: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    faults.join("\n")
}

fn all() -> [Value; 8] {
    [
        schema::record(),
        schema::catalog(),
        schema::policy(),
        schema::request(),
        schema::answer(),
        schema::summary(),
        schema::comparison(),
        schema::order_state(),
    ]
}

#[test]
fn every_schema_is_one() {
    for schema in all() {
        jsonschema::draft202012::meta::validate(&schema).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
}

#[test]
fn everything_is_described() {
    /// How many descriptions there are; what lacks one fails the test.
    fn described(path: &str, schema: &Value) -> usize {
        let here = |key: &str, each: &Value| {
            let description = each["description"].as_str().unwrap_or_default();
            assert!(description.ends_with('.') || each["const"].is_string(), "{path}/{key}: `{description}`");
            assert!(!description.is_empty() && !description.contains("[`"), "{path}/{key}: `{description}`");
        };
        let mut count = 0;
        for list in ["properties", "$defs"] {
            for (key, each) in schema[list].as_object().into_iter().flatten() {
                here(key, each);
                count += 1 + described(&format!("{path}/{key}"), each);
            }
        }
        for list in ["oneOf", "anyOf"] {
            for each in schema[list].as_array().into_iter().flatten() {
                if let Some(name) = each["const"].as_str() {
                    here(name, each);
                    count += 1;
                }
                count += described(path, each);
            }
        }
        count
    }
    let descriptions: usize = all().iter().map(|schema| described("", schema)).sum();
    assert!(descriptions > 300, "{descriptions} descriptions");
}

#[test]
fn what_is_answered_fits_the_schema_of_a_request() {
    let [record, catalog, policy, request] =
        [schema::record(), schema::catalog(), schema::policy(), schema::request()]
            .map(|schema| validator(&schema));
    let (mut answered, mut refused, mut found) = (0, 0, 0);
    for_each_case(|case| {
        let line = case.line();
        let is_answered = answer(&line).get("faults").is_none();
        let Ok(value) = serde_json::from_str::<Value>(&line) else {
            assert!(!is_answered, "{}", case.id);
            return;
        };
        if !is_answered {
            refused += 1;
            found += usize::from(!request.is_valid(&value));
            return;
        }
        assert_eq!(faults(&request, &value), "", "{}: {line}", case.id);
        for (key, validator) in [("record", &record), ("catalog", &catalog), ("policy", &policy)] {
            if let Some(part) = value.get(key).filter(|part| !part.is_null()) {
                assert_eq!(faults(validator, part), "", "{}: {line}", case.id);
            }
        }
        answered += 1;
    });
    println!("{answered} answered; of {refused} with faults the schema finds {found}");
    assert!(answered > 1000 && found * 10 > refused * 6, "{answered} answered, {found} of {refused} found");
}

#[test]
fn every_answer_fits_its_schema() {
    let validator = validator(&schema::answer());
    for_each_case(|case| {
        let answer = answer(&case.line());
        assert_eq!(faults(&validator, &answer), "", "{}: {answer}", case.id);
    });
}

/// A record of which one key holds this.
fn with(key: &str, value: Value) -> Value {
    json!({ "id": "p", key: value })
}

#[test]
fn the_schema_draws_the_same_bounds_as_the_core() {
    let validator = validator(&schema::record());
    let on = |date: &str| with("applied_on", json!(date));
    let named = |id: &str| json!({ "id": id });
    let hours = |hours: Value| with("experience", json!([{ "from": "2020-01-01", "hours_per_week": hours }]));
    let set = |set: &str| {
        let portfolio = json!({ "set": set, "submitted_on": "2020-01-01", "outcome": "pending" });
        with("portfolios", json!([portfolio]))
    };
    let mut records: Vec<Value> =
        ["1900-01-01", "2199-12-31", "1899-12-31", "2200-01-01", "2024-1-1", "2024-13-01", "２０２４-01-01"]
            .map(on)
            .into();
    records.extend(["p", "é\u{3000}", "", " ", "\u{2003}\u{a0}", "a\tb", "\u{85}"].map(named));
    records.extend([named(&"é".repeat(128)), named(&"é".repeat(129))]);
    records.extend(
        [json!(0), json!(7.5), json!(1911.42), json!(168), json!(168.01), json!(-1), json!("7")].map(hours),
    );
    for id in CompetencySet::ALL {
        records.extend(
            [id.as_str(), id.title(), &id.title().to_uppercase(), &id.title().replace('\'', "’")].map(set),
        );
    }
    records.extend(["Foundation of library service", "Technology ", "TECHNOLOGY", "Library", ""].map(set));
    for record in records {
        let is_read = lssc_core::Record::from_json(record.to_string().as_bytes()).is_ok();
        assert_eq!(validator.is_valid(&record), is_read, "{record}");
    }
}

#[test]
fn an_overlay_names_only_what_it_changes() {
    let validator = validator(&schema::policy());
    let policies = [
        (json!("lssc-2019"), true),
        (json!("lssc-1999"), false),
        (
            json!({ "extends": "lssc-faq", "id": "state", "fees": { "application_cents": { "member": 1 } } }),
            true,
        ),
        (
            json!({ "extends": "lssc-faq", "id": "state", "fees": { "renewal_cents": { "member": 1 } } }),
            false,
        ),
        (
            json!({ "extends": "lssc-faq", "id": "state", "renewal": { "unit_hours": { "conference-day": 8 } } }),
            true,
        ),
        (json!({ "extends": "lssc-faq", "id": "state", "renewal": null }), false),
        (json!({ "extends": "lssc-faq", "id": "lssc-2011" }), false),
        (json!({ "extends": "lssc-faq" }), false),
        (json!({ "id": "state", "renewal": { "contact_hours": 40 } }), false),
    ];
    for (policy, is_one) in policies {
        assert_eq!(validator.is_valid(&policy), is_one, "{policy}");
        assert_eq!(lssc_core::Policy::from_json(policy.to_string().as_bytes()).is_ok(), is_one, "{policy}");
    }
}
