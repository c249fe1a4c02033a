//! What the example `assess` promises, asked of the built program.
//!
//! Plain `cargo test` builds the examples first; `cargo test --test example_assess` alone runs what was built last.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use lssc_core::{Catalog, Date, Policy, Record, assess};
use serde_json::Value;

const PEOPLE: &str = include_str!("../examples/assess/people.jsonl");
const CATALOG: &str = include_str!("../examples/assess/catalog.json");

/// What a run of the program left behind.
struct Run {
    stdout: String,
    stderr: String,
    code: Option<i32>,
}

/// The program, with an environment that says nothing about colors and columns.
fn program() -> Command {
    let test = std::env::current_exe().expect("a test knows where it is");
    let profile = test.ancestors().nth(2).expect("tests stand in target/PROFILE/deps");
    let name = format!("assess{}", std::env::consts::EXE_SUFFIX);
    let path = profile.join("examples").join(name);
    assert!(path.exists(), "{} is not built; run `cargo build --example assess` first", path.display());
    let mut command = Command::new(path);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command.current_dir(env!("CARGO_TARGET_TMPDIR"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn finish(mut command: Command, stdin: &str) -> Run {
    let mut child = command.spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("standard input is piped");
    // The program may end without reading all of it.
    let _ = input.write_all(stdin.as_bytes());
    drop(input);
    let output = child.wait_with_output().expect("the program ends");
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    Run { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code() }
}

fn run_with(arguments: &[&str], stdin: &str) -> Run {
    let mut command = program();
    command.args(arguments);
    finish(command, stdin)
}

fn run(arguments: &[&str]) -> Run {
    run_with(arguments, "")
}

/// Writes a file where the program runs. Tests run at once, so each names files of its own.
fn file(name: &'static str, text: &str) -> &'static str {
    let path: PathBuf = [env!("CARGO_TARGET_TMPDIR"), name].iter().collect();
    std::fs::write(path, text).expect("the directory for tests can be written");
    name
}

fn assessments(run: &Run) -> Vec<Value> {
    run.stdout.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

fn records(run: &Run) -> Vec<String> {
    assessments(run).iter().map(|one| text(one, "/record").to_owned()).collect()
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("no text at {pointer}: {value}"))
}

/// The bundled person's assessment.
fn story(id: &str, arguments: &[&str]) -> Value {
    let run = run(&[&["--json"], arguments].concat());
    let person = assessments(&run).into_iter().find(|one| one["record"] == id);
    person.unwrap_or_else(|| panic!("nobody is called {id}"))
}

#[track_caller]
fn check_story(id: &str, status: &str, facts: &[(&str, &str)], sentence: &str) {
    let person = story(id, &[]);
    assert_eq!(person["status"], status, "{id}");
    for (pointer, fact) in facts {
        let found = person.pointer(pointer).unwrap_or_else(|| panic!("{id}: nothing at {pointer}"));
        assert_eq!(found.to_string(), *fact, "{id}: {pointer}");
    }
    let findings = person["findings"].as_array().expect("findings are a list");
    let said = findings.iter().any(|finding| text(finding, "/message").contains(sentence));
    assert!(said, "{id}: nothing says {sentence:?} in {findings:#?}");
}

#[test]
fn half_time_worker_reaches_the_hours_next_spring() {
    check_story(
        "amara-half-time",
        "ineligible",
        &[
            ("/eligibility/experience/shortfall_hours", "400"),
            ("/eligibility/experience/earliest_on", "\"2027-04-11\""),
        ],
        "reached on 2027-04-11",
    );
    assert_eq!(story("amara-half-time", &["--as-of", "2027-04-11"])["status"], "eligible");
}

#[test]
fn volunteer_is_eligible() {
    check_story(
        "ben-volunteer",
        "eligible",
        &[("/fees/lines/0/basis", "\"member\""), ("/fees/total_cents", "32500")],
        "1828.57 of 1820 hours",
    );
}

#[test]
fn librarian_holds_the_wrong_position() {
    check_story(
        "chloe-librarian",
        "ineligible",
        &[("/eligibility/support_staff", "\"not-met\""), ("/eligibility/experience/verdict", "\"met\"")],
        "Master's",
    );
}

#[test]
fn graduate_is_certified_provisionally() {
    check_story(
        "diego-graduate",
        "certified",
        &[
            ("/eligibility/provisional", "true"),
            ("/certification/provisional", "true"),
            ("/eligibility/experience/verdict", "\"not-met\""),
            ("/completion/credits/0/route", "\"agreement\""),
        ],
        "certified provisionally",
    );
}

#[test]
fn bundle_gives_one_set_on_its_last_day() {
    check_story(
        "elena-bundle",
        "candidate",
        &[
            ("/completion/credits/1/set", "\"communication-and-teamwork\""),
            ("/completion/credits/1/earned_on", "\"2024-11-08\""),
            ("/completion/credits/1/evidence", "\"/courses/1\""),
        ],
        "2 of 3 required sets",
    );
    assert!(run(&[]).stdout.contains("by infopeople-words and"));
}

#[test]
fn two_years_to_the_day_count_and_a_day_more_does_not() {
    check_story(
        "farah-two-years",
        "candidate",
        &[
            ("/completion/credits/3/set", "\"access-services\""),
            ("/completion/credits/3/earned_on", "\"2024-06-10\""),
            ("/completion/electives_earned", "1"),
        ],
        "2022-06-09",
    );
}

#[test]
fn portfolio_after_the_deadline_does_not_count() {
    check_story(
        "hana-late-portfolio",
        "candidacy-expired",
        &[
            ("/completion/credits/4/evidence", "\"/portfolios/1\""),
            ("/completion/credits/4/counts", "false"),
            ("/fees/total_cents", "44500"),
        ],
        "after the deadline of 2026-09-12",
    );
}

#[test]
fn leap_day_certificate_ends_on_a_leap_day_and_opens_on_the_28th() {
    check_story(
        "ines-leap-day",
        "certified",
        &[
            ("/certification/certified_on", "\"2024-02-29\""),
            ("/certification/expires_on", "\"2028-02-29\""),
            ("/renewal/opens_on", "\"2027-02-28\""),
        ],
        "18 of 32 contact hours",
    );
}

#[test]
fn renewal_in_grace_is_still_possible() {
    check_story(
        "june-in-grace",
        "grace",
        &[
            ("/renewal/expires_on", "\"2026-11-08\""),
            ("/renewal/last_day", "\"2027-01-08\""),
            ("/renewal/verdict", "\"met\""),
        ],
        "33.5 of 32 contact hours",
    );
}

#[test]
fn late_renewal_is_rejected_for_half_an_hour() {
    check_story(
        "kofi-half-an-hour",
        "grace",
        &[
            ("/renewal/rejected/0/reason", "\"hours-short\""),
            ("/renewal/contact_hours/counted", "31.5"),
            ("/renewal/last_day", "\"2026-12-03\""),
        ],
        "31.5 of 32 contact hours",
    );
}

#[test]
fn third_term_has_no_grace() {
    check_story(
        "lena-third-term",
        "lapsed",
        &[
            ("/certification/certified_on", "\"2012-10-15\""),
            ("/certification/term", "3"),
            ("/renewal/accepted/1/term", "3"),
            ("/renewal/rejected/0/reason", "\"too-late\""),
        ],
        "2024-11-20",
    );
    assert_eq!(story("lena-third-term", &["--as-of", "2024-10-15"])["status"], "renewal-open");
}

#[test]
fn half_filled_form_is_undetermined() {
    check_story(
        "milo-half-filled",
        "undetermined",
        &[
            ("/unknowns", r#"["/position_requires_mls","/experience"]"#),
            ("/fees/lines/0/basis", "\"assumed-non-member\""),
        ],
        "`experience` is not answered yet",
    );
}

#[test]
fn json_lines_are_the_bytes_of_the_library() {
    let catalog = Catalog::from_json(CATALOG.as_bytes()).expect("the bundled catalog is right");
    let as_of = Date::new(2026, 11, 22).expect("this is a date");
    let expected: String = PEOPLE
        .lines()
        .map(|line| Record::from_json(line.as_bytes()).expect("the bundled people are right"))
        .map(|record| assess(&record, &catalog, &Policy::default(), as_of))
        .map(|assessment| serde_json::to_string(&assessment).expect("an assessment is written") + "\n")
        .collect();
    let run = run(&["--json"]);
    assert_eq!((run.stdout, run.stderr, run.code), (expected, String::new(), Some(0)));
}

#[test]
fn everybody_has_a_title_and_every_conclusion_an_item() {
    let (people, pages) = (assessments(&run(&["--json"])), run(&[]).stdout);
    assert_eq!(people.len(), 12);
    let mut blocks = pages.split("\n\n").skip(1);
    for person in &people {
        let (block, id) = (blocks.next().unwrap_or_default(), text(person, "/record"));
        assert!(block.starts_with(&format!("{id}: ")), "no story for {id} in {block}");
        for label in ["  status   ", "  why      ", "  next     ", "  cost     "] {
            assert!(block.contains(label), "{id} lacks {label}");
        }
        for finding in person["findings"].as_array().expect("findings are a list") {
            assert!(text(finding, "/cites/0").starts_with("FAQ "), "{id}: {finding}");
        }
        for section in block.lines().filter(|line| line.starts_with("  status ")) {
            assert!(section.contains("(FAQ "), "{section}");
        }
    }
    let summary = blocks.next().expect("a summary ends the page");
    assert!(summary.starts_with("12 people: 1 undetermined, 2 ineligible, 1 eligible, "), "{summary}");
}

#[test]
fn lines_fit_the_page() {
    for columns in [60, 80, 100] {
        let mut command = program();
        command.env("COLUMNS", columns.to_string());
        let pages = finish(command, "").stdout;
        for line in pages.lines() {
            assert!(line.chars().count() <= columns && !line.ends_with(' '), "{columns}: {line:?}");
        }
    }
    // The width of last resort is a hundred.
    assert_eq!(run(&[]).stdout, {
        let mut command = program();
        command.env("COLUMNS", "100");
        finish(command, "").stdout
    });
}

#[test]
fn pipes_get_no_colors_and_no_color_is_respected() {
    assert!(!run(&[]).stdout.contains('\x1b'));
    let colored = |no_color: Option<&str>| {
        let mut command = program();
        command.arg("-").env("CLICOLOR_FORCE", "1");
        if let Some(value) = no_color {
            command.env("NO_COLOR", value);
        }
        finish(command, "{\"id\": \"p\"}\n{\"id\": 7}")
    };
    let forced = colored(None);
    assert!(forced.stdout.contains('\x1b') && forced.stderr.contains('\x1b'));
    let plain = colored(Some("1"));
    assert!(!plain.stdout.contains('\x1b') && !plain.stderr.contains('\x1b'));
}

#[test]
fn faults_name_the_place_and_stop_nobody_else() {
    let lines = "{\"id\": \"one\"}\n\n\
        {\"id\": \"two\", \"experience\": [{\"from\": \"2024-02-01\", \"to\": \"2024-01-31\", \"hours_per_week\": 9}], \"x\": 1}\n\
        {\"id\": \"three\"\n\
        {\"id\": \"four\"}\n";
    let run = run(&["--json", file("faulty.jsonl", lines)]);
    assert_eq!(records(&run), ["one", "four"]);
    assert_eq!(run.code, Some(1));
    let found: Vec<&str> = run.stderr.lines().collect();
    let starts = [
        "faulty.jsonl:3:59 /experience/0/to  [conflict] `to` (2024-01-31) is before `from` (2024-02-01); correct",
        "faulty.jsonl:3:101 /x  [unknown-key] unknown key; ",
        "faulty.jsonl:4:15  [bad-json] not JSON: ",
    ];
    assert_eq!(found.len(), starts.len(), "{found:#?}");
    for (line, start) in found.iter().zip(starts) {
        assert!(line.starts_with(start), "{line}");
    }
}

#[test]
fn the_summary_counts_the_faulty() {
    let run = run_with(&["-"], "[{\"id\": \"one\"}, {}]");
    assert!(
        run.stdout.ends_with("\n1 person: 1 undetermined; 1 faulty, named on standard error\n"),
        "{}",
        run.stdout
    );
    assert_eq!(run.stderr.lines().count(), 1);
    assert!(run.stderr.starts_with("standard input:1:17 /1/id  [missing] "), "{}", run.stderr);
}

#[test]
fn lists_and_single_records_are_read() {
    let list = "[\n  {\"id\": \"a\"},\n  {\"id\": \"b\",\n   \"applied_on\": \"2026-13-01\"},\n  {\"id\": \"c\"}\n]\n";
    let run = run(&["--json", file("list.json", list), file("single.json", "{\n  \"id\": \"d\"\n}\n")]);
    assert_eq!(records(&run), ["a", "c", "d"]);
    assert!(
        run.stderr.starts_with("list.json:4:18 /1/applied_on  [bad-date] `2026-13-01` "),
        "{}",
        run.stderr
    );
    assert_eq!(run.code, Some(1));
}

#[test]
fn standard_input_is_a_document_or_lines() {
    let ids = |text: &str| records(&run_with(&["--json", "-"], text));
    assert_eq!(ids("{\n  \"id\": \"a\"\n}\n"), ["a"]);
    assert_eq!(ids("[{\"id\": \"a\"},\n {\"id\": \"b\"}]"), ["a", "b"]);
    assert_eq!(ids("{\"id\": \"a\"}\r\n\r\n{\"id\": \"b\"}"), ["a", "b"]);
    assert_eq!(ids("{\"id\": \"a\",}\n{\"id\": \"b\"}\n"), ["b"]);
    let slip = run_with(&["--json", "-"], "{\n  \"id\": \"a\",\n}\n");
    assert_eq!(slip.stderr.lines().count(), 1, "{}", slip.stderr);
    assert!(slip.stderr.starts_with("standard input:3:1  [bad-json] "), "{}", slip.stderr);
}

#[test]
fn files_are_assessed_as_of_today() {
    let run = run_with(&["-"], "{\"id\": \"a\"}");
    let heading = run.stdout.lines().next().unwrap_or_default();
    let today = heading.strip_prefix("As of ").and_then(|rest| rest.get(..10)).map(str::parse::<Date>);
    let day_before_this_was_written = Date::new(2026, 11, 1).expect("this is a date");
    assert!(
        today.is_some_and(|today| today.is_ok_and(|today| today > day_before_this_was_written)),
        "{heading}"
    );
    let asked = run_with(&["--json", "--as-of", "2031-01-05", "-"], "{\"id\": \"a\"}");
    assert_eq!(assessments(&asked)[0]["as_of"], "2031-01-05");
}

#[test]
fn policies_are_names_whole_or_overlays() {
    let hana = |policy: &str| story("hana-late-portfolio", &["--policy", policy])["status"].clone();
    assert_eq!(hana("lssc-faq"), "candidacy-expired");
    let overlay = r#"{"extends": "lssc-faq", "id": "our-state", "candidacy": {"measured_by": "done"}}"#;
    assert_eq!(hana(file("overlay.json", overlay)), "certified");
    let whole =
        serde_json::to_string(&Policy::default()).expect("a policy is written").replace("lssc-faq", "own");
    assert_eq!(hana(file("whole.json", &whole)), "candidacy-expired");
    let page = run(&["--policy", "lssc-2019"]).stdout;
    assert!(page.starts_with("As of 2026-11-22, by the policy lssc-2019 "), "{page}");
}

#[test]
fn bad_policies_and_catalogs_are_named_together() {
    let unknown = run(&["--policy", "lssc-2020"]);
    assert_eq!((unknown.stdout.as_str(), unknown.code), ("", Some(1)));
    assert!(unknown.stderr.starts_with("--policy  [unknown-policy] `lssc-2020` "), "{}", unknown.stderr);
    let policy = file("bad-policy.json", "{\"extends\": \"lssc-faq\",\n \"id\": \"x\", \"fee\": 1}");
    let catalog = file("bad-catalog.json", "{\"approvals\": [{\"id\": 1}]}");
    let both = run(&["--policy", policy, "--catalog", catalog]);
    assert_eq!((both.stdout.as_str(), both.code), ("", Some(1)));
    let found: Vec<&str> = both.stderr.lines().collect();
    assert!(found[0].starts_with("bad-policy.json:2:20 /fee  [unknown-key] "), "{found:#?}");
    assert!(found[1].starts_with("bad-catalog.json:1:16 /approvals/0/set  [missing] "), "{found:#?}");
    assert!(found[4].starts_with("bad-catalog.json:1:23 /approvals/0/id  [wrong-type] "), "{found:#?}");
    assert_eq!(found.len(), 5, "{found:#?}");
}

#[test]
fn another_catalog_knows_other_courses() {
    let farah = story("farah-two-years", &["--catalog", file("empty-catalog.json", "{}")]);
    assert_eq!(farah["completion"]["credits"], Value::Array(Vec::new()));
}

#[test]
fn a_missing_file_is_named_and_the_others_are_read() {
    let run = run(&["--json", "nowhere.jsonl", file("there.jsonl", "{\"id\": \"a\"}\n")]);
    assert_eq!((records(&run), run.code), (vec!["a".to_owned()], Some(1)));
    assert!(run.stderr.starts_with("nowhere.jsonl  [unreadable] cannot be read: "), "{}", run.stderr);
}

#[test]
fn an_empty_file_is_no_json_but_holds_no_lines() {
    let document = run(&[file("empty.json", "")]);
    assert!(document.stderr.starts_with("empty.json:1:1  [bad-json] "), "{}", document.stderr);
    assert_eq!(document.code, Some(1));
    let lines = run(&[file("empty.jsonl", "\n")]);
    assert!(lines.stdout.ends_with("\n0 people\n"), "{}", lines.stdout);
    assert_eq!((lines.stderr.as_str(), lines.code), ("", Some(0)));
}

#[test]
fn control_characters_of_an_input_reach_no_terminal() {
    let run = run_with(&["-"], "{\"id\": \"a\", \"\\u001b[31m\": 1, \"education\": \"\\u001b]0;x\\u0007\"}");
    assert!(!run.stderr.contains(['\x1b', '\x07']) && run.stderr.contains("\\u{1b}[31m"), "{:?}", run.stderr);
}

#[test]
fn wrong_usage_is_two() {
    for arguments in [&["--as-of", "2026-02-30"][..], &["--colour"], &["--policy"]] {
        let run = run(arguments);
        assert_eq!((run.stdout.as_str(), run.code), ("", Some(2)), "{arguments:?}");
    }
    let help = run(&["--help"]);
    assert!(help.stdout.contains("\nExamples:\n  cargo run --example assess\n"), "{}", help.stdout);
    assert_eq!(help.code, Some(0));
}

#[test]
fn whoever_stops_reading_is_left_in_peace() {
    let many: String = (0..500).map(|number| format!("{{\"id\": \"p-{number}\"}}\n")).collect();
    for arguments in [&["-"][..], &["--json", "-"]] {
        let mut command = program();
        command.args(arguments);
        let mut child = command.spawn().expect("the program starts");
        drop(child.stdout.take());
        child.stdin.take().expect("standard input is piped").write_all(many.as_bytes()).expect("it reads");
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!((output.stderr, output.status.code()), (Vec::new(), Some(0)), "{arguments:?}");
    }
}
