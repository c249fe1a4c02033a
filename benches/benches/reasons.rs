//! What the operations of `docs/operations.md` cost: on a typical record, and as records grow to the largest.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use lssc_benches::career;
use lssc_core::{
    Catalog, Date, Goal, GoalKind, KeptDecision, Policy, Record, RecordField, assess, bounds, decide, repair,
    robustness, verify, why, why_not,
};

/// The facts of a typical record, of a large one, and of one that is hardly smaller than may be.
const FACTS: [usize; 4] = [16, 128, 1024, 8192];

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn goal() -> Goal {
    Goal { goal: GoalKind::Renewable, by: day("2024-05-01") }
}

/// A field of the record, and one of its last entries.
fn fields(record: &Record) -> [RecordField; 2] {
    let last = record.activities.as_ref().map_or(0, |all| all.len().saturating_sub(1));
    ["/admitted_on".to_owned(), format!("/activities/{last}/completed_on")]
        .map(|pointer| RecordField::at(record, &pointer).expect("a field"))
}

fn operations(criterion: &mut Criterion) {
    let (catalog, policy, as_of) = (Catalog::default(), Policy::default(), day("2022-05-01"));
    for facts in FACTS {
        let record = career(facts);
        let [admitted_on, completed_on] = fields(&record);
        let kept = decide(&record, &catalog, &policy, as_of);
        let kept = serde_json::to_vec(&kept).expect("JSON");
        let kept = KeptDecision::from_json(&kept).expect("a decision");
        let mut group = criterion.benchmark_group(format!("{facts} facts"));
        group.sample_size(10);
        let mut bench = |name: &str, ask: &dyn Fn(&Record)| {
            group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
                bencher.iter(|| ask(black_box(&record)));
            });
        };
        bench("assess", &|record| {
            black_box(assess(record, &catalog, &policy, as_of));
        });
        bench("robustness", &|record| {
            black_box(robustness(record, &catalog, &policy, as_of));
        });
        bench("why", &|record| {
            black_box(why(record, &catalog, &policy, as_of));
        });
        bench("why-not", &|record| {
            black_box(why_not(record, goal(), &catalog, &policy));
        });
        bench("repair", &|record| {
            black_box(repair(record, goal(), &catalog, &policy, as_of));
        });
        bench("bounds of a stage", &|record| {
            black_box(bounds(record, admitted_on, goal(), &catalog, &policy));
        });
        bench("bounds of an entry", &|record| {
            black_box(bounds(record, completed_on, goal(), &catalog, &policy));
        });
        bench("decide", &|record| {
            black_box(decide(record, &catalog, &policy, as_of));
        });
        bench("verify", &|_| {
            black_box(verify(&kept));
        });
        group.finish();
    }
}

criterion_group!(benches, operations);
criterion_main!(benches);
