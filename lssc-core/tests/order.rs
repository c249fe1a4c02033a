//! The purchase order (RULES 6.2): who may stand on it, what it comes to, and how it moves.

#[path = "order/expression.rs"]
mod expression;

use expression::Expression;
use lssc_core::wire::Written;
use lssc_core::{
    Basis, Cents, Date, Edition, Email, Entries, FaultCode, Name, OrderState, People, Person, Policy,
    Problem, StepError, order,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// The HTML standard, "valid email address".
const HTML: &str = r"^[a-zA-Z0-9.!#$%&'*+\/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$";

fn code<T>(result: Result<T, Problem>) -> Option<FaultCode> {
    result.err().map(|problem| problem.code())
}

#[test]
fn an_email_is_what_html_takes() {
    let html = Expression::of(HTML);
    let (longest, longer) = (format!("a@{}.b", "x".repeat(63)), format!("a@{}.b", "x".repeat(64)));
    let long_local_part = format!("{}@b", "a".repeat(998));
    for (email, is_valid) in [
        ("pat@library.example", true),
        ("a@b", true),
        ("1@2.3", true),
        (".a..b.@b", true),
        ("!#$%&'*+/=?^_`{|}~-@b", true),
        ("a@b-c.d--e", true),
        ("A.B@EXAMPLE.ORG", true),
        ("a@xn--bcher-kva.example", true),
        (&longest, true),
        (&long_local_part, true),
        ("", false),
        ("@", false),
        ("a", false),
        ("a@", false),
        ("@b", false),
        ("a@b@c", false),
        ("a@@b", false),
        ("a@b.", false),
        ("a@.b", false),
        ("a@b..c", false),
        ("a@-b", false),
        ("a@b-", false),
        ("a@b-.c", false),
        ("a@b_c", false),
        ("a@b.c:25", false),
        ("a@[127.0.0.1]", false),
        ("\"a b\"@c", false),
        ("a b@c", false),
        ("a(b)@c", false),
        ("a,b@c", false),
        (" a@b", false),
        ("a@b ", false),
        ("a@b\n", false),
        ("é@b", false),
        ("a@bücher.example", false),
        ("a@b\u{212a}", false),
        ("Pat <pat@library.example>", false),
        ("mailto:a@b", false),
        (&longer, false),
    ] {
        assert_eq!(html.matches(email), is_valid, "{email:?} by the standard");
        let expected = if is_valid { None } else { Some(FaultCode::BadText) };
        assert_eq!(code(email.parse::<Email>()), expected, "{email:?}");
    }
    assert_eq!(code(format!("{}@b", "a".repeat(999)).parse::<Email>()), Some(FaultCode::BadLength));
    assert_eq!(code("é".repeat(1001).parse::<Email>()), Some(FaultCode::BadLength));
    assert_eq!(code("é".repeat(1000).parse::<Email>()), Some(FaultCode::BadText));
}

/// Something near an address: parts with the right letters, labels about 63 long, and sometimes one character off.
fn near_email() -> impl Strategy<Value = String> {
    let characters = |list: &'static str| select(list.chars().collect::<Vec<_>>());
    let text = |list: &'static str, most| {
        vec(characters(list), 0..=most).prop_map(|characters| characters.into_iter().collect::<String>())
    };
    let local_part = text("aZ09.!#$%&'*+/=?^_`{|}~-", 6);
    let label = prop_oneof![4 => text("abcXYZ0123456789-", 4), 1 => (60..66_usize, text("a-", 1)).prop_map(|(length, end)| "x".repeat(length) + &end)];
    let at = prop_oneof![16 => Just("@"), 1 => Just(""), 1 => Just("@@")];
    let odd = prop_oneof![
        12 => Just(None),
        2 => (any::<prop::sample::Index>(), characters("@.-_ \t\n\0(\"é\u{212a}\u{ff21}")).prop_map(Some),
        1 => (any::<prop::sample::Index>(), any::<char>()).prop_map(Some),
    ];
    (local_part, at, vec(label, 0..3), odd).prop_map(|(local_part, at, labels, odd)| {
        let mut characters: Vec<char> = format!("{local_part}{at}{}", labels.join(".")).chars().collect();
        if let Some((place, character)) = odd {
            characters.insert(place.index(characters.len() + 1), character);
        }
        characters.into_iter().collect()
    })
}

#[test]
fn emails_agree_with_the_expression_of_the_standard() {
    let html = Expression::of(HTML);
    let valid = std::cell::Cell::new(0);
    check(near_email(), 8192, |text| {
        let is_valid = html.matches(&text);
        prop_assert_eq!(text.parse::<Email>().is_ok(), is_valid, "{:?}", text);
        valid.set(valid.get() + u32::from(is_valid));
        Ok(())
    });
    // A fifth at least of what is drawn is valid, and a fifth is not.
    assert!((1638..6554).contains(&valid.get()), "{valid:?}");
}

#[track_caller]
fn check<S: Strategy>(strategy: S, times: u32, property: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = ProptestConfig { cases: times, failure_persistence: None, ..ProptestConfig::default() };
    let seed = proptest::test_runner::RngSeed::Fixed(0x001e_55c1);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig { rng_seed: seed, ..config });
    if let Err(error) = runner.run(&strategy, property) {
        panic!("{error}");
    }
}

#[test]
fn a_name_says_something() {
    for (name, expected) in [
        ("Pat Doe", None),
        ("佐藤", None),
        ("x", None),
        // White_Space is what Unicode calls so, and free texts may hold control characters (RULES 3.3).
        ("\u{200b}", None),
        ("Pat\nDoe", None),
        ("", Some(FaultCode::BadText)),
        (" ", Some(FaultCode::BadText)),
        ("\t\r\n\u{a0}\u{85}\u{2003}\u{3000}", Some(FaultCode::BadText)),
    ] {
        assert_eq!(code(name.parse::<Name>()), expected, "{name:?}");
    }
    assert_eq!(code("é".repeat(1000).parse::<Name>()), None);
    assert_eq!(code("é".repeat(1001).parse::<Name>()), Some(FaultCode::BadLength));
    assert_eq!(code(" ".repeat(1001).parse::<Name>()), Some(FaultCode::BadLength));
}

#[track_caller]
fn faults(text: &str, expected: &[(&str, FaultCode)]) {
    for read in [People::from_json, |text: &[u8]| Written(text).people()] {
        let faults = read(text.as_bytes()).expect_err(text);
        let found: Vec<_> = faults.iter().map(|fault| (fault.path(), fault.code())).collect();
        assert_eq!(found, expected, "{text}");
    }
    assert!(serde_json::from_str::<People>(text).is_err(), "{text}");
}

#[test]
fn every_fault_of_the_people_is_named() {
    use FaultCode::{BadLength, BadText, Duplicate, DuplicateKey, Missing, UnknownKey, WrongType};
    faults("7", &[("", WrongType)]);
    faults("{}", &[("", WrongType)]);
    faults("null", &[("", WrongType)]);
    faults(
        "[null, [], {}]",
        &[
            ("/0", WrongType),
            ("/1", WrongType),
            ("/2/name", Missing),
            ("/2/email", Missing),
            ("/2/ala_member", Missing),
        ],
    );
    faults(
        r#"[{"name": null, "ala_member": "yes", "member": true, "email": 7}]"#,
        &[
            ("/0/name", Missing),
            ("/0/ala_member", WrongType),
            ("/0/member", UnknownKey),
            ("/0/email", WrongType),
        ],
    );
    faults(
        r#"[{"name": "\n", "email": "pat@", "ala_member": false}]"#,
        &[("/0/name", BadText), ("/0/email", BadText)],
    );
    let long = "x".repeat(1001);
    faults(
        &format!(r#"[{{"name": "{long}", "email": "{long}", "ala_member": false}}]"#),
        &[("/0/name", BadLength), ("/0/email", BadLength)],
    );
    // Each later one, in any case of ASCII; also of somebody who has another fault. The first of two equal keys counts.
    faults(
        r#"[
            {"name": "A", "email": "p@LIBRARY.example", "ala_member": true},
            {"name": "B", "email": "P@library.example"},
            {"name": "C", "email": "c@library.example", "email": "p@library.example", "ala_member": true},
            {"name": "D", "email": "not one", "ala_member": true},
            {"name": "E", "email": "not one", "ala_member": true},
            {"name": "F", "email": "p@library.example", "ala_member": true}
        ]"#,
        &[
            ("/1/ala_member", Missing),
            ("/1/email", Duplicate),
            ("/2/email", DuplicateKey),
            ("/3/email", BadText),
            ("/4/email", BadText),
            ("/5/email", Duplicate),
        ],
    );
}

fn person(number: usize) -> Person {
    Person {
        name: format!("Person {number}").parse().unwrap(),
        email: format!("p{number}@library.example").parse().unwrap(),
        ala_member: number.is_multiple_of(3),
    }
}

#[test]
fn an_order_has_at_most_4096_people() {
    let list = |count| serde_json::to_string(&(0..count).map(person).collect::<Vec<_>>()).unwrap();
    let people = People::from_json(list(4096).as_bytes()).unwrap();
    assert_eq!(people.len(), 4096);
    // 1366 of them are members.
    let order = order(&people, &Policy::default(), Date::MIN);
    assert_eq!(order.total_cents, Cents::new(1366 * 32500 + 2730 * 35000));
    faults(&list(4097), &[("", FaultCode::BadLength)]);
}

#[test]
fn people_are_checked_however_they_are_built() {
    let people = |people: Vec<Person>| People::new(Entries::new(people).unwrap());
    assert!(people(vec![person(1), person(2)]).is_ok());
    let shouted = Person { email: "P1@LIBRARY.EXAMPLE".parse().unwrap(), ..person(3) };
    let faults = people(vec![person(1), person(2), shouted]).unwrap_err();
    assert_eq!(faults.to_string(), "/2/email: `P1@LIBRARY.EXAMPLE` is listed before; each may stand once");
}

/// A key of somebody, as JSON: mostly right.
fn key(
    name: &'static str,
    right: &'static [&'static str],
    wrong: &'static [&'static str],
) -> BoxedStrategy<String> {
    let value = prop_oneof![20 => select(right), 1 => select(wrong)];
    prop_oneof![30 => value.prop_map(move |value| format!(r#""{name}":{value}"#)), 1 => Just(String::new())]
        .boxed()
}

#[test]
fn both_readers_agree_on_people() {
    let name = key("name", &[r#""Pat""#, r#""  é ""#], &[r#"" ""#, "null", "7"]);
    let emails = &[r#""a@b""#, r#""c@b""#, r#""d@b""#, r#""e@b""#, r#""f@b""#, r#""A@b""#];
    let email = key("email", emails, &[r#""a@""#, "[]"]);
    let member = key("ala_member", &["true", "false"], &["1", "null"]);
    let more = prop_oneof![30 => Just(String::new()), 1 => Just(r#""x":1"#.to_owned()), 1 => Just(r#""name":"B""#.to_owned())];
    let person = (name, email, member, more).prop_map(|keys| {
        let keys: Vec<String> =
            [keys.0, keys.1, keys.2, keys.3].into_iter().filter(|key| !key.is_empty()).collect();
        format!("{{{}}}", keys.join(","))
    });
    let valid = std::cell::Cell::new(0);
    check(vec(person, 0..4), 2048, |people| {
        let text = format!("[{}]", people.join(","));
        match (serde_json::from_str::<People>(&text), Written(text.as_bytes()).people()) {
            (Ok(strict), Ok(other)) => {
                prop_assert_eq!(&strict, &other);
                prop_assert_eq!(People::from_json(&serde_json::to_vec(&strict).unwrap()), Ok(strict));
                valid.set(valid.get() + 1);
            }
            (strict, other) => prop_assert!(strict.is_err() && other.is_err(), "{}: {:?}", text, other),
        }
        Ok(())
    });
    assert!((500..1548).contains(&valid.get()), "{valid:?}");
}

#[test]
fn an_order_has_one_line_each_and_a_total() {
    let people = People::from_json(
        r#"[
            {"name": "Åsa \"Å\" Doe", "email": "asa@library.example", "ala_member": true},
            {"name": "Sam", "email": "SAM@library.example", "ala_member": false}
        ]"#
        .as_bytes(),
    )
    .unwrap();
    let as_of = "2024-06-30".parse().unwrap();
    let order_of = |policy: &Policy| order(&people, policy, as_of);
    let faq = order_of(&Policy::default());
    assert_eq!((faq.as_of, faq.state(), faq.total_cents), (as_of, OrderState::Applied, Cents::new(67500)));
    let bases: Vec<Basis> = faq.lines.iter().map(|line| line.basis).collect();
    assert_eq!(bases, [Basis::Member, Basis::NonMember]);
    let expected = r#"{"lines":[{"name":"Åsa \"Å\" Doe","email":"asa@library.example","basis":"member","amount_cents":32500},{"name":"Sam","email":"SAM@library.example","basis":"non-member","amount_cents":35000}],"total_cents":67500}"#;
    assert_eq!(faq.to_json(), expected);
    assert_eq!(serde_json::to_string(&faq).unwrap(), expected);

    let mut parts = Policy::from(Edition::Lssc2011).into_parts();
    parts.id = "free-for-members".parse().unwrap();
    parts.fees.application_cents.member = Cents::ZERO;
    parts.fees.application_cents.non_member = Cents::MAX_INPUT;
    assert_eq!(order_of(&Policy::new(parts).unwrap()).total_cents, Cents::MAX_INPUT);

    let nobody = order(&People::default(), &Policy::default(), as_of);
    assert_eq!(nobody.to_json(), r#"{"lines":[],"total_cents":0}"#);
    assert_eq!(People::from_json(b"[]"), Ok(People::default()));
}

#[test]
fn an_order_moves_one_step_at_a_time() {
    use OrderState::{Active, Applied, Invoiced, OrderReceived, Paid};
    let path = [Applied, OrderReceived, Invoiced, Paid, Active];
    assert_eq!(OrderState::ALL, path);
    assert_eq!(OrderState::NAMES, ["applied", "order-received", "invoiced", "paid", "active"]);
    for (at, from) in path.into_iter().enumerate() {
        for (place, to) in path.into_iter().enumerate() {
            let expected = match path.get(at + 1) {
                Some(_) if place == at + 1 => Ok(to),
                Some(&expected) => Err(StepError::NotNext { from, to, expected }),
                None => Err(StepError::Ended { from, to }),
            };
            assert_eq!(from.step(to), expected);
        }
    }
    let mut order = order(&People::default(), &Policy::default(), Date::MIN);
    let skipped = order.step(Paid).unwrap_err();
    assert_eq!(skipped.to_string(), "an order that is `applied` becomes `order-received` next, not `paid`");
    assert_eq!(order.state(), Applied, "it stays where it is");
    for to in path.into_iter().skip(1) {
        assert_eq!(order.step(to), Ok(()));
    }
    let back = order.step(Paid).unwrap_err();
    assert_eq!(back.to_string(), "an order that is `active` has taken every step and does not become `paid`");
    assert_eq!("order-received".parse(), Ok(OrderReceived));
}
