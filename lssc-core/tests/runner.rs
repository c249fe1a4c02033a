//! The conformance runner as a program (RULES 8): one answer a line, in order, whatever the lines are.
//!
//! Plain `cargo test` builds the examples first; `cargo test --test runner` alone runs what was built last.

use std::io::Write;
use std::process::{Command, Stdio};

use lssc_core::wire::MAX_BYTES;
use serde_json::Value;

const GOOD: &str = r#"{"record":{"id":"p"},"as_of":"2024-06-30"}"#;

/// What the runner writes when it reads these bytes.
fn written(arguments: &[&str], input: &[u8]) -> String {
    let test = std::env::current_exe().expect("a test knows where it is");
    let profile = test.ancestors().nth(2).expect("tests stand in target/PROFILE/deps");
    let runner = profile.join("examples").join(format!("conform{}", std::env::consts::EXE_SUFFIX));
    let mut command = Command::new(&runner);
    let mut child =
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap_or_else(
            |error| panic!("{}: {error}; run `cargo build --example conform`", runner.display()),
        );
    let mut stdin = child.stdin.take().expect("standard input is piped");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("the runner ends");
    writer.join().expect("nothing panics here").expect("the runner reads everything");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("answers are UTF-8");
    assert!(text.is_empty() || text.ends_with('\n'));
    text
}

/// What the answers to these bytes are: `assessed`, or the code of their first fault.
fn answers(input: &[u8]) -> Vec<String> {
    let text = written(&[], input);
    let kind = |line: &str| {
        let answer: Value = serde_json::from_str(line).expect("an answer is JSON");
        match answer.pointer("/faults/0/code") {
            Some(code) => code.as_str().expect("a code is a string").to_owned(),
            None => answer
                .get("assessment")
                .map(|_| "assessed".to_owned())
                .expect("there are two kinds of answers"),
        }
    };
    text.lines().map(kind).collect()
}

#[test]
fn every_line_has_its_answer_and_a_bad_one_stops_nothing() {
    let input = format!("{GOOD}\nnot json\n\n{GOOD}\r\n[]\n{{}}\n{GOOD}\n");
    let expected = ["assessed", "bad-json", "bad-json", "assessed", "wrong-type", "missing", "assessed"];
    assert_eq!(answers(input.as_bytes()), expected);
}

#[test]
fn comparisons_are_answered_when_they_are_asked_for() {
    let text = written(&["--compare"], format!("{GOOD}\n?\n").as_bytes());
    let answers: Vec<&str> = text.lines().collect();
    assert_eq!(answers.len(), 2);
    assert!(answers[0].starts_with(r#"{"comparison":{"record":"p","#), "{text}");
    assert!(answers[1].starts_with(r#"{"faults":[{"path":"","code":"bad-json","#), "{text}");
}

#[test]
fn the_last_line_needs_no_end_and_no_line_needs_no_answer() {
    assert_eq!(answers(GOOD.as_bytes()), ["assessed"]);
    assert!(answers(b"").is_empty());
    assert_eq!(answers(b"\n"), ["bad-json"]);
}

#[test]
fn broken_utf_8_and_zero_bytes_are_answered() {
    let lines: [&[u8]; 4] = [b"{\"record\":{\"id\":\"\xff\"}}", b"\0", b"\xef\xbb\xbf{}", GOOD.as_bytes()];
    assert_eq!(answers(&lines.join(&b'\n')), ["bad-json", "bad-json", "bad-json", "assessed"]);
}

#[test]
fn a_line_of_16_mib_is_read_and_a_longer_one_is_too_large() {
    for (more, expected) in [(0, "assessed"), (1, "too-large"), (2, "too-large"), (5000, "too-large")] {
        let padding = " ".repeat(MAX_BYTES - GOOD.len() + more);
        for (end, last) in [("", None), ("\n", None), ("\n", Some(GOOD))] {
            let input = format!("{GOOD}{padding}{end}{}", last.unwrap_or_default());
            let wanted: Vec<&str> = std::iter::once(expected).chain(last.map(|_| "assessed")).collect();
            assert_eq!(answers(input.as_bytes()), wanted, "{more} bytes more, then {end:?}");
        }
    }
}
