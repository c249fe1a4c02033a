//! The library, and the rules written by hand.

use std::hint::black_box;
use std::ops::Range;

use chrono::NaiveDate;
use lssc_benches::people::{AS_OF, Sample, answer_of, as_of};
use lssc_benches::plain::{self, DayNumber, Person};
use lssc_core::wire::Session;
use lssc_core::{Catalog, Policy, Record, assess, summary};
use serde_json::{Value, json};

use crate::measure::Subject;

const CHRONO: &str = "0.4";
const SERDE_JSON: &str = "1";

/// The people as texts.
pub struct Texts {
    records: Vec<Vec<u8>>,
    requests: Vec<Vec<u8>>,
}

impl Texts {
    pub fn of(people: &[Sample]) -> Self {
        let record = |sample: &Sample| sample.record.to_string().into_bytes();
        let request =
            |sample: &Sample| json!({"record": sample.record, "as_of": AS_OF}).to_string().into_bytes();
        Self { records: people.iter().map(record).collect(), requests: people.iter().map(request).collect() }
    }

    fn records(&self) -> impl Iterator<Item = &[u8]> {
        self.records.iter().map(Vec::as_slice)
    }
}

/// A subject whose evaluation is of one person after the other.
fn each<'a, T: 'a, O>(
    task: &'static str,
    name: &str,
    version: &str,
    inputs: Vec<T>,
    mut evaluate: impl FnMut(&T) -> O + 'a,
) -> Subject<'a> {
    let people = inputs.len();
    Subject {
        task,
        name: name.to_owned(),
        version: version.to_owned(),
        note: String::new(),
        wrong: 0,
        people,
        more: Value::Null,
        evaluate: Box::new(move |range: Range<usize>| {
            for input in &inputs[range] {
                black_box(evaluate(black_box(input)));
            }
        }),
    }
}

fn lssc<'a, T: 'a, O>(
    task: &'static str,
    name: &str,
    inputs: Vec<T>,
    evaluate: impl FnMut(&T) -> O + 'a,
) -> Subject<'a> {
    each(task, name, env!("CARGO_PKG_VERSION"), inputs, evaluate)
}

pub fn subjects<'a>(people: &[Sample], texts: &'a Texts) -> Vec<Subject<'a>> {
    let (catalog, policy) = (Catalog::default(), Policy::default());
    let terms = move || (catalog.clone(), policy.clone());
    let day = AS_OF.parse().expect("a day");
    let records: Vec<Record> =
        texts.records().map(|text| Record::from_json(text).expect("a record")).collect();
    let dated: Vec<Person<NaiveDate>> =
        texts.records().map(|text| serde_json::from_slice(text).expect("a person")).collect();
    let numbered: Vec<Person<DayNumber>> =
        texts.records().map(|text| serde_json::from_slice(text).expect("a person")).collect();
    let (today, today_number) = (as_of(), DayNumber::of(as_of()));

    let (catalog, policy) = terms();
    let differs = |(record, sample): &(&Record, &Sample)| {
        answer_of(&summary(record, &catalog, &policy, day)) != sample.answer
    };
    let wrong = records.iter().zip(people).filter(differs).count();

    let mut subjects = Vec::new();
    let (catalog, policy) = terms();
    subjects.push(lssc("status", "lssc summary", records.clone(), move |record| {
        summary(record, &catalog, &policy, day)
    }));
    let (catalog, policy) = terms();
    subjects.push(lssc("assess", "lssc assess", records.clone(), move |record| {
        assess(record, &catalog, &policy, day)
    }));
    let (catalog, policy) = terms();
    let mut with_messages = lssc("assess", "lssc assess, every message", records.clone(), move |record| {
        let assessment = assess(record, &catalog, &policy, day);
        assessment.findings.iter().map(|finding| finding.message().to_string().len()).sum::<usize>()
    });
    with_messages.note = "each finding's sentence made too".to_owned();
    subjects.push(with_messages);
    for task in ["status", "assess"] {
        let mut plain =
            each(task, "plain chrono", CHRONO, dated.clone(), move |person| plain::status(person, today));
        if task == "assess" {
            plain.note = "status, dates and cents alone: it has no findings".to_owned();
        }
        subjects.push(plain);
    }
    subjects.push(each("status", "plain day numbers", "", numbered, move |person| {
        plain::status(person, today_number)
    }));

    let mut session = Session::default();
    let requests: Vec<&[u8]> = texts.requests.iter().map(Vec::as_slice).collect();
    subjects.push(lssc("bytes", "lssc request to answer", requests.clone(), move |request| {
        session.answer(request)
    }));
    subjects.push(each("bytes", "serde_json typed reading", SERDE_JSON, requests, |request| {
        serde_json::from_slice::<Request>(request).expect("a person")
    }));

    let lines: Vec<&[u8]> = texts.records().collect();
    let (catalog, policy) = terms();
    subjects.push(lssc("lines", "lssc line to status", lines.clone(), move |line| {
        summary(&Record::from_json(line).expect("a record"), &catalog, &policy, day)
    }));
    subjects.push(each("lines", "serde_json typed reading", SERDE_JSON, lines.clone(), |line| {
        serde_json::from_slice::<Person<NaiveDate>>(line).expect("a person")
    }));
    subjects.push(each("lines", "serde_json typed reading, plain chrono", SERDE_JSON, lines, move |line| {
        plain::status(&serde_json::from_slice::<Person<NaiveDate>>(line).expect("a person"), today)
    }));
    for subject in &mut subjects {
        if subject.name.starts_with("lssc") {
            subject.wrong = wrong;
        }
    }
    subjects
}

#[derive(serde::Deserialize)]
#[expect(dead_code, reason = "read, which is what is measured")]
struct Request {
    record: Person<NaiveDate>,
    as_of: NaiveDate,
}
