//! JSON Schema 2020-12 of what is on the wire, taken from the declarations themselves (feature `schema`): keys, names,
//! bounds and descriptions have no other home.
//!
//! What a schema cannot say (two dates in the wrong order, an id twice) stays a fault that the library alone finds:
//! every valid request fits the schema, and not the other way round.

mod wire;

use std::borrow::Cow;

use schemars::generate::{SchemaGenerator, SchemaSettings};
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, json_schema};
use serde_json::{Map, Value, json};

use crate::catalog::{Catalog, CatalogWire};
use crate::compare::Comparison;
use crate::competency::{CompetencySet, CompetencySets, VARIANTS};
use crate::date::Date;
use crate::finding::FindingCode;
use crate::list::MAX_ENTRIES;
use crate::object::schema_of;
use crate::order::OrderState;
use crate::pointer::Pointer;
use crate::policy::{Edition, Policy, PolicyParts, SetList};
use crate::quantity::{Cents, Hours, Whole};
use crate::record::{OutcomeName, Record, RecordParts};
use crate::summary::Summary;
use crate::text::{Email, Id, MAX_ID, MAX_TEXT, Name, Text};
use crate::timeline::Because;
use crate::wire::Request;

/// The schema of a record (RULES 3.1).
#[must_use]
pub fn record() -> Value {
    document::<Record>(input(), "record")
}

/// The schema of a catalog (RULES 3.2).
#[must_use]
pub fn catalog() -> Value {
    document::<Catalog>(input(), "catalog")
}

/// The schema of a policy: by name, whole, or as an overlay (RULES 2).
#[must_use]
pub fn policy() -> Value {
    document::<PolicyInput>(input(), "policy")
}

/// The schema of a request (RULES 8).
#[must_use]
pub fn request() -> Value {
    document::<Request>(input(), "request")
}

/// The schema of an answer (RULES 5, 8).
#[must_use]
pub fn answer() -> Value {
    document::<wire::Answer>(output(), "answer")
}

/// The schema of the comparison of a record under two policies, which no answer of RULES 8 holds.
#[must_use]
pub fn comparison() -> Value {
    document::<Comparison>(output(), "comparison")
}

/// The schema of the state of a purchase order, which no answer holds: who keeps the order keeps it too.
#[must_use]
pub fn order_state() -> Value {
    document::<OrderState>(output(), "order-state")
}

/// The schema of a [`Summary`], which no answer holds, and of the date that it and no answer names.
#[must_use]
pub fn summary() -> Value {
    document::<Summary>(output(), "summary")
}

fn input() -> SchemaSettings {
    SchemaSettings::draft2020_12().for_deserialize()
}

fn output() -> SchemaSettings {
    SchemaSettings::draft2020_12().for_serialize()
}

fn document<T: JsonSchema>(settings: SchemaSettings, name: &str) -> Value {
    let generator = settings.with_transform(RecursiveTransform(finish)).into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    let id = Value::from(format!("{name}.schema.json"));
    let title = T::schema_name().into();
    let first = ["$schema", "$id", "title"].map(str::to_owned);
    let values = [schema.remove("$schema").unwrap_or_default(), id, title];
    let object = schema.ensure_object();
    for (place, (key, value)) in first.into_iter().zip(values).enumerate() {
        object.shift_insert(place, key, value);
    }
    schema.to_value()
}

/// What holds of every schema: objects have no other keys, and what Rust alone is interested in is not said.
fn finish(schema: &mut Schema) {
    if schema.get("properties").is_some() {
        schema.insert("additionalProperties".to_owned(), false.into());
    }
    if schema
        .get("format")
        .and_then(Value::as_str)
        .is_some_and(|format| format.trim_start_matches('u').starts_with("int"))
    {
        schema.remove("format");
    }
    if let Some(Value::String(description)) = schema.remove("description") {
        schema.ensure_object().shift_insert(0, "description".to_owned(), plain(&description).into());
    }
}

/// The first paragraph of a doc comment, without links, and `None` as it is written.
fn plain(docs: &str) -> String {
    let paragraph = docs.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    paragraph.replace("[`", "`").replace("`]", "`").replace("`None`", "`null`")
}

schema_of!(Record, "CandidateRecord", RecordParts);
schema_of!(Catalog, "Catalog", CatalogWire);
schema_of!(Policy, "Policy", PolicyParts);

/// Implements `JsonSchema` for a type that is written out wherever it stands.
macro_rules! inline_schema {
    ([$($parameters:tt)*] $type:ty, $generator:ident => $schema:expr) => {
        impl<$($parameters)*> JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema($generator: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

inline_schema!([] Hours, _generator => json_schema!({ "type": "number", "minimum": 0 }));
inline_schema!([] Pointer, _generator => json_schema!({ "type": "string", "format": "json-pointer" }));
inline_schema!([] Because, _generator => json_schema!({ "type": "string" }));
inline_schema!([] Text, _generator => json_schema!({ "type": "string", "maxLength": MAX_TEXT }));
inline_schema!([] Name, _generator => json_schema!({
    "type": "string",
    "maxLength": MAX_TEXT,
    "pattern": format!("[^{}]", class(char::is_whitespace))
}));
inline_schema!([] Email, _generator => json_schema!({ "type": "string", "maxLength": MAX_TEXT, "pattern": EMAIL }));
inline_schema!([const MIN: u16, const MAX: u16] Whole<MIN, MAX>, _generator => json_schema!({
    "type": "integer", "minimum": MIN, "maximum": MAX
}));
inline_schema!([] Cents, generator => {
    let mut schema = json_schema!({ "type": "integer", "minimum": 0 });
    // A sum may be larger than any input.
    if generator.contract().is_deserialize() {
        schema.insert("maximum".to_owned(), json!(Cents::MAX_INPUT));
    }
    schema
});
inline_schema!([] CompetencySets, generator => json_schema!({
    "type": "array",
    // An input may repeat itself.
    "maxItems": if generator.contract().is_deserialize() { MAX_ENTRIES } else { CompetencySet::ALL.len() },
    "items": generator.subschema_for::<CompetencySet>()
}));
inline_schema!([] SetList, generator => json_schema!({
    "type": "array",
    "maxItems": CompetencySet::ALL.len(),
    "uniqueItems": true,
    "items": generator.subschema_for::<CompetencySet>()
}));

/// The regular expression of the HTML standard for a valid email address.
const EMAIL: &str = "^[a-zA-Z0-9.!#$%&'*+\\/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\
                     (?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$";

/// Something besides white space, and no control character: as the standard library has them, for validators that know
/// no Unicode classes.
fn visible() -> String {
    let control = class(char::is_control);
    let invisible = class(|character| character.is_control() || character.is_whitespace());
    format!("^[^{control}]*[^{invisible}][^{control}]*$")
}

/// The ranges of a character class.
fn class(holds: fn(char) -> bool) -> String {
    let mut ranges: Vec<(char, char)> = Vec::new();
    let mut is_open = false;
    for character in char::MIN..=char::MAX {
        match ranges.last_mut() {
            Some((_, last)) if is_open && holds(character) => *last = character,
            _ if holds(character) => ranges.push((character, character)),
            _ => {}
        }
        is_open = holds(character);
    }
    let escaped = |character: char| format!("\\u{:04x}", u32::from(character));
    let range = |(first, last)| {
        if first == last { escaped(first) } else { format!("{}-{}", escaped(first), escaped(last)) }
    };
    ranges.into_iter().map(range).collect()
}

impl JsonSchema for Id {
    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The name of a person, course, approval, agreement or policy: 1 to 128 characters, not all \
                            white space, no control character (RULES 3.3).",
            "type": "string",
            "minLength": 1,
            "maxLength": MAX_ID,
            "pattern": visible()
        })
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "CalendarDate".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let is_input = generator.contract().is_deserialize();
        // A computed date may fall outside the range of inputs.
        let years = if is_input { "(19|20|21)[0-9]{2}" } else { "[0-9]{4}" };
        json_schema!({
            "description": "A calendar date, `YYYY-MM-DD`, without a time or a time zone; an input lies between 1900-01-01 \
                            and 2199-12-31 (RULES 1.1).",
            "type": "string",
            "format": "date",
            "pattern": format!("^{years}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")
        })
    }
}

impl JsonSchema for CompetencySet {
    fn schema_name() -> Cow<'static, str> {
        "CompetencySet".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let id = |set: CompetencySet| json!({ "description": set.title(), "type": "string", "const": set.as_str() });
        let ids: Vec<Value> = CompetencySet::ALL.into_iter().map(id).collect();
        let ids =
            json!({ "description": "One of the ten competency sets, by its id (RULES 2.1).", "oneOf": ids });
        if generator.contract().is_serialize() {
            return ids.try_into().unwrap_or_default();
        }
        json_schema!({
            "description": "One of the ten competency sets: its id or, in any case, its title (RULES 2.1).",
            "anyOf": [
                ids,
                {
                    "description": "A title or a usual variant of it, in any case.",
                    "type": "string",
                    "pattern": titles()
                }
            ]
        })
    }
}

/// The titles of the sets, whatever their case and their apostrophe.
fn titles() -> String {
    let titles = CompetencySet::ALL.into_iter().map(CompetencySet::title);
    let patterns: Vec<String> = titles
        .chain(VARIANTS.map(|(title, _)| title))
        .map(|title| title.chars().map(folded).collect())
        .collect();
    format!("^({})$", patterns.join("|"))
}

fn folded(character: char) -> String {
    match character {
        '\'' => "['\\u2019]".to_owned(),
        letter if letter.is_ascii_alphabetic() => {
            format!("[{}{}]", letter.to_ascii_uppercase(), letter.to_ascii_lowercase())
        }
        other => other.to_string(),
    }
}

/// The rules that findings name.
pub(crate) enum Rule {}

impl JsonSchema for Rule {
    fn schema_name() -> Cow<'static, str> {
        "Rule".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let mut rules: Vec<&str> = Vec::new();
        for rule in FindingCode::ALL.iter().map(|code| code.rule()) {
            if !rules.contains(&rule) {
                rules.push(rule);
            }
        }
        json_schema!({ "description": "A rule, by its name in RULES 4.", "type": "string", "enum": rules })
    }
}

/// A policy by name, whole, or as an overlay.
enum PolicyInput {}

impl JsonSchema for PolicyInput {
    fn schema_name() -> Cow<'static, str> {
        "PolicyInput".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A policy: the name of a shipped one, a whole one, or an overlay on a shipped one (RULES 2).",
            "anyOf": [
                generator.subschema_for::<Edition>(),
                generator.subschema_for::<Policy>(),
                generator.subschema_for::<PolicyOverlay>()
            ]
        })
    }
}

/// A policy that says only what it changes.
enum PolicyOverlay {}

impl JsonSchema for PolicyOverlay {
    fn schema_name() -> Cow<'static, str> {
        "PolicyOverlay".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        // Its parts must be known before they can be loosened.
        let mut schema = PolicyParts::json_schema(generator);
        let extends = described(generator.subschema_for::<Edition>(), "The shipped policy that is changed.");
        if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
            loosen(generator, properties);
            properties.shift_insert(0, EXTENDS.to_owned(), extends);
            if let Some(id) = properties.get_mut("id").and_then(Value::as_object_mut) {
                id.insert("not".to_owned(), json!({ "enum": Edition::NAMES }));
                id.insert("description".to_owned(), "An id of its own, not a shipped policy's.".into());
            }
        }
        schema.insert("required".to_owned(), json!([EXTENDS, "id"]));
        schema.insert(
            "description".to_owned(),
            "A policy that says only what it changes of a shipped one: objects merge key by key, everything else \
             replaces (RULES 2)."
                .into(),
        );
        schema
    }
}

const EXTENDS: &str = "extends";

/// A whole policy may say that it extends none.
pub(crate) fn extends_none(schema: &mut Schema) {
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        properties.insert(
            EXTENDS.to_owned(),
            json!({ "description": "Nothing: a whole policy is no overlay.", "type": "null" }),
        );
    }
}

/// Points from each object to a like one that needs none of its keys.
fn loosen(generator: &mut SchemaGenerator, properties: &mut Map<String, Value>) {
    for property in properties.values_mut() {
        let Some(Value::String(reference)) = property.get_mut("$ref") else { continue };
        let Some(name) = reference.strip_prefix("#/$defs/") else { continue };
        let Some(Value::Object(whole)) = generator.definitions().get(name) else { continue };
        let (mut part, name) = (whole.clone(), format!("{name}Overlay"));
        let Some(Value::Object(own)) = part.get_mut("properties") else { continue };
        loosen(generator, own);
        part.remove("required");
        if let Some(Value::String(description)) = part.get_mut("description") {
            *description = format!("{} What is left out stays as it is.", plain(description));
        }
        *reference = format!("#/$defs/{name}");
        generator.definitions_mut().insert(name, part.into());
    }
}

fn described(mut schema: Schema, description: &str) -> Value {
    schema.insert("description".to_owned(), description.into());
    schema.into()
}

/// A span of work has exactly one kind of hours, and total hours need its end (RULES 3.1).
pub(crate) fn one_kind_of_hours(schema: &mut Schema) {
    let absent = || json!({ "type": "null" });
    let weekly = variant(schema, &["hours_per_week"], [("total_hours", absent())]);
    let total = variant(schema, &["to", "total_hours"], [("hours_per_week", absent())]);
    *schema = either(
        schema,
        [
            named(weekly, "WeeklyExperience", "A span of work with its hours a week (RULES 3.1)."),
            named(total, "TotalExperience", "A span of work with all its hours (RULES 3.1)."),
        ],
    );
}

/// A portfolio has the day of its evaluation with the outcome, and not before (RULES 3.1).
pub(crate) fn evaluated_or_pending(schema: &mut Schema) {
    use OutcomeName::{Achieved, NotAchieved, Pending};
    let outcome = |names: &[OutcomeName]| ("outcome", json!({ "type": "string", "enum": names }));
    let absent = ("evaluated_on", json!({ "type": "null" }));
    let pending = variant(schema, &[], [outcome(&[Pending]), absent]);
    let evaluated = variant(schema, &["evaluated_on"], [outcome(&[Achieved, NotAchieved])]);
    *schema = either(
        schema,
        [
            named(pending, "PendingPortfolio", "A portfolio that is not evaluated yet (RULES 3.1)."),
            named(evaluated, "EvaluatedPortfolio", "A portfolio with its outcome (RULES 3.1)."),
        ],
    );
}

/// An object of which more keys are needed, and some hold something else; they keep their descriptions.
fn variant<const N: usize>(schema: &Schema, needed: &[&str], replaced: [(&str, Value); N]) -> Schema {
    let mut schema = schema.clone();
    if let Some(Value::Array(required)) = schema.get_mut("required") {
        required.extend(needed.iter().map(|&key| key.into()));
    }
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        for &key in needed {
            properties.get_mut(key).map(answered);
        }
        for (key, mut value) in replaced {
            if let (Some(own), Some(value)) = (properties.get_mut(key), value.as_object_mut()) {
                let description = own.get("description").cloned().unwrap_or_default();
                value.shift_insert(0, "description".to_owned(), description);
                *own = value.clone().into();
            }
        }
    }
    schema
}

fn named(mut schema: Schema, title: &str, description: &str) -> Value {
    schema.insert("title".to_owned(), title.into());
    described(schema, description)
}

/// Takes null away from what a key may hold.
fn answered(schema: &mut Value) {
    let Some(schema) = schema.as_object_mut() else { return };
    if let Some(Value::Array(choices)) = schema.remove("anyOf") {
        schema.extend(
            choices
                .into_iter()
                .filter_map(|choice| match choice {
                    Value::Object(choice) if !choice.contains_key("type") => Some(choice),
                    _ => None,
                })
                .flatten(),
        );
    }
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        let only = types.pop().unwrap_or_default();
        schema.insert("type".to_owned(), only);
    }
}

fn either(schema: &Schema, variants: [Value; 2]) -> Schema {
    json_schema!({ "description": schema.get("description"), "oneOf": variants })
}
