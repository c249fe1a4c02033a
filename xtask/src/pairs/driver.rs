//! Whether each pair does what it says, asked of the library with probes: exactly one single condition is another one in its two
//! inputs, with it the whole condition, and with a constant in its place one of the two answers is another one.

#[expect(dead_code, reason = "what has no pair is for the test to look at")]
#[path = "../tests/pairs/ask.rs"]
mod ask;

use std::collections::BTreeMap;
use std::path::Path;

use lssc_core::probe::{self, Event};
use serde_json::Value;

/// What the single conditions were, each time the condition was asked.
type Vectors = Vec<BTreeMap<usize, bool>>;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(folder.join("conditions.json")).expect("conditions");
    let conditions: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    let (pairs, excused) = ask::tables(&folder.join("tests/pairs"));
    assert!(pairs.len() > 100, "only {} pairs", pairs.len());
    // A constant in place of a condition may lead anywhere.
    std::panic::set_hook(Box::new(|_| {}));
    let mut bad = 0;
    for pair in &pairs {
        let found = conditions.iter().position(|condition| {
            condition["in"] == pair.name[0].as_str() && condition["condition"] == pair.name[1].as_str()
        });
        let place = found.and_then(|number| {
            let singles = conditions[number]["singles"].as_array()?;
            Some((number, singles.iter().position(|single| single == pair.name[2].as_str())?))
        });
        let complaints = match place {
            None => vec!["there is no such condition".to_owned()],
            Some((number, single)) => complaints(pair, number, single, &conditions[number]),
        };
        if !complaints.is_empty() {
            bad += 1;
            println!("{}\n  {}\n  {}: {}", pair.name[0], pair.name[1], pair.name[2], pair.shows);
            complaints.iter().for_each(|complaint| println!("    {complaint}"));
        }
    }
    println!("{} compound conditions, {} single ones without a pair", conditions.len(), excused.len());
    println!("{} pairs, {bad} of them not as they say", pairs.len());
    if bad > 0 {
        std::process::exit(1);
    }
}

fn shown(pair: &ask::Pair, forced: Option<(usize, usize, bool)>) -> ([Value; 2], [Vec<Event>; 2]) {
    let both = pair.asked.each_ref().map(|asked| {
        probe::start(forced);
        let (asked, at) = (asked.clone(), pair.at.clone());
        let seen = std::panic::catch_unwind(move || ask::seen(&asked, &at));
        (seen.unwrap_or(Value::from("a panic")), probe::log())
    });
    let [(a, log_a), (b, log_b)] = both;
    ([a, b], [log_a, log_b])
}

fn complaints(pair: &ask::Pair, number: usize, single: usize, condition: &Value) -> Vec<String> {
    let mut complaints = Vec::new();
    let (found, logs) = shown(pair, None);
    if found != pair.is {
        complaints.push(format!("is {} and {}", found[0], found[1]));
    }
    if found[0] == found[1] {
        complaints.push("the answers do not differ".to_owned());
    }
    let [a, b] = logs.each_ref().map(|log| vectors(log, number, condition));
    let parts = a.iter().any(|a| b.iter().any(|b| differs_in(a, b, single, condition)));
    if !parts {
        complaints.push(format!("no two of these differ in it alone: {a:?} and {b:?}"));
    }
    for constant in [true, false] {
        // The pattern before a guard, and that of an `if let`, cannot be said to match where they do not.
        if constant && condition["patterns"][single] == true {
            continue;
        }
        let told = shown(pair, Some((number, single, constant))).0 != found;
        let excused = pair.untold.contains_key(if constant { "true" } else { "false" });
        if told == excused {
            let word = if told { "shows" } else { "does not show" };
            complaints.push(format!("{word} that it is replaced by {constant}"));
        }
    }
    complaints
}

/// What the condition's parts were, as far as they were asked.
fn vectors(log: &[Event], number: usize, condition: &Value) -> Vectors {
    let mut vectors = Vectors::new();
    for event in log {
        match *event {
            Event::Begun(begun) if begun == number => vectors.push(BTreeMap::new()),
            Event::Had(had, place, value) if had == number => {
                vectors.last_mut().expect("begun").insert(place, value);
            }
            _ => {}
        }
    }
    let is_pattern = |place: usize| condition["patterns"][place] == true;
    // Of a pattern only the match is seen.
    for vector in &mut vectors {
        let count = condition["singles"].as_array().map_or(0, Vec::len);
        for place in (0..count).filter(|&place| is_pattern(place)) {
            if vector.is_empty() || vector.keys().all(|&known| known < place) {
                vector.entry(place).or_insert(false);
            }
        }
    }
    if is_pattern(0) && condition["guard"] == true {
        vectors.push([(0, false)].into());
    }
    vectors.sort();
    vectors.dedup();
    vectors
}

/// Whether they differ in this single condition, in the whole, and in nothing else that was asked in both.
fn differs_in(a: &BTreeMap<usize, bool>, b: &BTreeMap<usize, bool>, single: usize, condition: &Value) -> bool {
    let both = |place: &usize| a.get(place).zip(b.get(place));
    let parts = both(&single).is_some_and(|(a, b)| a != b);
    let others = a.keys().filter(|&&place| place != single);
    let same = others.filter_map(|place| both(place)).all(|(a, b)| a == b);
    parts && same && value(&condition["shape"], a) != value(&condition["shape"], b)
}

/// What the whole condition is.
fn value(shape: &Value, parts: &BTreeMap<usize, bool>) -> Option<bool> {
    if let Some(place) = shape.as_u64() {
        return parts.get(&usize::try_from(place).ok()?).copied();
    }
    let word = shape[0].as_str()?;
    let first = value(&shape[1], parts)?;
    match word {
        "not" => Some(!first),
        "and" if !first => Some(false),
        "or" if first => Some(true),
        _ => value(&shape[2], parts),
    }
}
