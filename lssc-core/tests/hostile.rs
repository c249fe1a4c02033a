//! What nobody sends by accident: each gets the fault that says so, and nothing crashes (RULES 3.3).

use lssc_core::wire::{MAX_BYTES, MAX_DEPTH, Session, answer};
use lssc_core::{Catalog, FaultCode, Policy, Record};

/// The faults of an answer, as `path code`; nothing for an assessment.
fn faults(request: &[u8]) -> Vec<String> {
    let answer: serde_json::Value = serde_json::from_slice(&answer(request)).expect("every answer is JSON");
    let text = |fault: &serde_json::Value, key: &str| fault[key].as_str().expect("a text").to_owned();
    match (answer.get("assessment"), answer["faults"].as_array()) {
        (Some(_), None) => vec![],
        (None, Some(faults)) => {
            faults.iter().map(|fault| format!("{} {}", text(fault, "path"), text(fault, "code"))).collect()
        }
        _ => panic!("neither an assessment nor faults: {answer}"),
    }
}

#[track_caller]
fn check(what: &str, request: impl AsRef<[u8]>, expected: &[&str]) {
    assert_eq!(faults(request.as_ref()), expected, "{what}");
}

/// A request whose record has these further entries.
fn with(entries: &str) -> String {
    format!(r#"{{"record":{{"id":"p",{entries}}},"as_of":"2020-03-01"}}"#)
}

const PLAIN: &str = r#"{"record":{"id":"p"},"as_of":"2020-03-01"}"#;

#[test]
fn what_is_no_json_in_utf8_is_one_fault_of_the_whole() {
    check("the plain request, for comparison", PLAIN, &[]);
    let bytes: [(&str, &[u8]); 12] = [
        ("an empty file", b""),
        ("white space", b" \n\t\r "),
        ("a byte order mark", b"\xef\xbb\xbf{\"record\":{\"id\":\"p\"},\"as_of\":\"2020-03-01\"}"),
        ("broken UTF-8", b"{\"record\":{\"id\":\"\xff\"},\"as_of\":\"2020-03-01\"}"),
        ("half a character", b"{\"record\":{\"id\":\"\xc3\"},\"as_of\":\"2020-03-01\"}"),
        ("a slash too long in UTF-8", b"{\"record\":{\"id\":\"\xc0\xaf\"},\"as_of\":\"2020-03-01\"}"),
        ("a surrogate in UTF-8", b"{\"record\":{\"id\":\"\xed\xa0\x80\"},\"as_of\":\"2020-03-01\"}"),
        ("UTF-16", b"\xff\xfe{\0}\0"),
        ("zero bytes", b"\0\0\0\0"),
        ("an end too early", b"{\"record\":{\"id\":\"p\"}"),
        ("an end too late", b"{\"record\":{\"id\":\"p\"},\"as_of\":\"2020-03-01\"}}"),
        ("two requests", b"{\"record\":{\"id\":\"p\"},\"as_of\":\"2020-03-01\"} {}"),
    ];
    for (what, bytes) in bytes {
        check(what, bytes, &[" bad-json"]);
    }
    for (what, value) in [
        ("a lone surrogate", r#""\ud800""#),
        ("a lone low surrogate", r#""\udfff""#),
        ("two high surrogates", r#""\ud83d\ud83d""#),
        ("a surrogate before a letter", r#""\ud83dx""#),
        ("a surrogate before another escape", r#""\ud83d\n""#),
        ("an escape cut short", r#""\u12""#),
        ("an unknown escape", r#""\x41""#),
        ("a control character", "\"a\u{1}b\""),
        ("a line break", "\"a\nb\""),
        ("1e400", "1e400"),
        ("-1e400", "-1e400"),
        ("1.5e309", "1.5e309"),
        ("a leading zero", "01"),
        ("a plus", "+1"),
        ("no digit after the point", "1."),
        ("no digit before the point", ".5"),
        ("no digit in the exponent", "1e"),
        ("hexadecimal", "0x10"),
        ("not a number", "NaN"),
        ("infinity", "-Infinity"),
        ("undefined", "undefined"),
        ("single quotes", "'x'"),
        ("a comma too many", "[1,]"),
        ("a comma too many in an object", r#"{"a":1,}"#),
        ("a comma too few", "[1 2]"),
        ("a comment", "1/**/"),
        ("nothing", ""),
    ] {
        check(what, with(&format!(r#""library":{value}"#)), &[" bad-json"]);
    }
}

#[test]
fn escapes_and_surrogate_pairs_are_text() {
    for id in [r#""\ud83d\udcda""#, r#""\u0070""#, r#""\"\\\/""#, "\"\u{1f4da}\"", "\"\u{feff}\""] {
        check(id, format!(r#"{{"record":{{"id":{id}}},"as_of":"2020-03-01"}}"#), &[]);
    }
}

#[test]
fn sixteen_mebibytes_are_read_and_a_byte_more_is_not() {
    let padded = |length: usize| format!("{}{}", PLAIN, " ".repeat(length - PLAIN.len()));
    check("16 MiB", padded(MAX_BYTES), &[]);
    check("16 MiB and a byte", padded(MAX_BYTES + 1), &[" too-large"]);
    check("17 MiB of nothing", vec![b' '; 17 << 20], &[" too-large"]);
    check("17 MiB of brackets", vec![b'['; 17 << 20], &[" too-large"]);
    check("16 MiB of brackets", vec![b'['; MAX_BYTES], &[" bad-json"]);
    let long = "x".repeat(17 << 20);
    check("a text of 17 MiB", with(&format!(r#""library":"{long}""#)), &[" too-large"]);
    let long = "x".repeat(15 << 20);
    check(
        "a text of 15 MiB",
        format!(r#"{{"record":{{"id":"{long}"}},"as_of":"2020-03-01"}}"#),
        &["/record/id bad-length"],
    );
}

#[test]
fn depth_is_no_danger() {
    let lists = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let objects = |depth: usize| format!("{}1{}", r#"{"a":"#.repeat(depth), "}".repeat(depth));
    // The request and the record are two of the levels.
    let inside = MAX_DEPTH - 2;
    check("64 levels", with(&format!(r#""library":{}"#, lists(inside))), &["/record/library unknown-key"]);
    check("65 levels", with(&format!(r#""library":{}"#, lists(inside + 1))), &[" too-deep"]);
    check(
        "64 levels of objects",
        with(&format!(r#""library":{}"#, objects(inside))),
        &["/record/library unknown-key"],
    );
    check("65 levels of objects", with(&format!(r#""library":{}"#, objects(inside + 1))), &[" too-deep"]);
    for depth in [65, 10_000, 1_000_000] {
        check("a deep list", lists(depth), &[" too-deep"]);
        check("a deep object", objects(depth), &[" too-deep"]);
        check("a deep list in a record", with(&format!(r#""education":{}"#, lists(depth))), &[" too-deep"]);
        check("a deep list without an end", "[".repeat(depth), &[" bad-json"]);
        check("a deep object without an end", r#"{"a":"#.repeat(depth), &[" bad-json"]);
        check("ends without a start", "]".repeat(depth), &[" bad-json"]);
        let policy = format!(r#"{{"record":{{"id":"p"}},"policy":{},"as_of":"2020-03-01"}}"#, objects(depth));
        check("a deep policy", policy, &[" too-deep"]);
        let overlay = format!(
            r#"{{"record":{{"id":"p"}},"policy":{{"extends":"lssc-faq","id":"x","fees":{}}},"as_of":"2020-03-01"}}"#,
            objects(depth)
        );
        check("a deep overlay", overlay, &[" too-deep"]);
    }
}

#[test]
fn a_small_stack_is_enough() {
    // Nothing goes down a document by calling itself: what is deep takes no more stack than what is flat.
    let deep = |depth: usize| with(&format!(r#""education":{}{}"#, "[".repeat(depth), "]".repeat(depth)));
    let requests = [deep(60), deep(1_000_000), with(r#""education":7"#)];
    let thread = std::thread::Builder::new().stack_size(256 * 1024);
    let answers = thread.spawn(move || requests.map(|request| answer(request.as_bytes()).len()));
    let lengths = answers.expect("a thread").join().expect("no overflow");
    assert!(lengths.into_iter().all(|length| length > 20));
}

#[test]
fn five_thousand_entries_are_one_fault_of_the_list() {
    let many = |entry: &str, times: usize| vec![entry; times].join(",");
    let renewals =
        |times| with(&format!(r#""renewals":[{}]"#, many(r#"{"renewed_on":"2020-01-01"}"#, times)));
    check("4096 entries", renewals(4096), &[]);
    check("4097 entries", renewals(4097), &["/record/renewals bad-length"]);
    check("5000 entries", renewals(5000), &["/record/renewals bad-length"]);
    // The entries of a list that is too long are not examined.
    check(
        "5000 numbers",
        with(&format!(r#""courses":[{}]"#, many("7", 5000))),
        &["/record/courses bad-length"],
    );
    check(
        "millions of entries",
        with(&format!(r#""courses":[{}]"#, many("7", 4_000_000))),
        &["/record/courses bad-length"],
    );
    let sets = format!(
        r#"{{"completed_on":"2020-01-01","quantity":1,"unit":"contact-hour","sets":[{}]}}"#,
        many(r#""technology""#, 5000)
    );
    check("5000 sets", with(&format!(r#""activities":[{sets}]"#)), &["/record/activities/0/sets bad-length"]);
    let catalog = format!(
        r#"{{"record":{{"id":"p"}},"catalog":{{"approvals":[{}]}},"as_of":"2020-03-01"}}"#,
        many("null", 5000)
    );
    check("5000 approvals", catalog, &["/catalog/approvals bad-length"]);
    let all = faults(with(&format!(r#""courses":[{}]"#, many("7", 4096))).as_bytes());
    assert_eq!(all.len(), 4096, "of a list that is not too long, every entry is");
}

#[test]
fn numbers_beyond_everything_are_out_of_range() {
    let nines = "9".repeat(400);
    let quantity = |number: &str| {
        with(&format!(
            r#""activities":[{{"completed_on":"2020-01-01","quantity":{number},"unit":"contact-hour","sets":[]}}]"#
        ))
    };
    let at = "/record/activities/0/quantity";
    check("400 digits of hours", quantity(&nines), &[&format!("{at} out-of-range")]);
    check("400 digits, negative", quantity(&format!("-{nines}")), &[&format!("{at} out-of-range")]);
    check("400 digits after the point", quantity(&format!("7.5{}", "0".repeat(400))), &[]);
    check("400 other digits after the point", quantity(&format!("0.{nines}")), &[]);
    check("almost nothing", quantity("1e-400"), &[]);
    check("minus zero", quantity("-0"), &[]);
    check("minus nothing", quantity("-0.0e5"), &[]);
    check("7.505", quantity("7.505"), &[&format!("{at} too-precise")]);
    check("1e308", quantity("1e308"), &[&format!("{at} out-of-range")]);
    let price = |number: &str| {
        format!(
            r#"{{"record":{{"id":"p"}},"catalog":{{"approvals":[{{"id":"a","set":"technology","courses":["c"],"approved_on":"2020-01-01","price_cents":{number}}}]}},"as_of":"2020-03-01"}}"#
        )
    };
    let at = "/catalog/approvals/0/price_cents";
    check("400 digits of cents", price(&nines), &[&format!("{at} out-of-range")]);
    check("400 digits, negative", price(&format!("-{nines}")), &[&format!("{at} out-of-range")]);
    check("400 zeros and a point", price(&format!("1{}.0", "0".repeat(400))), &[" bad-json"]);
    check("2^64", price("18446744073709551616"), &[&format!("{at} out-of-range")]);
    check("minus one", price("-1"), &[&format!("{at} out-of-range")]);
    check("minus zero", price("-0"), &[]);
    check("a fraction", price("1.0"), &[&format!("{at} wrong-type")]);
    check("an exponent", price("1e2"), &[&format!("{at} wrong-type")]);
}

#[test]
fn dates_that_are_none_or_too_far_away() {
    for (date, code) in [
        ("0000-01-01", "out-of-range"),
        ("0000-02-29", "out-of-range"),
        ("0000-02-30", "bad-date"),
        ("1899-12-31", "out-of-range"),
        ("2200-01-01", "out-of-range"),
        ("9999-12-31", "out-of-range"),
        ("2100-02-29", "bad-date"),
        ("1900-02-29", "bad-date"),
        ("2019-02-29", "bad-date"),
        ("2020-00-10", "bad-date"),
        ("2020-13-10", "bad-date"),
        ("2020-04-31", "bad-date"),
        ("2020-01-00", "bad-date"),
        ("10000-01-01", "bad-date"),
        ("-001-01-01", "bad-date"),
        ("+2020-01-1", "bad-date"),
        ("2020-01-01T00:00:00Z", "bad-date"),
        ("2020-01-01\u{2003}", "bad-date"),
        ("\u{ff12}020-01-01", "bad-date"),
        ("2020\u{2010}01\u{2010}01", "bad-date"),
        ("", "bad-date"),
    ] {
        check(date, with(&format!(r#""applied_on":"{date}""#)), &[&format!("/record/applied_on {code}")]);
        check(date, format!(r#"{{"record":{{"id":"p"}},"as_of":"{date}"}}"#), &[&format!("/as_of {code}")]);
    }
    for date in ["2000-02-29", "2096-02-29", "1900-01-01", "2199-12-31"] {
        check(date, with(&format!(r#""applied_on":"{date}""#)), &[]);
    }
}

#[test]
fn of_a_key_that_stands_twice_the_first_value_counts() {
    check(
        "a record twice",
        r#"{"record":{"id":"p"},"record":{"id":7},"as_of":"2020-03-01"}"#,
        &["/record duplicate-key"],
    );
    check("an id twice", with(r#""id":"q""#), &["/record/id duplicate-key"]);
    check("an id twice, once in disguise", with(r#""\u0069\u0064":"q""#), &["/record/id duplicate-key"]);
    check(
        "the first is wrong",
        with(r#""education":7,"education":null"#),
        &["/record/education wrong-type", "/record/education duplicate-key"],
    );
    check(
        "an unknown key twice",
        with(r#""x":1,"x":2"#),
        &["/record/x unknown-key", "/record/x duplicate-key"],
    );
    check(
        "a key three times",
        with(r#""id":"q","id":"r""#),
        &["/record/id duplicate-key", "/record/id duplicate-key"],
    );
}

#[test]
fn keys_are_escaped_in_pointers() {
    check("a slash and a tilde", with(r#""a/b~c":1"#), &["/record/a~1b~0c unknown-key"]);
    check("an empty key", with(r#""":1"#), &["/record/ unknown-key"]);
    check("a number", with(r#""0":1"#), &["/record/0 unknown-key"]);
    check(
        "what an object has everywhere else",
        with(r#""__proto__":{}"#),
        &["/record/__proto__ unknown-key"],
    );
}

#[test]
fn documents_on_their_own_are_read_as_safely() {
    let codes = |document: &[u8]| -> [Option<FaultCode>; 3] {
        [
            Record::from_json(document).err().map(|faults| faults[0].code()),
            Catalog::from_json(document).err().map(|faults| faults[0].code()),
            Policy::from_json(document).err().map(|faults| faults[0].code()),
        ]
    };
    let deep = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
    for (what, document, code) in [
        ("an empty file", b"".to_vec(), FaultCode::BadJson),
        ("a byte order mark", b"\xef\xbb\xbf{}".to_vec(), FaultCode::BadJson),
        ("broken UTF-8", b"{\"\xff\":1}".to_vec(), FaultCode::BadJson),
        ("a lone surrogate", br#"{"id":"\ud800"}"#.to_vec(), FaultCode::BadJson),
        ("a deep list", deep.into_bytes(), FaultCode::TooDeep),
        ("17 MiB", vec![b' '; 17 << 20], FaultCode::TooLarge),
        ("a number", b"7".to_vec(), FaultCode::WrongType),
        ("a list", b"[]".to_vec(), FaultCode::WrongType),
        ("null", b"null".to_vec(), FaultCode::WrongType),
    ] {
        assert_eq!(codes(&document), [Some(code); 3], "{what}");
    }
}

#[test]
fn a_session_goes_on_after_a_bad_line() {
    let mut session = Session::default();
    let good = session.answer(PLAIN.as_bytes());
    for bad in ["", "{", "[]", "null", "\u{feff}{}", r#"{"op":"dance"}"#, &"[".repeat(10_000)] {
        let answer = session.answer(bad.as_bytes());
        assert!(answer.starts_with(b"{\"faults\":["), "{bad}");
        assert_eq!(session.answer(PLAIN.as_bytes()), good, "after {bad}");
    }
}

#[test]
fn however_many_faults_there_are_each_is_said_once() {
    // The answers grow with the requests, and no faster: what an answer repeats is bounded for each fault.
    let repeated = |times: usize| with(&vec![r#""":0"#; times].join(","));
    let sets = |times: usize| {
        let wrong = format!(r#"{{"sets":[{}]}}"#, vec!["0"; 1000].join(","));
        with(&format!(r#""activities":[{}]"#, vec![wrong; times].join(",")))
    };
    // Three keys are missing from each activity.
    for (times, faults_of, make) in [
        (20_000, 20_000, &repeated as &dyn Fn(usize) -> String),
        (20, 20 * 1003, &sets as &dyn Fn(usize) -> String),
    ] {
        let (one, two) = (make(times), make(2 * times));
        assert_eq!(faults(one.as_bytes()).len(), faults_of);
        let lengths = [&one, &two].map(|request| answer(request.as_bytes()).len());
        assert!(lengths[1] < 2 * lengths[0] + lengths[0] / 10, "{lengths:?}");
    }
    // The longest pointers there are: the key of a course, of 128 signs of four bytes.
    let wide = "\u{1f4da}".repeat(128);
    let program = format!(
        r#"{{"op":"review","requirements":{{"course":"{wide}"}},"courses":{{"{wide}":[{}]}}}}"#,
        vec!["0"; 4096].join(",")
    );
    let found = faults(program.as_bytes());
    assert_eq!(found.len(), 4096);
    assert_eq!(found[4095], format!("/courses/{wide}/4095 wrong-type"));
}
