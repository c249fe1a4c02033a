//! That all subjects are asked the same, and that the rules written by hand say what the library says.

use chrono::NaiveDate;
use lssc_benches::people::{AS_OF, answer_of, as_of, people};
use lssc_benches::plain::{DayNumber, Person, status};
use lssc_core::{Catalog, Policy, Record, assess, summary};
use serde_json::json;

#[test]
fn the_plain_rules_say_what_the_library_says() {
    let (catalog, policy, day) = (Catalog::default(), Policy::default(), AS_OF.parse().expect("a day"));
    for sample in people(2000) {
        let record = Record::from_json(sample.record.to_string().as_bytes()).expect("a valid record");
        let summary = summary(&record, &catalog, &policy, day);
        assert_eq!(sample.answer, answer_of(&summary), "{}", sample.record);
        assert_eq!(summary.status, assess(&record, &catalog, &policy, day).status);
    }
}

#[test]
fn dates_as_numbers_give_the_same_answers() {
    for sample in people(2000) {
        let text = sample.record.to_string();
        let by_date: Person<NaiveDate> = serde_json::from_str(&text).expect("a person");
        let by_number: Person<DayNumber> = serde_json::from_str(&text).expect("a person");
        let by_number = status(&by_number, DayNumber::of(as_of()));
        assert_eq!(json!(status(&by_date, as_of())), json!(by_number), "{text}");
    }
}

#[test]
fn every_status_is_there_often() {
    let people = people(2000);
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    for sample in &people {
        *counts.entry(format!("{:?}", sample.answer.status)).or_default() += 1;
    }
    assert!(counts.len() == 9 && counts.values().all(|&count| count >= 60), "{counts:?}");
    let eligible = people.iter().filter(|sample| sample.answer.eligible).count();
    assert!((400..1600).contains(&eligible), "{eligible} of 2000 are eligible");
}
