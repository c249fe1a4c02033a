//! The schemas of requests and answers (RULES 8).

use std::borrow::Cow;

use schemars::generate::SchemaGenerator;
use schemars::{JsonSchema, Schema, json_schema};
use serde_json::{Map, Value, json};

use super::{PolicyInput, described};
use crate::assessment::Assessment;
use crate::catalog::Catalog;
use crate::competency::CompetencySets;
use crate::date::Date;
use crate::fault::Faults;
use crate::list::MAX_ENTRIES;
use crate::order::{Order, People};
use crate::plan::Plan;
use crate::record::Record;
use crate::review::{Program, Requirement, Review};
use crate::text::Id;
use crate::timeline::Stretch;
use crate::wire::{ORDER_KEYS, Operation, QUESTION_KEYS, REVIEW_KEYS, Request, TIMELINE_KEYS};

impl JsonSchema for Request {
    fn schema_name() -> Cow<'static, str> {
        "Request".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let requests: Vec<Value> =
            Operation::ALL.iter().map(|&operation| request(generator, operation)).collect();
        json_schema!({ "description": "A request, by its operation (RULES 8).", "oneOf": requests })
    }
}

/// The request of an operation: its keys, all of them with what may stand there.
fn request(generator: &mut SchemaGenerator, operation: Operation) -> Value {
    let (title, description, keys): (_, _, &[&str]) = match operation {
        Operation::Assess => ("AssessRequest", "To assess a record on a day (RULES 5).", QUESTION_KEYS),
        Operation::Timeline => (
            "TimelineRequest",
            "For the statuses of a record from one day to another (RULES 6.1).",
            TIMELINE_KEYS,
        ),
        Operation::Order => ("OrderRequest", "For a purchase order (RULES 6.2).", ORDER_KEYS),
        Operation::Review => ("ReviewRequest", "To review a program (RULES 6.3).", REVIEW_KEYS),
        Operation::Plan => {
            ("PlanRequest", "For the cheapest way to complete what is missing (RULES 6.4).", QUESTION_KEYS)
        }
        Operation::Calendar => {
            ("CalendarRequest", "For the dates ahead as an iCalendar file (RULES 6.6).", QUESTION_KEYS)
        }
    };
    let is_default = operation == Operation::Assess;
    let mut properties = Map::new();
    let mut required = Vec::new();
    for &key in keys {
        let (schema, description, is_required) = part(generator, key, operation);
        properties.insert(key.to_owned(), described(schema, description));
        if is_required && !(key == "op" && is_default) {
            required.push(key);
        }
    }
    json!({
        "title": title,
        "description": description,
        "type": "object",
        "properties": properties,
        "required": required
    })
}

/// What may stand at a key of a request, what it says, and whether it must be there.
fn part(generator: &mut SchemaGenerator, key: &str, operation: Operation) -> (Schema, &'static str, bool) {
    match key {
        "op" if operation == Operation::Assess => (
            json_schema!({ "type": ["string", "null"], "enum": [operation, null] }),
            "What is asked for; `assess` when it is absent.",
            false,
        ),
        "op" => (json_schema!({ "type": "string", "const": operation }), "What is asked for.", true),
        "record" => (generator.subschema_for::<Record>(), "The record.", true),
        "catalog" => (
            generator.subschema_for::<Option<Catalog>>(),
            "What the office has approved; nothing when it is absent.",
            false,
        ),
        "policy" => (
            generator.subschema_for::<Option<PolicyInput>>(),
            "The policy; `lssc-faq` when it is absent.",
            false,
        ),
        "as_of" => {
            (generator.subschema_for::<Date>(), "The day; nothing dated later is taken into account.", true)
        }
        "from" => (generator.subschema_for::<Date>(), "The first day.", true),
        "to" => (generator.subschema_for::<Date>(), "The last day, inclusive; not before the first.", true),
        "people" => (generator.subschema_for::<People>(), "Who is to be applied for.", true),
        "requirements" => (generator.subschema_for::<Requirement>(), "What it takes to graduate.", true),
        _ => (
            courses(generator),
            "The competency sets that each course covers, by the id of the course.",
            true,
        ),
    }
}

fn courses(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "maxProperties": Program::MAX_COURSES,
        "propertyNames": generator.subschema_for::<Id>(),
        "additionalProperties": generator.subschema_for::<CompetencySets>()
    })
}

impl JsonSchema for Requirement {
    fn schema_name() -> Cow<'static, str> {
        "Requirement".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let branches = generator.subschema_for::<Self>();
        let list = |description: &str| {
            json!({
                "description": description,
                "type": "array",
                "minItems": 1,
                "maxItems": MAX_ENTRIES,
                "items": branches
            })
        };
        let course = described(generator.subschema_for::<Id>(), "The course, one of `courses`.");
        let choose = json!({
            "description": "How many of the branches, or more; at most as many as there are.",
            "type": "integer",
            "minimum": 0,
            "maximum": MAX_ENTRIES
        });
        let form = |title: &str, description: &str, properties: Value, required: &[&str]| {
            json!({
                "title": title,
                "description": description,
                "type": "object",
                "properties": properties,
                "required": required
            })
        };
        json_schema!({
            "description": "What it takes to graduate, or a part of it: at most 4096 nodes and 24 levels (RULES 6.3).",
            "oneOf": [
                form("CourseRequirement", "To take a course.", json!({ "course": course }), &["course"]),
                form("AllRequirement", "To satisfy every branch.", json!({ "all": list("The branches.") }), &["all"]),
                form(
                    "ChoiceRequirement",
                    "To satisfy some of the branches.",
                    json!({ "choose": choose, "from": list("The branches to choose from.") }),
                    &["choose", "from"]
                ),
            ]
        })
    }
}

/// What a request is answered with.
pub(super) enum Answer {}

impl JsonSchema for Answer {
    fn schema_name() -> Cow<'static, str> {
        "Answer".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let parts = [
            ("assessment", generator.subschema_for::<Assessment>(), "Where the record stands, and why."),
            ("timeline", generator.subschema_for::<Vec<Stretch>>(), "The statuses, one after the other."),
            ("order", generator.subschema_for::<Order>(), "The purchase order."),
            ("review", generator.subschema_for::<Review>(), "Whether the program qualifies."),
            ("plan", generator.subschema_for::<Plan>(), "What to buy."),
            ("calendar", json_schema!({ "type": "string" }), "The text of an iCalendar file (RFC 5545)."),
            ("faults", generator.subschema_for::<Faults>(), "What is wrong with the request."),
        ];
        let answers = parts.map(|(key, schema, description)| {
            json!({
                "type": "object",
                "properties": { key: described(schema, description) },
                "required": [key]
            })
        });
        json_schema!({
            "description": "The answer to a request: what its operation gives, or every fault of the request (RULES 8).",
            "oneOf": answers
        })
    }
}
