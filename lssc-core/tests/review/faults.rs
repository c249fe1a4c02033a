//! Every fault of a program, at its pointer, in the order of RULES 3.3; and what the typed constructors refuse.

use std::fmt;

use lssc_core::wire::Written;
use lssc_core::{CompetencySets, FaultCode, Problem, Program, Requirement};
use proptest::prelude::*;
use proptest::sample::select;

use crate::model::{Model, Need, check_often, id};

#[track_caller]
fn check(document: &str, expected: &[&str]) {
    let read = Program::from_json(document.as_bytes());
    assert_eq!(read, Written(document.as_bytes()).program());
    let faults = read.err().map(|faults| faults.iter().map(said).collect()).unwrap_or_default();
    let expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
    assert_eq!(Vec::<String>::from_iter::<Vec<String>>(faults), expected, "{document:.500}");
}

fn said(fault: &lssc_core::Fault) -> String {
    format!("{} {}", fault.path(), fault.code())
}

/// Faults of requirements over the courses `a` and `b`.
#[track_caller]
fn requirements(requirements: &str, expected: &[&str]) {
    check(&format!(r#"{{"requirements":{requirements},"courses":{{"a":[],"b":[]}}}}"#), expected);
}

/// Faults of courses beside requirements that name `a`.
#[track_caller]
fn courses(courses: &str, expected: &[&str]) {
    check(&format!(r#"{{"requirements":{{"course":"a"}},"courses":{courses}}}"#), expected);
}

#[test]
fn a_node_is_read_by_the_first_of_its_keys() {
    requirements(r#"{"course":"a"}"#, &[]);
    requirements(r#"{"all":[{"course":"a"},{"choose":0,"from":[{"course":"b"}]}]}"#, &[]);
    requirements(
        r#"{"from":[{"course":"nobody knows"}],"choose":7,"all":[],"course":"a"}"#,
        &[
            "/requirements/from unknown-key",
            "/requirements/choose unknown-key",
            "/requirements/all unknown-key",
        ],
    );
    requirements(
        r#"{"from":[],"choose":7,"all":[{"course":"a"}]}"#,
        &["/requirements/from unknown-key", "/requirements/choose unknown-key"],
    );
    requirements(
        r#"{"all":[{"course":"a"}],"course":7}"#,
        &["/requirements/all unknown-key", "/requirements/course wrong-type"],
    );
    // Null is not answered (1.5), so it does not decide; but the key is there, and unknown beside another.
    requirements(r#"{"course":null,"all":[{"course":"a"}]}"#, &["/requirements/course unknown-key"]);
    requirements(r#"{"course":null}"#, &["/requirements/course missing"]);
    requirements(r#"{"all":null}"#, &["/requirements/all missing"]);
    requirements(r#"{"choose":null}"#, &["/requirements/from missing", "/requirements/choose missing"]);
    requirements(
        r#"{"all":null,"course":null}"#,
        &["/requirements/all unknown-key", "/requirements/course missing"],
    );
    // None of the three: the node itself lacks something.
    requirements("{}", &["/requirements missing"]);
    requirements(
        r#"{"from":[{"course":"a"}],"corse":"a"}"#,
        &["/requirements missing", "/requirements/from unknown-key", "/requirements/corse unknown-key"],
    );
    requirements(
        r#"{"course":"a","course":"x","x":1,"x":2}"#,
        &[
            "/requirements/course duplicate-key",
            "/requirements/x unknown-key",
            "/requirements/x duplicate-key",
        ],
    );
    requirements(
        r#"{"choose":null,"choose":1,"from":[{"course":"a"}]}"#,
        &["/requirements/choose missing", "/requirements/choose duplicate-key"],
    );
    for other in ["7", r#""a""#, "[]", "true"] {
        requirements(other, &["/requirements wrong-type"]);
    }
    requirements("null", &["/requirements missing"]);
    requirements(
        r#"{"all":[null,"a",[]]}"#,
        &[
            "/requirements/all/0 wrong-type",
            "/requirements/all/1 wrong-type",
            "/requirements/all/2 wrong-type",
        ],
    );
}

#[test]
fn lists_of_branches() {
    requirements(r#"{"all":[]}"#, &["/requirements/all bad-length"]);
    requirements(r#"{"all":{}}"#, &["/requirements/all wrong-type"]);
    requirements(r#"{"choose":0,"from":[]}"#, &["/requirements/from bad-length"]);
    requirements(r#"{"choose":1}"#, &["/requirements/from missing"]);
    requirements(r#"{"choose":1,"from":null}"#, &["/requirements/from missing"]);
}

#[test]
fn what_is_chosen_is_bounded_by_the_branches_alone() {
    let choose = |number: &str, expected: &[&str]| {
        requirements(
            &format!(r#"{{"choose":{number},"from":[{{"course":"a"}},{{"course":"b"}}]}}"#),
            expected,
        );
    };
    for number in ["0", "-0", "1", "2"] {
        choose(number, &[]);
    }
    let digits = "9".repeat(400);
    for number in [
        "3",
        "101",
        "4097",
        "65536",
        "65537",
        "4294967296",
        "18446744073709551615",
        "18446744073709551616",
        &digits,
    ] {
        choose(number, &["/requirements/choose conflict"]);
    }
    for number in ["-1", "-18446744073709551616"] {
        choose(number, &["/requirements/choose out-of-range"]);
    }
    for number in ["1.0", "1e0", r#""1""#, "true", "[]"] {
        choose(number, &["/requirements/choose wrong-type"]);
    }
    // A faulty list is not counted; one with a faulty entry has its length (3.3).
    requirements(r#"{"choose":3,"from":[]}"#, &["/requirements/from bad-length"]);
    requirements(r#"{"choose":3,"from":7}"#, &["/requirements/from wrong-type"]);
    requirements(r#"{"choose":3}"#, &["/requirements/from missing"]);
    requirements(
        r#"{"choose":-3,"from":[]}"#,
        &["/requirements/choose out-of-range", "/requirements/from bad-length"],
    );
    requirements(r#"{"choose":1,"from":[7]}"#, &["/requirements/from/0 wrong-type"]);
    requirements(
        r#"{"choose":2,"from":[{"course":""}]}"#,
        &["/requirements/choose conflict", "/requirements/from/0/course bad-length"],
    );
}

#[test]
fn each_course_has_an_entry() {
    requirements(r#"{"course":"c"}"#, &["/requirements/course unknown-value"]);
    requirements(r#"{"course":"A"}"#, &["/requirements/course unknown-value"]);
    requirements(r#"{"course":""}"#, &["/requirements/course bad-length"]);
    requirements(r#"{"course":" "}"#, &["/requirements/course bad-text"]);
    requirements(r#"{"course":"\u0000"}"#, &["/requirements/course bad-text"]);
    requirements(r#"{"course":"\u0061"}"#, &[]);
    // An entry that is faulty is an entry; courses that are faulty as a whole have none to be held against.
    courses(r#"{"a":7}"#, &["/courses/a wrong-type"]);
    courses(r#"{"\u0061":null}"#, &["/courses/a wrong-type"]);
    courses("{}", &["/requirements/course unknown-value"]);
    courses("[]", &["/courses wrong-type"]);
    courses("null", &["/courses missing"]);
    check(r#"{"requirements":{"course":"a"}}"#, &["/courses missing"]);
}

#[test]
fn courses_are_a_table_of_ids_and_sets() {
    courses(r#"{"a":["Technology","technology","YOUTH SERVICES"],"b":[]}"#, &[]);
    courses(
        r#"{"a":["tech",7,null],"b":{}}"#,
        &[
            "/courses/a/0 unknown-set",
            "/courses/a/1 wrong-type",
            "/courses/a/2 wrong-type",
            "/courses/b wrong-type",
        ],
    );
    courses(
        r#"{"a":[],"b":[],"a":["tech"],"b":7,"a":[]}"#,
        &["/courses/a duplicate-key", "/courses/b duplicate-key", "/courses/a duplicate-key"],
    );
    // What stands under a key that is no id is not looked at.
    courses(
        &format!(r#"{{"a":[],"":[7],"  ":["tech"],"b\n":[],"{}":7,"":8}}"#, "é".repeat(129)),
        &[
            "/courses/ bad-length",
            "/courses/   bad-text",
            "/courses/b\n bad-text",
            &format!("/courses/{} bad-length", "é".repeat(129)),
            "/courses/ duplicate-key",
        ],
    );
    courses(r#"{"a":[],"b/c~d":["x"]}"#, &["/courses/b~1c~0d/0 unknown-set"]);
    courses(&format!(r#"{{"a":[],"{}":[]}}"#, "é".repeat(128)), &[]);
    courses(&format!(r#"{{"a":[{}]}}"#, [r#""technology""#; 4097].join(",")), &["/courses/a bad-length"]);
}

#[test]
fn requirements_come_before_courses() {
    check(
        r#"{"courses":{"a":["tech"],"":[]},"requirements":{"all":[{"course":"b"},{}]}}"#,
        &[
            "/requirements/all/0/course unknown-value",
            "/requirements/all/1 missing",
            "/courses/a/0 unknown-set",
            "/courses/ bad-length",
        ],
    );
    check("{}", &["/requirements missing", "/courses missing"]);
    check(r#"{"courses":{},"requirement":{}}"#, &["/requirements missing", "/requirement unknown-key"]);
    check("[]", &[" wrong-type"]);
    check("{", &[" bad-json"]);
}

#[test]
fn bounds() {
    let list = |count: usize| [r#"{"course":"a"}"#; 5000][..count].join(",");
    let all = |count: usize, more: &str| format!(r#"{{"all":[{}{more}]}}"#, list(count));
    requirements(&all(4095, ""), &[]);
    requirements(&all(4096, ""), &["/requirements bad-length"]);
    // Their nodes are then not examined, whatever they are; the courses are.
    requirements(&all(4095, r#",{"course":"nobody knows"}"#), &["/requirements bad-length"]);
    requirements(
        &all(4094, r#",{"course":"nobody knows"}"#),
        &["/requirements/all/4094/course unknown-value"],
    );
    let many = all(4096, "");
    check(
        &format!(r#"{{"requirements":{many},"courses":{{"":[]}},"x":1}}"#),
        &["/requirements bad-length", "/x unknown-key", "/courses/ bad-length"],
    );
    // Nodes are those that are read: not what stands under an unknown key.
    requirements(&format!(r#"{{"course":"a","all":[{}]}}"#, list(5000)), &["/requirements/all unknown-key"]);
    let chain = |levels: usize, end: &str| {
        (1..levels).fold(end.to_owned(), |chain, level| {
            if level % 2 == 0 {
                format!(r#"{{"all":[{chain}]}}"#)
            } else {
                format!(r#"{{"choose":1,"from":[{chain}]}}"#)
            }
        })
    };
    requirements(&chain(24, r#"{"course":"a"}"#), &[]);
    requirements(&chain(25, r#"{"course":"a"}"#), &["/requirements too-deep"]);
    requirements(&chain(25, "7"), &["/requirements too-deep"]);
    requirements(&chain(31, r#"{"course":"nobody knows"}"#), &["/requirements too-deep"]);
    requirements(&chain(25, &all(4096, "")), &["/requirements bad-length"]);
    requirements(&chain(40, r#"{"course":"a"}"#), &[" too-deep"]);
    let entries =
        |count: usize| (0..count).map(|nth| format!(r#""c-{nth}":[]"#)).collect::<Vec<_>>().join(",");
    courses(&format!(r#"{{"a":[],{}}}"#, entries(1023)), &[]);
    courses(
        &format!(r#"{{{},"c-1":[]}}"#, entries(1024)),
        &["/requirements/course unknown-value", "/courses/c-1 duplicate-key"],
    );
    // Not examined, and the requirements are not held against them.
    courses(&format!(r#"{{"":[],"":[],{}}}"#, entries(1024)), &["/courses bad-length"]);
}

#[test]
fn messages_say_what_to_do() {
    let message = |document: &str| Program::from_json(document.as_bytes()).expect_err("faulty").to_string();
    assert_eq!(
        message(r#"{"requirements":{"choose":3,"from":[{"course":"x"},{}]},"courses":{}}"#),
        "/requirements/choose: more than there are in `from`, which lists 2; lower it or list more; \
         /requirements/from/0/course: `x` has no entry in `courses`; correct it, or add it there with its sets; \
         /requirements/from/1: a requirement says what it asks for; give `course`, `all` or `choose`"
    );
    assert_eq!(
        message(r#"{"requirements":{"choose":-1,"from":[{"course":"a"}]},"courses":{"a":[]}}"#),
        "/requirements/choose: must be a whole number from 0 to 4095"
    );
}

#[test]
fn a_value_that_json_cannot_hold_is_a_fault() {
    let text = "{\"requirements\": {\"all\": [\u{1a}\"a date\", {\"course\": \u{1a}\"7\"}]}, \"courses\": {\"a\": \u{1a}\"a set\"}}";
    let faults = Written(text.as_bytes()).program().expect_err("faulty");
    let said: Vec<String> = faults.iter().map(said).collect();
    assert_eq!(
        said,
        ["/requirements/all/0 wrong-type", "/requirements/all/1/course wrong-type", "/courses/a wrong-type"]
    );
    assert_eq!(Program::from_json(text.as_bytes()).expect_err("faulty")[0].code(), FaultCode::BadJson);
}

// The typed constructors.

fn leaf() -> Requirement {
    Requirement::course(id("a"))
}

#[track_caller]
fn code(result: &Result<Requirement, Problem>) -> Option<FaultCode> {
    result.as_ref().err().map(Problem::code)
}

#[test]
fn requirements_that_cannot_be_are_not_built() {
    assert_eq!(code(&Requirement::all(vec![])), Some(FaultCode::BadLength));
    assert_eq!(code(&Requirement::choose(0, vec![])), Some(FaultCode::BadLength));
    assert_eq!(code(&Requirement::choose(1, vec![])), Some(FaultCode::BadLength));
    assert_eq!(code(&Requirement::choose(2, vec![leaf(), leaf()])), None);
    assert_eq!(code(&Requirement::choose(3, vec![leaf(), leaf()])), Some(FaultCode::Conflict));
    assert_eq!(code(&Requirement::choose(65536, vec![leaf(), leaf()])), Some(FaultCode::Conflict));
    assert_eq!(code(&Requirement::choose(u32::MAX, vec![leaf()])), Some(FaultCode::Conflict));
    assert_eq!(code(&Requirement::all(vec![leaf(); 4095])), None);
    assert_eq!(code(&Requirement::all(vec![leaf(); 4096])), Some(FaultCode::BadLength));
    assert_eq!(code(&Requirement::choose(4095, vec![leaf(); 4095])), None);
    let half = Requirement::all(vec![leaf(); 2047]).expect("few");
    assert_eq!(code(&Requirement::all(vec![half.clone(), half.clone()])), Some(FaultCode::BadLength));
    assert_eq!(code(&Requirement::all(vec![half.clone(), leaf(), leaf()])), None);
    let mut deep = leaf();
    for _ in 1..24 {
        deep = Requirement::choose(1, vec![leaf(), deep]).expect("not too deep");
    }
    assert_eq!(code(&Requirement::all(vec![leaf(), deep])), Some(FaultCode::TooDeep));
}

#[test]
fn programs_that_cannot_be_are_not_built() {
    let program = |requirement: Requirement, courses: &[&str]| -> Vec<String> {
        let courses = courses.iter().map(|name| (id(name), CompetencySets::NONE)).collect();
        Program::new(requirement, courses)
            .err()
            .map(|faults| faults.iter().map(said).collect())
            .unwrap_or_default()
    };
    let none: [&str; 0] = [];
    assert_eq!(program(leaf(), &["b", "a"]), none);
    assert_eq!(program(leaf(), &["a", "b", "a", "a"]), ["/courses duplicate", "/courses duplicate"]);
    let nested = Requirement::choose(1, vec![leaf(), Requirement::all(vec![leaf(), leaf()]).expect("two")]);
    assert_eq!(
        program(nested.expect("one of two"), &["b", "b"]),
        [
            "/requirements/from/0/course unknown-value",
            "/requirements/from/1/all/0/course unknown-value",
            "/requirements/from/1/all/1/course unknown-value",
            "/courses duplicate",
        ]
    );
    let many: Vec<String> = (0..1025).map(|nth| format!("c-{nth}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(program(leaf(), &many), ["/courses bad-length"]);
    assert_eq!(program(leaf(), &many[..1024]), ["/requirements/course unknown-value"]);
}

#[test]
fn courses_are_told_in_the_order_of_their_ids() {
    let model = Model {
        need: Need::Course(0),
        courses: vec![("𐀀", 1), ("ｚ", 2), ("a", 3)]
            .into_iter()
            .map(|(name, nth)| (id(name), lssc_core::CompetencySet::ALL.into_iter().take(nth).collect()))
            .collect(),
    };
    let program = model.program();
    let told: Vec<(&str, u8)> = program.courses().map(|(id, sets)| (id.as_str(), sets.len())).collect();
    assert_eq!(told, [("a", 3), ("ｚ", 2), ("𐀀", 1)]);
}

// Documents that are right here and wrong there, against the rules in the plainest words.

/// JSON as it is written, repeated keys and all.
#[derive(Clone, Debug)]
enum Json {
    Raw(&'static str),
    List(Vec<Json>),
    Object(Vec<(&'static str, Json)>),
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |parts: Vec<String>| parts.join(" , ");
        match self {
            Self::Raw(text) => f.write_str(text),
            Self::List(items) => write!(f, "[{}]", joined(items.iter().map(ToString::to_string).collect())),
            Self::Object(entries) => {
                let entry = |(key, value): &(&str, Json)| format!("\"{key}\": {value}");
                write!(f, "{{ {}}}", joined(entries.iter().map(entry).collect()))
            }
        }
    }
}

const SCALARS: &[&str] = &[
    "null",
    "true",
    "0",
    "1",
    "2",
    "3",
    "-1",
    "1.5",
    "77777777777777777777777",
    r#""a""#,
    r#""b""#,
    r#""b""#,
    r#""c""#,
    r#""""#,
    r#"" ""#,
];
const KEYS: &[&str] = &["course", "all", "choose", "from", "corse"];

fn wild() -> impl Strategy<Value = Json> {
    let good = select(&[r#""a""#, r#""b""#][..]).prop_map(|id| Json::Object(vec![("course", Json::Raw(id))]));
    let bad = prop_oneof![
        select(SCALARS).prop_map(Json::Raw),
        (select(KEYS), select(SCALARS)).prop_map(|(key, value)| Json::Object(vec![(key, Json::Raw(value))])),
        Just(Json::Object(vec![])),
    ];
    prop_oneof![6 => good, 1 => bad].prop_recursive(4, 24, 4, |branch| {
        let list = || proptest::collection::vec(branch.clone(), 0..=4).prop_map(Json::List);
        let number = || select(SCALARS).prop_map(Json::Raw);
        let entry = (select(KEYS), prop_oneof![list(), number(), branch.clone()]);
        let choice = (number(), list(), any::<bool>()).prop_map(|(choose, from, first)| {
            let mut entries = vec![("choose", choose), ("from", from)];
            if first {
                entries.reverse();
            }
            Json::Object(entries)
        });
        prop_oneof![
            4 => list().prop_map(|list| Json::Object(vec![("all", list)])),
            4 => choice,
            1 => proptest::collection::vec(entry, 0..=4).prop_map(Json::Object),
        ]
    })
}

/// What RULES 6.3 and 3.3 say of a node, in their order; the courses are `a` and `b`.
fn expected(json: &Json, path: &str, faults: &mut Vec<String>) {
    let Json::Object(entries) = json else { return faults.push(format!("{path} wrong-type")) };
    let first = |wanted: &str| entries.iter().find(|(key, _)| *key == wanted).map(|(_, value)| value);
    let is_null = |value: &Json| matches!(value, Json::Raw("null"));
    let forms: [&[&str]; 3] = [&["course"], &["all"], &["choose", "from"]];
    let answered = forms.into_iter().find(|keys| first(keys[0]).is_some_and(|value| !is_null(value)));
    let there = forms.into_iter().find(|keys| first(keys[0]).is_some());
    let keys = answered.or(there).unwrap_or_default();
    if keys.is_empty() {
        faults.push(format!("{path} missing"));
    }
    let absent = keys.iter().filter(|key| first(key).is_none());
    faults.extend(absent.map(|key| format!("{path}/{key} missing")));
    for (place, (key, value)) in entries.iter().enumerate() {
        let below = format!("{path}/{key}");
        if entries[..place].iter().any(|(before, _)| before == key) {
            faults.push(format!("{below} duplicate-key"));
        } else if !keys.contains(key) {
            faults.push(format!("{below} unknown-key"));
        } else if is_null(value) {
            faults.push(format!("{below} missing"));
        } else if *key == "choose" {
            let branches = match first("from") {
                Some(Json::List(items)) if !items.is_empty() => Some(items.len()),
                _ => None,
            };
            let code = match value {
                Json::Raw("-1") => Some("out-of-range"),
                Json::Raw(text) => match text.parse::<u128>() {
                    Ok(number) => branches.filter(|&most| number > most as u128).map(|_| "conflict"),
                    Err(_) => Some("wrong-type"),
                },
                _ => Some("wrong-type"),
            };
            faults.extend(code.map(|code| format!("{below} {code}")));
        } else if *key == "course" {
            let code = match value {
                Json::Raw(r#""a""# | r#""b""#) => continue,
                Json::Raw(r#""c""#) => "unknown-value",
                Json::Raw(r#""""#) => "bad-length",
                Json::Raw(r#"" ""#) => "bad-text",
                _ => "wrong-type",
            };
            faults.push(format!("{below} {code}"));
        } else {
            match value {
                Json::List(items) if items.is_empty() => faults.push(format!("{below} bad-length")),
                Json::List(items) => {
                    for (place, item) in items.iter().enumerate() {
                        expected(item, &format!("{below}/{place}"), faults);
                    }
                }
                _ => faults.push(format!("{below} wrong-type")),
            }
        }
    }
}

#[test]
fn faults_are_those_of_the_rules_in_their_order() {
    let valid = std::cell::Cell::new(0);
    check_often(4096, wild(), |requirements| {
        let document = format!(r#"{{"courses":{{"a":[],"b":[]}},"requirements":{requirements}}}"#);
        let mut faults = Vec::new();
        if matches!(requirements, Json::Raw("null")) {
            faults.push("/requirements missing".to_owned());
        } else {
            expected(&requirements, "/requirements", &mut faults);
        }
        valid.set(valid.get() + usize::from(faults.is_empty()));
        let found = Program::from_json(document.as_bytes());
        let found: Vec<String> =
            found.err().map(|found| found.iter().map(said).collect()).unwrap_or_default();
        prop_assert_eq!(found, faults, "{}", document);
        Ok(())
    });
    assert!((400..3600).contains(&valid.get()), "{valid:?} of 4096 are valid");
}
