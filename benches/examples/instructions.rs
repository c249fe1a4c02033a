//! The fixed work whose instructions `cargo xtask instructions` counts: one part of it, so many times over the same people.
//!
//! `instructions PART ROUNDS`; with 0 rounds it only gets ready, which is what is taken off the count.

use std::hint::black_box;

use lssc_benches::people::{AS_OF, people};
use lssc_core::wire::Session;
use lssc_core::{Catalog, Date, DateRange, Policy, Record, assess, summary, timeline};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [part, rounds] = arguments.as_slice() else { panic!("instructions PART ROUNDS") };
    let rounds: usize = rounds.parse().expect("a number of rounds");
    let people: Vec<String> = people(200).iter().map(|sample| sample.record.to_string()).collect();
    let records: Vec<Record> =
        people.iter().map(|text| Record::from_json(text.as_bytes()).expect("a record")).collect();
    let requests: Vec<String> =
        people.iter().map(|text| format!(r#"{{"record":{text},"as_of":"{AS_OF}"}}"#)).collect();
    let (catalog, policy, day): (_, _, Date) =
        (Catalog::default(), Policy::default(), AS_OF.parse().expect("a day"));
    let range = DateRange::new(day.minus_years(8), day.plus_years(4)).expect("in order");
    let mut session = Session::default();
    for _ in 0..rounds {
        for ((record, text), request) in records.iter().zip(&people).zip(&requests) {
            match part.as_str() {
                "summary" => {
                    black_box(summary(record, &catalog, &policy, day));
                }
                "assess" => drop(black_box(assess(record, &catalog, &policy, day))),
                "timeline" => drop(black_box(timeline(record, &catalog, &policy, range))),
                "lines" => drop(black_box(Record::from_json(text.as_bytes()))),
                "bytes" => drop(black_box(session.answer(request.as_bytes()))),
                other => panic!("no part {other}"),
            }
        }
    }
}
