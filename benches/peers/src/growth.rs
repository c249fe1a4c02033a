//! How the cost grows with the entries of each list.

use std::hint::black_box;

use lssc_benches::growth::{LISTS, SIZES, record};
use lssc_core::{Catalog, Date, DateRange, Policy, Record, assess, summary, timeline};
use serde_json::json;

use crate::measure::Subject;

type Operation = fn(&Record, &Catalog, &Policy);

fn day() -> Date {
    lssc_benches::people::AS_OF.parse().expect("a day")
}

const OPERATIONS: [(&str, Operation); 3] = [
    ("summary", |record, catalog, policy| {
        black_box(summary(record, catalog, policy, day()));
    }),
    ("assess", |record, catalog, policy| {
        black_box(assess(record, catalog, policy, day()));
    }),
    ("timeline", |record, catalog, policy| {
        let range = DateRange::new(day().minus_years(8), day().plus_years(12)).expect("in order");
        black_box(timeline(record, catalog, policy, range));
    }),
];

pub fn subjects() -> Vec<Subject<'static>> {
    let mut subjects = Vec::new();
    for list in LISTS {
        for size in SIZES {
            for (operation, evaluate) in OPERATIONS {
                let (record, catalog, policy) = (record(list, size), Catalog::default(), Policy::default());
                subjects.push(Subject {
                    task: "growth",
                    name: format!("lssc {operation}"),
                    version: env!("CARGO_PKG_VERSION").to_owned(),
                    note: String::new(),
                    wrong: 0,
                    people: 1,
                    more: json!({"list": list, "size": size}),
                    evaluate: Box::new(move |range| {
                        for _ in range {
                            evaluate(black_box(&record), &catalog, &policy);
                        }
                    }),
                });
            }
        }
    }
    subjects
}
