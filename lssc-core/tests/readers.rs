//! The strict reader and the one that collects faults agree on what is valid, and whatever comes in, an answer goes
//! out (RULES 3.3, 8).

#[path = "readers/apart.rs"]
mod apart;
#[path = "common/mutation.rs"]
mod mutation;
#[path = "readers/operations.rs"]
mod operations;
#[path = "common/scene.rs"]
mod scene;
#[path = "common/tree.rs"]
mod tree;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use lssc_core::wire::{Question, Request, Session, Terms, answer, locate, quick_record, reply};
use lssc_core::{Assessment, Catalog, Edition, FaultCode, Faults, Policy, PolicyParts, Record};
use mutation::{Edit, Mutation, edit, mutation, spaced};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use scene::{Scene, catalog, check, check_often, edition, entries, id, policy, record, scene};
use serde::de::DeserializeOwned;
use tree::{Tree, json};

// What each part looks like on its own, and inside a request.

/// A part of a request: how it is read alone, strictly and with faults, and how it is found in a request.
struct Part<T> {
    key: &'static str,
    from_json: fn(&[u8]) -> Result<T, Faults>,
    of: fn(Request) -> T,
}

const RECORD: Part<Record> =
    Part { key: "record", from_json: Record::from_json, of: |request| parts(request).0.record };
const CATALOG: Part<Catalog> =
    Part { key: "catalog", from_json: Catalog::from_json, of: |request| parts(request).1.catalog };
const POLICY: Part<Policy> =
    Part { key: "policy", from_json: Policy::from_json, of: |request| parts(request).1.policy };

fn parts(request: Request) -> (Question, Terms) {
    let Request::Assess(question, terms) = request else { panic!("{request:?}") };
    (question, terms)
}

impl<T> Part<T> {
    /// A request of which this text is the part.
    fn request(&self, text: &str) -> String {
        let record = if self.key == "record" { text } else { r#"{"id":"p"}"# };
        let others = if self.key == "record" { String::new() } else { format!(r#""{}":{text},"#, self.key) };
        format!(r#"{{"record":{record},{others}"as_of":"2020-03-01"}}"#)
    }
}

/// Whether a whole number may stand here as `-0`, which the strict reader leaves to the other one.
fn has_minus_zero(text: &str) -> bool {
    let starts = text.match_indices("-0").map(|(at, _)| at);
    starts.into_iter().any(|at| text[..at].ends_with([':', ',', '[', ' ', '\n', '\t']))
}

/// What the collecting reader alone takes: see RULES 2 on overlays, 8 on null, 1.3 on integers.
fn is_for_the_other_reader(text: &str, key: &str) -> bool {
    let by_name = key == "policy" && (text.trim_start().starts_with('"') || text.contains("xtends"));
    has_minus_zero(text) || by_name || (key != "record" && text.trim() == "null")
}

fn readers_agree<T: DeserializeOwned + PartialEq + std::fmt::Debug>(
    part: &Part<T>,
    text: &str,
) -> TestCaseResult {
    let strict = serde_json::from_str::<T>(text);
    let request = part.request(text);
    let collected = Request::from_json(request.as_bytes()).map(part.of);
    let alone = (part.from_json)(text.as_bytes());
    if part.key == "record"
        && let Some(quick) = quick_record(text.as_bytes())
    {
        prop_assert_eq!(Record::from_json(text.as_bytes()), Ok(quick), "read at once: {}", text);
    }
    match (&strict, &collected) {
        (Ok(strict), Ok(collected)) => {
            prop_assert_eq!(strict, collected, "two values of {}", text);
            prop_assert_eq!(alone.as_ref(), Ok(strict));
        }
        (Ok(_), Err(faults)) => prop_assert!(false, "taken strictly, but {faults} in {text}"),
        (Err(error), Ok(_)) if is_well_formed(text) => {
            prop_assert!(is_for_the_other_reader(text, part.key), "refused strictly: {error} in {text}");
        }
        _ => {}
    }
    if is_well_formed(text) && text.trim() != "null" {
        same_faults(part.key, &alone, &collected, text)?;
    }
    Ok(())
}

fn is_well_formed(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// The faults of a document alone are those of a request with it, but for the start of the pointers.
fn same_faults<T: PartialEq + std::fmt::Debug>(
    key: &str,
    alone: &Result<T, Faults>,
    collected: &Result<T, Faults>,
    text: &str,
) -> TestCaseResult {
    match (alone, collected) {
        (Ok(alone), Ok(collected)) => prop_assert_eq!(alone, collected),
        (Err(alone), Err(collected)) => {
            let told = |faults: &Faults, prefix: &str| -> Vec<_> {
                faults
                    .iter()
                    .map(|fault| (format!("{prefix}{}", fault.path()), fault.code(), fault.message()))
                    .collect()
            };
            let whole =
                matches!(alone[0].code(), FaultCode::BadJson | FaultCode::TooDeep | FaultCode::TooLarge);
            if !whole && collected[0].code() != FaultCode::TooDeep {
                prop_assert_eq!(told(alone, &format!("/{key}")), told(collected, ""), "in {}", text);
            }
        }
        _ => prop_assert!(false, "{alone:?} alone, {collected:?} in a request: {text}"),
    }
    Ok(())
}

fn readers_agree_on<T, S>(part: Part<T>, documents: impl Fn() -> S)
where
    T: DeserializeOwned + PartialEq + std::fmt::Debug,
    S: Strategy<Value = String>,
{
    check(documents(), |text| {
        readers_agree(&part, &text)?;
        prop_assert!(serde_json::from_str::<T>(&text).is_ok(), "valid as written: {text}");
        readers_agree(&part, &spaced(&Tree::of(&text)))
    });
    check((documents(), vec(mutation(), 1..=3)), |(text, mutations)| {
        let tree = mutated(&text, &mutations);
        readers_agree(&part, &tree.to_string())?;
        readers_agree(&part, &spaced(&tree))
    });
    check((documents(), vec(edit(), 1..=2)), |(text, edits)| readers_agree(&part, &edited(&text, &edits)));
}

fn mutated(text: &str, mutations: &[Mutation]) -> Tree {
    let mut tree = Tree::of(text);
    for mutation in mutations {
        mutation.apply(&mut tree);
        // What was put in as a piece of text may have parts of its own.
        if is_well_formed(&tree.to_string()) {
            tree = Tree::of(&tree.to_string());
        }
    }
    tree
}

fn edited(text: &str, edits: &[Edit]) -> String {
    edits.iter().fold(text.to_owned(), |text, edit| edit.apply(&text))
}

#[test]
fn the_readers_agree_on_records() {
    readers_agree_on(RECORD, || record().prop_map(|parts| json(&Record::new(parts).expect("in order"))));
}

#[test]
fn the_readers_agree_on_catalogs() {
    readers_agree_on(CATALOG, || {
        catalog().prop_map(|(approvals, agreements)| {
            json(&Catalog::new(entries(approvals), entries(agreements)).expect("ids differ"))
        })
    });
}

#[test]
fn the_readers_agree_on_policies() {
    readers_agree_on(POLICY, || policy().prop_map(|parts| json(&Policy::new(parts).expect("they fit"))));
}

#[test]
fn a_whole_number_written_as_minus_zero_is_zero_to_the_reader_of_faults() {
    // The one number on which the strict reader is stricter; it leaves the document to the other one.
    let zero = json(&Policy::default()).replace(r#""electives_needed":3"#, r#""electives_needed":0"#);
    let minus = zero.replace(r#""electives_needed":0"#, r#""electives_needed":-0"#);
    assert!(serde_json::from_str::<Policy>(&minus).is_err());
    assert_eq!(Policy::from_json(minus.as_bytes()), Policy::from_json(zero.as_bytes()));
    assert!(Policy::from_json(minus.as_bytes()).is_ok());
}

// Policies by name and as overlays (RULES 2).

#[test]
fn a_policy_by_name_is_the_shipped_one() {
    for &edition in Edition::ALL {
        let by_name = Policy::from_json(format!("\"{edition}\"").as_bytes());
        assert_eq!(by_name, Ok(Policy::from(edition)));
        let whole = json(&Policy::from(edition));
        assert_eq!(Policy::from_json(whole.as_bytes()), Ok(Policy::from(edition)));
        let with_null = whole.replacen('{', r#"{"extends":null,"#, 1);
        assert_eq!(Policy::from_json(with_null.as_bytes()), Ok(Policy::from(edition)));
    }
}

/// The base with the overlay over it, key by key, by RULES 2.
fn merged(base: &Tree, overlay: &Tree) -> Tree {
    let (Tree::Object(base), Tree::Object(over)) = (base, overlay) else { return overlay.clone() };
    let said =
        |key: &str| over.iter().find(|(own, _)| unquoted(own) == unquoted(key)).map(|(_, value)| value);
    let mut all: Vec<(String, Tree)> = base
        .iter()
        .map(|(key, value)| (key.clone(), said(key).map_or_else(|| value.clone(), |own| merged(value, own))))
        .collect();
    let own = over.iter().filter(|(key, _)| base.iter().all(|(known, _)| unquoted(known) != unquoted(key)));
    all.extend(own.cloned());
    Tree::Object(all)
}

fn unquoted(key: &str) -> String {
    serde_json::from_str(key).expect("a key")
}

/// Some of the keys of a tree, at every level, by the bits of a seed; an object may be left empty.
fn thinned(tree: &Tree, seed: &mut u64) -> Tree {
    let mut keep = || {
        *seed = seed.rotate_left(7).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 1;
        *seed & 0x700 != 0
    };
    match tree {
        Tree::Object(entries) => {
            let kept: Vec<_> = entries.iter().filter(|_| keep()).cloned().collect();
            Tree::Object(kept.into_iter().map(|(key, value)| (key, thinned(&value, seed))).collect())
        }
        other => other.clone(),
    }
}

/// An overlay: what it extends, and keys of another policy.
fn overlay() -> impl Strategy<Value = (PolicyParts, Tree)> {
    (edition(), policy(), any::<u64>()).prop_map(|(base, over, mut seed)| {
        let mut over = over;
        over.id = id("example-state");
        let Tree::Object(mut keys) =
            thinned(&Tree::of(&json(&Policy::new(over).expect("they fit"))), &mut seed)
        else {
            unreachable!("a policy is an object");
        };
        keys.insert(keys.len() / 2, (r#""extends""#.to_owned(), Tree::Raw(format!("\"{}\"", base.id))));
        (base, Tree::Object(keys))
    })
}

fn repeats_a_key(tree: &Tree) -> bool {
    match tree {
        Tree::Raw(_) => false,
        Tree::List(items) => items.iter().any(repeats_a_key),
        Tree::Object(entries) => {
            let mut keys: Vec<String> = entries.iter().map(|(key, _)| unquoted(key)).collect();
            keys.sort_unstable();
            keys.windows(2).any(|two| two[0] == two[1])
                || entries.iter().any(|(_, value)| repeats_a_key(value))
        }
    }
}

/// The merged policy is what is validated, and what the pointers are of (RULES 2).
fn overlay_is_merged(base: &PolicyParts, overlay: &Tree) -> TestCaseResult {
    let text = overlay.to_string();
    let Tree::Object(own) = overlay else { return Ok(()) };
    let extends = json(&base.id);
    let is_overlay =
        own.iter().any(|(key, value)| unquoted(key) == "extends" && *value == Tree::Raw(extends.clone()));
    if !is_overlay || repeats_a_key(overlay) || has_minus_zero(&text) {
        return Ok(());
    }
    let Tree::Object(mut keys) = Tree::of(&json(&Policy::new(base.clone()).expect("shipped"))) else {
        return Ok(());
    };
    // The overlay's id is its own, or missing.
    keys.retain(|(key, _)| key != r#""id""# || own.iter().any(|(key, _)| unquoted(key) == "id"));
    let rest = Tree::Object(own.iter().filter(|(key, _)| unquoted(key) != "extends").cloned().collect());
    let merged = merged(&Tree::Object(keys), &rest);
    let found = Policy::from_json(text.as_bytes());
    match serde_json::from_str::<Policy>(&merged.to_string()) {
        Ok(policy) if policy.id.as_str().parse::<Edition>().is_err() => {
            prop_assert_eq!(found, Ok(policy), "{}", text)
        }
        expected => {
            let Err(faults) = found else {
                return Err(TestCaseError::fail(format!("{expected:?}, but taken: {text}")));
            };
            for fault in &faults {
                points_somewhere(&merged, fault.path(), fault.code())?;
            }
        }
    }
    Ok(())
}

#[test]
fn an_overlay_is_the_merged_policy() {
    check(overlay(), |(base, overlay)| overlay_is_merged(&base, &overlay));
    check((overlay(), vec(mutation(), 1..=2)), |((base, overlay), mutations)| {
        overlay_is_merged(&base, &mutated(&overlay.to_string(), &mutations))
    });
}

/// The request that asks for the assessment of a scene.
fn request(scene: &Scene) -> String {
    let (record, catalog, policy) = (json(&scene.record()), json(&scene.catalog()), json(&scene.policy()));
    format!(r#"{{"record":{record},"catalog":{catalog},"policy":{policy},"as_of":"{}"}}"#, scene.as_of)
}

// Requests (RULES 8): the fast way and the way that collects faults give the same answer.

#[derive(serde::Serialize)]
#[serde(rename_all = "lowercase")]
enum Answer<'a> {
    Assessment(&'a Assessment),
    Faults(&'a Faults),
}

/// The answer by the collecting reader alone.
fn slow_answer(request: &[u8]) -> Vec<u8> {
    match Request::from_json(request) {
        Ok(Request::Assess(question, terms)) => {
            json(&Answer::Assessment(&terms.assess(&question))).into_bytes()
        }
        // The same functions either way; what differs is how it was read.
        Ok(request) => reply(&Ok(request)),
        Err(faults) => json(&Answer::Faults(&faults)).into_bytes(),
    }
}

/// The same bytes both ways, and JSON.
fn answers_agree(session: &mut Session, request: &[u8]) -> TestCaseResult {
    let found = session.answer(request);
    let slow = slow_answer(request);
    prop_assert_eq!(String::from_utf8_lossy(&found), String::from_utf8_lossy(&slow));
    prop_assert!(serde_json::from_slice::<serde_json::Value>(&found).is_ok_and(|answer| answer.is_object()));
    Ok(())
}

#[test]
fn a_valid_request_has_the_same_answer_either_way() {
    check(scene(), |scene| {
        let request = request(&scene);
        let expected = json(&Answer::Assessment(&scene.assess()));
        let found = answer(request.as_bytes());
        prop_assert_eq!(String::from_utf8_lossy(&found), expected);
        answers_agree(&mut Session::default(), request.as_bytes())?;
        answers_agree(&mut Session::default(), spaced(&Tree::of(&request)).as_bytes())
    });
}

#[test]
fn a_spoilt_request_has_the_same_answer_either_way() {
    check((scene(), vec(mutation(), 1..=4)), |(scene, mutations)| {
        let tree = mutated(&request(&scene), &mutations);
        answers_agree(&mut Session::default(), tree.to_string().as_bytes())?;
        answers_agree(&mut Session::default(), spaced(&tree).as_bytes())
    });
    check((scene(), vec(edit(), 1..=3)), |(scene, edits)| {
        answers_agree(&mut Session::default(), edited(&request(&scene), &edits).as_bytes())
    });
}

#[test]
fn the_changes_reach_every_fault_and_spare_some_documents() {
    // Not a property of the library but of the tests: what is drawn is worth drawing.
    let seen: RefCell<BTreeMap<String, u32>> = RefCell::default();
    check_often(4096, (scene(), vec(mutation(), 1..=3)), |(scene, mutations)| {
        let request = mutated(&request(&scene), &mutations).to_string();
        let codes: BTreeSet<String> = match Request::from_json(request.as_bytes()) {
            Ok(_) => BTreeSet::from(["valid".to_owned()]),
            Err(faults) => faults.iter().map(|fault| fault.code().to_string()).collect(),
        };
        codes.into_iter().for_each(|code| *seen.borrow_mut().entry(code).or_default() += 1);
        Ok(())
    });
    let seen = seen.into_inner();
    let wanted = FaultCode::NAMES.iter().filter(|&&code| !["too-large", "unknown-policy"].contains(&code));
    let missing: Vec<_> = wanted.filter(|&&code| !seen.contains_key(code)).collect();
    assert!(missing.is_empty(), "never seen: {missing:?}, of {seen:?}");
    assert!(seen.get("valid").is_some_and(|&valid| valid > 200), "hardly a valid one: {seen:?}");
}

#[test]
fn bytes_that_are_no_text_have_an_answer() {
    check((scene(), any::<prop::sample::Index>(), any::<u8>()), |(scene, place, byte)| {
        let mut request = request(&scene).into_bytes();
        let place = place.index(request.len());
        request[place] = byte;
        answers_agree(&mut Session::default(), &request)
    });
    check(vec(any::<u8>(), 0..64), |bytes| answers_agree(&mut Session::default(), &bytes));
}

#[test]
fn what_a_session_remembers_changes_no_answer() {
    // A few records, catalogs and policies in all combinations, some of them spoilt, one after the other.
    let parts = || {
        (
            vec(scene(), 2),
            vec((0..2_usize, 0..3_usize, 0..4_usize, proptest::option::weighted(0.2, mutation())), 1..8),
        )
    };
    check(parts(), |(scenes, requests)| {
        let mut session = Session::default();
        for (record, catalog, policy, mutation) in requests {
            let (record, as_of) = (json(&scenes[record].record()), json(&scenes[record].as_of));
            let catalog =
                scenes.get(catalog).map(|scene| format!(r#","catalog":{}"#, json(&scene.catalog())));
            let policy = match (policy, scenes.get(policy)) {
                (_, Some(scene)) => format!(r#","policy":{}"#, json(&scene.policy())),
                (2, None) => r#","policy":"lssc-2019""#.to_owned(),
                (_, None) => String::new(),
            };
            let request =
                format!(r#"{{"record":{record}{}{policy},"as_of":{as_of}}}"#, catalog.unwrap_or_default());
            let request = mutated(&request, mutation.as_slice()).to_string();
            answers_agree(&mut session, request.as_bytes())?;
        }
        Ok(())
    });
}

// Where faults point (RULES 3.3).

/// A pointer names a value that is there, or a missing key of an object that is there.
fn points_somewhere(document: &Tree, path: &str, code: FaultCode) -> TestCaseResult {
    let found = document.at(path);
    if found.is_empty() {
        prop_assert_eq!(code, FaultCode::Missing, "nothing stands at {} in {}", path, document);
        let (parent, _) = path.rsplit_once('/').expect("a key is missing from an object");
        let is_object = |tree: &&Tree| matches!(tree, Tree::Object(_));
        prop_assert!(
            document.at(parent).iter().any(is_object),
            "{path} is missing from nothing in {document}"
        );
    } else if code == FaultCode::Missing {
        // Null is not answered; hours are missing from the span itself.
        let open = |tree: &&Tree| matches!(tree, Tree::Object(_)) || **tree == Tree::Raw("null".to_owned());
        prop_assert!(found.iter().any(open), "{path} is there in {document}");
    }
    Ok(())
}

/// The place of a fault's part in a request: record, catalog, policy, `as_of`, then the request's own keys.
fn part_of(path: &str, code: FaultCode) -> usize {
    let parts = ["/record", "/catalog", "/policy", "/as_of"];
    let repeated = code == FaultCode::DuplicateKey && path.matches('/').count() == 1;
    let starts =
        |part: &str| path.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    parts.iter().position(|part| starts(part)).filter(|_| !repeated).unwrap_or(parts.len())
}

fn extends(document: &Tree) -> bool {
    document.at("/policy/extends").iter().any(|value| **value != Tree::Raw("null".to_owned()))
}

#[test]
fn faults_point_at_what_is_there_or_at_a_key_that_is_missing() {
    check((scene(), vec(mutation(), 1..=5)), |(scene, mutations)| {
        let document = mutated(&request(&scene), &mutations);
        let text = document.to_string();
        let Err(faults) = Request::from_json(text.as_bytes()) else { return Ok(()) };
        prop_assert!(!faults.is_empty());
        if faults[0].path().is_empty() {
            prop_assert_eq!(faults.len(), 1, "a fault of the whole comes alone: {}", text);
            return Ok(());
        }
        let told: Vec<_> = faults.iter().map(|fault| (fault.path(), fault.code())).collect();
        for &(path, code) in
            told.iter().filter(|(path, _)| !(path.starts_with("/policy") && extends(&document)))
        {
            points_somewhere(&document, path, code)?;
        }
        prop_assert!(told.is_sorted_by_key(|&(path, code)| part_of(path, code)), "parts in order: {told:?}");
        // A value has at most one fault of its own: a pointer comes twice only where its key does.
        let mut once = told.clone();
        once.retain(|&(_, code)| code != FaultCode::DuplicateKey);
        once.sort_unstable();
        prop_assert!(once.windows(2).all(|two| two[0] != two[1]), "{told:?} of {text}");
        in_document_order(&document, &told, &text)
    });
}

/// Inside a part, faults of values that are there stand in the order of these values.
fn in_document_order(document: &Tree, told: &[(&str, FaultCode)], text: &str) -> TestCaseResult {
    for part in ["/record/", "/catalog/", "/policy/"] {
        if part == "/policy/" && extends(document) {
            continue;
        }
        let there = told.iter().filter(|(path, _)| path.starts_with(part) && document.at(path).len() == 1);
        let places: Vec<_> =
            there.map(|(path, _)| locate(text.as_bytes(), path).map(|place| place.column)).collect();
        prop_assert!(places.is_sorted(), "{told:?} of {text}");
    }
    Ok(())
}

// What is written (RULES 5).

/// The keys of an object in the order of RULES 5; those behind `?` may be left out.
fn has_keys(tree: &Tree, pointer: &str, keys: &[&str]) -> TestCaseResult {
    for object in tree.at(pointer) {
        if *object == Tree::Raw("null".to_owned()) {
            continue;
        }
        let found = object.keys();
        let expected: Vec<&str> = keys
            .iter()
            .filter(|key| !key.ends_with('?') || found.contains(&key.trim_end_matches('?')))
            .map(|key| key.trim_end_matches('?'))
            .collect();
        prop_assert_eq!(found, expected, "at {}", pointer);
    }
    Ok(())
}

fn list_has_keys(tree: &Tree, pointer: &str, keys: &[&str]) -> TestCaseResult {
    for list in tree.at(pointer) {
        let Tree::List(items) = list else {
            return Err(TestCaseError::fail(format!("no list at {pointer}")));
        };
        items.iter().try_for_each(|item| has_keys(item, "", keys))?;
    }
    Ok(())
}

fn assessment_has_its_keys(tree: &Tree) -> TestCaseResult {
    let whole = [
        "record",
        "policy",
        "as_of",
        "status",
        "eligibility",
        "candidacy",
        "completion",
        "certification",
        "renewal",
        "fees",
        "unknowns",
        "findings",
    ];
    has_keys(tree, "", &whole)?;
    let eligibility =
        ["verdict", "reference_date", "education", "support_staff", "experience", "provisional"];
    has_keys(tree, "/eligibility", &eligibility)?;
    let experience =
        ["verdict", "counted_hours", "required_hours", "shortfall_hours", "window", "earliest_on"];
    has_keys(tree, "/eligibility/experience", &experience)?;
    has_keys(tree, "/eligibility/experience/window", &["from", "to"])?;
    has_keys(tree, "/candidacy", &["admitted_on", "deadline", "expired"])?;
    let completion =
        ["verdict", "credits", "missing_required", "electives_earned", "electives_missing", "completed_on"];
    has_keys(tree, "/completion", &completion)?;
    list_has_keys(tree, "/completion/credits", &["set", "route", "earned_on", "evidence", "counts"])?;
    has_keys(tree, "/certification", &["certified_on", "term", "term_starts", "expires_on", "provisional"])?;
    let renewal = [
        "verdict",
        "opens_on",
        "expires_on",
        "last_day",
        "contact_hours",
        "technology_hours",
        "accepted",
        "rejected",
    ];
    has_keys(tree, "/renewal", &renewal)?;
    has_keys(tree, "/renewal/contact_hours", &["counted", "required"])?;
    has_keys(tree, "/renewal/technology_hours", &["counted", "required"])?;
    list_has_keys(tree, "/renewal/accepted", &["index", "renewed_on", "term"])?;
    list_has_keys(tree, "/renewal/rejected", &["index", "reason"])?;
    has_keys(tree, "/fees", &["lines", "total_cents"])?;
    list_has_keys(tree, "/fees/lines", &["item", "set?", "on", "basis", "amount_cents", "charged"])?;
    list_has_keys(tree, "/findings", &["rule", "outcome", "path", "message", "cites"])
}

#[test]
fn an_assessment_is_compact_json_with_its_keys_in_order() {
    check(scene(), |scene| {
        let text = json(&scene.assess());
        let tree = Tree::of(&text);
        prop_assert_eq!(tree.to_string(), &text[..], "compact: nothing between the tokens");
        assessment_has_its_keys(&tree)?;
        // Every pointer names something in the record, as it is written; a question is left open there.
        let record = Tree::of(&json(&scene.record()));
        for credit in tree.at("/completion/credits").into_iter().flat_map(list) {
            prop_assert!(record.at(&string(credit, "/evidence")).len() == 1);
        }
        // Numbers have no exponent; `/` and letters beyond ASCII are not escaped.
        for token in tree.tokens() {
            if token.starts_with('"') {
                prop_assert!(!token.contains("\\/") && !token.contains("\\u2") && !token.contains("\\ud"));
            } else {
                prop_assert!(!token.contains(['E', '+']) && !token.trim_start_matches("true").contains("e+"));
                prop_assert!(
                    token.starts_with(['t', 'f', 'n']) || token.parse::<f64>().is_ok_and(|n| n >= 0.0)
                );
            }
        }
        Ok(())
    });
}

fn list(tree: &Tree) -> &[Tree] {
    match tree {
        Tree::List(items) => items,
        _ => &[],
    }
}

fn string(tree: &Tree, pointer: &str) -> String {
    let found = tree.at(pointer);
    match found[..] {
        [Tree::Raw(token)] => serde_json::from_str(token).expect("a string"),
        _ => panic!("no string at {pointer}"),
    }
}

#[test]
fn faults_are_written_with_path_code_and_message() {
    check((scene(), vec(mutation(), 1..=4)), |(scene, mutations)| {
        let request = mutated(&request(&scene), &mutations).to_string();
        let text = String::from_utf8(answer(request.as_bytes())).expect("UTF-8");
        let tree = Tree::of(&text);
        prop_assert_eq!(tree.to_string(), &text[..]);
        let kind = tree.keys();
        prop_assert!(kind == ["assessment"] || kind == ["faults"]);
        list_has_keys(&tree, "/faults", &["path", "code", "message"])?;
        for fault in tree.at("/faults").into_iter().flat_map(list) {
            prop_assert!(string(fault, "/code").parse::<FaultCode>().is_ok());
            prop_assert!(!string(fault, "/message").is_empty());
        }
        for assessment in tree.at("/assessment") {
            assessment_has_its_keys(assessment)?;
        }
        Ok(())
    });
}

#[test]
fn defaults_are_the_empty_catalog_and_the_faq() {
    // RULES 8: `null` is the default.
    check(record(), |parts| {
        let record = Record::new(parts).expect("in order");
        let of = |rest: &str| {
            answer(format!(r#"{{"record":{}{rest},"as_of":"2020-03-01"}}"#, json(&record)).as_bytes())
        };
        let plain = of("");
        let scene = Scene {
            record: record.clone().into_parts(),
            approvals: vec![],
            agreements: vec![],
            policy: Policy::default().into_parts(),
            as_of: scene::date("2020-03-01"),
        };
        prop_assert_eq!(String::from_utf8_lossy(&plain), json(&Answer::Assessment(&scene.assess())));
        for same in [
            r#","op":null,"catalog":null,"policy":null"#,
            r#","op":"assess","catalog":{},"policy":"lssc-faq""#,
            r#","catalog":{"approvals":null,"agreements":[]},"policy":"lssc-faq""#,
        ] {
            prop_assert_eq!(&of(same), &plain, "{}", same);
        }
        Ok(())
    });
}
